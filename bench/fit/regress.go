package main

import (
	"cmp"
	"math"
	"slices"
	"time"

	"dateline/timeline"
)

// before are the weights before anything was fitted: an origin more counts as
// it is, by its logarithm, and the others little beside it.
var before = timeline.Measures{1.2, .2, .2}

const (
	// defaultPrior is how strongly weights are drawn to those before. Of .01, .03, …
	// .5 it ranks the timelines of stories that were left out best, by a little;
	// from .1 on the weights of all stories are much the same.
	defaultPrior = .2
	// asGiven is how much more than a varied one a timeline as given counts.
	asGiven = 2
)

// in reports whether a day is one of the reference's.
func (t *task) in(d timeline.MeasuredDay) bool {
	_, found := slices.BinarySearch(t.Wanted, d.Date.Format(time.DateOnly))
	return found
}

// fit is the weights under which the days that references have are likeliest,
// none less than nothing. It goes round the weights and the constants of the
// tasks, and takes Newton's step for each, until they stand still.
func fit(tasks []*task, prior float64) timeline.Measures {
	of := map[string]float64{} // tasks of a topic
	for _, t := range tasks {
		of[t.Topic]++
	}
	type example struct {
		task   int
		x      timeline.Measures
		y      float64
		weight float64
		z      float64 // what the weights make of it now
	}
	weights := before
	var all []example
	for i, t := range tasks {
		share := 1 / (of[t.Topic] * float64(max(1, len(t.Days))))
		if !t.Varied {
			share *= asGiven
		}
		var mean timeline.Measures
		for _, d := range t.Days {
			for k, x := range d.Measures {
				mean[k] += x / float64(len(t.Days))
			}
		}
		for _, d := range t.Days {
			e := example{task: i, x: d.Measures, weight: share}
			for k := range e.x {
				e.x[k] -= mean[k] // so that the constants depend little on the weights
			}
			e.z = e.x.Weigh(weights)
			if t.in(d) {
				e.y = 1
			}
			all = append(all, e)
		}
	}
	constants := make([]float64, len(tasks))
	for range 500 {
		moved := 0.0
		slope, curve := make([]float64, len(tasks)), make([]float64, len(tasks))
		for _, e := range all {
			p := logistic(e.z)
			slope[e.task] += e.weight * (p - e.y)
			curve[e.task] += e.weight * p * (1 - p)
		}
		for i := range constants {
			const narrow = 1e-3 // keeps the constant of a timeline that tells of every day finite
			step := (slope[i] + narrow*constants[i]) / (curve[i] + narrow)
			step = max(-1, min(1, step))
			constants[i] -= step
			slope[i] = step
			moved = max(moved, math.Abs(step))
		}
		for i := range all {
			all[i].z -= slope[all[i].task]
		}
		for k := range weights {
			slope, curve := prior*(weights[k]-before[k]), prior+1e-9
			for _, e := range all {
				p := logistic(e.z)
				slope += e.weight * (p - e.y) * e.x[k]
				curve += e.weight * p * (1 - p) * e.x[k] * e.x[k]
			}
			next := max(0, weights[k]-slope/curve)
			step := next - weights[k]
			weights[k] = next
			for i := range all {
				all[i].z += step * all[i].x[k]
			}
			moved = max(moved, math.Abs(step))
		}
		if moved < 1e-6 {
			break
		}
	}
	return weights
}

func logistic(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

// score is F1 of the mean precision and the mean recall of tasks, each ranked
// by weights that may depend on it.
func score(tasks []*task, weights func(*task) timeline.Measures) float64 {
	var precision, recall float64
	for _, t := range tasks {
		by := weights(t)
		ranked := slices.Clone(t.Days)
		slices.SortStableFunc(ranked, func(a, b timeline.MeasuredDay) int {
			return cmp.Compare(b.Measures.Weigh(by), a.Measures.Weigh(by))
		})
		ranked = ranked[:min(len(ranked), len(t.Wanted))]
		hits := 0.0
		for _, d := range ranked {
			if t.in(d) {
				hits++
			}
		}
		if len(ranked) > 0 {
			precision += hits / float64(len(ranked))
		}
		recall += hits / float64(len(t.Wanted))
	}
	if precision+recall == 0 {
		return 0
	}
	return 2 * precision * recall / (precision + recall) / float64(len(tasks))
}
