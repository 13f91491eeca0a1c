package figure

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

// vocabulary is what a language's file says about numbers, its words folded.
type vocabulary struct {
	decimal                            string
	headFirst, inverts, joinTens       bool
	numbers, multiples, ordinals       map[string]float64
	collective                         map[string]float64
	qualifiers                         []qualifier
	trailing                           map[Qualifier]phrases
	nouns, singular                    map[string]string
	transitive, passive, deathsOf      map[string]string
	intransitive, tolls, coins         named
	after                              named // phrases right behind the number
	cumulative, percent, partOf        phrases
	modal, rates, mostly               phrases
	tollHeads, hitherto, inWhich       phrases
	compared                           phrases
	aftermath, elapsed                 phrases
	fates, sums                        map[string]string // what became of a life: "sin" -> killed; what a sum of money is: debt -> debt
	sumPhrases                         named             // the same, of several words: "could not be found" -> hole
	weighed                            named             // coins that are weights as well: pounds
	marks                              *marks
	future                             []string // endings of verbs, as they stand
	past                               []string // the same, folded, of verbs that tell what happened
	person                             string   // what stands before a person who is an object: "a"
	gerund                             string   // ending of participles that go on with what was said: "killing"
	adverb                             string   // ending of adverbs: "recently"
	people, states, held, grows, terms map[string]bool
	with                               map[string]map[string]bool // what is counted -> words of which its sentence has one

	fractions map[string]float64 // of a million: "a quarter of a million"
	beginning map[string]bool    // of all these, what a number can begin with

	halves, joiners, indefinite, free, suffixes, between, and, to, from, numbered, article, of, subset, breakers, auxiliary,
	conjunction, light, counted, denied, leave, perfect, campaign, since, tollMarks, vague, anyone, saying, already, governing, relative, disease, fresh, asking, admitted, unnamed, during, lasting, own, whom, lost, men, deed, copula, tallying, populace, aged, weights, amounts, takes, lives, ownEach, bearing, mishap, corpses map[string]bool
}

type qualifier struct {
	is      Qualifier
	phrases phrases
}

// phrases are phrases of one word or more, by their first word.
type phrases map[string][][]string

func phrasesOf(list []string) phrases {
	p := phrases{}
	for _, phrase := range list {
		w := folds(phrase)
		p[w[0]] = append(p[w[0]], w)
	}
	return p
}

// at is how many words the longest phrase takes that stands at a word; 0: none does.
func (p phrases) at(s *sentence, i int) int {
	longest := 0
	for _, phrase := range p[s.folded(i)] {
		if len(phrase) > longest && i+len(phrase) <= len(s.words) && slices.EqualFunc(phrase, s.words[i:i+len(phrase)], func(want string, w words.Word) bool { return want == w.Folded }) {
			longest = len(phrase)
		}
	}
	return longest
}

// named are phrases and what each says, by their first word.
type named map[string][]namedPhrase

type namedPhrase struct {
	name  string
	words []string
}

func (n named) add(name string, list []string) {
	for _, phrase := range list {
		w := folds(phrase)
		n[w[0]] = append(n[w[0]], namedPhrase{name, w})
	}
}

// name is what the longest phrase says that stands at a word.
func (n named) name(s *sentence, i int) string {
	name, _ := n.longest(s, i)
	return name
}

// longest is what the longest phrase says that stands at a word, and its words.
func (n named) longest(s *sentence, i int) (name string, longest int) {
	for _, p := range n[s.folded(i)] {
		if len(p.words) > longest && i+len(p.words) <= len(s.words) && slices.EqualFunc(p.words, s.words[i:i+len(p.words)], func(want string, w words.Word) bool { return want == w.Folded }) {
			longest, name = len(p.words), p.name
		}
	}
	return name, longest
}

func (n named) at(s *sentence, i int) int {
	if n.name(s, i) != "" {
		return 1
	}
	return 0
}

func folds(phrase string) []string {
	var out []string
	for _, w := range words.Split(phrase) {
		out = append(out, w.Folded)
	}
	return out
}

