package timeline

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dateline/scraper"

	"github.com/google/go-cmp/cmp"
)

// liveBlog is a live blog over a night, newest entry first.
func liveBlog(entries ...string) scraper.Article {
	zone := time.FixedZone("", -5*60*60)
	a := scraper.Article{URL: "https://paper.example/live", Title: "Senate votes on the boat strikes", Outlet: "Harbour Ledger", Language: "en", Relatedness: .9,
		Published: scraper.Published{Time: time.Date(2025, 11, 6, 19, 0, 0, 0, zone), HasTime: true, HasZone: true},
		Text:      "Senators are voting through the night on the strikes on boats in the Caribbean."}
	for _, e := range entries {
		at, text, _ := strings.Cut(e, " | ")
		t, err := time.Parse(time.RFC3339, at)
		if err != nil {
			panic(err)
		}
		a.Text += "\n\n"
		a.Entries = append(a.Entries, scraper.Entry{Published: scraper.Published{Time: t, HasTime: true, HasZone: true}, Start: len(a.Text)})
		a.Text += text
	}
	return a
}

var nightOfTheVote = liveBlog(
	"2025-11-07T00:40:00-05:00 | The resolution on the boat strikes failed an hour ago by 49 votes to 51.",
	"2025-11-07T00:10:00-05:00 | A boat was sunk off Colombia yesterday and four people were killed, the Pentagon said.",
	"2025-11-06T19:05:00-05:00 | Debate on the boat strikes has opened. Two more strikes killed five people on boats on Tuesday.")

// A relative date in an entry is counted from the entry's own time.
func TestTimesOfEntries(t *testing.T) {
	var got []string
	for _, x := range Times(nightOfTheVote) {
		if nightOfTheVote.Text[x.Start:x.End] != x.Text {
			t.Errorf("%q stands at %d:%d, where the text says %q", x.Text, x.Start, x.End, nightOfTheVote.Text[x.Start:x.End])
		}
		got = append(got, x.Text+" "+x.Value)
	}
	want := []string{"the night 2025-11-06TNI", "an hour ago 2025-11-06T23:40", "yesterday 2025-11-06", "Tuesday 2025-11-04"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("times (-want +got):\n%s", diff)
	}
}

// Entries date events, each sentence has its number in the whole text, and the
// article stays one.
func TestBuildFromEntries(t *testing.T) {
	tl := Build(Story{Name: "strikes", Keywords: []string{"boat"}}, []scraper.Article{nightOfTheVote})
	if len(tl.Articles) != 1 || tl.Articles[0].Text != nightOfTheVote.Text || len(tl.Articles[0].Entries) != 3 {
		t.Fatalf("articles: %+v", tl.Articles)
	}
	days, sentences := map[string]string{}, map[int]string{}
	for _, e := range tl.Events {
		for _, a := range e.Accounts {
			days[a.Quote] = e.Span.Start.Format(time.DateOnly) + " of " + a.Published
			if a.Sentence >= 0 && sentences[a.Sentence] != "" && sentences[a.Sentence] != a.Quote {
				t.Errorf("sentence %d is both %q and %q", a.Sentence, sentences[a.Sentence], a.Quote)
			}
			sentences[a.Sentence] = a.Quote
		}
	}
	for quote, want := range map[string]string{
		"The resolution on the boat strikes failed an hour ago by 49 votes to 51.":               "2025-11-06 of 2025-11-07T00:40:00-05:00",
		"A boat was sunk off Colombia yesterday and four people were killed, the Pentagon said.": "2025-11-06 of 2025-11-07T00:10:00-05:00",
		"Two more strikes killed five people on boats on Tuesday.":                               "2025-11-04 of 2025-11-06T19:05:00-05:00",
	} {
		if days[quote] != want {
			t.Errorf("%q is told on %q, want %q; all: %v", quote, days[quote], want, days)
		}
	}
}

// What a store gives back, and only whole entries, are read.
func TestPiecesAreTheText(t *testing.T) {
	a := nightOfTheVote
	for _, starts := range [][]int{nil, {0}, {5, 9}, {9, 5}, {-1}, {len(a.Text)}, {len(a.Text) + 5}, {3, 3, 4}} {
		a.Entries = nil
		for _, s := range starts {
			a.Entries = append(a.Entries, scraper.Entry{Start: s})
		}
		text := ""
		for _, p := range pieces(&a) {
			text += p.Text
		}
		if text != a.Text {
			t.Errorf("the pieces from %v are %q", starts, text)
		}
	}
}

// A headline of a live blog is told once, with what was written first.
func TestTitleOfEntries(t *testing.T) {
	c := read(Story{}, []scraper.Article{nightOfTheVote, {URL: "https://paper.example/b", Title: "Other news", Published: nightOfTheVote.Published}}, nil)
	titles, texts := 0, map[string]bool{}
	for i, d := range c.docs {
		titles += len(d.title)
		texts[fmt.Sprint(c.articles[i].URL, d.before)] = true
	}
	if titles != 2 || len(c.docs) != 5 || len(texts) != 5 {
		t.Errorf("%d titles in %d documents, %v; want the blog's and the other's in 5", titles, len(c.docs), texts)
	}
}
