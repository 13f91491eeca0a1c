package timeline

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"dateline/timeline/figure"
	"dateline/timeline/words"
)

// ledger is what reports give for one thing that is counted: the entries that say the
// same stand in one row, so that thousands of them are compared by their few rows.
type ledger struct {
	all       []given
	reports   map[string]Report
	at        []int // row of each entry
	rows      []row
	byArticle map[string][]int        // entries of each
	origins   map[number]map[int]bool // who gives each number, however carefully
	plain     map[number]bool         // those that somebody gives without a bound
}

// row is one number as it may be given.
type row struct {
	sample  tallied
	entries []int // in order of publication
	origins map[int]bool
	against []int // other rows that contradict it
}

// number is what is counted and how many they are.
type number struct {
	kin         string
	value, high float64
}

func (g *given) number() number { return number{g.kin, g.Value, g.High} }

// newLedger enters some figures of one name and scope; differ says which rows
// contradict each other.
func newLedger(all []given, reports map[string]Report, differ func(a, b tallied) bool) *ledger {
	type key struct {
		number
		qualifier      figure.Qualifier
		of, found, own bool
		whose          camp
		asOf           string
	}
	l := &ledger{all: all, reports: reports, at: make([]int, len(all)), byArticle: map[string][]int{}, origins: map[number]map[int]bool{}, plain: map[number]bool{}}
	known := map[key]int{}
	for i := range all {
		g := &all[i]
		k := key{g.number(), g.Qualifier, g.Of != "", g.found, g.own, g.whose, ""}
		if g.Scope == PerEvent {
			k.asOf = g.AsOf // a bound is for its day
		}
		at, found := known[k]
		if !found {
			at = len(l.rows)
			known[k] = at
			l.rows = append(l.rows, row{sample: g.tallied, origins: map[int]bool{}})
		}
		l.at[i] = at
		l.rows[at].entries = append(l.rows[at].entries, i)
		l.rows[at].origins[g.origin] = true
		l.byArticle[g.Article] = append(l.byArticle[g.Article], i)
		if l.origins[k.number] == nil {
			l.origins[k.number] = map[int]bool{}
		}
		l.origins[k.number][g.origin] = true
		l.plain[k.number] = l.plain[k.number] || g.Qualifier == ""
	}
	for i := range l.rows {
		slices.SortStableFunc(l.rows[i].entries, func(a, b int) int {
			return cmp.Compare(reports[all[a].Article].Published, reports[all[b].Article].Published)
		})
		for k := range l.rows[:i] {
			if differ(l.rows[i].sample, l.rows[k].sample) {
				l.rows[i].against = append(l.rows[i].against, k)
				l.rows[k].against = append(l.rows[k].against, i)
			}
		}
	}
	return l
}

// says is an entry's number in words, without the bound that others leave out: "29"
// beside "at least 29".
func (l *ledger) says(i int) string {
	f := l.all[i].Figure
	if l.plain[l.all[i].number()] {
		f.Qualifier = ""
	}
	return amount(f)
}

// report is the report of an entry, and its words.
func (l *ledger) report(i int) Report {
	g := &l.all[i]
	r := l.reports[g.Article]
	r.Speaker, r.Quote = g.Speaker, g.Quote
	return r
}

// figuresDisputed compares the numbers that reports give for an event alone.
// Of an outlet that gives several, one after another, only the last counts: it
// has corrected itself. Numbers that stand in one report together are parts or
// totals of each other, not contradictions.
func figuresDisputed(e *Event, told []given) []Dispute {
	if len(told) == 0 {
		return nil // as often
	}
	byName := map[string][]given{}
	for _, g := range told {
		if g.Scope == PerEvent && disputed[g.Name] && !g.wide {
			byName[g.Name] = append(byName[g.Name], g)
		}
	}
	reports := reportsOf(e)
	out := totalsDisputed(told, reports)
	others := numbersOf(told)
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		together := givenTogether(byName[name])
		all := apartLeftOut(latest(byName[name], reports), byName[name], together)
		l := newLedger(all, reports, func(a, b tallied) bool {
			return !together[[2]float64{a.Value, b.Value}] && (max(a.Value, b.Value) <= farthestOff*min(a.Value, b.Value) || a.whose.same(b.whose)) && (contradict(a, b) || farAbove(a, b) || farAbove(b, a))
		})
		out = append(out, l.disputes(name, func(i int) bool { return l.contradicted(i, others) })...)
	}
	return out
}

