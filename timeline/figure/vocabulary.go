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
	compared, giving                   phrases
	aftermath, elapsed, settled        phrases
	doubled                            phrases
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
	whose                              map[string]map[string]bool // what is counted -> nouns of which one stands behind its number
	weak                               map[string]weaker          // what only may count something -> what that is
	before                             named                      // phrases right before a number, by their last word
	manifold                           map[string]float64         // twice, double
	timesAs, asMany                    phrases                    // behind a number, or behind these
	ahead                              map[string]bool            // what counts from when it is announced: "will cut 400 jobs"
	things                             map[string]bool            // nouns for what is nobody
	once                               map[string]bool            // what a total of does not grow from day to day
	shares                             map[string]float64         // of what a number counts: "a third of the 2,400 workers"

	termName  string             // what terms of prison are named
	fractions map[string]float64 // of a million: "a quarter of a million"
	beginning map[string]bool    // of all these, what a number can begin with

	halves, joiners, indefinite, free, suffixes, between, and, to, from, numbered, article, of, subset, breakers, auxiliary,
	conjunction, light, counted, denied, leave, perfect, campaign, since, tollMarks, vague, anyone, saying, already, governing, relative, disease, fresh, asking, admitted, unnamed, during, lasting, own, whom, lost, goods, elder, unjailed, particles, victims, none, persons, attributing, rising, phrasal, until, termMarks, sentencing, animals, reported, will, by, years, placed, bringing, totals, pronoun, men, deed, copula, tallying, populace, aged, weights, amounts, takes, lives, ownEach, bearing, mishap, corpses, teller, lowering, negating, monthDay, same, missions, crews map[string]bool
}

