// Package storetest is the suite that every Store must pass.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/scraper"
	"dateline/store"
	"dateline/timeline"
)

// Open opens the data that a key names, empty at the first time. The same key
// opens the same data again, as another process would. The suite closes what
// it opens.
type Open func(t *testing.T, key string) store.Store

// Exercise runs the suite.
func Exercise(t *testing.T, open Open) {
	for _, one := range []struct {
		name string
		test func(*testing.T, Open)
	}{
		{"captures", captures},
		{"records", records},
		{"articles", articles},
		{"articles that turn out not to belong", withdrawn},
		{"articles that turn out to be another one", twins},
		{"articles that are revised", revised},
		{"articles with strange text", strange},
		{"outcomes", outcomes},
		{"frontier", frontier},
		{"claims", claims},
		{"requests", requests},
		{"runs", runs},
		{"runs of a process that died", interrupted},
		{"timeline", savedTimeline},
		{"timeline without events", emptyTimeline},
		{"timeline saved wholly or not at all", atomicTimeline},
		{"notes", notes},
		{"stories do not mix", separate},
		{"lock", lock},
		{"many goroutines", concurrent},
		{"writes that fail among others", together},
		{"two processes", twoProcesses},
		{"cancelled context", cancelled},
		{"close", closed},
	} {
		t.Run(one.name, func(t *testing.T) { one.test(t, open) })
	}
}

// opened is a store of the test's own, closed at its end.
func opened(t *testing.T, open Open) store.Store {
	t.Helper()
	return again(t, open, t.Name())
}

func again(t *testing.T, open Open, key string) store.Store {
	t.Helper()
	s := open(t, key)
	t.Cleanup(func() { _ = s.Close() }) // some tests close it first
	return s
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", what, diff)
	}
}

// begun is a new run of a story.
func begun(t *testing.T, s store.Store, story string) timeline.Run {
	t.Helper()
	run, _, err := s.BeginRun(t.Context(), story, "manual", noon)
	must(t, err)
	return run
}

func captures(t *testing.T, open Open) {
	ctx := t.Context()
	s := opened(t, open)
	const url = "https://paper.example/a?x=1&y=%C3%B1"
	none, err := s.Capture(ctx, url)
	if none != nil || err != nil {
		t.Fatalf("capture of an unknown URL: %v, %v; want nil, nil", none, err)
	}
	for _, c := range []scraper.Capture{
		capture(url, 200, "<p>El martes reabrió el puente.</p>"),
		capture(url, 200, strings.Repeat("a larger page, ", 100_000)),
		capture(url, 200, "\x00\xff\xfe bytes that are no text"),
		{URL: url, Status: 301, FetchedAt: noon, ValidatedAt: noon},
	} {
		must(t, s.SaveCapture(ctx, c))
		got, err := s.Capture(ctx, url)
		must(t, err)
		packed := got.Packed
		got.Packed = nil
		same(t, "capture", *got, c)

		c.Packed = packed // as after a 304
		must(t, s.SaveCapture(ctx, c))
		got, err = s.Capture(ctx, url)
		must(t, err)
		same(t, "capture that was packed already", *got, c)
	}
	second := again(t, open, t.Name())
	got, err := second.Capture(ctx, url)
	must(t, err)
	if got == nil || got.Status != 301 {
		t.Errorf("capture after opening the store again: %+v", got)
	}
}

func articles(t *testing.T, open Open) {
	ctx := t.Context()
	s := opened(t, open)
	full, bare := fullArticle("https://paper.example/b"), scraper.Article{URL: "https://paper.example/a"}
	must(t, s.Keep(ctx, "harbour", full))
	must(t, s.Keep(ctx, "harbour", bare))
	got, err := s.Articles(ctx, "harbour")
	must(t, err)
	same(t, "articles", got, []scraper.Article{bare, full})

	full.Text, full.Authors, full.Updated = "Changed.", nil, time.Time{}
	must(t, s.Keep(ctx, "harbour", full))
	got, err = again(t, open, t.Name()).Articles(ctx, "harbour")
	must(t, err)
	same(t, "articles after one was replaced", got, []scraper.Article{bare, full})
}

