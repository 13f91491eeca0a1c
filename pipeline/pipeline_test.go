package pipeline_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"dateline/config"
	"dateline/pipeline"
	"dateline/scraper"
	"dateline/store"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(childConfig); path != "" {
		os.Exit(child(path))
	}
	goleak.VerifyTestMain(m)
}

// opened is a pipeline over a store that is closed at the test's end.
func opened(t *testing.T, cfg *config.Config, opts pipeline.Options) (*pipeline.Pipeline, store.Store) {
	t.Helper()
	s, err := store.Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	if opts.Now == nil {
		opts.Now = func() time.Time { return today }
	}
	p, err := pipeline.New(cfg, s, opts)
	if err != nil {
		t.Fatal(err)
	}
	return p, s
}

// digests are the files of a folder by their content.
func digests(t *testing.T, dir string) map[string][32]byte {
	t.Helper()
	found := map[string][32]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		found[name] = sha256.Sum256(content)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return found
}

func TestRun(t *testing.T) {
	paper := newNewspaper(t)
	cfg := paper.follow(t.TempDir())
	var stages []pipeline.Stage
	p, s := opened(t, cfg, pipeline.Options{OnStage: func(_ string, s pipeline.Stage) { stages = append(stages, s) }})
	story := cfg.Stories[0]

	run, err := p.Run(t.Context(), story, pipeline.Manual)
	if err != nil {
		t.Fatal(err)
	}
	if run.State != store.Done || run.Fates[scraper.Kept] != reports || run.Events == 0 || len(run.NewEvents) != run.Events {
		t.Errorf("the first run: %+v; want %d articles kept, and all events new", run, reports)
	}
	if diff := cmp.Diff([]pipeline.Stage{pipeline.Gathering, pipeline.Building, pipeline.Exporting}, stages); diff != "" {
		t.Errorf("stages (-want +got):\n%s", diff)
	}
	stored, err := s.Runs(t.Context(), story.Name, 1)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(run, stored[0]); diff != "" {
		t.Errorf("the run differs from the stored one (-want +got):\n%s", diff)
	}
	first := digests(t, cfg.Exports.Dir)
	if len(first) < 3 {
		t.Fatalf("the run wrote %d files, want xlsx, csv and json", len(first))
	}

	if err := os.RemoveAll(cfg.Exports.Dir); err != nil {
		t.Fatal(err)
	}
	paths, err := p.Export(t.Context(), story)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, digests(t, cfg.Exports.Dir)); diff != "" || len(paths) != 4 {
		t.Errorf("export wrote %v, other bytes than the run (-run +export):\n%s", paths, diff)
	}

	paper.forget()
	run, err = p.Run(t.Context(), story, pipeline.Manual)
	if err != nil {
		t.Fatal(err)
	}
	if run.State != store.Done || len(run.NewEvents) != 0 || len(run.Changed) != 0 {
		t.Errorf("a second run of an unchanged web: %s, %d new, %d changed", run.State, len(run.NewEvents), len(run.Changed))
	}
	all, conditional := paper.asked()
	if delivered := all - conditional; delivered > 0 {
		t.Errorf("of %d requests of a second run %d carried no validator: %v", all, delivered, paper.times())
	}
}

