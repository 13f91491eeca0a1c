package crawl

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"strings"
	"time"

	"dateline/config"
	"dateline/scraper"
	"dateline/scraper/fetch"
)

const searchQuestions = 80 // of one source in one run

// startSearch queues a search service's questions.
func (g *gather) startSearch(ctx context.Context, i int, s config.Source) {
	t := &task{source: i, rank: rankSource}
	switch s.Location {
	case "gdelt":
		t.kind, t.url = kindSearch, cmp.Or(s.Endpoint, gdeltURL)
		g.add(ctx, t)
	case "googlenews", "bingnews":
		for _, u := range newsSearches(s, g.story) {
			next := *t
			next.kind, next.url = kindFeed, u
			g.add(ctx, &next)
		}
	default:
		o := scraper.Outcome{URL: s.Location, Fate: scraper.Malformed, Detail: "no search service of this name: gdelt, googlenews, bingnews"}
		g.record(t, o)
		g.sourceFailed(i, s.Location, o)
	}
}

// searchGDELT asks GDELT for the story's keywords within its window. A window
// with more hits than one answer holds is halved until each part fits.
func (g *gather) searchGDELT(ctx context.Context, t *task) {
	if err := g.claimed(t); err != nil {
		g.fail(ctx, t, err)
		return
	}
	s := g.story.Sources[t.source]
	var found []string
	whole := &look{tagged: true}
	window := g.searchWindow()
	asked := 0
	for _, query := range gdeltQueries(g.story.Keywords) {
		for todo := []interval{window}; len(todo) > 0; asked++ {
			part := todo[0]
			todo = todo[1:]
			question, err := gdeltQuestion(t.url, query, part.from, part.to)
			if err != nil {
				g.fail(ctx, t, &fetch.Error{Fate: scraper.Malformed, URL: t.url, Detail: err.Error()})
				return
			}
			one := *t
			one.url = question
			if asked >= searchQuestions {
				g.record(&one, scraper.Outcome{Fate: scraper.Limit, Detail: fmt.Sprintf("beyond the %d questions of its source", searchQuestions)})
				return
			}
			if whole.asked && s.Endpoint == "" && !pause(ctx, gdeltSpacing) {
				return
			}
			hits, ans, err := g.askGDELT(ctx, &one, s.Endpoint == "")
			if err != nil {
				g.fail(ctx, &one, err)
				return
			}
			whole.asked = whole.asked || ans.asked
			whole.cadence.say(ans.fresh, "its host says "+ans.freshBy)
			detail := fmt.Sprintf("%d hits", len(hits))
			if width := part.to.Sub(part.from); len(hits) >= gdeltRecords && width > gdeltNarrowest {
				middle := part.from.Add(width / 2).Truncate(time.Second)
				todo = append([]interval{{middle, part.to}, {part.from, middle}}, todo...)
				detail += ", as many as one answer holds: asked again in halves"
				hits = nil
			}
			g.record(&one, scraper.Outcome{Fate: scraper.Listing, Status: ans.status, NotModified: ans.notModified, Detail: detail + t.resting()})
			for _, h := range hits {
				found = append(found, h.URL)
			}
			g.takeHits(ctx, &one, hits)
		}
	}
	whole.print = printOfList(found)
	t.look = whole
}

// takeHits queues the reports of an answer.
func (g *gather) takeHits(ctx context.Context, t *task, hits []gdeltArticle) {
	for _, h := range hits {
		next := &task{url: h.URL, title: h.Title, source: t.source, from: t.url, rank: g.rankOf(h.Title, h.URL, rankFound)}
		if lang := gdeltLanguages[strings.ToLower(h.Language)]; lang != "" && !g.judge.Follows(lang) {
			if key := keyOf(h.URL, kindArticle); g.frontier.claim(key) {
				g.record(next, scraper.Outcome{Fate: scraper.OtherLanguage, Detail: "in " + h.Language + ", says GDELT", Language: lang})
			}
			continue
		}
		g.add(ctx, next)
	}
}

