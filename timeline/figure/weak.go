package figure

import (
	"slices"

	"dateline/timeline/words"
)

// meant is what a reading counts whose words may count something else: who "attended" is
// a crowd only where there are many, "suspended" costs jobs where words[from:to], behind
// the number, are of workers.
func (s *sentence) meant(r Reading, from, to int) (Reading, bool) {
	if !s.isOf(r.Name, from, to) {
		return r, false
	}
	if w, weak := s.weak[r.Name]; weak {
		if max(r.Value, r.High) < w.least {
			return r, false
		}
		r.Name = w.is
	}
	return r, true
}

// idleFor reports whether a weak way to tell of something does not say it of a number.
func (s *sentence) idleFor(name string, n numeral) bool {
	w, weak := s.weak[name]
	return weak && (max(n.value, n.high) < w.least || !s.fits(Reading{Name: name, Value: max(n.value, n.high)}))
}

// isOf reports whether words[from:to] say that those are counted whom a measure is of.
func (s *sentence) isOf(name string, from, to int) bool {
	whose := s.whose[name]
	return whose == nil || slices.ContainsFunc(s.words[from:to], func(w words.Word) bool { return whose[w.Folded] })
}

// ofThings reports whether a number that seems to count people counts what its noun
// says is nobody: "evacuated three villages".
func (s *sentence) ofThings(name, noun string) bool {
	return s.people[name] && noun != "" && s.things[words.Fold(noun)]
}
