// Package pipeline is the whole flow of a story, from its sources to its
// workbook, and the schedule on which it runs. Cron, run-now, the HTTP API and
// the demo all call Run.
package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"runtime/debug"
	"time"

	"dateline/config"
	"dateline/exports"
	"dateline/scraper"
	"dateline/scraper/crawl"
	"dateline/scraper/fetch"
	"dateline/scraper/warc"
	"dateline/store"
	"dateline/timeline"
)

// ErrRunning says that the story is being run, by this process or another one.
var ErrRunning = errors.New("the story is being run already")

// Triggers of a run, as in timeline.Run.Trigger.
const (
	Manual   = "manual"   // by a person, on the command line
	Schedule = "schedule" // its time had come
	CatchUp  = "catch-up" // its time had come while nothing was running
	API      = "api"      // by a request over HTTP
)

const (
	// resumeFor is how old the answers of an unfinished run may be to be used
	// as they are. It covers the gathering of the slowest host (2000 pages at
	// one a second, with room for waits), and feeds of that age have still to
	// be asked for little.
	resumeFor = 3 * time.Hour
	// writeAttempts is how often the files are made anew because somebody saved
	// the workbook while they were being made.
	writeAttempts = 3
	// lastWords is the time for writing down that a run was stopped.
	lastWords = 5 * time.Second
)

// GatherMemory is the memory, in bytes, from which on it is collected harder
// while pages are gathered: a run that meets 100,000 addresses holds half of it.
const GatherMemory = 300 << 20

// Options are what a Pipeline may be given; the zero value works.
type Options struct {
	Now       func() time.Time                      // the only clock; default time.Now
	Log       *slog.Logger                          // default: none
	UserAgent string                                // product and version, "dateline/1.2.0"
	Dial      fetch.DialFunc                        // reaches hosts instead of the network; nil: the network
	Fresh     bool                                  // all lists and pages are asked for, also those that are not due
	Resident  bool                                  // it will run its stories again: what was read of their articles is remembered
	OnOutcome func(story string, o scraper.Outcome) // called for every outcome, from many goroutines; may be nil
	OnStage   func(story string, s Stage)           // called as a run enters a stage; may be nil
	OnBuilt   func(story string, events int)        // called when a story's timeline has been saved; may be nil
	OnRun     func(run timeline.Run)                // called with every run that ended; may be nil
}

// Stage is a part of a run, for showing progress.
type Stage string

// The stages of a run, in order.
const (
	Waiting   Stage = "waiting"   // for another story's run in this process to end
	Gathering Stage = "gathering" // asking the sources, reading pages
	Building  Stage = "building"  // reading dates, joining accounts
	Exporting Stage = "exporting" // writing the files
)

// Pipeline runs stories, one at a time, so that two stories never ask the same
// host at twice its pace. It is safe for concurrent use.
type Pipeline struct {
	cfg   *config.Config
	store store.Store
	zone  *time.Location
	opts  Options
	turn  chan struct{} // holds one token while a story is being run

	builders builders // of a resident pipeline; whoever has the turn may use them

	client *fetch.Client // one for all runs: it remembers which hosts asked to be left alone
}

// New makes a pipeline over an open store.
func New(cfg *config.Config, s store.Store, opts Options) (*Pipeline, error) {
	zone, err := time.LoadLocation(cmp.Or(cfg.Timezone, "UTC"))
	if err != nil {
		return nil, fmt.Errorf("timezone %q: %w", cfg.Timezone, err)
	}
	if opts.Now == nil {
		opts.Now = time.Now // here the clock comes in
	}
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	if opts.OnStage == nil {
		opts.OnStage = func(string, Stage) {}
	}
	client := fetch.New(fetch.Options{
		UserAgent:    opts.UserAgent,
		Dial:         opts.Dial,
		Contact:      cfg.HTTP.UserAgentContact,
		AllowPrivate: cfg.HTTP.AllowPrivate,
		Pace:         time.Duration(cfg.HTTP.Pace),
		Timeout:      time.Duration(cfg.HTTP.Timeout),
		MaxBody:      int64(cfg.HTTP.MaxBody),
		MaxPerHost:   cfg.HTTP.MaxPagesPerHost,
		MaxPerDay:    cfg.HTTP.MaxPagesPerDay,
		Ledger:       s,
		Archive:      s,
		Now:          opts.Now,
		Log:          opts.Log,
	})
	return &Pipeline{cfg: cfg, store: s, zone: zone, opts: opts, turn: make(chan struct{}, 1), builders: builders{room: remembered}, client: client}, nil
}

// Run takes a story through the whole flow and waits for it. It fails with
// ErrRunning where another run of the story is under way. A run that began is
// returned also with an error, and its State says how it ended.
func (p *Pipeline) Run(ctx context.Context, story config.Story, trigger string) (timeline.Run, error) {
	claim, err := p.Claim(ctx, story)
	if err != nil {
		return timeline.Run{}, err
	}
	return claim.Run(ctx, trigger)
}

// A Claim is the sole right to run a story, held until Run returns.
type Claim struct {
	p       *Pipeline
	story   config.Story
	release func()
}

