package figure

import (
	"cmp"
	"slices"
	"strings"

	"dateline/timeline/words"
)

// elided is what a number without a noun counts as the one before it does, of others:
// "lost 12 men, the rebels 40", "two dead in Haiti and eleven in Cuba".
func (s *sentence) elided(last Reading, n numeral) bool {
	from := s.wordAt(last.End)
	if from > n.start || s.apartBut(from, n.start, ";") || n.value == last.Value {
		return false
	}
	if s.numbersBetween(last, n) { // "302: 232 in Cairo, 52 in Suez"
		return false
	}
	ends := n.end == len(s.words) || s.parts[n.end] != s.parts[n.end-1] || s.apart(n.end)
	before := n.start - 1
	for s.fresh[s.folded(before)] {
		before--
	}
	switch {
	case s.by[s.folded(before)]: // "attended by 900 according to the police and by 2,000 according to them"
		first := s.wordAt(last.Start) - 1
		return s.and[s.folded(before-1)] && s.folded(s.qualifiedFrom(first+1)-1) == s.folded(before)
	case n.end < len(s.words) && s.placed[s.folded(n.end)] && s.parts[n.end] == s.parts[n.end-1] && (s.and[s.folded(before)] || s.parts[before] != s.parts[n.start]):
		for k := from; k < min(from+5, before+1); k++ { // a noun, or what became of them
			if s.folded(k) == s.folded(n.end) {
				return s.idleBetween(k, n.start)
			}
		}
		return false
	case n.end < len(s.words) && s.skipped(n.end) && s.parts[n.end] == s.parts[n.end-1] && s.and[s.folded(before)]: // "killed three on Monday and two on Tuesday"
		for k := from; k < min(from+5, before); k++ {
			if s.skipped(k) {
				return s.idleBetween(k, n.start)
			}
		}
		return false
	case s.attributing[s.folded(n.end)] && !s.apart(n.end): // "15,000 according to the police and 60,000 according to the union"
		for k := from; k < min(from+5, before+1); k++ {
			if s.attributing[s.folded(k)] {
				return true
			}
		}
		return false
	case ends:
		return s.others(last, n.start) || s.amongOthers(from, n.start)
	}
	return false
}

// numbersBetween reports whether other numbers stand between a reading and a number.
func (s *sentence) numbersBetween(last Reading, n numeral) bool {
	for k := s.wordAt(last.End); k < n.start; k++ {
		if s.numberAt(k) && !s.skipped(k) {
			return true
		}
	}
	return false
}

// others reports whether words[from:to] end with a noun phrase behind a comma or a
// conjunction, of which no verb tells anything: ", the rebels", "; la guerrilla, a".
func (s *sentence) others(last Reading, to int) bool {
	from, i := s.wordAt(last.End), to-1
	if s.person != "" && (s.folded(i) == s.person || s.of[s.folded(i)] || s.placed[s.folded(i)] && s.folded(i) == s.folded(s.qualifiedFrom(s.wordAt(last.Start))-1)) {
		i--
	}
	if i < from || s.parts[i] != s.parts[to] && strings.TrimSpace(s.gap(i+1)) != "," {
		return false
	}
	for k := i; k > max(from, i-mostOthers); k-- {
		if s.attributing[s.folded(k)] && k < i && s.parts[k-1] != s.parts[k] { // "according to the prefect, 9,000"
			return true
		}
		if s.breaks(k) && !s.article[s.folded(k)] && !s.of[s.folded(k)] || s.acts(k) || s.saying[s.folded(k)] || s.digit(k) || s.elder[s.folded(k)] || s.skipped(k) {
			return false
		}
		opens := s.parts[k-1] != s.parts[k] || s.conjunction[s.folded(k-1)]
		if opens {
			return s.article[s.folded(k)] && k < i && s.idleBetween(k, to)
		}
	}
	return false
}

// mostOthers is how many words may say who others are.
const mostOthers = 5

// amongOthers reports whether words[from:to] say no more than where others are:
// "nine soldiers and, on the rebel side, a score".
func (s *sentence) amongOthers(from, to int) bool {
	i := to - 1
	if i <= from || s.parts[i] == s.parts[to] {
		return false
	}
	for k := i; k > from; k-- {
		if s.parts[k-1] != s.parts[k] {
			return s.placed[s.folded(k)] && s.and[s.folded(k-1)]
		}
	}
	return false
}

// wordAt is the first word that does not stand before a byte.
func (s *sentence) wordAt(at int) int {
	i, _ := slices.BinarySearchFunc(s.words, at, func(w words.Word, at int) int { return cmp.Compare(w.Start, at) })
	return i
}

// qualifiedFrom is the first word of a number's qualifier, or of the number.
func (s *sentence) qualifiedFrom(i int) int {
	_, from := s.qualified(i)
	return from
}

// apartBut reports whether a mark that ends a clause, but for one, stands between two words.
func (s *sentence) apartBut(from, to int, mark string) bool {
	for i := from; i < to; i++ {
		if i > 0 && strings.ContainsAny(strings.ReplaceAll(s.gap(i), mark, ""), ".;:(\n") {
			return true
		}
	}
	return false
}

// brings reports whether a total that a number ends is brought to it by what was counted
// before: "14 cases on Monday, bringing the total since May to 230".
func (s *sentence) brings(n numeral) bool {
	if !s.tollMarks[s.folded(n.start-1)] {
		return false
	}
	for k := n.start - 2; k >= max(0, n.start-farthestTotal) && s.parts[k] == s.parts[n.start]; k-- {
		if !s.totals[s.folded(k)] {
			continue
		}
		for v := n.start - 2; v >= max(0, k-3); v-- {
			if s.bringing[s.folded(v)] {
				return true
			}
		}
	}
	return false
}

// farthestTotal is how many words may stand between a total and its number.
const farthestTotal = 8
