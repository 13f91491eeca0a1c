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
	alikeWide  = .30 // one of them dated by a week or month that holds the other
	foreign    = .5  // what is left of these between languages, whose words meet only in part
	samePlace  = .1  // what it adds that both stand in one article, if one is dated by publication
	sameText   = .05 // the same, if both are dated
	reachBack  = 2   // days before publication that an undated opening may tell of
)

// happening is an Event in the making.
type happening struct {
	span    timex.Span
	day     day // noDay where the span is longer
	members []int
	bag     *bag
	langs   map[string]bool
	docs    map[int]bool
	toll    bool // a count that runs on, told by its latest figure
}

// vector says what a telling says.
func (j *joiner) vector(m int) vector { return j.c.vector(&j.tellings[m]) }

func (j *joiner) add(h *happening, members ...int) {
	for _, m := range members {
		t := &j.tellings[m]
		h.members = append(h.members, m)
		h.bag.add(j.vector(m))
		h.langs[j.c.docs[t.doc].language] = true
		h.docs[t.doc] = true
	}
}

// joiner joins tellings into happenings.
type joiner struct {
	c        *corpus
	tellings []telling
	days     map[day]*shelf
	wide     []*happening
}

// join groups the accounts of one happening, across outlets, days of printing
// and languages. Accounts with a date come first; openings dated by publication
// then find the happening they tell of, on that day or shortly before; those
// dated by a longer stretch last.
func (c *corpus) join(tellings []telling) []*happening {
	j := &joiner{c: c, tellings: tellings, days: map[day]*shelf{}}
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
	days := sortedDays(dated)
	shelves := make([]*shelf, len(days))
	inParallel(len(days), func() func(int) {
		return func(i int) { shelves[i] = j.day(dated[days[i]]) }
	})
	for i, d := range days {
		j.days[d] = shelves[i]
	}
	j.attach(printed)
	j.spread(wide)
	var out []*happening
	for _, d := range sortedDays(j.days) {
		out = append(out, j.days[d].groups...)
	}
	return append(out, j.wide...)
}

// day groups the tellings of one day. Those whose sentence is about another
// day only support what is told of this one; where nothing is, several origins
// must agree that something was.
func (j *joiner) day(members []int) *shelf {
	var main, beside []int
	for _, m := range members {
		if j.tellings[m].beside {
			beside = append(beside, m)
		} else {
			main = append(main, m)
		}
	}
	s := j.cluster(singles(main))
	var rest []int
	for _, m := range beside {
		if g := j.nearest(s, m, alike); g != nil && !j.contrary(g, m) {
			j.add(g, m)
		} else {
			rest = append(rest, m)
		}
	}
	for _, h := range j.cluster(singles(rest)).groups {
		first := j.c.docs[j.tellings[h.members[0]].doc].origin
		if slices.ContainsFunc(h.members, func(m int) bool { return j.c.docs[j.tellings[m].doc].origin != first }) {
			s.put(h)
		}
	}
	return s
}

// nearest is the group of a shelf that a telling is most like, if it is like any.
func (j *joiner) nearest(s *shelf, m int, least float64) *happening {
	best := 1.0
	var found *happening
	s.each(j.vector(m), func(g int, cosine float64) {
		if over := cosine / j.needed(least, s.groups[g], m); over > best {
			best, found = over, s.groups[g]
		}
	})
	return found
}

// contrary reports whether a telling and a happening each give a number of dead
// of this happening alone, and no number is in both.
func (j *joiner) contrary(h *happening, m int) bool {
	own := j.dead(m)
	if len(own) == 0 {
		return false
	}
	other := false
	for _, k := range h.members {
		for _, n := range j.dead(k) {
			if slices.Contains(own, n) {
				return false
			}
			other = true
		}
	}
	return other
}

// dead are the numbers of dead that a telling gives for its happening alone.
func (j *joiner) dead(m int) []float64 {
	t := &j.tellings[m]
	var out []float64
	for _, f := range figures(j.c.text(t), t.s.times, languageOf(j.c.docs[t.doc].language)) {
		if f.Scope == PerEvent && f.Name == "killed" {
			out = append(out, f.Value)
		}
	}
	return out
}

