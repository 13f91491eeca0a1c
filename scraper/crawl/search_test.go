package crawl

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/config"
	"dateline/scraper"
	"dateline/scraper/fetch"
)

// gdelt answers as the service does, for reports published every hour.
func gdelt(t *testing.T, first, last time.Time) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		v := q.URL.Query()
		from, err := time.Parse(gdeltLayout, v.Get("startdatetime"))
		if err != nil || v.Get("mode") != "artlist" || v.Get("format") != "json" || v.Get("maxrecords") != "250" {
			t.Errorf("question %q", q.URL)
		}
		to, _ := time.Parse(gdeltLayout, v.Get("enddatetime"))
		var hits []string
		for at := last; !at.Before(first) && len(hits) < 250; at = at.Add(-time.Hour) {
			if !at.Before(from) && !at.After(to) {
				hits = append(hits, fmt.Sprintf(`{"url":"https://found.example/%s/petro-answers-a-strike","title":"Petro","language":"English"}`, at.Format("2006010215")))
			}
		}
		io.WriteString(w, `{"articles":[`+strings.Join(hits, ",")+`]}`)
	})
}

func TestGDELTWindowIsHalvedUntilItFits(t *testing.T) {
	first := time.Date(2025, 9, 10, 0, 0, 0, 0, time.UTC)
	w := newWeb(map[string]http.Handler{
		"gdelt.example": gdelt(t, first, first.Add(599*time.Hour)),
		"found.example": http.NotFoundHandler(),
	})
	m, results := gatherOn(t, w, petro(config.Source{Kind: config.SourceSearch, Location: "gdelt", Endpoint: "https://gdelt.example/doc"}))
	if results[0].Found != 601 { // the search itself is one
		t.Errorf("found %d reports of 600; %+v", results[0].Found-1, results[0])
	}
	if n := w.asked("https://gdelt.example/"); n > 15 {
		t.Errorf("%d questions", n)
	}
	listings := 0
	for _, o := range m.outcomes {
		if o.Fate == scraper.Listing {
			listings++
		}
	}
	if listings != w.asked("https://gdelt.example/") {
		t.Errorf("%d questions are recorded", listings)
	}
}

// A search that never gets to the bottom of its window ends after so many
// questions, and says so.
func TestGDELTQuestionsAreBounded(t *testing.T) {
	full := strings.TrimSuffix(strings.Repeat(`{"url":"https://found.example/a","title":"Petro","language":"English"},`, gdeltRecords), ",")
	w := newWeb(map[string]http.Handler{"gdelt.example": paper(nil, map[string]string{"/doc": `{"articles":[` + full + `]}`}), "found.example": http.NotFoundHandler()})
	story := petro(config.Source{Kind: config.SourceSearch, Location: "gdelt", Endpoint: "https://gdelt.example/doc"})
	m, _ := gatherOn(t, w, story)
	if n := w.asked("https://gdelt.example/"); n != searchQuestions {
		t.Errorf("%d questions, want %d", n, searchQuestions)
	}
	limits := 0
	for _, o := range m.outcomes {
		if o.Fate == scraper.Limit {
			limits++
		}
	}
	if limits != 1 {
		t.Errorf("%d outcomes tell of the limit", limits)
	}
}

// A complaint in words with status 200 is waited for.
func TestGDELTAsksForPatience(t *testing.T) {
	n := 0
	w := newWeb(map[string]http.Handler{
		"gdelt.example": http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
			if n++; n == 1 {
				io.WriteString(w, "Please limit requests to one every 5 seconds or contact the operators.")
				return
			}
			io.WriteString(w, `{"articles":[{"url":"https://found.example/a","title":"Petro"}]}`)
		}),
		"found.example": paper([]report{onStory("/a", 1)}, nil),
	})
	m, results := gatherOn(t, w, petro(config.Source{Kind: config.SourceSearch, Location: "gdelt", Endpoint: "https://gdelt.example/doc"}))
	if n != 2 || len(m.articles) != 1 || results[0].Error != "" {
		t.Errorf("%d questions, kept %q, %+v", n, m.kept(), results[0])
	}
}

