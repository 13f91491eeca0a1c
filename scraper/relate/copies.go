package relate

import (
	"hash/fnv"
	"slices"
	"strings"
	"unicode"
)

// Bounds for taking one report for a copy of another.
const (
	leastSentence = 40 // bytes of a sentence that tells texts apart
	commonplace   = 20 // reports that share a sentence before it is an outlet's standing phrase
	leastShared   = 2  // sentences that copies share
)

// sentences gives the distinct longer sentences of a text, as hashes,
// ascending. Case and punctuation do not count.
func sentences(text string) []uint64 {
	var out []uint64
	h := fnv.New64a()
	for s := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '.' || r == '\n' || r == '?' || r == '!' }) {
		if len(s) < leastSentence {
			continue
		}
		h.Reset()
		for w := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }) {
			h.Write([]byte(w))
		}
		out = append(out, h.Sum64())
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// markCopies finds the reports that copy another one, as outlets print what an
// agency wrote: half of the shorter one's sentences are the other's. Copies
// are one witness, the longest of them, however often it was printed.
func markCopies(docs []*document) {
	where := map[uint64][]int{}
	for i, d := range docs {
		d.witness = d
		for _, s := range d.sentences {
			where[s] = append(where[s], i)
		}
	}
	order := make([]int, len(docs))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return len(docs[b].sentences) - len(docs[a].sentences) })
	shared := make([]int, len(docs))
	for _, i := range order { // the longest first
		d := docs[i]
		if d.witness != d {
			continue
		}
		var met []int
		for _, s := range d.sentences {
			if len(where[s]) > commonplace {
				continue
			}
			for _, k := range where[s] {
				if k == i {
					continue
				}
				if shared[k] == 0 {
					met = append(met, k)
				}
				shared[k]++
			}
		}
		for _, k := range met {
			c := docs[k]
			if c.witness == c && shared[k] >= leastShared && 2*shared[k] >= len(c.sentences) && len(c.sentences) <= len(d.sentences) {
				c.witness = d
			}
			shared[k] = 0
		}
	}
}
