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
		{"en", "The rig -- at least on the side of the old derrick that faces the harbour of Palo -- was safe to enter, the engineers of the navy told the council.",
			nil, []string{"The rig was safe to enter"}},
		{"en", "In an interview on Radio Ancon's \"Morning on the River,\" Ines Roth rejected a proposal by the harbour master to close the three bridges to lorries.",
			[]string{"Ines Roth rejected a proposal by the harbour master to close the three bridges to lorries"}, nil},
		{"en", "A day after the council of Orrin closed the last of the bridges, the bakers and ferrymen readied their boats for the first market of the month of rains.",
			[]string{"The bakers and ferrymen readied their boats for the first market of the month of rains"}, nil},
		{"en", "The governor of Azua sent an envoy to the valley to speak with farmers trying to keep the lorries of the mine off the only road to the market.",
			[]string{"The governor of Azua sent an envoy to the valley to speak with farmers"}, nil},
		{"en", "Some of the donations to the families of the drowned ferrymen of Palo are being wrongly blocked by banks that take the charity for a company.",
			nil, []string{"Some of the donations to the families of the drowned ferrymen of Palo are being wrongly"}},
		{"en", "The mayor asked the council to support the woman whom the governor chose to carry out that transition, the former harbour master Tamar Oz.",
			nil, []string{"The mayor asked the council to support the woman whom the governor chose to carry out"}},
		{"en", "Tamar Oz, facing calls to step down from the council of the port, promised the families of the crew an inquiry into the loss of the ferry.",
			[]string{"Tamar Oz promised the families of the crew an inquiry into the loss of the ferry"}, []string{"Tamar Oz, facing calls to step down", "Tamar Oz, facing calls to step down from the council of the port"}},
		{"en", "The captain of the ferry is not dead, but the nurses of the hospital in the port say that his days are numbered after the fire in the bay of Ancon.",
			nil, []string{"The captain of the ferry is not dead"}},
		{"en", "The engineers of the navy fear that the gap in the dam above the old port may not be closed until the rains of August are over in the hills.",
			nil, []string{"The engineers of the navy fear that the gap in the dam above the old port may not be closed"}},
		{"en", "The governor of the island says that the port could reopen if the owners of the wreck pay for the pilots of the harbour and the tugs of the navy.",
			nil, []string{"The governor of the island says that the port could reopen"}},
		{"en", "The republic of Palo has suspended its diplomatic and commercial relations with Azua, a day after the harbour master of the port was arrested there.",
			nil, []string{"The republic of Palo has suspended its diplomatic and commercial relations"}},
		{"en", "The owners agreed to sell the yards of the port of Ancon for $7 billion in shares to a bank that had lent them the money for the new ferries.",
			nil, []string{"The owners agreed to sell the yards of the port of Ancon for $7 billion"}},
		{"en", "The mayor of the old town ordered the curfew in the port of Ancon to be extended to the end of the month, after two nights of fires in the yards.",
			nil, []string{"The mayor of the old town ordered the curfew"}},
		{"en", "The tugs of the navy towed the wreck of the tanker past the cities that the rebels of the north have held since the rains of last spring in the hills.",
			nil, []string{"The tugs of the navy towed the wreck of the tanker past the cities"}},
		{"en", "A motion passed by the council of the port in the first week of the rains, which nobody in the town had read, closed the bridge to all the lorries.",
			nil, []string{"A motion passed by the council of the port", "A motion passed by the council of the port in the first week"}},
		{"en", "The mayor is handing the keys of the port to her brother -- a sign, say the bakers of the old town, of what the council thinks of her plans.",
			nil, []string{"The mayor is handing the keys of the port to her brother -- a sign"}},
		{"en", "The guards of the dam shot nine of the bakers of the old town on the bridge below the market, according to nurses at the hospital of the port.",
			nil, []string{"The guards of the dam shot nine of the bakers of the old town on the bridge below the market"}},
		{"en", "A wave from the dam carried off nine of the bakers of the old town on the bridge below the market, according to nurses at the hospital of the port.",
			[]string{"A wave from the dam carried off nine of the bakers of the old town on the bridge below the market"}, nil},
		{"en", "Four men of the port of Palo were hurt when a tug was hit in the same waters.",
			[]string{"Four men of the port of Palo were hurt when a tug was hit"}, nil},
		{"en", "Even as the council of the port met on the bridge, the ferrymen and the bakers of the old town marched to the yards of the navy in the bay of Ancon.",
			[]string{"The ferrymen and the bakers of the old town marched to the yards of the navy"}, nil},
		{"es", "La alcaldesa dijo que la naviera del ferri hundido en la bahía de Ancón no tiene permiso para mover los restos del barco sin los peritos del puerto.",
			nil, []string{"La alcaldesa dijo que la naviera del ferri hundido en la bahía de Ancón no tiene permiso"}},
		{"es", "El capitán del ferri, Bruno Sáez, aseguró que el práctico del puerto que, avisado por la naviera, se encuentra a pocos metros del muelle no subió a bordo.",
			nil, []string{"El capitán del ferri, Bruno Sáez, se encuentra a pocos metros del muelle"}},
		{"es", "La crecida del río, que empezó el sábado en los valles altos, no ha dejado reabrir por ahora los puentes de la ciudad vieja ni los del puerto.",
			[]string{"La crecida del río no ha dejado reabrir por ahora los puentes de la ciudad vieja ni los del puerto"}, nil},
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
		{"en", "The ferry sank off the pier, four years after its last repair, and the mayor", false},
		{"en", "The ferry sank off the pier, four years after its last repair, and the mayor resigned", true},
		{"en", "The ferry carried flour, oil, and the nets of the port", true},
		{"en", "The mayor told Radio Ancon", false},
		{"en", "The mayor told Radio Ancon that the ferry sank", true},
		{"en", "The mayor announced a curfew on the port", true},
		{"en", "The mayor announced on Radio Ancon", false},
		{"en", "The ferry sank off the pier, the mayor said", true},
		{"en", "Tamar Oz, mayor of the port of Ancon, said", false},
		{"en", "The night of the first of several large protests in which the bakers left the port", false},
		{"en", "The judge refused to lift a ban on night ferries imposed", false},
		{"en", "The mayor said the harbour master resigned", true},
		{"en", "The ban on night ferries was finally lifted", true},
		{"en", "The rebels took the port while their ships", false},
		{"en", "Nine people were held while leaving the port", true},
		{"en", "Since the flood, fever has spread to Palo, with nurses", false},
		{"en", "In June, the mine placed a cap, known", false},
		{"en", "The mine disagrees with Ancon Oil, who said the council's plan", false},
		{"en", "When the ferry sank, many of us here", false},
		{"es", "Los vecinos han marchado para pedir", false},
		{"es", "El barrio sigue en una crisis de difícil salida", true},
		{"en", "A team - made up of nurses and bakers of the port", false},
		{"en", "A slick caused by the blast on the ferry", false},
		{"en", "The mayor hoped that the ferrymen, given new boats by the navy", false},
		{"en", "The mayor has suspended relations", false},
		{"en", "The crew went to help him", false},
		{"en", "The guards, named in May by the mayor, fled to the port", true},
		{"es", "Entre los mensajes que el alcalde ha enviado están, por ejemplo", false},
		{"es", "El alcalde dijo que la zona que controla el puerto", false},
		{"es", "El alcalde dijo a la prensa", false},
		{"es", "El alcalde anunció un toque de queda", true},
		{"pt", "O prefeito disse à imprensa", false},
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

// What is left of a text without its brackets may have no words.
func TestNothingButBrackets(t *testing.T) {
	for _, text := range []string{", (The harbour of Oruna)    !", ", (El puerto de Oruna)    !", "(2024), !"} {
		for _, lang := range []string{"en", "es", "pt", ""} {
			if got := texts(compacted(text, languageOf(lang))); len(got) == 0 {
				t.Errorf("%q in %q: nothing", text, lang)
			}
		}
	}
}

// A word of accents alone, as a page may have, is folded to nothing.
func TestAccentsAlone(t *testing.T) {
	for _, text := range []string{"A slick caused by \u0301 the blast reached Oruna", "The bank lost \u0301 in assets on Monday and closed"} {
		if got := compacted(text, languageOf("en")); len(got) == 0 {
			t.Errorf("%q: nothing is left", text)
		}
	}
}
