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

// placed is a sentence that points at the place of the one before, with that place in
// brackets: "in the same waters [the eastern Pacific]". It stands as it is where the
// sentence before names none there, or more than one.
func (c *corpus) placed(t *telling, text string, lang *language) string {
	if t.sentence < 1 {
		return text
	}
	s := lang.cut(text)
	for i := range s.words {
		for _, phrase := range lang.samePlace[s.words[i].Folded] {
			end := i + len(phrase)
			if end > len(s.words) || !slices.EqualFunc(phrase, s.words[i:end], sameWord) {
				continue
			}
			before := telling{doc: t.doc, sentence: t.sentence - 1, s: &c.docs[t.doc].sentences[t.sentence-1]}
			if place := lang.cut(c.text(&before)).place(before.s.times); place != "" {
				return text[:s.words[end-1].End] + " [" + place + "]" + text[s.words[end-1].End:]
			}
			return text
		}
	}
	return text
}

// place is the one place that a sentence names, after a preposition of place, before
// the first comma that follows it; empty: there is none such, or another beside it.
func (s sentenceWords) place(times []expression) string {
	found := ""
	for i := 0; i+1 < len(s.words); i++ {
		if found != "" && strings.Contains(s.text[s.words[max(i, 1)-1].End:s.words[i].Start], ",") {
			break
		}
		if !s.lang.placing[s.words[i].Folded] {
			continue
		}
		last, end := 0, i+1 // of its name, and of what may belong to it
		for end < len(s.words) && s.together(end) && (s.capital(end) || s.lang.toPlace[s.words[end].Folded]) {
			if end++; s.capital(end-1) || last > 0 && !s.lang.binding[s.words[end-1].Folded] {
				last = end
			}
		}
		if last == 0 {
			continue
		}
		from, to := s.words[i+1].Start, s.words[last-1].End
		if slices.ContainsFunc(times, func(x expression) bool { return x.Start < to && from < x.End }) {
			continue // "on Tuesday"
		}
		if found != "" {
			return ""
		}
		found = s.text[from:to]
	}
	return found
}
