package timeline

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"dateline/timeline/words"
)

// Outlets put one happening on different days: one of them errs, or its clock is
// elsewhere. They also tell of it in words so unlike that it stands twice on one day.
// What a single origin tells of a day joins what others tell of that day or one close
// by, if it is the same by its words, with what goes on from them, and the more surely
// the more speaks for it: a number of both, titles that are alike, a report whose title
// is told with the one and whose text with the other. The days are then in dispute.
// One deed of one person needs no more than that its tellings are remotely alike.
// "Another strike" is another, and so is what one outlet tells of both days, what has
// other numbers, and what is as much like a third day.

const (
	nextTo       = 2   // days apart that one happening may be put
	remotely     = .08 // cosine of happenings that are compared at all, without what goes on from them
	weighed      = 24  // tellings of a happening that are compared, its first ones
	sameAlone    = .65 // cosine of two tellings of one happening, with what goes on, if nothing else speaks for it
	againTold    = .80 // the same, of what an outlet tells again that prints most of the reports
	sameDay      = .30 // the same, where both tell of one day
	countedAlike = .14 // the same, where both also count what a happening has but one number of
	sameNumber   = .38 // the same, where a number is the same
	sameNumbers  = .20 // the same, where several are
	sameParted   = .22 // the same, where the title of a report is told with the one and its text with the other
	alikeTitles  = .60 // cosine of titles that speak for it
	bothAlike    = .95 // the sum of the two cosines then
	titlesAlone  = .15 // and the least that the first of them is
	sameDeed     = .10 // cosine of what tell of one deed of one person
	deedWithin   = 1   // days apart that it may be put
	evenly       = 1.1 // how much more alike they must be where as many origins tell of each
	fewGive      = 8   // sentences that give a number that says much; of many, one in so many
	oneIn        = 250
	mainOutletOf = .75 // share of the reports that one outlet prints, if that it tells of two days says little
)

// redate joins happenings that one origin alone puts on its day.
func (j *joiner) redate() {
	var lone []*happening
	for _, d := range sortedDays(j.days) {
		for _, h := range j.days[d].groups {
			if j.alone(h) && (!j.calledAnother(h) || len(j.deeds(h, true)) > 0) {
				lone = append(lone, h)
			}
		}
	}
	found := make([]*happening, len(lone))
	main := j.c.mainOutlet()
	j.inParallel(len(lone), func(j *joiner) func(int) {
		return func(i int) { found[i] = j.elsewhen(lone[i], main) }
	})
	moving := map[*happening]bool{}
	for i, h := range lone {
		moving[h] = found[i] != nil
	}
	changed := map[day]bool{}
	for i, h := range lone {
		if found[i] == nil || moving[found[i]] {
			moving[h] = false // what it would join goes elsewhere itself
			continue
		}
		j.add(found[i], h.members...)
		changed[h.day], changed[found[i].day] = true, true
	}
	for _, d := range sortedDays(changed) {
		*j.days[d] = *j.shelf(slices.DeleteFunc(j.days[d].groups, func(h *happening) bool { return moving[h] }))
	}
}

// mainOutlet is the outlet that prints most of the counted articles by far; empty:
// there is none.
func (c *corpus) mainOutlet() string {
	of := map[string]int{}
	for i := range c.settled.counted {
		outlet := c.articles[i].Outlet
		if of[outlet]++; float64(of[outlet]) > mainOutletOf*float64(c.settled.counted) {
			return outlet
		}
	}
	return ""
}

// testimony is who puts a happening on its day in words.
type testimony struct {
	dated []int // origins that do, in order
	soon  day   // days after it that the soonest of their reports was printed
	first int   // article of the first telling that does
}

// testimony is that of a happening.
func (j *joiner) testimony(h *happening) testimony {
	w := testimony{soon: math.MaxInt32, first: len(j.c.docs)}
	for _, m := range h.members {
		t := &j.tellings[m]
		if !t.worded() || t.foretold {
			continue
		}
		w.first = min(w.first, t.doc)
		if printed := j.c.docs[t.doc].day; printed != noDay {
			w.soon = min(w.soon, max(printed-h.day, h.day-printed))
		}
		if at, has := slices.BinarySearch(w.dated, j.c.docs[t.doc].origin); !has {
			w.dated = slices.Insert(w.dated, at, j.c.docs[t.doc].origin)
		}
	}
	return w
}

