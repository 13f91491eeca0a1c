package timeline

import "testing"

// Read on Wednesday 12 November 2025, printed two days later.
func TestBackground(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       bool
	}{
		{"en", "Rescuers are still looking for victims of Monday's earthquake.", true},
		{"en", "The city has asked for help after last week's floods.", true},
		{"en", "At least nine people were killed in Monday's attack.", false},
		{"en", "Prices have doubled since the November 3 vote.", true},
		{"en", "Doctors have treated hundreds of men hurt in Monday's attack.", false},
		{"en", "The council met on November 3 in Leeds.", false},
		{"en", "Monday's earthquake killed at least nine people.", false},
		{"en", "The clean-up continues after the explosion of the rig on November 3.", true},
		{"en", "After the rig exploded on November 3, the company hired divers.", false},
		{"en", "The family of a man who was shot on Monday sued the city.", true},
		{"en", "The mayor, who was arrested on Monday, denies the charges.", true},
		{"en", "The ferry that sank on November 3 was fifty years old.", true},
		{"en", "Divers have raised the ferry which sank on November 3.", true},
		{"en", "The man who robbed two banks was arrested on Monday.", false}, // the sentence's own verb
		{"en", "Officials said that nine people died on November 3.", false},
		{"en", "The first time that the ferry sailed was on November 3.", false},
		{"en", "A court freed the captain, arrested on Monday.", false}, // no verb tells a clause
		{"en", "A court freed the captain on Monday.", false},
		{"en", "Doctors said that nine people died on Monday.", false},
		{"en", "The search goes on after the ferry sank on Wednesday.", false}, // news of two days ago still
		{"en", "Samples taken on November 3 had been tested in Dakar.", true},
		{"en", "The minister said samples taken on November 3 were tested in Dakar.", true},
		{"en", "Two nurses abducted on Monday were freed.", true},
		{"en", "Two nurses were abducted on Monday and freed.", false},
		{"en", "Rebels advanced on Monday and were beaten.", false},
		{"en", "What was taken on November 3 is gone.", false},
		{"en", "The stock closed at 12 cents, down from 17 on Wednesday.", true},
		{"en", "The toll rose to 44, compared with 12 on Wednesday.", true},
		{"en", "Shares fell from 17 to 12 on Wednesday.", false},
		{"en", "More than 17 died on Wednesday.", false},
		{"es", "Las muestras tomadas el 3 de noviembre resultaron positivas.", true},
		{"es", "Los hombres detenidos el 3 de noviembre fueron liberados.", true},
		{"es", "Fueron detenidos el 3 de noviembre y liberados.", false},
		{"es", "El balance subió a 44 muertos, frente a los 12 del miércoles.", true},
		{"pt", "Os homens detidos em 3 de novembro foram libertados.", true},
		{"es", "La junta ha gobernado desde que Rojas renunció el 3 de noviembre.", true},
		{"es", "La ciudad ha pedido ayuda para las víctimas del terremoto del lunes.", true},
		{"es", "Al menos nueve personas murieron en el terremoto del lunes.", false},
		{"es", "El terremoto del lunes mató a nueve personas.", false},
		{"es", "Es el primer muerto desde el comienzo de la huelga el 3 de noviembre.", true},
		{"es", "El alcalde, que fue detenido el lunes, niega los cargos.", true},
		{"es", "Los vecinos han vuelto tras las protestas que comenzaron el 3 de noviembre.", true},
		{"es", "La ministra anunció que los vecinos volvieron el 3 de noviembre.", false}, // what was said
		{"es", "El hombre que robó dos bancos fue detenido el lunes.", false},             // the sentence's own verb
		{"es", "Es la primera vez que abrieron el 3 de noviembre.", false},
		{"es", "La comisión reveló la participación en la segunda vuelta, celebrada el lunes.", false}, // no verb tells a clause
		{"es", "El tribunal liberó el lunes al capitán.", false},
		{"es", "Tras la explosión del lunes, la empresa contrató buzos.", false},
		{"pt", "A junta tem governado desde que Rojas renunciou em 3 de novembro.", true},
		{"pt", "O prefeito, que renunciou em 3 de novembro, foi preso.", true},
		{"pt", "O tribunal libertou o capitão na segunda-feira.", false},
	} {
		times := tagged(c.text, c.lang)
		if len(times) == 0 {
			t.Errorf("%s: no date", c.text)
			continue
		}
		if got := languageOf(c.lang).cut(c.text).background(times[0], dayOf(wednesday)+2); got != c.want {
			t.Errorf("%s: %v, want %v", c.text, got, c.want)
		}
	}
}

// A report's first sentence is news of its own day, whatever it looks back on.
func TestBackgroundIsNoNews(t *testing.T) {
	timeline := Build(Story{Languages: []string{"en"}}, printed(
		"a|10|en|A strong earthquake killed forty people in the Tagra valley on Monday.",
		"b|14|en|The ministry has hired six helicopters to feed survivors of Monday's earthquake in the Tagra valley.",
		"c|14|en|It has carried water to the valley since the earthquake struck on November 10.",
	))
	days := map[string]string{}
	for _, e := range timeline.Events {
		for _, a := range e.Accounts {
			if a.Phrase == "" || e.Span.FirstDay() == "2025-11-10" {
				days[a.Outlet] = e.Span.FirstDay()
			}
		}
	}
	if days["a"] != "2025-11-10" || days["b"] != "2025-11-14" {
		t.Errorf("told of %v", days)
	}
}
