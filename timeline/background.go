package timeline

import (
	"slices"
	"strings"

	"dateline/timeline/words"
)

// A date of some days ago that stands in a clause or phrase which what a sentence
// tells only leans on is that of its background: "rescuers look for victims of last
// week's earthquake", "the junta has ruled since Rojas resigned on 11 February". A
// relative clause often holds what several reports tell of, and is left alone.

const (
	recent     = 2 // days before publication: what happened on them is the news wherever its date stands
	clauseWide = 9 // words between what opens a clause of time and the date in it
	phraseWide = 4 // words between a preposition and the date of what it leads to
)

// background reports whether an expression is of a day or stretch that began some
// days before publication and dates something else than what the sentence itself
// tells.
func (s sentenceWords) background(x expression, printed day) bool {
	if printed == noDay || x.Span.Start.IsZero() || x.Span.End.IsZero() || dayOf(x.Span.Start) >= printed-recent {
		return false
	}
	at := s.wordsTo(x.Start)
	opener := s.mentioned(x, at)
	if opener < 0 {
		opener = s.since(at)
	}
	return opener > 0 && s.carried(opener)
}

// mentioned is the word that leads to a thing which a date, from a word on, only
// tells apart from others of its kind: "victims of Tuesday's earthquake", "since the
// March 3 vote", "las víctimas del terremoto del martes"; -1: it dates no such thing.
func (s sentenceWords) mentioned(x expression, at int) int {
	after := s.text[x.End:]
	last := at - 1 // word before the thing, or in it
	switch {
	case strings.HasPrefix(after, "'s "), strings.HasPrefix(after, "’s "), at < len(s.words) && s.lang.owned[s.words[at].Folded]:
	case last >= 0 && (s.lang.owned[s.words[last].Folded] || s.lang.articles[s.words[last].Folded] && strings.HasPrefix(after, " ") && !s.lang.prepositions[words.Fold(firstWord(after[1:]))]):
		last--
	default:
		return -1
	}
	for i := last; i > 0 && i > last-phraseWide && !s.parted(i, last); i-- {
		switch w := s.words[i].Folded; {
		case s.lang.mentioning[w]:
			return i
		case s.lang.within[w]:
			return -1 // "were killed in Monday's attack"
		}
	}
	return -1
}

// since is the word that opens the clause or phrase of time before a word: "… continues
// after the explosion of the rig on"; -1: none does.
func (s sentenceWords) since(at int) int {
	for i := at - 2; i > 0 && i >= at-1-clauseWide && !s.parted(i, at-1); i-- {
		if s.lang.timing[s.words[i].Folded] {
			return i
		}
	}
	return -1
}

// parted reports whether a comma or the like stands between two words.
func (s sentenceWords) parted(from, to int) bool {
	return from < to && strings.ContainsAny(s.text[s.words[from].End:s.words[to].Start], ",;:")
}

// carried reports whether a verb that can carry a sentence stands before a word.
func (s sentenceWords) carried(before int) bool {
	return slices.ContainsFunc(s.words[:before], s.lang.carriesAt)
}

// lasts reports whether a sentence tells what has been so since a date: "it has
// carried commuters since the bridge collapsed in March".
func (s sentenceWords) lasts(x expression) bool {
	at := s.wordsTo(x.Start)
	return slices.ContainsFunc(s.words[max(0, at-clauseWide):at], func(w words.Word) bool { return s.lang.timing[w.Folded] && s.lang.starting[w.Folded] })
}
