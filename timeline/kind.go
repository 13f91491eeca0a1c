package timeline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/timeline/words"
)

// What the words around a name tell of its kind, beside Person and Place, which
// they tell for sure: it speaks, as people and organisations do, or it has an
// article, as people hardly do.
const (
	voice Kind = "voice"
	thing Kind = "thing"
	craft Kind = "craft" // a ship or an aircraft, which is none of the kinds
	press Kind = "press" // who reports, and is nobody in the story
)

// kindAround is what the words around a mention tell of its kind; empty: nothing.
func kindAround(text string, m mention, lang *language) Kind {
	g := knownActors()
	before := words.Fold(strings.TrimRight(text[max(0, m.start-30):m.start], " "))
	last := before[strings.LastIndexByte(before, ' ')+1:]
	after := strings.TrimLeft(text[m.end:], " ")
	switch {
	case g.ofNewsroom(before, last, after):
		return press
	case g.crafts[last], g.vessels[firstWord(text[m.start:])]:
		return craft
	case g.roles[last] && text[m.start-1] == ' ', described(g, after, lang), introduced(g, text[:m.start], lang):
		return Person
	case lang.articles[last]:
		return thing
	}
	for _, phrase := range g.placed {
		if strings.HasSuffix(before, phrase) && (len(before) == len(phrase) || before[len(before)-len(phrase)-1] == ' ') {
			return Place
		}
	}
	next, _, _ := strings.Cut(strings.TrimLeft(after, ", "), " ")
	if lang.saying[words.Fold(next)] || lang.saying[last] {
		return voice
	}
	return ""
}

// ofNewsroom reports whether what stands around a name says that it is a reporter's:
// "CNN's Ben Wedeman", "correspondent Mark Doyle", "Ivan Watson reports".
func (g *gazetteer) ofNewsroom(before, last, after string) bool {
	next, rest, _ := strings.Cut(after, " ")
	if g.correspondents[last] || g.reporting[strings.TrimRight(next, ".,")] {
		return true
	}
	owner := strings.TrimSuffix(strings.TrimSuffix(last, "'s"), "’s")
	if owner != last && g.newsrooms[owner] {
		return true
	}
	first, _, _ := strings.Cut(rest, " ")
	return next == "," && g.newsrooms[words.Fold(strings.TrimRight(first, ".,"))]
}

// longestDescription is how many words after a name and a comma may say who it is.
const longestDescription = 6

// described reports whether what follows a name says who somebody is: "Luis Prado,
// a spokesman for", "Lena Varga, 34,", "Oleg Marin, who".
func described(g *gazetteer, after string, lang *language) bool {
	after, found := strings.CutPrefix(after, ",")
	if !found {
		return false
	}
	n := 0
	for word := range strings.FieldsSeq(after) {
		bare := strings.TrimRight(word, ",.;:")
		first, _ := utf8.DecodeRuneInString(bare)
		folded := words.Fold(bare)
		switch {
		case n == 0 && g.who[folded]:
			return true
		case n == 0 && len(bare) == 2 && bare != word && bare[0] >= '1' && bare[0] <= '9' && unicode.IsDigit(rune(bare[1])):
			return true // an age
		case g.its[folded]:
			return false // "Petromar, its owner"
		case g.roles[folded]:
			return true
		case bare != word || n >= longestDescription || n == 0 && !lang.articles[folded] && !unicode.IsLower(first):
			return false
		}
		n++
	}
	return false
}

// introduced reports whether what stands before a name says who somebody is: "la
// ministra de Salud, Nuria Galán".
func introduced(g *gazetteer, before string, lang *language) bool {
	before, found := strings.CutSuffix(before, ", ")
	if !found {
		return false
	}
	before = before[max(0, len(before)-60):]
	all := strings.Fields(before[strings.LastIndexAny(before, ",;:.")+1:])
	for k := len(all) - 1; k > 0 && len(all)-k <= longestDescription; k-- {
		if g.roles[words.Fold(all[k])] && (lang.articles[words.Fold(all[k-1])] || k > 1 && lang.articles[words.Fold(all[k-2])]) {
			return true
		}
	}
	return false
}

// givenName reports whether a name begins with a given name.
func (g *gazetteer) givenName(name string) bool {
	first, rest, _ := strings.Cut(name, " ")
	if double, _, hyphen := strings.Cut(first, "-"); hyphen {
		first = double
	}
	return rest != "" && g.given[first]
}

// personal reports whether a name of several words is a person's, as its words
// and those around it tell.
func (r *role) personal(w []string) bool {
	g := knownActors()
	if r.impersonal(w) || r.kinds[craft] > 0 || 2*r.kinds[thing] > r.times || g.vessels[firstWord(r.name)] {
		return false
	}
	return g.givenName(r.name) || r.kinds[Person] > 0 || r.kinds[voice] > 0
}

// kindOf tells what an actor is: as the gazetteers and titles say, by a word of
// its name, or by what its reports say around it.
func kindOf(name string, kinds map[Kind]int, times int, lastNameAlone bool, usual map[string]bool) Kind {
	g := knownActors()
	if _, kind := g.known(name); kind != "" {
		return kind
	}
	w := strings.Fields(words.Fold(name))
	has := func(list map[string]bool) bool {
		for _, word := range w {
			if list[word] {
				return true
			}
		}
		return false
	}
	someone := len(w) > 1 && g.givenName(name)
	switch {
	case kinds[Organisation] > kinds[Person]:
		return Organisation
	case kinds[craft] > 0 && kinds[craft] >= kinds[Person]:
		return ""
	case has(g.organisationWords) && (!someone || g.organisationWords[w[len(w)-1]]):
		return Organisation
	case has(g.placeWords) && !someone:
		return Place
	case allUsual(w, usual) && !someone: // "Hermanos Musulmanes"
		if kinds[Person] > 0 {
			return Organisation
		}
	case kinds[Place] > kinds[Person] && 4*kinds[Place] > times && !someone:
		return Place
	case g.vessels[firstWord(name)] || 2*kinds[thing] > times:
		if 8*kinds[voice] > times {
			return Organisation
		}
	case someone && 3*kinds[Place] < times, 8*kinds[Person] >= times, lastNameAlone && len(w) > 1 && kinds[Person] > 0:
		return Person
	case lastNameAlone && len(w) > 1 && kinds[voice] > 0 && 8*kinds[thing] < times:
		return Person
	case len(w) == 1 && len(name) <= 6 && name == strings.ToUpper(name):
		return Organisation
	}
	return ""
}
