package timeline

import (
	"slices"

	"dateline/timeline/words"
)

// Outlets put one happening on different days: one of them errs, or its clock is
// elsewhere. What a single outlet tells of a day joins what several others tell
// of a day close by, if it is the same by its words and figures; the days are
// then in dispute. "Another strike" is another, and so is what one outlet tells
// of both days.

const (
	nextTo     = 2   // days apart that one happening may be put
	sameByDead = .45 // cosine, where a number is the same
	sameByWord = .65 // the same, where none is told
)

// redate joins happenings that one outlet alone puts on its day.
func (j *joiner) redate() {
	var lone []*happening
	for _, d := range sortedDays(j.days) {
		for _, h := range j.days[d].groups {
			if j.alone(h) {
				lone = append(lone, h)
			}
		}
	}
	found := make([]*happening, len(lone))
	j.inParallel(len(lone), func(j *joiner) func(int) {
		return func(i int) { found[i] = j.elsewhen(lone[i]) }
	})
	moved := map[*happening]bool{}
	changed := map[day]bool{}
	for i, h := range lone {
		if found[i] != nil {
			j.add(found[i], h.members...)
			moved[h], changed[h.day], changed[found[i].day] = true, true, true
		}
	}
	for _, d := range sortedDays(changed) {
		*j.days[d] = *j.shelf(slices.DeleteFunc(j.days[d].groups, func(h *happening) bool { return moved[h] }))
	}
}

// alone reports whether one origin puts a happening on its day, in words, in its
// title or among its first sentences, and does not call it another.
func (j *joiner) alone(h *happening) bool {
	first := &j.tellings[h.members[0]]
	if first.phrase < 0 || first.beside || first.foretold || !first.lead() {
		return false
	}
	for _, m := range h.members {
		t := &j.tellings[m]
		if j.c.docs[t.doc].origin != j.c.docs[first.doc].origin || t.foretold {
			return false
		}
		again := languageOf(j.c.docs[t.doc].language).again
		if slices.ContainsFunc(words.Split(j.c.text(t)), func(w words.Word) bool { return again[w.Folded] }) {
			return false
		}
	}
	return true
}

// elsewhen is the happening of a day close by that several others tell of and
// that a lone one is; nil: there is none.
func (j *joiner) elsewhen(h *happening) *happening {
	m := h.members[0]
	outlet := j.c.articles[j.tellings[m].doc].Outlet
	figures := j.figures(h)
	q := j.asks(m, sameByWord)
	elsewhere := q.apart
	q.apart = func(o *happening) bool {
		_, contrary := agree(figures, j.figures(o))
		return contrary || !j.several(o, outlet) || elsewhere != nil && elsewhere(o)
	}
	var best *happening
	most := 0.0
	for _, least := range []float64{sameByDead, sameByWord} {
		own := q
		if own.least = least; least == sameByDead {
			own.apart = func(o *happening) bool {
				same, _ := agree(figures, j.figures(o))
				return !same || q.apart(o)
			}
		}
		for d := h.day - nextTo; d <= h.day+nextTo; d++ {
			if s := j.days[d]; s != nil && d != h.day {
				if at, over := j.bench.best(s, own); at >= 0 && over > most {
					most, best = over, s.groups[at]
				}
			}
		}
	}
	return best
}

// several reports whether two origins or more tell of a happening, with its date
// in words, and the outlet does not.
func (j *joiner) several(h *happening, outlet string) bool {
	first, more := -1, false
	for _, m := range h.members {
		t := &j.tellings[m]
		if j.c.articles[t.doc].Outlet == outlet {
			return false
		}
		if origin := j.c.docs[t.doc].origin; t.phrase >= 0 && !t.foretold {
			more = more || first >= 0 && origin != first
			first = origin
		}
	}
	return more
}

// amountOf is a number of a happening, by what it counts.
type amountOf struct {
	name  string
	value float64
}

// figures are the numbers, greater than one, that the accounts of a happening
// give for it alone.
func (j *joiner) figures(h *happening) []amountOf {
	var out []amountOf
	for _, m := range h.members {
		for _, f := range j.tellings[m].s.notes.figures {
			if a := (amountOf{f.Name, f.Value}); f.Scope == PerEvent && disputed[f.Name] && f.Value > 1 && !slices.Contains(out, a) {
				out = append(out, a)
			}
		}
	}
	return out
}

// agree reports whether a number is in both, and whether something that both
// count has none in common.
func agree(a, b []amountOf) (same, contrary bool) {
	for _, x := range a {
		if slices.Contains(b, x) {
			same = true
		} else if slices.ContainsFunc(b, func(y amountOf) bool { return y.name == x.name }) &&
			!slices.ContainsFunc(a, func(y amountOf) bool { return y.name == x.name && slices.Contains(b, y) }) {
			contrary = true
		}
	}
	return same, contrary
}