// While a source waits to ask again, the run can be stopped.
func TestStopWhileWaitingToAskAgain(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	w := newWeb(map[string]http.Handler{"gdelt.example": http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		time.AfterFunc(5*time.Millisecond, cancel)
		io.WriteString(w, "Please limit requests to one every 5 seconds.")
	})})
	m := newMemory()
	_, err := gatherWith(ctx, petro(config.Source{Kind: config.SourceSearch, Location: "gdelt", Endpoint: "https://gdelt.example/doc"}), "R-1", w, Options{Archive: m})
	if err == nil || len(m.outcomes) != 1 {
		t.Errorf("error %v, outcomes %v", err, m.outcomes)
	}
	for _, o := range m.outcomes {
		if o.Fate != scraper.Cancelled {
			t.Errorf("%+v", o)
		}
	}
}

func TestOpenWindowEndsAtMidnight(t *testing.T) {
	story := petro()
	story.To = config.Date{}
	g := &gather{Options: Options{Now: func() time.Time { return testNow }}.withDefaults(), story: story}
	if w := g.searchWindow(); w.to.Format(time.RFC3339) != "2025-12-06T00:00:00Z" || w.from.Format(time.RFC3339) != "2025-09-01T00:00:00Z" {
		t.Errorf("%v", w)
	}
}

func TestProbe(t *testing.T) {
	base := serve(t, paper([]report{onStory("/a", 1)}, map[string]string{
		"/feed": rss([3]string{"/a", "Petro", ""}), "/sitemap.xml": urlset([2]string{"https://p.example/a", "2025-10-14"}),
		"/world": list([2]string{"/world/petro-answers-the-first-strike", "Petro"}), "/doc": `{"articles":[{"url":"https://p.example/a"}]}`,
		"/words": "We are closed."}))
	dir := written(t, map[string]string{"a.jsonl": "{}"})
	tests := []struct {
		source config.Source
		fate   scraper.Fate
		detail string
	}{
		{feed(base + "/feed"), scraper.Listing, "1 entry"},
		{mapOf(base + "/sitemap.xml"), scraper.Listing, "1 address"},
		{site(base + "/world"), scraper.Listing, "1 link to a report"},
		{pageAt(base + "/a"), scraper.Kept, `"Petro answers strike 1 on drug boats", published 2025-10-14T09:30:00-05:00`},
		{config.Source{Kind: config.SourceSearch, Location: "gdelt", Endpoint: base + "/doc"}, scraper.Listing, "1 hit"},
		{config.Source{Kind: config.SourceSearch, Location: "bingnews", Endpoint: base + "/feed"}, scraper.Listing, "1 entry"},
		{config.Source{Kind: config.SourceSearch, Location: "altavista"}, scraper.Malformed, "no search service of this name: gdelt, googlenews, bingnews"},
		{filesAt(filepath.Join(dir, "*.jsonl")), scraper.Listing, "1 file"},
		{filesAt(filepath.Join(dir, "*.csv")), scraper.Gone, "no file matches it"},
		{feed(base + "/words"), scraper.Malformed, ""},
		{feed(base + "/none"), scraper.Gone, "404 Not Found"},
		{pageAt("ftp://paper.example/"), scraper.Malformed, ""},
	}
	client := fetch.New(fetch.Options{AllowPrivate: true, Pace: -1})
	defer client.Close()
	for _, tt := range tests {
		o := Probe(t.Context(), tt.source, Options{Client: client, Now: func() time.Time { return testNow }})
		if o.Fate != tt.fate || tt.detail != "" && o.Detail != tt.detail || o.Detail == "" {
			t.Errorf("%s: %q %q, want %q %q", tt.source, o.Fate, o.Detail, tt.fate, tt.detail)
		}
		if o.Source != tt.source.String() {
			t.Errorf("source %q", o.Source)
		}
	}
	blocked := fetch.New(fetch.Options{Pace: -1})
	defer blocked.Close()
	if o := Probe(t.Context(), feed(base+"/feed"), Options{Client: blocked}); o.Fate != scraper.BlockedAddress {
		t.Errorf("loopback, not allowed: %+v", o)
	}
}
