// Package origin finds the texts that are copies of one another: a wire story
// printed by several papers under other titles, with its tail cut off or a few
// words changed. Copies count as one witness. Texts are compared by their
// words alone, never by title or address, and the result does not depend on
// the order in which they come.
package origin

import (
	"runtime"
	"slices"
	"sync"

	"dateline/timeline/words"
)

const (
	width  = 5   // words in a shingle
	hashes = 128 // minima in a signature
	rows   = 2   // minima in a band: pairs that share 20 % of their shingles are found 9 times in 10
	// contained is the share of the shorter text's shingles that a copy has in
	// common: one changed word in thirty costs a copy 15 %.
	contained = 0.6
	// shortest is the least ratio of lengths of two copies. A brief quoted
	// whole within a long report does not make the report a copy.
	shortest = 0.3
)

// print is what is kept of one text.
type print struct {
	shingles  []uint32 // sorted, distinct
	signature [hashes]uint32
}

// Group returns for each text the lowest index of a text of its group. Texts
// without a copy, and texts without words, are their own group.
func Group(texts []string) []int {
	prints := make([]print, len(texts))
	parallel(len(texts), func(i int) { prints[i] = read(texts[i]) })
	groups := newForest(len(texts))
	latest := make(map[uint64]int32, len(texts)) // the last text of each bucket
	before := make([]int32, len(texts))          // the one before each text in its bucket; -1: none
	for band := range hashes / rows {
		clear(latest)
		for i := range prints {
			if len(prints[i].shingles) == 0 {
				continue
			}
			key := bandKey(band, prints[i].signature[band*rows:(band+1)*rows])
			j, found := latest[key]
			if !found {
				j = -1
			}
			latest[key], before[i] = int32(i), j
			for ; j >= 0; j = before[j] {
				if groups.find(i) != groups.find(int(j)) && copies(&prints[i], &prints[j]) {
					groups.join(i, int(j))
				}
			}
		}
	}
	out := make([]int, len(texts))
	for i := range out {
		out[i] = groups.find(i)
	}
	return out
}

// parallel calls do for 0 … n-1 on all processors.
func parallel(n int, do func(int)) {
	var wg sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wg.Go(func() {
			for i := w; i < n; i += workers {
				do(i)
			}
		})
	}
	wg.Wait()
}

// read makes the print of a text. A text shorter than a shingle is one shingle.
func read(text string) print {
	var p print
	tokens := words.Split(text)
	if len(tokens) == 0 {
		return p
	}
	ids := make([]uint64, len(tokens))
	for i, t := range tokens {
		ids[i] = hash(t.Folded)
	}
	p.shingles = make([]uint32, 0, max(1, len(ids)-width+1))
	for i := range max(1, len(ids)-width+1) {
		var h uint64 = 14695981039346656037
		for _, id := range ids[i:min(i+width, len(ids))] {
			h = mix(h ^ id)
		}
		p.shingles = append(p.shingles, uint32(h>>32))
	}
	slices.Sort(p.shingles)
	p.shingles = slices.Compact(p.shingles)
	for k := range p.signature {
		p.signature[k] = ^uint32(0)
	}
	for _, s := range p.shingles {
		h := mix(uint64(s))
		step := mix(h) | 1
		for k := range p.signature {
			h += step
			p.signature[k] = min(p.signature[k], uint32(h>>32))
		}
	}
	return p
}

// hash is FNV-1a, as hash/fnv has it, without the allocations.
func hash(word string) uint64 {
	var h uint64 = 14695981039346656037
	for i := range len(word) {
		h = (h ^ uint64(word[i])) * 1099511628211
	}
	return h
}

// mix is the finaliser of splitmix64: every bit of the result depends on every
// bit of x.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

func bandKey(band int, minima []uint32) uint64 {
	h := mix(uint64(band))
	for _, m := range minima {
		h = mix(h ^ uint64(m))
	}
	return h
}

// copies reports whether the shorter of two texts is mostly contained in the
// longer, which is not much longer.
func copies(a, b *print) bool {
	small, large := len(a.shingles), len(b.shingles)
	if small > large {
		small, large = large, small
	}
	if float64(small) < shortest*float64(large) {
		return false
	}
	shared := 0
	for i, j := 0, 0; i < len(a.shingles) && j < len(b.shingles); {
		switch {
		case a.shingles[i] < b.shingles[j]:
			i++
		case a.shingles[i] > b.shingles[j]:
			j++
		default:
			shared, i, j = shared+1, i+1, j+1
		}
	}
	return float64(shared) >= contained*float64(small)
}

// forest is a set of disjoint groups; a group's root is its lowest index.
type forest []int

func newForest(n int) forest {
	f := make(forest, n)
	for i := range f {
		f[i] = i
	}
	return f
}

func (f forest) find(i int) int {
	for f[i] != i {
		f[i] = f[f[i]]
		i = f[i]
	}
	return i
}

func (f forest) join(i, j int) {
	i, j = f.find(i), f.find(j)
	f[max(i, j)] = min(i, j)
}
