package timeline

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/timeline/words"
)

// sentenceWords is a sentence, cut into words.
type sentenceWords struct {
	text  string
	words []words.Word
	lang  *language
}

// longestRole is how many words may stand between a verb of saying and the
// word that tells who speaks: "said the deputy minister of mines".
const longestRole = 6

// source is a place in a sentence that tells who says so.
type source struct {
	at  int // byte of the verb of saying, or of the like
	who string
}

// speaker is who a sentence says its figures are from: the name beside its verb
// of saying or after "according to", else the office, in the sentence's own
// words; empty where it does not tell.
func speaker(text string, lang *language) string {
	s := sentenceWords{text, words.Split(text), lang}
	for i := range s.words {
		if who := s.attributedAt(i); who != "" {
			return who
		}
	}
	return ""
}

// sources are all those of a sentence, in order.
func (s sentenceWords) sources() []source {
	var out []source
	for i := range s.words {
		if who := s.attributedAt(i); who != "" {
			out = append(out, source{s.words[i].Start, who})
		}
	}
	return out
}

// speakerOf is whom a number is from, that stands at some bytes of a sentence whose
// first number stands at another: where that stands before any word of saying, the next
// one is meant ("29 died, the ministry said, and 40 were hurt, medics said"), else the
// last; or the one that tells of the number itself, "los 18 que reconoce el Gobierno".
func (s sentenceWords) speakerOf(all []source, start, end, first int) string {
	if len(all) == 0 {
		return ""
	}
	next := slices.IndexFunc(all, func(a source) bool { return a.at > start })
	switch {
	case next < 0:
		return all[len(all)-1].who
	case next == 0 && (strings.Contains(s.text[end:max(end, all[0].at)], ";") || s.conceded(end, all[0].at)): // "291 died; the UN counts 500", "12 died, although medics say 15"
		return ""
	case next == 0 || all[0].at > first || s.lang.relative[words.Fold(strings.TrimSpace(s.text[min(end, all[next].at):all[next].at]))]:
		return all[next].who
	}
	return all[next-1].who
}

// conceded reports whether a clause begins between two bytes that says something against
// what stands before it.
func (s sentenceWords) conceded(from, to int) bool {
	for i := s.wordsTo(from); i < len(s.words) && s.words[i].Start < to; i++ {
		if s.lang.hedging[s.words[i].Folded] && i > 0 && strings.Contains(s.text[s.words[i-1].End:s.words[i].Start], ",") {
			return true
		}
	}
	return false
}

// goesOnSaying reports whether a sentence goes on with what somebody said in the one
// before it: "It said nine of its soldiers died."
func (s sentenceWords) goesOnSaying() bool {
	for i := range s.words[:min(len(s.words), 3)] {
		if s.lang.saying[s.words[i].Folded] {
			return i > 0 && s.lang.pronouns[s.words[i-1].Folded] || i == 0 && s.lang.layingTo != ""
		}
	}
	return false
}

// attributedAt is who says so by the word at i; empty: nobody does.
func (s sentenceWords) attributedAt(i int) string {
	w, lang := s.words[i], s.lang
	if n := s.cites(i); n > 0 {
		return s.speakerFrom(s.afterVerb(i + n))
	}
	if lang.counts[w.Folded] { // "by the ministry's count"
		if before := i - 1; before >= 0 && (s.words[before].Folded == "s" || s.office(before) || s.capital(before)) {
			who := s.speakerUntil(i)
			return strings.TrimSuffix(strings.TrimSuffix(who, "'s"), "’s")
		}
		return ""
	}
	if !lang.saying[w.Folded] && !lang.reckoning[w.Folded] || i > 0 && lang.articles[s.words[i-1].Folded] { // "elevó la cifra"
		return ""
	}
	comma := i > 0 && strings.Contains(s.text[s.words[i-1].End:w.Start], ",")
	if lang.saying[w.Folded] && comma { // "in Misrata, said a doctor"
		if who := s.speakerFrom(i + 1); who != "" {
			return who
		}
	}
	if who := s.besideAside(i); who != "" && comma {
		return who
	}
	if who := s.speakerUntil(i); who != "" {
		return who
	}
	if i > 1 && lang.reckoning[w.Folded] && lang.relative[s.words[i-1].Folded] { // "the government, which puts the toll at 18"
		if who := s.speakerUntil(i - 1); who != "" {
			return who
		}
	}
	if !lang.saying[w.Folded] && !(i > 0 && lang.relative[s.words[i-1].Folded]) || lang.addressing[w.Folded] { // "los 18 que reconoce el Ministerio"
		return ""
	}
	return s.speakerFrom(i + 1)
}

