package crawl

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"dateline/config"
	"dateline/scraper"
	"dateline/scraper/fetch"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func zip(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, s)
	z.Close()
	return b.String()
}

func TestEverySourceLeadsToReports(t *testing.T) {
	dir := t.TempDir()
	filed := `{"id":"7","url":"https://filed.example/news/petro-speaks-of-drug-boats","published":"2025-10-01","title":"Petro speaks","text":"Petro spoke of drug boats. Hegseth answered Petro.","lang":"en","source":"Filed"}`
	if err := os.WriteFile(filepath.Join(dir, "a.jsonl"), []byte(filed+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	answers := func(body, ctype string) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
			w.Header().Set("Content-Type", ctype)
			io.WriteString(w, body)
		})
	}
	hosts := map[string]http.Handler{
		"rss.example": paper([]report{onStory("/a1", 1)}, map[string]string{
			"/feed": rss([3]string{"/a1?utm_source=rss", "Petro answers", "Tue, 14 Oct 2025 09:30:00 -0500"})}),
		"atom.example": paper([]report{onStory("/a2", 2)}, map[string]string{
			"/feed": `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>P</title><entry><title>Petro</title><link rel="alternate" href="https://atom.example/a2"/><published>2025-10-14T10:00:00Z</published></entry></feed>`}),
		"json.example": paper([]report{onStory("/a3", 3)}, map[string]string{
			"/feed": `{"version":"https://jsonfeed.org/version/1.1","title":"P","items":[{"id":"3","url":"https://json.example/a3","title":"Petro"}]}`}),
		"index.example": paper([]report{onStory("/a4", 4)}, map[string]string{
			"/sitemap.xml":        `<sitemapindex><sitemap><loc>https://index.example/s/2025-10.xml.gz</loc></sitemap><sitemap><loc>https://index.example/s/2024-10.xml.gz</loc></sitemap></sitemapindex>`,
			"/s/2025-10.xml.gz":   zip(urlset([2]string{"https://index.example/a4", "2025-10-14"})),
			"/s/2024-10.xml.gz":   zip(urlset([2]string{"https://index.example/old", "2024-10-14"})),
			"/news-sitemap.xml":   "",
			"/never-asked-for.gz": "",
		}),
		"news.example": paper([]report{onStory("/a5", 5)}, map[string]string{
			"/news.xml": `<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://news.example/a5</loc><news:news><news:publication><news:name>N</news:name><news:language>en</news:language></news:publication><news:publication_date>2025-10-14T09:00:00Z</news:publication_date><news:title>Petro</news:title></news:news></url></urlset>`}),
		"site.example": paper([]report{onStory("/world/petro-answers-the-sixth-strike", 6), offStory("/world/harvest-festival-opens-in-valley", 1)}, map[string]string{
			"/":       list([2]string{"/world", "World"}, [2]string{"/about", "About"}),
			"/world":  list([2]string{"/world/petro-answers-the-sixth-strike", "Petro answers"}, [2]string{"/world/harvest-festival-opens-in-valley", "Festival"}),
			"/about":  "<p>About us</p>",
			"/search": list()}),
		"page.example":   paper([]report{onStory("/a7", 7)}, nil),
		"seed.example":   paper([]report{onStory("/a8", 8, "https://linked.example/2025/10/13/the-story-before")}, nil),
		"linked.example": paper([]report{onStory("/2025/10/13/the-story-before", 9)}, nil),
		"found.example":  paper([]report{onStory("/a10", 10), onStory("/a11", 11)}, nil),
		"gdelt.example":  answers(`{"articles":[{"url":"https://found.example/a10","title":"Petro","seendate":"20251014T120000Z","language":"English"},{"url":"https://found.example/fr","title":"Petro","language":"French"}]}`, "application/json"),
		"google.example": paper(nil, map[string]string{
			"/rss/search":       rss([3]string{"https://google.example/rss/articles/XYZ?oc=5", "Petro - Found", "Tue, 14 Oct 2025 09:30:00 GMT"}),
			"/rss/articles/XYZ": "redirect: https://found.example/a11"}),
	}
	w := newWeb(hosts)
	story := petro(
		feed("https://rss.example/feed"), feed("https://atom.example/feed"), feed("https://json.example/feed"),
		mapOf("https://index.example/sitemap.xml"), mapOf("https://news.example/news.xml"),
		site("https://site.example/"), pageAt("https://page.example/a7"),
		config.Source{Kind: config.SourceSearch, Location: "gdelt", Endpoint: "https://gdelt.example/api/v2/doc/doc"},
		config.Source{Kind: config.SourceSearch, Location: "googlenews", Endpoint: "https://google.example/rss/search"},
		filesAt(filepath.Join(dir, "*.jsonl")),
	)
	story.Seeds = []string{"https://seed.example/a8"}
	m, results := gatherOn(t, w, story)
	sameStrings(t, "kept", m.kept(), []string{
		"https://rss.example/a1", "https://atom.example/a2", "https://json.example/a3", "https://index.example/a4", "https://news.example/a5",
		"https://site.example/world/petro-answers-the-sixth-strike", "https://page.example/a7", "https://seed.example/a8",
		"https://linked.example/2025/10/13/the-story-before", "https://found.example/a10", "https://found.example/a11",
		"https://filed.example/news/petro-speaks-of-drug-boats",
	})
	for url, want := range map[string]scraper.Fate{
		"https://rss.example/feed":                                    scraper.Listing,
		"https://index.example/s/2025-10.xml.gz":                      scraper.Listing,
		"https://index.example/s/2024-10.xml.gz":                      scraper.OutsideWindow,
		"https://site.example/":                                       scraper.Listing,
		"https://site.example/world":                                  scraper.Listing,
		"https://site.example/world/harvest-festival-opens-in-valley": scraper.Unrelated,
		"https://found.example/fr":                                    scraper.OtherLanguage,
		"https://google.example/rss/articles/XYZ?oc=5":                scraper.Duplicate,
		"file://" + filepath.ToSlash(filepath.Join(dir, "a.jsonl")):   scraper.Listing,
	} {
		if got := m.fate(url); got != want {
			t.Errorf("%s: %q, want %q: %s", url, got, want, m.outcomes[url].Detail)
		}
	}
	if again := w.twice(); len(again) > 0 {
		t.Errorf("asked for twice: %q", again)
	}
	for _, r := range results {
		if r.Error != "" || r.Found == 0 || r.Kept == 0 {
			t.Errorf("%+v", r)
		}
	}
	a := m.articles["https://rss.example/a1"]
	if a.Source != "feed https://rss.example/feed" || a.Relatedness < .5 || len(a.Reasons) == 0 || len(a.Capture) != 64 || a.FetchedURL != "https://rss.example/a1" {
		t.Errorf("what is known of an article: %+v", a)
	}
	if p := m.articles["https://atom.example/a2"].Published; p.String() != "2025-10-14T09:30:00-05:00" {
		t.Errorf("published %s", p)
	}
	if o := m.outcomes["https://linked.example/2025/10/13/the-story-before"]; o.From != "https://seed.example/a8" || o.Source != "seeds" {
		t.Errorf("where a linked report came from: %+v", o)
	}
}

