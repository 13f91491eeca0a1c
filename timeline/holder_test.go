package timeline

import (
	"strings"
	"testing"

	"dateline/scraper"
)

// The last sentence begins with a head of state; wednesday is when it was printed.
func TestHeaded(t *testing.T) {
	land := map[string]string{"Ruiz": "Omar Ruiz", "Prado": "Lena Prado"}
	for _, tt := range []struct{ lang, text, want string }{
		{"en", "President Omar Ruiz closed the port. The president said the dam was weak.", "The president [Omar Ruiz] said the dam was weak."},
		{"es", "El puerto cerró por orden de Prado. La presidenta escribió que la presa está rota.", "La presidenta [Lena Prado] escribió que la presa está rota."},
		{"pt", "O presidente Omar Ruiz fechou o porto. O presidente disse que a barragem caiu.", "O presidente [Omar Ruiz] disse que a barragem caiu."},
		// two, none, one of a country that the words name, or one who heads a club
		{"en", "President Omar Ruiz met Prado in the port. The president said the dam was weak.", "The president said the dam was weak."},
		{"en", "President Ana Soto met Ruiz in the port. The president said the dam was weak.", "The president said the dam was weak."},
		{"en", "Miners closed the port of Ancon. The president said the dam was weak.", "The president said the dam was weak."},
		{"es", "El presidente Omar Ruiz cerró el puerto. El presidente peruano dijo que la presa está rota.", "El presidente peruano dijo que la presa está rota."},
		{"en", "President Omar Ruiz closed the port. The president of the club said the game was off.", "The president of the club said the game was off."},
	} {
		c := read(Story{}, []scraper.Article{{URL: "https://a.example/1", Text: tt.text, Language: tt.lang, Published: scraper.Published{Time: wednesday, HasTime: true}}}, nil)
		c.players = &cast{heads: land}
		last := len(c.docs[0].sentences) - 1
		if got := c.trim(&telling{s: &c.docs[0].sentences[last], sentence: last, day: dayOf(wednesday)}); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestLastNames(t *testing.T) {
	got := lastNames([]string{"Omar Ruiz", "Ana Soto", "Inés Soto", "Prado", "Li Wu"})
	if got["Ruiz"] != "Omar Ruiz" {
		t.Errorf("Ruiz is %q", got["Ruiz"])
	}
	for _, last := range []string{"Soto", "Prado", "Wu"} {
		if got[last] != "" {
			t.Errorf("%s is %q, and may be several or a word", last, got[last])
		}
	}
}

// FuzzHeaded: of what it prints, only a name in brackets is its own.
func FuzzHeaded(f *testing.F) {
	f.Add("President Omar Ruiz closed the port. ", "The president said so.", "en")
	f.Add("El presidente Ruiz, el «jefe». ", "El presidente escribió que no.", "es")
	f.Fuzz(func(t *testing.T, before, text, lang string) {
		c := &corpus{articles: []scraper.Article{{Text: before + text}}, docs: []document{{}}, players: &cast{heads: map[string]string{"Ruiz": "Omar Ruiz"}}}
		got := c.headed(&telling{sentence: 1, s: &sentence{start: int32(len(before)), end: int32(len(before) + len(text))}}, text, languageOf(lang))
		if from := strings.Index(got, " ["); got != text && (from < 0 || !strings.HasPrefix(text, got[:from])) {
			t.Errorf("%q became %q", text, got)
		}
	})
}
