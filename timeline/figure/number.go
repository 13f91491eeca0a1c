package figure

import (
	"maps"
	"math"
	"regexp"
	"strconv"
	"strings"

	"dateline/timeline/words"
)

// numeral is a number as it stands in a sentence.
type numeral struct {
	start, at, end int // words: with its qualifier from, itself from, up to
	value, high    float64
	qualifier      Qualifier
	ordinal        bool
	article        bool // it is only the article: "un muerto"
	scaled         bool // it ends in a word like million or dozen, which "of" may follow
	fell           bool // its range is from the upper end to the lower: "from 66 to 63"
	shared         bool // a share of another
	term           bool // years that somebody is sentenced to
}

// mayBegin reports whether a number can begin with a word.
func (v *vocabulary) mayBegin(w words.Word) bool {
	f := w.Folded
	return f != "" && f[0] >= '0' && f[0] <= '9' || v.beginning[f]
}

// beginnings are the words that a number can begin with.
func (v *vocabulary) beginnings() map[string]bool {
	all := maps.Clone(v.halves)
	for _, values := range []map[string]float64{v.numbers, v.ordinals, v.multiples, v.collective, v.fractions, v.shares, v.manifold} {
		for w, value := range values {
			all[w] = all[w] || value > 0
		}
	}
	return all
}

// numberAt reports whether a number starts at a word.
func (s *sentence) numberAt(i int) bool {
	if i < 0 || i >= len(s.words) {
		return false
	}
	n := s.cardinal(i)
	return n.end > 0 && !n.article
}

// number reads the number that starts at a word, with its range and qualifier;
// end 0: none does.
func (s *sentence) number(i int) numeral {
	n := s.shareOf(i)
	if n.end == 0 {
		n = s.cardinal(i)
	}
	if n.end == 0 || s.and[s.folded(n.end)] || s.to[s.folded(n.end)] {
		if term := s.termAt(i); term.end > 0 {
			n = term
		}
	}
	if n.end == 0 {
		if n = s.ordinalAt(i); n.end == 0 {
			return n
		}
	} else if s.skipped(i) && !n.term && s.after.name(s, n.end) == "" { // "for 17 years", but "17 years in prison"
		return numeral{}
	}
	n.at, n.start = i, i
	if n.ordinal {
		return n
	}
	s.range_(&n)
	from := i
	if s.shares[s.folded(i)] > 0 && s.indefinite[s.folded(i-1)] || s.shares[s.folded(i)] > 0 && s.article[s.folded(i-1)] { // "nearly a third"
		from, n.start = i-1, i-1
	} else if s.indefinite[s.folded(i-1)] && (s.multiples[s.folded(i)] > 0 || s.collective[s.folded(i)] > 0) { // "over a hundred"
		from = i - 1
	}
	q, start := s.qualified(from)
	if q != "" {
		n.qualifier, n.start = q, start
	}
	if n.end < len(s.words) {
		for q, phrases := range s.trailing {
			if phrases.at(s, n.end) > 0 {
				n.qualifier = q
			}
		}
	}
	return n
}

// range_ reads the upper end of "12 to 15", "12-15", "between 12 and 15".
func (s *sentence) range_(n *numeral) {
	next := n.end
	if next >= len(s.words) {
		return
	}
	switch gap := s.gap(next); {
	case gap == "-" || gap == "–" || gap == " - " || gap == " – ":
	case strings.TrimSpace(gap) != "":
		gap = strings.Trim(gap, " $€£")
		if gap != "" && gap != "US" {
			return
		}
		fallthrough
	default:
		w := s.folded(next)
		if !s.to[w] && (!s.and[w] || !s.between[s.folded(n.at-1)] && !(s.article[s.folded(n.at-1)] && s.between[s.folded(n.at-2)])) { // "entre los 20 y 30"
			return
		}
		next++
	}
	if next >= len(s.words) || s.skipped(next) && !n.term {
		return
	}
	high := s.cardinal(next)
	if n.term {
		high = s.bare(next)
	}
	if high.end == 0 || high.article || s.coins.name(s, next) != "" {
		return
	}
	low := n.value
	if scale := high.scale(s, next); high.scaled && !n.scaled && low < high.value/scale { // "4 to 5 million"
		low *= scale
	}
	if s.byHow(n.at - 1) { // "raised the toll by four to 38"
		return
	}
	if from := s.folded(n.at - 1); high.value < low && s.from[from] && s.sign(n.at) == "" && s.sign(next) == "" && s.to[s.folded(next-1)] && !s.article[s.folded(n.at-2)] { // "cut from 66 to 63"
		n.value, n.high, n.end, n.fell = high.value, low, high.end, true
		return
	}
	if high.value > low {
		n.value, n.high, n.end, n.scaled = low, high.value, high.end, high.scaled
		if s.between[s.folded(n.at-1)] {
			n.start = n.at - 1
		} else if s.article[s.folded(n.at-1)] && s.between[s.folded(n.at-2)] {
			n.start = n.at - 2
		}
	}
}