func singles(members []int) [][]int {
	out := make([][]int, len(members))
	for i := range members {
		out[i] = members[i : i+1]
	}
	return out
}

func sortedDays[T any](m map[day]T) []day {
	out := make([]day, 0, len(m))
	for d := range m {
		out = append(out, d)
	}
	slices.Sort(out)
	return out
}

// shelf is the happenings of one stretch of time, found by what they say.
type shelf struct {
	groups   []*happening
	postings map[int32][]int32 // key -> groups that hold it, ascending
	scores   []float64
	touched  []int32
}

func newShelf() *shelf { return &shelf{postings: map[int32][]int32{}} }

// put adds a happening to the shelf.
func (s *shelf) put(h *happening) {
	s.groups = append(s.groups, h)
	s.scores = append(s.scores, 0)
	for _, w := range h.bag.vector() {
		s.postings[w.key] = append(s.postings[w.key], int32(len(s.groups)-1))
	}
}

// grew tells the shelf which keys a group has gained.
func (s *shelf) grew(group int, v vector, had func(key int32) bool) {
	for _, w := range v {
		if !had(w.key) {
			at, _ := slices.BinarySearch(s.postings[w.key], int32(group))
			s.postings[w.key] = slices.Insert(s.postings[w.key], at, int32(group))
		}
	}
}

// each calls do with every group that shares a key with a vector, and how
// alike they are, in order of the groups.
func (s *shelf) each(v vector, do func(group int, cosine float64)) {
	for _, w := range v {
		for _, g := range s.postings[w.key] {
			if s.scores[g] == 0 {
				s.touched = append(s.touched, g)
			}
			s.scores[g] += w.value * s.groups[g].bag.of(w.key)
		}
	}
	slices.Sort(s.touched)
	for _, g := range s.touched {
		cosine := s.scores[g] / math.Sqrt(s.groups[g].bag.squares)
		s.scores[g] = 0
		do(int(g), cosine)
	}
	s.touched = s.touched[:0]
}

// needed is how alike a telling must be to a happening, given how alike it
// would have to be in its own language.
func (j *joiner) needed(least float64, h *happening, m int) float64 {
	if !h.langs[j.c.docs[j.tellings[m].doc].language] {
		return least * foreign
	}
	return least
}

// cluster groups tellings of one stretch of time by what they say. Each unit
// is some tellings of one article that belong together; its first one decides.
func (j *joiner) cluster(units [][]int) *shelf {
	s := newShelf()
	for _, unit := range units {
		v := j.vector(unit[0])
		best, at := 0.0, -1
		s.each(v, func(g int, cosine float64) {
			if s.groups[g].docs[j.tellings[unit[0]].doc] {
				cosine += sameText
			}
			if over := cosine / j.needed(alike, s.groups[g], unit[0]); over >= 1 && over > best {
				best, at = over, g
			}
		})
		if at < 0 {
			t := &j.tellings[unit[0]]
			h := &happening{span: *t.span, day: t.day, bag: &bag{}, langs: map[string]bool{}, docs: map[int]bool{}}
			if t.day != noDay {
				h.span = t.day.span()
			}
			j.add(h, unit...)
			s.put(h)
			continue
		}
		h := s.groups[at]
		for _, m := range unit {
			v := j.vector(m)
			s.grew(at, v, func(key int32) bool { _, had := h.bag.at(key); return had })
			j.add(h, m)
		}
	}
	return j.merge(s.groups)
}

// merge joins groups that turned out alike once they were whole.
func (j *joiner) merge(groups []*happening) *shelf {
	const most = 400 // groups of one day that are compared each with each; the smallest are left as they are
	slices.SortStableFunc(groups, func(a, b *happening) int { return cmp.Compare(len(b.members), len(a.members)) })
	vectors := make([]vector, min(len(groups), most))
	for i := range vectors {
		vectors[i] = groups[i].bag.vector()
	}
	for i := range vectors {
		for k := i + 1; k < len(vectors) && groups[i] != nil; k++ {
			if groups[k] == nil {
				continue
			}
			least := alike * 1.6
			if !share(groups[i].langs, groups[k].langs) {
				least = alike * foreign
			}
			if vectors[i].dot(vectors[k]) >= least {
				j.add(groups[i], groups[k].members...)
				groups[k] = nil
				vectors[i] = groups[i].bag.vector()
				k = i
			}
		}
	}
	s := newShelf()
	for _, h := range groups {
		if h != nil {
			s.put(h)
		}
	}
	return s
}

