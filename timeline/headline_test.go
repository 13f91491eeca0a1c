package timeline

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"dateline/scraper"
	"dateline/timeline/words"
)

func TestHeading(t *testing.T) {
	for _, tt := range []struct{ lang, title, want string }{
		{"en", "Ferry sinks off the old pier", "Ferry sinks off the old pier"},
		{"en", "VIDEO: Ferry sinks off the old pier", "Ferry sinks off the old pier"},
		{"en", "Opinion: The ferry should never have sailed", ""},
		{"en", "Ferry sinks off the old pier | Harbour News | Photo", "Ferry sinks off the old pier"},
		{"en", "Ferry sinks off the old pier - latest updates", "Ferry sinks off the old pier"},
		{"en", "Ferry sinks off the old pier; who let it sail?", "Ferry sinks off the old pier"},
		{"es", "Detienen al capitán del ferri; ¿quién lo dejó zarpar?", "Detienen al capitán del ferri"},
		{"es", "EN VIVO: Se hunde un ferri en la bahía", "Se hunde un ferri en la bahía"},
		{"es", "Azua: se hunde un ferri", "Azua: se hunde un ferri"},
		{"pt", "Vídeo: balsa naufraga no rio", "balsa naufraga no rio"},
	} {
		if got := languageOf(tt.lang).heading(tt.title); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.title, got, tt.want)
		}
	}
}

func TestBeginsSentence(t *testing.T) {
	for _, tt := range []struct {
		title, text string
		want        bool
	}{
		{"Search for the crew of the ferry called off after", "Search for the crew of the ferry called off after nine days. Two were found.", true},
		{"The harbour master closed the port and the bridges to lorries after the night of the President", "The harbour master closed the port and the bridges to lorries after the night of the President Duarte affair.", true},
		{"The nurses, the bakers and even the priests …", "The nurses, the bakers and even the priests: all of them marched.", true},
		{"Ferry sinks off the old pier", "A ferry sank off the old pier on Monday.", false},
		{"Ferry sinks off the old pier", "Ferry sinks off the old pier\nA ferry sank on Monday.", false},
		{"Ferry sinks off the old pier", "Ferry sinks off the old pier A ferry sank on Monday.", false},
		{"Ferry sinks off the old pier", "Ferry sinks off the old pier. Nine died.", false},
		{"Ferry sinks", "Ferry sinks are sold in the yard.", false}, // too short to be one cut off
	} {
		if got := beginsSentence(tt.title, tt.text, "en"); got != tt.want {
			t.Errorf("%q above %q: %v, want %v", tt.title, tt.text, got, tt.want)
		}
	}
}

