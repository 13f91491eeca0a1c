package timeline

import (
	"slices"
	"strings"

	"dateline/timeline/timex"
	"dateline/timeline/words"
)

// A date of some days ago that stands beside what a sentence says, not in it, is
// that of the background: "rescuers look for victims of last week's earthquake",
// "the junta, which rules since Rojas resigned on 11 February, denied it".

const (
	fresh      = 2 // days before publication, what happened on them is the news wherever its date stands
	clauseWide = 9 // words between what opens a clause of time and the date in it
)

// background reports whether an expression is of a day or stretch that was over
// some days before publication and dates something else than what the sentence
// itself tells.
func background(text string, x timex.Timex, printed day, lang *language) bool {
	if printed == noDay || x.Span.End.IsZero() || dayOf(x.Span.End) > printed-fresh || !lang.carries(text) {
		return false
	}
	before, after := text[:x.Start], text[x.End:]
	return belongs(before, after, lang) || explains(before, lang) || since(before, lang)
}

// belongs reports whether a date says which one something is that the sentence
// only mentions: "of Tuesday's earthquake".
func belongs(before, after string, lang *language) bool {
	if !strings.HasPrefix(after, "'s ") && !strings.HasPrefix(after, "’s ") {
		return false
	}
	return slices.ContainsFunc(lastWords(before, 2), func(w string) bool { return lang.mentioning[w] })
}

// explains reports whether a text ends within a clause that says more of somebody
// or something: ", which opened on", ", held on", "a man who was shot on".
func explains(before string, lang *language) bool {
	commas := commasOutside(before)
	if len(commas) > 0 {
		clause := strings.TrimLeft(before[commas[len(commas)-1]+1:], " ")
		first := firstWord(clause)
		folded := words.Fold(first)
		if lang.aside[folded] && !lang.saying[words.Fold(lastWord(before[:commas[len(commas)-1]]))] {
			return true
		}
		if len(words.Split(clause)) <= 4 && lang.carries(before[:commas[len(commas)-1]]) && ends(folded, lang.participleEnds) {
			return true
		}
		before = clause
	}
	all := words.Split(before)
	for i := len(all) - 1; i >= 1; i-- {
		if w := all[i].Folded; lang.opening[w] {
			return !lang.saying[all[i-1].Folded]
		}
	}
	return false
}

// since reports whether a text ends within a clause or phrase of time that follows
// the sentence's own verb: "… continues after the explosion of the rig on".
func since(before string, lang *language) bool {
	all := words.Split(before)
	for i := len(all) - 1; i > 0 && i >= len(all)-1-clauseWide; i-- {
		if i+1 < len(all) && strings.ContainsAny(before[all[i].End:all[i+1].Start], ",;:") {
			return false
		}
		if lang.timing[all[i].Folded] && i < len(all)-1 {
			return lang.carries(before[:all[i].Start])
		}
	}
	return false
}

// lasts reports whether what stands before a date tells what has been so since: "it has
// carried commuters since the bridge collapsed in March".
func lasts(before string, lang *language) bool {
	all := words.Split(before)
	return slices.ContainsFunc(all[max(0, len(all)-clauseWide):], func(w words.Word) bool { return lang.lastingSince[w.Folded] })
}
