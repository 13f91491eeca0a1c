package config

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite golden files")

// environment is what the files of testdata may refer to.
func environment(name string) (string, bool) {
	value, ok := map[string]string{"DATELINE_TEST_HOME": "/srv", "DATELINE_TEST_SECRET": "s3cret"}[name]
	return value, ok
}

func parseFile(t *testing.T, path string) (*Config, error) {
	t.Helper()
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	absolute, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return parse(filepath.Base(path), absolute, body, environment)
}

func glob(t *testing.T, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s: no files, %v", pattern, err)
	}
	return paths
}

// Each file has one kind of mistake, and the messages beside it.
func TestMistakes(t *testing.T) {
	folder, err := filepath.Abs("testdata/mistakes")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range glob(t, "testdata/mistakes/*.yaml") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			c, err := parseFile(t, path)
			var mistakes Errors
			if c != nil || !errors.As(err, &mistakes) {
				t.Fatalf("got %v, %v; want Errors", c, err)
			}
			for i, e := range mistakes {
				if i > 0 && e.Line < mistakes[i-1].Line {
					t.Errorf("line %d comes after line %d", e.Line, mistakes[i-1].Line)
				}
			}
			got := strings.ReplaceAll(err.Error(), folder, "$FOLDER") + "\n"
			golden := strings.TrimSuffix(path, ".yaml") + ".want"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestGoodFiles(t *testing.T) {
	for _, path := range glob(t, "testdata/good/*.yaml") {
		if _, err := parseFile(t, path); err != nil {
			t.Errorf("%s:\n%v", path, err)
		}
	}
}

func TestEverySettingArrives(t *testing.T) {
	c, err := parseFile(t, "testdata/good/everything.yaml")
	if err != nil {
		t.Fatal(err)
	}
	folder, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	sources := func(line int) []Source {
		return []Source{
			{Kind: SourceFeed, Location: "https://reader:s3cret@paper.example/rss.xml", Outlet: "The Paper", Timezone: "America/Bogota", Line: line},
			{Kind: SourceSite, Location: "https://paper.example/", Timezone: "Europe/Madrid", MaxPages: 10, MaxDepth: 2, Line: line + 3},
			{Kind: SourceSearch, Location: "googlenews", Timezone: "Europe/Madrid", Line: line + 6},
			{Kind: SourceSearch, Location: "bingnews", Endpoint: "https://search.example/rss", Timezone: "Europe/Madrid", Line: line + 7},
		}
	}
	want := &Config{
		DataDir:  "/srv/data",
		Database: "postgres://news:s3cret@db.example/news",
		Schedule: "CRON_TZ=Europe/Madrid 30 6 * * 1-5",
		Timezone: "Europe/Madrid",
		HTTP: HTTP{
			UserAgentContact: "https://desk.example/contact", AllowPrivate: true, Pace: Duration(1500 * time.Millisecond),
			Timeout: Duration(90 * time.Second), MaxBody: 8 << 20, MaxPagesPerHost: 500, MaxPagesPerDay: 800,
		},
		Exports: Exports{Dir: filepath.Join(folder, "out"), Formats: []string{"csv"}},
		Server:  Server{Listen: "0.0.0.0:8080", Token: "s3cret"},
		Stories: []Story{
			{
				Name: "one", Title: "Costs ${5} and a $", From: Date{2025, 9, 1}, To: Date{2025, 12, 31},
				Languages: []string{"en", "es"}, Keywords: []string{"folded phrase", "911"}, Schedule: "@every 90m", KeepFrom: .35,
				Seeds: []string{"https://paper.example/a?b=c&apikey=s3cret"}, Sources: sources(31),
			},
			{
				Name: "two", Title: "two", From: Date{2025, 9, 1}, Languages: []string{"en", "es"},
				Schedule: "@daily", KeepFrom: .5, Sources: sources(31),
			},
		},
		Path: filepath.Join(folder, "good", "everything.yaml"),
	}
	if diff := cmp.Diff(want, c); diff != "" {
		t.Error(diff)
	}
}

func TestDefaults(t *testing.T) {
	c, err := parseFile(t, "testdata/good/comfort.yaml")
	if err != nil {
		t.Fatal(err)
	}
	want := Defaults()
	folder := filepath.Dir(c.Path)
	want.Path, want.DataDir, want.Exports.Dir = c.Path, filepath.Join(folder, "data"), filepath.Join(folder, "exports")
	want.Stories = []Story{{
		Name: "harbour-fire-2025", Title: "harbour-fire-2025", From: Date{2025, 9, 1}, Languages: []string{"en"},
		Keywords: []string{"yes", "no", "9/11"}, Schedule: want.Schedule, KeepFrom: .5,
		Sources: []Source{{Kind: SourceFiles, Location: filepath.Join(folder, "archive", "*.jsonl"), Outlet: "The Archive", Timezone: "UTC", Line: 10}},
	}}
	if diff := cmp.Diff(&want, c); diff != "" {
		t.Error(diff)
	}
	if got, ok := c.Story("harbour-fire-2025"); !ok || got.Name != "harbour-fire-2025" {
		t.Errorf("Story = %v, %v", got, ok)
	}
	if _, ok := c.Story("other"); ok {
		t.Error("found a story that is not there")
	}
}

// Whoever prints a configuration and loads the print gets the same one.
func TestPrintLoads(t *testing.T) {
	for _, path := range glob(t, "testdata/good/*.yaml") {
		c, err := parseFile(t, path)
		if err != nil {
			t.Fatal(err)
		}
		printed, err := c.YAML()
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(printed), "s3cret") {
			t.Errorf("%s: a secret is shown:\n%s", path, printed)
		}
		again, err := parse("printed", c.Path, printed, environment)
		if err != nil {
			t.Errorf("%s: printed form:\n%s\n%v", path, printed, err)
			continue
		}
		reprinted, err := again.YAML()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(printed), string(reprinted)); diff != "" {
			t.Errorf("%s: %s", path, diff)
		}
		if filepath.Base(path) == "design.yaml" {
			for i := range c.Stories[0].Sources {
				c.Stories[0].Sources[i].Line, again.Stories[0].Sources[i].Line = 0, 0
			}
			if diff := cmp.Diff(c, again); diff != "" {
				t.Error(diff)
			}
		}
	}
}

