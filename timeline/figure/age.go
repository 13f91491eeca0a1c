package figure

import "strings"

// oldest is the age up to which a bare number beside a name or noun is one.
const oldest = 110

// age reports whether a number that starts at a word tells how old somebody is, or
// counts what the number after it does: "aged 47 and 51", "de 47 y 51 años", "Ruth
// Adler, 47, was arrested".
func (s *sentence) age(i int, n numeral) bool {
	if n.article || n.value > oldest && !s.between[s.folded(i-1)] {
		return false
	}
	for k := i - 1; k >= 0 && strings.TrimSpace(s.gap(k+1)) == ""; k-- { // "aged between 19 and 27"
		if s.aged[s.folded(k)] {
			return true
		}
		if !s.between[s.folded(k)] && !s.and[s.folded(k)] && !s.to[s.folded(k)] && !s.digit(k) {
			break
		}
	}
	end := n.end
	for end+1 < len(s.words) && (s.and[s.folded(end)] || s.to[s.folded(end)]) && strings.TrimSpace(s.gap(end)) == "" && s.digit(end+1) {
		end += 2
		if s.counted[s.folded(end)] {
			return true
		}
	}
	return s.aside(i, end)
}

// digit reports whether a word is a number of one or two digits.
func (s *sentence) digit(i int) bool {
	w := s.folded(i)
	return w != "" && len(w) <= 2 && w[0] >= '1' && w[0] <= '9' && w[len(w)-1] >= '0' && w[len(w)-1] <= '9'
}

// aside reports whether words[from:to], numbers in digits, stand alone between commas or
// brackets behind whom they are said of: "a woman, 39, was held", "two brothers, 24 and
// 31." But "the missing, 58" are so many.
func (s *sentence) aside(from, to int) bool {
	if from == 0 || !s.digit(from) || s.names(from-1) != "" || s.teller[s.folded(from-1)] && (from == 1 || s.article[s.folded(from-2)]) || s.mayBegin(s.words[from-1]) {
		return false
	}
	after := s.text[s.words[to-1].End:]
	switch strings.TrimSpace(s.gap(from)) {
	case ",":
		return after == "" || after[0] == ',' || after[0] == '.'
	case "(":
		return strings.HasPrefix(after, ")")
	}
	return false
}

// agesAt is the word after what tells from a word on how old those before it are:
// "aged 47 and 51", "de 47 y 51 años"; the word itself: nothing does.
func (s *sentence) agesAt(i int) int {
	end := i + 1
	if !s.aged[s.folded(i)] && !(s.of[s.folded(i)] && (s.digit(end) || s.between[s.folded(end)])) {
		return i
	}
	for s.between[s.folded(end)] || s.digit(end) || (s.and[s.folded(end)] || s.to[s.folded(end)]) && s.digit(end+1) {
		end++
	}
	if s.counted[s.folded(end)] {
		return end + 1
	}
	if !s.aged[s.folded(i)] {
		return i
	}
	return end
}