// What is kept counts for every source that led to it, whichever came first.
func TestSourcesThatLeadToTheSame(t *testing.T) {
	items := [][3]string{{"/a?utm_source=rss", "Petro answers", ""}, {"/b", "Harvest", ""}}
	w := newWeb(map[string]http.Handler{"paper.example": paper([]report{onStory("/a", 1), offStory("/b", 2)}, map[string]string{
		"/one": rss(items...), "/two": rss(items...),
	})})
	_, results := gatherOn(t, w, petro(feed("https://paper.example/one"), feed("https://paper.example/two")))
	for _, r := range results {
		if r.Found != 3 || r.Kept != 1 { // the feed itself is one
			t.Errorf("%+v", r)
		}
	}
}

func TestTwinsAreReadOnce(t *testing.T) {
	r := onStory("/2025/10/petro-answers-the-strike", 1)
	r.head = `<link rel="canonical" href="https://paper.example/2025/10/petro-answers-the-strike"><link rel="amphtml" href="/amp/2025/10/petro-answers-the-strike">`
	odd := onStory("/odd/address-of-the-same-report", 1)
	odd.head = r.head
	copied := onStory("/copy/with-an-address-of-its-own", 1)
	copied.text = r.text
	w := newWeb(map[string]http.Handler{
		"paper.example": paper([]report{r, odd, copied}, map[string]string{
			"/node/12345": "redirect: /2025/10/petro-answers-the-strike",
			"/feed": rss(
				[3]string{"/2025/10/petro-answers-the-strike?utm_source=rss&utm_medium=web", "Petro one", ""},
				[3]string{"/2025/10/petro-answers-the-strike?fbclid=x#comments", "Petro two", ""},
				[3]string{"/amp/2025/10/petro-answers-the-strike", "Petro three", ""},
				[3]string{"/2025/10/petro-answers-the-strike?print=1", "Petro four", ""},
				[3]string{"/node/12345", "Petro five", ""},
				[3]string{"/odd/address-of-the-same-report", "Petro six", ""},
				[3]string{"/copy/with-an-address-of-its-own", "Petro seven", ""},
			)}),
	})
	m, _ := gatherOn(t, w, petro(feed("https://paper.example/feed")))
	sameStrings(t, "kept", m.kept(), []string{"https://paper.example/2025/10/petro-answers-the-strike"})
	if n := w.asked("https://paper.example/2025/"); n != 1 {
		t.Errorf("the report was asked for %d times", n)
	}
	if n := w.asked("https://paper.example/amp/"); n != 0 {
		t.Errorf("its AMP twin was asked for %d times", n)
	}
	for _, u := range []string{"/amp/2025/10/petro-answers-the-strike", "/node/12345", "/odd/address-of-the-same-report", "/copy/with-an-address-of-its-own"} {
		if got := m.fate("https://paper.example" + u); got != scraper.Duplicate {
			t.Errorf("%s: %q, want duplicate", u, got)
		}
	}
}

