package timeline

import (
	"math"
	"slices"
)

// dayWeights says how much each day matters to the story, 0…1.
type dayWeights map[day]float64

// lookback is how many days later a report must be to look back on a day.
const lookback = 7

// What a report adds to the weight of a day beside naming it, and what the
// other measures of a day count against that.
const (
	tellsOf  = .5  // it dates a happening to the day, not only a circumstance
	opensOn  = .5  // its opening tells, without a date, of a happening of the day
	memory   = .1  // how many of those that could look back did
	together = .05 // how many tell of the same happening
)

// witnesses are the origins that speak of each day, counted once a day.
type witnesses map[day]map[int]bool

func (w witnesses) add(d day, origin int) {
	if w[d] == nil {
		w[d] = map[int]bool{}
	}
	w[d][origin] = true
}

// weighDays scores every day by the independent on-topic origins that name it
// on or after it, more by those that tell what happened on it; and a little by
// how many of those that could look back on it did so, and by how many agree
// on what happened: a date's weight is what reports make of it, not how much
// was printed on it.
func (c *corpus) weighDays(happenings []*happening, tellings []telling) dayWeights {
	named, looked, told, opened := witnesses{}, witnesses{}, witnesses{}, witnesses{}
	newest := map[int]day{} // report of an origin
	for i := range c.docs {
		doc := &c.docs[i]
		if !doc.onTopic || doc.day == noDay {
			continue
		}
		newest[doc.origin] = max(newest[doc.origin], doc.day)
		for _, sentences := range [][]sentence{doc.title, doc.sentences} {
			for _, s := range sentences {
				for _, d := range s.days {
					if d > doc.until || !c.within(d) {
						continue
					}
					named.add(d, doc.origin)
					if doc.day >= d+lookback {
						looked.add(d, doc.origin)
					}
				}
			}
		}
	}
	if len(named) == 0 {
		return nil
	}
	agreeing := map[day]int{} // most origins that tell of one happening
	for _, h := range happenings {
		if h.day == noDay || !c.within(h.day) {
			continue
		}
		own := map[int]bool{}
		for _, m := range h.members {
			t := &tellings[m]
			doc := &c.docs[t.doc]
			switch {
			case !doc.onTopic:
				continue
			case t.phrase < 0:
				opened.add(h.day, doc.origin)
			case !t.beside:
				told.add(h.day, doc.origin)
			}
			own[doc.origin] = true
		}
		agreeing[h.day] = max(agreeing[h.day], len(own))
	}
	first, last := bounds(named)
	could := reach(newest, first, last)
	var sumLooked, sumCould float64
	for i, n := range could {
		sumLooked += float64(len(looked[first+day(i)]))
		sumCould += n
	}
	share := 0.0
	if sumCould > 0 {
		share = sumLooked / sumCould
	}
	breadth, looking, agreement := make([]float64, len(could)), make([]float64, len(could)), make([]float64, len(could))
	for i := range could {
		d := first + day(i)
		breadth[i] = math.Log1p(float64(len(named[d])) + tellsOf*float64(len(told[d])) + opensOn*float64(len(opened[d])))
		looking[i] = math.Log((float64(len(looked[d])) + 5) / (share*could[i] + 5))
		agreement[i] = math.Log1p(float64(agreeing[d]))
	}
	standardise(breadth)
	standardise(looking)
	standardise(agreement)
	score := make([]float64, len(could))
	for i := range score {
		score[i] = breadth[i] + memory*looking[i] + together*agreement[i]
	}
	lowest, highest := slices.Min(score), slices.Max(score)
	weights := dayWeights{}
	for i, s := range score {
		weights[first+day(i)] = 1
		if highest > lowest {
			weights[first+day(i)] = (s - lowest) / (highest - lowest)
		}
	}
	return weights
}

// reach is, for each day from first to last, how many origins could look back
// on it: those whose newest report was printed a week after it or later.
func reach(newest map[int]day, first, last day) []float64 {
	could := make([]float64, last-first+1)
	for _, d := range newest {
		if at := d - lookback; at >= first {
			could[min(at, last)-first]++
		}
	}
	for i := len(could) - 2; i >= 0; i-- {
		could[i] += could[i+1]
	}
	return could
}

// within reports whether a day lies in the story's window. Where the story has
// no first day, a year before its first report is far enough.
func (c *corpus) within(d day) bool {
	first := c.firstDay - 366
	if !c.story.From.IsZero() {
		first = dayOf(c.story.From)
	}
	return d >= first && (c.story.To.IsZero() || d <= dayOf(c.story.To))
}

// bounds is the first and the last of some days.
func bounds(days witnesses) (first, last day) {
	first, last = math.MaxInt32, math.MinInt32
	for d := range days {
		first, last = min(first, d), max(last, d)
	}
	return first, last
}

// standardise turns values into their distances from the mean, in standard
// deviations.
func standardise(x []float64) {
	var sum, squares float64
	for _, v := range x {
		sum += v
	}
	mean := sum / float64(len(x))
	for _, v := range x {
		squares += (v - mean) * (v - mean)
	}
	deviation := math.Sqrt(squares / float64(len(x)))
	for i := range x {
		if deviation > 0 {
			x[i] = (x[i] - mean) / deviation
		} else {
			x[i] = 0
		}
	}
}
