// Package figure reads the numbers that sentences of news give: how many were
// killed, detained, displaced, how many strikes, vessels, tonnes, how much
// money; whether as a bound or a range, and of one happening or of all so far.
// What a language needs is data in lang/*.yaml.
package figure

import (
	"slices"
	"strings"

	"dateline/timeline/words"
)

// A Qualifier says how a number is meant; empty: as it stands.
type Qualifier string

// The qualifiers of a number.
const (
	AtLeast  Qualifier = "at least"
	MoreThan Qualifier = "more than"
	UpTo     Qualifier = "up to"
	LessThan Qualifier = "less than"
	About    Qualifier = "about"
)

// Lower reports whether the number is a lower bound: a higher one does not
// contradict it.
func (q Qualifier) Lower() bool { return q == AtLeast || q == MoreThan }

// Upper reports whether the number is an upper bound.
func (q Qualifier) Upper() bool { return q == UpTo || q == LessThan }

// Reading is one number of a sentence and what it counts.
type Reading struct {
	Start, End int     // bytes of the number in the sentence
	Name       string  // what is counted: killed, wounded, strikes, money, …
	Unit       string  // of money: ISO 4217 code, or the word where that does not tell the country: USD, pesos
	Of         string  // who, where the words narrow it down: fishermen; empty: people
	Value      float64 // or the lower end of a range
	High       float64 // upper end of a range; 0: none
	Qualifier  Qualifier
	SoFar      bool // it counts all since something began, not one happening
}

// Stretch is bytes [Start, End) of a sentence.
type Stretch struct{ Start, End int }

// Read finds the figures of a sentence in a language (ISO 639-1), in order.
// Numbers within the stretches to skip, its time expressions, are left alone.
// A language without a file has no figures.
func Read(text, lang string, skip []Stretch) []Reading {
	return ReadWords(text, words.Split(text), lang, skip)
}

// ReadWords is Read for a sentence that words.Split has cut.
func ReadWords(text string, split []words.Word, lang string, skip []Stretch) []Reading {
	v := vocabularies()[lang]
	if v == nil {
		return nil
	}
	if !slices.ContainsFunc(split, v.mayBegin) {
		return nil // as most
	}
	s := newSentence(text, split, v, skip)
	var out []Reading
	for i := 0; i < len(s.words); {
		if !v.mayBegin(s.words[i]) {
			i++
			continue
		}
		n := s.number(i)
		if n.end == 0 {
			i++
			continue
		}
		if r, ok := s.reading(n); ok {
			out = append(out, r)
		}
		i = n.end
	}
	return out
}

// Counting are the words of a language for what is counted, folded, in no order:
// a sentence without any has no figure but money.
func Counting(lang string) []string {
	v := vocabularies()[lang]
	if v == nil {
		return nil
	}
	var out []string
	for _, list := range []map[string]string{v.nouns, v.singular, v.transitive, v.passive, v.deathsOf} {
		for w := range list {
			out = append(out, w)
		}
	}
	for _, phrases := range []named{v.intransitive, v.tolls} {
		for _, list := range phrases {
			for _, p := range list {
				out = append(out, p.words...)
			}
		}
	}
	return out
}

// sentence is a sentence cut into words.
type sentence struct {
	*vocabulary
	text  string
	words []words.Word
	parts []int // of each word: the part of the sentence it stands in, as commas and the like divide it
	skip  []Stretch
}

func newSentence(text string, split []words.Word, v *vocabulary, skip []Stretch) *sentence {
	s := &sentence{vocabulary: v, text: text, words: split, skip: skip}
	s.parts = make([]int, len(s.words))
	for i := 1; i < len(s.words); i++ {
		s.parts[i] = s.parts[i-1]
		if strings.ContainsAny(s.gap(i), ",;:()—–\n") || strings.Contains(s.gap(i), " - ") {
			s.parts[i]++
		}
	}
	return s
}

// gap is what stands between a word and the one before.
func (s *sentence) gap(i int) string { return s.text[s.words[i-1].End:s.words[i].Start] }

// apart reports whether a mark that ends a clause stands before a word.
func (s *sentence) apart(i int) bool { return strings.ContainsAny(s.gap(i), ".;:(\n") }

func (s *sentence) skipped(i int) bool {
	at := s.words[i].Start
	return slices.ContainsFunc(s.skip, func(x Stretch) bool { return x.Start <= at && at < x.End })
}

// folded is the word at i, or empty beyond the ends.
func (s *sentence) folded(i int) string {
	if i < 0 || i >= len(s.words) {
		return ""
	}
	return s.words[i].Folded
}

