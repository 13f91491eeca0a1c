package timeline

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/timeline/prose"
	"dateline/timeline/timex"
	"dateline/timeline/words"
)

const (
	longestTail = 17 // words of an attribution that is cut off the end
	shortestCut = 7  // words that must stay before it

	shortestRelative = 4 // words of a relative clause that stand without their date
)

// trim is a telling's sentence as it is printed: without what leans on the
// sentences around it, without the attribution that hangs on its end, without
// the date that the event shows anyway. Words are left out, and none put in but, in
// brackets, the place that "the same waters" means and who "the president" is.
func (c *corpus) trim(t *telling) string {
	text := c.trimmed(t, func(_ string, x expression) bool { return t.dated(x) })
	lang := languageOf(c.docs[t.doc].language)
	return c.headed(t, c.placed(t, text, lang), lang)
}

// trimmed is the sentence without some of its dates, where it stands without them.
func (c *corpus) trimmed(t *telling, dropped func(words string, x expression) bool) string {
	lang := languageOf(c.docs[t.doc].language)
	full := c.text(t)
	text := full
	if t.sentence >= 0 {
		if text = c.aside(t); text == "" {
			text = dropDates(full, t, lang, dropped)
		}
		text = prose.BelowHeading(prose.Unlabelled(prose.Bare(prose.Undated(text))), c.docs[t.doc].language)
		if label := lang.label(text); label != "" {
			text = strings.TrimSpace(text[len(label)+1:])
		}
		text = lang.below(prose.Tidy(text))
		text = dropMidst(dropTail(text, lang), lang)
		text = dropOpening(text, lang)
		s := lang.cut(text)
		if at := s.came(); at > 0 {
			s = lang.cut(text[at:])
		}
		text = s.withoutAlso()
	}
	text = oneSpaced(text)
	if words.Count(text) < 4 {
		text = oneSpaced(full)
	}
	return capital(stopped(text))
}

// oneSpaced is a text with one blank between what white space parts, and none around it.
func oneSpaced(text string) string {
	blank := true // what stands before
	for _, r := range text {
		if r != ' ' {
			if unicode.IsSpace(r) {
				return strings.Join(strings.Fields(text), " ")
			}
			blank = false
			continue
		}
		if blank {
			return strings.Join(strings.Fields(text), " ")
		}
		blank = true
	}
	if blank {
		return strings.TrimSuffix(text, " ")
	}
	return text // as most
}

// stopped is a sentence that ends as one: a title or a line of the page that
// stands as a sentence gets its full stop, so that the next does not run into it.
func stopped(text string) string {
	if strings.HasSuffix(text, "…") || strings.HasSuffix(strings.TrimRight(text, `"'”’»)`), "…") {
		return text
	}
	if last := strings.TrimRight(text, `"'”’») `); last == "" || !strings.ContainsAny(last[len(last)-1:], ".!?") {
		return strings.TrimRight(text, " ,;:-–—") + "."
	}
	return text
}

// dated reports whether an expression names the telling's own day.
func (t *telling) dated(x expression) bool {
	return t.day != noDay && dayNamed(x.resolved) == t.day && (x.Span.Precision == timex.Day || x.Span.Precision == timex.PartDay)
}

// counted reports whether an expression is the telling's own day, or tells of what
// was past by words that count from the day they were printed on: "last week".
// Names are no such words, nor are numbers.
func (t *telling) counted(words string, x expression) bool {
	if x.Start == 0 && strings.Contains(words, " ") { // "Last week, …"
		_, size := utf8.DecodeRuneInString(words)
		words = words[size:]
	}
	return t.dated(x) || x.AnchorFrom == "dct" && x.Type == timex.Date && !x.Span.End.IsZero() && !x.Span.Start.After(t.span.Start) &&
		strings.IndexFunc(words, func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) }) < 0
}

