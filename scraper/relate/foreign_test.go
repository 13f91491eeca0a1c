package relate

import (
	"fmt"
	"strings"
	"testing"

	"dateline/config"
	"dateline/scraper"
)

// A keyword of one language is found in the other as it is spelt there, and by
// that the other's own words are learned.
func TestForeignKeywords(t *testing.T) {
	story := config.Story{
		Name: "grain", Title: "Russia's grain", From: config.Date{Year: 2025, Month: 9, Day: 1},
		Languages: []string{"en", "es"}, Keywords: []string{"Russia", "Odessa"},
	}
	en := func(title, text string) scraper.Article { return article(title, text, "en", "2025-10-20") }
	es := func(title, text string) scraper.Article { return article(title, text, "es", "2025-10-20") }
	run := []scraper.Article{
		en("Russia halts grain ships", "Russia said on Monday that it would hold back ships with grain in the Black Sea. Odessa waits for Russia to open the corridor."),
		en("Grain leaves Odessa again", "Two ships left Odessa with wheat, and Russia let them pass. Farmers say that Russia takes half of what they earn."),
		es("Rusia retiene los barcos de trigo", "Rusia anunció el lunes que retendrá los barcos con trigo en el mar Negro. Los agricultores piden que Rusia abra el corredor."),
		es("El trigo vuelve a salir por el mar Negro", "Dos barcos con trigo zarparon del puerto y Rusia los dejó pasar. La cosecha espera en los silos, y Rusia cobra la mitad."),
		es("Los agricultores esperan en los silos", "La cosecha de trigo espera en los silos del puerto. Los barcos no zarpan por el mar Negro, dicen los agricultores, y el corredor sigue cerrado."),
		en("Library opens", "The town library opened its doors on Tuesday after a year of repairs. Children read aloud, and the mayor cut a ribbon."),
		es("La biblioteca abre", "La biblioteca del pueblo abrió sus puertas el martes tras un año de obras. Los niños leyeron en voz alta, y el alcalde cortó una cinta."),
		es("Suben los alquileres", "Los alquileres subieron un seis por ciento en el centro, según el registro. Los vecinos piden un límite al municipio."),
	}
	j := New(story, nil)
	if v := j.Score(run[2]); v.Fate == scraper.Kept || v.Sure {
		t.Errorf("before anything is known of Spanish: %s, sure: %t, %q", v.Fate, v.Sure, v.Reasons)
	}
	j.Learn(run)
	for i, a := range run {
		want := scraper.Kept
		if i > 4 {
			want = scraper.Unrelated
		}
		if v := j.Score(a); v.Fate != want {
			t.Errorf("%s: %s, score %v, %q", a.Title, v.Fate, v.Score, v.Reasons)
		}
	}
	if got := strings.Join(j.Score(run[2]).Reasons, "\n"); !strings.Contains(got, `keyword "Russia" in title`) {
		t.Errorf("reasons %q", got)
	}
	if n := j.Mentions("rusia-retiene-los-barcos"); n != 1 {
		t.Errorf("%d keywords in an address, want 1", n)
	}
}

// In its own language a keyword is what it says, and no word spelt like it.
func TestOwnKeywordsStandAsTheyAre(t *testing.T) {
	story := config.Story{Name: "plan", Title: "The housing plan", From: config.Date{Year: 2025, Month: 9, Day: 1}, Languages: []string{"en"}, Keywords: []string{"plan"}}
	var run []scraper.Article
	for i := range 4 {
		run = append(run, article("A plan for housing", fmt.Sprintf("The council voted on its plan for housing in district %d. The plan gives tenants a say.", i), "en", "2025-10-20"))
		run = append(run, article("A plane lands late", fmt.Sprintf("The plane from the coast landed %d hours late. Storms kept the plane on the ground.", i), "en", "2025-10-20"))
	}
	j := New(story, nil)
	j.Learn(run)
	for i, a := range run {
		want := scraper.Kept
		if i%2 > 0 {
			want = scraper.Unrelated
		}
		if v := j.Score(a); v.Fate != want {
			t.Errorf("%s: %s, score %v, %q", a.Title, v.Fate, v.Score, v.Reasons)
		}
	}
}

func TestSpelling(t *testing.T) {
	l := newLexicon()
	spelt := func(word, lang string) key { ts := l.read(word, lang); return l.spellings()[ts[0]] }
	for _, pair := range [][2]string{
		{"Russia", "Rusia"}, {"Egypt", "Egipto"}, {"Libya", "Libia"}, {"Greece", "Grecia"}, {"Turkey", "Turquía"}, {"tank", "tanque"}, {"protest", "protestas"},
	} {
		if en, es := spelt(pair[0], "en"), spelt(pair[1], "es"); en != es || en == 0 {
			t.Errorf("%q: %d, %q: %d", pair[0], en, pair[1], es)
		}
	}
	for _, pair := range [][2]string{{"protest", "proteger"}, {"report", "reparto"}, {"oil", "ola"}} {
		if en, es := spelt(pair[0], "en"), spelt(pair[1], "es"); en == es && en != 0 {
			t.Errorf("%q and %q are both %d", pair[0], pair[1], en)
		}
	}
}
