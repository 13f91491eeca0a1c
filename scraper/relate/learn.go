package relate

import (
	"cmp"
	"math"
	"slices"
)

// A document is an article as the judge learns from it.
type document struct {
	url       string
	language  string
	bag       bag
	keys      []key
	sentences []uint64
	witness   *document // the report it is a copy of; itself where it is none
	keywords  float64   // score of its keywords
	distinct  int       // keywords that it has
	hearing   *hearing  // until it is known which keywords are foreign to its language; nil: none can be
	outside   bool      // of other days than the story
	core      bool      // surely of the story: a seed, or its keywords leave no doubt
	apart     bool      // of a neighbouring story, surely
	share     share
	lean      float64
}

// weigh takes down what the keywords say.
func (d *document) weigh(e evidence) { d.keywords, d.distinct = e.score(), len(e.found) }

// Bounds of learning. They were chosen on small and large runs, with good
// and with poor keywords; none is at an edge.
const (
	rounds   = 12   // until which the shares must have settled
	settled  = .02  // the change of a share that is none
	doubt    = .5   // of a report of which nothing is known, what counts for the rest
	joinFrom = .75  // the chance from which a report teaches the story's words
	joining  = .5   // what it then counts for, beside one that is surely of the story
	joined   = .5   // what all such may count for together, as a part of the sure ones
	atLeast  = 3.0  // sure reports, for that purpose
	slope    = 3.0  // log-odds of a report in the middle of the story's
	fewCores = 6.0  // beside one, how many known reports it takes to know the story's words
	apart    = .075 // how far from their midway the middles are taken to lie at least
	lent     = 1.0  // reports lent to a language by the others to know the middle of its leanings
	imagined = 20.0 // reports of other news that are imagined beside those met,
	mirrored = .5   // leaning the other way by this part of the story's lean
	growth   = 2.0  // reports without a keyword that a story can have for each that is sure
	rarity   = .5   // how much it counts that more than those were met
	stranger = 1.5  // log-odds against a report in a language whose own words of the story are unknown
)

// A knowledge is what was learned of a story from the articles of a run.
type knowledge struct {
	profile *profile
	foreign map[string]map[int]bool // keywords, by language
	middles map[string]middles      // by language
	witness map[string]*document    // by URL: the report that was counted for it
	missing float64                 // log-odds of an article without a keyword
	rest    map[string]float64      // reports of the rest, by language
	crowded bool                    // it has a neighbour
}

// odds is what an article's words and its lack of keywords come to.
func (k *knowledge) odds(lang string, lean, keywords float64) float64 {
	return k.middles[lang].odds(lean) + max(logit(keywords), k.missing)
}

// middles are the typical leanings of reports of the story and of others.
type middles struct {
	story, rest float64
	hearsay     float64 // how far the language is known by others' words only, 0…1
	trust       float64 // how much the leanings tell: nothing where a single report is known to be of the story
}

// odds turns a leaning into log-odds: 0 halfway, slope in the story's middle.
func (m middles) odds(lean float64) float64 {
	half := (m.story + m.rest) / 2
	o := slope * (lean - half) / max((m.story-m.rest)/2, apart)
	return m.trust*min(max(o, -2*slope), 2*slope) - stranger*m.hearsay
}

// learn finds the story's words, beginning with the reports that are surely of
// it. All others are unlabelled: not known to be of the rest, merely not known
// to be of the story. They count for the rest by half at first, and then by
// how little their words are like the story's; those much like them count for
// the story. It ends when nothing changes any more, or after some rounds.
func learn(l *lexicon, docs []*document) *knowledge {
	slices.SortFunc(docs, func(a, b *document) int {
		return cmp.Or(cmp.Compare(a.url, b.url), cmp.Compare(a.language, b.language), slices.Compare(a.sentences, b.sentences))
	})
	markCopies(docs)
	everyday := map[string][]float64{}
	for _, d := range docs {
		if everyday[d.language] == nil {
			everyday[d.language] = background(l, d.language)
		}
	}
	keys := l.sharedKeys()
	for _, d := range docs {
		d.keys = keysOf(d.bag, keys)
		d.witness.core = d.witness.core || d.core
	}
	for _, d := range docs {
		d.share = share{rest: doubt}
		if d.core {
			d.share = share{story: 1}
		}
	}
	k := &knowledge{witness: map[string]*document{}, rest: map[string]float64{}}
	for range partings {
		k.settle(docs, keys, everyday)
		if !k.partNeighbour(l, docs) && (k.crowded || !k.overfull(docs)) {
			break
		}
		k.crowded = true
	}
	for _, d := range docs {
		k.witness[d.url] = d.witness
		k.rest[d.language] += d.share.rest
	}
	return k
}

// settle gives documents their shares until these have settled.
func (k *knowledge) settle(docs []*document, keys []key, everyday map[string][]float64) {
	for range rounds {
		k.profile = newProfile(docs, keys, everyday)
		for _, d := range docs {
			d.lean = leaning(k.profile.signals(d.language, d.bag, d.witness))
		}
		k.middles = middlesOf(docs)
		k.missing = k.missingFrom(docs)
		if !reshare(docs, k) {
			break
		}
	}
}

