package timeline

import (
	"slices"

	"dateline/timeline/words"
)

// A report gives the date once and the numbers after it: "Two nurses were killed on
// Friday. Another six were hurt and 22 arrested." Such a sentence names neither the day
// nor what happened, so that by its words it is like no account of it, and of a report
// that is not on the story it is none; by its place it gives the happening's figures
// and whom somebody blames.

const (
	goesFar  = 3  // how many sentences after a dated one go on with it
	wellTold = 40 // accounts of which an event has figures enough without such sentences
)

// giver is a sentence that gives figures of an event, or says who did it.
type giver struct {
	*telling
	account int // of the event, that it is or goes on with
	id      int // among all givers and tellings
}

// givers are an event's own accounts, those that are titles last, and what goes on from
// them: the undated sentences with figures or charges right behind those that date it.
func (w *writer) givers(own []int) []giver {
	out := make([]giver, 0, len(own))
	for _, m := range bodiesFirst(own, w.tellings) {
		if t := &w.tellings[m]; t.worded() || !w.goesOn(own, m) {
			out = append(out, giver{t, m, m})
		}
	}
	if len(own) > wellTold {
		return out
	}
	for at, m := range own {
		t := &w.tellings[m]
		far := goesFar
		if !t.worded() { // only the other side of a number: "The WHO puts it at 71"
			far = min(1, len(t.s.notes.figures))
		}
		if t.beside || t.sentence < 0 {
			continue
		}
		for _, next := range w.behind(m, far) {
			if !slices.ContainsFunc(own, func(o int) bool { return w.tellings[o].doc == t.doc && w.tellings[o].sentence == next.sentence }) && !w.toldBefore(own[:at+1], next) {
				out = append(out, giver{next, m, len(w.tellings) + len(out)})
			}
		}
	}
	return out
}

// goesOn reports whether an undated account of some, in order, goes on with what a clause
// of a dated one before it in its report tells of another day.
func (w *writer) goesOn(own []int, m int) bool {
	t := &w.tellings[m]
	at, _ := slices.BinarySearch(own, m)
	for _, o := range slices.Backward(own[:at]) {
		before := &w.tellings[o]
		if before.doc != t.doc || before.sentence+goesFar < t.sentence {
			return false
		}
		if before.worded() && !before.beside && before.sentence < t.sentence && w.c.ofClause(before, t) {
			return true
		}
	}
	return false
}

// behind are those of some undated sentences right behind an account in its report that
// have figures or charges.
func (w *writer) behind(m, far int) []*telling {
	t := &w.tellings[m]
	doc := &w.c.docs[t.doc]
	lang := languageOf(doc.language)
	var out []*telling
	for k := t.sentence + 1; k < min(t.sentence+1+far, len(doc.sentences)); k++ {
		s := &doc.sentences[k]
		if slices.ContainsFunc(s.times, func(x expression) bool { return dayNamed(x.resolved) != noDay }) {
			break
		}
		next := &telling{doc: t.doc, sentence: k, s: s, phrase: noPhrase, day: t.day, span: t.span}
		if doc.onTopic {
			next = nil
			for n := m + 1; n < len(w.tellings) && w.tellings[n].doc == t.doc && w.tellings[n].sentence <= k; n++ {
				if o := &w.tellings[n]; o.sentence == k && o.phrase < 0 && !o.foretold {
					next = o
				}
			}
		} else {
			text := w.c.text(next)
			split := words.Split(text)
			alone := *s
			alone.notes = &notes{figures: figuresOf(text, split, s.times, lang), charges: charges(text, split, lang)}
			next.s = &alone
		}
		if next != nil && next.s.notes != nil && len(next.s.notes.figures)+len(next.s.notes.charges) > 0 && !w.c.ofClause(t, next) {
			out = append(out, next)
		}
	}
	return out
}

// ofClause reports whether a sentence goes on with what a clause of the account before it
// tells of another day: "Two men who survived a strike on Thursday were flown home on
// Saturday. Two others were killed in the strike." A thing that is known when it is named
// shows it, which that clause names and the rest of the account does not.
func (c *corpus) ofClause(t, next *telling) bool {
	lang := languageOf(c.docs[t.doc].language)
	var account sentenceWords
	for _, x := range t.s.times {
		if dayNamed(x.resolved) == t.day {
			continue // as most
		}
		if account.lang == nil {
			account = lang.cut(c.text(t))
		}
		clause := account.subclause(x)
		if clause == "" {
			continue
		}
		of, rest, s := lang.cut(clause), lang.cut(account.text[x.End:]), lang.cut(c.text(next))
		for i, w := range s.words {
			same := func(o words.Word) bool { return o.Folded == w.Folded }
			if s.definite(i) && !lang.definite[w.Folded] && slices.ContainsFunc(of.words, same) && !slices.ContainsFunc(rest.words, same) {
				return true
			}
		}
	}
	return false
}

// toldBefore reports whether the last of an event's accounts, of the same report, give
// another number of what a sentence counts: then it counts something else.
func (w *writer) toldBefore(own []int, s *telling) bool {
	for _, m := range slices.Backward(own) {
		t := &w.tellings[m]
		if t.doc != s.doc {
			return false
		}
		for _, f := range t.s.notes.figures {
			if slices.ContainsFunc(s.s.notes.figures, func(g tallied) bool {
				return g.Name == f.Name && g.Scope == PerEvent && f.Scope == PerEvent && g.Value != f.Value
			}) {
				return true
			}
		}
	}
	return false
}