// less reports whether fewer origins put the one happening on its day than the
// other, or as many, but none as soon after it, or then as early.
func (w testimony) less(o testimony) bool {
	return cmp.Or(cmp.Compare(len(w.dated), len(o.dated)), cmp.Compare(o.soon, w.soon), cmp.Compare(o.first, w.first)) < 0
}

// another reports whether a telling calls what it tells of another one.
func (j *joiner) another(t *telling) bool {
	again := languageOf(j.c.docs[t.doc].language).again
	return slices.ContainsFunc(words.Split(j.c.text(t)), func(w words.Word) bool { return again[w.Folded] })
}

// mostlyAnother reports whether most of the sentences that date a happening call it
// another one.
func (j *joiner) mostlyAnother(h *happening) bool {
	dated, again := 0, 0
	for _, m := range h.members {
		if t := &j.tellings[m]; t.worded() && dated < weighed {
			dated++
			if j.another(t) {
				again++
			}
		}
	}
	return 2*again > dated
}

// alone reports whether one origin puts a happening on its day, in words, in its
// title or among its first sentences.
func (j *joiner) alone(h *happening) bool {
	opens, origin := false, -1
	for _, m := range h.members {
		t := &j.tellings[m]
		switch own := j.c.docs[t.doc].origin; {
		case t.foretold || t.stock && t.worded():
			return false
		case !t.worded():
		case t.beside || origin >= 0 && own != origin:
			return false
		default:
			opens, origin = opens || t.lead(), own
		}
	}
	return opens
}

// calledAnother reports whether a happening is told of as another one, where it is
// dated or first told.
func (j *joiner) calledAnother(h *happening) bool {
	return slices.ContainsFunc(h.members, func(m int) bool {
		t := &j.tellings[m]
		return (t.worded() || t.sentence <= 0) && j.another(t)
	})
}

// elsewhen is the happening of the same day, or else of a day close by, that a lone
// one is; nil: there is none. What most of the reports print may tell of it for both
// days.
func (j *joiner) elsewhen(h *happening, most string) *happening {
	l := j.loner(h, most)
	if at, _ := j.likest(l, h.day); at != nil {
		return at
	}
	var best *happening
	first, second := 1.0, 0.0 // how much more alike than they must be
	for d := h.day - nextTo; d <= h.day+nextTo; d++ {
		if d == h.day {
			continue
		}
		switch found, over := j.likest(l, d); {
		case over > first:
			first, second, best = over, first, found
		case over > second:
			second = over
		}
	}
	if best == nil || second > 1 && second >= asLikely*first {
		return nil
	}
	return best
}

// loner is what one origin alone tells of a day.
type loner struct {
	*happening
	portrait portrait // in order of its keys
	vector   vector
	testimony
	figures []amountOf
	numbers []term
	deeds   []deed
	another bool   // it is told of as another one
	most    string // outlet that prints most reports
}

func (j *joiner) loner(h *happening, most string) *loner {
	l := &loner{h, j.c.portrait(h, j.tellings, weighed, j.bench.sums, &j.bench.made), h.bag.vector(), j.testimony(h), j.figures(h), j.numbers(h), j.deeds(h, true), j.calledAnother(h), most}
	slices.SortFunc(l.portrait.sum, func(a, b weight) int { return cmp.Compare(a.key, b.key) })
	return l
}

// likest is the happening of a day that a lone one is most like, and how much more
// than it must be; nil: it is like none.
func (j *joiner) likest(l *loner, d day) (found *happening, most float64) {
	s := j.days[d]
	if s == nil {
		return nil, 0
	}
	most = 1
	for _, g := range j.bench.all(s, asked{vector: l.vector, langs: l.langs, least: remotely}) {
		o := s.groups[g]
		if o == l.happening || j.c.across(l.happening, o, j.tellings) {
			continue
		}
		least, deed := j.leastLike(l, o)
		if math.IsInf(least, 1) {
			continue
		}
		if over := j.likePortrait(l.portrait, o) / least; over > most && (deed || !j.mostlyAnother(o)) {
			most, found = over, o
		}
	}
	return found, most
}

