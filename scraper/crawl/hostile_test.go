package crawl

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline/config"
	"dateline/scraper"
	"dateline/scraper/fetch"
)

// gatherOver runs a story over the real transport, against servers on loopback.
func gatherOver(t *testing.T, m *memory, story config.Story, o Options) []scraper.SourceResult {
	t.Helper()
	client := fetch.New(fetch.Options{AllowPrivate: true, Pace: -1, Timeout: 20 * time.Second, Archive: m})
	defer client.Close()
	o.Client, o.Archive = client, m
	results, err := Gather(t.Context(), story, "R-1", o)
	if err != nil {
		t.Fatal(err)
	}
	return results
}

func serve(t *testing.T, h http.Handler) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

// An answer that cannot be kept is no fault of its host: the run stops.
func TestArchiveThatKeepsNothingStopsTheRun(t *testing.T) {
	m := newMemory()
	m.full = errors.New("disk full")
	host := serve(t, paper([]report{onStory("/a", 1)}, map[string]string{"/feed": rss([3]string{"/a", "Petro", ""})}))
	client := fetch.New(fetch.Options{AllowPrivate: true, Pace: -1, Timeout: 20 * time.Second, Archive: m})
	defer client.Close()
	results, err := Gather(t.Context(), petro(feed(host+"/feed")), "R-1", Options{Client: client, Archive: m})
	if !errors.Is(err, fetch.ErrArchive) || !errors.Is(err, m.full) || results[0].Error != "" {
		t.Errorf("error %v, results %+v", err, results)
	}
	for _, o := range m.outcomes {
		if o.Fate.Failed() {
			t.Errorf("%+v", o)
		}
	}
}

