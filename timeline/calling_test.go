package timeline

import (
	"strings"
	"testing"
)

// What a deed's sentence calls somebody whom it does not name.
func TestCalled(t *testing.T) {
	tests := []struct{ lang, text, want string }{
		{"en", "Police on Tuesday arrested the captain of the trawler that ran aground.", "captain"},
		{"en", "On the eve of the hearing the former owner of the mill was arrested.", "former owner"},
		{"es", "La policía detuvo el martes al capitán del pesquero que encalló.", "capitán"},
		{"es", "El dueño de la fábrica fue detenido el martes en el aeropuerto.", "dueño"},
		{"en", "Police arrested two men on Tuesday.", ""},
		{"es", "La policía detuvo el martes a dos hombres.", ""},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			var got []string
			for _, d := range languageOf(tt.lang).doneOnce(tt.text) {
				for _, c := range d.roles {
					got = append(got, strings.FieldsFunc(tt.text[c.at:], func(r rune) bool { return r == ' ' })[0])
				}
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// What a sentence says that the bearer of a name is.
func TestCallings(t *testing.T) {
	tests := []struct{ lang, text, want string }{
		{"en", "The captain, Raul Ortega, said nothing.", "captain"},
		{"en", "Captain Raul Ortega said nothing.", "Captain"},
		{"en", "Raul Ortega, the owner of the mill, said nothing.", "owner"},
		{"es", "El dueño de Molinos Orrín, Raúl Ortega, no dijo nada.", "dueño"},
		{"es", "El capitán Raúl Ortega no dijo nada.", "capitán"},
		{"es", "Raúl Ortega, dueño de la fábrica, no dijo nada.", "dueño"},
		{"en", "The captain hit a rock. Raul Ortega swam ashore.", ""},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			s := languageOf(tt.lang).cut(tt.text)
			var got []string
			for _, m := range mentions(s.text, s.words) {
				if !strings.HasSuffix(m.name, "Ortega") {
					continue
				}
				for _, c := range s.callings(m) {
					got = append(got, strings.FieldsFunc(tt.text[c.at:], func(r rune) bool { return r == ' ' || r == ',' })[0])
				}
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
