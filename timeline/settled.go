package timeline

import (
	"maps"
	"math"
	"slices"
	"sort"

	"dateline/scraper"
)

// A large story grows at its end. What its first reports say of the days they
// speak of is settled: all that is made of them alone is made once and kept, and
// the reports since are laid onto it. What belongs to the settled part is a
// function of the set of articles, not of the order in which they came, so that a
// builder that has kept it and one that has not return the same.
//
// The settled part of a story of n documents is of the first of them by
// publication: of the largest size of a grid whose steps grow by a quarter that is
// not above n, without those of its last days, which late reports may still join.
// Until n reaches the next step it changes only with a report of its own days, with
// one that makes two of its reports copies of each other, or with a new language;
// then all is made anew.

// gridFrom is how many documents the smallest story with a settled part has.
var gridFrom = 50000 // smaller in tests

const (
	gridGrows = 1.25 // sizes of the grid
	openDays  = 7    // days before the end that reports still come for, and that are still told anew
)

// settled is what the settled part of a story makes. Without one, as in a small
// story, the words of all documents are counted, and nothing else is in it.
type settled struct {
	docs     int       // how many of the documents belong to it, the first ones; 0: there is none
	until    day       // last day that is told from them
	counted  int       // documents whose words are counted: these, or all
	footings []footing // of each of them
	langs    []string  // languages of the whole story

	terms   []string        // of the counted documents, by number
	numbers map[string]term // the same; nil: nothing is made yet
	spread  []int32         // of each term: sentences that have it
	pairs   pairCounts
	total   int // sentences
	ring    keyring
	keys    map[string]int32 // of meanings; nil: terms are keys

	shelves    *joiner            // what late tellings join; nil: nothing is joined yet
	happenings []*happening       // by number less one
	open       []int              // tellings of the settled documents that are about days, or of plans for days, that are not settled
	told       map[day]*told      // nil: nothing is told yet
	wide       map[int]*told      // by number of the happening
	anew       map[identity]*told // of other days and stretches, by all that they were told from
	homes      map[string]bool    // that the story was about then
	heads      map[string]string  // who its heads of state were then
}

// footing is what the settled part takes of a document: it holds as long as none
// changes.
type footing struct {
	identity
	until  day
	origin int
	beside uint64 // hash of outlet and name of origin
}

// grid is the largest size on the grid that is not above n; 0: there is none.
func grid(n int) int {
	size := 0
	for next := float64(gridFrom); int(next) <= n; next *= gridGrows {
		size = int(next)
	}
	return size
}

// settle finds the settled part of a corpus, and what was kept of it if it still
// holds.
func (c *corpus) settle(known *readings) {
	c.settled = &settled{counted: len(c.docs), langs: c.languages()}
	size := grid(len(c.docs))
	if size == 0 || c.docs[size-1].day == noDay {
		return
	}
	last := c.docs[size-1].day - openDays
	docs, _ := slices.BinarySearchFunc(c.docs, last+1, func(d document, first day) int { return int(d.day) - int(first) })
	if 4*docs < 3*size { // most of it was printed within days
		return
	}
	p := c.settled
	p.docs, p.counted, p.until = docs, docs, last-openDays
	if c.ids == nil {
		return
	}
	p.footings = make([]footing, docs)
	for i := range p.footings {
		d := &c.docs[i]
		p.footings[i] = footing{c.ids[i], d.until, d.origin, besides(&c.articles[i])}
	}
	if old := known.settled; old != nil && old.until == p.until && slices.Equal(old.langs, p.langs) && slices.Equal(old.footings, p.footings) {
		c.settled = old
	}
}

// besides is what an article tells its accounts beside what was read of it.
func besides(a *scraper.Article) uint64 { return hash(a.Outlet + "\x00" + a.Origin) }

// tellings are how many of all tellings are those of the settled documents, the
// first ones.
func (p *settled) tellings(all []telling) int {
	return sort.Search(len(all), func(i int) bool { return all[i].doc >= p.docs })
}

// holds reports whether a telling of a settled document is of the settled days.
func (p *settled) holds(c *corpus, t *telling) bool {
	switch {
	case t.foretold && !t.beside && c.loose(t):
		_, last := c.horizon(t)
		return last <= p.until && (t.day == noDay || t.day <= p.until)
	case t.day == noDay:
		return !t.span.End.IsZero() && dayOf(t.span.End)-1 <= p.until
	}
	return t.day <= p.until
}