// scale is what the words after a numeral's first multiply it by.
func (n numeral) scale(s *sentence, i int) float64 {
	scale := 1.0
	for k := i + 1; k < n.end; k++ {
		if m := s.multiples[s.folded(k)]; m > 0 {
			scale *= m
		}
	}
	return scale
}

// qualified is the qualifier before a number, and the word it starts at.
func (s *sentence) qualified(i int) (Qualifier, int) {
	before := i
	for k := max(0, i-4); k < i; k++ {
		for _, q := range s.qualifiers {
			if n := q.phrases.at(s, k); n > 0 && k+n == before && !(n == 1 && s.particles[s.folded(k)] && s.phrasal[s.folded(k-1)]) { // "handed over 150"
				return q.is, k
			}
		}
	}
	return "", i
}

// ordinalAt reads "14th", "fourteenth", "14.º", "decimocuarto".
func (s *sentence) ordinalAt(i int) numeral {
	w := s.folded(i)
	if v := s.ordinals[w]; v > 0 {
		return numeral{value: v, end: i + 1, ordinal: true}
	}
	if tens := s.numbers[w]; tens >= 20 && tens < 100 && i+1 < len(s.words) && s.gap(i+1) == "-" { // twenty-first
		if v := s.ordinals[s.folded(i+1)]; v > 0 && v < 10 {
			return numeral{value: tens + v, end: i + 2, ordinal: true}
		}
	}
	if w == "" || w[0] < '0' || w[0] > '9' {
		return numeral{}
	}
	digits := strings.TrimRight(w, "abcdefghijklmnopqrstuvwxyzºª")
	v, err := strconv.ParseFloat(digits, 64)
	rest := s.text[s.words[i].End:]
	sign := strings.HasPrefix(rest, ".º") || strings.HasPrefix(rest, ".ª") || strings.HasPrefix(rest, "º") || strings.HasPrefix(rest, "ª")
	if err != nil || !sign && (digits == w || !s.suffixes[w[len(digits):]]) {
		return numeral{}
	}
	end := i + 1
	if end < len(s.words) && (s.folded(end) == "º" || s.folded(end) == "ª") {
		end++
	}
	return numeral{value: v, end: end, ordinal: true}
}

// cardinal reads the number that starts at a word, in digits or words.
func (s *sentence) cardinal(i int) numeral {
	n := s.bare(i)
	if n.article && s.ordinals[s.folded(n.end)] > 0 { // "un tercero"
		return numeral{}
	}
	if n.end > 0 && (s.counted[s.folded(n.end)] && s.after.name(s, n.end) == "" || s.denied[s.folded(i-1)] || s.age(i, n)) { // "34 years old", "no one"
		return numeral{}
	}
	return n
}

// bare is the number that starts at a word, whatever it counts.
func (s *sentence) bare(i int) numeral {
	if i < 0 || i >= len(s.words) || !s.mayBegin(s.words[i]) {
		return numeral{}
	}
	if w := s.folded(i); w[0] >= '0' && w[0] <= '9' {
		return s.digits(i)
	}
	return s.spelled(i)
}

