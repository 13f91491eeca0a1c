package store

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// timeText is a time as it is stored: RFC 3339 with its own offset and as many
// digits of a second as it has; empty for the zero time.
func timeText(t time.Time) (string, error) {
	if t.IsZero() {
		return "", nil
	}
	if y := t.Year(); y < 0 || y > 9999 {
		return "", fmt.Errorf("the year %d cannot be stored", y)
	}
	return t.Format(time.RFC3339Nano), nil
}

// textTime reads what timeText wrote.
func textTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	return pin(t), err
}

// pin replaces the machine's own zone, which time.Parse takes whenever its
// offset fits, so that a stored time reads the same on every machine.
func pin(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	_, offset := t.Zone()
	if offset == 0 {
		return t.UTC()
	}
	return t.In(time.FixedZone("", offset))
}

// A row gathers the values of one record for a statement, and the first error.
type row struct {
	values []any
	err    error
}

func (r *row) plain(v ...any) { r.values = append(r.values, v...) }

func (r *row) time(t time.Time) {
	s, err := timeText(t)
	r.fail(err)
	r.values = append(r.values, s)
}

// json stores a list or struct as JSON text; a nil list is [].
func (r *row) json(v any) {
	b, err := json.Marshal(v)
	r.fail(err)
	s := string(b)
	if s == "null" {
		s = "[]"
	}
	r.values = append(r.values, s)
}

func (r *row) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// place is "?, ?, …" with n marks.
func place(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }

// A scan reads one row: columns that need decoding are scanned as text first.
type scan struct {
	targets []any
	finish  []func() error
}

func (s *scan) plain(p ...any) { s.targets = append(s.targets, p...) }

func (s *scan) time(p *time.Time) {
	text := new(string)
	s.targets = append(s.targets, text)
	s.finish = append(s.finish, func() (err error) {
		*p, err = textTime(*text)
		return err
	})
}

// seconds reads a whole number of them.
func (s *scan) seconds(p *time.Duration) {
	n := new(int64)
	s.targets = append(s.targets, n)
	s.finish = append(s.finish, func() error {
		*p = time.Duration(*n) * time.Second
		return nil
	})
}

func (s *scan) runID(p *string) {
	seq := new(int64)
	s.targets = append(s.targets, seq)
	s.finish = append(s.finish, func() error {
		*p = runID(*seq)
		return nil
	})
}

// list reads a JSON array; an empty one is nil, as it was.
func list[T any](s *scan, p *[]T) {
	text := new(string)
	s.targets = append(s.targets, text)
	s.finish = append(s.finish, func() error {
		if *text == "[]" {
			*p = nil
			return nil
		}
		return json.Unmarshal([]byte(*text), p)
	})
}

// mapping reads a JSON object; an empty one is nil.
func mapping[M ~map[K]V, K comparable, V any](s *scan, p *M) {
	text := new(string)
	s.targets = append(s.targets, text)
	s.finish = append(s.finish, func() error {
		if *text == "{}" {
			*p = nil
			return nil
		}
		return json.Unmarshal([]byte(*text), p)
	})
}

// rows is the part of *sql.Rows and *sql.Row that a scan needs.
type rows interface{ Scan(...any) error }

func (s *scan) from(r rows) error {
	if err := r.Scan(s.targets...); err != nil {
		return err
	}
	for _, f := range s.finish {
		if err := f(); err != nil {
			return err
		}
	}
	return nil
}

// runID is the id of the run with a number: ids sort as runs began.
func runID(seq int64) string { return fmt.Sprintf("R-%08d", seq) }

// runSeq is the number in a run's id.
func runSeq(id string) (int64, error) {
	digits, ok := strings.CutPrefix(id, "R-")
	seq, err := strconv.ParseInt(digits, 10, 64)
	if !ok || err != nil {
		return 0, fmt.Errorf("%q is no run id", id)
	}
	return seq, nil
}
