// Package figure reads the numbers that sentences of news give: how many were
// killed, detained, displaced, how many strikes, vessels, tonnes, how much
// money; whether as a bound or a range, and of one happening or of all so far.
// What a language needs is data in lang/*.yaml.
package figure

import (
	"cmp"
	"math"
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
	Of         string  // who, where the words narrow it down: fishermen; empty: people; of money what for: fine, debt
	Value      float64 // or the lower end of a range
	High       float64 // upper end of a range; 0: none
	Qualifier  Qualifier
	SoFar      bool    // it counts all since something began, not one happening
	Anyone     bool    // these are people at large: civilians, residents
	Own        bool    // those counted belong to who says so: "it lost 12 men"
	Found      bool    // the dead who were found, of whom there may be more: "75,000 bodies were buried"
	Deed       bool    // a running count of one deed: "the toll of Monday's attack rose to nine"
	Lowered    bool    // it was more before: "the toll was cut from 66 to 63"
	Toll       bool    // words announce it as a count that goes on: "the toll reached 58", "los muertos suben a 35"
	Counter    bool    // another's number of what the one before it counts
	By         Stretch // who gives it, where no verb says so: "the union, 31"; empty: the words do not tell
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
	first := slices.IndexFunc(split, v.mayBegin)
	if first < 0 {
		return nil // as most
	}
	s := newSentence(text, split, v, skip)
	var out []Reading
	var sum Reading // the last of money, told or not
	for i := first; i < len(s.words) && len(out) < mostReadings; {
		if !v.mayBegin(s.words[i]) {
			i++
			continue
		}
		if r, end := s.reckoned(out, i); end > 0 {
			out = append(out, r)
			i = end
			continue
		}
		n := s.number(i)
		if n.end == 0 {
			i++
			continue
		}
		if s.deniedAfter(out, n) {
			i = n.end
			continue
		}
		r, ok := s.reading(n)
		if n.shared && !(ok && (s.people[r.Name] || s.once[r.Name])) { // the other tells more
			i++
			continue
		}
		if ok && !r.SoFar && len(out) > 0 {
			r.SoFar = s.countsOn(out[len(out)-1], r, n)
		}
		if !ok && r.Name == "" {
			if r, ok = s.counterpart(out, n); ok && s.brings(n) {
				out[len(out)-1].SoFar = false // as it adds to the total
			} else if !ok {
				r, ok = s.beside(out, n)
			}
		}
		if r.Name == "money" {
			ok = ok && !converted(text, sum, r)
			sum = r
		}
		if ok {
			out = append(out, r)
			if also := s.alsoTold(r, n); also.Name != "" {
				out = append(out, also)
			}
		}
		i = n.end
		if whole := s.whole(n); ok && whole.end > 0 {
			i = whole.end
		}
	}
	return s.withSums(out)
}

// mostReadings is how many figures are read of a sentence: one with more is a table
// without its lines, and each is compared with the others.
const mostReadings = 100

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
		if gap := s.gap(i); gap != " " && (strings.ContainsAny(gap, ",;:()—–\n") || strings.Contains(gap, " - ")) {
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
	if i < 0 || i >= len(s.words) {
		return false
	}
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
	case n.term:
		if r.Name = s.termName; n.fell { // "reduced from 12 to 9 years"
			r.High = 0
		}
		return r, !s.planned(n.start, n.end) && !s.asked(n.start)
	case s.share(n) || s.compares(n) || s.subset[s.folded(s.unarticled(n.start)-1)] || s.onDay(n) || s.outOf(n) || s.ofNone(n) || s.numbered[s.folded(n.at-1)] && s.names(n.at-2) != "strikes" && !s.victims[s.folded(n.at-2)] && s.stated(n) == "":
		return r, false
	case (s.partOf.at(s, n.end) > 0 || s.whole(n).end > 0) && s.parts[n.end] == s.parts[n.end-1] && !s.ofMoney(n):
		return s.part(r, n)
	case s.besides(n):
		return s.withNamed(r, n)
	}
	return s.counting(r, n)
}

