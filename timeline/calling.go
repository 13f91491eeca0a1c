package timeline

import (
	"slices"
	"strings"

	"dateline/timeline/words"
)

// Who was arrested may be named in one report and called what he is in another: "the
// captain of the ferry". Elsewhere these reports say who that is: "the captain, Raúl
// Ortega", "Ana Ruiz, the owner of the line".

// calling is a word for what somebody is.
type calling struct {
	at      int    // where it stands in the sentence
	meaning string // the same in all languages
}

// How many words may stand between a name and what its bearer is, and how many may say
// what somebody is who is not named.
const (
	calledWithin   = 6
	longestCalling = 4
)

// called are the words for whom a deed is of, whose verb stands from one word to before
// another, and who is not named: those after a definite article, before what says of
// what he is it.
func (s sentenceWords) called(voice voiceOf, from, to int) []calling {
	begin, end := 0, from
	if voice == acts {
		begin, end = to, min(len(s.words), to+namedWithin)
		if s.lang.layingTo != "" {
			for begin < end && !s.layingTo(begin) {
				begin++
			}
		}
	}
	stemmer := words.NewStemmer(s.lang.code)
	for k := begin; k < end; k++ {
		w := s.words[k].Folded
		if s.lang.relative[w] || s.lang.saying[w] || s.lang.breaking[w] {
			break
		}
		if !s.lang.definite[w] || k > begin && s.lang.resuming[s.before(k)] && s.before(k) != s.lang.layingTo {
			continue
		}
		var out []calling
		for n := k + 1; n < min(end, k+1+longestCalling) && s.together(n) && !s.lang.naming[s.words[n].Folded] && !s.lang.prepositions[s.words[n].Folded]; n++ {
			if !s.capital(n) && !digit(s.words[n].Folded) {
				out = append(out, calling{s.words[n].Start, words.Meaning(s.lang.code, stemmer.Stem(s.words[n].Spelled(s.text)))})
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// callings are the words that a sentence has for what the bearer of a name is: before it,
// "el dueño de la naviera, Raúl Ortega", or after a comma, "Raúl Ortega, the owner of".
func (s sentenceWords) callings(m mention) []calling {
	stemmer := words.NewStemmer(s.lang.code)
	word := func(k int) calling {
		return calling{s.words[k].Start, words.Meaning(s.lang.code, stemmer.Stem(s.words[k].Spelled(s.text)))}
	}
	var out []calling
	first := s.wordsTo(m.start)
	for k := first - 1; k >= max(0, first-calledWithin); k-- {
		gap := s.text[s.words[k].End:s.words[k+1].Start]
		if gap = strings.TrimSpace(gap); gap != "" && (gap != "," || k != first-1) {
			break
		}
		w := s.words[k].Folded
		if s.lang.naming[w] || s.lang.articles[w] || s.lang.definite[w] {
			continue
		}
		if !s.capital(k) || k == first-1 && gap == "" {
			out = append(out, word(k))
		}
		if !s.capital(k) {
			break
		}
	}
	if strings.HasPrefix(s.text[m.end:], ", ") {
		for k := s.wordsTo(m.end); k < min(len(s.words), s.wordsTo(m.end)+longestCalling); k++ {
			if w := s.words[k].Folded; s.lang.naming[w] || s.lang.prepositions[w] || s.lang.relative[w] || s.lang.negating[w] || s.verb(k) {
				break
			} else if !s.lang.articles[w] && !s.capital(k) {
				out = append(out, word(k))
			}
			if k+1 < len(s.words) && !s.together(k+1) {
				break
			}
		}
	}
	return out
}

// inTimes reports whether a place in a sentence is in one of its time expressions.
func inTimes(s *sentence, at int) bool {
	return slices.ContainsFunc(s.times, func(x expression) bool { return x.Start <= at && at < x.End })
}

// calledDeed reports whether two happenings are told of as one deed, of somebody who is
// named by the one, and by the other only called what reports on either say he is.
func (j *joiner) calledDeed(h, o *happening, some, others []deed) bool {
	one := func(d, e deed) bool {
		return d.what == e.what && len(d.roles) > 0 && len(e.whom) > 1 && (j.says(h, e.whom, d.roles) || j.says(o, e.whom, d.roles))
	}
	return slices.ContainsFunc(some, func(d deed) bool {
		return slices.ContainsFunc(others, func(e deed) bool { return one(d, e) || one(e, d) })
	})
}

// says reports whether the reports that a happening is told of in say of somebody that he
// is one of some things.
func (j *joiner) says(h *happening, whom []string, roles []calling) bool {
	read := map[int]bool{}
	last := whom[len(whom)-1]
	for _, m := range h.members {
		doc := j.tellings[m].doc
		if read[doc] || len(read) == weighed {
			continue
		}
		read[doc] = true
		lang, text := languageOf(j.c.docs[doc].language), j.c.articles[doc].Text
		for k := range j.c.docs[doc].sentences {
			own := &j.c.docs[doc].sentences[k]
			s := lang.cut(text[own.start:own.end])
			if !slices.ContainsFunc(s.words, func(w words.Word) bool { return w.Folded == last }) {
				continue
			}
			for _, n := range mentions(s.text, s.words) {
				if !slices.Equal(strings.Fields(words.Fold(n.name)), whom) {
					continue
				}
				if slices.ContainsFunc(s.callings(n), func(c calling) bool {
					return !inTimes(own, c.at) && slices.ContainsFunc(roles, func(r calling) bool { return r.meaning == c.meaning })
				}) {
					return true
				}
			}
		}
	}
	return false
}
