package crawl

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"dateline/scraper"
)

// written writes files into a new folder and returns its path.
func written(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const filedText = `Petro condemned the strike on drug boats. Hegseth answered Petro.`

func TestFiles(t *testing.T) {
	page, err := json.Marshal(onStory("/page", 3).html())
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Join([]string{
		`{"id":"1","url":"https://a.example/one?utm_source=x","published":"2025-10-14T21:30:00-05:00","title":"Petro one","text":"` + filedText + `","lang":"en","source":"Paper A"}`,
		`{"id":"3","published":"2025-10-14","title":"Petro two","text":"` + filedText + `","lang":"es"}`,
		`not json`,
		``,
		`{"id":"4","url":"https://a.example/four","title":"Petro four","text":"` + filedText + `"}`,
		`{"id":"5","url":"https://a.example/five","published":"last week","title":"Petro five","text":"` + filedText + `"}`,
		`{"id":"6","url":"https://a.example/six","published":"2025-10-14","title":"Petro six","text":"  "}`,
		`{"id":"7","url":"https://a.example/one","published":"2025-10-15","title":"Petro one","text":"` + filedText + `"}`,
		`{"id":"8","url":"https://a.example/eight","html":` + string(page) + `}`,
		`{"id":"9","url":"https://a.example/nine","published":"2019-10-14","title":"Petro nine","text":"` + filedText + `","lang":"en"}`,
		"{\"id\":\"10\",\"url\":\"https://a.example/ten\",\"published\":\"2025-10-14\",\"title\":\"Petro \xff ten\",\"text\":\"" + filedText + "\",\"lang\":\"en\"}",
	}, "\n")
	dir := written(t, map[string]string{
		"a.jsonl": lines, "b.jsonl.gz": zip(`{"url":"https://b.example/one","published":"2025-10-14","title":"Petro b","text":"` + filedText + `","lang":"en"}`),
		"c.html": onStory("/c", 1).html(), "d.html.gz": zip(onStory("/d", 2).html()), "e.jsonl.gz": "\x1f\x8bno gzip", "f.txt": "?",
	})
	source := filesAt(filepath.Join(dir, "*"))
	source.Timezone = "America/Bogota"
	m, results := gatherOn(t, newWeb(nil), petro(source))
	base := "file://" + filepath.ToSlash(dir)
	sameStrings(t, "kept", m.kept(), []string{
		"https://a.example/one", base + "/a.jsonl#3", "https://a.example/eight", "https://a.example/ten", "https://b.example/one", base + "/c.html", base + "/d.html.gz",
	})
	for url, want := range map[string]scraper.Fate{
		base + "/a.jsonl": scraper.Listing, base + "/b.jsonl.gz": scraper.Listing, base + "/e.jsonl.gz": scraper.Malformed, base + "/f.txt": scraper.NotHTML,
		base + "/a.jsonl#line=3": scraper.Malformed, base + "/a.jsonl#line=8": scraper.Duplicate, "https://a.example/four": scraper.NoDate, "https://a.example/five": scraper.NoDate,
		"https://a.example/six": scraper.NoText, "https://a.example/nine": scraper.OutsideWindow,
	} {
		if o := m.outcomes[url]; o.Fate != want {
			t.Errorf("%s: %q (%s), want %q", url, o.Fate, o.Detail, want)
		}
	}
	one := m.articles["https://a.example/one"]
	if one.Outlet != "Paper A" || one.Published.String() != "2025-10-14T21:30:00-05:00" || !one.Published.HasZone || one.Published.Rung != "file" || one.Language != "en" || len(one.Hash) != 64 {
		t.Errorf("%+v", one)
	}
	two := m.articles[base+"/a.jsonl#3"]
	if p := two.Published; p.String() != "2025-10-14" || p.HasTime || p.HasZone || p.Time.Location().String() != "America/Bogota" {
		t.Errorf("%+v", p)
	}
	if results[0].Found != 12 || results[0].Kept != 7 || results[0].Error == "" {
		t.Errorf("%+v", results[0])
	}
}

func TestFileDates(t *testing.T) {
	for words, want := range map[string]string{
		"2025-10-14":                      "2025-10-14",
		"2025-10-14T21:30:00-05:00":       "2025-10-14T21:30:00-05:00",
		"2025-10-14T21:30:00Z":            "2025-10-14T21:30:00Z",
		"2025-10-14T21:30:00.123+0200":    "2025-10-14T21:30:00+02:00",
		"2025-10-14 21:30:00":             "2025-10-14T21:30:00Z",
		"2025-10-14T21:30":                "2025-10-14T21:30:00Z",
		"Tue, 14 Oct 2025 21:30:00 -0500": "2025-10-14T21:30:00-05:00",
		" 2025-10-14 ":                    "2025-10-14",
		"14.10.2025":                      "",
		"":                                "",
	} {
		g := &gather{Options: Options{}.withDefaults(), story: petro(filesAt("x"))}
		p, ok := g.publishedIn(&task{}, words)
		if ok != (want != "") || p.String() != want {
			t.Errorf("%q: %q, %v, want %q", words, p.String(), ok, want)
		}
	}
}

// A line beyond the bound is left out, and the lines after it are read.
func TestLongLine(t *testing.T) {
	good := `{"url":"https://a.example/%d","published":"2025-10-14","title":"Petro","text":"` + filedText + ` %d","lang":"en"}` + "\n"
	text := fmt.Sprintf(good, 1, 1) + `{"text":"` + strings.Repeat("x", fileLine+10) + `"}` + "\n" + fmt.Sprintf(good, 3, 3)
	dir := written(t, map[string]string{"a.jsonl.gz": zip(text)})
	m, _ := gatherOn(t, newWeb(nil), petro(filesAt(filepath.Join(dir, "a.jsonl.gz"))))
	sameStrings(t, "kept", m.kept(), []string{"https://a.example/1", "https://a.example/3"})
	if got := m.fate("file://" + filepath.ToSlash(dir) + "/a.jsonl.gz#line=2"); got != scraper.TooLarge {
		t.Errorf("%q", got)
	}
}

// Broken lines are told of one by one. They are the source's failure only where
// there is nothing else.
func TestBrokenLines(t *testing.T) {
	good := `{"url":"https://a.example/1","published":"2025-10-14","title":"Petro","text":"` + filedText + `","lang":"en"}` + "\n"
	for name, c := range map[string]struct{ text, says string }{
		"some": {good + "not json\n", ""},
		"all":  {"not json\n\n{\"id\":\n", "malformed: no line of it could be read"},
		"none": {"\n", ""},
	} {
		dir := written(t, map[string]string{"a.jsonl": c.text})
		m, results := gatherOn(t, newWeb(nil), petro(filesAt(filepath.Join(dir, "*.jsonl"))))
		if results[0].Error != c.says {
			t.Errorf("%s: the source says %q, want %q", name, results[0].Error, c.says)
		}
		if name == "some" && m.fate("file://"+filepath.ToSlash(dir)+"/a.jsonl#line=2") != scraper.Malformed {
			t.Errorf("%s: %v", name, m.outcomes)
		}
	}
}

// Editors that begin a file with a byte order mark spoil no line of it.
func TestByteOrderMark(t *testing.T) {
	line := "\ufeff" + `{"url":"https://a.example/1","published":"2025-10-14","title":"Petro","text":"` + filedText + `","lang":"en"}` + "\r\n"
	dir := written(t, map[string]string{"a.jsonl": line})
	m, _ := gatherOn(t, newWeb(nil), petro(filesAt(filepath.Join(dir, "a.jsonl"))))
	sameStrings(t, "kept", m.kept(), []string{"https://a.example/1"})
}

// A file is not broken because what was read from it could not be stored.
func TestFilesWhenTheArchiveRefuses(t *testing.T) {
	dir := written(t, map[string]string{"a.jsonl": strings.Repeat(`{"text":"undated"}`+"\n", 400)})
	m := newMemory()
	m.refuse = errors.New("disk full")
	var mu sync.Mutex
	results, err := gatherWith(t.Context(), petro(filesAt(filepath.Join(dir, "a.jsonl"))), "R-1", newWeb(nil), Options{Archive: m, OnOutcome: func(o scraper.Outcome) {
		mu.Lock()
		defer mu.Unlock()
		if o.Fate.Failed() {
			t.Errorf("%+v", o)
		}
	}})
	if err == nil || !strings.Contains(err.Error(), "disk full") || results[0].Error != "" {
		t.Errorf("error %v, results %+v", err, results)
	}
}

func BenchmarkFiles(b *testing.B) {
	var lines strings.Builder
	filler := strings.Repeat("The council met again to discuss the harbour, and Petro spoke of drug boats at length. ", 60)
	for i := range 1500 {
		fmt.Fprintf(&lines, `{"url":"https://a.example/%d","published":"2025-10-14","title":"Petro %d","text":"%s %d","lang":"en"}`+"\n", i, i, filler, i)
	}
	dir := b.TempDir()
	name := filepath.Join(dir, "a.jsonl.gz")
	if err := os.WriteFile(name, []byte(zip(lines.String())), 0o600); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		m := newMemory()
		if _, err := gatherWith(b.Context(), petro(filesAt(name)), "R-1", newWeb(nil), Options{Archive: m}); err != nil || len(m.articles) != 1500 {
			b.Fatal(err, len(m.articles))
		}
	}
}

