package timeline

import (
	"slices"
	"strings"

	"dateline/timeline/words"
)

// What is planned, due or feared is no happening until a report tells of it as
// one. An account that foretells joins the event that comes about on its day,
// but makes none, and does not bear out that it came about.

// farthestPlan is how many words may stand between the word that announces and
// the date: "is due to rule on the president's appeal on Friday".
const farthestPlan = 12

// ahead reports whether the date of an expression was not yet over when its
// report was printed. Of what is past, "was due on Friday" no longer tells
// whether it came about, and the report is taken at its word.
func ahead(x expression, printed day) bool {
	return printed == noDay || x.Span.End.IsZero() || dayOf(x.Span.End) > printed
}

// foretold reports whether what a sentence tells for the date that one of its
// time expressions names was still to come, or only feared, in its own words:
// "will vote on Friday", "podría llegar el lunes". A date right after a verb of
// saying, "said on Tuesday that it will close", is that of the saying.
func (s sentenceWords) foretold(x expression) bool {
	text, lang := s.text, s.lang
	at, end := len(s.words), 0
	for i, w := range s.words {
		if w.Start >= x.Start && i < at {
			at = i
		}
		if w.Start < x.End {
			end = i + 1
		}
	}
	for i := at - 1; i >= max(0, at-farthestPlan); i-- {
		if i+1 < len(s.words) && strings.ContainsAny(text[s.words[i].End:s.words[i+1].Start], ".;:") {
			break
		}
		if s.announces(i) {
			return true
		}
		if lang.saying[s.words[i].Folded] || s.past(i) {
			return false
		}
	}
	if at > 2 { // "On Friday the court will rule"
		return false
	}
	for i := end; i < min(end+farthestPlan, len(s.words)); i++ {
		if i > end && strings.ContainsAny(text[s.words[i-1].End:s.words[i].Start], ".;:") {
			break
		}
		if s.announces(i) {
			return true
		}
		if lang.saying[s.words[i].Folded] || lang.relative[s.words[i].Folded] || s.past(i) {
			break
		}
	}
	return false
}

// missed reports whether what a sentence tells for the date that one of its time
// expressions names was planned, and did not come about then: "had been expected on
// Wednesday, but …".
func (s sentenceWords) missed(x expression) bool {
	if len(s.lang.missed) == 0 {
		return false
	}
	at := slices.IndexFunc(s.words, func(w words.Word) bool { return w.Start >= x.Start })
	for i := at - 1; i >= max(0, at-farthestPlan); i-- {
		if n := s.phrase(s.lang.missed, i); n > 0 && i+n <= at {
			return !strings.ContainsAny(s.text[s.words[i].Start:x.Start], ".;:") &&
				!slices.ContainsFunc(s.words[i+n:at], func(w words.Word) bool { return s.lang.saying[w.Folded] || s.lang.finite[w.Folded] })
		}
	}
	return false
}

// past reports whether a word is a verb of the past or present that has taken
// the sentence's own clause over: "the cap that was due in May was fitted on
// Monday".
func (s sentenceWords) past(i int) bool {
	w := s.words[i]
	if s.lang.finite[w.Folded] {
		return true
	}
	if i > 0 && s.lang.participial[s.words[i-1].Folded] && s.text[s.words[i-1].End:w.Start] != ", " { // "is due to be deported"
		return false
	}
	for _, ending := range s.lang.pasts {
		if word := s.text[w.Start:w.End]; len(word) > len(ending)+2 && strings.HasSuffix(word, ending) {
			return true
		}
	}
	return false
}

// announces reports whether a word or phrase that announces begins at a word.
func (s sentenceWords) announces(i int) bool { return s.announcing(i) >= 0 }

// announcing is how many words a phrase that announces takes before what it
// announces; 0 for a verb of the future, which is that itself; -1: none begins
// at the word.
func (s sentenceWords) announcing(i int) int {
	longest := -1
	for _, phrase := range s.lang.planned {
		if len(phrase) > longest && i+len(phrase) <= len(s.words) && slices.EqualFunc(phrase, s.words[i:i+len(phrase)], sameWord) {
			longest = len(phrase)
		}
	}
	word := s.text[s.words[i].Start:s.words[i].End]
	for _, ending := range s.lang.futures {
		if longest < 0 && len(word) > len(ending)+1 && strings.HasSuffix(word, ending) {
			return 0
		}
	}
	return longest
}

// happened reports whether some account of a happening tells it as one that
// came about.
func happened(h *happening, tellings []telling) bool {
	return slices.ContainsFunc(h.members, func(m int) bool { return tellings[m].bears() })
}

// bears reports whether a telling bears out that something came about.
func (t *telling) bears() bool { return !t.foretold && !t.remark }
