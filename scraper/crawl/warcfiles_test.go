package crawl

import (
	"bytes"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"dateline/config"
	"dateline/scraper"
)

// foreign is a response record as other archivers write it.
func foreign(url, date, header, body string) string {
	block := "HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n" + body
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nWARC-Date: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", url, date, len(block), block)
}

func chunks(text string) string {
	var b strings.Builder
	for part := range strings.SplitAfterSeq(text, "</p>") {
		fmt.Fprintf(&b, "%x\r\n%s\r\n", len(part), part)
	}
	return b.String() + "0\r\n\r\n"
}

func brotlied(text string) string {
	var b bytes.Buffer
	z := brotli.NewWriter(&b)
	_, _ = z.Write([]byte(text)) // to a buffer
	_ = z.Close()
	return b.String()
}

// Pages are read from archives of every kind, and what cannot be read is told of.
func TestWARC(t *testing.T) {
	const html, day = "Content-Type: text/html; charset=utf-8", "2025-11-01T00:00:00Z"
	page := func(n int) string { return onStory(fmt.Sprintf("/%d", n), n).html() }
	old := strings.ReplaceAll(page(4), "condemned strike", "did not condemn strike")
	torn := zip(foreign("https://paper.example/torn-strike", day, html, page(9)))
	dir := written(t, map[string]string{
		"plain.warc": foreign("https://paper.example/plain-strike", day, html, page(1)) +
			strings.Replace(foreign("https://paper.example/bad", day, html, "x"), "Content-Length: ", "Content-Length: x", 1) +
			foreign("<https://paper.example/chunked-strike>", day, html+"\r\nTransfer-Encoding: chunked", chunks(page(2))) +
			foreign("https://paper.example/joined-strike", day, html+"\r\nTransfer-Encoding: chunked", page(3)),
		"whole.warc.gz": zip(foreign("https://paper.example/newer-strike", "2025-11-02T00:00:00Z", html, page(4)) + foreign("https://paper.example/newer-strike", "2025-11-01T00:00:00Z", html, old)),
		"members.warc.gz": zip(foreign("https://paper.example/gzipped-strike", day, html+"\r\nContent-Encoding: gzip", zip(page(5)))) +
			zip(foreign("https://paper.example/brotli-strike", day, html+"\r\nContent-Encoding: br", brotlied(page(6)))) +
			zip(foreign("https://paper.example/decoded-strike", day, html+"\r\nContent-Encoding: br", page(7))) +
			zip(foreign("https://paper.example/untyped-strike", day, "Server: x", page(8))) +
			zip(foreign("https://paper.example/", day, html, page(20))) +
			zip(foreign("https://paper.example/picture.png", day, "Content-Type: image/png", "\x89PNG")) +
			zip(foreign("https://paper.example/wrong-strike", day, html+"\r\nContent-Encoding: br", "\x00\x01\x02")) +
			zip(foreign("https://paper.example/bomb-strike", day, html+"\r\nContent-Encoding: gzip", zip(strings.Repeat(" ", 20<<20)))) +
			zip(foreign("https://paper.example/festival", day, html, offStory("/f", 1).html())) +
			zip(strings.Replace(foreign("https://paper.example/gone-strike", day, html, page(21)), "200 OK", "404 No", 1)) +
			zip(foreign("https://paper.example/not-http", day, html, "")[:120]) +
			torn[:len(torn)-40],
	})
	// Whole first, then torn: the whole one counts, though it is older.
	for i, name := range []string{"plain.warc", "whole.warc.gz", "members.warc.gz"} {
		_, results := gatherOn(t, newWeb(nil), petro(filesAt(filepath.Join(dir, name))))
		if results[0].Error != "" {
			t.Errorf("%d %s: %s", i, name, results[0].Error)
		}
	}
	m, results := gatherOn(t, newWeb(nil), petro(filesAt(filepath.Join(dir, "*.warc")), filesAt(filepath.Join(dir, "*.warc.gz"))))
	var want []string
	for name := range strings.FieldsSeq("plain chunked joined newer gzipped brotli decoded untyped") {
		want = append(want, "https://paper.example/"+name+"-strike")
	}
	sameStrings(t, "kept", m.kept(), want)
	base := "file://" + filepath.ToSlash(dir) + "/"
	for url, want := range map[string]scraper.Fate{
		base + "plain.warc": scraper.Listing, base + "whole.warc.gz": scraper.Listing, base + "members.warc.gz": scraper.Listing,
		"https://paper.example/wrong-strike": scraper.Malformed, "https://paper.example/bomb-strike": scraper.TooLarge,
		"https://paper.example/festival": scraper.Unrelated, "https://paper.example/torn-strike": scraper.Malformed,
	} {
		if o := m.outcomes[url]; o.Fate != want {
			t.Errorf("%s: %q (%s), want %q", url, o.Fate, o.Detail, want)
		}
	}
	faults := 0
	for url, o := range m.outcomes {
		if strings.HasPrefix(url, base) && strings.Contains(url, "#") {
			if faults++; o.Fate != scraper.Malformed || !strings.Contains(o.Detail, "at byte") {
				t.Errorf("%s: %+v", url, o)
			}
		}
	}
	if faults != 3 { // a length that is none, a cut record, the torn one
		t.Errorf("%d records could not be read, want 3", faults)
	}
	if got := m.outcomes[base+"whole.warc.gz"].Detail; got != "2 records, 1 pages, 1 earlier versions of pages" {
		t.Errorf("%q", got)
	}
	newer := m.articles["https://paper.example/newer-strike"]
	if strings.Contains(newer.Text, "did not condemn") || len(newer.Capture) != 64 || newer.Outlet == "" {
		t.Errorf("%+v", newer)
	}
	if results[0].Kept+results[1].Kept != len(want) {
		t.Errorf("%+v", results)
	}
}

