package timeline

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"dateline/timeline/atlas"
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
	notItsDay  = .1  // what is taken off on another day than the dated sentence tells of that it stands by
	dayBefore  = .03 // the same, of a title, for each day before publication: it says less than a sentence
)

// happening is an Event in the making.
type happening struct {
	span    timex.Span
	day     day // noDay where the span is longer
	members []int
	bag     *bag
	langs   langSet
	seas    []atlas.Place // where it happened, by those accounts that name one
	toll    bool          // a count that runs on, told by its latest figure
	settled int           // its number among the settled ones, from 1; 0: it is none of them
	near    int           // of one that is not: number of the settled one of its day that it is most like; 0: of none
}

func (j *joiner) add(h *happening, members ...int) {
	j.bench.sums.addTo(h.bag, len(members), func(i int) vector { return j.vector(members[i]) })
	for _, m := range members {
		j.count(h, m)
	}
}

// count makes a telling one of a happening's, whose bag has it already.
func (j *joiner) count(h *happening, m int) {
	h.members = append(h.members, m)
	h.langs |= j.c.langSet(j.tellings[m].doc)
	for _, sea := range j.seas(m) {
		if !slices.Contains(h.seas, sea) {
			h.seas = append(h.seas, sea)
		}
	}
}

// joiner joins tellings into happenings.
type joiner struct {
	c        *corpus
	bench    *bench // of its goroutine
	tellings []telling
	days     map[day]*shelf
	tolls    []*happening
	wide     map[stretch]*shelf
	known    map[int]vector // of the tellings at hand; nil: they are made each time
}

// vector says what a telling says. Where the joiner does not remember vectors, it
// is good until the next is asked for.
func (j *joiner) vector(m int) vector {
	made := &j.bench.made
	if j.known == nil {
		made.reuse()
		return made.of(j.c, &j.tellings[m])
	}
	v, known := j.known[m]
	if !known {
		v = made.of(j.c, &j.tellings[m])
		j.known[m] = v
	}
	return v
}

// inParallel is inParallel with a joiner for each worker, at a bench of its own.
func (j *joiner) inParallel(n int, setup func(*joiner) func(int)) {
	inParallel(n, func() func(int) {
		own := *j
		own.bench = newBench(len(j.c.ring.rarity))
		return setup(&own)
	})
}

// remembering is a joiner that makes each vector once. The vectors of the one
// before it at the same bench are good no more.
func (j *joiner) remembering() *joiner {
	own := *j
	own.known = map[int]vector{}
	own.bench.made.reuse()
	return &own
}

// asks is what a telling asks for.
func (j *joiner) asks(m int, least float64) asked {
	t := &j.tellings[m]
	q := asked{vector: j.vector(m), doc: t.doc, langs: j.c.langSet(t.doc), least: least}
	if seas := j.seas(m); seas != nil {
		own := &happening{members: []int{m}, seas: seas}
		q.apart = func(h *happening) bool { return j.c.across(h, own, j.tellings) }
	}
	return q
}

// joined groups some tellings, in order: the accounts of one happening, across
// outlets, days of printing and languages. Accounts with a date come first; openings
// dated by publication then find the happening they tell of, on that day or shortly
// before; then those dated by a longer stretch, and last the plans that name no day.
func (c *corpus) joined(tellings []telling, which []int) *joiner {
	j := &joiner{c: c, bench: newBench(len(c.ring.rarity)), tellings: tellings, days: map[day]*shelf{}, wide: map[stretch]*shelf{}}
	dated, printed, wide, plans := map[day][]int{}, []int(nil), []int(nil), []int(nil)
	for _, i := range which {
		switch t := &tellings[i]; {
		case t.foretold && !t.beside && c.loose(t):
			plans = append(plans, i)
		case t.day == noDay:
			wide = append(wide, i)
		case !t.worded():
			printed = append(printed, i)
		default:
			dated[t.day] = append(dated[t.day], i)
		}
	}
	days := sortedDays(dated)
	shelves := make([]*shelf, len(days))
	j.inParallel(len(days), func(j *joiner) func(int) {
		return func(i int) { shelves[i] = j.remembering().day(dated[days[i]]) }
	})
	for i, d := range days {
		j.days[d] = shelves[i]
	}
	j.attach(printed)
	j.redate()
	j.twins()
	j.spread(wide)
	j.fulfil(plans)
	j.comeAbout()
	return j
}