// besideAside is who stands before the aside that ends before a word: "Inés Duarte, the
// ombudswoman, said", "the ministry, which compared the lists, counts".
func (s sentenceWords) besideAside(i int) string {
	for k := i - 1; k > 0 && k > i-longestAside; k-- {
		w := s.words[k].Folded
		if s.lang.saying[w] || s.lang.reckoning[w] || strings.ContainsAny(s.text[s.words[k-1].End:s.words[k].Start], ".;:") {
			return ""
		}
		if strings.Contains(s.text[s.words[k-1].End:s.words[k].Start], ",") {
			if s.lang.articles[w] || s.office(k) || slices.ContainsFunc(s.words[k:min(k+3, i)], func(w words.Word) bool { return s.lang.relative[w.Folded] }) { // "a los que llamó este medio"
				return s.speakerUntil(k)
			}
			return ""
		}
	}
	return ""
}

// longestAside is how many words may stand between who speaks and the verb, set off by
// commas.
const longestAside = 16

// cites is how many words a phrase like "according to" takes at a word.
func (s sentenceWords) cites(i int) int {
	return s.phrase(s.lang.citing, i)
}

// afterVerb is the word after the verb of saying that may follow a phrase that
// cites: "según ha asegurado el portavoz".
func (s sentenceWords) afterVerb(i int) int {
	if i+2 < len(s.words) && s.lang.perfect[s.words[i].Folded] && !s.capital(i+1) && !s.lang.articles[s.words[i+1].Folded] {
		return i + 2
	}
	return i
}

// together reports whether nothing but a space parts a word from the one before.
func (s sentenceWords) together(i int) bool {
	if i == 0 {
		return false
	}
	gap := strings.TrimSpace(s.text[s.words[i-1].End:s.words[i].Start])
	return gap == "" || gap == "." && strings.HasSuffix(s.words[i-1].Folded, ".") // U.N.
}

// speakerUntil is who stands right before a word: a name, or an office with
// its article.
func (s sentenceWords) speakerUntil(i int) string {
	if i == 0 || strings.Contains(s.text[s.words[i-1].End:s.words[i].Start], ".") {
		return ""
	}
	end := i - 1
	for end > 0 && s.lang.perfect[s.words[end].Folded] && s.together(end) { // "the government had claimed"
		end--
	}
	if s.lang.pronouns[s.words[end].Folded] {
		return ""
	}
	if s.words[end].Folded == "s" { // the Pentagon's
		end--
	}
	if end < 0 {
		return ""
	}
	if name := nameEnding(s, end); name != "" && !s.office(end) {
		if s.withinClause(s.nameStart(end)) {
			return ""
		}
		start := s.nameStart(end)
		if start > 0 && (s.lang.placing[s.words[start-1].Folded] || s.lang.naming[s.words[start-1].Folded]) && strings.Contains(s.text[s.words[i-1].End:s.words[i].Start], ",") {
			return "" // "a doctor, east of Sirte, said"
		}
		if role := s.officeBefore(start); role >= 0 { // "Libya's ambassador to India told"
			return s.plain(s.withModifiers(role), end)
		}
		return name
	}
	for k := end; k >= max(0, end-longestRole); k-- {
		if w := s.words[k].Folded; s.lang.finite[w] || s.lang.infinitive[w] {
			return "" // "the company has agreed to put"
		}
		if s.office(k) {
			if s.withinClause(s.withModifiers(k)) {
				return ""
			}
			for m := k + 1; m <= end; m++ { // "the ministry on Wednesday confirmed"
				if s.lang.placing[s.words[m].Folded] && s.lang.prepositions[s.words[m].Folded] {
					end = m - 1
				}
			}
			return s.plain(s.withModifiers(k), end)
		}
		if !s.together(k) {
			break
		}
	}
	return ""
}

// nameStart is the first word of the name that ends at a word.
func (s sentenceWords) nameStart(end int) int {
	for start := max(0, end-4); start <= end; start++ {
		if nameEnd(s.text, s.words, start) == end+1 {
			return start
		}
	}
	return end
}

// officeBefore is the office that a name hangs on by a preposition, -1: none.
func (s sentenceWords) officeBefore(start int) int {
	if !s.together(start) || !s.hangs(start-1) {
		return -1
	}
	for k := start - 2; k >= max(0, start-longestRole) && s.together(k+1); k-- {
		if s.office(k) {
			return k
		}
	}
	return -1
}