// The canonical form of an address is a guess: where it leads nowhere, the
// address is asked for as it was met.
func TestGuessedTwinThatIsNone(t *testing.T) {
	w := newWeb(map[string]http.Handler{"paper.example": paper([]report{onStory("/amp/only-here-and-nowhere-else", 1)}, map[string]string{
		"/feed": rss([3]string{"/amp/only-here-and-nowhere-else", "Petro", ""})})})
	m, _ := gatherOn(t, w, petro(feed("https://paper.example/feed")))
	if len(m.articles) != 1 {
		t.Errorf("kept %q; outcomes %v", m.kept(), m.outcomes)
	}
}

func TestTrapsAreBounded(t *testing.T) {
	real := map[string]string{
		"/":              list([2]string{"/world/", "World"}, [2]string{"/archive/?page=1", "Archive"}, [2]string{"/calendar/2025/10/", "Calendar"}, [2]string{"/shop-by/?colour=red", "Shop"}, [2]string{"/maze/1/", "Maze"}),
		"/world/":        list([2]string{"/world/petro-answers-the-first-strike", "Petro answers"}, [2]string{"/world/?page=2", "Older"}),
		"/world/?page=2": list([2]string{"/world/petro-answers-the-second-strike", "Petro again"}),
	}
	reports := []report{onStory("/world/petro-answers-the-first-strike", 1), onStory("/world/petro-answers-the-second-strike", 2)}
	known := [2]string{"/world/petro-answers-the-first-strike", "Petro answers"}
	base := paper(reports, real)
	trap := http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		var n int
		fmt.Sscan(q.URL.Query().Get("page"), &n)
		w.Header().Set("Content-Type", "text/html")
		switch first, _, _ := strings.Cut(strings.TrimPrefix(q.URL.Path, "/"), "/"); first {
		case "archive":
			io.WriteString(w, list(known, [2]string{fmt.Sprintf("/archive/?page=%d", n+1), "Next"}, [2]string{fmt.Sprintf("/archive/?page=%d", n+10), "+10"},
				[2]string{fmt.Sprintf("/archive/2025/%02d/%02d/?page=%d", n%12+1, n%28+1, n), "Day"}))
		case "calendar":
			var y, mo int
			fmt.Sscanf(q.URL.Path, "/calendar/%d/%d/", &y, &mo)
			io.WriteString(w, list([2]string{fmt.Sprintf("/calendar/%d/%02d/", y+mo/12, mo%12+1), "Next month"}))
		case "shop-by":
			io.WriteString(w, list(known, [2]string{q.URL.RequestURI() + "x", "More"}, [2]string{q.URL.RequestURI() + "&size=1", "Size"}))
		case "maze":
			io.WriteString(w, list([2]string{q.URL.Path + "1/", "On"}, [2]string{strings.TrimSuffix(q.URL.Path, "/") + "1/", "Aside"}))
		default:
			base.ServeHTTP(w, q)
		}
	})
	w := newWeb(map[string]http.Handler{"paper.example": trap})
	m, _ := gatherOn(t, w, petro(site("https://paper.example/")))
	if len(m.articles) != 2 {
		t.Errorf("kept %q", m.kept())
	}
	for prefix, most := range map[string]int{"/archive/": 2, "/calendar/": 2, "/shop-by/": 6, "/maze/": 10, "/": 25} {
		if n := w.asked("https://paper.example" + prefix); n > most {
			t.Errorf("%s: %d requests, at most %d expected", prefix, n, most)
		}
	}
}

