package extract

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

//go:embed authors.yaml
var authorsYAML []byte

type authorWords struct {
	prefixes []string
	splitRE  *regexp.Regexp
	andRE    *regexp.Regexp // a word that joins names, at the end
	roles    map[string]bool
	none     map[string]bool
	joins    map[string]bool
	agencies map[string]bool
	after    map[string]bool
	pages    map[string]bool
	elements phrases
	beside   phrases
}

var authorVocabulary = sync.OnceValue(func() *authorWords {
	var f struct {
		Prefix, Split, Roles, None, Joins, Agencies, Elements, Beside, After, Pages []string
	}
	if err := yaml.UnmarshalWithOptions(authorsYAML, &f, yaml.Strict()); err != nil {
		panic("extract: authors.yaml: " + err.Error())
	}
	w := &authorWords{roles: set(f.Roles), none: set(f.None), joins: set(f.Joins), agencies: set(f.Agencies), after: set(f.After), pages: set(f.Pages), elements: newPhrases(map[string][]string{"": f.Elements}),
		beside: newPhrases(map[string][]string{"": f.Beside})}
	for _, p := range f.Prefix {
		w.prefixes = append(w.prefixes, plain(p))
	}
	var alt []string
	for _, s := range f.Split {
		alt = append(alt, regexp.QuoteMeta(s))
	}
	w.andRE = regexp.MustCompile(`(?i)\s(?:` + strings.Join(alt, "|") + `)\s+$`)
	w.splitRE = regexp.MustCompile(`(?i)\s+(?:` + strings.Join(alt, "|") + `)\s+|\s*[,;/|•·]\s*`)
	return w
})

// maxAuthors bounds a byline: longer lists are not of authors.
const maxAuthors = 12

// authors are the names in the byline. Where the page's data names nobody but
// the outlet, a byline that readers see says more.
func (d *document) authors(main *ldArticle, outlet string) []string {
	own := map[string]bool{normal(outlet): true, normal(d.site()): true, normal(d.meta("og:site_name")): true}
	if d.page != nil {
		own[normal(strings.TrimPrefix(d.page.Hostname(), "www."))] = true
	}
	if main != nil {
		own[normal(main.publisher)] = true
	}
	isOutlet := func(name string) bool { return own[normal(name)] }
	said := d.saidAuthors(main)
	if people := slices.DeleteFunc(slices.Clone(said), isOutlet); len(people) > 0 {
		return people
	}
	seen := d.byline()
	if people := slices.DeleteFunc(slices.Clone(seen), isOutlet); len(people) > 0 {
		seen = people
	}
	if len(said) == 0 {
		return seen
	}
	for _, name := range seen {
		if own := normal(name); isOutlet(name) || strings.Contains(own, normal(said[0])) {
			return said
		}
	}
	if len(seen) == 0 {
		return said
	}
	return seen
}

// saidAuthors are the names in JSON-LD, meta elements, rel=author and microdata:
// the first of them that names anybody.
func (d *document) saidAuthors(main *ldArticle) []string {
	if main != nil {
		if names := cleanAuthors(main.authors, true); len(names) > 0 {
			return names
		}
	}
	var said []string
	for _, name := range [...]string{"author", "article:author", "authors", "byl", "citation_author", "dc.creator", "dcterms.creator", "dc.creator.aut", "parsely-author", "sailthru.author", "cxenseparse:author", "article:author_name", "og:article:author", "twitter:creator_name", "creator"} {
		said = append(said, d.metas[name]...)
		if names := cleanAuthors(said, true); len(names) > 0 {
			return names
		}
	}
	for _, pick := range []func(*html.Node) bool{
		func(n *html.Node) bool { return strings.Contains(" "+attr(n, "itemprop")+" ", " author ") },
		func(n *html.Node) bool { return strings.Contains(" "+attr(n, "rel")+" ", " author ") },
	} {
		var found []string
		for n := range d.root.Descendants() {
			if isElement(n) && pick(n) && !isElement(n, atom.Link) {
				found = append(found, authorText(n))
			}
		}
		if names := cleanAuthors(found, true); len(names) > 0 {
			return names
		}
	}
	return nil
}

// authorText is the name in an element that says it is an author.
func authorText(n *html.Node) string {
	if s := attr(n, "content"); s != "" {
		return s
	}
	for c := range n.Descendants() {
		if isElement(c) && strings.Contains(" "+attr(c, "itemprop")+" ", " name ") {
			return cmpOr(attr(c, "content"), textOf(c))
		}
	}
	return textWithin(n, 400)
}