// file is lang/*.yaml as it stands; what each key means is told in en.yaml.
type file struct {
	Decimal                                string
	HeadFirst, Inverts, JoinTens, Inflects bool
	Gerund, Adverb, Person                 string

	Numbers, Multiples, Ordinals, Collective, Fractions                                                                         map[string]float64
	Qualifiers, Trailing                                                                                                        map[Qualifier][]string
	Measures                                                                                                                    map[string]measure
	Cumulative, Percent, PartOf, Modal, Rates, Future, Past, TollHeads, Hitherto, Mostly, InWhich, Compared, Aftermath, Elapsed []string
	Dollar                                                                                                                      string
	Fates                                                                                                                       map[string]string
	Sums                                                                                                                        map[string][]string

	Halves, Joiners, Indefinite, Free, Suffixes, Between, And, To, From, Numbered, Article, Of, Subset, Breakers, Auxiliary,
	Conjunction, Light, Counted, Denied, Leave, Perfect, Campaign, Since, TollMarks, Vague, Anyone, Saying, Already, Governing, Relative, Disease, Fresh, Asking, Admitted, Unnamed, During, Lasting, Own, Whom, Lost, Men, Deed, Copula, Tallying, Populace, Aged, Weights, Amounts, Takes, Lives, OwnEach, Bearing, Mishap, Corpses []string
}

// measure is what is said of one thing that is counted.
type measure struct {
	People, State, Held, Grows, Term                                                  bool
	Nouns, Singular, Transitive, Passive, Intransitive, DeathsOf, Tolls, With, Phrase []string
}

// vocabularies are those of the languages with a file.
var vocabularies = sync.OnceValue(func() map[string]*vocabulary {
	all := map[string]*vocabulary{}
	entries, err := files.ReadDir("lang")
	if err != nil {
		panic(err) // embedded: cannot happen in a binary that was tested
	}
	for _, e := range entries {
		raw, err := files.ReadFile("lang/" + e.Name())
		if err != nil {
			panic(err) // embedded: cannot happen in a binary that was tested
		}
		var f file
		if err := yaml.UnmarshalWithOptions(raw, &f, yaml.Strict()); err != nil {
			panic(fmt.Sprintf("figure: lang/%s: %v", e.Name(), err))
		}
		all[strings.TrimSuffix(e.Name(), ".yaml")] = f.vocabulary(strings.TrimSuffix(e.Name(), ".yaml"))
	}
	return all
})

