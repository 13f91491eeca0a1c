package timeline

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// What a sentence says a person did or underwent, and of whom it may be.
func TestDoneOnce(t *testing.T) {
	tests := []struct{ lang, text, want string }{
		{"en", "Police arrested Marta Quill at her home on Monday.", "arrest marta quill"},
		{"en", "Marta Quill, who ran the bank for ten years, was arrested at dawn on Tuesday by officers of the Fraud Bureau.", "arrest marta quill"},
		{"en", "The chairman of Orrin Bank, Marta Quill, was later released on Friday.", "release marta quill"},
		{"en", "Marta Quill pleaded not guilty on Friday.", "plea marta quill"},
		{"en", "The state took control of Orrin Bank on Sunday.", "takeover orrin bank"},
		{"es", "Marta Quiroga, testigo en el juicio contra Esteban Lluch, fue asesinada el domingo.", "death marta quiroga"},
		{"en", "Marta Quill resigned on Friday.", "resignation marta quill"},
		{"en", "Kandor's Marta Quill was sworn in on Friday.", "oath marta quill"},
		{"es", "La policía detuvo el lunes en la frontera, a punto de cruzar, a Marta Quiroga, directora de la naviera Orrín.", "arrest marta quiroga"},
		{"es", "Marta Quiroga fue ayer detenida en su casa.", "arrest marta quiroga"},
		{"en", "Marta Quill, whose bank failed, was arrested on Monday.", "arrest marta quill"},
		{"es", "Marta Quiroga, cuyo banco quebró, fue detenida el lunes.", "arrest marta quiroga"},
		{"es", "Ayer dimitió la ministra Marta Quiroga.", "resignation ayer; resignation marta quiroga"},
		{"es", "Un juez condenó el jueves al gerente de la naviera Orrín, Esteban Lluch, a nueve años.", "sentence esteban lluch"},
		{"pt", "A polícia prendeu Marta Queiroz, diretora do banco, na segunda-feira.", "arrest marta queiroz"},
		{"pt", "Marta Queiroz foi solta na terça-feira.", "release marta queiroz"},

		{"en", "Marta Quill was not charged on Monday.", ""},
		{"en", "Marta Quill, who was arrested last week, spoke on Monday.", ""},
		{"en", "Shops closed on Tuesday after Marta Quill was arrested.", ""},
		{"en", "Marta Quill was arrested again on Monday.", ""},
		{"en", "Marta Quill would have resigned on Monday, friends say.", ""},
		{"en", "Marta Quill is to be extradited on Monday.", ""},
		{"en", "Officers of Orrin Bank arrested two men on Monday.", "arrest "},
		{"es", "Marta Quiroga, que fue detenida el lunes, negó los cargos.", ""},
		{"es", "Marta Quiroga no fue detenida el lunes.", ""},
		{"es", "Marta Quiroga fue detenida de nuevo el lunes.", ""},
		{"es", "La policía detuvo el lunes a dos hombres en Quito, informó Marta Quiroga.", "arrest "},
		{"fr", "Marta Quill a été arrêtée lundi.", ""},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			var got []string
			for _, d := range languageOf(tt.lang).doneOnce(tt.text) {
				got = append(got, fmt.Sprint(d.what, " ", strings.Join(d.whom, " ")))
			}
			if strings.Join(got, "; ") != tt.want {
				t.Errorf("got %q, want %q", strings.Join(got, "; "), tt.want)
			}
		})
	}
}

func TestSamePersonsDeed(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"arrest marta quill", "arrest marta quill", true},
		{"arrest marta quill", "arrest quill", true},
		{"arrest marta quiroga lluch", "arrest marta quiroga", true},
		{"arrest marta quiroga lluch", "arrest quiroga", true},
		{"arrest marta quill", "release marta quill", false},
		{"arrest marta quill", "arrest tomas quill", false},
		{"arrest marta quill", "arrest marta", false},
		{"arrest marta quill", "arrest marta dorn", false},
		{"arrest quill", "arrest quill", false}, // it may be a firm
	}
	read := func(text string) deed {
		all := strings.Fields(text)
		return deed{what: all[0], whom: all[1:]}
	}
	for _, tt := range tests {
		if got := read(tt.a).same(read(tt.b)); got != tt.want || read(tt.b).same(read(tt.a)) != got {
			t.Errorf("%s, %s: %v, want %v both ways", tt.a, tt.b, got, tt.want)
		}
	}
}

