package timeline

import "math"

// pairCounts counts pairs of terms in a table of fixed size. Two pairs may
// share a cell; the table is large enough for that to be rare, and a count
// that is a little high only makes a pair a little more ordinary. One that has
// reached the highest a cell can hold is as ordinary as they get.
type pairCounts struct {
	cells []uint16
	shift uint
	terms term // that are counted: other terms have no pairs
}

func newPairCounts(sentences, terms int) pairCounts {
	bits := uint(12)
	for bits < 24 && 1<<bits < 32*sentences {
		bits++
	}
	return pairCounts{cells: make([]uint16, 1<<bits), shift: 64 - bits, terms: term(terms)}
}

// pairOf names a pair of neighbouring terms.
func pairOf(a, b term) uint64 { return uint64(uint32(a))<<32 | uint64(uint32(b)) }

func (p pairCounts) cell(pair uint64) uint64 {
	pair ^= pair >> 29
	return (pair * 0x9e3779b97f4a7c15) >> p.shift
}

func (p pairCounts) of(pair uint64) int {
	if term(pair>>32) >= p.terms || term(uint32(pair)) >= p.terms {
		return 0
	}
	return int(p.cells[p.cell(pair)])
}

func (p pairCounts) add(a, b term) {
	if cell := &p.cells[p.cell(pairOf(a, b))]; *cell < math.MaxUint16 {
		*cell++
	}
}

// addAll adds the counts of another table of the same size.
func (p pairCounts) addAll(other pairCounts) {
	for i, n := range other.cells {
		p.cells[i] += min(n, math.MaxUint16-p.cells[i])
	}
}

// pairPlaces gives pairs their places in a list, plus one. It is a hash table
// that is emptied by what it holds, so that one serves many short lists. The
// zero pairPlaces is empty.
type pairPlaces struct {
	cells []pairPlace // a power of two of them
	used  []uint32    // cells
}

type pairPlace struct {
	pair uint64
	at   int32 // 0: the cell is free
}

// find is the cell of a pair, or the free one where it would be.
func (p *pairPlaces) find(pair uint64) uint32 {
	mask := uint32(len(p.cells) - 1)
	i := uint32((pair^pair>>29)*0x9e3779b97f4a7c15>>32) & mask
	for p.cells[i].at != 0 && p.cells[i].pair != pair {
		i = (i + 1) & mask
	}
	return i
}

// of is a pair's place; 0: it has none.
func (p *pairPlaces) of(pair uint64) int32 {
	if len(p.cells) == 0 {
		return 0
	}
	return p.cells[p.find(pair)].at
}

// place is where a pair's place stands, to be filled in if it is 0 before the
// next pair is asked for.
func (p *pairPlaces) place(pair uint64) *int32 {
	if 2*len(p.used) >= len(p.cells) {
		p.grow()
	}
	i := p.find(pair)
	if c := &p.cells[i]; c.at == 0 {
		c.pair = pair
		p.used = append(p.used, i)
	}
	return &p.cells[i].at
}

func (p *pairPlaces) grow() {
	old, used := p.cells, p.used
	p.cells, p.used = make([]pairPlace, max(1024, 2*len(old))), make([]uint32, 0, len(old))
	for _, i := range used {
		at := p.find(old[i].pair)
		p.cells[at] = old[i]
		p.used = append(p.used, at)
	}
}

func (p *pairPlaces) clear() {
	for _, i := range p.used {
		p.cells[i] = pairPlace{}
	}
	p.used = p.used[:0]
}
