package timeline

import (
	"maps"
	"slices"
	"strings"

	"dateline/timeline/words"
)

// Whose fault a thing was is told with more than verbs of blaming: "the blame lay with the
// company", "the auditor bore the main responsibility", "the firm attributed the disaster
// to the rain". Nobody has done it where it was the rain's. Only what lang/*.yaml lists as
// causes, sides or parties can be at fault in such words, or who has a name.

// The kinds of phrases of fault in lang/*.yaml.
const (
	faultAfter    = "after"    // whose fault it is stands after: "the blame lies with"
	faultBefore   = "before"   // or before: "was to blame"
	faultHarm     = "harm"     // or before, and the harm after: "was responsible for"
	faultCause    = "cause"    // what is at fault stands after, for a harm alone: "caused by"
	faultOnto     = "onto"     // before whom these lay it at: "to"
	faultTo       = "to"       // verbs that lay a harm at a door: "attributed"
	faultHeld     = "held"     // verbs that hold somebody responsible: "held"
	faultLiable   = "liable"   // of whom these hold: "responsible"
	faultExcluded = "excluded" // before what somebody says it was not: "ruled out that"
	faultLapse    = "lapse"    // what is said of who shares it: "had seen"
	faultDeceit   = "deceit"   // "deceived"
	faultOrders   = "orders"   // on which somebody acted: "Kestle's orders"
	faultClaim    = "claim"    // nouns of what somebody says: "the company's claim"
	faultAs       = "as"       // before who says it: "as the company maintains"
	faultBetween  = "between"  // what may stand between a verb and "a": "ayer"
	faultAsserts  = "asserts"  // verbs of who says so, beside those of saying
	faultBecause  = "because"  // "because of", "por"
	faultWrought  = "wrought"  // before these the cause that did it: "a wave had sunk"
	faultNames    = "names"    // before a cause that somebody only names: "speaks of"
	faultOrigin   = "origin"   // before what a harm began with: "was started by"
	faultBade     = "bade"     // before these who made others do it: "ordered him to"
	faultBidden   = "bidden"   // after these: "told by"
	faultDecision = "decision" // or whose decision it was: "decision was"
	faultDid      = "did"      // or who did it: "did the shooting"
	faultItWas    = "itwas"    // or, where a quotation begins, who it was: "it was the"
	faultFirst    = "first"    // what tells who began, in these words: "without warning"
)

// faultPhrase is a phrase of fault, in folded words.
type faultPhrase struct {
	kind  string
	words []string
}

// fault is on whom the words at a place lay the blame in other words than a verb of
// blaming; on nobody: they do not.
func (s sentenceWords) fault(i int) blame {
	if i == 0 {
		if on := s.notThat(); on.on != "" {
			return on
		}
	}
	for _, p := range s.lang.fault[s.words[i].Folded] { // no word begins most
		n := len(p.words)
		if i+n > len(s.words) || !slices.EqualFunc(p.words, s.words[i:i+n], sameWord) {
			continue
		}
		if on := s.faultBy(p.kind, i, i+n); on.on != "" {
			return on
		}
	}
	return blame{}
}

// faultBy is that of one phrase, from a word to another.
func (s sentenceWords) faultBy(kind string, i, end int) (on blame) {
	switch kind {
	case faultAfter:
		return s.faultOf(end, i)
	case faultBefore, faultDeceit:
		return s.faultBefore(i)
	case faultHarm:
		if s.harmed(end, min(end+longestBlamed/2, len(s.words))) {
			return s.faultBefore(i)
		}
	case faultLapse:
		on = s.faultBefore(i)
		on.lapse = true
	case faultCause:
		if s.harmed(0, len(s.words)) {
			return s.faultOf(end, i)
		}
	case faultTo:
		return s.attributes(i, end)
	case faultHeld:
		from, to := s.blamed(end)
		for k := from + 1; k <= to; k++ {
			if s.faulty(faultLiable, k) > 0 && s.liable(from, k) {
				return s.blame(from, k, i)
			}
		}
	case faultExcluded:
		from, to := s.blamed(end)
		for to > from && s.lang.causes[s.words[to-1].Folded] == "" { // "that tremor could harm"
			to--
		}
		for from < to && s.lang.pointing[s.words[from].Folded] {
			from++
		}
		if from < to {
			on = s.blame(from, to, i)
			on.excludes = true
		}
	case faultOrders:
		if i > 1 && s.words[i-1].Folded == "s" && s.capital(i-2) && nameEnding(s, i-2) != "" {
			return s.blameBy(s.nameStart(i-2), i-1, i)
		}
	case faultAs:
		return s.asSaid(i, end)
	default:
		return s.setAgainst(kind, i, end)
	}
	return on
}

