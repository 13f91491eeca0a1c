package timex

import (
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// kind is the sort of a token.
type kind uint8

const (
	word kind = iota
	digits
	punct
)

// token is a run of letters, a run of digits, or one other character. Numbers
// and letters part even inside a word: "10th" is two tokens, the second glued.
type token struct {
	start, end int32 // byte offsets
	word       int32 // id in the language's lexicon; unknownWord when it has none
	num        int32 // value of a run of digits; -1 when it has more than nine
	kind       kind
	glued      bool // no white space before it
	capital    bool // begins with a capital letter
	shouted    bool // one of many words in capitals, which mark no names
	paragraph  bool // a blank line stands before it: no rule reads across
	sentence   bool // first of a sentence
}

const unknownWord = -1

// desks are the tokens of texts that were read, for those of the next.
var desks = sync.Pool{New: func() any { return new([]token) }}

// folds maps the letters of the Latin blocks to lower case without accents,
// and the many forms of dashes and apostrophes to one. 0: not a letter.
var folds = makeFolds()

const foldedRunes = 0x250

func makeFolds() (table [foldedRunes]byte) {
	for r := range rune(foldedRunes) {
		if !unicode.IsLetter(r) {
			continue
		}
		base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(unicode.ToLower(r))))
		if base < utf8.RuneSelf {
			table[r] = byte(base)
			continue
		}
		table[r] = '\x01' // a letter that no vocabulary uses
	}
	return table
}

// foldPunct makes one character of the forms that typesetters use.
func foldPunct(r rune) rune {
	switch r {
	case '‐', '‑', '‒', '–', '—', '−':
		return '-'
	case '‘', '’', '´', '`':
		return '\''
	case '“', '”', '«', '»':
		return '"'
	}
	return r
}

// fold lowers a text and takes its accents away, as vocabularies are looked up.
func fold(s string) string {
	out := make([]byte, 0, len(s))
	for _, r := range s {
		out = appendFolded(out, r)
	}
	return string(out)
}

func appendFolded(out []byte, r rune) []byte {
	switch {
	case r < foldedRunes && folds[r] != 0:
		return append(out, folds[r])
	case isMark(r):
		return out
	}
	return utf8.AppendRune(out, foldPunct(r))
}

// isMark reports whether r is an accent written apart from its letter.
func isMark(r rune) bool { return r >= 0x300 && r < 0x370 }

func isSpace(r rune) bool {
	if r < foldedRunes {
		return r == ' ' || r >= '\t' && r <= '\r' || r == 0x85 || r == 0xa0
	}
	return r >= 0x2000 && r <= 0x200a || r == 0x2028 || r == 0x2029 || r == 0x202f || r == 0x205f || r == 0x3000 || r == 0x1680
}

// isInvisible reports whether r prints nothing and parts nothing: soft
// hyphens, joiners, direction marks, byte order marks.
func isInvisible(r rune) bool {
	return r == 0xad || r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x206f ||
		r >= 0xfe00 && r <= 0xfe0f || r == 0xfeff || r == 0x34f
}

// tokenize cuts a text into tokens, looking each word up in the lexicon. It reuses
// the memory of into.
func tokenize(text string, lexicon map[string]int32, into []token) []token {
	tokens := slices.Grow(into[:0], len(text)/5+8)
	var buf [64]byte
	glued, newlines := false, 0
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		if isSpace(r) {
			glued = false
			if r == '\n' {
				newlines++
			}
			i += size
			continue
		}
		if isInvisible(r) {
			i += size
			continue
		}
		t := token{start: int32(i), word: unknownWord, num: -1, glued: glued, paragraph: newlines > 1}
		switch {
		case r >= '0' && r <= '9':
			t.kind = digits
			n := int32(0)
			j := i
			for j < len(text) && text[j] >= '0' && text[j] <= '9' {
				if j-i < 9 {
					n = n*10 + int32(text[j]-'0')
				}
				j++
			}
			if j-i <= 9 {
				t.num = n
			}
			i = j
		case isLetter(r):
			t.kind = word
			t.capital = unicode.IsUpper(r)
			key := buf[:0]
			end := i
			for j := i; j < len(text); {
				r, size := rune(text[j]), 1
				if r >= utf8.RuneSelf {
					r, size = utf8.DecodeRuneInString(text[j:])
				}
				if isInvisible(r) {
					j += size
					continue
				}
				if !isLetter(r) && !isMark(r) {
					break
				}
				if len(key) < len(buf)-utf8.UTFMax {
					key = appendFolded(key, r)
				}
				j += size
				end = j
			}
			if id, ok := lexicon[string(key)]; ok {
				t.word = id
			}
			i = end
		default:
			t.kind = punct
			key := utf8.AppendRune(buf[:0], foldPunct(r))
			if id, ok := lexicon[string(key)]; ok {
				t.word = id
			}
			i += size
		}
		t.end = int32(i)
		t.sentence = beginsSentence(text, tokens, t, newlines > 0)
		tokens = append(tokens, t)
		glued, newlines = true, 0
	}
	markShouted(text, tokens)
	return tokens
}

// shoutedWords is how many words in capitals in a row make a headline of them.
const shoutedWords = 4

// markShouted finds the words of headlines that are written in capitals.
func markShouted(text string, tokens []token) {
	from, words := 0, 0
	mark := func(to int) {
		for k := from; k < to && words >= shoutedWords; k++ {
			tokens[k].shouted = true
		}
		from, words = to, 0
	}
	for i := range tokens {
		t := &tokens[i]
		if t.paragraph {
			mark(i)
		}
		switch {
		case t.kind != word:
		case t.capital && inCapitals(text[t.start:t.end]):
			words++
		default:
			mark(i)
		}
	}
	mark(len(tokens))
}

// inCapitals reports whether a word that begins with a capital goes on so.
func inCapitals(w string) bool {
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
	}
	return true
}

func isLetter(r rune) bool {
	if r < foldedRunes {
		return folds[r] != 0
	}
	return unicode.IsLetter(r)
}

// beginsSentence is a light test: it only decides how far tense and a
// preceding preposition reach, and whether a capital says anything.
func beginsSentence(text string, before []token, t token, line bool) bool {
	if len(before) == 0 || t.paragraph {
		return true
	}
	last := before[len(before)-1]
	switch r := text[last.start]; {
	case last.kind != punct:
		return false
	case r == '!' || r == '?':
		return true
	case r == '.' && line && t.kind == punct:
		return true // "…\n* An item"
	case r == '.':
		return !t.glued && (t.capital || t.kind == digits || t.kind == punct && opensQuote(text[t.start:t.end])) && !abbreviates(text, before, t)
	case r == '"' || r == '\'' || last.end-last.start > 1:
		return last.sentence
	}
	return false
}

// opensQuote reports whether a mark may open quoted words, a question or a call.
func opensQuote(mark string) bool {
	switch mark {
	case "\"", "“", "‘", "«", "¿", "¡":
		return true
	}
	return false
}

// abbreviates reports whether the full stop before t seems to end an
// abbreviation: "J. Smith", "Nov. 3", "EE. UU.".
func abbreviates(text string, before []token, t token) bool {
	if len(before) < 2 {
		return false
	}
	w := before[len(before)-2]
	if w.kind != word {
		return false
	}
	length := len(printed(text[w.start:w.end]))
	return length < 3 || t.kind == digits && w.capital && length < 6
}