// The language of a short text without one is told among the story's, and
// nothing else is taken for one of them.
func TestFilesWithoutLanguage(t *testing.T) {
	tests := []struct {
		lang, text string
		story      []string
		want       string
	}{
		{"", "Hegseth said on Monday that Petro was wrong.", []string{"en", "es"}, "en"},
		{"", "Petro respondió el lunes a Hegseth.", []string{"en", "es"}, "es"},
		{"", "Petro, Hegseth, Caribe", []string{"es"}, "es"},
		{"", "Petro a répondu lundi à Hegseth, selon la présidence.", []string{"en", "es"}, ""},
		{"en-US", "Petro, Hegseth", []string{"en", "es"}, "en"},
		{"spa", "Petro, Hegseth", []string{"en", "es"}, "es"},
		{"no tag of a language", "Hegseth said on Monday that Petro was wrong.", []string{"en", "es"}, "en"},
	}
	for _, tt := range tests {
		line, err := json.Marshal(map[string]string{"url": "https://a.example/one", "published": "2025-10-14", "title": "Petro, Hegseth", "text": tt.text, "lang": tt.lang})
		if err != nil {
			t.Fatal(err)
		}
		story := petro(filesAt(filepath.Join(written(t, map[string]string{"a.jsonl": string(line)}), "a.jsonl")))
		story.Languages = tt.story
		m, _ := gatherOn(t, newWeb(nil), story)
		a, kept := m.articles["https://a.example/one"]
		if !kept || a.Language != tt.want {
			t.Errorf("%q of a story in %q: kept %v in %q, want %q", tt.text, tt.story, kept, a.Language, tt.want)
		}
	}
}

// So is that of a short page.
func TestPageWithoutLanguage(t *testing.T) {
	const page = `<html><head><title>Petro, Hegseth</title><meta property="article:published_time" content="2025-10-14T09:30:00-05:00"><meta property="og:type" content="article"></head>` +
		`<body><article><h1>Petro, Hegseth</h1><p>Petro suspende cooperación con Hegseth, con Trump y con Rubio por ataques en aguas internacionales.</p></article></body></html>`
	dir := written(t, map[string]string{"a.html": page})
	m, _ := gatherOn(t, newWeb(nil), petro(filesAt(filepath.Join(dir, "a.html"))))
	a, kept := m.articles["file://"+filepath.ToSlash(dir)+"/a.html"]
	if !kept || a.Language != "es" {
		t.Errorf("kept %v in %q; outcomes %+v", kept, a.Language, m.outcomes)
	}
}
