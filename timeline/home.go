package timeline

import (
	"maps"
	"slices"
	"unicode"
	"unicode/utf8"

	"dateline/timeline/atlas"
	"dateline/timeline/words"
)

// homeShare is how many reports name a country, of those that name the one that
// most do, for the story to be about both.
const homeShare = .3

// homes are the countries that a story is about.
func homes(cast []Actor) map[string]bool {
	named, most := map[string]int{}, 0
	for _, a := range cast {
		if p, known := atlas.Named(a.Name); known && p.Kind == atlas.Country {
			named[p.Name] += a.Articles
			most = max(most, named[p.Name])
		}
	}
	out := map[string]bool{}
	for country, n := range named {
		out[country] = float64(n) >= homeShare*float64(most)
	}
	maps.DeleteFunc(out, func(_ string, home bool) bool { return !home })
	return out
}

// abroad reports whether a sentence that names some countries speaks of none
// that the story is about.
func (c *cast) abroad(lands []string) bool {
	return c != nil && len(c.homes) > 0 && len(lands) > 0 && !slices.ContainsFunc(lands, func(country string) bool { return c.homes[country] })
}

// fromAbroad reports whether the first country that a sentence names is not one that
// the story is about: "Iraqis rallied in Baghdad for the people of Egypt".
func (c *cast) fromAbroad(lands []string) bool {
	return c != nil && len(c.homes) > 0 && len(lands) > 0 && !c.homes[lands[0]]
}

// landsOf are the countries that a sentence, cut into words, names, or whose
// capital or people: "in Cairo", "Libyan state television".
func landsOf(text string, split []words.Word) []string {
	var out []string
	for i, w := range split {
		if r, _ := utf8.DecodeRuneInString(text[w.Start:]); !unicode.IsUpper(r) {
			continue
		}
		if smallLetters(text[w.Start:w.End]) && !atlas.Opens(w.Folded) {
			continue // as most
		}
		if country := countryAt(text, split[i:]); country != "" && !slices.Contains(out, country) {
			out = append(out, country)
		}
	}
	return out
}

// countryAt is the country that some words begin with the name of, or with that
// of its capital or its people; empty: they begin with none.
func countryAt(text string, split []words.Word) string {
	for n := min(longestCountry, len(split)); n > 0; n-- {
		switch p, _ := atlas.Named(text[split[0].Start:split[n-1].End]); p.Kind {
		case atlas.Country:
			return p.Name
		case atlas.Capital:
			return p.Country
		}
	}
	return atlas.Of(text[split[0].Start:split[0].End])
}

// longestCountry is how many words the name of a country is looked for in.
const longestCountry = 3
