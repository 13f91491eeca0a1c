package config

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestParseDuration(t *testing.T) {
	for in, want := range map[string]time.Duration{
		"90s": 90 * time.Second, "5m": 5 * time.Minute, "1h30m": 90 * time.Minute, "2d": 48 * time.Hour,
		"1d12h": 36 * time.Hour, "1m 30s": 90 * time.Second, "250ms": 250 * time.Millisecond, "1.5s": 1500 * time.Millisecond,
	} {
		d, err := ParseDuration(in)
		if err != nil || time.Duration(d) != want {
			t.Errorf("%q = %v, %v; want %v", in, time.Duration(d), err, want)
		}
		if again, err := ParseDuration(d.String()); err != nil || again != d {
			t.Errorf("%q prints as %q, which reads as %v, %v", in, d, again, err)
		}
	}
	for _, in := range []string{"", "5", "-5s", "0s", "0d", "s", "5 minutes", "1h-30m", "99999d99999999h", "1e3s", "1µs5"} {
		if d, err := ParseDuration(in); err == nil {
			t.Errorf("%q = %v; want an error", in, time.Duration(d))
		}
	}
	for d, want := range map[time.Duration]string{time.Minute: "1m", time.Hour: "1h", 90 * time.Minute: "1h30m", 10 * time.Second: "10s", 10 * time.Minute: "10m"} {
		if got := Duration(d).String(); got != want {
			t.Errorf("%v prints as %q, want %q", d, got, want)
		}
	}
}

func TestParseSize(t *testing.T) {
	for in, want := range map[string]Size{
		"500KB": 500_000, "16MiB": 16 << 20, "1.5 GiB": 3 << 29, "1b": 1, "2kib": 2048, "1TB": 1e12,
	} {
		s, err := ParseSize(in)
		if err != nil || s != want {
			t.Errorf("%q = %d, %v; want %d", in, s, err, want)
		}
		if again, err := ParseSize(s.String()); err != nil || again != s {
			t.Errorf("%q prints as %q, which reads as %d, %v", in, s, again, err)
		}
	}
	for _, in := range []string{"", "16", "16M", "-1KB", "0B", "0.1B", "999999999999999TB", "lots", "1e9B"} {
		if s, err := ParseSize(in); err == nil {
			t.Errorf("%q = %d; want an error", in, s)
		}
	}
}

func TestParseDate(t *testing.T) {
	d, err := ParseDate("2024-02-29")
	if err != nil || d != (Date{2024, 2, 29}) || d.String() != "2024-02-29" {
		t.Errorf("2024-02-29 = %v, %v", d, err)
	}
	if d, err := ParseDate(""); err != nil || !d.IsZero() || d.String() != "" || !d.Time().IsZero() {
		t.Errorf("empty = %v, %v", d, err)
	}
	for _, in := range []string{"2025-02-29", "2025-9-1", "0025-09-01", "2025-09-01T00:00:00Z", "1 September 2025"} {
		if d, err := ParseDate(in); err == nil {
			t.Errorf("%q = %v; want an error", in, d)
		}
	}
}

func TestParseSchedule(t *testing.T) {
	bogota, err := time.LoadLocation("America/Bogota")
	if err != nil {
		t.Fatal(err)
	}
	from := time.Date(2025, 11, 12, 12, 0, 0, 0, time.UTC)
	for spec, want := range map[string]string{
		"0 7 * * *":                         "2025-11-12T07:00:00-05:00", // 12:00 UTC is 07:00 there: the next one is tomorrow's
		"30 7 * * *":                        "2025-11-12T07:30:00-05:00",
		"CRON_TZ=Europe/Madrid 30 13 * * *": "2025-11-12T13:30:00+01:00",
		"TZ=Europe/Madrid  30 13 * * *":     "2025-11-12T13:30:00+01:00",
		"  @daily ":                         "2025-11-13T00:00:00-05:00",
		"@every 90m":                        "2025-11-12T13:30:00Z",
		"0 0 29 2 *":                        "2028-02-29T00:00:00-05:00",
		"CRON_TZ=UTC\t0 0 1 JAN SUN":        "2026-01-01T00:00:00Z",
	} {
		s, err := ParseSchedule(spec, bogota)
		if err != nil {
			t.Errorf("%q: %v", spec, err)
			continue
		}
		expected, err := time.Parse(time.RFC3339, want)
		if err != nil {
			t.Fatal(err)
		}
		if spec == "0 7 * * *" {
			expected = expected.AddDate(0, 0, 1)
		}
		if got := s.Next(from); !got.Equal(expected) {
			t.Errorf("%q: next is %v, want %v", spec, got, expected)
		}
	}
}

