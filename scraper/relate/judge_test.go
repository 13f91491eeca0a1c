package relate

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/config"
	"dateline/scraper"
)

var strikes = config.Story{
	Name: "caribbean-strikes", Title: "US strikes on alleged drug vessels",
	From: config.Date{Year: 2025, Month: 9, Day: 1}, To: config.Date{Year: 2025, Month: 11, Day: 30},
	Languages: []string{"en", "es"},
	Keywords:  []string{"Petro", "drug boats", "intelligence sharing", "lanchas", "Hegseth"},
}

func day(s string) scraper.Published {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return scraper.Published{Time: t}
}

func article(title, text, lang, published string) scraper.Article {
	return scraper.Article{URL: "https://paper.example/" + strings.ReplaceAll(title, " ", "-"), Title: title, Text: text, Language: lang, Published: day(published)}
}

// filler is prose of other matters, some words long.
func filler(words int) string {
	base := strings.Fields("The council met again to discuss the harvest festival and the new road beside the river while farmers waited for rain and schools prepared for winter")
	var out []string
	for len(out) < words {
		out = append(out, base...)
	}
	return strings.Join(out[:words], " ") + "."
}

func TestScoreByKeywords(t *testing.T) {
	tests := map[string]struct {
		article scraper.Article
		fate    scraper.Fate
	}{
		"about it": {article("Petro suspends intelligence sharing with Washington",
			"President Gustavo Petro said Tuesday that Colombia would suspend intelligence sharing while strikes on drug boats go on. Petro gave the order to all forces.", "en", "2025-11-12"), scraper.Kept},
		"about it, in Spanish, with other inflections": {article("Ataque a una lancha en el Caribe",
			"El ataque contra la lancha dejó tres muertos. Es la novena lancha hundida, dijo Hegseth, y Petro lo condenó.", "es", "2025-10-20"), scraper.Kept},
		"a passing mention": {article("A new road for the valley",
			filler(300)+" A minister compared it with what Petro had promised. "+filler(500), "en", "2025-10-20"), scraper.Unrelated},
		"a keyword in a box below the text": {article("Harvest festival draws crowds",
			filler(600)+"\n\nMost read: Petro suspends intelligence sharing", "en", "2025-10-20"), scraper.Unrelated},
		"a passage in a long round-up": {article("The week in brief",
			filler(700)+" Hegseth announced two more strikes on drug boats. Petro called the strikes murder, and suspended intelligence sharing. Hegseth said the drug boats would be sunk. "+filler(700), "en", "2025-10-20"), scraper.Kept},
		"another word that begins alike":    {article("Petroleum prices rise", "Petroleum and petrol cost more. Petrol stations closed as petroleum ran short.", "en", "2025-10-20"), scraper.Unrelated},
		"before the window":                 {article("Petro and Hegseth meet", "Petro met Hegseth. Petro spoke of drug boats.", "en", "2025-08-31"), scraper.OutsideWindow},
		"on its last day":                   {article("Petro and Hegseth meet", "Petro met Hegseth. Petro spoke of drug boats.", "en", "2025-11-30"), scraper.Kept},
		"on the day after":                  {article("Petro and Hegseth meet", "Petro met Hegseth. Petro spoke of drug boats.", "en", "2025-12-01"), scraper.OutsideWindow},
		"in another language":               {article("Petro suspend le partage", "Petro suspend le partage de renseignement. Petro et Hegseth.", "fr", "2025-11-12"), scraper.OtherLanguage},
		"in a language that is not known":   {article("Petro y Hegseth", "Petro, Hegseth, lanchas y Petro.", "", "2025-11-12"), scraper.Kept},
		"without a date":                    {scraper.Article{URL: "https://paper.example/x", Title: "Petro and Hegseth", Text: "Petro met Hegseth about drug boats.", Language: "en"}, scraper.Kept},
		"accents and case are not letters":  {article("PETRÓ SUSPENDE", "Petró y HEGSETH hablaron de las LANCHAS.", "es", "2025-11-12"), scraper.Kept},
		"a keyword's words, but far apart":  {article("Boats for the festival", filler(50)+" drug "+filler(100)+" boats "+filler(100), "en", "2025-11-12"), scraper.Unrelated},
		"the standfirst counts as the text": {scraper.Article{URL: "https://paper.example/s", Title: "Orden en Bogotá", Description: "Petro ordena suspender el envío; Hegseth habla de las lanchas; Petro responde.", Text: filler(60), Language: "es", Published: day("2025-11-12")}, scraper.Kept},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			v := New(strikes, nil).Score(tt.article)
			if v.Fate != tt.fate {
				t.Errorf("fate %s, want %s: score %v, %q", v.Fate, tt.fate, v.Score, v.Reasons)
			}
			if v.Score < 0 || v.Score > 1 {
				t.Errorf("score %v is not within 0…1", v.Score)
			}
			if len(v.Reasons) == 0 {
				t.Error("no reasons")
			}
		})
	}
}