// faulty is how many words of a phrase of some kind stand at a word; 0: none.
func (s sentenceWords) faulty(kind string, i int) int {
	if i >= len(s.words) {
		return 0
	}
	for _, p := range s.lang.fault[s.words[i].Folded] {
		if n := len(p.words); p.kind == kind && i+n <= len(s.words) && slices.EqualFunc(p.words, s.words[i:i+n], sameWord) {
			return n
		}
	}
	return 0
}

// faultOf is the fault of who stands from a word on, as somebody says before or after.
func (s sentenceWords) faultOf(from, verb int) blame {
	from, to := s.blamed(from)
	if !s.liable(from, min(to, from+2)) || !s.cause(from, to) && s.harmed(from, min(to+2, len(s.words))) { // "caused by the Gulf oil spill"
		return blame{}
	}
	return s.blameBy(from, to, verb)
}

// faultBefore is that of the subject before a word.
func (s sentenceWords) faultBefore(verb int) blame {
	from, to := s.accuser(verb)
	for from < to && s.lang.articles[s.words[from].Folded] {
		from++
	}
	for from < to && s.lang.perfect[s.words[to-1].Folded] {
		to--
	}
	if !s.liable(from, to) {
		return blame{}
	}
	return s.blameBy(from, to, verb)
}

// attributes is on what a verb lays a harm that stands between: "attributed the crash to
// the wind".
func (s sentenceWords) attributes(verb, from int) blame {
	if verb > 0 && (s.lang.pronouns[s.words[verb-1].Folded] || s.words[verb-1].Folded == "se") {
		return blame{}
	}
	for k := from; k < min(from+2*longestBlamed, len(s.words)) && s.together(k); k++ {
		if n := s.faulty(faultOnto, k); n > 0 && s.harmed(from, k) {
			start, end := s.blamed(k + n)
			if !s.liable(start, end) {
				return blame{}
			}
			on := s.blame(start, end, verb)
			if end+1 < len(s.words) && s.lang.joining[s.words[end].Folded] { // "to the rain and to a tremor"
				if from, to := s.blamed(end + 1 + s.faulty(faultOnto, end+1)); on.on != "" && s.liable(from, to) {
					on.on += " " + s.text[s.words[end].Start:s.words[end].End] + " " + s.text[s.words[from].Start:s.words[to-1].End]
					on.whom = s.meanings(start, to)
				}
			}
			return on
		}
	}
	return blame{}
}

// notThat is what a sentence says that it was, which says first that it was this and not
// that: "Poor drainage, not rain, caused the collapse, the panel said".
func (s sentenceWords) notThat() blame {
	from, to := s.blamed(0)
	if from >= to || to+2 >= len(s.words) || !s.lang.negating[s.words[to].Folded] || !strings.HasPrefix(s.text[s.words[to-1].End:], ",") || !s.harmed(to, len(s.words)) {
		return blame{}
	}
	if named := s.capital(from) && !s.cause(from, to); named && !s.liable(from, to) {
		return blame{} // "Sadly, no matter how"
	}
	return s.blameBy(from, to, to)
}

// asSaid is on what somebody lays a harm whose word is told after that of another: "broke
// for want of drains and not for the rain, as the company says".
func (s sentenceWords) asSaid(i, from int) blame {
	if i == 0 || !strings.Contains(s.text[s.words[i-1].End:s.words[i].Start], ",") {
		return blame{}
	}
	start, end := s.blamed(from)
	if s.lang.layingTo == "" && (end >= len(s.words) || !s.asserts(end)) {
		return blame{} // "as the company feared"
	}
	for k := i - 1; k > max(0, i-2*longestBlamed); k-- {
		if !s.lang.negating[s.words[k-1].Folded] {
			continue
		}
		n := s.faulty(faultBecause, k)
		a, b := s.blamed(k + n)
		if n == 0 || !s.liable(a, b) || !s.liable(start, end) {
			return blame{}
		}
		on := blame{on: strings.Clone(s.text[s.words[a].Start:s.words[b-1].End]), whom: s.meanings(a, b)}
		s.qualify(&on, a, b)
		on.accuser, on.says = s.meanings(start, end), strings.Clone(s.text[s.words[start].Start:s.words[end-1].End])
		return on
	}
	return blame{}
}

// blameBy is the blame that who speaks lays on some words; nobody lays any on itself.
func (s sentenceWords) blameBy(from, to, verb int) blame {
	if from >= to || s.lang.pronouns[s.words[from].Folded] {
		return blame{}
	}
	on := blame{on: strings.Clone(s.text[s.words[from].Start:s.words[to-1].End]), whom: s.meanings(from, to)}
	s.qualify(&on, from, to)
	start, end := s.teller(min(from, verb))
	if start == end {
		start, end = s.tellerAfter(max(from, verb))
	}
	if start == end {
		on.says = strings.Clone(speaker(s.text, s.lang))
		cut := s.lang.cut(on.says)
		on.accuser = cut.meanings(0, len(cut.words))
	} else {
		on.accuser, on.says = s.meanings(start, end), strings.Clone(s.text[s.words[start].Start:s.words[end-1].End])
	}
	if len(on.whom) == 0 || len(on.accuser) == 0 || common(on.whom, on.accuser) {
		return blame{}
	}
	return on
}

