package timeline

import (
	"slices"
	"strings"

	"dateline/timeline/words"
)

const (
	longestWhom   = 9 // words of a subject before its relative clause
	shortestClaim = 3 // words that a clause must have to be a sentence of its subject
)

// subclause is what the relative clause of a sentence's subject says, where it ends
// with a time: "Two men who survived the fire on Monday were sent home on Friday"
// says of Monday that "Two men survived the fire". Empty: it has no such clause.
func (s sentenceWords) subclause(x expression) string {
	end, next := s.wordsTo(x.Start), s.wordsTo(x.End)
	who := slices.IndexFunc(s.words[:end], func(w words.Word) bool { return s.lang.relative[w.Folded] })
	if who < 1 || who > longestWhom || next >= len(s.words) || s.lang.pronouns[s.words[0].Folded] || has(s.text[:x.Start], "\"“”«»;:()") {
		return ""
	}
	subject, rest := strings.TrimRight(s.text[:s.words[who].Start], " "), strings.TrimLeft(s.text[x.End:], " ")
	if strings.HasSuffix(subject, ",") != strings.HasPrefix(rest, ",") || strings.Count(subject, ",") > 1 {
		return ""
	}
	if verb := who + 1; s.verbIn(0, who) || verb >= end || !s.verb(verb) || !s.verb(next) {
		return ""
	}
	for s.lang.prepositions[s.words[end-1].Folded] {
		end--
	}
	if end-who <= shortestClaim || s.lang.binding[s.words[end-1].Folded] {
		return ""
	}
	return strings.TrimRight(subject, ",") + " " + s.text[s.words[who+1].Start:s.words[end-1].End] + "."
}

// aside is what a sentence says of a day beside the one that it is about, where a
// clause of it says that by itself; empty: none does.
func (c *corpus) aside(t *telling) string {
	if !t.beside || t.sentence < 0 {
		return ""
	}
	return languageOf(c.docs[t.doc].language).cut(c.text(t)).subclause(t.s.times[t.phrase])
}
