package timeline_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dateline/scraper"
	"dateline/timeline"
)

// Whatever a builder has read before, and in whatever order and lots the
// articles came, its timeline is that of Build.
func TestBuilderTakesAnyOrderAndAnyBatches(t *testing.T) {
	story, articles := synthetic(90)
	want := encode(t, timeline.Build(story, articles))
	for seed := range uint64(5) {
		r := rand.New(rand.NewPCG(seed, 3))
		r.Shuffle(len(articles), func(i, j int) { articles[i], articles[j] = articles[j], articles[i] })
		var builder timeline.Builder
		for n := 0; n < len(articles); {
			n = min(n+1+r.IntN(60), len(articles))
			lot := clones(articles[:n])
			r.Shuffle(n, func(i, j int) { lot[i], lot[j] = lot[j], lot[i] })
			got := encode(t, builder.Build(story, lot))
			if n == len(articles) && got != want {
				t.Fatalf("order %d: the last of the lots gives another timeline", seed)
			}
			if r.IntN(3) == 0 && got != encode(t, timeline.Build(story, articles[:n])) {
				t.Fatalf("order %d: %d articles give another timeline", seed, n)
			}
		}
	}
}

// A builder follows articles that change, go, or come twice, and a story whose
// keywords do.
func TestBuilderReadsWhatChanged(t *testing.T) {
	story, articles := synthetic(60)
	var builder timeline.Builder
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 4))
		some := clones(articles)
		some = slices.DeleteFunc(some, func(scraper.Article) bool { return r.IntN(6) == 0 })
		for i := range some {
			switch r.IntN(8) {
			case 0:
				some[i].Text = "Petro met the strikers on Monday. " + some[i].Text
			case 1:
				some[i].Title = strings.ToUpper(some[i].Title)
			case 2:
				some[i].Published.Time = some[i].Published.Time.AddDate(0, 0, 1)
			case 3:
				some[i].Language = "es"
			case 4:
				some[i].Authors = []string{"EFE"}
			case 5:
				some[i].Relatedness = r.Float64()
			case 6:
				some = append(some, some[i])
			}
		}
		if seed%4 == 3 {
			story.Keywords = []string{"strikers"}
		}
		got, want := encode(t, builder.Build(story, some)), encode(t, timeline.Build(story, some))
		if got != want {
			t.Fatalf("change %d: the builder has another timeline", seed)
		}
	}
}
