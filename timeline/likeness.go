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

// sums is a bag over all keys, to be asked about many vectors.
type sums struct {
	values  []float64 // by key
	keys    []int32   // those that it has
	squares float64
}

func newSums(keys int) *sums { return &sums{values: make([]float64, keys)} }

func (s *sums) add(v vector) {
	for _, w := range v {
		old := s.values[w.key]
		if old == 0 {
			s.keys = append(s.keys, w.key)
		}
		s.squares += w.value * (2*old + w.value)
		s.values[w.key] = old + w.value
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
		key := int32(0)
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

// less is how alike a vector and what is left of the sums without another bag are.
func (s *sums) less(own *bag, v vector) float64 {
	dot, both, at := 0.0, 0.0, 0
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
	for _, w := range own.sum {
		both += w.value * s.values[w.key]
	}
	if squares := s.squares - 2*both + own.squares; squares > 1e-9 {
		return dot / math.Sqrt(squares)
	}
	return 0
}

// bagOf is a bag of one vector, which it shares until more is added.
func bagOf(v vector) *bag {
	b := &bag{sum: v[:len(v):len(v)]}
	for _, w := range v {
		b.squares += w.value * w.value
	}
	return b
}

// vectors are what the members of a tale say.
func (w *writer) vectors(members []int) map[int]vector {
	var made vectorMaker
	all := make(map[int]vector, len(members))
	for _, m := range members {
		all[m] = made.of(w.c, &w.tellings[m])
	}
	return all
}

// belonging are the members of a tale without those that share next to nothing
// with its own accounts: a day alone does not make two sentences tell of the
// same. What the summary quotes, and titles, stay, and so do the undated
// openings of an article that does tell of it.
func (w *writer) belonging(t *tale, vectors map[int]vector) []int {
	if len(t.members) < 2 {
		return t.members
	}
	core := w.sums
	defer core.clear()
	for _, m := range t.happening.members {
		core.add(vectors[m])
	}
	docs := map[int]bool{} // whose articles do tell of it
	astrays := map[int]bool{}
	for _, m := range t.members {
		s := &w.tellings[m]
		v, own := vectors[m], &bag{}
		if t.has(m) {
			own = bagOf(v)
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
func (w *writer) borneOut(members []int, vectors map[int]vector) map[int]bool {
	origin := func(m int) int { return w.c.docs[w.tellings[m].doc].origin }
	if !slices.ContainsFunc(members, func(m int) bool { return origin(m) != origin(members[0]) }) {
		return nil
	}
	all, origins, langs := w.sums, map[int]*bag{}, langSet(0)
	defer all.clear()
	for _, m := range members {
		doc, v := w.tellings[m].doc, vectors[m]
		all.add(v)
		langs |= w.c.langSet(doc)
		if own := origins[origin(m)]; own == nil {
			origins[origin(m)] = bagOf(v)
		} else {
			if len(own.sum) > 0 && cap(own.sum) == len(own.sum) { // one vector's still, or full
				own.sum = append(make(vector, 0, 2*len(own.sum)+len(v)), own.sum...)
			}
			own.add(v)
		}
	}
	least := akin
	if langs&(langs-1) != 0 { // several
		least *= foreign
	}
	out := map[int]bool{}
	for i, m := range members {
		if all.less(origins[origin(m)], vectors[m]) >= least {
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
