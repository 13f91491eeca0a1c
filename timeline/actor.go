package timeline

import (
	"cmp"
	_ "embed"
	"maps"
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
	organisations map[string]string // key of a name -> the one name it goes by
	translated    map[string]string // word of an organisation's name -> the first of those that mean it in any language, folded

	titles, portfolios, ignore, adjectives, directions, given, vessels map[string]bool // as they stand

	before map[string]bool // what may stand before a name and be no part of it: all of the above but given and vessels, and particles

	particles, prefixed, conjunctions, of, articles map[string]bool // small words: those inside names, before them in other alphabets, of lists, before who or what a name belongs to, of all languages

	heads, organisationWords, placeWords, roles, descriptive, legal, tails, furniture, common, crafts, who, its, newsrooms, correspondents, reporting, ministers map[string]bool // folded

	compounds map[string]bool // folded
	placed    []string        // folded
	or        []string        // between a name and its short one, with the blanks around it
	headStems []string        // what heads have in common behind their first letters, which may be capitals: "resident"
}

var knownActors = sync.OnceValue(func() *gazetteer {
	var f struct {
		Organisations                                                                                                                                                         map[string][]string
		Heads, Organisation, Place, Roles, Placed, Descriptive, Legal, Tails, Furniture, Common, Compounds, Crafts, Who, Its, Newsrooms, Correspondents, Reporting, Ministers []string
		Titles, Portfolios, Ignore, Adjectives, Directions, Given, Vessels                                                                                                    []string
		Particles, Prefixed, Conjunctions, Of, Or, Translated                                                                                                                 []string
	}
	if err := yaml.UnmarshalWithOptions(actorsFile, &f, yaml.Strict()); err != nil {
		panic("timeline: actors.yaml: " + err.Error()) // embedded: cannot happen in a binary that was tested
	}
	g := &gazetteer{organisations: map[string]string{}, translated: map[string]string{}, heads: folds(f.Heads), organisationWords: folds(f.Organisation), placeWords: folds(f.Place),
		roles: folds(f.Roles), descriptive: folds(f.Descriptive), legal: folds(f.Legal), tails: folds(f.Tails), furniture: folds(f.Furniture), common: folds(f.Common), compounds: folds(f.Compounds), crafts: folds(f.Crafts), newsrooms: folds(f.Newsrooms), correspondents: folds(f.Correspondents), reporting: folds(f.Reporting), ministers: folds(f.Ministers),
		titles: asIs(f.Titles), portfolios: asIs(f.Portfolios), ignore: asIs(f.Ignore), adjectives: asIs(f.Adjectives), directions: asIs(f.Directions),
		given: asIs(f.Given), vessels: asIs(f.Vessels), who: folds(f.Who), its: folds(f.Its),
		particles: asIs(f.Particles), prefixed: asIs(f.Prefixed), conjunctions: asIs(f.Conjunctions), of: asIs(f.Of), articles: map[string]bool{}, before: map[string]bool{}}
	for _, l := range languages() {
		maps.Copy(g.articles, l.articles)
	}
	for _, list := range []map[string]bool{g.particles, g.ignore, g.titles, g.portfolios, g.directions, g.adjectives} {
		maps.Copy(g.before, list)
	}
	for name, others := range f.Organisations {
		for _, other := range append(others, name) {
			g.organisations[atlas.Key(other)] = name
		}
	}
	for _, line := range f.Translated {
		same := strings.Fields(words.Fold(line))
		for _, w := range same {
			g.translated[w] = same[0]
		}
	}
	for _, head := range slices.Sorted(slices.Values(f.Heads)) { // a shorter one stands before those that begin with it
		stem := head[1:]
		if !slices.ContainsFunc(g.headStems, func(s string) bool { return strings.HasPrefix(stem, s) }) {
			g.headStems = append(g.headStems, stem)
		}
	}
	for _, phrase := range f.Or {
		g.or = append(g.or, " "+phrase+" ")
	}
	for _, phrase := range f.Placed {
		g.placed = append(g.placed, words.Fold(phrase))
	}
	return g
})

