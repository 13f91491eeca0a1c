package timex

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

func date(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

func dayValue(t time.Time) string { return t.Format(time.DateOnly) }

func weekValue(t time.Time) string {
	y, w := t.ISOWeek()
	return fmt.Sprintf("%04d-W%02d", y, w)
}

// monday is the first day of t's week.
func monday(t time.Time) time.Time { return t.AddDate(0, 0, -(int(t.Weekday())+6)%7) }

func quarterOf(t time.Time) int { return (int(t.Month())-1)/3 + 1 }

// valid reports whether the calendar has the day.
func valid(y, m, d int) bool {
	t := date(y, m, d)
	return t.Year() == y && int(t.Month()) == m && t.Day() == d
}

// partHours are the hours a part of the day is taken to last.
var partHours = map[string][2]int{"MO": {5, 12}, "MI": {12, 13}, "AF": {12, 18}, "EV": {17, 22}, "NI": {18, 24}, "DT": {8, 18}}

// seasonMonth is the first month of a season, in the northern hemisphere's news.
var seasonMonth = map[string]int{"SP": 3, "SU": 6, "FA": 9, "WI": 12}

// spanOf gives the stretch of the calendar a DATE or TIME value names; zero
// for vague and incomplete ones.
func spanOf(value string) Span {
	if strings.Contains(value, "X") || strings.HasSuffix(value, "_REF") || strings.HasPrefix(value, "P") {
		return Span{}
	}
	day, clock, timed := strings.Cut(value, "T")
	s := calendarSpan(day)
	if !timed || s.Precision != Day {
		return s
	}
	if h, ok := partHours[clock]; ok {
		return Span{Start: s.Start.Add(time.Duration(h[0]) * time.Hour), End: s.Start.Add(time.Duration(h[1]) * time.Hour), Precision: PartDay}
	}
	return clockSpan(s.Start, clock)
}

func calendarSpan(v string) Span {
	months := func(y, m, n int, p Precision) Span {
		return Span{Start: date(y, m, 1), End: date(y, m+n, 1), Precision: p}
	}
	n := func(s string) int { i, _ := strconv.Atoi(s); return i }
	switch {
	case len(v) == 2:
		return Span{Start: date(n(v)*100, 1, 1), End: date(n(v)*100+100, 1, 1), Precision: Century}
	case len(v) == 3:
		return Span{Start: date(n(v)*10, 1, 1), End: date(n(v)*10+10, 1, 1), Precision: Decade}
	case len(v) < 4:
		return Span{}
	}
	y, rest := n(v[:4]), v[4:]
	switch {
	case rest == "":
		return months(y, 1, 12, Year)
	case strings.HasPrefix(rest, "-Q"):
		return months(y, n(rest[2:])*3-2, 3, Quarter)
	case strings.HasPrefix(rest, "-H"):
		return months(y, n(rest[2:])*6-5, 6, Half)
	case seasonMonth[strings.TrimPrefix(rest, "-")] != 0:
		return months(y, seasonMonth[rest[1:]], 3, Season)
	case strings.HasPrefix(rest, "-W") && len(rest) >= 4:
		start := monday(date(y, 1, 4)).AddDate(0, 0, 7*(n(rest[2:4])-1))
		if strings.HasSuffix(rest, "-WE") {
			return Span{Start: start.AddDate(0, 0, 5), End: start.AddDate(0, 0, 7), Precision: Weekend, OneOf: true}
		}
		return Span{Start: start, End: start.AddDate(0, 0, 7), Precision: Week, OneOf: true}
	case len(rest) == 3:
		return months(y, n(rest[1:]), 1, Month)
	case len(rest) == 6:
		d := date(y, n(rest[1:3]), n(rest[4:]))
		return Span{Start: d, End: d.AddDate(0, 0, 1), Precision: Day}
	}
	return Span{}
}

// clockSpan reads hh:mm, with a zone or without.
func clockSpan(day time.Time, clock string) Span {
	if len(clock) < 5 {
		return Span{}
	}
	h, _ := strconv.Atoi(clock[:2])
	m, _ := strconv.Atoi(clock[3:5])
	start := day.Add(time.Duration(h)*time.Hour + time.Duration(m)*time.Minute)
	return Span{Start: start, End: start.Add(time.Minute), Precision: Minute, Zone: clock[5:]}
}
