package timeline

import (
	"strings"
	"testing"
)

func TestNothingAskedForIsCutOff(t *testing.T) {
	for _, tt := range []struct {
		lang, text string
		want       []string // among the versions
		never      []string
	}{
		{"en", "The mayor of Ancon blamed the loss of the ferry and of its crew of nine on \"a chain of errors\" at a yard that had built it in the spring.",
			[]string{"The mayor of Ancon blamed the loss of the ferry and of its crew of nine on \"a chain of errors\" at a yard"},
			[]string{"The mayor of Ancon blamed the loss of the ferry and of its crew of nine"}},
		{"en", "A court in Ancon has sentenced the former harbour master, Omar Ruiz, to five years in prison over the loss of the ferry and of its crew of nine.",
			[]string{"A court in Ancon has sentenced the former harbour master, Omar Ruiz, to five years in prison"},
			[]string{"A court in Ancon has sentenced the former harbour master, Omar Ruiz, to five years"}},
		{"en", "The council used the report of the engineers of the navy to claim that three quarters of the slick had been cleared from the bay by the end of May.",
			nil, []string{"The council used the report of the engineers of the navy to claim"}},
		{"en", "The sanctions on the yard were lifted on account of the families, and the ferry returned to service on the lower river in the first week of the rains.",
			[]string{"The sanctions on the yard were lifted on account of the families"}, nil},
		{"es", "El director del puerto ha amenazado a los pescadores de la bahía con cerrar la lonja si no retiran sus barcas del muelle antes de que acabe el mes.",
			nil, []string{"El director del puerto ha amenazado a los pescadores de la bahía"}},
		{"en", "The governor of Azua said he had approved the use of two aircraft of the navy to help fly home those engineers who were caught in the port by the flood.",
			nil, []string{"The governor of Azua said he had approved the use of two aircraft of the navy to help fly home those engineers"}},
		{"es", "El gobernador de Azua, que dirige la isla desde la salida del alcalde, dijo que cerrará el puerto de Ancón a los ferris durante la semana de lluvias.",
			[]string{"El gobernador de Azua dijo que cerrará el puerto de Ancón a los ferris"}, nil},
		{"en", "Under the accord, reached after eleven hours of talks at the ministry of the port of Ancon, a body of 24 inspectors of ships will be set up by the union.",
			nil, []string{"Under the accord, reached after eleven hours of talks at the ministry of the port of Ancon"}},
		// what was put between stands before what goes on
		{"en", "Tamar Oz, the pilot who had angered the owners of the yards when she told the council of their debts, arrived at the port of Palo with her crew.",
			[]string{"Tamar Oz arrived at the port of Palo with her crew"}, []string{"Tamar Oz, the pilot who had angered the owners of the yards"}},
		{"en", "Tamar Oz, the woman who accused the guards of the yard of beating her, arrived at the port of Palo in a boat of the coast guard.",
			[]string{"Tamar Oz arrived at the port of Palo"}, nil},
		{"es", "La alcaldesa ha confirmado, en un comunicado leído en la radio del puerto, los daños del muelle viejo de Ancón, pero no la pérdida del ferri.",
			[]string{"La alcaldesa ha confirmado los daños del muelle viejo de Ancón"}, []string{"La alcaldesa ha confirmado, en un comunicado leído"}},
		// how long after something else it happened
		{"en", "A day after Ines Roth stepped down, the council of Ancon named Tamar Oz as mayor.", []string{"The council of Ancon named Tamar Oz as mayor"}, nil},
		{"en", "A week after the flood reached Ancon, people are still looking for their boats.", []string{"People are still looking for their boats"}, nil},
		{"en", "A week after the flood reached Ancon, they are still looking for their boats.", nil, []string{"They are still looking for their boats"}},
		{"es", "Un día después de que Ines Roth dimitiera, el concejo de Ancón nombró alcaldesa a Tamara Oz.", []string{"El concejo de Ancón nombró alcaldesa a Tamara Oz"}, nil},
		// what had led up to it
		{"es", "Roth había hablado con un megáfono en el muelle y pidió a los pescadores cerrar el puerto de Ancón.", []string{"Roth pidió a los pescadores cerrar el puerto de Ancón"}, nil},
		{"en", "Roth had spoken to the fishermen on the pier and asked them to close the port.", []string{"Roth asked them to close the port"}, nil},
		{"en", "Roth had not spoken to the fishermen on the pier and asked them to close the port.", nil, []string{"Roth asked them to close the port"}},
		{"en", "Tamar Oz had been released by the guards and was with her family.", nil, []string{"Tamar Oz was with her family"}},
	} {
		versions := map[string]bool{}
		for _, v := range compacted(tt.text, languageOf(tt.lang)) {
			versions[v.text] = true
		}
		for _, want := range tt.want {
			if !versions[want] {
				t.Errorf("no %q of %q: %v", want, tt.text, versions)
			}
		}
		for _, never := range tt.never {
			if versions[never] {
				t.Errorf("%q of %q", never, tt.text)
			}
		}
	}
}

