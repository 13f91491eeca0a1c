package extract

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"dateline/scraper"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite what the pages in testdata say")

// pageFile is testdata/pages/NAME.json: how NAME.html was fetched, and what
// must be read from it.
type pageFile struct {
	Page struct {
		URL         string    `json:"url"`
		ContentType string    `json:"contentType,omitempty"`
		Fetched     time.Time `json:"fetched"`
		Zone        string    `json:"zone,omitempty"`
	} `json:"page"`
	Want pageWant `json:"want"`
}

type pageWant struct {
	Fate        string   `json:"fate,omitempty"`
	Detail      string   `json:"detail,omitempty"`
	Canonical   string   `json:"canonical"`
	Twins       []string `json:"twins,omitempty"`
	Title       string   `json:"title,omitempty"`
	Outlet      string   `json:"outlet"`
	Authors     []string `json:"authors,omitempty"`
	Published   string   `json:"published,omitempty"`
	Rung        string   `json:"rung,omitempty"`
	Words       string   `json:"words,omitempty"`
	ZoneWritten bool     `json:"zoneWritten,omitempty"`
	Others      []string `json:"others,omitempty"`
	Updated     string   `json:"updated,omitempty"`
	Language    string   `json:"language,omitempty"`
	NoIndex     bool     `json:"noIndex,omitempty"`
	Text        []string `json:"text,omitempty"`
	Entries     []string `json:"entries,omitempty"`
	Links       []string `json:"links,omitempty"`
	PageLinks   int      `json:"pageLinks"`
}

func summary(r Result) pageWant {
	a := r.Article
	w := pageWant{Fate: string(r.Fate), Detail: r.Detail, Canonical: r.Canonical, Twins: r.Twins, Title: a.Title, Outlet: a.Outlet, Authors: a.Authors,
		Published: a.Published.String(), Rung: a.Published.Rung, Words: a.Published.Words, ZoneWritten: a.Published.HasZone, Language: a.Language,
		NoIndex: r.NoIndex, Links: a.Links, PageLinks: len(r.Links)}
	for _, o := range a.Published.Others {
		w.Others = append(w.Others, o.Rung+" "+o.Time.Format(time.RFC3339)+" "+o.Words)
	}
	if !a.Updated.IsZero() {
		w.Updated = a.Updated.Format(time.RFC3339)
	}
	for _, e := range a.Entries {
		first, _, _ := strings.Cut(a.Text[e.Start:], "\n")
		w.Entries = append(w.Entries, e.Published.String()+" "+e.Published.Rung+": "+first)
	}
	if a.Text != "" {
		w.Text = strings.Split(a.Text, "\n\n")
	}
	return w
}

func TestReadPages(t *testing.T) {
	files, _ := filepath.Glob("testdata/pages/*.html")
	if len(files) == 0 {
		t.Fatal("no pages in testdata/pages")
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".html")
		t.Run(name, func(t *testing.T) {
			body, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			wantFile := strings.TrimSuffix(file, ".html") + ".json"
			raw, err := os.ReadFile(wantFile)
			if err != nil {
				t.Fatal(err)
			}
			var f pageFile
			if err := json.Unmarshal(raw, &f); err != nil {
				t.Fatal(err)
			}
			zone, err := time.LoadLocation(f.Page.Zone)
			if err != nil {
				t.Fatal(err)
			}
			res, err := Read(Page{URL: f.Page.URL, Body: body, ContentType: f.Page.ContentType, FetchedAt: f.Page.Fetched, Zone: zone})
			if err != nil {
				t.Fatal(err)
			}
			got := summary(res)
			if *update {
				f.Want = got
				out, _ := json.MarshalIndent(f, "", "  ")
				if err := os.WriteFile(wantFile, append(out, '\n'), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(f.Want, got); diff != "" {
				t.Errorf("page reads otherwise (-want +got):\n%s", diff)
			}
		})
	}
}

// Reading twice, from bytes or from text, gives the same.
func TestReadIsDeterministic(t *testing.T) {
	body, err := os.ReadFile("testdata/pages/en-graph-boxes.html")
	if err != nil {
		t.Fatal(err)
	}
	p := Page{URL: "https://www.harbourledger.example/a", Body: body, FetchedAt: time.Date(2025, 11, 20, 0, 0, 0, 0, time.UTC)}
	first, _ := Read(p)
	p.Decoded = true
	for range 5 {
		again, _ := Read(p)
		if diff := cmp.Diff(first, again); diff != "" {
			t.Fatalf("another reading differs:\n%s", diff)
		}
	}
}

// checkEntries fails unless entries part a text, in order and between runes.
func checkEntries(t *testing.T, text string, entries []scraper.Entry) {
	t.Helper()
	from := 0
	for _, e := range entries {
		if e.Start < from || e.Start >= len(text) || !utf8.RuneStart(text[e.Start]) || !e.Published.HasTime {
			t.Errorf("entry %+v after %d in a text of %d bytes", e, from, len(text))
		}
		from = e.Start + 1
	}
}

func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/pages/*.html")
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(body), "text/html; charset=utf-8", "https://paper.example/2025/11/02/x")
	}
	f.Add(livePage("Live: Senate votes", "", `<div><p>05:40 GMT</p><p>`+textFails+`</p><p>04:15 GMT</p><p>`+textLeader+`</p></div>`), "text/html", "https://paper.example/live/x")
	f.Add(`<title>Bridge closed</title><script>window.s={"a":[{"title":"Bridge closed","body":"<p>The bridge was closed.</p>`+strings.Repeat("It stays closed. ", 30)+`","publishedAt":"2025-11-02"}]}</script>`, "text/html", "https://paper.example/x")
	f.Add("<p>\xff\xfe</p><table><td colspan=9999999>", "text/html; charset=shift_jis", "//x")
	fetched := time.Date(2025, 11, 20, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, body, contentType, address string) {
		res, _ := Read(Page{URL: address, Body: []byte(body), ContentType: contentType, FetchedAt: fetched})
		a := res.Article
		for _, s := range append([]string{a.Title, a.Text, a.Outlet, a.Description, a.Published.Words}, a.Authors...) {
			if !utf8.ValidString(s) {
				t.Errorf("not UTF-8: %q", s)
			}
		}
		if strings.HasPrefix(res.Detail, "the parser gave up") {
			t.Errorf("panic: %s", res.Detail)
		}
		checkEntries(t, a.Text, a.Entries)
		if a.Published.Time.After(fetched.Add(slack)) {
			t.Errorf("published %v, after the fetch", a.Published)
		}
	})
}