// Claim takes the sole right to run a story, or fails with ErrRunning at once.
// The caller must call Run.
func (p *Pipeline) Claim(ctx context.Context, story config.Story) (*Claim, error) {
	release, err := p.store.Lock(ctx, story.Name)
	if errors.Is(err, store.ErrLocked) {
		return nil, fmt.Errorf("%s: %w", story.Name, ErrRunning)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", story.Name, err)
	}
	return &Claim{p: p, story: story, release: release}, nil
}

// Run is Pipeline.Run for a story that has been claimed.
func (c *Claim) Run(ctx context.Context, trigger string) (timeline.Run, error) {
	defer c.release()
	p, name := c.p, c.story.Name
	if err := p.takeTurn(ctx, name); err != nil {
		return timeline.Run{}, fmt.Errorf("%s: %w", name, err)
	}
	defer func() { <-p.turn }()
	run, resume, err := p.store.BeginRun(ctx, name, trigger, p.now())
	if err != nil {
		return timeline.Run{}, fmt.Errorf("%s: %w", name, err)
	}
	log := p.opts.Log.With("story", name, "run", run.ID)
	log.Info("run begins", "trigger", trigger, "resumes", !resume.IsZero())
	if err = p.flow(ctx, c.story, &run, resume); err != nil {
		run.State, run.Error = stateAfter(ctx), err.Error()
		run.FinishedAt = p.now()
	} else if run.State == store.Failed {
		err = errors.New(run.Error)
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWords)
	defer cancel()
	err = errors.Join(err, p.store.FinishRun(last, run))
	if p.opts.OnRun != nil {
		p.opts.OnRun(run)
	}
	for _, s := range run.Sources {
		if s.Error != "" {
			log.Info("source failed", "source", s.Source, "reason", s.Error)
		}
	}
	log.Info("run ends", "state", run.State, "events", run.Events, "new", len(run.NewEvents), "changed", len(run.Changed),
		"took", run.FinishedAt.Sub(run.StartedAt).Round(time.Millisecond).String())
	if err != nil {
		err = fmt.Errorf("%s: %w", name, err)
	}
	return run, err
}

// flow is what dateline does, from the sources to the files. It fills in run,
// and turns a panic into an error: one broken page or rule costs a run, not
// the daemon.
func (p *Pipeline) flow(ctx context.Context, story config.Story, run *timeline.Run, resume time.Time) (err error) {
	defer func() {
		if broken := recover(); broken != nil {
			p.opts.Log.Error("run panicked", "story", story.Name, "panic", broken, "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %v", broken)
		}
	}()

	var stage Stage
	enter := func(s Stage) {
		stage = s
		p.opts.OnStage(story.Name, s)
	}
	defer func() {
		if err != nil && ctx.Err() != nil {
			err = &stopped{stage, err}
		}
	}()

	enter(Gathering)
	run.Sources, err = p.gather(ctx, story, run, resume)
	fates, countErr := p.store.Fates(context.WithoutCancel(ctx), story.Name, run.ID)
	run.Fates = fates
	if ctx.Err() != nil {
		return errors.Join(ctx.Err(), countErr)
	}
	if err = errors.Join(err, countErr); err != nil {
		return fmt.Errorf("gather: %w", err)
	}

	enter(Building)
	if err := p.build(ctx, story, run); err != nil {
		return err
	}

	enter(Exporting)
	run.State, run.Error = verdict(run.Sources)
	run.FinishedAt = p.now()
	if _, err := p.write(ctx, story, run); err != nil {
		return err
	}
	return nil
}

// stopped says in plain words that a run was cancelled; its cause is a
// matter for errors.Is.
type stopped struct {
	stage Stage
	cause error
}

func (s *stopped) Error() string { return "stopped while " + string(s.stage) }

func (s *stopped) Unwrap() error { return s.cause }

// build makes the story's timeline of all its articles and saves it. Nothing
// of it is in memory any more when the files are written, but for what a
// resident pipeline remembers.
func (p *Pipeline) build(ctx context.Context, story config.Story, run *timeline.Run) error {
	articles, err := p.store.Articles(ctx, story.Name)
	if err != nil {
		return err
	}
	next := p.timeline(storyOf(story), articles)
	var prior timeline.Timeline
	if prior.Events, err = p.store.Events(ctx, story.Name); err != nil {
		return err
	}
	if prior.Successions, err = p.store.Successions(ctx, story.Name); err != nil {
		return err
	}
	run.NewEvents, run.Changed = timeline.Reconcile(prior, &next)
	run.Events = len(next.Events)
	if err := p.store.SaveTimeline(ctx, run.ID, next); err != nil {
		return err
	}
	if p.opts.OnBuilt != nil {
		p.opts.OnBuilt(story.Name, run.Events)
	}
	return nil
}

// timeline is that of a story's articles. The turn that a run takes sees to it
// that only one asks.
func (p *Pipeline) timeline(story timeline.Story, articles []scraper.Article) timeline.Timeline {
	if p.opts.Resident {
		return p.builders.build(story, articles)
	}
	return timeline.Build(story, articles)
}

