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
func (c *corpus) vector(t *telling) vector {
	keys := make([]int32, len(t.s.stems))
	copy(keys, t.s.stems)
	if own := c.ring.of[c.docs[t.doc].language]; own != nil {
		for k, stem := range keys {
			keys[k] = own[stem]
		}
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	v := make(vector, len(keys))
	for k, key := range keys {
		v[k] = weight{key, c.ring.rarity[key]}
	}
	v.unit()
	return v
}

func unix(t time.Time) int64 {
	if t.IsZero() {
		return math.MinInt64
	}
	return t.Unix()
}
