package timeline

import (
	"cmp"
	"math"
	"slices"
)

// How what other origins say of a day counts for a sentence about it.
const (
	likeliest  = 24  // sentences of a day that are weighed against what others say: a later one is hardly chosen
	heardAt    = 200 // accounts that are listened to at most
	unlike     = .15 // cosine up to which another account says something else
	reworded   = .85 // cosine from which it says the same in the same words, and is no other witness
	borneTimes = 5.  // what the sum of the cosines above that counts
	borneShare = .05 // for each factor e of one and this sum
	enough     = .4  // of the day's own that its fullest sentence tells: as much is enough
	leastOwn   = .2  // of as much, that a sentence is taken to tell at least
	newsShare  = .25 // for each factor e of what it tells of it
)

// voices is what the accounts of a day that name it say, in order of their origins.
type voices []*telling

// voices is of all accounts of some happenings that a date stands in; of many,
// of some of them, evenly.
func (w *writer) voices(happenings []*happening) voices {
	var all voices
	for _, h := range happenings {
		for _, m := range h.members {
			if t := &w.tellings[m]; t.worded() && !t.foretold {
				all = append(all, t)
			}
		}
	}
	if step := (len(all) + heardAt - 1) / heardAt; step > 1 {
		for i := range (len(all) + step - 1) / step {
			all[i] = all[i*step]
		}
		all = all[:(len(all)+step-1)/step]
	}
	slices.SortStableFunc(all, func(a, b *telling) int { return cmp.Compare(w.c.docs[a.doc].origin, w.c.docs[b.doc].origin) })
	return all
}

// borne is how much a sentence gains, as a logarithm, by what other origins say of
// its day in words of their own: of each the account counts that is most like it.
// Words that the whole story uses are not counted, so that neither the names that
// all reports give nor a short sentence that holds little else is borne out by them.
func (w *writer) borne(t *telling, said voices) float64 {
	values := w.own.values // by key; none is set
	keys := w.keysOf(nil, t)
	squares := 0.0
	for _, key := range keys {
		if values[key] == 0 {
			values[key] = w.ofTheDay(key)
			squares += values[key] * values[key]
		}
	}
	sum, best, origin := 0.0, 0.0, -1
	var theirs []int32
	for _, other := range said {
		from := w.c.docs[other.doc].origin
		if from == w.c.docs[t.doc].origin {
			continue
		}
		if from != origin {
			sum, best, origin = sum+max(0, best-unlike), 0, from
		}
		theirs = w.keysOf(theirs[:0], other)
		dot, length := 0.0, 0.0
		for _, key := range theirs {
			v := w.ofTheDay(key)
			dot, length = dot+v*values[key], length+v*v
		}
		if dot > 0 {
			if cosine := dot / math.Sqrt(squares*length); cosine < reworded {
				best = max(best, cosine)
			}
		}
	}
	sum += max(0, best-unlike)
	for _, key := range keys {
		values[key] = 0
	}
	return borneShare * math.Log1p(borneTimes*sum)
}

// ofTheDay is how much a key tells of a day: nothing if the whole story uses it.
func (w *writer) ofTheDay(key int32) float64 {
	r := w.c.ring.rarity[key]
	return r * min(1, max(0, (r-used)/(unused-used)))
}

// keysOf adds the keys of a telling's terms to some.
func (w *writer) keysOf(into []int32, t *telling) []int32 {
	own := w.c.ring.of[w.c.docs[t.doc].language]
	if own == nil {
		return append(into, t.s.stems...)
	}
	for _, stem := range t.s.stems {
		into = append(into, own[stem])
	}
	return into
}

// telling is what each sentence gains, as a logarithm, by how much of the day's own
// it tells: a short one that holds little but what the whole story is about does not
// win by saying that in few words.
func (w *writer) telling(open []pick) []float64 {
	out, most := make([]float64, len(open)), smallest
	for i := range open {
		out[i] = w.fresh.news(open[i].t.s, w.scratch)
		most = max(most, out[i])
	}
	for i := range out {
		out[i] = newsShare * math.Log(leastOwn+min(1, out[i]/(enough*most)))
	}
	return out
}
