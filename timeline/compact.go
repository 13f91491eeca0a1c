package timeline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/timeline/words"
)

const (
	mostCompacted  = 40 // versions of one sentence that are weighed against each other
	shortestHead   = 4  // words that stay before a cut
	shortestEnd    = 2  // words after a cut, or there was nothing to cut
	shortestTail   = 3  // words that stay after the last comma
	longestItem    = 4  // words of an item of a list
	longestSetting = 14 // words before the first comma that only say where or when
)

// compacted are the ways to say in fewer words what a sentence says, the whole one
// first, all without a full stop: each ends at the border of a clause or, where
// they would else be too long, of a phrase of place. What denies or sets a
// condition is never cut off.
func compacted(text string, lang *language) []sentenceWords {
	return lang.cut(unstopped(text)).versions(mostCompacted, sentenceWords.cuts, sentenceWords.complete)
}

// cut is a sentence cut into words.
func (l *language) cut(text string) sentenceWords {
	return sentenceWords{text: text, words: words.Split(text), lang: l}
}

// unstopped is a sentence without its full stop: a headline has none.
func unstopped(text string) string {
	text = oneSpaced(text)
	bare := strings.TrimRight(strings.TrimSuffix(text, "."), " ,;:–—-")
	if strings.HasSuffix(bare, "..") || initialled(bare) { // "…" in three stops, "5.40 p.m."
		return text
	}
	return bare
}

// initialled reports whether a text ends in an abbreviation of single letters
// without its last stop: "the U.S", "5.40 p.m".
func initialled(text string) bool {
	n := len(text)
	return n > 2 && text[n-2] == '.' && letter(text[n-1]) && letter(text[n-3]) && (n == 3 || !letter(text[n-4]))
}

func letter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// cuts are the sentences that one cut makes of another.
func (s sentenceWords) cuts() []string {
	text, lang := s.text, s.lang
	out := append(shorter(text, lang), s.withoutInsertions()...)
	if head, rest := setting(text); head > 0 && (utf8.RuneCountInString(text) > usualWidth || s.ensues() && s.clauseFrom(2)) && s.sets(s.wordsTo(head)) {
		if first := words.Fold(firstWord(rest)); lang.leading[first] || lang.openers[first] || !opensSmall(rest) || s.ensues() && !lang.pronouns[first] { // "In February, as the city sank, …"
			out = append(out, rest)
		}
	}
	if commas := commasOutside(text); len(commas) > 0 && len(s.words) > 1 && lang.hedging[s.words[0].Folded] && lang.leading[s.words[1].Folded] { // "Even as the city sank, …"
		out = append(out, strings.TrimLeft(text[commas[0]+1:], " "))
	}
	verb, narrow := s.firstVerb(), utf8.RuneCountInString(text) <= usualWidth
	for i := shortestHead; i+shortestEnd <= len(s.words); i++ {
		at := s.words[i].Start
		if before := s.words[i-1].End; text[before:at] == `," ` && lang.breaking[s.words[i].Folded] { // a "capping stack," which
			out = append(out, text[:before]+`"`)
		}
		if verb < i && s.endsBefore(i, narrow) && !enclosed(text, at) {
			out = append(out, strings.TrimRight(text[:at], " ,;:–—-"))
		}
	}
	return out
}

// setting is how long what stands before a sentence's first comma outside quotes
// is, or before the quote that a comma closes, and the sentence after it; 0: it
// has none.
func setting(text string) (head int, rest string) {
	if commas := commasOutside(text); len(commas) > 0 {
		head, rest = commas[0], strings.TrimLeft(text[commas[0]+1:], " ")
	}
	for _, mark := range []string{`," `, `,” `} {
		if at := strings.Index(text, mark); at > 0 && (head == 0 || at < head) {
			head, rest = at, text[at+len(mark):]
		}
	}
	return head, rest
}