// reading is what a number counts, if it counts anything.
func (s *sentence) reading(n numeral) (Reading, bool) {
	r := Reading{Start: s.words[n.at].Start, End: s.words[n.end-1].End, Value: n.value, High: n.high, Qualifier: n.qualifier}
	switch {
	case n.ordinal:
		return s.ordinal(r, n)
	case s.share(n) || s.subset[s.folded(n.start-1)] || s.partOf.at(s, n.end) > 0:
		return r, false
	case s.money(&r, n):
		return r, !s.planned(n.start, n.end)
	}
	if name := s.toll(n); name != "" {
		r.Name, r.SoFar = name, true
		if n.high > 0 && s.from[s.folded(n.start-1)] { // "rose from 17 to 21"
			r.Value, r.High = n.high, 0
		}
		return r, !s.planned(n.start, n.end)
	}
	if s.numbered[s.folded(n.at-1)] && s.names(n.at-2) == "strikes" { // "strike number 20"
		r.Name, r.SoFar = "strikes", true
		return r, true
	}
	np := s.phrase(n)
	until := np.end
	if np.name != "" {
		r.Name = np.name
	} else if name, at := s.object(n); name != "" {
		r.Name, r.SoFar = name, s.campaigning(at)
	} else if name, end := s.subject(n, np.end); name != "" {
		r.Name, until = name, end
	}
	if r.Name == "" || s.planned(n.start, until) || s.rates.at(s, np.end) > 0 {
		return r, false
	}
	if s.people[r.Name] {
		r.Of = np.of
	}
	r.SoFar = r.SoFar || s.soFar(n)
	if np.name != "" && !r.SoFar {
		if _, at := s.leaving(n); at >= 0 {
			r.SoFar = s.campaigning(at)
		}
	}
	return r, true
}

// share reports whether a number is a percentage.
func (s *sentence) share(n numeral) bool {
	rest := strings.TrimLeft(s.text[s.words[n.end-1].End:], " \u00a0\u202f")
	return strings.HasPrefix(rest, "%") || s.percent.at(s, n.end) > 0
}

