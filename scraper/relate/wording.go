package relate

import (
	"cmp"
	"slices"
	"strings"

	"dateline/scraper"
)

// shown is how many words of either kind the reasons name.
const shown = 5

// wording tells people which of an article's words spoke for the story, and
// which against it.
func (j *Judge) wording(a *scraper.Article, signals []signal) []string {
	var out []string
	if words := j.strongest(a, signals, 1); len(words) > 0 {
		out = append(out, "words like the story's: "+strings.Join(words, ", "))
	}
	if words := j.strongest(a, signals, -1); len(words) > 0 {
		out = append(out, "words like other news: "+strings.Join(words, ", "))
	}
	return out
}

// strongest are the words that spoke loudest to one side, as the article
// writes them.
func (j *Judge) strongest(a *scraper.Article, signals []signal, side float64) []string {
	type voice struct {
		word string
		says float64
	}
	says := make(map[term]float64, len(signals))
	for _, s := range signals {
		if v := side * s.weight * s.odds; v > 0 {
			says[s.term] = v
		}
	}
	var voices []voice
	lang := j.language(a)
	for _, text := range []string{a.Title, a.Description, a.Text} {
		eachWord(text, func(w string) {
			t := j.lexicon.known(w, lang)
			if v, ok := says[t]; ok {
				voices = append(voices, voice{w, v})
				delete(says, t)
			}
		})
	}
	slices.SortFunc(voices, func(a, b voice) int {
		return cmp.Or(cmp.Compare(b.says, a.says), cmp.Compare(a.word, b.word))
	})
	var words []string
	for _, v := range voices[:min(len(voices), shown)] {
		words = append(words, v.word)
	}
	return words
}
