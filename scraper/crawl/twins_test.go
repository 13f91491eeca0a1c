package crawl

import (
	"fmt"
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

// A canonical address that is a list's, or that of several reports, is a
// template's slip, and the pages have their own.
func TestWrongCanonicals(t *testing.T) {
	named := func(n int, canonical string) report {
		r := onStory(fmt.Sprintf("/world/petro-answers-the-strike-of-day-%d", n), n)
		r.head = `<link rel="canonical" href="https://paper.example` + canonical + `">`
		return r
	}
	for name, canonical := range map[string]string{
		"the section":    "/section/world/",
		"the home page":  "/",
		"a script":       "/nota.php",
		"another report": "/world/petro-answers-the-strike-of-day-1",
		"a lost report":  "/world/petro-answers-the-strike-of-day-99",
	} {
		t.Run(name, func(t *testing.T) {
			var reports []report
			var items [][3]string
			var want []string
			for n := range 4 {
				r := named(n, canonical)
				reports = append(reports, r)
				want = append(want, "https://paper.example"+r.path)
				items = append(items, [3]string{want[n], r.title, ""})
			}
			w := newWeb(map[string]http.Handler{"paper.example": paper(reports, map[string]string{"/feed": rss(items...)})})
			m, results := gatherOn(t, w, petro(feed("https://paper.example/feed")))
			sameStrings(t, "kept", m.kept(), want)
			for _, u := range want {
				if m.fate(u) != scraper.Kept {
					t.Errorf("%s is %s", u, m.fate(u))
				}
			}
			if results[0].Kept != len(want) {
				t.Errorf("%d articles are counted, want %d", results[0].Kept, len(want))
			}
		})
	}
}

func TestLaterPageOfAReport(t *testing.T) {
	for own, want := range map[string]bool{
		"https://paper.example/petro-answers?page=2":  true,
		"https://paper.example/petro-answers/2/":      true,
		"https://paper.example/petro-answers/page/12": true,
		"https://paper.example/petro-answers?id=2":    false,
		"https://paper.example/petro-answers/20251":   false,
		"https://paper.example/petro-answers-again":   false,
	} {
		if got := isPart(own, "https://paper.example/petro-answers"); got != want {
			t.Errorf("%s: %v, want %v", own, got, want)
		}
	}
}
