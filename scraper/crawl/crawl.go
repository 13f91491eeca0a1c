// Package crawl gathers the reports of a story: it asks the story's sources for
// addresses, reads the pages behind them, each once, and lets the judge of
// package relate decide. Every address ends in a stored outcome.
//
// Each host has a lane in which one page at a time is asked for, the most
// promising first; lanes run beside each other. Colly carries the requests;
// robots.txt, pace, caps and validators are the transport's, package fetch.
// Verdicts that the story's vocabulary may change are held back until all
// is read, so the order of arrival does not decide what is kept; what waits
// for its verdict lies in a file.
package crawl

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"runtime"
	"sync"
	"time"

	"dateline/config"
	"dateline/scraper"
	"dateline/scraper/extract"
	"dateline/scraper/fetch"
	"dateline/scraper/relate"
)

// Options is what Gather needs besides the story. Client and Archive are required.
type Options struct {
	Client    *fetch.Client
	Archive   scraper.Archive
	Zone      *time.Location        // of dates without one, where a source names none; default UTC
	Now       func() time.Time      // default time.Now
	Frontier  scraper.Frontier      // keeps what is still to be asked for; default: nothing does
	ByHand    bool                  // a person asked for the run: lists rest only as far as their hosts ask for it
	Fresh     bool                  // nothing rests: all lists and pages are asked for
	Resume    time.Time             // when the run began that this one goes on from; zero: none
	Scratch   string                // folder for what need not stay in memory, and goes with the process; default: the system's
	Log       *slog.Logger          // default: nowhere
	OnOutcome func(scraper.Outcome) // called once for each URL, by several goroutines; may be nil

	Read func(extract.Page) (extract.Result, error) // turns a page into an article; default extract.Read
}

func (o Options) withDefaults() Options {
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.OnOutcome == nil {
		o.OnOutcome = func(scraper.Outcome) {}
	}
	if o.Frontier == nil {
		o.Frontier = forgetful{}
	}
	if o.Read == nil {
		o.Read = extract.Read
	}
	o.Read = atOnce(runtime.GOMAXPROCS(0), o.Read)
	return o
}

// atOnce lets n pages be read at once: a page takes many times its size while it
// is, and more than there are processors only wait for each other.
func atOnce(n int, read func(extract.Page) (extract.Result, error)) func(extract.Page) (extract.Result, error) {
	turns := make(chan struct{}, n)
	return func(p extract.Page) (extract.Result, error) {
		turns <- struct{}{}
		defer func() { <-turns }()
		return read(p)
	}
}

// Bounds of a run. They keep a run from costing a host or us more than a
// story can be worth; what is left out is recorded as scraper.Limit.
const (
	parallelHosts = 256 // lanes at work at once, most of them waiting for their host
	hostReports   = 400 // reports without a sign of the story that one host is asked for
	trial         = 60  // of them, before their yield is looked at
	worthwhile    = .05 // the share that must look like the story's to go on
	linkSteps     = 3   // from a report of the story by a link in its text to another, and on
	linksPerPage  = 30  // links taken from one report's text
	linksPerRun   = 600 // links taken from all reports' texts
	redirectHops  = 10
	tries         = 3 // for an answer that asks for patience
)

// A gather is one run of Gather.
type gather struct {
	Options
	story    config.Story
	run      string
	judge    *relate.Judge
	ask      *dispatcher
	frontier *frontier
	book     *book             // of the frontier
	drawer   *drawer           // for what was read
	outlets  map[string]outlet // by site
	cancel   context.CancelCauseFunc
	lasting  context.Context // for what must still be stored when the run is cancelled

	mu      sync.Mutex
	results []scraper.SourceResult
	read    []*reading           // articles, as they were read
	known   map[digest]bool      // canonical URLs of the articles read, and their sites and texts
	titles  map[digest]string    // outlet, headline and day of an article read -> URL
	said    map[string]said      // key -> what the outlet's own lists say of a report
	off     map[string]bool      // keys of reports that a list says cannot be in the window
	days    map[string]time.Time // key -> day of publication
	hosts   map[string]*tally
	roots   map[int]*url.URL        // first pages of sites, where they answered
	chains  map[string]*chain       // lists, by shape of their addresses
	listed  map[int]map[string]bool // keys of reports that a source's lists led to
	lists   map[int]int             // listing pages asked for, by source
	files   map[int]int             // sitemap files asked for, by source
	entries map[int]int             // reports without a sign of the story taken from sitemaps that a site led to, by source
	led     []map[string]bool       // keys of the reports that each source led to, whoever led to them first
	same    map[string]string       // key of a page that was none of its own -> the report that it is
	links   int                     // taken from reports' texts
	undone  []*task                 // when the run was cancelled
}

// outlet is what the configuration says of one site.
type outlet struct {
	name string
	zone *time.Location
}

// A tally counts how the reports of a host did that bore no sign of the story.
type tally struct{ asked, promising int }

// Gather reads what the story's sources lead to, keeps the articles of the
// story in the archive, and records an outcome for every URL under the run's
// id. A source that fails is told of in its result, and is no error. The error
// is the archive's, or the context's when it was cancelled; what was read until
// then has been judged and kept all the same.
func Gather(ctx context.Context, story config.Story, run string, o Options) ([]scraper.SourceResult, error) {
	return gatherWith(ctx, story, run, o.Client.Transport(), o)
}

