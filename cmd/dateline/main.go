// Command dateline follows developing news stories: it gathers the reports,
// works out what happened when, and writes a workbook.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	_ "time/tzdata" // zones by name also where the system has none, as in the container

	"dateline/config"
)

// Exit codes.
const (
	exitDone    = 0
	exitFailed  = 1
	exitUsage   = 2 // wrong use, or a configuration with mistakes
	exitPartial = 3 // done, but some sources failed
)

// softLimit is the memory, in bytes, from which on it is collected harder, so
// that the largest stories do not take twice what they hold. GOMEMLIMIT goes
// before it.
const softLimit = 1300 << 20

func main() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(softLimit)
	}
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole program. Results go to stdout, progress, logs and errors to
// stderr. The first interrupt cancels the work, a second one ends the process.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	go func() {
		<-ctx.Done()
		stop()
	}()

	a := newApp(stdin, stdout, stderr)
	root := newRoot(a)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitDone
	}
	code, hint := exitFailed, ""
	if !a.began {
		code, hint = exitUsage, usageHint(root, args)
	}
	var exit *exitError
	var mistakes config.Errors
	switch {
	case errors.As(err, &exit):
		code, hint = exit.code, exit.hint
		if exit.err == nil {
			err = nil
		}
	case errors.As(err, &mistakes):
		code = exitUsage
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		err = errors.New("stopped before the end")
	}
	if err != nil {
		message, _, _ := strings.Cut(err.Error(), "\n\nDid you mean this?")
		message, _, _ = strings.Cut(message, " flag: strconv.") // how Go parses it helps nobody
		for line := range strings.Lines(message) {
			fmt.Fprintf(plain(stderr), "dateline: %s\n", strings.TrimSuffix(line, "\n"))
		}
	}
	if hint != "" {
		fmt.Fprintf(stderr, "dateline: hint: %s\n", hint)
	}
	return code
}

// exitError ends the program with a code of its own. A nil err says nothing
// more: what there was to say stands on stdout.
type exitError struct {
	code int
	err  error
	hint string
}

func (e *exitError) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit status %d", e.code)
	}
	return e.err.Error()
}

func (e *exitError) Unwrap() error { return e.err }

// failed is an error with a way out.
func failed(err error, hint string) error { return &exitError{exitFailed, err, hint} }

// misused is an error of the person at the keyboard.
func misused(hint, format string, args ...any) error {
	return &exitError{exitUsage, fmt.Errorf(format, args...), hint}
}
