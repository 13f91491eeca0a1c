package config

import (
	"fmt"
	"sort"
	"strings"
)

// Error is one mistake in a configuration file.
type Error struct {
	File   string // as it was given to Load
	Line   int    // 1-based; 0: the mistake is not on a line
	Field  string // path of the field: stories[0].sources[2].feed; empty: the file itself
	Value  string // as it stands in the file, before ${ENV}; empty: there is none
	Reason string // what is wrong: `is not a day of the calendar`
	Hint   string // what to do about it: `2025-09-01`; empty: the reason says it

	column int
	cause  error
}

// Error is the mistake on one line: file:line: field "value": reason; try …
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d", e.Line)
	}
	b.WriteString(": ")
	if e.Field != "" {
		b.WriteString(e.Field)
		if e.Value != "" {
			fmt.Fprintf(&b, " %q", e.Value)
		}
		b.WriteString(": ")
	}
	b.WriteString(e.Reason)
	if e.Hint != "" {
		b.WriteString("; try ")
		b.WriteString(e.Hint)
	}
	return b.String()
}

// Unwrap is what lies under the mistake, such as fs.ErrNotExist; else nil.
func (e *Error) Unwrap() error { return e.cause }

// Errors are all mistakes of a file, by line.
type Errors []*Error

// Error is one mistake a line.
func (es Errors) Error() string {
	lines := make([]string, len(es))
	for i, e := range es {
		lines[i] = e.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap lets errors.Is and errors.As look into each mistake.
func (es Errors) Unwrap() []error {
	errs := make([]error, len(es))
	for i, e := range es {
		errs[i] = e
	}
	return errs
}

func (es Errors) sort() {
	sort.SliceStable(es, func(i, j int) bool {
		if es[i].Line != es[j].Line {
			return es[i].Line < es[j].Line
		}
		return es[i].column < es[j].column
	})
}

// problem is what is wrong with a value, before it is known where it stands.
type problem struct{ reason, hint string }

func (p *problem) Error() string {
	if p.hint == "" {
		return p.reason
	}
	return p.reason + "; try " + p.hint
}
