package exports

import (
	"fmt"
	"time"

	"dateline/timeline/timex"
)

// when tells a span in plain words, as fine as it is: "Tue 11 Nov 2025",
// "21–31 Oct 2025", "since Sep 2025".
func when(s timex.Span) string {
	if s.IsZero() {
		return "date unknown"
	}
	text := stretch(s)
	if s.OneOf && s.FirstDay() != s.LastDay() && !s.Start.IsZero() && !s.End.IsZero() {
		text = "one day in " + text
	}
	if s.Uncertain {
		text += " (uncertain)"
	}
	return text
}

// stretch is the span's bounds in words.
func stretch(s timex.Span) string {
	about := ""
	if s.Approx {
		about = "about "
	}
	last := s.End.Add(-time.Nanosecond)
	switch {
	case s.End.IsZero():
		return "since " + about + point(s.Start, s.Precision)
	case s.Start.IsZero():
		return "by " + about + point(last, s.Precision)
	}
	return about + bounded(s, last)
}

// bounded is a span with both bounds in words; last is its last moment.
func bounded(s timex.Span, last time.Time) string {
	switch s.Precision {
	case timex.Minute, timex.Hour, timex.PartDay:
		return clock(s)
	case timex.Week:
		return "week of " + days(s.Start, last)
	case timex.Weekend:
		return "weekend of " + days(s.Start, last)
	case timex.Month, timex.Season, timex.Half:
		return months(s.Start, last)
	case timex.Quarter, timex.Year, timex.Decade, timex.Century:
		from, to := point(s.Start, s.Precision), point(last, s.Precision)
		if from == to {
			return from
		}
		return from + " to " + to
	}
	return days(s.Start, last)
}

// point names the unit of a precision that t lies in.
func point(t time.Time, p timex.Precision) string {
	switch p {
	case timex.Month, timex.Season, timex.Half:
		return t.Format("Jan 2006")
	case timex.Quarter:
		return fmt.Sprintf("Q%d %d", (int(t.Month())+2)/3, t.Year())
	case timex.Year:
		return t.Format("2006")
	case timex.Decade:
		return fmt.Sprintf("%ds", t.Year()/10*10)
	case timex.Century:
		return fmt.Sprintf("century from %d", t.Year()/100*100)
	case timex.Minute:
		return t.Format("Mon 2 Jan 2006, 15:04")
	}
	return t.Format("Mon 2 Jan 2006")
}

// clock is a stretch within a day, or a few, with its times of day.
func clock(s timex.Span) string {
	const day, hour = "Mon 2 Jan 2006", "15:04"
	text := s.Start.Format(day + ", " + hour)
	switch {
	case s.Precision == timex.Minute && s.End.Sub(s.Start) <= time.Minute:
	case s.Start.Format(day) == s.End.Format(day):
		text += "–" + s.End.Format(hour)
	case s.End.Equal(s.Start.Truncate(24 * time.Hour).Add(24 * time.Hour)):
		text += "–24:00"
	default:
		text += " to " + s.End.Format(day+", "+hour)
	}
	if s.Zone != "" {
		text += " " + s.Zone
	}
	return text
}

// days is a range of days, saying month and year no oftener than needed.
func days(from, to time.Time) string {
	switch {
	case from.Format(time.DateOnly) == to.Format(time.DateOnly):
		return from.Format("Mon 2 Jan 2006")
	case from.Format("2006-01") == to.Format("2006-01"):
		return from.Format("2") + "–" + to.Format("2 Jan 2006")
	case from.Year() == to.Year():
		return from.Format("2 Jan") + " – " + to.Format("2 Jan 2006")
	}
	return from.Format("2 Jan 2006") + " – " + to.Format("2 Jan 2006")
}

// months is a range of months, saying the year no oftener than needed.
func months(from, to time.Time) string {
	switch {
	case from.Format("2006-01") == to.Format("2006-01"):
		return from.Format("Jan 2006")
	case from.Year() == to.Year():
		return from.Format("Jan") + "–" + to.Format("Jan 2006")
	}
	return from.Format("Jan 2006") + " – " + to.Format("Jan 2006")
}
