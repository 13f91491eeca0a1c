package extract

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/scraper"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// habitWant is NAME.yaml of testdata/habits: what a reader finds in NAME.html.
type habitWant struct {
	URL       string   `yaml:"url"`
	Zone      string   `yaml:"zone"` // of dates written without one
	Fate      string   `yaml:"fate"` // where it is no report; the rest is empty then
	Title     string   `yaml:"title"`
	Published string   `yaml:"published"` // RFC 3339; without zone: as the page's clock shows it; without time: the day only
	Authors   []string `yaml:"authors"`
	Lang      string   `yaml:"lang"`
	Free      *bool    `yaml:"free"` // false: part of the text is kept back
	Text      []string `yaml:"text"`
}

var poolRE = regexp.MustCompile(`\$([a-z]{2})(\d)`)

// TestHabits reads pages written as the common publishing systems write them,
// with a report of our own in them.
func TestHabits(t *testing.T) {
	raw, err := os.ReadFile("testdata/habits/texts.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var pool map[string][]string
	if err := yaml.UnmarshalWithOptions(raw, &pool, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	fill := func(s string) string {
		return poolRE.ReplaceAllStringFunc(s, func(ref string) string { return pool[ref[1:3]][ref[3]-'0'] })
	}
	files, _ := filepath.Glob("testdata/habits/*.txtar")
	if len(files) == 0 {
		t.Fatal("no pages in testdata/habits")
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		pages := map[string]string{}
		for _, f := range archive.Files {
			pages[f.Name] = string(f.Data)
		}
		for _, f := range archive.Files {
			name, is := strings.CutSuffix(f.Name, ".yaml")
			if !is {
				continue
			}
			var want habitWant
			if err := yaml.UnmarshalWithOptions(f.Data, &want, yaml.Strict()); err != nil {
				t.Fatalf("%s: %s: %v", file, f.Name, err)
			}
			for i := range want.Text {
				want.Text[i] = squash(fill(want.Text[i]))
			}
			t.Run(name, func(t *testing.T) {
				checkHabit(t, want, fill(pages[name+".html"]))
			})
		}
	}
}

func checkHabit(t *testing.T, want habitWant, page string) {
	zone, err := time.LoadLocation(want.Zone)
	if err != nil || page == "" {
		t.Fatal("no page, or no such zone:", err)
	}
	res, err := Read(Page{URL: want.URL, Body: []byte(page), Decoded: true, Zone: zone})
	if err != nil {
		t.Fatal(err)
	}
	a := res.Article
	if string(res.Fate) != want.Fate {
		t.Errorf("fate %q (%s), want %q", res.Fate, res.Detail, want.Fate)
	}
	if want.Fate != "" {
		return
	}
	if a.Title != want.Title {
		t.Errorf("title %q, want %q", a.Title, want.Title)
	}
	if !dated(a.Published, want.Published) {
		t.Errorf("date %s (%s %q), want %s; others %v", a.Published, a.Published.Rung, a.Published.Words, want.Published, a.Published.Others)
	}
	if !slices.Equal(a.Authors, want.Authors) && len(a.Authors)+len(want.Authors) > 0 {
		t.Errorf("authors %q, want %q", a.Authors, want.Authors)
	}
	if a.Language != want.Lang {
		t.Errorf("lang %q, want %q", a.Language, want.Lang)
	}
	if free := want.Free == nil || *want.Free; res.Free != free {
		t.Errorf("free %t, want %t", res.Free, free)
	}
	var text []string
	for p := range strings.SplitSeq(a.Text, "\n") {
		if p = squash(p); p != "" {
			text = append(text, p)
		}
	}
	if diff := cmp.Diff(want.Text, text); diff != "" {
		t.Errorf("text (-want +got):\n%s", diff)
	}
}

// dated reports whether a date says what was wanted, and no more.
func dated(p scraper.Published, want string) bool {
	if t, err := time.Parse(time.RFC3339, want); err == nil {
		return p.HasTime && p.Time.Truncate(time.Second).Equal(t.Truncate(time.Second))
	}
	if t, err := time.Parse("2006-01-02T15:04:05", want); err == nil {
		return p.HasTime && !p.HasZone && p.Time.Format(time.DateTime) == t.Format(time.DateTime)
	}
	return !p.HasTime && p.Time.Format(time.DateOnly) == want
}
