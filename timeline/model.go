package timeline

import (
	"math"
	"slices"
)

// How likely a term is to stand in an editor's line about a day: a logistic
// regression on counts, fitted on journalists' timelines. It knows no
// language and no lexicon.
type coefficients struct {
	mentions  float64 // ln(1 + articles with the term in a sentence that names the day)
	printed   float64 // ln(1 + articles of that day or the next with the term in their opening)
	looking   float64 // ln(1 + mentions in articles printed two days later or more)
	common    float64 // ln of the term's share of all sentences
	mentioned float64 // ln(1 + articles that name the day)
	openings  float64 // ln(1 + articles of that day or the next)
	constant  float64
}

// shared is what the coefficients of the two counts of a day's articles were raised
// by after they were fitted: where many articles tell of a day, what a few of them
// say is then worth nearly as much as what all have in common with those of the
// days around, and the day is headed by what is its own.
const shared = .15

// A word counts as a day's own the more, the rarer it is in the whole story: not at
// all if a share of e to the minus used of its sentences have it, wholly from e to the
// minus unused on.
const used, unused = 2., 5.

var (
	ofWords = coefficients{.7456, .6836, .3331, .4823, -.6010 + shared, -.0983 + shared, -.0930}
	ofPairs = coefficients{.7079, .5605, .6671, .4452, -.6505 + shared, .0706 + shared, -.0846}
)

// counts are the articles that hold a term, by how they tell of a day.
type counts struct{ mentions, printed, looking int32 }

// likelihood takes the logarithms of a term's share of all sentences and of what
// is the same for all terms of a day.
func (k coefficients) likelihood(n counts, share, mentioned, openings float64) float64 {
	x := k.mentions*ln1(n.mentions) + k.printed*ln1(n.printed) + k.looking*ln1(n.looking) +
		k.common*share + k.mentioned*mentioned + k.openings*openings + k.constant
	return 1 / (1 + math.Exp(-x))
}

// smallLogs are ln(1 + n) of the counts that most terms have.
var smallLogs = func() (logs [64]float64) {
	for n := range logs {
		logs[n] = math.Log1p(float64(n))
	}
	return logs
}()

func ln1(n int32) float64 {
	if int(n) < len(smallLogs) {
		return smallLogs[n]
	}
	return math.Log1p(float64(n))
}

// place is a sentence of the corpus.
type place struct{ doc, sentence int32 } // -1: the title

// calendar tells which sentences name or surround a day.
type calendar struct {
	c        *corpus
	naming   map[day][]place // sentences of articles printed on the day or later
	openings map[day][]place // first sentences of on-topic articles printed that day
	shares   []float64       // ln of the share of all sentences, by how many they are
}

const mostShares = 1 << 14 // as many sentences as few terms and pairs have

// share is the logarithm of what share of all sentences some are.
func (k *calendar) share(sentences int) float64 {
	if sentences < len(k.shares) {
		return k.shares[sentences]
	}
	return math.Log(float64(sentences)/float64(max(1, k.c.total)) + 1e-5)
}

// calendar is that of some documents in a row.
func (c *corpus) calendar(from, to int) *calendar {
	k := &calendar{c: c, naming: map[day][]place{}, openings: map[day][]place{}}
	for n := range min(c.total, mostShares) {
		k.shares = append(k.shares, k.share(n))
	}
	for i := from; i < to; i++ {
		doc := &c.docs[i]
		for _, j := range doc.dated {
			if j < 0 {
				continue
			}
			for _, d := range doc.sentences[j].days {
				if doc.day == noDay || d <= doc.until {
					k.naming[d] = append(k.naming[d], place{int32(i), j})
				}
			}
		}
		for j := range min(openings, len(doc.sentences)) {
			if doc.onTopic && doc.day != noDay {
				k.openings[doc.day] = append(k.openings[doc.day], place{int32(i), int32(j)})
			}
		}
	}
	return k
}

// model is what the term model says of one day.
type model struct {
	*tally
	worth []float64 // of what the tally counted: how likely each is to stand in a line about the day
	own   []float64 // the same, of words that the rest of the story seldom uses; of others less, down to nothing
}

// clone is a model that tires apart from this one.
func (m model) clone() model {
	m.worth = slices.Clone(m.worth)
	return m
}

// tally counts articles that hold a word or pair; each article counts once. Its
// memory serves one model after the other: one that is made of it is good until
// the next.
type tally struct {
	words []int32 // by term: its place in counted, plus one; 0: it has none
	pairs pairPlaces
	all   []counted
	first []float64
	own   []float64
}

func newTally(terms int) *tally { return &tally{words: make([]int32, terms)} }

func (t *tally) clear() {
	for i := range t.all {
		if w := t.all[i].word(); w != noTerm {
			t.words[w] = 0
		}
	}
	t.pairs.clear()
	t.all, t.first = t.all[:0], t.first[:0]
}

type counted struct {
	counts
	last int32  // document counted last: plus one where it names the day, minus that where it opens the day's news
	pair uint64 // two words, or noTerm and one
}

// one is a word as a pair.
func one(w term) uint64 { return pairOf(noTerm, w) }

