// Package prose cuts news text into sentences and takes off what the print
// added to them: datelines, agency credits, time stamps, bullets. It knows
// abbreviations per language as data (lang/*.yaml) and works on prose and on
// text that was tokenised with blanks around its punctuation.
package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentence is text[Start:End], without blanks around it, on rune borders.
type Sentence struct {
	Start, End int
	Paragraph  int // 0, 1, … : blank lines separate paragraphs
}

// Span is a stretch text[Start:End] that must not be cut, such as a date.
type Span struct{ Start, End int }

// Split cuts a text into its sentences. Line ends close a sentence unless the
// next line goes on in lower case, as hard-wrapped text does. No sentence ends
// inside one of the whole spans, which must be in order of Start.
func Split(text, lang string, whole []Span) []Sentence {
	s := splitter{text: text, table: tableOf(lang), whole: whole}
	for at := 0; at < len(text); {
		end, next, blank := s.segment(at)
		s.cut(at, end)
		if blank {
			s.paragraph++
		}
		at = next
	}
	return s.out
}

type splitter struct {
	text      string
	table     table
	whole     []Span
	paragraph int
	out       []Sentence
}

// segment finds the end of the run of lines that starts at a byte offset and
// reads as one, where the next starts, and whether a blank line lies between. A
// line that ends in a title or rank goes on: "Coast Guard Adm." and "Thad Allen".
func (s *splitter) segment(at int) (end, next int, blank bool) {
	for end = at; ; {
		nl := strings.IndexByte(s.text[end:], '\n')
		if nl < 0 {
			return len(s.text), len(s.text), false
		}
		end += nl
		next = end
		for next < len(s.text) && (s.text[next] == '\n' || s.text[next] == '\r' || s.text[next] == ' ' || s.text[next] == '\t') {
			next++
		}
		blank = strings.Count(s.text[end:next], "\n") > 1
		first, _ := utf8.DecodeRuneInString(s.text[next:])
		before := strings.TrimRight(s.text[at:end], " \t\r")
		if blank || before == "" || !s.titled(before) && (!unicode.IsLower(first) || strings.ContainsAny(before[len(before)-1:], ".!?:;")) {
			return end, next, blank
		}
		end = next
	}
}

// titled reports whether a line ends in an abbreviation that no sentence ends in.
func (s *splitter) titled(line string) bool {
	word, stopped := strings.CutSuffix(line, ".")
	if !stopped {
		return false
	}
	word = strings.TrimRight(word, " ")
	word = word[strings.LastIndexByte(word, ' ')+1:]
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first) && s.table.never[strings.ToLower(word)]
}

// cut cuts text[from:to], which holds no line end that counts.
func (s *splitter) cut(from, to int) {
	start := from
	for i := from; i < to; {
		r, size := utf8.DecodeRuneInString(s.text[i:to])
		if r != '.' && r != '!' && r != '?' && r != '…' {
			i += size
			continue
		}
		stop := i
		i += size
		for i < to { // "...", "?!"
			if r, size = utf8.DecodeRuneInString(s.text[i:to]); r != '.' && r != '!' && r != '?' && r != '…' {
				break
			}
			i += size
		}
		end := s.closers(i, to)
		if s.ends(start, stop, i, end, to) {
			s.add(start, end)
			start = end
		}
		i = end
	}
	s.add(start, to)
}

// closers skips the quotes and brackets that close at a byte offset, set off
// by a blank in tokenised text.
func (s *splitter) closers(i, to int) int {
	for i < to {
		r, size := utf8.DecodeRuneInString(s.text[i:to])
		if !strings.ContainsRune(`"'”’»)]}`, r) {
			break
		}
		i += size
	}
	for _, token := range []string{" ''", " -RRB-"} {
		if strings.HasPrefix(s.text[i:to], token) {
			i += len(token)
		}
	}
	return i
}

// ends reports whether a sentence ends with the mark text[stop:after], given
// where the sentence started and the closing quotes end.
func (s *splitter) ends(start, stop, after, end, to int) bool {
	if end >= to {
		return true
	}
	blank, _ := utf8.DecodeRuneInString(s.text[end:to])
	if !unicode.IsSpace(blank) {
		return false
	}
	next := strings.TrimLeftFunc(s.text[end:to], func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("\"'“‘«([¿¡`-–—*•", r)
	})
	first, _ := utf8.DecodeRuneInString(next)
	if next == "" || unicode.IsLower(first) || s.inside(stop) {
		return next == ""
	}
	if s.text[stop:after] != "." || end > after {
		return true
	}
	return !s.abbreviation(start, stop, next)
}

// abbreviation reports whether the full stop at a byte offset belongs to the
// word before it, and the sentence goes on with next.
func (s *splitter) abbreviation(start, stop int, next string) bool {
	word := s.text[start:stop]
	if i := strings.LastIndexFunc(word, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("\"'“‘«([¿¡-–—/,", r)
	}); i >= 0 {
		_, size := utf8.DecodeRuneInString(word[i:])
		word = word[i+size:]
	}
	if word == "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(next)
	lower := strings.ToLower(word)
	switch {
	case strings.Trim(word, "0123456789") == "": // "3. Third point", at the start only
		return strings.TrimSpace(s.text[start:stop]) == word
	case s.table.never[lower]:
		return true
	case s.table.number[lower] && unicode.IsDigit(first):
		return true
	case s.table.number[lower] || s.table.maybe[lower] || initials(word):
		return !s.table.openers[strings.ToLower(firstWord(next))]
	}
	return false
}

// initials reports whether a word is one capital, or letters with stops
// between: "J", "U.S", "a.m".
func initials(word string) bool {
	letters := true
	for i, part := range strings.Split(word, ".") {
		r, size := utf8.DecodeRuneInString(part)
		letters = letters && size == len(part) && unicode.IsLetter(r) && (i > 0 || unicode.IsUpper(r) || len(word) > size)
	}
	return letters
}

func firstWord(s string) string {
	if i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		return s[:i]
	}
	return s
}

// inside reports whether a byte offset lies within a span that is to stay whole.
func (s *splitter) inside(at int) bool {
	for len(s.whole) > 0 && s.whole[0].End <= at {
		s.whole = s.whole[1:]
	}
	return len(s.whole) > 0 && s.whole[0].Start <= at && at < s.whole[0].End-1
}

func (s *splitter) add(start, end int) {
	part := s.text[start:end]
	trimmed := strings.TrimLeftFunc(part, unicode.IsSpace)
	start += len(part) - len(trimmed)
	trimmed = strings.TrimRightFunc(trimmed, unicode.IsSpace)
	if trimmed != "" {
		s.out = append(s.out, Sentence{Start: start, End: start + len(trimmed), Paragraph: s.paragraph})
	}
}
