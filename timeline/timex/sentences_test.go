package timex

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// sentence is a sentence of a language's example set, with all that is to be
// read in it: words, value and, where it tells more, EDTF.
type sentence struct {
	Text string     `yaml:"text"`
	DCT  string     `yaml:"dct"`
	Want [][]string `yaml:"want"`
}

// TestSentences reads the example sets of testdata, one file per language.
func TestSentences(t *testing.T) {
	files, err := filepath.Glob("testdata/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no example sets", err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var set []sentence
		if err := yaml.UnmarshalWithOptions(data, &set, yaml.Strict()); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		code := strings.TrimSuffix(filepath.Base(name), ".yaml")
		t.Run(code, func(t *testing.T) {
			for _, s := range set {
				var wants []want
				for _, w := range s.Want {
					if len(w) < 2 || len(w) > 3 {
						t.Fatalf("%q: want is [words, value] or [words, value, EDTF], not %v", s.Text, w)
					}
					edtf := "-"
					if len(w) == 3 {
						edtf = w[2]
					}
					wants = append(wants, want{w[0], w[1], edtf})
				}
				dct := s.DCT
				if dct == "" {
					dct = published
				}
				check(t, code, dct, s.Text, wants)
			}
		})
	}
}
