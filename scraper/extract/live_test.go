package extract

import (
	"strings"
	"testing"
	"time"

	"dateline/scraper"

	"github.com/google/go-cmp/cmp"
)

// liveHead is what a live blog's page has around its entries.
func livePage(title, ld, entries string) string {
	return `<html lang="en"><head><title>` + title + `</title>
<meta property="article:published_time" content="2025-11-06T19:00:00-05:00"><meta property="article:modified_time" content="2025-11-07T01:10:00-05:00">` + ld + `</head>
<body><nav><a href="/">Home</a></nav><main><article><h1>` + title + `</h1>
<p>Senators are voting through the night on a resolution that would end the strikes on boats in the Caribbean without the consent of Congress.</p>` +
		entries + `</article></main><footer>© 2025 Harbour Ledger</footer></body></html>`
}

const (
	textFails  = "The resolution failed an hour ago by 49 votes to 51, with two Republicans joining the Democrats, the clerk of the Senate announced."
	textLeader = "The leader of the majority told reporters that he had spoken with the president yesterday and that no further strikes were planned."
	textOpens  = "Debate has opened in the Senate on a resolution under the War Powers Act, whose sponsors say that the strikes have no basis in law."
)

func TestLiveEntries(t *testing.T) {
	want := []string{
		"2025-11-07T00:40:00-05:00 Vote fails",
		"2025-11-06T23:15:00-05:00 Leader speaks",
		"2025-11-06T19:05:00-05:00 Debate opens",
	}
	bare := []string{
		"2025-11-07T00:40:00-05:00 The resolution failed",
		"2025-11-06T23:15:00-05:00 The leader of",
		"2025-11-06T19:05:00-05:00 Debate has opened",
	}
	stamps := []string{
		"2025-11-07T00:40:00-05:00 12.40am: The resolution",
		"2025-11-06T23:15:00-05:00 11.15pm: The leader",
		"2025-11-06T19:05:00-05:00 7.05pm: Debate has",
	}
	oldest := func(list []string) []string { return []string{list[2], list[1], list[0]} }
	ld := `<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Senate votes","datePublished":"2025-11-06T19:00:00-05:00","liveBlogUpdate":[
{"@type":"BlogPosting","headline":"Vote fails","datePublished":"2025-11-07T00:40:00-05:00","articleBody":"` + textFails + `"},
{"@type":"BlogPosting","headline":"Leader speaks","datePublished":"2025-11-06T23:15:00-05:00","articleBody":"` + textLeader + `"},
{"@type":"BlogPosting","headline":"Debate opens","datePublished":"2025-11-06T19:05:00-05:00","articleBody":"` + textOpens + `"}]}</script>`
	tests := []struct {
		name, page string
		want       []string
	}{
		{"JSON-LD, all entries on the page", livePage("Senate votes", ld, `<div><h2>Vote fails</h2><p>`+textFails+`</p><h2>Leader speaks</h2><p>`+textLeader+`</p><h2>Debate opens</h2><p>`+textOpens+`</p></div>`), want},
		{"JSON-LD, the older entries not loaded", livePage("Senate votes", ld, `<div><h2>Vote fails</h2><p>`+textFails+`</p></div>`), want},
		{"JSON-LD, one entry alone and no list", livePage("Senate votes", `<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Senate votes","liveBlogUpdate":{"@type":"BlogPosting","headline":"Vote fails","datePublished":"2025-11-07T00:40:00-05:00"}}</script>`,
			`<h2>Vote fails</h2><p>`+textFails+`</p>`), want[:1]},
		{"time elements in UTC beside the outlet's clock", livePage("Senate votes", "", `<div class="liveblog-entries">
<article class="block"><p><a href="?page=1#b3"><time datetime="2025-11-07T05:40:12Z">00.40 EST</time></a></p><h2>Vote fails</h2><p>`+textFails+`</p></article>
<article class="block"><p><a href="?page=1#b2"><time datetime="2025-11-07T04:15:09Z">23.15 EST</time></a></p><h2>Leader speaks</h2><p>`+textLeader+`</p></article>
<article class="block"><p><a href="?page=1#b1"><time datetime="2025-11-07T00:05:44Z">19.05 EST</time></a></p><h2>Debate opens</h2><p>`+textOpens+`</p></article></div>`),
			[]string{"2025-11-07T00:40:12-05:00 Vote fails", "2025-11-06T23:15:09-05:00 Leader speaks", "2025-11-06T19:05:44-05:00 Debate opens"}},
		{"time elements in UTC, the outlet's zone in the page's date", livePage("Senate votes", "", `<ul id="live-updates">
<li><h3><a href="#b3">Vote fails</a></h3><time datetime="2025-11-07T05:40:00.000Z"></time><p>By Ana Duarte</p><p>`+textFails+`</p></li>
<li><h3><a href="#b2">Leader speaks</a></h3><time datetime="2025-11-07T04:15:00.000Z"></time><p>By Ana Duarte</p><p>`+textLeader+`</p></li>
<li><h3><a href="#b1">Debate opens</a></h3><time datetime="2025-11-07T00:05:00.000Z"></time><p>By Ana Duarte</p><p>`+textOpens+`</p></li></ul>`), want},
		{"a heading, then its time, then paragraphs, side by side", livePage("Live: Senate votes", "", `<section>
<h3>Vote fails</h3><p class="t">12:40 a.m. ET</p><p>`+textFails+`</p>
<h3>Leader speaks</h3><p class="t">11:15 p.m. ET</p><p>`+textLeader+`</p>
<h3>Debate opens</h3><p class="t">7:05 p.m. ET</p><p>`+textOpens+`</p></section>`), want},
		{"days as headings", livePage("Live: Senate votes", "", `<div class="list"><h4>Friday, November 7, 2025</h4>
<div class="e"><span class="hour">00:40</span><p>`+textFails+`</p></div><h4>Thursday, November 6, 2025</h4>
<div class="e"><span class="hour">23:15</span><p>`+textLeader+`</p></div>
<div class="e"><span class="hour">19:05</span><p>`+textOpens+`</p></div></div>`), bare},
		{"times in the text, newest first", livePage("Senate votes – live", "", `<p><strong>12.40am:</strong> `+textFails+`</p><p><strong>11.15pm:</strong> `+textLeader+`</p><p><strong>7.05pm:</strong> `+textOpens+`</p>`), stamps},
		{"times in the text, oldest first", livePage("Senate votes, as it happened", "", `<p><strong>7.05pm:</strong> `+textOpens+`</p><p><strong>11.15pm:</strong> `+textLeader+`</p><p><strong>12.40am:</strong> `+textFails+`</p>`), oldest(stamps)},
		{"Spanish clock", livePage("El Senado vota, minuto a minuto", "", `<div><p class="hora">12:40 a. m.</p><p>`+textFails+`</p><p class="hora">11:15 p. m.</p><p>`+textLeader+`</p><p class="hora">7:05 p. m.</p><p>`+textOpens+`</p></div>`), bare},
		{"Portuguese clock", livePage("Senado vota, ao vivo", "", `<div><p class="hora">00h40</p><p>`+textFails+`</p><p class="hora">23h15</p><p>`+textLeader+`</p><p class="hora">19h05</p><p>`+textOpens+`</p></div>`), bare},
		{"clock of another zone", livePage("Live: Senate votes", "", `<div><p>05:40 GMT</p><p>`+textFails+`</p><p>04:15 GMT</p><p>`+textLeader+`</p><p>00:05 GMT</p><p>`+textOpens+`</p></div>`), bare},
		{"several pages of entries in one", livePage("Live: Senate votes", "", `<div class="pg"><div><b>00:40</b><p>`+textFails+`</p></div><div><b>23:15</b><p>`+textLeader+`</p></div></div><div class="pg"><div><b>19:05</b><p>`+textOpens+`</p></div><div><b>19:01</b><p>The doors of the chamber have been closed and the clerk is calling the roll of senators.</p></div></div>`),
			append(append([]string{}, bare...), "2025-11-06T19:01:00-05:00 The doors of")},

		// No live blogs.
		{"answers to a question", livePage("Did the resolution pass?", "", `<div id="answers"><div><p>`+textFails+`</p><time datetime="2025-11-07T00:40:00-05:00">12:40</time></div><div><p>`+textLeader+`</p><time datetime="2025-11-07T01:40:00-05:00">1:40</time></div><div><p>`+textOpens+`</p><time datetime="2025-11-07T02:40:00-05:00">2:40</time></div></div>`), nil},
		{"teasers with times", livePage("Senate votes", "", `<p>`+textFails+`</p><p>`+textLeader+`</p><div class="more">
<div><h3><a href="/2025/11/07/a">Ferry runs aground near the old harbour</a></h3><time datetime="2025-11-07T00:40:00-05:00"></time><p>All passengers were brought to safety.</p></div>
<div><h3><a href="/2025/11/07/b">Bridge closed to lorries until further notice</a></h3><time datetime="2025-11-06T23:15:00-05:00"></time><p>Cracks had been found in two piers.</p></div>
<div><h3><a href="/2025/11/07/c">Mayor will not stand again in the spring</a></h3><time datetime="2025-11-06T22:15:00-05:00"></time><p>She has held the office for nine years.</p></div></div>`), nil},
		{"a chronology of what happened", livePage("How the raid unfolded", "", `<p><b>23:15</b> – `+textLeader+`</p><p><b>00:40</b> – `+textFails+`</p><p><b>01:05</b> – `+textOpens+`</p>`), nil},
		{"a chronology of what happened long before", livePage("The raid, minute by minute", "", `<p><b>2 May 2011, 11:15pm:</b> `+textLeader+`</p><p><b>3 May 2011, 12:40am:</b> `+textFails+`</p><p><b>3 May 2011, 1:05am:</b> `+textOpens+`</p>`), nil},
		{"days without a time of day", livePage("Live: the week in the Senate", "", `<div><p>6 November 2025</p><p>`+textFails+`</p></div><div><p>7 November 2025</p><p>`+textLeader+`</p></div>`), nil},
		{"sentences that begin with a number", livePage("Live: Senate votes", "", `<p>12 senators said that they would vote against the resolution whatever the president promised them.</p><p>10.30 was the score, and 11.45 the next, which the clerk found too close to call without a recount.</p>`), nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			res, err := Read(Page{URL: "https://paper.example/2025/senate-votes", Body: []byte(tt.page), Decoded: true, FetchedAt: time.Date(2025, 11, 8, 0, 0, 0, 0, time.UTC)})
			if err != nil || res.Fate != "" {
				t.Fatalf("fate %q %s, error %v", res.Fate, res.Detail, err)
			}
			a := res.Article
			var got []string
			for _, e := range a.Entries {
				text := a.Text[e.Start:]
				w, n := strings.Fields(text), 3
				if i := strings.Index(text, "\n"); i > 0 && i < 20 {
					n = 2 // a headline
				}
				got = append(got, e.Published.String()+" "+strings.Join(w[:n], " "))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("entries (-want +got):\n%s\ntext:\n%s", diff, a.Text)
			}
			if strings.Contains(a.Text, "Ana Duarte") {
				t.Errorf("the text names the author of each entry:\n%s", a.Text)
			}
			for _, text := range []string{textFails, textLeader} {
				if strings.Contains(tt.page, text) && !strings.Contains(a.Text, text) {
					t.Errorf("the text lacks %q:\n%s", text, a.Text)
				}
			}
			if a.Published.String() != "2025-11-06T19:00:00-05:00" {
				t.Errorf("published %v", a.Published)
			}
		})
	}
}

