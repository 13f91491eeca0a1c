package relate

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"dateline/scraper"
)

// besideANeighbour makes a story of few reports, one of many in the same days and
// region, which shares half of its words, and other news.
func besideANeighbour(seed uint64) (ours, theirs, others []scraper.Article) {
	rng := rand.New(rand.NewPCG(seed, 3))
	text := func(names []string, theme string) string {
		var b strings.Builder
		for w := range 220 {
			switch {
			case w%15 == 5 && len(names) > 0:
				b.WriteString(names[rng.IntN(len(names))] + " ")
			case w%3 > 0 && theme != "":
				fmt.Fprintf(&b, "%s%d ", theme, rng.IntN(150))
			default:
				fmt.Fprintf(&b, "common%d ", int(1500*rng.Float64()*rng.Float64()))
			}
			if w%20 == 19 {
				b.WriteString(". ")
			}
		}
		return b.String()
	}
	for i := range 8 {
		ours = append(ours, article(fmt.Sprintf("Ours %d", i), text([]string{"Petro", "Hegseth", "drug boats", "Colombia"}, "region"), "en", "2025-10-20"))
	}
	for i := range 90 {
		theirs = append(theirs, article(fmt.Sprintf("Theirs %d", i), text([]string{"Maduro", "Miraflores", "Machado"}, "region"), "en", "2025-10-20"))
	}
	for i := range 120 {
		others = append(others, article(fmt.Sprintf("Other %d", i), text(nil, fmt.Sprintf("topic%d", i%12)), "en", "2025-10-20"))
	}
	return ours, theirs, others
}

// A story of few reports does not take in its neighbour, however like it that is.
func TestNeighbourOfASmallStory(t *testing.T) {
	for seed := range uint64(4) {
		ours, theirs, others := besideANeighbour(seed)
		all := append(append(append([]scraper.Article{}, ours...), theirs...), others...)
		j := New(strikes, nil)
		j.Learn(all)
		for _, a := range ours {
			if v := j.Score(a); v.Fate != scraper.Kept {
				t.Errorf("seed %d, %s: %s, score %v", seed, a.Title, v.Fate, v.Score)
			}
		}
		wrong := 0
		for _, a := range all[len(ours):] {
			if j.Score(a).Fate == scraper.Kept {
				wrong++
			}
		}
		if wrong > 1 {
			t.Errorf("seed %d: %d reports of other stories are kept beside %d", seed, wrong, len(ours))
		}
	}
}

// Reports without a keyword that are of all sides of the story are no neighbour.
func TestHalfOfAStoryIsNoNeighbour(t *testing.T) {
	run := newsOf(800)
	j := New(strikes, nil)
	j.Learn(run)
	lost := 0
	for i, a := range run {
		if i%20 == 0 && j.Score(a).Fate != scraper.Kept {
			lost++
		}
	}
	if lost > 0 {
		t.Errorf("%d of 40 reports of the story are lost", lost)
	}
}
