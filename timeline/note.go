package timeline

import (
	"slices"
	"strings"

	"dateline/timeline/atlas"
	"dateline/timeline/figure"
	"dateline/timeline/words"
)

// notes are what a sentence that tells of a happening says by itself: read once,
// and kept with it. They hold none of the article's text.
type notes struct {
	figures []tallied     // without their report, its day and the words
	names   []called      // in order
	heads   []string      // countries whose head of state it speaks of without a name
	seas    []atlas.Place // where it says that something happened
	lands   []string      // countries it names, or whose capital or people
	charges []charge      // who it says did something, without their report
	topic   string        // what the next sentence counts, where this one only says so
}

// called is a name that a sentence gives.
type called struct {
	name  string
	opens bool // a single word that opens the sentence, and need not be a name
}

// noted reads what sentences say, one after another. Those that only give the
// same names and countries share their notes.
type noted struct {
	wet   map[string]map[string]bool // by language: stems of the names of seas
	alike map[string]*notes          // by the names and countries they give
	key   []byte

	last          tallied // of the sentence read before
	doc, sentence int     // where that stands
}

func newNoted() *noted { return &noted{wet: map[string]map[string]bool{}, alike: map[string]*notes{}} }

// read is what a sentence says.
func (n *noted) read(c *corpus, t *telling, text string, split []words.Word, lang *language) *notes {
	out := &notes{figures: figuresOf(text, split, t.s.times, lang)}
	if len(out.figures) == 0 && n.last.Name != "" && n.doc == t.doc && n.sentence == t.sentence-1 {
		if f, found := sameCounted(n.last, text, split, t.s.times, lang); found {
			out.figures = []tallied{f}
		}
	}
	if n.last.Speaker != "" && n.doc == t.doc && n.sentence == t.sentence-1 && (sentenceWords{text, split, lang}).goesOnSaying() {
		for i := range out.figures {
			if f := &out.figures[i]; f.Speaker == "" {
				f.Speaker = n.last.Speaker
				if f.own {
					f.whose = sentenceWords{lang: lang}.sideOf(f.Speaker)
				}
			}
		}
	}
	if len(out.figures) == 0 {
		out.topic = figure.Topic(split, lang.code)
	}
	for i := range out.figures {
		f := &out.figures[i]
		if f.Scope == "" {
			f.Scope = PerEvent
		}
		if f.deed {
			f.Scope = PerEvent // as the sentence tells of that deed
		}
		f.kin, f.whose.name = strings.Clone(f.kin), strings.Clone(f.whose.name)
		f.Of, f.Unit, f.Speaker, f.Quote = strings.Clone(f.Of), strings.Clone(f.Unit), strings.Clone(f.Speaker), ""
	}
	for _, o := range offices(text) {
		if o.holder == "" {
			out.heads = append(out.heads, o.country)
		}
	}
	if n.mayNameSeas(c, t) {
		out.seas = waters(text, lang)
	}
	out.charges = charges(text, split, lang)
	out.lands = landsOf(text, split)
	found := mentions(text, split)
	if out.topic != "" || len(out.charges) > 0 || len(out.figures) > 0 || len(out.heads) > 0 || len(out.seas) > 0 {
		out.names = namesOf(found)
		return out
	}
	n.key = n.key[:0]
	for _, land := range out.lands {
		n.key = append(append(n.key, land...), 2)
	}
	for _, m := range found {
		n.key = append(append(n.key, m.name...), 0)
		if m.opens {
			n.key = append(n.key, 1)
		}
	}
	if same := n.alike[string(n.key)]; same != nil {
		return same
	}
	out.names = namesOf(found)
	n.alike[string(n.key)] = out
	return out
}

// remember keeps the last figure of a sentence that has been read, for the next.
func (n *noted) remember(t *telling) {
	n.last, n.doc, n.sentence = tallied{}, t.doc, t.sentence
	if all := t.s.notes.figures; len(all) > 0 {
		n.last = all[len(all)-1]
	}
	if n.last.Name == "" && t.sentence >= 0 {
		n.last.Name = t.s.notes.topic
	}
}

func namesOf(all []mention) []called {
	if len(all) == 0 {
		return nil
	}
	out := make([]called, len(all))
	for i, m := range all {
		out[i] = called{strings.Clone(m.name), m.opens}
	}
	return out
}

// mayNameSeas reports whether a sentence has a word that a name of a sea has. Few
// do, and to look closer takes longer.
func (n *noted) mayNameSeas(c *corpus, t *telling) bool {
	code := c.docs[t.doc].language
	wet := n.wet[code]
	if wet == nil {
		wet = wetStems(code)
		n.wet[code] = wet
	}
	return slices.ContainsFunc(t.s.stems, func(t term) bool { return wet[c.terms[t]] })
}
