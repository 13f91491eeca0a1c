package timex

import "time"

// A date without a year that lies within near of the publication is meant,
// whatever the verbs, when the other one is farther than far: a report says
// the year of what is so distant.
const (
	near = 120 * 24 * time.Hour
	far  = 200 * 24 * time.Hour
	// A month so near ahead is meant unless the verb beside it looks back: of
	// the last one a report would say so.
	soon = 45 * 24 * time.Hour
	// What is so near behind is meant even where another year was told of.
	recent = 31 * 24 * time.Hour
)

// chooseYear finds the year that a date without one belongs to; 0 where the
// text does not support any.
func (r *resolver) chooseYear(s slots, start, end func(year int) time.Time) (int, result) {
	if y, ok := r.narrated(start); ok && !s.has(slotRel) && !r.ofNews() {
		return y, result{kind: Date, anchor: r.last.value, from: anchorText, confidence: sureText}
	}
	if y, ok := r.yearOpening(s, start); ok {
		return y, result{kind: Date, anchor: r.mentions[Year].value, from: anchorText, confidence: sureText}
	}
	if y, ok := r.carried(s, start); ok {
		return y, result{kind: Date, anchor: r.dated.value, from: anchorText, confidence: sureText}
	}
	if r.day.IsZero() {
		if r.dated.ok && !r.dated.span.Start.IsZero() {
			return r.dated.span.Start.Year(), result{kind: Date, anchor: r.dated.value, from: anchorText, confidence: sureText}
		}
		return 0, result{kind: Date, confidence: sureVague}
	}
	y := r.day.Year()
	past, future := y, y
	for start(past).After(r.day) {
		past--
	}
	for !end(future).After(r.day) {
		future++
	}
	if c, ok := s.get(slotRel); ok {
		out := r.fromDCT("", sureDCT)
		switch {
		case c.num == 0:
			return y, out
		case c.num > 0 && !start(future).After(r.day):
			return future + 1, out
		case c.num > 0:
			return future, out
		case end(past).After(r.day) && end(past).Sub(start(past)) > 24*time.Hour:
			return past - 1, out
		}
		return past, out
	}
	// How far off the two are, from the publication to the nearer edge.
	behind, ahead := r.day.Sub(end(past)), start(future).Sub(r.day)
	length := end(past).Sub(start(past))
	switch {
	case past == future:
		return past, r.fromDCT("", sureDCT)
	case behind < near && ahead > far && !(length <= 31*24*time.Hour && (r.futureBeside(r.now.first) || r.opensAhead(r.now.first, r.now.last))):
		return past, r.fromDCT("", sureTense)
	}
	tense := r.tenseAt(r.now.first, r.now.last)
	switch {
	case r.entry() && ahead >= soon: // "March 5 - The council meets"
		return past, r.fromDCT("", sureGuess)
	case tense > 0:
		return future, r.fromDCT("", sureTense)
	case tense < 0 && (length > 24*time.Hour && !(ahead < soon && length <= 31*24*time.Hour) || r.pastBeside(r.now.first) || s.has(slotHoliday) && ahead > recent):
		return past, r.fromDCT("", sureTense)
	case ahead < near && behind > far && length < near && !r.sinceBefore() && !(ahead >= soon && r.sinceClause()):
		return future, r.fromDCT("", sureGuess)
	}
	return past, r.fromDCT("", sureGuess)
}

// sinceBefore reports whether the words before tell of what has begun: "since
// January" is no month to come.
func (r *resolver) sinceBefore() bool {
	e, ok := r.entryBefore(r.lang.signal, r.now.first)
	return ok && e.value == "since"
}

// sinceClause is sinceBefore for a clause: "since taking office on Jan. 20".
func (r *resolver) sinceClause() bool {
	for i := r.now.first; i >= 0 && r.now.first-i < clauseReach; i-- {
		if e, ok := r.entryBefore(r.lang.signal, i); ok && e.value == "since" {
			return i < 2 || r.tenseWord(i-2) != perfect // "has since"
		}
		if i == 0 || r.tokens[i].sentence || r.tenseWord(i) == present || r.tenseOf(i) > 0 {
			break
		}
	}
	return false
}

// clauseReach is how many tokens before a date "since" may open its clause.
const clauseReach = 10

// yearFromText finds the year of a month or season that is counted from the
// newest date in the text: "that summer" is of its year, "the following March"
// the first after it, "the previous autumn" the last before it.
func (r *resolver) yearFromText(s slots, start func(year int) time.Time) (int, result, bool) {
	told := r.last.span.Start
	if !r.last.ok || told.IsZero() {
		return 0, result{}, false
	}
	out := result{kind: Date, anchor: r.last.value, from: anchorText, confidence: sureText}
	y, rel := told.Year(), s.num(slotRel)
	sameYear := start(y).After(told)
	if r.last.span.Precision == Year {
		sameYear = rel == 0
	}
	switch {
	case rel > 0 && !sameYear:
		y++
	case rel < 0 && (sameYear || !start(y).Before(told)):
		y--
	}
	return y, out, true
}

// yearOpening is the year that opens the sentence of an expression that looks
// back: "In 2011 he was arrested in May", "Last year, March was warm".
func (r *resolver) yearOpening(s slots, start func(year int) time.Time) (int, bool) {
	m := r.mentions[Year]
	if !m.ok || s.has(slotRel) || m.at != r.last.at && r.last.at > m.at && r.last.span.Start.Year() != m.span.Start.Year() {
		return 0, false
	}
	opens := m.at == 0 || r.tokens[m.at].sentence || r.tokens[m.at-1].sentence
	y := m.span.Start.Year()
	if !opens || !r.sameSentence(m.at, r.now.first) || !r.day.IsZero() && start(y).After(r.day) {
		return 0, false
	}
	return y, r.tenseAt(r.now.first, r.now.last) < 0
}
