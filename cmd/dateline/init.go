package main

import (
	"bytes"
	"context"
	_ "embed" // starter.yaml
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"text/template"
	"time"

	"github.com/spf13/cobra"

	"dateline/config"
)

//go:embed starter.yaml
var starterText string

var starterTemplate = template.Must(template.New("starter").Funcs(template.FuncMap{"text": quoted, "list": quotedList}).Parse(starterText))

// starter is what the starter file says of the story.
type starter struct {
	Contact      string
	AllowPrivate bool
	Name         string
	Title        string
	From         string
	Languages    []string
	Keywords     []string
	Seed         string // URL of the report it was made from; empty: an example
	Site         string // front page of the outlet of that report
}

// example is the story of a starter file that was made from nothing.
func example(today time.Time) starter {
	return starter{
		Name:      "harbour-fire",
		Title:     "The fire in the harbour and what came of it",
		From:      today.AddDate(0, -1, 0).Format(time.DateOnly),
		Languages: []string{"en", "es"},
		Keywords:  []string{"harbour fire", "incendio del puerto"},
	}
}

func newInitCommand(a *app) *cobra.Command {
	var from, contact string
	var force, allowPrivate bool
	cmd := &cobra.Command{
		Use:   "init",
		Short: "Write a commented dateline.yaml to begin with",
		Long: `Write a commented configuration to begin with. With --from, its story is that
of a report: title, keywords, language and first day come from the page, which
is fetched once and politely.`,
		Example: "  dateline init --from https://outlet.example/2025/11/petro-suspends-sharing",
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if _, err := os.Lstat(a.configPath); err == nil && !force {
				return exists(a.configPath)
			}
			s := example(a.now())
			if cmd.Flags().Changed("from") {
				var err error
				if s, err = a.starterFrom(cmd.Context(), from, contact, allowPrivate); err != nil {
					return err
				}
			}
			s.Contact, s.AllowPrivate = contact, allowPrivate
			return a.writeStarter(s, force)
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "`URL` of a report of the story")
	cmd.Flags().StringVar(&contact, "contact", "", "`ADDRESS` that a site can write to; sent with every request")
	cmd.Flags().BoolVar(&force, "force", false, "replace a file that exists")
	cmd.Flags().BoolVar(&allowPrivate, "allow-private", false, "reach loopback and private addresses")
	return cmd
}

func exists(path string) error {
	return misused("--force replaces it; --config FILE writes another one", "%s exists already", path)
}

// writeStarter writes the file whole or not at all, and never one that
// dateline itself would refuse.
func (a *app) writeStarter(s starter, force bool) error {
	var body bytes.Buffer
	if err := starterTemplate.Execute(&body, s); err != nil {
		return err
	}
	folder := filepath.Dir(a.configPath)
	temp, err := os.CreateTemp(folder, ".dateline-*.yaml")
	if err != nil {
		return unwritable(a.configPath, err)
	}
	defer func() { _ = os.Remove(temp.Name()) }() // gone already where it was renamed
	_, err = temp.Write(body.Bytes())
	if err = errors.Join(err, temp.Chmod(0o644), temp.Close()); err != nil {
		return err
	}
	if _, err := config.Load(temp.Name()); err != nil {
		return misused("", "%s", strings.ReplaceAll(err.Error(), temp.Name(), a.configPath))
	}
	if force {
		err = os.Rename(temp.Name(), a.configPath)
	} else if err = os.Link(temp.Name(), a.configPath); errors.Is(err, fs.ErrExist) {
		return exists(a.configPath)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.stdout, `wrote %s with the story %s
next:  look it over, above all its keywords and sources
       dateline check      asks each source once
       dateline run-now    gathers, and writes %s
`, a.configPath, s.Name, filepath.Join("exports", s.Name, "timeline.xlsx"))
	return err
}

// unwritable says why a file cannot be written, without the name of the
// temporary one that stands for it.
func unwritable(path string, err error) error {
	if reason, ok := errors.AsType[*fs.PathError](err); ok {
		err = reason.Err
	}
	hint := "--config FILE writes it elsewhere"
	if errors.Is(err, fs.ErrNotExist) {
		hint = "mkdir -p " + filepath.Dir(path) + ", or --config FILE to write it elsewhere"
	}
	return failed(fmt.Errorf("write %s: %w", path, err), hint)
}

// quoted is a YAML text that means s, whatever is in it.
func quoted(s string) string { return strings.ReplaceAll(strconv.Quote(s), "${", "$${") }

// quotedList is a YAML list on one line.
func quotedList(items []string) string {
	list := make([]string, len(items))
	for i, s := range items {
		list[i] = quoted(s)
	}
	return "[" + strings.Join(list, ", ") + "]"
}

// starterFrom makes a story of a report.
func (a *app) starterFrom(ctx context.Context, from, contact string, allowPrivate bool) (starter, error) {
	if !isWeb(from) {
		return starter{}, misused("--from https://outlet.example/report", "--from %q is not the address of a report", from)
	}
	settings := config.Defaults().HTTP
	settings.UserAgentContact, settings.AllowPrivate = contact, allowPrivate
	page, err := a.fetchPage(ctx, from, settings, a.stderr)
	if err != nil {
		return starter{}, err
	}
	doc, err := readPage(page)
	if err != nil {
		return starter{}, err
	}
	return storyOf(doc, from, a.now())
}
