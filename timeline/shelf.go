package timeline

import (
	"math"
	"slices"
)

// posting says how much a key counts in a happening.
type posting struct {
	group int32
	value float64
}

// shelf is the happenings of a stretch of time, found by what they say.
type shelf struct {
	groups   []*happening
	keys     []int32         // all that they say, in order
	starts   []int32         // of each key's postings, and the end of the last
	postings []posting       // by key, then group
	docs     map[int][]int32 // article -> the groups that have tellings of it
}

func (j *joiner) shelf(groups []*happening) *shelf {
	s := &shelf{groups: groups, docs: map[int][]int32{}}
	total := 0
	for g, h := range groups {
		total += len(h.bag.sum)
		for _, m := range h.members {
			if own := s.docs[j.tellings[m].doc]; len(own) == 0 || own[len(own)-1] != int32(g) {
				s.docs[j.tellings[m].doc] = append(own, int32(g))
			}
		}
	}
	s.keys = make([]int32, 0, total)
	for _, h := range groups {
		for _, w := range h.bag.sum {
			s.keys = append(s.keys, w.key)
		}
	}
	slices.Sort(s.keys)
	s.keys = slices.Clone(slices.Compact(s.keys))
	s.starts = make([]int32, len(s.keys)+1)
	for _, h := range groups {
		at := 0
		for _, w := range h.bag.sum {
			at += position(s.keys[at:], w.key)
			s.starts[at+1]++
		}
	}
	for i := range s.keys {
		s.starts[i+1] += s.starts[i]
	}
	s.postings = make([]posting, total)
	next := slices.Clone(s.starts)
	for g, h := range groups {
		at := 0
		for _, w := range h.bag.sum {
			at += position(s.keys[at:], w.key)
			s.postings[next[at]] = posting{int32(g), w.value}
			next[at]++
		}
	}
	return s
}

// position is where a key is among some in order.
func position(keys []int32, key int32) int {
	at, _ := slices.BinarySearch(keys, key)
	return at
}

// asked is what a happening is looked for by.
type asked struct {
	vector vector
	doc    int
	langs  langSet
	apart  func(*happening) bool // it cannot be that one; nil: it may be any
	least  float64               // how alike it must be in its own language
	same   float64               // what it adds that both stand in one article
	less   float64               // what is taken off
	broad  float64               // how many unlike things it says, if what is broad must be more alike; 0: it need not
}

// best is the happening on a shelf that is most like what is asked for, and how
// much more than it must be, 1 or more; -1: none is like enough. Of those that are
// equally like, the first.
func (b *bench) best(s *shelf, q asked) (at int, over float64) {
	b.weigh(s, q.vector)
	return b.take(s.groups, s.docs[q.doc], q)
}

// all are the happenings on a shelf that are as like what is asked for as they must
// be, in order.
func (b *bench) all(s *shelf, q asked) []int32 {
	b.weigh(s, q.vector)
	var out []int32
	for _, g := range b.touched {
		h := s.groups[g]
		least := q.least
		if q.broad > 0 {
			least += minorRise * math.Sqrt(q.broad*h.breadth())
		}
		if h.langs&q.langs == 0 {
			least *= foreign
		}
		if b.scores[g] >= least*math.Sqrt(h.bag.squares) {
			out = append(out, g)
		}
		b.scores[g] = 0
	}
	b.touched = b.touched[:0]
	slices.Sort(out)
	return out
}

// weigh scores the happenings on a shelf by a vector.
func (b *bench) weigh(s *shelf, v vector) {
	places := b.places(s)
	for _, w := range v {
		var at int
		var has bool
		if places != nil {
			at, has = int(places[w.key])-1, places[w.key] > 0
		} else {
			at, has = slices.BinarySearch(s.keys, w.key)
		}
		if has {
			b.score(w.value, s.postings[s.starts[at]:s.starts[at+1]])
		}
	}
}

// bench is where one goroutine compares happenings. Its arrays are used again
// and again.
type bench struct {
	scores  []float64 // of each group, 0 between two questions
	touched []int32

	// The groups that are growing, by what they say.
	slots    []int32     // key -> its place in postings; -1: none has it
	used     []int32     // keys with a place
	postings [][]posting // by place, then group

	laid [reachBack + 1]laid // shelves that are asked again and again, the last one laid first
	sums *sums               // empty between two uses
	made vectorMaker
}

func newBench(keys int) *bench {
	return &bench{slots: slices.Repeat([]int32{-1}, keys), sums: newSums(keys)}
}

