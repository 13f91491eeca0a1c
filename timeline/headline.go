package timeline

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/timeline/words"
)

// How well words stand above an event, as logarithms of what their worth is
// multiplied by.
const (
	titled       = 3.5  // a report bears them as its title
	quotedFirst  = .4   // the summary begins with their sentence
	leadWords    = .3   // they are among the first of their report
	byWords      = .25  // they are dated by words
	otherDay     = -2.0 // they are about another day
	verbless     = -1.5 // no verb, in what is no title
	teasing      = -4.0 // they lead to the page
	opinionated  = -1.0 // they judge
	concluding   = -2.0 // they say how things stand, not what happened
	inQuotes     = -.75 // they quote
	quoteFirst   = -1.5 // and begin so
	unbalanced   = -2.0 // a quote or bracket stands alone
	addressing   = -1.5 // they speak of I and you
	leaning      = -2.0 // a pronoun opens them
	leadingUp    = -.6  // they tell what had happened before
	unfinished   = -2.0 // they end in the midst
	exclaiming   = -1.5
	describing   = -.8 // they say how things are, not what happened
	hearsay      = -.4 // somebody says so
	announcing   = -.5 // they tell of what was to come
	usualWidth   = 90  // characters of a headline at most, as a rule
	tooWide      = 28. // characters over it that cost a factor of e
	beyond       = -.3 // it is wider at all
	cutAnyway    = -.5 // it was wider than any headline may be
	clipped      = -.4 // their end was cut off, and not at a comma
	subordinate  = -.5 // a clause opens them that is not their own
	widest       = 140 // characters at which a headline is cut in any case
	mostWeighed  = 10  // accounts whose words are weighed
	fewWeighed   = 4   // so few that those about another day are weighed too
	otherTier    = 4   // what an account about its own day goes before another by
	personal     = 60. // for the share of words of their report that speak of I and you
	mostPersonal = 1.2
	agreement    = 1.0 // exponent of how like the event's other accounts they are
	following    = 1.5 // exponent of how like the first sentence of the summary they are
	otherwise    = .1  // the least likeness to it that counts
	likewise     = .7  // and the most: they tell of the same
	spread       = .4  // exponent of their length by which they tell more for it
	timed        = -.5 // for each time that they name
	depicting    = -1.0
	underPicture = -2.5 // they are the words under one
	anaphoric    = -.2  // "the" and a common noun open them
	bare         = -.3  // and nothing says which: "The order is"
	unheard      = -.7  // nor does what follows: "The committee called"
	harkingBack  = -1.2 // they lean on other news: "two others"
	scripted     = -2.0
	scant        = -1.0 // three words or fewer
	thematic     = -2.5 // a title that names a theme, without a verb: "Storms in Palo"
	terse        = 32   // characters that say too little, of a sentence
	tooTerse     = 12.0 // characters below that cost a factor of e
)

// mostRead is how many bytes of a text a headline is looked for in: pages may go on
// without a full stop.
const mostRead = 2000

// beginning is what is read of a text: all of most.
func beginning(text string) string {
	if len(text) <= mostRead {
		return text
	}
	return text[:strings.LastIndexByte(text[:mostRead], ' ')+1]
}

// option is one way to word a headline.
type option struct {
	text  string
	score float64 // logarithm
}

// headline is what stands above an event: of the titles and sentences of its own
// accounts, each cut at the borders of clauses, the one that tells most of it for
// its length. The story's main language goes first.
func (w *writer) headline(t *tale, first string) string {
	best := option{score: math.Inf(-1)}
	t.first = w.c.vector(t.picks[0].t)
	for _, m := range w.weighed(t) {
		w.options(t, m, &best)
	}
	if best.text == "" {
		best.text = unstopped(first)
	}
	text := languageOf(w.c.docs[t.picks[0].t.doc].language).narrow(best.text)
	if all := []rune(text); len(all) > widest+len(" …") { // one word, longer than any
		return string(all[:widest]) + " …"
	}
	return strings.Clone(text) // not to keep the report
}