// sets reports whether the words of a sentence before some place only say where or
// when: "In the port", "A day after the flood".
func (s sentenceWords) sets(n int) bool {
	if n > longestSetting || n == 0 {
		return false
	}
	if s.lang.loosely[s.words[0].Folded] {
		return true
	}
	return s.ensues()
}

// nearEnsuing is among how many first words of a sentence stands how long after something
// it happened.
const nearEnsuing = 4

// ensues reports whether a sentence opens with how long before or after something else it
// happened: "A day after the mayor stepped down".
func (s sentenceWords) ensues() bool {
	for i := 1; i < min(len(s.words), nearEnsuing); i++ {
		if s.lang.measures[s.words[i-1].Folded] && s.lang.breaking[s.words[i].Folded] {
			return true
		}
	}
	return false
}

// enclosed reports whether a place lies within quotes or brackets.
func enclosed(text string, at int) bool {
	return quoted(text[:at]) || strings.Count(text[:at], "(") > strings.Count(text[:at], ")")
}

// endsBefore reports whether a sentence that has had a verb may end before a word:
// what comes from there on is a clause of its own, or only says where. Narrow is one
// that is no wider than headlines are.
func (s sentenceWords) endsBefore(i int, narrow bool) bool {
	return s.borders(i, narrow) && !s.hinges(i) && !s.vouches(i) && !s.priced(i) && !s.ordered(i) && !s.governed(i)
}

// reachOfGoverning is how many words may stand between a word and the preposition that
// it asks for.
const reachOfGoverning = 12

// nearPointing is how many words may stand from "those" to "who".
const nearPointing = 3

// governed reports whether a word before a preposition, in the same clause, asks for a
// phrase with it: "blamed the loss of the ferry on the pilot"; or "those" for what says
// which: "flew home those engineers who".
func (s sentenceWords) governed(i int) bool {
	w := s.words[i].Folded
	for k := i - 1; s.lang.aside[w] && k >= max(0, i-nearPointing) && s.together(k+1); k-- {
		if s.lang.pointing[s.words[k].Folded] {
			return true
		}
	}
	governing := s.lang.governing[w]
	for k := i - 1; governing != nil && k >= max(0, i-1-reachOfGoverning); k-- {
		at := s.words[k].Folded
		switch {
		case governing[at]:
			return true
		case at == w, s.lang.relative[at], s.lang.hedging[at], !s.together(k + 1):
			return false
		}
	}
	return false
}

// borders reports whether a clause or phrase of its own begins at a word; of a narrow
// sentence, phrases are fewer.
func (s sentenceWords) borders(i int, narrow bool) bool {
	w, gap := s.words[i].Folded, s.text[s.words[i-1].End:s.words[i].Start]
	if strings.HasSuffix(gap, " ") {
		if mark := strings.TrimSpace(gap); mark == ";" || mark == "--" || mark == "–" || mark == "—" || mark == "-" || mark == ":" {
			return true
		}
	}
	if gap != " " && gap != ", " || s.capital(i) {
		return false
	}
	before := s.words[i-1].Folded
	switch {
	case gap == " " && (s.lang.resuming[before] || narrow && !s.harks(i)): // "different ways in which"
		return false
	case s.lang.joining[w] && i+1 < len(s.words): // "… and refers the case to the court"
		return gap == ", " || s.verb(i+1)
	case s.lang.dangling[before] && !s.lang.openers[before], digits(before):
		return false
	case s.lang.loosely[w] && s.harks(i): // "was hit in the same waters"
		return true
	case gap == ", " && s.lang.articles[w]: // "…, an area where"
		return s.relativeSoon(i)
	case s.lang.that[w] && s.lang.infinitive[s.words[max(0, i-2)].Folded]: // "used the report to claim that"
		return false
	case s.lang.relative[w]: // "a bill that bans …", not "said that", nor "that transition", nor "the cities that rebels hold"
		return s.clauseFrom(i+1) && !s.verb(i-1) && i > 2 && (s.governs(i-2) || s.governs(i-3)) && (gap == ", " || !s.definite(i-1))
	case s.lang.breaking[w] && s.lang.measures[before]: // "moments after"
		return false
	case s.asides(i): // "rebels trying to", "a coalition led by"
		return gap == " " && !s.verb(i-1) && !s.lang.binding[before] && !s.lang.resuming[before]
	case s.lang.breaking[w]:
		return i < 2 || !s.lang.finite[s.words[i-2].Folded] || !s.lang.dangling[s.words[i-2].Folded] // "is seen as"
	case s.lang.loosely[w]:
		return gap == " " && !s.verb(i-1) && !s.asks(i-1) && !ends(before, s.lang.participles) && !s.lang.adds(s.text[s.words[i-1].Start:])
	}
	return false
}

