package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/demo"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// happening is one thing that the demo's reports tell of: it must be in the
// timeline exactly once, on its own day.
type happening struct {
	Date    string // EDTF
	Quote   string // regular expression that finds an account of it
	Origins int    // independent origins at least
	Langs   string // languages of its accounts
}

// happenings is the timeline that a careful reader makes of reports.yaml.
var happenings = []happening{
	{"2025-09-02", `struck a speedboat|Once personas murieron`, 2, "en es"},
	{"2025-09-15", `killed three people on Monday`, 1, "en"},
	{"2025-09-15", `retiró el lunes a Colombia la certificación`, 1, "es"},
	{"2025-09-19", `third strike on a vessel`, 1, "en"},
	{"2025-09-26", `revocará la visa del presidente`, 1, "es"},
	{"2025-10-03", `another boat off the coast of Venezuela`, 1, "en"},
	{"2025-10-14", `Six people were killed on Tuesday|Seis personas murieron el martes`, 2, "en es"},
	{"2025-10-18", `acusó el sábado a Estados Unidos`, 1, "es"},
	{"2025-10-19", `end American payments`, 1, "en"},
	{"2025-10-20", `recalled its ambassador|llamó el lunes a consultas`, 2, "en es"},
	{"2025-10-21", `killed on Tuesday in the eastern Pacific|atacó el martes una lancha en el Pacífico`, 2, "en es"},
	{"2025-10-22", `Three more died on Wednesday|El miércoles otro ataque`, 2, "en es"},
	{"2025-10-24", `imposed sanctions on Colombian President|sancionó este viernes`, 2, "en es"},
	{"2025-10-27", `struck four boats in the eastern Pacific|Catorce personas murieron`, 2, "en es"},
	{"2025-10-31", `violate international law`, 1, "en"},
	{"2025-11-09", `two boats in the eastern Pacific on Sunday|Seis personas murieron el domingo`, 2, "en es"},
	{"2025-11-10", `disclosed that a strike in the Caribbean`, 1, "en"},
	{"2025-11-11", `to suspend intelligence sharing|ordenó el martes suspender|ordenó ayer a todos`, 3, "en es"},
	{"2025-11-11", `reached Latin American waters|llegó el martes a aguas`, 2, "en es"},
	{"2025-11-13", `called Southern Spear`, 1, "en"},
	{"2025-11-13", `aclaró el jueves que Colombia seguirá`, 1, "es"},
	{"2025-11-15", `Three people were killed on Saturday`, 1, "en"},
}

// exported is what the demo's timeline.json holds, as far as the tests ask.
type exported struct {
	Events []struct {
		EDTF, Headline string
		Precision      string
		Sources        []struct{ Quote, Lang, Origin, Phrase string }
	}
	Articles []struct{ URL, Origin string }
}

func runDemo(t *testing.T, dir string) exported {
	t.Helper()
	var out, log bytes.Buffer
	if code := run([]string{"demo", "--dir", dir}, strings.NewReader(""), &out, &log); code != 0 {
		t.Fatalf("dateline demo: exit %d\n%s%s", code, out.String(), log.String())
	}
	return readExport(t, dir)
}

func readExport(t *testing.T, dir string) exported {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, "exports", "caribbean-strikes", "timeline.json"))
	if err != nil {
		t.Fatal(err)
	}
	var e exported
	if err := json.Unmarshal(raw, &e); err != nil {
		t.Fatal(err)
	}
	return e
}