func gatherWith(ctx context.Context, story config.Story, run string, transport http.RoundTripper, o Options) ([]scraper.SourceResult, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	lasting, stopLasting := lastingContext(ctx)
	defer stopLasting()
	g := &gather{
		lasting: lasting,
		Options: o.withDefaults(), story: story, run: run, cancel: cancel,
		judge:   relate.New(story, nil),
		ask:     newDispatcher(ctx, transport),
		outlets: map[string]outlet{},
		results: make([]scraper.SourceResult, len(story.Sources)),
		known:   map[digest]bool{}, titles: map[digest]string{},
		said: map[string]said{}, off: map[string]bool{}, days: map[string]time.Time{}, hosts: map[string]*tally{}, chains: map[string]*chain{},
		led: make([]map[string]bool, len(story.Sources)), same: map[string]string{},
		roots: map[int]*url.URL{}, listed: map[int]map[string]bool{}, lists: map[int]int{}, files: map[int]int{}, entries: map[int]int{},
	}
	var err error
	if g.book, err = openBook(ctx, g.Frontier, story.Name, run); err != nil {
		return nil, fmt.Errorf("crawl: %w", err)
	}
	g.drawer = newDrawer(g.Scratch)
	defer g.drawer.close()
	g.frontier = newFrontier(parallelHosts, g.do)
	g.frontier.pending.Add(1)
	for i, s := range story.Sources {
		g.results[i].Source = s.String()
		g.led[i] = map[string]bool{}
		g.outletOf(s)
	}
	for i, s := range story.Sources {
		if s.IsArchive() {
			g.readFiles(ctx, i, s) // before all else: what an archive holds need not be asked for
		}
	}
	for _, s := range story.Seeds {
		g.add(ctx, &task{url: s, rank: rankSeed, source: noSource, seed: true})
	}
	for i, s := range story.Sources {
		g.start(ctx, i, s)
	}
	g.frontier.pending.Done()
	g.frontier.wait()
	g.takeUp(ctx)
	g.frontier.wait()
	if err := g.book.save(g.lasting); err != nil {
		cancel(fmt.Errorf("crawl: %w", err))
	}
	g.settle()
	for _, t := range g.undone {
		g.record(t, scraper.Outcome{Fate: scraper.Cancelled, Detail: "the run stopped first"})
	}
	return g.results, context.Cause(ctx)
}

// noSource stands for the seeds, which are no source of the configuration.
const noSource = -1

// outletOf notes what a source says of its outlet.
func (g *gather) outletOf(s config.Source) {
	u, err := url.Parse(s.Location)
	if err != nil || u.Host == "" || s.Outlet == "" && s.Timezone == "" {
		return
	}
	o := g.outlets[siteKey(u)]
	if s.Outlet != "" {
		o.name = s.Outlet
	}
	if zone, err := time.LoadLocation(s.Timezone); err == nil && s.Timezone != "" {
		o.zone = zone
	}
	g.outlets[siteKey(u)] = o
}

// siteKey names the site an address belongs to.
func siteKey(u *url.URL) string {
	if isAddress(u.Hostname()) {
		return u.Host
	}
	return siteOf(u.Hostname())
}

// start asks a source, or queues it to be asked.
func (g *gather) start(ctx context.Context, i int, s config.Source) {
	t := &task{url: s.Location, source: i, rank: rankSource}
	switch s.Kind {
	case config.SourceFeed:
		t.kind = kindFeed
	case config.SourceSitemap:
		t.kind = kindSitemap
	case config.SourceSite:
		t.kind = kindListing
	case config.SourcePage:
		t.rank = rankSeed
	case config.SourceSearch:
		g.startSearch(ctx, i, s)
		return
	case config.SourceFiles:
		if s.IsArchive() {
			return // read by now
		}
		g.frontier.pending.Add(1)
		go func() {
			defer g.frontier.pending.Done()
			g.readFiles(ctx, i, s)
		}()
		return
	}
	g.add(ctx, t)
}

// do works on one task. A panic costs this task, not the run.
func (g *gather) do(ctx context.Context, t *task) {
	defer func() {
		if r := recover(); r != nil {
			g.Log.Error("a page could not be read", "url", t.url, "panic", r)
			g.fail(ctx, t, &fetch.Error{Fate: scraper.Malformed, URL: t.url, Detail: "reading it failed"})
		}
	}()
	if ctx.Err() != nil {
		g.mu.Lock()
		g.undone = append(g.undone, t)
		g.mu.Unlock()
		return
	}
	defer g.settleTask(ctx, t)
	ctx, release := fetch.WithHold(ctx) // until its page has been read
	defer release()
	switch t.kind {
	case kindFeed:
		g.readFeed(ctx, t)
	case kindSitemap:
		g.readSitemap(ctx, t)
	case kindSearch:
		g.searchGDELT(ctx, t)
	case kindListing:
		g.readListing(ctx, t)
	default:
		g.readArticle(ctx, t)
	}
}

// Probe asks a source once, politely, and says how it answered.
func Probe(ctx context.Context, s config.Source, o Options) scraper.Outcome {
	return probe(ctx, s, o.withDefaults())
}
