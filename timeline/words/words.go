// Package words turns text into the terms by which reports are compared:
// lower-case stems without accents, function words left out. What a language
// needs (its stop words) is data in lang/*.yaml, its stemmer a library's.
package words

import (
	"embed"
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/spanish"
)

//go:embed lang/*.yaml
var files embed.FS

// stemmers are the languages that have one; words of the others stand for
// themselves.
var stemmers = map[string]func(string, bool) string{"en": english.Stem, "es": spanish.Stem}

// stops holds every language's stop words, and under "" their union.
var stops = sync.OnceValue(func() map[string]map[string]bool {
	all := map[string]map[string]bool{"": {}}
	entries, err := files.ReadDir("lang")
	if err != nil {
		panic(err) // embedded: cannot happen in a binary that was tested
	}
	for _, e := range entries {
		lang := strings.TrimSuffix(e.Name(), ".yaml")
		raw, err := files.ReadFile("lang/" + e.Name())
		if err != nil {
			panic(err) // embedded: cannot happen in a binary that was tested
		}
		var data struct{ Stop string }
		if err := yaml.UnmarshalWithOptions(raw, &data, yaml.Strict()); err != nil {
			panic(fmt.Sprintf("words: lang/%s.yaml: %v", lang, err))
		}
		all[lang] = map[string]bool{}
		for w := range strings.FieldsSeq(data.Stop) {
			all[lang][Fold(w)], all[""][Fold(w)] = true, true
		}
	}
	return all
})

// Word is one word of a text: text[Start:End].
type Word struct {
	Start, End int
	Folded     string // lower case, without accents; digits without separators of thousands
}

// Split finds the words of a text: runs of letters and digits. A number keeps
// its digits together ("1,200" is "1200"), initials lose their stops ("U.S."
// is "us.", told apart from the pronoun by its stop). The words may share the
// memory of the text, or of a copy of it: who keeps one clones it.
func Split(text string) []Word {
	return Append(make([]Word, 0, strings.Count(text, " ")+len(text)/32+2), text)
}

// Append adds the words of a text, as Split finds them, to others.
func Append(out []Word, text string) []Word {
	lower := lowered(text)
	for start, end, plain := next(text, 0); start < end; start, end, plain = next(text, end) {
		word := lower[start:end]
		if spelled := text[start:end]; !plain || spelled == "US" || spelled == "UN" {
			word = folded(spelled)
		}
		out = append(out, Word{start, end, word})
	}
	return out
}

// Count is how many words Split finds in a text.
func Count(text string) int {
	n := 0
	for start, end, _ := next(text, 0); start < end; start, end, _ = next(text, end) {
		n++
	}
	return n
}

// next is the first word of a text from a byte on, text[start:end]; plain: it is of
// letters and digits of ASCII alone. Where no word is left it is empty.
func next(text string, from int) (start, end int, plain bool) {
	i := from
	for i < len(text) {
		class := asciiWordy[text[i]]
		if class == letterOrDigit {
			break
		}
		size := 1
		if class == beyondASCII {
			var r rune
			if r, size = utf8.DecodeRuneInString(text[i:]); wordy(r) {
				break
			}
		}
		i += size
	}
	start, plain = i, true
	for i < len(text) {
		if class := asciiWordy[text[i]]; class == letterOrDigit {
			i++
			continue
		} else if class == beyondASCII {
			if r, size := utf8.DecodeRuneInString(text[i:]); wordy(r) {
				plain = false
				i += size
				continue
			}
		}
		end := joined(text, start, i)
		if end == i {
			break
		}
		plain = false
		i = end
	}
	return start, i, plain
}

// What a byte of a text may be part of.
const (
	noWord uint8 = iota
	letterOrDigit
	beyondASCII
)

var asciiWordy = func() (classes [256]uint8) {
	for b := range classes {
		switch {
		case b >= utf8.RuneSelf:
			classes[b] = beyondASCII
		case wordy(rune(b)):
			classes[b] = letterOrDigit
		}
	}
	return classes
}()

// lowered is a text with the letters of ASCII in lower case, all others as they
// stand.
func lowered(text string) string {
	at := 0
	for at < len(text) && (text[at] < 'A' || text[at] > 'Z') {
		at++
	}
	if at == len(text) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	b.WriteString(text[:at])
	var part [128]byte
	for at < len(text) {
		n := copy(part[:], text[at:])
		for i, c := range part[:n] {
			part[i] = asciiLower[c]
		}
		b.Write(part[:n])
		at += n
	}
	return b.String()
}

