package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/scraper"
	"dateline/timeline"
)

func TestKeywords(t *testing.T) {
	for _, c := range []struct{ title, text, lang, want string }{
		{
			title: "Petro suspends intelligence sharing with the United States",
			text: "President Gustavo Petro ordered Colombia's forces on Tuesday to suspend sharing with the United States. " +
				"The order came after strikes in the Caribbean. Petro said that Colombia would not help. On Wednesday the White House " +
				"said that Colombia was a partner. “Petro will see,” said Pete Hegseth, and in November Pete Hegseth returned to the Caribbean.",
			lang: "en",
			want: "United States|Petro|Colombia|Caribbean|Pete Hegseth",
		},
		{
			title: "Incendio en el puerto",
			text: "El incendio comenzó el martes en el puerto de Santa Marta, según la Autoridad Portuaria. Los vecinos de Santa Marta " +
				"pidieron ayuda a la Autoridad Portuaria del Caribe. El Ministerio de Transporte no respondió; el Ministerio de Transporte tampoco.",
			lang: "es",
			want: "Santa Marta|Ministerio de Transporte",
		},
		{title: "a small and quiet headline", text: "nothing is named here.", lang: "en", want: "headline|small|quiet"},
	} {
		d := document{article: scraper.Article{Title: c.title, Text: c.text, Language: c.lang}}
		got := keywords(c.title, c.text, timeline.Times(d.article))
		for want := range strings.SplitSeq(c.want, "|") {
			if !slices.Contains(got, want) {
				t.Errorf("%q: %q is not among %q", c.title, want, got)
			}
		}
		for _, k := range got {
			if strings.Contains("Tuesday Wednesday November The On martes El Los", k) {
				t.Errorf("%q: %q is no keyword", c.title, k)
			}
		}
	}
}

// A page with any words in it gives a starter file that loads.
func TestStarterIsAlwaysValid(t *testing.T) {
	for _, title := range []string{`"Quoted" \ title: ${HOME} {{.}}`, "línea\nnueva", "北京", strings.Repeat("long ", 100), "#", "\x00"} {
		d := document{article: scraper.Article{Title: title, Text: "El “Niño” ${X} Niño", URL: "https://paper.example/a?b=c&d=${e}"}}
		s, err := storyOf(d, "https://paper.example/a", time.Date(2025, 11, 12, 0, 0, 0, 0, time.UTC))
		if err != nil {
			t.Fatalf("%q: %v", title, err)
		}
		var out strings.Builder
		a := newApp(nil, &out, &out)
		a.configPath = t.TempDir() + "/dateline.yaml"
		if err := a.writeStarter(s, false); err != nil {
			t.Errorf("%q: %v", title, err)
		}
	}
}
