package timeline

import (
	"math"
	"slices"
	"strings"
	"testing"

	"dateline/timeline/words"
)

func TestShortened(t *testing.T) {
	tests := []struct {
		lang, text string
		want       []string // among the versions
		never      []string
	}{
		{"en", "The ferry sank off the old pier on its last trip, killing nine people and blocking the port.",
			[]string{"The ferry sank off the old pier on its last trip."}, nil},
		{"en", "As the slick grew, the mayor closed the beaches and the fish market.",
			[]string{"The mayor closed the beaches and the fish market."}, nil},
		{"en", "The council voted to close the bridge (built in 1931) to lorries.",
			[]string{"The council voted to close the bridge to lorries."}, nil},
		{"en", "The mayor closed the bridge, which engineers had called unsafe, to all lorries.",
			[]string{"The mayor closed the bridge to all lorries."}, []string{"The mayor closed the bridge."}},
		{"en", "The rebels went on the attack, pushing the army back to the river, medics said.",
			[]string{"The rebels went on the attack, medics said."}, []string{"The rebels went on the attack medics said."}},
		{"en", "The mayor promised quick reforms, while warning of chaos, return to the old ways and poverty.",
			nil, []string{"The mayor promised quick reforms return to the old ways and poverty."}},
		{"en", "The tanker Aurelia, which left the port last week, sank off the cape.",
			nil, []string{"The tanker Aurelia."}},
		{"en", "The navy will board the ship at dawn, unless the crew agrees to turn back.",
			nil, []string{"The navy will board the ship at dawn."}},
		{"en", "The ministry said the dam was safe, but engineers denied it the same day.",
			nil, []string{"The ministry said the dam was safe."}},
		{"en", "Delegations came from Lima, Beijing, Oslo and a dozen smaller capitals.",
			nil, []string{"Delegations came from Lima.", "Delegations came from Lima, Oslo and a dozen smaller capitals."}},
		{"en", "The (re)opening of the port was put off by the council on Monday.",
			nil, []string{"Theopening of the port was put off by the council on Monday."}},
		{"es", "La (re)apertura del puerto fue aplazada el lunes por el consejo.",
			nil, []string{"Laapertura del puerto fue aplazada el lunes por el consejo."}},
		{"en", "He said \"the port, which I closed, will open again\" before the winter.",
			nil, []string{"He said \"the port."}},
		{"es", "El alcalde cerró el puente viejo a los camiones, mientras los ingenieros revisan los cables.",
			[]string{"El alcalde cerró el puente viejo a los camiones."}, nil},
		{"es", "La alcaldesa cerrará el puerto el lunes, salvo que el sindicato acepte la oferta.",
			nil, []string{"La alcaldesa cerrará el puerto el lunes."}},
		{"pt", "O prefeito fechou a ponte velha aos caminhões, enquanto os engenheiros revisam os cabos.",
			[]string{"O prefeito fechou a ponte velha aos caminhões."}, nil},
	}
	for _, tt := range tests {
		wantVersions(t, tt.text, tt.text, texts(shortened(tt.text, languageOf(tt.lang))), tt.want, tt.never)
	}
}

// wantVersions checks the ways to say a sentence: the first of them, and which others
// must be among them and which must not.
func wantVersions(t *testing.T, text, first string, got, want, never []string) {
	t.Helper()
	if got[0] != first {
		t.Errorf("%q: the first version is %q", text, got[0])
	}
	for _, version := range want {
		if !slices.Contains(got, version) {
			t.Errorf("%q: no %q in %q", text, version, got)
		}
	}
	for _, version := range never {
		if slices.Contains(got, version) {
			t.Errorf("%q: became %q", text, version)
		}
	}
}

func FuzzShortened(f *testing.F) {
	f.Add("As it grew, the mayor (re-elected) closed the port, which sank, killing 1,200.", "en")
	f.Add("Tras el choque, «el puente, que cayó», quedó cerrado, dejando 3 muertos.", "es")
	f.Fuzz(func(t *testing.T, text, lang string) {
		whole := words.Split(strings.ToLower(text))
		for _, version := range texts(shortened(text, languageOf(lang)))[1:] {
			at := 0
			for _, w := range words.Split(strings.ToLower(version)) {
				for at < len(whole) && whole[at].Folded != w.Folded {
					at++
				}
				if at++; at > len(whole) {
					t.Fatalf("%q says more than %q", version, text)
				}
			}
		}
	})
}