// saidLater reports whether an expression is the day after the telling's own on which
// somebody said what had happened: "struck on Sunday, the navy said on Monday", "the
// navy said on Monday that a strike the day before had killed two".
func (t *telling) saidLater(text string, x expression, lang *language) bool {
	d := dayNamed(x.resolved)
	if t.phrase < 0 || t.day == noDay || d == noDay || d <= t.day || x.Span.Precision != timex.Day || !states(text, x, lang) || strings.HasSuffix(strings.TrimRight(text[:x.Start], " "), ":") {
		return false
	}
	if own := t.s.times[t.phrase]; own.End <= x.Start {
		return strings.Contains(text[own.End:x.Start], ", ")
	}
	if !lang.that[words.Fold(firstWord(strings.TrimLeft(text[x.End:], " ")))] {
		return false
	}
	said := lang.cut(strings.TrimLeft(text[x.End:], " "))
	for i := 1; i < min(len(said.words), nearDone) && said.together(i) && !lang.now[said.words[i].Folded]; i++ {
		if said.past(i) {
			return true
		}
	}
	return false
}

// nearDone is how many words from "that" on may stand before the verb of what is said.
const nearDone = 10

// dropDates leaves out some of a telling's expressions, where the sentence stands
// without them. One that is about another day keeps them.
func dropDates(text string, t *telling, lang *language, dropped func(words string, x expression) bool) string {
	if t.beside {
		return text
	}
	var out strings.Builder
	from, last := 0, 0
	for _, x := range t.s.times {
		clause := text[min(last, x.Start):x.Start] // "said on Sunday that a strike" opens no relative clause
		last = x.End
		if !dropped(text[x.Start:x.End], x) && !t.saidLater(text, x, lang) || x.Start < from {
			continue
		}
		end := x.End
		head := strings.TrimRight(text[from:x.Start], " ")
		before := words.Fold(lastWord(head))
		for lang.prepositions[before] {
			head = strings.TrimRight(head[:len(head)-len(lastWord(head))], " ")
			before = words.Fold(lastWord(head))
		}
		rest := text[end:]
		if !t.dated(x) && (lang.resuming[before] || lang.loosely[before] || lang.naming[words.Fold(firstWord(strings.TrimLeft(rest, " ")))]) { // "over the weekend", "last week of protests"
			continue
		}
		next, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " "))
		first := words.Fold(firstWord(text[x.Start:x.End]))
		plain := t.dated(x) && x.AnchorFrom == "dct" && !lang.naming[first] && !lang.articles[first] && strings.IndexFunc(text[x.Start:x.End], func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) }) < 0 // "this morning"
		after := x.AnchorFrom == "text" && (lang.pointing[first] || lang.pronouns[first] || next == ',' && strings.TrimSpace(head) == "" && from == 0)                                                                    // "that day", "A day later, …"
		switch {
		case relative(clause, lang) && next != ',' && next != '.': // "the unrest that began on Monday spread"
			continue
		case relative(clause, lang) && words.Count(clause[strings.LastIndexByte(clause, ',')+1:]) < shortestRelative: // "the siege, which began on Monday, goes on"
			continue
		case lang.finite[words.Fold(firstWord(strings.TrimLeft(rest, " ")))] && x.AnchorFrom != "text" && (x.Start == 0 || lang.saying[before]): // "Monday was", "called Monday was the first"
			continue
		case lang.relative[words.Fold(firstWord(strings.TrimLeft(rest, " ")))] && !lang.saying[before] && !lang.tells(head, rest): // "signed a bill on Monday that bans"
			continue
		case lang.binding[before] && head != "", lang.binding[first] && t.dated(x) && !after && !plain, strings.HasSuffix(head, "("), strings.HasSuffix(head, "#"), titledBy(text[:x.Start], rest), lang.hangsOn(head), strings.HasPrefix(rest, "'"), strings.HasPrefix(rest, "’"),
			strings.HasPrefix(rest, "-"), strings.HasPrefix(rest, " ("), t.s.joins(rest, end, lang):
			continue
		}
		commaBefore, commaAfter := strings.HasSuffix(head, ","), next == ','
		switch {
		case commaBefore && (commaAfter || next == '.'): // "…, on Tuesday, …"
			head = head[:len(head)-1]
			if at := strings.IndexByte(rest, ',') + 1; commaAfter && !lang.adds(rest[at:]) { // not "in Ancon, on Tuesday, calling for reform"
				end += at
			}
		case commaAfter && strings.TrimSpace(head) == "" && from == 0: // "On Tuesday, …"
			end += strings.IndexByte(rest, ',') + 1
		default:
			end += lang.explained(rest)
		}
		out.WriteString(head)
		from = end
	}
	out.WriteString(text[from:])
	return strings.ReplaceAll(strings.ReplaceAll(out.String(), " ,", ","), " .", ".")
}

