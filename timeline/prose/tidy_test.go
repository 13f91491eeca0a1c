package prose

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTidy(t *testing.T) {
	for sentence, want := range map[string]string{
		`Oil rose to a 2-1\/2-year peak.`:                             "Oil rose to a 2-1/2-year peak.",
		`The mayor said \"no\" to the port.`:                          `The mayor said "no" to the port.`,
		"Ruiz &amp; Hijos closed the yard.":                           "Ruiz & Hijos closed the yard.",
		"Según Reuters [en], el puerto cerró [ar].":                   "Según Reuters, el puerto cerró.",
		"The council [of the island] met.":                            "The council [of the island] met.",
		"El muelle viejo ardió en Ancón | EFE/Ana Luz.":               "El muelle viejo ardió en Ancón",
		"Ancón | El muelle viejo ardió.":                              "Ancón | El muelle viejo ardió.",
		`"The oil covered the reefs.`:                                 `"The oil covered the reefs."`,
		`I found her today."`:                                         `"I found her today."`,
		`Queremos una respuesta rápida", pidió el alcalde.`:           `"Queremos una respuesta rápida", pidió el alcalde.`,
		`"It is a figure," the admiral said."`:                        `"It is a figure," the admiral said.`,
		"El grupo (las voces, [en]) habló.":                           "El grupo (las voces) habló.",
		"“We saw the wave and ran.":                                   "“We saw the wave and ran.”",
		"Lo vi todo», dijo la vecina.":                                "«Lo vi todo», dijo la vecina.",
		`He called it "a very big" ocean.`:                            `He called it "a very big" ocean.`,
		`It is "small." When the gas lit, "it sank" and "all were...`: `It is "small." When the gas lit, "it sank" and "all were..."`,
		"***": "***",
	} {
		if got := Tidy(sentence); got != want {
			t.Errorf("Tidy(%q) = %q, want %q", sentence, got, want)
		}
	}
}

func FuzzTidy(f *testing.F) {
	f.Add(`"A \/ b" &amp; [en] c | D`)
	f.Add("«x» “y")
	f.Fuzz(func(t *testing.T, sentence string) {
		got := Tidy(sentence)
		if got == "" && sentence != "" || utf8.ValidString(sentence) && !utf8.ValidString(got) {
			t.Fatalf("%q of %q", got, sentence)
		}
		if !strings.ContainsAny(sentence, `&[|\`) {
			if again := Tidy(got); again != got {
				t.Fatalf("%q, then %q", got, again)
			}
		}
	})
}
