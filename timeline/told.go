package timeline

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"
)

// told is what is told of some happenings that were weighed against each other: those
// of a day, or one of a longer stretch. It holds none of the articles' texts.
type told struct {
	of      []int // numbers of the happenings; 0: one that is not settled
	origins int   // that tell of them, of a settled day
	anew    bool  // late accounts were weighed with the settled ones
	tales   []*keptTale
}

// keptTale is a tale of happenings, and the event that was made of it.
type keptTale struct {
	tale         // its picks stand at a telling, or, told anew, at an account of its happening
	anew   bool  // as what is told with it
	places []int // of the happenings that it is from among those weighed, its own first
	near   []int // the same of those near it
	tellOf []int // which of those that it is from each of its picks tells of
	late   identity
	event  *Event // without accounts and actors; nil: none is kept
	astray []int  // places among the members that the event leaves out
	aside  []int  // places among the others of those that only stand by what is told
	others []int  // places among its own accounts of those whose names are not the event's
	firm   *firm  // nil: it has few settled accounts, or none has asked yet
}

// firm is what the settled accounts of a tale say of each other. Where they are many,
// late ones do not change it.
type firm struct {
	members []int  // that belong to the event, in order
	alike   []bool // of each of these: what other origins say bears it out
	aside   []int  // those that only stand by what others tell, in order
}

// firmFrom is how many settled accounts are many.
var firmFrom = 200 // smaller in tests

// keepTold keeps tales of some happenings, told of settled accounts alone or anew.
func keepTold(tales []*tale, of []*happening, anew bool) *told {
	out := &told{anew: anew}
	at := map[*happening]int{}
	for i, h := range of {
		out.of, at[h] = append(out.of, h.settled), i
	}
	for _, t := range tales {
		k := &keptTale{tale: *t, anew: anew}
		for _, h := range t.from {
			k.places = append(k.places, at[h])
		}
		for _, h := range t.near {
			k.near = append(k.near, at[h])
		}
		k.picks = slices.Clone(t.picks)
		for i := range k.picks {
			p := &k.picks[i]
			k.tellOf = append(k.tellOf, max(0, slices.Index(t.from, p.of)))
			p.t, p.of = nil, nil
			if anew {
				p.at, _ = slices.BinarySearch(t.from[k.tellOf[i]].members, p.at)
			}
		}
		k.happening, k.from, k.tale.near = nil, nil, nil
		out.tales = append(out.tales, k)
	}
	return out
}

// again is what was told, of the happenings with the accounts they have now; nil:
// they are other happenings.
func (k *told) again(now []*happening, tellings []telling) []*tale {
	if !slices.EqualFunc(now, k.of, func(h *happening, number int) bool { return h.settled == number }) {
		return nil
	}
	out := make([]*tale, len(k.tales))
	for i, kept := range k.tales {
		t := kept.tale
		t.kept, t.picks = kept, slices.Clone(kept.picks)
		for _, place := range kept.places {
			t.from = append(t.from, now[place])
		}
		for _, place := range kept.near {
			t.near = append(t.near, now[place])
		}
		t.happening = t.from[0]
		for n := range t.picks {
			p := &t.picks[n]
			if k.anew {
				p.at = t.from[kept.tellOf[n]].members[p.at]
			}
			p.t = &tellings[p.at]
		}
		out[i] = &t
	}
	return out
}

// anew is what is told of happenings of a day, or of one of a longer stretch, in all
// their accounts. A builder chooses it again only if other accounts have come late
// than the time before. Also are the places of the one of a longer stretch.
func (w *writer) anew(k *calendar, d day, now []*happening, also []place) []*tale {
	if w.c.ids == nil || w.c.settled.docs == 0 {
		w.learn(k, d, also)
		return w.tell(w.rebound(now))
	}
	id := w.inputs(k, d, now)
	for _, h := range now {
		slices.Sort(h.members) // as telling them does
	}
	kept := w.c.settled.anew[id]
	if kept == nil {
		w.learn(k, d, also)
		all := w.rebound(now)
		kept = keepTold(w.tell(all), all, true)
	}
	w.c.anew.Store(id, kept)
	return kept.again(now, w.tellings)
}

// inputs is a digest of all that telling happenings anew takes beside what is settled:
// their late accounts, in order, and the late reports that name the day or open then.
func (w *writer) inputs(k *calendar, d day, now []*happening) identity {
	p := w.c.settled
	b := appendNumbers(nil, int(d))
	for _, one := range now {
		toll := 0
		if one.toll {
			toll = 1
		}
		late := p.late(one)
		b = append(appendNumbers(b, one.settled, toll, int(unix(one.span.Start)), int(unix(one.span.End)), len(late)), one.span.Precision...)
		for _, m := range late {
			b = w.sign(b, m)
		}
	}
	for _, places := range [][]place{k.naming[d], k.openings[d], k.openings[d+1]} {
		for _, at := range places {
			if int(at.doc) >= p.docs {
				b = appendNumbers(append(b, w.c.late[int(at.doc)-p.docs][:]...), int(at.sentence))
			}
		}
		b = append(b, 0)
	}
	return sha256.Sum256(b)
}

// sign adds what an account takes from its report, and its place there.
func (w *writer) sign(b []byte, m int) []byte {
	t, settled := &w.tellings[m], w.c.settled.docs
	stock := 0
	if t.stock {
		stock = 1
	}
	b = appendNumbers(b, t.sentence, int(t.phrase), stock)
	if t.doc < settled {
		return appendNumbers(b, t.doc)
	}
	return append(b, w.c.late[t.doc-settled][:]...)
}

func appendNumbers(b []byte, all ...int) []byte {
	for _, n := range all {
		b = binary.LittleEndian.AppendUint64(b, uint64(n))
	}
	return b
}

