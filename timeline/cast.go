package timeline

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"dateline/timeline/atlas"
	"dateline/timeline/words"
)

// Kind is what a name names; empty: unknown.
type Kind string

// The kinds of actors.
const (
	Person       Kind = "person"
	Organisation Kind = "organisation"
	Place        Kind = "place"
)

// Actor is a person, an organisation or a place that a story names.
type Actor struct {
	Name        string   // the one it goes by: the fullest that reports give, or the gazetteer's
	Kind        Kind     // empty: the words do not tell
	Also        []string // other names reports give it, the most frequent first
	Articles    int      // that name it
	Origins     int      // independent origins that do
	First, Last string   // day of the first and the last report that names it, YYYY-MM-DD
}

const (
	mostCast   = 300 // actors that a timeline tells of
	leastCast  = 2   // independent origins that name one
	mostAlso   = 8   // other names of one actor
	rivalShare = .5  // of the better known bearer's mentions: with another that well known a last name alone tells neither
	leastMenu  = 5   // independent origins that give a name between the same words, for it to be one of a menu
	menuShare  = .2  // of its origins: fewer different words around it
	fullShare  = .03 // of a short name's mentions: a longer one given less often is not whom it stands for
)

// cast is the actors of a story and the names each goes by.
type cast struct {
	names  map[string]string         // key of a name -> the one it goes by; of a single word that is no name by itself: empty
	holder map[string]string         // country -> the head of state that reports name
	within map[string]map[int]string // key of a last name that several have -> report -> the one of them whom it names
	heads  map[string]string         // last name -> the full one, of those of them that reports often name so
	all    []Actor
	homes  map[string]bool // countries that the story is about
}

// cast reads who and what the story's reports name. Names of one actor are
// joined: in any language where a gazetteer has them, a last name with the full
// one, a short name with the long one it was given behind, and "the Colombian
// president" with the one that reports name so.
func (c *corpus) cast() *cast {
	said := c.mentions()
	roles := said.roles
	for key, r := range roles {
		r.name = cmp.Or(r.name, mostGiven(r.spellings))
		if r.known, _ = knownActors().known(r.name); r.known == "" && r.menu() {
			delete(roles, key)
		}
	}
	usual := c.usual(roles)
	credits := c.uncredit(roles)
	stripped := strip(roles, usual)
	into := joinVariants(roles, usual)
	joinNames(roles, said.short, usual, into)
	joinOrganisations(roles, into)
	c.joinTranslated(roles, into)
	c.joinShort(roles, said.short, into)
	out := &cast{names: map[string]string{}, holder: map[string]string{}, within: c.lastNamesWithin(roles, into)}
	var heads []string
	for country, names := range said.holders {
		holder := mostGiven(names)
		if roles[atlas.Key(holder)] == nil {
			continue
		}
		r := roles[follow(into, atlas.Key(holder))]
		out.holder[country] = r.name
		if float64(names[holder]) >= leastHeading*float64(r.times) {
			heads = append(heads, r.name)
		}
	}
	out.heads = lastNames(heads)
	for _, h := range said.headless {
		if name := out.holder[h.country]; name != "" {
			said.see(name, name, appearance{kind: Person, times: 1}, h.doc, &c.docs[h.doc])
		}
	}
	for country, name := range out.holder {
		for words, times := range said.offices[country] {
			roles[atlas.Key(name)].spellings[words] += times
		}
	}
	out.settle(roles, into, usual)
	for key := range stripped {
		if name := out.names[follow(into, follow(stripped, key))]; name != "" {
			out.names[key] = name
		}
	}
	for _, key := range credits {
		out.names[key] = ""
	}
	out.homes = homes(out.all)
	return out
}

// unname lets go of what only the cast and the running counts are made of.
func (c *corpus) unname() {
	for i := range c.docs {
		c.docs[i].names, c.docs[i].counts = nil, nil
	}
}

// mostGiven is the most frequent of some names, the longer and then the first in
// order of those given as often.
func mostGiven(names map[string]int) string {
	best := ""
	for name, n := range names {
		if m := names[best]; best == "" || n > m || n == m && (len(name) > len(best) || len(name) == len(best) && name < best) {
			best = name
		}
	}
	return best
}

// usual are the words of names that reports mostly write without a capital.
func (c *corpus) usual(roles map[string]*role) map[string]bool {
	capital := map[string]int{} // word of a name -> sentences that have it in one
	for key, r := range roles {
		for _, w := range strings.Fields(key) {
			capital[words.Fold(w)] += r.times
		}
	}
	stems := map[string][]string{} // stem -> words
	for _, code := range c.story.Languages {
		stemmer := words.NewStemmer(code)
		for w := range capital {
			if stem := stemmer.Stem(w); !slices.Contains(stems[stem], w) {
				stems[stem] = append(stems[stem], w)
			}
		}
	}
	out := map[string]bool{}
	for _, w := range stems[""] { // stop words
		out[w] = true
	}
	for t, stem := range c.terms {
		for _, w := range stems[stem] {
			if int(c.spread[t]) > 2*capital[w] {
				out[w] = true
			}
		}
	}
	return out
}