// leastLike is how alike a lone happening and another must be, with what goes on from
// each, to be one; infinite: they cannot be. It is told too whether they are one deed.
func (j *joiner) leastLike(l *loner, o *happening) (least float64, deed bool) {
	never := math.Inf(1)
	theirs := j.testimony(o)
	if !l.less(theirs) {
		return never, false
	}
	both, again := j.tellsBoth(l.happening, o, l.most)
	if (both || l.another) && len(l.deeds) == 0 {
		return never, false
	}
	others := j.figures(o)
	same, contrary := agree(l.figures, others)
	least = sameAlone
	if len(l.deeds) > 0 && j.oneDeed(l, o, both || again, contrary && !nearly(l.figures, others)) {
		least = sameDeed
		if l.langs&o.langs == 0 {
			least *= foreign
		}
		return least, true
	}
	if both || l.another {
		return never, false
	}
	switch {
	case again:
		least = againTold
	case o.day != l.day && contrary:
		return never, false
	case o.day == l.day && contrary && !nearly(l.figures, others):
		return never, false
	case o.day == l.day && (same || contrary):
		least = countedAlike
	case o.day == l.day:
		least = sameDay
	}
	switch {
	case agreeing(l.figures, others) > 1:
		least = min(least, sameNumbers)
	case same || shares(l.numbers, j.numbers(o)):
		least = min(least, sameNumber)
	}
	if titles := j.titlesAlike(l.happening, o); titles >= alikeTitles {
		least = min(least, max(bothAlike-titles, titlesAlone))
	}
	if j.parted(l.happening, o) {
		least = min(least, sameParted)
	}
	if len(l.dated) == len(theirs.dated) {
		least *= evenly
	}
	if l.langs&o.langs == 0 {
		least *= foreign
	}
	return least, false
}

// likePortrait is how alike a portrait, in order of its keys, and that of a
// happening are.
func (j *joiner) likePortrait(p portrait, h *happening) float64 {
	other := j.c.portrait(h, j.tellings, weighed, j.bench.sums, &j.bench.made)
	dot := 0.0
	for _, w := range other.sum {
		if at, has := slices.BinarySearchFunc(p.sum, w.key, func(x weight, key int32) int { return cmp.Compare(x.key, key) }); has {
			dot += w.value * p.sum[at].value
		}
	}
	return dot / math.Sqrt(p.squares*other.squares)
}

// numbers are those of two digits or more, years left out, that some tellings of a
// happening with a date and what goes on from them give, and few other sentences.
func (j *joiner) numbers(h *happening) []term {
	var out []term
	read := func(s *sentence) {
		for _, t := range s.stems {
			if j.c.spread[t] <= max(fewGive, int32(j.c.total/oneIn)) && longNumber(j.c.terms[t]) && !slices.Contains(out, t) {
				out = append(out, t)
			}
		}
	}
	some := 0
	for _, m := range h.members {
		t := &j.tellings[m]
		if !t.worded() {
			continue
		}
		read(t.s)
		all := j.c.docs[t.doc].sentences
		for _, k := range t.near(all) {
			read(&all[k])
		}
		if some++; some == weighed {
			break
		}
	}
	return out
}

func shares(some, others []term) bool {
	return slices.ContainsFunc(some, func(t term) bool { return slices.Contains(others, t) })
}

// longNumber reports whether a stem is a number of two digits or more and no year, or
// ends in one: "a25", "f16".
func longNumber(stem string) bool {
	digits := strings.TrimLeft(stem, "abcdefghijklmnopqrstuvwxyz")
	n, err := strconv.Atoi(digits)
	return err == nil && n > 9 && (n < 1900 || n > 2100)
}

