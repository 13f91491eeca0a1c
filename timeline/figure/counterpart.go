package figure

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"dateline/timeline/words"
)

// counterpart is a number without a noun that counts what the last reading before it
// does, as somebody else has it: "has killed 29, the ministry says 18", "muy por encima
// de los 18 que reconoce el Ministerio".
func (s *sentence) counterpart(before []Reading, n numeral) (Reading, bool) {
	if len(before) == 0 || n.ordinal || n.article || s.share(n) {
		return Reading{}, false
	}
	last := before[len(before)-1]
	if !s.counts(last.Name) || s.phrase(n).end != n.end || s.planned(n.start, n.end) {
		return Reading{}, false
	}
	said := s.saidBefore(n) && (n.end == len(s.words) || s.gap(n.end) != " ")
	admitted := s.article[s.folded(n.start-1)] && s.admitted[s.folded(n.end)] && s.parts[n.end] == s.parts[n.end-1]
	brought := s.brings(n) && n.value >= last.Value
	if !said && !admitted && !brought && !s.elided(last, n) || n.value == last.Value {
		return Reading{}, false
	}
	if brought {
		last.SoFar = true
	}
	if !said && !admitted {
		last.Of, last.Anyone = "", false
	}
	return Reading{Start: s.words[n.at].Start, End: s.words[n.end-1].End, Name: last.Name, Of: last.Of, Anyone: last.Anyone, Value: n.value, High: n.high, Qualifier: n.qualifier, SoFar: last.SoFar}, true
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
	for i := n.start - 1; i >= max(0, n.start-4) && s.parts[i] == s.parts[n.start]; i-- {
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
// unions put the number at 90,000." Its name is empty.
func Unnamed(text string, split []words.Word, lang string, skip []Stretch) (Reading, bool) {
	v := vocabularies()[lang]
	if v == nil {
		return Reading{}, false
	}
	at := slices.IndexFunc(split, func(w words.Word) bool {
		return v.unnamed[w.Folded] || v.tallying[w.Folded] || v.saying[w.Folded]
	})
	if at < 0 {
		return Reading{}, false // as most
	}
	s := newSentence(text, split, v, skip)
	bare := func(n numeral) (Reading, bool) {
		if n.ordinal || n.article || n.shared || n.term || s.share(n) || s.phrase(n).end != n.end || s.money(&Reading{}, n) > 0 || s.planned(n.start, n.end) {
			return Reading{}, false
		}
		return Reading{Start: s.words[n.at].Start, End: s.words[n.end-1].End, Value: n.value, High: n.high, Qualifier: n.qualifier}, true
	}
	for i := at + 1; i < min(at+farthestSaid, len(s.words)) && !s.apart(i); i++ {
		n := s.number(i)
		if n.end == 0 {
			continue
		}
		closed := n.end == len(s.words) || s.parts[n.end] != s.parts[n.end-1] || s.skipped(n.end)
		if i < at+5 && s.unnamed[s.folded(at)] && s.tollMarks[s.folded(n.start-1)] || closed && s.saidBefore(n) { // "spoke of 22,000"
			return bare(n)
		}
		break
	}
	return Reading{}, false
}

// farthestSaid is how many words may stand between the first verb of saying of a sentence
// and a number that it gives.
const farthestSaid = 8

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
