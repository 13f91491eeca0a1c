package timeline

import (
	"slices"
	"strings"

	"dateline/timeline/timex"
	"dateline/timeline/words"
)

// A date of some days ago that stands in a clause or phrase which what a sentence
// tells only leans on is that of its background: "rescuers look for victims of last
// week's earthquake", "the junta has ruled since Rojas resigned on 11 February", "the
// deputy who fled on 3 March has been found".

const (
	recent     = 2 // days before publication: what happened on them is the news wherever its date stands
	stillNews  = 3 // the same of a relative clause, by which follow-ups still tell it
	clauseWide = 9 // words between what opens a clause of time and the date in it
	phraseWide = 4 // words between a preposition and the date of what it leads to
)

// background reports whether an expression is of a day or stretch that began some
// days before publication and dates something else than what the sentence itself
// tells.
func (s sentenceWords) background(x expression, printed day) bool {
	if s.compared(x) {
		return true
	}
	if printed == noDay || x.Span.Start.IsZero() || x.Span.End.IsZero() || dayOf(x.Span.Start) >= printed-recent {
		return false
	}
	at := s.wordsTo(x.Start)
	opener := s.mentioned(x, at)
	if opener < 0 {
		opener = s.since(at)
	}
	return opener > 0 && s.carried(opener) || dayOf(x.Span.Start) < printed-stillNews && (s.related(x) || s.reduced(x))
}

// related reports whether a date is that of a relative clause, and the sentence has a
// verb of its own elsewhere: "the deputy who fled on 3 March has been found", "la junta,
// que tomó el poder el 11 de febrero, anunció elecciones". Before the date the clause has
// one verb at most: the next would be the sentence's own.
func (s sentenceWords) related(x expression) bool {
	at := s.wordsTo(x.Start)
	verbs, last := 0, at+verbWide+1
	for i := at - 1; i > 0 && i >= at-clauseWide && !s.parted(i, at-1); i-- {
		if s.relates(i) {
			if s.verbIn(0, i) {
				return true
			}
			after := s.wordsTo(x.End)
			comma := strings.Contains(s.text[s.words[i-1].End:s.words[i].Start], ",")
			for comma && after < len(s.words) && !s.parted(after-1, after) {
				after++
			}
			return verbs > 0 && s.verbIn(after, len(s.words))
		}
		if s.verb(i) {
			if last > i+verbWide {
				verbs++
			}
			if last = i; verbs > 1 {
				return false
			}
		}
	}
	return false
}

// reduced reports whether a date is that of a participle that only tells a thing apart,
// and the sentence's own verb follows: "samples taken on 27 February had been tested",
// "los hombres detenidos el 3 de marzo fueron liberados".
func (s sentenceWords) reduced(x expression) bool {
	at, after := s.wordsTo(x.Start), s.wordsTo(x.End)
	if after < len(s.words) && (s.lang.adverbs[s.words[after].Folded] || s.lang.now[s.words[after].Folded] && !s.lang.states[s.words[after].Folded]) {
		after++
	}
	if after >= len(s.words) || after == 0 || s.parted(after-1, after) || !s.verb(after) {
		return false
	}
	for i := at - 1; i > 0 && i >= at-participleWide && !s.parted(i, at-1); i-- {
		w := s.words[i].Folded
		if s.lang.irregular[w] || ends(w, s.lang.participleEnds) {
			before := s.words[i-1].Folded
			return !s.lang.states[before] && !s.lang.passive[before] && !s.lang.perfect[before] && !s.lang.modals[before] && !s.lang.adverbs[before] && !s.lang.saying[w]
		}
		if s.verb(i) {
			return false
		}
	}
	return false
}

// compared reports whether a date is that of a number which another is set against:
// "fell to 12 cents, down from 17 on Monday", "mató a 44, frente a los 12 del lunes".
func (s sentenceWords) compared(x expression) bool {
	at := s.wordsTo(x.Start)
	numbers := 0
	for i := at - 1; i > 0 && i >= at-comparedWide && !s.parted(i, at-1); i-- {
		if c := s.text[s.words[i].Start]; c >= '0' && c <= '9' {
			numbers++
		}
		for _, phrase := range s.lang.comparing {
			if numbers == 1 && i+len(phrase) <= at && slices.EqualFunc(phrase, s.words[i:i+len(phrase)], sameWord) {
				return !s.verbIn(i, at)
			}
		}
	}
	return false
}

// participleWide is how many words from a participle to its date, itself counted, and
// comparedWide the same from what compares.
const (
	participleWide = 4
	comparedWide   = 7
)

// relates reports whether a word opens a relative clause. One that may also open what
// is said, "que", "that", does so after what can be a noun and before a verb.
func (s sentenceWords) relates(i int) bool {
	w := s.words[i].Folded
	if i == 0 || !s.lang.relative[w] {
		return false
	}
	if !s.lang.that[w] {
		return true
	}
	before := s.words[i-1].Folded
	if s.lang.conjoined[before] || s.verb(i-1) {
		return false
	}
	if s.lang.articles[before] && (i < 2 || !s.lang.placing[s.words[i-2].Folded]) {
		return false
	}
	for k := i + 1; k < min(i+1+verbWide, len(s.words)); k++ {
		if s.verb(k) {
			return true
		}
		if len(s.words[k].Folded) > 3 || s.lang.pronouns[s.words[k].Folded] || s.lang.articles[s.words[k].Folded] {
			return false
		}
	}
	return false
}

// verbWide is how many words may stand between those of one verb, and between what
// opens a relative clause and its verb.
const verbWide = 2

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

// nameOf reports whether a date is the name of something and dates nothing: "the April
// 6 movement", "la Coalición del 17 de Febrero", "#Jan 25".
func (s sentenceWords) nameOf(x expression) bool {
	if x.Span.Precision != timex.Day || !strings.ContainsAny(s.text[x.Start:x.End], "0123456789") {
		return false
	}
	if strings.HasSuffix(s.text[:x.Start], "#") {
		return true
	}
	at, after := s.wordsTo(x.Start), s.wordsTo(x.End)
	if after < len(s.words) && s.text[x.End:s.words[after].Start] == " " && s.lang.nameAfter[s.words[after].Folded] {
		return true
	}
	if at > 0 && s.lang.owned[s.words[at-1].Folded] {
		at--
	}
	return at > 0 && at < len(s.words) && !s.lang.articles[s.words[at].Folded] && !s.parted(at-1, at) && s.lang.nameBefore[s.words[at-1].Folded]
}

// bare reports whether a text has no word of its own beside its time expressions: a
// page's date, a heading of a list by days.
func (s sentenceWords) bare(times []expression) bool {
	const short = 2
	return !slices.ContainsFunc(s.words, func(w words.Word) bool {
		return len(w.Folded) > short && !s.lang.prepositions[w.Folded] && !s.lang.articles[w.Folded] && !within(w, times)
	})
}
