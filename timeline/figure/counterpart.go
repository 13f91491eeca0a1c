package figure

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"dateline/timeline/words"
)

// farthestCount is how many times one party's number may be another's of the same.
const farthestCount = 10

// counterpart is a number without a noun that counts what the last reading before it
// does, as somebody else has it: "has killed 29, the ministry says 18", "muy por encima
// de los 18 que reconoce el Ministerio", "six injured and 21 arrested, the union of 15
// and 34".
func (s *sentence) counterpart(before []Reading, n numeral) (Reading, bool) {
	if len(before) == 0 || n.ordinal || n.article || s.share(n) || s.subset[s.folded(s.unarticled(n.start)-1)] {
		return Reading{}, false
	}
	last := before[len(before)-1]
	bare := s.phrase(n).end == n.end
	if len(before) > 1 && bare && s.and[s.folded(n.end)] && s.numberAt(n.end+1) || s.and[s.folded(n.start-1)] && s.numberAt(n.start-2) && len(before) > 2 {
		last = before[len(before)-2] // two of them answer to two before
	}
	if !s.counts(last.Name) || !bare && !s.ofPeople(n) || s.planned(n.start, n.end) || n.value == last.Value {
		return Reading{}, false
	}
	ends := n.end == len(s.words) || s.gap(n.end) != " "
	r := Reading{Start: s.words[n.at].Start, End: s.words[n.end-1].End, Name: last.Name, Of: last.Of, Anyone: last.Anyone, Value: n.value, High: n.high, Qualifier: n.qualifier, SoFar: last.SoFar}
	other := r // what others count, of others
	other.Of, other.Anyone = "", false
	switch {
	case !last.Own && bare && (ends && s.saidBefore(n) || s.article[s.folded(n.start-1)] && s.admitted[s.folded(n.end)] && s.parts[n.end] == s.parts[n.end-1]):
		r.Counter = true
		return r, true
	case bare && s.brings(n) && n.value >= last.Value:
		other.SoFar = true
		return other, true
	}
	if !last.Own && max(n.value, last.Value) <= farthestCount*min(n.value, last.Value) {
		if by, told := s.toldBy(before, last, n, bare, ends); told {
			r.By, r.Counter = by, true
			return r, true
		}
	}
	return other, bare && s.elided(last, n)
}

// toldBy is who gives another number for what the last reading counts, as the words
// around it tell; no bytes where they only say that it is another's.
func (s *sentence) toldBy(before []Reading, last Reading, n numeral, bare, ends bool) (Stretch, bool) {
	if ends && s.putAt(n) {
		return Stretch{}, true
	}
	from, to := s.tellerBefore(n, last.End)
	if from < 0 && bare && s.and[s.folded(n.start-1)] && len(before) > 2 { // the second of two
		by := before[len(before)-1].By
		return by, ends && by != Stretch{}
	}
	if from < 0 || !ends && !s.and[s.folded(n.end)] {
		if from, to = s.tellerBehind(n); from < 0 {
			return Stretch{}, false
		}
	}
	return Stretch{s.words[from].Start, s.words[to-1].End}, true
}

// ofPeople reports whether the noun of a number says no more than people.
func (s *sentence) ofPeople(n numeral) bool {
	p := s.phrase(n)
	return p.name == "" && p.end == n.end+1 && s.anyone[s.folded(n.end)]
}

// putAt reports whether a word that stands for a number, or a pronoun, and a preposition
// stand before one: "elevaron la cifra a 31", "put the number at 700".
func (s *sentence) putAt(n numeral) bool {
	i := n.start - 1
	return s.tollMarks[s.folded(i)] && (s.unnamed[s.folded(i-1)] || s.unnamed[s.folded(i-2)] && s.of[s.folded(i-1)])
}

// longestTeller is how many words may name who gives a number.
const longestTeller = 6