// counting is what a number counts that stands by itself.
func (s *sentence) counting(r Reading, n numeral) (Reading, bool) {
	if name := s.after.name(s, n.end); name != "" {
		r.Name = name
		return r, !s.planned(n.start, n.end) && !(s.terms[name] && s.asked(n.start))
	}
	if end := s.money(&r, n); end > 0 {
		r.SoFar, r.Of = s.untilNow(n), s.sumOf(n, end)
		return r, !s.price(n, end) && !s.added(n, end) && (!s.planned(n.start, n.end) || s.settledAt(n.start))
	}
	if s.formerly(n) {
		return r, false
	}
	if name := s.toll(n); name != "" {
		r.Name, r.SoFar, r.Toll, r.Deed, r.Lowered = name, !s.once[name], true, s.ofDeed(n), s.lowers(n)
		if s.until[s.folded(n.start)] { // "aumentó hasta 58"
			r.Qualifier = ""
		}
		if n.high > 0 && s.from[s.folded(n.start-1)] { // "rose from 17 to 21"
			r.Value, r.High = n.high, 0
			if n.fell {
				r.Value = n.value
			}
		}
		if s.planned(n.start, n.end) {
			return r, false
		}
		return s.meant(r, n.end, s.phrase(n).end)
	}
	if name := s.names(n.at - 2); s.numbered[s.folded(n.at-1)] && (name == "strikes" || s.victims[s.folded(n.at-2)]) { // "strike number 20"
		r.Name, r.SoFar = cmp.Or(name, "killed"), true
		return r, true
	}
	if n.fell { // "was cut from 9 to 6"
		return r, false
	}
	np := s.phrase(n)
	until := np.end
	if s.loses(n, np.end) {
		r.Name, r.Own = "killed", true
	} else if np.end > n.end && s.lives[s.folded(np.end-1)] {
		at := n.start - 1
		if s.of[s.folded(at)] { // "the loss of 31 lives"
			at--
		}
		if s.takes[s.folded(at)] { // "claimed 31 lives"
			r.Name, r.SoFar = "killed", s.campaigning(at)
		}
	} else if np.name != "" && !s.states[np.name] && !s.deals(n, np.name) {
		r.Name = np.name
		if name, end := s.subject(n, np.end); name == "killed" && s.people[np.name] && end <= np.end+3 { // "tres heridos murieron"
			r.Name, until = name, end
		}
	} else if name, at := s.object(n); name != "" {
		r.Name, r.SoFar = name, s.campaigning(at)
	} else if name, end := s.subject(n, np.end); name != "" && !(n.article && s.governing[s.folded(n.at-1)]) {
		r.Name, until = name, end
	} else {
		r.Name = np.name
	}
	if r.Name == "" || s.people[r.Name] && (s.toldOf(n, np.end) || s.ofThem(n.at) || s.yearly(n.at)) || s.rate(r.Name, np.end) || !s.fits(r) {
		return r, false
	}
	if s.planned(n.start, until) && !(s.ahead[r.Name] && s.announced(n.start, until)) || s.ofThings(r.Name, np.of) {
		return r, false
	}
	if np.name != "" && np.name != r.Name && !s.isOf(r.Name, n.end, np.end) {
		r.Name = np.name // "were holding 35 hostages"
	}
	said := r.Name
	r, ok := s.meant(r, n.end, np.end)
	if !ok {
		return r, false
	} else if np.name == said {
		np.name = r.Name
	}
	if s.people[r.Name] {
		r.Of = np.of
		if np.name != "" && np.name != r.Name {
			r.Of = strings.ToLower(s.text[s.words[np.end-1].Start:s.words[np.end-1].End]) // hostages
		}
	}
	if s.people[r.Name] && np.end > n.end {
		if end, one := s.pairedWith(np.end); end > 0 && (until >= end || until == np.end && (s.idle(end) || s.mayBegin(s.words[end]))) {
			if !one || r.High > 0 {
				return r, false
			}
			r.Value, r.Of = r.Value+1, ""
		}
	}
	r.Found = np.name == "killed" && s.corpses[s.folded(np.end-1)]
	r.Anyone = s.populace[words.Fold(r.Of)]
	if s.people[r.Name] && s.recalled(n) {
		r.SoFar, r.Deed = true, s.ofDeed(n)
	}
	r.SoFar = r.SoFar || s.soFar(n) || s.people[r.Name] && s.onMission(n, until) || s.outbreak(r.Name, n, until) || s.grows[r.Name] && s.perfectly(n.start, until)
	r.Lowered = r.SoFar && s.people[r.Name] && s.lowers(n)
	if r.Name == np.name && !r.SoFar {
		if at := s.verb(n); at >= 0 && (s.leave[s.folded(at)] || !s.people[r.Name]) {
			r.SoFar = s.campaigning(at)
		}
	}
	return r, true
}

// deals reports whether a verb before a number says what became of those whom its noun
// calls held: "released 12 detainees".
func (s *sentence) deals(n numeral, noun string) bool {
	if !s.held[noun] {
		return false
	}
	name, _ := s.object(n)
	return name != "" && name != noun
}

// loses reports whether a number counts men whom somebody has lost: "lost 12 men".
func (s *sentence) loses(n numeral, end int) bool {
	at := n.start - 1
	if s.person != "" && s.folded(at) == s.person { // "perdió a siete hombres"
		at--
	}
	return at >= 0 && s.lost[s.folded(at)] && s.parts[n.start] == s.parts[at] && end > n.end && slices.ContainsFunc(s.words[n.end:end], func(w words.Word) bool { return s.men[w.Folded] })
}

// rate reports whether what is counted, which ends before a word, is so much a
// day or the like: "5,000 barrels of crude a day".
func (s *sentence) rate(name string, end int) bool {
	if s.rates.at(s, end) > 0 {
		return true
	}
	for i := end; !s.people[name] && i < len(s.words) && s.parts[i] == s.parts[end-1] && !s.conjunction[s.folded(i)]; i++ {
		if s.rates.at(s, i) > 0 {
			return true
		}
	}
	return false
}

// fits reports whether a number can count what it is read to: there is no half of
// a person, and some nouns count only in sentences that say what became of them.
func (s *sentence) fits(r Reading) bool {
	if s.people[r.Name] && r.Value != math.Trunc(r.Value) {
		return false
	}
	with, sure := s.with[r.Name], s.weak[r.Name].sure
	return with == nil || sure > 0 && r.Value >= sure || slices.ContainsFunc(s.words, func(w words.Word) bool { return with[w.Folded] })
}

// names is what the noun at i counts, in the singular or plural.
func (s *sentence) names(i int) string {
	if name := s.nouns[s.folded(i)]; name != "" {
		return name
	}
	return s.singular[s.folded(i)]
}
