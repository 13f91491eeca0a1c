package timeline_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"dateline/scraper"
	"dateline/timeline"
)

// varied is a synthetic story whose reports also give figures, places, stretches of
// time, running counts and plans, in order of publication.
func varied(n int) (timeline.Story, []scraper.Article) {
	story, articles := synthetic(n)
	r := rand.New(rand.NewPCG(5, 6))
	countries := []string{"Colombia", "Venezuela", "Ecuador", "Peru"}
	names := []string{"Ana Ruiz", "Mateo Cardona", "Admiral Lena Holt", "the Harbour Union"}
	for i := range articles {
		a := &articles[i]
		if a.Language != "en" {
			continue
		}
		day := a.Published.Time
		pick := func(all []string) string { return all[r.IntN(len(all))] }
		for range r.IntN(4) {
			switch r.IntN(7) {
			case 0:
				a.Text += fmt.Sprintf("The strike killed %d people off %s on Monday, %s said.\n", 2+r.IntN(4), pick(countries), pick(names))
			case 1:
				a.Text += fmt.Sprintf("At least %d people have been killed since January 2024, %s said.\n", 20+int(day.Sub(start).Hours()/24), pick(names))
			case 2:
				a.Text += fmt.Sprintf("Talks with %s went on in %s, and dockers struck in every port.\n", pick(countries), day.AddDate(0, -r.IntN(5), 0).Format("January 2006"))
			case 3:
				a.Text += fmt.Sprintf("The court in %s will rule on the ships next week.\n", pick(countries))
			case 4:
				a.Text += "A boat was hit in the Pacific Ocean on Sunday, the navy said.\n"
			case 5:
				a.Text += fmt.Sprintf("%s blamed the army for killing two fishermen on Tuesday.\n", pick(names))
			case 6:
				a.Text += fmt.Sprintf("On %s the two governments signed the harbour treaty of %s.\n", day.AddDate(0, 0, -r.IntN(200)).Format("January 2, 2006"), pick(countries))
			}
		}
	}
	slices.SortStableFunc(articles, func(a, b scraper.Article) int { return a.Published.Time.Compare(b.Published.Time) })
	return story, articles
}

// What a builder keeps of the settled part of a story does not show: after each
// lot, whether it came at the end or anywhere, and in whatever order, the timeline is
// that of Build.
func TestBuilderOfASettledStory(t *testing.T) {
	timeline.SettleFrom(t, 120)
	story, articles := varied(290)
	for seed := range uint64(2) {
		r := rand.New(rand.NewPCG(seed, 9))
		have, late := slices.Clone(articles[:200]), []scraper.Article(nil)
		var builder timeline.Builder
		again := 0
		for n := len(have); n < len(articles); {
			lot := articles[n:min(n+1+r.IntN(30), len(articles))]
			n += len(lot)
			for _, a := range lot {
				if r.IntN(60) == 0 {
					late = append(late, a)
				} else {
					have = append(have, a)
				}
			}
			if r.IntN(5) == 0 {
				have, late = append(have, late...), nil
			}
			lots := clones(have)
			r.Shuffle(len(lots), func(i, j int) { lots[i], lots[j] = lots[j], lots[i] })
			before := builder.Kept()
			if got, want := encode(t, builder.Build(story, lots)), encode(t, timeline.Build(story, have)); got != want {
				t.Fatalf("order %d: with %d articles the builder has another timeline", seed, len(have))
			}
			if before != nil && builder.Kept() == before {
				again++
			}
		}
		if again == 0 {
			t.Errorf("order %d: nothing of the settled part was ever kept", seed)
		}
	}
}

// Who is named only in a sentence that goes on with a clause of another day is no actor of
// an event, be that kept or not.
func TestBuilderKeepsWhoActs(t *testing.T) {
	timeline.SettleFrom(t, 120)
	story, articles := varied(290)
	for i := range articles {
		if a := &articles[i]; a.Language == "en" && i%7 == 0 {
			day := a.Published.Time
			a.Text = fmt.Sprintf("Two miners who survived a fire in the pit of Oruna on %s were flown home on %s. Four others were killed in the fire, Admiral Berta Quill said.\n", day.AddDate(0, 0, -1).Weekday(), day.Weekday()) + a.Text
		}
	}
	var builder timeline.Builder
	for n := 270; n <= len(articles); n += 5 {
		if got, want := encode(t, builder.Build(story, clones(articles[:n]))), encode(t, timeline.Build(story, articles[:n])); got != want {
			t.Fatalf("with %d articles the builder has another timeline", n)
		}
	}
}

// A builder tells the settled days anew when what the story is about has changed.
func TestBuilderOfASettledStoryThatMoves(t *testing.T) {
	timeline.SettleFrom(t, 120)
	story, articles := varied(200)
	later := clones(articles[160:])
	for i := range later {
		later[i].Text = "Chile and Bolivia closed the ports of Chile on Monday.\nBolivia said so.\n" + later[i].Text
	}
	var builder timeline.Builder
	for _, n := range []int{0, 5, len(later)} {
		all := append(clones(articles[:160]), later[:n]...)
		if encode(t, builder.Build(story, all)) != encode(t, timeline.Build(story, all)) {
			t.Errorf("%d reports of elsewhere: the builder has another timeline", n)
		}
	}
}

// The settled part of a story is what its reports of the time say, in whatever
// order they come; a report of its own days that comes late belongs to it.
func TestSettledDaysAreNotRetold(t *testing.T) {
	timeline.SettleFrom(t, 120)
	story, articles := varied(240)
	var builder timeline.Builder
	headlines := func(n int) map[string]string {
		out := map[string]string{}
		for _, e := range builder.Build(story, articles[:n]).Events {
			if e.Span.LastDay() != "" && e.Span.LastDay() < "2024-10-01" && e.Span.FirstDay() == e.Span.LastDay() {
				out[e.ID] = e.Headline + "\n" + e.Summary
			}
		}
		return out
	}
	before, after, same := headlines(236), headlines(240), 0
	for id, text := range before {
		if after[id] == text {
			same++
		}
	}
	if len(before) == 0 || same < len(before)*9/10 {
		t.Errorf("%d of %d events of long ago are told as before", same, len(before))
	}
}

// Days that are not settled are told anew only where a new report speaks of them.
func TestOpenDaysAreToldOnce(t *testing.T) {
	timeline.SettleFrom(t, 120)
	story, articles := varied(240)
	var builder timeline.Builder
	builder.Build(story, articles[:238])
	before, same := builder.KeptAnew(), 0
	builder.Build(story, articles)
	for kept := range builder.KeptAnew() {
		if before[kept] {
			same++
		}
	}
	if len(before) == 0 || same < len(before)/2 {
		t.Errorf("of %d days %d were not told again", len(before), same)
	}
}
