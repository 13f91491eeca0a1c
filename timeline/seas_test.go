package timeline_test

import (
	"fmt"
	"testing"

	"dateline/scraper"
	"dateline/timeline"
)

// Two strikes of one day in two seas are two events, in both languages, however
// alike they are told.
func TestStrikesInTwoSeas(t *testing.T) {
	var articles []scraper.Article
	for i, told := range []struct{ lang, text string }{
		{"en", "A U.S. strike on a boat in the eastern Pacific killed three people on Monday."},
		{"es", "Un bombardeo de Estados Unidos contra una lancha en el Pacífico dejó tres muertos el lunes."},
		{"en", "Three people were killed in a U.S. strike on a boat in the Pacific on Monday."},
		{"en", "A U.S. strike on a boat in the Caribbean killed four people on Monday."},
		{"es", "Un bombardeo de Estados Unidos contra una lancha en el mar Caribe dejó cuatro muertos el lunes."},
		{"en", "Four people were killed in a U.S. strike on a boat in the Caribbean Sea on Monday."},
	} {
		articles = append(articles, report(fmt.Sprintf("%c.example/1", 'a'+i), told.lang, "2025-11-12", "", told.text))
	}
	got := timeline.Build(timeline.Story{Name: "boats", Languages: []string{"en", "es"}}, articles)
	if len(got.Events) != 2 {
		t.Fatalf("%d events, want one of each sea", len(got.Events))
	}
	for _, e := range got.Events {
		if e.Origins != 3 || len(e.Accounts) != 3 {
			t.Errorf("%d accounts of %d origins, want three of three:\n%s", len(e.Accounts), e.Origins, quotes(e))
		}
	}
}
