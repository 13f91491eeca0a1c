// Package origin finds the texts that are copies of one another: a wire story
// printed by several papers under other titles, with its tail cut off or a few
// words changed. Copies count as one witness. Texts are compared by their
// words, never by title or address, and the result does not depend on the order
// in which they come. A later report that has grown out of an earlier one, or
// quotes it whole, is no copy of it once most of it is new; but an outlet that
// writes its own report anew is still the same witness.
package origin

import (
	"math"
	"slices"

	"dateline/timeline/words"
)

const (
	width  = 5   // words in a shingle
	hashes = 128 // minima in a signature
	rows   = 2   // minima in a band: pairs that share 20 % of their shingles are found 9 times in 10

	// alike is the share of all shingles of two texts that copies have in common.
	// A third cut off the end and a word in sixty changed leave 55 %; different
	// stages of one outlet's running report mostly have less.
	alike = .5
	// contained is the share of the shorter text's shingles that stand in the
	// longer where more than the words ties them: a copy may be cut down further
	// if both name the same source, and an outlet's report that has this much of
	// an earlier one of its own is the same, revised.
	contained = .6
	// shortest is the least ratio of lengths of two such reports. A brief quoted
	// whole within a long report does not make the report a copy.
	shortest = .3
	// worthALook is how much lower than alike the share of equal minima may be
	// for the shingles to be compared: three standard deviations.
	worthALook = alike - .13
	// crowd is how many groups of one bucket a text is compared with. Copies
	// share many buckets; what fills one beyond this is furniture that pages of
	// an outlet have in common.
	crowd = 16
)

// Print is what is kept of a text to find its copies: for each of many ways of
// shuffling all shingles, the first that it has. The zero Print is of a text
// without words.
type Print struct {
	Shingles int32 // distinct; 0: it has no words
	Minima   [hashes]uint16
}

// Report is a text with what is known of where it comes from.
type Report struct {
	Print   *Print // of Text
	Text    string
	Outlet  string
	Sources []string // who it says it is from: agencies, authors; the outlet itself
}

// Group returns for each report the lowest index of a report that it is a copy
// of, and the lowest of those that are the same witness: copies, and stages of
// one outlet's report. Reports without a copy, and those without words, are
// their own group.
func Group(reports []Report) (copies, witnesses []int) { return new(Memory).Group(reports) }

// A Memory groups reports again and again, and compares two texts but once. Texts
// are known by their prints: one whose Print lies elsewhere in memory is another.
// What it returns is what Group returns for the same reports. The zero Memory has
// compared nothing yet. It is not safe for concurrent use.
type Memory struct {
	shared map[pair]int32 // shingles that two texts have in common
	prints []*Print       // of the reports of the last time, in order
	links  [bands][]link  // of each band, in order of the reports
}

type pair struct{ a, b *Print }

// Group is the function Group. What the memory holds of texts that are not
// compared this time is forgotten.
func (m *Memory) Group(reports []Report) (copies, witnesses []int) {
	g := grouper{reports: reports, copies: newForest(len(reports)), witnesses: newForest(len(reports)), shingles: make([][]uint32, len(reports)),
		known: m.shared, shared: map[pair]int32{}}
	m.chain(reports)
	before := slices.Repeat([]int32{-1}, len(reports))
	for _, band := range m.links {
		g.join(band, before)
	}
	for i := range reports {
		g.copies[i], g.witnesses[i] = g.copies.find(i), g.witnesses.find(i)
	}
	m.shared = g.shared
	return g.copies, g.witnesses
}

// join compares each report with those before it in its bucket of a band. The memory
// for the report before each is empty, all -1, before and after.
func (g *grouper) join(band []link, before []int32) {
	for _, l := range band {
		before[l.report] = l.before
	}
	for _, l := range band {
		i, j := int(l.report), l.before
		for left := crowd; j >= 0 && left > 0; j = before[j] {
			if g.copies.find(i) != g.copies.find(int(j)) {
				left--
				g.compare(i, int(j))
			}
		}
	}
	for _, l := range band {
		before[l.report] = -1
	}
}

