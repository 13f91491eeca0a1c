package prose

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
)

//go:embed lang/*.yaml
var files embed.FS

// table is what a language's file says, ready to be asked.
type table struct {
	never, number, maybe, openers map[string]bool
	credits                       []string
	letters                       letters
}

// languages are those with a file in lang, in order.
func languages() []string {
	entries, err := files.ReadDir("lang")
	if err != nil {
		panic(err) // embedded: cannot happen in a binary that was tested
	}
	var codes []string
	for _, e := range entries {
		codes = append(codes, strings.TrimSuffix(e.Name(), ".yaml"))
	}
	return codes
}

// tables holds every language's table, and under "" their union, which serves
// texts of unknown language.
var tables = sync.OnceValue(func() map[string]table {
	all := map[string]table{}
	var posters, posting, buttons []string
	union := table{never: map[string]bool{}, number: map[string]bool{}, maybe: map[string]bool{}, openers: map[string]bool{}}
	for _, lang := range languages() {
		raw, err := files.ReadFile("lang/" + lang + ".yaml")
		if err != nil {
			panic(err) // embedded: cannot happen in a binary that was tested
		}
		var lists struct{ Never, Number, Maybe, Openers, Credits, Posters, Posting, Buttons []string }
		if err := yaml.UnmarshalWithOptions(raw, &lists, yaml.Strict()); err != nil {
			panic(fmt.Sprintf("prose: lang/%s.yaml: %v", lang, err))
		}
		t := table{never: set(lists.Never, union.never), number: set(lists.Number, union.number),
			maybe: set(lists.Maybe, union.maybe), openers: set(lists.Openers, union.openers), credits: lists.Credits,
			letters: lettersOf(lists.Posters, lists.Posting, lists.Buttons)}
		union.credits = append(union.credits, lists.Credits...)
		posters, posting, buttons = append(posters, lists.Posters...), append(posting, lists.Posting...), append(buttons, lists.Buttons...)
		all[lang] = t
	}
	union.letters = lettersOf(posters, posting, buttons)
	all[""] = union
	return all
})

// set makes a set of words and adds them to the union as well.
func set(words []string, union map[string]bool) map[string]bool {
	s := make(map[string]bool, len(words))
	for _, w := range words {
		s[w], union[w] = true, true
	}
	return s
}

func tableOf(lang string) table {
	if t, ok := tables()[lang]; ok {
		return t
	}
	return tables()[""]
}
