package timeline

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"dateline/timeline/atlas"
	"dateline/timeline/words"
)

// Reports call an organisation by its name in their own language: "the National
// Court", "la Audiencia Nacional". Two names of a story that mean the same word by
// word are one, if the reports that give the one are in another language than those
// that give the other.

// joinTranslated joins the names of organisations that translate each other: to the
// one in the story's main language, or else to the one given most.
func (c *corpus) joinTranslated(roles map[string]*role, into map[string]string) {
	meaning := map[string][]string{} // meaning -> names, in order
	lang := map[string]string{}
	for _, key := range slices.Sorted(maps.Keys(roles)) {
		if into[key] != "" || roles[key].known != "" {
			continue
		}
		lang[key] = c.usualLanguage(roles[key].docs)
		if sense := organisationSense(key, lang[key]); sense != "" {
			meaning[sense] = append(meaning[sense], key)
		}
	}
	main := ""
	if len(c.story.Languages) > 0 {
		main = c.story.Languages[0]
	}
	for _, names := range meaning {
		langs := map[string]bool{}
		for _, key := range names {
			langs[lang[key]] = true
		}
		if len(names) < 2 || len(langs) < len(names) {
			continue // one name, or two of one language, which are two
		}
		foreign := func(key string) int {
			if lang[key] == main {
				return 0
			}
			return 1
		}
		to := slices.MinFunc(names, func(a, b string) int {
			return cmp.Or(cmp.Compare(foreign(a), foreign(b)), cmp.Compare(roles[b].times, roles[a].times), cmp.Compare(a, b))
		})
		for _, key := range names {
			if key != to {
				into[key] = to
			}
		}
	}
}

// usualLanguage is the language of most of some documents.
func (c *corpus) usualLanguage(docs []int) string {
	n := map[string]int{}
	for _, i := range docs {
		n[c.docs[i].language]++
	}
	return mostGiven(n)
}

// organisationSense is what a name of several words means, in any language and order;
// empty: none of them says that it is an organisation's.
func organisationSense(key, lang string) string {
	g, stemmer := knownActors(), words.NewStemmer(lang)
	var out []string
	organisation := false
	for _, w := range strings.Fields(key) {
		if g.particles[w] || g.articles[w] {
			continue
		}
		sense := g.translated[w]
		if organisation = organisation || sense != ""; sense == "" {
			if p, known := atlas.Keyed(w); known {
				sense = p.Name
			} else {
				sense = words.Meaning(lang, cmp.Or(stemmer.Stem(w), w))
			}
		}
		out = append(out, sense)
	}
	if !organisation || len(out) < 2 {
		return ""
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}