func TestNarrow(t *testing.T) {
	for _, tt := range []struct{ lang, text, want string }{
		{"en", "Ferry sinks off the old pier", "Ferry sinks off the old pier"},
		{"en", "Workboats of three navies on the way to the wreck of the tanker Aurelia near the old drilling site off the cape of the islands of Azua and Palo",
			"Workboats of three navies on the way to the wreck of the tanker Aurelia"},
		{"en", "Workboats Alba Bora Cora Dora Ebba Flora Gala Hanna Irma Jarl Kaia Lena Mona Nora Olga Petra Runa Signe Tora Ulla Vera Wilma Ylva Zita Aude Beate",
			"Workboats Alba Bora Cora Dora Ebba Flora Gala Hanna Irma Jarl Kaia Lena Mona Nora Olga Petra Runa Signe Tora Ulla Vera Wilma Ylva Zita Aude …"},
		{"en", "Workboats Alba Bora Cora Dora Ebba Flora Gala Hanna Irma Jarl Kaia Lena Mona Nora Olga Petra Runa Signe Tora \"Ulla Vera Wilma Ylva Zita Aude\"",
			"Workboats Alba Bora Cora Dora Ebba Flora Gala Hanna Irma Jarl Kaia Lena Mona Nora Olga Petra Runa Signe …"},
		{"en", "Workboats of three navies on the way to the wreck of the tanker Aurelia near the old drilling site in the bay, after a second night of fire off Azua",
			"Workboats of three navies on the way to the wreck of the tanker Aurelia near the old drilling site in the bay"},
		{"en", "The harbour master of Ancon told the council and the families of the crew of the ferry that the search would remain in the hands of the navy until the end of the month",
			"The harbour master of Ancon told the council and the families of the crew of the ferry that the search would remain in the hands of the …"},
		{"es", "Los vecinos de los barrios altos de la ciudad vieja expresaron su rechazo a la propuesta del alcalde del puerto, Bruno Sáez, de cerrar los puentes",
			"Los vecinos de los barrios altos de la ciudad vieja expresaron su rechazo a la propuesta del alcalde del puerto"},
	} {
		if got := languageOf(tt.lang).narrow(tt.text); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

func TestAlone(t *testing.T) {
	for _, tt := range []struct{ lang, text, want string }{
		{"en", "Nine people have died at Orrin In the valley below it, the dam burst.", "In the valley below it, the dam burst."},
		{"en", "Mayor urges towns to send aid The United Rivers Envoy to Orrin has called on the mayor to help.", "The United Rivers Envoy to Orrin has called on the mayor to help."},
		{"en", "Dam bursts, nine feared dead Even as the rain went on, the bakers dug.", "Even as the rain went on, the bakers dug."},
		{"en", "Right after that, the mayor closed the port of Ancon.", "The mayor closed the port of Ancon."},
		{"es", "Unas horas después, la alcaldesa cerró el puerto de Ancón.", "La alcaldesa cerró el puerto de Ancón."},
		{"en", "Bakers dig with their hands, looking for bread The EU has sent nine boats to Orrin.", "The EU has sent nine boats to Orrin."},
		{"en", "The bakers of Orrin have dug in the rain Meanwhile, the mayor has closed the port.", "Meanwhile, the mayor has closed the port."},
		// names
		{"en", "The nurses told the programme In Focus that the dam was not safe.", "The nurses told the programme In Focus that the dam was not safe."},
		{"es", "Los vecinos de Ancón y los seguidores del club Al Puerto reaccionaron con rabia a la noticia.", "Los vecinos de Ancón y los seguidores del club Al Puerto reaccionaron con rabia a la noticia."},
		{"en", "The mayor told The Ancon Post that the dam was safe to enter.", "The mayor told The Ancon Post that the dam was safe to enter."},
		{"en", "The council of the port met Omar El Karim and said that he was safe.", "The council of the port met Omar El Karim and said that he was safe."},
		{"es", "El alcalde de la ciudad viajó a La Punta y cerró el puerto viejo.", "El alcalde de la ciudad viajó a La Punta y cerró el puerto viejo."},
	} {
		if got := languageOf(tt.lang).alone(tt.text); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestStature orders words by how well they stand above an event, the better first.
func TestStature(t *testing.T) {
	for _, tt := range []struct{ lang, better, worse string }{
		{"en", "A ferry sank off the old pier in Ancon", "It sank off the old pier in the town of Ancon"},
		{"en", "A ferry sank off the old pier in Ancon", "Two others aboard were pulled from the water in Ancon"},
		{"en", "A ferry sank off the old pier in Ancon", "A ferry is one of the oldest ships in the port"},
		{"en", "A ferry sank off the old pier in Ancon", "We saw that a ferry sank off the old pier"},
		{"en", "A ferry sank off the old pier in Ancon", "The mayor said: \"They should never have left port\""},
		{"en", "A ferry sank off the old pier in Ancon", "A ferry clearly sank off the old pier in Ancon"},
		{"en", "A ferry sank off the old pier in Ancon", "Who sank the ferry off the old pier in Ancon?"},
		{"en", "A ferry sank off the old pier in Ancon", "A ferry sank off the old pier in the"},
		{"en", "The mayor opened the \"floating bridge\" to lorries", "The mayor opened the \"floating bridge to lorries"},
		{"en", "A wave of protests against the mayor broke out in the port", "A wave of protests against his council broke out in the port"},
		{"en", "The mayor of Ancon dismissed the claims of the union", "The mayor of Ancon dismissed those claims of the union"},
		{"en", "The mayor sent food to those who fled the flood in Ancon", "The mayor sent food to those towns that fled the flood in Ancon"},
		{"en", "The mayor called the flood \"a shame for us all in the port\"", "\"A shame for us all in the port\" is how the mayor called the flood"},
		{"es", "Un ferri se hundió frente al muelle viejo de Ancón", "Un ferri de estas compañías se hundió frente al muelle de Ancón"},
		{"pt", "Uma balsa naufragou diante do cais velho de Ancón", "Uma balsa dessas companhias naufragou diante do cais de Ancón"},
		{"en", "The port of Ancon is to reopen for the ferries of the bay", "The port is to reopen for all of the ferries of the bay"},
		{"es", "Un ferri se hundió frente al muelle viejo de Ancón", "Ha anunciado que un ferri se hundió frente al muelle viejo"},
		{"en", "A ferry was struck by a wave off the old pier in Ancon", "A ferry was struck by the same wave off the pier in Ancon"},
		{"es", "Un ferri se hundió frente al muelle viejo de Ancón", "Quizá un ferri se hundió frente al muelle de Ancón"},
		{"es", "Un ferri se hundió frente al muelle viejo de Ancón", "Otro ferri se hundió frente al muelle viejo de Ancón"},
	} {
		l := languageOf(tt.lang)
		if better, worse := l.cut(tt.better).stature(false), l.cut(tt.worse).stature(false); better <= worse {
			t.Errorf("%q (%.2f) should stand above %q (%.2f)", tt.better, better, tt.worse, worse)
		}
	}
}

// What stands above the event of a day, by the reports of small stories.
func TestHeadline(t *testing.T) {
	tests := []struct {
		name    string
		reports []string // outlet|day of May 2024 it was printed|language|title|text
		want    string
	}{
		{"a title that is its sentence cut off", []string{
			"a|7|en|The dam above Orrin burst on Monday and the river carried away the|The dam above Orrin burst on Monday and the river carried away the school of the village, killing nine people who had taken shelter in it during the night of rain.",
		}, "The dam above Orrin burst and the river carried away the school of the village"},
		{"a plain title rather than a question", []string{
			"a|7|en|Who is to blame for Orrin?|The dam above Orrin burst on Monday, killing nine people.",
			"b|7|en|Dam bursts above Orrin, killing nine|The dam above Orrin burst on Monday, and nine people died, the mayor said.",
		}, "Dam bursts above Orrin, killing nine"},
		{"the same as the first sentence of the summary", []string{
			"a|7|en||The dam above Orrin burst on Monday, killing nine people of the village and two of the guards, the mayor of the town said.",
			"b|7|en||Two guards and nine people of the village were killed on Monday when the dam above Orrin burst.",
			"c|7|en|Bakers of Orrin shut their shops|The bakers of the village shut their shops on Monday after the dam above Orrin burst, killing nine people.",
		}, "Two guards and nine people of the village were killed when the dam above Orrin burst"},
		{"no week that has passed since", []string{
			"a|7|en||The council of Orrin resigned on Monday after a meeting with the engineers of the dam last week.",
		}, "The council of Orrin resigned after a meeting with the engineers of the dam"},
		{"the plain part of a title", []string{
			"a|7|es|Revienta la presa de Orrin; ¿quién la revisaba?|La presa de Orrin reventó el lunes y murieron nueve vecinos.",
		}, "Revienta la presa de Orrin"},
		{"no label before it", []string{
			"a|7|es|ÚLTIMA HORA: Revienta la presa de Orrin|La presa de Orrin reventó el lunes y murieron nueve vecinos.",
		}, "Revienta la presa de Orrin"},
		{"a deed with who says so", []string{
			"a|7|en||Soldiers shot nine bakers at the dam above Orrin on Monday, residents said.",
		}, "Soldiers shot nine bakers at the dam above Orrin, residents said"},
		{"a deed with who says so before it", []string{
			"a|7|en||Witnesses said that soldiers shot nine bakers at the dam above Orrin on Monday.",
		}, "Witnesses said that soldiers shot nine bakers at the dam above Orrin"},
		{"what nobody did without who says so", []string{
			"a|7|en||A strike killed nine bakers at the dam above Orrin on Monday, residents said.",
		}, "A strike killed nine bakers at the dam above Orrin"},
		{"no word of when it was said", []string{
			"a|8|en||The mayor of Orrin said on Tuesday that the dam above the town had burst on Monday, killing nine people.",
		}, "The mayor of Orrin said that the dam above the town had burst, killing nine people"},
		{"what happened later, without later", []string{
			"a|7|en||The engineers met the mayor. A few hours later, the dam above Orrin burst on Monday, killing nine people of the village.",
		}, "The dam above Orrin burst, killing nine people of the village"},
		{"an announcement without the pronoun of who made it", []string{
			"a|7|en||Ines Roth met the press. Hours later she announced that the dam above Orrin had burst on Monday, killing nine people of the village.",
		}, "The dam above Orrin had burst, killing nine people of the village"},
		{"a sentence that a heading has run into", []string{
			"a|7|en||Nine people have died in the flood at Orrin In the valley below it, the dam burst on Monday, carrying away the school of the village.",
		}, "In the valley below it, the dam burst, carrying away the school of the village"},
		{"the sentence of the day without its day, its source and its insertion", []string{
			"a|7|en||Ines Roth, who had led the council of Orrin since the flood of 1998, resigned on Monday over the collapse of the dam above the town, officials said.",
		}, "Ines Roth resigned over the collapse of the dam above the town"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, e := range Build(Story{Name: "s"}, titledReports(t, tt.reports)).Events {
				got = append(got, e.Headline)
			}
			if len(got) != 1 || got[0] != tt.want {
				t.Errorf("got %q, want %q", strings.Join(got, " / "), tt.want)
			}
		})
	}
}

// leavesOut reports whether a text is made of words of another, in their order.
func leavesOut(short, text string) bool {
	all, at := words.Split(text), 0
	for _, w := range words.Split(short) {
		for at < len(all) && all[at].Folded != w.Folded {
			at++
		}
		if at++; at > len(all) {
			return false
		}
	}
	return true
}

// What leaves words out of a sentence for a headline puts none in.
func FuzzAlone(f *testing.F) {
	f.Add("Nine people have died at Orrin In the valley, right after that, the (old) dam burst.", "en")
	f.Add("Unas horas después, anunció que «la presa» reventó: también murieron nueve.", "es")
	f.Fuzz(func(t *testing.T, text, lang string) {
		l := languageOf(lang)
		short := l.narrow(l.spare(plainly(l.alone(text), l)))
		if utf8.ValidString(text) && !utf8.ValidString(short) {
			t.Fatalf("%q of %q is cut in a rune", short, text)
		}
		if !leavesOut(short, text) {
			t.Fatalf("%q is not of %q", short, text)
		}
	})
}

// A headline is made of words of one account, or of its report's title, in their order.
func TestHeadlineOfItsAccounts(t *testing.T) {
	reports := titledReports(t, []string{
		"a|7|en|Dam bursts above Orrin|Nine people died on Monday when the dam above Orrin burst. Hours later, Ines Roth, who leads the council, said on Tuesday that the dam, which had stood for 90 years, was not safe, but would be mended.",
		"b|8|en|Two guards found|Two guards who fled the dam above Orrin on Monday were found on Tuesday in a barn, the police said. Three more were hurt in the same barn.",
		"c|8|es|La presa de Orrin mata a nueve|Nueve vecinos murieron el lunes cuando reventó la presa de Orrin, según la alcaldesa. El martes hallaron a dos guardas que huyeron de la presa.",
		"d|9|en|Roth resigns; who is next?|Ines Roth resigned on Wednesday over the dam above Orrin In the valley the bakers cheered. \"I had no choice,\" she told Radio Ancon.",
	})
	titles := map[string]string{}
	for _, a := range reports {
		titles[a.URL] = a.Title
	}
	for _, e := range Build(Story{Name: "s", Languages: []string{"en", "es"}}, reports).Events {
		if !slices.ContainsFunc(e.Accounts, func(a Account) bool {
			return leavesOut(e.Headline, a.Quote) || leavesOut(e.Headline, titles[a.ArticleURL])
		}) {
			t.Errorf("%q is of none of its accounts", e.Headline)
		}
	}
}

// A headline stays one where a page has no full stop, and its title no space.
func TestHeadlineOfEndlessText(t *testing.T) {
	const news = "A dam above Orrin burst on Monday and mud buried the village. "
	for _, report := range []scraper.Article{
		{Title: strings.Repeat("X", 5000), Text: news + strings.Repeat("mud ", 20_000)},
		{Title: strings.Repeat("Dam above Orrin bursts and buries the village ", 110), Text: news},
		{Title: strings.Repeat("X", 5000), Text: strings.Repeat("Y", 5000) + " on Monday."},
		{Title: "Boats of Orrin", Text: "On Monday " + strings.Repeat("Lena after a boat In Orrin told The nurses who sank ", 2_000)},
	} {
		report.URL, report.Language, report.Relatedness, report.Published = "https://a.example/1", "en", 1, scraper.Published{Time: wednesday, HasTime: true}
		for _, e := range Build(Story{Name: "orrin"}, []scraper.Article{report}).Events {
			if n := utf8.RuneCountInString(e.Headline); n > widest+2 {
				t.Errorf("%d characters: %.60s…", n, e.Headline)
			}
		}
	}
}

// titledReports are reports of May 2024.
func titledReports(t *testing.T, lines []string) []scraper.Article {
	var out []scraper.Article
	for i, line := range lines {
		part := strings.SplitN(line, "|", 5)
		day, err := strconv.Atoi(part[1])
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, scraper.Article{
			URL: fmt.Sprintf("https://%s.example/%d", part[0], i), Outlet: part[0], Language: part[2], Title: part[3], Text: part[4], Relatedness: 1,
			Published: scraper.Published{Time: time.Date(2024, 5, day, 9, 0, 0, 0, time.UTC)},
		})
	}
	return out
}