// hinges reports whether what follows from a word on may limit what the clause before
// it says, which denies it or says what may be: "is not gone, but", "may not reopen
// until", "has no mandate to".
func (s sentenceWords) hinges(i int) bool {
	w := s.words[i].Folded
	condition := s.lang.hedging[w] || s.lang.bounding[w]
	if !condition && !s.lang.loosely[w] {
		return false
	}
	for k := i - 1; k >= 0; k-- {
		if at := s.words[k].Folded; s.lang.negating[at] || condition && s.lang.modals[at] {
			return true
		}
		if k > 0 && k < i-1 && strings.ContainsAny(s.text[s.words[k-1].End:s.words[k].Start], ",;:") {
			return false
		}
	}
	return false
}

// vouches reports whether from a word on stands who says what the words before it tell,
// and that is somebody's deed or the word of a party.
func (s sentenceWords) vouches(i int) bool {
	if !s.lang.cites(s.words[i:]) {
		return false
	}
	head := sentenceWords{s.text[:s.words[i].Start], s.words[:i], s.lang}
	return head.accuses() || vouched(s.text[s.words[i].Start:], s.lang)
}

// cites reports whether words begin with what stands before who says something:
// "according to".
func (l *language) cites(all []words.Word) bool {
	return sentenceWords{words: all}.phrase(l.citing, 0) > 0
}

// accuses reports whether a text says that somebody did what somebody is responsible for:
// a side, or who is named, and not "a strike killed nine".
func (s sentenceWords) accuses() bool {
	for i := 1; i < len(s.words); i++ {
		if !s.lang.did[s.words[i].Folded] {
			continue
		}
		if s.byAgent(i + 1) {
			return true // "was shot by soldiers"
		}
		for k := i - 1; k >= 0 && !s.lang.passive[s.words[k].Folded]; k-- {
			if k < i-1 && !s.together(k+1) {
				break
			}
			if w := s.words[k].Folded; s.lang.sides[w] != "" || s.capital(k) && (k > 0 || !s.lang.openers[w]) && !s.lang.placing[s.words[max(0, k-1)].Folded] {
				return true
			}
		}
	}
	return false
}

// priced reports whether a word says in what a sum of money is: "$7 billion in assets".
func (s sentenceWords) priced(i int) bool {
	for k := i - 1; s.lang.within[s.words[i].Folded] && k >= max(0, i-2); k-- {
		if at := s.words[k].Start; digit(s.words[k].Folded) && (strings.HasSuffix(s.text[:at], "$") || strings.HasSuffix(s.text[:at], "£") || strings.HasSuffix(s.text[:at], "€")) {
			return true
		}
	}
	return false
}

// nearOrder is how many words may stand before "to be".
const nearOrder = 8

// ordered reports whether soon after a word, in the same clause, stands what is to be done:
// "ordered the bridge in Ancon to be closed" orders no bridge.
func (s sentenceWords) ordered(i int) bool {
	for k := i; k+1 < min(i+nearOrder, len(s.words)) && (k == i || s.together(k)); k++ {
		if s.lang.infinitive[s.words[k].Folded] && s.lang.states[s.words[k+1].Folded] {
			return true
		}
	}
	return false
}

