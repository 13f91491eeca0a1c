package relate

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"dateline/scraper"
)

// smallRun is what a first run may meet: a few reports with keywords of
// strikes, in two languages, reports of the story without any, and other news.
func smallRun() []scraper.Article {
	en := func(title, text string) scraper.Article { return article(title, text, "en", "2025-10-20") }
	es := func(title, text string) scraper.Article { return article(title, text, "es", "2025-10-20") }
	return []scraper.Article{
		en("Petro condemns strike on boat in the Caribbean", "President Gustavo Petro of Colombia condemned the American strike on a boat in the Caribbean that killed four people. Petro said the campaign against alleged smugglers was murder, and that the military had shown no evidence."),
		en("Colombia suspends intelligence sharing with US", "Gustavo Petro ordered his forces to suspend intelligence sharing with the United States while strikes on boats in the Caribbean go on. The strikes have killed 76 people since September. President Trump called him a drug leader."),
		en("Hegseth says another boat was struck", "Defense Secretary Pete Hegseth said the military struck a boat in the eastern Pacific and killed three people. Hegseth said the vessel carried drugs from Venezuela. He said drug boats would be sunk."),
		en("Fishermen tell of drug boats and strikes", "Families on the coast of Venezuela say that men killed in the strikes on alleged drug boats were fishermen. Hegseth has rejected this. Trump showed a video of a boat in flames in the Caribbean."),
		es("Petro condena el ataque contra una lancha en el Caribe", "El presidente Gustavo Petro condenó el ataque de Estados Unidos contra una lancha en el Caribe, que dejó cuatro muertos. Petro dijo que la campaña es un asesinato y que Trump no mostró pruebas de la droga."),
		es("Hegseth anuncia otro ataque contra lanchas", "El secretario de Defensa, Pete Hegseth, anunció un ataque contra dos lanchas en el Pacífico oriental, que dejó seis muertos. Los ataques de Estados Unidos suman 76 muertos desde septiembre."),
		es("Pescadores temen por sus lanchas", "Familias de pescadores de la costa de Venezuela dicen que los muertos en los ataques a lanchas no llevaban droga. Petro pidió a Trump que cesen los ataques en el Caribe."),

		en("Six killed as US strikes vessel off Venezuela", "The American military struck a boat off Venezuela and killed six people, President Trump said. The campaign in the Caribbean has killed 27 people since September."),
		en("Survivors of Caribbean strike sent home", "Two men who survived a strike on a vessel in the Caribbean were sent home to Colombia and Ecuador, Trump said. Two others aboard were killed by the military."),
		es("Seis muertos en otro ataque frente a Venezuela", "Seis personas murieron en un ataque de Estados Unidos frente a las costas de Venezuela, en el Caribe, informó el presidente Trump. La campaña suma 27 muertos desde septiembre."),

		en("Ferry terminal reopens after repairs", "The Eastside ferry terminal reopened on Wednesday after two years of repairs that cost the county $48 million. Passengers filled the first boat at dawn. A second pier is to open in March."),
		en("Teachers agree to new contract", "Teachers and the school district agreed to a contract that raises pay by four percent. Classes had been cut short for a week. The union votes on Friday."),
		en("A wet spring for the orchards", "Growers in the valley expect a late apple harvest after a wet spring. Rain kept bees from the blossoms, and some orchards lost a third of their fruit."),
		es("La cosecha de café crece por tercer mes", "La cosecha de café creció en octubre por tercer mes seguido, informó la federación de productores. Los caficultores esperan un fin de año bueno."),
		es("El Carnaval ya tiene presupuesto", "El Concejo aprobó el presupuesto del Carnaval, que empieza el 14 de febrero. Habrá dos desfiles más y una nueva ruta por el malecón."),
	}
}

