package figure

import "math"

// shareOf reads a number that is told as a share of another: "a third of the plant's
// 2,400 workers", "la mitad de los 1.800 empleados". Its noun stands behind the other.
func (s *sentence) shareOf(i int) numeral {
	at, times := i, 1.0
	if v := s.numbers[s.folded(i)]; v > 1 && v < 10 && s.shares[s.folded(i+1)] > 0 { // "two thirds"
		at, times = i+1, v
	}
	share := s.shares[s.folded(at)] * times
	if share <= 0 || share >= 1 || !s.of[s.folded(at+1)] || s.ordinals[s.folded(at)] > 0 && !s.indefinite[s.folded(at-1)] { // "the third of the 12 men"
		return numeral{}
	}
	for k := at + 2; k < min(at+2+farthestWhole, len(s.words)) && s.parts[k] == s.parts[i]; k++ {
		if s.multiples[s.folded(k)] > 0 { // "a quarter of a million"
			break
		}
		if whole := s.cardinal(k); whole.end > 0 && !whole.article {
			if s.skipped(k) || s.sign(k) != "" || whole.value < 1/share || s.share(whole) {
				break
			}
			n := numeral{value: math.Round(whole.value * share), end: whole.end, shared: true}
			if whole.value*share != n.value {
				n.qualifier = About
			}
			return n
		}
		if w := s.folded(k); s.breakers[w] && !s.article[w] && !s.of[w] || s.of[w] {
			break
		}
	}
	return numeral{}
}

// farthestWhole is how many words may stand between "half of" and the number it is of.
const farthestWhole = 4

// termAt reads years that somebody is sentenced to: "jailed for nine years", "penas de
// cuatro y siete años".
func (s *sentence) termAt(i int) numeral {
	n := s.bare(i)
	if n.end == 0 {
		return n
	}
	end := n.end
	for (s.and[s.folded(end)] || s.to[s.folded(end)]) && s.digitOrWord(end+1) {
		end += 2
	}
	if !s.years[s.folded(end)] || s.unjailed[s.folded(end+1)] || s.unjailed[s.folded(end+2)] {
		return numeral{}
	}
	_, from := s.qualified(i)
	for k := from - 1; k >= max(0, from-farthestWhole) && !s.apart(k+1); k-- {
		if s.before.endingAt(s, k) == s.termName && s.termName != "" || s.termMarks[s.folded(k)] && s.sentences(k) {
			n.term = true
			return n
		}
		if !s.and[s.folded(k)] && !s.to[s.folded(k)] && !s.between[s.folded(k)] && !s.digitOrWord(k) {
			break
		}
	}
	return numeral{}
}

// sentences reports whether a verb before a word sentences somebody: "sentenced the general
// to".
func (s *sentence) sentences(i int) bool {
	for k := i - 1; k >= max(0, i-clauseWide) && !s.apart(k+1); k-- {
		if s.sentencing[s.folded(k)] {
			return true
		}
	}
	return false
}

// digitOrWord reports whether a small number stands at a word.
func (s *sentence) digitOrWord(i int) bool { return s.digit(i) || s.numbers[s.folded(i)] > 0 }
