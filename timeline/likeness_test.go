package timeline_test

import (
	"slices"
	"strings"
	"testing"

	"dateline/scraper"
	"dateline/timeline"
)

func quotes(e timeline.Event) string {
	var all []string
	for _, a := range e.Accounts {
		all = append(all, a.Quote)
	}
	return strings.Join(all, "\n")
}

// The day on which a toll was told is not the day of the deaths, and another
// toll of that day is not borne out by it.
func TestStatementDay(t *testing.T) {
	for _, second := range []scraper.Article{
		report("b.example/1", "es", "2025-11-11", "", "Seis personas murieron el domingo en dos ataques de Estados Unidos contra lanchas en el Pacífico, informó ayer el secretario Hegseth."),
		report("b.example/1", "en", "2025-11-11", "", "Six people died on Sunday in two strikes on boats in the Pacific, Secretary Hegseth said on Monday."),
		report("b.example/1", "en", "2025-11-11", "", "Hegseth said on Monday that six people had died on Sunday in two strikes on boats in the Pacific."),
	} {
		got := timeline.Build(timeline.Story{Name: "boats", Languages: []string{"en", "es"}}, []scraper.Article{
			report("a.example/1", "en", "2025-11-12", "", "A strike on a boat in the Caribbean killed four people on Monday."),
			second,
		})
		at := slices.IndexFunc(got.Events, func(e timeline.Event) bool { return e.Span.FirstDay() == "2025-11-10" })
		if at < 0 {
			t.Fatalf("%s: no event of the Monday", second.Text)
		}
		if e := got.Events[at]; e.Origins != 1 || len(e.Figures) != 1 || e.Figures[0].Value != 4 {
			t.Errorf("%s: %d origins, figures %+v, want one origin and four killed", second.Text, e.Origins, e.Figures)
		}
	}
}

// Two days told together, and a range, are the event's days.
func TestSeveralDays(t *testing.T) {
	tests := []struct{ lang, text, want string }{
		{"en", "Leaders of the region met in Santa Marta on Sunday and Monday to speak of the boats.", "2025-11-09/2025-11-10"},
		{"es", "Los líderes de la región se reunieron en Santa Marta el domingo y el lunes para hablar de las lanchas.", "2025-11-09/2025-11-10"},
		{"en", "The talks on the quarry ran from Nov. 3 to Nov. 7 in Geneva.", "2025-11-03/2025-11-07"},
		{"es", "Las conversaciones sobre la cantera siguieron del 3 al 7 de noviembre en Ginebra.", "2025-11-03/2025-11-07"},
	}
	for _, tt := range tests {
		got := timeline.Build(timeline.Story{Name: "talks"}, []scraper.Article{report("a.example/1", tt.lang, "2025-11-12", "", tt.text)})
		if len(got.Events) != 1 || got.Events[0].Span.EDTF() != tt.want || got.Events[0].Accounts[0].Span.EDTF() != tt.want {
			t.Errorf("%s: %+v, want one event of %s", tt.text, got.Events, tt.want)
		}
	}
}

// Origins that share a day and nothing else do not bear each other out, and a
// sentence unlike the event is no account of it.
func TestUnlike(t *testing.T) {
	got := timeline.Build(timeline.Story{Name: "tunis", Languages: []string{"en"}}, []scraper.Article{
		report("a.example/1", "en", "2011-01-31", "", "Three Tunisian officials resigned on Sunday over the new cabinet, the prime minister announced."),
		report("b.example/1", "en", "2011-01-31", "", "Three Tunisian officials resigned from the new cabinet on Sunday."),
		report("c.example/1", "en", "2011-01-31", "", "A trailer of the comedy ran on television before the football on Sunday."),
	})
	for _, e := range got.Events {
		if text := quotes(e); strings.Contains(text, "Tunisian") && (strings.Contains(text, "trailer") || e.Origins != 2 || e.Confidence < .6) {
			t.Errorf("%d origins, confidence %.2f, accounts\n%s\nwant the two that are alike, surely", e.Origins, e.Confidence, text)
		}
	}
}

// What the page says of itself, asks or announces is no happening, and neither
// is a century.
func TestFurniture(t *testing.T) {
	for _, text := range []string{
		"(Update 10:44 p.m. Cairo, 3:44 p.m. ET) Video of the speech of the president on Tuesday.",
		"Interview With the Egyptian Ambassador to Washington, Aired January 30, 2011.",
		"What did the president say to the crowd in the square on Tuesday?",
		"Egypt must catch up with the democracies of the 21st century.",
	} {
		filler := strings.Repeat("The square was quiet and the shops of the town were open. ", 6)
		got := timeline.Build(timeline.Story{Name: "egypt"}, []scraper.Article{report("a.example/1", "en", "2011-02-02", "", filler+text)})
		for _, e := range got.Events {
			if strings.Contains(quotes(e), text[8:40]) {
				t.Errorf("%q became an account of %s", text, e.Span.EDTF())
			}
		}
	}
}

// A remark deep in a report that is not on the story makes no event.
func TestRemark(t *testing.T) {
	filler := strings.Repeat("The shops of the town were open. ", 8)
	got := timeline.Build(timeline.Story{Name: "egypt", Keywords: []string{"Cairo"}}, []scraper.Article{
		report("a.example/1", "en", "2011-02-02", "", filler+"The bakers of the harbour elected a new chairman on Monday."),
		report("b.example/1", "en", "2011-02-02", "", "Thousands marched through Cairo on Tuesday."),
	})
	if len(got.Events) != 1 || !strings.Contains(got.Events[0].Headline, "marched") {
		t.Errorf("%d events: %+v, want the march only", len(got.Events), got.Events)
	}
}
