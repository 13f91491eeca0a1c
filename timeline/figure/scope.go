package figure

import (
	"slices"
	"strings"
)

// soFar reports whether the words around a number make it a running count:
// "so far", "to date", "since September" in its own part of the sentence, or
// in a short part that opens the sentence.
func (s *sentence) soFar(n numeral) bool {
	part := s.parts[n.at]
	return s.isAlready(n) || s.runningBefore(s.broughtAfter(n), part) || s.opens(part) || s.goesOn(part) || s.whileLasting(n)
}

// whileLasting reports whether a number counts all of something that lasts, as no
// day in its part says that it does not: "291 died during the siege", "the siege, in
// which 540 were killed".
func (s *sentence) whileLasting(n numeral) bool {
	part := s.parts[n.at]
	for i := range s.words {
		if s.parts[i] == part && s.skipped(i) {
			return false
		}
	}
	for i := n.end; i < len(s.words) && s.parts[i] == part; i++ {
		if s.during[s.folded(i)] {
			return s.lastingFrom(i + 1)
		}
	}
	for i := n.start - 1; i >= max(0, n.start-clauseWide) && !s.apart(i+1) && !s.numberAt(i); i-- {
		if s.inWhich.at(s, i) > 0 {
			return s.lastingBefore(i)
		}
	}
	return false
}

// clauseWide is how many words a relative clause may have before its number, and
// what it is about behind its name.
const clauseWide = 8

// lastingFrom reports whether what lasts stands closely behind a word, without a name:
// "the 24-day siege", not "the Gulf war".
func (s *sentence) lastingFrom(i int) bool {
	for k := i; k < min(i+4, len(s.words)) && !s.apart(k); k++ {
		if s.lasting[s.folded(k)] {
			return true
		}
		if first := s.text[s.words[k].Start]; 'A' <= first && first <= 'Z' {
			return false
		}
	}
	return false
}

// lastingBefore reports whether what lasts stands closely before a word.
func (s *sentence) lastingBefore(i int) bool {
	for k := i - 1; k >= max(0, i-clauseWide) && !s.apart(k+1); k-- {
		if s.lasting[s.folded(k)] {
			return true
		}
	}
	return false
}

// isAlready reports whether a word before a number says that it counts up to now:
// "ya 8.000", "ya las 8.000".
func (s *sentence) isAlready(n numeral) bool {
	at := n.start - 1
	if s.article[s.folded(at)] {
		at--
	}
	return s.already[s.folded(at)]
}

// goesOn reports whether a part of the sentence begins with a participle that goes
// on with a running count: "14 strikes since August, destroying 15 boats".
func (s *sentence) goesOn(part int) bool {
	for i := range s.words {
		if i > 0 && s.parts[i] == part && s.parts[i-1] < part {
			return s.gerund != "" && strings.HasSuffix(s.folded(i), s.gerund) && s.running(s.parts[i-1])
		}
	}
	return false
}

// untilNow is soFar for money, of which sums are told in the words of running
// counts too: "the fine amounts to 2 million".
func (s *sentence) untilNow(n numeral) bool {
	for i := range s.words {
		if s.parts[i] == s.parts[n.at] && (s.since[s.folded(i)] || s.hitherto.at(s, i) > 0) {
			return true
		}
	}
	return s.isAlready(n)
}

// opens reports whether a running count is announced at the head of the
// sentence: "Since September, 19 strikes on 20 vessels …".
func (s *sentence) opens(part int) bool {
	if part == 0 {
		return false
	}
	head, since := 0, false
	for head < len(s.words) && s.parts[head] == 0 {
		since = since || head < 2 && s.since[s.folded(head)]
		head++
	}
	return since || head <= 4 && s.running(0)
}

// running reports whether a part of the sentence says that it counts all.
func (s *sentence) running(part int) bool { return s.runningBefore(len(s.words), part) }

// runningBefore reports whether a part of the sentence says so before a word.
func (s *sentence) runningBefore(end, part int) bool {
	for i := range s.words[:end] {
		if s.parts[i] == part && (s.since[s.folded(i)] || s.hitherto.at(s, i) > 0 || s.cumulative.at(s, i) > 0) {
			return true
		}
	}
	return false
}

