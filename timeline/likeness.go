package timeline

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"dateline/timeline/words"
)

const (
	akin     = .15 // cosine with the accounts of the other origins at which an account bears them out
	astray   = .06 // cosine with an event's own accounts below which an account tells of something else
	alikeSum = .45 // cosine of two sentences whose sums of money are of the same thing
	adrift   = .12 // the same, of an account without a date that does not open its article
	standsBy = .15 // the same, at which such a one tells of it: below, it only stands by what others tell
)

// sums is a bag over all keys, to be asked about many vectors.
type sums struct {
	values  []float64 // by key
	keys    []int32   // those that it has
	squares float64
}

func newSums(keys int) *sums { return &sums{values: make([]float64, keys)} }

func (s *sums) add(v vector) { s.addPart(v, 1) }

// addPart adds a vector that counts so much.
func (s *sums) addPart(v vector, share float64) {
	for _, w := range v {
		old, value := s.values[w.key], w.value*share
		if old == 0 {
			s.keys = append(s.keys, w.key)
		}
		s.squares += value * (2*old + value)
		s.values[w.key] = old + value
	}
}

// addTo adds n vectors to a bag, one after another. The sums are empty before and
// after.
func (s *sums) addTo(b *bag, n int, at func(i int) vector) {
	if n == 1 {
		b.add(at(0))
		return
	}
	for _, w := range b.sum {
		s.values[w.key] = w.value
	}
	s.squares = b.squares
	for i := range n {
		s.add(at(i)) // its keys are those that the bag does not have
	}
	slices.Sort(s.keys)
	old := b.sum
	b.sum, b.squares = make([]weight, 0, len(old)+len(s.keys)), s.squares
	for i, k := 0, 0; i < len(old) || k < len(s.keys); {
		var key int32
		if k == len(s.keys) || i < len(old) && old[i].key < s.keys[k] {
			key = old[i].key
			i++
		} else {
			key = s.keys[k]
			k++
		}
		b.sum = append(b.sum, weight{key, s.values[key]})
		s.values[key] = 0
	}
	s.clear()
}

func (s *sums) clear() {
	for _, key := range s.keys {
		s.values[key] = 0
	}
	s.keys, s.squares = s.keys[:0], 0
}

// part is a bag that is part of some sums, and the squares of what is left of them
// without it.
type part struct {
	*bag
	rest float64
}

func (s *sums) part(own *bag) part {
	both := 0.0
	for _, w := range own.sum {
		both += w.value * s.values[w.key]
	}
	return part{own, s.squares - 2*both + own.squares}
}

// less is how alike a vector and what is left of the sums without a part are.
func (s *sums) less(own part, v vector) float64 {
	if own.rest <= 1e-9 {
		return 0
	}
	dot, at := 0.0, 0
	for _, w := range v {
		for at < len(own.sum) && own.sum[at].key < w.key {
			at++
		}
		rest := s.values[w.key]
		if at < len(own.sum) && own.sum[at].key == w.key {
			rest -= own.sum[at].value
		}
		dot += w.value * rest
	}
	return dot / math.Sqrt(own.rest)
}

// bagOf is a bag of one vector, which it shares until more is added.
func bagOf(v vector) *bag {
	b := &bag{sum: v[:len(v):len(v)]}
	for _, w := range v {
		b.squares += w.value * w.value
	}
	return b
}

// vectors are what the members of a tale say, in their order, good until those of
// the next are asked for.
func (w *writer) vectors(members []int) []vector {
	w.made.reuse()
	all := make([]vector, len(members))
	for i, m := range members {
		all[i] = w.made.of(w.c, &w.tellings[m])
	}
	return all
}

// belonging are the members of a tale, and their vectors, without those that share
// next to nothing with its own accounts: neither a day nor an article alone makes two
// sentences tell of the same. What the summary quotes, titles, and what goes on from
// a sentence with a date or from the first of an article stay. Aside are those of them
// that only stand by what others tell: undated, further down, and hardly like it.
func (w *writer) belonging(t *tale, vectors []vector) (members []int, said []vector, aside []int) {
	if len(t.members) < 2 {
		return t.members, vectors, nil
	}
	core := w.sums
	defer core.clear()
	at := 0
	for _, m := range t.happening.members {
		for t.members[at] < m {
			at++
		}
		core.add(vectors[at])
	}
	kept, said := make([]int, 0, len(t.members)), make([]vector, 0, len(vectors))
	bears := false
	for i, m := range t.members {
		s := &w.tellings[m]
		v, own := vectors[i], &bag{}
		if t.has(m) {
			own = bagOf(v)
		}
		least := astray
		if !s.worded() && s.sentence > 0 {
			least = adrift
			if lead := w.ledBy(kept); lead != nil && lead.doc == s.doc && s.sentence <= lead.sentence+goesOn {
				least = 0
			}
		}
		share := 1.
		if t.langs != w.c.langSet(s.doc) {
			share = foreign
		}
		quoted := s.sentence < 0 || slices.ContainsFunc(t.picks, func(p pick) bool { return p.t == s })
		like := core.less(core.part(own), v)
		if !quoted && like < least*share {
			continue
		}
		kept, said = append(kept, m), append(said, v)
		if !s.worded() && s.sentence > 0 && !quoted && like < standsBy*share && len(s.s.notes.figures) == 0 {
			aside = append(aside, m)
		} else {
			bears = bears || s.bears()
		}
	}
	switch {
	case bears:
		return kept, said, aside
	case slices.ContainsFunc(kept, func(m int) bool { return w.tellings[m].bears() }):
		return kept, said, nil
	}
	return t.members, vectors, nil // what is left tells of nothing that came about
}

