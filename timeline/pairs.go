package timeline

// pairCounts counts pairs of terms in a table of fixed size. Two pairs may
// share a cell; the table is large enough for that to be rare, and a count
// that is a little high only makes a pair a little more ordinary.
type pairCounts struct {
	cells []int32
	shift uint
}

func newPairCounts(sentences int) pairCounts {
	bits := uint(12)
	for bits < 25 && 1<<bits < 32*sentences {
		bits++
	}
	return pairCounts{cells: make([]int32, 1<<bits), shift: 64 - bits}
}

// pairOf names a pair of neighbouring terms.
func pairOf(a, b term) uint64 { return uint64(uint32(a))<<32 | uint64(uint32(b)) }

func (p pairCounts) cell(pair uint64) uint64 {
	pair ^= pair >> 29
	return (pair * 0x9e3779b97f4a7c15) >> p.shift
}

func (p pairCounts) add(a, b term)          { p.cells[p.cell(pairOf(a, b))]++ }
func (p pairCounts) of(pair uint64) float64 { return float64(p.cells[p.cell(pair)]) }
