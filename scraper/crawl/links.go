package crawl

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"

	"dateline/config"
	"dateline/scraper"
	"dateline/scraper/extract"
)

// slack is how many days a hinted date may be off before it decides alone:
// zones, and editing systems that stamp a day late.
const slack = 2

// add queues a task unless its page was met before. What a hint already
// decides is recorded without asking.
func (g *gather) add(ctx context.Context, t *task) bool {
	u, err := url.Parse(strings.TrimSpace(t.url))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		if t.rank <= rankSource {
			g.record(t, scraper.Outcome{Fate: scraper.Malformed, Detail: "no http or https address"})
		}
		return false
	}
	u.Fragment, u.RawFragment = "", ""
	raw := u.String()
	t.key = keyOf(raw, t.kind)
	t.url, t.met = raw, ""
	if t.kind == kindArticle && t.rank != rankSeed {
		t.url = t.key
		if pathOf(t.key) != u.Path {
			t.met = raw // a twin by its address: AMP, print
		}
	}
	g.hear(t)
	why, day := g.offWindow(t)
	if why != "" {
		g.noteOff(t.key)
	}
	if t.hops == 0 {
		g.lead(t)
	}
	if !g.frontier.claim(t.key) {
		if t.met != "" && g.frontier.claim("twin "+raw) {
			g.record(t, scraper.Outcome{URL: raw, Fate: scraper.Duplicate, Canonical: t.key, Detail: "another address of " + t.key})
		}
		return false
	}
	if why != "" {
		g.setDay(t.key, day)
		g.record(t, scraper.Outcome{Fate: scraper.OutsideWindow, Detail: why})
		return false
	}
	g.queue(ctx, t)
	return true
}

// queue hands a task to its host's lane.
func (g *gather) queue(ctx context.Context, t *task) {
	g.book.note(t, g.sourceName(t.source))
	g.frontier.push(ctx, t)
}