// alike reports whether two tellings say so much the same that their sums are of one thing.
func (w *writer) alike(a, b int) bool {
	least := alikeSum
	if w.c.docs[w.tellings[a].doc].lang != w.c.docs[w.tellings[b].doc].lang {
		least *= foreign
	}
	return w.c.vector(&w.tellings[a]).dot(w.c.vector(&w.tellings[b])) >= least
}

// nearness is the cosine of two tellings, and whether they are in two languages.
func (w *writer) nearness(a, b int) (cosine float64, foreign bool) {
	t, o := &w.tellings[a], &w.tellings[b]
	return w.c.vector(t).dot(w.c.vector(o)), w.c.docs[t.doc].lang != w.c.docs[o.doc].lang
}

// ledBy is the last of some tellings that has a date, is a title or begins its
// article; nil: there is none.
func (w *writer) ledBy(members []int) *telling {
	for _, m := range slices.Backward(members) {
		if t := &w.tellings[m]; t.worded() || t.sentence <= 0 {
			return t
		}
	}
	return nil
}

// borneOut says of each member whether its sentence is like what other origins say.
func (w *writer) borneOut(members []int, vectors []vector) []bool {
	out := make([]bool, len(members))
	origin := func(i int) int { return w.c.docs[w.tellings[members[i]].doc].origin }
	byOrigin := make([]int, len(members)) // their places
	all, langs := w.sums, langSet(0)
	defer all.clear()
	for i, m := range members {
		byOrigin[i] = i
		all.add(vectors[i])
		langs |= w.c.langSet(w.tellings[m].doc)
	}
	slices.SortFunc(byOrigin, func(a, b int) int { return cmp.Or(cmp.Compare(origin(a), origin(b)), cmp.Compare(a, b)) })
	if len(members) == 0 || origin(byOrigin[0]) == origin(byOrigin[len(byOrigin)-1]) {
		return out
	}
	least := akin
	if langs&(langs-1) != 0 { // several
		least *= foreign
	}
	for from := 0; from < len(byOrigin); {
		to := from + 1
		for to < len(byOrigin) && origin(byOrigin[to]) == origin(byOrigin[from]) {
			to++
		}
		said := byOrigin[from:to]
		own := bagOf(vectors[said[0]])
		if len(said) > 1 {
			own = &bag{}
			w.own.addTo(own, len(said), func(k int) vector { return vectors[said[k]] })
		}
		its := all.part(own)
		for _, i := range said {
			out[i] = all.less(its, vectors[i]) >= least
		}
		from = to
	}
	return out
}

// furniture reports whether a text tells of no happening, whatever date it
// bears: a question, words to the reader, a note of the page or the programme.
func furniture(text string, lang *language) bool {
	if trimmed := strings.TrimRight(text, " \"'”’»)."); trimmed != "" && trimmed[len(trimmed)-1] == '?' {
		return true
	}
	folded := words.Fold(firstRunes(strings.TrimLeft(text, " ([\"“«"), longestFurniture))
	begins := func(phrase string) bool { return strings.HasPrefix(folded, phrase) }
	return slices.ContainsFunc(lang.furniture, begins) || len(text) <= longestImprint && slices.ContainsFunc(lang.imprint, begins)
}

// longestFurniture is among how many first characters of a text a phrase is looked
// for that tells of no happening.
const longestFurniture = 80

// firstRunes are the first characters of a text.
func firstRunes(text string, n int) string {
	for i := range text {
		if n--; n < 0 {
			return text[:i]
		}
	}
	return text
}

// longestImprint is how long a line may be that only says when its page was
// written and whose it is; a longer one goes on with what happened.
const longestImprint = 90
