package words

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSplit(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"Killing 1,200 in the U.S. and U.N.", []string{"killing", "1200", "in", "the", "us.", "and", "un."}},
		{"Gustavo Petro visitó EE.UU. ayer", []string{"gustavo", "petro", "visito", "ee", "uu", "ayer"}},
		{"4.9 million, 60,000 US troops", []string{"4", "9", "million", "60000", "us.", "troops"}},
		{"Así: ¡ñandú!", []string{"asi", "nandu"}},
		{"", nil},
	}
	for _, tt := range tests {
		var got []string
		for _, w := range Split(tt.text) {
			got = append(got, w.Folded)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%q: %s", tt.text, diff)
		}
		if n := Count(tt.text); n != len(tt.want) {
			t.Errorf("%q has %d words, want %d", tt.text, n, len(tt.want))
		}
	}
}

func TestStemmer(t *testing.T) {
	en, es := NewStemmer("en"), NewStemmer("es")
	if a, b := en.Stem("killed"), en.Stem("killing"); a != b || a == "" {
		t.Errorf("killed, killing: %q, %q", a, b)
	}
	if a, b := es.Stem("lanchas"), es.Stem("lancha"); a != b || a == "" {
		t.Errorf("lanchas, lancha: %q, %q", a, b)
	}
	for _, pair := range [][2]string{{"debatirá", "debatió"}, {"comparecerá", "compareció"}, {"murió", "murieron"}} {
		if a, b := es.Stem(pair[0]), es.Stem(pair[1]); a != b {
			t.Errorf("%v: %q, %q", pair, a, b)
		}
	}
	for _, w := range []string{"the", "tuesday", "x"} {
		if got := en.Stem(w); got != "" {
			t.Errorf("%s: %q, want a stop word", w, got)
		}
	}
	if got := NewStemmer("fr").Stem("the"); got != "" {
		t.Errorf("unknown language keeps %q", got)
	}
	if pt := NewStemmer("pt"); pt.Stem("nao") != "" || pt.Stem("lancha") != "lancha" {
		t.Errorf("não, lancha: %q, %q", pt.Stem("nao"), pt.Stem("lancha"))
	}
}

func TestMeaningMeetsAcrossLanguages(t *testing.T) {
	en, es := NewStemmer("en"), NewStemmer("es")
	for _, pair := range [][2]string{
		{"strike", "bombardeo"}, {"boat", "lancha"}, {"killed", "murieron"}, {"president", "presidente"}, {"egypt", "egipto"},
		{"intelligence", "inteligencia"}, {"suspends", "suspende"}, {"gaddafi", "gadafi"}, {"petro", "petro"}, {"76", "76"},
	} {
		a, b := Meaning("en", en.Stem(pair[0])), Meaning("es", es.Stem(pair[1]))
		if a != b {
			t.Errorf("%v: %q, %q", pair, a, b)
		}
	}
	pt := NewStemmer("pt")
	for _, pair := range [][2]string{{"ferry", "navio"}, {"search", "buscas"}, {"fire", "incêndio"}, {"inquiry", "inquérito"}, {"resigned", "demissão"}, {"funeral", "funeral"}} {
		a, b := Meaning("en", en.Stem(pair[0])), Meaning("pt", pt.Stem(Fold(pair[1])))
		if a != b {
			t.Errorf("%v: %q, %q", pair, a, b)
		}
	}
	if a, b := Meaning("en", "boat"), Meaning("es", es.Stem("puente")); a == b {
		t.Errorf("boat means %q, puente too", a)
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("U.S. 1,200 ñ")
	f.Add("UN: 3.5 Él dijo «SÍ» A.B,CD US")
	f.Fuzz(func(t *testing.T, text string) {
		at, all := 0, Split(text)
		if n := Count(text); n != len(all) {
			t.Fatalf("%q has %d words, and is split into %d", text, n, len(all))
		}
		for _, w := range all {
			if w.Start < at || w.End <= w.Start || w.End > len(text) || w.Folded == "" {
				t.Fatalf("%+v after %d in %q", w, at, text)
			}
			if want := folded(text[w.Start:w.End]); w.Folded != want {
				t.Fatalf("%q of %q is %q, want %q", text[w.Start:w.End], text, w.Folded, want)
			}
			at = w.End
		}
	})
}
