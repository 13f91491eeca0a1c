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

	"dateline/timeline/words"
)

//go:embed actors.yaml
var actorsFile []byte

// gazetteer is actors.yaml, ready to be asked.
type gazetteer struct {
	names  map[string]string // folded name, initials as they stand -> the one name it goes by
	titles map[string]bool
	ignore map[string]bool
}

var knownActors = sync.OnceValue(func() gazetteer {
	var f struct {
		Actors map[string][]string
		Titles []string
		Ignore []string
	}
	if err := yaml.UnmarshalWithOptions(actorsFile, &f, yaml.Strict()); err != nil {
		panic("timeline: actors.yaml: " + err.Error()) // embedded: cannot happen in a binary that was tested
	}
	g := gazetteer{names: map[string]string{}, titles: map[string]bool{}, ignore: map[string]bool{}}
	for name, others := range f.Actors {
		for _, other := range append(others, name) {
			g.names[bare(other)] = name
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

// bare is a name without case, accents and stops; a name all in capitals keeps
// them, so that "UN" is not the Spanish "un".
func bare(name string) string {
	if name == strings.ToUpper(name) {
		return strings.Join(strings.Fields(strings.ReplaceAll(name, ".", "")), "")
	}
	return strings.Join(strings.Fields(strings.ReplaceAll(words.Fold(name), ".", " ")), " ")
}

// particles stand inside names in lower case.
var particles = map[string]bool{"de": true, "del": true, "of": true, "bin": true, "al": true, "el": true, "la": true, "von": true, "y": false}

const mostActors = 8

// names finds the runs of capitalised words of a sentence, without the titles
// and small words they begin with. A single word that opens the sentence
// counts only if the gazetteer knows it.
func names(text string) []string {
	s := words.Split(text)
	g := knownActors()
	word := func(i int) string { return text[s[i].Start:s[i].End] }
	var out []string
	for i := 0; i < len(s); i++ {
		end := nameEnd(text, s, i)
		if end == i {
			continue
		}
		start := i
		if known := g.names[bare(text[s[i].Start:s[end-1].End])]; known != "" {
			out = append(out, known)
			i = end - 1
			continue
		}
		for k := i; k < end; k++ {
			if g.titles[word(k)] || k == start && g.ignore[word(k)] {
				start = k + 1
			}
		}
		for start < end && particles[word(start)] {
			start++
		}
		if start < end {
			name := text[s[start].Start:s[end-1].End]
			if known := g.names[bare(name)]; known != "" {
				out = append(out, known)
			} else if utf8.RuneCountInString(name) > 2 && (start > 0 || end-start > 1) && !g.ignore[name] {
				out = append(out, name)
			}
		}
		i = end - 1
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

// actors are the names in an event's sentences, those that most articles give
// first; a part of a longer name ("Petro") counts for it ("Gustavo Petro").
func actors(texts []string, articles []int) []string {
	type mention struct {
		name    string
		article int
	}
	seen := map[mention]bool{}
	for i, text := range texts {
		for _, name := range names(text) {
			seen[mention{name, articles[i]}] = true
		}
	}
	counts := map[string]int{}
	for m := range seen {
		counts[m.name]++
	}
	all := make([]string, 0, len(counts))
	for name := range counts {
		all = append(all, name)
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(a, b)) })
	kept := all[:0]
	for _, name := range all {
		whole := slices.IndexFunc(kept, func(longer string) bool {
			l, n := words.Fold(longer), words.Fold(name)
			return l == n || strings.HasSuffix(l, " "+n) || strings.HasPrefix(l, n+" ")
		})
		if whole >= 0 {
			counts[kept[whole]] += counts[name]
			continue
		}
		kept = append(kept, name)
	}
	slices.SortStableFunc(kept, func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(a, b)) })
	return slices.Clone(kept[:min(len(kept), mostActors)])
}
