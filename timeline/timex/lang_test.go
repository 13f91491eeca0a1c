package timex

import (
	"maps"
	"slices"
	"testing"
	"time"
)

// dctOf reads the publication of an example: a day, or an instant with its zone.
func dctOf(t *testing.T, text string) time.Time {
	t.Helper()
	if text == "" {
		return time.Time{}
	}
	for _, layout := range []string{time.DateOnly, "2006-01-02T15:04", time.RFC3339} {
		if d, err := time.Parse(layout, text); err == nil {
			return d
		}
	}
	t.Fatalf("dct %q is neither a day nor an instant", text)
	return time.Time{}
}

// TestExamples runs what stands with every rule of every language: the
// examples must be read by the rule, as they say; the near misses must not.
func TestExamples(t *testing.T) {
	for _, code := range slices.Sorted(maps.Keys(compiled)) {
		f, err := readLanguage(code, true)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range f.Rules {
			t.Run(code+"/"+r.Name, func(t *testing.T) {
				if len(r.Examples) == 0 || len(r.Misses) == 0 {
					t.Error("a rule needs an example and a near miss")
				}
				for _, e := range r.Examples {
					checkExample(t, code, r, e)
				}
				for _, e := range r.Misses {
					for _, x := range Tag(Document{Text: e.Text, Language: code, DCT: dctOf(t, e.DCT)}) {
						if x.Rule == r.Name && (e.Span == "" || e.Span == x.Text) {
							t.Errorf("%q: read %q as %s", e.Text, x.Text, x.Value)
						}
					}
				}
			})
		}
	}
}

func checkExample(t *testing.T, code string, r ruleFile, e example) {
	t.Helper()
	got := Tag(Document{Text: e.Text, Language: code, DCT: dctOf(t, e.DCT)})
	if r.Norm == "none" { // a negative rule: nothing may be read, or only what the example names
		for _, x := range got {
			if x.Text != e.Span {
				t.Errorf("%q: read %q as %s by %s", e.Text, x.Text, x.Value, x.Rule)
			}
		}
		return
	}
	for _, x := range got {
		if x.Text != e.Span {
			continue
		}
		switch {
		case x.Rule != r.Name:
			t.Errorf("%q: %q was read by rule %s", e.Text, x.Text, x.Rule)
		case x.Value != e.Value:
			t.Errorf("%q: %q has value %s, want %s", e.Text, x.Text, x.Value, e.Value)
		case e.Type != "" && x.Type != e.Type:
			t.Errorf("%q: %q has type %s, want %s", e.Text, x.Text, x.Type, e.Type)
		case e.EDTF != "" && x.Span.EDTF() != e.EDTF:
			t.Errorf("%q: %q has EDTF %q, want %q", e.Text, x.Text, x.Span.EDTF(), e.EDTF)
		}
		return
	}
	t.Errorf("%q: no %q among %d expressions %v", e.Text, e.Span, len(got), words(got))
}

func words(xs []Timex) (out []string) {
	for _, x := range xs {
		out = append(out, x.Text+"="+x.Value)
	}
	return out
}
