package timex

import (
	"bytes"
	"embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
)

//go:embed lang/*.yaml
var languageFiles embed.FS

// file is a language as its YAML file gives it.
type file struct {
	Language string                         `yaml:"language"`
	Include  []string                       `yaml:"include"` // languages whose rules also hold, files of the same folder
	DayFirst bool                           `yaml:"day_first"`
	Words    map[string]map[string][]string `yaml:"words"` // class: value: words
	Macros   map[string]string              `yaml:"macros"`
	Tense    tenseFile                      `yaml:"tense"`
	Rules    []ruleFile                     `yaml:"rules"`
}

// tenseFile tells where a sentence looks: words, and endings (with their accents).
type tenseFile struct {
	Future        []string `yaml:"future"`
	Conditional   []string `yaml:"conditional"` // verbs that look ahead from a past as well: would
	Planned       []string `yaml:"planned"`     // the same, of what may have come by now: was to
	Scheduled     []string `yaml:"scheduled"`   // verbs whose present tells of a weekday to come
	Perfect       []string `yaml:"perfect"`     // verbs of a perfect, which looks back from now: has
	Present       []string `yaml:"present"`     // of the present: is
	FutureEndings []string `yaml:"future_endings"`
	// Endings of verbs that look ahead from a past as well.
	ConditionalEndings []string `yaml:"conditional_endings"`
	Past               []string `yaml:"past"`
	PastEndings        []string `yaml:"past_endings"`
	// Endings of participles that tell the past only where a date follows them.
	Participles []string `yaml:"participles"`
	Saying      []string `yaml:"saying"`     // verbs of saying, which date only what stands close by
	Neutral     []string `yaml:"neutral"`    // nouns that end as verbs do
	Infinitive  []string `yaml:"infinitive"` // what stands before an infinitive: to
	Passive     []string `yaml:"passive"`    // what keeps a participle after it from telling the past: be
}

// ruleFile is a rule as written.
type ruleFile struct {
	Name       string            `yaml:"name"`
	Match      []string          `yaml:"match"`
	Norm       string            `yaml:"norm"`     // which normalisation, see norms; none: a negative rule
	With       map[string]string `yaml:"with"`     // slots that the words imply
	Range      bool              `yaml:"range"`    // its spans are the ends of one stretch
	Priority   int               `yaml:"priority"` // wins over longer readings at the same place
	UnlessPrev []string          `yaml:"unless_prev"`
	UnlessNext []string          `yaml:"unless_next"`
	// What must, and what must not, stand in the sentence of the match.
	IfSentence     []string  `yaml:"if_sentence"`
	UnlessSentence []string  `yaml:"unless_sentence"`
	Examples       []example `yaml:"examples"`
	Misses         []example `yaml:"misses"` // near misses: the rule must not fire
}

// example is a text with what must be read in it.
type example struct {
	Text  string `yaml:"text"`
	DCT   string `yaml:"dct"`   // YYYY-MM-DD, or RFC 3339
	Span  string `yaml:"span"`  // words of the rule's timex
	Value string `yaml:"value"` // its TIMEX3 value
	Type  string `yaml:"type"`
	EDTF  string `yaml:"edtf"`
}

// language is a compiled language.
type language struct {
	dayFirst      bool
	lexicon       map[string]int32 // folded word: id
	classes       map[string]int32
	entries       [][]entry // by id of the first word
	rules         []*rule
	byWord        [][]candidate // programs that can begin with the word
	byDigits      []candidate   // programs that can begin with digits
	dot, comma    int32         // the marks' ids
	halfSign      int32         // that of ½
	number        classID
	ordinal       classID
	ordinalSuffix classID
	joiner        classID
	signal        classID
	ahead         classID
	aheadAfter    classID
	behindAfter   classID
	lasting       classID
	negation      classID
	fixing        classID
	fixedFor      classID
	that          classID
	noPast        classID
	noun          classID
	month         classID
	weekday       classID
	weekdayShort  classID
	deictic       classID
	present       classID
	ended         classID
	comparing     classID
	coordinate    classID
	rangeOpen     classID
	rangeJoin     classID
	rangeAlone    classID
	together      classID
	particle      classID
	tense         tenses
	wordBegins    []firstSet // by word
}

type stop uint8

const (
	noStop    stop = iota
	mayStop        // "sept.?"
	needsStop      // "mar."
)

// entry is one word, or several, of a vocabulary.
type entry struct {
	class   classID
	words   []int32
	value   string
	num     int32
	stop    stop
	capital bool   // "^May": only with a capital letter
	exact   string // "=março": only with its accents
}

