package timeline

import (
	"cmp"
	"slices"
	"strings"

	"dateline/timeline/words"
)

// verbIn reports whether some of the words from one to before another is a verb
// that can carry a sentence.
func (s sentenceWords) verbIn(from, to int) bool {
	for i := max(from, 1); i < to; i++ {
		if s.verb(i) {
			return true
		}
	}
	return false
}

// firstVerb is the first word that verbIn finds; as many as there are words: none.
func (s sentenceWords) firstVerb() int {
	for i := 1; i < len(s.words); i++ {
		if s.verb(i) {
			return i
		}
	}
	return len(s.words)
}

// wordsTo is how many words stand before a byte of the text.
func (s sentenceWords) wordsTo(at int) int {
	n, _ := slices.BinarySearchFunc(s.words, at, func(w words.Word, at int) int { return cmp.Compare(w.Start, at) })
	return n
}

// verb reports whether a word is a verb that can carry a sentence, by its form and
// by what stands before it: "calls" after an article is none.
func (s sentenceWords) verb(i int) bool {
	w := s.words[i]
	if !s.lang.verbal[w.Folded] && !ends(w.Folded, s.lang.pasts) && !ends(s.text[w.Start:w.End], s.lang.pasts) && !ends(s.text[w.Start:w.End], s.lang.futures) {
		return false // as most
	}
	if s.lang.saying[w.Folded] {
		return true
	}
	if s.lang.carrying[w.Folded] || s.lang.finite[w.Folded] {
		return !s.modifies(i)
	}
	if i == 0 {
		return false
	}
	before := s.words[i-1].Folded
	if after := s.text[s.words[i-1].End:s.words[i].Start] == ", "; !after && (s.lang.openers[before] || s.lang.resuming[before] || s.lang.binding[before] && !s.lang.joining[before] && !s.lang.relative[before]) {
		return false
	}
	if s.capital(i) || s.described(i+1) {
		return false
	}
	if s.lang.present[w.Folded] || s.lang.news[w.Folded] || s.past(i) || ends(s.text[w.Start:w.End], s.lang.futures) {
		return !s.modifies(i)
	}
	return s.lang.joining[before] && ends(w.Folded, s.lang.pasts) && !s.modifies(i) // "stepped down and handed"
}

// modifies reports whether a word with the form of a verb only says more of a noun: as a
// participle or as part of a word, "a French-led mission".
func (s sentenceWords) modifies(i int) bool {
	at := s.words[i].Start
	return at > 0 && s.text[at-1] == '-' || s.participle(i)
}

// participle reports whether a word is one that says more of what stands before it: who
// did it is named after it, "a slick caused by the blast", or a first comma or a dash
// stands before it, "a team - made up of nurses", "the guards, named in May, fled".
func (s sentenceWords) participle(i int) bool {
	w := s.words[i].Folded
	if s.lang.states[w] || s.lang.modals[w] || s.lang.saying[w] {
		return false
	}
	formed := ends(w, s.lang.participleEnds) || s.lang.irregular[w]
	if s.byAgent(i+1) && i+2 < len(s.words) && !digit(s.words[i+2].Folded) && !ends(s.words[i+2].Folded, s.lang.gerundEnds) {
		return formed || s.lang.carrying[w]
	}
	if i == 0 || i+1 == len(s.words) {
		return false
	}
	switch gap := s.text[s.words[i-1].End:s.words[i].Start]; {
	case gap == ", ":
		next := s.words[i+1].Folded
		return formed && (s.lang.resuming[next] || s.lang.bounding[next] && s.preposed()) && !strings.Contains(s.text[:s.words[i-1].End], ", ")
	case strings.HasSuffix(gap, " ") && strings.Trim(gap, " -–—") == "" && gap != " ":
		return (formed || s.lang.carrying[w]) && !strings.Contains(s.text[:s.words[i-1].End], gap) && !s.verbIn(0, i)
	}
	return false
}

// preposed reports whether a text opens with a preposition: "Under the accord".
func (s sentenceWords) preposed() bool {
	return s.lang.resuming[s.words[0].Folded] || s.lang.loosely[s.words[0].Folded]
}

// digit reports whether a word, folded, begins with a numeral. One of accents alone is
// folded to nothing.
func digit(word string) bool { return word != "" && word[0] >= '0' && word[0] <= '9' }

// mainVerb reports whether a word is the verb of a clause that is no relative one:
// the second of "protests that began on Monday spread".
func (s sentenceWords) mainVerb(i int) bool {
	if !s.verb(i) {
		return false
	}
	for k := i - 1; k > 0; k-- {
		if strings.ContainsAny(s.text[s.words[k].End:s.words[k+1].Start], ",;:") || s.verb(k) && k < i-1 {
			return true
		}
		if s.lang.relative[s.words[k].Folded] {
			return s.verb(k - 1)
		}
	}
	return true
}

