package timeline

import (
	"strings"
	"testing"
)

func TestScenes(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en", "U.S. forces struck two boats in the eastern Pacific on Sunday.", "Pacific"},
		{"en", "A strike off the coast of Venezuela killed four, the White House said in Washington.", "Venezuela Washington"},
		{"en", "Colombia recalled its ambassador to the United States.", ""},
		{"es", "Estados Unidos atacó una lancha en el Caribe.", "Caribbean"},
		{"es", "El bombardeo ocurrió frente a las costas de Colombia, en aguas del Pacífico.", "Colombia Pacific"},
		{"pt", "O ataque ocorreu no Pacífico, perto da Colômbia.", "Pacific Colombia"},
	} {
		var got []string
		for _, p := range scenes(c.text, languageOf(c.lang)) {
			got = append(got, p.Name)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestPlacesApart(t *testing.T) {
	at := func(lang, text string) bool {
		return placesApart(scenes("A strike hit a boat in the Caribbean near Venezuela.", languageOf("en")), scenes(text, languageOf(lang)))
	}
	for text, want := range map[string]bool{
		"Una lancha fue atacada en el Pacífico.":                  true,
		"Una lancha fue atacada en el Pacífico, cerca de México.": true,
		"Una lancha fue atacada cerca de México.":                 true,
		"Una lancha fue atacada cerca de Venezuela.":              false,
		"Una lancha fue atacada en el mar Caribe.":                false,
		"Una lancha fue atacada.":                                 false,
	} {
		if at("es", text) != want {
			t.Errorf("%s: want %v", text, want)
		}
	}
	if !placesApart(scenes("A boat was hit in the Caribbean.", languageOf("en")), scenes("Una lancha fue atacada en el Pacífico.", languageOf("es"))) {
		t.Error("the Caribbean and the Pacific are not apart")
	}
}
