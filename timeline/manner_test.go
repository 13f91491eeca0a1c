package timeline

import (
	"math"
	"testing"

	"dateline/timeline/words"
)

func TestAspect(t *testing.T) {
	tests := []struct {
		lang, text string
		want       aspect
	}{
		{"en", "The miller was released on bail by the court in Leeds.", done},
		{"en", "The dam was later partly reopened.", done},
		{"en", "The dam has not yet been formally reopened.", done},
		{"en", "Police fired water cannon at the marchers.", done},
		{"en", "The council, which is in debt, sold the hall.", done},
		{"en", "As the river is high, the mayor closed the bridge.", done},
		{"en", "\"It is a scandal,\" the mayor said.", done},
		{"en", "Valdoro is one of the oldest towns of the coast.", state},
		{"en", "The bridge has been a nuisance for years.", state},
		{"en", "The bridge may reopen by Friday.", state},
		{"en", "On 3 May Will Hart closed the bridge.", done},
		{"en", "Marchers are gathering at the gates.", underWay},
		{"en", "The mayor's hours are clearly numbered.", state},
		{"en", "A night of wind and rain", unclear},
		{"es", "El molinero fue liberado por el juez de Soria.", done},
		{"es", "La presa ya ha sido reabierta.", done},
		{"es", "La policía disparó contra los manifestantes.", done},
		{"es", "Soria es una de las ciudades más antiguas del país.", state},
		{"es", "El puente podría reabrir el viernes.", state},
		{"es", "El puente reabrirá el viernes.", state},
		{"es", "Los vecinos están llegando a la plaza.", underWay},
		{"es", "En esta plaza murió el alcalde.", done},
		{"es", "La alcaldesa dimitió por la rotura del dique.", done},
		{"pt", "O moleiro foi libertado pelo juiz de Évora.", done},
		{"pt", "Évora é uma das cidades mais antigas do país.", state},
		{"pt", "A ponte pode reabrir na sexta-feira.", state},
		{"fi", "Silta suljettiin perjantaina.", unclear},
	}
	for _, tt := range tests {
		if got := mannerOf(tt.text, words.Split(tt.text), languageOf(tt.lang)).aspect(); got != tt.want {
			t.Errorf("%q: got %d, want %d", tt.text, got, tt.want)
		}
	}
}

func TestManner(t *testing.T) {
	tests := []struct {
		lang, text           string
		comments             int
		addresses, contracts bool
	}{
		{"en", "The council sold the hall to a bank in Leeds.", 0, false, false},
		{"en", "Clearly, the mayor's days are over.", 1, false, false},
		{"en", "It was only a matter of time before the dam broke.", 1, false, false},
		{"en", "The mayor said \"I clearly think we're done\" and left.", 0, false, false},
		{"en", "We think they're gone.", 1, true, true},
		{"en", "That's what your mayor wanted.", 0, true, true},
		{"en", "US troops reached the mine.", 0, false, false},
		{"en", "The troops reached US bases and told us.", 0, true, false},
		{"en", "A Phase I trial of the vaccine began.", 0, false, false},
		{"en", "Reporters asked whether I knew.", 0, true, false},
		{"en", "The mayor's car didn't stop.", 0, false, false},
		{"es", "El alcalde dijo que la presa cedió.", 0, false, false},
		{"es", "Quizás el alcalde se muestre muy prudente.", 2, false, false},
		{"es", "Nuestro alcalde sabe cómo huir.", 1, true, false},
		{"pt", "Os bombeiros entraram nos prédios.", 0, false, false},
		{"pt", "Talvez nós saibamos.", 1, true, false},
	}
	for _, tt := range tests {
		m := mannerOf(tt.text, words.Split(tt.text), languageOf(tt.lang))
		if n, a, c := m.comments(), m.addresses(), m.contracts(); n != tt.comments || a != tt.addresses || c != tt.contracts {
			t.Errorf("%q: %d %t %t", tt.text, n, a, c)
		}
	}
}

func TestWhatFitsAnyDayStandsBadlyWithoutOne(t *testing.T) {
	tests := []struct {
		text        string
		dated, bare float64
	}{
		{"The marchers are demanding that the mayor resigns.", ongoing, timeless},
		{"The mayor is one of the richest men of Leeds.", stating, timeless},
		{"The marchers broke through the gates of the hall.", 0, 0},
	}
	for _, tt := range tests {
		m := mannerOf(tt.text, words.Split(tt.text), languageOf("en"))
		if dated, bare := m.cost(true), m.cost(false); dated != tt.dated || bare != tt.bare {
			t.Errorf("%q: costs %g with a date and %g without one, want %g and %g", tt.text, dated, bare, tt.dated, tt.bare)
		}
	}
}

