package timeline

import (
	"slices"

	"dateline/timeline/words"
)

// A plan often leaves its subject to the sentence before: "The trial was
// suspended. It is to resume on 13 October." What nothing of its day was like by
// the plan's own words is compared by those of its report as well.

const (
	inContext = .15 // cosine of a plan, or of what stands around it, with a happening of its day and action
	dayAlone  = .35 // the same without its action
	inStory   = .25 // the same with a happening of its action, of any day that it may mean
)

// around says what a plan's report tells around it: its title, or else its first
// sentence, and the sentence before the plan.
func (j *joiner) around(t *telling) []vector {
	doc := &j.c.docs[t.doc]
	var out []vector
	tell := func(sentence int, s *sentence) {
		if len(s.stems) > 1 {
			out = append(out, j.c.vector(&telling{doc: t.doc, sentence: sentence, s: s}))
		}
	}
	switch {
	case t.sentence < 0:
		return nil
	case len(doc.title) > 0:
		tell(-1, &doc.title[0])
	case t.sentence > 1:
		tell(0, &doc.sentences[0])
	}
	if t.sentence > 0 {
		tell(t.sentence-1, &doc.sentences[t.sentence-1])
	}
	return out
}

// leans reports whether a plan's subject stands in another sentence: a pronoun
// right before what announces, or nothing, as Spanish has it.
func (j *joiner) leans(t *telling) bool {
	text, lang := j.c.text(t), languageOf(j.c.docs[t.doc].language)
	s := sentenceWords{text, words.Split(text), lang}
	for i := range s.words {
		if s.announces(i) {
			return i == 0 || lang.pronouns[s.words[i-1].Folded] || i == 1 && s.words[0].Folded == "se"
		}
	}
	return false
}

// comeAbout lays plans that name their very day onto the happening of that day
// that they foretold, where none was like them alone.
func (j *joiner) comeAbout() {
	for _, d := range sortedDays(j.days) {
		var open []int
		for _, h := range j.days[d].groups {
			if !happened(h, j.tellings) {
				open = append(open, h.members...)
			}
		}
		if len(open) == 0 {
			continue
		}
		slices.Sort(open)
		stemmers := map[string]*words.Stemmer{}
		into := make([]*happening, len(open))
		for i, m := range open {
			if t := &j.tellings[m]; !t.beside && t.phrase >= 0 && j.c.docs[t.doc].day < d {
				into[i] = j.cameOf(m, j.days[d].groups, inContext, stemmers)
			}
		}
		for i, h := range into {
			if h != nil {
				h.members = append(h.members, open[i])
			}
		}
	}
}

// foreseenAround is the happening of its action that a plan for a vaguer time
// foretold, by what stands around it, where its subject does; nil: none.
func (j *joiner) foreseenAround(m int, stemmers map[string]*words.Stemmer) *happening {
	t := &j.tellings[m]
	if !j.leans(t) {
		return nil
	}
	action, found := j.action(t, stemmers)
	if !found {
		return nil
	}
	var among []*happening
	first, last := j.c.horizon(t)
	for d := first; d <= last; d++ {
		if s := j.days[d]; s != nil {
			for _, h := range s.groups {
				if h.bag.of(action) > 0 {
					among = append(among, h)
				}
			}
		}
	}
	return j.cameOf(m, among, inStory, stemmers)
}

// cameOf is the one of some happenings that a plan clearly foretold, by its own
// words or those around it, and is so much like it if it is of its action; nil:
// none, or more than one is as likely.
func (j *joiner) cameOf(m int, among []*happening, alike float64, stemmers map[string]*words.Stemmer) *happening {
	t := &j.tellings[m]
	action, found := j.action(t, stemmers)
	context := append(j.around(t), j.c.vector(t))
	elsewhere := j.asks(m, 0).apart
	var best *happening
	most, second := 0.0, 0.0
	for _, h := range among {
		if !happened(h, j.tellings) || elsewhere != nil && elsewhere(h) {
			continue
		}
		least := dayAlone
		if found && h.bag.of(action) > 0 {
			least = alike
		}
		over := 0.0
		for _, v := range context {
			over = max(over, h.bag.cosine(v)/least)
		}
		switch {
		case over < 1:
		case over > most:
			second, most, best = most, over, h
		default:
			second = max(second, over)
		}
	}
	if second > asLikely*most {
		return nil
	}
	return best
}