func withdrawn(t *testing.T, open Open) {
	ctx := t.Context()
	s := opened(t, open)
	run := begun(t, s, "harbour")
	a := fullArticle("https://paper.example/a")
	for _, c := range []struct {
		fate scraper.Fate
		kept int
	}{
		{scraper.Unrelated, 0},
		{scraper.Borderline, 0},
		{scraper.OutsideWindow, 0},
		{scraper.OtherLanguage, 0},
		{scraper.Robots, 0}, // the page was read, and asks not to be kept
		{scraper.Kept, 1},
		{scraper.Gone, 1}, // what was read stays true
		{scraper.Duplicate, 1},
		{scraper.ServerError, 1},
	} {
		must(t, s.Keep(ctx, "harbour", a))
		must(t, s.Record(ctx, "harbour", run.ID, scraper.Outcome{URL: a.URL + "?utm=1", Canonical: a.URL, Fate: c.fate, At: noon}))
		got, err := s.Articles(ctx, "harbour")
		must(t, err)
		if len(got) != c.kept {
			t.Errorf("after the outcome %s there are %d articles, want %d", c.fate, len(got), c.kept)
		}
	}
}

// twins checks that an article leaves its story when its address turns out to
// be another one's, but not when that one is not there.
func twins(t *testing.T, open Open) {
	ctx := t.Context()
	s := opened(t, open)
	run := begun(t, s, "harbour")
	a, b := fullArticle("https://paper.example/a"), fullArticle("https://paper.example/b?section=2")
	must(t, s.Keep(ctx, "harbour", b))
	twin := scraper.Outcome{URL: b.URL, Canonical: a.URL, Fate: scraper.Duplicate, At: noon}
	must(t, s.Record(ctx, "harbour", run.ID, twin))
	got, err := s.Articles(ctx, "harbour")
	must(t, err)
	same(t, "articles while the other is not kept", got, []scraper.Article{b})
	must(t, s.Keep(ctx, "harbour", a))
	must(t, s.Record(ctx, "harbour", run.ID, twin))
	got, err = s.Articles(ctx, "harbour")
	must(t, err)
	same(t, "articles when it is", got, []scraper.Article{a})
}

// revised checks that an article whose page has changed keeps its versions and
// its first date, whoever keeps it, and has the newest text.
func revised(t *testing.T, open Open) {
	ctx := t.Context()
	a := fullArticle("https://paper.example/a")
	a.Revisions = nil
	must(t, opened(t, open).Keep(ctx, "harbour", a))
	b := a
	b.Capture, b.Hash, b.Text, b.SeenAt = "77aa", "88bb", "El puente reabrió el miércoles.\n\nVolvió el tráfico.", noon.Add(time.Hour)
	b.Published.Time = b.Published.Time.Add(24 * time.Hour)
	s := again(t, open, t.Name())
	for range 2 { // as it is kept again with its last score
		must(t, s.Keep(ctx, "harbour", b))
	}
	got, err := s.Articles(ctx, "harbour")
	must(t, err)
	want := b.After(a)
	same(t, "the revised article", got, []scraper.Article{want})
	if len(want.Revisions) != 2 || !want.Published.Time.Equal(a.Published.Time) {
		t.Errorf("revised to %+v", want)
	}
}

func strange(t *testing.T, open Open) {
	ctx := t.Context()
	s := opened(t, open)
	var want []scraper.Article
	for i, text := range []string{
		"", "'; DROP TABLE articles; --", "emoji 🚤 and \u200b zero width", "\u202eright to left",
		strings.Repeat("long ", 200_000), "=cmd|' /C calc'!A0", "line\r\nbreaks\ttabs",
	} {
		a := fullArticle(fmt.Sprintf("https://paper.example/%d", i))
		a.Title, a.Text, a.Links = text, text, []string{text}
		must(t, s.Keep(ctx, "harbour", a))
		want = append(want, a)
	}
	got, err := s.Articles(ctx, "harbour")
	must(t, err)
	same(t, "articles", got, want)

	far := fullArticle("https://paper.example/far")
	far.Published.Time = time.Date(20251, 1, 1, 0, 0, 0, 0, time.UTC)
	if err := s.Keep(ctx, "harbour", far); err == nil || !strings.Contains(err.Error(), far.URL) {
		t.Errorf("keeping an article of the year 20251: %v; want an error that names it", err)
	}
}

