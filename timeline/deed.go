package timeline

import (
	"math"
	"slices"
	"strings"

	"dateline/timeline/words"
)

// A deed is what a person does or undergoes but once within days: an arrest, a
// resignation, a verdict. Reports that tell of one person's are about one happening,
// in whatever words, even if they put it on neighbouring days.
type deed struct {
	what  string    // arrest, resignation …: the same in all languages
	whom  []string  // folded words of the person's name; nil: the sentence names nobody whose it may be
	later bool      // who is named only where the report goes on
	at    int       // where its words begin in the sentence
	roles []calling // what it calls whom it does not name: "the captain of the ferry"
}

// voice of a verb is where it names the person: acts, after it; undergone, before it
// and its verb of the passive; does, before it, or else after it.
type voiceOf uint8

const (
	acts voiceOf = iota
	undergone
	does
)

// onceWords are the words of a deed.
type onceWords struct {
	what  string
	voice voiceOf
	words []string // folded
}

// onceBy notes the words of a deed in one voice, by the first of each.
func (l *language) onceBy(what string, voice voiceOf, list []string) {
	for _, all := range phrases(list) {
		l.once[all[0]] = append(l.once[all[0]], onceWords{what, voice, all})
	}
}

// How far from its verb of the passive a deed may stand, how far what it depends on from
// it, and how many words may stand between a verb and the name of whom it is done to.
const (
	passiveWithin = 3
	hangsWithin   = 4
	namedWithin   = 30
)

// doneOnce are the deeds that a sentence tells of as done, each with those who may be the
// person: not what it denies, foretells, tells of as done again, or only mentions in a clause of
// its own.
func (l *language) doneOnce(text string) []deed {
	s := l.cut(text)
	var out []deed
	var names []mention
	for i, w := range s.words {
		if slices.ContainsFunc(l.repeating[w.Folded], func(phrase []string) bool { return s.stand(i, phrase) }) {
			return nil
		}
	}
	for i, w := range s.words {
		for _, o := range l.once[w.Folded] {
			if !s.stand(i, o.words) {
				continue
			}
			verb := i
			if o.voice == undergone {
				if verb = s.passive(i); verb < 0 {
					continue
				}
			} else if s.passive(i) >= 0 || s.lang.passive[s.before(i)] {
				continue
			}
			if s.inPassing(verb) {
				continue
			}
			if names == nil {
				names = mentions(text, s.words)
			}
			named := len(out)
			for _, m := range s.done(o.voice, names, verb, i+len(o.words)) {
				if m.kind != Place && (m.kind != Organisation || o.voice == acts) {
					out = append(out, deed{what: o.what, whom: strings.Fields(words.Fold(m.name)), at: w.Start})
				}
			}
			if len(out) == named {
				out = append(out, deed{what: o.what, at: w.Start, roles: s.called(o.voice, verb, i+len(o.words))})
			}
		}
	}
	return out
}

// stand reports whether some words stand at one of a sentence.
func (s sentenceWords) stand(i int, phrase []string) bool {
	if i+len(phrase) > len(s.words) {
		return false
	}
	for k, w := range phrase {
		if s.words[i+k].Folded != w {
			return false
		}
	}
	return true
}

// passive is the verb of the passive that a participle follows; -1: none.
func (s sentenceWords) passive(i int) int {
	for k := i - 1; k >= max(0, i-passiveWithin); k-- {
		w := s.words[k].Folded
		if s.lang.undergoing[w] {
			return k
		}
		if s.lang.relative[w] || s.lang.resuming[w] || !s.together(k+1) {
			break
		}
	}
	return -1
}

// inPassing reports whether the clause of a verb is one that only mentions what it
// tells: "who was arrested", "after he was freed", "not charged", "would have resigned".
func (s sentenceWords) inPassing(verb int) bool {
	for k := verb + 1; k < min(len(s.words), verb+passiveWithin); k++ {
		if s.lang.negating[s.words[k].Folded] && !s.lang.undergoing[s.words[k-1].Folded] {
			break
		}
		if s.lang.undergoing[s.words[k-1].Folded] && s.lang.negating[s.words[k].Folded] {
			return true // "was not charged"
		}
	}
	if verb > 0 && strings.Contains(s.text[s.words[verb-1].End:s.words[verb].Start], ",") {
		return false // "Ana Ruiz, whose trawler sank, was arrested"
	}
	for k := verb - 1; k >= 0; k-- {
		w := s.words[k].Folded
		if verb-k <= hangsWithin && (s.lang.relative[w] && !s.lang.saying[s.before(k)] || s.lang.modals[w] || s.lang.negating[w] || s.lang.infinitive[w] && k == verb-1) {
			return true
		}
		if s.lang.timing[w] || s.lang.hedging[w] {
			return true
		}
		if strings.Contains(s.text[s.words[k].End:s.words[k+1].Start], ",") && verb-k > hangsWithin {
			return false // a clause before it
		}
	}
	return false
}

// before is the word before one, folded; empty: there is none.
func (s sentenceWords) before(i int) string {
	if i == 0 {
		return ""
	}
	return s.words[i-1].Folded
}

// done are the names of those whom a deed, whose verb stands from one word to before
// another, may be of.
func (s sentenceWords) done(voice voiceOf, names []mention, from, to int) []mention {
	if voice == acts {
		return s.objects(names, to, s.lang.layingTo == "")
	}
	var before []mention
	for _, m := range names {
		if m.end <= s.words[from].Start && !s.depends(m, s.lang.resuming, 0) && m.kind != Place {
			before = append(before, m)
		}
	}
	if n := len(before); n > 2 {
		before = []mention{before[0], before[n-1]} // "Ana Ruiz, head of Acme, was arrested", "At Acme its head, Ana Ruiz, was arrested"
	}
	if len(before) == 0 || len(before) == 1 && before[0].opens { // "Ayer dimitió el ministro Ruiz"
		before = append(before, s.objects(names, to, true)...)
	}
	return before
}

