package timeline

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"dateline/timeline/atlas"
	"dateline/timeline/words"
)

//go:embed actors.yaml
var actorsFile []byte

// gazetteer is actors.yaml, ready to be asked.
type gazetteer struct {
	organisations                        map[string]string // key of a name -> the one name it goes by
	titles, ignore                       map[string]bool   // as they stand
	heads, organisationWords, placeWords map[string]bool   // folded
}

var knownActors = sync.OnceValue(func() *gazetteer {
	var f struct {
		Organisations                              map[string][]string
		Heads, Organisation, Place, Titles, Ignore []string
	}
	if err := yaml.UnmarshalWithOptions(actorsFile, &f, yaml.Strict()); err != nil {
		panic("timeline: actors.yaml: " + err.Error()) // embedded: cannot happen in a binary that was tested
	}
	g := &gazetteer{organisations: map[string]string{}, titles: map[string]bool{}, ignore: map[string]bool{},
		heads: folds(f.Heads), organisationWords: folds(f.Organisation), placeWords: folds(f.Place)}
	for name, others := range f.Organisations {
		for _, other := range append(others, name) {
			g.organisations[atlas.Key(other)] = name
		}
	}
	for _, w := range f.Titles {
		g.titles[w] = true
	}
	for _, w := range f.Ignore {
		g.ignore[w] = true
	}
	return g
})

// known is the one name that a name of the gazetteers goes by, and its kind.
func (g *gazetteer) known(name string) (string, Kind) {
	key := atlas.Key(name)
	if one := g.organisations[key]; one != "" {
		return one, Organisation
	}
	if p, found := atlas.Keyed(key); found {
		return p.Name, Place
	}
	return "", ""
}

// particles stand inside names in lower case.
var particles = map[string]bool{"de": true, "del": true, "of": true, "bin": true, "al": true, "au": true, "el": true, "la": true, "los": true, "von": true, "da": true, "do": true, "dos": true, "das": true}

const mostActors = 8

// mention is one name of a sentence.
type mention struct {
	name       string
	as         string // the words of the text, where a gazetteer gives another name for them
	kind       Kind   // where the gazetteers or its title tell
	start, end int    // bytes, without its title
	opens      bool   // a single word that opens the sentence, and need not be a name
}

// mentions finds the runs of capitalised words of a sentence, without the
// titles and small words they begin with.
func mentions(text string, s []words.Word) []mention {
	g := knownActors()
	word := func(i int) string { return text[s[i].Start:s[i].End] }
	var out []mention
	for i := 0; i < len(s); i++ {
		end := nameEnd(text, s, i)
		if end == i {
			continue
		}
		start, titled := i, false
		name := text[s[i].Start:s[end-1].End]
		if known, kind := g.known(name); known != "" {
			out = append(out, mention{name: known, as: name, kind: kind, start: s[i].Start, end: s[end-1].End})
			i = end - 1
			continue
		}
		for k := i; k < end; k++ {
			adjective := atlas.Of(word(k)) != ""
			if g.titles[word(k)] || k == start && (g.ignore[word(k)] || adjective && !(k+1 < end && g.organisationWords[words.Fold(word(k+1))])) {
				titled = titled || g.titles[word(k)]
				start = k + 1
			}
		}
		for start < end && particles[word(start)] {
			start++
		}
		if start < end {
			name := text[s[start].Start:s[end-1].End]
			m := mention{name: name, start: s[start].Start, end: s[end-1].End}
			if known, kind := g.known(name); known != "" {
				m.name, m.as, m.kind = known, name, kind
			} else if titled {
				m.kind = Person
			}
			if m.kind != "" || utf8.RuneCountInString(name) > 2 && !g.ignore[name] && atlas.Of(name) == "" {
				m.opens = m.kind == "" && start == 0 && end == start+1
				out = append(out, m)
			}
		}
		i = end - 1
	}
	return out
}

// names are the names of a sentence. A single word that opens it counts only if
// a gazetteer knows it.
func names(text string) []string {
	var out []string
	for _, m := range mentions(text, words.Split(text)) {
		if !m.opens {
			out = append(out, m.name)
		}
	}
	return out
}

// nameEnd is the end of the run of capitalised words that starts at a word.
func nameEnd(text string, s []words.Word, i int) int {
	end := i
	for k := i; k < len(s); k++ {
		word := text[s[k].Start:s[k].End]
		if k > i {
			switch gap := text[s[k-1].End:s[k].Start]; gap {
			case " ", "-":
			case ". ":
				if len(text[s[k-1].Start:s[k-1].End]) > 4 {
					return end
				}
			default:
				return end
			}
		}
		r, _ := utf8.DecodeRuneInString(word)
		switch {
		case unicode.IsUpper(r):
			end = k + 1
		case k > i && word == "of":
			if g := knownActors(); !g.organisationWords[words.Fold(text[s[k-1].Start:s[k-1].End])] && !g.placeWords[words.Fold(text[s[k-1].Start:s[k-1].End])] {
				return end // "Louis Ballinger of Oxfam"
			}
		case k > i && particles[word]:
		default:
			return end
		}
	}
	return end
}

// nameEnding is the name whose last word is at i; nameStarting the one whose
// first word is, after articles and titles.
func nameEnding(s sentenceWords, i int) string {
	for start := max(0, i-4); start <= i; start++ {
		if nameEnd(s.text, s.words, start) == i+1 {
			if n := names("x " + s.text[s.words[start].Start:s.words[i].End]); len(n) > 0 {
				return n[len(n)-1]
			}
		}
	}
	return ""
}

func nameStarting(s sentenceWords, i int) string {
	for start := i; start < min(i+4, len(s.words)); start++ {
		if end := nameEnd(s.text, s.words, start); end > start {
			if n := names("x " + s.text[s.words[start].Start:s.words[end-1].End]); len(n) > 0 {
				return n[0]
			}
		}
	}
	return ""
}

// saying is what a sentence of an event says, and the origin of its report.
type saying struct {
	*notes
	origin int
}

// actors are the names in an event's sentences under the names they go by in
// the story, those that most articles give first.
func (c *cast) actors(all []saying) []string {
	type given struct {
		name   string
		origin int
	}
	seen := map[given]bool{}
	counts := map[string]int{}
	see := func(name string, origin int) {
		if key := (given{name, origin}); name != "" && !seen[key] {
			seen[key] = true
			counts[name]++
		}
	}
	for _, s := range all {
		for _, n := range s.names {
			see(c.resolve(n), s.origin)
		}
		for _, country := range s.heads {
			see(c.holder[country], s.origin)
		}
	}
	names := make([]string, 0, len(counts))
	for name := range counts {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(a, b)) })
	return slices.Clone(names[:min(len(names), mostActors)])
}
