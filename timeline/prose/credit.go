package prose

import (
	_ "embed"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
)

//go:embed agencies.yaml
var agenciesFile []byte

// credits finds whose report a text is, by agencies.yaml.
type credits struct {
	names   map[string]string // as written -> the agency
	written []string          // the same, in order
	// closing is the credit that closes a dateline: "(Reuters) -", "(EFE).-", "( AP ) --".
	closing *regexp.Regexp
	// dateline is the same, wherever it stands: "BOGOTÁ (AP) —", "Redacción (EFE).-". The agency is its first group.
	dateline *regexp.Regexp
	// line is a line that names an agency and a place: "Reuters | Trípoli", "Moscú, 3 mar (EFE).-".
	line *regexp.Regexp
	// phrase is a credit in words. The agency is its first or second group.
	phrase *regexp.Regexp
}

var creditsOf = sync.OnceValue(func() credits {
	var file struct {
		Agencies                map[string][]string
		Editions, Before, After []string
	}
	if err := yaml.UnmarshalWithOptions(agenciesFile, &file, yaml.Strict()); err != nil {
		panic("prose: agencies.yaml: " + err.Error()) // embedded: cannot happen in a binary that was tested
	}
	c := credits{names: map[string]string{}}
	var all []string
	for name, written := range file.Agencies {
		for _, w := range written {
			c.names[w] = name
			all = append(all, w)
		}
	}
	name := anyOf(all)
	c.written = slices.Sorted(maps.Keys(c.names))
	c.closing = regexp.MustCompile(`\(\s?(?:` + name + `)\s?(?:` + anyOf(file.Editions) + `)?\)\s*(?:--|[-–—]|\.\s?[-–—]|:)+\s*`)
	c.dateline = regexp.MustCompile(`\(\s?(?:\p{L}+/)?(` + name + `)\s?(?:` + anyOf(file.Editions) + `)?\)`)
	c.line = regexp.MustCompile(`(?m)^(?:By )?(` + name + `)(?: Staff)? ?(?:\||,|/|$)`)
	c.phrase = regexp.MustCompile(`(?i:` + anyOf(file.Before) + `) (?:(?i:the|la agencia|agencia|la|el) )?(` + name + `)\b|(` + name + `) (?i:` + anyOf(file.After) + `)`)
	return c
})

// anyOf is a pattern of any of some words, the longest first.
func anyOf(words []string) string {
	slices.SortFunc(words, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	for i := range words {
		words[i] = regexp.QuoteMeta(words[i])
	}
	return strings.Join(words, "|")
}

// tail is how far from its end, in bytes, a text may say where it comes from.
const tail = 300

// Credit is the agency that a text says it is from, by its byline, its dateline
// or a line at its beginning or end: "AP", "Reuters", "EFE"; empty: it names none.
// A credit of a picture is no credit of the text.
func Credit(text string, byline []string) string {
	c := creditsOf()
	for _, author := range byline {
		for _, part := range strings.FieldsFunc(author, func(r rune) bool { return r == '/' || r == ',' || r == '|' }) {
			if name := c.names[strings.TrimSpace(part)]; name != "" {
				return name
			}
		}
	}
	head, end := text[:border(text, reach)], text[border(text, max(0, len(text)-tail)):]
	if !slices.ContainsFunc(c.written, func(name string) bool { return strings.Contains(head, name) || strings.Contains(end, name) }) {
		return "" // as most do; the patterns take longer
	}
	if at := c.dateline.FindStringSubmatch(head); at != nil {
		return c.names[at[1]]
	}
	if at := c.line.FindStringSubmatch(head); at != nil {
		return c.names[at[1]]
	}
	for _, part := range []string{head, end} {
		if at := c.phrase.FindStringSubmatch(part); at != nil {
			return c.names[at[1]+at[2]]
		}
	}
	if at := c.dateline.FindStringSubmatchIndex(end); at != nil && strings.Trim(end[at[1]:], " .\n-–—") == "" {
		return c.names[end[at[2]:at[3]]]
	}
	return ""
}
