package timeline

import (
	"slices"
	"strings"

	"dateline/timeline/words"
)

// manner is how a sentence speaks, outside its quotations: it reports what came
// about, describes, comments, or talks to somebody.
type manner struct {
	sentenceWords
	quoted []bool // by word; nil: none is
}

// mannerOf reads how a text, cut into words, speaks.
func mannerOf(text string, split []words.Word, lang *language) manner {
	m := manner{sentenceWords: sentenceWords{text: text, words: split, lang: lang}}
	if !has(text, "\"“«") {
		return m
	}
	m.quoted = make([]bool, len(split))
	depth, straight, at := 0, false, 0
	for i, w := range split {
		for _, r := range text[at:w.Start] {
			switch r {
			case '"':
				straight = !straight
			case '“', '«':
				depth++
			case '”', '»':
				depth--
			}
		}
		at = w.Start
		m.quoted[i] = straight || depth > 0
	}
	return m
}

// cost is what a sentence, which names when it happened or does not, loses of how
// well it stands alone by how it speaks.
func (m manner) cost(dated bool) float64 {
	x := comment * float64(min(2, m.comments()))
	if m.addresses() {
		x += addresses
	}
	if m.contracts() {
		x += colloquial
	}
	a := m.aspect()
	if m.verdict() {
		a = state
	}
	switch {
	case a == state && dated:
		x += stating
	case a == underWay && dated:
		x += ongoing
	case a == state, a == underWay:
		x += timeless
	}
	return x
}

// own is a word in small letters, with its accents, which part "qué" from "que" and
// "nós" from "nos"; empty where somebody is quoted, or where it is part of a name:
// "US", "Will Hart", "Phase I".
func (m manner) own(i int) string {
	if m.quoted != nil && m.quoted[i] {
		return ""
	}
	word := m.text[m.words[i].Start:m.words[i].End]
	switch {
	case i == 0 && (len(word) == 1 || word != strings.ToUpper(word)):
	case word == "I" && !m.capital(i-1):
	case i == 0 || m.capital(i):
		return ""
	}
	return strings.ToLower(word)
}

// comments counts the words and phrases by which somebody talks, thinks or judges
// and does not report: "clearly", "a lot", "only a matter of time".
func (m manner) comments() int {
	n := 0
	for i := range m.words {
		for _, rest := range m.lang.talking[m.own(i)] {
			if from := i + 1; from+len(rest) <= len(m.words) && slices.EqualFunc(rest, m.words[from:from+len(rest)], sameWord) {
				n++
				break
			}
		}
	}
	return n
}

// verdict reports whether a sentence says how things stand and not what happened, though
// its verb is of the past: "the mayor's days are numbered", "the council tried everything".
func (m manner) verdict() bool {
	if len(m.words) > 0 && m.lang.urging[m.words[0].Folded] && m.lang.urging[m.own(0)] {
		return true // "Let the town remember"
	}
	for i := range m.words {
		for _, phrase := range m.lang.verdicts[m.words[i].Folded] {
			if i+len(phrase) <= len(m.words) && m.own(i) != "" && slices.EqualFunc(phrase, m.words[i:i+len(phrase)], sameWord) {
				return true
			}
		}
	}
	return false
}

// addresses reports whether the speaker or the reader is spoken of: "we", "your".
func (m manner) addresses() bool {
	for i := range m.words {
		if m.lang.persons[m.own(i)] {
			return true
		}
	}
	return false
}

// contracts reports whether words run together as in speech: "they're", "that's".
func (m manner) contracts() bool {
	for i := 1; i < len(m.words); i++ {
		if m.quoted != nil && m.quoted[i] {
			continue
		}
		if gap := m.text[m.words[i-1].End:m.words[i].Start]; gap != "'" && gap != "’" {
			continue
		}
		if w := m.words[i].Folded; m.lang.clitics[w] || w == "s" && m.lang.pronouns[m.words[i-1].Folded] {
			return true
		}
	}
	return false
}

// aspect is what the verb that a sentence hangs on tells of.
type aspect uint8

const (
	unclear  aspect = iota // it is not known to be a verb
	done                   // something that came about, or was said
	underWay               // something that goes on
	state                  // how something is, may be or will be
)

// aspect is what the first verb outside quotations and clauses tells of.
func (m manner) aspect() aspect {
	from := 0
	if len(m.words) > 0 && m.lang.leading[m.words[0].Folded] {
		if comma := strings.IndexByte(m.text, ','); comma > 0 {
			from = m.wordsTo(comma)
		}
	}
	clause := false
	for i := from; i < len(m.words); i++ {
		if i > 0 && has(m.text[m.words[i-1].End:m.words[i].Start], ",;:–—") {
			clause = false
		}
		w, own := m.words[i].Folded, m.own(i)
		switch {
		case own == "":
		case i > from && m.lang.relative[w]:
			clause = true
		case clause:
		case m.lang.modals[own], ends(own, m.lang.futures):
			return state
		case m.lang.states[own]:
			return m.completed(i)
		case m.lang.carrying[w] && !m.lang.passive[w], m.lang.present[w], m.lang.saying[w], m.lang.blaming[w], m.lang.denying[w], m.past(i) && !(ends(own, m.lang.participleEnds) && m.byAgent(i+1)):
			return done
		}
	}
	return unclear
}

// completed is what a verb of being or having tells of by what follows it: with a
// participle, of what was done.
func (m manner) completed(i int) aspect {
	const near = 6 // words: "has not yet been formally"
	for k := i + 1; k < min(len(m.words), i+near); k++ {
		w, own := m.words[k].Folded, strings.ToLower(m.text[m.words[k].Start:m.words[k].End])
		switch {
		case m.lang.judging[w] != nil:
			return state // "are clearly numbered"
		case m.lang.states[own], m.lang.adverbs[own], ends(own, m.lang.adverbEnds):
		case m.lang.irregular[own], ends(own, m.lang.participleEnds), m.lang.carrying[w] && !m.lang.passive[w], m.lang.saying[w]:
			return done
		case ends(own, m.lang.gerundEnds):
			return underWay
		default:
			return state
		}
	}
	return state
}
