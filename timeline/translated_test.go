package timeline

import (
	"slices"
	"testing"
)

// Names that mean the same in other words of other languages.
func TestOrganisationSense(t *testing.T) {
	for _, tt := range []struct {
		a, la, b, lb string
		same         bool
	}{
		{"national court", "en", "audiencia nacional", "es", true},
		{"national court", "en", "audiencia nacional", "pt", true},
		{"provincial court", "en", "audiencia provincial", "es", true},
		{"bank of spain", "en", "banco de espana", "es", true},
		{"national jury of elections", "en", "jurado nacional de elecciones", "es", true},
		{"civil protection", "en", "protecao civil", "pt", true},
		{"duero bank", "en", "banco duero", "es", true},
		{"national court", "en", "policia nacional", "es", false},
		{"bank of spain", "en", "banco de portugal", "pt", false},
		{"provincial court", "en", "audiencia nacional", "es", false},
	} {
		a, b := organisationSense(tt.a, tt.la), organisationSense(tt.b, tt.lb)
		if a == "" || b == "" || (a == b) != tt.same {
			t.Errorf("%s is %q, %s is %q; one sense: want %v", tt.a, a, tt.b, b, tt.same)
		}
	}
	if s := organisationSense("tomas urrutia", "es"); s != "" {
		t.Errorf("a person means %q as an organisation", s)
	}
}

func TestTranslatedActors(t *testing.T) {
	reports := printed(
		"a|4|en|The former minister Ada Pinto went on trial at the National Court on Monday.",
		"b|4|es|La Audiencia Nacional comenzó a juzgar el lunes a la exministra Ada Pinto.",
		"c|6|en|Judges of the National Court heard Ada Pinto on Wednesday, and the National Police guarded the doors.",
		"d|6|es|Ada Pinto declaró el miércoles ante la Audiencia Nacional y la Audiencia Provincial pidió el sumario.",
		"e|6|es|La Audiencia Provincial pidió el miércoles el sumario de Ada Pinto.",
	)
	var names []string
	for _, a := range Build(Story{Name: "trial", Languages: []string{"en", "es"}}, reports).Actors {
		if slices.Contains(a.Also, "Audiencia Nacional") && a.Origins == 4 {
			names = append(names, a.Name)
		}
	}
	if !slices.Equal(names, []string{"National Court"}) {
		t.Errorf("%q are also the Audiencia Nacional, want the National Court", names)
	}
}
