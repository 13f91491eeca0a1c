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
	names                   map[string]string // as written -> the agency
	editions, before, after []string
	// closing is the credit that closes a dateline: "(Reuters) -", "(EFE).-", "( AP ) --".
	closing *regexp.Regexp
}

var creditsOf = sync.OnceValue(func() credits {
	var file struct {
		Agencies                map[string][]string
		Editions, Before, After []string
	}
	if err := yaml.UnmarshalWithOptions(agenciesFile, &file, yaml.Strict()); err != nil {
		panic("prose: agencies.yaml: " + err.Error()) // embedded: cannot happen in a binary that was tested
	}
	c := credits{names: map[string]string{}, editions: file.Editions, before: file.Before, after: file.After}
	for name, written := range file.Agencies {
		for _, w := range written {
			c.names[w] = name
		}
	}
	c.closing = regexp.MustCompile(`\(\s?(?:` + anyOf(slices.Collect(maps.Keys(c.names))) + `)\s?(?:` + anyOf(file.Editions) + `)?\)\s*(?:--|[-–—]|\.\s?[-–—]|:)+\s*`)
	return c
})

// byline is who wrote a report, where that runs into its first sentence: "By Ana
// Luz, Special to CNN The mayor".
var byline = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:By|Por) \p{Lu}[\p{L}.'’-]*(?:,? (?:and |y |e )?\p{Lu}[\p{L}.'’-]*){1,8}, (?:Special to |Especial para )?(?:` + anyOf(slices.Collect(maps.Keys(creditsOf().names))) + `)\s+([“"«¿¡]?\p{Lu})`)
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
	if name, _ := c.bracketed(head); name != "" {
		return name
	}
	for line := range strings.Lines(head) {
		at := strings.IndexAny(line, "|,/\n")
		if name := c.names[strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line[:max(at, 0)]), "By "), " Staff")]; name != "" {
			return name
		}
	}
	if name := c.phrased(head); name != "" {
		return name
	}
	if name := c.phrased(end); name != "" {
		return name
	}
	if name, after := c.bracketed(end); strings.Trim(after, " .\n-–—") == "" {
		return name
	}
	return ""
}

// bracketed is the first agency that stands in parentheses, "BOGOTÁ (AP) —",
// "Lima (Redacción/EFE).-", and the text after them.
func (c credits) bracketed(text string) (name, after string) {
	for {
		open := strings.IndexByte(text, '(')
		if open < 0 {
			return "", ""
		}
		text = text[open+1:]
		shut := strings.IndexByte(text, ')')
		if shut < 0 {
			return "", ""
		}
		inside := strings.TrimSpace(text[:shut])
		for _, edition := range c.editions {
			inside = strings.TrimSpace(strings.TrimSuffix(inside, edition))
		}
		if name := c.names[inside[strings.LastIndexByte(inside, '/')+1:]]; name != "" {
			return name, text[shut+1:]
		}
	}
}

// phrased is the agency that a text credits in words. The first letter of a
// phrase may be a capital.
func (c credits) phrased(text string) string {
	for _, phrase := range c.before {
		if _, rest, found := strings.Cut(text, phrase[1:]); found {
			rest = strings.TrimLeft(rest, " ")
			for _, article := range []string{"the ", "la ", "el ", "agencia "} {
				rest = strings.TrimPrefix(rest, article)
			}
			if name := c.names[c.longest(rest, strings.HasPrefix)]; name != "" {
				return name
			}
		}
	}
	for _, phrase := range c.after {
		if head, _, found := strings.Cut(text, " "+phrase); found {
			if name := c.names[c.longest(head, strings.HasSuffix)]; name != "" {
				return name
			}
		}
	}
	return ""
}

// longest is the longest name that a text has where has looks.
func (c credits) longest(text string, has func(text, name string) bool) string {
	found := ""
	for written := range c.names {
		if len(written) > len(found) && has(text, written) {
			found = written
		}
	}
	return found
}
