package crawl

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"dateline/config"
	"dateline/scraper"
	"dateline/scraper/extract"
)

// probe asks a source for its first page, and no more.
func probe(ctx context.Context, s config.Source, o Options) scraper.Outcome {
	out := scraper.Outcome{URL: s.Location, Source: s.String(), At: o.Now().UTC()}
	address := s.Location
	switch s.Kind {
	case config.SourceFiles:
		return probeFiles(s, out)
	case config.SourceSearch:
		switch s.Location {
		case "gdelt":
			question, err := gdeltQuestion(cmp.Or(s.Endpoint, gdeltURL), "news", out.At.Add(-24*time.Hour).Truncate(time.Hour), out.At.Truncate(time.Hour))
			if err != nil {
				out.Fate, out.Detail = scraper.Malformed, err.Error()
				return out
			}
			address = question
		default:
			searches := newsSearches(s, config.Story{Languages: []string{"en"}, Keywords: []string{"news"}, From: dateOf(out.At.AddDate(0, 0, -1))})
			if len(searches) == 0 {
				out.Fate, out.Detail = scraper.Malformed, "no search service of this name: gdelt, googlenews, bingnews"
				return out
			}
			address = searches[0]
		}
		out.URL = address
	}
	ans, err := newDispatcher(ctx, o.Client.Transport()).get(ctx, address, time.Time{}, func(*url.URL) bool { return true })
	if err != nil {
		f := failure(ctx, err)
		out.Fate, out.Status, out.Detail = f.Fate, f.Status, f.Detail
		return out
	}
	out.Status, out.NotModified, out.Canonical = ans.status, ans.notModified, ans.url.String()
	out.Fate, out.Detail = probed(s, ans)
	return out
}

func dateOf(t time.Time) config.Date {
	return config.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}
}

// probed says what an answer is worth to its source.
func probed(s config.Source, ans *answer) (scraper.Fate, string) {
	count := 0
	var err error
	var says cadence // when to ask again
	says.say(ans.fresh, "its host says "+ans.freshBy)
	one, many := "entry", "entries"
	switch {
	case s.Kind == config.SourceFeed, s.Kind == config.SourceSearch && s.Location != "gdelt":
		var f parsedFeed
		f, err = parseFeed(ans.body, ans.url)
		count = len(f.items)
		says.join(f.cadence)
	case s.Kind == config.SourceSitemap:
		var m sitemap
		m, err = parseSitemap(ans.body)
		count, one, many = len(m.entries), "address", "addresses"
		if m.index {
			one, many = "sitemap", "sitemaps"
		}
	case s.Kind == config.SourceSearch:
		var hits []gdeltArticle
		hits, err = parseGDELT(ans.body)
		if errors.Is(err, errBusy) {
			return scraper.RateLimited, err.Error()
		}
		count, one, many = len(hits), "hit", "hits"
	default:
		if !extract.IsPage(ans.contentType) {
			return scraper.NotHTML, "its type is " + ans.contentType
		}
		res, readErr := extract.Read(extract.Page{URL: ans.url.String(), Body: ans.body, ContentType: ans.contentType, FetchedAt: ans.fetchedAt})
		if readErr != nil {
			return scraper.Malformed, readErr.Error()
		}
		if s.Kind == config.SourcePage {
			if res.Fate != "" {
				return res.Fate, res.Detail
			}
			return scraper.Kept, fmt.Sprintf("%q, published %s", res.Article.Title, res.Article.Published)
		}
		for _, l := range res.Links {
			if u, err := url.Parse(l.URL); err == nil && sameSite(u, ans.url) && classify(u, l.Text) == guessArticle {
				count++
			}
		}
		one, many = "link to a report", "links to reports"
	}
	if err != nil {
		return scraper.Malformed, err.Error()
	}
	detail := numbered(count, one, many)
	if says.rest > 0 {
		detail += fmt.Sprintf("; asked again after %s at the earliest: %s", people(says.rest), says.why)
	}
	return scraper.Listing, detail
}

// people is a duration as people write it: 1h30m, 45m, 20s.
func people(d time.Duration) string {
	s := d.Round(time.Second).String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

func probeFiles(s config.Source, out scraper.Outcome) scraper.Outcome {
	names, err := filepath.Glob(s.Location)
	switch {
	case err != nil:
		out.Fate, out.Detail = scraper.Malformed, err.Error()
	case len(names) == 0:
		out.Fate, out.Detail = scraper.Gone, "no file matches it"
	default:
		out.Fate, out.Detail = scraper.Listing, numbered(len(names), "file", "files")
		for _, name := range names {
			if config.IsWARC(name) {
				if err := probeWARC(name); err != nil {
					out.Fate, out.Detail = scraper.Malformed, err.Error()
					break
				}
				continue
			}
			in, err := openFile(name)
			if err != nil {
				out.Fate, out.Detail = scraper.Malformed, err.Error()
				break
			}
			in.Close()
		}
	}
	return out
}