// nearOnly is among how many last words before a date stands what makes the date the news.
const nearOnly = 5

// hangsOn reports whether words take back all but the date that follows them: "the letter
// only reached the port".
func (l *language) hangsOn(head string) bool {
	all := l.cut(head[strings.LastIndexAny(head, ",;:")+1:]).words
	return slices.ContainsFunc(all[max(0, len(all)-nearOnly):], func(w words.Word) bool {
		return slices.ContainsFunc(l.limiting[w.Folded], func(phrase []string) bool { return len(phrase) == 1 })
	})
}

// titledBy reports whether what stands between two texts is, or begins, a title in quotes:
// of a programme named "Tonight".
func titledBy(before, after string) bool {
	return strings.HasSuffix(before, "\"") && (strings.HasPrefix(after, "\"") || startsUpper(strings.TrimPrefix(after, " "))) ||
		strings.HasSuffix(before, "“") && (strings.HasPrefix(after, "”") || startsUpper(strings.TrimPrefix(after, " ")))
}

// startsUpper reports whether a text begins with a capital letter.
func startsUpper(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(r)
}

// tells reports whether a text ends in a verb of the past, by its form alone, and what follows
// begins with what opens what is said: "aclaró" before "que".
func (l *language) tells(head, rest string) bool {
	verb := lastWord(strings.TrimRight(head, " "))
	return l.that[words.Fold(firstWord(strings.TrimLeft(rest, " ")))] && ends(verb, l.pasts)
}

// nearCalendar is among how many first words stands what tells that a day is explained.
const nearCalendar = 4

// explained is how long what follows a date and only says which day it was is: ", the day
// of prayer," or "- the day of prayer -"; 0: nothing such follows.
func (l *language) explained(rest string) int {
	for _, marks := range [][2]string{{", ", ","}, {" -", "-"}, {" – ", " –"}, {" — ", " —"}} {
		inside, found := strings.CutPrefix(rest, marks[0])
		to := strings.Index(inside, marks[1])
		if !found || to < 0 {
			continue
		}
		s := l.cut(inside[:to])
		if s.verbIn(0, len(s.words)) {
			continue
		}
		for i := range min(len(s.words), nearCalendar) {
			if l.calendar[s.words[i].Folded] && (i == 0 || !l.pointing[s.words[i-1].Folded] && !l.nearby[s.words[i-1].Folded] && !s.capital(i)) && (i+1 < len(s.words) && l.naming[s.words[i+1].Folded]) {
				return len(marks[0]) + to + len(marks[1])
			}
		}
	}
	return 0
}

// joins reports whether what follows the end of one of a sentence's dates puts another
// beside it: "Sunday and Monday".
func (s *sentence) joins(rest string, end int, lang *language) bool {
	joint, blank := firstWord(strings.TrimPrefix(rest, " ")), strings.HasPrefix(rest, " ")
	return blank && lang.joining[words.Fold(joint)] && slices.ContainsFunc(s.times, func(x expression) bool {
		return x.Start >= end && strings.Count(rest[:x.Start-end], " ") <= nearJoint
	})
}

// nearJoint is how many blanks may stand between a date and the one put beside it: "on
// Sunday and on Monday".
const nearJoint = 3

// dropTail cuts off a final attribution: ", the ministry said.", ", according
// to officials."
func dropTail(text string, lang *language) string {
	end := strings.TrimRight(text, " .")
	at := len(end)
	for {
		at = strings.LastIndex(end[:at], ", ")
		if at < 0 {
			return text
		}
		tail := lang.cut(end[at+2:])
		if len(tail.words) > longestTail {
			return text
		}
		if !attribution(tail) {
			continue
		}
		if lang.saying[tail.words[0].Folded] {
			if s := lang.cut(end[:at]); tail.verbIn(1, len(tail.words)) && !s.verbIn(0, len(s.words)) {
				return text // "Ines Roth, mayor of Ancon, said nine had died"
			}
			if len(tail.words) == 1 { // "…, the mayor, Ines Roth, said"
				if at = apposed(end[:at], lang); at < 0 {
					return text
				}
			}
		}
		head := end[:at]
		if words.Count(head) < shortestCut || lang.goesOn(lastWord(head)) || has(head, "\"“”«»") || vouched(end[at+2:], lang) {
			return text
		}
		return head + "."
	}
}