// One person's one deed, put on neighbouring days, is one happening and the days are in
// dispute; what only looks like it stays two.
func TestDeedsDays(t *testing.T) {
	tests := []struct {
		name    string
		reports []string
		want    string // events: day, accounts, and the days in dispute with their outlets
	}{
		{"an arrest in other words", []string{
			"a|6|en|Detectives arrested Marta Quill, the banker who vanished in spring, at a hotel in Kandor on Monday evening.",
			"b|6|en|Marta Quill was arrested on Tuesday as she left her lawyer's office, prosecutors said.",
			"c|6|en|Marta Quill, once chairman of Orrin Bank, was arrested on Tuesday and taken to the capital, according to her family.",
		}, "2025-11-04 3 2025-11-03 (a) 2025-11-04 (b, c)"},
		{"una detención, en dos lenguas", []string{
			"a|6|es|La policía detuvo el lunes por la noche a Marta Quiroga, directora de la naviera Orrín, y a otros dos directivos.",
			"b|6|en|Marta Quiroga, the head of the shipping line Orrin, was arrested on Tuesday with a suitcase of cash.",
			"c|6|en|The head of the Orrin shipping line, Marta Quiroga, was arrested on Tuesday.",
		}, "2025-11-04 3 2025-11-03 (a) 2025-11-04 (b, c)"},
		{"who is named in the next sentence", []string{
			"a|4|en|Gunmen on a motorcycle shot dead a judge of the harbour court on Monday. Marta Quill was hit by nine bullets outside her home.",
			"b|6|es|La jueza Marta Quill fue asesinada el domingo por la noche a la puerta de su casa.",
		}, "2025-11-03 3 2025-11-02 (b) 2025-11-03 (a)"},
		{"two who bear one name", []string{
			"a|6|en|Detectives arrested Marta Quill, the banker who vanished in spring, at a hotel in Kandor on Monday evening.",
			"b|6|en|Tomas Quill was arrested on Tuesday as he left his lawyer's office, prosecutors said.",
		}, "2025-11-03 1; 2025-11-04 1"},
		{"an arrest and a release", []string{
			"a|6|en|Detectives arrested Marta Quill, the banker who vanished in spring, at a hotel in Kandor on Monday evening.",
			"b|6|en|Marta Quill was released on Tuesday as her lawyer's appeal was heard, prosecutors said.",
		}, "2025-11-03 1; 2025-11-04 1"},
		{"arrested again", []string{
			"a|6|en|Detectives arrested Marta Quill, the banker who vanished in spring, at a hotel in Kandor on Monday evening.",
			"b|6|en|Marta Quill was arrested again on Tuesday as she left her lawyer's office, prosecutors said.",
		}, "2025-11-03 1; 2025-11-04 1"},
		{"one outlet tells of both", []string{
			"a|5|en|Detectives arrested Marta Quill, the banker who vanished in spring, at a hotel in Kandor on Monday evening.",
			"a|6|en|Marta Quill was arrested on Tuesday as she left her lawyer's office, prosecutors said.",
		}, "2025-11-03 1; 2025-11-04 1"},
		{"three days apart", []string{
			"a|8|en|Detectives arrested Marta Quill, the banker who vanished in spring, at a hotel in Kandor on Monday evening.",
			"b|8|en|Marta Quill was arrested on Thursday as she left her lawyer's office, prosecutors said.",
		}, "2025-11-03 1; 2025-11-06 1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, e := range Build(Story{Name: "days", Languages: []string{"en", "es"}}, printed(tt.reports...)).Events {
				var sides []string
				for _, d := range e.Disputes {
					if d.About != "date" {
						continue
					}
					for _, s := range d.Sides {
						var outlets []string
						for _, r := range s.Reports {
							outlets = append(outlets, r.Outlet)
						}
						sides = append(sides, fmt.Sprintf(" %s (%s)", s.Says, strings.Join(outlets, ", ")))
					}
				}
				slices.Sort(sides)
				got = append(got, fmt.Sprintf("%s %d%s", e.Span.FirstDay(), len(e.Accounts), strings.Join(sides, "")))
			}
			if strings.Join(got, "; ") != tt.want {
				t.Errorf("got %q, want %q", strings.Join(got, "; "), tt.want)
			}
		})
	}
}
