package timeline

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"dateline/timeline/atlas"
	"dateline/timeline/figure"
	"dateline/timeline/words"
)

// Dispute is something that reports of one event tell differently: a number,
// a date, a place.
type Dispute struct {
	About string // killed, wounded, …; "date", "place", "responsibility"
	Sides []Side // the one of most independent origins first
}

// Side is one version of it and the reports that give it.
type Side struct {
	Says    string // "7", "at least 12", "2025-11-11", "Pacific"
	Origins int    // independent origins that say so
	Reports []Report
}

// Report is an article that takes a side, and its words.
type Report struct {
	Article   string // canonical URL
	Outlet    string
	Published string // as scraper.Published.String
	Speaker   string // who says so, where told
	Quote     string
}

// given is a figure as one article gives it for an event.
type given struct {
	tallied
	origin  int
	telling int // that gives it
}

// disputed are the measures whose numbers a happening has only one of each. Of
// money and barrels a sentence may tell several that do not exclude each other.
var disputed = map[string]bool{"killed": true, "wounded": true, "missing": true, "survivors": true, "detained": true, "released": true,
	"displaced": true, "hostages": true, "prisoners": true, "protesters": true, "vaccinated": true, "doses": true, "jobs": true, "years in prison": true, "cases": true, "strikes": true, "vessels": true, "tonnes": true, "votes": true}

// disputes are what the reports of an event tell differently. alike says whether two
// tellings say the same.
func disputes(e *Event, told []given, seas [][]atlas.Place, alike func(a, b int) bool) []Dispute {
	var out []Dispute
	out = append(out, figuresDisputed(e, told)...)
	out = append(out, moneyDisputed(e, told, alike)...)
	out = append(out, datesDisputed(e)...)
	out = append(out, placesDisputed(e, seas)...)
	return out
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
		if g.Scope == PerEvent && disputed[g.Name] {
			byName[g.Name] = append(byName[g.Name], g)
		}
	}
	names := slices.Sorted(maps.Keys(byName))
	out := totalsDisputed(e, told)
	if len(names) == 0 {
		return out
	}
	reports := reportsOf(e)
	for _, name := range names {
		all := latest(byName[name], reports)
		together, opposed := map[[2]float64]bool{}, map[[2]float64]bool{}
		for _, g := range byName[name] {
			for _, h := range byName[name] {
				if pair := [2]float64{g.Value, h.Value}; g.Article == h.Article && g.Value != h.Value {
					together[pair] = true
					opposed[pair] = opposed[pair] || h.against(g)
				}
			}
		}
		maps.DeleteFunc(together, func(pair [2]float64, _ bool) bool { return opposed[pair] })
		all = slices.DeleteFunc(all, func(g given) bool { return g.apart(byName[name], together) })
		var sides versions[int]
		for _, g := range all {
			against := slices.ContainsFunc(all, func(h given) bool {
				return (h.origin != g.origin || h.Article == g.Article && h.against(g)) && !together[[2]float64{g.Value, h.Value}] && (contradict(g.tallied, h.tallied) || farAbove(g.tallied, h.tallied) || farAbove(h.tallied, g.tallied))
			})
			if !against {
				continue
			}
			r := reports[g.Article]
			r.Speaker, r.Quote = g.Speaker, g.Quote
			sides.add(g.plainly(all), r, g.origin)
		}
		out = append(out, sides.dispute(name)...)
	}
	return out
}

// How many times another sum of a report must be to be of something else beyond doubt,
// and the last of the sentences that a report tells its news in.
const (
	otherSum  = 100
	sumWithin = 1
)

