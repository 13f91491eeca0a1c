package pipeline_test

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/config"
	"dateline/pipeline"
	"dateline/scraper"
	"dateline/store"
	"dateline/timeline"
)

// refusing is a store of which one call fails.
type refusing struct {
	store.Store
	call string
}

var errRefused = errors.New("the disk is on fire")

func (r *refusing) refuse(call string) error {
	if r.call == call {
		return errRefused
	}
	return nil
}

func (r *refusing) BeginRun(ctx context.Context, story, trigger string, at time.Time) (timeline.Run, time.Time, error) {
	if err := r.refuse("BeginRun"); err != nil {
		return timeline.Run{}, time.Time{}, err
	}
	return r.Store.BeginRun(ctx, story, trigger, at)
}

func (r *refusing) Fates(ctx context.Context, story, run string) (map[scraper.Fate]int, error) {
	if err := r.refuse("Fates"); err != nil {
		return nil, err
	}
	return r.Store.Fates(ctx, story, run)
}

func (r *refusing) Articles(ctx context.Context, story string) ([]scraper.Article, error) {
	if err := r.refuse("Articles"); err != nil {
		return nil, err
	}
	return r.Store.Articles(ctx, story)
}

func (r *refusing) Events(ctx context.Context, story string) ([]timeline.Event, error) {
	if err := r.refuse("Events"); err != nil {
		return nil, err
	}
	return r.Store.Events(ctx, story)
}

func (r *refusing) Successions(ctx context.Context, story string) ([]timeline.Succession, error) {
	if err := r.refuse("Successions"); err != nil {
		return nil, err
	}
	return r.Store.Successions(ctx, story)
}

func (r *refusing) SaveTimeline(ctx context.Context, run string, t timeline.Timeline) error {
	if err := r.refuse("SaveTimeline"); err != nil {
		return err
	}
	return r.Store.SaveTimeline(ctx, run, t)
}

func (r *refusing) Timeline(ctx context.Context, story string) (timeline.Timeline, timeline.Run, error) {
	if err := r.refuse("Timeline"); err != nil {
		return timeline.Timeline{}, timeline.Run{}, err
	}
	return r.Store.Timeline(ctx, story)
}

func (r *refusing) Outcomes(ctx context.Context, story string) ([]scraper.Outcome, error) {
	if err := r.refuse("Outcomes"); err != nil {
		return nil, err
	}
	return r.Store.Outcomes(ctx, story)
}

func (r *refusing) Places(ctx context.Context, story string) (map[string]scraper.Record, error) {
	if err := r.refuse("Places"); err != nil {
		return nil, err
	}
	return r.Store.Places(ctx, story)
}

func (r *refusing) Notes(ctx context.Context, story string) ([]timeline.Note, error) {
	if err := r.refuse("Notes"); err != nil {
		return nil, err
	}
	return r.Store.Notes(ctx, story)
}

func (r *refusing) SaveNotes(ctx context.Context, story string, notes []timeline.Note) error {
	if err := r.refuse("SaveNotes"); err != nil {
		return err
	}
	return r.Store.SaveNotes(ctx, story, notes)
}

// Whatever the store refuses, the run fails and says why, its record tells so,
// and the files of the run before it stay as they are.
func TestAStoreThatRefuses(t *testing.T) {
	cfg := &config.Config{DataDir: t.TempDir(), Exports: config.Exports{Dir: t.TempDir(), Formats: []string{"xlsx", "csv", "json"}}}
	file := t.TempDir() + "/a.jsonl"
	if err := os.WriteFile(file, []byte(`{"id":"1","url":"https://paper.example/fire","published":"2025-11-05","title":"Fire in the harbour","text":"A fire in the harbour killed three dockers on Tuesday, the mayor said.","lang":"en","source":"The Paper"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	story := config.Story{Name: "harbour", From: config.Date{Year: 2025, Month: 11, Day: 1}, Languages: []string{"en"}, Keywords: []string{"harbour"},
		Sources: []config.Source{{Kind: config.SourceFiles, Location: file}}}
	_, s := opened(t, cfg, pipeline.Options{})
	broken := &refusing{Store: s}
	p, err := pipeline.New(cfg, broken, pipeline.Options{Now: func() time.Time { return today }})
	if err != nil {
		t.Fatal(err)
	}
	if run, err := p.Run(t.Context(), story, pipeline.Manual); err != nil || run.Events != 1 {
		t.Fatalf("%+v, %v", run, err)
	}
	before := digests(t, cfg.Exports.Dir)
	for _, call := range []string{"BeginRun", "Fates", "Articles", "Events", "Successions", "SaveTimeline", "Timeline", "Outcomes", "Places", "Notes", "SaveNotes"} {
		t.Run(call, func(t *testing.T) {
			broken.call = call
			run, err := p.Run(t.Context(), story, pipeline.Manual)
			if !errors.Is(err, errRefused) {
				t.Fatalf("the run ends with %v", err)
			}
			if diff := cmp.Diff(before, digests(t, cfg.Exports.Dir)); diff != "" {
				t.Errorf("files have changed:\n%s", diff)
			}
			if call == "BeginRun" {
				return // there is no run
			}
			last, err := s.Runs(t.Context(), story.Name, 1)
			if err != nil || last[0].ID != run.ID || last[0].State != store.Failed || last[0].Error == "" {
				t.Errorf("stored as %+v (%v)", last, err)
			}
		})
	}
	broken.call = ""
	if run, err := p.Run(t.Context(), story, pipeline.Manual); err != nil || run.Events != 1 || len(run.NewEvents) != 0 {
		t.Errorf("in the end: %+v, %v", run, err)
	}
}
