package figure

import "strings"

// money fills in what a number of money is, and returns the word after it; 0: it
// is none.
func (s *sentence) money(r *Reading, n numeral) int {
	if unit := s.sign(n.at); unit != "" {
		r.Name, r.Unit = "money", unit
		return n.end
	}
	at := n.end
	if s.of[s.folded(at)] {
		at++
	}
	if at < len(s.words) && strings.TrimSpace(s.gap(n.end)) == "" {
		if unit, size := s.coins.longest(s, at); unit != "" {
			r.Name, r.Unit = "money", unit
			return at + size
		}
	}
	return 0
}

// sign is the money whose mark stands before a word; empty: none does.
func (s *sentence) sign(i int) string {
	before := strings.TrimRight(s.text[:s.words[i].Start], " \u00a0")
	for _, sign := range s.signs {
		if strings.HasSuffix(before, sign.mark) {
			return sign.unit
		}
	}
	return ""
}

const leastSum = 1000 // of money: what is less, if it is not told in thousands or more, is a price

// price reports whether a sum of money is what something costs, not a number that
// a story lives by: "$111.90", "$1,100 a barrel".
func (s *sentence) price(n numeral, end int) bool {
	return max(n.value, n.high) < leastSum || s.rates.at(s, end) > 0
}
