// Package atlas knows the world's countries, their capitals and peoples, and
// its seas, in the languages of its gazetteer, and tells which of two places
// exclude each other. The names of countries are those of Unicode's CLDR; the
// rest is places.yaml.
package atlas

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"dateline/timeline/words"
)

//go:embed places.yaml
var file []byte

// Kind is what a place is.
type Kind string

// The kinds of places.
const (
	Country Kind = "country"
	Capital Kind = "capital"
	Water   Kind = "water"
	Region  Kind = "region"
)

// Place is a place of the gazetteer.
type Place struct {
	Name    string // in English; of a capital the first of its names
	Kind    Kind
	Country string // that a capital is of
}

// gazetteer is the world by the names of its places.
type gazetteer struct {
	names  map[string]Place
	people map[string]string // folded adjective -> country

	opening map[string]bool // first words of the names of countries and capitals, and of the adjectives, folded
}

// Languages are those whose names of countries are known.
var languages = []language.Tag{language.English, language.Spanish, language.Portuguese}

var world = sync.OnceValue(func() gazetteer {
	var f struct {
		Countries map[string]struct{ Capital, People, Also []string }
		Waters    map[string][]string
		Regions   map[string][]string
	}
	if err := yaml.UnmarshalWithOptions(file, &f, yaml.Strict()); err != nil {
		panic("atlas: places.yaml: " + err.Error()) // embedded: cannot happen in a binary that was tested
	}
	g := gazetteer{names: map[string]Place{}, people: map[string]string{}}
	english := display.English.Regions()
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string([]rune{a, b})
			region, err := language.ParseRegion(code)
			if err != nil || !region.IsCountry() || region.Canonicalize() != region {
				continue
			}
			name := plain(english.Name(region))
			own := f.Countries[code]
			if name == "" || code == "ZZ" {
				continue
			}
			country := Place{Name: name, Kind: Country}
			for _, tag := range languages {
				g.names[Key(plain(display.Regions(tag).Name(region)))] = country
			}
			for _, other := range own.Also {
				g.names[Key(other)] = country
			}
			for _, adjective := range own.People {
				for _, form := range forms(adjective) {
					g.people[words.Fold(form)] = name
				}
			}
		}
	}
	for code, own := range f.Countries { // after the countries: Panama City is not Panama
		region, err := language.ParseRegion(code)
		if err != nil {
			panic("atlas: places.yaml: " + code + ": " + err.Error()) // as above
		}
		for _, name := range own.Capital {
			if _, taken := g.names[Key(name)]; !taken {
				g.names[Key(name)] = Place{Name: own.Capital[0], Kind: Capital, Country: plain(english.Name(region))}
			}
		}
	}
	for water, names := range f.Waters {
		for _, name := range names {
			g.names[Key(name)] = Place{Name: water, Kind: Water}
		}
	}
	for region, names := range f.Regions {
		for _, name := range append(names, region) {
			g.names[Key(name)] = Place{Name: region, Kind: Region}
		}
	}
	g.opening = map[string]bool{}
	for key, p := range g.names {
		if p.Kind == Country || p.Kind == Capital {
			g.opening[words.Split(key)[0].Folded] = true
		}
	}
	for adjective := range g.people {
		g.opening[words.Split(adjective)[0].Folded] = true
	}
	return g
})

// plain is a country's name without what CLDR adds in brackets.
func plain(name string) string {
	name, _, _ = strings.Cut(name, " (")
	switch name {
	case "Hong Kong SAR China":
		return "Hong Kong"
	case "Türkiye":
		return "Turkey"
	}
	return name
}

// forms are the genders and numbers of an adjective: "colombiano" and its
// three others, "inglés" and its three, "Colombian" and "Colombians".
func forms(adjective string) []string {
	switch stem, last := adjective[:len(adjective)-1], adjective[len(adjective)-1]; {
	case strings.HasSuffix(adjective, "és"), strings.HasSuffix(adjective, "ês"):
		stem := strings.TrimSuffix(strings.TrimSuffix(adjective, "és"), "ês") + "es"
		return []string{adjective, stem + "a", stem + "es", stem + "as"}
	case strings.HasSuffix(adjective, "án"):
		stem := strings.TrimSuffix(adjective, "án") + "an"
		return []string{adjective, stem + "a", stem + "es", stem + "as"}
	case last == 'o':
		return []string{adjective, stem + "a", stem + "os", stem + "as"}
	case strings.HasSuffix(adjective, "ol"):
		return []string{adjective, adjective + "a", adjective + "es", adjective + "as", stem + "óis"}
	}
	return []string{adjective, adjective + "s", adjective + "es"}
}

var spaced = strings.NewReplacer(".", " ", "-", " ")

// Key is a name without case, accents, hyphens and stops; initials in capitals keep
// them, so that "US" is not "us".
func Key(name string) string {
	var room [64]byte
	if key, plain := keyInto(room[:0], name); plain {
		return string(key)
	}
	if !strings.ContainsFunc(name, func(r rune) bool { return r == utf8.RuneError || unicode.ToUpper(r) != r }) {
		return strings.Join(strings.Fields(strings.ReplaceAll(name, ".", "")), "")
	}
	folded := words.Fold(name)
	if !strings.ContainsFunc(folded, func(r rune) bool { return r == '.' || r == '-' || unicode.IsSpace(r) }) {
		return folded // as most: a single word
	}
	return strings.Join(strings.Fields(spaced.Replace(folded)), " ")
}

// keyInto adds the key of a name to some bytes, if the name is plain: of letters of
// ASCII, not all of them capitals.
func keyInto(key []byte, name string) (all []byte, plain bool) {
	gap := false
	for i := range len(name) {
		c := name[i]
		switch {
		case c >= utf8.RuneSelf:
			return nil, false
		case c == ' ' || c == '.' || c == '-' || c >= '\t' && c <= '\r':
			gap = len(key) > 0
			continue
		case 'a' <= c && c <= 'z':
			plain = true
		case 'A' <= c && c <= 'Z':
			c |= 0x20
		}
		if gap {
			key, gap = append(key, ' '), false
		}
		key = append(key, c)
	}
	return key, plain
}

// Named is the place of a name, in any of the languages.
func Named(name string) (Place, bool) { return Keyed(Key(name)) }

// Keyed is the place of a name that is known by its key.
func Keyed(key string) (Place, bool) {
	p, known := world().names[key]
	return p, known
}

// Waters are all names of seas, in order.
func Waters() []string {
	var out []string
	for name, p := range world().names {
		if p.Kind == Water {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// Of is the country whose people an adjective names: Colombia of "colombiano".
func Of(adjective string) string {
	var room [64]byte
	folded := room[:0]
	for i := range len(adjective) {
		c := adjective[i]
		if c >= utf8.RuneSelf {
			return world().people[words.Fold(adjective)]
		}
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		folded = append(folded, c)
	}
	return world().people[string(folded)]
}

// Opens reports whether the name of a country, a capital or a people may begin with a
// word, given as words.Split folds it.
func Opens(folded string) bool { return world().opening[folded] }

// Apart reports whether nothing can happen in both places at once: two seas,
// two countries, a capital and another country. A sea and a country are not
// apart: what happens off a coast is told of by either.
func Apart(a, b Place) bool {
	if a.Kind == Region || b.Kind == Region || (a.Kind == Water) != (b.Kind == Water) {
		return false
	}
	if a.Kind == Capital && b.Kind == Capital {
		return a.Name != b.Name
	}
	return a.land() != b.land()
}

// land is the country or sea that a place is or lies in.
func (p Place) land() string {
	if p.Kind == Capital {
		return p.Country
	}
	return p.Name
}
