package crawl

import (
	"net/http"
	"testing"

	"dateline/scraper"
)

// A report for subscribers is kept in its free part, and its outcome says so.
func TestFreePartIsKept(t *testing.T) {
	whole, part := onStory("/a", 1), onStory("/b", 2)
	part.head = `<meta property="article:content_tier" content="locked">`
	pages := paper([]report{whole, part}, map[string]string{"/feed": rss(
		[3]string{"https://paper.test/a", whole.title, ""}, [3]string{"https://paper.test/b", part.title, ""})})
	m, _ := gatherOn(t, newWeb(map[string]http.Handler{"paper.test": pages}), petro(feed("https://paper.test/feed")))
	sameStrings(t, "kept", m.kept(), []string{"https://paper.test/a", "https://paper.test/b"})
	for path, want := range map[string]string{"/a": "", "/b": "its page keeps a part for subscribers"} {
		if o := m.outcomes["https://paper.test"+path]; o.Fate != scraper.Kept || o.Detail != want {
			t.Errorf("%s: %s, %q, want %q", path, o.Fate, o.Detail, want)
		}
	}
}
