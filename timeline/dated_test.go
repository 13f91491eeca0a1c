package timeline

import (
	"testing"
	"time"
)

func TestDateCountedFromAnother(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"en", "Two weeks after the talks on October 20 the two sides met again.", "2025-11-03"},
		{"en", "A month after October 5, the ferries ran again.", "2025-11-05"},
		{"en", "A year after November 3, 2024, the bridge reopened.", "2025-11-03"},
		{"en", "For two weeks after the talks on October 20 nobody spoke.", ""},
		{"en", "More than two weeks after the talks on October 20 the two sides met.", ""},
		{"en", "Ten hours after the talks on October 20 the fighting began.", ""},
		{"es", "Dos semanas después del 20 de octubre volvieron los vecinos.", "2025-11-03"},
		{"es", "Un mes después del 5 de octubre, los vecinos llenaron la plaza.", "2025-11-05"},
		{"es", "Más de un mes después del 5 de octubre no había agua.", ""},
		{"pt", "Duas semanas depois de 20 de outubro os moradores voltaram.", "2025-11-03"},
	} {
		times := tagged(c.text, c.lang)
		got := ""
		if d := languageOf(c.lang).cut(c.text).later(times, len(times)-1); d != noDay {
			got = d.time().Format(time.DateOnly)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestDateIsAName(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       bool
	}{
		{"en", "The April 6 movement called a strike.", true},
		{"en", "Trucks crossed the October 6 bridge.", true},
		{"en", "#Nov 3 Crowds in the square.", true},
		{"en", "The November 3 vote was close.", false},
		{"en", "Crowds filled the square November 3.", false},
		{"en", "The 1979 revolution halved the output.", false},
		{"es", "La Coalición del 17 de Febrero pidió ayuda.", true},
		{"es", "Llenaron la plaza el 3 de noviembre.", false},
		{"es", "La votación del 3 de noviembre fue reñida.", false},
		{"pt", "O movimento 6 de abril convocou uma greve.", true},
	} {
		times := tagged(c.text, c.lang)
		if len(times) == 0 {
			t.Errorf("%s: no date", c.text)
			continue
		}
		if got := languageOf(c.lang).cut(c.text).nameOf(times[0]); got != c.want {
			t.Errorf("%s: %v, want %v", c.text, got, c.want)
		}
	}
}

func TestDateAlone(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       bool
	}{
		{"en", "November 3, 2025", true},
		{"en", "On Monday, November 3", true},
		{"en", "It sank on November 3.", false},
		{"es", "Lunes, 3 de noviembre de 2025", true},
		{"es", "Se reanuda el 3 de noviembre.", false},
	} {
		if got := languageOf(c.lang).cut(c.text).bare(tagged(c.text, c.lang)); got != c.want {
			t.Errorf("%s: %v, want %v", c.text, got, c.want)
		}
	}
}
