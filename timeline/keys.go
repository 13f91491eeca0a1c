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

// vectors fills in what each telling says: the rarer a key, the more it counts.
func (c *corpus) vectors(tellings []telling) {
	ring := c.keyring()
	inParallel(len(tellings), func() func(int) {
		var scratch []int32
		return func(i int) {
			t := &tellings[i]
			scratch = append(scratch[:0], t.s.stems...)
			if own := ring.of[c.docs[t.doc].language]; own != nil {
				for k, stem := range scratch {
					scratch[k] = own[stem]
				}
			}
			slices.Sort(scratch)
			scratch = slices.Compact(scratch)
			t.vector = make(vector, len(scratch))
			for k, key := range scratch {
				t.vector[k] = weight{key, ring.rarity[key]}
			}
			t.vector.unit()
		}
	})
}

func unix(t time.Time) int64 {
	if t.IsZero() {
		return math.MinInt64
	}
	return t.Unix()
}
