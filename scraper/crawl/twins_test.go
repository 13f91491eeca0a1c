package crawl

import (
	"net/http"
	"slices"
	"testing"

	"dateline/scraper"
)

// Which of a report's addresses stands for it does not depend on which was read
// first: it is the plainest, also where another was kept already.
func TestTwinsInAnyOrder(t *testing.T) {
	at := func(path, canonical string) report {
		r := onStory(path, 1)
		if canonical != "" {
			r.head = `<link rel="canonical" href="https://paper.example` + canonical + `">`
		}
		return r
	}
	reports := []report{
		at("/world/petro-answers-the-latest-strike", ""),
		at("/petro-answers-the-strike", ""),
		at("/americas/petro-answers-the-strike", ""),
		at("/americas/petro-answers-the-strike-2", "/petro-answers-the-strike"),
	}
	for n := range len(reports) {
		order := append(slices.Clone(reports[n:]), reports[:n]...)
		var items [][3]string
		for _, r := range order {
			items = append(items, [3]string{"https://paper.example" + r.path, "Petro", ""})
		}
		w := newWeb(map[string]http.Handler{"paper.example": paper(reports, map[string]string{"/feed": rss(items...)})})
		m, results := gatherOn(t, w, petro(feed("https://paper.example/feed")))
		for _, r := range reports {
			want := scraper.Duplicate
			if r.path == "/petro-answers-the-strike" {
				want = scraper.Kept
			}
			o := m.outcomes["https://paper.example"+r.path]
			if o.Fate != want || o.Canonical != "https://paper.example/petro-answers-the-strike" {
				t.Errorf("beginning with %s, %s is %s, of %s", order[0].path, r.path, o.Fate, o.Canonical)
			}
		}
		if results[0].Kept != 1 {
			t.Errorf("beginning with %s, %d articles are counted", order[0].path, results[0].Kept)
		}
		if a := m.articles["https://paper.example/petro-answers-the-strike"]; a.FetchedURL != a.URL {
			t.Errorf("beginning with %s, the article was read from %s", order[0].path, a.FetchedURL)
		}
	}
}
