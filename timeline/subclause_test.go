package timeline

import (
	"strings"
	"testing"

	"dateline/scraper"
)

func TestSubclause(t *testing.T) {
	for _, tt := range []struct{ lang, text, day, want string }{
		{"en", "Two men who survived a fire on a ferry off Ancon on Monday will be flown home, the mayor said.", "on Monday", "Two men survived a fire on a ferry off Ancon."},
		{"en", "The dam, which burst above the town of Orrin on Monday, had been closed for years.", "on Monday", "The dam burst above the town of Orrin."},
		{"en", "A judge who freed three miners late on Monday was suspended.", "on Monday", "A judge freed three miners."},
		{"es", "El minero que sobrevivió al derrumbe de la mina de Palo el lunes llegó a su casa.", "el lunes", "El minero sobrevivió al derrumbe de la mina de Palo."},
		{"pt", "O pescador que sobreviveu ao naufrágio da balsa na segunda-feira chegou à sua casa.", "na segunda-feira", "O pescador sobreviveu ao naufrágio da balsa."},
		// what goes on after the day, says little, or is of somebody not named here
		{"en", "Two men who survived a fire on a ferry on Monday off Ancon will be flown home.", "on Monday", ""},
		{"en", "The unrest that began on Monday spread to Palo.", "on Monday", ""},
		{"en", "He who freed three miners on Monday was suspended.", "on Monday", ""},
		{"en", "The mayor met two men who survived a fire on a ferry on Monday in her office.", "on Monday", ""},
		{"en", "The mayor said that two men had survived a fire on Monday and were safe.", "on Monday", ""},
		{"en", "A judge who said \"the miners were free on Monday\" was suspended.", "on Monday", ""},
	} {
		at := strings.Index(tt.text, tt.day)
		x := expression{}
		x.Start, x.End = at, at+len(tt.day)
		if tt.lang == "en" {
			x.Start += len("on ")
		}
		if got := languageOf(tt.lang).cut(tt.text).subclause(x); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

// Each sentence is about Tuesday; wednesday is when it was printed.
func TestTrimWhenItWasSaid(t *testing.T) {
	for _, tt := range []struct{ lang, text, want string }{
		{"en", "Floods cut the road to Palo on Tuesday, Mayor Ines Roth said on Wednesday.", "Floods cut the road to Palo, Mayor Ines Roth said."},
		{"en", "Mayor Ines Roth said on Wednesday that floods a day earlier had cut the road to Palo.", "Mayor Ines Roth said that floods a day earlier had cut the road to Palo."},
		{"en", "Mayor Ines Roth also said that floods on Tuesday had cut the road to Palo.", "Mayor Ines Roth said that floods had cut the road to Palo."},
		{"es", "Las lluvias cortaron el martes la carretera de Palo, informó este miércoles la alcaldesa Inés Roth.", "Las lluvias cortaron la carretera de Palo, informó la alcaldesa Inés Roth."},
		// what it says is of the day on which it is said
		{"en", "Mayor Ines Roth said on Wednesday that the road to Palo, which floods cut on Tuesday, is open.", "Mayor Ines Roth said on Wednesday that the road to Palo, which floods cut, is open."},
		{"en", "Mayor Ines Roth announced on Wednesday the results of the vote of Tuesday in Palo.", "Mayor Ines Roth announced on Wednesday the results of the vote of Tuesday in Palo."},
	} {
		c := read(Story{}, []scraper.Article{{URL: "https://a.example/1", Text: tt.text, Language: tt.lang, Published: scraper.Published{Time: wednesday, HasTime: true}}}, nil)
		s := &c.docs[0].sentences[0]
		for i := range s.times {
			if d := dayOf(wednesday) - 1; dayNamed(s.times[i].resolved) == d {
				if got := c.trim(&telling{s: s, phrase: int32(i), day: d}); got != tt.want {
					t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
				}
			}
		}
	}
}

// The second sentence points at the place of the first.
func TestTrimTheSamePlace(t *testing.T) {
	for _, tt := range []struct{ lang, text, want string }{
		{"en", "Two people died on Monday near the port of Ancon, in the first flood of the year. Three more died on Tuesday when a bridge fell in the same area.", "Three more died when a bridge fell in the same area [the port of Ancon]."},
		{"en", "A ferry sank off Ancon on Monday. A trawler was lost in the same waters on Tuesday, the navy said.", "A trawler was lost in the same waters [Ancon]."},
		{"es", "Un avión cayó el lunes en el Pacífico oriental, frente a Ancón. El martes otro se perdió en la misma zona con tres pasajeros.", "Otro se perdió en la misma zona [el Pacífico oriental] con tres pasajeros."},
		{"en", "A ferry sank off Ancon near Palo on Monday. A trawler was lost in the same waters on Tuesday.", "A trawler was lost in the same waters."},
		{"en", "A ferry sank on Monday. A trawler was lost in the same waters on Tuesday.", "A trawler was lost in the same waters."},
	} {
		c := read(Story{}, []scraper.Article{{URL: "https://a.example/1", Text: tt.text, Language: tt.lang, Published: scraper.Published{Time: wednesday, HasTime: true}}}, nil)
		if got := c.trim(&telling{s: &c.docs[0].sentences[1], sentence: 1, day: dayOf(wednesday) - 1}); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}
