package crawl

import (
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/config"
	"dateline/scraper"
	"dateline/scraper/fetch"
)

func TestFeedsIn(t *testing.T) {
	base, _ := url.Parse("https://paper.test/world/")
	for name, tt := range map[string]struct {
		page string
		want []string
	}{
		"none":               {`<html><head><title>x</title></head><body>`, nil},
		"relative":           {`<link rel="alternate" type="application/rss+xml" title="News" href="/rss.xml">`, []string{"https://paper.test/rss.xml"}},
		"other case, Atom":   {`<LINK REL='ALTERNATE' TYPE='application/atom+xml; charset=utf-8' HREF=feed.atom />`, []string{"https://paper.test/world/feed.atom"}},
		"JSON Feed":          {`<link rel="alternate home" type="application/feed+json" href="https://www.paper.test/feed.json">`, []string{"https://www.paper.test/feed.json"}},
		"of comments":        {`<link rel="alternate" type="application/rss+xml" title="Paper » Comments" href="/a"><link rel="alternate" type="application/rss+xml" href="/comments/feed/">`, nil},
		"of others":          {`<link rel="alternate" type="application/rss+xml" href="https://feeds.example/paper">`, nil},
		"another language":   {`<link rel="alternate" hreflang="es" href="/es/"><link rel="stylesheet" type="text/css" href="/a.css">`, nil},
		"in the text":        {`<body><link rel="alternate" type="application/rss+xml" href="/rss.xml">`, nil},
		"too many":           {strings.Repeat(`<link rel="alternate" type="application/rss+xml" href="/rss.xml">`, 9), []string{"https://paper.test/rss.xml", "https://paper.test/rss.xml", "https://paper.test/rss.xml"}},
		"broken":             {`<link rel="alternate" type="application/rss+xml" href="http://[::1"><link rel=`, nil},
		"script, not a feed": {`<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">`, nil},
	} {
		if got := feedsIn([]byte(tt.page), base); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func FuzzFeedsIn(f *testing.F) {
	f.Add([]byte(`<link rel="alternate" type="application/rss+xml" href="/rss.xml">`))
	f.Add([]byte("<link rel=alternate type=application/rss+xml href=\x00><svg><link/></svg><!--"))
	base, _ := url.Parse("https://paper.test/")
	f.Fuzz(func(t *testing.T, body []byte) {
		for _, feed := range feedsIn(body, base) {
			if u, err := url.Parse(feed); err != nil || !sameSite(u, base) {
				t.Errorf("%q is no feed of the site", feed)
			}
		}
	})
}

// A site leads to its feeds and sitemaps, and these to reports that its pages
// do not show. That one of them fails is no failure of the site.
func TestASiteLeadsToItsFeedsAndSitemaps(t *testing.T) {
	hidden, old, inFeed, plain, far := onStory("/2025/10/14/petro-condemns-strike-one", 1), onStory("/2025/10/15/petro-condemns-strike-two", 2),
		onStory("/2025/10/16/petro-condemns-strike-three", 3), offStory("/2025/10/15/harvest-festival-opens-here", 4), offStory("/harvest-festival-opens-in-the-valley", 5)
	front := `<!DOCTYPE html><html><head><title>News</title><link rel="alternate" type="application/rss+xml" href="/rss.xml">` +
		`<link rel="alternate" type="application/rss+xml" href="/gone.xml"></head><body><ul><li><a href="/section/sport/">Sport</a></li></ul></body></html>`
	pages := map[string]string{
		"/": front, "/section/sport/": list(),
		"/robots.txt": "User-agent: *\nDisallow: /admin/\nSitemap: HOST/news.xml\nSitemap: https://elsewhere.test/map.xml\n",
		"/rss.xml":    rss([3]string{"/2025/10/16/petro-condemns-strike-three", inFeed.title, ""}),
		"/news.xml": urlset([2]string{"HOST" + hidden.path, "2025-10-14"}, [2]string{"HOST" + old.path, "2025-10-15"}, [2]string{"HOST" + plain.path, "2025-10-15"},
			[2]string{"HOST" + far.path, ""}, [2]string{"HOST/section/sport/", "2025-10-15"}, [2]string{"HOST/tag/petro/", "2025-10-15"}, [2]string{"https://elsewhere.test/a/petro-condemns-strike-nine", "2025-10-14"}),
	}
	var host string
	served := paper([]report{hidden, old, inFeed, plain, far}, pages)
	asked := map[string]bool{}
	host = serve(t, http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		asked[q.URL.Path] = true
		if q.URL.Path == "/robots.txt" {
			io.WriteString(w, strings.ReplaceAll(pages["/robots.txt"], "HOST", host))
			return
		}
		served.ServeHTTP(w, q)
	}))
	for path, body := range pages {
		pages[path] = strings.ReplaceAll(body, "HOST", host)
	}
	m := newMemory()
	client := fetch.New(fetch.Options{Pace: -1, AllowPrivate: true, Archive: m, Now: time.Now})
	defer client.Close()
	results, err := Gather(t.Context(), petro(config.Source{Kind: config.SourceSite, Location: host + "/"}), "R-1", Options{Client: client, Archive: m, Now: func() time.Time { return testNow }})
	if err != nil {
		t.Fatal(err)
	}
	sameStrings(t, "kept", m.kept(), []string{host + hidden.path, host + old.path, host + inFeed.path})
	if results[0].Error != "" {
		t.Errorf("the site failed: %s", results[0].Error)
	}
	if m.fate(host+"/gone.xml") != scraper.Gone || m.fate(host+plain.path) != scraper.Unrelated {
		t.Errorf("the dead feed is %q, the other report %q", m.fate(host+"/gone.xml"), m.fate(host+plain.path))
	}
	if asked[far.path] || asked["/tag/petro/"] {
		t.Error("an address without day or keyword was asked for")
	}
}
