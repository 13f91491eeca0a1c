package timeline

import (
	"slices"
	"strings"

	"dateline/timeline/atlas"
	"dateline/timeline/words"
)

// scenes are the places of the gazetteer where a sentence says that something
// happened: those after a preposition of place, "in the eastern Pacific",
// "frente a las costas de Colombia".
func scenes(text string, lang *language) []atlas.Place {
	s := words.Split(text)
	var out []atlas.Place
	for _, m := range mentions(text, s) {
		p, known := atlas.Named(m.name)
		if !known || slices.Contains(out, p) {
			continue
		}
		at := slices.IndexFunc(s, func(w words.Word) bool { return w.Start >= m.start })
		for k := at - 1; k >= max(0, at-longestWay); k-- {
			if strings.ContainsAny(text[s[k].End:s[k+1].Start], ",.;:()") {
				break
			}
			w := s[k].Folded
			if lang.placing[w] {
				out = append(out, p)
				break
			}
			if !lang.toPlace[w] {
				break
			}
		}
	}
	return out
}

// longestWay is how many words may stand between a preposition and its place:
// "off the Pacific coast of Colombia".
const longestWay = 6

// placesApart reports whether what is told at some places cannot have happened
// at others: the seas they name exclude each other, or, where not both name
// one, the countries do. A sentence that names no place excludes nothing.
func placesApart(a, b []atlas.Place) bool {
	for _, water := range []bool{true, false} {
		met, apart := false, true
		for _, p := range a {
			for _, q := range b {
				if (p.Kind == atlas.Water) == water && (q.Kind == atlas.Water) == water {
					met, apart = true, apart && atlas.Apart(p, q)
				}
			}
		}
		if met {
			return apart
		}
	}
	return false
}