// asciiLower is each byte, letters of ASCII in lower case.
var asciiLower = func() (lower [256]byte) {
	for b := range lower {
		lower[b] = byte(b)
		if 'A' <= b && b <= 'Z' {
			lower[b] |= 0x20
		}
	}
	return lower
}()

func wordy(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// joined returns the byte offset at which a word that was left at i goes on,
// or i: "1,200" and "U.S" are one word each.
func joined(text string, start, i int) int {
	if i+1 >= len(text) || text[i] != ',' && text[i] != '.' {
		return i
	}
	digit := func(at int) bool { return at >= 0 && at < len(text) && '0' <= text[at] && text[at] <= '9' }
	if digit(i-1) && digit(i+1) && digit(i+2) && digit(i+3) && !digit(i+4) {
		return i + 1
	}
	upper := func(at int) bool { return at >= 0 && at < len(text) && 'A' <= text[at] && text[at] <= 'Z' }
	if text[i] == '.' && upper(i-1) && (i-1 == start || text[i-2] == '.') {
		if upper(i+1) && (i+2 >= len(text) || text[i+2] == '.') {
			return i + 1
		}
	}
	return i
}

var unstopped = strings.NewReplacer(",", "", ".", "")

func folded(word string) string {
	f := Fold(word)
	if strings.IndexByte(f, '.') >= 0 || strings.IndexByte(f, ',') >= 0 {
		bare := unstopped.Replace(f)
		if f[0] < '0' || f[0] > '9' {
			return bare + "." // initials
		}
		return bare
	}
	if word == "US" || word == "UN" {
		return f + "."
	}
	return f
}

// accents maps accented Latin letters, lower case, to their plain ones.
var accents = strings.NewReplacer("á", "a", "à", "a", "â", "a", "ä", "a", "ã", "a", "å", "a", "é", "e", "è", "e", "ê", "e",
	"ë", "e", "í", "i", "ì", "i", "î", "i", "ï", "i", "ó", "o", "ò", "o", "ô", "o", "ö", "o", "õ", "o", "ú", "u", "ù", "u",
	"û", "u", "ü", "u", "ñ", "n", "ç", "c", "\u0301", "", "\u0308", "", "\u0303", "")

// Fold puts a word into lower case and takes its accents off.
func Fold(s string) string {
	upper := false
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return accents.Replace(strings.ToLower(s))
		}
		upper = upper || 'A' <= s[i] && s[i] <= 'Z'
	}
	if upper {
		return strings.ToLower(s)
	}
	return s // as most words
}

// Stemmer stems the words of one language and remembers what it has stemmed.
// It is not safe for concurrent use; give each goroutine its own.
type Stemmer struct {
	stop  map[string]bool
	stem  func(string, bool) string
	known map[string]string
}

// NewStemmer returns a stemmer of a language, ISO 639-1. An unknown language
// has the stop words of all, and its words stand for themselves.
func NewStemmer(lang string) *Stemmer {
	stop, ok := stops()[lang]
	if !ok {
		stop = stops()[""]
	}
	return &Stemmer{stop: stop, stem: stemmers[lang], known: map[string]string{}}
}

// Spelled is a word of a text as a Stemmer should see it: with its accents, by
// which Spanish tells "debatirá" from a noun, in lower case.
func (w Word) Spelled(text string) string {
	for i := w.Start; i < w.End; i++ {
		if text[i] >= utf8.RuneSelf {
			return strings.ToLower(text[w.Start:w.End])
		}
	}
	return w.Folded
}

// Stem is the stem of a word in lower case, folded in the end, and empty for a
// stop word or a single letter.
func (s *Stemmer) Stem(word string) string {
	if stem, ok := s.known[word]; ok {
		return stem
	}
	word = strings.Clone(word) // not to keep the text
	folded := Fold(word)
	stem := folded
	switch {
	case s.stop[folded] || len(folded) == 1 && folded[0] > '9':
		stem = ""
	case s.stem != nil && len(folded) > 3 && folded[0] > '9' && folded[len(folded)-1] != '.':
		stem = Fold(s.stem(word, false))
	}
	s.known[word] = stem
	return stem
}
