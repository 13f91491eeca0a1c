package timeline

import (
	"strings"
	"testing"
	"time"

	"dateline/scraper"
)

// Two reports look back on the burst of the dam in one sentence; it is told of one day.
func TestASentenceIsToldOnce(t *testing.T) {
	report := func(url, outlet string, day int, title, text string) scraper.Article {
		return scraper.Article{URL: "https://" + outlet + ".example/" + url, Outlet: outlet, Title: title, Text: text, Language: "en", Relatedness: 1,
			Published: scraper.Published{Time: time.Date(2025, 11, day, 12, 0, 0, 0, time.UTC), HasTime: true}}
	}
	const back = "Rescuers still looked for nineteen miners under the mud that buried the village of Orrin."
	articles := []scraper.Article{
		report("1", "one", 4, "Dam above Orrin bursts and buries the village", "A dam above Orrin burst on Monday and mud buried the village.\n\n"+back),
		report("2", "two", 4, "Mud buries Orrin after dam bursts", "Mud from a broken dam buried the village of Orrin on Monday, the mayor said.\n\nThe army sent two hundred soldiers with shovels to the valley."),
		report("3", "one", 7, "Parliament votes for an inquiry into the Orrin dam", "Parliament voted on Thursday for an inquiry into the company that owned the dam.\n\n"+back),
		report("4", "two", 7, "Inquiry into the Orrin dam approved", "Parliament approved an inquiry into the owner of the dam on Thursday.\n\nThe owner of the dam said that it would help the inquiry with all its papers."),
	}
	got := Build(Story{Name: "orrin", Languages: []string{"en"}}, articles)
	n, events := 0, ""
	for _, e := range got.Events {
		n += strings.Count(e.Summary, "nineteen miners")
		events += e.Span.EDTF() + " " + e.Summary + "\n"
	}
	if n != 1 {
		t.Errorf("told %d times:\n%s", n, events)
	}
}

// Two fires of two days may be told in the same words; what looks back on one may not.
func TestTwoHappeningsAreToldAlike(t *testing.T) {
	const fire = "On Tuesday a fire at the market of Ancon destroyed forty wooden stalls, nine houses and a chapel. "
	report := func(url, text string, days int) scraper.Article {
		return scraper.Article{URL: url, Language: "en", Relatedness: 1, Text: fire + text, Published: scraper.Published{Time: wednesday.AddDate(0, 0, days), HasTime: true}}
	}
	c := read(Story{Languages: []string{"en"}}, []scraper.Article{
		report("https://one.example/1", "Traders of the square slept beside what was left of their cloth and their spices.", 0),
		report("https://two.example/1", "The council met at night and promised money for new roofs made of iron and of stone.", 7),
		report("https://two.example/2", "A fire at the market of Ancon had destroyed forty wooden stalls, nine houses, a chapel and the only bakery before.", 8),
	}, nil)
	var lines []line
	for event, at := range []int{0, 0, 1} {
		told := telling{doc: event, sentence: at, s: &c.docs[event].sentences[at], phrase: int32(-at), day: dayOf(wednesday) + day(7*event-1)}
		told.hash = hash(c.text(&told))
		c.note([]telling{told}, newNoted(), &cutter{sentenceWords: sentenceWords{lang: languageOf("en")}})
		lines = append(lines, c.line(event, 1, &told))
	}
	if lines[0].hash != lines[1].hash || c.saidIn(&lines[1], &lines[0]) {
		t.Error("the second fire is taken for the first")
	}
	misdated := *lines[1].telling
	misdated.day = lines[0].day + 1
	if !c.saidIn(&line{event: 1, terms: lines[1].terms, telling: &misdated}, &lines[0]) {
		t.Error("one fire is told of two days in the same words")
	}
	if c.saidIn(&lines[2], &lines[0]) {
		t.Error("what the last report adds is lost")
	}
	if !c.saidIn(&line{event: 2, terms: lines[0].terms, telling: lines[2].telling}, &lines[0]) {
		t.Error("an undated sentence that says the same is told again")
	}
}
