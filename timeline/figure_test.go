package timeline

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"dateline/timeline/words"
)

// said is a figure as the sentences of testdata/figures write it.
func said(f Figure) string {
	value := strconv.FormatFloat(f.Value, 'f', -1, 64)
	if f.High > 0 {
		value += "-" + strconv.FormatFloat(f.High, 'f', -1, 64)
	}
	parts := []string{f.Name}
	if f.Qualifier != "" {
		parts = append(parts, string(f.Qualifier))
	}
	parts = append(parts, value)
	if f.Unit != "" {
		parts = append(parts, f.Unit)
	}
	if f.Scope == Cumulative {
		parts = append(parts, "so far")
	}
	if f.Speaker != "" {
		parts = append(parts, "/", f.Speaker)
	}
	return strings.Join(parts, " ")
}

// Every sentence gives the figures that stand in it, and no others.
func TestFigures(t *testing.T) {
	files, err := filepath.Glob("testdata/figures/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no sentences", err)
	}
	for _, file := range files {
		lang := strings.TrimSuffix(filepath.Base(file), ".yaml")
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var sentences []struct {
			Text string
			Want []string
		}
		if err := yaml.UnmarshalWithOptions(raw, &sentences, yaml.Strict()); err != nil {
			t.Fatal(err)
		}
		right := 0
		for _, s := range sentences {
			got := []string{}
			for _, f := range figuresOf(s.Text, words.Split(s.Text), tagged(s.Text, lang), languageOf(lang)) {
				got = append(got, said(f.Figure))
			}
			if diff := cmp.Diff(s.Want, got); diff != "" {
				t.Errorf("%s: %s\n%s", lang, s.Text, diff)
				continue
			}
			right++
		}
		t.Logf("%s: %d of %d sentences", lang, right, len(sentences))
	}
}
