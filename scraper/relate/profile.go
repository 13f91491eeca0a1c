package relate

import (
	"cmp"
	"math"
	"slices"
)

// A count is how often a term stands in a document.
type count struct {
	term term
	n    int32
}

// A bag is a document as its terms, ascending, each counted.
type bag []count

// newBag counts the terms that mean something.
func newBag(ts []term) bag {
	sorted := slices.Clone(ts)
	slices.Sort(sorted)
	var b bag
	for _, t := range sorted {
		switch {
		case t == 0:
		case len(b) > 0 && b[len(b)-1].term == t:
			b[len(b)-1].n++
		default:
			b = append(b, count{t, 1})
		}
	}
	return b
}

// holds reports whether a document has a term.
func (b bag) holds(t term) bool {
	_, ok := slices.BinarySearchFunc(b, t, func(c count, t term) int { return cmp.Compare(c.term, t) })
	return ok
}

// How much is taken for granted before much was read.
const (
	everyday   = 40.0 // reports of everyday news that stand beside those of a run,
	halved     = 4.0  // half as many where the run has met so many of other news, beyond enough,
	plenty     = 30.0 // unless it has met so many of the story, which need no such help
	steadiness = 0.7  // reports with a word that both sides are given beforehand
	borrowed   = 0.7  // what another language's reports say of a shared word, at most
	fewReports = 8.0  // as many of one's own language halve it
	strange    = 0.1  // weight of a word that neither one's own language's reports nor another's tell of
)

// A tally counts, for each term or key, the reports that hold it: those of the
// story, and the others. Reports count in parts where it is not sure what
// they are.
type tally struct {
	story, rest    []float64
	stories, rests float64
	others         float64 // reports that are rather of the rest, each by how surely
}

// everyday is how many reports of everyday news stand beside those met. They
// are fewer where a small run has met much other news: beside them the words that
// are common in it, a neighbouring story's, would look rare.
func (c *tally) everyday() float64 {
	few := max(1-c.stories/plenty, 0)
	return everyday / (1 + few*max(c.others-enough, 0)/halved)
}

func newTally(size int) tally {
	return tally{story: make([]float64, size), rest: make([]float64, size)}
}

// share is how much of a report counts as one of the story and as one of the
// rest.
type share struct{ story, rest float64 }

// logOdds says how much likelier a word is in a report of the story than in
// another, as the logarithm of the ratio. The report that asks is left out with
// its own share, of which held tells whether it has the word: it must not vouch
// for itself. Few reports move
// the answer little: both sides are given some with the word beforehand, at
// the rate of both together.
func (c *tally) logOdds(i int, own share, held bool, everydayShare float64) float64 {
	everyday := c.everyday()
	s, r := 0.0, everyday*everydayShare
	if i < len(c.story) {
		s, r = s+c.story[i], r+c.rest[i]
		if held {
			s, r = s-own.story, r-own.rest
		}
	}
	n, m := c.stories-own.story, c.rests-own.rest+everyday
	if s <= 0 && r <= everyday*unlisted { // never met
		return 0
	}
	given := steadiness * (n + m) / (s + r) // reports at the common rate that hold as many with the word
	return math.Log((s + steadiness) / (n + given) * (m + given) / (r + steadiness))
}

// A vocabulary is what is known of the words of one language.
type vocabulary struct {
	words    tally
	cognates tally         // by key
	everyday []float64     // share of everyday reports that hold a term, of the first terms
	rarities []float64     // of all terms that were counted
	others   []*vocabulary // of the other languages, in no order
}

func (v *vocabulary) everydayShare(t term) float64 {
	if int(t) < len(v.everyday) {
		return v.everyday[t]
	}
	return unlisted
}

// rarity weighs a word by how few reports hold it, as idf does.
func (v *vocabulary) rarity(t term) float64 {
	if int(t) < len(v.rarities) {
		return v.rarities[t]
	}
	return v.rarityOf(t)
}

func (v *vocabulary) rarityOf(t term) float64 {
	everyday := v.words.everyday()
	with := everyday * v.everydayShare(t)
	if int(t) < len(v.words.story) {
		with += v.words.story[t] + v.words.rest[t]
	}
	return math.Log(1 + (v.words.stories+v.words.rests+everyday)/(with+steadiness))
}

// A profile is the vocabulary of a story beside that of other news, in each
// language that was met.
type profile struct {
	languages map[string]*vocabulary
	keys      []key
}

