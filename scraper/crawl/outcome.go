package crawl

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"dateline/scraper"
	"dateline/scraper/fetch"
)

// lastWords is how long a cancelled run may take to record what it leaves undone.
const lastWords = 5 * time.Second

// record stores the outcome of a task's URL and tells the caller of Gather.
func (g *gather) record(t *task, o scraper.Outcome) {
	o = g.filled(t, o)
	g.store(o)
	g.OnOutcome(o)
}

// filled completes an outcome by what the task knows.
func (g *gather) filled(t *task, o scraper.Outcome) scraper.Outcome {
	if o.URL == "" {
		o.URL = t.url
		if t.met != "" {
			o.URL = t.met
		}
	}
	o.From = t.from
	o.Source = g.sourceName(t.source)
	if o.Title == "" {
		o.Title = t.title
	}
	if o.Published == "" {
		o.Published = g.dayTold(t)
	}
	if u, err := url.Parse(o.URL); err == nil && o.Outlet == "" && t.kind == kindArticle {
		o.Outlet = g.outlets[siteKey(u)].name
	}
	o.List = isList(t) || o.Fate == scraper.Listing
	o.At = g.Now().UTC()
	return o
}

func (g *gather) sourceName(i int) string {
	if i == noSource {
		return "seeds"
	}
	return g.story.Sources[i].String()
}

// numbered is a number of things: "1 entry", "2 entries".
func numbered(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// store writes an outcome. Without its archive a run has no sense, so an error
// of the archive stops it.
func (g *gather) store(o scraper.Outcome) {
	if err := g.Archive.Record(g.lasting, g.story.Name, g.run, o); err != nil {
		g.cancel(fmt.Errorf("crawl: record the outcome of %s: %w", o.URL, err))
	}
}

// keep stores an article.
func (g *gather) keep(a scraper.Article) {
	if err := g.Archive.Keep(g.lasting, g.story.Name, a); err != nil {
		g.cancel(fmt.Errorf("crawl: keep %s: %w", a.URL, err))
	}
}

// lastingContext outlives ctx by lastWords.
func lastingContext(ctx context.Context) (context.Context, func()) {
	lasting, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		timer := time.NewTimer(lastWords)
		defer timer.Stop()
		select {
		case <-timer.C:
			cancel()
		case <-lasting.Done():
		}
	})
	return lasting, func() { stop(); cancel() }
}

// fail records why a task's page could not be had. A source's own failure is
// also told in its result.
func (g *gather) fail(ctx context.Context, t *task, err error) {
	if errors.Is(err, fetch.ErrArchive) {
		g.cancel(fmt.Errorf("crawl: %w", err)) // and what it was about is left undone
	}
	o := failure(ctx, err)
	t.refusal = &o
	if refused, ok := errors.AsType[*fetch.Error](err); ok {
		t.until = refused.Until
	}
	g.record(t, o)
	if !g.discovered(t) && (t.rank <= rankSource || t.kind == kindFeed || t.kind == kindSitemap || t.kind == kindSearch) {
		g.sourceFailed(t.source, t.url, o)
	}
}

// sourceFailed tells in a source's result why it failed, and where, unless that
// is the source's own address; the first reason stays.
func (g *gather) sourceFailed(source int, url string, o scraper.Outcome) {
	if source == noSource || o.Fate == scraper.Cancelled {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.results[source].Error == "" {
		where := ""
		if url != g.story.Sources[source].Location {
			where = url + ": "
		}
		g.results[source].Error = fmt.Sprintf("%s%s: %s", where, o.Fate, o.Detail)
	}
}

// failure turns an error of a request into an outcome.
func failure(ctx context.Context, err error) scraper.Outcome {
	var refused *fetch.Error
	switch {
	case ctx.Err() != nil:
		return scraper.Outcome{Fate: scraper.Cancelled, Detail: "the run stopped first"}
	case errors.As(err, &refused):
		return scraper.Outcome{Fate: refused.Fate, Status: refused.Status, Detail: refused.Detail}
	case errors.Is(err, errTooManyRedirects):
		return scraper.Outcome{Fate: scraper.RedirectLoop, Detail: err.Error()}
	case errors.Is(err, context.DeadlineExceeded):
		return scraper.Outcome{Fate: scraper.Timeout, Detail: err.Error()}
	}
	return scraper.Outcome{Fate: scraper.Unreachable, Detail: err.Error()}
}