// longestMidst is how many words an attribution may have that stands in the midst of a
// sentence.
const longestMidst = 6

// dropMidst cuts out an attribution that stands before a clause that only goes with what
// is said: "the port was closed, the council said, as the slick drew near".
func dropMidst(text string, lang *language) string {
	if has(text, marks) {
		return text
	}
	commas := commasOutside(text)
	for n := 1; n < len(commas); n++ {
		from, to := commas[n-1], commas[n]
		said, rest := lang.cut(text[from+2:to]), text[to+2:]
		if len(said.words) < 2 || len(said.words) > longestMidst || !lang.attending[words.Fold(firstWord(rest))] || !attribution(said) || vouched(text[from+2:to], lang) {
			continue
		}
		head := lang.cut(text[:from])
		if len(head.words) < shortestCut || !head.verbIn(0, len(head.words)) || head.accuses() || lang.goesOn(lastWord(text[:from])) {
			continue
		}
		return text[:from] + " " + rest
	}
	return text
}

// goesOn reports whether a word joins what follows it, though something was put between:
// "the woman who, medics said, had fallen".
func (l *language) goesOn(word string) bool {
	word = words.Fold(word)
	return l.joining[word] || l.relative[word]
}

// apposed is where, in what stands before a verb of saying alone, the comma is before who
// says so: a noun and a name or a name and a noun, between commas; below 0: there is none.
func apposed(text string, lang *language) int {
	for range 2 {
		at := strings.LastIndex(text, ", ")
		if at < 0 {
			return -1
		}
		if s := lang.cut(text[at+2:]); s.verbIn(0, len(s.words)) {
			return -1
		}
		text = text[:at]
	}
	return len(text)
}

// saidBy is who says what a sentence tells, where that hangs on its end and is left out
// of it: ", medics said"; empty: nobody.
func saidBy(text string, lang *language) string {
	if short := dropTail(text, lang); short != text {
		return strings.TrimRight(text[len(short)-1:], " .")
	}
	return ""
}

// vouched reports whether words that say who says something are more than a note
// of the source: a claim, or the word of a party or of somebody named.
func vouched(said string, lang *language) bool {
	all := words.Split(said)
	has := func(set map[string]bool) bool {
		return slices.ContainsFunc(all, func(w words.Word) bool { return set[w.Folded] })
	}
	if has(lang.claiming) {
		return true
	}
	if has(lang.routine) {
		return false
	}
	return has(lang.parties) || slices.ContainsFunc(all, func(w words.Word) bool {
		r, _ := utf8.DecodeRuneInString(said[w.Start:])
		return w.Start > 0 && unicode.IsUpper(r) || w.Start == 0 && unicode.IsUpper(r) && !lang.openers[w.Folded]
	})
}

// nearSaid is how many words may stand between a verb of saying and what is said: "told
// reporters in Ancon that".
const nearSaid = 4

// attribution reports whether words say who said what came before them: a verb
// of saying among the first, and nothing said after it.
func attribution(tail sentenceWords) bool {
	lang := tail.lang
	for i, w := range tail.words {
		switch {
		case i == 0 && lang.aside[w.Folded] || lang.leaning[w.Folded]:
			return false
		case i == 0 && lang.cites(tail.words):
			return true
		case lang.saying[w.Folded]:
			return i <= 9 && !(i > 0 && lang.passive[tail.words[i-1].Folded]) && !tail.heard(i) // not "were confirmed"
		}
	}
	return false
}

// heard reports whether what is said follows a verb of saying: "told reporters that".
func (s sentenceWords) heard(i int) bool {
	if i+1 < len(s.words) && s.lang.aside[s.words[i+1].Folded] {
		return true
	}
	for k := i + 1; k < min(len(s.words), i+1+nearSaid) && s.together(k); k++ {
		if s.lang.that[s.words[k].Folded] {
			return true
		}
	}
	return false
}

// dropOpening leaves out what leans on the sentence before: "But", "Por su parte,".
func dropOpening(text string, lang *language) string {
	if !lang.leans[words.Fold(openingLetters(text))] {
		return text // as most
	}
	all := words.Split(text[:min(len(text), longestOpening)])
	for n := min(len(all), 4); n > 0; n-- {
		end := all[n-1].End
		if !lang.leaning[words.Fold(oneSpaced(text[all[0].Start:end]))] || all[0].Start > 0 {
			continue
		}
		if n == 1 && n < len(all) && lang.adverbs[all[0].Folded] && lang.adverbs[all[1].Folded] && text[end:all[1].Start] == " " {
			return text // "So far"
		}
		if rest := strings.TrimLeft(text[end:], ", "); rest != "" && (n == 1 || !lang.relative[words.Fold(firstWord(rest))]) {
			return rest
		}
	}
	return text
}

