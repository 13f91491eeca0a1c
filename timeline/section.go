package timeline

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dateline/timeline/timex"
	"dateline/timeline/words"
)

// A chronology sets a date above what it tells: on a line of its own, "Tuesday, March
// 5", or before the first sentence, "25 de enero.- Miles de personas …". What stands
// under such a heading, up to the next, is of that day unless it names another. One
// date line by itself is a page's own, and heads nothing; nor do those of a list of
// links, under which no sentence ends, or dates that go back and forth.

const (
	fewestHeadings = 2   // days that the headings of a chronology name at least
	inOrderShare   = .75 // share of them that follow each other, or go back
	longestSection = 40  // sentences under a heading; under one with more only its own line is
	longestHead    = 60  // bytes of a heading with its weekday and time of day
	underHeading   = .9  // what is left of the confidence in a date that stands in the heading
	soonAfter      = 92  // days between two entries of which one lends the other its year
	atOnceAfter    = 31  // the same, where the other may be of the days before publication
)

// dayHeading is a date that opens a line.
type dayHeading struct {
	sentence int  // whose first expression it is
	day      day  // noDay: a stretch or a year, which ends the section before it
	own      bool // it is all of its line
	weekday  bool // it is nothing but the name of one: "Tuesday"
	year     int  // that it names; 0: none
	was      day  // before it was given a year; noDay: it was given none
}

// findSections puts the sentences under each heading of a text under its day.
func (d *document) findSections(text string) {
	if d.day == noDay {
		return
	}
	line, all := d.headings(text)
	if len(all) < fewestHeadings {
		return
	}
	d.ofYears(all)
	if !inTurn(all) || !chronicles(all) || !d.written(text, all) {
		return
	}
	var lines []int // of each section
	for i := range all {
		h := all[i]
		from, to := h.sentence, len(d.sentences)
		if i+1 < len(all) {
			to = all[i+1].sentence
		}
		most := line[to-1] - line[from]
		switch {
		case i+1 == len(all): // what stands below the chronology is none of it
			slices.Sort(lines)
			most = lines[len(lines)/2]
		case to-from > longestSection:
			most = 0
		}
		lines = append(lines, most)
		for line[to-1] > line[from]+most {
			to--
		}
		if h.day == noDay {
			continue
		}
		for k := from + 1; k < to; k++ {
			d.put(&d.sentences[k], &d.sentences[h.sentence], h)
		}
	}
}

// chronicles reports whether headings name days enough for a chronology.
func chronicles(all []dayHeading) bool {
	var days []day
	for _, h := range all {
		if h.day != noDay && !slices.Contains(days, h.day) {
			days = append(days, h.day)
		}
	}
	return len(days) >= fewestHeadings
}

// headings are the dates that open lines of a text, and the line of each sentence.
func (d *document) headings(text string) (line []int, all []dayHeading) {
	dated := 0
	for i := range d.sentences {
		if len(d.sentences[i].times) > 0 && !d.sentences[i].times[0].late() {
			dated++
		}
	}
	if dated < fewestHeadings {
		return nil, nil
	}
	line = make([]int, len(d.sentences))
	bare := languageOf(d.language).weekday
	before := 0 // end of the sentence before
	for i := range d.sentences {
		s := &d.sentences[i]
		if i > 0 {
			line[i] = line[i-1]
			if strings.Contains(text[before:s.start], "\n") {
				line[i]++
			}
		}
		before = int(s.end)
		if len(s.times) == 0 || s.times[0].late() || i > 0 && line[i] == line[i-1] {
			continue
		}
		if h, is := s.heading(text, bare); is {
			h.sentence, h.was = i, noDay
			all = append(all, h)
		}
	}
	return line, all
}

// late reports whether an expression stands too far into its sentence to open it.
func (x expression) late() bool { return x.Start > len("[") }

