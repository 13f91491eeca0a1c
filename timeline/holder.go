package timeline

import (
	"dateline/timeline/atlas"
	"dateline/timeline/words"
)

const (
	shortestName = 3  // bytes of a last name at least that is looked for by itself
	leastHeading = .1 // of the mentions of a head of state: those that say of which country, for a last name alone to be enough
)

// headed is a sentence that begins with a head of state and says neither who nor of
// which country, with the name in brackets: "The president [Ines Roth] wrote". It
// stands as it is where the report names no head of state before it, or several.
func (c *corpus) headed(t *telling, text string, lang *language) string {
	if t.sentence < 1 {
		return text
	}
	s := lang.cut(text)
	if !s.headless() {
		return text
	}
	found, known := "", knownActors()
	before := lang.cut(c.articles[t.doc].Text[:t.s.start])
	name := func(full string) (other bool) {
		if full == "" || found == "" || lastWord(full) == lastWord(found) {
			if len(full) > len(found) {
				found = full
			}
			return false
		}
		return true
	}
	for i := range before.words {
		if !before.capital(i) {
			continue
		}
		if i > 0 && known.heads[before.words[i-1].Folded] && before.together(i) && name(nameStarting(before, i)) {
			return text // "President Roth" and "President Ruiz"
		}
		if c.players == nil {
			continue
		}
		if full := c.players.heads[before.text[before.words[i].Start:before.words[i].End]]; name(full) {
			return text
		}
	}
	if found == "" {
		return text
	}
	return text[:s.words[1].End] + " [" + found + "]" + text[s.words[1].End:]
}

// headless reports whether a text begins with the office of a head of state, and nothing
// says whose it is: "The president wrote".
func (s sentenceWords) headless() bool {
	return len(s.words) > 3 && s.lang.definite[s.words[0].Folded] && s.together(1) && !s.capital(1) && knownActors().heads[s.words[1].Folded] &&
		s.together(2) && !s.capital(2) && s.verb(2) && atlas.Of(s.text[s.words[2].Start:s.words[2].End]) == ""
}

// lastNames are the last names of some heads of state, and the full ones. A last name that
// two of them share is none.
func lastNames(heads []string) map[string]string {
	out := map[string]string{}
	for _, name := range heads {
		last := lastWord(name)
		if _, shared := out[last]; shared || len(last) < shortestName || words.Count(name) < 2 {
			out[last] = ""
			continue
		}
		out[last] = name
	}
	return out
}
