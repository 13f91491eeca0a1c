package crawl

import (
	"maps"
	"net/http"
	"sync"
	"testing"

	"dateline/scraper"
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

// Once an outlet's own list has told that a report is of other days, it is not
// asked for, though a link led to it first.
func TestAListTellsWhileItsReportWaits(t *testing.T) {
	old := offStory("/old", 1)
	old.date = "2025-07-02T09:30:00-05:00"
	var linked sync.WaitGroup
	linked.Add(1)
	w := newWeb(map[string]http.Handler{
		"first.example": paper([]report{onStory("/a", 1, "https://paper.example/old"), onStory("/b", 2)}, map[string]string{
			"/feed": rss([3]string{"/a", "Petro answers", ""}, [3]string{"/b", "Petro answers again", ""})}),
		"paper.example": after(&linked, paper([]report{old}, map[string]string{"/feed": rss([3]string{"/old", "Off", "Wed, 02 Jul 2025 09:30:00 -0500"})})),
	})
	story := petro(feed("https://first.example/feed"), feed("https://paper.example/feed"))
	seen := sync.OnceFunc(linked.Done)
	m, _ := gatherOn(t, roundTripper(func(q *http.Request) (*http.Response, error) {
		if q.URL.Path == "/b" { // the link of /a was followed by then
			seen()
		}
		return w.RoundTrip(q)
	}), story)
	if u := "https://paper.example/old"; m.fate(u) != scraper.OutsideWindow || w.asked(u) != 0 {
		t.Errorf("%q after %d requests, want outside-window without one", m.fate(u), w.asked(u))
	}
}

// What a run learns does not depend on whether a report of other days was read
// before a list told of it.
func TestReportsOfOtherDaysTeachNothingByChance(t *testing.T) {
	old := offStory("/old", 1)
	old.date = "2025-07-02T09:30:00-05:00"
	reports := []report{onStory("/a", 1, "https://old.example/old"), onStory("/b", 2), onStory("/c", 3), offStory("/d", 4), offStory("/e", 5)}
	var items [][3]string
	for _, r := range reports {
		items = append(items, [3]string{r.path, "A report", ""})
	}
	hosts := map[string]http.Handler{
		"paper.example": paper(reports, map[string]string{"/feed": rss(items...)}),
		"old.example":   paper([]report{old}, nil),
		"search.example": paper([]report{offStory("/z", 6)}, map[string]string{"/feed": rss(
			[3]string{"https://old.example/old", "Off", "Wed, 02 Jul 2025 09:30:00 -0500"}, [3]string{"/z", "Off too", ""})}),
	}
	verdicts := map[string]map[string]float64{}
	for name, order := range map[string]struct{ waits, until string }{
		"the list first": {"paper.example/a", "search.example/z"}, "the page first": {"search.example/feed", "old.example/old"},
	} {
		var come sync.WaitGroup
		come.Add(1)
		told := sync.OnceFunc(come.Done)
		w := newWeb(hosts)
		m, _ := gatherOn(t, roundTripper(func(q *http.Request) (*http.Response, error) {
			switch q.URL.Host + q.URL.Path {
			case order.waits:
				come.Wait()
			case order.until:
				told()
			}
			return w.RoundTrip(q)
		}), petro(feed("https://paper.example/feed"), feed("https://search.example/feed")))
		verdicts[name] = map[string]float64{}
		for u, o := range m.outcomes {
			if o.Relatedness != 0 && o.Fate != scraper.OutsideWindow {
				verdicts[name][u] = o.Relatedness
			}
		}
		if want := map[string]int{"the list first": 0, "the page first": 1}[name]; w.asked("https://old.example/old") != want {
			t.Fatalf("%s: the report of other days was asked for %d times, want %d", name, w.asked("https://old.example/old"), want)
		}
	}
	if a, b := verdicts["the list first"], verdicts["the page first"]; len(a) < 5 || !maps.Equal(a, b) {
		t.Errorf("verdicts %v with the list first, %v with the page first", a, b)
	}
}