// digits reads a number in digits, with the words that multiply it.
func (s *sentence) digits(i int) numeral {
	start := s.words[i].Start
	if start > 0 {
		switch b := s.text[start-1]; {
		case (b == '/' || b == '.') && s.sign(i) != "": // "S/154", "S/.154", "Rs.500"
		case b == '/' || b == ':' || b == '.' || b == ',' || b == '#':
			return numeral{}
		case b == '-' && start > 1 && (s.text[start-2] >= 'A' && s.text[start-2] <= 'z' || s.text[start-2] >= 0x80):
			return numeral{} // F-35
		}
	}
	end := start
	for end < len(s.text) {
		if c := s.text[end]; c >= '0' && c <= '9' || (c == '.' || c == ',') && end+1 < len(s.text) && s.text[end+1] >= '0' && s.text[end+1] <= '9' {
			end++
			continue
		}
		if gap := narrow(s.text[end:]); gap > 0 && end+gap+3 <= len(s.text) && threeDigits(s.text[end+gap:]) {
			end += gap
			continue
		}
		break
	}
	if i == 0 && end == start+4 && end < len(s.text) && s.text[end] == ' ' && end+1 < len(s.text) && s.text[end+1] >= 'A' && s.text[end+1] <= 'Z' {
		return numeral{} // "1839 Canadian diplomats …": the hour of an entry, or a year
	}
	value, ok := s.parse(s.text[start:end])
	if !ok {
		return numeral{}
	}
	n := numeral{value: value, end: i + 1}
	for n.end < len(s.words) && s.words[n.end].Start < end {
		n.end++
	}
	if suffix := s.text[end:s.words[n.end-1].End]; suffix != "" { // 300m, 14th, 5G
		m := s.multiples[strings.ToLower(suffix)]
		if m == 0 {
			return numeral{}
		}
		n.value, n.scaled = exact(n.value*m), true
	}
	rest := s.text[s.words[n.end-1].End:]
	if dialled.MatchString(rest) {
		return numeral{} // 1-202-555-0100
	}
	if len(rest) > 1 && (rest[0] == ':' || rest[0] == '/') && rest[1] >= '0' && rest[1] <= '9' || strings.HasPrefix(rest, "º") || strings.HasPrefix(rest, ".º") {
		return numeral{}
	}
	s.multiply(&n, s.sign(i) != "")
	if n.end < len(s.words) && s.gap(n.end) == "-" && !s.numberAt(n.end) && !s.coined(n) { // 34-year-old
		return numeral{}
	}
	return n
}

// dialled is how a number in digits goes on that is one to call.
var dialled = regexp.MustCompile(`^-\d+-\d`)

// multiply takes the words after a number that multiply it: "20 billion", "15 mil
// millones"; of money also "$5 bn", where "5 m" would be metres.
func (s *sentence) multiply(n *numeral, money bool) {
	for n.end < len(s.words) && strings.Trim(s.gap(n.end), " -\u00a0") == "" {
		m := s.multiples[s.folded(n.end)]
		if m == 0 || len(s.folded(n.end)) < 3 && s.gap(n.end) != "" && !money && s.nouns[s.folded(n.end+1)] == "" && !s.coined(numeral{value: n.value * m, end: n.end + 1}) { // "2 m tonnes", but "5 m"
			return
		}
		n.value, n.end, n.scaled = exact(n.value*m), n.end+1, m >= 1e6
	}
}

// coined reports whether money stands behind a number: "2 mn pounds", "a 3-million-euro loan".
func (s *sentence) coined(n numeral) bool {
	if unit, _ := s.signBehind(n.end); unit != "" {
		return true
	}
	unit, _ := s.coin(n)
	return unit != ""
}

// exact is a product without the dust of binary fractions: 4.1 million is 4,100,000.
func exact(x float64) float64 {
	if x > 1e15 {
		return x
	}
	return math.Round(x*1000) / 1000
}

// What may stand between the digits of a number.
var (
	narrowSpaces = strings.NewReplacer("\u00a0", "", "\u202f", "", "\u2009", "")
	separators   = strings.NewReplacer(".", "", ",", "")
)

// parse is the value of a numeral. A separator before three digits parts
// thousands, except the decimal point of languages that write one.
func (s *sentence) parse(digits string) (float64, bool) {
	digits = narrowSpaces.Replace(digits)
	last := strings.LastIndexAny(digits, ".,")
	if last >= 0 {
		thousands := len(digits)-last-1 == 3
		if mark := digits[last : last+1]; mark == s.decimal && mark == "." && strings.Count(digits, mark) == 1 || strings.ContainsAny(digits[:last], ".,") && !strings.Contains(digits[:last], mark) {
			thousands = false
		}
		whole := separators.Replace(digits[:last])
		if thousands {
			digits = whole + digits[last+1:]
		} else {
			digits = whole + "." + digits[last+1:]
		}
	}
	v, err := strconv.ParseFloat(digits, 64)
	return v, err == nil && v > 0
}

