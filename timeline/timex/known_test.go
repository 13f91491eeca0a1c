package timex

import (
	"slices"
	"testing"
)

func TestLanguages(t *testing.T) {
	known := Languages()
	if !slices.IsSorted(known) || slices.Contains(known, unknownLanguage) {
		t.Errorf("%v", known)
	}
	for _, code := range []string{"en", "es", "pt"} {
		if !slices.Contains(known, code) {
			t.Errorf("%s is not among %v", code, known)
		}
	}
}
