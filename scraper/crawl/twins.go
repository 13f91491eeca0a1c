package crawl

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"dateline/scraper"
	"dateline/scraper/extract"
)

// ownAddress is the address of a page by which it is known, where it does not
// name the right one itself.
func ownAddress(fetched string) string { return extract.CanonicalURL(fetched) }

// misnamed reports whether a page at own, which has the address of a report,
// names a list as its canonical address: a template's slip.
func misnamed(said, own string) bool {
	if said == own || classify(mustParse(own), "") != guessArticle {
		return false
	}
	switch classify(mustParse(said), "") {
	case guessListing, guessArchive, guessNothing:
		return true
	}
	return false
}

// disown gives pages their own address where the one that they name as canonical
// is that of another report, or is named by several with none of them at it.
// Headlines tell reports apart: addresses of one report have the same.
func disown(read []*reading) {
	heads := map[string]map[digest]bool{}
	owners := map[string]digest{} // headline of the page at an address
	for _, r := range read {
		if !r.page {
			continue
		}
		if heads[r.url] == nil {
			heads[r.url] = map[digest]bool{}
		}
		heads[r.url][r.head] = true
		if ownAddress(r.fetched) == r.url {
			owners[r.url] = r.head
		}
	}
	for _, r := range read {
		own := ownAddress(r.fetched)
		owner, owned := owners[r.url]
		if r.page && len(heads[r.url]) > 1 && own != r.url && !(owned && owner == r.head) && !isPart(own, r.url) {
			r.url = own
		}
	}
}

// partPath is what the address of a later page of a report has beyond that of
// the first.
var partPath = regexp.MustCompile(`^(?:\?(?:page|p|pag|pagina)=|/?(?:page|pagina|pag|p)?[/-]?)\d{1,2}/?$`)

// isPart reports whether an address is that of a later page of a report.
func isPart(own, whole string) bool {
	rest, ok := strings.CutPrefix(own, strings.TrimSuffix(whole, "/"))
	return ok && partPath.MatchString(rest)
}

// isTwin says whether an article was read before, by its canonical URL and
// headline or, on its own site, by its text: other sites' copies are reports of
// their own. Which of them is the article is decided by settle.
func (g *gather) isTwin(r *reading) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	own := digestOf(r.url, string(r.head[:]))
	twin := g.known[own] || g.known[r.text]
	g.known[own], g.known[r.text] = true, true
	return twin
}

// partTwins parts what was read into articles and those that are another
// address of one, whatever the order in which they came. What stands for its
// twins is of the story rather than not, was published first, has an address
// that most of them name, and of those the plainest. Articles are sorted by URL.
func partTwins(read []*reading) (articles, twins []*reading) {
	disown(read)
	named := map[string]int{} // how many pages name an address as the canonical one
	for _, r := range read {
		named[r.url]++
	}
	slices.SortFunc(read, func(a, b *reading) int {
		return cmp.Or(
			-compareBool(a.first == scraper.Kept, b.first == scraper.Kept),
			a.published.Compare(b.published),
			cmp.Compare(named[b.url], named[a.url]),
			compareAddresses(a.url, b.url),
			-compareBool(a.fetched == a.url, b.fetched == b.url),
			compareAddresses(a.fetched, b.fetched),
			compareAddresses(a.key, b.key),
		)
	})
	byURL, byText := map[string]*reading{}, map[digest]*reading{}
	for _, r := range read {
		if !r.page {
			articles = append(articles, r)
			continue
		}
		if r.twin = cmp.Or(byURL[r.url], byText[r.text]); r.twin != nil {
			twins = append(twins, r)
			continue
		}
		byURL[r.url], byText[r.text] = r, r
		articles = append(articles, r)
	}
	slices.SortFunc(articles, func(a, b *reading) int { return strings.Compare(a.url, b.url) })
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
func (g *gather) concludeTwin(r *reading, l leaf) {
	o := l.Outcome
	o.Fate, o.Canonical, o.Detail = scraper.Duplicate, r.twin.url, "the same report as "+r.twin.url
	g.mu.Lock()
	g.same[r.key] = r.twin.url
	g.mu.Unlock()
	g.store(o)
	if !r.recorded {
		g.OnOutcome(o)
		return
	}
	if o.URL != r.url && r.url != r.twin.url {
		o.URL = r.url
		g.store(o)
	}
}
