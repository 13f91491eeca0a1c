package timeline

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"dateline/timeline/words"
)

//go:embed lang/*.yaml
var files embed.FS

// language is what a language's file says about telling, its words folded.
type language struct {
	saying, bounding, aside, relative, prepositions, binding, leaning, pronouns, joining map[string]bool

	furniture []string // how a line begins that tells of no happening

	code                        string          // ISO 639-1
	citing, planned             [][]string      // "according to"; "is due": phrases, in words
	futures, pasts              []string        // endings of verbs of the future and of the past
	finite, participial         map[string]bool // verbs that make a clause their own; what a participle hangs on
	placing, toPlace            map[string]bool // prepositions of place, and what may stand between them and it
	speakers, counts, reckoning map[string]bool // who speaks: officials, police; what they keep: count, tally; verbs of counting
}

// languageFile is lang/*.yaml as it stands.
type languageFile struct {
	Saying, Bounding, Aside, Relative, Prepositions, Binding, Planned, Leaning, Pronouns, Joining, Furniture []string

	Citing, Speakers, Counts, Reckoning, Futures, Pasts, Finite, Participial []string
	Placing, ToPlace                                                         []string
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
			code:   code,
			saying: folds(f.Saying), bounding: folds(f.Bounding), aside: folds(f.Aside), relative: folds(f.Relative), prepositions: folds(f.Prepositions),
			binding: folds(f.Binding), leaning: folds(f.Leaning), pronouns: folds(f.Pronouns), joining: folds(f.Joining),
			speakers: folds(f.Speakers), counts: folds(f.Counts), reckoning: folds(f.Reckoning), placing: folds(f.Placing), toPlace: folds(f.ToPlace),
		}
		for _, phrase := range f.Furniture {
			l.furniture = append(l.furniture, words.Fold(phrase))
		}
		l.citing, l.planned, l.futures, l.pasts = phrases(f.Citing), phrases(f.Planned), f.Futures, f.Pasts
		l.finite, l.participial = folds(f.Finite), folds(f.Participial)
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

// phrases are phrases in folded words.
func phrases(list []string) [][]string {
	var out [][]string
	for _, phrase := range list {
		out = append(out, strings.Fields(words.Fold(phrase)))
	}
	return out
}

func folds(list []string) map[string]bool {
	set := make(map[string]bool, len(list))
	for _, w := range list {
		set[words.Fold(w)] = true
	}
	return set
}
