package main

import (
	"fmt"
	"io"
	"sync"
	"time"

	"dateline/pipeline"
	"dateline/scraper"
)

const (
	redrawEvery = 100 * time.Millisecond // as fast as an eye follows
	lineEvery   = 10 * time.Second       // where lines are kept, as in a log
)

// progress shows how a run goes: on a terminal as one line that is rewritten,
// elsewhere as a plain line now and then. It is safe for concurrent use. What
// is written to it, such as logs, appears above the line.
type progress struct {
	w        io.Writer
	terminal bool
	now      func() time.Time

	mu    sync.Mutex
	story string
	stage pipeline.Stage
	began time.Time
	shown time.Time // when the line was last written
	drawn bool      // a line stands on the terminal, without its end
	tally *tally
	found int // events; less than 0: not known yet
}

func newProgress(w io.Writer, terminal bool, now func() time.Time) *progress {
	return &progress{w: w, terminal: terminal, now: now}
}

// begin starts anew for a story.
func (p *progress) begin(story string) *tally {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.story, p.stage, p.began, p.shown, p.tally, p.found = story, "", p.now(), time.Time{}, newTally(), -1
	return p.tally
}

// outcome counts what became of one URL.
func (p *progress) outcome(_ string, o scraper.Outcome) {
	p.tally.add(o)
	p.tick()
}

// watch shows that time goes by while slow hosts are waited for, until stop is
// called.
func (p *progress) watch() (stop func()) {
	ticker := time.NewTicker(time.Second)
	done := make(chan struct{})
	go func() {
		for {
			select {
			case <-ticker.C:
				p.tick()
			case <-done:
				return
			}
		}
	}()
	return func() {
		ticker.Stop()
		close(done)
	}
}

// tick draws anew where that is due.
func (p *progress) tick() {
	p.mu.Lock()
	defer p.mu.Unlock()
	every := lineEvery
	if p.terminal {
		every = redrawEvery
	}
	if now := p.now(); p.stage != "" && now.Sub(p.shown) >= every {
		p.draw(now)
	}
}

// enter shows that the run has come to a stage.
func (p *progress) enter(stage pipeline.Stage) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stage = stage
	p.draw(p.now())
}

// events tells how many events the timeline has.
func (p *progress) events(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.found = n
}

func (p *progress) draw(now time.Time) {
	line := fmt.Sprintf("%s: %s: %s", p.story, p.stage, p.tally)
	if p.found >= 0 {
		line += ", " + plural(p.found, "event")
	}
	p.shown = now
	if !p.terminal {
		if p.tally.empty() { // nothing to count yet
			line = fmt.Sprintf("%s: %s", p.story, p.stage)
		}
		fmt.Fprintln(p.w, line)
		return
	}
	line = fmt.Sprintf("%s  %s", line, now.Sub(p.began).Truncate(time.Second))
	fmt.Fprintf(p.w, "\r%s\x1b[K", line)
	p.drawn = true
}

// end removes the line until the next story begins.
func (p *progress) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stage = ""
	p.wipe()
}

func (p *progress) wipe() {
	if p.drawn {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.drawn = false
	}
}

// Write puts text above the line.
func (p *progress) Write(text []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.wipe()
	return p.w.Write(text)
}
