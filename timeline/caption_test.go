package timeline

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/scraper"
)

// The words under a picture are told apart from headlines, deeds and what is so.
func TestCaptions(t *testing.T) {
	for _, c := range []struct {
		lang, text string
		want       bool
	}{
		{"en", "A man holds a portrait of the drowned docker.", true},
		{"en", "A supporter of Mayor Lena Varga waves a flag on the quay.", true},
		{"en", "Dockers gather outside the customs house in Port Halden on Monday.", true},
		{"en", "Two women in black pray at the northern gate, March 4, 2024.", true},
		{"en", "Riot police stand guard as families of men killed in the raid wait.", true},
		{"en", "Soldiers carry away a comrade wounded during fighting near the silos.", true},
		{"en", "In this photo released by the port, the mayor speaks to dockers.", true},
		{"en", "The old pier of Port Halden in a file photo.", true},
		{"en", "Dockers gather outside the customs house", false},      // a headline
		{"en", "The mayor steps down after a week of strikes.", false}, // a deed
		{"en", "Dockers storm the ministry and seize the gates.", false},
		{"en", "A court frees the dockers' leader on bail.", false},
		{"en", "Two banks hold talks on a loan for the port.", false},
		{"en", "A council holds the keys of the quay.", false},
		{"en", "Dockers protest in Port Halden over pay.", false}, // what they do is the news
		{"en", "Dockers still hold the northern gate.", false},
		{"en", "Some dockers carry knives.", false},
		{"en", "Lena Varga waves to the crowd on the quay.", false},
		{"en", "A man held a portrait of the drowned docker.", false},
		{"en", "Dockers walk the picket line as the owners said they would sue.", true},
		{"en", "Dockers march to the gates The mayor has asked the army for help.", false}, // runs into a sentence
		{"en", "March 4 - Dockers gather outside the customs house.", false},
		{"en", "March 4: Dockers gather outside the customs house.", false},
		{"en", "18:05 Dockers gather outside the customs house.", false},
		{"en", "“Dockers gather every day,” the mayor said.", false},
		{"en", "A pool holds the water of a year.", true}, // tells of nothing either
		{"es", "Un hombre sostiene el retrato del estibador ahogado.", true},
		{"es", "Manifestantes ondean banderas ante la aduana el lunes.", true},
		{"es", "Dos mujeres de luto rezan junto a la puerta norte.", true},
		{"es", "El muelle viejo, en una imagen de archivo.", true},
		{"es", "Manifestantes ondean banderas ante la aduana", false},
		{"es", "Los estibadores ondean banderas ante la aduana.", false},
		{"es", "La alcaldesa dimite tras una semana de huelga.", false},
		{"es", "Un juez libera al líder de los estibadores.", false},
		{"es", "Miles de estibadores toman el puerto.", false},
		{"es", "Un hombre sostuvo el retrato del estibador ahogado.", false},
		{"es", "4 de marzo: Manifestantes ondean banderas ante la aduana.", false},
		{"pt", "Um homem segura o retrato do estivador afogado.", true},
		{"pt", "Manifestantes agitam bandeiras diante da alfândega.", true},
		{"pt", "A prefeita renuncia após uma semana de greve.", false},
	} {
		lang := languageOf(c.lang)
		a := scraper.Article{Language: c.lang, Text: c.text, Published: scraper.Published{Time: time.Date(2024, 3, 5, 9, 0, 0, 0, time.UTC)}}
		r := newReader(Story{})
		times := r.expressionsOf(timesOf(&a, c.text))
		if got := lang.cut(c.text).captions(times); got != c.want {
			t.Errorf("%s: %q is a caption: %v, want %v", c.lang, c.text, got, c.want)
		}
	}
}

// Of a caption that names no day nothing comes; one that does is told behind what
// happened; below a date of a chronology and in a live blog the present is news.
func TestCaptionsTellNothing(t *testing.T) {
	caption := "Dockers gather outside the customs house in Port Halden."
	find := func(a scraper.Article) (out []telling) {
		c := read(Story{}, []scraper.Article{a}, nil)
		for _, x := range c.tellings() {
			if strings.HasPrefix(c.text(&x), "Dockers gather") {
				out = append(out, x)
			}
		}
		return out
	}
	for name, x := range map[string]telling{
		"first":   find(chronology("en", caption+" The mayor asked the army for help. Police closed the quay."))[0],
		"a title": find(scraper.Article{Title: "Dockers gather outside the customs house in Port Halden", Text: caption + " The mayor asked the army for help.", Language: "en", Relatedness: .9, Published: chronology("en", "").Published})[0],
	} {
		if !x.remark || !x.caption {
			t.Errorf("%s: remark %v, caption %v", name, x.remark, x.caption)
		}
	}
	dated := find(chronology("en", strings.Replace(caption, ".", " on Monday.", 1)+" The mayor asked the army for help."))[0]
	past := find(chronology("en", "Dockers gathered outside the customs house in Port Halden on Monday."))
	if dated.remark || !dated.caption || dated.plain {
		t.Errorf("dated: remark %v, caption %v, plain %v", dated.remark, dated.caption, dated.plain)
	}
	if len(past) != 1 || dated.standing >= past[0].standing {
		t.Errorf("dated: stands at %v, %d others", dated.standing, len(past))
	}
	listed := find(chronology("en", "Day by day.\n\nMarch 4: The mayor asked the army for help. "+caption+"\nMarch 5: A court freed the leader of the dockers. He wept.\n"))[0]
	if listed.caption || listed.remark || listed.phrase != headPhrase {
		t.Errorf("in a chronology: remark %v, caption %v, phrase %d", listed.remark, listed.caption, listed.phrase)
	}
	live := liveBlog("2025-11-07T00:40:00-05:00 | " + caption)
	if x := find(live)[0]; x.caption || x.remark {
		t.Errorf("in a live blog: remark %v, caption %v", x.remark, x.caption)
	}
}

// A title that was cut off within a word is read by its own words, not by those of the
// sentence that it is the beginning of.
func TestTitlesCutOffWithinWords(t *testing.T) {
	for lang, text := range map[string]string{
		"en": "The mayor asked Governor Ines Rothmann for help on Monday. Police closed the quay.",
		"es": "La alcaldesa pidió ayuda el lunes a la gobernadora Inés Rothmann. La policía cerró el muelle.",
	} {
		a := chronology(lang, text)
		a.Title = text[:strings.Index(text, "Rothmann")+len("Roth")]
		c := read(Story{}, []scraper.Article{a}, nil)
		title := slices.IndexFunc(c.tellings(), func(x telling) bool { return x.sentence < 0 })
		if title < 0 {
			t.Errorf("%s: the title tells of nothing", lang)
		}
	}
}
