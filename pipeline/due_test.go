package pipeline_test

import (
	"testing"
	"time"

	"dateline/pipeline"
	"dateline/store"
)

// The schedule leaves alone what was new a moment ago; a person has the lists
// looked at, and with Fresh every page too. The budget of a day holds for all.
func TestWhoRunsDecidesWhatIsDue(t *testing.T) {
	paper := newNewspaper(t)
	cfg := paper.follow(t.TempDir())
	now := today
	clock := func() time.Time { return now }
	p, s := opened(t, cfg, pipeline.Options{Now: clock})
	fresh, err := pipeline.New(cfg, s, pipeline.Options{Now: clock, Fresh: true})
	if err != nil {
		t.Fatal(err)
	}
	asked := func(p *pipeline.Pipeline, after time.Duration, trigger string) (feed, all int) {
		t.Helper()
		now = now.Add(after)
		paper.forget()
		if _, err := p.Run(t.Context(), cfg.Stories[0], trigger); err != nil {
			t.Fatal(err)
		}
		all, _ = paper.asked()
		return paper.times()["/rss.xml"], all
	}
	if feed, all := asked(p, 0, pipeline.Schedule); feed != 1 || all != 3+reports { // robots.txt, the feed, a page that is gone
		t.Errorf("the first run asked %d times, of them %d for the feed", all, feed)
	}
	if feed, all := asked(p, 5*time.Minute, pipeline.Schedule); feed != 0 || all != 0 {
		t.Errorf("the schedule asked %d times, of them %d for the feed", all, feed)
	}
	for _, trigger := range []string{pipeline.Manual, pipeline.API} {
		if feed, all := asked(p, time.Minute, trigger); feed != 1 || all != 1 {
			t.Errorf("a run by %s asked %d times, of them %d for the feed", trigger, all, feed)
		}
	}
	if feed, all := asked(fresh, time.Minute, pipeline.Manual); feed != 1 || all < 1+reports {
		t.Errorf("with Fresh it asked %d times, of them %d for the feed", all, feed)
	}
	if all := total(t, s); all != 2+reports {
		t.Errorf("the frontier knows %d addresses", all)
	}

	cfg.HTTP.MaxPagesPerDay = 1 // of which this day has had more
	poor, err := pipeline.New(cfg, s, pipeline.Options{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	now = now.Add(time.Minute)
	paper.forget()
	run, err := poor.Run(t.Context(), cfg.Stories[0], pipeline.Manual)
	if all, _ := paper.asked(); all != 0 || err == nil || run.State != store.Failed || run.Fates["deferred"] != 1 {
		t.Errorf("without a request left it asked %d times: %s, %v, %v", all, run.State, run.Fates, err)
	}
	if feed, all := asked(poor, 24*time.Hour, pipeline.Manual); feed != 1 || all > 2 {
		t.Errorf("with one request the next day it asked %d times, of them %d for the feed", all, feed)
	}
}

// total counts the addresses of the story's frontier.
func total(t *testing.T, s store.Store) int {
	t.Helper()
	queue, err := s.Queue(t.Context(), "bridge")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, k := range queue {
		n += k
	}
	return n
}