// happenings are all that were joined, those of days first.
func (j *joiner) happenings() []*happening {
	var out []*happening
	for _, d := range sortedDays(j.days) {
		out = append(out, j.days[d].groups...)
	}
	out = append(out, j.tolls...)
	for _, key := range slices.SortedFunc(maps.Keys(j.wide), stretch.compare) {
		out = append(out, j.wide[key].groups...)
	}
	pack(out)
	return out
}

// pack lets the members of happenings that are whole lie side by side, without the
// room they had to grow.
func pack(all []*happening) {
	total := 0
	for _, h := range all {
		total += len(h.members)
	}
	members := make([]int, 0, total)
	for _, h := range all {
		from := len(members)
		members = append(members, h.members...)
		h.members = members[from:len(members):len(members)]
	}
}

// day groups the tellings of one day. Those that stand under it in a chronology come
// after those that name it: the former lean on each other. Those whose sentence is about
// another day only support what is told of this one; where nothing is, several origins
// must agree that something was.
func (j *joiner) day(members []int) *shelf {
	var main, headed, beside []int
	for _, m := range members {
		switch t := &j.tellings[m]; {
		case t.beside:
			beside = append(beside, m)
		case t.phrase == headPhrase:
			headed = append(headed, m)
		default:
			main = append(main, m)
		}
	}
	s := j.shelf(j.cluster(singles(main)))
	if len(headed) > 0 {
		s = j.shelf(append(slices.Clip(s.groups), j.cluster(singles(j.support(s, headed)))...))
	}
	if len(beside) == 0 {
		return s
	}
	rest := j.support(s, beside)
	groups := s.groups
	for _, h := range j.cluster(singles(rest)) {
		first := j.c.docs[j.tellings[h.members[0]].doc].origin
		if slices.ContainsFunc(h.members, func(m int) bool { return j.c.docs[j.tellings[m].doc].origin != first }) {
			groups = append(groups, h)
		}
	}
	return j.shelf(groups)
}

// support adds tellings to the happenings on a shelf that they are like, and returns the
// others.
func (j *joiner) support(s *shelf, members []int) (rest []int) {
	j.bench.lay(s)
	supported := map[*happening][]int{}
	for _, m := range members {
		if g, _ := j.bench.best(s, j.asks(m, alike)); g >= 0 && !j.contrary(s.groups[g], m) {
			supported[s.groups[g]] = append(supported[s.groups[g]], m)
		} else {
			rest = append(rest, m)
		}
	}
	for h, members := range supported {
		j.add(h, members...)
	}
	return rest
}

// contrary reports whether a telling and a happening each give a number of dead
// of this happening alone, and no number is in both.
func (j *joiner) contrary(h *happening, m int) bool {
	own := dead(&j.tellings[m])
	if len(own) == 0 {
		return false
	}
	other := false
	for _, k := range h.members {
		for _, n := range dead(&j.tellings[k]) {
			if slices.Contains(own, n) {
				return false
			}
			other = true
		}
	}
	return other
}