// moneyDisputed are the sums that reports give differently for what they tell alike:
// "contracts worth 42 million euros", "contratos por 47 millones". Each must give but
// one of that size, and in the sentences that it begins with.
func moneyDisputed(e *Event, told []given, alike func(a, b int) bool) []Dispute {
	var sums []given
	for _, g := range told {
		if g.Name == "money" && g.Scope == PerEvent {
			sums = append(sums, g)
		}
	}
	only := func(g given) bool {
		return !slices.ContainsFunc(sums, func(h given) bool {
			return h.Article == g.Article && (h.Unit != g.Unit || h.Value != g.Value && max(h.Value, g.Value) <= otherSum*min(h.Value, g.Value))
		}) &&
			slices.ContainsFunc(e.Accounts, func(a Account) bool {
				return a.ArticleURL == g.Article && a.Sentence <= sumWithin && a.Quote == g.Quote
			})
	}
	sums = slices.DeleteFunc(slices.Clone(sums), func(g given) bool { return !only(g) })
	var sides versions[int]
	reports := reportsOf(e)
	for _, g := range sums {
		if slices.ContainsFunc(sums, func(h given) bool {
			return h.origin != g.origin && h.Unit == g.Unit && contradict(g.tallied, h.tallied) && max(g.Value, h.Value) <= farthestTold*min(g.Value, h.Value) && alike(g.telling, h.telling)
		}) {
			r := reports[g.Article]
			r.Speaker, r.Quote = g.Speaker, g.Quote
			sides.add(amount(g.Figure)+" "+g.Unit, r, g.origin)
		}
	}
	return sides.dispute("money")
}

// farAbove reports whether a number is far above what another, of the same day, says
// is the least: neither is wrong, but who gives them differs.
func farAbove(least, f tallied) bool {
	low, high := least.Value, f.Value
	return least.Qualifier.Lower() && !f.Qualifier.Upper() && least.kin == f.kin && least.AsOf == f.AsOf && high >= max(farHigher*low, low+farMore) && high <= farthestTold*low
}

// How many times a lower bound a number must be to differ from it, and how many more.
const (
	farHigher = 1.25
	farMore   = 5
)

// plainly is a figure's value in words, or those of another that gives the same number
// without a bound: "29" beside "at least 29".
func (g given) plainly(all []given) string {
	for _, o := range all {
		if o.Qualifier == "" && o.Name == g.Name && o.kin == g.kin && o.Scope == g.Scope && o.Value == g.Value && o.High == g.High {
			return amount(o.Figure)
		}
	}
	return amount(g.Figure)
}

// otherSpeaker reports whether two figures are told by speakers who differ.
func (g given) otherSpeaker(h given) bool {
	return g.Speaker != "" && h.Speaker != "" && g.Speaker != h.Speaker
}

// fallsTo reports whether a running count is followed by a smaller one: another
// outlet's of the same day or after it, printed later, that two origins give, or the
// other's and its own speaker differ.
func (g given) fallsTo(h given, told []given, reports map[string]Report) bool {
	if h.Value >= g.Value || g.Value > farthestTold*h.Value || g.AsOf > h.AsOf {
		return false // as most
	}
	if earlier, later := reports[g.Article], reports[h.Article]; earlier.Outlet == later.Outlet || earlier.Published >= later.Published {
		return false
	}
	return h.otherSpeaker(g) || slices.ContainsFunc(told, func(o given) bool {
		return o.origin != h.origin && o.origin != g.origin && o.Name == h.Name && o.kin == h.kin && o.Scope == h.Scope && o.Value == h.Value && o.High == h.High
	})
}

// totalsDisputed are the running counts that two speakers give differently in one
// report. Those of different reports rise from one to the other, and differ where they
// fall.
func totalsDisputed(e *Event, told []given) []Dispute {
	reports := reportsOf(e)
	sides := map[string]*versions[int]{}
	for _, g := range told {
		if g.Scope != Cumulative || !disputed[g.Name] || !slices.ContainsFunc(told, func(h given) bool {
			return h.Scope == Cumulative && h.Name == g.Name && h.kin == g.kin && contradict(g.tallied, h.tallied) && (h.Article == g.Article && h.otherSpeaker(g) || h.fallsTo(g, told, reports) || g.fallsTo(h, told, reports))
		}) {
			continue
		}
		if sides[g.Name] == nil {
			sides[g.Name] = &versions[int]{}
		}
		r := reports[g.Article]
		r.Speaker, r.Quote = g.Speaker, g.Quote
		sides[g.Name].add(g.plainly(told), r, g.origin)
	}
	var out []Dispute
	for _, name := range slices.Sorted(maps.Keys(sides)) {
		out = append(out, sides[name].dispute(name)...)
	}
	return out
}

