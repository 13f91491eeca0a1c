package timeline_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/scraper"
	"dateline/timeline"
)

func report(url, lang, published, title, text string) scraper.Article {
	t, err := time.Parse(time.DateOnly, published)
	if err != nil {
		panic(err)
	}
	return scraper.Article{URL: "https://" + url, Outlet: url, Language: lang, Title: title, Text: text, Published: scraper.Published{Time: t}}
}

// A count that runs on is one event, told by its latest figure, with each step.
func TestRunningToll(t *testing.T) {
	got := timeline.Build(timeline.Story{Name: "quarry", Languages: []string{"en", "es"}}, []scraper.Article{
		report("a.example/1", "en", "2024-03-20", "", "At least 17 people have died in the slides since early March. Engineers watched the slope."),
		report("b.example/1", "es", "2024-03-28", "", "Los derrumbes han dejado al menos 31 muertos desde marzo. La ladera sigue en vigilancia."),
		report("c.example/1", "en", "2024-04-09", "", "The slides have killed at least 44 people since March, the county said."),
	})
	tolls := slices.DeleteFunc(got.Events, func(e timeline.Event) bool { return !e.Span.End.IsZero() })
	if len(tolls) != 1 {
		t.Fatalf("%d events of the toll, want 1: %+v", len(tolls), tolls)
	}
	e := tolls[0]
	if want := "killed: at least 17 (2024-03-20), at least 31 (2024-03-28), at least 44 (2024-04-09)"; !strings.Contains(e.Why, want) {
		t.Errorf("why %q, want %q in it", e.Why, want)
	}
	if !strings.Contains(e.Headline, "44") {
		t.Errorf("headline %q, want the latest figure", e.Headline)
	}
}

// Reports that count one happening differently are both named.
func TestDisagreement(t *testing.T) {
	got := timeline.Build(timeline.Story{Name: "quarry", Languages: []string{"en"}}, []scraper.Article{
		report("a.example/1", "en", "2024-03-06", "", "A slide at the Alder quarry killed five workers on Tuesday."),
		report("b.example/1", "en", "2024-03-06", "", "A slide at the Alder quarry killed seven workers on Tuesday, the union said."),
	})
	if len(got.Events) != 1 || !strings.Contains(got.Events[0].Why, "reports differ on killed: 5 (a.example/1, 2024-03-06), 7 (b.example/1, 2024-03-06)") {
		t.Errorf("got %+v, want one event with both figures", got.Events)
	}
}

// The date of the main clause counts, not that of a relative clause.
func TestMainClause(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"es", "El minero que sobrevivió al derrumbe el jueves llegó el sábado a su casa en la ladera.", "2024-03-09"},
		{"en", "Two men who survived a slide at the quarry on Thursday were sent home from hospital on Saturday.", "2024-03-09"},
		{"en", "The mayor said that the quarry was closed on Thursday after engineers warned of slides.", "2024-03-07"},
	} {
		got := timeline.Build(timeline.Story{Name: "quarry", Languages: []string{c.lang}}, []scraper.Article{report("a.example/1", c.lang, "2024-03-10", "", c.text)})
		if len(got.Events) != 1 || got.Events[0].Span.FirstDay() != c.want {
			t.Errorf("%s: got %+v, want one event on %s", c.text, got.Events, c.want)
		}
	}
}

// A report's title and its first sentence tell of one happening, however
// differently they put it.
func TestTitleAndFirstSentence(t *testing.T) {
	got := timeline.Build(timeline.Story{Name: "quarry", Languages: []string{"en"}}, []scraper.Article{
		report("a.example/1", "en", "2024-03-11", "Roth says she will cut off funds and raise fees for quarry",
			"Mayor Ines Roth said on Sunday that she would end payments and subsidies to the Alder quarry and called its owner reckless."),
		report("b.example/1", "en", "2024-03-11", "", "Roth said on Sunday that she would cut off funds for the quarry and raise its fees."),
		report("c.example/1", "en", "2024-03-12", "", "Funds for the quarry would be cut off and its fees raised, Roth said on Sunday before the council."),
	})
	if len(got.Events) != 1 || len(got.Events[0].Accounts) != 4 {
		t.Errorf("got %+v, want one event of four accounts", got.Events)
	}
}
