package config

import (
	"strings"
	"testing"
	"time"
)

func TestWarnings(t *testing.T) {
	now := time.Date(2025, 11, 13, 2, 0, 0, 0, time.UTC) // the evening of the 12th in Bogota
	day := func(n int) Date { return Date{2025, time.November, n} }
	for name, test := range map[string]struct {
		story Story
		want  string // in the warning; empty: there is none
	}{
		"keywords":        {Story{From: day(12), Keywords: []string{"fire"}}, ""},
		"seeds":           {Story{From: day(1), Seeds: []string{"https://paper.example/a"}}, ""},
		"neither":         {Story{From: day(1), Title: "The fire"}, `story harbour: has neither keywords nor seeds: reports are judged by the words of its title, "The fire", alone; try keywords: `},
		"begins tomorrow": {Story{From: day(13), Keywords: []string{"fire"}}, "story harbour: from is in the future, 2025-11-13: "},
	} {
		test.story.Name = "harbour"
		c := Config{Timezone: "America/Bogota", Stories: []Story{test.story}}
		got := c.Warnings(now)
		if test.want == "" && len(got) > 0 || test.want != "" && (len(got) != 1 || !strings.HasPrefix(got[0].String(), test.want)) {
			t.Errorf("%s: %v, want %q", name, got, test.want)
		}
	}
	c := Config{Database: "postgres://db.example/news", DataDir: "/srv/data"}
	if got := c.Warnings(now); len(got) != 1 || !strings.HasPrefix(got[0].String(), "database: this build keeps its data in SQLite only") ||
		!strings.Contains(got[0].String(), "/srv/data") {
		t.Errorf("a database that no build serves: %v", got)
	}
}