// harks reports whether what follows from a word on leans on what was told before: "in
// the same waters".
func (s sentenceWords) harks(i int) bool {
	for k := i + 1; k < min(i+3, len(s.words)) && s.together(k); k++ {
		if s.lang.pointing[s.words[k].Folded] {
			return true
		}
	}
	return false
}

// definite reports whether the thing that a word names is one told of before, or told by
// what follows: "the cities", "the old cities".
func (s sentenceWords) definite(i int) bool {
	for k := i - 1; k >= max(0, i-2); k-- {
		if s.lang.definite[s.words[k].Folded] {
			return true
		}
	}
	return false
}

// asides reports whether a word is a participle that says more of the noun before:
// one of what goes on, with its object, or of what was done, with who did it.
func (s sentenceWords) asides(i int) bool {
	if i+1 >= len(s.words) || !s.together(i+1) {
		return false
	}
	next, before := s.words[i+1].Folded, s.words[i-1].Folded
	if ends(before, s.lang.adverbEnds) || s.lang.adverbs[before] { // "are wrongly blocked by"
		return false
	}
	return ends(s.words[i].Folded, s.lang.gerundEnds) && (s.lang.infinitive[next] || s.lang.articles[next]) || ends(s.words[i].Folded, s.lang.participleEnds) && s.byAgent(i+1)
}

// clauseFrom reports whether a verb follows from a word on, before the next mark.
func (s sentenceWords) clauseFrom(i int) bool {
	end := i
	for end < len(s.words) && (end == i || !strings.ContainsAny(s.text[s.words[end-1].End:s.words[end].Start], ",;:")) {
		end++
	}
	return s.verbIn(i, end)
}

// relativeSoon reports whether a relative clause begins soon after a word.
func (s sentenceWords) relativeSoon(i int) bool {
	for k := i + 1; k < min(i+5, len(s.words)) && s.together(k); k++ {
		if w := s.words[k].Folded; s.lang.aside[w] {
			return true
		}
	}
	return false
}

// governs reports whether a noun hangs on a word: an article or a preposition.
func (s sentenceWords) governs(i int) bool {
	return s.lang.openers[s.words[i].Folded] || s.lang.resuming[s.words[i].Folded]
}

// asks reports whether a word is the second part of a verb, which may ask for a
// preposition: "to deal with", "has spoken of".
func (s sentenceWords) asks(i int) bool {
	if i > 1 && s.lang.perfect[s.words[i-2].Folded] { // "has not spoken"
		return true
	}
	return i > 0 && (s.lang.perfect[s.words[i-1].Folded] || s.lang.finite[s.words[i-1].Folded] || s.lang.infinitive[s.words[i-1].Folded] || s.lang.dangling[s.words[i-1].Folded] && s.lang.carrying[s.words[i-1].Folded])
}

// described reports whether a relative clause begins at a word, so that the one
// before is a noun: "protests in which".
func (s sentenceWords) described(i int) bool {
	if i < len(s.words) && s.lang.resuming[s.words[i].Folded] {
		i++
	}
	return i < len(s.words) && s.lang.aside[s.words[i].Folded] && !s.lang.that[s.words[i].Folded] && s.together(i)
}

