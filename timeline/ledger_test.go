package timeline

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/timeline/figure"
)

// someGiven are figures of one event as so many reports of eight outlets give them.
func someGiven(r *rand.Rand, reports int, scope Scope) (*Event, []given) {
	e := &Event{}
	var told []given
	for i := range reports {
		url, printed := fmt.Sprintf("https://%d.example/", i), fmt.Sprintf("2025-11-%02dT%02d:00:00Z", 1+i*20/reports, r.IntN(24))
		e.Accounts = append(e.Accounts, Account{Printed: &Printed{ArticleURL: url, Outlet: fmt.Sprintf("o%d", r.IntN(8)), Published: printed}})
		for range 1 + r.IntN(2) {
			f := Figure{Name: "killed", Value: float64(20 + 40*i/reports + r.IntN(4)), Scope: scope, AsOf: printed[:10], Article: url, Quote: "x"}
			f.Qualifier = []figure.Qualifier{"", "", figure.AtLeast, figure.About}[r.IntN(4)]
			f.Speaker = []string{"", "police", "the ministry"}[r.IntN(3)]
			told = append(told, given{tallied: tallied{Figure: f, kin: []string{"", "", "soldier"}[r.IntN(3)]}, origin: i / 2})
		}
	}
	return e, told
}

// Rows of a ledger give what comparing each figure with each other gives.
func TestLedgerComparesAll(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // no secret
		e, told := someGiven(r, 2+r.IntN(14), Cumulative)
		reports := reportsOf(e)
		var want, got []string
		for _, g := range told {
			if slices.ContainsFunc(told, func(h given) bool {
				return h.kin == g.kin && contradict(g.tallied, h.tallied) && (h.Article == g.Article && h.otherSpeaker(g) || fallsTo(h, g, told, reports) || fallsTo(g, h, told, reports))
			}) {
				want = append(want, g.Article+amount(g.Figure)+g.Speaker)
			}
		}
		l := newLedger(told, reports, func(a, b tallied) bool { return a.kin == b.kin && contradict(a, b) })
		for i, g := range told {
			if l.totalDisputed(i) {
				got = append(got, g.Article+amount(g.Figure)+g.Speaker)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("seed %d: %s", seed, diff)
		}
	}
}

// fallsTo reports whether a running count falls to a smaller one that another gives.
func fallsTo(g, h given, told []given, reports map[string]Report) bool {
	earlier, later := reports[g.Article], reports[h.Article]
	return h.Value < g.Value && g.Value <= farthestTold*h.Value && g.AsOf <= h.AsOf && earlier.Outlet != later.Outlet && earlier.Published < later.Published &&
		(h.otherSpeaker(g) || slices.ContainsFunc(told, func(o given) bool {
			return o.origin != h.origin && o.origin != g.origin && o.kin == h.kin && o.Value == h.Value && o.High == h.High
		}))
}

func BenchmarkFiguresDisputed(b *testing.B) {
	for _, scope := range []Scope{Cumulative, PerEvent} {
		for _, n := range []int{500, 1000, 2000, 4000, 8000} {
			b.Run(fmt.Sprintf("%s/%d", scope, n), func(b *testing.B) {
				e, told := someGiven(rand.New(rand.NewPCG(1, 1)), n, scope) //nolint:gosec // no secret
				for b.Loop() {
					figuresDisputed(e, told)
				}
			})
		}
	}
}
