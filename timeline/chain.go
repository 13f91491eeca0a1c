package timeline

import (
	"cmp"
	"math"
	"slices"
)

// falls are the measures of people in a state that ends: how many are missing or held
// rises while they are counted, and falls as they are found or freed.
var falls = map[string]bool{"missing": true, "hospitalised": true, "hostages": true}

// valuesOf are the different values of some reports of one count, each at its first
// report, in order of publication; the least reported of too many are left out.
func valuesOf(all []reported) []reported {
	var values []reported
	at := map[float64]int{}
	for _, r := range all { // in order of publication
		i, known := at[r.Value]
		if !known {
			at[r.Value] = len(values)
			r.origins, r.docs = map[int]bool{}, map[int]int{}
			values = append(values, r)
			i = len(values) - 1
		} else if r.day < values[i].day {
			r.origins, r.docs, r.lowered = values[i].origins, values[i].docs, r.lowered || values[i].lowered
			values[i] = r
		}
		values[i].lowered = values[i].lowered || r.lowered
		values[i].origins[r.origin], values[i].docs[r.doc] = true, r.place
	}
	slices.SortStableFunc(values, func(a, b reported) int { return cmp.Compare(len(b.origins), len(a.origins)) })
	values = values[:min(len(values), mostValues)]
	slices.SortStableFunc(values, func(a, b reported) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.Value, b.Value), cmp.Compare(a.Article, b.Article))
	})
	return values
}

// weight is what a value weighs in a chain: more, the more origins give it.
func (r *reported) weight() float64 { return math.Sqrt(float64(len(r.origins))) }

// step is a value as a step of its count.
func (r *reported) step() Step {
	step := r.Step
	step.Origins = len(r.origins)
	return step
}

// mostLowered is how many times what a count is lowered to it may have been before.
const mostLowered = 1.5

// corrects reports whether a value is what an earlier one was lowered to: "reduced from 66
// to 63".
func (r *reported) corrects(o *reported) bool {
	return r.lowered && o.Value > r.Value && o.Value <= mostLowered*r.Value
}

// rising is the heaviest chain of values that never fall but by correction, each at its first
// report; a value weighs as much as the origins that give it.
func rising(all []reported) []Step {
	values := valuesOf(all)
	best, from := make([]float64, len(values)), make([]int, len(values))
	last := -1
	for i := range values {
		from[i] = -1
		for k := range i {
			if best[k] > best[i] && (values[k].Value < values[i].Value && !values[k].beside(&values[i]) || values[i].corrects(&values[k])) {
				best[i], from[i] = best[k], k
			}
		}
		best[i] += values[i].weight()
		if last < 0 || best[i] > best[last] {
			last = i
		}
	}
	var steps []Step
	for i := last; i >= 0; i = from[i] {
		steps = append(steps, values[i].step())
	}
	slices.Reverse(steps)
	return believed(steps)
}

// falling is the heaviest chain of values that rise up to one and fall from there on. A
// value that the one before still fits, "more than 70" behind 71, is no step down.
func falling(all []reported) []Step {
	values := valuesOf(all)
	type link struct {
		best float64
		from int // a node
	}
	nodes := make([]link, 2*len(values)) // of each value: the chain that rises to it, and the one that falls to it
	last := -1
	for i := range values {
		up, down := &nodes[2*i], &nodes[2*i+1]
		up.from, down.from = -1, -1
		for k := range i {
			v, w := &values[k], &values[i]
			if v.beside(w) {
				continue
			}
			if v.Value < w.Value && nodes[2*k].best > up.best {
				*up = link{nodes[2*k].best, 2 * k}
			}
			if low, high := extent(w.Figure); v.Value <= w.Value || v.Value >= low && v.Value <= high {
				continue
			}
			for _, node := range []int{2 * k, 2*k + 1} {
				if nodes[node].best > down.best {
					*down = link{nodes[node].best, node}
				}
			}
		}
		up.best += values[i].weight()
		if down.from >= 0 {
			down.best += values[i].weight()
		}
		for _, node := range []int{2 * i, 2*i + 1} {
			if last < 0 || nodes[node].best > nodes[last].best {
				last = node
			}
		}
	}
	var steps []Step
	for node := last; node >= 0; node = nodes[node].from {
		steps = append(steps, values[node/2].step())
	}
	slices.Reverse(steps)
	for i := 1; i < len(steps); i++ { // a single origin's remark of a part, or of something else
		if steps[i].Origins == 1 && wildJump*steps[i].Value < steps[i-1].Value {
			steps = steps[:i]
		}
	}
	return believed(steps)
}

// beside reports whether one report gives both of two values, a sentence apart at most: then
// they are what two speakers say, and not one after the other.
func (r *reported) beside(o *reported) bool {
	if r.origin != o.origin && len(r.docs) < 2 && len(o.docs) < 2 {
		return false
	}
	for d, place := range r.docs {
		if other, both := o.docs[d]; both && place-other <= 1 && other-place <= 1 {
			return true
		}
	}
	return false
}

// believed cuts off the steps of single origins after a jump too wild to be
// believed of one: a remark of another disaster.
func believed(steps []Step) []Step {
	sure := len(steps)
	for i, step := range steps {
		if step.Origins >= wellReported {
			sure = i
		} else if step.Origins > 1 && sure < i {
			sure = i
		}
	}
	for i := 1; i < len(steps); i++ {
		if i > sure && steps[i].Value > wildJump*steps[i-1].Value || steps[i].Origins == 1 && i == len(steps)-1 && steps[i].Value > wildest*steps[i-1].Value {
			return steps[:i]
		}
	}
	return steps
}