// disputes are the contradictions among the entries that are disputed: those that exclude
// each other stand in one, what each side says of its own dead apart from the other's.
func (l *ledger) disputes(name string, disputed func(i int) bool) []Dispute {
	among, first := make([]bool, len(l.rows)), make([]int, len(l.rows))
	var entries []int
	for i := range l.all {
		if disputed(i) {
			entries = append(entries, i)
			among[l.at[i]] = true
		}
	}
	type said struct {
		number
		whose camp
	}
	same := map[said]int{} // rows that differ in their bound or day alone
	for i, r := range l.rows {
		first[i] = i
		if key := (said{number{r.sample.kin, r.sample.Value, r.sample.High}, r.sample.whose}); among[i] {
			if at, known := same[key]; known {
				first[i] = at
			} else {
				same[key] = i
			}
		}
	}
	for changed := true; changed; {
		changed = false
		for i, r := range l.rows {
			for _, k := range r.against {
				if a, b := first[i], first[k]; among[i] && among[k] && a != b {
					for m := range first { // one group from now on
						if first[m] == max(a, b) {
							first[m] = min(a, b)
						}
					}
					changed = true
				}
			}
		}
	}
	groups := map[int]*versions[int]{}
	var order []int
	for _, i := range entries {
		at := first[l.at[i]]
		if groups[at] == nil {
			groups[at] = &versions[int]{}
			order = append(order, at)
		}
		groups[at].add(l.says(i), l.report(i), l.all[i].origin)
	}
	var out []Dispute
	for _, at := range order {
		out = append(out, groups[at].dispute(name)...)
	}
	return out
}

// contradicted reports whether another origin gives a number that an entry's excludes,
// or another speaker of its own report does.
func (l *ledger) contradicted(i int, others numbers) bool {
	g := &l.all[i]
	for _, k := range l.rows[l.at[i]].against {
		if origins := l.rows[k].origins; len(origins) == 1 && origins[g.origin] {
			continue
		}
		if slices.ContainsFunc(l.rows[k].entries, func(e int) bool {
			h := &l.all[e]
			return h.origin != g.origin && !g.corrects(h) && !h.corrects(g) && !l.updates(g, h) && !l.updates(h, g) && !others.ofOther(g, h)
		}) {
			return true
		}
	}
	return slices.ContainsFunc(l.byArticle[g.Article], func(k int) bool {
		return slices.Contains(l.rows[l.at[i]].against, l.at[k]) && l.all[k].against(*g)
	})
}

// grow are the measures of what is counted while it comes to be known, so that a larger
// number that is printed later need not contradict the one before.
var grow = map[string]bool{"killed": true, "wounded": true, "detained": true, "displaced": true, "survivors": true, "cases": true, "released": true}

// laterBy is how many hours later that is the same day, at least.
const laterBy = 2

// updates reports whether one entry is what the other came to: of what grows a larger
// number printed later, or one that is said to be less than was thought. How many are
// missing goes either way.
func (l *ledger) updates(g, h *given) bool {
	if g.Article == h.Article || !later(l.reports[g.Article].Published, l.reports[h.Article].Published) {
		return false
	}
	return falls[g.Name] || grow[g.Name] && g.Value > h.Value || g.lowered && g.Value < h.Value
}

