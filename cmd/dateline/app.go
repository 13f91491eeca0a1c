package main

import (
	"io"
	"log/slog"
	"os"
	"strings"
	"time"

	"github.com/mattn/go-isatty"

	"dateline/config"
	"dateline/scraper/fetch"
)

// app is what every command needs of the outside world.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	now            func() time.Time
	dial           fetch.DialFunc // nil but in the demo
	configPath     string
	verbose        bool
	began          bool // the command line was understood, and the command runs
}

func newApp(stdin io.Reader, stdout, stderr io.Writer) *app {
	return &app{stdin: stdin, stdout: stdout, stderr: stderr, now: time.Now}
}

// chosen reads the configuration, and picks its stories of those names, or all.
func (a *app) chosen(names []string) (*config.Config, []config.Story, error) {
	cfg, err := config.Load(a.configPath)
	if err != nil {
		return nil, nil, err
	}
	picked, err := stories(cfg, names)
	return cfg, picked, err
}

// stories are the named stories, or all of them where none is named.
func stories(cfg *config.Config, names []string) ([]config.Story, error) {
	if len(names) == 0 {
		return cfg.Stories, nil
	}
	var known []string
	for _, s := range cfg.Stories {
		known = append(known, s.Name)
	}
	var chosen []config.Story
	for _, name := range names {
		s, ok := cfg.Story(name)
		if !ok {
			return nil, misused("its stories are: "+strings.Join(known, ", "), "%s has no story %q", cfg.Path, name)
		}
		chosen = append(chosen, s)
	}
	return chosen, nil
}

// log writes to w: warnings and worse, or every step with --verbose.
func (a *app) log(w io.Writer, level slog.Level) *slog.Logger {
	if a.verbose {
		level = slog.LevelDebug
	}
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: level}))
}

// isTerminal reports whether a person watches w.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}
