package figure

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"dateline/timeline/words"
)

//go:embed currencies.yaml
var currencyFile embed.FS

// currency is how one money is written; the keys are told in currencies.yaml.
type currency struct {
	Marks      []string
	En, Es, Pt []string
	Measures   struct{ En, Es, Pt []string }
}

// words are those of a language for a money, and those that measure weight too.
func (c *currency) words(lang string) (own, measures []string) {
	switch lang {
	case "en":
		return c.En, c.Measures.En
	case "es":
		return c.Es, c.Measures.Es
	case "pt":
		return c.Pt, c.Measures.Pt
	}
	return nil, nil
}

// currencies are the monies by ISO 4217 code.
var currencies = sync.OnceValue(func() map[string]*currency {
	all := map[string]*currency{}
	raw, err := currencyFile.ReadFile("currencies.yaml")
	if err == nil {
		err = yaml.UnmarshalWithOptions(raw, &all, yaml.Strict())
	}
	if err != nil {
		panic(fmt.Sprintf("figure: currencies.yaml: %v", err)) // embedded: cannot happen in a binary that was tested
	}
	return all
})

// sign is a mark of money and its unit.
type sign struct{ mark, unit string }

// marks are the signs by their last byte, as they stand before a number, and by their
// first, as they stand behind one; the longer first: "US$" before "$".
type marks struct{ before, behind [256][]sign }

func marksOf(signs []sign) *marks {
	slices.SortFunc(signs, func(a, b sign) int {
		if len(a.mark) != len(b.mark) {
			return len(b.mark) - len(a.mark)
		}
		return strings.Compare(a.mark, b.mark)
	})
	m := &marks{}
	for _, s := range signs {
		first, last := s.mark[0], s.mark[len(s.mark)-1]
		m.before[last], m.behind[first] = append(m.before[last], s), append(m.behind[first], s)
	}
	return m
}

// monies fills in what a language calls the currencies; its bare $ is a unit too.
func (v *vocabulary) monies(lang, dollar string) {
	signs := []sign{{"$", dollar}}
	v.coins, v.weighed = named{}, named{}
	for unit, c := range currencies() {
		for _, mark := range c.Marks {
			signs = append(signs, sign{mark, unit})
		}
		own, measures := c.words(lang)
		v.coins.add(unit, own)
		v.weighed.add(unit, measures)
	}
	v.marks = marksOf(signs)
}

// joins reports whether a letter or digit stands beside a mark of letters, or a letter
// before a $ of which it is a part: "EURO 2012", "B$400".
func joins(mark rune, beside rune) bool {
	wordy := unicode.IsLetter(beside) || unicode.IsDigit(beside)
	return wordy && (unicode.IsLetter(mark) || mark == '$')
}

// sign is the money whose mark stands before a word; empty: none does.
func (s *sentence) sign(i int) string {
	before := s.text[:s.words[i].Start]
	for {
		cut := strings.TrimSuffix(strings.TrimSuffix(before, " "), "\u00a0")
		if len(cut) == len(before) {
			break
		}
		before = cut
	}
	if before == "" {
		return ""
	}
	for _, sign := range s.marks.before[before[len(before)-1]] {
		if rest, ends := strings.CutSuffix(before, sign.mark); ends {
			first, _ := utf8.DecodeRuneInString(sign.mark)
			if last, _ := utf8.DecodeLastRuneInString(rest); rest != "" && joins(first, last) {
				return ""
			}
			return sign.unit
		}
	}
	return ""
}

// signBehind is the money whose mark stands behind the word before one, and the words
// the mark takes: "3.200 €", "640,000 USD".
func (s *sentence) signBehind(end int) (unit string, size int) {
	rest := s.text[s.words[end-1].End:]
	rest = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(rest, " "), "\u00a0"), "\u202f")
	if rest == "" {
		return "", 0
	}
	for _, sign := range s.marks.behind[rest[0]] {
		if after, begins := strings.CutPrefix(rest, sign.mark); begins {
			last, _ := utf8.DecodeLastRuneInString(sign.mark)
			first, _ := utf8.DecodeRuneInString(after)
			if after != "" && (joins(last, first) || unicode.IsDigit(first)) {
				continue
			}
			at := len(s.text) - len(rest)
			for end+size < len(s.words) && s.words[end+size].Start < at+len(sign.mark) {
				size++
			}
			return sign.unit, size
		}
	}
	return "", 0
}

// money fills in what a number of money is, and returns the word after it; 0: it
// is none.
func (s *sentence) money(r *Reading, n numeral) int {
	unit, end := s.sign(n.at), n.end
	if unit == "" {
		if u, size := s.signBehind(n.end); u != "" {
			unit, end = u, n.end+size
		}
	}
	if unit == "" {
		unit, end = s.coin(n)
	}
	if unit == "" {
		return 0
	}
	r.Name, r.Unit = "money", unit
	return end
}

