package relate

import (
	"cmp"
	"slices"
	"strings"

	"dateline/scraper"
)

// shown is how many words of either kind the reasons name.
const shown = 5

// voice is a word as an article writes it, and how much it speaks for the story;
// below 0: against it.
type voice struct {
	word string
	says float64
}

// wording tells people which of an article's words, given also as terms, spoke for
// the story, and which against it.
func (j *Judge) wording(a *scraper.Article, title, body []term, signals []signal) []string {
	says := make(map[term]float64, len(signals))
	for _, s := range signals {
		if v := s.weight * s.odds; v != 0 {
			says[s.term] = v
		}
	}
	var voices []voice
	hear := func(text string, terms []term) {
		eachWord(text, func(w string) {
			t := terms[0]
			terms = terms[1:]
			if t == 0 {
				return
			}
			if v, ok := says[t]; ok {
				voices = append(voices, voice{w, v})
				delete(says, t)
			}
		})
	}
	hear(a.Title, title)
	hear(bodyOf(a), body)
	var out []string
	if words := strongest(voices, 1); len(words) > 0 {
		out = append(out, "words like the story's: "+strings.Join(words, ", "))
	}
	if words := strongest(voices, -1); len(words) > 0 {
		out = append(out, "words like other news: "+strings.Join(words, ", "))
	}
	return out
}

// strongest are the words that spoke loudest to one side.
func strongest(voices []voice, side float64) []string {
	heard := slices.DeleteFunc(slices.Clone(voices), func(v voice) bool { return side*v.says <= 0 })
	slices.SortFunc(heard, func(a, b voice) int {
		return cmp.Or(cmp.Compare(side*b.says, side*a.says), cmp.Compare(a.word, b.word))
	})
	var words []string
	for _, v := range heard[:min(len(heard), shown)] {
		words = append(words, v.word)
	}
	return words
}