// uncredit leaves out the names by which outlets call themselves and nobody else calls
// them: "(Meridian)" behind the dateline of Meridian Wire, in its own reports and in
// copies of them. It returns their keys.
func (c *corpus) uncredit(roles map[string]*role) (gone []string) {
	outlets := map[string]string{} // as an article has it -> with a blank around each of its words
	for key, r := range roles {
		if r.known != "" {
			continue
		}
		named, own := " "+words.Fold(key)+" ", map[int]bool{}
		for _, doc := range r.docs {
			outlet := c.articles[doc].Outlet
			if outlets[outlet] == "" {
				outlets[outlet] = " " + strings.Join(strings.Fields(words.Fold(outlet)), " ") + " "
			}
			if strings.Contains(outlets[outlet], named) {
				own[c.docs[doc].origin] = true
			}
		}
		if len(own) > 0 && !slices.ContainsFunc(r.docs, func(doc int) bool { return !own[c.docs[doc].origin] }) {
			delete(roles, key)
			gone = append(gone, key)
		}
	}
	return gone
}

// strip takes words off the edges of names that reports give more often without
// them: "Haiti Rescuers" is Haiti, "MTV George Clooney" George Clooney, and "Ana
// Torres Salinas", with her mother's name, Ana Torres. A single name is left only where
// what goes is no name. It returns the names that are gone, with those left of them.
func strip(roles map[string]*role, usual map[string]bool) map[string]string {
	gone := map[string]string{}
	longestFirst := func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) }
	for _, key := range slices.SortedFunc(maps.Keys(roles), longestFirst) {
		r, w := roles[key], strings.Fields(key)
		if len(w) < 2 || r.known != "" {
			continue
		}
		for _, part := range []struct {
			rest    []string
			dropped string
		}{{w[1:], w[0]}, {w[:len(w)-1], w[len(w)-1]}} {
			rest := roles[strings.Join(part.rest, " ")]
			if rest == nil || rest.times < r.times || knownActors().of[part.rest[len(part.rest)-1]] {
				continue
			}
			_, known := atlas.Named(part.dropped)
			if part.dropped == w[0] && knownActors().givenName(r.name) {
				continue // "Delos Santos" is Maria Delos Santos
			}
			if usual[part.dropped] || len(part.rest) > 1 && (known || !r.impersonal(w)) {
				left := strings.Join(part.rest, " ")
				rest.merge(r)
				spelt := rest.name
				if part.dropped == w[len(w)-1] && !usual[part.dropped] && rest.personal(part.rest) {
					spelt = r.name
				}
				rest.spellings[spelt] += r.times
				gone[key] = left
				delete(roles, key)
				break
			}
		}
	}
	return gone
}

// joinNames finds for each name the longer one it stands for, in whatever
// spelling that is known.
func joinNames(roles map[string]*role, short map[string]map[string]int, usual map[string]bool, into map[string]string) {
	times := map[string]int{} // of a name in all its spellings
	for key, r := range roles {
		times[follow(into, key)] += r.times
	}
	byWord := map[string][]string{} // a word that is not the first, and the first two words -> names
	keys := slices.Sorted(maps.Keys(roles))
	for _, key := range keys {
		if w := strings.Fields(key); len(w) > 1 && roles[key].personal(w) {
			for i := 1; i < len(w); i++ {
				byWord[w[i]] = append(byWord[w[i]], key)
			}
			if len(w) > 2 {
				byWord[w[0]+" "+w[1]] = append(byWord[w[0]+" "+w[1]], key)
				byWord[strings.Join(w[1:], " ")] = append(byWord[strings.Join(w[1:], " ")], key)
			}
		}
	}
	for _, key := range keys {
		if long := short[key]; long != nil && roles[atlas.Key(mostGiven(long))] != nil {
			to := atlas.Key(mostGiven(long))
			if roles[key].known != "" {
				key, to = to, key // "North Atlantic Treaty Organization (NATO)"
			}
			if to != key && into[to] != key {
				into[key] = to
			}
			continue
		}
		if into[key] != "" || roles[key].known != "" || allUsual(strings.Fields(key), usual) {
			continue
		}
		long := make([]string, len(byWord[key]))
		for i, name := range byWord[key] {
			long[i] = follow(into, name)
		}
		if best := foremost(long, func(name string) int { return times[name] }, times[key]); best != key && best != "" {
			into[key] = best
		}
	}
}

// foremost is the name that reports give most among those that a short one may
// stand for; empty where another is nearly as well known, or where it is rare
// beside the short one, which they give so many times.
func foremost(names []string, times func(name string) int, short int) string {
	best, most, second := "", 0, 0
	for _, name := range names {
		switch n := times(name); {
		case name == best:
		case n > most:
			best, most, second = name, n, most
		default:
			second = max(second, n)
		}
	}
	if float64(second) > rivalShare*float64(most) || float64(most) < fullShare*float64(short) {
		return ""
	}
	return best
}

