package relate

import (
	"strings"
	"unicode/utf8"
)

// A key is what a term shares with its like in other languages: names, figures
// and words of common origin have one ("Caribbean", "Caribe"). The zero key is
// of terms too short to tell.
type key int32

const (
	keyLetters  = 5 // of a word, compared across languages
	leastKey    = 3 // letters of it without its last vowels, else too much would be alike
	leastStem   = 4 // letters of a stem, for the same reason
	leastFigure = 2 // digits of a number, likewise
)

// spellings are the ways in which languages write one sound.
var spellings = strings.NewReplacer("ph", "f", "th", "t", "qu", "k", "ck", "k", "c", "k", "y", "i", "w", "v")

// cognate makes a stem comparable across languages; "" where it is too short.
func cognate(stem string) string {
	if strings.Trim(stem, "0123456789") == "" {
		if len(stem) < leastFigure {
			return ""
		}
		return stem
	}
	letters := []rune(spelling(stem))
	return string(letters[:min(len(letters), keyLetters)])
}

// spelling writes a stem as languages do that spell it by its sound, without its
// last vowels; "" where it is too short.
func spelling(stem string) string {
	if utf8.RuneCountInString(stem) < leastStem {
		return ""
	}
	var b strings.Builder
	last := rune(0)
	for _, r := range spellings.Replace(stem) {
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	spelt := strings.TrimRight(b.String(), "aeiou")
	if utf8.RuneCountInString(spelt) < leastKey {
		return ""
	}
	return spelt
}