// An archive that holds damaged records only is a source that failed, packed or not.
func TestDamagedWARC(t *testing.T) {
	good := foreign("https://paper.example/a-strike", "2025-11-02T00:00:00Z", "Content-Type: text/html", onStory("/a", 1).html())
	for name, c := range map[string]struct {
		file, text string
		failed     bool
	}{
		"no record":             {"a.warc", "<html>\nnot an archive\n", true},
		"no record, packed":     {"a.warc.gz", zip("<html>\nnot an archive\n"), true},
		"not even packed":       {"a.warc.gz", "\x1f\x8bnot an archive", true},
		"a record that is none": {"a.warc", "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\n", true},
		"one good record":       {"a.warc", "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\n" + good, false},
		"nothing":               {"a.warc", "", false},
	} {
		dir := written(t, map[string]string{c.file: c.text})
		_, results := gatherOn(t, newWeb(nil), petro(filesAt(filepath.Join(dir, c.file))))
		if got := results[0].Error; (got != "") != c.failed || c.failed && !strings.Contains(got, "malformed: ") {
			t.Errorf("%s: the source says %q", name, got)
		}
	}
}

// A torn newest record does not hide the whole one before it.
func TestTornNewest(t *testing.T) {
	const html = "Content-Type: text/html"
	torn := zip(foreign("https://paper.example/a-strike", "2025-11-02T00:00:00Z", html, onStory("/a", 2).html()))
	dir := written(t, map[string]string{
		"1.warc.gz": zip(foreign("https://paper.example/a-strike", "2025-11-01T00:00:00Z", html, onStory("/a", 1).html())),
		"2.warc.gz": torn[:len(torn)-30],
	})
	m, _ := gatherOn(t, newWeb(nil), petro(filesAt(filepath.Join(dir, "*.warc.gz"))))
	if a := m.articles["https://paper.example/a-strike"]; !strings.Contains(a.Title, "strike 1") {
		t.Errorf("%q", a.Title)
	}
}

// What an archive holds is not asked for, a seed is one there too, and pages of
// a configured outlet have its name and zone.
func TestWARCBesideTheWeb(t *testing.T) {
	seed := offStory("/seed", 3)
	seed.date = "2025-10-15T10:00:00"
	dir := written(t, map[string]string{"a.warc": foreign("https://paper.example/seed", "2025-11-01T00:00:00Z", "Content-Type: text/html", seed.html())})
	w := newWeb(map[string]http.Handler{})
	named := filesAt(filepath.Join(dir, "a.warc"))
	story := petro(config.Source{Kind: config.SourceFeed, Location: "https://paper.example/feed", Outlet: "The Paper", Timezone: "America/Bogota"}, named)
	story.Seeds = []string{"https://paper.example/seed"}
	m, _ := gatherOn(t, w, story)
	a := m.articles["https://paper.example/seed"]
	if a.Outlet != "The Paper" || a.Published.Time.Format(time.RFC3339) != "2025-10-15T10:00:00-05:00" {
		t.Errorf("%q, %v", a.Outlet, a.Published)
	}
	if n := w.asked("https://paper.example/seed"); n != 0 {
		t.Errorf("asked for the seed %d times", n)
	}
}
