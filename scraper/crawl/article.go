package crawl

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/url"
	"strings"
	"time"

	"dateline/config"
	"dateline/scraper"
	"dateline/scraper/extract"
	"dateline/scraper/fetch"
	"dateline/scraper/langid"
)

// readArticle asks for a page that is taken for a report.
func (g *gather) readArticle(ctx context.Context, t *task) {
	if why, day := g.offByNow(t); why != "" {
		g.setDay(t.key, day)
		g.record(t, scraper.Outcome{Fate: scraper.OutsideWindow, Detail: why})
		return
	}
	if t.rank == rankPlain && !g.worthAsking(t) {
		g.record(t, scraper.Outcome{Fate: scraper.Limit, Detail: "too few of the host's reports like it were of the story"})
		return
	}
	if t.mayList {
		if why := g.enough(t); why != "" {
			g.record(t, scraper.Outcome{Fate: scraper.Limit, Detail: why})
			return
		}
	}
	if twin := cmp.Or(g.titleKnown(t), g.twinOnRecord(t)); twin != "" {
		t.twin = twin
		g.mu.Lock()
		g.same[t.key] = twin
		g.mu.Unlock()
		g.record(t, scraper.Outcome{Fate: scraper.Duplicate, Canonical: twin, Detail: "its outlet's report of this headline and day was read already"})
		return
	}
	ans, ok := g.page(ctx, t)
	if !ok {
		return
	}
	g.takePage(ctx, t, ans)
}

// page asks for a task's page. Where there is none to read, it records why, or
// puts the task back, and returns false.
func (g *gather) page(ctx context.Context, t *task) (*answer, bool) {
	err := g.claimed(t)
	var ans *answer
	if err == nil {
		ans, err = g.ask.get(ctx, t.url, t.since, func(target *url.URL) bool { return g.followRedirect(t, target) })
	}
	var away *elsewhere
	switch {
	case err == nil:
		t.look = lookOf(ans)
		return ans, true
	case errors.As(err, &away):
		t.look = &look{print: printOf(away.target.String()), asked: away.asked, tagged: true}
		g.redirected(ctx, t, away.target)
	case t.met != "" && isGone(err): // the canonical form was our guess
		next := *t
		next.url, next.met, t.again = t.met, "", true
		g.queue(ctx, &next)
	default:
		g.fail(ctx, t, err)
	}
	return nil, false
}

func isGone(err error) bool {
	var refused *fetch.Error
	return errors.As(err, &refused) && (refused.Fate == scraper.Gone || refused.Fate == scraper.ClientError)
}

// takePage reads an answer as a report: extracts, judges, and keeps, records
// or holds it back.
func (g *gather) takePage(ctx context.Context, t *task, ans *answer) {
	o := scraper.Outcome{Status: ans.status, NotModified: ans.notModified}
	if !extract.IsPage(ans.contentType) {
		o.Fate, o.Detail = scraper.NotHTML, "its type is "+ans.contentType
		g.record(t, o)
		return
	}
	out := g.outlets[siteKey(ans.url)]
	page := extract.Page{
		URL: ans.url.String(), Body: ans.body, ContentType: ans.contentType, FetchedAt: g.fetchedAt(ans),
		Zone: g.zone(t, out), Hints: g.hintsOf(t), Outlet: out.name,
	}
	res, err := g.Read(page)
	if res.Fate == scraper.NoDate && len(t.hints) > 0 {
		page.Hints = t.hints // of another site, which is better than none
		res, err = g.Read(page)
	}
	if err != nil && res.Fate == "" {
		res.Fate, res.Detail = scraper.Malformed, err.Error()
	}
	if own := ownAddress(page.URL); misnamed(res.Article.URL, own) {
		res.Article.URL = own
	}
	t.look.print = printOf(res.Article.Title, res.Article.Text)
	if to, err := url.Parse(res.Refresh); err == nil && res.Fate != "" && res.Refresh != "" && ownAddress(res.Refresh) != t.key {
		g.redirected(ctx, t, to)
		return
	}
	if res.Fate == scraper.NoText && g.mayBeList(t, ans.url) {
		g.takeListing(ctx, t, ans.url, o, res)
		return
	}
	switch {
	case res.Fate != "":
	case ans.noIndex:
		res.Fate, res.Detail = scraper.Robots, "its X-Robots-Tag asks not to be indexed"
	case res.NoIndex:
		res.Fate, res.Detail = scraper.Robots, "its robots meta element asks not to be indexed"
	}
	if told := latest(res.Article.Published.Time, res.Article.Updated); !told.IsZero() {
		t.look.born = told // many a page is made anew for each reader, and says so in its header
	}
	sum := sha256.Sum256(ans.body)
	res.Article.Capture = hex.EncodeToString(sum[:])
	res.Article.FetchedURL = ans.url.String()
	res.Article.SeenAt = page.FetchedAt.UTC()
	if first, ok := g.takeResult(t, res, o); ok {
		g.followLinks(ctx, t, first, ans.url, res.Links)
	}
}