func TestLeadStamp(t *testing.T) {
	for line, want := range map[string]string{
		"10.32am: The vote begins":         "10:32 |The vote begins",
		"14:05 GMT":                        "14:05 GMT|",
		"9:15 p. m. | Habla el presidente": "21:15 |Habla el presidente",
		"9:15 p. m.":                       "21:15 |",
		"19.05 Uhr":                        "19:05 |",
		"00h40":                            "00:40 |",
		"Nov. 7, 2025, 12:40 a.m. ET — It failed":         "2025-11-07 00:40 ET|It failed",
		"7 de noviembre de 2025 - 00:40 - Fracasa":        "",
		"14.05 GMT - He left":                             "14:05 GMT|He left",
		"10.30 was the score":                             "",
		"12 senators said":                                "",
		"November 6, 2025":                                "",
		"At 10:30 the clerk called the roll of senators.": "",
		"3:1 for the visitors":                            "",
		"Update: 10:30":                                   "",
	} {
		st, rest, ok := leadStamp(line, true)
		got := ""
		if ok {
			if st.year != 0 {
				got = time.Date(st.year, st.month, st.day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly) + " "
			}
			got += time.Date(2000, 1, 1, st.hour, st.min, 0, 0, time.UTC).Format("15:04") + " " + st.zone + "|" + rest
		}
		if got != want {
			t.Errorf("leadStamp(%q) = %q, want %q", line, got, want)
		}
	}
}

