package words

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
)

//go:embed lexicon.yaml
var lexiconFile []byte

// lexicon maps, for each language, a stem to its meaning: a number of a line.
var lexicon = sync.OnceValue(func() map[string]map[string]int {
	var lines []string
	if err := yaml.Unmarshal(lexiconFile, &lines); err != nil {
		panic("words: lexicon.yaml: " + err.Error()) // embedded: cannot happen in a binary that was tested
	}
	languages := []string{"en", "es", "pt"} // of the columns
	all := map[string]map[string]int{}
	for column, lang := range languages {
		all[lang] = map[string]int{}
		stemmer := NewStemmer(lang)
		for meaning, line := range lines {
			columns := strings.Split(line, "|")
			if column >= len(columns) {
				continue
			}
			for _, w := range strings.Fields(columns[column]) {
				for _, spelled := range []string{w, Fold(w)} {
					stem := stemmer.Stem(spelled)
					if _, taken := all[lang][stem]; stem != "" && !taken {
						all[lang][stem] = meaning
					}
				}
			}
		}
	}
	return all
})

// Meaning returns a name that a stem shares with the stems of other languages
// that mean the same: its line of the lexicon, or, for words that look alike
// across languages, the letters they have in common. Numbers and short words
// mean themselves.
func Meaning(lang, stem string) string {
	if line, ok := lexicon()[lang][stem]; ok {
		return "=" + string(rune('0'+line))
	}
	if stem == "" || stem[0] <= '9' || len(stem) < 4 {
		return stem
	}
	return skeleton(stem)
}

// alphabet spells sounds that English and Spanish write differently alike.
var alphabet = strings.NewReplacer("ph", "f", "th", "t", "ch", "c", "qu", "c", "h", "", "y", "i", "k", "c", "w", "v", "z", "s", "x", "s", "j", "i")

// skeleton is the beginning of a word as its cousin in the other language
// would have it: "egypt" and "egipto" are "egipt".
func skeleton(stem string) string {
	s := alphabet.Replace(stem)
	if len(s) > 3 && strings.HasPrefix(s, "es") && !strings.ContainsRune("aeiou", rune(s[2])) {
		s = s[1:] // "estado", "state"
	}
	var out []byte
	for i := 0; i < len(s) && len(out) < 5; i++ {
		if i == 0 || s[i] != s[i-1] {
			out = append(out, s[i])
		}
	}
	if len(out) < 4 {
		return string(out)
	}
	return strings.TrimRight(string(out), "aeiou") // stemmers differ in the last vowel of names
}