// latecomers makes a digest of each document that is not settled: of all that its
// accounts take from it.
func (c *corpus) latecomers() []identity {
	if c.ids == nil || c.settled.docs == 0 {
		return nil
	}
	out := make([]identity, len(c.docs)-c.settled.docs)
	for i := range out {
		doc := &c.docs[c.settled.docs+i]
		var buffer [2*sha256.Size + 16]byte
		b := append(append(buffer[:0], c.ids[c.settled.docs+i][:]...), c.ids[doc.origin][:]...)
		b = binary.LittleEndian.AppendUint64(appendNumbers(b, int(doc.until)), besides(&c.articles[c.settled.docs+i]))
		out[i] = sha256.Sum256(b)
	}
	return out
}

// eventOf is a tale's event, with its accounts in order: made anew, or as it was if
// no other accounts have come late than then.
func (w *writer) eventOf(t *tale, importance float64) Event {
	k := t.kept
	if k == nil || w.c.ids == nil {
		return w.event(t, importance)
	}
	late := w.lateOf(t)
	if k.event == nil || k.late != late {
		all := t.members
		e := w.event(t, importance)
		slices.Sort(t.naming)
		k.late, k.event, k.astray, k.others = late, e.withoutTexts(), missing(all, t.members), missing(w.core(t), t.naming)
		k.aside = k.aside[:0]
		for _, m := range t.aside {
			at, _ := slices.BinarySearch(t.members, m)
			k.aside = append(k.aside, at)
		}
		return e
	}
	for i, at := range k.astray {
		t.members = slices.Delete(t.members, at-i, at-i+1)
	}
	for _, at := range k.aside {
		t.aside = append(t.aside, t.members[at])
	}
	e := *k.event
	e.Importance, e.Accounts = round4(importance), w.c.accounts(w.tellings, t.members, t.aside)
	var said []saying
	for _, m := range t.members {
		w.held[m] = true
	}
	for i, m := range w.core(t) {
		if !slices.Contains(k.others, i) {
			said = append(said, saying{w.tellings[m].s.notes, w.tellings[m].doc, w.c.docs[w.tellings[m].doc].origin})
		}
	}
	e.Actors = w.c.players.actors(said)
	return e
}

// manySettled reports whether a tale is of settled happenings with many accounts.
func (w *writer) manySettled(t *tale) bool {
	n := 0
	for _, h := range t.from {
		if h.settled > 0 {
			n += len(w.c.settled.happenings[h.settled-1].members)
		}
	}
	return t.kept != nil && !t.kept.anew && t.happening.settled > 0 && n >= firmFrom
}

// siftLate is sift of a tale with many settled accounts. These are judged by each
// other, and once. The late ones belong to it, since they are like one of its
// happenings, and are borne out where that is a settled one.
func (w *writer) siftLate(t *tale) []bool {
	k, p := t.kept, w.c.settled
	if k.firm == nil {
		own := *t
		own.happening, own.members = p.happenings[t.happening.settled-1], nil
		for _, h := range t.from {
			if h.settled > 0 {
				own.members = append(own.members, p.happenings[h.settled-1].members...)
			}
		}
		slices.Sort(own.members)
		vectors := w.vectors(own.members)
		own.members, vectors, own.aside = w.belonging(&own, vectors)
		k.firm = &firm{own.members, w.borneOut(own.members, vectors), own.aside}
	}
	late := map[int]bool{} // account -> it is borne out
	for _, h := range t.from {
		for _, m := range p.late(h) {
			late[m] = h.settled > 0
		}
	}
	kept, alike, at := make([]int, 0, len(t.members)), make([]bool, 0, len(t.members)), 0
	for _, m := range t.members {
		if at < len(k.firm.members) && k.firm.members[at] == m {
			kept, alike, at = append(kept, m), append(alike, k.firm.alike[at]), at+1
		} else if borneOut, is := late[m]; is {
			kept, alike = append(kept, m), append(alike, borneOut)
		}
	}
	t.members, t.aside = kept, k.firm.aside
	return alike
}

// missing are the places of what some, in order, have and others have not.
func missing(all, others []int) []int {
	var out []int
	at := 0
	for i, m := range all {
		if at < len(others) && others[at] == m {
			at++
		} else {
			out = append(out, i)
		}
	}
	return out
}

// lateOf is a digest of the accounts of a tale that are not settled.
func (w *writer) lateOf(t *tale) identity {
	var b []byte
	for _, now := range t.from {
		for _, m := range w.c.settled.late(now) {
			b = w.sign(appendNumbers(b, now.settled), m)
		}
	}
	return sha256.Sum256(b)
}

// late are the accounts that a happening has beside its settled ones.
func (p *settled) late(now *happening) []int {
	if now.settled == 0 {
		return now.members
	}
	own := p.happenings[now.settled-1].members
	if len(own) == len(now.members) {
		return nil
	}
	var out []int
	for _, at := range missing(now.members, own) {
		out = append(out, now.members[at])
	}
	return out
}

// withoutTexts is an event as it is kept: it holds none of its articles' texts.
func (e Event) withoutTexts() *Event {
	e.Accounts, e.Actors = nil, nil
	e.Figures, e.Disputes = slices.Clone(e.Figures), slices.Clone(e.Disputes)
	for i := range e.Figures {
		e.Figures[i].Quote = strings.Clone(e.Figures[i].Quote)
	}
	for i := range e.Disputes {
		sides := slices.Clone(e.Disputes[i].Sides)
		for k := range sides {
			sides[k].Reports = slices.Clone(sides[k].Reports)
			for n := range sides[k].Reports {
				r := &sides[k].Reports[n]
				r.Quote = strings.Clone(r.Quote)
			}
		}
		e.Disputes[i].Sides = sides
	}
	return &e
}
