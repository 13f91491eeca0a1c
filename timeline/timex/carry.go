package timex

import (
	"strings"
	"time"
)

// A report's dates are counted from its publication. Only while it goes on
// telling of another time does that time lend its year to a date without one,
// and its day to a time of day.

const (
	carryReach = 60 // tokens that a year which was written out is carried
	// carryAhead is how long after a date of a year to come that year is meant.
	carryAhead = 183 * 24 * time.Hour
	// chainOfPast is how many dates of the past in a row are a chain, which a
	// new paragraph may go on with.
	chainOfPast = 3
)

// carried gives the year written out shortly before: "in September 2023 …
// in October". It holds for the same paragraph or a chain of dates, for a year
// before the publication's, and as long as the verbs look back.
func (r *resolver) carried(s slots, start func(year int) time.Time) (int, bool) {
	if !r.dated.ok || s.has(slotRel) || r.dated.span.Start.IsZero() {
		return 0, false
	}
	y, at := r.dated.span.Start.Year(), r.dated.at
	if r.last.ok && r.last.at > at {
		if r.last.span.Start.Year() != y {
			return 0, false
		}
		at = r.last.at
	}
	if ahead := start(y).Sub(r.dated.span.Start); y > r.day.Year() && ahead > 0 && ahead < carryAhead && r.dated.span.Precision != Year && r.sameSentence(at, r.now.first) {
		return y, true // "on May 31, 2026, and again on June 21"
	}
	if r.day.IsZero() || y >= r.day.Year() || r.now.first-at > carryReach || r.dated.span.Precision == Year {
		return 0, false
	}
	if !r.sameParagraph(at, r.now.first) && (r.chain < chainOfPast || start(y).Before(r.last.span.Start)) {
		return 0, false
	}
	same := r.sameSentence(r.dated.at, r.now.first)
	if r.day.Sub(r.latest(start)) < r.ownReach(s) && !same {
		return 0, false // the report's own days
	}
	if !start(y).After(r.dated.span.Start) || r.backToNow() || r.ofNews() && !r.entry() {
		return 0, false
	}
	return y, same || r.tenseAt(r.now.first, r.now.last) != 0 || r.entry()
}

// stillTold reports whether the expression being read goes on telling of a
// date of an earlier year: "crossed the river on 3 June 1815; by the end of the
// month the war was over".
func (r *resolver) stillTold(m mention) bool {
	year, dated := m.span.Start.Year(), r.dated.span.Start.Year()
	return r.dated.ok && m.at >= r.dated.at && dated <= year && year < r.day.Year() && (year == dated || year < dated+10) &&
		r.now.first-m.at < carryReach && r.sameParagraph(m.at, r.now.first) && r.tenseAt(r.now.first, r.now.last) < 0 && !r.backToNow()
}

// latest is when what begins in every year last began.
func (r *resolver) latest(start func(year int) time.Time) time.Time {
	own := start(r.day.Year())
	if own.After(r.day) {
		own = start(r.day.Year() - 1)
	}
	return own
}

// ownReach is how long after it began a report tells of it as its own: of a
// quarter until the next one has ended.
func (r *resolver) ownReach(s slots) time.Duration {
	if s.has(slotQuarter) || s.has(slotHalf) {
		return carryAhead
	}
	return recent
}

// backToNow reports whether a perfect stands between the date that has the year
// and the one being read: "took power in February 2021 and has promised a vote
// for Dec. 28".
func (r *resolver) backToNow() bool {
	for i := r.dated.at; i < r.now.first; i++ {
		if r.tenseWord(i) == perfect && r.tenseOf(i) == -1 && !(i > 0 && r.tenseWord(i-1) == -1) {
			return true
		}
	}
	return false
}

// chained counts the dates of the past that the text has named in a row, each
// with its year or by one before it.
func (r *resolver) chained(from string) {
	if from == anchorDCT || r.day.IsZero() || r.last.span.Start.Year() >= r.day.Year() {
		r.chain = 0
		return
	}
	r.chain++
}

// ofNews reports whether the expression being read stands in a sentence about
// the present: its verb looks ahead from the publication, or it says now.
func (r *resolver) ofNews() bool {
	first, last := r.sentenceAround(r.now.first, r.now.last)
	for i := first; i < last; i++ {
		if r.tokens[i].word < 0 {
			continue
		}
		for _, e := range r.lang.entries[r.tokens[i].word] {
			if (e.class == r.lang.deictic && e.num == 0 || e.class == r.lang.present && e.value == "PRESENT_REF") && r.words.entry(e, i) >= 0 {
				return true
			}
		}
	}
	if r.tenseAt(r.now.first, r.now.last) <= 0 {
		return false
	}
	for i := first; i < last; i++ {
		if r.tenseOf(i) == 1 && !r.conditionalAt(i) && !r.pastBefore(i) {
			return true
		}
	}
	return false
}