// dead are the numbers of dead that a telling gives for its happening alone.
func dead(t *telling) []float64 {
	var out []float64
	for _, f := range t.s.notes.figures {
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

// cluster groups tellings of one stretch of time by what they say. Each unit
// is some tellings of one article that belong together; its first one decides.
func (j *joiner) cluster(units [][]int) []*happening {
	b := j.bench
	var groups []*happening
	holding := map[int][]int32{} // article -> the groups that have tellings of it
	for _, unit := range units {
		q := j.asks(unit[0], alike)
		q.same = sameText
		at, _ := b.among(groups, holding[q.doc], q)
		if at < 0 {
			t := &j.tellings[unit[0]]
			h := &happening{span: *t.span, day: t.day, bag: &bag{}}
			if t.day != noDay {
				h.span = t.day.span()
			}
			at = len(groups)
			groups = append(groups, h)
		}
		if !slices.Contains(holding[q.doc], int32(at)) {
			holding[q.doc] = append(holding[q.doc], int32(at))
		}
		for _, m := range unit {
			j.count(groups[at], m)
			b.grown(at, groups[at], j.vector(m))
		}
	}
	b.bags(groups)
	return j.merge(groups)
}

// merge joins groups that turned out alike once they were whole.
func (j *joiner) merge(groups []*happening) []*happening {
	const most = 400 // groups of one day that are compared each with each; the smallest are left as they are
	slices.SortStableFunc(groups, func(a, b *happening) int { return cmp.Compare(len(b.members), len(a.members)) })
	vectors := make([]vector, min(len(groups), most))
	for i := range vectors {
		vectors[i] = groups[i].bag.vector()
	}
	for i := range vectors {
		for k := i + 1; k < len(vectors) && groups[i] != nil; k++ {
			if groups[k] == nil || j.c.across(groups[i], groups[k], j.tellings) {
				continue
			}
			least := alike * 1.6
			if groups[i].langs&groups[k].langs == 0 {
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
	return slices.DeleteFunc(groups, func(h *happening) bool { return h == nil })
}

// attach finds, for openings dated by publication, the happening they tell of:
// the one they are most like on that day or shortly before, else the one that
// the nearest dated sentence or the opening before tells of, else one of their own.
// What an article begins with leads to no dated sentence of a later paragraph, which
// may be about the day before.
func (j *joiner) attach(printed []int) {
	owner := make([]*happening, len(j.tellings)) // telling -> its happening, of those that carry openings
	carriers := map[int][]int{}                  // document -> its dated tellings of the last days
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
	j.inParallel(len(printed), func(j *joiner) func(int) {
		return func(n int) { found[n] = j.opened(printed[n]) }
	})
	begun := -1 // article that begins with something that no dated sentence tells of
	for n, m := range printed {
		t := &j.tellings[m]
		if found[n] == nil {
			if on := j.carrier(carriers[t.doc], m, t.sentence > 0 && t.doc != begun); on >= 0 {
				found[n] = owner[on]
			} else if t.sentence <= 0 {
				begun = t.doc
			}
		}
		if found[n] == nil && n > 0 && j.tellings[printed[n-1]].doc == t.doc {
			found[n] = found[n-1]
		}
	}
	j.underTitles(printed, found, owner, carriers)
	alone, joining := map[day][][]int{}, map[day][]int{}
	last := -1
	for n, m := range printed {
		t := &j.tellings[m]
		if found[n] != nil {
			joining[found[n].day] = append(joining[found[n].day], n)
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
	days := sortedDays(joining)
	j.inParallel(len(days), func(j *joiner) func(int) {
		return func(i int) { // after all have chosen, so that none drags the next
			members := map[*happening][]int{}
			for _, n := range joining[days[i]] {
				members[found[n]] = append(members[found[n]], printed[n])
			}
			for h, all := range members {
				j.add(h, all...)
			}
		}
	})
	days = sortedDays(alone)
	apart := make([][]*happening, len(days))
	j.inParallel(len(days), func(j *joiner) func(int) {
		return func(i int) { apart[i] = j.remembering().cluster(j.founding(alone[days[i]])) }
	})
	for i, d := range days {
		if j.days[d] == nil {
			j.days[d] = &shelf{}
		}
		j.days[d].groups = append(j.days[d].groups, apart[i]...)
	}
	days = sortedDays(j.days)
	inParallel(len(days), func() func(int) {
		return func(i int) { *j.days[days[i]] = *j.shelf(j.days[days[i]].groups) }
	})
}

// opened is the happening that an opening dated by publication is most like, on
// that day or shortly before; nil: it is like none.
func (j *joiner) opened(m int) *happening { return j.openedBut(m, nil) }

// openedBut is opened without the happenings that cannot be the one; nil: all can.
func (j *joiner) openedBut(m int, cannot func(*happening) bool) *happening {
	q := j.asks(m, alikePrint)
	q.same = samePlace
	if elsewhere := q.apart; cannot != nil {
		q.apart = func(h *happening) bool { return cannot(h) || elsewhere != nil && elsewhere(h) }
	}
	own := j.dayAround(m)
	var found *happening
	most := 0.0
	for back := day(0); back <= reachBack; back++ {
		if s := j.days[j.tellings[m].day-back]; s != nil {
			j.bench.lay(s)
			if q.less = 0; own != noDay && own != j.tellings[m].day-back {
				q.less = notItsDay
			}
			if j.tellings[m].sentence < 0 {
				q.less += dayBefore * float64(back)
			}
			if at, over := j.bench.best(s, q); at >= 0 && over > most {
				most, found = over, s.groups[at]
			}
		}
	}
	return found
}

// dayAround is the day that the dated sentence tells of by which an undated one
// stands: the nearest before it, else the first after it, of those at the top of their
// article that tell of the days that it may tell of; noDay: there is none.
func (j *joiner) dayAround(m int) day {
	t := &j.tellings[m]
	tells := func(k int) bool {
		o := &j.tellings[k]
		return o.worded() && !o.beside && o.lead() && o.day <= t.day && o.day >= t.day-reachBack
	}
	for k := m - 1; k >= 0 && j.tellings[k].doc == t.doc; k-- {
		if tells(k) {
			return j.tellings[k].day
		}
	}
	for k := m + 1; k < len(j.tellings) && j.tellings[k].doc == t.doc; k++ {
		if tells(k) {
			return j.tellings[k].day
		}
	}
	return noDay
}

// carrier is the dated telling of an article that an undated one leans on: the
// nearest before it, else the first after it, if it may stand further down, or is the
// next sentence of the paragraph; -1: there is none.
func (j *joiner) carrier(dated []int, m int, down bool) int {
	slices.Sort(dated)
	at, _ := slices.BinarySearch(dated, m)
	switch {
	case at > 0:
		return dated[at-1]
	case len(dated) > 0 && (down || j.follows(m, dated[0])):
		return dated[0]
	}
	return -1
}

// follows reports whether a telling is the next sentence of another's paragraph.
func (j *joiner) follows(m, next int) bool {
	t, o := &j.tellings[m], &j.tellings[next]
	return t.sentence >= 0 && o.sentence == t.sentence+1 && !strings.Contains(j.c.articles[t.doc].Text[t.s.end:o.s.start], "\n")
}

// stretch is a span as tellings are grouped by it.
type stretch struct {
	start, end int64
	precision  timex.Precision
}

func (t *telling) stretch() stretch {
	return stretch{unix(t.span.Start), unix(t.span.End), t.span.Precision}
}

func (a stretch) compare(b stretch) int {
	return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end), cmp.Compare(a.precision, b.precision))
}

// spread lays tellings of weeks, months and longer onto a happening of a day
// they hold that says the same, and groups the rest by their span.
func (j *joiner) spread(wide []int) {
	groups := map[stretch][]int{}
	rest := j.phases(wide)
	found := make([]*happening, len(rest))
	j.inParallel(len(rest), func(j *joiner) func(int) {
		return func(i int) { found[i] = j.held(rest[i]) }
	})
	for i, m := range rest {
		if found[i] != nil {
			found[i].members = append(found[i].members, m)
			continue
		}
		key := j.tellings[m].stretch()
		groups[key] = append(groups[key], m)
	}
	for key, members := range groups {
		j.wide[key] = j.shelf(j.cluster(singles(members)))
	}
}

// held is the happening that a telling of a longer stretch is most like, on any
// day of a stretch of a month at most; nil: it is like none.
func (j *joiner) held(m int) *happening {
	t := &j.tellings[m]
	first, last := dayOf(t.span.Start), dayOf(t.span.End)-1
	if t.span.Start.IsZero() || t.span.End.IsZero() || last-first > 31 {
		return nil
	}
	var found *happening
	most, q := 0.0, j.asks(m, alikeWide)
	for d := first; d <= last; d++ {
		if s := j.days[d]; s != nil {
			if at, over := j.bench.best(s, q); at >= 0 && over > most {
				most, found = over, s.groups[at]
			}
		}
	}
	return found
}
