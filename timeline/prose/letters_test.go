package prose

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestReportEndsWhereReadersPosts(t *testing.T) {
	const report = "A ferry sank off the old pier on Friday.\nNine people died, the mayor said.\n"
	tests := []struct{ name, lang, posts string }{
		{"who wrote after the stamp", "en", "At 2:54 pm on 28 May 2010, Ana Luz wrote: Who checks the boats?\nAt 3:10 pm on 28 May 2010, harbour_cat wrote: Nobody.\n" +
			"At 16:20 1st Jun 2010, Leo wrote: My uncle sailed on it for years.\nIt leaked."},
		{"numbered", "en", "1. At 11:02am on 30 Jan 2011, someone wrote:\nShame.\n2. At 11:05am on 30 Jan 2011, lighthouse wrote:\nQuite so.\n3. At 00:12am on 31 Jan 2011, Leo wrote:\nIt happened in 1931 too."},
		{"who wrote before the stamp", "en", "Sell the boats Posted by: ana_luz | January 30, 2011 2:15 PM | Report abuse I was there. Posted by: leo99 | January 30, 2011 2:21 PM | Report abuse Me too. Posted by: cat | January 31, 2011 9:00 AM | Report abuse"},
		{"who says", "en", "Ana says:\nJanuary 30, 2011 at 9:14 am\nShame on them.\nLeo Paz says:\nJanuary 30, 2011 at 9:20 am\nIt sank on Thursday night.\nharbour cat says:\nFebruary 1, 2011 at 7:02 pm\nNo, on Friday."},
		{"reply", "en", "ana (January 30th, 2011 at 9:14 am) Reply\nShame.\nleo (January 30th, 2011 at 10:14 am) Reply\nWhat did they do on Monday?\ncat (February 2nd, 2011 at 8:00 am) Reply\nNothing."},
		{"below each post", "en", "And the mayor sleeps February 5, 2011 at 1:02 pm | Report abuse | Wake him\nFebruary 5, 2011 at 1:09 pm | Report abuse | He left on Sunday!\nFebruary 6, 2011 at 7:00 am | Report abuse |"},
		{"only bars", "en", "February 5, 2011 01:02 pm at 1:02 pm | Wake him\nFebruary 5, 2011 01:02 pm at 1:02 pm | He left.\nFebruary 5, 2011 01:04 pm at 1:04 pm | Boats leak.\n" +
			"February 5, 2011 01:05 pm at 1:05 pm | They do.\nFebruary 6, 2011 11:05 am at 11:05 am | So what?"},
		{"Spanish", "es", "Comentario de Ana el 3 feb 2011 a las 10:15\nUna vergüenza.\nComentario de gaviota el 3 feb 2011 a las 10:40\nLo mismo pasó el lunes.\nComentario de Leo el 4 de febrero de 2011 a las 9:01\nY nadie dimite."},
		{"Spanish, all figures", "es", "Escrito por: Ana 2011-02-03 10:15:00\nUna vergüenza.\nEscrito por: gaviota 2011-02-03 10:40:12\n¿Y el alcalde?\nEscrito por: Leo 2011-02-04 09:01:59\nDe vacaciones."},
		{"Spanish, numbered", "es", "#12 ana 03/02/2011 10:15\nUna vergüenza.\n#11 gaviota 03/02/2011 10:02\n¿Y el alcalde?\n#10 leo 03/02/2011 9:58\nDe vacaciones."},
		{"Spanish, to press", "es", "gaviota | 03/02/2011 - 10:15h. | Responder\nUna vergüenza.\nleo | 03/02/2011 - 10:40h. | Responder\nPues sí.\nana | 04/02/2011 - 9:01h. | Denunciar\nNada nuevo."},
		{"Portuguese", "pt", "Comentário de Ana em 3 de fevereiro de 2011 às 10:15\nUma vergonha.\nComentário de gaivota em 3 de fevereiro de 2011 às 10h40\nE o prefeito?\nComentário de Leo em 4 de fevereiro de 2011 às 9:01\nDe férias."},
		{"Portuguese verbs", "pt", "Em 03/02/2011 10:15, Ana escreveu: Uma vergonha.\nEm 03/02/2011 10:40, gaivota escreveu: E o prefeito?\nEm 04/02/2011 9:01, Leo disse: De férias."},
		{"unknown language", "", "Comentario de Ana el 3 feb 2011 a las 10:15\nUna.\nComentario de Leo el 3 feb 2011 a las 10:40\nDos.\nComentario de Paz el 3 feb 2011 a las 11:40\nTres."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, begins := Report(report+tt.posts, tt.lang), tt.posts[:strings.IndexAny(tt.posts, "0123456789")]
			if !strings.HasPrefix(got, strings.TrimSpace(report)) || len(got) > len(report)+len(begins) {
				t.Errorf("left %q", got)
			}
			if Report(report, tt.lang) != report {
				t.Error("cut a report without posts")
			}
		})
	}
}