// withoutInsertions is a sentence without one of the insertions that stand between
// its subject and its verb, in commas or dashes: "Lena Varga, a nurse in Lima,
// said", "the rig -- leased by Petromar -- sank".
func (s sentenceWords) withoutInsertions() []string {
	var out []string
	text, commas := s.text, commasOutside(s.text)
	for j := 1; j < len(commas) && !s.verbIn(0, s.wordsTo(commas[0])); j++ {
		next := s.wordsTo(commas[j])
		for next > 0 && next+1 < len(s.words) && !s.capital(next) && s.lang.adverbs[strings.ToLower(text[s.words[next].Start:s.words[next].End])] && !s.verb(next) {
			next++ // "…, which opened on Monday, has not", "…, que abrió el lunes, no ha"
		}
		if next == 0 || next == len(s.words) || s.capital(next) || !s.verb(next) { // not what the subject goes on with
			continue
		}
		if !s.tellsFrom(commas[0]) && !s.sets(s.wordsTo(commas[0])) { // not "In June, the ferry, which sank, has"
			out = append(out, text[:commas[0]]+text[commas[j]+1:])
		}
		for k := 1; k < j; k++ {
			if !s.tellsFrom(commas[k]) {
				out = append(out, text[:commas[k]]+text[commas[j]:])
			}
		}
	}
	for j := 1; j < len(commas); j++ {
		if from, to := s.wordsTo(commas[j-1]), s.wordsTo(commas[j]); s.parenthetic(from, to) { // "has confirmed, in a note read on air, the loss"
			out = append(out, text[:commas[j-1]]+text[commas[j]+1:])
		}
	}
	if joint := s.predicate(); joint > 0 { // "Petrov had spoken in the port and asked" -> "Petrov asked"
		out = append(out, text[:s.words[s.firstVerb()].Start]+text[s.words[joint].Start:])
	}
	for _, dash := range []string{" -- ", " – ", " — ", " - "} {
		if from := strings.Index(text, dash); from > 0 {
			if n := strings.Index(text[from+len(dash):], dash); n > 0 && !s.lang.limits(text[from+len(dash):][:n]) {
				out = append(out, text[:from]+" "+text[from+len(dash)+n+len(dash):])
			}
		}
	}
	return out
}

// parenthetic reports whether the words from one to before another, between two commas,
// only say where, when or how between a verb and its object.
func (s sentenceWords) parenthetic(from, to int) bool {
	if from == 0 || to >= len(s.words) || !s.lang.loosely[s.words[from].Folded] || s.capital(to) {
		return false
	}
	return (s.verb(from-1) || s.asks(from-1)) && (s.lang.openers[s.words[to].Folded] || s.lang.articles[s.words[to].Folded]) && !s.clauseFrom(from+1)
}

// longestSubject is how many words a subject may have whose second deed is told alone.
const longestSubject = 6

// predicate is where the second deed of a sentence's subject begins, after one that only
// led up to it, in the past of the past: "had spoken in the port and asked"; 0: there is none.
func (s sentenceWords) predicate() int {
	verb := s.firstVerb()
	if verb > longestSubject || verb+1 >= len(s.words) || !s.lang.pluperfect[s.words[verb].Folded] || s.lang.pronouns[s.words[0].Folded] {
		return 0
	}
	for i := verb + 1; i+shortestEnd < len(s.words) && s.together(i); i++ {
		w := s.words[i].Folded
		if s.lang.relative[w] || s.lang.hedging[w] || s.lang.negating[w] {
			return 0
		}
		if s.lang.joining[w] && s.verb(i+1) && (s.past(i+1) || ends(s.words[i+1].Folded, s.lang.pasts)) && s.together(i+1) && !s.lang.pluperfect[s.words[i+1].Folded] && !s.lang.states[s.words[i+1].Folded] {
			return i + 1
		}
	}
	return 0
}

// tellsFrom reports whether a verb stands right after a comma: the sentence goes on there.
func (s sentenceWords) tellsFrom(comma int) bool {
	i := s.wordsTo(comma)
	return i < len(s.words) && !ends(s.words[i].Folded, s.lang.participleEnds) && s.verb(i)
}

// limits reports whether an insertion takes something back from what the sentence
// says: "-- at least for now --".
func (l *language) limits(insertion string) bool {
	s := l.cut(insertion)
	return len(s.words) > 0 && (l.hedging[s.words[0].Folded] || l.negating[s.words[0].Folded]) || s.has(l.limiting, 0)
}

// opensSmall reports whether a text begins with a small letter, as what was cut off
// another text does.
func opensSmall(text string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, "\"'“‘«¿¡(["))
	return unicode.IsLower(r)
}