// gather asks all sources of a story. Answers that an unfinished run had got
// are used as they are.
func (p *Pipeline) gather(ctx context.Context, story config.Story, run *timeline.Run, resume time.Time) (results []scraper.SourceResult, err error) {
	if oldest := p.now().Add(-resumeFor); !resume.IsZero() && resume.Before(oldest) {
		resume = oldest
	}
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(min(GatherMemory, debug.SetMemoryLimit(-1))))
	defer p.client.Close() // idle connections; the next run is hours away
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	archive := warc.NewWriter(ArchiveDir(p.cfg), warc.Options{
		Run: run.ID, Software: p.opts.UserAgent, UserAgent: p.client.UserAgent(), Operator: p.cfg.HTTP.UserAgentContact,
		Failed: stop, // what cannot be kept need not be fetched
	})
	defer func() { err = errors.Join(err, archive.Close()) }()
	ctx = fetch.WithArchive(fetch.WithRun(ctx, resume), archive)
	return crawl.Gather(ctx, story, run.ID, crawl.Options{
		Client:   p.client,
		Archive:  p.store,
		Frontier: p.store,
		Resume:   resume,
		ByHand:   run.Trigger == Manual || run.Trigger == API,
		Fresh:    p.opts.Fresh,
		Scratch:  p.cfg.DataDir,
		Zone:     p.zone,
		Now:      p.opts.Now,
		Log:      p.opts.Log,
		OnOutcome: func(o scraper.Outcome) {
			if p.opts.OnOutcome != nil {
				p.opts.OnOutcome(story.Name, o)
			}
		},
	})
}

// ArchiveDir is the folder of the WARC files that a configuration's runs write.
func ArchiveDir(cfg *config.Config) string { return filepath.Join(cfg.DataDir, "warc") }

// Export writes a story's files anew from the store alone: the same bytes that
// the run which saved its timeline wrote.
func (p *Pipeline) Export(ctx context.Context, story config.Story) ([]string, error) {
	paths, err := p.write(ctx, story, nil)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", story.Name, err)
	}
	return paths, nil
}

// write exports what the store holds, also during a run, so that a later
// Export cannot differ. Current is the run that is about to end, whose end is
// not in the store yet; nil: the stored run counts.
func (p *Pipeline) write(ctx context.Context, story config.Story, current *timeline.Run) ([]string, error) {
	saved, run, err := p.store.Timeline(ctx, story.Name)
	if err != nil {
		return nil, err
	}
	if current != nil {
		run = *current
	}
	saved.Story = storyOf(story)
	for i := range saved.Articles { // what no file shows need not be held while they are written
		a := &saved.Articles[i]
		a.Text, a.Description, a.Links, a.Entries = "", "", nil, nil
	}
	outcomes, err := p.store.Outcomes(ctx, story.Name)
	if err != nil {
		return nil, err
	}
	places, err := p.store.Places(ctx, story.Name)
	if err != nil {
		return nil, err
	}
	archived := make(map[string]string, len(places))
	for url, r := range places {
		archived[url] = fmt.Sprintf("%s:%d", r.File, r.Offset)
	}
	d := exports.Document{Timeline: saved, Outcomes: outcomes, Archived: archived, Run: run, Zone: p.zone}
	dir := filepath.Join(p.cfg.Exports.Dir, story.Name)
	for attempt := 1; ; attempt++ {
		if d.Notes, d.Over, err = p.notes(ctx, &saved, dir); err != nil {
			return nil, err
		}
		paths, err := exports.WriteFiles(dir, p.cfg.Exports.Formats, d)
		if errors.Is(err, exports.ErrChanged) && attempt < writeAttempts {
			continue // what was saved meanwhile is read first
		}
		return paths, err
	}
}

// takeTurn waits until no other story is being run by this pipeline.
func (p *Pipeline) takeTurn(ctx context.Context, story string) error {
	select {
	case p.turn <- struct{}{}:
		return nil
	default:
	}
	p.opts.OnStage(story, Waiting)
	select {
	case p.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// now is the clock, in UTC and without a monotonic part, so that a time means
// the same before and after it was stored.
func (p *Pipeline) now() time.Time { return p.opts.Now().UTC().Round(0) }

// stateAfter is the state of a run that ended with an error.
func stateAfter(ctx context.Context) string {
	if ctx.Err() != nil {
		return store.Interrupted
	}
	return store.Failed
}

// verdict is the state of a run that came to its end, and why it is no better.
func verdict(sources []scraper.SourceResult) (state, reason string) {
	var failed []scraper.SourceResult
	for _, s := range sources {
		if s.Error != "" {
			failed = append(failed, s)
		}
	}
	switch len(failed) {
	case 0:
		return store.Done, ""
	case len(sources):
		return store.Failed, "no source answered"
	}
	return store.Partial, fmt.Sprintf("%d of %d sources failed", len(failed), len(sources))
}

// storyOf is what the timeline must know of a story.
func storyOf(s config.Story) timeline.Story {
	return timeline.Story{
		Name:      s.Name,
		Title:     s.Title,
		From:      s.From.Time(),
		To:        s.To.Time(),
		Languages: s.Languages,
		Keywords:  s.Keywords,
	}
}
