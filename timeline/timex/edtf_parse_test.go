package timex

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// readEDTF reads ISO 8601-2 text: Level 1 with years 0000 to 9999, the sets
// of level 2 ([a..b], [a,b], {a..b}, {a,b}, read as the stretch from the first
// to the last) and its quarters and halves. An unknown bound reads as an open one.
func readEDTF(text string) (Span, error) {
	s, err := parseEDTF(strings.TrimSpace(text))
	if err != nil {
		return Span{}, fmt.Errorf("EDTF %q: %w", text, err)
	}
	return s, nil
}

func parseEDTF(text string) (Span, error) {
	if n := len(text); n > 1 && (text[0] == '[' && text[n-1] == ']' || text[0] == '{' && text[n-1] == '}') {
		first, last, stretch := strings.Cut(text[1:n-1], "..")
		if !stretch {
			members := strings.Split(text[1:n-1], ",")
			first, last = members[0], members[len(members)-1]
			if first == "" || last == "" {
				return Span{}, fmt.Errorf("a member of the set is empty")
			}
		}
		s, err := between(first, last)
		s.OneOf = text[0] == '['
		return s, err
	}
	if first, last, ok := strings.Cut(text, "/"); ok {
		if first == ".." {
			first = ""
		}
		if last == ".." {
			last = ""
		}
		return between(first, last)
	}
	return parseDate(text)
}

// between reads a stretch from one date to another; an empty one is open.
func between(first, last string) (Span, error) {
	var s Span
	if first != "" {
		a, err := parseDate(first)
		if err != nil {
			return Span{}, err
		}
		s = a
		s.End = time.Time{}
	}
	if last != "" {
		b, err := parseDate(last)
		if err != nil {
			return Span{}, err
		}
		s.Approx, s.Uncertain = s.Approx || b.Approx, s.Uncertain || b.Uncertain
		s.End, s.OneOf = b.End, s.OneOf || b.OneOf
		if first == "" {
			s.Precision, s.Zone = b.Precision, b.Zone
		} else if finer(b.Precision, s.Precision) {
			s.Precision = b.Precision
		}
		if first != "" && b.Zone != s.Zone {
			return Span{}, fmt.Errorf("its ends have different zones")
		}
	}
	if first == "" && last == "" {
		return Span{}, fmt.Errorf("it has no bound")
	}
	if !s.Start.IsZero() && !s.End.IsZero() && !s.Start.Before(s.End) {
		return Span{}, fmt.Errorf("it ends before it begins")
	}
	return s, nil
}

func plainDate(text string) (Span, error) {
	if m := edtfClock.FindStringSubmatch(text); m != nil {
		day, err := plainDate(m[1])
		if err != nil {
			return Span{}, err
		}
		hour, _ := strconv.Atoi(m[2])
		minute, _ := strconv.Atoi(m[3])
		if hour > 23 || minute > 59 || m[4] > "59" {
			return Span{}, fmt.Errorf("no such time of day as %s", text)
		}
		start := day.Start.Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
		return Span{Start: start, End: start.Add(time.Minute), Precision: Minute, Zone: m[5]}, nil
	}
	m := edtfDate.FindStringSubmatch(text)
	if m == nil {
		return Span{}, fmt.Errorf("%q is no date of level 0 or 1", text)
	}
	switch {
	case strings.HasSuffix(m[1], "X") && m[2] != "":
		return Span{}, fmt.Errorf("%q: only a whole year may have unspecified digits", text)
	case strings.HasSuffix(m[1], "X"):
		return calendarSpan(strings.TrimRight(m[1], "X")), nil
	case m[2] == "":
		return calendarSpan(m[1]), nil
	case m[2] == "XX":
		s := calendarSpan(m[1])
		s.OneOf, s.Precision = true, Month
		if m[3] != "" {
			s.Precision = Day
		}
		return s, nil
	}
	year, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	switch {
	case m[3] == "" && month >= 21 && month <= 24:
		return Span{Start: date(year, (month-20)*3, 1), End: date(year, (month-19)*3, 1), Precision: Season}, nil
	case m[3] == "" && month >= 33 && month <= 36:
		return calendarSpan(fmt.Sprintf("%s-Q%d", m[1], month-32)), nil
	case m[3] == "" && (month == 40 || month == 41):
		return calendarSpan(fmt.Sprintf("%s-H%d", m[1], month-39)), nil
	case month < 1 || month > 12:
		return Span{}, fmt.Errorf("no such month as %s", m[2])
	case m[3] == "":
		return calendarSpan(text), nil
	case m[3] == "XX":
		s := calendarSpan(text[:7])
		s.OneOf, s.Precision = true, Day
		return s, nil
	}
	day, _ := strconv.Atoi(m[3])
	if !valid(year, month, day) {
		return Span{}, fmt.Errorf("no such day as %s", text)
	}
	return calendarSpan(text), nil
}

var (
	edtfDate  = regexp.MustCompile(`^(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?$`)
	edtfClock = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d:\d\d)?$`)
)

func parseDate(text string) (Span, error) {
	var approx, uncertain bool
	if n := len(text); n > 0 {
		switch text[n-1] {
		case '~':
			approx = true
		case '?':
			uncertain = true
		case '%':
			approx, uncertain = true, true
		}
		if approx || uncertain {
			text = text[:n-1]
		}
	}
	s, err := plainDate(text)
	s.Approx, s.Uncertain = approx, uncertain
	return s, err
}
