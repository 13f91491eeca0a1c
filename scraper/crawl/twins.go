package crawl

import (
	"cmp"
	"slices"
	"strings"

	"dateline/scraper"
)

// isTwin says whether an article was read before, by its canonical URL or, on
// its own site, by its text: other sites' copies are reports of their own.
// Which of them is the article is decided by settle.
func (g *gather) isTwin(a *scraper.Article) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	text := siteText(a)
	twin := g.own[a.URL] || g.texts[text]
	g.own[a.URL], g.texts[text] = true, true
	return twin
}

func siteText(a *scraper.Article) string { return siteKey(mustParse(a.URL)) + " " + a.Hash }

// partTwins parts what was read into articles and those that are another
// address of one, whatever the order in which they came. What stands for its
// twins is of the story rather than not, was published first, has an address
// that most of them name, and of those the plainest. Articles are sorted by URL.
func partTwins(read []*reading) (articles, twins []*reading) {
	named := map[string]int{} // how many pages name an address as the canonical one
	for _, r := range read {
		named[r.article.URL]++
	}
	slices.SortFunc(read, func(a, b *reading) int {
		return cmp.Or(
			-compareBool(a.first.Fate == scraper.Kept, b.first.Fate == scraper.Kept),
			a.article.Published.Time.Compare(b.article.Published.Time),
			cmp.Compare(named[b.article.URL], named[a.article.URL]),
			compareAddresses(a.article.URL, b.article.URL),
			-compareBool(a.article.FetchedURL == a.article.URL, b.article.FetchedURL == b.article.URL),
			compareAddresses(a.article.FetchedURL, b.article.FetchedURL),
			compareAddresses(a.task.url, b.task.url),
		)
	})
	byURL, byText := map[string]*reading{}, map[string]*reading{}
	for _, r := range read {
		if !r.page {
			articles = append(articles, r)
			continue
		}
		text := siteText(&r.article)
		if r.twin = cmp.Or(byURL[r.article.URL], byText[text]); r.twin != nil {
			twins = append(twins, r)
			continue
		}
		byURL[r.article.URL], byText[text] = r, r
		articles = append(articles, r)
	}
	slices.SortFunc(articles, func(a, b *reading) int { return strings.Compare(a.article.URL, b.article.URL) })
	return articles, twins
}

// compareAddresses puts the plainer address first.
func compareAddresses(a, b string) int {
	return cmp.Or(
		compareBool(strings.Contains(a, "?"), strings.Contains(b, "?")),
		cmp.Compare(len(a), len(b)),
		strings.Compare(a, b),
	)
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// concludeTwin records that a reading is another address of an article. What
// had been kept of it by then the archive takes out of the story.
func (g *gather) concludeTwin(r *reading) {
	o := r.outcome
	o.Fate, o.Canonical, o.Detail = scraper.Duplicate, r.twin.article.URL, "the same report as "+r.twin.article.URL
	g.same[r.task.key] = r.twin.article.URL
	if !r.recorded {
		g.record(r.task, o)
		return
	}
	o = g.filled(r.task, o)
	g.store(o)
	if o.URL != r.article.URL && r.article.URL != r.twin.article.URL {
		o.URL = r.article.URL
		g.store(o)
	}
}
