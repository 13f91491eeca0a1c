package figure

import (
	"fmt"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"dateline/timeline/words"
)

// What no sentence of the press need hold, but some do.
func TestNumbers(t *testing.T) {
	tests := []struct {
		lang, text string
		want       float64 // 0: no figure
	}{
		{"en", "1,250,000 people fled.", 1250000},
		{"en", "2.25 tons were seized.", 2.25},
		{"en", "1.250 tons were seized.", 1.25},
		{"en", "60\u00a0000 people fled.", 60000},
		{"en", "Two thousand three hundred and five people fled.", 2305},
		{"en", "One and a half million fled.", 0},
		{"en", "A hundred people fled.", 100},
		{"en", "Three hundred thousand people fled.", 300000},
		{"en", "An F-16 killed people.", 0},
		{"en", "At 14:30 people were killed.", 0},
		{"en", "Rule 7/12 killed people.", 0},
		{"es", "Murieron 1.234 personas.", 1234},
		{"es", "Se perdieron 1.234,5 toneladas.", 1234.5},
		{"es", "Se perdieron 1,234.5 toneladas.", 1234.5},
		{"es", "Murieron mil doscientas personas.", 1200},
		{"es", "Murieron veintiún mil trescientas quince personas.", 21315},
		{"es", "Huyeron dos millones trescientas mil personas.", 2300000},
		{"es", "Costó 15 mil millones de dólares.", 15e9},
		{"es", "Costó un billón de pesos.", 1e12},
		{"pt", "Morreram duzentas e trinta e duas pessoas.", 232},
		{"pt", "Morreram mil e duzentas pessoas.", 1200},
		{"pt", "Custou 1,5 bilhão de reais.", 1.5e9},
		{"es", "Fue el 14.º ataque de la campaña.", 14},
		{"pt", "Foi o 20.º ataque da campanha.", 20},
		{"es", "Fue el 14. ataque.", 0},
		{"xx", "3 killed", 0},
	}
	for _, tt := range tests {
		got := 0.0
		if found := Read(tt.text, tt.lang, nil); len(found) > 0 {
			got = found[0].Value
		}
		if got != tt.want {
			t.Errorf("%s: %g, want %g", tt.text, got, tt.want)
		}
	}
}

// Numbers of a time expression are none of its figures, and who is counted is told.
func TestSkipAndOf(t *testing.T) {
	text := "On 5 May three Colombian fishermen were killed."
	want := []Reading{{Start: 9, End: 14, Name: "killed", Of: "fishermen", Value: 3}}
	if diff := cmp.Diff(want, Read(text, "en", []Stretch{{3, 8}})); diff != "" {
		t.Error(diff)
	}
	if got := Read("Four workers involved in the search died.", "en", nil); len(got) != 1 || got[0].Of != "workers" {
		t.Errorf("got %+v, want four workers", got)
	}
	if got := Read("Rescuers said 17 remained missing.", "en", nil); len(got) != 1 || got[0].Of != "" {
		t.Errorf("got %+v, want 17 missing", got)
	}
	if got := Read("Murieron tres pescadores colombianos.", "es", nil); len(got) != 1 || got[0].Of != "pescadores" {
		t.Errorf("got %+v, want three pescadores", got)
	}
}

// Whatever the text, a reading lies within it and its range ascends.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"At least 57 people have been killed since September.", "entre 12 y 15 lanchas", "$2.5bn–3bn", "mil mil millones", "half a dozen dozen", "1.2.3,4,5", "14º ataque",
		"twenty-", "º", "1\u00a0", "a a hundred", "300m m", "between 3 and"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, lang := range []string{"en", "es", "pt"} {
			for _, r := range Read(text, lang, nil) {
				if r.Start < 0 || r.Start >= r.End || r.End > len(text) || r.Value <= 0 || r.High != 0 && r.High <= r.Value || r.Name == "" {
					t.Errorf("%s: %+v in %q", lang, r, text)
				}
				if strings.TrimSpace(r.Name) != r.Name || (r.Name == "money") != (r.Unit != "") {
					t.Errorf("%s: %+v", lang, r)
				}
			}
		}
	})
}

// A sentence without an end costs no more than its numbers times its words.
func BenchmarkReadEndless(b *testing.B) {
	for _, clause := range []string{"killed 3, ", "12 people were killed and the army said that 17 were wounded, "} {
		text := strings.Repeat(clause, 1000)
		b.Run(clause, func(b *testing.B) {
			for b.Loop() {
				Read(text, "en", nil)
			}
		})
	}
}

// No word counts two things: which would be told then were chance.
func TestVocabulary(t *testing.T) {
	entries, err := files.ReadDir("lang")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		raw, err := files.ReadFile("lang/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		var f file
		if err := yaml.UnmarshalWithOptions(raw, &f, yaml.Strict()); err != nil {
			t.Fatal(err)
		}
		measured, sums := map[string]string{}, map[string]string{}
		for name, m := range f.Measures {
			for list, all := range map[string][]string{"nouns": m.Nouns, "singular": m.Singular, "transitive": m.Transitive, "passive": m.Passive, "intransitive": m.Intransitive, "deathsof": m.DeathsOf, "tolls": m.Tolls, "phrase": m.Phrase} {
				for _, w := range all {
					key := list + " " + words.Fold(w)
					if other := measured[key]; other != "" && other != name {
						t.Errorf("%s: %s of %s and %s", e.Name(), key, other, name)
					}
					measured[key] = name
				}
			}
		}
		for of, all := range f.Sums {
			for _, w := range all {
				if other := sums[words.Fold(w)]; other != "" && other != of {
					t.Errorf("%s: %s is %s and %s", e.Name(), w, other, of)
				}
				sums[words.Fold(w)] = of
			}
		}
	}
}

// A table that runs into one sentence costs no more than a sentence.
func TestReadOfATable(t *testing.T) {
	for lang, row := range map[string]string{"en": "%d killed and ", "es": "%d muertos y "} {
		var text strings.Builder
		for n := range 4 * mostReadings {
			fmt.Fprintf(&text, row, n+2)
		}
		if found := Read(text.String(), lang, nil); len(found) != mostReadings {
			t.Errorf("%s: %d figures", lang, len(found))
		}
	}
}
