package timeline

import (
	"math"
	"slices"
	"time"

	"dateline/timeline/words"
)

// keyring maps terms to the keys by which tellings are compared: the terms
// themselves where all articles are in one language, meanings shared by the
// languages where they are not.
type keyring struct {
	of     map[string][]int32 // by language, by term; nil: terms are keys
	rarity []float64          // by key
}

func (c *corpus) keyring() keyring {
	var used []string
	for i := range c.docs {
		if !slices.Contains(used, c.docs[i].language) {
			used = append(used, c.docs[i].language)
		}
	}
	slices.Sort(used)
	for i := range c.docs {
		c.docs[i].lang = uint8(min(slices.Index(used, c.docs[i].language), 63))
	}
	ring := keyring{}
	spread := c.spread
	if len(used) > 1 {
		ring.of = map[string][]int32{}
		numbers := map[string]int32{}
		for _, lang := range used {
			ring.of[lang] = make([]int32, len(c.terms))
			for t, stem := range c.terms {
				name := words.Meaning(lang, stem)
				key, known := numbers[name]
				if !known {
					key = int32(len(numbers))
					numbers[name] = key
				}
				ring.of[lang][t] = key
			}
		}
		spread = make([]int32, len(numbers))
		for i := range c.docs {
			own := ring.of[c.docs[i].language]
			for k := range c.docs[i].sentences {
				for _, t := range c.docs[i].sentences[k].stems {
					spread[own[t]]++
				}
			}
		}
	}
	ring.rarity = make([]float64, len(spread))
	for key, n := range spread {
		ring.rarity[key] = math.Log(1 + float64(c.total+1)/float64(n+1))
	}
	return ring
}

// vector says what a telling says: the rarer a key, the more it counts. It is
// made anew each time, which is cheaper than to hold them all.
func (c *corpus) vector(t *telling) vector { return new(vectorMaker).of(c, t) }

// vectorMaker makes many vectors in little memory, which serves the next ones once
// all are done with.
type vectorMaker struct {
	keys  []int32
	chunk []weight
	full  [][]weight // chunks before this one
	free  [][]weight
}

// reuse lets the memory of all vectors made so far serve the next ones.
func (r *vectorMaker) reuse() {
	r.chunk = r.chunk[:0]
	r.free, r.full = append(r.free, r.full...), r.full[:0]
}

// room makes room for n more weights in the chunk.
func (r *vectorMaker) room(n int) {
	if cap(r.chunk)-len(r.chunk) >= n {
		return
	}
	if r.chunk == nil { // the first may be the only one
		r.chunk = make([]weight, 0, n)
		return
	}
	r.full = append(r.full, r.chunk)
	if last := len(r.free) - 1; last >= 0 && cap(r.free[last]) >= n {
		r.chunk, r.free = r.free[last][:0], r.free[:last]
		return
	}
	r.chunk = make([]weight, 0, max(n, chunkOfWeights))
}

// chunkOfWeights is how many weights are allocated together.
const chunkOfWeights = 1024

// of says what a telling says.
func (r *vectorMaker) of(c *corpus, t *telling) vector {
	r.keys = append(r.keys[:0], t.s.stems...)
	if own := c.ring.of[c.docs[t.doc].language]; own != nil {
		for k, stem := range r.keys {
			r.keys[k] = own[stem]
		}
	}
	sortTerms(r.keys)
	r.keys = slices.Compact(r.keys)
	n := len(r.keys)
	r.room(n)
	from := len(r.chunk)
	r.chunk = r.chunk[:from+n]
	v := vector(r.chunk[from : from+n : from+n])
	for k, key := range r.keys {
		v[k] = weight{key, c.ring.rarity[key]}
	}
	v.unit()
	return v
}

// sortTerms is slices.Sort, faster for as few as a sentence has.
func sortTerms(all []int32) {
	if len(all) > 32 {
		slices.Sort(all)
		return
	}
	for i := 1; i < len(all); i++ {
		x, k := all[i], i
		for ; k > 0 && all[k-1] > x; k-- {
			all[k] = all[k-1]
		}
		all[k] = x
	}
}

func unix(t time.Time) int64 {
	if t.IsZero() {
		return math.MinInt64
	}
	return t.Unix()
}
