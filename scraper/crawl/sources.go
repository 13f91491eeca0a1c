package crawl

import (
	"context"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"time"

	"dateline/scraper"
)

// readFeed asks for a feed and queues the reports it names.
func (g *gather) readFeed(ctx context.Context, t *task) {
	ans, ok := g.page(ctx, t)
	if !ok {
		return
	}
	parsed, err := parseFeed(ans.body, ans.url)
	if err != nil {
		g.unreadable(t, ans, "no feed that can be read: "+err.Error())
		return
	}
	t.look.cadence.join(parsed.cadence)
	links := make([]string, 0, len(parsed.items))
	for _, it := range parsed.items {
		links = append(links, it.link)
	}
	t.look.print = printOfList(links)
	g.record(t, scraper.Outcome{
		Fate: scraper.Listing, Status: ans.status, NotModified: ans.notModified,
		Detail: numbered(len(links), "entry", "entries") + t.resting(),
	})
	for _, it := range parsed.items {
		next := &task{url: unwrap(it.link), title: it.title, source: t.source, from: t.url, changed: it.updated}
		next.rank = g.rankOf(it.title+" "+it.summary, it.link, rankFound)
		if !it.published.IsZero() {
			next.hints = []scraper.DateRead{{Rung: "feed", Words: it.words, Time: it.published}}
		}
		g.add(ctx, next)
	}
}

// unwrap takes the target out of a link that carries it: Bing News writes
// apiclick.aspx?…&url=https%3a%2f%2f….
func unwrap(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return link
	}
	target, err := url.Parse(u.Query().Get("url"))
	if err != nil || target.Host == "" || target.Scheme != "http" && target.Scheme != "https" {
		return link
	}
	return target.String()
}

// unreadable records an answer that is not what its source should give.
func (g *gather) unreadable(t *task, ans *answer, why string) {
	t.look = nil // nothing was learned of when to ask again
	o := scraper.Outcome{Fate: scraper.Malformed, Status: ans.status, NotModified: ans.notModified, Detail: why}
	g.record(t, o)
	if !g.discovered(t) {
		g.sourceFailed(t.source, t.url, o)
	}
}

// readSitemap asks for a sitemap or an index, and queues the reports and
// sitemaps it names, newest first.
func (g *gather) readSitemap(ctx context.Context, t *task) {
	if !g.takeFile(t) {
		g.record(t, scraper.Outcome{Fate: scraper.Limit, Detail: fmt.Sprintf("beyond the %d files of its source", sitemapFiles)})
		return
	}
	ans, ok := g.page(ctx, t)
	if !ok {
		return
	}
	s, err := parseSitemap(ans.body)
	if err != nil && len(s.entries) == 0 {
		g.unreadable(t, ans, "no sitemap that can be read: "+err.Error())
		return
	}
	detail := numbered(len(s.entries), "address", "addresses")
	if s.cut != "" {
		detail += ", " + s.cut
	}
	if err != nil { // what was read before it is good
		detail += ", then " + err.Error()
	}
	locs := make([]string, 0, len(s.entries))
	for _, e := range s.entries {
		locs = append(locs, e.loc)
	}
	t.look.print = printOfList(locs)
	if missed := g.newsMissed(t, s); missed != "" {
		detail += "; " + missed
	}
	g.record(t, scraper.Outcome{Fate: scraper.Listing, Status: ans.status, NotModified: ans.notModified, Detail: detail + t.resting()})
	newest(s.entries)
	for _, e := range s.entries {
		u, err := ans.url.Parse(e.loc)
		if err != nil {
			continue
		}
		next := &task{url: u.String(), title: e.title, source: t.source, from: t.url}
		if s.index {
			g.addSitemap(ctx, t, next, e)
			continue
		}
		next.rank = g.rankOf(e.title, e.loc, rankPlain)
		next.changed = e.modified
		if !e.published.IsZero() {
			next.hints = []scraper.DateRead{{Rung: "sitemap", Words: e.words, Time: e.published}}
		}
		if g.worthTaking(t, next, !e.when().IsZero()) {
			g.add(ctx, next)
		}
	}
}

// newsMissed says which days' entries a news sitemap may have had and lost since
// it was last asked for; "" where none.
func (g *gather) newsMissed(t *task, s sitemap) string {
	last := t.row.Past.Asked
	if !t.look.asked || last.IsZero() || t.askedAt.Sub(last) <= newsLife || !slices.ContainsFunc(s.entries, func(e sitemapEntry) bool { return !e.published.IsZero() }) {
		return ""
	}
	note := fmt.Sprintf("entries of a news sitemap live two days, and this one was not read between %s and %s: reports of the time between may be missing",
		last.Format(time.DateOnly), t.askedAt.Add(-newsLife).Format(time.DateOnly))
	if t.source != noSource {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.results[t.source].Note = note
	}
	return note
}

func (g *gather) takeFile(t *task) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.files[t.source]++
	return g.files[t.source] <= sitemapFiles
}

// addSitemap queues a file of an index, unless its time lies outside the window.
func (g *gather) addSitemap(ctx context.Context, t, next *task, e sitemapEntry) {
	next.kind, next.depth, next.rank, next.changed = kindSitemap, t.depth+1, rankSource, e.modified
	first, last, ok := monthIn(e.loc)
	switch {
	case next.depth > sitemapIndexes:
		g.record(next, scraper.Outcome{Fate: scraper.Limit, Detail: fmt.Sprintf("an index within %d others", sitemapIndexes)})
	case !e.modified.IsZero() && g.judge.BeforeWindow(e.modified, slack):
		g.record(next, scraper.Outcome{Fate: scraper.OutsideWindow, Detail: "last changed " + e.modified.Format(time.DateOnly) + ", says the index"})
	case ok && !g.judge.Overlaps(first, last, slack):
		g.record(next, scraper.Outcome{Fate: scraper.OutsideWindow, Detail: "its name says " + first.Format("2006-01")})
	default:
		g.add(ctx, next)
	}
}

// monthPattern finds a month in a sitemap's name: 2011-02, 2011/2, 201102.
var monthPattern = regexp.MustCompile(`(?:^|[^0-9])((?:19|20)\d\d)(?:[-_/.]?(0[1-9]|1[0-2])|[-_/.]([1-9]))(?:[^0-9]|$)`)

// monthIn reads the month that a sitemap is about from its name: first and
// last day.
func monthIn(loc string) (first, last time.Time, ok bool) {
	all := monthPattern.FindAllStringSubmatch(pathOf(loc), -1)
	if len(all) != 1 { // none, or a day or a range
		return first, last, false
	}
	year, _ := strconv.Atoi(all[0][1])
	month, _ := strconv.Atoi(all[0][2] + all[0][3])
	first = time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC)
	return first, first.AddDate(0, 1, -1), true
}