// weaker is a way to tell of something that others are meant by too.
type weaker struct {
	is    string
	least float64 // fewer are not meant
	sure  float64 // so many are, whatever else the sentence says; 0: no number is
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

// addBefore adds phrases by their last word.
func (n named) addBefore(name string, list []string) {
	for _, phrase := range list {
		w := folds(phrase)
		n[w[len(w)-1]] = append(n[w[len(w)-1]], namedPhrase{name, w})
	}
}

// endingAt is what the longest phrase says that ends with a word.
func (n named) endingAt(s *sentence, i int) string {
	name, longest := "", 0
	for _, p := range n[s.folded(i)] {
		from := i + 1 - len(p.words)
		if len(p.words) > longest && from >= 0 && (from == i || !s.apartBetween(from, i)) && slices.EqualFunc(p.words, s.words[from:i+1], func(want string, w words.Word) bool { return want == w.Folded }) {
			longest, name = len(p.words), p.name
		}
	}
	return name
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

	Numbers, Multiples, Ordinals, Collective, Fractions, Shares, Manifold                                                                                         map[string]float64
	Qualifiers, Trailing                                                                                                                                          map[Qualifier][]string
	Measures                                                                                                                                                      map[string]measure
	Cumulative, Percent, PartOf, Modal, Rates, Future, Past, TollHeads, Hitherto, Mostly, InWhich, Compared, Aftermath, Elapsed, Settled, TimesAs, AsMany, Giving []string
	Dollar                                                                                                                                                        string
	Fates                                                                                                                                                         map[string]string
	Sums                                                                                                                                                          map[string][]string

	Halves, Joiners, Indefinite, Free, Suffixes, Between, And, To, From, Numbered, Article, Of, Subset, Breakers, Auxiliary,
	Conjunction, Light, Counted, Denied, Leave, Perfect, Campaign, Since, TollMarks, Vague, Anyone, Saying, Already, Governing, Relative, Disease, Fresh, Asking, Admitted, Unnamed, During, Lasting, Own, Whom, Lost, Things, Goods, Elder, Unjailed, Particles, Victims, None, Persons, Attributing, Rising, Phrasal, Until, TermMarks, Sentencing, Animals, Reported, Will, By, Years, Placed, Bringing, Totals, Pronoun, Men, Deed, Copula, Tallying, Populace, Aged, Weights, Amounts, Takes, Lives, OwnEach, Bearing, Mishap, Corpses, Teller, Lowering, Negating, MonthDay, Same, Missions, Crews, Doubled []string
}

// measure is what is said of one thing that is counted.
type measure struct {
	People, State, Held, Grows, Term, Once, Ahead bool
	Is                                            string
	Least, Sure                                   float64
	Before, Whose,
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
		cumulative: phrasesOf(f.Cumulative), percent: phrasesOf(f.Percent), partOf: phrasesOf(f.PartOf), modal: phrasesOf(f.Modal), rates: phrasesOf(f.Rates), future: f.Future, past: f.Past, gerund: f.Gerund, adverb: f.Adverb, person: f.Person, tollHeads: phrasesOf(f.TollHeads), hitherto: phrasesOf(f.Hitherto), mostly: phrasesOf(f.Mostly), inWhich: phrasesOf(f.InWhich), compared: phrasesOf(f.Compared), giving: phrasesOf(f.Giving), aftermath: phrasesOf(f.Aftermath), elapsed: phrasesOf(f.Elapsed), doubled: phrasesOf(f.Doubled),
		people: map[string]bool{}, held: map[string]bool{}, states: map[string]bool{}, grows: map[string]bool{}, terms: map[string]bool{}, with: map[string]map[string]bool{}, whose: map[string]map[string]bool{}, weak: map[string]weaker{}, before: named{}, once: map[string]bool{}, ahead: map[string]bool{}, shares: foldKeys(f.Shares), manifold: foldKeys(f.Manifold), timesAs: phrasesOf(f.TimesAs), asMany: phrasesOf(f.AsMany),
		halves: set(f.Halves), joiners: set(f.Joiners), indefinite: set(f.Indefinite), free: set(f.Free), suffixes: set(f.Suffixes),
		between: set(f.Between), and: set(f.And), to: set(f.To), from: set(f.From), numbered: set(f.Numbered), article: set(f.Article),
		of: set(f.Of), subset: set(f.Subset), breakers: set(f.Breakers), auxiliary: set(f.Auxiliary), counted: set(f.Counted), denied: set(f.Denied),
		conjunction: set(f.Conjunction), light: set(f.Light), leave: set(f.Leave), perfect: set(f.Perfect), campaign: set(f.Campaign),
		since: set(f.Since), tollMarks: set(f.TollMarks), vague: set(f.Vague), anyone: set(f.Anyone), saying: set(f.Saying), already: set(f.Already), governing: set(f.Governing), relative: set(f.Relative), disease: set(f.Disease), fresh: set(f.Fresh), asking: set(f.Asking), admitted: set(f.Admitted), unnamed: set(f.Unnamed),
		during: set(f.During), lasting: set(f.Lasting), own: set(f.Own), whom: set(f.Whom), things: set(f.Things), goods: set(f.Goods), elder: set(f.Elder), unjailed: set(f.Unjailed), particles: set(f.Particles), victims: set(f.Victims), none: set(f.None), persons: set(f.Persons), attributing: set(f.Attributing), rising: set(f.Rising), phrasal: set(f.Phrasal), until: set(f.Until), termMarks: set(f.TermMarks), sentencing: set(f.Sentencing), animals: set(f.Animals), reported: set(f.Reported), will: set(f.Will), settled: phrasesOf(f.Settled), by: set(f.By), years: set(f.Years), placed: set(f.Placed), bringing: set(f.Bringing), totals: set(f.Totals), pronoun: set(f.Pronoun), lost: set(f.Lost), men: set(f.Men), deed: set(f.Deed), copula: set(f.Copula), tallying: set(f.Tallying), populace: set(f.Populace), corpses: set(f.Corpses), negating: set(f.Negating), monthDay: set(f.MonthDay), same: set(f.Same), missions: set(f.Missions), crews: set(f.Crews),
		aged: set(f.Aged), weights: set(f.Weights), amounts: set(f.Amounts), takes: set(f.Takes), lives: set(f.Lives), ownEach: set(f.OwnEach), bearing: set(f.Bearing), mishap: set(f.Mishap), teller: set(f.Teller), lowering: set(f.Lowering), fates: foldNames(f.Fates), sums: map[string]string{}, sumPhrases: named{},
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
		v.once[name], v.ahead[name] = m.Once, m.Ahead
		if m.Term {
			v.termName = name
		}
		if len(m.With) > 0 {
			v.with[name] = set(m.With)
		}
		if len(m.Whose) > 0 {
			v.whose[name] = set(m.Whose)
		}
		if m.Is != "" {
			v.weak[name] = weaker{m.Is, m.Least, m.Sure}
		}
		v.before.addBefore(name, m.Before)
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

// Counting are the words of a language for what is counted, folded, in no order:
// a sentence without any has no figure but money.
func Counting(lang string) []string {
	v := vocabularies()[lang]
	if v == nil {
		return nil
	}
	var out []string
	for _, list := range []map[string]string{v.nouns, v.singular, v.transitive, v.passive, v.deathsOf} {
		for w := range list {
			out = append(out, w)
		}
	}
	for _, phrases := range []named{v.intransitive, v.tolls} {
		for _, list := range phrases {
			for _, p := range list {
				out = append(out, p.words...)
			}
		}
	}
	return out
}

// Sums are the words of a language that say what a sum of money is, or end what says it,
// folded, in no order.
func Sums(lang string) []string {
	v := vocabularies()[lang]
	if v == nil {
		return nil
	}
	var out []string
	for w, of := range v.sums {
		if of != anySum {
			out = append(out, w)
		}
	}
	for _, list := range v.sumPhrases {
		for _, p := range list {
			out = append(out, p.words[len(p.words)-1])
		}
	}
	return out
}