// laid is a shelf laid out on a bench: its keys need not be searched for.
type laid struct {
	shelf  *shelf
	places []int32 // key -> its place among the shelf's keys, plus one; 0: it has none
}

// lay lays a shelf out, in place of the one that was laid out first.
func (b *bench) lay(s *shelf) {
	if b.places(s) != nil {
		return
	}
	old := b.laid[len(b.laid)-1]
	if old.shelf == nil {
		old.places = make([]int32, len(b.slots))
	} else {
		for _, key := range old.shelf.keys {
			old.places[key] = 0
		}
	}
	for at, key := range s.keys {
		old.places[key] = int32(at) + 1
	}
	copy(b.laid[1:], b.laid[:])
	b.laid[0] = laid{s, old.places}
}

// places are those of the keys of a shelf that is laid out; nil: it is not.
func (b *bench) places(s *shelf) []int32 {
	for i := range b.laid {
		if b.laid[i].shelf == s {
			return b.laid[i].places
		}
	}
	return nil
}

// score adds to the scores of the groups that have a key.
func (b *bench) score(value float64, list []posting) {
	for _, p := range list {
		if int(p.group) >= len(b.scores) {
			b.scores = append(b.scores, make([]float64, int(p.group)+1-len(b.scores))...)
		}
		if b.scores[p.group] == 0 {
			b.touched = append(b.touched, p.group)
		}
		b.scores[p.group] += value * p.value
	}
}

// take finds the best of the groups that have a score, and clears the scores.
func (b *bench) take(groups []*happening, holding []int32, q asked) (at int, over float64) {
	at = -1
	for _, g := range b.touched {
		h := groups[g]
		cosine := b.scores[g]/math.Sqrt(h.bag.squares) - q.less
		b.scores[g] = 0 // for the next question
		if slices.Contains(holding, g) {
			cosine += q.same
		}
		least := q.least
		if q.broad > 0 {
			least += minorRise * math.Sqrt(q.broad*h.breadth())
		}
		if h.langs&q.langs == 0 {
			least *= foreign
		}
		if now := cosine / least; now >= 1 && (q.apart == nil || !q.apart(h)) && (now > over || now == over && int(g) < at) {
			at, over = int(g), now
		}
	}
	b.touched = b.touched[:0]
	return at, over
}

// among is best of the groups that are growing.
func (b *bench) among(groups []*happening, holding []int32, q asked) (at int, over float64) {
	for _, w := range q.vector {
		if slot := b.slots[w.key]; slot >= 0 {
			b.score(w.value, b.postings[slot])
		}
	}
	return b.take(groups, holding, q)
}

// grown takes down what a group says now that it has a vector more. Its bag has no
// more than the squares until all groups are whole.
func (b *bench) grown(group int, h *happening, v vector) {
	for _, w := range v {
		list := b.list(w.key)
		at, has := slices.BinarySearchFunc(*list, int32(group), func(p posting, g int32) int { return int(p.group - g) })
		if !has {
			*list = slices.Insert(*list, at, posting{group: int32(group)})
		}
		old := (*list)[at].value
		h.bag.squares += w.value * (2*old + w.value)
		(*list)[at].value = old + w.value
	}
}

// list is where the postings of a key stand, good until the next is asked for.
func (b *bench) list(key int32) *[]posting {
	slot := b.slots[key]
	if slot < 0 {
		slot = int32(len(b.used))
		b.slots[key] = slot
		b.used = append(b.used, key)
		if int(slot) == len(b.postings) {
			b.postings = append(b.postings, nil)
		}
		b.postings[slot] = b.postings[slot][:0]
	}
	return &b.postings[slot]
}

// forget empties all lists.
func (b *bench) forget() {
	for _, key := range b.used {
		b.slots[key] = -1
	}
	b.used = b.used[:0]
}

// bags fills the bags of groups that are whole, and forgets them.
func (b *bench) bags(groups []*happening) {
	sizes := make([]int32, len(groups))
	for slot := range b.used {
		for _, p := range b.postings[slot] {
			sizes[p.group]++
		}
	}
	for g, h := range groups {
		h.bag.sum = make(vector, 0, sizes[g])
	}
	slices.Sort(b.used)
	for _, key := range b.used {
		for _, p := range b.postings[b.slots[key]] {
			bag := groups[p.group].bag
			bag.sum = append(bag.sum, weight{key, p.value})
		}
	}
	b.forget()
}

// langSet is a set of languages, a bit for each that the corpus has; all beyond
// the 63rd share one.
type langSet uint64

func (c *corpus) langSet(doc int) langSet { return 1 << c.docs[doc].lang }