type program struct {
	code  []instruction
	first []firstSet // by instruction
}

// rule is a compiled rule.
type rule struct {
	name       string
	norm       normaliser
	with       []capture
	priority   int
	order      int
	programs   []*program
	unlessPrev []*program // must not match up to where the match begins
	unlessNext []*program // must not match where it ends
	// What must, and what must not, match in the sentence.
	ifSentence     []*program
	unlessSentence []*program
	rangeOf        bool // its spans are the ends of one stretch
}

// compiled holds a function for each embedded language that compiles it once.
var compiled = func() map[string]func() (*language, error) {
	names, err := languageFiles.ReadDir("lang")
	if err != nil {
		panic("timex: " + err.Error()) // the folder is embedded
	}
	out := map[string]func() (*language, error){}
	for _, n := range names {
		code := strings.TrimSuffix(n.Name(), ".yaml")
		out[code] = sync.OnceValues(func() (*language, error) {
			l, err := compileLanguage(code)
			if err != nil {
				return nil, fmt.Errorf("lang/%s.yaml: %w", code, err)
			}
			return l, nil
		})
	}
	return out
}()

// unknownLanguage holds the rules for numeric and ISO dates, right in any language.
const unknownLanguage = "und"

// languageFor returns the rules of a language; an embedded file that does not
// compile is a fault of the build, which the tests find.
func languageFor(code string) *language {
	code = strings.ToLower(code)
	if i := strings.IndexAny(code, "-_"); i >= 0 {
		code = code[:i] // "es-CO"
	}
	compile, ok := compiled[code]
	if !ok {
		compile = compiled[unknownLanguage]
	}
	l, err := compile()
	if err != nil {
		panic("timex: " + err.Error())
	}
	return l
}

// readLanguage reads a language's file; without its examples it takes half the time.
func readLanguage(code string, examples bool) (*file, error) {
	data, err := languageFiles.ReadFile("lang/" + code + ".yaml")
	if err != nil {
		return nil, err
	}
	if !examples {
		data = withoutExamples(data)
	}
	f := &file{}
	if err := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(f); err != nil {
		return nil, err
	}
	return f, nil
}

// withoutExamples drops the lines of block lists named examples and misses.
func withoutExamples(data []byte) []byte {
	out := make([]byte, 0, len(data))
	depth := -1 // indentation of the list being dropped
	for line := range bytes.Lines(data) {
		text := bytes.TrimLeft(line, " ")
		indent := len(line) - len(text)
		if depth >= 0 && (indent > depth || len(bytes.TrimSpace(text)) == 0) {
			continue
		}
		if depth = -1; bytes.Equal(bytes.TrimSpace(text), []byte("examples:")) || bytes.Equal(bytes.TrimSpace(text), []byte("misses:")) {
			depth = indent
			continue
		}
		out = append(out, line...)
	}
	return out
}

func compileLanguage(code string) (*language, error) {
	f, err := readLanguage(code, false)
	if err != nil {
		return nil, err
	}
	l := &language{
		dayFirst: f.DayFirst,
		lexicon:  map[string]int32{}, classes: map[string]int32{},
	}
	for name, c := range builtinNames {
		l.classes[name] = int32(c)
	}
	l.dot, l.comma, l.halfSign = l.intern("."), l.intern(","), l.intern("½")
	l.number, l.ordinal, l.ordinalSuffix = l.class("number"), l.class("ordinal"), l.class("ordinal_suffix")
	l.joiner, l.signal = l.class("joiner"), l.class("signal")
	l.month = l.class("month")
	l.weekday, l.weekdayShort = l.class("weekday"), l.class("weekday_short")
	l.deictic, l.ended = l.class("deictic"), l.class("ended")
	l.present = l.class("now")
	l.comparing = l.class("comparing")
	l.coordinate = l.class("coordinate")
	l.ahead, l.aheadAfter, l.rangeOpen = l.class("ahead"), l.class("ahead_after"), l.class("range_open")
	l.behindAfter = l.class("behind_after")
	l.negation = l.class("negation")
	l.lasting, l.that = l.class("lasting"), l.class("that_clause")
	l.noPast, l.noun = l.class("no_past"), l.class("noun_marker")
	l.fixing, l.fixedFor = l.class("fixing"), l.class("fixed_for")
	l.rangeJoin, l.rangeAlone = l.class("range_join"), l.class("range_alone")
	l.particle, l.together = l.class("particle"), l.class("together")
	for _, other := range f.Include {
		g, err := readLanguage(other, false)
		if err != nil {
			return nil, fmt.Errorf("include %s: %w", other, err)
		}
		if err := l.add(g); err != nil {
			return nil, fmt.Errorf("include %s: %w", other, err)
		}
	}
	if err := l.add(f); err != nil {
		return nil, err
	}
	l.tense = l.compileTense(f.Tense)
	l.index()
	return l, nil
}

