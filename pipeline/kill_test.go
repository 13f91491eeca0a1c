package pipeline_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/config"
	"dateline/pipeline"
	"dateline/scraper"
	"dateline/scraper/warc"
	"dateline/store"
)

// childConfig names the variable that turns the test program into a process
// that runs the first story of the configuration in a file.
const childConfig = "DATELINE_TEST_CHILD_CONFIG"

// child is that process. It says on stdout which stage it enters.
func child(path string) int {
	fail := func(err error) int {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return fail(err)
	}
	var cfg config.Config
	if err := json.Unmarshal(content, &cfg); err != nil {
		return fail(err)
	}
	ctx := context.Background()
	s, err := store.Open(ctx, &cfg)
	if err != nil {
		return fail(err)
	}
	defer s.Close()
	p, err := pipeline.New(&cfg, s, pipeline.Options{
		Now:     func() time.Time { return today },
		OnStage: func(_ string, s pipeline.Stage) { fmt.Println(s) },
	})
	if err != nil {
		return fail(err)
	}
	if _, err := p.Run(ctx, cfg.Stories[0], pipeline.Manual); err != nil {
		return fail(err)
	}
	return 0
}

// killed starts a run in a process of its own and returns when the process is
// dead; when kills says when, given the stage that begins (and a request of 0)
// or the number of the request that came.
func killed(t *testing.T, paper *newspaper, cfg *config.Config, when func(stage pipeline.Stage, request int) (kill bool, after time.Duration)) {
	t.Helper()
	content, err := json.Marshal(cfg)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "config.json")
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	process := exec.CommandContext(t.Context(), os.Args[0])
	process.Env = append(os.Environ(), childConfig+"="+path)
	process.Stderr = os.Stderr
	stages, err := process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	started := make(chan struct{})
	check := func(stage pipeline.Stage, request int) {
		if kill, after := when(stage, request); kill {
			<-started
			time.Sleep(after)
			_ = process.Process.Kill() // SIGKILL; it may have ended just before
		}
	}
	paper.mu.Lock()
	before := len(paper.requests)
	paper.on = func(n int, _ string) { check("", n-before) }
	paper.mu.Unlock()
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	close(started)
	lines := bufio.NewScanner(stages)
	for lines.Scan() {
		check(pipeline.Stage(lines.Text()), 0)
	}
	err = process.Wait()
	if status, ok := process.ProcessState.Sys().(syscall.WaitStatus); err != nil && (!ok || status.Signal() != syscall.SIGKILL) {
		t.Fatalf("the process ended by itself: %v", err)
	}
	paper.mu.Lock()
	paper.on = nil
	paper.mu.Unlock()
}

