package timeline

import (
	"cmp"
	"math"
	"slices"

	"dateline/timeline/timex"
)

// How alike two tellings must be to be about one happening, as cosines.
const (
	alike      = .22 // of the same day
	alikePrint = .24 // one of them dated by publication, up to two days later
	alikeWide  = .40 // one of them dated by a week or month that holds the other
)

// happening is an Event in the making.
type happening struct {
	span    timex.Span
	day     day // noDay where the span is longer
	members []int
	bag     *bag
}

// joiner joins tellings into happenings.
type joiner struct {
	c        *corpus
	tellings []telling
	days     map[day][]*happening
	wide     []*happening
}

// join groups the accounts of one happening, across outlets, days of printing
// and languages. Accounts with a date come first; those dated by publication
// then find the happening they tell of, on that day or up to two days before;
// those dated by a longer stretch last.
func (c *corpus) join(tellings []telling) []*happening {
	c.vectors(tellings)
	j := &joiner{c: c, tellings: tellings, days: map[day][]*happening{}}
	dated, printed, wide := map[day][]int{}, []int(nil), []int(nil)
	for i := range tellings {
		switch t := &tellings[i]; {
		case t.day == noDay:
			wide = append(wide, i)
		case t.phrase < 0:
			printed = append(printed, i)
		default:
			dated[t.day] = append(dated[t.day], i)
		}
	}
	for _, d := range sortedDays(dated) {
		j.days[d] = j.cluster(dated[d], func(i int) timex.Span { return d.span() })
	}
	j.attach(printed)
	j.spread(wide)
	var out []*happening
	for _, d := range sortedDays(j.days) {
		out = append(out, j.days[d]...)
	}
	return append(out, j.wide...)
}

func sortedDays[T any](m map[day]T) []day {
	out := make([]day, 0, len(m))
	for d := range m {
		out = append(out, d)
	}
	slices.Sort(out)
	return out
}

// cluster groups tellings of one stretch of time by what they say.
func (j *joiner) cluster(members []int, span func(int) timex.Span) []*happening {
	var out []*happening
	postings := map[int32][]int{} // key -> groups that hold it
	var scores []float64
	var touched []int
	for _, m := range members {
		v := j.tellings[m].vector
		for _, w := range v {
			for _, g := range postings[w.key] {
				if scores[g] == 0 {
					touched = append(touched, g)
				}
				scores[g] += w.value * out[g].bag.sum[w.key]
			}
		}
		best, at := alike, -1
		slices.Sort(touched)
		for _, g := range touched {
			if s := scores[g] / math.Sqrt(out[g].bag.squares); s > best {
				best, at = s, g
			}
			scores[g] = 0
		}
		touched = touched[:0]
		if at < 0 {
			at = len(out)
			out = append(out, &happening{span: span(m), day: j.tellings[m].day, bag: newBag()})
			scores = append(scores, 0)
		}
		for _, w := range v {
			if _, known := out[at].bag.sum[w.key]; !known {
				postings[w.key] = append(postings[w.key], at)
			}
		}
		out[at].add(m, v)
	}
	return merge(out)
}

func (h *happening) add(member int, v vector) {
	h.members = append(h.members, member)
	h.bag.add(v)
}

// merge joins groups that turned out alike once they were whole, the likest first.
func merge(groups []*happening) []*happening {
	const most = 400 // groups of one day that are compared each with each; the smallest are left as they are
	slices.SortStableFunc(groups, func(a, b *happening) int { return cmp.Compare(len(b.members), len(a.members)) })
	vectors := make([]vector, min(len(groups), most))
	for i := range vectors {
		vectors[i] = groups[i].bag.vector()
	}
	for i := 0; i < len(vectors); i++ {
		for k := i + 1; k < len(vectors); k++ {
			if groups[k] == nil || groups[i] == nil || vectors[i].dot(vectors[k]) < alike*1.6 {
				continue
			}
			groups[i].absorb(groups[k])
			groups[k] = nil
			vectors[i] = groups[i].bag.vector()
			k = i
		}
	}
	return slices.DeleteFunc(groups, func(h *happening) bool { return h == nil })
}

func (h *happening) absorb(other *happening) {
	h.members = append(h.members, other.members...)
	for _, w := range sortedSum(other.bag) {
		old := h.bag.sum[w.key]
		h.bag.squares += w.value * (2*old + w.value)
		h.bag.sum[w.key] = old + w.value
	}
}

func sortedSum(b *bag) []weight {
	v := make([]weight, 0, len(b.sum))
	for key, value := range b.sum {
		v = append(v, weight{key, value})
	}
	slices.SortFunc(v, func(a, b weight) int { return int(a.key - b.key) })
	return v
}

// attach finds, for tellings dated by publication, the happening they tell of.
func (j *joiner) attach(printed []int) {
	alone := map[day][]int{}
	joins := map[*happening][]int{}
	var order []*happening
	for _, m := range printed {
		t := &j.tellings[m]
		var best *happening
		bestScore := alikePrint
		for back := day(0); back <= 2; back++ {
			for _, h := range j.days[t.day-back] {
				s := h.bag.cosine(t.vector) - .03*float64(back)
				for _, i := range h.members {
					if j.tellings[i].doc == t.doc {
						s += .1
						break
					}
				}
				if s > bestScore {
					bestScore, best = s, h
				}
			}
		}
		if best == nil {
			alone[t.day] = append(alone[t.day], m)
			continue
		}
		if joins[best] == nil {
			order = append(order, best)
		}
		joins[best] = append(joins[best], m)
	}
	for _, h := range order { // after all have chosen, so that none drags the next
		for _, m := range joins[h] {
			h.add(m, j.tellings[m].vector)
		}
	}
	for _, d := range sortedDays(alone) {
		j.days[d] = append(j.days[d], j.cluster(alone[d], func(int) timex.Span { return d.span() })...)
	}
}

// spread lays tellings of weeks, months and longer onto a happening of a day
// they hold that says the same, and groups the rest by their span.
func (j *joiner) spread(wide []int) {
	type stretch struct {
		start, end int64
		precision  timex.Precision
	}
	groups := map[stretch][]int{}
	var order []stretch
	for _, m := range wide {
		t := &j.tellings[m]
		first, last := dayOf(t.span.Start), dayOf(t.span.End)-1
		if !t.span.Start.IsZero() && !t.span.End.IsZero() && last-first <= 31 {
			var best *happening
			bestScore := alikeWide
			for d := first; d <= last; d++ {
				for _, h := range j.days[d] {
					if s := h.bag.cosine(t.vector); s > bestScore {
						bestScore, best = s, h
					}
				}
			}
			if best != nil {
				best.members = append(best.members, m)
				continue
			}
		}
		key := stretch{unix(t.span.Start), unix(t.span.End), t.span.Precision}
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], m)
	}
	slices.SortFunc(order, func(a, b stretch) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end), cmp.Compare(a.precision, b.precision))
	})
	for _, key := range order {
		j.wide = append(j.wide, j.cluster(groups[key], func(m int) timex.Span { return j.tellings[m].span })...)
	}
}
