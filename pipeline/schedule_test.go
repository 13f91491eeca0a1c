package pipeline

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/config"
	"dateline/store"
	"dateline/timeline"
)

// clockwork is a scheduler over a real store in a bubble of fake time, whose
// runs only write down that they were.
type clockwork struct {
	t         *testing.T
	cfg       *config.Config
	store     store.Store
	scheduler *Scheduler
	run       func(ctx context.Context, story, trigger string) // a run's work; nil: none

	mu   sync.Mutex
	seen []string // "trigger story time", in order
}

func newClockwork(t *testing.T, stories ...config.Story) *clockwork {
	t.Helper()
	cfg := &config.Config{DataDir: t.TempDir(), Timezone: "America/New_York", Stories: stories}
	s, err := store.Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	p, err := New(cfg, s, Options{})
	if err != nil {
		t.Fatal(err)
	}
	c := &clockwork{t: t, cfg: cfg, store: s, scheduler: NewScheduler(cfg, p)}
	c.scheduler.claim = func(ctx context.Context, story config.Story) (claimed, error) {
		claim, err := p.Claim(ctx, story)
		if err != nil {
			return nil, err
		}
		return note{c, claim}, nil
	}
	t.Cleanup(func() {
		c.stop()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

// note is a claimed run that is written down and works as clockwork.run says.
type note struct {
	c     *clockwork
	claim *Claim
}

func (n note) Run(ctx context.Context, trigger string) (timeline.Run, error) {
	defer n.claim.release()
	n.c.mu.Lock()
	n.c.seen = append(n.c.seen, fmt.Sprintf("%s %s %s", trigger, n.claim.story.Name, time.Now().UTC().Format(time.DateTime)))
	n.c.mu.Unlock()
	if n.c.run != nil {
		n.c.run(ctx, n.claim.story.Name, trigger)
	}
	return timeline.Run{}, ctx.Err()
}

func (c *clockwork) start() {
	c.t.Helper()
	if err := c.scheduler.Start(c.t.Context()); err != nil {
		c.t.Fatal(err)
	}
}

func (c *clockwork) stop() {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 25*time.Second)
	defer cancel()
	if err := c.scheduler.Stop(ctx); err != nil {
		c.t.Error(err)
	}
}

// ran stores a run that began at a time and ended in a state.
func (c *clockwork) ran(story string, at time.Time, state string) {
	c.t.Helper()
	run, _, err := c.store.BeginRun(c.t.Context(), story, Schedule, at)
	if err != nil {
		c.t.Fatal(err)
	}
	if state == store.Running {
		return
	}
	run.State, run.FinishedAt = state, at.Add(time.Minute)
	if err := c.store.FinishRun(c.t.Context(), run); err != nil {
		c.t.Fatal(err)
	}
}

func (c *clockwork) want(runs ...string) {
	c.t.Helper()
	synctest.Wait()
	c.mu.Lock()
	defer c.mu.Unlock()
	if diff := cmp.Diff(runs, c.seen); diff != "" {
		c.t.Errorf("runs differ (-want +got):\n%s", diff)
	}
}

// Fake time begins at midnight UTC of 1 January 2000, 19:00 in New York.
const midnight = 24 * time.Hour

func TestSchedule(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClockwork(t, config.Story{Name: "daily", Schedule: "0 6 * * *"}, config.Story{Name: "weekly", Schedule: "CRON_TZ=UTC 30 7 * * SUN"})
		c.start()
		time.Sleep(2 * midnight)
		c.want("schedule daily 2000-01-01 11:00:00", "schedule weekly 2000-01-02 07:30:00", "schedule daily 2000-01-02 11:00:00")
	})
}

// On 2 April 2000 New York had no 02:30, and on 29 October two times 01:30.
func TestScheduleOverClockChanges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClockwork(t, config.Story{Name: "spring", Schedule: "30 2 1-3 4 *"}, config.Story{Name: "autumn", Schedule: "30 1 28-30 10 *"})
		c.start()
		time.Sleep(365 * midnight)
		c.want(
			"schedule spring 2000-04-01 07:30:00", "schedule spring 2000-04-02 07:00:00", "schedule spring 2000-04-03 06:30:00",
			"schedule autumn 2000-10-28 05:30:00", "schedule autumn 2000-10-29 05:30:00", "schedule autumn 2000-10-30 06:30:00",
		)
	})
}

