package timeline

import "math"

// pairCounts counts pairs of terms in a table of fixed size. Two pairs may
// share a cell; the table is large enough for that to be rare, and a count
// that is a little high only makes a pair a little more ordinary. One that has
// reached the highest a cell can hold is as ordinary as they get.
type pairCounts struct {
	cells []uint16
	shift uint
}

func newPairCounts(sentences int) pairCounts {
	bits := uint(12)
	for bits < 24 && 1<<bits < 32*sentences {
		bits++
	}
	return pairCounts{cells: make([]uint16, 1<<bits), shift: 64 - bits}
}

// pairOf names a pair of neighbouring terms.
func pairOf(a, b term) uint64 { return uint64(uint32(a))<<32 | uint64(uint32(b)) }

func (p pairCounts) cell(pair uint64) uint64 {
	pair ^= pair >> 29
	return (pair * 0x9e3779b97f4a7c15) >> p.shift
}

func (p pairCounts) of(pair uint64) float64 { return float64(p.cells[p.cell(pair)]) }

func (p pairCounts) add(a, b term) {
	if cell := &p.cells[p.cell(pairOf(a, b))]; *cell < math.MaxUint16 {
		*cell++
	}
}