// intern gives a word its id.
func (l *language) intern(w string) int32 {
	if id, ok := l.lexicon[w]; ok {
		return id
	}
	id := int32(len(l.lexicon))
	l.lexicon[w] = id
	l.entries = append(l.entries, nil)
	return id
}

func (l *language) class(name string) classID {
	if id, ok := l.classes[name]; ok {
		return classID(id)
	}
	id := int32(builtinClasses) + int32(len(l.classes)-len(builtinNames))
	l.classes[name] = id
	return classID(id)
}

func (l *language) add(f *file) error {
	for _, class := range slices.Sorted(maps.Keys(f.Words)) {
		id := l.class(class)
		for _, value := range slices.Sorted(maps.Keys(f.Words[class])) {
			for _, w := range f.Words[class][value] {
				if err := l.addEntry(id, value, w); err != nil {
					return fmt.Errorf("words %s: %w", class, err)
				}
			}
		}
	}
	for i := range f.Rules {
		r, err := l.compileRule(&f.Rules[i], f.Macros)
		if err != nil {
			return fmt.Errorf("rule %s: %w", f.Rules[i].Name, err)
		}
		r.order = len(l.rules)
		l.rules = append(l.rules, r)
	}
	return nil
}

// addEntry adds one vocabulary entry: "sept.?", "mar.", "^may", "=março", "fin de semana".
func (l *language) addEntry(c classID, value, text string) error {
	e := entry{class: c, value: value}
	if n, ok := asNumber(value); ok {
		e.num = int32(n)
	}
	w := text
	if strings.HasPrefix(w, "^") {
		e.capital, w = true, w[1:]
	}
	if strings.HasPrefix(w, "=") {
		w = w[1:]
		e.exact = w
	}
	switch {
	case strings.HasSuffix(w, ".?"):
		e.stop, w = mayStop, strings.TrimSuffix(w, ".?")
	case strings.HasSuffix(w, "."):
		e.stop, w = needsStop, strings.TrimSuffix(w, ".")
	}
	for _, t := range tokenize(w, nil, nil) {
		e.words = append(e.words, l.intern(fold(w[t.start:t.end])))
	}
	if len(e.words) == 0 {
		return fmt.Errorf("%q has no word", text)
	}
	l.entries[e.words[0]] = append(l.entries[e.words[0]], e)
	return nil
}

func (l *language) compileRule(f *ruleFile, macros map[string]string) (*rule, error) {
	norm, ok := norms[f.Norm]
	if !ok {
		return nil, fmt.Errorf("no normalisation %q", f.Norm)
	}
	r := &rule{name: f.Name, norm: norm, priority: f.Priority, rangeOf: f.Range}
	for _, name := range slices.Sorted(maps.Keys(f.With)) {
		s, ok := slotNames[name]
		if !ok {
			return nil, fmt.Errorf("with: no slot %q", name)
		}
		c := capture{slot: s, text: f.With[name], span: -1}
		if n, ok := asNumber(c.text); ok {
			c.num = int32(n)
		}
		r.with = append(r.with, c)
	}
	var err error
	if r.programs, err = l.programs(f.Match, macros); err != nil {
		return nil, err
	}
	if len(r.programs) == 0 {
		return nil, fmt.Errorf("has no match")
	}
	if r.unlessPrev, err = l.programs(f.UnlessPrev, macros); err != nil {
		return nil, err
	}
	if r.unlessNext, err = l.programs(f.UnlessNext, macros); err != nil {
		return nil, err
	}
	if r.ifSentence, err = l.programs(f.IfSentence, macros); err != nil {
		return nil, err
	}
	r.unlessSentence, err = l.programs(f.UnlessSentence, macros)
	return r, err
}

func (l *language) programs(patterns []string, macros map[string]string) ([]*program, error) {
	var out []*program
	for _, text := range patterns {
		code, err := compilePattern(l, macros, text)
		if err != nil {
			return nil, err
		}
		out = append(out, &program{code: code})
	}
	return out, nil
}
