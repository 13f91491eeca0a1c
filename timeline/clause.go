package timeline

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/timeline/words"
)

const (
	mostVersions = 12 // of one sentence that are weighed against each other
	shortestLeft = 6  // words that a shortened sentence must keep
)

// shortened are the ways to print a sentence, the whole one first: clauses and
// brackets that only add to what it says are left out one by one. What denies,
// concedes or sets a condition is never left out.
func shortened(text string, lang *language) []sentenceWords {
	return lang.cut(text).versions(mostVersions, func(s sentenceWords) []string { return shorter(s.text, lang) },
		func(s sentenceWords) bool { return len(s.words) >= shortestLeft })
}

// versions are a sentence and what cuts make of it and of each other, as many as
// asked at most: those that may stand.
func (s sentenceWords) versions(most int, cuts func(sentenceWords) []string, stands func(sentenceWords) bool) []sentenceWords {
	out := []sentenceWords{s}
	var fallen []string // texts that do not stand: several cuts lead to most
	for i := 0; i < len(out) && len(out) < most; i++ {
		for _, text := range cuts(out[i]) {
			text = capital(oneSpaced(text))
			if text == "" || slices.ContainsFunc(out, func(o sentenceWords) bool { return o.text == text }) || slices.Contains(fallen, text) {
				continue
			}
			if len(out) == most {
				return out
			}
			if v := s.lang.cut(text); stands(v) {
				out = append(out, v)
			} else {
				fallen = append(fallen, text)
			}
		}
	}
	return out
}

// shorter are the sentences that one cut makes of another.
func shorter(text string, lang *language) []string {
	var out []string
	if open := strings.IndexByte(text, '('); open > 0 && !quoted(text[:open]) {
		if n := strings.IndexByte(text[open:], ')'); n > 0 && !opensWord(text[open+n+1:]) { // not "the (re)opening"
			out = append(out, strings.TrimRight(text[:open], " ")+strings.TrimPrefix(text[open+n+1:], " ,"))
		}
	}
	commas := commasOutside(text)
	body := strings.TrimRight(text, " .")
	for n, at := range commas {
		if at >= len(body) || !lang.adds(text[at+1:]) || !lang.carries(text[:at]) {
			continue
		}
		if s := lang.cut(text); s.vouches(s.wordsTo(at)) {
			continue
		}
		out = append(out, body[:at]+text[len(body):])
		if len(commas) == n+2 { // "…, which sank on Thursday, …" is the last pair of commas
			rest := text[commas[n+1]+1:]
			switch first := words.Fold(firstWord(strings.TrimLeft(rest, " "))); {
			case attribution(lang.cut(rest)): // "…, killing two, medics said."
				out = append(out, text[:at]+text[commas[n+1]:])
			case lang.resuming[first]:
				out = append(out, text[:at]+rest)
			}
		}
	}
	if len(commas) > 0 && lang.leading[words.Fold(firstWord(text))] { // "As the slick grew, BP …"
		rest := strings.TrimLeft(text[commas[0]+1:], " ")
		first := words.Fold(firstWord(rest))
		r, _ := utf8.DecodeRuneInString(rest)
		if (lang.openers[first] || unicode.IsUpper(r)) && !lang.pronouns[first] && lang.carries(rest) {
			out = append(out, capital(rest))
		}
	}
	return out
}

// opensWord reports whether a text begins with a letter or a digit, or with bytes that are
// none of a text.
func opensWord(text string) bool {
	r, size := utf8.DecodeRuneInString(text)
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == utf8.RuneError && size == 1
}

// commasOutside are the commas of a text that stand outside quotes and
// brackets, and not within a number.
func commasOutside(text string) []int {
	var out []int
	depth, straight := 0, false
	for i, r := range text {
		switch r {
		case '"':
			straight = !straight
		case '(', '“', '«':
			depth++
		case ')', '”', '»':
			depth--
		case ',':
			if depth <= 0 && !straight && i+1 < len(text) && text[i+1] == ' ' {
				out = append(out, i)
			}
		}
	}
	return out
}

// adds reports whether what stands after a comma only adds to what stands
// before it: "…, which sank", "…, prompting protests".
func (l *language) adds(clause string) bool {
	clause = strings.TrimLeft(clause, " ")
	first := firstWord(clause)
	if r, _ := utf8.DecodeRuneInString(first); !unicode.IsLower(r) || strings.HasPrefix(clause[len(first):], "-") {
		return false
	}
	first = words.Fold(first)
	return l.adding[first] || ends(first, l.addingEnds)
}

// carries reports whether a text holds a verb that can carry a sentence, as far
// as its form tells.
func (l *language) carries(text string) bool {
	return slices.ContainsFunc(words.Split(text), l.carriesAt)
}

// carriesAt reports whether a word is a verb that can carry a sentence, as far as
// its form tells.
func (l *language) carriesAt(w words.Word) bool {
	return l.carrying[w.Folded] || l.present[w.Folded] || l.saying[w.Folded] || ends(w.Folded, l.carryingEnds)
}

// ends reports whether a word ends in one of some endings and has a stem before it.
func ends(word string, endings []string) bool {
	return slices.ContainsFunc(endings, func(e string) bool { return len(word) > len(e)+2 && strings.HasSuffix(word, e) })
}
