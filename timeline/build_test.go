package timeline_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/scraper"
	"dateline/timeline"
)

var update = flag.Bool("update", false, "rewrite the want.json files of testdata")

// story is a fixture: a folder of testdata.
type story struct {
	timeline.Story
	articles []scraper.Article
}

// load reads testdata/NAME/articles.json.
func load(t testing.TB, name string) story {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name, "articles.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		From      string
		Languages []string
		Keywords  []string
		Articles  []struct{ URL, Outlet, Published, Lang, Title, Text string }
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	from, err := time.Parse(time.DateOnly, file.From)
	if err != nil {
		t.Fatal(err)
	}
	s := story{Story: timeline.Story{Name: name, From: from, Languages: file.Languages, Keywords: file.Keywords}}
	for _, a := range file.Articles {
		published := scraper.Published{HasTime: true, HasZone: true}
		if published.Time, err = time.Parse(time.RFC3339, a.Published); err != nil {
			published = scraper.Published{}
			if published.Time, err = time.Parse(time.DateOnly, a.Published); err != nil {
				t.Fatal(err)
			}
		}
		s.articles = append(s.articles, scraper.Article{URL: a.URL, Outlet: a.Outlet, Title: a.Title, Text: a.Text, Language: a.Lang, Published: published})
	}
	return s
}

// line is what a golden timeline says of an event.
type line struct {
	When      string   `json:"when"` // 2024-03-12, or first and last day
	Precision string   `json:"precision"`
	Headline  string   `json:"headline"`
	Summary   string   `json:"summary"`
	Outlets   []string `json:"outlets"`
	Languages []string `json:"languages"`
	Origins   int      `json:"origins"`
	Figures   []string `json:"figures,omitempty"`
}

func lines(tl timeline.Timeline) []line {
	var out []line
	for _, e := range tl.Events {
		l := line{When: e.Span.FirstDay(), Precision: string(e.Span.Precision), Headline: e.Headline, Summary: e.Summary, Origins: e.Origins}
		if last := e.Span.LastDay(); last != l.When {
			l.When += " to " + last
		}
		for _, a := range e.Accounts {
			l.Outlets, l.Languages = append(l.Outlets, a.Outlet), append(l.Languages, a.Language)
		}
		slices.Sort(l.Outlets)
		slices.Sort(l.Languages)
		l.Outlets, l.Languages = slices.Compact(l.Outlets), slices.Compact(l.Languages)
		for _, f := range e.Figures {
			atLeast := ""
			if f.Qualifier.Lower() {
				atLeast = "at least "
			}
			l.Figures = append(l.Figures, fmt.Sprintf("%s %s%g (%s)", f.Name, atLeast, f.Value, f.Scope))
		}
		out = append(out, l)
	}
	return out
}