func outcomes(t *testing.T, open Open) {
	ctx := t.Context()
	s := opened(t, open)
	run := begun(t, s, "harbour")
	first, second := fullOutcome("https://paper.example/a"), scraper.Outcome{URL: "https://paper.example/b", Fate: scraper.Listing, At: noon}
	must(t, s.Record(ctx, "harbour", run.ID, second))
	must(t, s.Record(ctx, "harbour", run.ID, scraper.Outcome{URL: first.URL, Fate: scraper.Timeout, At: noon}))
	must(t, s.Record(ctx, "harbour", run.ID, first))
	got, err := s.Outcomes(ctx, "harbour")
	must(t, err)
	same(t, "outcomes", got, []scraper.Outcome{first, second})
	fates, err := s.Fates(ctx, "harbour", run.ID)
	must(t, err)
	same(t, "fates", fates, map[scraper.Fate]int{scraper.Kept: 1, scraper.Listing: 1})

	later := begun(t, s, "harbour")
	must(t, s.Record(ctx, "harbour", later.ID, scraper.Outcome{URL: first.URL, Fate: scraper.Gone, At: noon}))
	fates, err = s.Fates(ctx, "harbour", later.ID)
	must(t, err)
	same(t, "fates of the later run", fates, map[scraper.Fate]int{scraper.Gone: 1})
	if err := s.Record(ctx, "harbour", "no-run", first); err == nil {
		t.Error("an outcome of no run was stored")
	}
}

func runs(t *testing.T, open Open) {
	ctx := t.Context()
	s := opened(t, open)
	none, err := s.Runs(ctx, "", 0)
	must(t, err)
	same(t, "runs of an empty store", none, []timeline.Run(nil))

	full := fullRun(begun(t, s, "harbour"))
	must(t, s.FinishRun(ctx, full))
	other := begun(t, s, "bridge")
	other.State, other.FinishedAt = store.Failed, noon.Add(time.Second)
	must(t, s.FinishRun(ctx, other))
	last := begun(t, s, "harbour")
	if full.ID >= other.ID || other.ID >= last.ID {
		t.Errorf("ids are not in order of time: %s, %s, %s", full.ID, other.ID, last.ID)
	}

	got, err := again(t, open, t.Name()).Runs(ctx, "harbour", 0)
	must(t, err)
	same(t, "runs of a story", got, []timeline.Run{last, full})
	got, err = s.Runs(ctx, "harbour", 1)
	must(t, err)
	same(t, "the last run of a story", got, []timeline.Run{last})
	got, err = s.Runs(ctx, "", 0)
	must(t, err)
	same(t, "all runs", got, []timeline.Run{last, other, full})
}

func interrupted(t *testing.T, open Open) {
	ctx := t.Context()
	s := opened(t, open)
	begin := func(s store.Store, at time.Time) (timeline.Run, time.Time) {
		t.Helper()
		run, resume, err := s.BeginRun(ctx, "harbour", "manual", at)
		must(t, err)
		return run, resume
	}
	finish := func(run timeline.Run, state string) {
		t.Helper()
		run.State, run.FinishedAt = state, noon
		must(t, s.FinishRun(ctx, run))
	}
	clock := func(minute int) time.Time { return noon.Add(time.Duration(minute) * time.Minute) }

	run, resume := begin(s, clock(0))
	if !resume.IsZero() {
		t.Errorf("the first run resumes from %v", resume)
	}
	finish(run, store.Done)

	dead, resume := begin(s, clock(1))
	if !resume.IsZero() {
		t.Errorf("a run after a whole one resumes from %v", resume)
	}
	must(t, s.Record(ctx, "harbour", dead.ID, fullOutcome("https://paper.example/a")))

	s = again(t, open, t.Name())
	stopped, resume := begin(s, clock(2))
	same(t, "where the run after a dead one resumes", resume, clock(1))
	all, err := s.Runs(ctx, "harbour", 0)
	must(t, err)
	same(t, "states", states(all), []string{store.Running, store.Interrupted, store.Done})
	same(t, "fates of the dead run", all[1].Fates, map[scraper.Fate]int{scraper.Kept: 1})
	if all[1].Error == "" || all[1].FinishedAt.IsZero() {
		t.Errorf("the dead run tells neither why nor when it was found: %+v", all[1])
	}
	finish(stopped, store.Interrupted)

	run, resume = begin(s, clock(3))
	same(t, "where the run after two unfinished ones resumes", resume, clock(1))
	finish(run, store.Partial)
	if run, resume = begin(s, clock(4)); !resume.IsZero() {
		t.Errorf("the run after a partial one resumes from %v", resume)
	}
	finish(run, store.Failed)
	if _, resume = begin(s, clock(5)); !resume.IsZero() {
		t.Errorf("the run after a failed one resumes from %v", resume)
	}
}

func states(runs []timeline.Run) []string {
	var all []string
	for _, r := range runs {
		all = append(all, r.State)
	}
	return all
}