// withinClause reports whether a relative pronoun stands before who speaks: in
// "a boat that the White House says was armed" it speaks of the boat alone.
func (s sentenceWords) withinClause(start int) bool {
	if start > 0 && s.lang.articles[s.words[start-1].Folded] {
		start--
	}
	return start > 0 && s.together(start) && s.lang.relative[s.words[start-1].Folded]
}

// hangs reports whether a word ties what follows to what stands before, other
// than as part of a name.
func (s sentenceWords) hangs(i int) bool {
	w := s.words[i].Folded
	return s.lang.binding[w] && !s.lang.naming[w] && !s.lang.articles[w]
}

// withModifiers is the first word of an office with its article and adjectives.
func (s sentenceWords) withModifiers(role int) int {
	start := role
	for n := 0; n < 3 && s.together(start) && !s.lang.articles[s.words[start].Folded] && !s.hangs(start-1) && !s.lang.relative[s.words[start-1].Folded] && !s.lang.leaning[s.words[start-1].Folded]; n++ {
		start--
	}
	if s.words[start].Folded == "s" && start > 0 { // Equatorial Guinea's Health Ministry
		start = s.nameStart(start - 1)
	}
	return start
}

// office reports whether a name ends in the word of an office: "Health Ministry".
func (s sentenceWords) office(i int) bool { return s.lang.speakers[s.words[i].Folded] }

// speakerFrom is who is named from a word on: a name, an office and its
// holder's name, or an office.
func (s sentenceWords) speakerFrom(i int) string {
	if i >= len(s.words) || i > 0 && has(s.text[s.words[i-1].End:s.words[i].Start], ".;:,\"“«") {
		return ""
	}
	start := i
	if s.lang.articles[s.words[i].Folded] && i+1 < len(s.words) {
		i++
	}
	if s.capital(i) && !s.lang.speakers[s.words[i].Folded] {
		return nameStarting(s, i)
	}
	role := -1
	for k := i; k < min(i+longestRole, len(s.words)) && (k == i || s.together(k)) && !s.lang.relative[s.words[k].Folded] && !s.hangs(k); k++ {
		if s.lang.naming[s.words[k].Folded] && role < 0 {
			return "" // "the cost of military operations"
		}
		if s.lang.speakers[s.words[k].Folded] && (role < 0 || role == k-1) { // "an opposition spokesman"
			role = k
		}
		if role >= 0 && k > role && s.capital(k) && !s.lang.naming[s.words[k-1].Folded] {
			if name := nameStarting(s, k); name != "" {
				return name // "el presidente Gustavo Petro"
			}
		}
	}
	if role < 0 {
		return ""
	}
	end := role
	for end+1 < len(s.words) && end < role+3 && s.together(end+1) && (s.lang.naming[s.words[end+1].Folded] || s.capital(end+1) || s.lang.naming[s.words[end].Folded] || end == i && role == i && len(s.lang.citing) > 0 && s.adjective(end+1)) {
		end++
	}
	if after := end + 1; after < len(s.words) && s.capital(after) && s.text[s.words[end].End:s.words[after].Start] == ", " {
		if name := nameStarting(s, after); name != "" {
			return name // "the mayor, Ines Roth"
		}
	}
	for end > role && (s.lang.naming[s.words[end].Folded] || s.lang.articles[s.words[end].Folded]) {
		end--
	}
	return s.plain(start, end)
}

// plain is words start to end as they stand, an article that opens the
// sentence in lower case.
func (s sentenceWords) plain(start, end int) string {
	for start < end && s.lang.breaking[s.words[start].Folded] { // "while police"
		start++
	}
	text := s.text[s.words[start].Start:s.words[end].End]
	if start == 0 && (s.lang.articles[s.words[0].Folded] || s.office(0)) {
		first, size := utf8.DecodeRuneInString(text)
		text = string(unicode.ToLower(first)) + text[size:]
	}
	return text
}

// adjective reports whether a word may belong to the office before it, as in
// "fuentes médicas": it is the last before a mark.
func (s sentenceWords) adjective(i int) bool {
	return i+1 == len(s.words) || !s.together(i+1)
}

func (s sentenceWords) capital(i int) bool {
	r, _ := utf8.DecodeRuneInString(s.text[s.words[i].Start:])
	return unicode.IsUpper(r)
}