// tellerBefore is who stands before a number, in a clause of its own behind some byte,
// where the verb is left out: "the union of 15", "los médicos, 31"; -1: nobody does.
func (s *sentence) tellerBefore(n numeral, behind int) (from, to int) {
	to = n.start
	for to > 0 && n.start-to < 2 && s.parts[to] == s.parts[n.start] && (s.tollMarks[s.folded(to-1)] || s.of[s.folded(to-1)]) {
		to--
	}
	comma := to > 0 && strings.Contains(s.gap(to), ",")
	if comma && n.end < len(s.words) && strings.Contains(s.gap(n.end), ",") { // "the mayor, 34, said"
		return -1, -1
	}
	if to > 0 && s.parts[to] != s.parts[to-1] && !comma {
		return -1, -1
	}
	known := false
	for from = to; from > 0 && to-from < longestTeller; from-- {
		i := from - 1
		if s.words[i].Start < behind {
			break
		}
		if from < to && (s.parts[i] != s.parts[i+1] || s.conjunction[s.folded(i)]) {
			return s.tellerFrom(from, to, known && (!comma || strings.Contains(s.gap(from), ";") || s.conjunction[s.folded(i)]))
		}
		w := s.folded(i)
		if s.numberAt(i) || s.auxiliary[w] || s.perfect[w] || s.transitive[w] != "" || s.acts(i) || s.skipped(i) {
			return -1, -1
		}
		known = known || s.tells(i)
	}
	return -1, -1
}

func (s *sentence) tellerFrom(from, to int, known bool) (int, int) {
	if !known || from >= to {
		return -1, -1
	}
	return from, to
}

// tellerBehind is who a number is said to be according to right behind it: "3.000 para el
// ministerio", "30,000 according to the families"; -1: nobody.
func (s *sentence) tellerBehind(n numeral) (from, to int) {
	from = n.end
	if s.ofPeople(n) {
		from++
	}
	size := s.giving.at(s, from)
	if size == 0 || s.apart(from) {
		return -1, -1
	}
	from += size
	for to = from; to < min(from+longestTeller, len(s.words)) && (to == from || s.parts[to] == s.parts[from]); to++ {
		if s.tells(to) {
			return from, to + 1
		}
	}
	return -1, -1
}

// tells reports whether a word is for somebody who gives numbers, or a name in capitals.
func (s *sentence) tells(i int) bool {
	if i >= len(s.words) {
		return false
	}
	w := s.text[s.words[i].Start:s.words[i].End]
	return s.teller[s.folded(i)] || len(w) > 1 && len(w) < 6 && w == strings.ToUpper(w) && w[0] >= 'A' && w[0] <= 'Z'
}

// reckoned is what somebody counts who says no number, but how many times the one before:
// "police said; the organisers claimed three times as many"; end 0: nobody does.
func (s *sentence) reckoned(before []Reading, i int) (r Reading, end int) {
	if len(before) == 0 {
		return r, 0
	}
	factor, end := s.manifold[s.folded(i)], i+1
	if factor == 0 {
		n := s.bare(i)
		if factor, end = n.value, n.end; end == 0 || factor > mostTimes || s.timesAs.at(s, end) == 0 {
			return r, 0
		}
		end += s.timesAs.at(s, end)
	} else if len(s.asMany) > 0 {
		if s.asMany.at(s, end) == 0 {
			return r, 0
		}
		end += s.asMany.at(s, end)
	}
	last, start := before[len(before)-1], i
	if s.article[s.folded(i-1)] { // "el doble"
		start--
	}
	qualifier, start := s.qualified(start)
	if !s.counts(last.Name) || last.High > 0 || end < len(s.words) && s.parts[end] == s.parts[end-1] && !s.attributing[s.folded(end)] {
		return r, 0
	}
	if n := (numeral{at: i, start: start, end: end}); s.planned(start, end) || s.numbersBetween(last, n) || !s.saidBefore(n) && !s.others(last, start) && !s.attributing[s.folded(end)] {
		return r, 0
	}
	last.Start, last.End, last.Value, last.Qualifier = s.words[i].Start, s.words[end-1].End, math.Round(last.Value*factor), cmp.Or(qualifier, About)
	return last, end
}

// mostTimes is how many times a number others may count.
const mostTimes = 10

// saidBefore reports whether a verb of saying or counting stands right before a
// number, or with nothing between that says more: "calcula que fueron más de 500".
func (s *sentence) saidBefore(n numeral) bool {
	for i := n.start - 1; i >= max(0, n.start-6) && s.parts[i] == s.parts[n.start]; i-- {
		if s.saying[s.folded(i)] || s.tallying[s.folded(i)] {
			return true
		}
		if !s.copula[s.folded(i)] {
			break
		}
	}
	return false
}