// ordinal is what "the 14th strike" and "a strike …, the 14th since May" count.
// A first strike is the first of its kind more often than of them all.
func (s *sentence) ordinal(r Reading, n numeral) (Reading, bool) {
	if n.value < 2 {
		return r, false
	}
	r.Name, r.SoFar = "strikes", true
	for i := n.end; i < min(n.end+3, len(s.words)) && s.parts[i] == s.parts[n.at]; i++ {
		if s.names(i) == "strikes" {
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

// names is what the noun at i counts, in the singular or plural.
func (s *sentence) names(i int) string {
	if name := s.nouns[s.folded(i)]; name != "" {
		return name
	}
	return s.singular[s.folded(i)]
}

// nounPhrase is what follows a number.
type nounPhrase struct {
	name string // what it counts, if one of its words says so
	of   string // who, where that is not just people
	end  int    // word after it
}

const longestPhrase = 5 // words of a noun phrase after its number

// phrase reads the noun phrase that a number begins.
func (s *sentence) phrase(n numeral) nounPhrase {
	p := nounPhrase{end: n.end}
	var own []int
	for i := n.end; i < min(n.end+longestPhrase, len(s.words)); i++ {
		w := s.folded(i)
		if i > n.end && strings.Trim(s.gap(i), " -\u00a0'’‘\"“”") != "" || i == n.end && strings.ContainsAny(s.gap(i), ",.;:()") {
			break
		}
		if i == n.end && (s.article[w] && s.names(i+1) != "" || n.scaled && s.of[w]) { // "son 21 los ataques", "5 millones de barriles"
			continue
		}
		name := s.nouns[w]
		if name == "" && n.value < 2 && n.high == 0 {
			if name = s.singular[w]; name != "" && n.article && !s.people[name] {
				name = ""
			}
		}
		if name != "" {
			p.name, p.end = name, i+1
			break
		}
		if s.breaks(i) || s.numberAt(i) {
			break
		}
		own = append(own, i)
		p.end = i + 1
	}
	p.of = s.head(own)
	return p
}

// breaks reports whether a word ends a noun phrase.
func (s *sentence) breaks(i int) bool {
	w := s.folded(i)
	return s.breakers[w] || s.auxiliary[w] || s.modal.at(s, i) > 0 || s.transitive[w] != "" || s.passive[w] != "" || s.intransitive.at(s, i) > 0
}

// head is the noun of a phrase's words, unless it says no more than people.
func (s *sentence) head(own []int) string {
	own = slices.DeleteFunc(own, func(i int) bool { return s.vague[s.folded(i)] })
	if len(own) == 0 {
		return ""
	}
	at := own[len(own)-1]
	if s.headFirst {
		at = own[0]
	}
	if r := s.text[s.words[at].Start]; 'A' <= r && r <= 'Z' || s.anyone[s.folded(at)] {
		return ""
	}
	return strings.ToLower(s.text[s.words[at].Start:s.words[at].End])
}

// object is what a verb or noun before a number says of it, and where that
// stands: "killing three", "murieron 12", "the deaths of three".
func (s *sentence) object(n numeral) (name string, at int) {
	i := n.start - 1
	if i >= 0 && s.of[s.folded(i)] && !s.apart(i+1) {
		if name := s.deathsOf[s.folded(i-1)]; name != "" {
			return name, i - 1
		}
	}
	for steps := 0; i >= 0 && steps < 4; i, steps = i-1, steps+1 {
		if strings.Trim(s.gap(i+1), " $€£\u00a0'’‘\"“”") != "" {
			break
		}
		w := s.folded(i)
		if name := s.transitive[w]; name != "" && (s.passive[w] == "" || !s.passivised(i)) {
			return name, i
		}
		if s.inverts {
			if name := s.intransitive.name(s, i); name != "" {
				return name, i
			}
			if name := s.passive[w]; name != "" && (s.auxiliary[s.folded(i-1)] || s.auxiliary[s.folded(i-2)]) {
				return name, i
			}
		}
		if !s.light[w] {
			break
		}
	}
	return "", -1
}

// leaving is the verb before "three dead" in "has left three dead".
func (s *sentence) leaving(n numeral) (name string, at int) {
	for i := n.start - 1; i >= max(0, n.start-3); i-- {
		if s.leave[s.folded(i)] {
			return "", i
		}
		if !s.light[s.folded(i)] {
			break
		}
	}
	return "", -1
}

// passivised reports whether the participle at i belongs to an auxiliary:
// "three were killed by two men".
func (s *sentence) passivised(i int) bool {
	for k := i - 1; k >= max(0, i-3); k-- {
		if s.auxiliary[s.folded(k)] {
			return true
		}
	}
	return false
}

const farthestVerb = 12 // words from a number to the verb it is the subject of

// subject is what the verb that a number is the subject of says of it, and the
// word after that verb: "three people were killed", "17 injured".
func (s *sentence) subject(n numeral, from int) (name string, end int) {
	aux := false
	for i := from; i < min(n.end+farthestVerb, len(s.words)); i++ {
		if s.apart(i) {
			break
		}
		w := s.folded(i)
		if s.conjunction[w] && i == from && s.numberAt(i+1) { // "two soldiers and six rebels died"
			i = s.cardinal(i+1).end - 1
			continue
		}
		if name := s.intransitive.name(s, i); name != "" {
			return name, i + 1
		}
		if name := s.passive[w]; name != "" && (aux || i == from && s.idle(i+1)) {
			return name, i + 1
		}
		switch {
		case s.auxiliary[w]:
			aux = true
		case s.modal.at(s, i) > 0: // told apart by planned
		case s.conjunction[w] || s.numberAt(i) || s.transitive[w] != "":
			return "", from
		}
	}
	return "", from
}

// idle reports whether no object follows: a participle stands at the end of
// its clause or before a preposition.
func (s *sentence) idle(i int) bool {
	if i >= len(s.words) {
		return true
	}
	return strings.ContainsAny(s.gap(i), ",;:.()—–\n") || s.breakers[s.folded(i)] || s.conjunction[s.folded(i)] || s.skipped(i) && !s.numberAt(i)
}

// toll is what a number counts that stands as in "the death toll rose to five"
// or "brings to five the number of dead".
func (s *sentence) toll(n numeral) string {
	after := n.end
	for s.article[s.folded(after)] {
		after++
	}
	if after > n.end {
		if name := s.tolls.name(s, after); name != "" {
			return name
		}
	}
	if before := s.folded(n.start - 1); n.start == 0 || n.qualifier == "" && !s.tollMarks[before] && !s.from[before] {
		return ""
	}
	for i := n.start - 1; i >= max(0, n.start-14) && !s.apart(i+1); i-- {
		if name := s.tolls.name(s, i); name != "" {
			return name
		}
		if s.numberAt(i) && !s.from[s.folded(i-1)] || s.conjunction[s.folded(i)] {
			return ""
		}
	}
	return ""
}

// money fills in what a number of money is.
func (s *sentence) money(r *Reading, n numeral) bool {
	before := strings.TrimRight(s.text[:s.words[n.at].Start], " \u00a0")
	for _, sign := range s.signs {
		if strings.HasSuffix(before, sign.mark) {
			r.Name, r.Unit = "money", sign.unit
			return true
		}
	}
	at := n.end
	if s.of[s.folded(at)] {
		at++
	}
	if at < len(s.words) && strings.TrimSpace(s.gap(n.end)) == "" {
		if unit := s.coins.name(s, at); unit != "" {
			r.Name, r.Unit = "money", unit
			return true
		}
	}
	return false
}
