// Package langid tells what language a text is in, short ones included, where
// trigrams guess: there the small words of each language vote. What the words
// leave open stays open, since a date read by another language's rules is worse
// than one that is not read.
package langid

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/RadhiFadlillah/whatlanggo"
	"github.com/goccy/go-yaml"
	xlanguage "golang.org/x/text/language"
)

//go:embed words.yaml
var file []byte

// Read are the languages that dateline reads dates in.
var Read = []string{"en", "es", "pt"}

const (
	enough     = 200  // letters by which trigrams tell languages apart
	sample     = 6000 // bytes of a text that are looked at
	leastVotes = 1.5  // of a language that is looked for
	leastShare = 0.1  // of the votes in the words of a text
	lead       = 1.25 // of the first over the second
)

// lexicon is words.yaml: for each word, the languages that write it.
var lexicon = sync.OnceValue(func() map[string][]string {
	var lists map[string]string
	if err := yaml.Unmarshal(file, &lists); err != nil {
		panic(fmt.Sprintf("langid: words.yaml: %v", err)) // embedded: cannot happen in a binary that was tested
	}
	words := map[string][]string{}
	for _, lang := range slices.Sorted(maps.Keys(lists)) {
		for w := range strings.FieldsSeq(lists[lang]) {
			if !slices.Contains(words[w], lang) {
				words[w] = append(words[w], lang)
			}
		}
	}
	return words
})

// known are the languages in words.yaml.
var known = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, langs := range lexicon() {
		for _, l := range langs {
			all[l] = true
		}
	}
	return all
})

// Code is the ISO 639-1 code of a language tag: "en" of "en-US", "en_GB" and
// "eng"; "" where it is no tag of a language that has one.
func Code(tag string) string {
	tag, _, _ = strings.Cut(strings.ReplaceAll(strings.TrimSpace(tag), "_", "-"), ",")
	t, err := xlanguage.Parse(tag)
	if err != nil || t == xlanguage.Und {
		return ""
	}
	base, _ := t.Base()
	switch code := base.String(); {
	case code == "nb" || code == "nn":
		return "no"
	case len(code) == 2:
		return code
	}
	return ""
}

// Detect is the language of a text, ISO 639-1; "" where the text leaves it
// open. Between the languages expected, a few words decide; others must be what
// trigrams find, too. Where none are given, those that dateline reads are expected.
func Detect(text string, expected ...string) string {
	text = head(text)
	info := whatlanggo.Detect(text)
	found := info.Lang.Iso6391()
	sure := info.IsReliable() && info.Confidence > 0.5
	if letters(text) >= enough && sure {
		return found
	}
	if voted := Vote(text, expected...); voted != "" {
		return voted
	}
	if sure && (!known()[found] || Vote(text, found) == found) { // else the words say otherwise
		return found
	}
	return ""
}

// Assume is the language of a text of a story that follows the languages
// given: the one detected; else the one with the most small words, or the
// story's only one, unless another language has more of them; "" where the
// text leaves it open.
func Assume(text string, story []string) string {
	if found := Detect(text, story...); found != "" || len(story) == 0 {
		return found
	}
	text = head(text)
	if info := whatlanggo.Detect(text); known()[story[0]] && (info.Script != unicode.Latin || info.IsReliable() && !known()[info.Lang.Iso6391()]) {
		return ""
	}
	votes, _ := count(text)
	best, open := story[0], len(story) > 1
	for _, lang := range story[1:] {
		if votes[lang] > votes[best] {
			best = lang
		}
	}
	for lang, n := range votes {
		switch {
		case n > votes[best]:
			return ""
		case lang == best:
			open = open && slices.ContainsFunc(story, func(other string) bool { return other != best && votes[other] == n })
		}
	}
	if open {
		return ""
	}
	return best
}

// Vote is the language that the small words of a text speak for, among those
// expected; "" where too few do, or others as much.
func Vote(text string, expected ...string) string {
	if len(expected) == 0 {
		expected = Read
	}
	votes, words := count(head(text))
	best, others := "", 0.0
	for _, lang := range slices.Sorted(maps.Keys(votes)) {
		switch n := votes[lang]; {
		case best == "" || n > votes[best]:
			best, others = lang, max(others, votes[best])
		default:
			others = max(others, n)
		}
	}
	switch n := votes[best]; {
	case !slices.Contains(expected, best), n < leastVotes, n < leastShare*float64(words), n < lead*others:
		return ""
	}
	return best
}

// count counts the votes for each language in a text, and the text's words.
func count(text string) (votes map[string]float64, words int) {
	votes = map[string]float64{}
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		words++
		langs := lexicon()[word]
		for _, lang := range langs {
			votes[lang] += 1 / float64(len(langs))
		}
	}
	return votes, words
}

// head is as much of a text as tells its language, as valid UTF-8.
func head(text string) string {
	return strings.ToValidUTF8(text[:min(len(text), sample)], "")
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
