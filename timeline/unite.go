package timeline

import (
	"cmp"
	"math"
	"slices"
)

// Parts of one happening are told in few common words: who marched, what burned,
// how many were held. What stands around a sentence says more of what it is about.
// So the happenings of a day are compared once more, each by all its sentences and
// those that go on from them, and the two that are most alike become parts of one
// until none are alike enough.

const (
	alikeParts = .15 // cosine of two parts of one happening that say one thing each
	alikeMinor = .12 // the same, of one that is no news beside the others of its day and the one that it is around
	partsRise  = .03 // what the first rises by with how much the two say: what is broad is a little like everything
	minorRise  = .01 // the same, of the second
	goingOn    = .4  // what a sentence counts that goes on from one with a date
	goesOn     = 2   // sentences that may go on from one with a date
	mostParts  = 300 // happenings of a day that are compared, the largest; the others stand alone
)

// breadth is how many unlike things some sentences say: 1 where all say the same,
// their number where no two have anything in common. squares are those of the sum
// of their vectors.
func breadth(sentences int, squares float64) float64 {
	if squares <= 0 {
		return 1
	}
	return float64(sentences) * float64(sentences) / squares
}

func (h *happening) breadth() float64 { return breadth(len(h.members), h.bag.squares) }

// whole is what some happenings that are parts of one say together.
func whole(parts []*happening) *happening {
	if len(parts) == 1 {
		return parts[0]
	}
	h := &happening{day: parts[0].day, span: parts[0].span, bag: &bag{}}
	for _, p := range parts {
		h.members = append(h.members, p.members...)
		h.bag.add(p.bag.sum)
		h.langs |= p.langs
		for _, sea := range p.seas {
			if !slices.Contains(h.seas, sea) {
				h.seas = append(h.seas, sea)
			}
		}
	}
	slices.Sort(h.members)
	return h
}

// portrait is what a happening and the sentences around its own say.
type portrait struct {
	sum       []weight // in no order
	squares   float64
	sentences int
}

// portrait is what a happening says and what goes on from it: of its sentences with
// a date, if it has any, but no more than so many, and of those without one that
// follow them, or stand before them and follow none. The sums are empty before and
// after.
func (c *corpus) portrait(h *happening, tellings []telling, most int, sum *sums, made *vectorMaker) portrait {
	dated := slices.ContainsFunc(h.members, func(m int) bool { return tellings[m].worded() })
	p := portrait{}
	for _, m := range h.members {
		t := &tellings[m]
		if dated && !t.worded() {
			continue
		}
		near := t.near(c.docs[t.doc].sentences)
		length := math.Sqrt(1 + goingOn*goingOn*float64(len(near))) // as if they had no word in common
		made.reuse()
		sum.addPart(made.of(c, t), 1/length)
		for _, k := range near {
			sum.addPart(made.of(c, &telling{doc: t.doc, s: &c.docs[t.doc].sentences[k]}), goingOn/length)
		}
		if p.sentences++; p.sentences == most {
			break
		}
	}
	p.sum, p.squares = make(vector, len(sum.keys)), sum.squares
	for i, key := range sum.keys {
		p.sum[i] = weight{key, sum.values[key]}
	}
	sum.clear()
	return p
}

// near are those of its article's sentences that go on from a telling's.
func (t *telling) near(all []sentence) (out []int) {
	if t.phrase < 0 || t.sentence < 0 {
		return nil
	}
	undated := func(k int) bool { return k >= 0 && k < len(all) && len(all[k].days) == 0 }
	for k := t.sentence + 1; k <= t.sentence+goesOn && undated(k); k++ {
		out = append(out, k)
	}
	if k := t.sentence - 1; undated(k) && (k == 0 || undated(k-1)) {
		out = append(out, k)
	}
	return out
}

// unite finds those happenings of a day that are parts of one: each is told with
// the first of them.
func (w *writer) unite(happenings []*happening) map[*happening]*happening {
	some := slices.Clone(happenings)
	slices.SortStableFunc(some, func(a, b *happening) int { return cmp.Compare(len(b.members), len(a.members)) })
	some = some[:min(len(some), mostParts)]
	u := union{happenings: some, portraits: make([]portrait, len(some)), langs: make([]langSet, len(some)), into: make([]int, len(some)), most: make([]nearest, len(some))}
	for i, h := range some {
		u.portraits[i], u.langs[i], u.into[i] = w.c.portrait(h, w.tellings, math.MaxInt, w.own, w.made), h.langs, i
	}
	u.dots = w.bench.products(u.portraits)
	u.apart = func(a, b *happening) bool { return w.c.across(a, b, w.tellings) }
	u.run()
	out := map[*happening]*happening{}
	for _, h := range happenings {
		out[h] = h
	}
	for i, h := range some {
		to := i
		for u.into[to] != to {
			to = u.into[to]
		}
		out[h] = some[to]
	}
	return out
}