// A section that never ends, and always has something new, stops at the
// source's bound; one whose reports are older than the story stops there.
func TestSectionsEnd(t *testing.T) {
	endless := func(date string) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			n := 1
			fmt.Sscan(q.URL.Query().Get("page"), &n)
			if q.URL.Path != "/world/" {
				r := offStory(q.URL.Path, len(q.URL.Path))
				r.date = date
				io.WriteString(w, r.html())
				return
			}
			var links [][2]string
			for i := range 3 {
				links = append(links, [2]string{fmt.Sprintf("/world/a-report-among-many-others-%d-%d", n, i), "A report among many others"})
			}
			io.WriteString(w, list(append(links, [2]string{fmt.Sprintf("/world/?page=%d", n+1), "Older"})...))
		})
	}
	w := newWeb(map[string]http.Handler{"new.example": endless("2025-10-15T10:00:00Z"), "old.example": endless("2024-10-15T10:00:00Z")})
	bounded := site("https://new.example/world/")
	bounded.MaxPages = 7
	m, _ := gatherOn(t, w, petro(bounded, site("https://old.example/world/")))
	if n := w.asked("https://new.example/world/?page="); n != 7 {
		t.Errorf("%d older pages asked for, want 7", n)
	}
	if n := w.asked("https://old.example/world/?page="); n != 0 {
		t.Errorf("%d pages older than the story asked for", n)
	}
	if got := m.fate("https://new.example/world/?page=9"); got != scraper.Limit {
		t.Errorf("the first page beyond: %q, want limit", got)
	}
	if len(m.articles) != 0 {
		t.Errorf("kept %q", m.kept())
	}
}

// A site whose first page has moved is followed where it moved to; lists
// beside the part of the site that was asked for are not.
func TestScopeOfASite(t *testing.T) {
	w := newWeb(map[string]http.Handler{
		"paper.example": paper(nil, map[string]string{"/world": "redirect: https://www.paper.example/en/world/"}),
		"www.paper.example": paper([]report{onStory("/en/2025/10/14/petro-answers-the-strike", 1)}, map[string]string{
			"/en/world/":          list([2]string{"/en/world/americas/", "Americas"}, [2]string{"/en/sport/", "Sport"}, [2]string{"https://other.example/world/", "Other"}),
			"/en/world/americas/": list([2]string{"/en/2025/10/14/petro-answers-the-strike", "Petro"}),
		})})
	m, results := gatherOn(t, w, petro(site("https://paper.example/world")))
	sameStrings(t, "kept", m.kept(), []string{"https://www.paper.example/en/2025/10/14/petro-answers-the-strike"})
	if n := len(w.requests); n != 4 {
		t.Errorf("%d requests: %q", n, w.requests)
	}
	if results[0].Error != "" {
		t.Errorf("%+v", results[0])
	}
}

