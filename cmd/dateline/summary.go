package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"dateline/config"
	"dateline/exports"
	"dateline/scraper"
	"dateline/store"
	"dateline/timeline"
)

// The most events that a summary lists; the workbook has them all.
const summaryEvents = 15

// writeSummary tells what a run did: what is new, what failed and why, and
// where the files are.
func (a *app) writeSummary(ctx context.Context, cfg *config.Config, s store.Store, story config.Story, run timeline.Run, counted *tally) error {
	ctx = context.WithoutCancel(ctx)
	t, _, err := s.Timeline(ctx, story.Name)
	if err != nil && !errors.Is(err, store.ErrNoTimeline) {
		return err
	}
	w := bufio.NewWriter(plain(a.stdout))
	done := run.State == store.Done || run.State == store.Partial
	if done {
		before := ""
		if n := counted.earlier(t.Articles); n > 0 {
			before = fmt.Sprintf(" (%d kept by earlier runs)", n)
		}
		fmt.Fprintf(w, "%s: %s from %s%s%s\n", story.Name, plural(len(t.Events), "event"), plural(len(t.Articles), "article"), before, newAndChanged(run))
	} else {
		fmt.Fprintf(w, "%s: %s\n", story.Name, run.State)
	}
	fmt.Fprintf(w, "  %s, in %s\n", counted, took(run))
	writeEvents(w, "new", pick(t.Events, run.NewEvents))
	writeEvents(w, "changed: more accounts of", pick(t.Events, run.Changed))
	counted.writeFailures(w, run.Sources)
	writeSourceErrors(w, run.Sources)
	if done {
		if err := writeGaps(ctx, w, cfg, s, story, t, run); err != nil {
			return err
		}
	}
	writeOthers(w, run.Fates)
	if run.Fates[scraper.Kept] == 0 {
		for _, warning := range cfg.Warnings(a.now()) {
			if warning.Story == story.Name {
				fmt.Fprintf(w, "  hint: %s\n", warning)
			}
		}
	}
	if done {
		writeFiles(w, cfg, story)
	}
	return w.Flush()
}

func newAndChanged(run timeline.Run) string {
	switch n, c := len(run.NewEvents), len(run.Changed); {
	case n+c == 0:
		return ", nothing new"
	case c == 0:
		return fmt.Sprintf(", %d new", n)
	default:
		return fmt.Sprintf(", %d new, %d changed", n, c)
	}
}

func took(run timeline.Run) string {
	d := run.FinishedAt.Sub(run.StartedAt)
	if d < 10*time.Second {
		return d.Round(10 * time.Millisecond).String()
	}
	return d.Round(time.Second).String()
}

// pick is the events with those ids, in the timeline's order.
func pick(events []timeline.Event, ids []string) []timeline.Event {
	wanted := map[string]bool{}
	for _, id := range ids {
		wanted[id] = true
	}
	var picked []timeline.Event
	for _, e := range events {
		if wanted[e.ID] {
			picked = append(picked, e)
		}
	}
	return picked
}

// writeEvents lists events by date; of many, the most important.
func writeEvents(w io.Writer, title string, events []timeline.Event) {
	if len(events) == 0 {
		return
	}
	fmt.Fprintf(w, "  %s\n", title)
	shown := events
	if len(events) > summaryEvents {
		ranked := slices.Clone(events)
		slices.SortStableFunc(ranked, func(a, b timeline.Event) int { return cmp.Compare(b.Importance, a.Importance) })
		least := ranked[summaryEvents-1].Importance
		shown = slices.DeleteFunc(slices.Clone(events), func(e timeline.Event) bool { return e.Importance < least })
		shown = shown[:min(len(shown), summaryEvents)]
	}
	for _, e := range shown {
		fmt.Fprintf(w, "    %-12s %s\n", days(e.Span), clip(e.Headline, 100))
	}
	if n := len(events) - len(shown); n > 0 {
		fmt.Fprintf(w, "    and %d of less weight\n", n)
	}
}

func writeSourceErrors(w io.Writer, sources []scraper.SourceResult) {
	title := "  sources that failed\n"
	for _, s := range sources {
		if s.Error != "" {
			fmt.Fprintf(w, "%s    %s: %s\n", title, s.Source, s.Error)
			title = ""
		}
	}
}

// The most gaps that a summary names; the About sheet has them all.
const summaryGaps = 3

// writeGaps tells of outlets that were silent while others reported, or could
// not be read.
func writeGaps(ctx context.Context, w io.Writer, cfg *config.Config, s store.Store, story config.Story, t timeline.Timeline, run timeline.Run) error {
	outcomes, err := s.Outcomes(ctx, story.Name)
	if err != nil {
		return err
	}
	t.Story = timeline.Story{Name: story.Name, From: story.From.Time(), To: story.To.Time()}
	warnings := exports.CoverageOf(exports.Document{Timeline: t, Outcomes: outcomes, Run: run, Zone: cfg.Location()}).OutletWarnings
	if len(warnings) == 0 {
		return nil
	}
	fmt.Fprintln(w, "  gaps in the coverage")
	for _, warning := range warnings[:min(len(warnings), summaryGaps)] {
		fmt.Fprintf(w, "    %s\n", warning)
	}
	if n := len(warnings) - summaryGaps; n > 0 {
		fmt.Fprintf(w, "    and %d more, on the About sheet\n", n)
	}
	return nil
}

// writeOthers counts what was understood and not kept.
func writeOthers(w io.Writer, fates map[scraper.Fate]int) {
	var names []scraper.Fate
	for f := range fates {
		if !f.Failed() && f != scraper.Kept && f != scraper.Listing {
			names = append(names, f)
		}
	}
	slices.SortFunc(names, func(a, b scraper.Fate) int {
		return cmp.Or(cmp.Compare(fates[b], fates[a]), cmp.Compare(a, b))
	})
	var parts []string
	for _, f := range names {
		parts = append(parts, fmt.Sprintf("%d %s", fates[f], f))
	}
	if len(parts) > 0 {
		fmt.Fprintf(w, "  left out: %s\n", strings.Join(parts, ", "))
	}
}

// writeFiles lists the story's exports.
func writeFiles(w io.Writer, cfg *config.Config, story config.Story) {
	found, err := filepath.Glob(filepath.Join(globLiteral(filepath.Join(cfg.Exports.Dir, story.Name)), "timeline.*"))
	if err != nil || len(found) == 0 {
		return
	}
	fmt.Fprintln(w, "  files")
	for _, path := range found {
		fmt.Fprintf(w, "    %s\n", path)
	}
}

var globLiteral = strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace
