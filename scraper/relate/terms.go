package relate

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/spanish"
	"golang.org/x/text/unicode/norm"
)

// A term is a word as the judge compares it: without case, accents and the
// commoner inflections, as a number. The zero term is a word that tells
// nothing (an article, a preposition).
type term int32

// A lexicon numbers the words it meets, so that comparing and counting them
// costs little. It is safe for concurrent use.
type lexicon struct {
	mu    sync.RWMutex
	words [2]map[string]term // as written -> term, by stemmer
	terms map[string]term    // stem -> term
	stems []string           // term -> stem
	keys  []key              // term -> what it shares with its like in other languages
	keyOf map[string]key
	spelt []key // term -> its spelling, whole; 0: too short
	spell map[string]key
}

// The stemmers. Words of other languages are only folded by English rules,
// which touch little besides plurals.
const (
	stemEnglish = iota
	stemSpanish
)

func newLexicon() *lexicon {
	return &lexicon{
		words: [2]map[string]term{{}, {}},
		terms: map[string]term{"": 0},
		stems: []string{""},
		keys:  []key{0},
		keyOf: map[string]key{"": 0},
		spelt: []key{0},
		spell: map[string]key{"": 0},
	}
}

func stemmer(lang string) int {
	if lang == "es" {
		return stemSpanish
	}
	return stemEnglish
}

// read splits text into terms, in order. Words without meaning of their own
// stay in as the zero term, so that neighbours remain neighbours.
func (l *lexicon) read(text, lang string) []term {
	st := stemmer(lang)
	out := make([]term, 0, len(text)/6+1)
	var missed []string // words met for the first time
	var holes []int     // and where they stand
	l.mu.RLock()
	eachWord(text, func(w string) {
		t, ok := l.words[st][w]
		if !ok {
			missed, holes = append(missed, w), append(holes, len(out))
		}
		out = append(out, t)
	})
	l.mu.RUnlock()
	if missed != nil {
		l.mu.Lock()
		for i, w := range missed {
			out[holes[i]] = l.learn(w, st)
		}
		l.mu.Unlock()
	}
	return out
}

// learn numbers a word. The caller holds the lock.
func (l *lexicon) learn(word string, st int) term {
	if t, ok := l.words[st][word]; ok {
		return t
	}
	stem, lower := "", strings.ToLower(word)
	if !isStopWord(lower, st) {
		stem = stemOf(fold(lower), st)
	}
	t, ok := l.terms[stem]
	if !ok {
		t = term(len(l.stems))
		l.stems = append(l.stems, stem)
		l.terms[strings.Clone(stem)] = t
		l.keys = append(l.keys, numbered(l.keyOf, cognate(stem)))
		l.spelt = append(l.spelt, numbered(l.spell, spelling(stem)))
	}
	l.words[st][strings.Clone(word)] = t
	return t
}

// numbered is the number of a text, a new one where it was not met before.
func numbered(all map[string]key, text string) key {
	k, ok := all[text]
	if !ok {
		k = key(len(all))
		all[text] = k
	}
	return k
}

// stem is the text of a term.
func (l *lexicon) stem(t term) string {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.stems[t]
}

// sharedKeys gives the key of every term met so far.
func (l *lexicon) sharedKeys() []key {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return slices.Clip(l.keys)
}

// spellings gives the spelling of every term met so far.
func (l *lexicon) spellings() []key {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return slices.Clip(l.spelt)
}

func isStopWord(lower string, st int) bool {
	if st == stemSpanish {
		return spanish.IsStopWord(lower)
	}
	return english.IsStopWord(lower)
}

// stemOf takes the commoner inflections off a folded word. Words with figures
// in them and very short ones stay as they are.
func stemOf(word string, st int) string {
	if len(word) < 4 || strings.ContainsAny(word, "0123456789") {
		return word
	}
	if st == stemSpanish {
		return spanish.Stem(word, false)
	}
	return english.Stem(word, false)
}

// fold takes accents and other marks off a lower-case word: "aviación" and
// "aviacion" are one word to a reader in a hurry.
func fold(word string) string {
	if isASCII(word) {
		return word
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(word) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// longestWord bounds a word in bytes: what is longer is no word.
const longestWord = 64

// eachWord calls f with every run of letters, marks and figures in text. A possessive
// or elided ending is left out: "Egypt's" is "Egypt".
func eachWord(text string, f func(word string)) {
	start := -1
	flush := func(end int) {
		if start >= 0 && end-start <= longestWord {
			f(text[start:end])
		}
		start = -1
	}
	skip := false // inside an ending after an apostrophe
	for i, r := range text {
		letter := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' ||
			r >= utf8.RuneSelf && r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Mn, r))
		switch {
		case letter && skip:
		case letter && start < 0:
			start = i
		case letter:
		default:
			skip = start >= 0 && (r == '\'' || r == '’')
			flush(i)
		}
	}
	flush(len(text))
}
