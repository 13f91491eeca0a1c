package timeline

import "math"

// dayWeights says how much each day matters to the story, 0…1.
type dayWeights map[day]float64

// lookback is how many days later a report must be to look back on a day.
const lookback = 7

// weighDays scores every day by the independent on-topic origins that name it
// on or after it, and a little by how many of those that could look back on it
// did so: a date's weight is what later reports make of it, not how much was
// printed on it.
func (c *corpus) weighDays() dayWeights {
	type witness struct {
		origin int
		day    day
	}
	latest := map[witness]day{} // newest report of an origin that names a day
	published := map[int]day{}  // newest report of an origin
	for i := range c.docs {
		doc := &c.docs[i]
		if !doc.onTopic || doc.day == noDay {
			continue
		}
		published[doc.origin] = max(published[doc.origin], doc.day)
		for _, sentences := range [][]sentence{doc.title, doc.sentences} {
			for _, s := range sentences {
				for _, d := range s.days {
					if d <= doc.day && c.within(d) {
						w := witness{doc.origin, d}
						if old, ok := latest[w]; !ok || old < doc.day {
							latest[w] = doc.day
						}
					}
				}
			}
		}
	}
	named, looked := map[day]float64{}, map[day]float64{}
	for w, seen := range latest {
		named[w.day]++
		if seen >= w.day+lookback {
			looked[w.day]++
		}
	}
	if len(named) == 0 {
		return nil
	}
	first, last := bounds(named)
	printed := make([]float64, last-first+1) // origins by the day of their newest report, clipped to the window
	for _, d := range published {
		if at := d - lookback; at >= first {
			printed[min(at, last)-first]++
		}
	}
	could := printed // origins that could look back on each day: those printed a week after it or later
	for i := len(could) - 2; i >= 0; i-- {
		could[i] += could[i+1]
	}
	var sumLooked, sumCould float64
	for d := first; d <= last; d++ {
		sumLooked += looked[d]
		sumCould += could[d-first]
	}
	share := 0.0
	if sumCould > 0 {
		share = sumLooked / sumCould
	}
	size := int(last-first) + 1
	breadth, memory := make([]float64, size), make([]float64, size)
	for i := range size {
		d := first + day(i)
		breadth[i] = math.Log1p(named[d])
		memory[i] = math.Log((looked[d] + 5) / (share*could[i] + 5))
	}
	standardise(breadth)
	standardise(memory)
	score := make([]float64, size)
	lowest, highest := math.Inf(1), math.Inf(-1)
	for i := range score {
		score[i] = breadth[i] + .1*memory[i]
		lowest, highest = min(lowest, score[i]), max(highest, score[i])
	}
	weights := dayWeights{}
	for i, s := range score {
		if highest > lowest {
			weights[first+day(i)] = (s - lowest) / (highest - lowest)
		} else {
			weights[first+day(i)] = 1
		}
	}
	return weights
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
func bounds(days map[day]float64) (first, last day) {
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