// weighed are the accounts among whose words a headline is looked for: what
// happened in the main language, if there is any such, those that tell most.
func (w *writer) weighed(t *tale) []int {
	type account struct {
		m    int
		tier int
		gain float64
	}
	var all []account
	for _, m := range t.happening.members {
		s := &w.tellings[m]
		if s.sentence < 0 && (len(s.s.stems) < 2 || len(s.s.stems) > 20) || t.toll && s != t.picks[0].t {
			continue
		}
		a := account{m: m}
		if (!s.beside || w.c.aside(s) != "") && !w.ahead(t, s) {
			a.tier += otherTier
		}
		if w.main(s) {
			a.tier += 2
		}
		if !s.stock || t.toll {
			a.tier++
		}
		a.gain = math.Log(w.fresh.gain(s.s, w.scratch)+smallest) + max(-2, s.standing)
		if s.sentence < 0 {
			a.gain += 1
		}
		if s == t.picks[0].t {
			a.gain += 10
		}
		all = append(all, a)
	}
	if len(all) == 0 {
		return nil
	}
	slices.SortStableFunc(all, func(a, b account) int { return cmp.Or(cmp.Compare(b.tier, a.tier), cmp.Compare(b.gain, a.gain)) })
	var out []int
	for _, a := range all {
		if len(out) < mostWeighed && (a.tier == all[0].tier || len(out) < fewWeighed && a.tier == all[0].tier-otherTier) {
			out = append(out, a.m)
		}
	}
	return out
}

// ahead reports whether an account was printed before its happening, as a plan; one
// printed later that speaks of the future tells of an announcement.
func (w *writer) ahead(t *tale, s *telling) bool {
	printed := w.c.docs[s.doc].day
	return s.foretold && (t.day == noDay || printed == noDay || printed < t.day)
}

// options weighs the ways to word a headline that an account gives against the best
// so far.
func (w *writer) options(t *tale, m int, best *option) {
	s := &w.tellings[m]
	doc := &w.c.docs[s.doc]
	lang := languageOf(doc.language)
	base := 0.0
	if s.worded() {
		base += byWords
	}
	if s.beside && w.c.aside(s) == "" {
		base += otherDay
	}
	if w.ahead(t, s) {
		base += announcing
	}
	if s.caption {
		base += underPicture
	}
	if s.sentence < 0 {
		w.worded(t, s, w.c.heading(s, lang), base+titled, true, best)
		return
	}
	title := base + titled
	if s.sentence < openings {
		base += leadWords
	}
	if !s.plain {
		base += hearsay
	}
	if s == t.picks[0].t {
		base += quotedFirst
	}
	base -= min(mostPersonal, personal*float64(doc.voice))
	w.worded(t, s, lang.spare(plainly(lang.alone(beginning(w.c.answered(s))), lang)), base, false, best)
	if s.sentence == 0 && len(doc.title) > 0 && !slices.ContainsFunc(doc.told, func(o telling) bool { return o.sentence < 0 }) {
		above := &telling{doc: s.doc, sentence: -1, s: &doc.title[0]} // the title of this sentence, which tells of no other day
		w.worded(t, above, w.c.heading(above, lang), title, true, best)
	}
}