func TestReportsWithoutKeywordsAreFound(t *testing.T) {
	run := smallRun()
	tests := map[string]struct {
		title, text, lang string
		fate              scraper.Fate
		reason            string
	}{
		"as one of the run's":    {"Six killed as US strikes vessel off Venezuela", run[7].Text, "en", scraper.Kept, "words like the story's"},
		"another, in English":    {"Toll of Caribbean campaign rises", "The American military killed three people in a strike on a boat in the Caribbean, Trump said. The vessel came from Venezuela. The strikes have killed 80 people since September.", "en", scraper.Kept, "Caribbean"},
		"another, in Spanish":    {"Suben los muertos de la campaña en el Caribe", "Tres personas murieron en un ataque de Estados Unidos en el Caribe, anunció Trump. Los ataques frente a Venezuela suman 80 muertos desde septiembre.", "es", scraper.Kept, "Caribe"},
		"a boat of another kind": {"Ferry terminal reopens after repairs", run[10].Text, "en", scraper.Unrelated, "words like other news"},
		"other news, in Spanish": {"El Carnaval ya tiene presupuesto", run[14].Text, "es", scraper.Unrelated, ""},
		"a passing mention":      {"A film festival opens", "The festival opened with a film on the life of a singer. " + filler(120) + " A guest made a joke about Petro. The actors thanked the audience, and the prize goes to a young director.", "en", scraper.Unrelated, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			a := article(tt.title, tt.text, tt.lang, "2025-10-20")
			j := New(strikes, nil)
			all := run
			if !slices.ContainsFunc(run, func(b scraper.Article) bool { return b.URL == a.URL }) {
				all = append(slices.Clone(run), a)
			}
			j.Learn(all)
			v := j.Score(a)
			if v.Fate != tt.fate || !strings.Contains(strings.Join(v.Reasons, "\n"), tt.reason) {
				t.Errorf("%s, score %v, %q; want %s with %q", v.Fate, v.Score, v.Reasons, tt.fate, tt.reason)
			}
		})
	}
}

// Seeds say what the story is about where keywords do not.
func TestSeedsTeachTheStory(t *testing.T) {
	story := strikes
	story.Keywords = []string{"Operation Southern Spear"} // in none of the reports
	run := smallRun()
	for _, i := range []int{0, 2, 7} {
		story.Seeds = append(story.Seeds, run[i].URL)
	}
	j := New(story, nil)
	j.Learn(run)
	for i, a := range run[:10] {
		if v := j.Score(a); a.Language == "en" && v.Fate != scraper.Kept {
			t.Errorf("%d %s: %s, score %v, %q", i, a.Title, v.Fate, v.Score, v.Reasons)
		}
	}
	for _, a := range run[10:] {
		if v := j.Score(a); v.Fate != scraper.Unrelated {
			t.Errorf("%s: %s, score %v, %q", a.Title, v.Fate, v.Score, v.Reasons)
		}
	}
}

// Neither the order of articles nor that in which words were first met may
// show in anything the judge says.
func TestLearningKnowsNoOrder(t *testing.T) {
	ours, theirs := neighbours()
	all := slices.Concat(smallRun(), ours, theirs)
	for i, a := range all[:6] { // copies, as other outlets print them
		a.URL += "/copy"
		a.Title = fmt.Sprintf("Copy %d", i)
		all = append(all, a)
	}
	verdicts := func(order []scraper.Article) []Verdict {
		j := New(strikes, nil)
		j.Learn(order)
		var vs []Verdict
		for _, a := range all {
			vs = append(vs, j.Score(a))
		}
		return vs
	}
	want := verdicts(all)
	for round := range 8 {
		shuffled := slices.Clone(all)
		rand.New(rand.NewPCG(uint64(round), 11)).Shuffle(len(shuffled), func(i, k int) { shuffled[i], shuffled[k] = shuffled[k], shuffled[i] })
		for i, v := range verdicts(shuffled) {
			if !reflect.DeepEqual(v, want[i]) {
				t.Fatalf("round %d, %s: %+v\nat first: %+v", round, all[i].Title, v, want[i])
			}
		}
	}
}