func share(a, b map[string]bool) bool {
	for key := range a {
		if b[key] {
			return true
		}
	}
	return false
}

// attach finds, for openings dated by publication, the happening they tell of:
// the one they are most like on that day or shortly before, else the one that
// the nearest dated sentence or the opening before tells of, else one of their own.
func (j *joiner) attach(printed []int) {
	owner := map[int]*happening{} // telling -> its happening, of those that carry openings
	carriers := map[int][]int{}   // document -> its dated tellings of the last days
	for _, d := range sortedDays(j.days) {
		for _, h := range j.days[d].groups {
			for _, m := range h.members {
				t := &j.tellings[m]
				if p := j.c.docs[t.doc].day; t.lead() && t.day <= p && t.day >= p-reachBack {
					owner[m] = h
					carriers[t.doc] = append(carriers[t.doc], m)
				}
			}
		}
	}
	found := make([]*happening, len(printed))
	for n, m := range printed {
		t := &j.tellings[m]
		best, v := 1.0, j.vector(m)
		for back := day(0); back <= reachBack; back++ {
			s := j.days[t.day-back]
			if s == nil {
				continue
			}
			s.each(v, func(g int, cosine float64) {
				h := s.groups[g]
				cosine -= .03 * float64(back)
				if h.docs[t.doc] {
					cosine += samePlace
				}
				if over := cosine / j.needed(alikePrint, h, m); over > best {
					best, found[n] = over, h
				}
			})
		}
		if found[n] == nil {
			found[n] = owner[carrier(carriers[t.doc], m)]
		}
		if found[n] == nil && n > 0 && j.tellings[printed[n-1]].doc == t.doc {
			found[n] = found[n-1]
		}
	}
	j.underTitles(printed, found, owner, carriers)
	alone := map[day][][]int{}
	last := -1
	for n, m := range printed { // after all have chosen, so that none drags the next
		t := &j.tellings[m]
		if found[n] != nil {
			j.add(found[n], m)
			continue
		}
		units := alone[t.day]
		if last != t.doc {
			units = append(units, nil)
			last = t.doc
		}
		units[len(units)-1] = append(units[len(units)-1], m)
		alone[t.day] = units
	}
	for _, d := range sortedDays(alone) {
		s := j.cluster(alone[d])
		if j.days[d] != nil {
			s.groups = append(j.days[d].groups, s.groups...)
		}
		whole := newShelf()
		for _, h := range s.groups {
			whole.put(h)
		}
		j.days[d] = whole
	}
}

// carrier is the dated telling of an article that an undated one leans on: the
// nearest before it, else the first after it; -1: there is none.
func carrier(dated []int, m int) int {
	slices.Sort(dated)
	at, _ := slices.BinarySearch(dated, m)
	switch {
	case at > 0:
		return dated[at-1]
	case len(dated) > 0:
		return dated[0]
	}
	return -1
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
	for _, m := range j.tolls(wide) {
		t := &j.tellings[m]
		first, last := dayOf(t.span.Start), dayOf(t.span.End)-1
		if !t.span.Start.IsZero() && !t.span.End.IsZero() && last-first <= 31 {
			var found *happening
			best, v := 1.0, j.vector(m)
			for d := first; d <= last; d++ {
				if s := j.days[d]; s != nil {
					s.each(v, func(g int, cosine float64) {
						if over := cosine / j.needed(alikeWide, s.groups[g], m); over > best {
							best, found = over, s.groups[g]
						}
					})
				}
			}
			if found != nil {
				found.members = append(found.members, m)
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
		j.wide = append(j.wide, j.cluster(singles(groups[key])).groups...)
	}
}
