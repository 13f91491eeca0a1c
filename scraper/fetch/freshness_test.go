package fetch

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestFreshness(t *testing.T) {
	const date = "Wed, 12 Nov 2025 09:30:00 GMT"
	received := time.Date(2025, 11, 12, 9, 30, 0, 0, time.UTC)
	for fields, want := range map[string]string{
		"":                             "not said",
		"Cache-Control: max-age=600":   "10m0s Cache-Control: max-age=600",
		`Cache-Control: max-age="600"`: "10m0s Cache-Control: max-age=600",
		"Cache-Control: private, MAX-AGE=600, s-maxage=5":       "10m0s Cache-Control: max-age=600",
		"Cache-Control: max-age=600, max-age=5":                 "10m0s Cache-Control: max-age=600",
		"Cache-Control: public\nCache-Control: max-age=600":     "10m0s Cache-Control: max-age=600",
		"Cache-Control: max-age=600\nAge: 450":                  "2m30s Cache-Control: max-age=600",
		"Cache-Control: max-age=600\nAge: 700":                  "0s Cache-Control: max-age=600",
		"Cache-Control: max-age=600\nAge: old":                  "10m0s Cache-Control: max-age=600",
		"Cache-Control: max-age=600\nExpires: 0":                "10m0s Cache-Control: max-age=600",
		"Cache-Control: max-age=0, must-revalidate":             "0s Cache-Control: max-age=0",
		"Cache-Control: max-age=-1":                             "0s Cache-Control: max-age that is no number",
		"Cache-Control: max-age=1h":                             "0s Cache-Control: max-age that is no number",
		"Cache-Control: max-age":                                "0s Cache-Control: max-age that is no number",
		"Cache-Control: max-age=99999999999999999999":           "596523h14m8s Cache-Control: max-age=2147483648",
		"Cache-Control: no-cache, max-age=600":                  "0s Cache-Control: no-cache",
		`Cache-Control: no-cache="Set-Cookie, X", max-age=600`:  "10m0s Cache-Control: max-age=600",
		"Cache-Control: max-age=600, no-store":                  "0s Cache-Control: no-store",
		"Cache-Control: max-age=600\nVary: *":                   "0s Vary: *",
		"Cache-Control: s-maxage=600":                           "not said",
		"Cache-Control: ,,= ,\"":                                "not said",
		"Expires: Wed, 12 Nov 2025 10:30:00 GMT\nDate: " + date: "1h0m0s Expires",
		"Expires: Wed, 12 Nov 2025 10:30:00 GMT":                "1h0m0s Expires",
		"Expires: Wed, 12 Nov 2025 09:00:00 GMT\nDate: " + date: "0s Expires",
		"Expires: -1": "0s Expires",
		"Expires: Wed, 12 Nov 2025 10:30:00 GMT\nDate: Wed, 12 Nov 2025 10:29:00 GMT": "1m0s Expires",
		"Pragma: no-cache": "0s Pragma: no-cache",
		"Pragma: no-cache\nCache-Control: max-age=600": "10m0s Cache-Control: max-age=600",
	} {
		h := http.Header{}
		for line := range strings.SplitSeq(fields, "\n") {
			if name, value, ok := strings.Cut(line, ": "); ok {
				h.Add(name, value)
			}
		}
		got := "not said"
		if d, why, ok := Freshness(h, received); ok {
			got = d.String() + " " + why
		}
		if got != want {
			t.Errorf("%q: %s, want %s", fields, got, want)
		}
	}
}

func FuzzFreshness(f *testing.F) {
	f.Add("max-age=600", "", "", "", "")
	f.Add(`private="a, b", max-age="60"`, "Wed, 12 Nov 2025 10:30:00 GMT", "30", "Accept", "no-cache")
	f.Add(`no-cache="\",`, "0", "-1", "*", "")
	f.Fuzz(func(t *testing.T, control, expires, age, vary, pragma string) {
		h := http.Header{"Cache-Control": {control}, "Age": {age}, "Vary": {vary}, "Pragma": {pragma}}
		if expires != "" {
			h["Expires"] = []string{expires}
		}
		d, why, ok := Freshness(h, time.Date(2025, 11, 12, 9, 30, 0, 0, time.UTC))
		if d < 0 || ok != (why != "") || !ok && d != 0 {
			t.Errorf("fresh for %s by %q, %t", d, why, ok)
		}
	})
}
