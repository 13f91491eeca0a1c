package timex

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"golang.org/x/text/unicode/norm"
)

// TestWritten writes the sentences of the example sets in other ways that say
// the same, which must be read to the same values.
func TestWritten(t *testing.T) {
	everywhere := map[string]func(string) string{
		"accents apart":       norm.NFD.String,
		"non-breaking spaces": func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") },
	}
	capitals := map[string]func(string) string{"capitals": strings.ToUpper} // where no name is a month's too
	for file, ways := range map[string][]map[string]func(string) string{
		"es": {everywhere}, "es-kinds": {everywhere, capitals}, "es-press": {everywhere, capitals}, "es-reports": {everywhere, capitals}, "es-story": {everywhere, capitals},
		"pt": {everywhere, capitals}, "pt-press": {everywhere, capitals},
	} {
		data, err := os.ReadFile(filepath.Join("testdata", file+".yaml"))
		if err != nil {
			t.Fatal(err)
		}
		var set []sentence
		if err := yaml.Unmarshal(data, &set); err != nil {
			t.Fatal(err)
		}
		for _, s := range set {
			dct := s.DCT
			if dct == "" {
				dct = published
			}
			want := valuesOf(t, file, dct, s.Text)
			for _, kind := range ways {
				for how, write := range kind {
					if got := valuesOf(t, file, dct, write(s.Text)); !slices.Equal(got, want) {
						t.Errorf("%s: %q: read %v, want %v", how, write(s.Text), got, want)
					}
				}
			}
		}
	}
}

// valuesOf is what a text is read to.
func valuesOf(t *testing.T, language, dct, text string) (values []string) {
	t.Helper()
	for _, x := range Tag(Document{Text: text, Language: language, DCT: dctOf(t, dct)}) {
		values = append(values, x.Value)
	}
	return values
}