// askGDELT asks one question, and again after a while when the service asks
// for patience, be it with status 429 or, in words, with 200.
func (g *gather) askGDELT(ctx context.Context, t *task, service bool) ([]gdeltArticle, *answer, error) {
	wait := time.Second
	if service {
		wait = 2 * gdeltSpacing
	}
	for try := 1; ; try++ {
		ans, err := g.ask.get(ctx, t.url, t.since, func(*url.URL) bool { return true })
		var hits []gdeltArticle
		if err == nil {
			hits, err = parseGDELT(ans.body)
		}
		switch {
		case err == nil:
			return hits, ans, nil
		case !errors.Is(err, errBusy) && !isRateLimited(err):
			if ans != nil {
				err = &fetch.Error{Fate: scraper.Malformed, URL: t.url, Status: ans.status, Detail: err.Error()}
			}
			return nil, nil, err
		case try == 4:
			return nil, nil, &fetch.Error{Fate: scraper.RateLimited, URL: t.url, Detail: fmt.Sprintf("%v, after %d tries", err, try)}
		}
		if !pause(ctx, wait) {
			return nil, nil, ctx.Err()
		}
		wait *= 2
	}
}

func isRateLimited(err error) bool {
	var refused *fetch.Error
	return errors.As(err, &refused) && refused.Fate == scraper.RateLimited
}

// pause waits, and reports whether the run goes on.
func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// searchWindow is the story's window as instants. An open end is the next
// midnight, so that the questions of one day are the same.
func (g *gather) searchWindow() interval {
	w := interval{g.story.From.Time(), g.story.To.Time().AddDate(0, 0, 1)}
	if tomorrow := g.Now().UTC().Truncate(24*time.Hour).AddDate(0, 0, 1); g.story.To.IsZero() || w.to.After(tomorrow) {
		w.to = tomorrow
	}
	return w
}

// editions are the languages of the news searches, as they name them.
var editions = map[string]struct{ hl, gl, mkt string }{
	"en": {"en-US", "US", "en-US"},
	"es": {"es-419", "CO", "es-MX"},
	"pt": {"pt-BR", "BR", "pt-BR"},
	"fr": {"fr", "FR", "fr-FR"},
}

// newsSearches are the feeds of a news search for a story, one for each language.
func newsSearches(s config.Source, story config.Story) []string {
	var out []string
	query := anyOf(story.Keywords)
	for _, lang := range story.Languages {
		e, ok := editions[lang]
		if !ok {
			continue
		}
		var base string
		q := url.Values{}
		switch s.Location {
		case "googlenews":
			base = "https://news.google.com/rss/search"
			dated := query + " after:" + story.From.String()
			if !story.To.IsZero() {
				dated += " before:" + story.To.Time().AddDate(0, 0, 1).Format(time.DateOnly)
			}
			q.Set("q", dated)
			q.Set("hl", e.hl)
			q.Set("gl", e.gl)
			q.Set("ceid", e.gl+":"+e.hl)
			if lang == "en" {
				q.Set("ceid", e.gl+":en")
			}
		case "bingnews":
			base = "https://www.bing.com/news/search"
			q.Set("q", query)
			q.Set("format", "rss")
			q.Set("mkt", e.mkt)
			q.Set("setlang", lang)
		default:
			return nil
		}
		u, err := url.Parse(cmp.Or(s.Endpoint, base))
		if err != nil {
			return nil
		}
		maps.Copy(q, u.Query())
		u.RawQuery = q.Encode()
		out = append(out, u.String())
	}
	return out
}

// anyOf writes keywords as a query for any of them, phrases quoted, as long as
// news searches take it.
func anyOf(keywords []string) string {
	var b strings.Builder
	for _, k := range keywords {
		k = strings.Join(strings.Fields(strings.Map(plainQuery, k)), " ")
		if strings.Contains(k, " ") {
			k = `"` + k + `"`
		}
		if k == "" || b.Len()+len(k) > 300 {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(" OR ")
		}
		b.WriteString(k)
	}
	return b.String()
}
