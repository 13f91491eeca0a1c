package timeline

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/timeline/prose"
	"dateline/timeline/words"
)

// How fit a sentence is to be printed by itself, as logarithms of what its gain
// is multiplied by.
const (
	listed      = .8  // it is a line of a chronology, which tells of one happening by itself: "April 20 - The rig explodes."
	foreignNews = .4  // it speaks of other countries than those that the story is about
	foreignHead = .2  // one of those it names first
	stated      = .1  // it states what happened, and neither quotes nor says who says so
	leans       = .4  // it begins with a pronoun, or within somebody's speech
	unsaid      = .2  // it begins with a thing that was told of before, and does not say which: "The committee called"
	addresses   = .4  // it speaks of I and you
	dangles     = .5  // it begins as a clause does, and no other follows
	asks        = 1.0 // it is a question
	witnessed   = .1  // for each factor e of independent origins that tell of its happening
	figured     = .15 // it gives a figure that stories live by: how many were killed, held, flown home
	sidelong    = .7  // what it is about happened on another day, which it names too
	captioned   = .6  // it speaks of a picture, or names its day without a verb of the past: "A tug waits off the pier on Tuesday."
	depicted    = 1.2 // it is the words under a picture: "A man holds a flag on the square."
	cutOff      = .5  // it ends in an ellipsis: a page showed its beginning only
	speaksUp    = 1.0 // it is a line of a transcript: "CROWLEY: Well, …"
	comment     = .1  // for each word of comment, up to two
	colloquial  = .3  // it runs words together as speech does: "they're"
	posted      = .4  // it has the tags of a post: "#flood"
	stating     = .15 // it says how something is, may be or will be
	ongoing     = .1  // it says what is going on
	timeless    = .9  // either, and it does not name a day: it would fit any
	awkward     = -.3 // how well a sentence must stand alone to be a detail
	detailLeast = .3  // of the gain of the day's next happening: less is left out of a summary
)

// transcript is how a line of one begins: "CROWLEY:", "ANNA LEE, MAYOR (through translator):".
var transcript = regexp.MustCompile(`^\p{Lu}[\p{Lu} ,.'’-]{2,70}(?:\([^()]{2,30}\))?:\s`)

// transcribed reports whether a text is a line of a transcript.
func transcribed(text string) bool {
	return strings.IndexByte(text, ':') > 0 && transcript.MatchString(text)
}

// fitness is what a sentence's gain is multiplied by: how well it stands alone,
// how many origins tell of its happening, and whether that is the story's.
func (w *writer) fitness(p pick) float64 {
	x := witnessed*math.Log(float64(max(1, w.origins(p.of)))) + p.t.standing
	switch lands := p.t.s.notes.lands; {
	case w.c.players.abroad(lands):
		x -= foreignNews
	case w.c.players.fromAbroad(lands):
		x -= foreignHead
	}
	if p.t.plain {
		x += stated
	}
	if p.t.beside {
		x -= sidelong
	}
	if len(p.t.s.notes.figures) > 0 {
		x += figured
	}
	return math.Exp(x)
}

// standing is how well a sentence, cut into words, stands alone: the logarithm of
// what its gain is multiplied by. Dated is one that names when it happened.
func standing(text string, split []words.Word, dated bool, lang *language) float64 {
	first, x := words.Fold(firstWord(dropOpening(text, lang))), 0.0
	bare := prose.Bare(text)
	switch {
	case slices.ContainsFunc(split, func(w words.Word) bool { return lang.pictures[w.Folded] }):
		x -= captioned
	case len(prose.Undated(bare)) < len(bare):
		x += listed
	case dated && !recounts(text, split, lang):
		x -= captioned
	}
	if end := strings.TrimRight(text, " \"'”»)"); strings.HasSuffix(end, "...") || strings.HasSuffix(end, "…") {
		x -= cutOff
	}
	if lang.pronouns[first] || opensWith(text, "\"'`“«‘") {
		x -= leans
	}
	if s := (sentenceWords{text: text, words: split, lang: lang}); s.unsaid() {
		x -= unsaid
	}
	if lang.leading[first] && !strings.Contains(text, ",") {
		x -= dangles
	}
	if strings.HasSuffix(strings.TrimRight(text, " \"'”»"), "?") {
		x -= asks
	}
	if transcribed(text) {
		x -= speaksUp
	}
	if strings.ContainsAny(text, "#@") {
		x -= posted
	}
	return x - mannerOf(text, split, lang).cost(dated)
}

