package timex

import (
	"fmt"
	"time"
)

// EDTF writes the span as ISO 8601-2 text: Level 1, with the sets of level 2
// and qualification of whole dates. Empty for a span that says nothing.
func (s Span) EDTF() string {
	if s.IsZero() || !printable(s) {
		return ""
	}
	unit := s.unit()
	first, last := "..", ".."
	if !s.Start.IsZero() {
		first = unit.text(s.Start, s.Zone) + s.qualifier()
	}
	if !s.End.IsZero() {
		last = unit.text(unit.back(s.End), s.Zone) + s.qualifier()
	}
	switch {
	case first == last:
		return first
	case s.OneOf && first == "..":
		return "[.." + last + "]"
	case s.OneOf && last == "..":
		return "[" + first + "..]"
	case s.OneOf:
		return "[" + first + ".." + last + "]"
	}
	return first + "/" + last
}

// printable reports whether both years have four digits.
func printable(s Span) bool {
	for _, t := range []time.Time{s.Start, s.End} {
		if !t.IsZero() && (t.Year() < 0 || t.Year() > 9999) {
			return false
		}
	}
	return true
}

func (s Span) qualifier() string {
	switch {
	case s.Approx && s.Uncertain:
		return "%"
	case s.Approx:
		return "~"
	case s.Uncertain:
		return "?"
	}
	return ""
}

// unit is the calendar's step that a span is written in.
type unit struct {
	text func(t time.Time, zone string) string
	back func(end time.Time) time.Time // the last step that begins before end
}

func (s Span) unit() unit {
	fits := func(aligned func(time.Time) bool) bool {
		return (s.Start.IsZero() || aligned(s.Start)) && (s.End.IsZero() || aligned(s.End))
	}
	switch s.Precision {
	case Minute, Hour:
		return minutes
	case Month, Quarter, Half:
		if fits(isMonth) {
			return months
		}
	case Season:
		if fits(isSeason) {
			return seasons
		}
		if fits(isMonth) {
			return months
		}
	case Year:
		if fits(isYear) {
			return years
		}
	case Decade:
		if fits(func(t time.Time) bool { return isYear(t) && t.Year()%10 == 0 }) {
			return decades
		}
	case Century:
		if fits(func(t time.Time) bool { return isYear(t) && t.Year()%100 == 0 }) {
			return centuries
		}
	}
	switch {
	case (s.Precision == Decade || s.Precision == Century) && fits(isYear):
		return years
	case s.Precision == Year && fits(isMonth):
		return months
	}
	return days
}

func isMonth(t time.Time) bool  { return t.Day() == 1 && t.Equal(dayOf(t)) }
func isYear(t time.Time) bool   { return t.Month() == time.January && isMonth(t) }
func isSeason(t time.Time) bool { return isMonth(t) && t.Month()%3 == 0 }

func dayOf(t time.Time) time.Time { return date(t.Year(), int(t.Month()), t.Day()) }

func layout(format string) func(time.Time, string) string {
	return func(t time.Time, _ string) string { return t.Format(format) }
}

func step(y, m, d int) func(time.Time) time.Time {
	return func(end time.Time) time.Time { return end.AddDate(-y, -m, -d) }
}

var (
	minutes = unit{
		text: func(t time.Time, zone string) string {
			if !isOffset(zone) {
				zone = ""
			}
			return t.Format("2006-01-02T15:04:05") + zone
		},
		back: func(end time.Time) time.Time { return end.Add(-time.Minute) },
	}
	days = unit{
		text: layout(time.DateOnly),
		back: func(end time.Time) time.Time { return dayOf(end.Add(-time.Nanosecond)) },
	}
	months    = unit{text: layout("2006-01"), back: step(0, 1, 0)}
	years     = unit{text: layout("2006"), back: step(1, 0, 0)}
	seasons   = unit{text: seasonText, back: step(0, 3, 0)}
	decades   = unit{text: func(t time.Time, _ string) string { return fmt.Sprintf("%03dX", t.Year()/10) }, back: step(10, 0, 0)}
	centuries = unit{text: func(t time.Time, _ string) string { return fmt.Sprintf("%02dXX", t.Year()/100) }, back: step(100, 0, 0)}
)

// seasonText writes 21 to 24, spring to winter; winter begins in December.
func seasonText(t time.Time, _ string) string {
	return fmt.Sprintf("%04d-%d", t.Year(), 20+int(t.Month())/3)
}

// isOffset reports whether a zone is Z or ±hh:mm, which EDTF can write.
func isOffset(z string) bool {
	return z == "Z" || len(z) == 6 && (z[0] == '+' || z[0] == '-') && z[3] == ':'
}