// byline reads names from the line under the headline.
func (d *document) byline() []string {
	w := authorVocabulary()
	var marked, linked, prefixed []string
	for _, l := range d.lines(1200) {
		if len(l.text) > 160 || l.node.Type != html.ElementNode {
			continue
		}
		line := beforeDate(l.text)
		rest, has := afterPrefix(line, w)
		if len(marked) == 0 {
			marked = withOthers(markedAuthors(l.node, rest, w), rest, w)
		}
		if len(linked) == 0 {
			linked = withOthers(d.linkedAuthors(l.node, w), rest, w)
		}
		if has && len(prefixed) == 0 && len(strings.Fields(line)) < 14 && startsUpper(rest) {
			prefixed = cleanAuthors([]string{rest}, false)
		}
	}
	switch {
	case len(marked) > 0:
		return marked
	case len(linked) > 0:
		return linked
	}
	return prefixed
}

// afterPrefix is what follows "By" in a line, or in one of the parts that bars
// and dots make of it.
func afterPrefix(line string, w *authorWords) (string, bool) {
	if rest, has := withoutPrefix(line, w); has {
		return rest, true
	}
	for _, part := range barRE.Split(line, 8)[1:] {
		if rest, has := withoutPrefix(part, w); has {
			return rest, true
		}
	}
	return strings.TrimSpace(line), false
}

var barRE = regexp.MustCompile(`\s+[|•·]\s+`)

// withOthers adds to the names that are marked in a line those that stand
// unmarked beside them: "By <a>Ana Pérez</a> and Luis Nuñez", "Ana Pérez / Agencias".
func withOthers(marked []string, line string, w *authorWords) []string {
	if len(marked) == 0 || len(line) > 120 {
		return marked
	}
	out := slices.Clone(marked)
	for _, name := range cleanAuthors([]string{line}, false) {
		before, _, _ := strings.Cut(line, name)
		if slices.Contains(marked, name) {
			continue
		}
		if w.agencies[plain(name)] || w.andRE.MatchString(before) && len(strings.Fields(name)) > 1 {
			out = append(out, name)
		}
	}
	return out
}

// linkedAuthors are the names in a line that lead to their authors' pages.
func (d *document) linkedAuthors(n *html.Node, w *authorWords) []string {
	var found []string
	for _, a := range find(n, atom.A) {
		u, err := d.resolve(attr(a, "href"))
		if err != nil || d.page == nil || u.Host != d.page.Host {
			continue
		}
		for part := range strings.SplitSeq(u.Path, "/") {
			if w.pages[part] && len(strings.Fields(textOf(a))) > 1 {
				found = append(found, textOf(a))
			}
		}
	}
	return cleanAuthors(found, false)
}

// markedAuthors are the names in a line, or a part of it, that is called byline
// or author.
func markedAuthors(n *html.Node, line string, w *authorWords) []string {
	for _, e := range find(n) {
		if own := names(e); e == n || !w.elements.in(own) || w.beside.in(own) {
			continue
		}
		if found := cleanAuthors([]string{beforeDate(textOf(e))}, false); len(found) > 0 {
			return found
		}
	}
	if own := names(n); w.beside.in(own) {
		return nil
	}
	if w.elements.in(names(n)) || isElement(n.Parent) && w.elements.in(names(n.Parent)) {
		return cleanAuthors([]string{line}, false)
	}
	return nil
}

// startsUpper reports whether a line begins like a name: scripts without
// capitals begin so always.
func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) && !unicode.IsLower(r)
}

// beforeDate cuts a byline where its date begins.
func beforeDate(line string) string {
	if list := writtenDates(line, true); len(list) > 0 {
		if head := strings.TrimRight(line[:list[0].start], " ,|·•-–—(:"); letters(head) > 3 {
			line = head
		}
	}
	l := plain(line)
	for _, labels := range [][]string{vocabulary().labels.published, vocabulary().labels.updated} {
		if i := lastLabel(line, labels); i > 3 && len(l) == len(line) {
			line = strings.TrimRight(line[:i], " ,|·•-–—(:")
			l = plain(line)
		}
	}
	return line
}

func withoutPrefix(s string, w *authorWords) (string, bool) {
	s = strings.TrimSpace(s)
	found := false
	for again := true; again; {
		again = false
		for _, p := range w.prefixes {
			if len(s) <= len(p) {
				continue
			}
			head := s
			if cutAt := runeIndex(s, utf8.RuneCountInString(p)); cutAt > 0 && cutAt < len(s) {
				head = s[:cutAt]
			}
			if plain(head) != p || len(head) == len(s) {
				continue
			}
			rest := s[len(head):]
			if r, _ := utf8.DecodeRuneInString(rest); r == ' ' || r == ':' || r == '\u00a0' {
				if t := strings.TrimLeft(rest, " :\u00a0"); t != "" && (p != "de" && p != "da" && p != "di" && p != "van" && p != "von" || !found) {
					s, found, again = t, true, true
					break
				}
			}
		}
	}
	return s, found
}