// join groups the accounts of one happening: those of the settled part once, and
// of the others those that tell of a settled happening with it, the rest among
// themselves.
func (c *corpus) join(tellings []telling) []*happening {
	p := c.settled
	if p.docs > 0 && p.shelves == nil {
		p.join(c, tellings)
	}
	open := slices.Clone(p.open)
	for m := p.tellings(tellings); m < len(tellings); m++ {
		open = append(open, m)
	}
	if p.docs == 0 {
		return c.joined(tellings, open).happenings()
	}
	found := make([]*happening, len(open))
	j := &joiner{c: c, tellings: tellings, days: p.shelves.days, wide: p.shelves.wide}
	j.inParallel(len(open), func(j *joiner) func(int) {
		return func(i int) { found[i] = j.late(open[i]) }
	})
	out, rest := slices.Clone(p.happenings), open[:0]
	for i, m := range open {
		if found[i] == nil {
			rest = append(rest, m)
			continue
		}
		at := found[i].settled - 1
		if out[at] == found[i] {
			grown := *found[i]
			grown.members, grown.seas = slices.Clip(grown.members), slices.Clip(grown.seas)
			out[at] = &grown
		}
		j.count(out[at], m)
	}
	for i, h := range out {
		if h != p.happenings[i] {
			slices.Sort(h.members)
		}
	}
	late := c.joined(tellings, rest).happenings()
	j.inParallel(len(late), func(j *joiner) func(int) {
		return func(i int) { late[i].near = j.near(late[i]) }
	})
	if c.ids == nil { // nobody will join more
		p.shelves = nil
	}
	return append(out, late...)
}

// near is the number of the settled happening of its day that a late one is most like,
// as one that is no news beside the others of its day is like one that is; 0: of none.
func (j *joiner) near(h *happening) int {
	s := j.days[h.day]
	if s == nil {
		return 0
	}
	q := asked{vector: h.bag.vector(), doc: -1, langs: h.langs, least: alikeMinor, broad: h.breadth()}
	q.apart = func(o *happening) bool { return j.c.across(o, h, j.tellings) }
	at, _ := j.bench.best(s, q)
	if at < 0 {
		return 0
	}
	return s.groups[at].settled
}

// join joins the settled tellings.
func (p *settled) join(c *corpus, tellings []telling) {
	p.open = nil
	var own []int
	for m := range tellings[:p.tellings(tellings)] {
		if p.holds(c, &tellings[m]) {
			own = append(own, m)
		} else {
			p.open = append(p.open, m)
		}
	}
	j := c.joined(tellings, own)
	p.happenings = j.happenings()
	for i, h := range p.happenings {
		h.settled = i + 1
		slices.Sort(h.members)
	}
	p.shelves = &joiner{days: j.days, wide: j.wide}
	for _, s := range j.days {
		s.docs = nil // nobody will ask in whose article a happening is told
	}
}

// late is the settled happening that a telling from outside the settled part tells
// of; nil: there is none.
func (j *joiner) late(m int) *happening {
	t := &j.tellings[m]
	if t.foretold && !t.beside && j.c.loose(t) {
		return nil
	}
	if t.day != noDay && !t.worded() {
		return j.opened(m)
	}
	s := j.days[t.day]
	if t.day == noDay {
		if h := j.held(m); h != nil {
			return h
		}
		s = j.wide[t.stretch()]
	}
	if s == nil || j.running(m) != "" {
		return nil
	}
	at, _ := j.bench.best(s, j.asks(m, alike))
	if at < 0 || j.contrary(s.groups[at], m) {
		return nil
	}
	return s.groups[at]
}

// tellSettled chooses what is told of the settled days, if that was not done, from
// the settled reports alone. What the story is about may change what is chosen.
func (c *corpus) tellSettled(tellings []telling) *settled {
	p := c.settled
	if p.docs == 0 || p.told != nil && maps.Equal(p.homes, c.players.homes) && maps.Equal(p.heads, c.players.heads) {
		return p
	}
	if p.told != nil {
		p.join(c, tellings) // the bags are gone
	}
	p.homes, p.heads = c.players.homes, c.players.heads
	p.told, p.wide, p.anew = map[day]*told{}, map[int]*told{}, nil
	byDay, wide := map[day][]*happening{}, []*happening(nil)
	for _, h := range c.keep(slices.Clone(p.happenings), tellings) {
		switch {
		case h.day != noDay:
			byDay[h.day] = append(byDay[h.day], h)
		case c.notable(h, tellings):
			wide = append(wide, h)
		}
	}
	days, calendar := sortedDays(byDay), c.calendar(0, p.docs)
	all := make([]*told, len(days)+len(wide))
	inParallel(len(all), func() func(int) {
		desk := c.desk(tellings, nil, nil)
		return func(i int) {
			w := desk.writer()
			if i < len(days) {
				w.learn(calendar, days[i], nil)
				all[i] = keepTold(w.tell(byDay[days[i]]), byDay[days[i]], false)
				all[i].origins = w.originsOf(byDay[days[i]])
				return
			}
			h := wide[i-len(days)]
			w.learn(calendar, noDay, places(h, tellings))
			all[i] = keepTold(w.tell([]*happening{h}), []*happening{h}, false)
		}
	})
	for i, d := range days {
		p.told[d] = all[i]
	}
	for i, h := range wide {
		p.wide[h.settled] = all[len(days)+i]
	}
	for _, h := range p.happenings {
		h.bag.sum = nil // of those that have grown, too: shelves ask for the squares alone
	}
	return p
}

