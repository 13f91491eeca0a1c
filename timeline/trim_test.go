package timeline

import (
	"strings"
	"testing"

	"dateline/scraper"
)

func TestCame(t *testing.T) {
	for _, tt := range []struct{ lang, text, want string }{
		{"en", "The order came as the tanker reached the bay of Ancon.", "the tanker reached the bay of Ancon."},
		{"en", "The break came a day after the governor accused the mine of poisoning the river.", "the governor accused the mine of poisoning the river."},
		{"en", "The march came after similar protests had closed the port of Palo.", ""},
		{"en", "The ferry came as far as the pier.", ""},
		{"en", "The order came as they left the bay.", ""},
		{"en", "The Orrin came as the tanker reached the bay.", ""},
		{"en", "Rescuers came as the tanker reached the bay.", ""},
		{"es", "La orden llegó cuando el buque entraba en la bahía de Ancón.", "el buque entraba en la bahía de Ancón."},
		{"pt", "A ordem veio quando o navio entrou na baía.", "o navio entrou na baía."},
	} {
		s := languageOf(tt.lang).cut(tt.text)
		got := ""
		if at := s.came(); at > 0 {
			got = tt.text[at:]
		}
		if got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

// The second sentence names its day by the first; wednesday is when it was printed.
func TestTrimThatDay(t *testing.T) {
	for _, tt := range []struct{ lang, text, want string }{
		{"en", "The dam above Orrin burst on Tuesday. That day, the mayor closed the port to all ships.", "The mayor closed the port to all ships."},
		{"en", "The dam above Orrin burst on Tuesday. The crews of the ferries left the same day the mayor closed the port.", "The crews of the ferries left the same day the mayor closed the port."},
		{"es", "La presa de Orrin reventó el martes. La alcaldesa había cerrado ese día el puerto a los barcos.", "La alcaldesa había cerrado el puerto a los barcos."},
		{"es", "La presa de Orrin reventó el martes. Ese mismo día la alcaldesa cerró el puerto a los barcos.", "La alcaldesa cerró el puerto a los barcos."},
	} {
		c := read(Story{}, []scraper.Article{{URL: "https://a.example/1", Text: tt.text, Language: tt.lang, Published: scraper.Published{Time: wednesday, HasTime: true}}}, nil)
		if got := c.trim(&telling{s: &c.docs[0].sentences[1], sentence: 1, day: dayOf(wednesday) - 1}); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

// FuzzOneSpaced: a text that needs no change is not made anew, and all others are as by
// the plain way.
func FuzzOneSpaced(f *testing.F) {
	for _, text := range []string{"", " ", "the port", "the  port", " the port ", "the port ", "o porto\u00a0fecha", "the\nport", "p\xff o"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got, want := oneSpaced(text), strings.Join(strings.Fields(text), " "); got != want {
			t.Fatalf("%q is %q, want %q", text, got, want)
		}
	})
}

func TestDropTail(t *testing.T) {
	for _, tt := range []struct{ lang, text, want string }{
		{"en", "The dam above Orrin burst after two days of rain, medics said.", "The dam above Orrin burst after two days of rain."},
		{"en", "The old dam above Orrin has burst, two officials said, raising fears that the port would flood.", "The old dam above Orrin has burst."},
		// a noun and the name that says more of it
		{"en", "The mine will close two of its nine pits, a company spokesman, a former miner, said.", "The mine will close two of its nine pits."},
		{"en", "The mine will close two of its nine pits, its new director, Lena Varga, said.", "The mine will close two of its nine pits, its new director, Lena Varga, said."},
		{"en", "The head of the port of Ancon, Omar Ruiz, said nine boats had sunk.", "The head of the port of Ancon, Omar Ruiz, said nine boats had sunk."},
		{"en", "One of the men, a young baker from Ancon, told reporters that the dam was weak.", "One of the men, a young baker from Ancon, told reporters that the dam was weak."},
		// what is said of a case is no word of it
		{"en", "The first two cases of the fever in Ancon, the largest port, were confirmed, raising fears of more.", "The first two cases of the fever in Ancon, the largest port, were confirmed, raising fears of more."},
		{"es", "La policía detuvo en el puerto a nueve personas, entre ellas la mujer que, según los vecinos, vendía pan.", "La policía detuvo en el puerto a nueve personas, entre ellas la mujer que, según los vecinos, vendía pan."},
		{"en", "The army shelled nine villages in the valley and, according to officials, burnt down a port.", "The army shelled nine villages in the valley and, according to officials, burnt down a port."},
	} {
		if got := dropTail(tt.text, languageOf(tt.lang)); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestDropOpening(t *testing.T) {
	for _, tt := range []struct{ lang, text, want string }{
		{"en", "But the dam held.", "the dam held."},
		{"en", "So far, nine boats have reached Orrin.", "So far, nine boats have reached Orrin."},
		{"en", "So the boats left.", "the boats left."},
		{"es", "Por su parte, la alcaldesa cerró el puerto.", "la alcaldesa cerró el puerto."},
	} {
		if got := dropOpening(tt.text, languageOf(tt.lang)); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}