// A run that is killed wherever it may be, once or several times, and then
// left in peace gives the timeline of a run that was left in peace at once.
func TestKill(t *testing.T) {
	paper := newNewspaper(t)
	calm := paper.follow(t.TempDir())
	p, undisturbed := opened(t, calm, pipeline.Options{})
	if _, err := p.Run(t.Context(), calm.Stories[0], pipeline.Manual); err != nil {
		t.Fatal(err)
	}
	want := timelineJSON(t, calm)
	requests, _ := paper.asked()
	due := plans(t, undisturbed, paper)

	random := rand.New(rand.NewPCG(7, 7))
	type moment = func(stage pipeline.Stage, request int) (bool, time.Duration)
	at := func(n int) moment {
		after := time.Duration(random.IntN(3000)) * time.Microsecond
		return func(_ pipeline.Stage, request int) (bool, time.Duration) { return request == n, after }
	}
	in := func(stage pipeline.Stage) moment {
		after := time.Duration(random.IntN(20_000)) * time.Microsecond
		return func(entered pipeline.Stage, _ int) (bool, time.Duration) { return entered == stage, after }
	}
	// Wherever it may be, and before it comes to its end.
	anywhere := func() moment {
		after, n, stages := time.Duration(random.IntN(3000))*time.Microsecond, 1+random.IntN(2), random.IntN(8) > 0
		return func(stage pipeline.Stage, request int) (bool, time.Duration) {
			return request == n || stages && stage == pipeline.Building || stage == pipeline.Exporting, after
		}
	}
	var twenty []moment
	for range 20 {
		twenty = append(twenty, anywhere())
	}
	for name, moments := range map[string][]moment{
		"at twenty moments":          twenty,
		"at the first request":       {at(1)},
		"early":                      {at(2 + random.IntN(requests/3))},
		"in the middle":              {at(requests/3 + random.IntN(requests/3))},
		"late":                       {at(requests - 3)},
		"while the timeline is made": {in(pipeline.Building)},
		"while files are written":    {in(pipeline.Exporting)},
		"again and again":            {at(3 + random.IntN(5)), at(3 + random.IntN(5)), in(pipeline.Building), in(pipeline.Exporting), in(pipeline.Gathering)},
	} {
		t.Run(name, func(t *testing.T) {
			cfg := paper.follow(t.TempDir())
			paper.forget()
			for _, when := range moments {
				killed(t, paper, cfg, when)
				whole(t, cfg)
			}
			p, s := opened(t, cfg, pipeline.Options{})
			run, err := p.Run(t.Context(), cfg.Stories[0], pipeline.Manual)
			if err != nil {
				t.Fatal(err)
			}
			if run.State != store.Done {
				t.Errorf("the run in peace is %s: %s", run.State, run.Error)
			}
			archived(t, cfg, s)
			if got := timelineJSON(t, cfg); got != want {
				t.Errorf("the timeline differs from that of an undisturbed run:\n%s\nwant:\n%s", got, want)
			}
			if diff := cmp.Diff(due, plans(t, s, paper)); diff != "" {
				t.Errorf("what is due differs from an undisturbed run's (-want +got):\n%s", diff)
			}
			runs, err := s.Runs(t.Context(), "bridge", 0)
			if err != nil {
				t.Fatal(err)
			}
			ended := 0
			for _, r := range runs {
				switch r.State {
				case store.Running:
					t.Errorf("run %s is still said to be running", r.ID)
				case store.Done: // its killer came too late, but for the last
					ended++
				}
			}
			times := paper.times()
			twice := 0
			for _, n := range times {
				twice += n - 1
			}
			if twice > len(moments)+(ended-1)*requests {
				t.Errorf("%d kills cost %d requests, more than were in flight: %v", len(moments), twice, times)
			}
			if queue, err := s.Queue(t.Context(), "bridge"); err != nil || queue[scraper.Done] != len(times)-1 || len(queue) != 1 { // all but robots.txt
				t.Errorf("the frontier ends as %v, %v, after requests for %d addresses", queue, err, len(times))
			}
		})
	}
}

// plans is what a store knows of when each address of the newspaper is due, by
// its path.
func plans(t *testing.T, s store.Store, paper *newspaper) map[string]scraper.Address {
	t.Helper()
	all := map[string]scraper.Address{}
	for path := range paper.times() {
		found, err := s.AddressesAt(t.Context(), "bridge", paper.URL+path)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range found {
			if a.Fate == "" { // how often a page that is gone was asked for depends on the kills
				all[a.Key] = a
			}
		}
	}
	if len(all) != reports+1 { // and the feed
		t.Errorf("%d addresses are planned for, want %d", len(all), reports+1)
	}
	return all
}

func timelineJSON(t *testing.T, cfg *config.Config) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(cfg.Exports.Dir, "bridge", "timeline.json"))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// whole checks that the files a dead process left behind are all there, or none.
func whole(t *testing.T, cfg *config.Config) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(cfg.Exports.Dir, "bridge", "timeline.json"))
	if err != nil {
		return // killed before its first file
	}
	if !json.Valid(content) {
		t.Errorf("timeline.json is cut short: %d bytes", len(content))
	}
}

// archived checks that all pages of the story are archived, and that what the
// killed runs were writing is all that cannot be read: the end of their files.
func archived(t *testing.T, cfg *config.Config, s store.Store) {
	t.Helper()
	check := warc.NewChecker(pipeline.ArchiveDir(cfg))
	defer check.Close()
	if err := s.Records(t.Context(), "", func(r scraper.Record) error { return check.Check(r) }); err != nil {
		t.Error(err)
	}
	if _, _, err := s.CheckLog(t.Context()); err != nil {
		t.Error(err)
	}
	if missing, err := s.Unarchived(t.Context(), "bridge"); err != nil || len(missing) > 0 {
		t.Errorf("not archived: %q, %v", missing, err)
	}
	names, err := filepath.Glob(filepath.Join(pipeline.ArchiveDir(cfg), "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		file, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		faults := 0
		for r := warc.NewReader(file); ; {
			_, err := r.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if _, ok := errors.AsType[*warc.Malformed](err); ok {
				faults++
			} else if err != nil {
				t.Fatal(err)
			}
		}
		file.Close()
		if faults > 1 {
			t.Errorf("%s has %d records that cannot be read", name, faults)
		}
	}
}
