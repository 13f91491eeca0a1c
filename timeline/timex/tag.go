package timex

import (
	"slices"
	"strings"
	"time"
)

// Tag finds the time expressions of a document and resolves them. The result
// is sorted by place, and no two overlap. The expressions of a range ("Sept.
// 2-5") have each its own value and all the range's span.
func Tag(doc Document) []Timex {
	l := languageFor(doc.Language)
	desk := desks.Get().(*[]token)
	defer desks.Put(desk)
	*desk = tokenize(doc.Text, l.lexicon, *desk)
	tokens := *desk
	r := &resolver{
		lang: l, text: doc.Text, tokens: tokens, mentions: map[Precision]mention{},
		words: matcher{lang: l, text: doc.Text, tokens: tokens},
	}
	if !doc.DCT.IsZero() {
		d := doc.DCT
		r.dct = time.Date(d.Year(), d.Month(), d.Day(), d.Hour(), d.Minute(), d.Second(), 0, time.UTC)
		r.day = dayOf(r.dct)
	}
	r.narrative = r.narrates()
	find(l, doc.Text, tokens, r.read)
	return r.before
}

// find hands the matches of all rules over in order of their place, the
// better one first. It holds no more of them than begin at the tokens that
// one rule can reach, however long the text is. The steps it took are returned.
func find(l *language, text string, tokens []token, read func(*found)) (steps int) {
	var pending []found // in order
	m := newMatcher(l, text, tokens)
	for i := range tokens {
		t := &tokens[i]
		var starts []candidate
		switch {
		case t.kind == digits:
			starts = l.byDigits
		case t.word >= 0:
			starts = l.byWord[t.word]
		}
		// No match to come begins before this token.
		ready := 0
		for ready < len(pending) && pending[ready].first() < int32(i) {
			read(&pending[ready])
			ready++
		}
		if ready > 0 {
			pending = append(pending[:0], pending[ready:]...)
		}
		next := m.next(int32(i) + 1)
		for k := range starts {
			c := &starts[k]
			if (c.next.any || next.meets(&c.next)) && m.match(c.rule, c.program, int32(i)) && m.best.first() < m.best.last() && m.allowed() {
				at := len(pending)
				for at > 0 && better(&m.best, &pending[at-1]) {
					at--
				}
				pending = slices.Insert(pending, at, m.best)
			}
		}
	}
	for k := range pending {
		read(&pending[k])
	}
	return m.total
}

// better orders matches: by place, then the rule's priority, then length,
// then the order of the rules.
func better(a, b *found) bool {
	if a.first() != b.first() {
		return a.first() < b.first()
	}
	if a.rule.priority != b.rule.priority {
		return a.rule.priority > b.rule.priority
	}
	if a.last() != b.last() {
		return a.last() > b.last()
	}
	return a.rule.order < b.rule.order
}

// besideReach is how many tokens before a match its rule's conditions see.
const besideReach = 4

// allowed applies a rule's conditions on the words beside the match.
func (m *matcher) allowed() bool {
	f := &m.best
	for _, p := range f.rule.unlessPrev {
		for at := max(f.from-besideReach, 0); at < f.from; at++ {
			if m.reads(p.code, p.first, 0, at) == f.from {
				return false
			}
		}
	}
	for _, p := range f.rule.unlessNext {
		if int(f.to) < len(m.tokens) && m.reads(p.code, p.first, 0, f.to) >= 0 {
			return false
		}
	}
	if len(f.rule.ifSentence) > 0 && !m.inSentence(f.rule.ifSentence) {
		return false
	}
	return !m.inSentence(f.rule.unlessSentence)
}

// inSentence reports whether a program reads something in the sentence of the
// match, no farther from it than tenses are asked for.
func (m *matcher) inSentence(programs []*program) bool {
	f := &m.best
	for _, p := range programs {
		for at := f.from; at >= 0 && f.from-at < reach; at-- {
			if m.may(&p.first[0], at) && m.reads(p.code, p.first, 0, at) >= 0 {
				return true
			}
			if m.tokens[at].sentence {
				break
			}
		}
		for at := f.to; int(at) < len(m.tokens) && at-f.to < reach && !m.tokens[at].sentence; at++ {
			if m.may(&p.first[0], at) && m.reads(p.code, p.first, 0, at) >= 0 {
				return true
			}
		}
	}
	return false
}

// read takes a match that names a time and does not reach into one taken before.
func (r *resolver) read(f *found) {
	if f.first() >= r.covered && (f.rule.norm == nil || r.take(f)) {
		r.covered = f.last()
	}
}

// take resolves one match, all its spans or none.
func (r *resolver) take(f *found) bool {
	r.now.first, r.now.last = f.first(), f.last()
	var results [maxSpans]result
	for k := range f.spans {
		out, ok := f.rule.norm(r, slots{f, k})
		if !ok || out.value == "" {
			return false
		}
		if out.span.IsZero() && (out.kind == Date || out.kind == Time) {
			out.span = spanOf(out.value)
		}
		results[k] = out
	}
	for k := range f.spans {
		r.modify(f, k, &results[k])
	}
	if f.spans == 2 && f.rule.rangeOf {
		overnight(f, &results[0], &results[1])
	}
	if f.spans > 1 && (f.rule.rangeOf || r.pairs(f, results[:f.spans])) {
		joinRange(results[:f.spans])
	}
	for k := range f.spans {
		r.emit(f, k, results[k])
	}
	if f.spans == 1 {
		r.joinBefore()
	}
	return true
}

// localZone is what vocabularies call the zone of the place itself.
const localZone = "local"

