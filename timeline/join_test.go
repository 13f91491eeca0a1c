package timeline

import (
	"strings"
	"testing"
	"time"
)

// Printed on Wednesday 12 November 2025.
func TestDayAround(t *testing.T) {
	const undated = "Soldiers carried the villagers out of the valley."
	for _, tt := range []struct{ name, text, want string }{
		{"the dated sentence before it", "On Tuesday the river broke the dyke at Cortes. " + undated + " On Wednesday the mayor of Cortes resigned.", "2025-11-11"},
		{"the first after it, where none stands before it", undated + " On Tuesday the river broke the dyke at Cortes. On Wednesday the mayor of Cortes resigned.", "2025-11-11"},
		{"not one of a day it cannot tell of", "The dyke at Cortes was inspected on 3 November. " + undated + " On Wednesday the mayor of Cortes resigned.", "2025-11-12"},
		{"none", undated + " The mayor of Cortes resigned over the broken dyke.", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := read(Story{}, printed("a|12|en|"+tt.text), nil)
			j := &joiner{c: c, tellings: c.tellings()}
			for m := range j.tellings {
				if !strings.HasPrefix(c.text(&j.tellings[m]), "Soldiers") {
					continue
				}
				got := ""
				if d := j.dayAround(m); d != noDay {
					got = d.time().Format(time.DateOnly)
				}
				if got != tt.want {
					t.Errorf("stands by %q, want %q", got, tt.want)
				}
				return
			}
			t.Error("it tells of nothing")
		})
	}
}

// The speech and the fire of Friday 10 May 2024 stay apart, whatever titles may name both.
func TestTitleJoinsNoDayBefore(t *testing.T) {
	got := map[string]string{} // headline, by first words of the accounts
	for _, e := range Build(Story{Name: "s", Keywords: []string{"protest", "protesta"}, Languages: []string{"en", "es"}}, titledReports(t, []string{
		"wire|11|en|Huge crowd marches in Arroyo|Tens of thousands marched through the centre of Arroyo on Friday to demand the resignation of Governor Luna. Governor Luna went on television on Friday night and said she would not resign. Protesters set the ruling party's headquarters on fire on Friday evening.",
		"diario|11|es|Marcha enorme en Arroyo|Decenas de miles de personas marcharon el viernes por el centro de Arroyo para exigir la renuncia de la gobernadora Luna. La gobernadora Luna compareció el viernes por la noche en televisión y dijo que no renunciará. Los manifestantes incendiaron el viernes por la tarde la sede del partido gobernante.",
		"post|12|en|Army on streets of Arroyo after night of fire|The army imposed a curfew in Arroyo from 6 pm on Friday. Flames gutted the party headquarters on Friday after protesters broke in. In a televised speech on Friday night Governor Luna refused to resign.",
		"diario|12|es|Toque de queda en Arroyo|El Ejército impuso el viernes el toque de queda en Arroyo desde las 18.00.",
	})).Events {
		for _, a := range e.Accounts {
			got[strings.Join(strings.Fields(a.Quote)[:2], " ")] = e.Headline
		}
	}
	if got["Protesters set"] == "" || got["Protesters set"] != got["Flames gutted"] || got["Protesters set"] == got["Governor Luna"] {
		t.Errorf("the fire is told as %q and %q, the speech as %q", got["Protesters set"], got["Flames gutted"], got["Governor Luna"])
	}
}

// What a report begins with, printed on Wednesday 12 November 2025, goes with the next
// sentence of its paragraph, and not with what another paragraph says of the day before.
func TestOpeningLeadsToItsParagraph(t *testing.T) {
	const opening, dated = "The engineers of Cortes called for two hundred more pumps.", "The river broke the dyke at Arroyo on Tuesday night."
	for _, tt := range []struct{ name, text, want string }{
		{"its paragraph", opening + " " + dated, "2025-11-11"},
		{"another", opening + "\n" + dated, "2025-11-12"},
		{"a sentence between them", opening + "\nVolunteers filled sacks with sand.\n" + dated, "2025-11-12"},
		{"behind a dated one", dated + "\n" + opening, "2025-11-11"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := map[string]bool{}
			for _, e := range Build(Story{Name: "s"}, printed("a|12|en|"+tt.text, "b|12|en|"+dated)).Events {
				for _, a := range e.Accounts {
					if a.Quote == opening {
						got[e.Span.FirstDay()] = true
					}
				}
			}
			if len(got) != 1 || !got[tt.want] {
				t.Errorf("told of %v, want %s", got, tt.want)
			}
		})
	}
}
