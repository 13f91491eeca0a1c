package timeline

import (
	"slices"
	"strings"
	"sync"

	"dateline/timeline/atlas"
	"dateline/timeline/words"
)

// seas are the seas in which a telling says that something happened. What
// happens in one does not happen in another, however alike it is told; lands
// are no such help, since reports name many beside the one where it happened.
func (j *joiner) seas(m int) []atlas.Place { return j.tellings[m].s.notes.seas }

// waters are the seas among the scenes of a text. Few texts name one.
func waters(text string, lang *language) []atlas.Place {
	folded := words.Fold(text)
	if !slices.ContainsFunc(seaNames(), func(name string) bool { return strings.Contains(folded, name) }) {
		return nil
	}
	return slices.DeleteFunc(scenes(text, lang), func(p atlas.Place) bool { return p.Kind != atlas.Water })
}

// seaNames are all names of seas, folded, without those that another is part of.
var seaNames = sync.OnceValue(func() []string {
	all := atlas.Waters()
	return slices.DeleteFunc(slices.Clone(all), func(name string) bool {
		return slices.ContainsFunc(all, func(part string) bool { return part != name && strings.Contains(name, part) })
	})
})

// wetStems are the stems of all words in names of seas, in a language.
func wetStems(lang string) map[string]bool {
	stems := map[string]bool{}
	stemmer := words.NewStemmer(lang)
	names := strings.Join(atlas.Waters(), " ")
	for _, w := range words.Split(names) {
		stems[stemmer.Stem(w.Spelled(names))] = true
	}
	return stems
}

// across reports whether two happenings are in different seas. Where reports of
// both give the same number of dead, it is rather that one names the wrong sea.
func (c *corpus) across(a, b *happening, tellings []telling) bool {
	return placesApart(a.seas, b.seas) && !sameDead(a.members, b.members, tellings)
}

func sameDead(a, b []int, tellings []telling) bool {
	for _, m := range a {
		own := dead(&tellings[m])
		for _, k := range b {
			if slices.ContainsFunc(dead(&tellings[k]), func(n float64) bool { return slices.Contains(own, n) }) {
				return true
			}
		}
	}
	return false
}
