package timeline

import (
	"math"
	"slices"
	"strings"

	"dateline/timeline/words"
)

const (
	akin   = .15 // cosine with the accounts of the other origins at which an account bears them out
	astray = .06 // cosine with an event's own accounts below which an account tells of something else
)

// less is how alike a vector and what is left of a bag without another are.
func (b *bag) less(own *bag, v vector) float64 {
	dot, both := 0.0, 0.0
	for _, w := range v {
		dot += w.value * (b.of(w.key) - own.of(w.key))
	}
	for _, w := range own.sum {
		both += w.value * b.of(w.key)
	}
	if squares := b.squares - 2*both + own.squares; squares > 1e-9 {
		return dot / math.Sqrt(squares)
	}
	return 0
}

// belonging are the members of a tale without those that share next to nothing
// with its own accounts: a day alone does not make two sentences tell of the
// same. What the summary quotes, and titles, stay, and so do the undated
// openings of an article that does tell of it.
func (w *writer) belonging(t *tale) []int {
	if len(t.members) < 2 {
		return t.members
	}
	core := &bag{}
	for _, m := range t.happening.members {
		core.add(w.c.vector(&w.tellings[m]))
	}
	docs := map[int]bool{} // whose articles do tell of it
	astrays := map[int]bool{}
	for _, m := range t.members {
		s := &w.tellings[m]
		v, own := w.c.vector(s), &bag{}
		if slices.Contains(t.happening.members, m) {
			own.add(v)
		}
		least := astray
		if t.langs != w.c.langSet(s.doc) {
			least *= foreign
		}
		quoted := s.sentence < 0 || slices.ContainsFunc(t.picks, func(p pick) bool { return p.t == s })
		if quoted || core.less(own, v) >= least {
			docs[s.doc] = true
		} else {
			astrays[m] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(t.members), func(m int) bool {
		s := &w.tellings[m]
		return astrays[m] && (s.phrase >= 0 || !docs[s.doc])
	})
}

// borneOut are the members whose sentence is like what other origins say, by
// their place among the members.
func (w *writer) borneOut(members []int) map[int]bool {
	all, origins, langs := &bag{}, map[int]*bag{}, map[string]bool{}
	for _, m := range members {
		doc := &w.c.docs[w.tellings[m].doc]
		if origins[doc.origin] == nil {
			origins[doc.origin] = &bag{}
		}
		v := w.c.vector(&w.tellings[m])
		all.add(v)
		origins[doc.origin].add(v)
		langs[doc.language] = true
	}
	least := akin
	if len(langs) > 1 {
		least *= foreign
	}
	out := map[int]bool{}
	for i, m := range members {
		t := &w.tellings[m]
		if all.less(origins[w.c.docs[t.doc].origin], w.c.vector(t)) >= least {
			out[i] = true
		}
	}
	return out
}

// furniture reports whether a text tells of no happening, whatever date it
// bears: a question, words to the reader, a note of the page or the programme.
func furniture(text string, lang *language) bool {
	folded := strings.TrimLeft(words.Fold(text), " ([\"“«")
	if trimmed := strings.TrimRight(folded, " \"'”’»)."); trimmed != "" && trimmed[len(trimmed)-1] == '?' {
		return true
	}
	for _, phrase := range lang.furniture {
		if len(folded) >= len(phrase) && folded[:len(phrase)] == phrase {
			return true
		}
	}
	return false
}