// objects are the names after a verb that it may be done to. Those that a preposition
// stands before are not: open says whether it needs none, but in a language that has
// one for persons.
func (s sentenceWords) objects(names []mention, from int, open bool) []mention {
	var out []mention
	for k := from; k < min(len(s.words), from+namedWithin); k++ {
		w := s.words[k].Folded
		if strings.Contains(s.text[s.words[k-1].End:s.words[k].Start], ";") || s.lang.relative[w] || s.lang.breaking[w] || s.lang.saying[w] {
			break
		}
		for _, m := range names {
			if open && m.start == s.words[k].Start && !s.depends(m, s.lang.naming, from) {
				out = append(out, m)
			}
		}
		switch {
		case s.lang.naming[w]:
		case s.lang.layingTo != "" && s.layingTo(k):
			open = true
		case s.lang.resuming[w]:
			open = false
		}
	}
	return out
}

// depends reports whether a name only tells more of what stands before it, from a word
// on, by some prepositions, or is the owner of what stands after it: "head of Acme", "gerente de la
// empresa Acme", "Acme's head".
func (s sentenceWords) depends(m mention, prepositions map[string]bool, from int) bool {
	if rest := s.text[m.end:]; strings.HasPrefix(rest, "'s ") || strings.HasPrefix(rest, "’s ") {
		return true
	}
	k := s.wordsTo(m.start) - 1
	for least := k - hangsWithin; k >= max(from, least) && !s.capital(k) && strings.TrimSpace(s.text[s.words[k].End:s.words[k+1].Start]) == ""; k-- {
		if prepositions[s.words[k].Folded] {
			return true
		}
	}
	return false
}

// same reports whether two deeds are one person's: the full name is in one of them,
// and the other gives it too, or a later part of it.
func (d deed) same(o deed) bool {
	short, long := d.whom, o.whom
	if len(short) > len(long) {
		short, long = long, short
	}
	switch {
	case d.what != o.what || d.later && o.later || len(short) == 0 || len(long) < 2:
		return false
	case len(short) == 1:
		return slices.Contains(long[1:], short[0])
	case short[0] != long[0]:
		return false
	}
	for _, w := range short[1:] {
		if !slices.Contains(long[1:], w) {
			return false
		}
	}
	return true
}

// deeds are those that the tellings of a happening with a date tell of: in sentences
// that name other days too, those whose words stand nearest to its date. Who is not named there may be in what goes on from them.
func (j *joiner) deeds(h *happening, lead bool) []deed {
	var out []deed
	asked := 0
	for _, m := range h.members {
		t := &j.tellings[m]
		if !t.worded() || t.beside || t.foretold || lead && !t.lead() {
			continue
		}
		for _, d := range languageOf(j.c.docs[t.doc].language).doneOnce(j.c.text(t)) {
			if t.nearest(d.at) != int(t.phrase) {
				continue
			}
			if d.whom != nil {
				out = append(out, d)
				continue
			}
			if !lead && len(d.roles) > 0 {
				d.roles = slices.DeleteFunc(d.roles, func(c calling) bool { return inTimes(t.s, c.at) })
				out = append(out, d)
			}
			for _, name := range j.namedLater(t) {
				out = append(out, deed{what: d.what, whom: name, later: true})
			}
		}
		if asked++; asked == weighed {
			break
		}
	}
	return out
}

// nearest is which of the expressions that name days in its sentence stands nearest to
// a place in it: "was arrested on Tuesday and released on Friday".
func (t *telling) nearest(at int) int {
	found, least := int(t.phrase), math.MaxInt
	for i, x := range t.s.times {
		if i != int(t.phrase) && dayNamed(x.resolved) == noDay {
			continue
		}
		if far := max(x.Start-at, at-x.End); far < least {
			found, least = i, far
		}
	}
	return found
}

// namedLater are the full names, in folded words, that the sentences begin with which
// go on from a telling: "Gunmen shot a judge dead on Monday. Ana Ruiz had received threats."
func (j *joiner) namedLater(t *telling) (out [][]string) {
	all := j.c.docs[t.doc].sentences
	for _, k := range t.near(all) {
		if k < t.sentence {
			continue
		}
		text := j.c.articles[t.doc].Text[all[k].start:all[k].end]
		if names := mentions(text, words.Split(text)); len(names) > 0 && names[0].start == 0 && names[0].kind != Place && names[0].kind != Organisation {
			if name := strings.Fields(words.Fold(names[0].name)); len(name) > 1 {
				out = append(out, name)
			}
		}
	}
	return out
}

// sharesDeed reports whether two happenings are told of as one person's one deed.
func sharesDeed(some, others []deed) bool {
	return slices.ContainsFunc(some, func(d deed) bool { return slices.ContainsFunc(others, d.same) })
}

// oneDeed reports whether what one origin tells of a day and another happening are one
// person's one deed. Of neighbouring days no outlet may tell of both; of one day one may.
func (j *joiner) oneDeed(l *loner, o *happening, both, contrary bool) bool {
	apart := max(o.day-l.day, l.day-o.day)
	return apart <= deedWithin && (apart == 0 || !both) && !contrary && sharesDeed(l.deeds, j.deeds(o, true))
}

// oneDeedTold reports whether two accounts tell of one person's one deed.
func oneDeedTold(a, b *Account) bool {
	return sharesDeed(languageOf(a.Language).doneOnce(a.Quote), languageOf(b.Language).doneOnce(b.Quote))
}