func TestTextEntries(t *testing.T) {
	text := "The council is meeting.\n\n7:05 p.m.: Debate opens.\n\nA second paragraph of the same entry.\n\n11.15pm – The leader speaks.\n\n12:40 a.m. ET | The vote fails."
	evening := scraper.Published{Time: time.Date(2025, 11, 6, 19, 0, 0, 0, time.FixedZone("", -5*60*60)), HasTime: true, HasZone: true}
	want := []string{"2025-11-06T19:05:00-05:00 7:05 p.m.", "2025-11-06T23:15:00-05:00 11.15pm", "2025-11-07T00:40:00-05:00 12:40 a.m. ET"}
	for name, tt := range map[string]struct {
		article scraper.Article
		want    []string
	}{
		"live":           {scraper.Article{Title: "Council votes – live", Text: text, Language: "en", Published: evening}, want},
		"in its address": {scraper.Article{URL: "https://paper.example/live/council", Text: text, Language: "en", Published: evening}, want},
		"a chronology":   {scraper.Article{Title: "How the council voted", Text: text, Language: "en", Published: evening}, nil},
		"two times":      {scraper.Article{Title: "Council votes – live", Text: "7:05 p.m.: Debate opens.\n11.15pm – The leader speaks.", Language: "en", Published: evening}, nil},
		"no date":        {scraper.Article{Title: "Council votes – live", Text: text, Language: "en"}, nil},
	} {
		var got []string
		for _, e := range TextEntries(&tt.article) {
			got = append(got, e.Published.String()+" "+e.Published.Words)
			if !strings.HasPrefix(tt.article.Text[e.Start:], e.Published.Words) {
				t.Errorf("%s: an entry begins with %q, want %q", name, tt.article.Text[e.Start:], e.Published.Words)
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func FuzzTextEntries(f *testing.F) {
	f.Add("Council votes – live", "7:05 p.m.: Debate opens.\n\n11.15pm – The leader speaks.\n\n12:40 a.m. ET | The vote fails.", "en")
	f.Add("El Senado vota, minuto a minuto", "9:15 p. m. | Habla\n7 de noviembre de 2025, 00:40 - Fracasa\n29 de febrero, 23:59\n", "es")
	f.Fuzz(func(t *testing.T, title, text, lang string) {
		a := scraper.Article{Title: title, Text: text, Language: lang, Published: scraper.Published{Time: time.Date(2025, 11, 6, 19, 0, 0, 0, time.UTC), HasTime: true}}
		checkEntries(t, text, TextEntries(&a))
	})
}