func TestBuild(t *testing.T) {
	folders, err := filepath.Glob("testdata/*/articles.json")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no stories in testdata: %v", err)
	}
	for _, path := range folders {
		name := filepath.Base(filepath.Dir(path))
		t.Run(name, func(t *testing.T) {
			s := load(t, name)
			got := lines(timeline.Build(s.Story, s.articles))
			golden := filepath.Join("testdata", name, "want.json")
			if *update {
				raw, err := json.MarshalIndent(got, "", " ")
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(golden, append(raw, '\n'), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			raw, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			var want []line
			if err := json.Unmarshal(raw, &want); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestHarbour says what the golden file must say, whoever rewrites it: every
// happening once, on its own day, told in both languages where both tell it.
func TestHarbour(t *testing.T) {
	s := load(t, "harbour")
	tl := timeline.Build(s.Story, s.articles)
	happenings := []struct {
		when, word string
		languages  string
		origins    int
	}{
		{"2024-03-04", "Cracks", "en es", 2},
		{"2024-03-06", "Lorries", "en es", 2},
		{"2024-03-12", "three dead", "en es", 5},
		{"2024-03-14", "two more bodies", "en es", 2},
		{"2024-03-15", "Captain", "en es", 2},
		{"2024-03-17", "vigil", "en", 1},
		{"2024-03-18", "President", "en es", 2},
		{"2024-03-20", "Search ends", "en es", 2},
		{"2024-03-21 to 2024-03-31", "Aurelia", "en", 1},
		{"2024-04-02", "Senate", "en es", 2},
		{"2024-04-08", "Leaked", "en", 1},
		{"2024-04-10", "resigns", "en es", 2},
		{"2024-04-18", "Contract", "en es", 2},
		{"2024-04-26", "Residents", "en", 1},
		{"2024-05-04", "Twelve", "en es", 2},
		{"2024-05-06", "second ferry", "en es", 2},
	}
	got := lines(tl)
	for i, want := range happenings {
		if i >= len(got) {
			t.Fatalf("%d events, want %d", len(got), len(happenings))
		}
		l := got[i]
		if l.When != want.when || !strings.Contains(l.Headline, want.word) || strings.Join(l.Languages, " ") != want.languages || l.Origins != want.origins {
			t.Errorf("event %d: %+v, want %+v", i, l, want)
		}
	}
	if len(got) != len(happenings) {
		t.Errorf("%d events, want %d", len(got), len(happenings))
	}
	top := slices.MaxFunc(tl.Events, func(a, b timeline.Event) int { return int(1e4 * (a.Importance - b.Importance)) })
	if top.Span.FirstDay() != "2024-03-12" {
		t.Errorf("most important: %s %s", top.Span.FirstDay(), top.Headline)
	}
}

func encode(t *testing.T, tl timeline.Timeline) string {
	t.Helper()
	raw, err := json.Marshal(tl)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestBuildTakesAnyOrder(t *testing.T) {
	s := load(t, "harbour")
	want := encode(t, timeline.Build(s.Story, s.articles))
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 0))
		r.Shuffle(len(s.articles), func(i, j int) { s.articles[i], s.articles[j] = s.articles[j], s.articles[i] })
		if got := encode(t, timeline.Build(s.Story, s.articles)); got != want {
			t.Fatalf("order %d gives another timeline", seed)
		}
	}
}

func TestBuildLeavesItsInputAlone(t *testing.T) {
	s := load(t, "harbour")
	before, _ := json.Marshal(s.articles)
	timeline.Build(s.Story, s.articles)
	if after, _ := json.Marshal(s.articles); string(after) != string(before) {
		t.Error("Build changed the articles it was given")
	}
}

func TestEveryAccountCanBeChecked(t *testing.T) {
	s := load(t, "harbour")
	tl := timeline.Build(s.Story, s.articles)
	articles := map[string]scraper.Article{}
	for _, a := range tl.Articles {
		articles[a.URL] = a
		if a.Origin == "" {
			t.Errorf("%s has no origin", a.URL)
		}
	}
	ids := map[string]bool{}
	for _, e := range tl.Events {
		if ids[e.ID] || !strings.HasPrefix(e.ID, "EV-") {
			t.Errorf("id %q of %q", e.ID, e.Headline)
		}
		ids[e.ID] = true
		if e.Importance < 0 || e.Importance > 1 || e.Confidence < 0 || e.Confidence > 1 || e.Why == "" || e.Headline == "" || e.Summary == "" {
			t.Errorf("%+v", e)
		}
		if !e.Span.Start.IsZero() && !e.Span.End.IsZero() && !e.Span.Start.Before(e.Span.End) {
			t.Errorf("%s ends before it starts: %v", e.ID, e.Span)
		}
		for _, a := range e.Accounts {
			source := articles[a.ArticleURL]
			text := source.Text
			if a.Sentence < 0 {
				text = source.Title
			}
			if !strings.Contains(text, a.Quote) || !strings.Contains(a.Quote, a.Phrase) || a.Origin != source.Origin {
				t.Errorf("%s: %q is not as it stands in the article", a.ArticleURL, a.Quote)
			}
		}
	}
}

func TestCopiesAreOneOrigin(t *testing.T) {
	s := load(t, "harbour")
	origins := map[string][]string{}
	for _, a := range timeline.Build(s.Story, s.articles).Articles {
		origins[a.Origin] = append(origins[a.Origin], a.Outlet)
	}
	for origin, outlets := range origins {
		if len(outlets) > 1 {
			if diff := cmp.Diff([]string{"meridiannews", "coastcourier", "dailycompass"}, outlets); diff != "" {
				t.Errorf("%s: %s", origin, diff)
			}
		}
	}
	if want := len(s.articles) - 2; len(origins) != want {
		t.Errorf("%d origins, want %d", len(origins), want)
	}
}

func TestBuildOfLittle(t *testing.T) {
	for _, articles := range [][]scraper.Article{
		nil,
		{{URL: "https://a.example/1"}},
		{{URL: "https://a.example/1", Title: "!", Text: "…\n\n."}},
		{{URL: "https://a.example/1", Title: "Port closed", Text: "The port was closed on Tuesday.", Language: "xx"}},
	} {
		tl := timeline.Build(timeline.Story{Name: "little"}, articles)
		if len(tl.Articles) != len(articles) {
			t.Errorf("%d articles of %d", len(tl.Articles), len(articles))
		}
	}
}