// joinOrganisations joins names that differ by a word that says what is named:
// "Halden" and "Halden Bank"; and the last word
// of an organisation's name, where no other of the story ends in it: "the
// Brotherhood".
func joinOrganisations(roles map[string]*role, into map[string]string) {
	g := knownActors()
	ending := map[string][]string{} // word of an organisation -> names that end or begin with it
	keys := slices.Sorted(maps.Keys(roles))
	for _, key := range keys {
		w := strings.Fields(key)
		if len(w) < 2 {
			continue
		}
		first, last := w[0], w[len(w)-1]
		for _, side := range []struct{ word, rest string }{{last, strings.Join(w[:len(w)-1], " ")}, {first, strings.TrimPrefix(strings.Join(w[1:], " "), "de ")}} {
			if g.tails[side.word] {
				ending[side.word] = append(ending[side.word], key)
			}
			r := roles[side.rest]
			if r == nil || into[key] != "" || into[side.rest] != "" || g.organisationWords[side.rest] || g.placeWords[side.rest] || r.kinds[Person] > r.times/2 {
				continue
			}
			ship := side.word == first && g.vessels[firstWord(roles[key].name)]
			if (g.descriptive[side.word] || ship) && r.known == "" {
				into[side.rest] = key
			}
		}
	}
	inOrder := map[string]string{} // words of an organisation, in order -> the name most given
	for _, key := range keys {
		w := slices.DeleteFunc(strings.Fields(key), func(w string) bool { return g.particles[w] || g.articles[w] })
		if len(w) < 2 || into[key] != "" || roles[key].known != "" || !slices.ContainsFunc(w, func(w string) bool { return g.organisationWords[w] }) {
			continue
		}
		slices.Sort(w)
		same := strings.Join(w, " ")
		switch other := inOrder[same]; {
		case other == "":
			inOrder[same] = key
		case roles[key].times > roles[other].times:
			into[other], inOrder[same] = key, key
		default:
			into[key] = other
		}
	}
	for _, key := range keys {
		if g.tails[key] && into[key] == "" {
			if best := foremost(ending[key], func(name string) int { return roles[name].times }, roles[key].times); best != "" {
				into[key] = best
			}
		}
	}
}

// allUsual reports whether all words of a name are usual ones.
func allUsual(w []string, usual map[string]bool) bool {
	particles := knownActors().particles
	return !slices.ContainsFunc(w, func(word string) bool { return !usual[word] && !particles[word] })
}

// follow is where a name leads in the end.
func follow(into map[string]string, key string) string {
	for range 4 {
		next := into[key]
		if next == "" {
			break
		}
		key = next
	}
	return key
}

// settle makes actors of joined names.
func (out *cast) settle(roles map[string]*role, into map[string]string, usual map[string]bool) {
	groups := map[string][]string{}
	for key := range roles {
		to := follow(into, key)
		groups[to] = append(groups[to], key)
	}
	lone := func(key string) bool { // a word that only ever opens sentences, or is no name elsewhere
		r, g := roles[key], knownActors()
		return (r.opens || usual[key] || g.organisationWords[key] || g.placeWords[key] || g.given[r.name] && r.kinds[Person] == 0) && !strings.Contains(key, " ") && into[key] == "" && r.known == ""
	}
	for _, to := range slices.Sorted(maps.Keys(groups)) { // equals stay in this order
		keys := groups[to]
		if len(keys) == 1 && lone(to) {
			out.names[to] = ""
			continue
		}
		slices.Sort(keys)
		a := Actor{Name: roles[to].name}
		all := newRole()
		all.name, all.known = a.Name, roles[to].known
		for _, key := range keys {
			r := roles[key]
			all.merge(r)
			for name, n := range r.spellings {
				all.spellings[name] += n
			}
			out.names[key] = a.Name
		}
		also := all.spellings
		delete(also, a.Name)
		for len(also) > 0 && len(a.Also) < mostAlso {
			next := mostGiven(also)
			a.Also = append(a.Also, next)
			delete(also, next)
		}
		if all.reports() {
			for _, key := range keys {
				out.names[key] = ""
			}
			continue
		}
		a.Kind = kindOf(a.Name, all.kinds, all.times, len(keys) > 1, usual)
		a.Articles, a.Origins = len(all.docs), len(all.origins)
		if all.first != noDay {
			a.First, a.Last = all.first.span().FirstDay(), all.last.span().FirstDay()
		}
		if a.Origins >= leastCast {
			out.all = append(out.all, a)
		}
	}
	slices.SortStableFunc(out.all, func(a, b Actor) int {
		return cmp.Or(cmp.Compare(b.Origins, a.Origins), cmp.Compare(b.Articles, a.Articles), cmp.Compare(a.Name, b.Name))
	})
	out.all = out.all[:min(len(out.all), mostCast)]
}

// resolve is the one name that a mention in a report goes by in the story, empty where
// it is no name. In no report, which is -1, a last name of several is nobody's.
func (c *cast) resolve(m called, doc int) string {
	if full := c.within[atlas.Key(m.name)][doc]; full != "" {
		return c.names[full]
	}
	if name, known := c.names[atlas.Key(m.name)]; known {
		return name
	}
	if m.opens {
		return ""
	}
	return m.name
}
