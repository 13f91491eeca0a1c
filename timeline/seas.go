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
func (j *joiner) seas(m int) []atlas.Place {
	t := &j.tellings[m]
	if !slices.ContainsFunc(t.s.stems, func(t term) bool { return j.c.wet[t] }) {
		return nil // as most; to look closer takes longer
	}
	return waters(j.c.text(t), languageOf(j.c.docs[t.doc].language))
}

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

// wetTerms tells of each term whether a name of a sea has it.
func (c *corpus) wetTerms() []bool {
	stems := map[string]bool{}
	var used []string
	for i := range c.docs {
		if lang := c.docs[i].language; !slices.Contains(used, lang) {
			used = append(used, lang)
			stemmer := words.NewStemmer(lang)
			names := strings.Join(atlas.Waters(), " ")
			for _, w := range words.Split(names) {
				stems[stemmer.Stem(w.Spelled(names))] = true
			}
		}
	}
	wet := make([]bool, len(c.terms))
	for t, stem := range c.terms {
		wet[t] = stems[stem]
	}
	return wet
}

// across reports whether two happenings are in different seas. Where reports of
// both give the same number of dead, it is rather that one names the wrong sea.
func (c *corpus) across(a, b *happening, tellings []telling) bool {
	return placesApart(a.seas, b.seas) && !c.sameDead(a.members, b.members, tellings)
}

func (c *corpus) sameDead(a, b []int, tellings []telling) bool {
	for _, m := range a {
		own := c.dead(&tellings[m])
		for _, k := range b {
			if slices.ContainsFunc(c.dead(&tellings[k]), func(n float64) bool { return slices.Contains(own, n) }) {
				return true
			}
		}
	}
	return false
}