func TestReasonsSayWhatWasSeen(t *testing.T) {
	v := New(strikes, nil).Score(article("Petro speaks", "Petro met Hegseth. "+filler(10), "en", "2025-12-24"))
	want := []string{
		`keyword "Petro" in title`,
		`keywords "Petro", "Hegseth": 2 in 13 words, 2 in the lead, up to 2 close together`,
		`published 2025-12-24, after 2025-11-30`,
	}
	if !slices.Equal(v.Reasons, want) {
		t.Errorf("reasons %q\nwant    %q", v.Reasons, want)
	}
}

// neighbours are reports of a story and of another in the same weeks and
// region, each told in words of its own.
func neighbours() (ours, theirs []scraper.Article) {
	// pick takes some of the sentences, different ones for each report.
	pick := func(i int, from []string) string {
		var out []string
		for k := range 5 {
			out = append(out, fmt.Sprintf(from[(i*(k+1)+k*3)%len(from)], 10*i+k))
		}
		return strings.Join(out, " ")
	}
	strikes := []string{
		"Petro condemned strike number %d on drug boats in the Caribbean.", "Hegseth said the vessel, number %d, carried narcotics.",
		"The Pentagon showed %d seconds of video of the speedboat.", "Petro suspended intelligence sharing with Washington for %d days.",
		"Three men died when missile %d hit the vessel in the Caribbean.", "The Pentagon named no law for the strikes, %d lawyers said.",
		"Fishermen found the wreck of a speedboat %d miles from the coast.", "Washington has struck %d vessels in the Caribbean and the Pacific, Hegseth said.",
	}
	storms := []string{
		"The hurricane tore roofs from %d houses in Jamaica.", "Flood water cut %d roads on the island.",
		"Relief flights brought %d tents to the shelters.", "Storm damage in Jamaica is put at %d millions.",
		"The cyclone moved north at %d miles an hour.", "Schools serve as shelters for %d families after the flood.",
		"The hurricane took the roof of a clinic with %d beds.", "Engineers need %d days to bring back power after the storm.",
	}
	for i := range 12 {
		ours = append(ours, article(fmt.Sprintf("Petro and the strikes %d", i), pick(i, strikes)+" Petro and Hegseth spoke. "+filler(10+i), "en", "2025-10-20"))
		theirs = append(theirs, article(fmt.Sprintf("Hurricane relief %d", i), pick(i, storms)+" "+filler(10+i), "en", "2025-10-20"))
	}
	return ours, theirs
}

func TestVocabularyDecidesWhereKeywordsDoNot(t *testing.T) {
	ours, theirs := neighbours()
	j := New(strikes, nil)
	// Both have the same few keywords.
	fewWords := article("The Pentagon shows a video",
		"A vessel was struck in the Caribbean, the Pentagon said. Washington said the speedboat carried narcotics. "+filler(120)+" Hegseth showed a video of the strike on the vessel, and Petro condemned it.", "en", "2025-10-20")
	distractor := article("Relief flights reach the shelters",
		"Relief flights brought tents to the shelters after the hurricane, and flood water fell. "+filler(120)+" Hegseth sent flights; Petro sent tents for the storm and cyclone damage.", "en", "2025-10-20")
	before, beforeToo := j.Score(fewWords), j.Score(distractor)
	if before.Fate != beforeToo.Fate || before.Sure || beforeToo.Sure {
		t.Fatalf("keywords alone tell the two apart already: %+v, %+v", before, beforeToo)
	}
	j.Learn(slices.Concat(ours, theirs, []scraper.Article{fewWords, distractor}))
	if v := j.Score(fewWords); v.Fate != scraper.Kept {
		t.Errorf("the report: %s, score %v, %q", v.Fate, v.Score, v.Reasons)
	}
	if v := j.Score(distractor); v.Fate != scraper.Unrelated {
		t.Errorf("the distractor: %s, score %v, %q", v.Fate, v.Score, v.Reasons)
	}
}

func TestOrderDoesNotMatter(t *testing.T) {
	ours, theirs := neighbours()
	all := slices.Concat(ours, theirs)
	var want []float64
	for round := range 5 {
		shuffled := slices.Clone(all)
		rand.New(rand.NewPCG(uint64(round), 7)).Shuffle(len(shuffled), func(i, k int) { shuffled[i], shuffled[k] = shuffled[k], shuffled[i] })
		j := New(strikes, nil)
		j.Learn(shuffled)
		var got []float64
		for _, a := range all {
			got = append(got, j.Score(a).Score)
		}
		if want == nil {
			want = got
		}
		if !slices.Equal(got, want) {
			t.Fatalf("round %d: %v\nfirst: %v", round, got, want)
		}
	}
}