// openingLetters are the letters that a text begins with, with their accents.
func openingLetters(text string) string {
	for i, r := range text {
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
			return text[:i]
		}
	}
	return text
}

// longestOpening is how long, in bytes, what leans on the sentence before may be.
const longestOpening = 60

// firstWord and lastWord are the letters a text begins and ends with.
func firstWord(s string) string {
	return s[:len(s)-len(strings.TrimLeftFunc(s, unicode.IsLetter))]
}

func lastWord(s string) string {
	return s[len(strings.TrimRightFunc(s, unicode.IsLetter)):]
}

// plainly is a sentence without the "officials also disclosed that" before what
// it says, where that stands by itself and nobody has to vouch for it.
func plainly(text string, lang *language) string {
	all := words.Split(text)
	for i := 1; i < min(len(all), 9); i++ {
		if !lang.that[all[i].Folded] {
			continue
		}
		said := text[:all[i].Start]
		if i == 2 && lang.pronouns[all[0].Folded] && lang.disclosing[all[1].Folded] { // "he announced that"
			return capital(strings.TrimLeft(text[all[i].End:], " "))
		}
		if has(said, ",;:\"“«") || vouched(said, lang) {
			return lang.cut(text).withoutAlso()
		}
		says := slices.ContainsFunc(all[max(0, i-3):i], func(w words.Word) bool { return lang.saying[w.Folded] })
		if i+4 < len(all) && says && !lang.pronouns[all[i+1].Folded] && !lang.cut(text[all[i].End:]).accuses() {
			return capital(strings.TrimLeft(text[all[i].End:], " "))
		}
		return text
	}
	return text
}

// nearAlso is how many words may stand before a verb of saying.
const nearAlso = 7

// withoutAlso is a sentence without what stands before its verb of saying and leans
// on the sentence before: "the navy also said that".
func (s sentenceWords) withoutAlso() string {
	for i := 2; i < min(len(s.words), nearAlso); i++ {
		if also := s.words[i-1]; s.lang.saying[s.words[i].Folded] && s.lang.leaning[also.Folded] && !s.lang.joining[also.Folded] && !s.lang.hedging[also.Folded] && s.together(i-1) && s.together(i) {
			return s.text[:also.Start] + s.text[s.words[i].Start:]
		}
	}
	return s.text
}

// nearCame is how many words may stand between "came" and "as" or "after".
const nearCame = 3

// came is where the sentence begins that another only hangs an earlier one on: "The
// order came a day after the council met"; 0: it does not.
func (s sentenceWords) came() int {
	verb := slices.IndexFunc(s.words[:min(len(s.words), 1+nearCame)], func(w words.Word) bool { return s.lang.coming[w.Folded] })
	if verb < 1 || !s.lang.articles[s.words[0].Folded] || s.capital(1) {
		return 0
	}
	for i := verb + 1; i < min(len(s.words)-1, verb+2+nearCame); i++ {
		w := s.words[i].Folded
		if s.lang.bounding[w] && !s.lang.measures[s.words[i-1].Folded] { // "came after the dam had burst", nobody says when
			return 0
		}
		if s.lang.attending[w] && s.clauseFrom(i+1) && !s.lang.pronouns[s.words[i+1].Folded] {
			return s.words[i+1].Start
		}
	}
	return 0
}

// capital puts the first letter of a sentence into upper case.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if unicode.IsLower(r) {
		return string(unicode.ToUpper(r)) + s[size:]
	}
	return s
}

// answered is a telling's sentence for a headline: without the days that its event shows
// anyway, but with who says so where it lays a deed on somebody.
func (c *corpus) answered(t *telling) string {
	text, lang := c.trimmed(t, t.counted), languageOf(c.docs[t.doc].language)
	if said := saidBy(c.text(t), lang); said != "" && lang.cut(text).accuses() {
		text = unstopped(text) + said + "."
	}
	return c.headed(t, text, lang)
}
