package pipeline

import (
	"fmt"
	"slices"
	"testing"

	"dateline/scraper"
	"dateline/timeline"
)

// The stories run last are 100, as many as there is room for.
func TestBuildersForgetTheOldest(t *testing.T) {
	b := builders{room: 100}
	ask := func(name string, n int) {
		articles := make([]scraper.Article, n)
		for i := range articles {
			articles[i] = scraper.Article{URL: fmt.Sprint("https://paper.example/", i), Title: "Port closed", Language: "en"}
		}
		if got := b.build(timeline.Story{Name: name}, articles); len(got.Articles) != n {
			t.Fatalf("%s: %d articles of %d", name, len(got.Articles), n)
		}
	}
	for _, step := range []struct {
		story string
		n     int
		want  []string
	}{
		{"harbour", 10, []string{"harbour"}},
		{"bridge", 100 / 2, []string{"bridge", "harbour"}},
		{"harbour", 12, []string{"harbour", "bridge"}},
		{"ferry", 100 / 2, []string{"ferry", "harbour"}},
		{"strikes", 100 + 1, nil},
	} {
		ask(step.story, step.n)
		var got []string
		for _, k := range b.all {
			got = append(got, k.story)
		}
		if !slices.Equal(got, step.want) {
			t.Errorf("after %s: %v, want %v", step.story, got, step.want)
		}
	}
}
