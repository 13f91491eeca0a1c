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
	origin   int
	telling  int  // that gives it
	sentence int  // where in its report
	opposes  bool // another speaker's number beside that of a sentence next to it
}

// disputed are the measures whose numbers a happening has only one of each. Of
// money and barrels a sentence may tell several that do not exclude each other.
var disputed = map[string]bool{"killed": true, "wounded": true, "missing": true, "survivors": true, "detained": true, "released": true,
	"displaced": true, "hostages": true, "prisoners": true, "protesters": true, "vaccinated": true, "doses": true, "jobs": true, "years in prison": true, "cases": true, "strikes": true, "vessels": true, "tonnes": true, "votes": true}

// disputes are what the reports of an event tell differently. alike says whether two
// tellings say the same; nearness how alike two accounts are, which says nothing where
// they are in two languages.
func disputes(e *Event, told []given, seas [][]atlas.Place, alike func(a, b int) bool, nearness func(a, b int) (cosine float64, foreign bool)) []Dispute {
	var out []Dispute
	out = append(out, figuresDisputed(e, told)...)
	out = append(out, moneyDisputed(e, told, alike)...)
	out = append(out, datesDisputed(e, nearness)...)
	out = append(out, placesDisputed(e, seas)...)
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
	if len(sides.sides) == 0 {
		for _, g := range sumsOpposed(told) {
			r := reports[g.Article]
			r.Speaker, r.Quote = g.Speaker, g.Quote
			sides.add(amount(g.Figure)+" "+g.Unit, r, g.origin)
		}
	}
	return sides.dispute("money")
}

// sumsOpposed are the sums that two speakers give in one report, in one sentence or in
// two that stand together: "The minister said it was $3 million. The mayor put it at $5
// million." What each says they are for must not differ.
func sumsOpposed(told []given) []given {
	var out []given
	for _, g := range told {
		if g.Name == "money" && g.Scope == PerEvent && slices.ContainsFunc(told, func(h given) bool {
			return h.Name == "money" && h.Scope == PerEvent && h.Article == g.Article && h.Unit == g.Unit && max(h.sentence-g.sentence, g.sentence-h.sentence) <= 1 && min(h.sentence, g.sentence) >= 0 &&
				h.otherSpeaker(g) && (h.Of == g.Of || h.Of == "" || g.Of == "") && contradict(g.tallied, h.tallied) && max(g.Value, h.Value) <= farthestTold*min(g.Value, h.Value)
		}) {
			out = append(out, g)
		}
	}
	return out
}

// farAbove reports whether a number is far above what another, of the same day, says
// is the least: neither is wrong, but who gives them differs.
func farAbove(least, f tallied) bool {
	low, high := least.Value, f.Value
	return least.Name != "survivors" && least.Qualifier.Lower() && !f.Qualifier.Upper() && least.kin == f.kin && least.AsOf == f.AsOf && high >= max(farHigher*low, low+farMore) && high <= farthestTold*low
}

// How many times a lower bound a number must be to differ from it, and how many more.
const (
	farHigher = 1.25
	farMore   = 5
)

// otherSpeaker reports whether two figures are told by speakers who differ.
func (g given) otherSpeaker(h given) bool {
	return g.Speaker != "" && h.Speaker != "" && g.Speaker != h.Speaker
}

// against reports whether two figures of one report are told by speakers who
// differ, and are of the same people: "19 people, the army said; residents said 27
// were killed". What is more than has been told before, or far from it, is a part
// or another count.
func (g given) against(h given) bool {
	if (g.opposes || h.opposes) && g.Article == h.Article && g.Name == h.Name {
		return true
	}
	if (g.counter || h.counter) && g.Quote == h.Quote && g.Article == h.Article && g.Name == h.Name {
		return true
	}
	if g.Speaker == "" || h.Speaker == "" || g.Speaker == h.Speaker || g.whose.differs(h.whose) {
		return false
	}
	if g.whose.same(h.whose) { // what one claims of the other's men, and what that one admits
		return true
	}
	low, high := min(g.Value, h.Value), max(g.Value, h.Value)
	return g.kin == h.kin && (g.kin != "" || high <= farthestCounts(g.Name)*low && !tellsMore(g.Quote) && !tellsMore(h.Quote))
}

// farthestTold is how many times one speaker's number may be another's who counts
// the same people.
const farthestTold = 3

// farthestCounts is the same for one thing that is counted: crowds are guessed, by those
// who want them large or small.
func farthestCounts(name string) float64 {
	if name == "protesters" {
		return farthestCrowd
	}
	return farthestTold
}

const farthestCrowd = 10

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

// contradict reports whether no number fits both figures. Numbers of different
// people do not contradict each other, nor does a part its whole.
func contradict(a, b tallied) bool {
	if a.whose.differs(b.whose) || a.kin != "" && b.kin != "" && a.kin != b.kin && !a.whose.same(b.whose) {
		return false
	}
	if a.own != b.own && !a.whose.same(b.whose) {
		return false // "it lost 12 men", "seven people died"
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
	if a.found != b.found { // of the dead, those found are a part
		part, whole := a, b
		if b.found {
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

// versions gathers what reports say of one thing, with the origins of each.
type versions[O comparable] struct {
	sides   []Side
	at      map[string]int // of what each says
	origins []map[O]bool   // of each side
	voices  []map[reportedBy]bool
}

// reportedBy is a report and who speaks in it; nobody: the report, whoever speaks.
type reportedBy struct{ article, speaker string }

func (v *versions[O]) add(says string, r Report, origin O) {
	at, known := v.at[says]
	if !known {
		at = len(v.sides)
		if v.at == nil {
			v.at = map[string]int{}
		}
		v.at[says] = at
		v.sides = append(v.sides, Side{Says: says})
		v.origins = append(v.origins, map[O]bool{})
		v.voices = append(v.voices, map[reportedBy]bool{})
	}
	v.origins[at][origin] = true
	if voices := v.voices[at]; !voices[reportedBy{r.Article, r.Speaker}] { // a title and its text
		v.sides[at].Reports = append(v.sides[at].Reports, r)
		voices[reportedBy{r.Article, r.Speaker}], voices[reportedBy{r.Article, ""}] = true, true
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