// coin is the money that the words behind a number name, and the word after them.
func (s *sentence) coin(n numeral) (unit string, end int) {
	at := n.end
	if s.of[s.folded(at)] {
		at++
	}
	if at >= len(s.words) || strings.Trim(s.gap(n.end), " \u00a0-") != "" {
		return "", 0
	}
	if unit, size := s.coins.longest(s, at); unit != "" {
		return unit, at + size
	}
	if unit, size := s.weighed.longest(s, at); unit != "" && s.paid(n, at+size) {
		return unit, at + size
	}
	return "", 0
}

// ofMoney reports whether a number is of money that is no part of a sum which the
// sentence tells: "£48m of their money", not "£20m of the £75m" nor "£20m of it".
func (s *sentence) ofMoney(n numeral) bool {
	end := n.end + s.partOf.at(s, n.end)
	return s.money(&Reading{}, n) > 0 && s.whole(n).end == 0 && s.phrase(numeral{end: end}).end > end
}

// fewOf is how many words behind "pounds of" may stand before what says that they are
// money: "780 million pounds of its clients' money".
const fewOf = 5

// paid reports whether a word that stands before another, for money or for a weight,
// means money: "40 million pounds in damages", not "40 million pounds of shrimp".
func (s *sentence) paid(n numeral, end int) bool {
	if s.of[s.folded(end)] {
		return slices.ContainsFunc(s.words[end:min(end+fewOf, len(s.words))], func(w words.Word) bool { return s.sums[w.Folded] != "" })
	}
	for _, w := range s.words {
		if s.weights[w.Folded] {
			return false
		}
	}
	return max(n.value, n.high) >= 1e6 || strings.Contains(s.text, "£") || slices.ContainsFunc(s.words, func(w words.Word) bool { return s.sums[w.Folded] != "" })
}

const leastSum = 1000 // of money: what is less, if it is not told in thousands or more, is a price

// price reports whether a sum of money is what something costs, not a number that
// a story lives by: "$111.90", "$1,100 a barrel".
func (s *sentence) price(n numeral, end int) bool {
	rest := strings.TrimLeft(s.text[s.words[end-1].End:], "€£$")
	return max(n.value, n.high) < leastSum || s.rates.at(s, end) > 0 || strings.HasPrefix(rest, "/") || max(n.value, n.high) < dearest && s.ofOne(n.start)
}

// added reports whether a sum is only by how much another grows: "raised its estimate by
// $7.7 billion to $40 billion".
func (s *sentence) added(n numeral, end int) bool {
	if !s.by[s.folded(n.start-1)] || !s.to[s.folded(end)] || !s.numberAt(end+1) {
		return false
	}
	to := s.cardinal(end + 1)
	return s.money(&Reading{}, numeral{at: end + 1, start: end + 1, end: to.end, value: to.value}) > 0
}

// dearest is a price that no single litre, dollar or the like has in any money.
const dearest = 1e6

// ofOne reports whether a sum is what one of some goods costs: "a litre of petrol now costs
// 1,250 pesos", "el dólar cerró a 1.340 pesos".
func (s *sentence) ofOne(at int) bool {
	for k := at - 1; k > 0 && !s.apart(k+1) && s.parts[k] == s.parts[at] && !s.numberAt(k); k-- {
		if s.goods[s.folded(k)] && (s.indefinite[s.folded(k-1)] || s.article[s.folded(k-1)]) {
			return true
		}
	}
	return s.goods[s.folded(0)] && s.parts[at] == 0 && !s.apartBut(1, at, "")
}

// How many words from a sum may stand what says of what it is.
const (
	nearSum = 3 // behind it: "€300m in damages", "a 2 million pound surety"
	farSum  = 8
)

// sumOf is what a sum of money that ends before a word is said to be: fine, price,
// debt. Empty: the words do not tell.
func (s *sentence) sumOf(n numeral, end int) string {
	what := func(i int) string {
		if of := s.sumPhrases.name(s, i); of != "" {
			return of
		}
		if of := s.sums[s.folded(i)]; of != anySum {
			return of
		}
		return ""
	}
	for i := end; i < min(end+nearSum, len(s.words)) && s.parts[i] == s.parts[n.at] && (i > end || s.of[s.folded(i)] || !s.breakers[s.folded(i)]); i++ {
		if of := what(i); of != "" {
			return of
		}
	}
	for i := n.start - 1; i >= max(0, n.start-farSum) && s.parts[i] == s.parts[n.at] && !s.numberAt(i); i-- {
		if of := what(i); of != "" {
			return of
		}
	}
	for i := end; i < min(end+farSum, len(s.words)) && s.parts[i] == s.parts[n.at] && !s.numberAt(i); i++ {
		if of := what(i); of != "" {
			return of
		}
	}
	return ""
}

const anySum = "money" // words that say only that something is money