// pastBefore reports whether a verb that looks back stands right before a
// token, and makes it tell of what lay ahead then: "was scheduled".
func (r *resolver) pastBefore(i int32) bool {
	for j := i - 1; j >= 0 && j >= i-2 && !r.tokens[j+1].sentence; j-- {
		if r.tenseWord(j) == -1 {
			return true
		}
	}
	return false
}

// sentenceAround is the stretch of a sentence around tokens, no farther than
// tenses are asked for.
func (r *resolver) sentenceAround(first, last int32) (int32, int32) {
	from := first
	for from > 0 && first-from < reach && !r.tokens[from].sentence {
		from--
	}
	to := last
	for int(to) < len(r.tokens) && to-last < reach && !r.tokens[to].sentence {
		to++
	}
	return from, to
}

// entry reports whether the expression being read heads an entry of a
// chronology, which tells the past in the present: "April 5: the court opens."
func (r *resolver) entry() bool {
	return r.opens(r.now.first) && (r.mark(r.now.last) == ':' || r.mark(r.now.last) == '-')
}

// sameSentence reports whether no sentence begins after one token, up to another that
// is not far.
func (r *resolver) sameSentence(from, to int32) bool {
	if to-from > 2*reach {
		return false
	}
	for i := from + 1; i <= to; i++ {
		if r.tokens[i].sentence {
			return false
		}
	}
	return true
}

// sameParagraph reports whether no paragraph begins after one token, up to another.
func (r *resolver) sameParagraph(from, to int32) bool {
	for i := from + 1; i <= to; i++ {
		if r.tokens[i].paragraph {
			return false
		}
	}
	return true
}

// toldWeekday is the newest day in the text that falls on a weekday, for "that
// same Thursday".
func (r *resolver) toldWeekday(w int) (time.Time, bool) {
	for i := len(r.before) - 1; i >= max(len(r.before)-toldReach, 0); i-- {
		x := &r.before[i]
		if x.Type != Date && x.Type != Time || len(x.Value) < len(time.DateOnly) {
			continue
		}
		if own := spanOf(x.Value[:len(time.DateOnly)]); own.Precision == Day && int(own.Start.Weekday()) == w%7 {
			return own.Start, true
		}
	}
	return time.Time{}, false
}

// toldBehind is the newest day in the text that lies before the publication.
func (r *resolver) toldBehind() (time.Time, bool) {
	for i := len(r.before) - 1; i >= max(len(r.before)-toldReach, 0); i-- {
		x := &r.before[i]
		if x.Type != Date && x.Type != Time || len(x.Value) < len(time.DateOnly) {
			continue
		}
		if own := spanOf(x.Value[:len(time.DateOnly)]); own.Precision == Day && own.Start.Before(r.day) {
			return own.Start, true
		}
	}
	return time.Time{}, false
}

// toldReach is how many expressions back a day is taken up by its weekday, or
// as the one that "the next day" follows.
const toldReach = 12

// clockReach is how many tokens after a day a time of day is still of it, and
// clockDays how far from the publication that day may lie in another sentence.
const (
	clockReach = 120
	clockDays  = 31 * 24 * time.Hour
)

// anchorDay is the day a time of day belongs to when it names none: the day
// last told of, else the publication's.
func (r *resolver) anchorDay(s slots) (result, bool) {
	if s.text(slotAnchor) == anchorText && (!r.last.ok || r.last.span.Precision != Day) {
		return result{}, false // "that night", of no day
	}
	if s.text(slotAnchor) != anchorText && r.recurs() {
		return result{kind: Time, confidence: sureExplicit}, true
	}
	if r.last.ok && r.last.span.Precision == Day && (s.text(slotAnchor) == anchorText || r.sameSentence(r.last.at, r.now.first) && !r.saidThen() || r.tellsOn()) {
		return result{kind: Date, value: r.last.value[:10], anchor: r.last.value, from: anchorText, confidence: sureText}, true
	}
	if r.day.IsZero() {
		return result{kind: Date, value: "XXXX-XX-XX", confidence: sureVague}, true
	}
	return r.fromDCT(dayValue(r.day), sureGuess), true
}

