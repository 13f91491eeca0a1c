package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"dateline/config"
	"dateline/pipeline"
	"dateline/scraper"
	"dateline/store"
	"dateline/timeline"
)

func newStatusCommand(a *app) *cobra.Command {
	limit := 5
	cmd := &cobra.Command{
		Use:     "status [story…]",
		Short:   "Show what ran, how it ended, and when the next run is due",
		Example: "  dateline status\n  dateline status caribbean-strikes --runs 20",
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			cfg, chosen, err := a.chosen(args)
			if err != nil {
				return err
			}
			if limit < 1 {
				return misused("--runs 5", "--runs %d: at least one run is shown", limit)
			}
			var kept store.Store // nil: nothing was stored yet
			var p *pipeline.Pipeline
			if unstored(cfg) {
				p, err = pipeline.New(cfg, nil, pipeline.Options{}) // the schedules are all it is asked for
			} else {
				kept, p, err = a.open(cmd.Context(), cfg, pipeline.Options{})
			}
			if err != nil {
				return err
			}
			if kept != nil {
				defer closing(kept, &err)
			}
			for i, story := range chosen {
				var runs []timeline.Run
				var queue map[scraper.AddressState]int
				if kept != nil {
					if runs, err = newest(cmd.Context(), kept, story, limit); err != nil {
						return err
					}
					if queue, err = kept.Queue(cmd.Context(), story.Name); err != nil {
						return err
					}
				}
				next, err := p.Next(story, a.now())
				if err != nil {
					return err
				}
				if i > 0 {
					fmt.Fprintln(a.stdout)
				}
				if err := writeStatus(plain(a.stdout), cfg, story, runs, queue, next, a.now()); err != nil {
					return err
				}
			}
			return nil
		},
	}
	cmd.Flags().IntVar(&limit, "runs", limit, "how many runs of each story to show")
	return cmd
}

// newest is a story's last runs, newest first.
func newest(ctx context.Context, s store.Store, story config.Story, limit int) ([]timeline.Run, error) {
	runs, err := s.Runs(ctx, story.Name, limit)
	if err == nil && len(runs) > 0 && runs[0].State == store.Running && dead(ctx, s, story.Name) {
		runs[0].State = store.Interrupted
	}
	return runs, err
}

// dead reports whether no process runs the story any more: the lock of one that
// was killed is free. The next run marks its run in the store.
func dead(ctx context.Context, s store.Store, story string) bool {
	release, err := s.Lock(ctx, story)
	if err != nil {
		return false
	}
	release()
	return true
}

// writeStatus shows a story's runs, newest first, in the configuration's zone.
func writeStatus(w io.Writer, cfg *config.Config, story config.Story, runs []timeline.Run, queue map[scraper.AddressState]int, next, now time.Time) error {
	zone := cfg.Location()
	fmt.Fprintln(w, titled(story))
	fmt.Fprintf(w, "  next run  %s (in %s), by schedule %q while dateline serve runs\n", next.In(zone).Format(statusTime), roughly(next.Sub(now)), story.Schedule)
	if len(runs) == 0 {
		_, err := fmt.Fprintf(w, "  no run yet: dateline run-now %s\n", story.Name)
		return err
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "  begun\ttook\ttrigger\tstate\tevents\tnew\toutcomes\n")
	for _, r := range runs {
		took := "…"
		if !r.FinishedAt.IsZero() {
			took = r.FinishedAt.Sub(r.StartedAt).Round(time.Second).String()
		}
		events, fresh := strconv.Itoa(r.Events), strconv.Itoa(len(r.NewEvents))
		if r.Events == 0 && r.State != store.Done && r.State != store.Partial {
			events, fresh = "-", "-" // it built no timeline; the earlier one stands
		}
		fmt.Fprintf(table, "  %s\t%s\t%s\t%s\t%s\t%s\t%s\n", r.StartedAt.In(zone).Format(statusTime), took, r.Trigger, r.State, events, fresh, fateCounts(r.Fates))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if left := queue[scraper.Waiting] + queue[scraper.Claimed]; left > 0 {
		fmt.Fprintf(w, "  %s still to be asked for\n", plural2(left, "address", "addresses"))
	}
	if last := runs[0]; last.Error != "" && last.State != store.Done {
		fmt.Fprintf(w, "  last run %s: %s\n", last.State, last.Error)
	}
	for _, s := range runs[0].Sources {
		if s.Error != "" {
			fmt.Fprintf(w, "    %s: %s\n", s.Source, s.Error)
		}
	}
	return nil
}

// titled is a story's name with its title, where it has one of its own.
func titled(story config.Story) string {
	if story.Title == story.Name {
		return story.Name
	}
	return story.Name + ": " + story.Title
}

const statusTime = "2006-01-02 15:04 MST"

// roughly is a length of time in its largest units: 3h12m, 2d4h.
func roughly(d time.Duration) string {
	switch d = d.Round(time.Minute); {
	case d >= 48*time.Hour:
		return fmt.Sprintf("%dd%dh", d/(24*time.Hour), d%(24*time.Hour)/time.Hour)
	case d < time.Minute:
		return "less than a minute"
	}
	return config.Duration(d).String()
}

// fateCounts is "31 kept, 12 unrelated, 2 robots": what was kept first, then
// the commonest.
func fateCounts(fates map[scraper.Fate]int) string {
	var names []scraper.Fate
	for f := range fates {
		names = append(names, f)
	}
	slices.SortFunc(names, func(a, b scraper.Fate) int {
		if (a == scraper.Kept) != (b == scraper.Kept) {
			if a == scraper.Kept {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(fates[b], fates[a]), cmp.Compare(a, b))
	})
	parts := make([]string, len(names))
	for i, f := range names {
		parts[i] = fmt.Sprintf("%d %s", fates[f], f)
	}
	return strings.Join(parts, ", ")
}
