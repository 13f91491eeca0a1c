package timex

import (
	"strings"
	"time"
)

// The ends of a range, and two days in a row that are named together, keep
// each its own value and have all the range's span.

// joinBefore makes a range of the last two expressions where the words between
// and before them say so: "from Monday to Friday", "between May and July",
// "Sunday and Monday".
func (r *resolver) joinBefore() {
	n := len(r.before)
	if n < 2 {
		return
	}
	a, b := &r.before[n-2], &r.before[n-1]
	if a.Type != b.Type || a.Type != Date && a.Type != Time {
		return
	}
	first, last := spanOf(a.Value), spanOf(b.Value)
	if first.Start.IsZero() || last.End.IsZero() {
		return
	}
	if !r.rangeBefore() {
		r.listed(a, b, first, &last)
		if together := a.Span == first && b.Span == last && r.pairWord(r.previous.last, r.current.first); together && follows(first, last) {
			r.joinList(n-2, first, last)
		}
		return
	}
	if a.AnchorFrom == anchorDCT && b.AnchorFrom == anchorDCT {
		switch {
		case first.Precision == Day && last.Precision == Day && r.byWeekday(r.current):
			r.turnWeek(a, b, &first, &last)
		case a.Type == Time && r.namesWeekday(r.previous) && r.namesWeekday(r.current):
			r.turnHours(a, &first, last)
		}
	}
	if first.Precision == Month && last.Precision == Month && b.AnchorFrom == anchorDCT && last.Start.Before(first.Start) {
		r.nextYear(b, &last) // "during May-July", "from November to January"
	}
	// "from late September to mid-October": the parts, not the months.
	if a.Span.Approx && !a.Span.Start.IsZero() {
		first.Start, first.Precision, first.Approx = a.Span.Start, a.Span.Precision, true
	}
	if b.Span.Approx && !b.Span.End.IsZero() {
		last.End, last.Precision, first.Approx = b.Span.End, b.Span.Precision, true
	}
	r.span(a, b, first, last)
}

// joinList joins a day and the one after it with the days before them that
// only commas part: "Saturday, Sunday and Monday".
func (r *resolver) joinList(at int, first, last Span) {
	for at > 0 {
		x, y := &r.before[at-1], &r.before[at]
		own := spanOf(x.Value)
		if x.Type != Date || x.Span != own || !follows(own, first) || strings.TrimSpace(r.text[x.End:y.Start]) != "," {
			break
		}
		at, first = at-1, own
	}
	ends := []result{{span: first}, {span: last}}
	joinRange(ends)
	for i := at; i < len(r.before); i++ {
		r.before[i].Span = ends[0].span
	}
}

// listed sets right a weekday read as the last one, in a list after the day
// before it that lies ahead: "will close on Saturday, Sunday and Monday".
func (r *resolver) listed(a, b *Timex, first Span, last *Span) {
	const week = 7 * 24 * time.Hour
	ahead := first.Precision == Day && first.Start.After(r.day) && a.AnchorFrom == anchorDCT && b.AnchorFrom == anchorDCT
	comma := r.mark(r.previous.last) == ',' && r.previous.last+1 == r.current.first
	if !ahead || b.Span != *last || !comma && !r.pairWord(r.previous.last, r.current.first) {
		return
	}
	if last.End.Add(week).Sub(first.Start) == 2*24*time.Hour && r.byWeekday(r.current) {
		r.moveDay(b, last, week)
		b.Span = *last
	}
}

// span gives two expressions the span from the first to the last.
func (r *resolver) span(a, b *Timex, first, last Span) {
	ends := []result{{span: first}, {span: last}}
	joinRange(ends)
	a.Span, b.Span = ends[0].span, ends[1].span
}

// rangeBefore reports whether the words between the last two expressions, and
// before them, make them the ends of a range.
func (r *resolver) rangeBefore() bool {
	m := &r.words
	// Both words may stand before their date or, as "del" and "al", begin it.
	open, ok := r.entryBefore(r.lang.rangeOpen, r.previous.first)
	if !ok {
		open, _ = m.lookup(r.lang.rangeOpen, r.previous.first)
	}
	join, end := m.lookup(r.lang.rangeJoin, r.previous.last)
	if _, alone := m.lookup(r.lang.rangeAlone, r.previous.last); alone == r.current.first && end == alone {
		open = join
	}
	adjacent := end == r.current.first || r.previous.last == r.current.first
	return adjacent && open.value != "" && join.value == open.value
}

// turnWeek sets right two weekdays that were read each alone: the second is
// the first such day after the first.
func (r *resolver) turnWeek(a, b *Timex, first, last *Span) {
	const week = 7 * 24 * time.Hour
	switch gap := last.Start.Sub(first.Start); {
	case gap < 0 && gap > -week && !last.Start.After(r.day):
		r.moveFirst(a, first, -week)
	case gap < 0 && gap > -week:
		r.moveDay(b, last, week)
	case gap > week && gap < 2*week && a.Confidence == sureGuess && r.aheadOf(r.current.first, r.current.last):
		r.moveFirst(a, first, week) // "in effect from Thursday until Saturday"
	case gap > week && gap < 2*week:
		r.moveDay(b, last, -week) // "from Sunday through Tuesday"
	}
}

