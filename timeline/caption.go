package timeline

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/timeline/prose"
	"dateline/timeline/timex"
	"dateline/timeline/words"
)

// The words under a picture run into a report's text: "A man holds a poster on the
// square.", "Manifestantes ondean banderas ante el ministerio.", "File photo: …". They
// show what the day looked like and tell of nothing that came about. Their verb is of
// the bare present and of what a picture can show, and nobody is named who does it;
// so are headlines, which end without a full stop, the lines of chronologies and the
// entries of live blogs, where the present is right.

// captionSubject is how many words stand before the verb of a caption.
const captionSubject = 9

// captions reports whether a sentence, with its time expressions, is the words under a
// picture.
func (s sentenceWords) captions(times []expression) bool {
	marked := s.has(s.lang.captions, 0)
	if !marked && !s.mayShow() {
		return false // as most
	}
	if below := prose.BelowHeading(s.text, s.lang.code); len(below) < len(s.text) {
		return false // it runs into the report's first sentence
	}
	if marked {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s.text, " \t\r\n\"'”’»)"))
	if last != '.' || len(s.words) < shortestHead || has(s.text, "\"“«") {
		return false
	}
	if len(times) > 0 && (times[0].Stamp == timex.StampEntry || times[0].Start == 0) || len(prose.Undated(s.text)) < len(s.text) || strings.Contains(s.text, ": ") {
		return false
	}
	for i := shortestHead; i < len(s.words); i++ { // "… after 11 days A rescue worker said"
		w := s.words[i].Folded
		if s.capital(i) && s.together(i) && !s.capital(i-1) && !s.lang.inNames[w] && (s.lang.articles[w] || s.lang.placing[w] || s.lang.loosely[w] || s.lang.leading[w]) {
			return false
		}
	}
	at := s.shown()
	return at > 0 && s.nameless(at) && !s.goesOnTelling(at)
}

// mayShow reports whether one of a sentence's first words is a verb of what a picture can
// show.
func (s sentenceWords) mayShow() bool {
	return len(s.words) > 1 && slices.ContainsFunc(s.words[1:min(len(s.words), 1+captionSubject)], func(w words.Word) bool { return s.lang.depict[w.Folded] || s.lang.depicts[w.Folded] })
}

// shown is the verb of a sentence, if its first one is of what a picture can show; -1: it
// is none such.
func (s sentenceWords) shown() int {
	one := len(s.words) > 0 && s.lang.articles[s.words[0].Folded] // "A man holds", "men hold"
	for i := 1; i < min(len(s.words), 1+captionSubject); i++ {
		switch w := s.words[i].Folded; {
		case !s.together(i):
			return -1
		case s.capital(i), s.leadsToNoun(i - 1):
		case s.lang.depicts[w] && one, s.lang.depict[w] && (!one || s.lang.naming[s.words[min(2, i)].Folded]):
			return i
		case s.lang.relative[w], s.lang.modals[w], s.lang.states[w], s.lang.saying[w], s.verb(i):
			return -1
		}
	}
	return -1
}

// leadsToNoun reports whether a noun stands after a word: "this wave", "on board".
func (s sentenceWords) leadsToNoun(i int) bool {
	w := s.words[i].Folded
	return i > 0 && (s.lang.binding[w] || s.lang.articles[w] || s.lang.pronouns[w] || s.lang.pointing[w] || s.lang.placing[w] || s.lang.loosely[w])
}

// nameless reports whether the subject that stands before a verb names nobody: "A
// supporter of the president", "Egyptian protesters", "dos mujeres".
func (s sentenceWords) nameless(verb int) bool {
	first := s.words[0].Folded
	r, _ := utf8.DecodeRuneInString(s.text[s.words[0].Start:])
	for i := 1; i < verb && !s.lang.naming[s.words[i].Folded]; i++ {
		if s.lang.atFault[s.words[i].Folded] && !s.capital(i) {
			return false // "two banks hold talks"
		}
	}
	switch {
	case s.lang.definite[first], s.lang.general[first], s.lang.adverbs[s.words[verb-1].Folded]: // "rebels still hold" the town
		return false
	case s.lang.openers[first], unicode.IsDigit(r):
		return true
	case s.lang.articles[first], s.lang.pronouns[first], s.lang.prepositions[first], s.lang.leading[first], s.lang.leaning[first], s.lang.breaking[first],
		s.lang.loosely[first], s.lang.hedging[first], s.lang.adverbs[first], s.lang.binding[first]:
		return false
	}
	if slices.ContainsFunc(s.words[1:verb], func(w words.Word) bool { return opensLarge(s.text[w.Start:]) }) {
		return false
	}
	head := s.words[verb-1].Folded
	return s.lang.people[head] || len(head) > len("bus") && strings.HasSuffix(head, "s") && !strings.HasSuffix(head, "ss")
}

// goesOnTelling reports whether what follows a verb in its clause has one of the past, which
// is no participle: "A march of thousands work their way" has none.
func (s sentenceWords) goesOnTelling(verb int) bool {
	for i := verb + 1; i < len(s.words); i++ {
		w := s.words[i].Folded
		switch {
		case s.parted(i-1, i), s.lang.relative[w], s.lang.breaking[w], s.lang.hedging[w]:
			return false
		case (s.lang.carrying[w] && !s.lang.present[w] || s.past(i)) && !s.capital(i) && !s.tellsApart(i):
			return true
		}
	}
	return false
}

// tellsApart reports whether a verb's form at a word only tells a thing apart: "men killed in
// the raid", "an image released by the army".
func (s sentenceWords) tellsApart(i int) bool {
	if i+1 >= len(s.words) {
		return true
	}
	next := s.words[i+1].Folded
	return s.lang.loosely[next] || s.lang.placing[next] || s.byAgent(i+1) || s.lang.articles[s.words[i-1].Folded] || s.lang.adverbs[next] || s.lang.infinitive[next]
}

// captions reports whether a telling is the words under a picture, or a title that is
// the beginning of those. In a chronology and in the entries of a live blog nothing is.
func (c *corpus) captions(t *telling, cut *cutter) bool {
	d := &c.docs[t.doc]
	if t.phrase == headPhrase || c.parts[t.doc].piece > 0 {
		return false
	}
	if t.sentence >= 0 {
		return cut.of(c.text(t)).captions(t.s.times)
	}
	if len(d.sentences) == 0 {
		return false
	}
	first := telling{doc: t.doc, s: &d.sentences[0]}
	return strings.HasPrefix(c.text(&first), strings.TrimRight(c.text(t), " .…")) && cut.of(c.text(&first)).captions(first.s.times)
}
