package timeline

import "math"

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

var (
	ofWords = coefficients{.7456, .6836, .3331, .4823, -.6010, -.0983, -.0930}
	ofPairs = coefficients{.7079, .5605, .6671, .4452, -.6505, .0706, -.0846}
)

// counts are the articles that hold a term, by how they tell of a day.
type counts struct{ mentions, printed, looking float64 }

func (k coefficients) likelihood(n counts, share, mentioned, openings float64) float64 {
	x := k.mentions*math.Log1p(n.mentions) + k.printed*math.Log1p(n.printed) + k.looking*math.Log1p(n.looking) +
		k.common*math.Log(share+1e-5) + k.mentioned*math.Log1p(mentioned) + k.openings*math.Log1p(openings) + k.constant
	return 1 / (1 + math.Exp(-x))
}

// place is a sentence of the corpus.
type place struct{ doc, sentence int } // -1: the title

// calendar tells which sentences name or surround a day.
type calendar struct {
	c        *corpus
	naming   map[day][]place // sentences of articles printed on the day or later
	openings map[day][]place // first sentences of on-topic articles printed that day
}

func (c *corpus) calendar() *calendar {
	k := &calendar{c: c, naming: map[day][]place{}, openings: map[day][]place{}}
	for i := range c.docs {
		doc := &c.docs[i]
		for j := range doc.sentences {
			for _, d := range doc.sentences[j].days {
				if doc.day == noDay || d <= doc.day {
					k.naming[d] = append(k.naming[d], place{i, j})
				}
			}
			if j < leads && doc.onTopic && doc.day != noDay {
				k.openings[doc.day] = append(k.openings[doc.day], place{i, j})
			}
		}
	}
	return k
}

// model is what the term model says of one day.
type model struct {
	words map[term]float64
	pairs map[uint64]float64
}

// tally counts articles that hold a word or pair; each article counts once.
type tally struct {
	words map[term]*counted
	pairs map[uint64]*counted
}

type counted struct {
	counts
	last [3]int // last document counted, plus one, for each kind
}

func (n *counted) see(kind, doc int) {
	if n.last[kind] == doc+1 {
		return
	}
	n.last[kind] = doc + 1
	switch kind {
	case 0:
		n.mentions++
	case 1:
		n.printed++
	case 2:
		n.looking++
	}
}

func (t *tally) add(s *sentence, kind, doc int) {
	for i, w := range s.stems {
		n := t.words[w]
		if n == nil {
			n = &counted{}
			t.words[w] = n
		}
		n.see(kind, doc)
		if i > 0 {
			p := pairOf(s.stems[i-1], w)
			n := t.pairs[p]
			if n == nil {
				n = &counted{}
				t.pairs[p] = n
			}
			n.see(kind, doc)
		}
	}
}

// model learns the terms of a day from the sentences that name it and the
// openings of that day's and the next day's reports.
func (k *calendar) model(d day, also []place) model {
	t := tally{words: map[term]*counted{}, pairs: map[uint64]*counted{}}
	mentioned, openings := 0, 0
	last := -1
	for _, p := range k.naming[d] {
		if p.doc != last {
			mentioned++
			last = p.doc
		}
		s := k.c.at(p)
		t.add(s, 0, p.doc)
		if k.c.docs[p.doc].day >= d+2 {
			t.add(s, 2, p.doc)
		}
	}
	last = -1
	for next := day(0); next <= 1; next++ {
		for _, p := range k.openings[d+next] {
			if p.doc != last {
				openings++
				last = p.doc
			}
			t.add(k.c.at(p), 1, p.doc)
		}
	}
	for _, p := range also {
		t.add(k.c.at(p), 0, p.doc)
	}
	m := model{words: make(map[term]float64, len(t.words)), pairs: make(map[uint64]float64, len(t.pairs))}
	total := float64(max(1, k.c.total))
	for w, n := range t.words {
		m.words[w] = ofWords.likelihood(n.counts, float64(k.c.spread[w])/total, float64(mentioned), float64(openings))
	}
	for p, n := range t.pairs {
		m.pairs[p] = ofPairs.likelihood(n.counts, k.c.pairs.of(p)/total, float64(mentioned), float64(openings))
	}
	return m
}

// at is the sentence at a place.
func (c *corpus) at(p place) *sentence {
	if p.sentence < 0 {
		return &c.docs[p.doc].title[0]
	}
	return &c.docs[p.doc].sentences[p.sentence]
}

// gain is how much a sentence tells of its day, for its length.
func (m model) gain(s *sentence, scratch []term) float64 {
	sum := 0.0
	for _, w := range distinct(s.stems, scratch) {
		sum += m.words[w]
	}
	for i := 1; i < len(s.stems); i++ {
		sum += m.pairs[pairOf(s.stems[i-1], s.stems[i])]
	}
	return sum / math.Pow(float64(len(s.stems)), .7)
}

// tire makes what a chosen sentence says worth a tenth to the next.
func (m model) tire(s *sentence, scratch []term) {
	for _, w := range distinct(s.stems, scratch) {
		m.words[w] *= .1
	}
	for i := 1; i < len(s.stems); i++ {
		m.pairs[pairOf(s.stems[i-1], s.stems[i])] *= .1
	}
}