func asIs(list []string) map[string]bool {
	out := make(map[string]bool, len(list))
	for _, w := range list {
		out[w] = true
	}
	return out
}

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
	var out []mention
	for i := 0; i < len(s); i++ {
		end := nameEnd(text, s, i)
		if end == i {
			continue
		}
		if joined := g.conjoined(text, s, i, end); joined > end {
			end = joined
		}
		if m, found := g.mention(text, s, i, end); found {
			out = append(out, m)
		}
		i = end - 1
	}
	return out
}

// mention is the name in the run of capitalised words from i to end, if there is
// one.
func (g *gazetteer) mention(text string, s []words.Word, i, end int) (mention, bool) {
	word := func(k int) string { return text[s[k].Start:s[k].End] }
	start, titled := g.quiet(text, s, i, end), false
	if start > 1 && g.of[word(start-1)] {
		switch office := word(start - 2); {
		case g.titles[office] && start+1 < end && g.portfolios[word(start)]:
			start, titled = start+1, true // "Secretary of State Ana Ruiz"
		case g.ministers[words.Fold(office)] && start+1 < end && g.given[word(start+1)]:
			start, titled = start+1, true // "el ministro de Hidrocarburos Luis Prado"
		case g.ministers[words.Fold(office)] && atlas.Of(word(start)) == "" && !isPlace(word(start)):
			return mention{}, false // "la ministra de Hidrocarburos"
		}
	}
	for start < end {
		name := text[s[start].Start:s[end-1].End]
		if known, kind := g.known(name); known != "" {
			return mention{name: known, as: name, kind: kind, start: s[start].Start, end: s[end-1].End}, true
		}
		w := word(start)
		if start+1 < end && isCountry(w) { // "U.S. Congress"
			if known, _ := g.known(text[s[start+1].Start:s[end-1].End]); known != "" {
				start++
				continue
			}
		}
		if !g.before[w] && atlas.Of(w) == "" {
			break // as most
		}
		if start == i && g.articled(text, s, i, end) {
			break // "en El Alto"
		}
		if !g.particles[w] && !g.ignore[w] && !g.leads(text, s, start, end) && !(titled && start+1 < end && g.portfolios[w]) { // "Secretary of State Ana Ruiz"
			break
		}
		titled = titled || g.titles[w]
		start++
	}
	for k := start + 1; k+1 < end; k++ { // "Texas Republican Representative Joe Barton"
		if g.titles[word(k)] && !g.organisationWords[words.Fold(word(k+1))] && !g.particles[word(k+1)] {
			start, titled = k+1, true
		}
	}
	for end > start+1 && g.titles[word(end-1)] { // "US Secretary"
		end--
		if known, kind := g.known(text[s[start].Start:s[end-1].End]); known != "" {
			return mention{name: known, as: text[s[start].Start:s[end-1].End], kind: kind, start: s[start].Start, end: s[end-1].End}, true
		}
	}
	firm := end > start+1 && g.legal[words.Fold(word(end-1))] // "Transocean Ltd"
	if firm {
		end--
	}
	if start >= end || g.loud(text, s[start:end]) {
		return mention{}, false
	}
	name := text[s[start].Start:s[end-1].End]
	if n := utf8.RuneCountInString(name); n < 2 || n == 2 && name != strings.ToUpper(name) || g.ignore[name] || g.adjectives[name] || atlas.Of(name) != "" || g.furniture[words.Fold(name)] || g.common[words.Fold(name)] {
		return mention{}, false
	}
	if start+1 == end && numbered(text[s[start].End:]) {
		return mention{}, false
	}
	m := mention{name: name, start: s[start].Start, end: s[end-1].End}
	if titled && !g.organisationWords[words.Fold(word(end-1))] {
		m.kind = Person
	}
	if firm {
		m.kind = Organisation
	}
	m.opens = m.kind == "" && start == 0 && end == start+1
	return m, true
}

// articled reports whether the article that a run of capitals within a sentence begins
// with is part of the name: "in The Hague", "en El Alto", not "says The UN".
func (g *gazetteer) articled(text string, s []words.Word, i, end int) bool {
	w := text[s[i].Start:s[i].End]
	if i == 0 || i+1 >= end || !g.articles[words.Fold(w)] || text[s[i].Start-1] != ' ' || !wordByte(text[s[i].Start-2]) {
		return false
	}
	next, rest := text[s[i+1].Start:s[i+1].End], text[s[i+1].Start:s[end-1].End]
	known, _ := g.known(rest)
	return known == "" && smallLetters(rest) && !g.before[next] && atlas.Of(next) == ""
}