// Unnamed is a number of a sentence that counts what the one before it does: "The
// unions put the number at 90,000." Its name is empty. Spoken tells that only a verb of
// saying or counting, or who gives it, shows that it does: "The union says 380."
func Unnamed(text string, split []words.Word, lang string, skip []Stretch) (r Reading, spoken, found bool) {
	v := vocabularies()[lang]
	if v == nil {
		return Reading{}, false, false
	}
	at := slices.IndexFunc(split, func(w words.Word) bool { return v.unnamed[w.Folded] })
	if at < 0 && !slices.ContainsFunc(split, v.mayBegin) {
		return Reading{}, false, false // as most
	}
	s := newSentence(text, split, v, skip)
	for i := at + 1; at >= 0 && i < min(at+5, len(s.words)) && !s.apart(i); i++ {
		n := s.number(i)
		if n.end == 0 {
			continue
		}
		if !s.tollMarks[s.folded(n.start-1)] || s.phrase(n).end != n.end || !s.mayCount(n) {
			return Reading{}, false, false
		}
		return s.plainly(n), false, true
	}
	for i := 0; i < len(s.words); i++ {
		n := s.number(i)
		if n.end == 0 {
			continue
		}
		if s.phrase(n).end != n.end && !s.ofPeople(n) || !s.mayCount(n) {
			return Reading{}, false, false
		}
		r := s.plainly(n)
		end := n.end
		if s.ofPeople(n) {
			end++
		}
		if ends := end >= len(s.words) || s.gap(end) != " " || s.cumulative.at(s, end) > 0 || s.skipped(end) || s.breakers[s.folded(end)] && s.skipped(end+1); ends && (s.saidBefore(n) || n.start == 0 || n.start == 1 && s.amounts[s.folded(0)]) {
			return r, true, true
		}
		if from, to := s.tellerBehind(n); from >= 0 {
			r.By = Stretch{s.words[from].Start, s.words[to-1].End}
			return r, true, true
		}
		return Reading{}, false, false
	}
	return Reading{}, false, false
}

// mayCount reports whether a number may count what is not named with it.
func (s *sentence) mayCount(n numeral) bool {
	return !n.ordinal && !n.article && !n.shared && !n.term && !s.share(n) && s.money(&Reading{}, n) == 0 && !s.planned(n.start, n.end)
}

// plainly is a number that no word says more of.
func (s *sentence) plainly(n numeral) Reading {
	return Reading{Start: s.words[n.at].Start, End: s.words[n.end-1].End, Value: n.value, High: n.high, Qualifier: n.qualifier}
}

// longestTopic is how many words a sentence may have that says only what the next counts.
const longestTopic = 5

// Topic is what the next sentence counts, as a short one without a number says: "The
// missing.", "Tampoco coinciden los heridos."; empty: it does not say.
func Topic(split []words.Word, lang string) string {
	v := vocabularies()[lang]
	if v == nil || len(split) > longestTopic {
		return ""
	}
	topic := ""
	for i, w := range split {
		if v.mayBegin(w) && v.numbers[w.Folded] != 1 {
			return ""
		}
		name := v.nouns[w.Folded]
		if name == "" && !v.headFirst && i > 0 && v.article[split[i-1].Folded] {
			name = v.passive[w.Folded] // "the saved"
		}
		if name != "" && v.people[name] && i > 0 && v.article[split[i-1].Folded] {
			if topic != "" {
				return ""
			}
			topic = name
		}
	}
	return topic
}

// otherwise is the word after a second number that a conjunction at a word brings in as
// somebody else's for the same: "40,000 people, says the government, and 90,000, say
// the unions, marched"; 0: it brings in none.
func (s *sentence) otherwise(i int) int {
	if !s.conjunction[s.folded(i)] || !strings.Contains(s.gap(i), ",") {
		return 0
	}
	for k := i + 1; k < min(i+4, len(s.words)); k++ {
		if !s.numberAt(k) {
			continue
		}
		if n := s.cardinal(k); n.end < len(s.words) && strings.Contains(s.gap(n.end), ",") {
			return n.end
		}
		return 0
	}
	return 0
}

// converted reports whether a sum only says in brackets what the one before it
// is in other money: "$5 billion (about £3.1bn)".
func converted(text string, last, r Reading) bool {
	if last.Name == "" {
		return false
	}
	between := text[last.End:r.Start]
	return last.Unit != r.Unit && len(between) < 40 && strings.Contains(between, "(") && !strings.Contains(between, ")")
}