type grouper struct {
	known, shared     map[pair]int32 // shingles in common: of earlier comparisons, of those of this time
	reports           []Report
	copies, witnesses forest
	shingles          [][]uint32 // of those that were looked at
}

// compare joins two reports that are copies of one text, or stages of one
// outlet's report.
func (g *grouper) compare(i, j int) {
	a, b := &g.reports[i], &g.reports[j]
	small, large := float64(a.Print.Shingles), float64(b.Print.Shingles)
	if small > large {
		small, large = large, small
	}
	// Shared shingles that make them copies: of the union, or of the shorter.
	copied := math.Ceil((small + large) * alike / (1 + alike))
	needed := copied
	if small >= shortest*large && (a.Outlet == b.Outlet || share(a.Sources, b.Sources)) {
		needed = min(needed, math.Ceil(contained*small))
		if a.Outlet != b.Outlet {
			copied = needed
		}
	}
	if needed > small {
		return
	}
	equal := 0
	for k := range a.Print.Minima {
		if a.Print.Minima[k] == b.Print.Minima[k] {
			equal++
		}
	}
	least := needed / (small + large - needed) // the same as a share of the union
	if float64(equal) < (least-(alike-worthALook))*hashes {
		return
	}
	n := float64(g.inCommon(i, j))
	if n >= copied {
		g.copies.join(i, j)
	}
	if n >= needed {
		g.witnesses.join(i, j)
	}
}

// inCommon counts the shingles that two reports share.
func (g *grouper) inCommon(i, j int) int32 {
	texts := pair{g.reports[i].Print, g.reports[j].Print}
	n, known := g.known[texts]
	if !known {
		if n, known = g.known[pair{texts.b, texts.a}]; !known {
			n = int32(shared(g.of(i), g.of(j)))
		}
	}
	g.shared[texts] = n
	return n
}

// of are the shingles of a report.
func (g *grouper) of(i int) []uint32 {
	if g.shingles[i] == nil {
		g.shingles[i] = shinglesOf(words.Split(g.reports[i].Text))
	}
	return g.shingles[i]
}

// shared counts what two sorted lists have in common.
func shared(a, b []uint32) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

func share(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// Read makes the print of a text from its words. A text shorter than a shingle
// is one shingle.
//
// All shingles are shuffled once and dealt into as many heaps as a signature has
// minima; a heap that stays empty borrows from the next (Shrivastava and Li,
// "Densifying one permutation hashing", 2014).
func Read(tokens []words.Word) Print {
	list := shinglesOf(tokens)
	p := Print{Shingles: int32(len(list))}
	if len(list) == 0 {
		return p
	}
	var full [hashes]bool
	for _, s := range list {
		h := mix(uint64(s))
		heap, value := h%hashes, uint16(h>>48)
		if !full[heap] || value < p.Minima[heap] {
			p.Minima[heap], full[heap] = value, true
		}
	}
	own := p.Minima
	for k := range own {
		for step := range uint64(hashes) {
			if from := (k + int(step)) % hashes; full[from] {
				p.Minima[k] = own[from] + uint16(step)*0x9e37
				break
			}
		}
	}
	return p
}

// shinglesOf are the runs of words of a text, as numbers, sorted, each once.
func shinglesOf(tokens []words.Word) []uint32 {
	if len(tokens) == 0 {
		return nil
	}
	ids := make([]uint64, len(tokens))
	for i, t := range tokens {
		ids[i] = hash(t.Folded)
	}
	out := make([]uint32, 0, max(1, len(ids)-width+1))
	for i := range max(1, len(ids)-width+1) {
		var h uint64 = 14695981039346656037
		for _, id := range ids[i:min(i+width, len(ids))] {
			h = mix(h ^ id)
		}
		out = append(out, uint32(h>>32))
	}
	slices.Sort(out)
	return slices.Compact(out)
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