// takeResult takes what was read from a page, and returns what it is judged to
// be at first, and false where it is no new article.
func (g *gather) takeResult(t *task, res extract.Result, o scraper.Outcome) (first scraper.Fate, ok bool) {
	a := res.Article
	a.Source = g.sourceName(t.source)
	if a.Language == "" {
		a.Language = langid.Assume(a.Title+"\n"+a.Text, g.story.Languages)
	}
	o.Canonical, o.Title, o.Outlet = a.URL, a.Title, a.Outlet
	o.Published, o.Language = a.Published.String(), a.Language
	if t.seed {
		g.judge.Seed(a.URL)
	}
	if g.isPicked(t) {
		g.judge.Pick(a.URL)
	}
	if !a.Published.Time.IsZero() {
		g.setDay(t.key, a.Published.Time)
	}
	if res.Fate != "" {
		o.Fate, o.Detail = res.Fate, res.Detail
		g.record(t, o)
		if t.rank == rankSeed {
			g.sourceFailed(t.source, t.url, o)
		}
		return "", false
	}
	o.Detail = res.Detail
	return g.hold(t, leaf{a, o}, true)
}

// isPicked reports whether a person put a task's article there, one by one: by
// its address, or by a file that is no archive of a crawl.
func (g *gather) isPicked(t *task) bool {
	return t.file || t.rank == rankSeed && t.source != noSource && g.story.Sources[t.source].Kind == config.SourcePage
}

// fetchedAt is when a page's text was served, which bounds its dates: for a
// copy that is when it was captured, so that it reads the same every time.
func (g *gather) fetchedAt(ans *answer) time.Time {
	if ans.fetchedAt.IsZero() {
		return g.Now()
	}
	return ans.fetchedAt
}

// zone is that of dates on a page without one: the site's, the source's, the default.
func (g *gather) zone(t *task, o outlet) *time.Location {
	return cmpZone(o.zone, g.sourceZone(t.source), g.Zone)
}

func (g *gather) sourceZone(source int) *time.Location {
	if source == noSource || g.story.Sources[source].Timezone == "" {
		return nil
	}
	zone, err := time.LoadLocation(g.story.Sources[source].Timezone)
	if err != nil {
		return nil
	}
	return zone
}

func cmpZone(zones ...*time.Location) *time.Location {
	for _, z := range zones {
		if z != nil {
			return z
		}
	}
	return time.UTC
}

// countKept counts the articles kept among the pages that a source led to,
// whichever source they were read for.
func (g *gather) countKept(led, kept map[string]bool) int {
	own := map[string]bool{}
	for key := range led {
		for range redirectHops { // from a redirect to a twin to the report
			next, ok := g.same[key]
			if !ok || next == key {
				break
			}
			key = next
		}
		if kept[key] {
			own[key] = true
		}
	}
	return len(own)
}

// worthAsking counts a report that bears no sign of the story against its
// host, and says whether such reports have been worth their requests.
func (g *gather) worthAsking(t *task) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	c := g.tallyOf(t)
	if c.asked >= hostReports || c.asked >= trial && float64(c.promising) < worthwhile*float64(c.asked) {
		return false
	}
	c.asked++
	return true
}

func (g *gather) tallyOf(t *task) *tally {
	host := t.url
	if u, err := url.Parse(t.url); err == nil {
		host = u.Host
	}
	c := g.hosts[host]
	if c == nil {
		c = &tally{}
		g.hosts[host] = c
	}
	return c
}

// titleKnown is the report, read already, that a hit of a news search is
// about: its headline ends in the outlet's name, and its link is the service's
// own, which need not be followed then. "" where there is none.
func (g *gather) titleKnown(t *task) string {
	i := strings.LastIndex(t.title, " - ")
	if len(t.hints) == 0 || i < 0 {
		return ""
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.titles[titleKey(t.title[:i], t.title[i+3:], t.hints[0].Time)]
}

// twinOnRecord is the report that an earlier run found a hit of a news search to
// be about; "" where it found none, or that was long ago.
func (g *gather) twinOnRecord(t *task) string {
	a := g.book.known[t.key]
	if a.Fate != scraper.Duplicate || g.Fresh || !g.Now().Before(a.Due) {
		return ""
	}
	return a.Past.Print
}

// titleKey tells articles apart by outlet, day and headline.
func titleKey(title, outlet string, day time.Time) digest {
	return digestOf(strings.ToLower(strings.Join(strings.Fields(outlet), " ")), day.UTC().Format(time.DateOnly), normalTitle(title))
}

// normalTitle is a headline without needless white space.
func normalTitle(title string) string { return strings.Join(strings.Fields(title), " ") }