// day is what is told of a settled day. It is told anew, and nil is returned, where
// many late reports tell of something notable that the settled ones do not, or where
// late reports have brought another happening back or tell the day in a line of a
// chronology, which says it best. What few tell is told beside the rest. late is the
// calendar of the late reports.
func (p *settled) day(d day, now []*happening, w *writer, late *calendar) []*tale {
	kept := p.told[d]
	if kept == nil {
		return nil
	}
	var own, more []*happening
	for _, h := range now {
		if h.settled == 0 {
			if w.c.notable(h, w.tellings) {
				more = append(more, h)
			}
			continue
		}
		if slices.ContainsFunc(p.late(h), func(m int) bool { return w.tellings[m].standing >= listed }) {
			return nil
		}
		own = append(own, h)
	}
	if fewAmong*w.originsOf(more) > kept.origins {
		return nil
	}
	out := kept.again(own, w.tellings)
	switch {
	case len(more) == 0:
		return out
	case len(out) == 0: // they are others now, or told of nothing but what pages print every day
		return nil
	}
	return w.beside(out, more, late, d)
}

// fewAmong is how many times more origins must tell of a settled day than tell of
// something else on it later, for this to be told beside the rest.
const fewAmong = 10

// beside adds to the tales of a settled day what late reports alone tell: to a tale,
// where it is like one, else as events of little weight, told from the late reports.
func (w *writer) beside(told []*tale, more []*happening, late *calendar, d day) []*tale {
	var rest []*happening
	last := math.Inf(1) // of what the settled reports tell
	for _, t := range told {
		last = min(last, t.picks[0].gain)
	}
	for _, h := range more {
		at := slices.IndexFunc(told, func(t *tale) bool {
			return h.near > 0 && slices.ContainsFunc(t.from, func(from *happening) bool { return from.settled == h.near })
		})
		if at < 0 {
			rest = append(rest, h)
			continue
		}
		slices.Sort(h.members)
		told[at].from = append(told[at].from, h)
	}
	if len(rest) == 0 {
		return told
	}
	best := told[0].best
	for _, t := range w.anew(late, d, rest, nil) {
		own := t.picks[0].gain / t.best // among these
		t.best = t.picks[0].gain / (own * min(w.least(t.happening), last/best))
		told = append(told, t)
	}
	return told
}

// originsOf is how many independent origins tell of some happenings.
func (w *writer) originsOf(all []*happening) int { return len(w.originsIn(all)) }

// originsIn are the independent origins that tell of some happenings.
func (w *writer) originsIn(all []*happening) map[int]bool {
	origins := map[int]bool{}
	for _, h := range all {
		for _, m := range h.members {
			origins[w.c.docs[w.tellings[m].doc].origin] = true
		}
	}
	return origins
}

// longer is what is told of a settled happening of a longer stretch than a day; nil:
// it is told anew.
func (p *settled) longer(h *happening, w *writer) []*tale {
	kept := p.wide[h.settled]
	if kept == nil {
		return nil
	}
	return kept.again([]*happening{h}, w.tellings)
}

// rebound are happenings with the bags that settled ones have no more.
func (w *writer) rebound(all []*happening) []*happening {
	out := slices.Clone(all)
	for i, h := range all {
		if h.settled > 0 {
			whole := *h
			whole.bag = &bag{}
			w.own.addTo(whole.bag, len(h.members), func(k int) vector {
				w.made.reuse()
				return w.made.of(w.c, &w.tellings[h.members[k]])
			})
			out[i] = &whole
		}
	}
	return out
}
