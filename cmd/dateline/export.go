package main

import (
	"errors"
	"fmt"
	"log/slog"

	"github.com/spf13/cobra"

	"dateline/pipeline"
	"dateline/store"
)

func newExportCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "export [story…]",
		Short: "Write the files anew from what is stored",
		Long: `Write the named stories' files anew, or those of all, from the store alone: no
host is asked. The same store always gives the same bytes.`,
		Example: "  dateline export\n  dateline export caribbean-strikes",
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			cfg, chosen, err := a.chosen(args)
			if err != nil {
				return err
			}
			if unstored(cfg) {
				return failed(fmt.Errorf("%s: %w", chosen[0].Name, store.ErrNoTimeline), "dateline run-now "+chosen[0].Name)
			}
			s, p, err := a.open(cmd.Context(), cfg, pipeline.Options{Log: a.log(a.stderr, slog.LevelWarn)})
			if err != nil {
				return err
			}
			defer closing(s, &err)
			var failures []error
			hint := ""
			for _, story := range chosen {
				paths, err := p.Export(cmd.Context(), story)
				if err != nil {
					failures = append(failures, err)
					if errors.Is(err, store.ErrNoTimeline) {
						hint = "dateline run-now " + story.Name
					}
					continue
				}
				for _, path := range paths {
					if _, err := fmt.Fprintln(a.stdout, path); err != nil {
						return err
					}
				}
			}
			if len(failures) > 0 {
				return failed(errors.Join(failures...), hint)
			}
			return nil
		},
	}
}