func TestCopiesAreOneWitness(t *testing.T) {
	text := "The ministry recalled its ambassador for consultations on Monday.\n\nThe ambassador met the president in the capital, a statement said.\n\nThe government will announce more decisions soon, it added."
	docs := []*document{
		{url: "a", sentences: sentences(text)},
		{url: "b", sentences: sentences(strings.ToUpper(text[:140]) + "\n\nAnother paper's line of its own, long enough to count.")},
		{url: "c", sentences: sentences("A report of something else, which is also some sentences long.\n\nThe ministry recalled its ambassador for consultations on Monday.\n\nIts second sentence has nothing to do with that, either.")},
		{url: "d"},
	}
	markCopies(docs)
	for i, want := range []int{0, 0, 2, 3} {
		if docs[i].witness != docs[want] {
			t.Errorf("%s has the witness %s, want %s", docs[i].url, docs[i].witness.url, docs[want].url)
		}
	}
}

func TestCognates(t *testing.T) {
	l := newLexicon()
	key := func(word, lang string) key {
		t := l.read(word, lang)[0]
		return l.sharedKeys()[t]
	}
	for _, pair := range [][2]string{
		{"Caribbean", "Caribe"}, {"Venezuela", "Venezuela"}, {"Petro", "Petro"}, {"attacks", "ataques"}, {"military", "militar"},
		{"Pacific", "Pacífico"}, {"Libya", "Libia"}, {"Trump", "Trump"}, {"76", "76"}, {"president", "presidente"}, {"Egypt", "Egipto"},
	} {
		if en, es := key(pair[0], "en"), key(pair[1], "es"); en != es || en == 0 {
			t.Errorf("%q: key %d, %q: key %d", pair[0], en, pair[1], es)
		}
	}
	for _, pair := range [][2]string{{"boat", "lancha"}, {"7", "7"}, {"aid", "ayuda"}, {"ship", "siete"}} {
		if en, es := key(pair[0], "en"), key(pair[1], "es"); en == es && en != 0 {
			t.Errorf("%q and %q share key %d", pair[0], pair[1], en)
		}
	}
}

func TestEverydayNews(t *testing.T) {
	for _, lang := range []string{"en", "es"} {
		words := everydayNews()[lang]
		if len(words) < 300 {
			t.Errorf("%s: %d words of everyday news", lang, len(words))
		}
		for w, share := range words {
			if share <= unlisted || share >= 1 || w != strings.ToLower(w) {
				t.Errorf("%s: %q stands in a share of %v", lang, w, share)
			}
		}
	}
}

// newsOf makes reports of invented topics, each with words of its own.
func newsOf(n int) []scraper.Article {
	rng := rand.New(rand.NewPCG(5, 5))
	var out []scraper.Article
	for i := range n {
		topic := i % 20
		var text strings.Builder
		for w := range 250 {
			switch {
			case rng.IntN(4) == 0:
				fmt.Fprintf(&text, "topic%dword%d ", topic, rng.IntN(60))
			default:
				fmt.Fprintf(&text, "common%d ", int(2000*rng.Float64()*rng.Float64()))
			}
			if w%20 == 19 {
				text.WriteString(". ")
			}
		}
		if topic == 0 && i%40 == 0 {
			text.WriteString("Petro and Hegseth spoke of drug boats. Petro and Hegseth.")
		}
		out = append(out, article(fmt.Sprintf("Report %d", i), text.String(), "en", "2025-10-20"))
	}
	return out
}

func TestLargeRun(t *testing.T) {
	run := newsOf(400)
	j := New(strikes, nil)
	j.Learn(run)
	for i, a := range run {
		want := scraper.Unrelated
		if i%20 == 0 {
			want = scraper.Kept
		}
		if v := j.Score(a); v.Fate != want {
			t.Errorf("%s of topic %d: %s, score %v", a.Title, i%20, v.Fate, v.Score)
		}
	}
}

func BenchmarkLearn(b *testing.B) {
	for _, n := range []int{30, 300, 3000} {
		run := newsOf(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				New(strikes, nil).Learn(run)
			}
		})
	}
}