// narrow is the length of the thin or unbreakable space that a text begins with.
func narrow(text string) int {
	for _, space := range []string{"\u00a0", "\u202f", "\u2009"} {
		if strings.HasPrefix(text, space) {
			return len(space)
		}
	}
	return 0
}

func threeDigits(text string) bool {
	isDigit := func(b byte) bool { return '0' <= b && b <= '9' }
	return isDigit(text[0]) && isDigit(text[1]) && isDigit(text[2]) && (len(text) == 3 || !isDigit(text[3]))
}

// spelled reads a number in words: "one hundred and twenty-five", "treinta y
// dos mil", "half a dozen".
func (s *sentence) spelled(i int) numeral {
	if n := s.half(i); n.end > 0 {
		return n
	}
	if n := s.fraction(i); n.end > 0 {
		return n
	}
	n := numeral{end: i}
	total, current, scale := 0.0, 0.0, 0.0
	least := math.Inf(1) // what the next word must be below
	for n.end < len(s.words) && (n.end == i || strings.Trim(s.gap(n.end), " -") == "") {
		w := s.folded(n.end)
		v, m := s.numbers[w], s.multiples[w]
		started := n.end > i || s.free[w] || s.indefinite[s.folded(i-1)]
		switch {
		case v > 0 && v < least:
			current += v
			least = magnitude(v)
		case s.collective[w] > 0 && started:
			n.value, n.end, n.scaled = max(total+current, 1)*s.collective[w], n.end+1, true
			if total+current <= 1 {
				n.qualifier = About
			}
			return n
		case m == 100 && started && current < 100:
			current, least = max(current, 1)*100, 100
		case m > 100 && started:
			if m > scale {
				total, scale = max(total+current, 1)*m, m
			} else {
				total += max(current, 1) * m
			}
			current, least, n.scaled = 0, m, m >= 1e6
		case s.joiners[w] && n.end > i && s.joins(least, s.numbers[s.folded(n.end+1)]):
		default:
			w = ""
		}
		if w == "" {
			break
		}
		n.end++
	}
	if n.value = total + current; n.value == 0 || n.end < len(s.words) && s.gap(n.end) == "-" {
		return numeral{}
	}
	n.article = n.end == i+1 && s.indefinite[s.folded(i)]
	return n
}

// half reads "half a dozen", "medio centenar", "half a million".
func (s *sentence) half(i int) numeral {
	if !s.halves[s.folded(i)] || s.joiners[s.folded(i-1)] || s.indefinite[s.folded(i-1)] && s.joiners[s.folded(i-2)] { // "one and a half million"
		return numeral{}
	}
	at := i + 1
	if s.indefinite[s.folded(at)] {
		at++
	}
	if c := s.collective[s.folded(at)]; c > 0 {
		return numeral{value: c / 2, end: at + 1, qualifier: About, scaled: true}
	}
	if m := s.multiples[s.folded(at)]; m >= 1000 {
		return numeral{value: m / 2, end: at + 1, qualifier: About, scaled: true}
	}
	return numeral{}
}

// fraction reads "quarter of a million", "cuarto de millón".
func (s *sentence) fraction(i int) numeral {
	part, at := s.fractions[s.folded(i)], i+1
	if part == 0 || !s.of[s.folded(at)] {
		return numeral{}
	}
	if at++; s.indefinite[s.folded(at)] {
		at++
	}
	if m := s.multiples[s.folded(at)]; m >= 1e6 {
		return numeral{value: m * part, end: at + 1, qualifier: About, scaled: true}
	}
	return numeral{}
}

// joins reports whether a joiner may stand before the next part of a number:
// English says "one hundred and five", not "twenty and five".
func (s *sentence) joins(least, next float64) bool {
	return next > 0 && next < least && (s.joinTens || least >= 100)
}

// magnitude is what may follow a number word: after 20 a unit, after 200 less
// than a hundred.
func magnitude(v float64) float64 {
	switch {
	case v >= 100:
		return 100
	case v >= 20 && int(v)%10 == 0:
		return 10
	}
	return 1
}
