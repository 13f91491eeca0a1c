package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"dateline/config"
	"dateline/demo"
	"dateline/pipeline"
	"dateline/timeline"
)

func newDemoCommand(a *app) *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Follow a small embedded story, without a network",
		Long: `Follow the story of the US strikes on alleged drug vessels through six small news
sites that dateline carries inside and serves on loopback: gather their reports,
work out what happened when, print the timeline and write its workbook.`,
		Example: "  dateline demo\n  dateline demo --dir /tmp/look",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.demo(cmd.Context(), dir)
		},
	}
	cmd.Flags().StringVar(&dir, "dir", "dateline-demo", "the `FOLDER` for its configuration, store and exports")
	return cmd
}

func (a *app) demo(ctx context.Context, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return failed(err, "--dir says where the demo may write")
	}
	path := filepath.Join(dir, "dateline.yaml")
	if err := os.WriteFile(path, []byte(demo.Config()), 0o644); err != nil {
		return failed(err, "--dir says where the demo may write")
	}
	cfg, err := config.Load(path)
	if err != nil {
		return err
	}
	world, err := demo.New()
	if err != nil {
		return err
	}
	dial, stop, err := world.Serve()
	if err != nil {
		return err
	}
	defer stop()
	a.dial = dial

	ran := a.runStories(ctx, cfg, cfg.Stories, false)
	var exit *exitError
	if ran != nil && !(errors.As(ran, &exit) && exit.code == exitPartial) {
		return ran
	}
	s, _, err := a.open(ctx, cfg, pipeline.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	t, _, err := s.Timeline(ctx, cfg.Stories[0].Name)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(a.stdout)
	fmt.Fprintln(w)
	for _, e := range t.Events {
		fmt.Fprintf(w, "%-23s %-7s %s\n", e.Span.EDTF(), witnesses(e), clip(e.Headline, 90))
	}
	fmt.Fprintf(w, "\n%s from %s; the workbook is %s\n", plural(len(t.Events), "event"), plural(len(t.Articles), "report"),
		filepath.Join(cfg.Exports.Dir, cfg.Stories[0].Name, "timeline.xlsx"))
	return w.Flush()
}

// witnesses are an event's independent origins and the languages of its
// accounts: "2 en+es".
func witnesses(e timeline.Event) string {
	var langs []string
	for _, l := range []string{"en", "es"} {
		for _, acc := range e.Accounts {
			if acc.Language == l {
				langs = append(langs, l)
				break
			}
		}
	}
	return fmt.Sprintf("%d %s", e.Origins, strings.Join(langs, "+"))
}
