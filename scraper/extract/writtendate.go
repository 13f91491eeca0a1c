package extract

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// stamp is a date as it was written, before a zone and a missing year are
// filled in.
type stamp struct {
	year       int // 0: not written
	month      time.Month
	day        int
	weekday    int // 0…6, -1: not written
	hour, min  int
	sec        int
	hasTime    bool
	zone       string // "+02:00", "ET", …; empty: not written
	start, end int    // byte offsets of the words
}

// valid reports whether the day exists.
func (s stamp) valid() bool {
	if s.month < 1 || s.month > 12 || s.day < 1 || s.day > 31 || s.year != 0 && (s.year < 1900 || s.year > 2200) {
		return false
	}
	y := s.year
	if y == 0 {
		y = 2000
	}
	return time.Date(y, s.month, s.day, 0, 0, 0, 0, time.UTC).Day() == s.day && s.hour < 24 && s.min < 60 && s.sec < 61
}

var (
	isoRE     = regexp.MustCompile(`\b(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]|,?\s+|-)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*(Z|z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}\b)?)?`)
	compactRE = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?\s*(Z|[+-]\d{2}:?\d{2})?)?$`)
	epochRE   = regexp.MustCompile(`^\d{10}(\d{3})?$`)
	unixRE    = regexp.MustCompile(`^[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{2}):(\d{2}):(\d{2}) (?:([A-Z]{1,5}|[+-]\d{4}) )?(\d{4})$`)
	offsetRE  = regexp.MustCompile(`^\s*\(?(?:GMT|UTC)?\s*([+\-−])(\d{1,2}):?(\d{2})?\b`)
)

// machineDate reads a date written for machines: ISO 8601 in its many dialects,
// Unix seconds or milliseconds, and as Unix and Java print it, with the year
// behind the time. Others are tried as written dates.
func machineDate(s string, dayFirst bool) (stamp, bool) {
	s = strings.TrimSpace(s)
	if epochRE.MatchString(s) {
		n, _ := strconv.ParseInt(s[:10], 10, 64)
		t := time.Unix(n, 0).UTC()
		return stamp{year: t.Year(), month: t.Month(), day: t.Day(), weekday: -1, hour: t.Hour(), min: t.Minute(), sec: t.Second(),
			hasTime: true, zone: "Z", end: len(s)}, t.Year() > 1990
	}
	if m := compactRE.FindStringSubmatch(s); m != nil {
		st := stampOf(m[1:])
		st.end = len(s)
		return st, st.valid()
	}
	if m := unixRE.FindStringSubmatch(s); m != nil {
		month := vocabulary().months[strings.ToLower(m[1])]
		st := stampOf([]string{m[7], strconv.Itoa(int(month)), m[2], m[3], m[4], m[5], m[6]})
		st.end = len(s)
		return st, st.valid()
	}
	list := writtenDates(s, dayFirst)
	if len(list) == 0 {
		return stamp{}, false
	}
	return list[0], list[0].year != 0
}

// stampOf fills a stamp from year, month, day, hour, minute, second, zone.
func stampOf(f []string) stamp {
	n := func(i int) int { v, _ := strconv.Atoi(f[i]); return v }
	return stamp{year: n(0), month: time.Month(n(1)), day: n(2), weekday: -1, hour: n(3), min: n(4), sec: n(5), hasTime: f[3] != "", zone: f[6]}
}

// token is a run of digits, a run of letters, or one other rune.
type token struct {
	text       string // lower case, without accents
	num        int    // -1: no number
	start, end int
}

func tokens(s string) []token {
	var out []token
	for i := 0; i < len(s) && len(out) < 400; {
		r, n := utf8.DecodeRuneInString(s[i:])
		j := i + n
		switch {
		case unicode.IsSpace(r):
			i = j
			continue
		case r >= '0' && r <= '9':
			for j < len(s) && s[j] >= '0' && s[j] <= '9' {
				j++
			}
			v := -1
			if j-i <= 4 {
				v, _ = strconv.Atoi(s[i:j])
			}
			out = append(out, token{s[i:j], v, i, j})
		case unicode.IsLetter(r):
			for j < len(s) {
				q, m := utf8.DecodeRuneInString(s[j:])
				if !unicode.IsLetter(q) && !unicode.IsMark(q) {
					break
				}
				j += m
			}
			out = append(out, token{plain(s[i:j]), -1, i, j})
		default:
			out = append(out, token{s[i:j], -1, i, j})
		}
		i = j
	}
	return out
}

// writtenDates finds the dates in a short text, in order: "Jan. 27, 2017 9:14
// p.m. ET", "2 de noviembre de 2025, 14:30", "27.01.2017", ISO dates, and
// dates without a year. dayFirst reads 3/4/2017 as the third of April.
func writtenDates(s string, dayFirst bool) []stamp {
	if len(s) > 2000 {
		s = s[:2000]
	}
	var out []stamp
	for _, m := range isoRE.FindAllStringSubmatchIndex(s, 4) {
		f := make([]string, 7)
		for i := range f {
			if a := m[2*i+2]; a >= 0 {
				f[i] = s[a:m[2*i+3]]
			}
		}
		st := stampOf(f)
		st.start, st.end = m[0], m[1]
		if st.valid() {
			if !st.hasTime {
				st = withTime(st, s)
			}
			out = append(out, st)
		}
	}
	if len(out) > 0 {
		return out
	}
	w := vocabulary()
	ts := tokens(s)
	for i := 0; i < len(ts); i++ {
		st, next, ok := stamp{}, i, false
		if month, is := w.months[ts[i].text]; is {
			st, next, ok = aroundMonth(ts, i, month, w)
		} else if ts[i].num >= 0 {
			st, next, ok = numericDate(ts, i, dayFirst)
		}
		if !ok || !st.valid() {
			continue
		}
		st.weekday = -1
		for j := max(0, i-5); j < i; j++ {
			if d, is := w.weekdays[ts[j].text]; is {
				st.weekday = int(d)
				st.start = min(st.start, ts[j].start)
			}
		}
		out = append(out, withTime(st, s))
		i = next
	}
	return out
}

// minutes reports whether the number at i belongs to a time of day: "14:32".
func minutes(ts []token, i int) bool {
	return i > 1 && ts[i-1].text == ":" && ts[i-1].end == ts[i].start && ts[i-2].num >= 0
}

// aroundMonth reads day and year on either side of a month's name.
func aroundMonth(ts []token, k int, month time.Month, w *dateWords) (stamp, int, bool) {
	joins := func(i int) bool { t := ts[i].text; return w.joins[t] || t == "." || t == "," || t == "-" || t == "/" }
	year := func(i int) (int, int) {
		for n := 0; i < len(ts) && n < 3; i, n = i+1, n+1 {
			if v := ts[i].num; v >= 1900 && v < 2200 && len(ts[i].text) == 4 {
				return v, i
			}
			if !joins(i) {
				break
			}
		}
		return 0, 0
	}
	st := stamp{month: month}
	// the day before: "27 January", "27. Januar", "1er de enero"
	b := k - 1
	for n := 0; b >= 0 && n < 2 && joins(b); b, n = b-1, n+1 {
	}
	before := b >= 0 && ts[b].num >= 1 && ts[b].num <= 31 && len(ts[b].text) <= 2 && !minutes(ts, b)
	// the day after: "January 27", "Jan. 27th"
	a := k + 1
	for n := 0; a < len(ts) && n < 1 && (ts[a].text == "." || ts[a].text == "-" || ts[a].text == "/"); a, n = a+1, n+1 {
	}
	after := a < len(ts) && ts[a].num >= 1 && ts[a].num <= 31 && len(ts[a].text) <= 2 && (a+1 >= len(ts) || ts[a+1].text != ":")
	if after {
		y, at := year(a + 1)
		if v := max(b, 0); y == 0 && !before && ts[v].num >= 1900 && ts[v].num < 2200 && len(ts[v].text) == 4 { // "2026. február 4."
			st.day, st.year, st.start, st.end = ts[a].num, ts[v].num, ts[v].start, ts[a].end
			return st, a, true
		}
		if y == 0 { // "Jan 27 21:14:00 2017"
			for i := a + 1; i < len(ts) && i < a+9; i++ {
				if ts[i].text == ":" && i+2 < len(ts) {
					if v := ts[i+2].num; v >= 1900 && v < 2200 {
						y, at = v, i+2
					}
				}
			}
		}
		if y != 0 || !before {
			st.day, st.year = ts[a].num, y
			st.start, st.end = ts[k].start, ts[max(a, at)].end
			if at > a+4 {
				st.end = ts[a].end // the time of day stands between
			}
			return st, max(a, at), true
		}
	}
	if before {
		y, at := year(k + 1)
		st.day, st.year = ts[b].num, y
		st.start, st.end = ts[b].start, ts[max(k, at)].end
		return st, max(k, at), true
	}
	return st, k, false
}

// numericDate reads 27.01.2017, 27/1/17, 2017/01/27, 2024年4月24日.
func numericDate(ts []token, i int, dayFirst bool) (stamp, int, bool) {
	if i+4 >= len(ts) || ts[i+2].num < 0 || ts[i+4].num < 0 || minutes(ts, i) || i > 0 && ts[i-1].text == "." && ts[i-1].end == ts[i].start {
		return stamp{}, i, false
	}
	a, s1, b, s2, c := ts[i], ts[i+1], ts[i+2], ts[i+3], ts[i+4]
	st := stamp{start: a.start, end: c.end}
	switch {
	case s1.text == "年" && s2.text == "月" || s1.text == "년" && s2.text == "월":
		st.year, st.month, st.day = a.num, time.Month(b.num), c.num
		return st, i + 4, true
	case s1.text != s2.text || s1.text != "." && s1.text != "/" && s1.text != "-":
		return st, i, false
	case s1.text != "." && (s1.end != b.start || s2.end != c.start):
		return st, i, false
	case i+5 < len(ts) && ts[i+5].text == s1.text && ts[i+5].start == c.end && i+6 < len(ts) && ts[i+6].num >= 0:
		return st, i, false // a version number or an address
	case len(a.text) == 4:
		st.year, st.month, st.day = a.num, time.Month(b.num), c.num
	case len(c.text) == 4 || len(c.text) == 2 && len(b.text) == 2:
		st.year = c.num
		if len(c.text) == 2 {
			st.year += 2000
		}
		st.day, st.month = a.num, time.Month(b.num)
		if !dayFirst && s1.text != "." || b.num > 12 {
			st.day, st.month = b.num, time.Month(a.num)
		}
		if st.month > 12 && st.day <= 12 {
			st.day, st.month = int(st.month), time.Month(st.day)
		}
	default:
		return st, i, false
	}
	return st, i + 4, true
}

var clockRE = regexp.MustCompile(`(?i)(?:^|[^\d:./-])(\d{1,2})(?:\s?[:h.]\s?(\d{2})(?::(\d{2}))?)?\s*(a\.?\s?m\b\.?|p\.?\s?m\b\.?|uhr|hs\b|h\b)?\s*(?:\(?([A-Z]{1,4})\b)?`)

// withTime adds the time of day that stands beside a date.
func withTime(st stamp, s string) stamp {
	after := s[st.end:]
	if len(after) > 48 {
		after = strings.ToValidUTF8(after[:48], "")
	}
	if t, ok := clock(after, st); ok {
		return t
	}
	before := s[:st.start]
	if len(before) > 32 {
		before = strings.ToValidUTF8(before[len(before)-32:], "")
	}
	if t, ok := clock(before, st); ok {
		return t
	}
	return st
}

// handsRE are the signs of East Asian clocks: "14時32分", "오후 2시 32분".
var handsRE = strings.NewReplacer("時", ":", "时", ":", "點", ":", "点", ":", "시 ", ":", "시", ":", "分", " ", "분", " ")

// clock finds a time of day in what stands beside a date. Minutes behind a full
// stop may be any number: they count directly behind the date, or where a word
// says that a time follows.
func clock(s string, st stamp) (stamp, bool) {
	s = handsRE.Replace(s)
	for _, m := range clockRE.FindAllStringSubmatchIndex(s, 6) {
		group := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return s[m[2*i]:m[2*i+1]]
		}
		half := strings.ToLower(strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) {
				return r
			}
			return -1
		}, group(4)))
		before := strings.TrimRight(s[:m[2]], " ")
		lead := before[strings.LastIndexByte(before, ' ')+1:]
		if half == "" {
			half = vocabulary().half[plain(lead)]
		}
		if group(2) == "" && half != "am" && half != "pm" && half != "uhr" {
			continue
		}
		dotted := group(2) != "" && strings.Contains(s[m[3]:m[4]], ".")
		directly := strings.Trim(before, ",|·•–—- ") == "" && !moreDigits(s[m[1]:])
		if dotted && half == "" && vocabulary().zones[group(5)] == "" && !directly && !vocabulary().at[plain(strings.TrimRight(lead, "."))] {
			continue // 14.30 alone may be any number
		}
		st.hour, _ = strconv.Atoi(group(1))
		st.min, _ = strconv.Atoi(group(2))
		st.sec, _ = strconv.Atoi(group(3))
		switch {
		case half == "pm" && st.hour < 12:
			st.hour += 12
		case half == "am" && st.hour == 12:
			st.hour = 0
		}
		if st.hour > 23 || st.min > 59 || st.sec > 60 {
			continue
		}
		st.hasTime = true
		rest := s[m[1]:]
		if z := group(5); z != "" && vocabulary().zones[strings.ToUpper(z)] != "" && z == strings.ToUpper(z) {
			st.zone = z
			rest = s[m[10]:]
		}
		if o := offsetRE.FindStringSubmatch(rest); o != nil {
			sign := "+"
			if o[1] != "+" {
				sign = "-"
			}
			hh := o[2]
			if len(hh) == 1 {
				hh = "0" + hh
			}
			mm := o[3]
			if mm == "" {
				mm = "00"
			}
			st.zone = sign + hh + ":" + mm
		}
		return st, true
	}
	return st, false
}

// moreDigits reports whether a number goes on: "14.30" of "14.30.5" is no time.
func moreDigits(s string) bool {
	s = strings.TrimLeft(s, ".,")
	return s != "" && s[0] >= '0' && s[0] <= '9'
}

// location is what the written zone names; nil: none was written, or it is unknown.
func (s stamp) location() *time.Location {
	z := s.zone
	if z == "" {
		return nil
	}
	if named, ok := vocabulary().zones[strings.ToUpper(z)]; ok {
		z = named
	}
	if z[0] != '+' && z[0] != '-' {
		loc, err := time.LoadLocation(z)
		if err != nil {
			return nil
		}
		return loc
	}
	digits := strings.ReplaceAll(z[1:], ":", "") + "00"
	h, err1 := strconv.Atoi(digits[:2])
	m, err2 := strconv.Atoi(digits[2:4])
	if err1 != nil || err2 != nil || h > 15 || m > 59 {
		return nil
	}
	offset := h*3600 + m*60
	if z[0] == '-' {
		offset = -offset
	}
	if offset == 0 {
		return time.UTC
	}
	return time.FixedZone("", offset)
}

// at is the instant of a stamp; zone serves where none was written.
func (s stamp) at(zone *time.Location) (t time.Time, hasZone bool) {
	loc := s.location()
	if hasZone = loc != nil; !hasZone {
		loc = zone
	}
	return time.Date(s.year, s.month, s.day, s.hour, s.min, s.sec, 0, loc), hasZone
}