// unsaid reports whether a text begins with a thing that is nothing without what was told
// of it before, and does not say which: "The committee late on Friday called".
func (s sentenceWords) unsaid() bool {
	if len(s.words) < 4 || !s.lang.definite[s.words[0].Folded] || s.capital(1) || !s.together(1) {
		return false
	}
	if s.lang.pointing[s.words[1].Folded] {
		return true // "the same paper"
	}
	if !s.lang.vague[s.words[1].Folded] {
		return false
	}
	next := s.words[2].Folded
	return s.together(2) && (s.verb(2) || s.lang.prepositions[next] || s.lang.adverbs[next])
}

// has reports whether a text has one of some characters. Unlike strings.ContainsAny
// it is fast also where they are not all of ASCII.
func has(text, characters string) bool {
	if text == " " {
		return strings.IndexByte(characters, ' ') >= 0 // as between most words
	}
	for _, r := range characters {
		if strings.ContainsRune(text, r) {
			return true
		}
	}
	return false
}

// opensWith reports whether a text begins with one of some characters.
func opensWith(text, characters string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return text != "" && strings.ContainsRune(characters, first)
}

// recounts reports whether a text, cut into words, holds a verb of the past or of
// the perfect: it tells what happened, and does not describe, comment or foretell.
func recounts(text string, split []words.Word, lang *language) bool {
	s := sentenceWords{text: text, words: split, lang: lang}
	for i, w := range split {
		switch {
		case lang.now[w.Folded]:
		case lang.carrying[w.Folded], lang.saying[w.Folded]:
			return true
		case s.past(i) && !s.byAgent(i+1): // "the boom laid by the crew"
			return true
		}
	}
	return false
}

// byAgent reports whether who did something is named at a word: "by the crew".
func (s sentenceWords) byAgent(i int) bool {
	return i < len(s.words) && slices.ContainsFunc(s.lang.agents[s.words[i].Folded], func(a []string) bool { return len(a) == 1 })
}

// person reports whether a word speaks of the speaker or the reader. "US" does not.
func (l *language) person(word string) bool {
	return l.persons[strings.ToLower(word)] && (len(word) == 1 || word != strings.ToUpper(word))
}

// voiced is how many of a text's first words tell in whose voice it is.
const voiced = 400

// ownVoice is the share of a text's first words, given all of them, that speak of I
// and you outside quotes: next to none in a report, many in what somebody writes
// or says of their own.
func ownVoice(text string, all []words.Word, lang *language) float32 {
	all = all[:min(len(all), voiced)]
	own, from, open := 0, 0, 0
	for _, w := range all {
		for _, r := range text[from:w.Start] {
			switch r {
			case '"':
				open ^= 1
			case '“', '«':
				open = 1
			case '”', '»', '\n':
				open = 0
			}
		}
		if from = w.End; open == 0 && lang.person(text[w.Start:w.End]) {
			own++
		}
	}
	return float32(own) / float32(max(1, len(all)))
}

// origins is how many independent origins tell of a happening.
func (w *writer) origins(h *happening) int {
	if n, known := w.told[h]; known {
		return n
	}
	var origins []int
	for _, m := range h.members {
		origins = append(origins, w.c.docs[w.tellings[m].doc].origin)
	}
	slices.Sort(origins)
	n := len(slices.Compact(origins))
	if w.told == nil {
		w.told = map[*happening]int{}
	}
	w.told[h] = n
	return n
}