// What must be cut in any case is not cut before its verb, but says that it is cut.
func TestNarrowKeepsTheVerb(t *testing.T) {
	for _, tt := range []struct{ lang, text string }{
		{"en", "Tamar Oz, the pilot who angered the owners of the yards of Ancon when she told the council of the port in a closed session of all their debts, arrived"},
		{"es", "Los concejales Juan Roth y Tamara Oz, mientras estaban en Ancón para la fiesta del puerto y de sus pescadores, pidieron al gobierno que enviara más barcas"},
	} {
		if got := languageOf(tt.lang).narrow(tt.text); !strings.HasSuffix(got, " …") {
			t.Errorf("%q of %q", got, tt.text)
		}
	}
}

func TestDropMidst(t *testing.T) {
	for _, tt := range []struct{ lang, text, want string }{
		{"en", "Ancon closed its port to the ferries of Palo, the council said, as the slick drew near.", "Ancon closed its port to the ferries of Palo as the slick drew near."},
		{"en", "Ancon closed its port to the ferries of Palo, officials said, after the slick drew near.", "Ancon closed its port to the ferries of Palo after the slick drew near."},
		{"es", "El puerto de Ancón cerró a los ferris de Palo, informó la policía, cuando llegó la mancha.", "El puerto de Ancón cerró a los ferris de Palo cuando llegó la mancha."},
		// a party's word, somebody named, and deeds keep who says so
		{"en", "Ancon closed its port to the ferries of Palo, the opposition said, as the slick drew near.", "Ancon closed its port to the ferries of Palo, the opposition said, as the slick drew near."},
		{"en", "Ancon closed its port to the ferries of Palo, Ines Roth said, as the slick drew near.", "Ancon closed its port to the ferries of Palo, Ines Roth said, as the slick drew near."},
		{"en", "Soldiers shot nine fishermen dead on the pier, officials said, as the slick drew near.", "Soldiers shot nine fishermen dead on the pier, officials said, as the slick drew near."},
		{"en", "The port closed, officials said, as the slick drew near.", "The port closed, officials said, as the slick drew near."}, // too little before it
	} {
		if got := dropMidst(tt.text, languageOf(tt.lang)); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestExplained(t *testing.T) {
	for _, tt := range []struct {
		lang, rest string
		want       int
	}{
		{"es", ", día de la oración para los fieles, en las calles", len(", día de la oración para los fieles,")},
		{"es", " -día de la oración- en las calles", len(" -día de la oración-")},
		{"en", ", the day of prayer, in the streets", len(", the day of prayer,")},
		{"en", ", the harbour master of Ancon, in the streets", 0},
		{"en", ", this day of all days, in the streets", 0},
		{"en", ", the day of prayer", 0},
		{"en", ", the day of prayer was calm, and nobody came", 0},
	} {
		if got := languageOf(tt.lang).explained(tt.rest); got != tt.want {
			t.Errorf("%q: got %d, want %d", tt.rest, got, tt.want)
		}
	}
}

func TestStatureOfThemesAndPointers(t *testing.T) {
	for _, tt := range []struct {
		lang, better, worse string
		title               bool
	}{
		{"es", "La riada arrasa el puerto viejo de Ancón", "Riadas en Ancón", true},
		{"en", "Flood sweeps away the old port of Ancon", "After a week without rain in Ancon", true},
		{"es", "La policía acusó a los pescadores de usar barcas robadas en la bahía", "La policía acusó a los pescadores de usar esta táctica en la bahía", false},
		{"en", "The police accused the fishermen of using stolen boats in the bay", "The police accused the fishermen of using this tactic in the bay", false},
		{"en", "The council closed the port of Ancon to the ferries of Palo", "The council had closed the port of Ancon to the ferries of Palo", false},
		{"en", "The council of Ancon closed the port to the ferries", "In talks with the harbour masters of the whole bay", false},
		{"en", "The council closed the port of Ancon to the ferries of Palo", "The council declined to comment on the ferries of Palo", false},
	} {
		l := languageOf(tt.lang)
		if better, worse := l.cut(tt.better).stature(tt.title), l.cut(tt.worse).stature(tt.title); better <= worse {
			t.Errorf("%q: %.2f, %q: %.2f", tt.better, better, tt.worse, worse)
		}
	}
	l := languageOf("es")
	if this := l.cut("La policía acusó este martes a los pescadores de usar barcas robadas"); this.points() {
		t.Errorf("%q points", this.text)
	}
}

func TestDetailsRetellNothing(t *testing.T) {
	telling := func(stems ...term) pick { return pick{t: &telling{s: &sentence{stems: stems}}} }
	first := telling(1, 2, 3, 4, 5)
	if got := details([]pick{first, telling(1, 2, 3, 4, 6, 7, 8, 9, 10)}); len(got) != 1 {
		t.Errorf("told again: %d details", len(got))
	}
	if got := details([]pick{first, telling(1, 2, 6, 7, 8, 9, 10)}); len(got) != 2 {
		t.Errorf("told of something else: %d details", len(got))
	}
}

// Under a title that says what another report has said, the first sentence says it again.
func TestTitledOnce(t *testing.T) {
	c := &corpus{docs: []document{
		{language: "en"},
		{language: "en", title: []sentence{{stems: []term{1, 2, 3, 4}}}},
		{language: "es", title: []sentence{{stems: []term{1, 2, 3, 4}}}},
	}}
	w := &writer{c: c}
	at := func(doc, sentenceAt int, stems ...term) pick {
		return pick{t: &telling{doc: doc, sentence: sentenceAt, s: &sentence{stems: stems}}}
	}
	first := at(0, 3, 1, 2, 3, 4, 5)
	for _, tt := range []struct {
		name string
		pick pick
		want int
	}{
		{"the first sentence", at(1, 0, 1, 7, 8, 9), 1},
		{"another", at(1, 1, 1, 7, 8, 9), 2},
		{"of another language", at(2, 0, 1, 7, 8, 9), 2},
	} {
		if got := w.titledOnce([]pick{first, tt.pick}); len(got) != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, len(got), tt.want)
		}
	}
}

