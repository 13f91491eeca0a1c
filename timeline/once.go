package timeline

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

const (
	sameLine  = .8 // of what the shorter of two sentences says, by weight, stands in the other: they say the same
	sameWords = .9 // the same, of those that both name their day: these must be neighbours
	longLine  = 8  // terms of such a sentence at least
	handles   = 4  // rarest terms by which sentences are looked for that may say the same
	mostAlike = 64 // sentences that one term leads to
	leastLine = 5  // terms of a sentence that can say in other words what another says
)

// line is a sentence of an event's summary.
type line struct {
	event, at int    // the event, and which of its picks
	claim     int    // the higher the rather it is told here than in another event
	terms     []term // each once, the rarest first
	*telling
}

// once leaves out of the summaries what another event tells too, beside the first
// sentence of each: a report that looks back is an account of two days, but its
// sentence is told of one. The picks are those of each event, in order.
func (c *corpus) once(events []Event, picks [][]pick) {
	first := make([]int, len(picks)+1) // line of each event
	for e, own := range picks {
		first[e+1] = first[e] + len(own)
	}
	lines, order := make([]line, first[len(picks)]), make([]int, first[len(picks)])
	inParallel(len(picks), func() func(int) {
		return func(e int) {
			for at := range picks[e] {
				lines[first[e]+at], order[first[e]+at] = c.line(e, at, picks[e][at].t), first[e]+at
			}
		}
	})
	slices.SortFunc(order, func(i, k int) int {
		a, b := &lines[i], &lines[k]
		if n := cmp.Or(min(a.at, 1)-min(b.at, 1), b.claim-a.claim); n != 0 {
			return n
		}
		return cmp.Or(cmp.Compare(events[b.event].Importance, events[a.event].Importance), i-k)
	})
	told := map[term][]int{} // what has been told, by its rarest terms
	gone := map[int][]int{}  // event -> which of its picks
	for _, i := range order {
		l := &lines[i]
		rarest := l.terms[:min(handles, len(l.terms))]
		if l.at > 0 && slices.ContainsFunc(rarest, func(n term) bool {
			return slices.ContainsFunc(told[n], func(k int) bool { return lines[k].claim >= l.claim && c.saidIn(l, &lines[k]) })
		}) {
			gone[l.event] = append(gone[l.event], l.at)
			continue
		}
		for _, n := range rarest {
			if len(told[n]) < mostAlike {
				told[n] = append(told[n], i)
			}
		}
	}
	for e, without := range gone {
		var text []string
		for at, p := range picks[e] {
			if !slices.Contains(without, at) && !slices.Contains(text, p.text) {
				text = append(text, p.text)
			}
		}
		events[e].Summary = strings.Join(text, " ")
	}
}

// line is what is looked at of a sentence to tell whether another says the same. One
// that is about the event's own day, and names it, has the first claim to be told there.
func (c *corpus) line(event, at int, t *telling) line {
	l := line{event: event, at: at, telling: t, terms: distinct(t.s.stems, nil)}
	slices.SortStableFunc(l.terms, func(a, b term) int { return cmp.Compare(c.spread[a], c.spread[b]) })
	if !t.beside || c.aside(t) != "" {
		l.claim += 2
	}
	if t.worded() {
		l.claim++
	}
	return l
}

// saidIn reports whether a sentence of one event says what one of another has said.
// Where each report names its own day they tell of two happenings, though in the same
// words, unless they are copies or one has the day after the other.
func (c *corpus) saidIn(l, other *line) bool {
	a, b := &c.docs[l.doc], &c.docs[other.doc]
	ownDay := !l.beside && l.worded() && a.origin != b.origin
	switch {
	case l.event == other.event || a.language != b.language:
		return false
	case ownDay && (l.day == noDay || other.day == noDay || max(l.day-other.day, other.day-l.day) > 1 || len(l.terms) < longLine):
		return false
	case l.hash == other.hash:
		return c.aside(l.telling) == "" && c.aside(other.telling) == ""
	}
	short, long := l.terms, other.terms
	if len(short) < leastLine || len(short) > len(long) {
		return false
	}
	both, all := 0.0, 0.0
	for _, n := range short {
		w := math.Log(float64(c.total+1) / float64(c.spread[n]+1))
		all += w
		if slices.Contains(long, n) {
			both += w
		}
	}
	least := sameLine
	if ownDay {
		least = sameWords
	}
	return both >= least*all && sameCounts(l.s, other.s)
}

// littleNew reports whether a sentence says next to nothing that another does not: "An
// earlier strike killed 11 people", where 11 dead were told of. Of a short one that is
// sure only if it gives a figure, and the same.
func littleNew(s, other *sentence) bool {
	const (
		little = 3 // terms of its own
		short  = 4 // terms
	)
	own := 0
	for _, t := range s.stems {
		if !slices.Contains(other.stems, t) {
			own++
		}
	}
	return own < little && (len(s.stems) > short || s.notes != nil && len(s.notes.figures) > 0 && sameCounts(s, other))
}

// sameCounts reports whether another sentence gives each figure of a sentence too.
func sameCounts(s, other *sentence) bool {
	return !slices.ContainsFunc(s.notes.figures, func(f tallied) bool {
		return !slices.ContainsFunc(other.notes.figures, func(o tallied) bool { return f.Name == o.Name && f.Value == o.Value })
	})
}