func keysOf(b bag, keys []key) []key {
	var out []key
	for _, c := range b {
		if k := keys[c.term]; k != 0 {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// middlesOf finds the middles of leanings by language. The story's is that of
// the reports surely of it: what joined them must not move the line.
func middlesOf(docs []*document) map[string]middles {
	type sums struct{ story, stories, rest, rests, taught float64 }
	known := 0.0
	var all sums
	by := map[string]*sums{}
	for _, d := range docs {
		s := by[d.language]
		if s == nil {
			s = &sums{}
			by[d.language] = s
		}
		lean := exact(d.lean)
		if d.core && d.witness == d {
			known++
		}
		for _, s := range []*sums{s, &all} {
			if d.core {
				s.story += lean
				s.stories++
			}
			s.rest += lean * d.share.rest
			s.rests += d.share.rest
			s.taught += d.share.story
		}
	}
	// Where hardly any other news was met, what was not surely of the story is
	// mostly of it all the same: other news would lean the other way.
	story := all.story / max(all.stories, 1)
	rest := (all.rest - imagined*mirrored*story) / (all.rests + imagined)
	m := map[string]middles{}
	for lang, s := range by {
		own := (s.story + lent*story) / (s.stories + lent)
		m[lang] = middles{
			story:   own,
			rest:    (s.rest - imagined*mirrored*own + lent*rest) / (s.rests + imagined + lent),
			hearsay: math.Exp(-s.taught),
			trust:   min(max(known-1, 0)/fewCores, 1), // each is judged without its own words, which of one leaves none
		}
	}
	return m
}

// missingFrom is what it says of an article that it has no keyword, or next to
// none: little where the keywords name only a part of the reports whose words
// are the story's, much where they name nearly all; and the more, the more such
// articles were met beside those that the story can be thought to have. A
// neighbour of a story of few reports would else be let in whole. Where it is
// known to have one, only as many can be of the story as its keywords make likely.
func (k *knowledge) missingFrom(docs []*document) float64 {
	m := k.middles
	var sure, likely, without float64
	for _, d := range docs {
		switch {
		case d.core:
			sure++
		case d.keywords < otherBelow:
			without++
			likely += chance(m[d.language].odds(d.lean))
		}
	}
	most := growth * (sure + atLeast)
	if k.crowded {
		most = min(most, atLeast+unheard(docs))
	}
	part := min(most/max(likely, most), 1)                         // of what seems likely, what can be
	like, likeWithout, unlike, unlikeWithout := 4.0, 1.6, 4.0, 4.0 // before anything is known
	for _, d := range docs {
		c := chance(m[d.language].odds(d.lean))
		if d.keywords < otherBelow && !d.core {
			c *= part
			likeWithout += c
			unlikeWithout += 1 - c
		}
		like += c
		unlike += 1 - c
	}
	few := rarity * math.Log((most+1)/max(without-most, most+1))
	return min(math.Log(likeWithout/like/(unlikeWithout/unlike)), 0) + few
}

// unheard estimates how many reports of the story have none of its keywords, by
// how many have just one and just two of them (Chao, "Nonparametric estimation
// of the number of classes in a population", 1984): where most have several, few
// can have none. Where most have not, that tells nothing.
func unheard(docs []*document) float64 {
	var one, two, several float64
	for _, d := range docs {
		switch {
		case d.witness != d || d.keywords < otherBelow:
		case d.distinct <= 1:
			one++
		case d.distinct == 2:
			two++
		default:
			several++
		}
	}
	if several <= one+two {
		return math.Inf(1)
	}
	return one * one / (2 * (two + 1))
}

// reshare gives every document its new share, and reports whether any changed.
// What joined never outweighs what is sure: a neighbouring story would
// otherwise be let in report by report.
func reshare(docs []*document, k *knowledge) bool {
	var sure, likely float64
	chances := make([]float64, len(docs))
	for i, d := range docs {
		if d.core {
			sure++
			continue
		}
		if d.apart {
			continue
		}
		chances[i] = chance(k.odds(d.language, d.lean, d.keywords))
		if chances[i] >= joinFrom && d.witness == d {
			likely += chances[i]
		}
	}
	weight := min(joining, joined*(sure+atLeast)/max(likely, 1))
	changed := false
	for i, d := range docs {
		if d.core || d.apart {
			continue
		}
		next := share{rest: exact(1 - chances[i])}
		if chances[i] >= joinFrom {
			next.story = exact(weight * chances[i])
		}
		if math.Abs(next.story-d.share.story) > settled || math.Abs(next.rest-d.share.rest) > settled {
			changed = true
		}
		d.share = next
	}
	return changed
}

// chance turns log-odds into a number 0…1.
func chance(odds float64) float64 { return exact(1 / (1 + math.Exp(-odds))) }

// logit is the log-odds of a keyword score.
func logit(score float64) float64 {
	k := min(max(score, .02), .98)
	return math.Log(k / (1 - k))
}