// FuzzManner asserts that how a text speaks can be told of any text, and never
// speaks for it.
func FuzzManner(f *testing.F) {
	f.Add("“We’re done,” the mayor's aide said, and \"left.")
	f.Add("«Nós» — é 'd I'll US")
	f.Add("\xff'\xff \"")
	f.Fuzz(func(t *testing.T, text string) {
		for _, lang := range []string{"en", "es", "pt", ""} {
			m := mannerOf(text, words.Split(text), languageOf(lang))
			for _, dated := range []bool{true, false} {
				if cost := m.cost(dated); cost < 0 || math.IsNaN(cost) || cost > 2 {
					t.Errorf("%q costs %g in %q", text, cost, lang)
				}
			}
		}
	})
}

func TestDetailsAddSomething(t *testing.T) {
	telling := func(standing float64, beside bool, stems ...term) pick {
		return pick{t: &telling{s: &sentence{stems: stems}, standing: standing, beside: beside}}
	}
	first := telling(-.5, true, 1, 2, 3, 4)
	picks := []pick{
		first,
		telling(0, false, 1, 2, 3, 9),    // repeats it
		telling(-.6, false, 11, 12, 13),  // stands badly
		telling(0, true, 14, 15, 16),     // is about another day
		telling(-.1, false, 1, 2, 5, 6),  // adds to it
		telling(0, false, 5, 6, 1, 7, 2), // repeats that
	}
	got := details(picks)
	if len(got) != 2 || got[0].t != first.t || got[1].t != picks[4].t {
		t.Errorf("got %d details of %d", len(got), len(picks))
	}
}

// "The dam burst on Monday and killed 14 people" needs no "An earlier flood killed 14
// people" beside it, but "A flood a year ago killed 9 people".
func TestDetailsCountOnce(t *testing.T) {
	killed := func(n float64, stems ...term) pick {
		return pick{t: &telling{s: &sentence{stems: stems, notes: &notes{figures: []tallied{{Figure: Figure{Name: "killed", Value: n}}}}}}}
	}
	first, again, other := killed(14, 1, 2, 3, 4, 5), killed(14, 6, 7, 3, 4, 5), killed(9, 6, 7, 3, 8, 5)
	if got := details([]pick{first, again, other}); len(got) != 2 || got[1].t != other.t {
		t.Errorf("got %d details", len(got))
	}
}

func TestVerdict(t *testing.T) {
	for _, tt := range []struct {
		lang, text string
		want       bool
	}{
		{"en", "The mayor of Ancon tried everything.", true},
		{"en", "The mayor's days are numbered, but she is not gone.", true},
		{"en", "It was immediately obvious that the dam would break.", true},
		{"en", "Let the town remember that the dam was old.", true},
		{"en", "The harbour master was asked if the dam would hold.", true},
		{"en", "The mayor said \"our days are numbered\" and closed the port.", false},
		{"en", "The mayor tried a new pump.", false},
		{"en", "The pumps were numbered by the crew.", false},
		{"es", "La alcaldesa tiene los días contados.", true},
		{"es", "No hay duda de que la presa era vieja.", true},
		{"es", "La alcaldesa cerró el puerto.", false},
		{"pt", "O prefeito tem os dias contados.", true},
	} {
		if got := mannerOf(tt.text, words.Split(tt.text), languageOf(tt.lang)).verdict(); got != tt.want {
			t.Errorf("%q: %v, want %v", tt.text, got, tt.want)
		}
	}
}

func TestUnsaid(t *testing.T) {
	for _, tt := range []struct {
		lang, text string
		want       bool
	}{
		{"en", "The committee called for a strike in the port.", true},
		{"en", "The committee late on Friday called for a strike.", true},
		{"en", "The same paper had printed the letter.", true},
		{"en", "The committee of bakers called for a strike.", false},
		{"en", "The Committee of Ten called for a strike.", false},
		{"en", "The police called for calm in the port.", false},
		{"en", "A committee called for a strike in the port.", false},
		{"es", "El comité convocó una huelga en el puerto.", true},
		{"es", "El mismo diario publicó la carta.", true},
		{"es", "El líder minero Omar Ruiz convocó una huelga.", false},
		{"pt", "O comitê convocou uma greve no porto.", true},
	} {
		if got := languageOf(tt.lang).cut(tt.text).unsaid(); got != tt.want {
			t.Errorf("%q: %v, want %v", tt.text, got, tt.want)
		}
	}
}