// campaigning reports whether the verb at i is a perfect one that a campaign
// is the subject of: "the strikes have killed 37", "la guerra ha dejado …".
func (s *sentence) campaigning(i int) bool {
	if i < 0 || s.apart(i+1) {
		return false
	}
	at := s.perfectBefore(i)
	if at < 0 && i > 0 && s.and[s.folded(i-1)] { // "has killed dozens and displaced 12 million"
		for k := i - 2; k >= max(0, i-clauseWide) && !s.apart(k+1) && at < 0; k-- {
			if s.transitive[s.folded(k)] != "" {
				at = s.perfectBefore(k)
			}
		}
	}
	if at < 0 {
		return false
	}
	for k := at - 1; k >= 0 && !s.apart(k+1); k-- {
		if s.campaign[s.folded(k)] {
			for b := k - 1; b >= max(0, k-3); b-- {
				if s.numberAt(b) {
					return false
				}
			}
			return true
		}
	}
	return false
}

// perfectBefore is the auxiliary of the perfect tense closely before a verb, -1: none.
func (s *sentence) perfectBefore(verb int) int {
	for at := verb - 1; at >= max(0, verb-3); at-- {
		if s.perfect[s.folded(at)] {
			return at
		}
	}
	return -1
}

// outbreak reports whether a number counts those that a disease has made ill or
// killed: all of them up to now, unless it says that they are new.
func (s *sentence) outbreak(name string, n numeral, until int) bool {
	if name != "cases" && name != "killed" {
		return false
	}
	for i := max(0, n.start-2); i < min(until+2, len(s.words)); i++ {
		if s.fresh[s.folded(i)] && s.parts[i] == s.parts[n.at] {
			return false
		}
	}
	if name == "cases" {
		return true
	}
	part := s.parts[n.at]
	for i := n.start - 1; i >= 0 && s.parts[i] == part && !s.apart(i+1); i-- {
		if s.disease[s.folded(i)] {
			return !(i > 1 && s.of[s.folded(i-1)] && s.names(i-2) == "cases") // "214 cases of cholera and 11 deaths"
		}
		if s.relative[s.folded(i)] && i > 0 && s.parts[i-1] == part-1 {
			part-- // "the outbreak of cholera, which killed 79"
		}
		if s.auxiliary[s.folded(i)] || s.names(i) != "" {
			return false
		}
	}
	return false
}

// countsOn reports whether a reading goes on with the running count before it:
// "has killed 34 people and sickened 1,900".
func (s *sentence) countsOn(before, r Reading, n numeral) bool {
	if !before.SoFar || !s.people[before.Name] && before.Name != "cases" || r.Name == before.Name || r.Name == "strikes" || r.Name == "money" || strings.ContainsAny(s.text[before.End:r.Start], ".;:") {
		return false
	}
	joined := false
	for i := n.at - 1; i >= 0 && s.words[i].End > before.End; i-- {
		if s.skipped(i) {
			return false
		}
		joined = joined || s.and[s.folded(i)]
	}
	return joined
}

// idleBetween reports whether no verb stands among words[from:to].
func (s *sentence) idleBetween(from, to int) bool {
	for i := from; i < to; i++ {
		w := s.folded(i)
		if s.auxiliary[w] || s.perfect[w] || s.transitive[w] != "" || s.passive[w] != "" || slices.ContainsFunc(s.past, func(end string) bool { return strings.HasSuffix(w, end) }) {
			return false
		}
	}
	return true
}

// planned reports whether what is said of words[from:to] is still to come, or
// only feared: a modal verb stands among them or before them in their part.
func (s *sentence) planned(from, to int) bool { return s.foretold(from, to, s.tentative) }

// announced reports whether what is said of words[from:to] is to come, but said to be
// settled: "will cut 400 jobs", "pagará una multa".
func (s *sentence) announced(from, to int) bool {
	return !s.foretold(from, to, func(i int) bool {
		w := s.folded(i)
		return s.modal.at(s, i) > 0 && s.tentative(i) && !s.will[w] && !(s.reported[w] && s.pronoun[s.folded(i-1)])
	})
}

// settledAt reports whether a verb of what is settled stands closely before a sum that
// is to be paid: "will pay a fine of €35 million".
func (s *sentence) settledAt(at int) bool {
	for k := at - 1; k >= max(0, at-farSum) && !s.apart(k+1) && s.parts[k] == s.parts[at] && !s.numberAt(k); k-- {
		if s.settled.at(s, k) > 0 {
			return s.announced(at, at) && !s.asked(at)
		}
	}
	return false
}

func (s *sentence) foretold(from, to int, tentative func(int) bool) bool {
	part := s.parts[from]
	for i := from - 1; i >= 0 && s.parts[i] == part && !s.conjunction[s.folded(i)]; i-- {
		if s.saying[s.folded(i)] {
			break
		}
		if tentative(i) {
			return true
		}
	}
	for i := from; i < min(to, len(s.words)); i++ {
		if tentative(i) {
			return true
		}
	}
	return tentative(to) && to < len(s.words) && !s.apart(to) && s.parts[to] == s.parts[to-1]
}

