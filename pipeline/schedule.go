package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"github.com/robfig/cron/v3"

	"dateline/config"
	"dateline/store"
	"dateline/timeline"
)

// heartbeat is how often the scheduler wakes though nothing is due. The timer
// that robfig/cron sets stands still while a machine sleeps; with a beat a due
// run is late by no more than this after it wakes.
const heartbeat = time.Minute

// ErrStopped says that the scheduler has been stopped or was never started.
var ErrStopped = errors.New("the scheduler is not running")

// Scheduler runs stories when their time has come, and on request. Robfig/cron
// keeps the time; what it is known to do badly is mended here: a panic ends one
// run, a story is never run twice at once, clock changes neither lose nor
// double a run, runs missed while down are caught up once, and every run has a
// context that Stop can cancel.
type Scheduler struct {
	pipeline *Pipeline
	claim    func(context.Context, config.Story) (claimed, error) // Pipeline.Claim
	stories  []config.Story
	log      *slog.Logger
	now      func() time.Time

	ctx    context.Context // of all runs; cancelled by Stop
	cancel context.CancelFunc

	mu      sync.Mutex
	cron    *cron.Cron     // nil: not started, or stopped
	stopped bool           // for good
	runs    sync.WaitGroup // runs under way
}

// claimed is a story that may be run: a *Claim.
type claimed interface {
	Run(ctx context.Context, trigger string) (timeline.Run, error)
}

// NewScheduler makes a scheduler of all stories of a configuration.
func NewScheduler(cfg *config.Config, p *Pipeline) *Scheduler {
	ctx, cancel := context.WithCancel(context.Background())
	return &Scheduler{
		pipeline: p,
		claim:    func(ctx context.Context, story config.Story) (claimed, error) { return p.Claim(ctx, story) },
		stories:  cfg.Stories,
		log:      p.opts.Log,
		now:      p.opts.Now,
		ctx:      ctx,
		cancel:   cancel,
	}
}

// Start begins to keep the schedules. Stories that missed a run while nothing
// was running are run now, once each; so are those whose last run was cut
// short. One that has never been run has missed nothing.
func (s *Scheduler) Start(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopped || s.cron != nil {
		return errors.New("start: the scheduler was started before")
	}
	c := cron.New(cron.WithLocation(time.UTC), cron.WithLogger(cron.DiscardLogger))
	c.Schedule(cron.Every(heartbeat), cron.FuncJob(func() {}))
	var due []config.Story
	for _, story := range s.stories {
		schedule, err := s.pipeline.schedule(story)
		if err != nil {
			return err
		}
		last, err := s.pipeline.last(ctx, story.Name)
		if err != nil {
			return err
		}
		now := s.now()
		if overdue(schedule, last, now) {
			due = append(due, story)
		}
		c.Schedule(schedule, cron.FuncJob(func() {
			if err := s.Trigger(story, Schedule); err != nil && !errors.Is(err, ErrStopped) {
				s.log.Warn("run left out", "story", story.Name, "reason", err)
			}
		}))
		s.log.Info("story scheduled", "story", story.Name, "schedule", story.Schedule, "next", schedule.Next(now))
	}
	c.Start()
	s.cron = c
	for _, story := range due {
		if err := s.trigger(story, CatchUp); err != nil {
			s.log.Warn("run left out", "story", story.Name, "reason", err)
		}
	}
	return nil
}

// Trigger begins a run of a story in the background. It fails with ErrRunning
// where one is under way, and with ErrStopped when the scheduler does not run.
func (s *Scheduler) Trigger(story config.Story, trigger string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cron == nil {
		return ErrStopped
	}
	return s.trigger(story, trigger)
}

func (s *Scheduler) trigger(story config.Story, trigger string) error {
	claim, err := s.claim(s.ctx, story)
	if err != nil {
		return err
	}
	s.runs.Go(func() {
		defer func() {
			if broken := recover(); broken != nil {
				s.log.Error("run panicked", "story", story.Name, "panic", broken, "stack", string(debug.Stack()))
			}
		}()
		if _, err := claim.Run(s.ctx, trigger); err != nil && s.ctx.Err() == nil {
			s.log.Error("run failed", "story", story.Name, "error", err)
		}
	})
	return nil
}

// Running reports whether the schedules are being kept.
func (s *Scheduler) Running() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.cron != nil
}

// Stop begins no more runs, cancels those under way, and returns when all is
// still, or with the context's error before that. It may be called twice, and
// before Start.
func (s *Scheduler) Stop(ctx context.Context) error {
	s.mu.Lock()
	if s.cron != nil {
		s.cron.Stop()
	}
	s.cron, s.stopped = nil, true
	s.mu.Unlock()
	s.cancel()
	still := make(chan struct{})
	go func() {
		s.runs.Wait()
		close(still)
	}()
	select {
	case <-still:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("stop: runs are still under way: %w", ctx.Err())
	}
}

// Next is when a story's schedule has it run next after an instant.
func (p *Pipeline) Next(story config.Story, after time.Time) (time.Time, error) {
	schedule, err := p.schedule(story)
	if err != nil {
		return time.Time{}, err
	}
	return schedule.Next(after), nil
}

func (p *Pipeline) schedule(story config.Story) (cron.Schedule, error) {
	spec := cmp.Or(story.Schedule, p.cfg.Schedule)
	parsed, err := config.ParseSchedule(spec, p.zone)
	if err != nil {
		return nil, fmt.Errorf("%s: schedule %q %w", story.Name, spec, err)
	}
	if every, ok := parsed.(cron.ConstantDelaySchedule); ok {
		return newSteady(every.Delay, story.Name), nil
	}
	return onWallClock(parsed), nil
}

// last is the newest run of a story; zero: none.
func (p *Pipeline) last(ctx context.Context, story string) (timeline.Run, error) {
	runs, err := p.store.Runs(ctx, story, 1)
	if err != nil || len(runs) == 0 {
		return timeline.Run{}, err
	}
	return runs[0], nil
}

// overdue reports whether a run should have begun before now, or did not come
// to its end.
func overdue(schedule cron.Schedule, last timeline.Run, now time.Time) bool {
	switch last.State {
	case "":
		return false // never run
	case store.Running, store.Interrupted:
		return true // cut short; one that really runs is locked
	}
	return !schedule.Next(last.StartedAt).After(now)
}
