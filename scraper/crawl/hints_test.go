package crawl

import (
	"net/http"
	"sync"
	"testing"
)

// after serves a page once another host was asked for something.
func after(asked *sync.WaitGroup, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/feed" {
			asked.Wait()
		}
		h.ServeHTTP(w, r)
	})
}

// before serves a page and lets the other host know.
func before(asked *sync.WaitGroup, h http.Handler) http.Handler {
	once := sync.OnceFunc(asked.Done)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/feed" {
			once()
		}
		h.ServeHTTP(w, r)
	})
}

// A news search and the outlet's own feed lead to one report. Whoever answers
// first, the outlet's own date counts.
func TestTheOutletsOwnListDatesItsReports(t *testing.T) {
	undated := onStory("/a", 1)
	undated.date = ""
	own := paper([]report{undated}, map[string]string{"/feed": rss([3]string{"/a", "Petro answers", "Tue, 14 Oct 2025 21:30:00 -0500"})})
	other := paper(nil, map[string]string{"/feed": rss([3]string{"https://paper.example/a", "Petro answers", "Thu, 16 Oct 2025 07:00:00 GMT"})})
	for name, ownFirst := range map[string]bool{"its own feed first": true, "the search first": false} {
		t.Run(name, func(t *testing.T) {
			var asked sync.WaitGroup
			asked.Add(1)
			hosts := map[string]http.Handler{"paper.example": after(&asked, own), "search.example": before(&asked, other)}
			if ownFirst {
				hosts = map[string]http.Handler{"paper.example": before(&asked, own), "search.example": after(&asked, other)}
			}
			m, _ := gatherOn(t, newWeb(hosts), petro(feed("https://search.example/feed"), feed("https://paper.example/feed")))
			if got, want := m.articles["https://paper.example/a"].Published.String(), "2025-10-14T21:30:00-05:00"; got != want {
				t.Errorf("published %q, want %q", got, want)
			}
		})
	}
}

// A date of another site is better than none, and worse than the page's own.
func TestAnotherSitesDateIsTheLastResort(t *testing.T) {
	undated, dated := onStory("/undated", 1), onStory("/dated", 2)
	undated.date = ""
	w := newWeb(map[string]http.Handler{
		"paper.example": paper([]report{undated, dated}, nil),
		"search.example": paper(nil, map[string]string{"/feed": rss(
			[3]string{"https://paper.example/undated", "Petro", "Thu, 16 Oct 2025 07:00:00 GMT"},
			[3]string{"https://paper.example/dated", "Petro", "Thu, 16 Oct 2025 07:00:00 GMT"},
		)}),
	})
	m, _ := gatherOn(t, w, petro(feed("https://search.example/feed")))
	for path, want := range map[string]string{"/undated": "2025-10-16T07:00:00Z", "/dated": "2025-10-14T09:30:00-05:00"} {
		if got := m.articles["https://paper.example"+path].Published.String(); got != want {
			t.Errorf("%s: published %q, want %q", path, got, want)
		}
	}
}