func (f *file) vocabulary(lang string) *vocabulary {
	v := &vocabulary{
		decimal: f.Decimal, headFirst: f.HeadFirst, inverts: f.Inverts, joinTens: f.JoinTens,
		numbers: foldKeys(f.Numbers), multiples: foldKeys(f.Multiples), ordinals: foldKeys(f.Ordinals), collective: foldKeys(f.Collective), fractions: foldKeys(f.Fractions),
		trailing: map[Qualifier]phrases{}, nouns: map[string]string{}, singular: map[string]string{}, transitive: map[string]string{},
		passive: map[string]string{}, deathsOf: map[string]string{}, intransitive: named{}, tolls: named{}, after: named{},
		cumulative: phrasesOf(f.Cumulative), percent: phrasesOf(f.Percent), partOf: phrasesOf(f.PartOf), modal: phrasesOf(f.Modal), rates: phrasesOf(f.Rates), future: f.Future, past: f.Past, gerund: f.Gerund, adverb: f.Adverb, person: f.Person, tollHeads: phrasesOf(f.TollHeads), hitherto: phrasesOf(f.Hitherto), mostly: phrasesOf(f.Mostly), inWhich: phrasesOf(f.InWhich), compared: phrasesOf(f.Compared), aftermath: phrasesOf(f.Aftermath), elapsed: phrasesOf(f.Elapsed),
		people: map[string]bool{}, held: map[string]bool{}, states: map[string]bool{}, grows: map[string]bool{}, terms: map[string]bool{}, with: map[string]map[string]bool{},
		halves: set(f.Halves), joiners: set(f.Joiners), indefinite: set(f.Indefinite), free: set(f.Free), suffixes: set(f.Suffixes),
		between: set(f.Between), and: set(f.And), to: set(f.To), from: set(f.From), numbered: set(f.Numbered), article: set(f.Article),
		of: set(f.Of), subset: set(f.Subset), breakers: set(f.Breakers), auxiliary: set(f.Auxiliary), counted: set(f.Counted), denied: set(f.Denied),
		conjunction: set(f.Conjunction), light: set(f.Light), leave: set(f.Leave), perfect: set(f.Perfect), campaign: set(f.Campaign),
		since: set(f.Since), tollMarks: set(f.TollMarks), vague: set(f.Vague), anyone: set(f.Anyone), saying: set(f.Saying), already: set(f.Already), governing: set(f.Governing), relative: set(f.Relative), disease: set(f.Disease), fresh: set(f.Fresh), asking: set(f.Asking), admitted: set(f.Admitted), unnamed: set(f.Unnamed),
		during: set(f.During), lasting: set(f.Lasting), own: set(f.Own), whom: set(f.Whom), lost: set(f.Lost), men: set(f.Men), deed: set(f.Deed), copula: set(f.Copula), tallying: set(f.Tallying), populace: set(f.Populace), corpses: set(f.Corpses),
		aged: set(f.Aged), weights: set(f.Weights), amounts: set(f.Amounts), takes: set(f.Takes), lives: set(f.Lives), ownEach: set(f.OwnEach), bearing: set(f.Bearing), mishap: set(f.Mishap), fates: foldNames(f.Fates), sums: map[string]string{}, sumPhrases: named{},
	}
	for of, list := range f.Sums {
		for _, w := range list {
			if strings.Contains(w, " ") {
				v.sumPhrases.add(of, []string{w})
			} else {
				v.sums[words.Fold(w)] = of
			}
		}
	}
	v.beginning = v.beginnings()
	v.monies(lang, f.Dollar)
	for _, q := range []Qualifier{AtLeast, MoreThan, UpTo, LessThan, About} {
		v.qualifiers = append(v.qualifiers, qualifier{q, phrasesOf(f.Qualifiers[q])})
		if list := f.Trailing[q]; list != nil {
			v.trailing[q] = phrasesOf(list)
		}
	}
	for name, m := range f.Measures {
		v.people[name], v.states[name], v.held[name], v.grows[name], v.terms[name] = m.People, m.State, m.Held, m.Grows, m.Term
		if len(m.With) > 0 {
			v.with[name] = set(m.With)
		}
		if f.Inflects {
			m.Passive = inflected(m.Passive)
		}
		for list, into := range map[*[]string]map[string]string{
			&m.Nouns: v.nouns, &m.Singular: v.singular, &m.Transitive: v.transitive, &m.Passive: v.passive, &m.DeathsOf: v.deathsOf,
		} {
			for _, w := range *list {
				into[words.Fold(w)] = name
			}
		}
		v.intransitive.add(name, m.Intransitive)
		v.tolls.add(name, m.Tolls)
		v.after.add(name, m.Phrase)
	}
	return v
}

// inflected adds to participles in the masculine plural their other forms.
func inflected(list []string) []string {
	var out []string
	for _, w := range list {
		out = append(out, w)
		if stem, plural := strings.CutSuffix(w, "os"); plural {
			out = append(out, stem+"o", stem+"a", stem+"as")
		}
	}
	return out
}

func foldKeys(m map[string]float64) map[string]float64 {
	out := make(map[string]float64, len(m))
	for w, n := range m {
		out[words.Fold(w)] = n
	}
	return out
}

func foldNames(m map[string]string) map[string]string {
	out := make(map[string]string, len(m))
	for w, name := range m {
		out[words.Fold(w)] = name
	}
	return out
}

func set(list []string) map[string]bool {
	out := make(map[string]bool, len(list))
	for _, w := range list {
		out[words.Fold(w)] = true
	}
	return out
}

// Named is what a noun of a language, folded, counts where a number stands before it:
// "survivor" and "survivors" are survivors. Empty: nothing.
func Named(word, lang string) string {
	v := vocabularies()[lang]
	if v == nil {
		return ""
	}
	return cmp.Or(v.nouns[word], v.singular[word])
}
