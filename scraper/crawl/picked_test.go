package crawl

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/scraper"
)

// A page that a person named is kept unless it is plainly of something else;
// what it links to is judged like any other.
func TestLinksOfANamedPageAreNotPicked(t *testing.T) {
	weak := func(path string, n int, links ...string) report {
		r := offStory(path, n)
		for i := range 5 {
			r.text = append(r.text, fmt.Sprintf("Visitor number %d of the festival bought apples, cheese and bread from the farmers and stayed in the tents until the rain was over.", i))
		}
		r.text = append(r.text, "Petro was not there.")
		for _, l := range links {
			r.text = append(r.text, fmt.Sprintf(`The harvest followed others, as <a href="%s">this newspaper reported in an earlier story</a> from the valley.`, l))
		}
		return r
	}
	const named, linked = "/2025/10/15/named-by-a-person-this-week", "/2025/10/15/linked-from-a-named-page"
	w := newWeb(map[string]http.Handler{"paper.example": paper([]report{weak(named, 1, linked), weak(linked, 2)}, nil)})
	m, _ := gatherOn(t, w, petro(pageAt("https://paper.example"+named)))
	if got := m.fate("https://paper.example" + named); got != scraper.Kept {
		t.Errorf("the page is %s: %q", got, m.outcomes["https://paper.example"+named].Reasons)
	}
	if got := m.fate("https://paper.example" + linked); got != scraper.Unrelated && got != scraper.Borderline {
		t.Errorf("what it links to is %s: %q", got, m.outcomes["https://paper.example"+linked].Reasons)
	}
}

// An article of a file that changes from run to run has versions, like a page.
func TestFilesHaveRevisions(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "reports.jsonl")
	version := func(killed string) scraper.Article {
		t.Helper()
		line := fmt.Sprintf(`{"url":"https://paper.example/a","published":"2025-10-14T10:00:00Z","title":"Petro answers strike on drug boats","text":"Petro condemned the strike on drug boats on Tuesday, which killed %s people, Hegseth said.","lang":"en"}`, killed)
		if err := os.WriteFile(name, []byte(line+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		m, _ := gatherOn(t, newWeb(nil), petro(filesAt(name)))
		return m.articles["https://paper.example/a"]
	}
	first, second := version("three"), version("five")
	a := second.After(first)
	if len(a.Revisions) != 2 || len(a.Revisions[1].Changed) != 1 || strings.Join(a.Revisions[1].Changed[0].Words, " ") != "three → five" {
		t.Errorf("revisions %+v", a.Revisions)
	}
	if again := version("five").After(a); len(again.Revisions) != 2 {
		t.Errorf("read again, it has %d versions", len(again.Revisions))
	}
}

// Lists say of themselves that they are, also where they fail deep in a site.
func TestListsAreToldFromReports(t *testing.T) {
	front := list([2]string{"/world/", "World"}, [2]string{"/2025/10/15/harvest-festival-number-opens", "Festival opens in the valley today"})
	w := newWeb(map[string]http.Handler{"paper.example": paper([]report{offStory("/2025/10/15/harvest-festival-number-opens", 1)}, map[string]string{"/": front})})
	m, _ := gatherOn(t, w, petro(site("https://paper.example/")))
	for url, want := range map[string]bool{"https://paper.example/": true, "https://paper.example/world/": true, "https://paper.example/2025/10/15/harvest-festival-number-opens": false} {
		if o := m.outcomes[url]; o.List != want || o.Fate == "" {
			t.Errorf("%s is %s, a list: %t", url, o.Fate, o.List)
		}
	}
}
