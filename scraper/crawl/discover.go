package crawl

import (
	"bytes"
	"context"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/config"
)

// Bounds of what a site's first page and its robots.txt lead to.
const (
	siteFeeds    = 3
	siteSitemaps = 5
	headBytes    = 512 << 10 // of a page in which its head is looked for
	// siteEntries is how many addresses without a sign of the story are taken from
	// the sitemaps of one site that nobody named.
	siteEntries = 500
)

// feedTypes are the types by which a page names its feeds.
var feedTypes = words("application/rss+xml application/atom+xml application/feed+json application/rdf+xml")

// discover queues the feeds that a site's first page names and the sitemaps
// that its robots.txt does. They know of reports that no section shows any
// more, and when each was published.
func (g *gather) discover(ctx context.Context, t *task, ans *answer) {
	for _, feed := range feedsIn(ans.body, ans.url) {
		g.add(ctx, &task{url: feed, kind: kindFeed, rank: rankSource, source: t.source, from: t.url})
	}
	if g.Client == nil {
		return
	}
	robots, err := g.Client.Robots(ctx, ans.url.String())
	if err != nil {
		return // the page came, so this is told of where it matters
	}
	taken := 0
	for _, sitemap := range robots.Sitemaps {
		if u, err := url.Parse(sitemap); err == nil && taken < siteSitemaps { // also on another host: robots.txt vouches for it
			taken++
			g.add(ctx, &task{url: sitemap, kind: kindSitemap, rank: rankSource, source: t.source, from: u.Scheme + "://" + u.Host + "/robots.txt"})
		}
	}
}

// discovered reports whether a task is a feed or sitemap that nobody named: a
// site led to it. That it fails is no failure of the source.
func (g *gather) discovered(t *task) bool {
	return t.source != noSource && (t.kind == kindFeed || t.kind == kindSitemap) && g.story.Sources[t.source].Kind == config.SourceSite
}

// worthTaking reports whether a report that a site's own sitemap names is
// asked for: where it bears a sign of the story, or, for a source that is the
// whole site, where the sitemap says when it was published or changed, as far
// as there is room.
func (g *gather) worthTaking(list, next *task, dated bool) bool {
	if !g.discovered(list) {
		return true
	}
	u, err := url.Parse(next.url)
	if err != nil || !g.ofSource(list.source, u) || classify(u, next.title) != guessArticle {
		return false
	}
	if next.rank == rankHinted {
		return true
	}
	root := mustParse(g.story.Sources[list.source].Location)
	if !dated || strings.Trim(root.Path, "/") != "" {
		return false
	}
	if why, _ := g.offWindow(next); why != "" {
		return true // which is recorded without asking
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.entries[list.source]++
	return g.entries[list.source] <= siteEntries
}

// ofSource reports whether an address is of the site that a source names or leads to.
func (g *gather) ofSource(source int, u *url.URL) bool {
	g.mu.Lock()
	moved := g.roots[source]
	g.mu.Unlock()
	return sameSite(u, mustParse(g.story.Sources[source].Location)) || moved != nil && sameSite(u, moved)
}

// feedsIn are the feeds that a page's head names, of its own site, as absolute
// addresses. Those of readers' comments are left out.
func feedsIn(body []byte, base *url.URL) []string {
	var feeds []string
	z := html.NewTokenizer(bytes.NewReader(body[:min(len(body), headBytes)]))
	for len(feeds) < siteFeeds {
		switch z.Next() {
		case html.ErrorToken:
			return feeds
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			switch atom.Lookup(name) {
			case atom.Body:
				return feeds
			case atom.Link:
			default:
				continue
			}
			attrs := map[string]string{}
			for more {
				var k, v []byte
				k, v, more = z.TagAttr()
				attrs[string(k)] = string(v)
			}
			kind, _, _ := strings.Cut(strings.ToLower(attrs["type"]), ";")
			if !words(strings.ToLower(attrs["rel"]))["alternate"] || !feedTypes[strings.TrimSpace(kind)] {
				continue
			}
			u, err := base.Parse(strings.TrimSpace(attrs["href"]))
			if err != nil || !sameSite(u, base) || strings.Contains(strings.ToLower(u.Path+attrs["title"]), "comment") || strings.Contains(strings.ToLower(u.Path+attrs["title"]), "comentario") {
				continue
			}
			feeds = append(feeds, u.String())
		}
	}
	return feeds
}