// apart reports whether a number is of something else than the others of its name: no
// other origin gives it, and its report gives beside it one that others give too, as that
// of another who was sentenced.
func (g given) apart(all []given, together map[[2]float64]bool) bool {
	shared := func(value float64) bool {
		return slices.ContainsFunc(all, func(o given) bool { return o.origin != g.origin && o.Value == value })
	}
	return !shared(g.Value) && slices.ContainsFunc(all, func(h given) bool {
		return h.Article == g.Article && together[[2]float64{g.Value, h.Value}] && shared(h.Value)
	})
}

// against reports whether two figures of one report are told by speakers who
// differ, and are of the same people: "19 people, the army said; residents said 27
// were killed". What is more than has been told before, or far from it, is a part
// or another count.
func (g given) against(h given) bool {
	if g.Speaker == "" || h.Speaker == "" || g.Speaker == h.Speaker || g.whose.differs(h.whose) {
		return false
	}
	if g.whose.same(h.whose) { // what one claims of the other's men, and what that one admits
		return true
	}
	low, high := min(g.Value, h.Value), max(g.Value, h.Value)
	return g.kin == h.kin && (g.kin != "" || high <= farthestTold*low && !tellsMore(g.Quote) && !tellsMore(h.Quote))
}

// farthestTold is how many times one speaker's number may be another's who counts
// the same people.
const farthestTold = 3

// tellsMore reports whether a sentence counts on from what was told before, in
// any language: "another three".
func tellsMore(quote string) bool {
	for _, w := range words.Split(quote) {
		for _, code := range slices.Sorted(maps.Keys(languages())) {
			if languages()[code].again[w.Folded] {
				return true
			}
		}
	}
	return false
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
	var out []given
	for _, g := range all {
		same := func(o given) bool { return o.Article == g.Article && amount(o.Figure) == amount(g.Figure) }
		outlet := reports[g.Article].Outlet
		careful := func(l given) bool {
			return l.AsOf == last[outlet] && reports[l.Article].Outlet == outlet && l.Qualifier.Lower() && l.Value == g.Value && l.kin == g.kin
		}
		if (g.AsOf == last[outlet] || g.Qualifier == "" && slices.ContainsFunc(all, careful)) && !slices.ContainsFunc(out, same) {
			out = append(out, g)
		}
	}
	return out
}

// contradict reports whether no number fits both figures. Numbers of different
// people do not contradict each other, nor does a part its whole.
func contradict(a, b tallied) bool {
	if a.whose.differs(b.whose) || a.kin != "" && b.kin != "" && a.kin != b.kin && !a.whose.same(b.whose) {
		return false
	}
	if a.kin != b.kin && (a.civil() || b.civil()) {
		return false // "five civilians", "seven soldiers"
	}
	if a.kin != b.kin && !a.whose.same(b.whose) { // the one that names fewer people may count some of the others
		part, whole := a, b
		if a.kin == "" {
			part, whole = b, a
		}
		low, _ := extent(part.Figure)
		_, high := extent(whole.Figure)
		return low > high
	}
	lowA, highA := extent(a.Figure)
	lowB, highB := extent(b.Figure)
	return lowA > highB || lowB > highA
}

// extent are the least and the greatest number that a figure can mean. "About"
// leaves a tenth to either side.
func extent(f Figure) (low, high float64) {
	low, high = f.Value, max(f.Value, f.High)
	switch {
	case f.Qualifier.Lower():
		high = math.Inf(1)
	case f.Qualifier.Upper():
		low = 0
	case f.Qualifier == figure.About:
		low, high = low*.9, high*1.1
	}
	return low, high
}

// datesDisputed compares the days that reports name for an event in words.
func datesDisputed(e *Event) []Dispute {
	if first, last := daysOf(e.Span); first != last {
		return nil
	}
	named := func(a *Account) day { // noDay: none, or more than one
		if first, last := daysOf(a.Span); first == last && a.Phrase != "" && !a.Foretold {
			return first
		}
		return noDay
	}
	one, differ := noDay, false
	for i := range e.Accounts {
		if d := named(&e.Accounts[i]); d != noDay {
			differ = differ || one != noDay && d != one
			one = d
		}
	}
	if !differ {
		return nil // as most
	}
	reports := reportsOf(e)
	var sides versions[string]
	for i := range e.Accounts {
		a := &e.Accounts[i]
		if named(a) == noDay {
			continue
		}
		r := reports[a.ArticleURL]
		r.Quote = a.Quote
		sides.add(a.Span.FirstDay(), r, a.Origin)
	}
	out := sides.dispute("date")
	for i, s := range out[0].Sides[1:] { // of equals the day it is told on stands first
		if s.Says == e.Span.FirstDay() && s.Origins == out[0].Sides[0].Origins {
			all := out[0].Sides
			copy(all[1:], all[:i+1])
			all[0] = s
		}
	}
	return out
}