func TestReportKeepsWhatIsTold(t *testing.T) {
	tests := []struct{ name, lang, text string }{
		{"two posts", "en", "Nine died.\nAt 2:54 pm on 28 May 2010, Ana wrote: Shame.\nAt 3:54 pm on 28 May 2010, Leo wrote: Yes."},
		{"live blog", "en", "[9:14 a.m. ET] Shots are heard.\n[9:31 a.m. ET] The bridge is closed.\n2.15pm: The mayor speaks.\n2.40pm: He has left.\nUpdate at 11:05 a.m. The ferry is found."},
		{"live blog with whole dates", "en", "January 28, 2011 9:14 am ET Shots are heard.\nJanuary 28, 2011 9:31 am ET The bridge is closed.\nJanuary 28, 2011 9:50 am ET The mayor speaks.\n" +
			"January 28, 2011 10:14 am ET He has left.\nJanuary 28, 2011 11:14 am ET The ferry is found."},
		{"a reporter's own blog", "en", "The bridge is closed.\nPosted by: Ana Luz | January 28, 2011 9:31 AM\nThe mayor speaks.\nPosted by: Ana Luz | January 28, 2011 9:50 AM\nHe has left.\nPosted by: Ana Luz | January 28, 2011 10:20 AM"},
		{"blog of three reporters", "en", strings.Repeat("The bridge is closed.\nPosted by: Ana Luz | January 28, 2011 9:31 AM\nHe has left.\nPosted by: Leo Paz | January 28, 2011 9:50 AM\n", 6) +
			"The ferry is found.\nPosted by: Eva Ruiz | January 28, 2011 10:20 AM"},
		{"live blog in Spanish", "es", "21.05 h: Suenan disparos.\n21.15 h: Se cierra el puente.\n03/02/2011 21.40 h El alcalde habla.\n03/02/2011 22.10 h Dimite.\n03/02/2011 22.40 h Aparece el barco."},
		{"chronology", "en", "April 20 - The ferry sinks.\nApril 21 - Nine bodies are found.\nApril 22, 2010, 9:15 am - The search ends.\nApril 23, 2010, 9:15 am - The owner is charged."},
		{"transcript", "en", "JUDGE: Where were you at 9:14 pm on 28 May 2010?\nWITNESS: On deck.\nJUDGE: The log of 28 May 2010, 9:31 pm, who wrote it?\nWITNESS: I did.\nJUDGE: And on 29 May 2010 at 8:02 am?\nWITNESS: Ashore."},
		{"letters that a trial quotes", "en", "At 9:14 pm on 28 May 2010, Ruiz wrote: “Close the valve.” At 9:31 pm on 28 May 2010, Paz wrote: “Too late.” At 9:40 pm on 28 May 2010, Luz wrote: “God help us.”"},
		{"statements of the press office", "en", "Published: 28 May 2010, 9:14 am. The port stays shut.\nPublished: 29 May 2010, 9:10 am. The port opens.\nPublished: 30 May 2010, 9:00 am. Ferries sail."},
		{"list of reports", "en", "updated: Sun Jul 29 2012 08:01:00 The port opens.\nupdated: Tue Dec 13 2011 11:22:00 The port shuts.\nupdated: Tue Oct 25 2011 18:04:00 Ferries sail."},
		{"a date in every sentence", "pt", "Em 3 de fevereiro de 2011 às 10h15, o navio afundou. Em 4 de fevereiro de 2011 às 9h, o porto fechou. Em 5 de fevereiro de 2011 às 8h30, reabriu."},
		{"nothing", "en", ""},
	}
	for _, tt := range tests {
		if got := Report(tt.text, tt.lang); got != tt.text {
			t.Errorf("%s: left %q", tt.name, got)
		}
	}
}

func FuzzReport(f *testing.F) {
	f.Add("Nine died. ", "At 2:54 pm on 28 May 2010, Ana wrote: Shame. ", "en")
	f.Add("Dos.\n", "#12 ana 03/02/2011 10:15\nTres\n", "es")
	f.Add("é", "é (January 30th, 2011 at 9:14 am) Reply \xff", "")
	f.Fuzz(func(t *testing.T, report, post, lang string) {
		for _, text := range []string{report + post, report + strings.Repeat(post, 5)} {
			got := Report(text, lang)
			if !strings.HasPrefix(text, got) {
				t.Fatalf("%q is no beginning of %q", got, text)
			}
			if utf8.ValidString(text) && !utf8.ValidString(got) {
				t.Fatalf("cut a rune: %q of %q", got, text)
			}
		}
	})
}
