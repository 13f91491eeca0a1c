package timeline

import (
	"maps"
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

// keyring makes the keys of the counted terms, if the settled part has none yet,
// and those of the others, which follow in order of the alphabet.
func (c *corpus) keyring() keyring {
	used := c.languages()
	for i := range c.docs {
		c.docs[i].lang = uint8(min(slices.Index(used, c.docs[i].language), 63))
	}
	p := c.settled
	if p.ring.rarity == nil {
		p.ring = c.countedKeys(used)
	}
	ring := keyring{rarity: slices.Clip(p.ring.rarity)}
	fresh := c.terms[len(p.terms):]
	keys := len(fresh)
	if len(used) > 1 {
		unknown := map[string]int32{} // meanings
		for _, lang := range used {
			for _, stem := range fresh {
				name := words.Meaning(lang, stem)
				if _, known := p.keys[name]; !known {
					unknown[name] = 0
				}
			}
		}
		keys = len(unknown)
		for i, name := range slices.Sorted(maps.Keys(unknown)) {
			unknown[name] = int32(len(ring.rarity) + i)
		}
		ring.of = map[string][]int32{}
		for _, lang := range used {
			own := slices.Clip(p.ring.of[lang])
			for _, stem := range fresh {
				name := words.Meaning(lang, stem)
				key, known := p.keys[name]
				if !known {
					key = unknown[name]
				}
				own = append(own, key)
			}
			ring.of[lang] = own
		}
	}
	for range keys {
		ring.rarity = append(ring.rarity, rarity(0, p.total))
	}
	return ring
}

// languages are those of the articles, in order.
func (c *corpus) languages() []string {
	var used []string
	for i := range c.docs {
		if !slices.Contains(used, c.docs[i].language) {
			used = append(used, c.docs[i].language)
		}
	}
	slices.Sort(used)
	return used
}

// countedKeys makes the keys of the counted terms.
func (c *corpus) countedKeys(used []string) keyring {
	p, ring := c.settled, keyring{}
	spread := p.spread
	if len(used) > 1 {
		ring.of, p.keys = map[string][]int32{}, map[string]int32{}
		for _, lang := range used {
			ring.of[lang] = make([]int32, len(p.terms))
			for t, stem := range p.terms {
				name := words.Meaning(lang, stem)
				key, known := p.keys[name]
				if !known {
					key = int32(len(p.keys))
					p.keys[name] = key
				}
				ring.of[lang][t] = key
			}
		}
		spread = make([]int32, len(p.keys))
		for i := range p.counted {
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
		ring.rarity[key] = rarity(n, p.total)
	}
	return ring
}

// rarity is how much a key counts that some of all counted sentences have.
func rarity(having int32, total int) float64 {
	return math.Log(1 + float64(total+1)/float64(having+1))
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
