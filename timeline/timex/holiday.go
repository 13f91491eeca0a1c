package timex

import (
	"strconv"
	"strings"
	"time"
)

// holiday resolves a named day: 12-25, easter-2, 11/4/4.
func (r *resolver) holiday(s slots) (result, bool) {
	rule := s.text(slotHoliday)
	if rule == holyWeek {
		return r.holyWeek(s)
	}
	return r.dayByRule(s, rule)
}

// nthWeekday resolves "el tercer domingo de octubre", "the last Friday of May".
func (r *resolver) nthWeekday(s slots) (result, bool) {
	n := s.num(slotNum)
	if n == 0 || n < -1 || n > 5 {
		return result{}, false
	}
	if !s.has(slotMonth) { // "the first Monday of next month"
		base, anchor, from, ok := r.base(s, "M")
		m := shiftBy(base, "M", s.num(slotRel))
		day := holidayIn(strings.Join([]string{strconv.Itoa(int(m.Month())), strconv.Itoa(n), strconv.Itoa(s.num(slotWeekday))}, "/"), m.Year())
		return result{kind: Date, value: dayValue(day), anchor: anchor, from: from, confidence: sureDCT}, ok
	}
	return r.dayByRule(s, strings.Join([]string{strconv.Itoa(s.num(slotMonth)), strconv.Itoa(n), strconv.Itoa(s.num(slotWeekday))}, "/"))
}

// dayByRule resolves a day that a rule finds in each year.
func (r *resolver) dayByRule(s slots, rule string) (result, bool) {
	on := func(y int) time.Time { return holidayIn(rule, y) }
	if on(2000).IsZero() {
		return result{}, false
	}
	value := dayValue
	if s.text(slotUnit) == "WE" { // "the Labor Day weekend"
		value = longWeekend
	}
	if r.hasYear(s) {
		return r.explicit(value(on(r.fullYear(s)))), true
	}
	y, out := r.chooseYear(s, on, func(y int) time.Time { return on(y).AddDate(0, 0, 1) })
	if y == 0 {
		if len(rule) == 5 && rule[2] == '-' {
			out.value = "XXXX-" + rule
		} else {
			out.value = "XXXX-XX-XX"
		}
		return out, true
	}
	out.value = value(on(y))
	return out, true
}

// longWeekend names the weekend that a day makes longer: the one of its week,
// and of a Monday the one before it.
func longWeekend(day time.Time) string {
	if day.Weekday() == time.Monday {
		day = day.AddDate(0, 0, -1)
	}
	return weekValue(day) + "-WE"
}

// holyWeek names the week that Easter ends.
const holyWeek = "easter-week"

func (r *resolver) holyWeek(s slots) (result, bool) {
	if r.hasYear(s) {
		return r.explicit(weekValue(easter(r.fullYear(s)))), true
	}
	y, out := r.chooseYear(s, func(y int) time.Time { return monday(easter(y)) }, func(y int) time.Time { return easter(y).AddDate(0, 0, 1) })
	if out.value = "XXXX-WXX"; y != 0 {
		out.value = weekValue(easter(y))
	}
	return out, true
}

// holidayIn gives the day of a holiday in a year; zero for a rule it cannot read.
func holidayIn(rule string, year int) time.Time {
	if days, ok := strings.CutPrefix(rule, "easter"); ok {
		n, err := strconv.Atoi(days)
		if err != nil {
			return time.Time{}
		}
		return easter(year).AddDate(0, 0, n)
	}
	if month, rest, ok := strings.Cut(rule, "/"); ok {
		count, day, _ := strings.Cut(rest, "/")
		m, err1 := strconv.Atoi(month)
		n, err2 := strconv.Atoi(count)
		w, err3 := strconv.Atoi(day)
		if err1 != nil || err2 != nil || err3 != nil {
			return time.Time{}
		}
		if n < 0 { // the last one
			last := date(year, m+1, 0)
			return last.AddDate(0, 0, -(int(last.Weekday())-w%7+7)%7)
		}
		first := date(year, m, 1)
		return first.AddDate(0, 0, (w%7-int(first.Weekday())+7)%7+7*(n-1))
	}
	month, day, _ := strings.Cut(rule, "-")
	m, err1 := strconv.Atoi(month)
	d, err2 := strconv.Atoi(day)
	if err1 != nil || err2 != nil {
		return time.Time{}
	}
	return date(year, m, d)
}

// easter is Easter Sunday by the Gregorian computus (Meeus, Jones, Butcher).
func easter(y int) time.Time {
	a, b, c := y%19, y/100, y%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	return date(y, (h+l-7*m+114)/31, (h+l-7*m+114)%31+1)
}
