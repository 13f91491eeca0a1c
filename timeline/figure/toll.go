package figure

import (
	"cmp"
	"strings"
)

// toll is what a number counts that stands as in "the death toll rose to five"
// or "brings to five the number of dead".
func (s *sentence) toll(n numeral) string {
	after := n.end
	if name := s.tollName(after); name != "" && s.article[s.folded(after)] { // "cifró en 29 los muertos"
		return name
	}
	for s.article[s.folded(after)] {
		after++
	}
	if after > n.end && s.headFirst && s.parts[min(after+1, len(s.parts)-1)] == s.parts[n.end-1] { // "cifra en 112 los civiles muertos"
		if name := s.passive[s.folded(after+1)]; s.people[name] {
			return name
		}
	}
	if after > n.end {
		if name := s.tollName(after); name != "" {
			return name
		}
	}
	if before := s.folded(n.start - 1); n.start == 0 || n.qualifier == "" && !s.tollMarks[before] && !s.from[before] {
		return ""
	}
	for i := n.start - 1; i >= max(0, n.start-14) && !s.apart(i+1); i-- {
		if name := s.tollName(i); name != "" {
			if own := s.phrase(n).name; own != "" && own != name { // "13 dead in two attacks"
				return ""
			}
			return name
		}
		if s.numberAt(i) && !s.from[s.folded(i-1)] || s.conjunction[s.folded(i)] && !(s.and[s.folded(i)] && s.idleBetween(i+1, n.start)) {
			return ""
		}
	}
	return ""
}

// ofDeed reports whether a running count is said to be of one deed: "elevó a 26 los
// muertos en el ataque del miércoles", "the toll of the bombing rose to nine".
func (s *sentence) ofDeed(n numeral) bool {
	for i := 1; i < len(s.words); i++ {
		if s.parts[i] == s.parts[n.at] && s.deed[s.folded(i)] {
			before := i - 1
			for before > i-3 && before > 0 && !s.article[s.folded(before)] && s.folded(before) != "s" {
				before--
			}
			if s.article[s.folded(before)] || s.folded(before) == "s" {
				return true
			}
		}
	}
	return false
}

// tollName is what a phrase at a word announces a running count of: "death
// toll", or "number of confirmed dead".
func (s *sentence) tollName(i int) string {
	if name := s.tolls.name(s, i); name != "" {
		return name
	}
	of := s.tollHeads.at(s, i)
	for k := i + of; of > 0 && k < min(i+of+3, len(s.words)) && strings.TrimSpace(s.gap(k)) == ""; k++ {
		if name := cmp.Or(s.names(k), s.passive[s.folded(k)]); name != "" && s.fits(Reading{Name: name}) {
			return name
		}
	}
	return ""
}