// mainVerbIn reports whether some of the words from one to before another is the verb of
// a clause that is no relative one.
func (s sentenceWords) mainVerbIn(from, to int) bool {
	for i := max(from, 1); i < to; i++ {
		if s.mainVerb(i) {
			return true
		}
	}
	return false
}

// whole reports whether every clause that is begun has its verb: there is one of
// the main clause, "said" and "that" have one after them, and what opens with
// "since" goes on after a comma.
func (s sentenceWords) whole() bool {
	n, main := len(s.words), false
	for i := range s.words {
		main = main || i > 0 && s.mainVerb(i)
		w := s.words[i].Folded
		that := i > 0 && s.lang.relative[w]
		if s.lang.stating[w] && !s.verbIn(i+1, n) {
			return false
		}
		if i > 0 && s.lang.hedging[w] && s.lang.adding[w] && !s.verbIn(i+1, n) && (i+1 == n || !ends(s.words[i+1].Folded, s.lang.gerundEnds)) { // "while their forces", not "while leaving"
			return false
		}
		if that && !s.verbIn(i+1, n) || s.lang.saying[w] && s.untold(i) {
			return false
		}
	}
	first := words.Fold(firstWord(s.text))
	commas := commasOutside(s.text)
	if len(commas) == 1 && !s.lang.leading[first] && !s.lang.breaking[first] && !s.lang.loosely[first] && !s.lang.hedging[first] {
		// "Lena Varga, the nurse hailed by many" has no verb of its own
		if rest := strings.TrimLeft(s.text[commas[0]+1:], " "); s.lang.articles[words.Fold(firstWord(rest))] && !s.verbIn(0, s.wordsTo(commas[0])) {
			return false
		}
	}
	if (s.lang.leading[first] || s.lang.breaking[first] || s.lang.hedging[first]) && len(commas) == 0 {
		return false
	}
	if s.ensues() && (len(commas) == 0 || !s.verbIn(s.wordsTo(commas[0]), n)) && !s.lang.states[s.words[min(n-1, 1)].Folded] {
		return false // "Days after the flood had reached Ancon"
	}
	if len(commas) == 1 && s.lang.adds(s.text[commas[0]+1:]) && !s.verbIn(0, words.Count(s.text[:commas[0]])) {
		return false // "Ines Roth, facing calls to step down"
	}
	return main
}

// untold reports whether a verb of saying says nothing: "the mayor told Radio
// Ancon". What some of them govern is said in a clause; others have an object, "the
// mayor announced a curfew". An attribution that hangs on the end has said it before.
func (s sentenceWords) untold(i int) bool {
	n := len(s.words)
	before := strings.TrimRight(s.text[:s.words[i].Start], " \"”»'’")
	switch {
	case i == 0 || s.tailed(i) || s.verbIn(i+1, n):
		return false
	case strings.HasSuffix(before, ","):
		return !strings.ContainsAny(before, "\"“«") && !s.mainVerbIn(0, i) // "Ines Roth, mayor of Ancon, said"
	}
	if s.lang.quoting[s.words[i].Folded] {
		return !strings.ContainsAny(s.text[s.words[i].End:], "\"“«:")
	}
	return i+1 < n && (s.lang.resuming[s.words[i+1].Folded] || s.lang.loosely[s.words[i+1].Folded])
}

// tailed reports whether a comma stands between a verb of saying and the verb
// before it: an attribution hangs on there.
func (s sentenceWords) tailed(i int) bool {
	at := strings.LastIndex(s.text[:s.words[i].Start], ", ")
	if at <= 0 || s.lang.relative[s.words[i-1].Folded] { // "…, who said"
		return false
	}
	return s.mainVerbIn(1, s.wordsTo(at)) // not "Ines Roth, who had left, said"
}

// saysNothing reports whether a verb of saying of a text says nothing.
func (s sentenceWords) saysNothing() bool {
	for i, w := range s.words {
		if s.lang.quoting[w.Folded] && s.untold(i) {
			return true
		}
	}
	return false
}

// complete reports whether a text reads as a whole: it has a verb, does not end
// in a word that asks for another, and what it opens it closes.
func (s sentenceWords) complete() bool {
	n := len(s.words)
	if n == 0 {
		return false
	}
	if at := commasOutside(s.text); len(at) > 0 && (n-s.wordsTo(at[len(at)-1]) < shortestTail && (!s.listed(at) || s.lang.adds(s.text[at[len(at)-1]+1:])) || s.halved(at) || s.leaning(at)) {
		return false
	}
	if at := commasOutside(s.text); len(at) > 0 {
		if from := s.wordsTo(at[len(at)-1]); from > 0 && from < n && s.lang.loosely[s.words[from].Folded] && s.asks(from-1) && !s.verbIn(from, n) {
			return false // "The mayor has confirmed, in a note"
		}
	}
	if at := commasOutside(s.text); len(at) > 0 && (s.lang.leading[s.words[0].Folded] || s.lang.hedging[s.words[0].Folded]) && !s.verbIn(s.wordsTo(at[0]), n) {
		return false // "When the ferry sank, many of us here"
	}
	return n >= shortestHead && !s.wants() && !s.hanging() && balanced(s.text) && s.whole() && !s.modified() && s.clauses()
}

