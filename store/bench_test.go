package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dateline/config"
	"dateline/scraper"
	"dateline/store"
	"dateline/timeline"
)

func benchStore(b *testing.B) (store.Store, timeline.Run) {
	b.Helper()
	s, err := store.Open(b.Context(), &config.Config{DataDir: b.TempDir()})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := s.Close(); err != nil {
			b.Error(err)
		}
	})
	run, _, err := s.BeginRun(b.Context(), "harbour", "manual", time.Unix(0, 0).UTC())
	if err != nil {
		b.Fatal(err)
	}
	return s, run
}

// BenchmarkPage stores what one fetched page leaves: capture, article, outcome.
func BenchmarkPage(b *testing.B) {
	s, run := benchStore(b)
	ctx := b.Context()
	body := []byte(strings.Repeat("<p>On Tuesday the bridge reopened.</p>", 1500)) // 57 KB
	text := strings.Repeat("On Tuesday the bridge reopened. ", 150)
	for i := 0; b.Loop(); i++ {
		url := fmt.Sprintf("https://paper.example/%d", i)
		for _, err := range []error{
			s.SaveCapture(ctx, scraper.Capture{URL: url, Status: 200, Body: body, FetchedAt: run.StartedAt}),
			s.Keep(ctx, "harbour", scraper.Article{URL: url, Text: text}),
			s.Record(ctx, "harbour", run.ID, scraper.Outcome{URL: url, Canonical: url, Fate: scraper.Kept, At: run.StartedAt}),
		} {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkTimeline saves a timeline of 1,000 events with 20 accounts each and
// reads it back.
func BenchmarkTimeline(b *testing.B) {
	s, run := benchStore(b)
	t := timeline.Timeline{Story: timeline.Story{Name: "harbour"}}
	for i := range 1000 {
		e := timeline.Event{ID: fmt.Sprintf("EV-%d", i), Headline: "The bridge reopened"}
		for range 20 {
			e.Accounts = append(e.Accounts, timeline.Account{Printed: &timeline.Printed{}, Dating: &timeline.Dating{}, Quote: strings.Repeat("On Tuesday the bridge reopened. ", 5)})
		}
		t.Events = append(t.Events, e)
	}
	for b.Loop() {
		if err := s.SaveTimeline(b.Context(), run.ID, t); err != nil {
			b.Fatal(err)
		}
		if _, _, err := s.Timeline(b.Context(), "harbour"); err != nil {
			b.Fatal(err)
		}
	}
}