// heading is the date that opens a sentence as a heading, if one does.
func (s *sentence) heading(text, bareWeekday string) (h dayHeading, is bool) {
	from, first := int(s.start), s.times[0]
	start := strings.LastIndexByte(text[:from], '\n') + 1
	if strings.IndexFunc(text[start:from+first.Start], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0 {
		return h, false
	}
	words := text[from+first.Start : from+first.End]
	if first.Type != timex.Date || !opensLarge(words) {
		return h, false
	}
	h.day = dayNamed(first.resolved)
	h.weekday = bareWeekday != "" && first.Rule == bareWeekday
	h.year = yearIn(words)
	last := first.End
	for i := 1; i < len(s.times) && last-first.Start < longestHead; i++ { // ", 9:40 p.m."
		x := s.times[i]
		if gap := text[from+last : from+x.Start]; len(gap) > len(", at ") || strings.ContainsAny(gap, ":-–—.|\n") {
			break
		}
		if h.day == noDay || dayNamed(x.resolved) != h.day {
			return h, false
		}
		if y := yearIn(text[from+x.Start : from+x.End]); y > 0 {
			h.year = y
		}
		last = x.End
	}
	end := from + last
	rest := text[end:]
	if nl := strings.IndexByte(rest, '\n'); nl >= 0 {
		rest = rest[:nl]
	}
	switch after, part := partedBy(rest); {
	case part == noPart:
		return h, false
	case part == rangePart:
		h.day = noDay
	case after == "":
		h.own = true
	case part == stopPart && int(s.end) > end+1: // "March 5. The" is parted where the sentences are
		return h, false
	}
	if h.day == noDay && first.Span.Precision == timex.Day && first.Span.End.IsZero() {
		return h, false // "since 5 March:"
	}
	return h, true
}

// opensLarge reports whether a text begins with a capital or a digit.
func opensLarge(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

// yearIn is the year that some words give; 0: none.
func yearIn(words string) int {
	for _, w := range strings.FieldsFunc(words, func(r rune) bool { return !unicode.IsDigit(r) }) {
		if len(w) == len("2006") {
			if t, err := time.Parse("2006", w); err == nil {
				return t.Year()
			}
		}
	}
	return 0
}

// parting is what parts a heading from what it stands above.
type parting uint8

const (
	noPart    parting = iota
	markPart          // a colon, a dash or a bar, or the end of the line
	stopPart          // a full stop
	rangePart         // it leads to another day: "March 5-6"
)

// partedBy tells what parts a heading from the rest of its line, and what follows it.
func partedBy(rest string) (after string, by parting) {
	if trimmed := strings.TrimLeft(rest, `\/`); trimmed != rest {
		return trimmed, rangePart // "11/12 May"
	}
	rest = strings.TrimLeft(rest, ")] \t\r")
	stop := strings.HasPrefix(rest, ".")
	if stop {
		rest = strings.TrimLeft(rest[1:], " \t\r")
	}
	if rest == "" {
		return "", markPart
	}
	mark, size := utf8.DecodeRuneInString(rest)
	after = strings.TrimLeft(strings.TrimLeft(rest[size:], "-–—"), " \t\r")
	next, _ := utf8.DecodeRuneInString(after)
	switch mark {
	case ':', '|':
		return after, markPart
	case '-', '–', '—':
		switch {
		case after == "":
			return "", markPart
		case unicode.IsDigit(next) && !strings.HasPrefix(rest[size:], " "):
			return after, rangePart
		case unicode.IsUpper(next), unicode.IsDigit(next), strings.ContainsRune("\"'“‘«¿¡", next), strings.HasPrefix(rest[size:], " "), stop:
			return after, markPart
		}
		return after, noPart
	}
	if stop {
		return rest, stopPart
	}
	return "", noPart
}

// ofYears gives headings without a year that of what they stand under or come
// after: "2009" above "5 June", "17 December 2010" before "4 January". The report's own
// days need none.
func (d *document) ofYears(all []dayHeading) {
	above, before := 0, noDay // the year above; the day of the heading before, if it was given its year
	for i := range all {
		h := &all[i]
		switch {
		case h.day == noDay:
			if h.own && h.year > 0 {
				above = h.year
			}
			before = noDay
			continue
		case h.year > 0:
			above = 0
		case above > 0:
			d.give(h, above)
		case before == noDay:
			continue
		default:
			near := day(soonAfter)
			if d.day-h.day <= soonAfter { // it may be of the report's own days
				near = atOnceAfter
			}
			for year := before.time().Year(); year <= before.time().Year()+1; year++ {
				if at := inYear(h.day, year); at >= before && at-before <= near {
					d.give(h, year)
					break
				}
			}
		}
		before = h.day
	}
}

// inYear is a day of another year; noDay: it has none such.
func inYear(d day, year int) day {
	_, m, n := d.time().Date()
	t := time.Date(year, m, n, 0, 0, 0, 0, time.UTC)
	if t.Day() != n {
		return noDay
	}
	return dayOf(t)
}

// give puts a heading into a year.
func (d *document) give(h *dayHeading, year int) {
	at := inYear(h.day, year)
	if at == noDay || at == h.day || h.weekday {
		return
	}
	s := &d.sentences[h.sentence]
	h.was, h.day = h.day, at
	s.times[0].moveTo(at, d.day)
	for i := range s.times { // ", 9:40 p.m."
		if to := h.moved(s.times[i]); to != noDay {
			s.times[i].moveTo(to, at)
		}
	}
	s.dates = datesOf(s.times)
}

// moved is the day of an expression that was counted from a heading before that was given
// its year; noDay: it was not.
func (h dayHeading) moved(x expression) day {
	on := dayNamed(x.resolved)
	if h.was == noDay || on == noDay || x.AnchorFrom != "text" || !strings.HasPrefix(x.Anchor, h.was.time().Format(time.DateOnly)) {
		return noDay
	}
	return on + h.day - h.was
}

// moveTo puts an expression of a day, or of a time on it, on another.
func (x *expression) moveTo(to, anchor day) {
	moved := *x.resolved
	x.resolved = &moved
	by := time.Duration(to-dayOf(x.Span.Start)) * 24 * time.Hour
	x.Span.Start, x.Span.End = x.Span.Start.Add(by), x.Span.End.Add(by)
	x.Value = to.time().Format(time.DateOnly) + x.Value[min(len(x.Value), len(time.DateOnly)):]
	x.Anchor, x.AnchorFrom = anchor.time().Format(time.DateOnly), "text"
}

// inTurn reports whether most of some headings follow each other through the calendar,
// or go back through it. Those that do not only end the section before them.
func inTurn(all []dayHeading) bool {
	best := longestTurn(all, 1)
	if back := longestTurn(all, -1); len(back) > len(best) {
		best = back
	}
	days := 0
	for i := range all {
		if all[i].day != noDay {
			days++
		}
		if !slices.Contains(best, i) {
			all[i].day = noDay
		}
	}
	return float64(len(best)) >= inOrderShare*float64(days)
}

// longestTurn are the places of the most headings in a row of which none is before the
// one above it, or after it.
func longestTurn(all []dayHeading, sign day) []int {
	length, from, last := make([]int, len(all)), make([]int, len(all)), -1
	for i, h := range all {
		from[i] = -1
		if h.day == noDay {
			continue
		}
		length[i] = 1
		for k := max(0, i-longestSection); k < i; k++ {
			if all[k].day != noDay && sign*(h.day-all[k].day) >= 0 && length[k]+1 > length[i] {
				length[i], from[i] = length[k]+1, k
			}
		}
		if last < 0 || length[i] > length[last] {
			last = i
		}
	}
	var out []int
	for ; last >= 0; last = from[last] {
		out = append(out, last)
	}
	return out
}

// written reports whether what stands under headings is written out: under most of those
// on lines of their own a sentence ends, and where they are mere weekdays, which a
// programme has too, most sentences tell what happened.
func (d *document) written(text string, all []dayHeading) bool {
	lang := languageOf(d.language)
	own, ended, past, other, weekdays := 0, 0, 0, 0, 0
	for i, h := range all {
		if h.day == noDay {
			continue
		}
		to := len(d.sentences)
		if i+1 < len(all) {
			to = all[i+1].sentence
		} else if i > 0 {
			to = min(to, h.sentence+longestSection)
		}
		ends := false
		for k := h.sentence; k < to; k++ {
			s := &d.sentences[k]
			body := text[s.start:s.end]
			if h.weekday {
				if recounts(body, words.Split(body), lang) {
					past++
				} else {
					other++
				}
			}
			if k > h.sentence && strings.ContainsAny(body[max(0, len(body)-len("”.")-1):], ".!?…") {
				ends = true
			}
		}
		if h.weekday {
			weekdays++
		}
		if h.own {
			own++
			if ends {
				ended++
			}
		}
	}
	return 2*ended >= own && (weekdays == 0 || past > other)
}

// put puts a sentence under a heading of a day. Times of day and weekdays that were
// counted from the day of publication are counted from the heading's.
func (d *document) put(s, above *sentence, h dayHeading) {
	own := &dates{times: s.times, under: above}
	bare := languageOf(d.language).weekday
	for i := range s.times {
		to := h.moved(s.times[i])
		switch x := &s.times[i]; {
		case to != noDay:
		case clockAlone(*x):
			to = h.day
		case x.AnchorFrom == "dct" && x.Rule == bare && bare != "":
			if on := dayNamed(x.resolved); on > h.day && on <= d.day {
				to = on - (on-h.day+week-1)/week*week
			}
		}
		if to == noDay {
			continue
		}
		if &own.times[0] == &s.times[0] {
			own.times = slices.Clone(s.times)
		}
		own.times[i].moveTo(to, h.day)
	}
	own.days = own.named()
	s.dates = own
}

const week = 7 // days

// named are the days that a sentence's expressions name or, if they name none, that of
// the heading it stands under.
func (d *dates) named() []day {
	days := namedDays(d.times)
	if len(days) == 0 && d.under != nil {
		days = namedDays(d.under.times[:1])
	}
	return days
}

// clockAlone reports whether an expression is a time of day without a day, that was
// taken for one of the day of publication.
func clockAlone(x expression) bool {
	return x.Type == timex.Time && x.AnchorFrom == "dct" && x.Confidence <= guessed && !x.Span.Start.IsZero() && !x.Span.End.IsZero() && len(x.Value) > len(time.DateOnly)
}

// guessed is the confidence in an expression whose day is only supposed.
const guessed = .7
