package crawl

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"time"

	"dateline/scraper"
	"dateline/scraper/extract"
)

// Bounds of a site's lists, besides those of its source.
const (
	defaultMaxPages = 50
	defaultMaxDepth = 3
	// patience is how many pages of one shape may lead to nothing new before
	// the rest is left alone; an archive has to bring something at once.
	patience        = 2
	archivePatience = 1
	linksPerList    = 500
)

// A chain is the lists whose addresses have one shape (page 2, 3, 4 of a
// section; the days of a calendar), and what they have yielded.
type chain struct {
	seen map[string]bool // keys of the reports they led to
	dry  int             // lists in a row that led to nothing new
}

// readListing asks for a page of links: a front page, a section, an older page of one.
func (g *gather) readListing(ctx context.Context, t *task) {
	if why := g.enough(t); why != "" {
		g.record(t, scraper.Outcome{Fate: scraper.Limit, Detail: why})
		return
	}
	ans, ok := g.page(ctx, t)
	if !ok {
		return
	}
	o := scraper.Outcome{Status: ans.status, NotModified: ans.notModified}
	if !extract.IsPage(ans.contentType) {
		t.look = nil
		o.Fate, o.Detail = scraper.NotHTML, "its type is "+ans.contentType
		g.record(t, o)
		g.listFailed(t, o)
		return
	}
	res, err := g.Read(extract.Page{URL: ans.url.String(), Body: ans.body, ContentType: ans.contentType, FetchedAt: g.fetchedAt(ans)})
	if err != nil {
		t.look = nil
		o.Fate, o.Detail = scraper.Malformed, err.Error()
		g.record(t, o)
		g.listFailed(t, o)
		return
	}
	if t.rank == rankSource {
		g.discover(ctx, t, ans)
	}
	g.takeListing(ctx, t, ans.url, o, res)
}

// listFailed tells of a site whose first page cannot be read.
func (g *gather) listFailed(t *task, o scraper.Outcome) {
	if t.rank == rankSource {
		g.sourceFailed(t.source, t.url, o)
	}
}

// enough says why a list is left alone, and counts it when it is not.
func (g *gather) enough(t *task) string {
	if t.rank == rankSource {
		return ""
	}
	s := g.story.Sources[t.source]
	g.mu.Lock()
	defer g.mu.Unlock()
	if most := cmp.Or(s.MaxPages, defaultMaxPages); g.lists[t.source] >= most {
		return fmt.Sprintf("beyond the %d lists of its source", most)
	}
	u, err := url.Parse(t.url)
	if err != nil {
		return "its address cannot be read"
	}
	most := patience
	if t.archive {
		most = archivePatience
	}
	if c := g.chains[shapeOf(u)]; c != nil && c.dry >= most {
		return "lists like it led to nothing new"
	}
	if t.archive && g.reachesBack(t.source) {
		return "the site's other lists reach back to the story's beginning"
	}
	if g.tooOld(t.prior) {
		return "the page before it was older than the story"
	}
	g.lists[t.source]++
	return ""
}

// tooOld reports whether reports were all published before the story's
// window, going by those of them that were read.
func (g *gather) tooOld(keys []string) bool {
	old := 0
	for _, k := range keys {
		day, ok := g.days[k]
		if !ok || day.IsZero() {
			continue
		}
		if !g.judge.BeforeWindow(day, slack) {
			return false
		}
		old++
	}
	return old >= 2
}

// beginning is how near to the window's first day a list must reach to be
// taken for whole.
const beginning = 7

// reachesBack reports whether the lists of a source have led to a report from
// the story's first days or before.
func (g *gather) reachesBack(source int) bool {
	for k := range g.listed[source] {
		if day, ok := g.days[k]; ok && !day.IsZero() && g.judge.BeforeWindow(day, -beginning) {
			return true
		}
	}
	return false
}