func TestRunsThatGoWrong(t *testing.T) {
	for name, c := range map[string]struct {
		broken map[string]int
		more   []config.Source
		state  string
		says   string
	}{
		"one of two sources fails": {
			map[string]int{"/atom.xml": http.StatusInternalServerError},
			[]config.Source{{Kind: config.SourceFeed, Location: "/atom.xml"}}, store.Partial, "1 of 2 sources failed",
		},
		"the only source fails": {
			map[string]int{"/rss.xml": http.StatusInternalServerError}, nil, store.Failed, "no source answered",
		},
	} {
		t.Run(name, func(t *testing.T) {
			paper := newNewspaper(t)
			paper.broken = c.broken
			cfg := paper.follow(t.TempDir())
			for _, s := range c.more {
				s.Location = paper.URL + s.Location
				cfg.Stories[0].Sources = append(cfg.Stories[0].Sources, s)
			}
			p, s := opened(t, cfg, pipeline.Options{})
			run, err := p.Run(t.Context(), cfg.Stories[0], pipeline.Manual)
			if run.State != c.state || !strings.Contains(run.Error, c.says) || (err != nil) != (c.state == store.Failed) {
				t.Errorf("state %s, %q, error %v; want %s, %q", run.State, run.Error, err, c.state, c.says)
			}
			if last := run.Sources[len(run.Sources)-1]; !strings.HasPrefix(last.Error, "server-error: ") {
				t.Errorf("%s failed, and says %q", last.Source, last.Error)
			}
			stored, err := s.Runs(t.Context(), "bridge", 1)
			if err != nil || stored[0].State != c.state {
				t.Errorf("stored: %v, %v", stored, err)
			}
		})
	}
}

// A run whose files cannot be written fails, and the old files stay; when they
// can be, export alone brings the new ones.
func TestExportFails(t *testing.T) {
	paper := newNewspaper(t)
	cfg := paper.follow(t.TempDir())
	p, _ := opened(t, cfg, pipeline.Options{})
	if err := os.WriteFile(cfg.Exports.Dir, []byte("a file where a folder is wanted"), 0o644); err != nil {
		t.Fatal(err)
	}
	run, err := p.Run(t.Context(), cfg.Stories[0], pipeline.Manual)
	if err == nil || run.State != store.Failed || !strings.Contains(run.Error, "export") || run.Events == 0 {
		t.Errorf("a run that cannot write its files: %s, %d events, %v", run.State, run.Events, err)
	}
	if err := os.Remove(cfg.Exports.Dir); err != nil {
		t.Fatal(err)
	}
	if paths, err := p.Export(t.Context(), cfg.Stories[0]); err != nil || len(paths) < 3 {
		t.Errorf("export afterwards: %v, %v", paths, err)
	}
}

