package extract

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTextIsInParagraphs(t *testing.T) {
	const head = `<!DOCTYPE html><html lang="es"><head><title>Un ataque deja 20 muertos | El Faro</title><meta property="og:title" content="Un ataque deja 20 muertos">` +
		`<meta property="article:published_time" content="2025-11-11T10:00:00-05:00"></head><body>`
	const (
		attack  = "El ejército atacó un hospital de la ciudad en la madrugada de hoy."
		inquiry = "La investigación comenzó el martes, según el Ministerio de Defensa."
		moved   = "Un portavoz dijo que los heridos fueron trasladados el lunes a la capital."
		waiting = "Las familias esperan"
		second  = "Otra línea, sin punto"
	)
	tests := []struct {
		name, body string
		want       []string
	}{
		{"minified, too short for the library", `<article><h1>Un ataque deja 20 muertos</h1><p>` + attack + `</p><p>` + inquiry + `</p></article>`,
			[]string{attack, inquiry}},
		{"headline, byline and caption before the text",
			`<article><h1>Un ataque deja 20 muertos</h1><p class="byline">Por <span class="author" rel="author">Lucía Peña</span> | <span class="date">11 de noviembre de 2025, 10:00</span></p>` +
				`<figure><img src="/a.jpg" alt=""><figcaption>El hospital, en una foto de archivo</figcaption></figure><p>` + attack + `</p><p>` + inquiry + `</p></article>`,
			[]string{attack, inquiry}},
		{"a headline that is no h1", `<article><div class="nombre">Un ataque deja 20 muertos</div><p>` + attack + `</p><p>` + inquiry + `</p></article>`,
			[]string{attack, inquiry}},
		{"divisions", `<article><h1>Un ataque deja 20 muertos</h1><div>` + attack + `</div><div>` + inquiry + `</div><div>` + moved + `</div></article>`,
			[]string{attack, inquiry, moved}},
		{"several breaks", `<article><h1>Un ataque deja 20 muertos</h1><div>` + attack + `<br><br>` + inquiry + `<br> <br/>` + moved + `</div></article>`,
			[]string{attack, inquiry, moved}},
		{"several breaks within a paragraph's emphasis", `<article><h1>Un ataque deja 20 muertos</h1><p><span>` + attack + `<br><br>` + inquiry + `<br><br>` + moved + `</span></p></article>`,
			[]string{attack, inquiry, moved}},
		{"one break", `<article><h1>Un ataque deja 20 muertos</h1><p>` + attack + `</p><p>` + inquiry + `</p><p>` + moved + `</p><p>` + waiting + `<br>` + second + `<br>y lo que sigue</p></article>`,
			[]string{attack, inquiry, moved, waiting + "\n" + second + " y lo que sigue"}},
		{"items and cells", `<article><h1>Un ataque deja 20 muertos</h1><p>` + attack + `</p><p>` + inquiry + `</p><p>` + moved + `</p><ul><li>Lunes, cinco</li><li>Martes, tres</li></ul>` +
			`<table><tr><td>Heridos</td><td>cuarenta</td></tr></table></article>`,
			[]string{attack, inquiry, moved, "Lunes, cinco", "Martes, tres", "Heridos", "cuarenta"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			res, err := Read(Page{URL: "https://elfaro.example/2025/11/11/ataque", Body: []byte(head + tt.body + "</body></html>"), Decoded: true})
			if err != nil || res.Fate != "" {
				t.Fatalf("fate %q (%s), error %v", res.Fate, res.Detail, err)
			}
			if diff := cmp.Diff(tt.want, strings.Split(res.Article.Text, "\n\n")); diff != "" {
				t.Errorf("text reads otherwise (-want +got):\n%s", diff)
			}
		})
	}
}

func TestGluedLinesArePartedAsOnThePage(t *testing.T) {
	page := newLineIndex([]string{"Portada", "El", "Reabre el puente", "El puente “viejo” reabrió el martes.", "¿Habrá peajes desde hoy?", "Nadie lo sabe.", "Lo más leído"})
	tests := []struct {
		name, block string
		want        []string
	}{
		{"headline and paragraphs", "Reabre el puenteEl puente “viejo” reabrió el martes.¿Habrá peajes desde hoy?Nadie lo sabe.",
			[]string{"Reabre el puente", "El puente “viejo” reabrió el martes.", "¿Habrá peajes desde hoy?", "Nadie lo sabe."}},
		{"words of no line between them", "El puente “viejo” reabrió el martes.Foto: archivo.¿Habrá peajes desde hoy?Nadie lo sabe.",
			[]string{"El puente “viejo” reabrió el martes.", "Foto: archivo.", "¿Habrá peajes desde hoy?", "Nadie lo sabe."}},
		{"a line that holds another", "Según la gobernadora, que habló de ello con la prensa en su despacho, reabre el puente cuando haya dinero.",
			[]string{"Según la gobernadora, que habló de ello con la prensa en su despacho, reabre el puente cuando haya dinero."}},
		{"a line of the page", "El puente “viejo” reabrió el martes.", []string{"El puente “viejo” reabrió el martes."}},
		{"of another page", "The bridge stays closed.", []string{"The bridge stays closed."}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, page.part([]string{tt.block})); diff != "" {
				t.Errorf("parted otherwise (-want +got):\n%s", diff)
			}
		})
	}
}

// What is called hidden is left out, and what has a hidden label is not.
func TestHidden(t *testing.T) {
	for class, want := range map[string]bool{
		"hidden": true, "box hidden": true, "visually-hidden": true, "u-sr-only": true,
		"field field--name-body field--label-hidden field__item": false, "body": false,
	} {
		text := "The ferry captain, whose name was not given, said that he had seen a light on the pier."
		body := `<h1>Bridge closed</h1><div class="field--name-text"><p>The harbour bridge was closed to all traffic on Tuesday after divers had found a crack in its third pillar, which engineers measured at two metres, the port authority said.</p>
<p>Shops on the island say that they have lost half of their trade, and the mayor has asked the government for help with the ferries, which cost the town twice what the tolls bring in.</p></div><div class="` + class + `"><p>` + text + `</p></div>`
		res, err := Read(Page{URL: "https://paper.example/2025/11/12/bridge", Body: []byte(body), Decoded: true})
		if err != nil || strings.Contains(res.Article.Text, text) == want {
			t.Errorf("class %q: %v, %q", class, err, res.Article.Text)
		}
	}
}
