package langid

import "testing"

func TestDetectShortTexts(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Israeli forces killed 20 civilians at a hospital in Gaza on Monday, Hamas said.", "en"},
		{"Three killed in strike in eastern Pacific as carrier nears Venezuela", "en"},
		{"Six people were hurt when a ferry hit a pier on Friday.", "en"},
		{"Police arrest two after Sunday’s fire", "en"},
		{"Fuerzas israelíes mataron a 20 civiles en un hospital de Gaza el lunes, dijo Hamás.", "es"},
		{"Petro suspende el martes la cooperación con Estados Unidos", "es"},
		{"Mueren cuatro personas en un ataque a una lancha en el Caribe", "es"},
		{"Forças israelenses mataram 20 civis em um hospital de Gaza na segunda-feira, disse o Hamas.", "pt"},
		{"Quatro pessoas morreram em ataque a barco no Caribe", "pt"},
		{"Les forces israéliennes ont tué 20 civils dans un hôpital de Gaza lundi, selon le Hamas.", ""},
		{"Quatre personnes tuées dans une frappe sur un bateau dans les Caraïbes", ""},
		{"Le forze israeliane hanno ucciso 20 civili in un ospedale di Gaza lunedì, ha detto Hamas.", ""},
		{"Israelische Truppen töteten am Montag 20 Zivilisten in einem Krankenhaus in Gaza.", ""},
		{"Les forces israelianes van matar 20 civils en un hospital de Gaza dilluns, segons Hamàs.", ""},
		{"Israëlische troepen doodden maandag 20 burgers in een ziekenhuis in Gaza.", ""},
		{"Siły izraelskie zabiły w poniedziałek 20 cywilów w szpitalu na południu Gazy, a 30 do domu nie wróciło.", ""},
		{"İsrail güçleri pazartesi günü Gazze'deki bir hastanede 20 sivili öldürdü.", ""},
		{"Israelska styrkor dödade 20 civila på ett sjukhus i Gaza på måndagen, säger Hamas.", ""},
		{"Pasukan Israel membunuh 20 warga sipil di rumah sakit di Gaza pada Senin, kata Hamas.", ""},
		{"Hegseth, Petro, Maduro", ""},
		{"2025-11-11", ""},
		{"", ""},
		{"Ja\xff\xfe", ""},
	}
	for _, tt := range tests {
		if got := Vote(tt.text); got != tt.want {
			votes, words := count(tt.text)
			t.Errorf("Vote(%q) is %q, want %q; votes %v in %d words", tt.text, got, tt.want, votes, words)
		}
		if got := Detect(tt.text); got != tt.want && (tt.want != "" || got == "en" || got == "es" || got == "pt") {
			t.Errorf("Detect(%q) is %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestDetectAmongTheExpected(t *testing.T) {
	tests := []struct {
		text     string
		expected []string
		want     string
	}{
		{"Les forces israéliennes ont tué 20 civils dans un hôpital de Gaza lundi, selon le Hamas.", []string{"fr"}, "fr"},
		{"El avión aterrizó el martes en Bogotá con 40 repatriados.", []string{"en", "es"}, "es"},
		{"El avión aterrizó el martes en Bogotá con 40 repatriados.", []string{"en"}, "es"},
	}
	for _, tt := range tests {
		if got := Detect(tt.text, tt.expected...); got != tt.want {
			t.Errorf("Detect(%q, %q) is %q, want %q", tt.text, tt.expected, got, tt.want)
		}
	}
}

func TestAssumeTheStorysLanguage(t *testing.T) {
	tests := []struct {
		name, text string
		story      []string
		want       string
	}{
		{"names only", "Hegseth, Petro, Maduro", []string{"es"}, "es"},
		{"names only, two languages", "Hegseth, Petro, Maduro", []string{"en", "es"}, ""},
		{"few words, two languages", "Petro suspends intelligence sharing with US", []string{"en", "es"}, "en"},
		{"few words, two languages, the second", "Petro suspende cooperación con EE. UU.", []string{"en", "es"}, "es"},
		{"a word of both", "Trump no", []string{"en", "es"}, ""},
		{"a few French words", "Frappe dans les Caraïbes", []string{"en", "es"}, ""},
		{"French", "Quatre personnes tuées dans une frappe sur un bateau dans les Caraïbes", []string{"en"}, "fr"},
		{"English of a Spanish story", "Israeli forces killed 20 civilians at a hospital in Gaza on Monday.", []string{"es"}, ""},
		{"another script", "Израильские войска убили 20 человек в больнице в понедельник.", []string{"en"}, "ru"},
		{"another script, too short to tell", "Газа", []string{"en"}, ""},
		{"a language without words here", "Газа", []string{"uk"}, "uk"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Assume(tt.text, tt.story); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestCode(t *testing.T) {
	for tag, want := range map[string]string{"en": "en", "en-US": "en", "en_GB": "en", "spa": "es", "ES": "es", "pt-BR, en": "pt", "nb-NO": "no", "iw": "he", "English": "", "x-default": "", "": "", "und": ""} {
		if got := Code(tag); got != want {
			t.Errorf("Code(%q) is %q, want %q", tag, got, want)
		}
	}
}

func FuzzDetect(f *testing.F) {
	f.Add("Israeli forces killed 20 civilians on Monday", "es")
	f.Fuzz(func(t *testing.T, text, story string) {
		if got := Vote(text, story); got != "" && got != story {
			t.Errorf("%q was not expected", got)
		}
		Assume(text, []string{story})
	})
}