// turnHours does the same for two times of weekdays: "from 7 p.m. Thursday
// until 10 a.m. Saturday".
func (r *resolver) turnHours(a *Timex, first *Span, last Span) {
	const week = 7 * 24 * time.Hour
	switch gap := last.Start.Sub(first.Start); {
	case gap < 0 && gap > -week:
		r.moveFirst(a, first, -week)
	case gap > week && gap < 2*week && a.Confidence == sureGuess:
		r.moveFirst(a, first, week)
	}
}

// overnight sets right the times of one match between which a night passes:
// "from 9 p.m. until 6 a.m. Monday" begins on Sunday.
func overnight(f *found, first, last *result) {
	gap := first.span.Start.Sub(last.span.Start)
	if first.kind != Time || last.kind != Time || first.span.Precision != Minute || last.span.Precision != Minute || gap <= 0 || gap >= 24*time.Hour {
		return
	}
	move, by := last, 1
	if end := (slots{f, 1}); end.own(slotWeekday) || end.own(slotDay) || end.own(slotOffset) {
		move, by = first, -1
	}
	move.value = dayValue(move.span.Start.AddDate(0, 0, by)) + move.value[len(time.DateOnly):]
	move.span = spanOf(move.value)
}

// moveFirst moves the expression before the newest.
func (r *resolver) moveFirst(x *Timex, s *Span, by time.Duration) {
	s.Start, s.End = s.Start.Add(by), s.End.Add(by)
	x.Value = dayValue(s.Start) + x.Value[len(time.DateOnly):]
	if !x.Span.Start.IsZero() {
		x.Span.Start = x.Span.Start.Add(by)
	}
	if !x.Span.End.IsZero() {
		x.Span.End = x.Span.End.Add(by)
	}
}

// moveDay moves the newest expression, and what later ones lean on.
func (r *resolver) moveDay(x *Timex, s *Span, by time.Duration) {
	s.Start, s.End = s.Start.Add(by), s.End.Add(by)
	if !x.Span.End.IsZero() {
		x.Span.End = x.Span.End.Add(by)
	}
	x.Value = dayValue(s.Start)
	r.last.value, r.last.span = x.Value, *s
	r.mentions[Day] = r.last
}

// nextYear moves a month that ends a range, and what later ones lean on.
func (r *resolver) nextYear(x *Timex, s *Span) {
	x.Value = valueIn("M", s.Start.AddDate(1, 0, 0))
	*s = spanOf(x.Value)
	r.last.value, r.last.span = x.Value, *s
	r.mentions[Month] = r.last
}

// byWeekday reports whether a place names its day by the weekday alone.
func (r *resolver) byWeekday(p place) bool {
	for i := p.first; i < p.last; i++ {
		if r.tokens[i].kind == digits {
			return false
		}
	}
	return r.namesWeekday(p)
}

// namesWeekday reports whether a place names a weekday, and no month: its
// digits are an hour's.
func (r *resolver) namesWeekday(p place) bool {
	named := false
	for i := p.first; i < p.last; i++ {
		if _, end := r.words.lookup(r.lang.month, i); end > i {
			return false
		}
		for _, c := range []classID{r.lang.weekday, r.lang.weekdayShort} {
			if _, end := r.words.lookup(c, i); end > i {
				named = true
			}
		}
	}
	return named
}

// pairs reports whether the spans of one match are days in a row that are all
// meant: "Nov. 3 and 4".
func (r *resolver) pairs(f *found, results []result) bool {
	for k := 1; k < f.spans; k++ {
		before, at := f.closes[k-1], f.opens[k]
		if comma := r.mark(before) == ',' && before+1 == at && k < f.spans-1; !comma && !r.pairWord(before, at) {
			return false
		}
		if results[k].kind != Date || !follows(results[k-1].span, results[k].span) {
			return false
		}
	}
	return true
}

// pairWord reports whether what stands between two tokens joins days that are
// both meant: and.
func (r *resolver) pairWord(from, to int32) bool {
	_, end := r.words.lookup(r.lang.together, from)
	return end > from && end == to
}

// follows reports whether a day is the one after another.
func follows(first, last Span) bool {
	return first.Precision == Day && last.Precision == Day && first.End.Equal(last.Start)
}

// joinRange gives all the ends of a range the span from the first to the last.
func joinRange(ends []result) {
	first, last := ends[0].span, ends[len(ends)-1].span
	if first.Start.IsZero() || last.End.IsZero() || !first.Start.Before(last.End) {
		return
	}
	whole := first
	whole.End, whole.OneOf = last.End, false
	if finer(last.Precision, first.Precision) {
		whole.Precision = last.Precision
	}
	for k := range ends {
		ends[k].span = whole
	}
}