func lock(t *testing.T, open Open) {
	ctx := t.Context()
	s, other := opened(t, open), again(t, open, t.Name())
	release, err := s.Lock(ctx, "harbour")
	must(t, err)
	for name, again := range map[string]store.Store{"the same store": s, "another one": other} {
		if _, err := again.Lock(ctx, "harbour"); !errors.Is(err, store.ErrLocked) {
			t.Errorf("locking twice by %s: %v, want ErrLocked", name, err)
		}
	}
	bridge, err := other.Lock(ctx, "bridge")
	must(t, err)
	bridge()
	release()
	release, err = other.Lock(ctx, "harbour")
	must(t, err)
	release()
	if _, err := s.Lock(ctx, "../harbour"); err == nil {
		t.Error("a name that leaves the folder was locked")
	}
}

func concurrent(t *testing.T, open Open) {
	ctx := t.Context()
	s := opened(t, open)
	run := begun(t, s, "harbour")
	var all sync.WaitGroup
	const writers, each = 8, 25
	for w := range writers {
		all.Go(func() {
			for i := range each {
				url := fmt.Sprintf("https://paper.example/%d/%d", w, i)
				if err := errors.Join(
					s.SaveCapture(ctx, capture(url, 200, url)),
					s.Keep(ctx, "harbour", fullArticle(url)),
					s.Record(ctx, "harbour", run.ID, fullOutcome(url)),
				); err != nil {
					t.Error(err)
				}
				if _, err := s.Outcomes(ctx, "harbour"); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	got, err := s.Articles(ctx, "harbour")
	must(t, err)
	if len(got) != writers*each {
		t.Errorf("%d articles were kept, want %d", len(got), writers*each)
	}
}

// together checks that what many write at once is still written each by itself:
// one that fails, or whose caller has gone, costs the others nothing.
func together(t *testing.T, open Open) {
	s := opened(t, open)
	var all sync.WaitGroup
	const writers, each = 8, 40
	for w := range writers {
		all.Go(func() {
			for i := range each {
				a := fullArticle(fmt.Sprintf("https://paper.example/%d/%d", w, i))
				ctx, cancel := context.WithCancel(t.Context())
				switch w {
				case 0: // of a year that cannot be stored
					a.Published.Time = time.Date(20251, 1, 1, 0, 0, 0, 0, time.UTC)
				case 1:
					go cancel()
				}
				err := s.Keep(ctx, "harbour", a)
				cancel()
				if (err != nil) != (w == 0) && !(w == 1 && errors.Is(err, context.Canceled)) {
					t.Errorf("keeping %s: %v", a.URL, err)
				}
			}
		})
	}
	all.Wait()
	got, err := s.Articles(t.Context(), "harbour")
	must(t, err)
	n := map[byte]int{}
	for _, a := range got {
		n[a.URL[len("https://paper.example/")]]++
	}
	delete(n, '1') // any number, but each of them whole
	want := map[byte]int{}
	for w := 2; w < writers; w++ {
		want['0'+byte(w)] = each
	}
	same(t, "articles by writer", n, want)
}

func twoProcesses(t *testing.T, open Open) {
	ctx := t.Context()
	var all sync.WaitGroup
	stores := make([]store.Store, 4)
	for i := range stores { // all meet a store that does not exist yet
		all.Go(func() { stores[i] = open(t, t.Name()) })
	}
	all.Wait()
	for i, s := range stores {
		t.Cleanup(func() { _ = s.Close() })
		all.Go(func() {
			story := fmt.Sprintf("story-%d", i)
			run, _, err := s.BeginRun(ctx, story, "manual", noon)
			if err != nil {
				t.Error(err)
				return
			}
			for n := range 50 {
				if err := s.Record(ctx, story, run.ID, fullOutcome(fmt.Sprintf("https://paper.example/%d", n))); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
}

func cancelled(t *testing.T, open Open) {
	s := opened(t, open)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Keep(ctx, "harbour", fullArticle("https://paper.example/a")); !errors.Is(err, context.Canceled) {
		t.Errorf("keeping under a cancelled context: %v", err)
	}
	if _, _, err := s.BeginRun(ctx, "harbour", "manual", noon); !errors.Is(err, context.Canceled) {
		t.Errorf("beginning a run under a cancelled context: %v", err)
	}
	must(t, s.Keep(t.Context(), "harbour", fullArticle("https://paper.example/a")))
}

func closed(t *testing.T, open Open) {
	ctx := t.Context()
	s := opened(t, open)
	must(t, s.Ping(ctx))
	must(t, s.Close())
	if s.Ping(ctx) == nil {
		t.Error("a closed store answers")
	}
	if s.Keep(ctx, "harbour", fullArticle("https://paper.example/a")) == nil {
		t.Error("a closed store keeps articles")
	}
}