// Strings that make the library panic, or wait for ever.
func TestParseScheduleRefuses(t *testing.T) {
	for _, spec := range []string{
		"", " ", "TZ=Europe/Rome", "CRON_TZ=", "TZ=", "TZ= * * * * *", "CRON_TZ=Local 0 0 * * *", "CRON_TZ=../../etc/passwd 0 0 * * *",
		"TZ=UTC TZ=UTC 0 0 * * *", "0 0 30 2 *", "0 0 31 4,6,9,11 *", "@every", "@every x", "@every -1h", "@every 0", "@", "@never",
		"*/0 * * * *", "1-0 * * * *", "60 * * * *", "a b c d e", "* * * *", "* * * * * *", "/ / / / /", "-- - - - -", "TZ=UTC", "TZ=UTC ",
	} {
		s, err := ParseSchedule(spec, time.UTC)
		if err == nil {
			t.Errorf("%q was taken, next %v", spec, s.Next(scheduleProbe))
			continue
		}
		if p := (*problem)(nil); !errors.As(err, &p) || p.hint == "" {
			t.Errorf("%q: %v has no way out", spec, err)
		}
	}
}

func FuzzParseSchedule(f *testing.F) {
	for _, spec := range []string{"0 */6 * * *", "TZ=Europe/Rome", "CRON_TZ=UTC @every 5m", "@hourly", "0 0 30 2 *", "1-5/2 ? * JAN MON"} {
		f.Add(spec)
	}
	f.Fuzz(func(t *testing.T, spec string) {
		s, err := ParseSchedule(spec, time.UTC)
		if err == nil && !s.Next(scheduleProbe).After(scheduleProbe) {
			t.Errorf("%q was taken and never fires", spec)
		}
	})
}

func TestExpand(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "plain": "plain", "$5 and $": "$5 and $", "${DATELINE_TEST_HOME}/x": "/srv/x",
		"a${DATELINE_TEST_HOME}${DATELINE_TEST_SECRET}b": "a/srvs3cretb", "$${HOME}": "${HOME}", "$$": "$$",
		"$${${DATELINE_TEST_HOME}}": "${/srv}",
	} {
		if got, err := expand(in, environment); err != nil || got != want {
			t.Errorf("%q = %q, %v; want %q", in, got, err, want)
		}
	}
	for _, in := range []string{"${", "${}", "${A B}", "${DATELINE_TEST_UNSET}", "${DATELINE_TEST_HOME", "${1A}"} {
		if got, err := expand(in, environment); err == nil {
			t.Errorf("%q = %q; want an error", in, got)
		}
	}
}

// What a variable holds is taken as it is: no expansion within, no YAML.
func TestExpandOnce(t *testing.T) {
	tricky := func(string) (string, bool) { return "${X}: [$${", true }
	if got, err := expand("${X}", tricky); err != nil || got != "${X}: [$${" {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{
		"US strikes on alleged drug vessels": "us-strikes-on-alleged-drug-vessels",
		"El caso Peñón, 2026":                "el-caso-penon-2026",
		"Colombia’s answer":                  "colombias-answer",
		"Streit um die Straße in Łódź":       "streit-um-die-strasse-in-lodz",
		"  ¡¿?! ":                            "",
		"北京":                                 "",
		strings.Repeat("long ", 30):          strings.TrimSuffix(strings.Repeat("long-", 9), "-"),
		strings.Repeat("x", 99):              strings.Repeat("x", 48),
		"«" + strings.Repeat("x", 48):        strings.Repeat("x", 48),
	} {
		got := Slug(in)
		if got != want {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
		if got != "" && !storyName.MatchString(got) {
			t.Errorf("%q gives %q, which is no story name", in, got)
		}
	}
}

func TestNearest(t *testing.T) {
	keys := []string{"feed", "files", "keywords", "languages", "max_depth", "max_pages", "name"}
	for in, want := range map[string]string{
		"keyword": "keywords", "lenguages": "languages", "Feed": "feed", "maxpages": "max_pages", "max-depth": "max_depth",
		"naem": "name", "colour": "", "x": "", "": "",
	} {
		if got := nearest(in, keys); got != want {
			t.Errorf("%q is nearest to %q, want %q", in, got, want)
		}
	}
}
