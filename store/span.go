package store

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"dateline/timeline/timex"
)

// storedSpan is a Span in a column. Its bounds are calendar readings without a
// zone, with years of any size: the end of the year 9999 is in 10000.
type storedSpan struct {
	Start     string          `json:"start,omitempty"`
	End       string          `json:"end,omitempty"`
	Precision timex.Precision `json:"precision,omitempty"`
	Approx    bool            `json:"approx,omitempty"`
	Uncertain bool            `json:"uncertain,omitempty"`
	OneOf     bool            `json:"one_of,omitempty"`
	Zone      string          `json:"zone,omitempty"`
}

func (r *row) span(s timex.Span) {
	r.json(storedSpan{
		Start:     boundText(s.Start),
		End:       boundText(s.End),
		Precision: s.Precision,
		Approx:    s.Approx,
		Uncertain: s.Uncertain,
		OneOf:     s.OneOf,
		Zone:      s.Zone,
	})
}

func (s *scan) span(p *timex.Span) {
	text := new(string)
	s.targets = append(s.targets, text)
	s.finish = append(s.finish, func() error {
		var stored storedSpan
		if err := json.Unmarshal([]byte(*text), &stored); err != nil {
			return err
		}
		start, err := textBound(stored.Start)
		if err != nil {
			return err
		}
		end, err := textBound(stored.End)
		*p = timex.Span{
			Start:     start,
			End:       end,
			Precision: stored.Precision,
			Approx:    stored.Approx,
			Uncertain: stored.Uncertain,
			OneOf:     stored.OneOf,
			Zone:      stored.Zone,
		}
		return err
	})
}

// clockLayout is what follows the year in a bound.
const clockLayout = "01-02T15:04:05.999999999"

// boundText is the reading of a UTC time; empty for an open bound.
func boundText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.UTC()
	return fmt.Sprintf("%04d-%s", t.Year(), t.Format(clockLayout))
}

// textBound reads what boundText wrote.
func textBound(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	i := strings.Index(s[1:], "-") + 1 // the year's own sign does not count
	year, err := strconv.Atoi(s[:i])
	if err != nil {
		return time.Time{}, fmt.Errorf("span bound %q: %w", s, err)
	}
	// Any leap year will do to read 29 February.
	t, err := time.Parse("2006-"+clockLayout, "2000"+s[i:])
	if err != nil {
		return time.Time{}, fmt.Errorf("span bound %q: %w", s, err)
	}
	return time.Date(year, t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC), nil
}