// newProfile counts the reports of either side, copies once.
func newProfile(docs []*document, keys []key, everyday map[string][]float64) *profile {
	p := &profile{languages: map[string]*vocabulary{}, keys: keys}
	top := slices.Max(keys)
	for _, d := range docs {
		v := p.languages[d.language]
		if v == nil {
			v = &vocabulary{words: newTally(len(keys)), cognates: newTally(int(top) + 1), everyday: everyday[d.language]}
			p.languages[d.language] = v
		}
		if d.witness == d {
			v.add(d)
		}
	}
	for lang, v := range p.languages {
		rarities := make([]float64, len(keys))
		for t := range rarities {
			rarities[t] = v.rarityOf(term(t))
		}
		v.rarities = rarities
		for other, o := range p.languages {
			if other != lang {
				v.others = append(v.others, o)
			}
		}
	}
	return p
}

// add counts a document, or the parts of it that stand on either side.
func (v *vocabulary) add(d *document) {
	v.words.stories += d.share.story
	v.words.rests += d.share.rest
	v.cognates.stories += d.share.story
	v.cognates.rests += d.share.rest
	other := max(2*d.share.rest-1, 0)
	v.words.others += other
	v.cognates.others += other
	for _, c := range d.bag {
		v.words.story[c.term] += d.share.story
		v.words.rest[c.term] += d.share.rest
	}
	for _, k := range d.keys {
		v.cognates.story[k] += d.share.story
		v.cognates.rest[k] += d.share.rest
	}
}

// A signal is what one word of a document says.
type signal struct {
	term   term
	weight float64 // of the word among the document's, > 0
	odds   float64 // log-odds, > 0 for the story
}

// signals asks every word of a document. What was counted of it, as its witness
// w, is left out; w is nil where nothing was.
func (p *profile) signals(lang string, b bag, w *document) []signal {
	v := p.languages[lang]
	if v == nil {
		return nil
	}
	var counted share
	var rest bag                        // of the witness's words
	if w != nil && w.language == lang { // a copy said to be in another language was not counted in this one
		counted, rest = w.share, w.bag
	}
	own := 1 / (1 + fewReports/max(v.words.stories-counted.story, 1e-9)) // how far the language knows the story itself
	out := make([]signal, 0, len(b))
	for _, c := range b {
		for len(rest) > 0 && rest[0].term < c.term {
			rest = rest[1:]
		}
		held := len(rest) > 0 && rest[0].term == c.term
		s := signal{
			term:   c.term,
			weight: v.rarity(c.term) * often(c.n),
			odds:   v.words.logOdds(int(c.term), counted, held, v.everydayShare(c.term)),
		}
		heard, known := 0.0, false
		if int(c.term) < len(p.keys) && p.keys[c.term] != 0 {
			heard, known = v.hearsay(int(p.keys[c.term]))
		}
		s.odds = exact(s.odds + (1-own)*heard)
		if !known {
			s.weight *= strange + (1-strange)*own
		}
		s.weight = exact(s.weight)
		out = append(out, s)
	}
	return out
}

// often is how much more a word counts that stands so many times in a document.
func often(n int32) float64 {
	if n == 1 {
		return 1 // as most
	}
	return 1 + math.Log(float64(n))
}

// hearsay is what the other languages say of a word that they share.
func (v *vocabulary) hearsay(k int) (odds float64, known bool) {
	var sum, weight float64
	for _, o := range v.others {
		if k >= len(o.cognates.story) || o.cognates.story[k]+o.cognates.rest[k] == 0 {
			continue
		}
		w := math.Round(o.words.stories)
		sum += exact(w * o.cognates.logOdds(k, share{}, false, unlisted))
		weight += w
	}
	if weight == 0 {
		return 0, false
	}
	return borrowed * sum / weight, true
}

// leaning is how much a document's words are rather the story's: their mean
// log-odds, the telling ones counting more.
func leaning(signals []signal) float64 {
	var sum, weight float64
	for _, s := range signals {
		sum += s.weight * s.odds
		weight += s.weight
	}
	if weight == 0 {
		return 0
	}
	return sum / weight
}

// exact rounds to what floating-point numbers add up without error, so that
// no sum depends on the order of its parts.
func exact(x float64) float64 {
	const grain = 1 << 12
	return math.Round(x*grain) / grain
}