func (s *sentence) tentative(i int) bool {
	if i < 0 || i >= len(s.words) || s.skipped(i) { // "on 5 May"
		return false
	}
	if s.modal.at(s, i) > 0 {
		return true
	}
	word := s.text[s.words[i].Start:s.words[i].End]
	for _, ending := range s.future {
		if len(word) > len(ending)+1 && strings.HasSuffix(word, ending) {
			return true
		}
	}
	return false
}

// perfectly reports whether the perfect tense tells what is said of words[from:to]:
// "have been vaccinated", "se han vacunado".
func (s *sentence) perfectly(from, to int) bool {
	after := to
	if s.light[s.folded(after)] {
		after++
	}
	if after < len(s.words) && s.skipped(after) {
		day := true // "have been vaccinated today", not "in eight days"
		for i := after; i < len(s.words) && s.skipped(i); i++ {
			day = day && !s.numberAt(i)
		}
		if day {
			return false
		}
	}
	for i := max(0, from-2); i < min(to, len(s.words)); i++ {
		if s.perfect[s.folded(i)] && s.parts[i] == s.parts[from] {
			return true
		}
	}
	return false
}

// ofThem reports whether the sentence has said before a word that it goes on with parts
// of its first number: "36 people, most of them in the north, where 28 have died".
func (s *sentence) ofThem(at int) bool {
	for i := 1; i < at; i++ {
		if s.mostly.at(s, i) > 0 && !s.apartBetween(i, at) {
			for k := range i {
				if s.numberAt(k) {
					return true
				}
			}
		}
	}
	return false
}

// apartBetween reports whether a mark that ends a clause stands between two words.
func (s *sentence) apartBetween(from, to int) bool {
	return strings.ContainsAny(s.text[s.words[from].End:s.words[to].Start], ".;:(\n")
}

// asked reports whether somebody only asks for what is told from a word on, or may
// get it: "faces up to 26 years in prison".
func (s *sentence) asked(at int) bool {
	for i := at - 1; i >= 0 && s.parts[i] == s.parts[at] && !s.apart(i+1); i-- {
		if s.asking[s.folded(i)] {
			return true
		}
	}
	return false
}

// yearly reports whether the sentence has said before a word that it counts so many a
// year or the like: "200,000 fall ill each year and 30,000 die".
func (s *sentence) yearly(at int) bool {
	for i := 1; i < at; i++ {
		if s.rates.at(s, i) == 0 || s.numberAt(i-1) || s.apartBetween(i, at) {
			continue
		}
		for k := range i {
			if s.numberAt(k) {
				return true
			}
		}
	}
	return false
}

// farthestElapsed is how many words may stand between "months after" and a number.
const farthestElapsed = 16

// elapsedBefore reports whether a number is told in a clause that says only after what,
// days ago, the main clause happened: "sold it three months after a blast killed 11".
func (s *sentence) elapsedBefore(n numeral) bool {
	happened := false
	for i := n.start - 1; i > 3 && i >= n.start-farthestElapsed && !s.apart(i+1) && s.parts[i] == s.parts[n.at]; i-- {
		if happened && s.elapsed.at(s, i) > 0 {
			return true
		}
		happened = happened || s.happens(i)
	}
	return false
}

// recalled reports whether a number is told in a relative clause about a happening that
// the main clause only follows: "resigned nine days after the collapse of a dam that
// killed 52", "juzgado por la rotura de la presa que mató a 68". It is what the count
// is by now.
func (s *sentence) recalled(n numeral) bool {
	if s.elapsedBefore(n) {
		return true
	}
	for i := n.start - 1; i > 0 && i >= n.start-clauseWide && !s.apart(i+1) && s.parts[i] == s.parts[n.at]; i-- {
		if !s.bearing[s.folded(i)] || s.and[s.folded(i-1)] {
			continue
		}
		happened := false
		for k := i - 1; k > 0 && k >= i-clauseWide && s.parts[k] == s.parts[i]; k-- {
			if happened && s.aftermath.at(s, k) > 0 {
				return true
			}
			happened = happened || s.happens(k)
		}
	}
	return false
}

// happens reports whether a word is for a happening that may cost lives.
func (s *sentence) happens(i int) bool {
	w := s.folded(i)
	return s.campaign[w] || s.deed[w] || s.mishap[w]
}