func TestLoadNamesTheMissingFile(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "dateline.yaml")
	_, err := Load(missing)
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v is not fs.ErrNotExist", err)
	}
	if want := missing + ": cannot be read: no such file or directory; try --config FILE, or dateline init to write one"; err.Error() != want {
		t.Errorf("got  %s\nwant %s", err, want)
	}
	if _, err := Load(t.TempDir()); err == nil {
		t.Error("a folder was loaded")
	}
}

// A folder whose name looks like a pattern is still only a folder.
func TestGlobInOddFolder(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "news [2025]*")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, body := range map[string]string{
		"a.jsonl":       "{}\n",
		"dateline.yaml": "\ufeffstories:\r\n  - name: a\r\n    from: 2025-09-01\r\n    sources: [{files: '*.jsonl'}]\r\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c, err := Load(filepath.Join(folder, "dateline.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	found, err := filepath.Glob(c.Stories[0].Sources[0].Location)
	if err != nil || len(found) != 1 {
		t.Errorf("glob %q found %v, %v", c.Stories[0].Sources[0].Location, found, err)
	}
}

// Every field of Config can be written in a file: a field without a yaml tag
// would be dead.
func TestEveryFieldHasAKey(t *testing.T) {
	var walk func(reflect.Type)
	walk = func(typ reflect.Type) {
		switch {
		case typ.Kind() == reflect.Slice:
			walk(typ.Elem())
		case typ.Kind() == reflect.Struct && typ != reflect.TypeFor[Source]() && typ != reflect.TypeFor[Date]():
			for i := range typ.NumField() {
				f := typ.Field(i)
				if f.Tag.Get("yaml") == "" {
					t.Errorf("%s.%s has no yaml tag", typ, f.Name)
				}
				walk(f.Type)
			}
		}
	}
	walk(reflect.TypeFor[Config]())
}

func FuzzParse(f *testing.F) {
	for _, pattern := range []string{"testdata/good/*.yaml", "testdata/mistakes/*.yaml"} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, path := range paths {
			body, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(body)
		}
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		c, err := parse("fuzz.yaml", "/nowhere/fuzz.yaml", body, environment)
		if (c == nil) == (err == nil) {
			t.Fatalf("got %v and %v", c, err)
		}
		if err != nil {
			for line := range strings.Lines(err.Error()) {
				if !strings.HasPrefix(line, "fuzz.yaml:") && !strings.HasPrefix(line, " ") {
					t.Fatalf("message %q does not name its file", err)
				}
			}
			return
		}
		printed, err := c.YAML()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := parse("printed", c.Path, printed, environment); err != nil {
			t.Fatalf("printed form does not load: %v\n%s", err, printed)
		}
	})
}