// Reports without a sign of the story are tried, and left alone when they
// turn out to be worth nothing.
func TestFruitlessReportsAreLeftAlone(t *testing.T) {
	var entries [][2]string
	var reports []report
	for i := range 200 {
		p := fmt.Sprintf("/news/%06d", i)
		entries = append(entries, [2]string{"https://paper.example" + p, "2025-10-15"})
		reports = append(reports, offStory(p, i))
	}
	entries = append(entries, [2]string{"https://paper.example/news/petro-answers-the-strike", "2025-10-01"})
	reports = append(reports, onStory("/news/petro-answers-the-strike", 1))
	w := newWeb(map[string]http.Handler{"paper.example": paper(reports, map[string]string{"/sitemap.xml": urlset(entries...)})})
	m, _ := gatherOn(t, w, petro(mapOf("https://paper.example/sitemap.xml")))
	sameStrings(t, "kept", m.kept(), []string{"https://paper.example/news/petro-answers-the-strike"})
	if n := w.asked("https://paper.example/news/"); n != trial+1 {
		t.Errorf("%d reports asked for, want %d", n, trial+1)
	}
	if len(m.outcomes) != 202 {
		t.Errorf("%d outcomes, want one for each of 202 addresses", len(m.outcomes))
	}
}

func TestHintsSpareRequests(t *testing.T) {
	w := newWeb(map[string]http.Handler{
		"paper.example": paper([]report{onStory("/in", 1), onStory("/late-change", 2)}, map[string]string{
			"/sitemap.xml": urlset(
				[2]string{"https://paper.example/in", "2025-10-14"},
				[2]string{"https://paper.example/late-change", "2026-06-01"},
				[2]string{"https://paper.example/long-before", "2025-08-01"},
				[2]string{"https://paper.example/2025/12/24/a-report-of-christmas", "2025-12-24"}),
			"/feed": rss(
				[3]string{"https://paper.example/feed-before", "Petro", "Fri, 01 Aug 2025 09:30:00 GMT"},
				[3]string{"https://paper.example/feed-after", "Petro", "Wed, 24 Dec 2025 09:30:00 GMT"})}),
	})
	m, _ := gatherOn(t, w, petro(mapOf("https://paper.example/sitemap.xml"), feed("https://paper.example/feed")))
	if len(m.articles) != 2 {
		t.Errorf("kept %q", m.kept())
	}
	for _, p := range []string{"/long-before", "/2025/12/24/a-report-of-christmas", "/feed-before", "/feed-after"} {
		if u := "https://paper.example" + p; m.fate(u) != scraper.OutsideWindow || w.asked(u) != 0 {
			t.Errorf("%s: %q after %d requests, want outside-window without one", u, m.fate(u), w.asked(u))
		}
	}
}