// word is the word that is counted; noTerm: it is a pair.
func (n *counted) word() term {
	if term(n.pair>>32) == noTerm {
		return term(uint32(n.pair))
	}
	return noTerm
}

// as says what a sentence is to a day.
type as uint8

const (
	namesIt  as = iota // it names the day
	looksOn            // the same, in a report of two days later or more
	opensNow           // it opens a report of the day or the next
)

func (n *counted) see(doc int32, how as) {
	now := doc + 1
	if how == opensNow {
		now = -now
	}
	if n.last == now {
		return
	}
	n.last = now
	switch how {
	case looksOn:
		n.looking++
		n.mentions++
	case namesIt:
		n.mentions++
	case opensNow:
		n.printed++
	}
}

func (t *tally) add(s *sentence, doc int32, how as) {
	for i, w := range s.stems {
		at := &t.words[w]
		if *at == 0 {
			t.all = append(t.all, counted{pair: one(w)})
			*at = int32(len(t.all))
		}
		t.all[*at-1].see(doc, how)
		if i > 0 {
			p := pairOf(s.stems[i-1], w)
			at := t.pairs.place(p)
			if *at == 0 {
				t.all = append(t.all, counted{pair: p})
				*at = int32(len(t.all))
			}
			t.all[*at-1].see(doc, how)
		}
	}
}

// model learns the terms of a day from the sentences that name it and the
// openings of that day's and the next day's reports.
func (k *calendar) model(d day, also []place, t *tally) model {
	t.clear()
	mentioned, openings := 0, 0
	last := int32(-1)
	for _, p := range k.naming[d] {
		if p.doc != last {
			mentioned++
			last = p.doc
		}
		if s := k.c.at(p); k.c.docs[p.doc].day >= d+2 {
			t.add(s, p.doc, looksOn)
		} else {
			t.add(s, p.doc, namesIt)
		}
	}
	last = -1
	for next := day(0); next <= 1; next++ {
		for _, p := range k.openings[d+next] {
			if p.doc != last {
				openings++
				last = p.doc
			}
			t.add(k.c.at(p), p.doc, opensNow)
		}
	}
	for _, p := range also {
		t.add(k.c.at(p), p.doc, namesIt)
	}
	t.first = slices.Grow(t.first, len(t.all))[:len(t.all)]
	t.own = slices.Grow(t.own[:0], len(t.all))[:len(t.all)]
	m := model{t, t.first, t.own}
	said, opened := math.Log1p(float64(mentioned)), math.Log1p(float64(openings))
	for i := range t.all {
		n := &t.all[i]
		if w := n.word(); w != noTerm {
			share := k.share(int(k.c.spread[w]))
			m.worth[i] = ofWords.likelihood(n.counts, share, said, opened)
			m.own[i] = m.worth[i] * min(1, max(0, (-share-used)/(unused-used)))
		} else {
			m.worth[i] = ofPairs.likelihood(n.counts, k.share(k.c.pairs.of(n.pair)), said, opened)
		}
	}
	return m
}

// at is the sentence at a place.
func (c *corpus) at(p place) *sentence { return c.docs[p.doc].at(p.sentence) }

// smallest is what a sentence is worth of which the model knows no word, so
// that the best of a day is never worth nothing.
const smallest = 1e-9

// gain is how much a sentence tells of its day, for its length.
func (m model) gain(s *sentence, scratch []term) float64 {
	sum := 0.0
	for _, w := range distinct(s.stems, scratch) {
		if at := m.words[w]; at > 0 {
			sum += m.worth[at-1]
		}
	}
	for i := 1; i < len(s.stems); i++ {
		if at := m.pairs.of(pairOf(s.stems[i-1], s.stems[i])); at > 0 {
			sum += m.worth[at-1]
		}
	}
	return (sum + smallest) / lengthOf(len(s.stems))
}

// news is how much a sentence tells of its day in words that are the day's own.
func (m model) news(s *sentence, scratch []term) float64 {
	sum := 0.0
	for _, w := range distinct(s.stems, scratch) {
		if at := m.words[w]; at > 0 {
			sum += m.own[at-1]
		}
	}
	return sum
}

// brevity is how much a sentence must say for its length: 0 would choose the
// longest, 1 the densest.
const brevity = .75

// lengthOf is what the gain of a sentence with some terms is divided by.
func lengthOf(terms int) float64 {
	if terms < len(usualLengths) {
		return usualLengths[terms]
	}
	return math.Pow(float64(terms), brevity)
}

// usualLengths are those of most sentences.
var usualLengths = func() (all [64]float64) {
	for n := range all {
		all[n] = math.Pow(float64(n), brevity)
	}
	return all
}()

// tire makes what a chosen sentence says worth a tenth to the next.
func (m model) tire(s *sentence, scratch []term) {
	for _, w := range distinct(s.stems, scratch) {
		if at := m.words[w]; at > 0 {
			m.worth[at-1] *= .1
		}
	}
	for i := 1; i < len(s.stems); i++ {
		if at := m.pairs.of(pairOf(s.stems[i-1], s.stems[i])); at > 0 {
			m.worth[at-1] *= .1
		}
	}
}
