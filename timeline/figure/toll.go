package figure

import (
	"cmp"
	"slices"
	"strings"

	"dateline/timeline/words"
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
	if name := s.stated(n); name != "" {
		return name
	}
	if before := s.folded(n.start - 1); n.start == 0 || n.qualifier == "" && !s.tollMarks[before] && !s.from[before] {
		return ""
	}
	if s.byHow(n.start - 1) { // "the toll rose by three"
		return ""
	}
	if n.article { // "counted among the dead a sailor"
		return ""
	}
	for i := n.start - 1; i >= max(0, n.start-14) && !s.apart(i+1); i-- {
		if name := s.tollName(i); name != "" {
			if s.once[name] && i < n.start-nearToll { // "chased the crowd from the square, killing four"
				return ""
			}
			if own := s.phrase(n).name; own != "" && own != name { // "13 dead in two attacks"
				return ""
			}
			return name
		}
		if from := s.asideFrom(i, n); from > 0 { // "the toll, which stood at 31 on Friday, has risen to 52"
			i = from
			continue
		}
		if s.numberAt(i) && !s.from[s.folded(i-1)] && !s.byHow(i-1) || s.conjunction[s.folded(i)] && !(s.and[s.folded(i)] && s.idleBetween(i+1, n.start)) {
			return ""
		}
	}
	return ""
}

// byHow reports whether a word before a number says that something grew or fell by it:
// "rose by three", "aumentó en tres".
func (s *sentence) byHow(i int) bool {
	return s.by[s.folded(i)] || s.rising[s.folded(i-1)] && s.placed[s.folded(i)] && s.headFirst
}

// nearToll is how many words may stand between a count of what does not grow and its number.
const nearToll = 5

// ofDeed reports whether a running count is said to be of one deed: "elevó a 26 los
// muertos en el ataque del miércoles", "the toll of the bombing rose to nine".
func (s *sentence) ofDeed(n numeral) bool {
	for i := 1; i < len(s.words); i++ {
		if s.parts[i] == s.parts[n.at] && s.deed[s.folded(i)] && !s.bringsFrom(i, n) {
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
	if name, size := s.tolls.longest(s, i); name != "" {
		if k := i + size; s.of[s.folded(k)] { // "the toll of the missing"
			for k++; s.article[s.folded(k)]; k++ {
			}
			if other := s.nouns[s.folded(k)]; s.people[other] {
				return other
			}
		}
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

// farthestCounted is how many words may stand between what is counted and the verb that
// says how many they are.
const farthestCounted = 10

// stated is what a number without a noun counts, of which a verb says that there are so
// many: "los desaparecidos son 23", "cases rose to 812 and deaths to 64", "las víctimas
// mortales ya son 70", "and the injured, 12".
func (s *sentence) stated(n numeral) string {
	i, verb := n.start-1, n.start < n.at && s.amounts[s.folded(n.start)] // "superan los 40"
	for ; i >= 0 && !s.apart(i+1); i-- {
		w := s.folded(i)
		if s.amounts[w] {
			verb = true
		} else if !s.tollMarks[w] && !s.light[w] && !s.already[w] && !s.perfect[w] && !s.skipped(i) {
			break
		}
	}
	bare := func() bool {
		end := s.phrase(n).end
		return (end == n.end || s.anyone[s.folded(end-1)]) && !(s.and[s.folded(n.end)] && s.digit(n.end+1)) // "the victims were 12 and 14"
	}
	if name := s.nouns[s.folded(i)]; !verb && i >= 0 && (i < n.start-1 || s.article[s.folded(i-1)]) && s.counts(name) && s.heads(i) && slices.ContainsFunc(s.words[:max(i, 0)], func(w words.Word) bool { return s.amounts[w.Folded] }) && bare() {
		return name // the verb stood with what was counted before
	}
	for k := i; verb && k >= max(0, i-farthestCounted) && !s.apart(k+1) && !s.numberAt(k) && !s.conjunction[s.folded(k)]; k-- {
		if name := s.nouns[s.folded(k)]; s.counts(name) && s.heads(k) && bare() {
			return name
		}
	}
	return ""
}

// counts reports whether what a noun names may be said to be so many.
func (s *sentence) counts(name string) bool {
	return (s.people[name] || s.once[name] || name == "cases") && s.fits(Reading{Name: name})
}

// heads reports whether a noun stands as the subject of its clause does: behind no
// preposition, and not beside another that is counted with it.
func (s *sentence) heads(i int) bool {
	k := i - 1
	for s.article[s.folded(k)] || s.vague[s.folded(k)] && !s.fresh[s.folded(k)] {
		k--
	}
	w := s.folded(k)
	switch {
	case k < 0 || strings.TrimSpace(s.gap(k+1)) != "" || s.relative[w]:
		return true
	case s.and[w]:
		return s.names(k-1) == ""
	}
	return !s.fresh[w] && !s.breakers[w] && s.names(k) == "" && !s.numberAt(k) && (k < i-1 || s.tollMarks[w] || s.saying[w])
}

// asideFrom is the first word of the relative clause that ends with a word, if the part
// of a number goes on with what stood before it; 0: there is none.
func (s *sentence) asideFrom(i int, n numeral) int {
	if i+1 >= len(s.words) || s.parts[i] == s.parts[i+1] || s.parts[i+1] != s.parts[n.at] || !s.perfect[s.folded(i+1)] && !s.amounts[s.folded(i+1)] {
		return 0
	}
	from := i
	for from > 0 && s.parts[from-1] == s.parts[i] {
		from--
	}
	if !s.relative[s.folded(from)] {
		return 0
	}
	return from
}

// ordinal is what "the 14th strike" and "a strike …, the 14th since May" count.
// A first strike is the first of its kind more often than of them all.
func (s *sentence) ordinal(r Reading, n numeral) (Reading, bool) {
	if n.value < 2 {
		return r, false
	}
	r.Name, r.SoFar = "strikes", true
	for i := n.end; i < min(n.end+3, len(s.words)) && s.parts[i] == s.parts[n.at]; i++ {
		if s.of[s.folded(i)] { // "the third night of bombing"
			break
		}
		if s.names(i) == "strikes" {
			return r, true
		}
		if i == n.end && s.victims[s.folded(i)] { // "the eighth victim"
			r.Name = "killed"
			return r, true
		}
	}
	if !s.since[s.folded(n.end)] {
		return r, false
	}
	for i := n.at - 1; i >= 0; i-- {
		if s.names(i) == "strikes" {
			return r, true
		}
	}
	return r, false
}

// lowers reports whether a count is told that was more before: "was cut to 63", "rebajó de
// 66 a 63".
func (s *sentence) lowers(n numeral) bool {
	for i := max(0, n.start-farthestCounted); i < min(n.end+farthestCounted, len(s.words)); i++ {
		if s.parts[i] == s.parts[n.at] && s.lowering[s.folded(i)] {
			return true
		}
	}
	return false
}

// formerly reports whether a number is what a count was before: the 66 of "was revised from
// 66 down to 63".
func (s *sentence) formerly(n numeral) bool {
	if n.high > 0 || !s.from[s.folded(n.start-1)] {
		return false
	}
	for i := n.end; i < min(n.end+3, len(s.words)) && s.gap(i) == " "; i++ {
		if s.to[s.folded(i)] && s.numberAt(i+1) {
			return s.cardinal(i+1).value < n.value
		}
	}
	return false
}