// tellsBoth reports whether a report or an outlet dates two happenings each in
// words, and whether only the outlet that prints most reports does.
func (j *joiner) tellsBoth(h, o *happening, most string) (both, again bool) {
	for _, m := range h.members {
		a := &j.tellings[m]
		if !a.worded() {
			continue
		}
		outlet := j.c.articles[a.doc].Outlet
		for _, k := range o.members {
			b := &j.tellings[k]
			if !b.worded() || j.c.articles[b.doc].Outlet != outlet {
				continue
			}
			if outlet != most || j.c.docs[a.doc].origin == j.c.docs[b.doc].origin {
				return true, false
			}
			again = true
		}
	}
	return false, again
}

// parted reports whether the title of a report, or what it begins with and has no
// date, is told with one happening, and what it begins with and dates with the other.
func (j *joiner) parted(h, o *happening) bool {
	part := func(h, o *happening) bool {
		return slices.ContainsFunc(h.members, func(m int) bool {
			t := &j.tellings[m]
			return t.sentence <= 1 && !t.worded() && slices.ContainsFunc(o.members, func(k int) bool {
				lead := &j.tellings[k]
				return lead.doc == t.doc && lead.worded() && lead.sentence == 0 && !lead.beside
			})
		})
	}
	return part(h, o) || part(o, h)
}

// titlesAlike is how alike titles are that are told with two happenings, or stand over
// reports that begin with them: of each two the ones most alike, as if in one language.
func (j *joiner) titlesAlike(h, o *happening) float64 {
	titles := func(h *happening) (out []*telling) {
		for _, m := range h.members {
			t := &j.tellings[m]
			if title := j.c.docs[t.doc].title; len(title) > 0 && len(out) < weighed && (t.sentence < 0 || t.worded() && t.sentence <= 1 && !t.beside) {
				out = append(out, &telling{doc: t.doc, sentence: -1, s: &title[0]})
			}
		}
		return out
	}
	own, most := titles(h), 0.0
	if len(own) == 0 {
		return 0
	}
	theirs := titles(o)
	for _, a := range own {
		v := j.c.vector(a)
		for _, b := range theirs {
			like := v.dot(j.c.vector(b))
			if j.c.langSet(a.doc) != j.c.langSet(b.doc) {
				like /= foreign
			}
			most = max(most, like)
		}
	}
	return most
}

// amountOf is a number of a happening, by what it counts.
type amountOf struct {
	name  string
	value float64
}

// figures are the numbers, greater than one, that the accounts of a happening, and
// what goes on from them, give for it alone.
func (j *joiner) figures(h *happening) []amountOf {
	var out []amountOf
	read := func(s *sentence) {
		if s.notes == nil {
			return
		}
		for _, f := range s.notes.figures {
			if a := (amountOf{f.Name, f.Value}); f.Scope == PerEvent && f.Value > 1 && !slices.Contains(out, a) {
				out = append(out, a)
			}
		}
	}
	for _, m := range h.members {
		t := &j.tellings[m]
		read(t.s)
		all := j.c.docs[t.doc].sentences
		for _, k := range t.near(all) {
			read(&all[k])
		}
	}
	return out
}

// agreeing is how many things two happenings both count, in the same numbers.
func agreeing(a, b []amountOf) int {
	n := 0
	for _, x := range a {
		if disputed[x.name] && slices.Contains(b, x) {
			n++
		}
	}
	return n
}

// nearly reports whether two happenings count something in numbers that two may give
// for one.
func nearly(a, b []amountOf) bool {
	return slices.ContainsFunc(a, func(x amountOf) bool {
		return disputed[x.name] && slices.ContainsFunc(b, func(y amountOf) bool {
			return y.name == x.name && max(x.value, y.value) <= farthestTold*min(x.value, y.value)
		})
	})
}

// agree reports whether a number is in both, and whether something that both
// count, and that has but one number, has none in common.
func agree(a, b []amountOf) (same, contrary bool) {
	for _, x := range a {
		if slices.Contains(b, x) {
			same = true
		} else if disputed[x.name] && slices.ContainsFunc(b, func(y amountOf) bool { return y.name == x.name }) &&
			!slices.ContainsFunc(a, func(y amountOf) bool { return y.name == x.name && slices.Contains(b, y) }) {
			contrary = true
		}
	}
	return same, contrary
}
