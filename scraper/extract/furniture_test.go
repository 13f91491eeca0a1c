package extract

import (
	"strings"
	"testing"
)

// What is there for the outlet's sake goes; reports about the same things stay.
func TestPromotes(t *testing.T) {
	for line, want := range map[string]bool{
		"Czytaj też: Prom wraca na rzekę po sześciu latach":                        true,
		"Читайте также: Паром возвращается на реку":                                true,
		"Ahora puede seguirnos en nuestro WhatsApp Channel.":                       true,
		"Únete a nuestro canal de Telegram":                                        true,
		"Reporting by Ana Pérez in Lima and Luis Nuñez; Editing by Maya Lindqvist": true,
		"Ponte das Almas, em Porto Rosado — Foto: Divulgação":                      true,
		"El puente en una imagen de archivo (Foto: Archivo)":                       true,
		"Inicie sesión para comentar":                                              true,
		"4 min read":                                                               true,
		"Please use Chrome browser for a more accessible video player":             true,
		"Install the Harbour News app for free":                                    true,

		"The minister resigned over messages in a WhatsApp group, the paper said.":      false,
		"The gang sent its threats by Telegram to the owners of three shops.":           false,
		"El alcalde dijo en un canal de WhatsApp que el puente seguía cerrado.":         false,
		"La foto: un abrazo entre dos enemigos que nadie esperaba. Así empezó la paz.":  false,
		"Reporting by the commission was late again, and its editing was poor.":         false,
		"In 4 min the harbour was empty, the captain said, and the siren went on.":      false,
		"Lea Ruiz, de 34 años, cruzaba el puente cuando oyó el primer crujido.":         false,
		"Czytelnicy pytają, kiedy prom wróci na rzekę, a urząd nie odpowiada od marca.": false,
	} {
		if got := promotes(line); got != want {
			t.Errorf("promotes(%q) = %t", line, got)
		}
	}
}

// Ends of texts: marks and addresses go, short sentences and chronologies stay.
func TestTrimEnds(t *testing.T) {
	const first = "The harbour bridge was closed to all traffic on Tuesday after divers had found a crack in its third pillar."
	const second = "Engineers measured it at two metres, and the port authority said that repairs would last until spring."
	tests := []struct{ name, in, want string }{
		{"a place above", "Puerto Rosales|" + first + "|" + second, first + "|" + second},
		{"a place between standfirst and text", "Repairs will last until spring, the port says.|Puerto Rosales|" + first, "Repairs will last until spring, the port says.|" + first},
		{"a dateline stays", "PUERTO ROSALES, Feb 4 —|" + first, "PUERTO ROSALES, Feb 4 —|" + first},
		{"items stay", "Ferry|Bridge|Tunnel|" + first, "Ferry|Bridge|Tunnel|" + first},
		{"a short sentence stays", "It held.|" + first, "It held.|" + first},
		{"initials", first + "|DD", first},
		{"two initials", first + "|kl/ra", first},
		{"an ornament", first + "|-oo0oo-", first},
		{"an agency stays", first + "|EFE", first + "|EFE"},
		{"a word of Chinese stays", first + "|完", first + "|完"},
		{"how to reach the author", first + "|Ana Pérez covers the port. Reach her at ana@paper.example or on X at @anap.", first},
		{"an address alone", first + "|ana@paper.example", first},
		{"a hidden address", first + "|[email protected]", first},
		{"an address in a press release stays", first + "|Whoever has seen the crack may write to the port authority at bridge@port.example until Friday.", first + "|Whoever has seen the crack may write to the port authority at bridge@port.example until Friday."},
		{"one line is left", "DD", "DD"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := &survey{lines: map[string]lineFacts{}}
			if got := strings.Join(s.trimEnds(strings.Split(tt.in, "|"), []string{"Ana Pérez"}), "|"); got != tt.want {
				t.Errorf("got %q", got)
			}
		})
	}
}

// Readers' comments go with their heading; a section of that name stays.
func TestTalk(t *testing.T) {
	const text = "<p>The harbour bridge was closed to all traffic on Tuesday after divers had found a crack in its third pillar, and the port authority said that repairs would last until spring, if the council finds the money for them in a year of three elections and a flood.</p>"
	const said = "<p>My uncle drove a bus across it every day of the week for thirty years, and he always said that it sang in the wind.</p>"
	for _, tt := range []struct {
		name, body string
		talk       bool // what readers said is read
	}{
		{"a box", `<h1>Bridge closed</h1><div>` + text + text + `</div><div id="x1"><h3>Opiniones de los lectores (3)</h3>` + said + said + said + `</div>`, false},
		{"no box", `<h1>Bridge closed</h1>` + text + text + `<h3>2 comments on “Bridge closed”</h3>` + said + said, false},
		{"a section above the headline", `<h2>Opiniones</h2><h1>Bridge closed</h1>` + text + said, true},
		{"a heading about comments", `<h1>Bridge closed</h1>` + text + text + `<h3>Comments from the mayor anger shopkeepers</h3>` + said, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			res, err := Read(Page{URL: "https://paper.example/2025/11/12/x", Body: []byte("<html><title>Bridge closed</title><body>" + tt.body), Decoded: true})
			if err != nil || strings.Contains(res.Article.Text, "My uncle") != tt.talk || !strings.Contains(res.Article.Text, "third pillar") {
				t.Errorf("error %v, text %q", err, res.Article.Text)
			}
		})
	}
}

// Data of other reports, and pages that show their text, leave the data unread.
func TestEmbedded(t *testing.T) {
	const body = "The harbour bridge was closed to all traffic on Tuesday after divers had found a crack in its third pillar, and the port authority said that repairs would last until spring, if the council finds the money for them in a year of three elections and a flood. A new bridge was promised in 2011, and its plans have lain in a drawer for ten years, the mayor said on Tuesday before the council."
	script := func(s string) string {
		return `<div id="app"></div><script>` + s + `</script><script src="/app.js"></script>`
	}
	for _, tt := range []struct {
		name, page string
		read       bool
	}{
		{"assigned", script(`window.__STATE__ = {"story":{"title":"Bridge closed","body":"` + body + `"}};`), true},
		{"pushed", script(`(window.q=window.q||[]).push({"data":[{"headline":{"basic":"Bridge closed"},"content_elements":[{"content":"` + body + `"}]}]})`), true},
		{"another report", script(`window.__STATE__ = {"story":{"title":"Ferry back after six years","body":"` + body + `"}};`), false},
		{"no JSON", script(`window.__STATE__ = {story:{title:"Bridge closed",body:"` + body + `"}};`), false},
		{"cut off", script(`window.__STATE__ = {"story":{"title":"Bridge closed","body":"` + body), false},
		{"too short", script(`window.__STATE__ = {"story":{"title":"Bridge closed","body":"The bridge is closed."}};`), false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			res, err := Read(Page{URL: "https://paper.example/2025/11/12/x", Body: []byte("<html><title>Bridge closed | Paper</title><body>" + tt.page), Decoded: true})
			if err != nil || strings.Contains(res.Article.Text, "third pillar") != tt.read || (res.Fate == "") != tt.read {
				t.Errorf("error %v, fate %q, text %q", err, res.Fate, res.Article.Text)
			}
		})
	}
}