// numbered reports whether what follows a word is the number of one of several: "Gate 3".
func numbered(after string) bool {
	after, spaced := strings.CutPrefix(after, " ")
	rest := strings.TrimLeft(after, "0123456789")
	digits := len(after) - len(rest)
	return spaced && (digits == 1 || digits == 2) && (rest == "" || strings.IndexByte(" ,;)", rest[0]) >= 0) && !(len(rest) > 1 && rest[0] == ',' && unicode.IsDigit(rune(rest[1])))
}

func isPlace(name string) bool {
	_, known := atlas.Named(name)
	return known
}

func isCountry(name string) bool {
	p, known := atlas.Named(name)
	return known && p.Kind == atlas.Country
}

// leads reports whether the word that a run of capitals begins with is no part of
// the name: a title, a portfolio before one, the adjective of a people.
func (g *gazetteer) leads(text string, s []words.Word, start, end int) bool {
	word := func(k int) string { return text[s[k].Start:s[k].End] }
	w := word(start)
	ministry := start+1 < end && g.organisationWords[words.Fold(word(start+1))]
	switch {
	case g.portfolios[w]: // "Foreign Minister", "Asuntos Exteriores", not "Health Ministry"
		k := start
		for k < end && g.portfolios[word(k)] {
			k++
		}
		return k == end || g.titles[word(k)]
	case g.titles[w]:
		return !ministry
	case g.directions[w]:
		return start+1 == end || atlas.Of(word(start+1)) != "" || g.adjectives[word(start+1)]
	case atlas.Of(w) != "" || g.adjectives[w]:
		return !ministry
	}
	return false
}

// loud reports whether most of a name is in capitals, as a line of a menu or the
// first words of a report, and not as the initials of an organisation.
func (g *gazetteer) loud(text string, s []words.Word) bool {
	loud := 0
	for _, w := range s {
		if allCapitals(text[w.Start:w.End]) {
			loud++
		}
	}
	return loud > 1 || loud == 1 && (len(s) > 1 || len(text[s[0].Start:s[0].End]) > 8)
}

// allCapitals reports whether a word is longer than most initials, and in capitals.
func allCapitals(word string) bool {
	return len(word) > 4 && !smallLetters(word) && word == strings.ToUpper(word) && strings.ToLower(word) != word
}

// smallLetters reports whether a word has small letters of ASCII.
func smallLetters(word string) bool {
	return strings.ContainsFunc(word, func(r rune) bool { return 'a' <= r && r <= 'z' })
}

// quiet is where a run of capitalised words goes on after the line in capitals that
// it may begin with.
func (g *gazetteer) quiet(text string, s []words.Word, i, end int) int {
	from, loud := i, 0
	for k := i; k < end; k++ {
		if allCapitals(text[s[k].Start:s[k].End]) {
			from, loud = k+1, loud+1
		}
	}
	if loud < 2 {
		return i
	}
	return from
}

// conjoined is the end of an organisation's name that holds "and": "the National
// Oceanic and Atmospheric Administration"; otherwise the end it has.
func (g *gazetteer) conjoined(text string, s []words.Word, i, end int) int {
	if i == 0 || end+1 >= len(s) || end-i > 3 || !g.conjunctions[text[s[end].Start:s[end].End]] || strings.TrimSpace(text[s[end-1].End:s[end].Start]) != "" {
		return end
	}
	before := text[s[i-1].Start:s[i-1].End]
	last := nameEnd(text, s, end+1)
	if last <= end+2 || !g.articles[words.Fold(before)] || !g.organisationWords[words.Fold(text[s[last-1].Start:s[last-1].End])] || g.organisationWords[words.Fold(text[s[end-1].Start:s[end-1].End])] && !g.portfolios[text[s[end-1].Start:s[end-1].End]] {
		return end
	}
	if known, _ := g.known(text[s[end+1].Start:s[last-1].End]); known != "" {
		return end
	}
	if known, _ := g.known(text[s[i].Start:s[end-1].End]); known != "" {
		return end
	}
	return last
}

