package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/spf13/cobra"

	"dateline/config"
	"dateline/pipeline"
	"dateline/store"
)

func newRunNowCommand(a *app) *cobra.Command {
	var fresh bool
	cmd := &cobra.Command{
		Use:   "run-now [story…]",
		Short: "Gather, work out what happened when, and write the files",
		Long: `Run the named stories now, or all of them: ask their sources, read what is new,
build the timeline and write the files. A run that was stopped is gone on with.
It is safe beside a running daemon: a story is never run twice at once.

A list whose site says that there is nothing new yet (ttl, Cache-Control) is not
asked again before its time, and a page that has not changed for long only now
and then; --fresh asks for all of them.

Exit status: 0 done, 1 failed, 2 wrong use or configuration, 3 done but some
sources failed.`,
		Example: "  dateline run-now\n  dateline run-now caribbean-strikes --config /etc/dateline.yaml",
		RunE: func(cmd *cobra.Command, args []string) error {
			cfg, chosen, err := a.chosen(args)
			if err != nil {
				return err
			}
			return a.runStories(cmd.Context(), cfg, chosen, fresh)
		},
	}
	cmd.Flags().BoolVar(&fresh, "fresh", false, "ask for all lists and pages, also those that are not due")
	return cmd
}

// runStories runs the stories one after the other. One that fails does not
// keep the others from their run.
func (a *app) runStories(ctx context.Context, cfg *config.Config, chosen []config.Story, fresh bool) (err error) {
	shown := newProgress(a.stderr, isTerminal(a.stderr), a.now)
	s, p, err := a.open(ctx, cfg, pipeline.Options{
		Fresh:     fresh,
		Log:       a.log(shown, slog.LevelWarn),
		OnOutcome: shown.outcome,
		OnStage:   func(_ string, stage pipeline.Stage) { shown.enter(stage) },
		OnBuilt:   func(_ string, events int) { shown.events(events) },
	})
	if err != nil {
		return err
	}
	defer closing(s, &err)
	defer shown.watch()()

	partial := false
	var failures []error
	hint := ""
	for _, story := range chosen {
		counted := shown.begin(story.Name)
		run, err := p.Run(ctx, story, pipeline.Manual)
		shown.end()
		if run.ID != "" {
			if err := a.writeSummary(ctx, cfg, s, story, run, counted); err != nil {
				failures = append(failures, err)
			}
		}
		switch {
		case errors.Is(err, pipeline.ErrRunning):
			failures = append(failures, err)
			hint = "dateline status shows since when; its files appear when it ends"
		case ctx.Err() != nil:
			return failed(fmt.Errorf("%s: stopped before the end", story.Name), "dateline run-now goes on from here")
		case err != nil:
			failures = append(failures, err)
		case run.State == store.Partial:
			partial = true
		}
	}
	switch {
	case len(failures) > 0:
		return failed(errors.Join(failures...), hint)
	case partial:
		return &exitError{code: exitPartial}
	}
	return nil
}