func TestMissedRuns(t *testing.T) {
	for name, c := range map[string]struct {
		state string
		ago   time.Duration
		due   bool
	}{
		"three days down":             {store.Done, 3 * midnight, true},
		"some sources had failed":     {store.Partial, 3 * midnight, true},
		"the last run had failed":     {store.Failed, 3 * midnight, true},
		"nothing missed":              {store.Done, 5 * time.Hour, false},
		"a failure is no missed run":  {store.Failed, 5 * time.Hour, false},
		"the last run was stopped":    {store.Interrupted, time.Hour, true},
		"the last run's process died": {store.Running, time.Hour, true},
		"never run":                   {"", 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newClockwork(t, config.Story{Name: "daily", Schedule: "0 6 * * *"})
				if c.state != "" {
					w.ran("daily", time.Now().Add(-c.ago), c.state)
				}
				w.start()
				var want []string
				if c.due {
					want = append(want, "catch-up daily 2000-01-01 00:00:00")
				}
				w.want(want...)
				time.Sleep(midnight)
				w.want(append(want, "schedule daily 2000-01-01 11:00:00")...)
			})
		})
	}
}

func TestPanicEndsOneRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClockwork(t, config.Story{Name: "daily", Schedule: "0 6 * * *"})
		c.run = func(context.Context, string, string) { panic("a rule is broken") }
		c.start()
		time.Sleep(2 * midnight)
		c.want("schedule daily 2000-01-01 11:00:00", "schedule daily 2000-01-02 11:00:00")
	})
}

func TestNoOverlap(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClockwork(t, config.Story{Name: "slow", Schedule: "CRON_TZ=UTC 0 * * * *"})
		c.run = func(context.Context, string, string) { time.Sleep(150 * time.Minute) }
		c.start()
		time.Sleep(90 * time.Minute)
		if err := c.scheduler.Trigger(c.cfg.Stories[0], API); !errors.Is(err, ErrRunning) {
			t.Errorf("a second run of a story: %v, want ErrRunning", err)
		}
		time.Sleep(3 * time.Hour)
		c.want("schedule slow 2000-01-01 01:00:00", "schedule slow 2000-01-01 04:00:00")
		time.Sleep(2*time.Hour + time.Minute) // past the end of the second
	})
}

func TestTrigger(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClockwork(t, config.Story{Name: "daily", Schedule: "0 6 * * *"})
		if err := c.scheduler.Trigger(c.cfg.Stories[0], API); !errors.Is(err, ErrStopped) {
			t.Errorf("a run before the start: %v, want ErrStopped", err)
		}
		c.start()
		if !c.scheduler.Running() {
			t.Error("a scheduler that was started does not run")
		}
		if err := c.scheduler.Trigger(c.cfg.Stories[0], API); err != nil {
			t.Error(err)
		}
		c.want("api daily 2000-01-01 00:00:00")
		c.stop()
		if c.scheduler.Running() {
			t.Error("a stopped scheduler runs")
		}
		if err := c.scheduler.Trigger(c.cfg.Stories[0], API); !errors.Is(err, ErrStopped) {
			t.Errorf("a run after the stop: %v, want ErrStopped", err)
		}
		if c.scheduler.Start(t.Context()) == nil {
			t.Error("a stopped scheduler was started again")
		}
		time.Sleep(midnight)
		c.want("api daily 2000-01-01 00:00:00")
	})
}

func TestStopCancelsRuns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClockwork(t, config.Story{Name: "daily", Schedule: "0 6 * * *"})
		c.run = func(ctx context.Context, _, _ string) { <-ctx.Done(); time.Sleep(3 * time.Second) }
		c.start()
		time.Sleep(12 * time.Hour)
		began := time.Now()
		c.stop()
		if took := time.Since(began); took != 3*time.Second {
			t.Errorf("stopping took %s, want the 3s that the run needs to end", took)
		}
		c.stop() // a second time
	})
}

func TestStopIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClockwork(t, config.Story{Name: "daily", Schedule: "0 6 * * *"})
		c.run = func(context.Context, string, string) { time.Sleep(time.Minute) } // deaf
		c.start()
		time.Sleep(11*time.Hour + time.Second)
		ctx, cancel := context.WithTimeout(t.Context(), 25*time.Second)
		defer cancel()
		if err := c.scheduler.Stop(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("stopping beside a deaf run: %v, want that the bound was reached", err)
		}
		time.Sleep(time.Minute)
	})
}

func TestStopBeforeStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		newClockwork(t, config.Story{Name: "daily", Schedule: "0 6 * * *"}).stop()
	})
}

func TestBadSchedules(t *testing.T) {
	for _, spec := range []string{"TZ=Europe/Rome", "CRON_TZ=Nowhere/City 0 6 * * *", "0 0 30 2 *", "61 * * * *", "* * *", "@every -5m", "@every 0s"} {
		synctest.Test(t, func(t *testing.T) {
			c := newClockwork(t, config.Story{Name: "daily", Schedule: spec})
			if err := c.scheduler.Start(t.Context()); err == nil {
				t.Errorf("the schedule %q was taken", spec)
			}
		})
	}
}