// modified reports whether a text ends in a participle that says of the noun before it
// what must follow: "lifted a ban imposed", not "was lifted", nor "said the mayor resigned".
func (s sentenceWords) modified() bool {
	last := len(s.words) - 1
	if w := s.words[last].Folded; !s.lang.irregular[w] && (!ends(w, s.lang.participleEnds) || !ends(w, s.lang.pasts)) || s.words[last].End < len(s.text) {
		return false // "salida" is a noun as well
	}
	for k := last - 1; k > 0; k-- {
		w := s.words[k].Folded
		if strings.ContainsAny(s.text[s.words[k].End:s.words[k+1].Start], ",;:") || s.lang.joining[w] || s.lang.relative[w] || s.lang.breaking[w] || s.lang.leading[w] {
			return false
		}
		if s.verb(k) || s.lang.states[w] {
			return k < last-1 && !s.lang.saying[w] && !s.lang.states[w] && !s.lang.adverbs[s.words[last-1].Folded]
		}
	}
	return false
}

// hanging reports whether a dash is followed by too little: "handed it over -- a sign".
func (s sentenceWords) hanging() bool {
	if strings.IndexByte(s.text, '-') < 0 && !has(s.text, "–—") {
		return false // as most
	}
	at := max(strings.LastIndex(s.text, " - "), strings.LastIndex(s.text, " -- "), strings.LastIndex(s.text, " – "), strings.LastIndex(s.text, " — "))
	return at > 0 && len(s.words)-s.wordsTo(at) <= shortestTail
}

// clauses reports whether there are as many verbs as clauses, by the words that open
// them: "hoped that the movement, given new boats" has one too few.
func (s sentenceWords) clauses() bool {
	verbs, opened := 0, 0
	for i, w := range s.words {
		switch {
		case i > 0 && s.lang.relative[w.Folded]:
			opened++
		case i > 0 && s.verb(i) && !s.verb(i-1):
			verbs++
		}
	}
	return verbs > opened
}

// wants reports whether a text ends in a word after which another must follow, or in a
// noun or verb that asks for a complement: "reiterated the promise", "no mandate".
func (s sentenceWords) wants() bool {
	return s.dangles() || s.lang.wanting[s.words[len(s.words)-1].Folded]
}

// leaning reports whether what follows the last comma of a text, given all of them, only
// joins what was cut off: "the messages are, for example".
func (s sentenceWords) leaning(commas []int) bool {
	return s.lang.leaning[words.Fold(strings.TrimSpace(s.text[commas[len(commas)-1]+1:]))]
}

// listed reports whether the last comma of a text, given all of them, closes an
// insertion or parts the items of a list, rather than opening what was cut off.
func (s sentenceWords) listed(commas []int) bool {
	if s.sets(s.wordsTo(commas[0])) {
		commas = commas[1:] // "In June,"
	}
	return len(commas)%2 == 0 || s.capital(len(s.words)-1)
}

// halved reports whether what follows the last comma of a text, given all of them,
// joins a clause that has lost its verb: "the ferry sank, and the mayor".
func (s sentenceWords) halved(commas []int) bool {
	last, before := s.wordsTo(commas[len(commas)-1]), 0
	if len(commas) > 1 {
		before = s.wordsTo(commas[len(commas)-2])
	}
	return last < len(s.words) && s.lang.joining[s.words[last].Folded] && last-before > longestItem && !s.verbIn(last, len(s.words))
}

// dangles reports whether a text ends in a word that asks for another: "the", "of", "said".
func (s sentenceWords) dangles() bool {
	n := len(s.words)
	if n == 0 {
		return true
	}
	last := s.words[n-1]
	if tail := s.text[last.End:]; strings.HasPrefix(tail, "-") || strings.HasSuffix(s.text, ",") {
		return true
	}
	if s.capital(n - 1) {
		return false
	}
	return s.lang.dangling[last.Folded] || s.lang.breaking[last.Folded] || s.lang.joining[last.Folded]
}

func digits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// balanced reports whether every quote and bracket that a text opens is closed.
func balanced(text string) bool {
	straight, curly, angle, round := 0, 0, 0, 0
	for i, r := range text {
		switch r {
		case '"':
			straight++
		case '“':
			curly++
		case '”':
			curly--
		case '«':
			angle++
		case '»':
			angle--
		case '(', '[':
			round++
		case ')', ']':
			round--
		case '‘':
			if strings.Contains(text[i:], "’") {
				continue
			}
			return false
		}
		if curly < 0 || angle < 0 || round < 0 {
			return false
		}
	}
	return straight%2 == 0 && curly == 0 && angle == 0 && round == 0
}