// recurs reports whether the time of day being read is one of many days: "on
// Sundays at 10", "every day from 9 to 5".
func (r *resolver) recurs() bool {
	if len(r.before) == 0 || r.now.first-r.current.last > clockBefore || !r.sameSentence(r.current.last-1, r.now.first) {
		return false
	}
	x := &r.before[len(r.before)-1]
	return x.Type == Time && strings.HasPrefix(x.Value, "T") || x.Type == Set && (x.Value == "P1D" || strings.HasPrefix(x.Value, "XXXX-WXX-"))
}

// saidThen reports whether the time of day being read dates what was said of a
// day to come, and is none of that day's: "rain on Saturday, he said at 10:30".
func (r *resolver) saidThen() bool {
	at := r.now.first - 2 // before the preposition
	return at >= 0 && !r.day.IsZero() && r.last.span.Start.After(r.day) && r.tenseOf(at) == saying
}

// clockBefore is how many tokens before its day a time of day may stand.
const clockBefore = 10

// dayOfClock gives the newest expression, where it is a day, to the times of
// day right before it that were taken for the publication's: "at 5:30 p.m. in
// Tocumen on Tuesday".
func (r *resolver) dayOfClock() {
	n := len(r.before) - 1
	day := &r.before[n]
	if len(day.Value) < len(time.DateOnly) || day.Value[:len(time.DateOnly)] != r.last.value || r.last.span.Precision != Day || day.Span.Precision == Minute {
		return
	}
	if e, ok := r.entryBefore(r.lang.signal, r.current.first); ok && (e.value == "until" || e.value == "since") {
		return // "from 9 a.m. to 6 p.m. until Easter"
	}
	at := r.current.first
	for i := n - 1; i >= 0 && r.before[i].Stamp == "" && r.before[i].Type == Time && len(r.before[i].Value) >= len("2006-01-02T15:04"); i-- {
		x := &r.before[i]
		for from := at; r.tokens[at-1].end > int32(x.End); at-- {
			if from-at > clockBefore || r.tokens[at].sentence || r.mark(at) == ',' || r.mark(at) == ';' || r.tenseOf(at-1) != 0 {
				return
			}
		}
		for at > 0 && r.tokens[at-1].start >= int32(x.Start) {
			at--
		}
		switch {
		case x.AnchorFrom == anchorDCT && x.Confidence == sureGuess:
			if i > 0 && r.before[i-1].Type == Time && r.before[i-1].Span == x.Span && r.before[i-1].AnchorFrom == anchorDCT {
				i-- // "from 9 to 11 a.m. on Tuesday"
			}
			for k := i; k < n; k++ {
				r.before[k].moveTo(r.last)
			}
			return
		case x.Anchor != x.Value[:len(time.DateOnly)]: // of no time before it
			return
		}
	}
}

// moveTo gives a time of day another day.
func (x *Timex) moveTo(day mention) {
	if x.Span.Start.IsZero() || x.Span.End.IsZero() {
		return
	}
	clock, length := x.Span.Start.Sub(dayOf(x.Span.Start)), x.Span.End.Sub(x.Span.Start)
	x.Value = day.value + x.Value[len(time.DateOnly):]
	x.Span.Start = day.span.Start.Add(clock)
	x.Span.End = x.Span.Start.Add(length)
	x.Anchor, x.AnchorFrom, x.Confidence = day.value, anchorText, sureText
}

// tellsOn reports whether the expression being read goes on telling of the day
// last told of: looking back on one behind the publication, ahead to one
// before it, in nobody's quoted words.
func (r *resolver) tellsOn() bool {
	if r.now.first-r.last.at > clockReach || r.stampAhead() || r.quoted(r.now.first) {
		return false
	}
	if !r.day.IsZero() && r.last.span.Start.Sub(r.day).Abs() > clockDays {
		return false
	}
	tense := r.tenseAt(r.now.first, r.now.last)
	if r.day.IsZero() || tense == 0 {
		return r.sameParagraph(r.last.at, r.now.first)
	}
	if ahead := r.last.span.Start.After(r.day); ahead || tense > 0 {
		return ahead && tense > 0
	}
	return true
}

// stampAhead reports whether the expression being read is the time of a live
// blog's entry.
func (r *resolver) stampAhead() bool {
	return r.opens(r.now.first) && (r.partedAt(r.now.last) || r.mark(r.now.last) == ':') || r.heads(r.now)
}

// quoted reports whether a token stands between quotation marks of its
// paragraph.
func (r *resolver) quoted(at int32) bool {
	in := false
	for i := at - 1; i >= 0 && at-i < clockReach; i-- {
		if r.mark(i) == '"' {
			in = !in
		}
		if r.tokens[i+1].paragraph {
			break
		}
	}
	return in
}