func TestPlainlyKeepsWhoVouches(t *testing.T) {
	tests := []struct{ lang, text, want string }{
		{"en", "Officials said that the bridge had been closed since noon.", "The bridge had been closed since noon."},
		{"en", "Ward said that the boat had carried drugs for months.", "Ward said that the boat had carried drugs for months."},
		{"en", "The army also disclosed that a shell had hit the school.", "The army disclosed that a shell had hit the school."},
		{"en", "Police alleged that the captain had been drinking.", "Police alleged that the captain had been drinking."},
		{"es", "El presidente escribió que no se entregará información.", "El presidente escribió que no se entregará información."},
		{"es", "Las autoridades informaron que el puente quedó cerrado al mediodía.", "El puente quedó cerrado al mediodía."},
	}
	for _, tt := range tests {
		if got := plainly(tt.text, languageOf(tt.lang)); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestFitness orders sentences by how well they stand alone, the best first.
func TestFitness(t *testing.T) {
	for _, better := range [][2]string{
		{"Nov. 11 - The mayor visits the villages of the coast.", "The mayor visits the villages of the coast on Nov. 11."},
		{"The mayor visited the villages on Nov. 11.", "The mayor visits the villages on Nov. 11."},
		{"The mayor has visited the villages on Nov. 11.", "Booms placed by the crew float off the pier on Nov. 11."},
		{"The mayor visited the villages of the coast.", "The mayor visited the villages and then ..."},
		{"Nov. 11 - The mayor visits the villages.", "Nov. 11: In this photo the mayor visits the villages."},
		{"The mayor visited the villages of the coast.", "She visited the villages of the coast."},
		{"The mayor visited the villages of the coast.", "Who visited the villages of the coast?"},
		{"The mayor visited the villages of the coast.", "We visited the villages of your coast."},
		{"The mayor visited the villages of the coast.", "MORALES: Well, the mayor visited the villages."},
		{"The mayor visited the villages of the coast.", "ANA MORALES, MAYOR OF CORTES (through translator): The mayor visited the villages."},
		{"The mayor visited the villages of the coast.", "The mayor is one of the oldest on the coast."},
		{"The mayor visited the villages of the coast.", "The mayor's visit to the coast is going on."},
		{"The mayor visited the villages of the coast.", "Clearly, the mayor visited the villages of the coast."},
		{"The mayor visited the villages of the coast.", "The mayor visited the villages #coast"},
		{"US troops visited the villages of the coast.", "Troops told us of the villages of the coast."},
		{"But the mayor visited the villages of the coast.", "But she visited the villages of the coast."},
		{"With soldiers on the road, the mayor visited the villages.", "With soldiers massing on the road to the villages."},
	} {
		var got [2]float64
		for i, text := range better {
			got[i] = standing(text, words.Split(text), strings.Contains(text, "Nov. 11"), languageOf("en"))
		}
		if got[0] <= got[1] || math.IsNaN(got[0]+got[1]) {
			t.Errorf("%q has %g, %q has %g", better[0], got[0], better[1], got[1])
		}
	}
}

func TestOwnVoice(t *testing.T) {
	for _, tt := range []struct {
		lang, text string
		own        bool
	}{
		{"en", "The mayor closed the port. \"I have no choice, and you know it,\" she said. Ferries stay in the bay.", false},
		{"en", "I think we should look at our port again. You may ask me why. It is our duty, and mine.", true},
		{"es", "La alcaldesa cerró el puerto. «No tenemos más remedio, nos obligan», dijo.", false},
		{"es", "Nosotros no vivimos del puerto, y a mí nadie me ha preguntado nunca por nuestro muelle.", true},
	} {
		if got := ownVoice(tt.text, words.Split(tt.text), languageOf(tt.lang)); got > .01 != tt.own {
			t.Errorf("%q: %.3f", tt.text, got)
		}
	}
}
