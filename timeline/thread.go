package timeline

import (
	"cmp"
	"slices"
	"strings"

	"dateline/timeline/timex"
	"dateline/timeline/words"
)

const (
	wentOn     = 3 // sentences that a report may go on for by the clock
	firstLines = 2 // sentences that a report begins with
)

// link is that reports tell of two happenings of a day in one go.
type link struct {
	a, b    int
	clock   []int   // origins of those that go on by the clock from the first of the two to the second
	leading []int   // origins of those that begin with both
	going   []int   // origins of those that go on without a date from the first of the two in the second
	opening []int   // of these, those that do so in their first paragraph
	like    float64 // of the sentences that they begin with: how alike the two most alike are
}

// toldIn is a telling of a happening, by its number on the shelf.
type toldIn struct{ m, group int }

// links are those between the happenings on a shelf, in order.
func (t *twinning) links(s *shelf) []link {
	of := map[int][]int32{}
	for doc, groups := range s.docs {
		if len(groups) > 1 {
			of[doc] = groups
		}
	}
	if len(of) == 0 {
		return nil
	}
	told := map[int][]toldIn{}
	for g, h := range s.groups {
		for _, m := range h.members {
			if doc := t.tellings[m].doc; of[doc] != nil {
				told[doc] = append(told[doc], toldIn{m, g})
			}
		}
	}
	found := map[[2]int]*link{}
	between := func(a, b int) *link {
		if a == b {
			return &link{}
		}
		key := [2]int{a, b}
		if found[key] == nil {
			found[key] = &link{a: a, b: b}
		}
		return found[key]
	}
	for doc, own := range told {
		slices.SortFunc(own, func(a, b toldIn) int { return cmp.Compare(a.m, b.m) })
		t.follow(doc, own, between)
	}
	out := make([]link, 0, len(found))
	for _, l := range found {
		for _, origins := range []*[]int{&l.clock, &l.leading, &l.going, &l.opening} {
			slices.Sort(*origins)
			*origins = slices.Compact(*origins)
		}
		out = append(out, *l)
	}
	slices.SortFunc(out, func(k, l link) int {
		return cmp.Or(cmp.Compare(len(l.clock), len(k.clock)), cmp.Compare(len(l.leading), len(k.leading)), cmp.Compare(len(l.going), len(k.going)), cmp.Compare(k.a, l.a), cmp.Compare(k.b, l.b))
	})
	return out
}

// follow notes what a report tells of in one go, of the tellings that it has of a day, in
// order.
func (t *twinning) follow(doc int, own []toldIn, between func(a, b int) *link) {
	origin := t.c.docs[doc].origin
	from, first := own[0], own[0]
	for _, next := range own[1:] {
		a, b := &t.tellings[from.m], &t.tellings[next.m]
		if b.beside || b.foretold {
			continue
		}
		switch {
		case t.elsewhen(from.m, next.m):
			from = next
		case t.byClock(a, b):
			l := between(from.group, next.group)
			l.clock = append(l.clock, origin)
			from.m = next.m // it still goes on from the first
		case b.phrase >= 0 && b.sentence < firstLines && (a.phrase >= 0 || a.sentence < 0):
			l := between(from.group, next.group)
			l.leading = append(l.leading, origin)
			l.like = max(l.like, t.like(from.m, next.m), t.like(first.m, next.m))
			from = next
		case b.phrase >= 0 || a.phrase < 0 && a.sentence >= 0:
			from = next
		case a.phrase >= 0 && a.lead() && slices.Contains(a.near(t.c.docs[doc].sentences), b.sentence):
			l := between(from.group, next.group)
			l.going = append(l.going, origin)
			if a.sentence == 0 && t.follows(from.m, next.m) {
				l.opening = append(l.opening, origin)
			}
		}
	}
}

// like is how alike two tellings are.
func (t *twinning) like(a, b int) float64 {
	v := slices.Clone(t.vector(a)) // good until the next is asked for
	return v.dot(t.vector(b))
}

// elsewhen reports whether a report tells of another day between two tellings.
func (t *twinning) elsewhen(from, to int) bool {
	for m := from + 1; m < to; m++ {
		if o := &t.tellings[m]; !o.beside && o.day != t.tellings[to].day {
			return true
		}
	}
	return false
}

// byClock reports whether a telling goes on from another with a time of day: "The
// operation began at 6:30". One that an entry of a live blog begins with does not.
func (t *twinning) byClock(a, b *telling) bool {
	if b.phrase < 0 || b.sentence > a.sentence+wentOn || a.phrase < 0 && a.sentence >= 0 {
		return false
	}
	x := b.s.times[b.phrase]
	if a.sentence >= openings && !strings.Contains(x.Anchor, "T") { // "eleven minutes later"
		return false
	}
	if p := x.Span.Precision; p != timex.Minute && p != timex.Hour || x.Stamp != "" || x.AnchorFrom != "text" && b.sentence > a.sentence+1 {
		return false
	}
	return !entryTime(t.c.text(b), x.Start, x.End) && !t.another(b) && !t.placedApart(a, b)
}

// placedApart reports whether two tellings each name where they happened, and no place is
// in both.
func (t *twinning) placedApart(a, b *telling) bool {
	some, others := t.placed(a), t.placed(b)
	return len(some) > 0 && len(others) > 0 && !slices.ContainsFunc(some, func(p string) bool { return slices.Contains(others, p) })
}

// placed are the names that stand after a preposition of place in a telling, but those of
// persons and organisations.
func (t *twinning) placed(m *telling) (out []string) {
	s := languageOf(t.c.docs[m.doc].language).cut(t.c.text(m))
	for _, n := range mentions(s.text, s.words) {
		if at := s.wordsTo(n.start); n.kind != Person && n.kind != Organisation && at > 0 && s.lang.placing[s.before(at)] && s.together(at) {
			out = append(out, words.Fold(n.name))
		}
	}
	return out
}

// entryTime reports whether a time stands alone before a text: "17.20 - ", "10.24 h: ".
func entryTime(text string, start, end int) bool {
	before := len(trimStamp(text[:start]))
	return before == 0 && end < len(text) && len(trimStamp(firstRunes(text[end:], 3))) < 2
}

func trimStamp(s string) string { return strings.Trim(s, " ([•–—-:h.") }