// midway stands before words that are looked up as they stand within a sentence.
const midway = "1 "

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
	g := knownActors()
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
		case k > i && g.of[word]:
			if before := words.Fold(text[s[k-1].Start:s[k-1].End]); !g.organisationWords[before] && !g.placeWords[before] && !g.further(text, s, i, k) {
				return end // "Louis Ballinger of Oxfam"
			}
		case k > i && end == k && g.conjunctions[word] && g.portfolio(text, s, i, k):
			return k + 2 // "Ministerio de Energía y Minas"
		case k > i && g.particles[word]:
		case k > i+1 && end == k-1 && g.articles[word] && g.of[text[s[k-1].Start:s[k-1].End]] && g.organisationWords[words.Fold(text[s[k-2].Start:s[k-2].End])]: // "Ministry of the Interior"
		case k > i+1 && end == k && g.secondGiven(text, s, k):
			return k + 1
		default:
			return end
		}
	}
	return end
}

// further reports whether the word for "of" at k goes on with the name of an organisation
// that has had one already, and does not say where it is: "Comisión Nacional del Mercado
// de Valores", not "Ministerio de Defensa de Colombia".
func (g *gazetteer) further(text string, s []words.Word, i, k int) bool {
	if k+1 == len(s) || !g.organised(text, s[i:k]) {
		return false
	}
	next := text[s[k+1].Start:s[k+1].End]
	r, _ := utf8.DecodeRuneInString(next)
	_, place := atlas.Named(next)
	if !unicode.IsUpper(r) || place {
		return false
	}
	if slices.ContainsFunc(s[i:k], func(w words.Word) bool { return g.particles[text[w.Start:w.End]] }) {
		return true
	}
	w := s[max(i, k-2)]
	kind := g.translated[words.Fold(text[w.Start:w.End])]
	return kind != "" && k > i+1 && text[s[k].Start:s[k].End] == "de" && !g.given[next] // "Federación Nacional de Transportistas"
}

// organised reports whether one of some words is of an organisation's name.
func (g *gazetteer) organised(text string, s []words.Word) bool {
	return slices.ContainsFunc(s, func(w words.Word) bool { return g.organisationWords[words.Fold(text[w.Start:w.End])] })
}

// portfolio reports whether the "and" at k is within the name of a ministry, which is of
// the one and of the other: what follows is a portfolio.
func (g *gazetteer) portfolio(text string, s []words.Word, i, k int) bool {
	return k+1 < len(s) && text[s[k].End:s[k+1].Start] == " " && g.portfolios[text[s[k+1].Start:s[k+1].End]] &&
		g.organised(text, s[i:k]) && slices.ContainsFunc(s[i:k], func(w words.Word) bool { return g.of[text[w.Start:w.End]] })
}

// secondGiven reports whether a word in lower case ends a name after a hyphen: the
// second part of a given name of East Asia, "Ban Ki-moon".
func (g *gazetteer) secondGiven(text string, s []words.Word, k int) bool {
	before, word := text[s[k-1].Start:s[k-1].End], text[s[k].Start:s[k].End]
	return text[s[k-1].End:s[k].Start] == "-" && len(before) <= 5 && len(word) <= 5 && !g.compounds[s[k].Folded] && atlas.Of(before) == ""
}

// nameEnding is the name whose last word is at i; nameStarting the one whose
// first word is, after articles and titles.
func nameEnding(s sentenceWords, i int) string {
	for start := max(0, i-4); start <= i; start++ {
		if nameEnd(s.text, s.words, start) == i+1 {
			if n := names(midway + s.text[s.words[start].Start:s.words[i].End]); len(n) > 0 {
				return n[len(n)-1]
			}
		}
	}
	return ""
}

func nameStarting(s sentenceWords, i int) string {
	for start := i; start < min(i+4, len(s.words)); start++ {
		if end := nameEnd(s.text, s.words, start); end > start {
			if n := names(midway + s.text[s.words[start].Start:s.words[end-1].End]); len(n) > 0 {
				return n[0]
			}
		}
	}
	return ""
}

// saying is what a sentence of an event says, and its report.
type saying struct {
	*notes
	doc, origin int
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
			see(c.resolve(n, s.doc), s.origin)
		}
		for _, country := range s.heads {
			see(c.holder[country], s.origin)
		}
	}
	names := slices.SortedFunc(maps.Keys(counts), func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(a, b)) })
	return slices.Clone(names[:min(len(names), mostActors)])
}