// takeListing queues what a list leads to: reports first, then the lists in
// the scope of its source, deeper ones within the source's bounds. Older
// pages of a list are no deeper than the list.
func (g *gather) takeListing(ctx context.Context, t *task, at *url.URL, o scraper.Outcome, page extract.Result) {
	if t.rank == rankSource {
		g.mu.Lock()
		g.roots[t.source] = at
		g.mu.Unlock()
	}
	var reports, lists []*task
	var keys []string
	maxDepth := cmp.Or(g.story.Sources[t.source].MaxDepth, defaultMaxDepth)
	for _, l := range page.Links {
		u, err := url.Parse(l.URL)
		if err != nil || !sameSite(u, at) || len(reports)+len(lists) >= linksPerList {
			continue
		}
		next := &task{url: l.URL, title: l.Text, source: t.source, from: t.url}
		switch what := classify(u, l.Text); what {
		case guessArticle:
			next.rank = g.rankOf(l.Text, l.URL, rankPlain)
			reports = append(reports, next)
			keys = append(keys, keyOf(l.URL, kindArticle))
		case guessUnknown:
			if t.depth < maxDepth && g.inScope(t.source, u) {
				next.rank, next.mayList, next.depth = rankSection, true, t.depth+1
				lists = append(lists, next)
			}
		case guessListing, guessArchive:
			next.kind, next.rank, next.depth = kindListing, rankSection, t.depth+1
			switch {
			case what == guessArchive:
				next.rank, next.archive = rankArchive, true
			case paged(u):
				next.rank = rankPaging
			}
			if shapeOf(u) == shapeOf(at) {
				next.depth = t.depth
			}
			if paged(u) {
				next.prior = keys
			}
			if next.depth <= maxDepth && g.inScope(t.source, u) {
				lists = append(lists, next)
			}
		}
	}
	if u, err := url.Parse(page.Next); err == nil && page.Next != "" && g.inScope(t.source, u) {
		next := &task{url: page.Next, source: t.source, from: t.url, kind: kindListing, rank: rankPaging, depth: t.depth, next: true}
		if t.archive || classify(u, "") == guessArchive {
			next.rank, next.archive = rankArchive, true
		}
		lists = append(lists, next)
	}
	t.look.print, t.isList = printOfList(keys), true
	var still time.Time
	if t.look.print == t.row.Past.Print {
		still = t.row.Past.Changed
	}
	fresh := g.noteList(t, at, keys)
	o.Fate, o.Detail = scraper.Listing, numbered(len(keys), "link to a report", "links to reports")+fmt.Sprintf(", %d new to the list", fresh)+t.resting()
	g.record(t, o)
	for _, n := range reports {
		g.add(ctx, n)
	}
	if t.archive && fresh == 0 {
		return
	}
	for _, n := range lists {
		if n.next || paged(mustParse(n.url)) {
			n.prior, n.still = keys, still
		}
		g.add(ctx, n)
	}
}

// noteList notes what a list led to, and says how much of it was new: to lists
// of its shape, or for an archive to all lists of its source.
func (g *gather) noteList(t *task, at *url.URL, keys []string) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	shape := shapeOf(at)
	c := g.chains[shape]
	if c == nil {
		c = &chain{seen: map[string]bool{}}
		g.chains[shape] = c
	}
	all := g.listed[t.source]
	if all == nil {
		all = map[string]bool{}
		g.listed[t.source] = all
	}
	fresh := 0
	for _, k := range keys {
		if t.archive && !all[k] || !t.archive && !c.seen[k] {
			fresh++
		}
		c.seen[k], all[k] = true, true
	}
	c.dry++
	if fresh > 0 {
		c.dry = 0
	}
	return fresh
}

// rankOf is the rank of a report by what its headline and address say.
func (g *gather) rankOf(title, address string, otherwise rank) rank {
	if g.judge.Mentions(title) > 0 || g.judge.Mentions(slugLine(address)) > 0 {
		return rankHinted
	}
	return otherwise
}

// mustParse parses an address that was parsed before.
func mustParse(raw string) *url.URL {
	u, err := url.Parse(raw)
	if err != nil {
		return &url.URL{}
	}
	return u
}