// later reports whether one time of publication is surely after another.
func later(a, b string) bool {
	s, err := time.Parse(time.RFC3339, a)
	t, other := time.Parse(time.RFC3339, b)
	if err == nil && other == nil {
		return s.Sub(t) >= laterBy*time.Hour
	}
	return a[:min(len(a), len(time.DateOnly))] > b[:min(len(b), len(time.DateOnly))]
}

// farthestOff is how many times one report's number may be another's of the same thing.
const farthestOff = 10

// corrects reports whether a number is what the same speaker said later, of more.
func (g *given) corrects(h *given) bool {
	if g.Speaker == "" || h.Speaker == "" || g.AsOf <= h.AsOf || g.Value < h.Value {
		return false
	}
	later, earlier := words.Fold(g.Speaker), words.Fold(h.Speaker)
	return strings.HasSuffix(later, earlier) || strings.HasSuffix(earlier, later)
}

// numbers are what each report gives of each thing that is counted in one happening.
type numbers map[string]map[string][]float64

func numbersOf(told []given) numbers {
	out := numbers{}
	for _, g := range told {
		if g.Scope != PerEvent || g.High > 0 {
			continue
		}
		if out[g.Article] == nil {
			out[g.Article] = map[string][]float64{}
		}
		if own := out[g.Article][g.Name]; !slices.Contains(own, g.Value) {
			out[g.Article][g.Name] = append(own, g.Value)
		}
	}
	return out
}

// farApart is how many times a number must be another for two happenings to be told apart.
const farApart = 1.4

// ofOther reports whether the reports of two numbers count something else: those of the
// one add up to the other's, or of another thing the one that gives far fewer here gives
// far more: four dead and ten hurt, nine dead and six hurt.
func (n numbers) ofOther(g, h *given) bool {
	sum := func(all []float64) float64 {
		total := 0.0
		for _, v := range all {
			total += v
		}
		return total
	}
	own, other := n[g.Article], n[h.Article]
	if sum(own[g.Name]) == h.Value || sum(other[h.Name]) == g.Value {
		return true
	}
	for name, values := range own {
		if theirs := other[name]; name != g.Name && len(values) == 1 && len(theirs) == 1 &&
			(g.Value >= farApart*h.Value && theirs[0] >= farApart*values[0] || h.Value >= farApart*g.Value && values[0] >= farApart*theirs[0]) {
			return true
		}
	}
	return false
}

// givenTogether are the pairs of numbers that one report gives, and no speakers of it
// set against each other.
func givenTogether(all []given) map[[2]float64]bool {
	byArticle := map[string][]int{}
	for i, g := range all {
		byArticle[g.Article] = append(byArticle[g.Article], i)
	}
	together, opposed := map[[2]float64]bool{}, map[[2]float64]bool{}
	for _, own := range byArticle {
		for _, i := range own {
			for _, k := range own {
				g, h := &all[i], &all[k]
				if pair := [2]float64{g.Value, h.Value}; g.Value != h.Value && !opposed[pair] {
					together[pair] = true
					opposed[pair] = h.against(*g)
				}
			}
		}
	}
	maps.DeleteFunc(together, func(pair [2]float64, _ bool) bool { return opposed[pair] })
	return together
}

// apartLeftOut are some figures without those of something else than the others of
// their name: no other origin gives the number, and its report gives beside it one that
// others give too, as that of another who was sentenced.
func apartLeftOut(some, all []given, together map[[2]float64]bool) []given {
	origins, byArticle := map[float64]map[int]bool{}, map[string][]int{}
	for i, g := range all {
		if origins[g.Value] == nil {
			origins[g.Value] = map[int]bool{}
		}
		origins[g.Value][g.origin] = true
		byArticle[g.Article] = append(byArticle[g.Article], i)
	}
	shared := func(value float64, origin int) bool {
		return len(origins[value]) > 1 || !origins[value][origin] && len(origins[value]) > 0
	}
	return slices.DeleteFunc(some, func(g given) bool {
		return !shared(g.Value, g.origin) && slices.ContainsFunc(byArticle[g.Article], func(k int) bool {
			return together[[2]float64{g.Value, all[k].Value}] && shared(all[k].Value, g.origin)
		})
	})
}