func TestSureVerdictsStay(t *testing.T) {
	ours, theirs := neighbours()
	j := New(strikes, nil)
	var sure []scraper.Article
	for _, a := range slices.Concat(ours, theirs) {
		if v := j.Score(a); v.Sure {
			sure = append(sure, a)
		}
	}
	if len(sure) == 0 {
		t.Fatal("no sure verdict")
	}
	j.Learn(slices.Concat(theirs, ours, theirs))
	for _, a := range sure {
		if v := j.Score(a); v.Fate != scraper.Kept {
			t.Errorf("%s was sure, and is %s after learning", a.Title, v.Fate)
		}
	}
}

func TestSeedsAreKept(t *testing.T) {
	story := strikes
	story.Seeds = []string{"https://paper.example/seed"}
	seed := article("Harvest festival", filler(200), "en", "2024-01-01")
	seed.URL = "https://paper.example/seed"
	if v := New(story, nil).Score(seed); v.Fate != scraper.Kept || v.Score != 1 || !v.Sure {
		t.Errorf("%+v", v)
	}
	moved := seed
	moved.URL = "https://paper.example/2024/seed"
	j := New(story, nil)
	j.Seed(moved.URL)
	if v := j.Score(moved); v.Fate != scraper.Kept {
		t.Errorf("at its other address: %+v", v)
	}
	if v := New(strikes, []scraper.Article{seed}).Score(seed); v.Fate != scraper.Kept {
		t.Errorf("given as an article: %+v", v)
	}
}

// A person who files reports for a story knows what they are about: the
// judge leaves out only what is plainly of something else.
func TestFiledReportsAreKept(t *testing.T) {
	few := article("Three killed at sea", "A vessel was struck in the Caribbean and three men died, the Pentagon said. "+filler(200)+" Petro spoke.", "en", "2025-10-20")
	j := New(strikes, nil)
	if v := j.Score(few); v.Fate != scraper.Unrelated {
		t.Errorf("found: %+v", v)
	}
	j.Pick(few.URL)
	if v := j.Score(few); v.Fate != scraper.Kept {
		t.Errorf("filed: %+v", v)
	}
	few.URL += "/another"
	if v := j.Score(few); v.Fate != scraper.Unrelated {
		t.Errorf("found beside it: %+v", v)
	}

	ours, theirs := neighbours()
	all := slices.Concat(ours, theirs)
	for _, a := range all {
		j.Pick(a.URL)
	}
	j.Learn(all)
	if v := j.Score(all[len(all)-1]); v.Fate != scraper.Unrelated {
		t.Errorf("other news in the same file: %+v", v)
	}
}

func TestTitleServesWithoutKeywords(t *testing.T) {
	story := strikes
	story.Keywords, story.Title = nil, "The harbour bridge"
	j := New(story, nil)
	if v := j.Score(article("Harbour bridge reopens", "The bridge over the harbour reopened. The bridge had been closed.", "en", "2025-10-01")); v.Fate != scraper.Kept {
		t.Errorf("%+v", v)
	}
	if v := j.Score(article("The festival", filler(50), "en", "2025-10-01")); v.Fate != scraper.Unrelated {
		t.Errorf("%+v", v)
	}
}

func TestMentions(t *testing.T) {
	j := New(strikes, nil)
	for line, want := range map[string]int{
		"Petro suspends intelligence sharing": 2,
		"petro suspende el envio":             1,
		"una lancha hundida":                  1,
		"Petroleum prices":                    0,
		"Mali: sharing intelligence":          0,
		"":                                    0,
		"Hegseth’s plan, Petro's answer, PETRO": 3,
	} {
		if got := j.Mentions(line); got != want {
			t.Errorf("%q: %d, want %d", line, got, want)
		}
	}
}

