package origin

import (
	"math/bits"
	"runtime"
	"sort"
	"sync"
)

// Two texts are compared where a band of their minima is equal: they stand in one
// bucket of that band then. Few reports share a bucket with another.

// bands are how many a signature has.
const bands = hashes / rows

// link says that a report shares a bucket with one before it, the last such.
type link struct{ report, before int32 }

// bandOf is a band of a signature: its two minima side by side.
func (p *Print) bandOf(band int) uint32 {
	return uint32(p.Minima[band*rows]) | uint32(p.Minima[band*rows+1])<<16
}

// chain finds the links of all bands. Those of the first reports are known if these
// are the same as the last time: a story grows at its end.
func (m *Memory) chain(reports []Report) {
	same := 0
	for same < min(len(reports), len(m.prints)) && reports[same].Print == m.prints[same] {
		same++
	}
	if 4*same < 3*len(reports) {
		same = 0
	}
	var links [bands][]link
	earlier := bucketmates(reports, same)
	var mu sync.Mutex
	var wg sync.WaitGroup
	next := 0
	for range min(runtime.GOMAXPROCS(0), bands) {
		wg.Go(func() {
			var latest buckets
			for {
				mu.Lock()
				band := next
				next++
				mu.Unlock()
				if band >= bands {
					return
				}
				known := m.links[band]
				known = known[:sort.Search(len(known), func(i int) bool { return int(known[i].report) >= same })]
				latest.empty(len(earlier[band]) + len(reports) - same)
				for _, i := range earlier[band] {
					latest.put(reports[i].Print.bandOf(band), i)
				}
				links[band] = latest.chain(reports, band, same, known)
			}
		})
	}
	wg.Wait()
	m.links, m.prints = links, m.prints[:0]
	for i := range reports {
		m.prints = append(m.prints, reports[i].Print)
	}
}

// bucketmates are, for each band, those of the reports before one that may share a
// bucket with that one or those after it, and few others.
func bucketmates(reports []Report, from int) (out [bands][]int32) {
	if from == 0 {
		return out
	}
	width := uint(bits.Len(uint(64 * (len(reports) - from)))) // one bit of 64 is set, or fewer
	place := func(band int, key uint32) (int, uint64) {
		at := key * 0x9e3779b1 >> (32 - width)
		return band<<width>>6 + int(at>>6), 1 << (at & 63)
	}
	set := make([]uint64, bands<<width>>6)
	for i := from; i < len(reports); i++ {
		for band := range bands {
			word, bit := place(band, reports[i].Print.bandOf(band))
			set[word] |= bit
		}
	}
	for i := range from {
		p := reports[i].Print
		for band := range bands {
			if word, bit := place(band, p.bandOf(band)); set[word]&bit != 0 && p.Shingles > 0 {
				out[band] = append(out[band], int32(i))
			}
		}
	}
	return out
}

// buckets hold the last report of each bucket of a band, in a hash table.
type buckets struct {
	cells []bucket // a power of two of them, half of them free at least
}

type bucket struct {
	band uint32
	last int32 // plus one; 0: the cell is free
}

// empty makes room for some reports in a table that has none.
func (b *buckets) empty(reports int) {
	n := 1
	for n < 2*reports {
		n *= 2
	}
	if len(b.cells) != n {
		b.cells = make([]bucket, n)
		return
	}
	clear(b.cells)
}

// chain adds the links of the reports from one on to those before.
func (b buckets) chain(reports []Report, band, from int, links []link) []link {
	for i := from; i < len(reports); i++ {
		if p := reports[i].Print; p.Shingles > 0 {
			if before := b.put(p.bandOf(band), int32(i)); before >= 0 {
				links = append(links, link{int32(i), before})
			}
		}
	}
	return links
}

// put makes a report the last of its bucket and returns the one that was; -1:
// there was none.
func (b buckets) put(band uint32, report int32) int32 {
	mask := uint64(len(b.cells) - 1)
	at := mix(uint64(band)) & mask
	for b.cells[at].last != 0 && b.cells[at].band != band {
		at = (at + 1) & mask
	}
	old := b.cells[at].last
	b.cells[at] = bucket{band, report + 1}
	return old - 1
}