// TestDemo is the whole flow: six sites, their feeds and pages over HTTP, the
// store, the timeline and the exports.
func TestDemo(t *testing.T) {
	dir := t.TempDir()
	got := runDemo(t, dir)

	t.Run("happenings", func(t *testing.T) {
		for _, h := range happenings {
			var found []string
			for _, e := range got.Events {
				if h.tells(e.EDTF, nil) && slices.ContainsFunc(e.Sources, func(s struct{ Quote, Lang, Origin, Phrase string }) bool {
					return h.tells(e.EDTF, &s.Quote)
				}) {
					origins, langs := map[string]bool{}, map[string]bool{}
					for _, s := range e.Sources {
						origins[s.Origin], langs[s.Lang] = true, true
					}
					found = append(found, e.Headline)
					if len(origins) < h.Origins {
						t.Errorf("%s %q: %d independent origins, want %d", h.Date, e.Headline, len(origins), h.Origins)
					}
					for l := range strings.FieldsSeq(h.Langs) {
						if !langs[l] {
							t.Errorf("%s %q: no account in %q", h.Date, e.Headline, l)
						}
					}
				}
			}
			if len(found) != 1 {
				t.Errorf("%s %s: told by %d events, want 1: %q", h.Date, h.Quote, len(found), found)
			}
		}
	})

	t.Run("reports", func(t *testing.T) {
		for _, a := range got.Articles {
			if regexp.MustCompile(`ferry|cafe|carnaval|suscriptores`).MatchString(a.URL) {
				t.Errorf("kept %s, which is not of the story or not for us", a.URL)
			}
		}
		if len(got.Articles) != 32 {
			t.Errorf("%d articles kept, want 32", len(got.Articles))
		}
		origin := map[string]string{}
		for _, a := range got.Articles {
			origin[a.URL[strings.LastIndex(a.URL, "/")+1:]] = a.Origin
		}
		wire := origin["colombia-recalls-ambassador"]
		if wire == "" || origin["colombia-ambassador-recall"] != wire || origin["colombia-pulls-ambassador"] != wire {
			t.Errorf("the wire story and its two copies have origins %q, %q, %q, want one", wire,
				origin["colombia-ambassador-recall"], origin["colombia-pulls-ambassador"])
		}
	})

	t.Run("golden", func(t *testing.T) {
		var b strings.Builder
		for _, e := range got.Events {
			fmt.Fprintf(&b, "%s | %s | %d | %s\n", e.EDTF, e.Precision, len(e.Sources), e.Headline)
		}
		golden := filepath.Join("testdata", "demo.golden")
		if *update {
			if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), b.String()); diff != "" {
			t.Errorf("timeline (-want +got), -update rewrites it:\n%s", diff)
		}
	})

	t.Run("read again from its archive", func(t *testing.T) {
		again := filepath.Join(dir, "again")
		if err := os.Mkdir(again, 0o755); err != nil {
			t.Fatal(err)
		}
		sources := regexp.MustCompile(`(?s)    sources:\n.*`)
		config := sources.ReplaceAllString(demo.Config(), "    sources: [{files: ../data/warc/*.warc.gz}]\n")
		if err := os.WriteFile(filepath.Join(again, "dateline.yaml"), []byte(config), 0o600); err != nil {
			t.Fatal(err)
		}
		var out, log bytes.Buffer
		if code := run([]string{"run-now", "--config", filepath.Join(again, "dateline.yaml")}, strings.NewReader(""), &out, &log); code != 0 {
			t.Fatalf("dateline run-now: exit %d\n%s%s", code, out.String(), log.String())
		}
		if diff := cmp.Diff(got, readExport(t, again)); diff != "" {
			t.Errorf("the archive gives another timeline than the sites (-sites +archive):\n%s", diff)
		}
	})

	t.Run("second run", func(t *testing.T) {
		if diff := cmp.Diff(got, runDemo(t, dir)); diff != "" {
			t.Errorf("a second run on an unchanged web changed the timeline (-first +second):\n%s", diff)
		}
	})
}

// tells reports whether an event of that EDTF, and one of its quotes where
// given, is the happening.
func (h happening) tells(edtf string, quote *string) bool {
	if edtf != h.Date {
		return false
	}
	return quote == nil || regexp.MustCompile(h.Quote).MatchString(*quote)
}