func TestOverlappingKeywordsCountOnce(t *testing.T) {
	l := newLexicon()
	ks := readKeywords(l, []string{"Cairo", "El Cairo", "plaza Tahrir", "Tahrir", "cairo"})
	h := find(ks, l.read("Miles en El Cairo, en la plaza Tahrir de El Cairo", "es"), stemSpanish)
	if len(h.at) != 3 {
		t.Errorf("%d places, want 3: %v", len(h.at), h.at)
	}
	if got, want := quoted(ks, h.distinct), `"Cairo", "El Cairo", "plaza Tahrir", "Tahrir"`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestWindow(t *testing.T) {
	open := strikes
	open.To = config.Date{}
	at := func(s string) time.Time {
		x, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	tests := []struct {
		story config.Story
		at    string
		slack int
		want  bool
	}{
		{strikes, "2025-09-01T00:00:00-05:00", 0, true},
		{strikes, "2025-08-31T23:59:59-05:00", 0, false},
		{strikes, "2025-11-30T23:30:00-05:00", 0, true}, // December in UTC, but not where it was printed
		{strikes, "2025-12-01T00:00:00+09:00", 0, false},
		{strikes, "2025-12-02T10:00:00Z", 2, true},
		{strikes, "2025-12-03T10:00:00Z", 2, false},
		{strikes, "2025-08-30T10:00:00Z", 2, true},
		{open, "2099-01-01T00:00:00Z", 0, true},
		{open, "2025-08-01T00:00:00Z", 2, false},
	}
	for _, tt := range tests {
		if got := New(tt.story, nil).InWindow(at(tt.at), tt.slack); got != tt.want {
			t.Errorf("%s, slack %d, to %q: %v, want %v", tt.at, tt.slack, tt.story.To, got, tt.want)
		}
	}
}

func FuzzScore(f *testing.F) {
	f.Add("Petro suspends", "Petro said 'no' to Hegseth’s drug boats.", "en")
	f.Add("Petró", "Las lanchas\xff\xfe de e\u0301l", "es")
	f.Add("", "", "")
	f.Add("日本語", strings.Repeat("a", 300), "zz")
	f.Fuzz(func(t *testing.T, title, text, lang string) {
		j := New(strikes, nil)
		a := scraper.Article{URL: "https://paper.example/f", Title: title, Text: text, Language: lang}
		j.Learn([]scraper.Article{a})
		v := j.Score(a)
		if !(v.Score >= 0 && v.Score <= 1) {
			t.Errorf("score %v", v.Score)
		}
		if w := j.Score(a); w.Score != v.Score || w.Fate != v.Fate {
			t.Errorf("first %v, then %v", v, w)
		}
	})
}

func BenchmarkScore(b *testing.B) {
	ours, theirs := neighbours()
	j := New(strikes, nil)
	j.Learn(slices.Concat(ours, theirs))
	a := ours[0]
	a.Text += filler(800)
	for b.Loop() {
		j.Score(a)
	}
}

// Where the line is drawn is the story's to say, and what falls just short of
// it is for a person to look at.
func TestTheLineIsTheStorysToDraw(t *testing.T) {
	about := article("The Pentagon shows a video", filler(40)+" Hegseth showed a video of a strike. "+filler(80), "en", "2025-10-20")
	sure := article("Petro suspends intelligence sharing", "Petro suspended intelligence sharing. Petro and Hegseth spoke of drug boats.", "en", "2025-10-20")
	score := New(strikes, nil).Score(about).Score
	if score < .3 || score > .7 {
		t.Fatalf("the report scores %v: neither sure nor out of the question", score)
	}
	for _, tt := range []struct {
		keepFrom    float64
		about, sure scraper.Fate
	}{
		{0, scraper.Borderline, scraper.Kept}, // the default
		{score - .01, scraper.Kept, scraper.Kept},
		{score + .01, scraper.Borderline, scraper.Kept},
		{.97, scraper.Unrelated, scraper.Kept},
		{.995, scraper.Unrelated, scraper.Borderline},
	} {
		story := strikes
		story.KeepFrom = tt.keepFrom
		j := New(story, nil)
		a, s := j.Score(about), j.Score(sure)
		if a.Fate != tt.about || s.Fate != tt.sure {
			t.Errorf("keep_from %v: %s (%v) and %s (%v), want %s and %s", tt.keepFrom, a.Fate, a.Score, s.Fate, s.Score, tt.about, tt.sure)
		}
		if s.Fate != scraper.Kept && s.Sure {
			t.Errorf("keep_from %v: left out, and sure", tt.keepFrom)
		}
	}
}

// A copy that its page says to be in another language is no report of that
// language that was counted: it cannot be left out of it.
func TestCopyInAnotherLanguageHasAScore(t *testing.T) {
	text := "A dam above Orrin burst on Monday and mud buried the village, killing 14 people, the mayor said.\n\nRescuers looked for nineteen miners under the mud of the Orrin dam."
	all := []scraper.Article{
		article("Dam above Orrin bursts", text, "en", "2025-11-04"),
		article("سد أورين", "انهار سد فوق أورين ودفن الطين القرية.\n\n"+text, "ar", "2025-11-04"),
	}
	j := New(config.Story{Languages: []string{"en"}, Keywords: []string{"dam", "Orrin"}}, nil)
	j.Learn(all)
	for _, a := range all {
		if got := j.Score(a).Score; !(got >= 0.5 && got <= 1) {
			t.Errorf("%s: score %v", a.Language, got)
		}
	}
}
