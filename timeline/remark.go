package timeline

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/timeline/words"
)

// The first sentences of a report are about the day it was printed, if they tell
// of something that happened. Many do not: what somebody said goes on for
// sentences, a column speaks to its reader, background says how things are or
// were. Their day cannot be known, and they are an account of none.

const (
	longestHeading = 16 // words
	headingsAt     = 2  // sentences of a text among which a heading may stand
	longestSpeech  = 6  // sentences that one speech may go on without a mark
	adverbsAtMost  = 2  // words between "had" and its participle: "had already been freed"
)

// remark reports whether an undated sentence tells of nothing that happened on a
// day. A heading stands for the report below it, and is none.
func remark(text string, index int, from speaking, lang *language) bool {
	outside, _ := from.over(text)
	s := sentenceWords{text, outside, lang}
	switch {
	case len(lang.pasts) == 0 || index < 0: // nothing is known of its verbs; a title
		return false
	case len(outside) == 0:
		return true
	case index < headingsAt && heading(text, outside):
		return false
	case s.addressing():
		return true
	}
	return !s.tellsOf()
}

// unremarked leaves remarks out of the happenings they were found to be about. A
// sentence that is an account of one twice, by a date in its background and by
// publication, is one by its date.
func (j *joiner) unremarked() {
	type place struct{ doc, sentence int }
	for _, s := range j.days {
		for _, h := range s.groups {
			dated := map[place]bool{}
			for _, m := range h.members {
				if t := &j.tellings[m]; t.beside {
					dated[place{t.doc, t.sentence}] = true
				}
			}
			h.members = slices.DeleteFunc(h.members, func(m int) bool {
				t := &j.tellings[m]
				return t.remark || t.phrase < 0 && dated[place{t.doc, t.sentence}]
			})
		}
	}
}

// heading reports whether a line is short and does not end as sentences do.
func heading(text string, all []words.Word) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, " \t\r\n\"'”’»)"))
	return len(all) <= longestHeading && !strings.ContainsRune(".?!…", last)
}

// addressing reports whether the writer speaks to the reader, or of himself.
func (s sentenceWords) addressing() bool {
	return slices.ContainsFunc(s.words, func(w words.Word) bool {
		return s.lang.persons[w.Folded] && (w.End-w.Start == 1 || strings.ToUpper(s.text[w.Start:w.End]) != s.text[w.Start:w.End]) // "US"
	})
}

// tellsOf reports whether the words hold a verb that tells what happened: one of
// the past or of the perfect, or one of news in the present. What had been done
// before, and how things used to be, is background.
func (s sentenceWords) tellsOf() bool {
	for i := 0; i < len(s.words); i++ {
		w := s.words[i]
		switch {
		case s.goesOn(i):
			return true
		case s.lang.now[w.Folded]:
		case s.lang.before[w.Folded]:
			for k := i + 1; k <= i+1+adverbsAtMost && k < len(s.words); k++ {
				if s.lang.carrying[s.words[k].Folded] || s.past(k) {
					i = k
				}
			}
		case ends(w.Folded, s.lang.beforeEnds):
		case s.lang.blaming[w.Folded], s.lang.denying[w.Folded], s.lang.claiming[w.Folded]:
			return true
		case s.lang.carrying[w.Folded], s.lang.saying[w.Folded], s.lang.present[w.Folded], s.lang.news[w.Folded] && w.End-w.Start > 2:
			return true
		case s.past(i) && !(ends(w.Folded, s.lang.participleEnds) && s.byAgent(i+1)):
			return true
		}
	}
	return false
}

// goesOn reports whether a verb tells what goes on as the report is printed:
// "crews are searching the valley".
func (s sentenceWords) goesOn(i int) bool {
	if !s.lang.now[s.words[i].Folded] {
		return false
	}
	for k := i + 1; k <= i+adverbsAtMost && k < len(s.words); k++ {
		if ends(s.words[k].Folded, s.lang.addingEnds) {
			return true
		}
	}
	return false
}

// speaking is how long somebody's speech has gone on before a sentence, in
// sentences; 0: nobody's has.
type speaking int

// over are the words of a sentence that stand outside the speech it begins in and
// outside its quotes, and the speech that the next sentence begins in.
func (s speaking) over(text string) (outside []words.Word, next speaking) {
	open := s > 0
	first := strings.IndexFunc(text, unicode.IsLetter)
	all := words.Split(text)
	at, marked := 0, false
	for i, r := range text {
		for at < len(all) && all[at].End <= i {
			if !open {
				outside = append(outside, all[at])
			}
			at++
		}
		switch r {
		case '"':
			open = !open || i < first && s > 0 // a paragraph of the same speech opens it again
			marked = true
		case '“', '«':
			open, marked = true, true
		case '”', '»':
			open, marked = false, true
		}
	}
	if !open {
		outside = append(outside, all[at:]...)
	}
	switch {
	case !open || !marked && s >= longestSpeech:
		return outside, 0
	case marked:
		return outside, 1
	}
	return outside, s + 1
}