// Whatever a source sends costs that source, and no more.
func TestHostileSources(t *testing.T) {
	good := onStory("/news/petro-answers-the-strike", 1)
	var base string
	mux := http.NewServeMux()
	send := func(path, ctype string, body func(w io.Writer)) {
		mux.HandleFunc(path, func(w http.ResponseWriter, q *http.Request) {
			w.Header().Set("Content-Type", ctype)
			body(w)
		})
	}
	text := func(s string) func(io.Writer) {
		return func(w io.Writer) { io.WriteString(w, strings.ReplaceAll(s, "BASE", base)) }
	}
	send(good.path, "text/html", text(good.html()))
	send("/huge-feed", "application/rss+xml", func(w io.Writer) {
		io.WriteString(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>`)
		chunk := bytes.Repeat([]byte("x"), 1<<20)
		for range 200 {
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
	})
	send("/bomb.xml.gz", "application/gzip", func(w io.Writer) {
		z, _ := gzip.NewWriterLevel(w, gzip.BestSpeed)
		io.WriteString(z, `<urlset><url><loc>`+base+good.path+`</loc></url>`)
		chunk := bytes.Repeat([]byte(" "), 1<<20)
		for range 300 {
			z.Write(chunk)
		}
		z.Close()
	})
	send("/deep.xml", "application/xml", func(w io.Writer) {
		for range 200_000 {
			io.WriteString(w, "<a>")
		}
	})
	laughs := `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">` + "\n"
	for i := range 20 {
		laughs += fmt.Sprintf(`<!ENTITY a%d "&a%d;&a%d;&a%d;&a%d;">`, i+1, i, i, i, i)
	}
	send("/laughs.xml", "application/xml", text(laughs+`]><urlset><url><loc>BASE`+good.path+`?&a20;</loc></url></urlset>`))
	send("/laughs.rss", "application/rss+xml", text(laughs+`]><rss version="2.0"><channel><title>&a20;</title><item><title>&a20;</title><link>BASE`+good.path+`</link></item></channel></rss>`))
	send("/cut.rss", "application/rss+xml", text(`<?xml version="1.0"?><rss version="2.0"><channel><title>P</title><item><title><![CDATA[Petro and`))
	send("/control.rss", "application/rss+xml", text("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>P\x08\x04</title><item><title>Petro\x0b\xff\xfe</title><link>BASE"+good.path+"</link></item></channel></rss>"))
	send("/invalid.xml", "application/xml", text("<?xml version=\"1.0\"?>\n<urlset><url><loc>\x01BASE"+good.path+"</loc><x>\xc3\x28</x></url></urlset>"))
	mux.HandleFunc("/short.rss", func(w http.ResponseWriter, q *http.Request) { // less than promised
		w.Header().Set("Content-Length", "100000")
		io.WriteString(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>P</title>`)
	})
	base = serve(t, mux)
	tests := []struct {
		source config.Source
		fate   scraper.Fate
		kept   int
	}{
		{feed("/huge-feed"), scraper.TooLarge, 0},
		{mapOf("/bomb.xml.gz"), scraper.TooLarge, 0},
		{mapOf("/deep.xml"), scraper.Malformed, 0},
		{mapOf("/laughs.xml"), scraper.Listing, 1},
		{feed("/laughs.rss"), scraper.Listing, 1},
		{feed("/cut.rss"), scraper.Malformed, 0},
		{feed("/control.rss"), scraper.Listing, 1},
		{mapOf("/invalid.xml"), scraper.Listing, 1},
		{feed("/short.rss"), scraper.Unreachable, 0},
	}
	for _, tt := range tests {
		t.Run(tt.source.Location, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			m := newMemory()
			source := tt.source
			source.Location = base + source.Location
			results := gatherOver(t, m, petro(source), Options{})
			runtime.ReadMemStats(&after)
			o := m.outcomes[source.Location]
			if o.Fate != tt.fate {
				t.Errorf("%q (%s), want %q", o.Fate, o.Detail, tt.fate)
			}
			if len(m.articles) != tt.kept {
				t.Errorf("kept %q, want %d; %v", m.kept(), tt.kept, m.outcomes)
			}
			if failed := tt.fate != scraper.Listing; (results[0].Error != "") != failed {
				t.Errorf("result %+v", results[0])
			}
			if grown := after.TotalAlloc - before.TotalAlloc; grown > 600<<20 {
				t.Errorf("%d MiB allocated", grown>>20)
			}
		})
	}
}

// On the second run nothing that has validators is asked for without them,
// and what has none is taken from the archive where it is a report.
func TestSecondRunAsksWhetherAnythingChanged(t *testing.T) {
	reports := []report{onStory("/world/petro-answers-the-first-strike", 1), onStory("/world/petro-answers-the-second-strike", 2), offStory("/world/harvest-festival-opens-in-valley", 3)}
	pages := map[string]string{
		"/":            list([2]string{"/world/", "World"}),
		"/world/":      list([2]string{reports[0].path, "Petro"}, [2]string{reports[2].path, "Festival"}),
		"/feed":        rss([3]string{reports[1].path, "Petro", ""}),
		"/sitemap.xml": urlset([2]string{"BASE" + reports[0].path, "2025-10-14"}),
	}
	var mu sync.Mutex
	asked := map[string]int{}
	run := func(validators bool) (first, second map[string]int) {
		clear(asked)
		inner := paper(reports, pages)
		base := serve(t, http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
			mu.Lock()
			defer mu.Unlock()
			if q.URL.Path == "/robots.txt" {
				http.NotFound(w, q)
				return
			}
			etag := `"` + q.URL.Path + `"`
			if validators && q.Header.Get("If-None-Match") == etag {
				asked["conditional "+q.URL.Path]++
				w.WriteHeader(http.StatusNotModified)
				return
			}
			asked[q.URL.Path]++
			if validators {
				w.Header().Set("ETag", etag)
			}
			inner.ServeHTTP(w, q)
		}))
		pages["/sitemap.xml"] = urlset([2]string{base + reports[0].path, "2025-10-14"})
		m := newMemory()
		story := petro(site(base+"/"), feed(base+"/feed"), mapOf(base+"/sitemap.xml"))
		var o Options
		if !validators {
			o.Frontier = newShelf() // remembers when each was asked for
			o.ByHand = true
		}
		gatherOver(t, m, story, o)
		if len(m.articles) != 2 {
			t.Fatalf("kept %q", m.kept())
		}
		first = map[string]int{}
		maps.Copy(first, asked)
		clear(asked)
		gatherOver(t, m, story, o)
		if len(m.articles) != 2 {
			t.Errorf("kept %q on the second run", m.kept())
		}
		return first, asked
	}
	first, second := run(true)
	if len(first) != 7 {
		t.Errorf("first run: %v", first)
	}
	for k, n := range second {
		if !strings.HasPrefix(k, "conditional ") || n != 1 {
			t.Errorf("second run: %s %d times", k, n)
		}
	}
	if len(second) != 7 {
		t.Errorf("second run: %v", second)
	}
	_, second = run(false)
	for k := range second {
		if strings.HasPrefix(k, "/world/") && k != "/world/" {
			t.Errorf("without validators, on the second run: %s is asked for again", k)
		}
	}
	if second["/feed"] != 1 || second["/sitemap.xml"] != 1 || second["/"] != 1 || second["/world/"] != 1 {
		t.Errorf("lists are asked for every time: %v", second)
	}
}
