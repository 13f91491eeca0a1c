package timeline

import (
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/timeline/words"
)

func TestCompacted(t *testing.T) {
	tests := []struct {
		lang, text string
		want       []string // among the versions
		never      []string
	}{
		{"en", "Lena Varga, a nurse from the hill districts of Lima, sued the city on behalf of forty families over the collapse of the footbridge.",
			[]string{"Lena Varga sued the city on behalf of forty families"}, []string{"Lena Varga, a nurse"}},
		{"en", "The rig -- leased by Petromar from a Norwegian yard in the spring -- sank off the cape after two days of fire, prompting the navy to close the bay.",
			[]string{"The rig sank off the cape"}, nil},
		{"en", "The council imposed a curfew on the old town and the port, and referred the killing of the harbour master to the national prosecutor.",
			[]string{"The council imposed a curfew on the old town and the port"}, nil},
		{"en", "Senators passed a law that bans night ferries on the three rivers of the basin and doubles the fines for captains who sail without a licence.",
			[]string{"Senators passed a law"}, []string{"Senators passed a law that bans night ferries on the three rivers of the basin and"}},
		{"en", "The owner of the ferry turned himself in to the police in the port town on the river, four days after the vessel went down with all on board.",
			nil, []string{"The owner of the ferry turned himself", "The owner of the ferry turned"}},
		{"en", "The port's old crane is seen as vital to the repair of the bridges that the flood of last spring left without their piers and ramps.",
			nil, []string{"The port's old crane is seen"}},
		{"en", "The minister said in a written statement on the website of the ministry that the dam above the town had been built without a permit.",
			nil, []string{"The minister said in a written statement on the website of the ministry", "The minister said"}},
		{"en", "The mayor opened a \"floating bridge,\" which the army had built in nine days from pontoons that were lent by the neighbouring province of Azua.",
			[]string{"The mayor opened a \"floating bridge\""}, nil},
		{"en", "Two women who survived the fire on the ferry in the bay of Ancon last week were flown home by the air force of the island republic.",
			nil, []string{"Two women who survived the fire"}},
		{"en", "Since the council voted to close the bridge to lorries of more than ten tonnes in the first week of the month of long rains.",
			nil, []string{"Since the council voted to close the bridge"}},
		{"es", "La fiscal Nuria Galán, que llegó al cargo en mayo, ordenó el arresto de once oficiales de la base naval por la muerte de dos reclutas.",
			[]string{"La fiscal Nuria Galán ordenó el arresto de once oficiales de la base naval por la muerte de dos reclutas"}, nil},
		{"es", "El gobernador pide carpas y medicinas para las familias que perdieron sus casas, mientras el río sigue creciendo al pie de los barrios altos.",
			[]string{"El gobernador pide carpas y medicinas para las familias que perdieron sus casas"}, nil},
		{"es", "El ministro ha dicho en un acto ante los vecinos de la ciudad vieja que el puente se cerrará a los camiones cuando acaben las lluvias.",
			nil, []string{"El ministro ha dicho en un acto"}},
		{"pt", "O governador, que voltou da capital na véspera, fechou as três pontes do rio aos caminhões enquanto os engenheiros revisam os pilares.",
			[]string{"O governador fechou as três pontes do rio aos caminhões enquanto os engenheiros revisam os pilares"}, nil},
	}
	for _, tt := range tests {
		wantVersions(t, tt.text, strings.TrimSuffix(tt.text, "."), texts(compacted(tt.text, languageOf(tt.lang))), tt.want, tt.never)
	}
}

func texts(versions []sentenceWords) (out []string) {
	for _, v := range versions {
		out = append(out, v.text)
	}
	return out
}

func TestComplete(t *testing.T) {
	for _, tt := range []struct {
		lang, text string
		want       bool
	}{
		{"en", "The ferry sank off the pier", true},
		{"en", "The ferry sank off the", false},
		{"en", "The wreck of the ferry", false},
		{"en", "The mayor said the wreck of the ferry", false},
		{"en", "The mayor said the ferry sank", true},
		{"en", "Lena Varga, the nurse hailed by many of the families", false},
		{"en", "In the port, the nurses hailed the crew", true},
		{"en", "The mayor opened the \"floating bridge", false},
		{"en", "Tamar Oz, the minister who resigned", false},
		{"es", "El puerto reabre tras la tormenta", true},
		{"es", "El puerto reabre tras la", false},
		{"pt", "O porto fecha as portas por", false},
	} {
		if got := languageOf(tt.lang).cut(tt.text).complete(); got != tt.want {
			t.Errorf("%q: %v, want %v", tt.text, got, tt.want)
		}
	}
}

// FuzzCompacted: versions leave words out, and put none in.
func FuzzCompacted(f *testing.F) {
	f.Add("Lena Varga, a nurse, said \"the port, which I closed,\" was open -- (for now) -- and left.", "en")
	f.Add("El puerto, que cerró ayer, reabre «en breve», según la alcaldesa; el ferri no.", "es")
	f.Fuzz(func(t *testing.T, text, lang string) {
		l := languageOf(lang)
		all := words.Split(strings.Join(strings.Fields(text), " "))
		for _, v := range texts(compacted(text, l)) {
			if utf8.ValidString(text) && !utf8.ValidString(v) {
				t.Fatalf("%q of %q is cut in a rune", v, text)
			}
			at := 0
			for _, w := range words.Split(v) {
				for at < len(all) && all[at].Folded != w.Folded {
					at++
				}
				if at == len(all) {
					t.Fatalf("%q is not of %q", v, text)
				}
				at++
			}
		}
		if h := l.narrow(l.spare(l.heading(text))); utf8.ValidString(text) && !utf8.ValidString(h) {
			t.Fatalf("heading %q of %q", h, text)
		}
	})
}