// placesDisputed compares the places that reports name for an event: a sentence
// in the Pacific and one in the Caribbean are not of one happening, or one is
// wrong. Only seas are compared: countries and capitals are as often where
// somebody spoke as where it happened.
func placesDisputed(e *Event, seas [][]atlas.Place) []Dispute {
	type told struct {
		account int
		at      []atlas.Place
	}
	if !slices.ContainsFunc(e.Accounts, func(a Account) bool { return a.Origin != e.Accounts[0].Origin }) {
		return nil // nobody to differ from
	}
	var all []told
	for i, at := range seas {
		if len(at) > 0 {
			all = append(all, told{i, at})
		}
	}
	if len(all) == 0 {
		return nil
	}
	reports := reportsOf(e)
	var sides versions[string]
	for _, t := range all {
		a := e.Accounts[t.account]
		if !slices.ContainsFunc(all, func(o told) bool { return e.Accounts[o.account].Origin != a.Origin && placesApart(t.at, o.at) }) {
			continue
		}
		var names []string
		for _, p := range t.at {
			names = append(names, p.Name)
		}
		slices.Sort(names)
		r := reports[a.ArticleURL]
		r.Quote = a.Quote
		sides.add(strings.Join(names, ", "), r, a.Origin)
	}
	return sides.dispute("place")
}

// versions gathers what reports say of one thing, with the origins of each.
type versions[O comparable] struct {
	sides   []Side
	origins []map[O]bool // of each side
}

func (v *versions[O]) add(says string, r Report, origin O) {
	at := slices.IndexFunc(v.sides, func(s Side) bool { return s.Says == says })
	if at < 0 {
		at = len(v.sides)
		v.sides = append(v.sides, Side{Says: says})
		v.origins = append(v.origins, map[O]bool{})
	}
	v.origins[at][origin] = true
	if !slices.ContainsFunc(v.sides[at].Reports, func(o Report) bool { return o.Article == r.Article && (o.Speaker == r.Speaker || r.Speaker == "") }) { // a title and its text
		v.sides[at].Reports = append(v.sides[at].Reports, r)
	}
	v.sides[at].Origins = len(v.origins[at])
}

// dispute is the contradiction between the versions, if there are two.
func (v *versions[O]) dispute(about string) []Dispute {
	if len(v.sides) < 2 {
		return nil
	}
	slices.SortStableFunc(v.sides, func(a, b Side) int {
		return cmp.Or(cmp.Compare(b.Origins, a.Origins), cmp.Compare(len(b.Reports), len(a.Reports)), cmp.Compare(a.Says, b.Says))
	})
	return []Dispute{{About: about, Sides: v.sides}}
}

// reportsOf are the articles of an event's accounts, by address.
func reportsOf(e *Event) map[string]Report {
	out := map[string]Report{}
	for _, a := range e.Accounts {
		out[a.ArticleURL] = Report{Article: a.ArticleURL, Outlet: a.Outlet, Published: a.Published}
	}
	return out
}

// differences tells disputes in words, with both sides and their outlets.
func differences(all []Dispute) string {
	var out strings.Builder
	for _, d := range all {
		out.WriteString("; reports differ on " + d.About + ": ")
		for i, s := range d.Sides {
			if i > 0 {
				out.WriteString(", ")
			}
			var outlets []string
			for _, r := range s.Reports {
				if !slices.Contains(outlets, r.Outlet) {
					outlets = append(outlets, r.Outlet)
				}
			}
			day, _, _ := strings.Cut(s.Reports[0].Published, "T")
			fmt.Fprintf(&out, "%s (%s, %s)", s.Says, strings.Join(outlets, ", "), day)
		}
	}
	return out.String()
}