// lead counts an address for the source that led to it, also where another
// source had led to it before.
func (g *gather) lead(t *task) {
	if t.source == noSource {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if led := g.led[t.source]; !led[t.key] {
		led[t.key] = true
		g.results[t.source].Found++
	}
}

// setDay notes when a page's report was published, which tells how far back
// the list that led to it reaches.
func (g *gather) setDay(key string, day time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.days[key] = day
}

// keyOf is the form by which a page is known. Lists keep a parameter that
// numbers their pages, though a report would not have it.
func keyOf(raw string, k kind) string {
	switch k {
	case kindFeed:
		return "feed " + raw
	case kindSitemap:
		return "sitemap " + raw
	case kindSearch:
		return "search " + raw
	case kindListing:
		c := extract.CanonicalURL(raw)
		if u, err := url.Parse(raw); err == nil && pageNumber(u) > 1 {
			if cu, err := url.Parse(c); err == nil && pageNumber(cu) == 0 {
				return raw
			}
		}
		return c
	}
	return extract.CanonicalURL(raw)
}

func pathOf(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	return u.Path
}

// offWindow says why a report cannot be in the story's window, going by its
// address and by what feeds and sitemaps said of it, and the day they said; ""
// when it may be in it.
func (g *gather) offWindow(t *task) (why string, day time.Time) {
	if t.kind != kindArticle || t.rank == rankSeed {
		return "", day
	}
	if day, ok := dateIn(t.url); ok && !g.judge.InWindow(day, slack) {
		return "its address says " + day.Format(time.DateOnly), day
	}
	// A page is published before it changes, if it changes.
	if !t.changed.IsZero() && g.judge.BeforeWindow(t.changed, slack) {
		return "last changed " + t.changed.Format(time.DateOnly) + ", says its source", t.changed
	}
	for _, h := range t.hints {
		if !g.judge.InWindow(h.Time, slack) {
			return fmt.Sprintf("published %s, says the %s", h.Time.Format(time.DateOnly), h.Rung), h.Time
		}
	}
	return "", day
}

// noteOff notes that a list says of a report that it cannot be in the window.
func (g *gather) noteOff(key string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.off[key] = true
}

// offByNow is offWindow by what the outlet's own lists have said of a report
// since it was queued: a link may have led to it before they were read.
func (g *gather) offByNow(t *task) (why string, day time.Time) {
	g.mu.Lock()
	s := g.said[t.key]
	g.mu.Unlock()
	heard := *t
	heard.hints, heard.changed = s.dates, s.changed
	return g.offWindow(&heard)
}

// followRedirect says whether a redirect within a host is followed at once. It
// is not where the target is a report that another task is about.
func (g *gather) followRedirect(t *task, target *url.URL) bool {
	own, err := url.Parse(t.url)
	if err != nil || own.Host != target.Host {
		return false
	}
	key := extract.CanonicalURL(target.String())
	if t.kind != kindArticle || key == t.key || classify(target, "") != guessArticle {
		return true
	}
	return g.frontier.claim(key)
}

// redirected goes on with a redirect that was not followed at once: the
// target becomes a task of its own host's lane, and what is known of the report goes with it.
func (g *gather) redirected(ctx context.Context, t *task, target *url.URL) {
	if t.hops+1 > redirectHops {
		g.record(t, scraper.Outcome{Fate: scraper.RedirectLoop, Detail: fmt.Sprintf("more than %d redirects", redirectHops)})
		return
	}
	next := *t
	next.url, next.met, next.hops = target.String(), "", t.hops+1
	next.row, next.since, next.look = scraper.Address{}, time.Time{}, nil
	key := extract.CanonicalURL(next.url)
	g.mu.Lock()
	g.same[t.key] = key
	g.mu.Unlock()
	switch {
	case t.kind != kindArticle:
		// A feed or list that moved to another host is read as if it had been named there.
		if !g.add(ctx, &next) {
			g.record(t, scraper.Outcome{Fate: scraper.Duplicate, Canonical: key, Detail: "leads to " + target.String()})
		}
	default:
		g.record(t, scraper.Outcome{Fate: scraper.Duplicate, Canonical: key, Detail: "leads to " + target.String()})
		g.add(ctx, &next)
		if t.seed {
			g.judge.Seed(key)
		}
	}
}

// followLinks takes the links of an article. From a report of the story, those
// in its text are followed wherever they lead, within bounds, and those beside
// it that name the story, within the site.
func (g *gather) followLinks(ctx context.Context, t *task, first scraper.Fate, at *url.URL, links []extract.Link) {
	if first != scraper.Kept && !t.seed || t.depth >= linkSteps {
		return
	}
	taken := 0
	for _, l := range links {
		u, err := url.Parse(l.URL)
		if err != nil || classify(u, l.Text) != guessArticle || socialHosts[siteOf(u.Hostname())] {
			continue
		}
		named := g.judge.Mentions(l.Text) > 0 || g.judge.Mentions(slugLine(l.URL)) > 0
		if !l.InBody && !(named && sameSite(u, at)) || taken >= linksPerPage {
			continue
		}
		if g.frontier.known(extract.CanonicalURL(l.URL)) || !g.takeLink() {
			continue
		}
		next := &task{url: l.URL, title: l.Text, source: t.source, from: t.url, depth: t.depth + 1, rank: rankPlain}
		if l.InBody || named {
			next.rank = rankHinted
		}
		if g.add(ctx, next) {
			taken++
		}
	}
}

// takeLink counts a link taken from a report's text, as long as there is room.
func (g *gather) takeLink() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.links++
	return g.links <= linksPerRun
}

// mayBeList reports whether a page without a report's text may be read as a
// list: it lies in the scope of a site that the story follows.
func (g *gather) mayBeList(t *task, at *url.URL) bool {
	return t.source != noSource && t.mayList && g.inScope(t.source, at)
}

// inScope reports whether a list belongs to a site source: the same site, at
// or below the path of the source's own address, or of the one it leads to.
func (g *gather) inScope(source int, u *url.URL) bool {
	s := g.story.Sources[source]
	if s.Kind != config.SourceSite {
		return false
	}
	g.mu.Lock()
	moved := g.roots[source]
	g.mu.Unlock()
	return below(mustParse(s.Location), u) || moved != nil && below(moved, u)
}

// below reports whether an address lies in the part of a site that begins at root.
func below(root, u *url.URL) bool {
	if !sameSite(root, u) {
		return false
	}
	base := strings.TrimSuffix(root.Path, "/")
	return u.Path == base || strings.HasPrefix(u.Path, base+"/")
}