// runeIndex is the byte offset of the n-th rune.
func runeIndex(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

// cleanAuthors splits bylines into names and drops what is none. Lists that
// were given as data are only split where a name cannot hold the separator.
func cleanAuthors(raw []string, data bool) []string {
	w := authorVocabulary()
	var out []string
	seen := map[string]bool{}
	for _, s := range raw {
		s = markupFree(s)
		if strings.Contains(s, "://") || len(s) > 400 {
			continue
		}
		s = beforeMail(s)
		for i, name := range w.splitRE.Split(s, -1) {
			name, _ = withoutPrefix(strings.TrimLeft(strings.Trim(name, " ,:;|-–—\"'“”@"), "."), w)
			name = withoutAfter(strings.Trim(squash(name), " ,:;|-–—\"“”"), w)
			if head, _, ok := strings.Cut(name, " - "); ok && !data {
				name = head // "Ana Pérez - Reporter", "teleSur - ac - MM"
			}
			if strings.Count(name, "(") != strings.Count(name, ")") || strings.HasPrefix(name, "(") {
				continue
			}
			if cutName, _, ok := strings.Cut(name, " ("); ok {
				name = cutName
			}
			if !data {
				name = w.capitalised(name)
			}
			key := plain(name)
			if name == "" || seen[key] || w.none[key] || i > 0 && w.isRole(key) || !isName(name, data) && !w.agencies[key] {
				continue
			}
			seen[key] = true
			out = append(out, name)
			if len(out) >= maxAuthors {
				return out
			}
		}
	}
	return out
}

// isRole reports whether what follows a name says who that is: "editor",
// "transport correspondent", "corresponsal en Bogotá".
func (w *authorWords) isRole(key string) bool {
	first, _, _ := strings.Cut(key, " ")
	return w.roles[key] || w.roles[first] || w.roles[key[strings.LastIndexByte(key, ' ')+1:]]
}

// capitalised cuts a name where words in lower case follow two or more that are
// not: "Ana Pérez puerto rosales", "Luis Nuñez im Gespräch". What joins the
// parts of a name may be in lower case.
func (w *authorWords) capitalised(name string) string {
	words := strings.Fields(name)
	for i, word := range words {
		if r, _ := utf8.DecodeRuneInString(word); !unicode.IsLower(r) || w.joins[plain(word)] {
			continue
		}
		for i > 0 && w.joins[plain(words[i-1])] {
			i--
		}
		if i > 1 {
			return strings.Join(words[:i], " ")
		}
		break
	}
	return name
}

// withoutAfter cuts off what stood between a name and its date, and a full stop
// that is not of an initial.
func withoutAfter(name string, w *authorWords) string {
	if i := strings.LastIndexByte(name, ' '); i > 0 && w.after[plain(name[i+1:])] {
		name = strings.TrimSpace(name[:i])
	}
	if last := name[strings.LastIndexByte(name, ' ')+1:]; utf8.RuneCountInString(last) > 3 || last == name {
		name = strings.TrimRight(name, ".")
	}
	return name
}

var mailRE = regexp.MustCompile(`\S+@\S+\.\S+|\s@\w+`)

func beforeMail(s string) string { return mailRE.ReplaceAllString(s, " ") }

var ordinalRE = regexp.MustCompile(`\b[1-4](?:st|nd|rd|th)\b`)

// isName reports whether a string can be the name of a person or a newsroom.
func isName(s string, data bool) bool {
	n := utf8.RuneCountInString(s)
	fields := len(strings.Fields(s))
	if n < 2 || n > 60 || fields > 7 {
		return false
	}
	s = ordinalRE.ReplaceAllString(s, "") // "Petty Officer 2nd Class Ana Pérez"
	digits, upper := 0, 0
	for _, r := range s {
		if unicode.IsDigit(r) {
			digits++
		}
		if unicode.IsUpper(r) || unicode.Is(unicode.Lo, r) {
			upper++
		}
	}
	if digits > 0 && !data || digits > 4 {
		return false
	}
	if !data && (upper == 0 || fields < 2 && n < 4 && !unicode.Is(unicode.Lo, []rune(s)[0])) {
		return false
	}
	return !strings.ContainsAny(s, "?!{}[]=<>:")
}
