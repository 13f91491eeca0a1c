package timeline

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// What came about once may stand as two happenings of its day where its tellings
// have few words in common: a report goes on by the clock, "at 3:40 p.m. they walked
// out of the school", or in its second sentence, "under the accord, reached on Friday";
// one names who was arrested and the next says who that is. Such twins are joined on
// what speaks for them beside their words: that one report tells of both in one go,
// that they are one person's one deed, that they count several things alike.

const (
	mostTwin   = .5  // of the origins that date one of two happenings, those that must go on from the one to the other
	someTwin   = .3  // the same, if they are alike in words too
	wordsTwin  = .20 // cosine of such twins, with what goes on from them
	goingTwin  = .25 // the same, of those that reports go on between without a date
	alikeTwin  = .06 // the same, of those that reports begin with
	alikeLines = .14 // cosine of the sentences that they begin with
	countTwin  = .10 // cosine of twins that count several things alike
	numberTwin = .22 // the same, of those that give one number alike
	fewTell    = 3   // origins at most that date such twins
	deedTwin   = .05 // cosine of twins that are one person's one deed
	mostTwins  = 60  // happenings of a day that are compared for their deeds and counts, the largest
)

// twins joins the happenings of a day that are one.
func (j *joiner) twins() {
	days := sortedDays(j.days)
	joined := make([][]*happening, len(days))
	j.inParallel(len(days), func(j *joiner) func(int) {
		return func(i int) { joined[i] = j.twinsOf(j.days[days[i]]) }
	})
	inParallel(len(days), func() func(int) {
		return func(i int) {
			if joined[i] != nil {
				*j.days[days[i]] = *j.shelf(joined[i])
			}
		}
	})
}

// twinsOf are the happenings on the shelf of a day with those joined that are one;
// nil: none are.
func (j *joiner) twinsOf(s *shelf) []*happening {
	if len(s.groups) < 2 {
		return nil
	}
	t := twinning{joiner: j, groups: slices.Clone(s.groups), into: make([]int, len(s.groups)), tells: make([]compared, len(s.groups))}
	for i := range t.into {
		t.into[i] = i
	}
	found := false
	for _, l := range t.links(s) {
		a, b := t.root(l.a), t.root(l.b)
		if a != b && t.linked(l, a, b) {
			t.join(a, b)
			found = true
		}
	}
	found = t.alike() || found
	if !found {
		return nil
	}
	return slices.DeleteFunc(t.groups, func(h *happening) bool { return h == nil })
}

// twinning joins happenings of a day.
type twinning struct {
	*joiner
	groups []*happening // nil: joined to another
	into   []int        // the one that each is joined to; itself: to none
	tells  []compared
}

// compared is what is compared of a happening.
type compared struct {
	read    bool
	dated   int // origins that put it on its day in words
	deeds   []deed
	figures []amountOf
	numbers []term
}

func (t *twinning) root(g int) int {
	for t.into[g] != g {
		g = t.into[g]
	}
	return g
}

func (t *twinning) join(a, b int) {
	if len(t.groups[a].members) < len(t.groups[b].members) {
		a, b = b, a
	}
	t.add(t.groups[a], t.groups[b].members...)
	t.groups[b], t.into[b], t.tells[a] = nil, a, compared{}
}

// linked reports whether two happenings are one that reports tell of in one go, the
// second after the first.
func (t *twinning) linked(l link, a, b int) bool {
	h, o := t.groups[a], t.groups[b]
	if t.c.across(h, o, t.tellings) {
		return false
	}
	if _, contrary := agree(t.told(a).figures, t.told(b).figures); contrary {
		return false
	}
	clock, leading := t.covers(l.clock, a, b), t.covers(l.leading, a, b)
	if clock >= mostTwin || len(l.going) > 0 && t.undated(o) {
		return true
	}
	like := t.portraits(h, o) / t.foreign(h, o)
	switch {
	case max(clock, leading) >= someTwin && like >= wordsTwin, t.covers(l.going, a, b) >= mostTwin && like >= goingTwin:
		return true
	case leading >= mostTwin && l.like >= alikeLines && like >= alikeTwin+minorRise*math.Sqrt(h.breadth()*o.breadth()):
		return true
	}
	return t.covers(l.opening, a, b) >= mostTwin && t.few(a, b) && like >= alikeTwin
}

