package relate

import "math"

// A story of few reports may have a neighbour of many: the same days, the same
// region, half of the words. Beside so few reports the neighbour's own words
// look like the story's, and it would be taken in whole. What gives it away is
// a word, most often a name, that most of those taken in share and hardly any
// of the reports that are surely of the story has. Reports of the story without
// a keyword have no such word, unless they are few: they are of all its sides.

const (
	partings = 8    // looks for a neighbour
	marked   = .5   // by how much more of the reports taken in than of the sure ones hold the word, as a share of each
	mishap   = .005 // the chance at which so few of the sure ones have it that must be ruled out
)

// partNeighbour parts reports from the story that were taken in by their words
// alone, hold a word that marks them, and are more than those surely of it. It
// reports whether there were any.
func (k *knowledge) partNeighbour(l *lexicon, docs []*document) bool {
	type side struct {
		docs int
		with map[term]int
	}
	sure, taken := map[string]*side{}, map[string]*side{}
	for _, d := range docs {
		by := taken
		switch {
		case d.witness != d || !d.core && !k.takenIn(d):
			continue
		case d.core:
			by = sure
		}
		s := by[d.language]
		if s == nil {
			s = &side{with: map[term]int{}}
			by[d.language] = s
		}
		s.docs++
		for _, c := range d.bag {
			s.with[c.term]++
		}
	}
	marks := map[string]term{}
	for lang, in := range taken {
		of := sure[lang]
		if of == nil || in.docs < enough || in.docs <= of.docs {
			continue
		}
		most := marked
		for t, n := range in.with {
			share := float64(n) / float64(in.docs)
			more := share - (float64(of.with[t])+.5)/(float64(of.docs)+1)
			if more < most || atMost(of.with[t], of.docs, share) > mishap {
				continue
			}
			if more > most || more == most && l.stem(t) < l.stem(marks[lang]) {
				most, marks[lang] = more, t
			}
		}
	}
	found := false
	for _, d := range docs {
		if mark, ok := marks[d.language]; ok && !d.core && !d.apart && d.keywords < keepFrom && d.bag.holds(mark) {
			d.apart, d.share, found = true, share{rest: 1}, true
		}
	}
	return found
}

// atMost is the chance that at most k of n reports hold a word that stands in a
// share of reports.
func atMost(k, n int, share float64) float64 {
	share = min(share, .98)
	one := math.Pow(1-share, float64(n)) // that just i do
	sum := one
	for i := range k {
		one *= float64(n-i) / float64(i+1) * share / (1 - share)
		sum += one
	}
	return sum
}

// overfull reports whether more were taken in than a story can have without a
// keyword, going by those surely of it.
func (k *knowledge) overfull(docs []*document) bool {
	var sure, taken float64
	for _, d := range docs {
		switch {
		case d.core:
			sure++
		case k.takenIn(d):
			taken++
		}
	}
	return taken > growth*(sure+atLeast)
}

// takenIn reports whether a report is taken for one of the story by its words
// alone.
func (k *knowledge) takenIn(d *document) bool {
	return !d.apart && d.keywords < keepFrom && chance(k.odds(d.language, d.lean, d.keywords)) >= keepFrom
}
