package timeline

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/timeline/words"
)

// The first sentences of a report are about the day it was printed, if they tell
// of something that came about. Many do not: somebody's speech goes on for
// sentences, a column talks to its reader, background says how things are. They
// show what a day's reports dwell on, and stand by what these tell, but they are
// no witnesses of its day, and nothing comes about by them alone.

const (
	longestHeading = 16 // words
	headingsAt     = 2  // sentences of a text among which a heading may stand
	longestSpeech  = 6  // sentences that one speech may go on without a mark
)

// inChronology is the place in the text of what stands under a date: that tells what came
// about, as a rule in the present, whether or not its verb is known.
const inChronology = math.MaxInt

// remark reports whether an undated sentence, by its place in the text, tells of
// nothing that came about, was said or goes on. A heading stands for the report
// below it, and is none.
func (s sentenceWords) remark(index int, from speaking) bool {
	text, split, lang := s.text, s.words, s.lang
	if len(lang.pasts) == 0 || index < 0 { // nothing is known of its verbs; a title
		return false
	}
	m := mannerOf(text, split, lang)
	outside := len(split)
	if quoted, _ := from.over(text, split); quoted != nil {
		m.quoted = quoted
		for _, q := range quoted {
			if q {
				outside--
			}
		}
	}
	if outside == 0 || m.addresses() {
		return true
	}
	switch m.aspect() {
	case state:
		return true
	case unclear:
		return index != inChronology && (index >= headingsAt || !heading(text, len(split)))
	}
	return false
}

// musing makes remarks of all that an article, of some bytes, tells without a date, if
// it is a column, an essay or a portrait: half of these sentences are remarks, and it
// hardly tells of a day.
func musing(told []telling, length int) {
	undated, remarks, dated := 0, 0, 0
	for i := range told {
		switch t := &told[i]; {
		case t.worded() && !t.beside:
			dated++
		case !t.worded() && t.sentence >= 0 && !t.foretold:
			if undated++; t.remark {
				remarks++
			}
		}
	}
	if undated < fewUndated || remarks*2 < undated || dated*bytesADay >= length {
		return
	}
	for i := range told {
		if t := &told[i]; !t.worded() && !t.foretold {
			t.remark = true
		}
	}
}

const (
	fewUndated = 5    // sentences without a date by which an article is judged
	bytesADay  = 1500 // of a report, for each sentence that it dates
)

// heading reports whether a line of some words is short and does not end as
// sentences do.
func heading(text string, length int) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, " \t\r\n\"'”’»)"))
	return length <= longestHeading && !strings.ContainsRune(".?!…", last)
}

// speaking is how long somebody's speech has gone on before a sentence, in
// sentences; 0: nobody's has.
type speaking int

const marks = "\"“”«»" // of quotations

// after is in which speech the sentence after one begins.
func (s speaking) after(text string, cut *cutter) speaking {
	if s == 0 && !has(text, marks) {
		return 0
	}
	_, next := s.over(text, cut.of(text).words)
	return next
}

// over says of each word of a sentence, cut into words, whether it stands in the
// speech that the sentence begins in or in quotes of its own, and in which speech
// the next sentence begins. Where nobody speaks it is nil.
func (s speaking) over(text string, split []words.Word) (quoted []bool, next speaking) {
	marked := has(text, marks)
	if s == 0 && !marked {
		return nil, 0
	}
	open := s > 0
	first := strings.IndexFunc(text, unicode.IsLetter)
	quoted = make([]bool, len(split))
	at := 0
	for i, r := range text {
		for ; at < len(split) && split[at].End <= i; at++ {
			quoted[at] = open
		}
		switch r {
		case '"':
			open = !open || i < first && s > 0 // a paragraph of the same speech opens it again
		case '“', '«':
			open = true
		case '”', '»':
			open = false
		}
	}
	for ; at < len(split); at++ {
		quoted[at] = open
	}
	switch {
	case !open || !marked && s >= longestSpeech:
		return quoted, 0
	case marked:
		return quoted, 1
	}
	return quoted, s + 1
}

// founding are those of some units of openings that can be of a happening of their
// own, each with what it tells before what it remarks. Of remarks alone nothing comes.
func (j *joiner) founding(units [][]int) [][]int {
	return slices.DeleteFunc(units, func(unit []int) bool {
		slices.SortStableFunc(unit, func(a, b int) int {
			switch remarks := [2]bool{j.tellings[a].remark, j.tellings[b].remark}; {
			case remarks[0] == remarks[1]:
				return 0
			case remarks[1]:
				return -1
			}
			return 1
		})
		return j.tellings[unit[0]].remark
	})
}
