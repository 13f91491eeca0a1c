package timeline

import (
	"fmt"
	"slices"
	"testing"
)

// What went on for days counts on its first day, and shows until when it did.
func TestExtent(t *testing.T) {
	tests := []struct {
		reports []string
		want    string
	}{
		{[]string{"a|20|en|The dockers struck for two weeks from 3 November, the union said.", "b|20|en|Dockers struck from 3 November for two weeks."}, "2025-11-03/2025-11-16"},
		{[]string{"a|20|es|La huelga de estibadores duró dos semanas a partir del 3 de noviembre."}, "2025-11-03/2025-11-16"},
		{[]string{"a|20|es|Durante diez días desde el 3 de noviembre la huelga paró los trenes."}, "2025-11-03/2025-11-12"},
		{[]string{"a|12|en|Police searched the valley from 3 to 7 November.", "b|12|es|La policía registró el valle del 3 al 7 de noviembre."}, "2025-11-03/2025-11-07"},
		{[]string{"a|12|en|Police searched the valley from 3 to 7 November.", "b|12|en|Police searched the valley on 3 November."}, "2025-11-03"},
		{[]string{"a|12|en|Police searched the valley on 3 November for two of the missing."}, "2025-11-03"},
		{[]string{"a|12|en|A man held for two weeks was freed on 3 November in the valley."}, "2025-11-03"},
	}
	for _, tt := range tests {
		var got []string
		for _, e := range Build(Story{Name: "story", Languages: []string{"en", "es"}}, printed(tt.reports...)).Events {
			got = append(got, e.Span.EDTF())
		}
		if !slices.Equal(got, []string{tt.want}) {
			t.Errorf("%q: %q, want %s", tt.reports, got, tt.want)
		}
	}
}

// What a page says of itself is no event, whatever its date.
func TestDatesOfPages(t *testing.T) {
	for _, text := range []string{
		"Copyright 2011 Courier Media.", "© 2011 Diario del Puerto.", "Last modified 4 May 2010 at 10:02.", "First published on 3 November 2025.", "Posted on November 3, 2025 by admin.",
		"This article was amended on 3 November 2025 to correct a name.", "This story was last updated on Nov 3.", "Page last updated at 11:04 GMT, 3 November 2025.",
		"An earlier version of this story gave the wrong day for the vote.", "This article about the ferry misstated its age.", "Correction: the ferry sank on 3 November.",
		"Una versión anterior de este artículo daba otra fecha.", "Para poder iniciar sesión tienes que aceptar la política de privacidad.",
		"Publicado: 03/11/2025.", "Última actualización: 4 de noviembre de 2025 a las 10:02.", "Actualizado el 3 de noviembre de 2025.", "Esta noticia fue publicada el 3 de noviembre de 2025.",
	} {
		for _, lang := range []string{"en", "es"} {
			if events := Build(Story{Name: "story"}, printed(fmt.Sprintf("a|12|%s|%s", lang, text))).Events; len(events) > 0 && furniture(text, languageOf(lang)) {
				t.Errorf("%s: %s", text, events[0].Headline)
			}
		}
		if !furniture(text, languageOf("en")) && !furniture(text, languageOf("es")) {
			t.Errorf("%s: taken for a report", text)
		}
	}
}