// latest keeps, of the figures that each outlet gives, those of its last report,
// and an earlier one that it only says more carefully there: "nine", "at least nine".
func latest(all []given, reports map[string]Report) []given {
	last := map[string]string{}
	for _, g := range all {
		if outlet := reports[g.Article].Outlet; g.AsOf > last[outlet] {
			last[outlet] = g.AsOf
		}
	}
	type saying struct {
		by, kin string // outlet or article
		value   float64
		words   string
	}
	careful, said := map[saying]bool{}, map[saying]bool{}
	for _, g := range all {
		if outlet := reports[g.Article].Outlet; g.AsOf == last[outlet] && g.Qualifier.Lower() {
			careful[saying{by: outlet, kin: g.kin, value: g.Value}] = true
		}
	}
	var out []given
	for _, g := range all {
		outlet, own := reports[g.Article].Outlet, saying{by: g.Article, words: amount(g.Figure)}
		if (g.AsOf == last[outlet] || g.Qualifier == "" && careful[saying{by: outlet, kin: g.kin, value: g.Value}]) && !said[own] {
			said[own] = true
			out = append(out, g)
		}
	}
	return out
}

// totalsDisputed are the running counts that two speakers give differently in one
// report. Those of different reports rise from one to the other, and differ where they
// fall.
func totalsDisputed(told []given, reports map[string]Report) []Dispute {
	byName := map[string][]given{}
	for _, g := range told {
		if g.Scope == Cumulative && disputed[g.Name] {
			byName[g.Name] = append(byName[g.Name], g)
		}
	}
	var out []Dispute
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		l := newLedger(byName[name], reports, func(a, b tallied) bool {
			return a.kin == b.kin && (contradict(a, b) || farAbove(a, b) || farAbove(b, a))
		})
		out = append(out, l.disputes(name, l.totalDisputed)...)
	}
	return out
}

// totalDisputed reports whether an entry of running counts is contradicted in its own
// report, or falls or is fallen to between outlets.
func (l *ledger) totalDisputed(i int) bool {
	g, against := &l.all[i], l.rows[l.at[i]].against
	if slices.ContainsFunc(l.byArticle[g.Article], func(k int) bool {
		return slices.Contains(against, l.at[k]) && l.all[k].otherSpeaker(*g)
	}) {
		return true
	}
	printed := l.reports[g.Article].Published
	for _, k := range against {
		entries := l.rows[k].entries
		if value := l.rows[k].sample.Value; value < g.Value && g.Value <= farthestTold*value {
			for _, h := range slices.Backward(entries) { // the latest first
				if l.reports[l.all[h].Article].Published <= printed {
					break
				}
				if l.falls(i, h) {
					return true
				}
			}
		} else if g.Value < value && value <= farthestTold*g.Value {
			for _, h := range entries {
				if l.reports[l.all[h].Article].Published >= printed {
					break
				}
				if l.falls(h, i) {
					return true
				}
			}
		}
	}
	return false
}

// falls reports whether a running count is followed by a smaller one, printed later:
// another outlet's of the same day or after it, that two origins give, or the other's
// and its own speaker differ.
func (l *ledger) falls(from, to int) bool {
	g, h := &l.all[from], &l.all[to]
	if g.AsOf > h.AsOf || l.reports[g.Article].Outlet == l.reports[h.Article].Outlet {
		return false
	}
	others := l.origins[h.number()]
	also := len(others) - 1 // but for its own
	if g.origin != h.origin && others[g.origin] {
		also--
	}
	return h.otherSpeaker(*g) || also > 0
}
