package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"text/tabwriter"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"dateline/config"
	"dateline/scraper"
	"dateline/scraper/crawl"
	"dateline/scraper/fetch"
)

// probesAtOnce is how many sources are asked at a time; the client still keeps
// its pace with each host.
const probesAtOnce = 8

func newCheckCommand(a *app) *cobra.Command {
	var offline, print, schema bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Check the configuration and ask each source once",
		Long: `Read the configuration, name every mistake in it by line, and ask each source
with one polite request whether it answers.

Exit status: 0 all well, 2 mistakes in the configuration, 3 some sources do
not answer.`,
		Example: "  dateline check\n  dateline check --print --offline",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if schema {
				_, err := a.stdout.Write(config.Schema())
				return err
			}
			cfg, err := config.Load(a.configPath)
			if err != nil {
				return err
			}
			if print {
				body, err := cfg.YAML()
				if err != nil {
					return err
				}
				if _, err := a.stdout.Write(body); err != nil {
					return err
				}
			} else {
				fmt.Fprintf(a.stdout, "%s: no mistakes; %s, %s\n", a.configPath, plural2(len(cfg.Stories), "story", "stories"), plural(countSources(cfg), "source"))
				for _, warning := range cfg.Warnings(a.now()) {
					fmt.Fprintf(plain(a.stdout), "warning: %s\n", warning)
				}
			}
			if offline {
				return nil
			}
			return a.probe(cmd.Context(), cfg)
		},
	}
	cmd.Flags().BoolVar(&offline, "offline", false, "ask no source")
	cmd.Flags().BoolVar(&print, "print", false, "print the configuration with its defaults, secrets hidden")
	cmd.Flags().BoolVar(&schema, "schema", false, "print the JSON Schema of the configuration, for editors")
	return cmd
}

func countSources(cfg *config.Config) (n int) {
	for _, s := range cfg.Stories {
		n += len(s.Sources)
	}
	return n
}

// probe asks every source once and shows the answers in a table, in the
// file's order.
func (a *app) probe(ctx context.Context, cfg *config.Config) error {
	type row struct {
		story   string
		source  config.Source
		outcome scraper.Outcome
		robots  string
	}
	var rows []row
	for _, story := range cfg.Stories {
		for _, source := range story.Sources {
			rows = append(rows, row{story: story.Name, source: source})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	log := a.log(a.stderr, slog.LevelError)
	client := a.client(cfg.HTTP, log)
	defer client.Close()
	var group errgroup.Group
	group.SetLimit(probesAtOnce)
	for i := range rows {
		group.Go(func() error {
			rows[i].outcome = crawl.Probe(ctx, rows[i].source, crawl.Options{Client: client, Zone: cfg.Location(), Now: a.now, Log: log})
			rows[i].robots = robotsAllow(ctx, client, rows[i].outcome.URL)
			return nil
		})
	}
	if err := errors.Join(group.Wait(), ctx.Err()); err != nil {
		return err
	}

	table := tabwriter.NewWriter(plain(a.stdout), 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "story\tsource\tanswer\trobots.txt\tdetail")
	bad := 0
	var hints []string // in the table's order, each once
	for _, r := range rows {
		answer := "ok"
		if r.outcome.Fate.Failed() {
			bad++
			answer = string(r.outcome.Fate)
			if hint := hintFor(r.outcome); hint != "" {
				hint = answer + ": " + hint
				if !slices.Contains(hints, hint) {
					hints = append(hints, hint)
				}
			}
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", r.story, clip(shownSource(r.source), 70), answer, r.robots, cmp.Or(r.outcome.Detail, "-"))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if bad > 0 {
		for _, hint := range hints {
			fmt.Fprintf(a.stdout, "hint: %s\n", hint)
		}
		return &exitError{code: exitPartial, err: fmt.Errorf("%d of %d sources do not answer", bad, len(rows))}
	}
	return nil
}

// robotsAllow says what the robots.txt of an address' host allows: the address
// itself, and how often. The client has read it to ask the source.
func robotsAllow(ctx context.Context, client *fetch.Client, address string) string {
	if !isWeb(address) {
		return "-"
	}
	rules, err := client.Robots(ctx, address)
	if err != nil {
		return "unreadable"
	}
	said := "allows it"
	if !rules.Allowed(address) {
		said = "disallows it"
	}
	if rules.CrawlDelay > 0 {
		said += ", every " + rules.CrawlDelay.String()
	}
	if rules.Honoured < rules.CrawlDelay {
		said += " (kept to: " + rules.Honoured.String() + ")"
	}
	if n := len(rules.Sitemaps); n > 0 {
		said += ", names " + plural(n, "sitemap")
	}
	return said
}

// shownSource is a source as people write it: files seen from here.
func shownSource(s config.Source) string {
	if s.Kind == config.SourceFiles {
		if here, err := os.Getwd(); err == nil {
			s.Location = relative(here, s.Location)
		}
	}
	return s.String()
}