// A day that is the name of a programme, or begins it, is no date to leave out.
func TestTitledBy(t *testing.T) {
	for _, tt := range []struct {
		before, after string
		want          bool
	}{
		{"The mayor told Radio Ancon's \"", " Show\" that the port had closed", true},
		{"The mayor told Radio Ancon's “", "” that the port had closed", true},
		{"The mayor said: \"", " the port has closed\"", false},
		{"The mayor closed the port ", " for a week", false},
	} {
		if got := titledBy(tt.before, tt.after); got != tt.want {
			t.Errorf("%q … %q: %v", tt.before, tt.after, got)
		}
	}
}

func TestWithoutAlso(t *testing.T) {
	for _, tt := range []struct{ lang, text, want string }{
		{"en", "The navy also said that the wreck lay deep.", "The navy said that the wreck lay deep."},
		{"en", "He offered no proof but announced a reward.", "He offered no proof but announced a reward."},
		{"en", "The mayor came and announced a reward.", "The mayor came and announced a reward."},
		{"es", "La alcaldesa también dijo que el puerto cerraba.", "La alcaldesa dijo que el puerto cerraba."},
		{"es", "No dio pruebas pero anunció una recompensa.", "No dio pruebas pero anunció una recompensa."},
	} {
		if got := languageOf(tt.lang).cut(tt.text).withoutAlso(); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

// What only came about on a day keeps it.
func TestHangsOn(t *testing.T) {
	for _, tt := range []struct {
		lang, head string
		want       bool
	}{
		{"en", "The owners say the letter only reached them", true},
		{"es", "Los dueños dicen que la carta solo les llegó", true},
		{"en", "The owners say that only the letter was lost, and reached them", false},
		{"en", "The letter reached them", false},
		{"en", "", false},
	} {
		if got := languageOf(tt.lang).hangsOn(tt.head); got != tt.want {
			t.Errorf("%q: %v", tt.head, got)
		}
	}
}

func TestFurnitureOfLiveCoverage(t *testing.T) {
	for _, tt := range []struct{ lang, text string }{
		{"en", "That's all from our live coverage of the flood for today."},
		{"es", "Cerramos esta cobertura por hoy."},
		{"es", "Cronología de una riada"},
	} {
		if !furniture(tt.text, languageOf(tt.lang)) {
			t.Errorf("%q tells of something", tt.text)
		}
	}
}