// undated reports whether one report alone tells of a happening, and does not date it.
func (t *twinning) undated(h *happening) bool {
	doc := -1
	for _, m := range h.members {
		o := &t.tellings[m]
		if o.foretold {
			continue
		}
		if o.phrase >= 0 || o.sentence < 0 || doc >= 0 && o.doc != doc {
			return false
		}
		doc = o.doc
	}
	return doc >= 0
}

// few reports whether few origins date each of two happenings.
func (t *twinning) few(a, b int) bool { return max(t.told(a).dated, t.told(b).dated) <= fewTell }

// covers is which share of the origins that tell of one of two happenings, in words that
// date it, are among some: of the one that fewer tell of.
func (t *twinning) covers(origins []int, a, b int) float64 {
	return min(1, float64(len(origins))/float64(max(1, min(t.told(a).dated, t.told(b).dated))))
}

// foreign is what is left between languages of how alike twins must be.
func (t *twinning) foreign(h, o *happening) float64 {
	if h.langs&o.langs == 0 {
		return foreign
	}
	return 1
}

// portraits is how alike the portraits of two happenings are.
func (t *twinning) portraits(h, o *happening) float64 {
	p := t.c.portrait(h, t.tellings, weighed, t.bench.sums, &t.bench.made)
	slices.SortFunc(p.sum, func(a, b weight) int { return cmp.Compare(a.key, b.key) })
	return t.likePortrait(p, o)
}

// given are the numbers of a happening that are not its day's.
func (t *twinning) given(h *happening) []term {
	today := strconv.Itoa(h.day.time().Day())
	return slices.DeleteFunc(t.numbers(h), func(n term) bool { return t.c.terms[n] == today })
}

// inBoth is how many of some terms are among others.
func inBoth(some, others []term) int {
	n := 0
	for _, t := range some {
		if slices.Contains(others, t) {
			n++
		}
	}
	return n
}

// tellBoth reports whether some report tells of two happenings in sentences with a date.
func (t *twinning) tellBoth(h, o *happening) bool {
	return slices.ContainsFunc(h.members, func(m int) bool {
		a := &t.tellings[m]
		return a.phrase >= 0 && !a.beside && slices.ContainsFunc(o.members, func(k int) bool {
			b := &t.tellings[k]
			return b.doc == a.doc && b.phrase >= 0 && !b.beside
		})
	})
}

// told is what is compared of a happening.
func (t *twinning) told(g int) *compared {
	k := &t.tells[g]
	if !k.read {
		*k = compared{true, len(t.testimony(t.groups[g]).dated), t.deeds(t.groups[g], false), t.figures(t.groups[g]), t.given(t.groups[g])}
	}
	return k
}

// alike joins happenings that are one person's one deed, or count several things alike,
// and reports whether some are.
func (t *twinning) alike() bool {
	var some []int
	for g, h := range t.groups {
		if h != nil {
			some = append(some, g)
		}
	}
	slices.SortStableFunc(some, func(a, b int) int { return cmp.Compare(len(t.groups[b].members), len(t.groups[a].members)) })
	some = some[:min(len(some), mostTwins)]
	found := false
	for i, b := range some {
		for _, a := range some[:i] {
			h, o := t.groups[a], t.groups[b]
			if h == nil || o == nil || t.c.across(h, o, t.tellings) {
				continue
			}
			mine, theirs := t.told(a), t.told(b)
			least := 1.0
			if sharesDeed(mine.deeds, theirs.deeds) || t.calledDeed(h, o, mine.deeds, theirs.deeds) {
				least = deedTwin
			} else if t.few(a, b) && !t.tellBoth(h, o) {
				switch numbers := inBoth(mine.numbers, theirs.numbers); {
				case agreeing(mine.figures, theirs.figures) > 1 || numbers > 1:
					least = countTwin
				case numbers > 0:
					least = numberTwin
				}
			}
			if least == 1 {
				continue
			}
			_, contrary := agree(mine.figures, theirs.figures)
			if contrary && least != deedTwin && !nearly(mine.figures, theirs.figures) {
				continue
			}
			if t.portraits(h, o) >= least*t.foreign(h, o) {
				t.join(a, b)
				found = true
			}
		}
	}
	return found
}
