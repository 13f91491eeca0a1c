package timeline

import (
	"math"
	"slices"
)

// What is no news beside the others of its day is often a little like one of them: the
// same people and places stand in it. That says what the day was about, and lends the
// other weight, but does not make the two one happening: only what is more alike has its
// accounts told with the other. The rest stands around it, in events of next to no weight.

const (
	alikePart = .22 // cosine of what is no news and the tale that its accounts go to, with minorRise
	setAside  = .01 // of the gain of the day's best sentence: what one weighs that only stands around another
)

// minor tells of parts of one happening that are no news beside what is told. Nil: they
// are told with a tale, or nobody tells enough of them. first and last are the gains of
// the best and the least of the day's news.
func (w *writer) minor(parts []*happening, told []*tale, open []pick, first, last float64) *tale {
	h := whole(parts)
	main := w.like(h, told, alikeMinor, minorRise)
	if main != nil {
		if w.partOf(h, main) {
			main.from = append(main.from, parts...)
			return nil
		}
		main.near = append(main.near, parts...)
	}
	own := w.best(parts, open)
	if own.t == nil || !w.opening(h) && !w.agreed(h) && (main == nil || !w.dates(h)) {
		return nil
	}
	own.gain = min(own.gain, w.least(h)*first, last)
	if main != nil {
		own.gain = min(own.gain, setAside*first)
	}
	return &tale{happening: own.of, from: leading(own.of, parts), picks: []pick{own}, minor: true}
}

// partOf reports whether what is a little like a tale is so much like it that its
// accounts are the tale's.
func (w *writer) partOf(minor *happening, t *tale) bool {
	least := alikePart + minorRise*math.Sqrt(t.breadth()*minor.breadth())
	if t.langs&minor.langs == 0 {
		least *= foreign
	}
	return t.bag.cosine(minor.bag.vector()) >= least
}

// dates reports whether a sentence that is about a happening says in words when it was.
func (w *writer) dates(h *happening) bool {
	return slices.ContainsFunc(h.members, func(i int) bool {
		t := &w.tellings[i]
		return t.worded() && !t.beside && !t.foretold
	})
}
