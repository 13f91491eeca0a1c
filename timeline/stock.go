package timeline

import (
	"cmp"
	"math/bits"
	"slices"
)

// stockFrom is from how many days and reports on a sentence that each tells of
// another day, word for word, is the news of none.
const stockFrom = 3

// markStock marks the tellings whose sentences stand word for word in different
// reports that tell them of different days: what pages say of themselves ("This
// post is part of our special coverage of the floods") and undated background. A
// sentence that names its day tells of the same one in each report, and is no stock.
// Copies of a report, its later stages and the entries of a live blog are one. Only
// tellings from one on are marked.
func (c *corpus) markStock(tellings []telling, from int) {
	type saying struct {
		hash   uint64 // of the sentence
		origin int32
		day    day
		of     int32 // tellings
	}
	// Few stand as often: those that cannot are told by how many share a cell.
	often := make([]uint8, nextPower(4*len(tellings)))
	mask := uint64(len(often) - 1)
	for i := range tellings {
		t := &tellings[i]
		if i >= from {
			t.stock = false
		}
		if cell := &often[t.hash&mask]; *cell < stockFrom {
			*cell++
		}
	}
	var all []saying
	for i := range tellings {
		if t := &tellings[i]; often[t.hash&mask] >= stockFrom {
			all = append(all, saying{t.hash, int32(c.docs[t.doc].origin), dayOf(t.span.Start), int32(i)})
		}
	}
	slices.SortFunc(all, func(a, b saying) int { return cmp.Compare(a.hash, b.hash) })
	for start := 0; start < len(all); {
		to := start + 1
		for to < len(all) && all[to].hash == all[start].hash {
			to++
		}
		same := all[start:to]
		stock := several(same, func(s saying) int32 { return s.origin }) && several(same, func(s saying) int32 { return int32(s.day) })
		for _, s := range same {
			if int(s.of) >= from {
				tellings[s.of].stock = stock
			}
		}
		start = to
	}
}

// nextPower is the least power of two that is not less than n.
func nextPower(n int) int { return 1 << bits.Len(uint(max(n, 1)-1)) }

// hash is FNV-1a of 64 bits, as hash/fnv has it, without the allocations.
func hash(text string) uint64 {
	var h uint64 = 14695981039346656037
	for i := range len(text) {
		h = (h ^ uint64(text[i])) * 1099511628211
	}
	return h
}

// several reports whether stockFrom of some differ in a number.
func several[T any](all []T, number func(T) int32) bool {
	met := make([]int32, 0, stockFrom)
	for i := 0; i < len(all) && len(met) < stockFrom; i++ {
		if n := number(all[i]); !slices.Contains(met, n) {
			met = append(met, n)
		}
	}
	return len(met) == stockFrom
}