// Of very many articles part of the others is left out, the same part in any
// order, and what is surely of the story never is.
func TestLearnFromVeryMany(t *testing.T) {
	ours, theirs := neighbours()
	var many []scraper.Article
	for i := range 40 {
		for _, a := range theirs {
			a.URL = fmt.Sprintf("%s?copy=%d", a.URL, i)
			a.Text = fmt.Sprintf("%s This is report number %d of its kind in this paper.", a.Text, i)
			many = append(many, a)
		}
	}
	all := slices.Concat(ours, many)
	j := New(strikes, nil)
	j.Learn(all)
	k := New(strikes, nil)
	k.LearnFrom(3*manyOthers, slices.Values(all))
	slices.Reverse(all)
	backwards := New(strikes, nil)
	backwards.LearnFrom(3*manyOthers, slices.Values(all))
	for _, a := range all {
		want, got, again := j.Score(a), k.Score(a), backwards.Score(a)
		if got.Fate != want.Fate {
			t.Errorf("%s is %s, learned from all %s", a.URL, got.Fate, want.Fate)
		}
		if got.Score != again.Score {
			t.Errorf("%s: %v in one order, %v in the other", a.URL, got.Score, again.Score)
		}
	}
}

// A story of few reports in a sea of other news, much of it about a neighbour
// that shares its region and its words, takes in no neighbours.
func TestFewReportsAmongMany(t *testing.T) {
	ours, theirs := neighbours()
	rng := rand.New(rand.NewPCG(3, 3))
	shared := strings.Fields("Caribbean coast Pentagon navy vessel Washington speedboat video narcotics sea strikes fishermen wreck lawyers missile")
	run := slices.Clone(ours[:3])
	for i := range 240 {
		a := theirs[i%len(theirs)]
		a.URL = fmt.Sprintf("%s/%d", a.URL, i)
		var words []string
		for range 4 {
			words = append(words, shared[rng.IntN(len(shared))])
		}
		a.Text = fmt.Sprintf("Report %d of %s. %s", i, strings.Join(words, " "), a.Text)
		run = append(run, a)
	}
	j := New(strikes, nil)
	j.Learn(run)
	for i, a := range run {
		want := scraper.Unrelated
		if i < 3 {
			want = scraper.Kept
		}
		if v := j.Score(a); v.Fate != want {
			t.Errorf("%s: %s, score %v, %q", a.URL, v.Fate, v.Score, v.Reasons)
		}
	}
}

// A neighbour's report that is full of the story's keywords brings in hardly
// any of the neighbour's others, where few reports are known to be of the story.
func TestNeighbourWithTheKeywords(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	text := func(words string) string {
		all := strings.Fields(words)
		var out []string
		for range 60 {
			out = append(out, all[rng.IntN(len(all))])
		}
		return strings.Join(out, " ") + "."
	}
	const both = " protesters regime square army police crowd leader television curfew soldiers rally opposition reform region neighbours"
	ours := "harbour ferry dockers strike pier wages union port captain mayor" + both
	theirs := "mine shaft miners valley gallery coal pit lift ventilation owners" + both
	var run []scraper.Article
	add := func(title, text string) {
		run = append(run, article(fmt.Sprintf("%s, report %d", title, len(run)), text, "en", "2025-10-20"))
	}
	for range 4 {
		add("Eastport dockers walk out", "Eastport saw another day of it. "+text(ours)+" Eastport waits.")
	}
	add("After Eastport, the mines", "What Eastport began has reached the valley, say miners who were in Eastport. "+text(theirs))
	for range 16 {
		add("Miners stay below", text(theirs))
	}
	story := strikes
	story.Keywords = []string{"Eastport"}
	j := New(story, nil)
	j.Learn(run)
	kept := 0
	for _, a := range run[5:] {
		if j.Score(a).Fate == scraper.Kept {
			kept++
		}
	}
	if kept > 3 {
		t.Errorf("%d of %d of the neighbour's", kept, len(run)-5)
	}
}

// One sure report says nothing of what its like has in common.
func TestOneSureReportTeachesNothing(t *testing.T) {
	run := smallRun()
	story := strikes
	story.Keywords = []string{"intelligence sharing"}
	j := New(story, nil)
	j.Learn(append(run[1:2:2], run[10:]...))
	for i, a := range run[10:] {
		if v := j.Score(a); v.Fate != scraper.Unrelated {
			t.Errorf("%d %s: %s, score %v, %q", i, a.Title, v.Fate, v.Score, v.Reasons)
		}
	}
}
