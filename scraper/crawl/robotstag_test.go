package crawl

import (
	"net/http"
	"strings"
	"testing"

	"dateline/scraper"
)

func TestAsksNotToKeep(t *testing.T) {
	for line, want := range map[string]bool{
		"":                       false,
		"noindex":                true,
		"NOINDEX, nofollow":      true,
		"nofollow, none":         true,
		"all":                    false,
		"noarchive":              false,
		"googlebot: noindex":     false,
		"googlebot: nofollow, x": false,
		"otherbot: noindex, nofollow\ndateline: none":  true,
		"Dateline: noindex":                            true,
		"*: noindex":                                   true,
		"unavailable_after: 25 Jun 2030 15:00:00 PST":  false,
		"max-snippet: 50, noindex":                     true,
		"max-image-preview:large, max-snippet:-1":      false,
		"unavailable_after: Tue, 25 Jun 2030, noindex": true,
		"no index, index":                              false,
	} {
		h := http.Header{}
		for l := range strings.SplitSeq(line, "\n") {
			h.Add("X-Robots-Tag", l)
		}
		if got := asksNotToKeep(h); got != want {
			t.Errorf("%q: %v, want %v", line, got, want)
		}
	}
}

// A page that asks not to be indexed is read, and not kept.
func TestPagesThatAskNotToBeKept(t *testing.T) {
	open, byMeta, byHeader, seed := onStory("/a", 1), onStory("/b", 2), onStory("/c", 3), onStory("/d", 4)
	byMeta.head = `<meta name="robots" content="noindex, follow">`
	seed.head = `<meta name="robots" content="none">`
	pages := paper([]report{open, byMeta, byHeader, seed}, map[string]string{"/feed": rss(
		[3]string{"https://paper.test/a", open.title, ""}, [3]string{"https://paper.test/b", byMeta.title, ""}, [3]string{"https://paper.test/c", byHeader.title, ""})})
	w := newWeb(map[string]http.Handler{"paper.test": http.HandlerFunc(func(rw http.ResponseWriter, q *http.Request) {
		if q.URL.Path == "/c" {
			rw.Header().Set("X-Robots-Tag", "noindex")
		}
		pages.ServeHTTP(rw, q)
	})})
	story := petro(feed("https://paper.test/feed"))
	story.Seeds = []string{"https://paper.test/d"}
	m, results := gatherOn(t, w, story)
	sameStrings(t, "kept", m.kept(), []string{"https://paper.test/a"})
	for path, by := range map[string]string{"/b": "robots meta element", "/c": "X-Robots-Tag", "/d": "robots meta element"} {
		o := m.outcomes["https://paper.test"+path]
		if o.Fate != scraper.Robots || !strings.Contains(o.Detail, by) || o.Canonical == "" || o.Published == "" {
			t.Errorf("%s: %+v", path, o)
		}
	}
	if results[0].Error != "" {
		t.Errorf("the source failed: %s", results[0].Error)
	}
}