func TestOutcomesNameWhatHappened(t *testing.T) {
	h := http.NewServeMux()
	h.HandleFunc("/feed", func(w http.ResponseWriter, q *http.Request) {
		var items [][3]string
		for _, p := range []string{"gone", "soft", "forbidden", "teapot", "broken", "picture", "empty", "dateless", "loop", "robots", "private", "large", "panic", "good"} {
			items = append(items, [3]string{"https://paper.example/" + p, "Petro", ""})
		}
		io.WriteString(w, rss(items...))
	})
	status := func(code int) http.HandlerFunc {
		return func(w http.ResponseWriter, q *http.Request) { w.WriteHeader(code) }
	}
	text := func(ctype, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, q *http.Request) {
			w.Header().Set("Content-Type", ctype)
			io.WriteString(w, body)
		}
	}
	h.HandleFunc("/gone", status(410))
	h.HandleFunc("/soft", text("text/html", "<html><head><title>Page not found</title></head><body><h1>Sorry! We couldn't find that page</h1></body></html>"))
	h.HandleFunc("/forbidden", status(403))
	h.HandleFunc("/teapot", status(418))
	h.HandleFunc("/broken", status(500))
	h.HandleFunc("/picture", text("image/png", "\x89PNG"))
	h.HandleFunc("/empty", text("text/html", "<html><body></body></html>"))
	dateless := onStory("/dateless", 1)
	dateless.date = ""
	h.HandleFunc("/dateless", text("text/html", dateless.html()))
	h.HandleFunc("/loop", func(w http.ResponseWriter, q *http.Request) { http.Redirect(w, q, "/loop?"+q.URL.RawQuery+"x", 302) })
	h.HandleFunc("/good", text("text/html", onStory("/good", 2).html()))
	h.HandleFunc("/panic", func(http.ResponseWriter, *http.Request) { panic("a parser gave up") })
	policy := map[string]*fetch.Error{
		"/robots":  {Fate: scraper.Robots, Detail: "robots.txt disallows it"},
		"/private": {Fate: scraper.BlockedAddress, Detail: "10.0.0.1 is private"},
		"/large":   {Fate: scraper.TooLarge, Detail: "more than 16 MiB"},
	}
	w := newWeb(map[string]http.Handler{"paper.example": h})
	m, _ := gatherOn(t, roundTripper(func(req *http.Request) (*http.Response, error) {
		if e := policy[req.URL.Path]; e != nil {
			return nil, e
		}
		return w.RoundTrip(req)
	}), petro(feed("https://paper.example/feed")))
	for path, want := range map[string]scraper.Fate{
		"/gone": scraper.Gone, "/soft": scraper.Gone, "/forbidden": scraper.Blocked, "/teapot": scraper.ClientError, "/broken": scraper.ServerError,
		"/picture": scraper.NotHTML, "/empty": scraper.NoText, "/dateless": scraper.NoDate, "/loop": scraper.RedirectLoop,
		"/robots": scraper.Robots, "/private": scraper.BlockedAddress, "/large": scraper.TooLarge, "/panic": scraper.Malformed, "/good": scraper.Kept,
	} {
		o := m.outcomes["https://paper.example"+path]
		if o.Fate != want || want != scraper.Kept && o.Detail == "" {
			t.Errorf("%s: %q (%s), want %q", path, o.Fate, o.Detail, want)
		}
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

func TestSourcesThatFail(t *testing.T) {
	w := newWeb(map[string]http.Handler{"paper.example": paper([]report{onStory("/a", 1)}, map[string]string{
		"/words": "We are closed.", "/feed": rss([3]string{"/a", "Petro", ""})})})
	m, results := gatherOn(t, w, petro(
		feed("https://paper.example/none"), feed("https://paper.example/words"), mapOf("https://paper.example/words"),
		site("https://nowhere.example/"), pageAt("https://paper.example/missing"), filesAt(filepath.Join(t.TempDir(), "*.jsonl")),
		config.Source{Kind: config.SourceSearch, Location: "gdelt", Endpoint: "https://nowhere.example/api"},
		config.Source{Kind: config.SourceSearch, Location: "altavista"},
		feed("https://paper.example/feed")))
	for i, r := range results {
		if failed := i < len(results)-1; (r.Error != "") != failed {
			t.Errorf("%+v", r)
		}
	}
	if len(m.articles) != 1 {
		t.Errorf("kept %q", m.kept())
	}
}

func TestOneAtATimePerHostAndHostsBesideEachOther(t *testing.T) {
	hosts := map[string]http.Handler{}
	var sources []config.Source
	for i := range 4 {
		var items [][3]string
		var reports []report
		for n := range 5 {
			p := fmt.Sprintf("/a%d", n)
			items, reports = append(items, [3]string{p, "Petro", ""}), append(reports, onStory(p, 10*i+n))
		}
		host := fmt.Sprintf("paper%d.example", i)
		inner := paper(reports, map[string]string{"/feed": rss(items...)})
		hosts[host] = http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
			time.Sleep(2 * time.Millisecond)
			inner.ServeHTTP(w, q)
		})
		sources = append(sources, feed("https://"+host+"/feed"))
	}
	w := newWeb(hosts)
	m, _ := gatherOn(t, w, petro(sources...))
	if len(m.articles) != 20 {
		t.Errorf("kept %d", len(m.articles))
	}
	for host, n := range w.most {
		if n != 1 {
			t.Errorf("%s: %d requests at once", host, n)
		}
	}
	if w.together < 2 {
		t.Error("no two hosts were asked at once")
	}
}

