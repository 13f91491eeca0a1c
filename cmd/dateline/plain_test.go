package main

import (
	"strings"
	"testing"
)

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"Fire\tin the harbour\n":                "Fire\tin the harbour\n",
		"¿Qué pasó? «Nada» ®°\u00a0é 🚢":         "¿Qué pasó? «Nada» ®°\u00a0é 🚢",
		"\x1b[2J\x1b]0;pwned\aFire\r\b\x7f\x00": "[2J]0;pwnedFire",
		"\u009b2J \u0085Â\u0080Â x":             "2J ÂÂ x",
	} {
		for size := 1; size <= len(in); size++ { // however it is cut into writes
			var out strings.Builder
			w := plain(&out)
			for i := 0; i < len(in); i += size {
				if n, err := w.Write([]byte(in[i:min(i+size, len(in))])); err != nil || n != min(size, len(in)-i) {
					t.Fatal(n, err)
				}
			}
			if out.String() != want {
				t.Fatalf("%q in writes of %d: got %q, want %q", in, size, out.String(), want)
			}
		}
	}
}
