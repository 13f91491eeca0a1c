package timeline

import (
	"cmp"
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"dateline/timeline/words"
)

//go:embed lang/*.yaml
var files embed.FS

// language is what a language's file says about telling, its words folded.
type language struct {
	saying, bounding, aside, relative, within, prepositions, binding, planned, leaning, pronouns, joining map[string]bool

	numbers, multiples  map[string]float64
	atLeast, cumulative []string
	furniture           []string // how a line begins that tells of no happening
	running, tollMarks  map[string]bool
	tolls               []toll
	nouns, verbs        map[string]string // word -> figure it belongs to
}

// toll is a phrase that says what the number after it counts.
type toll struct{ name, phrase string }

// languageFile is lang/*.yaml as it stands.
type languageFile struct {
	Saying, Bounding, Aside, Relative, Within, Prepositions, Binding, Planned, Leaning, Pronouns, Joining, Furniture []string

	Numbers, Multiples  map[string]float64
	AtLeast, Cumulative []string
	Running, TollMarks  []string
	Tolls               map[string][]string
	Figures             map[string]struct{ Noun, Verb []string }
}

// languages are those with a file in lang.
var languages = sync.OnceValue(func() map[string]*language {
	all := map[string]*language{}
	entries, err := files.ReadDir("lang")
	if err != nil {
		panic(err) // embedded: cannot happen in a binary that was tested
	}
	for _, e := range entries {
		code := strings.TrimSuffix(e.Name(), ".yaml")
		raw, err := files.ReadFile("lang/" + e.Name())
		if err != nil {
			panic(err) // embedded: cannot happen in a binary that was tested
		}
		var f languageFile
		if err := yaml.UnmarshalWithOptions(raw, &f, yaml.Strict()); err != nil {
			panic(fmt.Sprintf("timeline: lang/%s.yaml: %v", code, err))
		}
		l := &language{
			saying: folds(f.Saying), bounding: folds(f.Bounding), aside: folds(f.Aside), relative: folds(f.Relative), within: folds(f.Within), prepositions: folds(f.Prepositions),
			binding: folds(f.Binding), planned: folds(f.Planned), leaning: folds(f.Leaning), pronouns: folds(f.Pronouns), joining: folds(f.Joining),
			numbers: map[string]float64{}, multiples: map[string]float64{}, nouns: map[string]string{}, verbs: map[string]string{},
		}
		for w, n := range f.Numbers {
			l.numbers[words.Fold(w)] = n
		}
		for w, n := range f.Multiples {
			l.multiples[words.Fold(w)] = n
		}
		for _, phrase := range f.Furniture {
			l.furniture = append(l.furniture, words.Fold(phrase))
		}
		for _, phrase := range f.AtLeast {
			l.atLeast = append(l.atLeast, words.Fold(phrase))
		}
		for _, phrase := range f.Cumulative {
			l.cumulative = append(l.cumulative, words.Fold(phrase))
		}
		l.running, l.tollMarks = folds(f.Running), folds(f.TollMarks)
		for name, phrases := range f.Tolls {
			for _, phrase := range phrases {
				l.tolls = append(l.tolls, toll{name, words.Fold(phrase)})
			}
		}
		slices.SortFunc(l.tolls, func(a, b toll) int { return cmp.Compare(a.name+a.phrase, b.name+b.phrase) })
		for name, figure := range f.Figures {
			for _, w := range figure.Noun {
				l.nouns[words.Fold(w)] = name
			}
			for _, w := range figure.Verb {
				l.verbs[words.Fold(w)] = name
			}
		}
		all[code] = l
	}
	return all
})

// languageOf returns a language's words, and none for a language without a file.
func languageOf(code string) *language {
	if l := languages()[code]; l != nil {
		return l
	}
	return &language{}
}

func folds(list []string) map[string]bool {
	set := make(map[string]bool, len(list))
	for _, w := range list {
		set[words.Fold(w)] = true
	}
	return set
}