// union brings happenings together, the two most alike first.
type union struct {
	happenings []*happening
	portraits  []portrait
	langs      []langSet
	dots       []float64 // of each two portraits
	into       []int     // the happening that each is part of; itself: of no other
	most       []nearest // of each happening
	apart      func(a, b *happening) bool
}

// nearest is the happening that another is most like, of those after it in the
// list, and how much more than it must be.
type nearest struct {
	at   int // -1: it is like none
	over float64
}

func (u *union) run() {
	for i := range u.happenings {
		u.look(i)
	}
	for {
		to := -1
		for i, m := range u.most {
			if u.whole(i) && m.at >= 0 && (to < 0 || m.over > u.most[to].over) {
				to = i
			}
		}
		if to < 0 {
			return
		}
		part := u.most[to].at
		u.join(part, to)
		for i, m := range u.most {
			if u.whole(i) && (i == to || m.at == part || m.at == to) {
				u.look(i)
			} else if i < to && u.whole(i) {
				u.compare(i, to)
			}
		}
	}
}

// whole reports whether a happening is part of no other.
func (u *union) whole(i int) bool { return u.into[i] == i }

// look finds the happening that one is most like.
func (u *union) look(i int) {
	u.most[i] = nearest{-1, 1}
	for k := i + 1; k < len(u.happenings); k++ {
		if u.whole(k) {
			u.compare(i, k)
		}
	}
}

// compare notes whether a happening is more like one than like those before.
func (u *union) compare(i, k int) {
	a, b, n := &u.portraits[i], &u.portraits[k], len(u.happenings)
	dot := u.dots[i*n+k]
	if dot == 0 {
		return
	}
	least := alikeParts + partsRise*math.Sqrt(breadth(a.sentences, a.squares)*breadth(b.sentences, b.squares))
	if u.langs[i]&u.langs[k] == 0 {
		least *= foreign
	}
	over := dot / math.Sqrt(a.squares*b.squares) / least
	if m := u.most[i]; (over > m.over || over == m.over && m.at < 0) && !u.apart(u.happenings[i], u.happenings[k]) {
		u.most[i] = nearest{k, over}
	}
}

// join makes a happening part of another.
func (u *union) join(part, to int) {
	n := len(u.happenings)
	p, q := &u.portraits[to], &u.portraits[part]
	p.squares += q.squares + 2*u.dots[to*n+part]
	p.sentences += q.sentences
	for k := range n {
		u.dots[to*n+k] += u.dots[part*n+k]
		u.dots[k*n+to] = u.dots[to*n+k]
	}
	u.into[part] = to
	u.langs[to] |= u.langs[part]
}

// products are those of each two portraits, in rows.
func (b *bench) products(portraits []portrait) []float64 {
	n := len(portraits)
	dots := make([]float64, n*n)
	for i := range portraits {
		for _, w := range portraits[i].sum {
			list := b.list(w.key)
			for _, p := range *list {
				dots[int(p.group)*n+i] += p.value * w.value
			}
			*list = append(*list, posting{int32(i), w.value})
		}
	}
	b.forget()
	for i := range n {
		for k := range i {
			dots[i*n+k] = dots[k*n+i]
		}
	}
	return dots
}

// parts gives what is part of a happening that is told to it, where several are
// to the first, and returns the rest, those that are parts of one together, the
// largest of them first.
func (w *writer) parts(happenings []*happening, told []*tale, all []*happening) (rest [][]*happening) {
	roots := w.unite(happenings)
	wholes, at := map[*happening]*tale{}, map[*happening]int{}
	for _, t := range told {
		if root := roots[t.happening]; wholes[root] == nil {
			wholes[root] = t
		}
	}
	for _, h := range all {
		root := roots[h]
		if t := wholes[root]; t != nil {
			t.from = append(t.from, h)
			continue
		}
		if _, known := at[root]; !known {
			at[root] = len(rest)
			rest = append(rest, nil)
		}
		rest[at[root]] = append(rest[at[root]], h)
	}
	for _, parts := range rest {
		slices.SortStableFunc(parts, func(a, b *happening) int { return cmp.Compare(len(b.members), len(a.members)) })
	}
	return rest
}