func (r *resolver) emit(f *found, k int, out result) {
	first, last := r.tokens[f.opens[k]], r.tokens[f.closes[k]-1]
	out = r.asSaid(f, k, out)
	t := Timex{
		Start: int(first.start), End: int(last.end), Text: r.text[first.start:last.end],
		Type: out.kind, Value: out.value, Span: out.span, Rule: f.rule.name,
		Anchor: out.anchor, AnchorFrom: out.from, Confidence: out.confidence,
	}
	if z := (slots{f, k}).text(slotZone); z != "" && z != localZone && out.kind == Time {
		t.Span.Zone = z
	}
	r.before = append(r.before, t)
	r.previous, r.current = r.current, place{f.opens[k], f.closes[k]}
	if out.kind == Duration && strings.HasSuffix(out.value, "M") && !strings.Contains(out.value, "T") || out.kind == Date && len(out.value) == 4 {
		r.compared = false // months, or a year, are told of now
	}
	if own := spanOf(out.value); out.kind == Date && !own.IsZero() && !(slots{f, k}).has(slotAside) {
		r.last = mention{value: out.value, span: own, at: f.opens[k], ok: true}
		if out.from == "" {
			r.dated = r.last
		}
		r.mentions[own.Precision] = r.last
		r.chained(out.from)
		r.tellOf(r.last)
	} else if out.kind == Time && len(out.value) > 10 && !(slots{f, k}).has(slotAside) {
		if own := spanOf(out.value[:10]); !own.IsZero() {
			r.last = mention{value: out.value[:10], span: own, at: f.opens[k], ok: true}
			r.mentions[Day] = r.last
		}
	}
	if f.spans == 1 {
		r.dayOfClock()
		r.dateSpeech()
		r.stamp()
	}
}

// modify narrows or opens a span by the words in and before the expression:
// late, around, since, until, before, after.
func (r *resolver) modify(f *found, k int, out *result) {
	if out.span.IsZero() || out.kind == Duration {
		return
	}
	if mod := (slots{f, k}).text(slotMod); mod != "" {
		out.span = modified(out.span, mod)
	}
	if f.spans > 1 {
		return
	}
	if e, ok := r.entryBefore(r.lang.signal, f.opens[k]); ok && !((e.value == "before" || e.value == "after") && r.possessive(f.closes[k])) {
		out.span = modified(out.span, e.value)
	}
}

// possessive reports whether what stands at a token makes the words before it
// tell whose something is: "after Friday's vote" dates the vote, on Friday.
func (r *resolver) possessive(at int32) bool {
	return r.mark(at) == '\'' && r.tokens[at].glued
}

// entryBefore finds the longest entry of a class that ends where a token begins.
func (r *resolver) entryBefore(c classID, at int32) (entry, bool) {
	m := &r.words
	for from := max(at-besideReach, 0); from < at; from++ {
		if r.tokens[from].word < 0 {
			continue
		}
		for _, e := range r.lang.entries[r.tokens[from].word] {
			if e.class == c && m.entry(e, from) == at {
				return e, true
			}
		}
	}
	return entry{}, false
}

// modified applies a modifier to a span.
func modified(s Span, mod string) Span {
	if (s.Precision == Minute || s.Precision == PartDay) && (mod == "before" || mod == "after") {
		mod = "approx" // "shortly after midnight", "before dawn"
	}
	switch mod {
	case earlierMod:
		return third(s, "start")
	case "approx":
		s.Approx = true
	case "uncertain":
		s.Uncertain = true
	case "start", "mid", "end", "week2", "week3", "week4":
		return third(s, mod)
	case "since":
		s.End, s.OneOf = time.Time{}, false
	case "until":
		s.Start, s.OneOf = time.Time{}, false
	case "before":
		s.End, s.Start, s.OneOf = s.Start, time.Time{}, true
	case "after":
		s.Start, s.End, s.OneOf = s.End, time.Time{}, true
	case "within":
		s.OneOf = true
	}
	return s
}

// weekOfMonth are the modifiers that count the weeks of a month from its first day.
var weekOfMonth = map[string]int{"week2": 2, "week3": 3, "week4": 4}

// third is the beginning, middle or end of a stretch: late October is its
// 21st to 31st, late 2025 its last four months.
func third(s Span, mod string) Span {
	s.Approx, s.OneOf = true, false
	if week, ok := weekOfMonth[mod]; ok {
		if s.Precision == Month {
			s.Precision, s.Start, s.End = Part, s.Start.AddDate(0, 0, 7*week-7), s.Start.AddDate(0, 0, 7*week)
		}
		return s
	}
	if s.Precision == Month { // months differ in length: the days are counted from the first
		tenth, twentieth := s.Start.AddDate(0, 0, 10), s.Start.AddDate(0, 0, 20)
		s.Precision = Part
		return cut(s, mod, tenth, twentieth)
	}
	years, months, fine := 0, 0, Month
	switch s.Precision {
	case Quarter, Season:
		months = 1
	case Half:
		months = 2
	case Year:
		months = 4
	case Decade:
		years, fine = 3, Year
	case Century:
		years, fine = 33, Year
	default:
		return s
	}
	s.Precision = fine
	return cut(s, mod, s.Start.AddDate(years, months, 0), s.End.AddDate(-years, -months, 0))
}

// cut is the part of a span before one moment, between two, or after the other.
func cut(s Span, mod string, one, other time.Time) Span {
	switch mod {
	case "start":
		s.End = one
	case "mid":
		s.Start, s.End = one, other
	default:
		s.Start = other
	}
	return s
}
