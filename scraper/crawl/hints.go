package crawl

import (
	"cmp"
	"net/url"
	"slices"
	"time"

	"dateline/scraper"
)

// said is what an outlet's own lists say of a report's publication.
type said struct {
	dates   []scraper.DateRead
	changed time.Time // the last change they tell of; zero: none
}

// hear notes what a list says of a report, also of one that another list led
// to first: which of them answered sooner must not decide how a page is dated.
// Lists of other sites, such as news searches, know when they saw a report.
func (g *gather) hear(t *task) {
	if t.kind != kindArticle || len(t.hints) == 0 && t.changed.IsZero() || !ownList(t) {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	s := g.said[t.key]
	for _, h := range t.hints {
		if !slices.ContainsFunc(s.dates, func(d scraper.DateRead) bool { return d.Rung == h.Rung && d.Words == h.Words }) {
			s.dates = append(s.dates, h)
		}
	}
	if t.changed.After(s.changed) {
		s.changed = t.changed
	}
	g.said[t.key] = s
}

// ownList says whether the list that led to a report is its own site's.
func ownList(t *task) bool {
	list, err := url.Parse(t.from)
	if err != nil || t.from == "" {
		return false
	}
	page, err := url.Parse(t.url)
	return err == nil && siteKey(list) == siteKey(page)
}

// hintsOf are the outlet's own hints at a report's publication, in an order
// that does not depend on that of arrival.
func (g *gather) hintsOf(t *task) []scraper.DateRead {
	g.mu.Lock()
	defer g.mu.Unlock()
	s := g.said[t.key]
	if len(s.dates) == 0 && !s.changed.IsZero() {
		return []scraper.DateRead{{Rung: "sitemap", Words: s.changed.Format(time.RFC3339), Time: s.changed}}
	}
	hints := slices.Clone(s.dates)
	slices.SortFunc(hints, func(a, b scraper.DateRead) int {
		return cmp.Or(cmp.Compare(a.Rung, b.Rung), a.Time.Compare(b.Time), cmp.Compare(a.Words, b.Words))
	})
	return hints
}

// dayTold is the day of a report's publication by its outlet's lists, by the
// list that led to it, or by its address, as YYYY-MM-DD; empty where none tells.
func (g *gather) dayTold(t *task) string {
	if t.kind != kindArticle {
		return ""
	}
	g.mu.Lock()
	told := slices.Concat(g.said[t.key].dates, t.hints)
	g.mu.Unlock()
	for _, h := range told {
		if !h.Time.IsZero() {
			return h.Time.Format(time.DateOnly)
		}
	}
	if day, ok := dateIn(t.url); ok {
		return day.Format(time.DateOnly)
	}
	return ""
}