func TestOrderOfSourcesDoesNotMatter(t *testing.T) {
	hosts := map[string]http.Handler{}
	var sources []config.Source
	for i := range 12 {
		host := fmt.Sprintf("paper%d.example", i)
		reports := []report{onStory("/on", i), offStory("/off", i)}
		border := offStory("/border", i+100)
		border.text = append(border.text, "Petro and Hegseth were not there, a visitor said, since drug boats keep them busy.")
		reports = append(reports, border)
		hosts[host] = paper(reports, map[string]string{"/feed": rss([3]string{"/border", "Border", ""}, [3]string{"/off", "Off", ""}, [3]string{"/on", "On", ""})})
		sources = append(sources, feed("https://"+host+"/feed"))
	}
	scores := func(m *memory) map[string]float64 {
		out := map[string]float64{}
		for u, o := range m.outcomes {
			if o.Fate != scraper.Listing {
				out[u+" "+string(o.Fate)] = o.Relatedness
			}
		}
		return out
	}
	first, _ := gatherOn(t, newWeb(hosts), petro(sources...))
	slices.Reverse(sources)
	second, _ := gatherOn(t, newWeb(hosts), petro(sources...))
	a, b := scores(first), scores(second)
	if len(a) != 36 || len(a) != len(b) {
		t.Fatalf("%d and %d verdicts", len(a), len(b))
	}
	for k, v := range a {
		if w, ok := b[k]; !ok || w != v {
			t.Errorf("%s: %v, then %v", k, v, w)
		}
	}
}

func TestCancelledRunStopsSoonAndKeepsWhatItRead(t *testing.T) {
	var items [][3]string
	var reports []report
	for n := range 50 {
		p := fmt.Sprintf("/a%d", n)
		items, reports = append(items, [3]string{p, "Petro", ""}), append(reports, onStory(p, n))
	}
	ctx, cancel := context.WithCancel(t.Context())
	inner := paper(reports, map[string]string{"/feed": rss(items...)})
	w := newWeb(map[string]http.Handler{"paper.example": http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		if q.URL.Path == "/a10" {
			cancel()
			<-q.Context().Done()
		}
		inner.ServeHTTP(w, q)
	})})
	m := newMemory()
	_, err := gatherWith(ctx, petro(feed("https://paper.example/feed")), "R-1", w, Options{Archive: m})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	cancelled := 0
	for _, o := range m.outcomes {
		if o.Fate == scraper.Cancelled {
			cancelled++
		}
	}
	if len(m.articles) < 10 || cancelled < 39 || len(m.outcomes) != 51 {
		t.Errorf("%d kept, %d cancelled, %d outcomes", len(m.articles), cancelled, len(m.outcomes))
	}
}

func TestArchiveThatRefusesStopsTheRun(t *testing.T) {
	m := newMemory()
	m.refuse = errors.New("disk full")
	w := newWeb(map[string]http.Handler{"paper.example": paper(nil, map[string]string{"/feed": rss()})})
	_, err := gatherWith(t.Context(), petro(feed("https://paper.example/feed")), "R-1", w, Options{Archive: m})
	if err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("error %v", err)
	}
}

func TestEveryOutcomeIsToldOnce(t *testing.T) {
	w := newWeb(map[string]http.Handler{"paper.example": paper([]report{onStory("/a", 1), offStory("/b", 2)}, map[string]string{
		"/feed": rss([3]string{"/a", "Petro", ""}, [3]string{"/b", "Festival", ""})})})
	var mu sync.Mutex
	told := map[string]int{}
	_, err := gatherWith(t.Context(), petro(feed("https://paper.example/feed")), "R-1", w, Options{Archive: newMemory(), OnOutcome: func(o scraper.Outcome) {
		mu.Lock()
		defer mu.Unlock()
		told[o.URL]++
	}})
	if err != nil {
		t.Fatal(err)
	}
	if len(told) != 3 || told["https://paper.example/a"] != 1 || told["https://paper.example/b"] != 1 {
		t.Errorf("%v", told)
	}
}

func TestOutletAndZoneOfTheConfiguration(t *testing.T) {
	r := onStory("/a", 1)
	r.date = "2025-10-14 23:30:00"
	w := newWeb(map[string]http.Handler{"paper.example": paper([]report{r}, map[string]string{"/feed": rss([3]string{"/a", "Petro", ""})})})
	s := feed("https://paper.example/feed")
	s.Outlet, s.Timezone = "The Paper", "America/Bogota"
	m, _ := gatherOn(t, w, petro(s))
	a := m.articles["https://paper.example/a"]
	if a.Outlet != "The Paper" || a.Published.String() != "2025-10-14T23:30:00-05:00" {
		t.Errorf("outlet %q, published %s", a.Outlet, a.Published)
	}
}
