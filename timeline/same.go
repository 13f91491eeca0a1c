package timeline

import (
	"math"
	"slices"
	"strconv"
)

// A report tells a happening once. What the same reports tell in further sentences is
// something else of that day, however alike; what other reports tell in like words is
// the same. So two tales of a day are one where their accounts are alike, and the more
// alike they must be the more of the reports have a part in both.

const (
	alikeTold = .24 // cosine of the accounts of two tales that are one, if no report tells both
	toldBoth  = .3  // what is added where all that tell the one tell the other too
)

// joinSame makes one of each two tales that are one: the first of them, with the
// sentences that tell of the other, if it was news.
func (w *writer) joinSame(told []*tale) []*tale {
	n := len(told)
	if n < 2 {
		return told
	}
	said, origins := make([]portrait, n), make([]map[int]bool, n)
	for i, t := range told {
		said[i], origins[i] = w.said(t), w.originsIn(t.from)
	}
	dots, gone := w.bench.products(said), make([]bool, n)
	over := func(i, k int) float64 { // how much more alike they are than they must be
		dot := dots[i*n+k]
		if dot == 0 || told[i].langs&told[k].langs == 0 && (told[i].minor || told[k].minor) {
			return 0
		}
		least := alikeTold + toldBoth*tellBoth(origins[i], origins[k])
		if told[i].langs&told[k].langs == 0 {
			least *= foreign
		}
		if like := dot / math.Sqrt(said[i].squares*said[k].squares); like > least && !w.c.across(told[i].happening, told[k].happening, w.tellings) {
			return like / least
		}
		return 0
	}
	for {
		to, part, most := -1, -1, 0.
		for i := range told {
			for k := i + 1; k < n && !gone[i]; k++ {
				if now := over(i, k); !gone[k] && now > most {
					to, part, most = i, k, now
				}
			}
		}
		if to < 0 {
			break
		}
		gone[part] = true
		told[to].take(told[part])
		said[to].squares += said[part].squares + 2*dots[to*n+part]
		for k := range n {
			dots[to*n+k] += dots[part*n+k]
			dots[k*n+to] = dots[to*n+k]
		}
		for origin := range origins[part] {
			origins[to][origin] = true
		}
	}
	out := make([]*tale, 0, n)
	for i, t := range told {
		if !gone[i] {
			out = append(out, t)
		}
	}
	return out
}

// take makes another tale part of one.
func (t *tale) take(o *tale) {
	t.from, t.near = append(t.from, o.from...), append(t.near, o.near...)
	if !o.minor {
		t.picks = append(t.picks, o.picks...)
	}
}

// said is what the accounts of a tale say that have a date, or all where none has,
// without the numbers of the date.
func (w *writer) said(t *tale) portrait {
	var all, dated []int
	for _, h := range t.from {
		all = append(all, h.members...)
	}
	slices.Sort(all)
	for _, m := range all {
		if w.tellings[m].worded() {
			dated = append(dated, m)
		}
	}
	if len(dated) == 0 {
		dated = all
	}
	for _, m := range dated {
		w.made.reuse()
		w.own.add(w.made.of(w.c, &w.tellings[m]))
	}
	p := portrait{sentences: len(dated)}
	numbers := w.numbersOf(t.day)
	for _, key := range w.own.keys {
		if value := w.own.values[key]; !slices.Contains(numbers, key) {
			p.sum = append(p.sum, weight{key, value})
			p.squares += value * value
		}
	}
	w.own.clear()
	return p
}

// numbersOf are the keys of the numbers that name a day: whatever is dated by them has
// them in common.
func (w *writer) numbersOf(d day) []int32 {
	if d == noDay {
		return nil
	}
	var out []int32
	for _, n := range [...]int{d.time().Day(), d.time().Year()} {
		t, known := w.lexicon.counted[strconv.Itoa(n)]
		if !known {
			t, known = w.lexicon.others[strconv.Itoa(n)]
		}
		switch {
		case !known:
		case w.c.ring.of == nil:
			out = append(out, t)
		default:
			for _, own := range w.c.ring.of {
				out = append(out, own[t])
			}
		}
	}
	return out
}

// tellBoth is which share of the origins of the tale that fewer tell of tell of the
// other too.
func tellBoth(a, b map[int]bool) float64 {
	both := 0
	for origin := range a {
		if b[origin] {
			both++
		}
	}
	return float64(both) / float64(max(1, min(len(a), len(b))))
}