// qualify sets what else a blame tells of those whom some words name.
func (s sentenceWords) qualify(on *blame, from, to int) {
	on.liable = s.liable(from, to) && s.harmed(0, len(s.words))
	on.definite = to == from+1 && from > 0 && s.lang.definite[s.words[from-1].Folded] && s.lang.atFault[s.words[from].Folded]
}

// hasName reports whether some words hold a name.
func hasName(who string) bool { return len(names(midway+who)) > 0 }

// teller are the words of who says what stands from a word on: the subject of the nearest
// verb of saying before it, or whose claim it is.
func (s sentenceWords) teller(i int) (start, end int) {
	for k := min(i, len(s.words)) - 1; k > 0; k-- {
		if strings.ContainsAny(s.text[s.words[k].End:s.words[min(k+1, len(s.words)-1)].Start], ".;") {
			return 0, 0
		}
		claim := s.faulty(faultClaim, k) > 0
		if !claim && !s.asserts(k) {
			continue
		}
		start, end = s.accuser(k)
		for end > start && s.words[end-1].Folded == "s" {
			end--
		}
		for m := end - 1; m > start; m-- {
			if claim && s.lang.articles[s.words[m].Folded] { // "rejecting the company's claim"
				start = m + 1
				break
			}
		}
		for start < end && (s.lang.articles[s.words[start].Folded] || s.lang.owners[s.words[start].Folded] && start+1 < end) {
			start++
		}
		for start < end && (s.lang.perfect[s.words[end-1].Folded] || s.lang.adverbs[s.words[end-1].Folded]) {
			end--
		}
		if start == end && start > 1 && s.lang.relative[s.words[start-1].Folded] && s.capital(start-2) { // "Salas, who has said"
			return s.nameStart(start - 2), start - 1
		}
		if start == end || s.lang.pronouns[s.words[start].Folded] {
			return 0, 0
		}
		return start, end
	}
	return 0, 0
}

// tellerAfter are the words of who is told to have said what stands before: ", the panel
// said".
func (s sentenceWords) tellerAfter(i int) (start, end int) {
	for k := i + 1; k < len(s.words); k++ {
		if !s.asserts(k) {
			continue
		}
		if start, end = s.accuser(k); start > i && start < end && strings.HasSuffix(s.text[:s.words[start].Start], ", ") {
			return start, end
		}
		if who := s.speakerFrom(k + 1); (start == end || start <= i) && who != "" && s.lang.layingTo != "" { // ", insistió la ministra"
			if at := strings.Index(s.text[s.words[k].End:], who); at >= 0 {
				at += s.words[k].End
				return s.wordsTo(at), s.wordsTo(at + len(who))
			}
		}
	}
	return 0, 0
}

// asserts reports whether a word is a verb of who says that something is so.
func (s sentenceWords) asserts(i int) bool {
	w := s.words[i].Folded
	return s.lang.saying[w] || s.lang.claiming[w] || s.faulty(faultAsserts, i) > 0
}

// liable reports whether some words name who or what may be at fault.
func (s sentenceWords) liable(from, to int) bool {
	if from >= to {
		return false
	}
	for i := from; i < to; i++ {
		if w := s.words[i].Folded; s.lang.causes[w] != "" || s.lang.atFault[w] || s.lang.sides[w] != "" {
			return true
		}
	}
	return from > 0 && s.capital(from) && len(names(midway+s.text[s.words[from].Start:s.words[from].End])) > 0
}

// cause reports whether some words name a cause that is nobody's fault.
func (s sentenceWords) cause(from, to int) bool {
	return from < to && slices.ContainsFunc(s.words[from:to], func(w words.Word) bool { return s.lang.causes[w.Folded] != "" })
}

// harmed reports whether some words tell of a harm.
func (s sentenceWords) harmed(from, to int) bool {
	return from < to && slices.ContainsFunc(s.words[from:to], func(w words.Word) bool { return s.lang.harms[w.Folded] || s.lang.deeds[w.Folded] })
}

// faultPhrases are the phrases of some kinds by their first word, the longest first.
func faultPhrases(kinds map[string][]string) map[string][]faultPhrase {
	out := map[string][]faultPhrase{}
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		for _, p := range phrases(kinds[kind]) {
			out[p[0]] = append(out[p[0]], faultPhrase{kind, p})
		}
	}
	for _, all := range out {
		slices.SortStableFunc(all, func(a, b faultPhrase) int { return len(b.words) - len(a.words) })
	}
	return out
}