func TestCancelledRun(t *testing.T) {
	paper := newNewspaper(t)
	cfg := paper.follow(t.TempDir())
	p, s := opened(t, cfg, pipeline.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	paper.on = func(n int, _ string) {
		if n == 10 {
			cancel()
		}
	}
	run, err := p.Run(ctx, cfg.Stories[0], pipeline.Manual)
	if !errors.Is(err, context.Canceled) || run.State != store.Interrupted || run.FinishedAt.IsZero() {
		t.Errorf("a cancelled run: %s, %v", run.State, err)
	}
	if run.Error != "stopped while gathering" {
		t.Errorf("a cancelled run says %q", run.Error)
	}
	kept, err := s.Articles(t.Context(), "bridge")
	if err != nil || len(kept) == 0 {
		t.Errorf("the cancelled run kept %d articles (%v)", len(kept), err)
	}
	run, err = p.Run(t.Context(), cfg.Stories[0], pipeline.Manual)
	if err != nil || run.Fates[scraper.Kept] != reports {
		t.Errorf("the next run: %+v, %v", run, err)
	}
	for path, n := range paper.times() {
		if strings.HasPrefix(path, "/bridge/") && n > 2 {
			t.Errorf("%s was fetched %d times", path, n)
		}
	}
	if all, _ := paper.asked(); all > reports+8 { // robots.txt twice, and what was in flight
		t.Errorf("both runs asked %d times for %d reports: the first one's answers were not used", all, reports)
	}
}

func TestPanicFailsTheRun(t *testing.T) {
	paper := newNewspaper(t)
	cfg := paper.follow(t.TempDir())
	broken := true
	p, s := opened(t, cfg, pipeline.Options{OnStage: func(_ string, s pipeline.Stage) {
		if broken && s == pipeline.Building {
			panic("a rule is broken")
		}
	}})
	run, err := p.Run(t.Context(), cfg.Stories[0], pipeline.Manual)
	if err == nil || run.State != store.Failed || !strings.Contains(run.Error, "a rule is broken") {
		t.Errorf("a run that panics: %s, %v", run.State, err)
	}
	stored, err := s.Runs(t.Context(), "bridge", 0)
	if err != nil || stored[0].State != store.Failed {
		t.Errorf("stored: %+v, %v", stored, err)
	}
	broken = false
	if run, err := p.Run(t.Context(), cfg.Stories[0], pipeline.Manual); err != nil || run.State != store.Done {
		t.Errorf("the run after it: %s, %v", run.State, err)
	}
}

func TestNeverTwiceAtOnce(t *testing.T) {
	paper := newNewspaper(t)
	cfg := paper.follow(t.TempDir())
	var p *pipeline.Pipeline
	other, _ := opened(t, cfg, pipeline.Options{})
	tried := false
	p, _ = opened(t, cfg, pipeline.Options{OnStage: func(string, pipeline.Stage) {
		tried = true
		for name, p := range map[string]*pipeline.Pipeline{"this process": p, "another one": other} {
			if _, err := p.Run(t.Context(), cfg.Stories[0], pipeline.Manual); !errors.Is(err, pipeline.ErrRunning) {
				t.Errorf("a second run in %s: %v, want ErrRunning", name, err)
			}
		}
	}})
	if _, err := p.Run(t.Context(), cfg.Stories[0], pipeline.Manual); err != nil || !tried {
		t.Error(err)
	}
}

// Without a web: a story of files needs no network and no clock.
func TestFilesOnly(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "reports.jsonl")
	lines := `{"id":"1","url":"https://paper.example/1","published":"2025-11-12T08:00:00-05:00","title":"Harbour bridge closed","text":"The harbour bridge was closed on Tuesday after divers found a crack in its third pillar, the port authority said.","lang":"en","source":"Paper"}
{"id":"2","url":"https://post.example/2","published":"2025-11-13T08:00:00-05:00","title":"Ferry replaces harbour bridge","text":"A ferry began to carry commuters across the harbour on Wednesday, while the bridge stays closed for repairs.","lang":"en","source":"Post"}
`
	if err := os.WriteFile(file, []byte(lines), 0o644); err != nil {
		t.Fatal(err)
	}
	cfg := bridgeStory(dir, config.Source{Kind: config.SourceFiles, Location: file})
	p, s := opened(t, cfg, pipeline.Options{})
	run, err := p.Run(t.Context(), cfg.Stories[0], pipeline.Manual)
	if err != nil || run.Fates[scraper.Kept] != 2 {
		t.Fatalf("%+v, %v", run, err)
	}
	events, err := s.Events(t.Context(), "bridge")
	if err != nil {
		t.Fatal(err)
	}
	var days []string
	for _, e := range events {
		days = append(days, e.Span.FirstDay())
	}
	if diff := cmp.Diff([]string{"2025-11-11", "2025-11-12"}, days); diff != "" {
		t.Errorf("days of the events (-want +got):\n%s", diff)
	}
}

// A run whose pages cannot be archived fails at once, and says why.
func TestNoRoomForTheArchive(t *testing.T) {
	paper := newNewspaper(t)
	cfg := paper.follow(t.TempDir())
	if err := os.MkdirAll(cfg.DataDir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(pipeline.ArchiveDir(cfg), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	p, s := opened(t, cfg, pipeline.Options{})
	run, err := p.Run(t.Context(), cfg.Stories[0], pipeline.Manual)
	if err == nil || !strings.Contains(err.Error(), pipeline.ArchiveDir(cfg)) || run.State != store.Failed {
		t.Errorf("%s: %v", run.State, err)
	}
	if n, _ := paper.asked(); n > 3 {
		t.Errorf("%d requests were made for what cannot be kept", n)
	}
	if articles, err := s.Articles(t.Context(), "bridge"); err != nil || len(articles) > 0 {
		t.Errorf("%d articles kept, %v", len(articles), err)
	}
}