// worded weighs the ways to word a headline by a text of an account, as it stands or
// at the border of a clause, against the best so far; of an empty one there are none.
// Base is how well they stand by where the text is from.
func (w *writer) worded(t *tale, s *telling, text string, base float64, title bool, best *option) {
	doc := &w.c.docs[s.doc]
	lang := languageOf(doc.language)
	text = beginning(text)
	var versions []sentenceWords
	if !title || utf8.RuneCountInString(text) > usualWidth {
		versions = compacted(text, lang)
	} else {
		versions = []sentenceWords{lang.cut(text)}
	}
	for _, v := range versions {
		cut := 0.0
		if endsShort(v.text, versions[0].text) {
			cut += clipped
		}
		if utf8.RuneCountInString(v.text) > widest {
			cut += cutAnyway
			if whole := v.narrowed(true); whole != "" {
				v = lang.cut(whole)
			} else {
				cut += unfinished
			}
		}
		stems := w.lexicon.terms(v.text, v.words, doc.language)
		if len(stems) == 0 {
			continue
		}
		said := &sentence{stems: stems, dates: noDates}
		gain := w.fresh.gain(said, w.scratch)
		about := w.c.vector(&telling{doc: s.doc, s: said})
		score := math.Log(gain+smallest) + spread*math.Log(float64(len(stems))) + base + cut +
			agreement*math.Log(t.bag.cosine(about)+.05) + following*math.Log(min(max(t.first.dot(about), otherwise), likewise))
		if score < best.score {
			continue // the rest only takes away
		}
		score += v.stature(title)
		for _, x := range s.s.times {
			if strings.Contains(v.text, strings.TrimSpace(w.c.text(s)[x.Start:x.End])) {
				score += timed
			}
		}
		if score > best.score || score == best.score && v.text < best.text {
			*best = option{v.text, score}
		}
	}
}

// endsShort reports whether the end of a whole text was cut off to make a version of it,
// and not at a comma.
func endsShort(version, whole string) bool {
	tail := version[strings.LastIndexByte(version, ' ')+1:]
	for rest := whole; ; {
		at := strings.LastIndex(rest, tail)
		if at < 0 {
			return false
		}
		if after := whole[at+len(tail):]; after == "" || strings.HasPrefix(after, ",") {
			return false
		} else if strings.HasPrefix(after, " ") && (at == 0 || whole[at-1] == ' ') {
			return true
		}
		rest = rest[:at]
	}
}

// stature is how well words stand above an event by themselves, at most 0.
func (s sentenceWords) stature(title bool) float64 {
	text, l := s.text, s.lang
	x := 0.0
	if over := len([]rune(text)) - usualWidth; over > 0 {
		x += beyond - float64(over)/tooWide
	}
	if !title && !s.whole() {
		x += verbless
		if first := words.Fold(firstWord(text)); s.saysNothing() || !s.verbIn(0, len(s.words)) && (l.loosely[first] || l.leading[first] || l.breaking[first]) {
			x += unfinished
		}
	}
	if !title && !s.tells() {
		x += describing
	}
	if verb := s.firstVerb(); !title && verb < len(s.words) && l.pluperfect[s.words[verb].Folded] {
		x += leadingUp
	}
	if under := terse - len([]rune(text)); under > 0 && !title {
		x -= float64(under) / tooTerse
	}
	if slices.ContainsFunc(s.words, func(w words.Word) bool { return l.pictures[w.Folded] }) {
		x += depicting
	}
	if slices.ContainsFunc(s.words[:min(3, len(s.words))], func(w words.Word) bool { return l.harking[w.Folded] }) {
		x += harkingBack
	}
	if transcribed(text) {
		x += scripted
	}
	if !title && len(s.words) > 1 && l.articles[s.words[0].Folded] && !s.capital(1) {
		x += anaphoric
		if l.definite[s.words[0].Folded] && s.firstVerb() <= 3 {
			x += bare
		}
		if s.unsaid() {
			x += unheard
		}
	}
	if title && s.tag() {
		x += thematic
	}
	first := words.Fold(firstWord(text))
	if l.pronouns[first] || !title && (l.perfect[first] || l.quoting[first]) {
		x += leaning
	}
	if strings.HasSuffix(text, "?") || strings.HasPrefix(text, "¿") || s.has(l.teasers, 0) {
		x += teasing
	}
	if has(text, "!¡#@") || loud(text) {
		x += exclaiming
	}
	if quotes(text) {
		x += inQuotes
		if strings.IndexAny(text, "\"“«") == 0 {
			x += quoteFirst
		}
	}
	if s.unnamed() || s.points() {
		x += harkingBack
	}
	if l.leading[first] || l.hedging[first] || s.ensues() {
		x += subordinate
	}
	if !balanced(text) {
		x += unbalanced
	}
	if strings.HasSuffix(text, "…") || strings.HasSuffix(text, "...") || s.dangles() || opensSmall(text) {
		x += unfinished
	}
	m := mannerOf(text, s.words, l)
	if m.addresses() {
		x += addressing
	}
	if s.has(l.judging, -1) {
		x += opinionated
	}
	if m.verdict() {
		x += concluding
	}
	if len(s.words) < shortestHead {
		x += scant
	}
	return x
}

// longestTag is how many words a title may have that only names a theme.
const longestTag = 4

// tag reports whether a title without a verb is no more than the name of a theme, or says
// only where or when: "Storms in Palo", "After a week without rain".
func (s sentenceWords) tag() bool {
	if len(s.words) == 0 || s.verbIn(0, len(s.words)) {
		return false
	}
	first := s.words[0].Folded
	return len(s.words) <= longestTag || s.lang.loosely[first] || s.lang.leading[first]
}

// unnamed reports whether a pronoun is for somebody who is not named before it:
// "protests against his regime".
func (s sentenceWords) unnamed() bool {
	for i, w := range s.words {
		switch {
		case s.lang.third[strings.ToLower(s.text[w.Start:w.End])]:
			return true
		case i > 0 && s.capital(i), i == 0 && s.capital(0) && !s.lang.openers[w.Folded] && !s.lang.loosely[w.Folded], s.lang.speakers[w.Folded], s.lang.parties[w.Folded]:
			return false
		}
	}
	return false
}

// points reports whether a word within a text leans on what was said before it:
// "dismissed those comments", not "those who fled".
func (s sentenceWords) points() bool {
	for i := 1; i+1 < len(s.words); i++ {
		if next := s.words[i+1].Folded; (s.lang.pointing[s.words[i].Folded] || s.lang.nearby[s.words[i].Folded] && !s.lang.calendar[next] && !s.lang.prepositions[next] && !s.verb(i+1)) && s.together(i+1) && !s.capital(i+1) && !s.lang.aside[next] && !s.lang.naming[next] && !s.lang.resuming[next] {
			return true
		}
	}
	return false
}

// quoteAtLeast is how many words in quotes are somebody's speech, not a name.
const quoteAtLeast = 4

// shouting is what no newsroom writes: words in capitals, one after another.
var shouting = regexp.MustCompile(`(?:\b\p{Lu}{2,}\b[ ,]+){3}`)

// loud reports whether a text shouts.
func loud(text string) bool {
	runs, length := 0, 0 // of letters that may be capitals, two or more bytes each
	for i := range len(text) {
		if b := text[i]; b < 'A' || b > 'Z' && b < utf8.RuneSelf {
			length = 0
		} else if length++; length == 2 {
			runs++
		}
	}
	return runs >= 3 && shouting.MatchString(text)
}

// speech is what stands in quotes.
var speech = regexp.MustCompile(`"[^"]*"|“[^”]*”|«[^»]*»`)

// quotes reports whether a text holds somebody's speech.
func quotes(text string) bool {
	return has(text, "\"“«") && slices.ContainsFunc(speech.FindAllString(text, -1), func(q string) bool { return words.Count(q) >= quoteAtLeast })
}

// has reports whether one of some phrases, by their first words, stands among the
// words; from 0: at their beginning, or anywhere where it has several words.
func (s sentenceWords) has(all map[string][][]string, from int) bool {
	for i, w := range s.words {
		for _, phrase := range all[w.Folded] {
			if (from < 0 || i == 0 || len(phrase) > 1) && i+len(phrase) <= len(s.words) && slices.EqualFunc(phrase, s.words[i:i+len(phrase)], sameWord) {
				return true
			}
		}
	}
	return false
}

// tells reports whether a text says what happened: its first verb is none of the
// present that only describes, nor one of what may be.
func (s sentenceWords) tells() bool {
	for i := 1; i < len(s.words); i++ {
		if s.verb(i) {
			return !s.lang.now[s.words[i].Folded]
		}
	}
	return false
}
