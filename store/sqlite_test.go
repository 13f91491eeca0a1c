package store_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"dateline/config"
	"dateline/scraper"
	"dateline/store"
	"dateline/store/storetest"
	"dateline/timeline"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestSQLite(t *testing.T) {
	var mu sync.Mutex
	root, dirs := t.TempDir(), map[string]string{}
	storetest.Exercise(t, func(t *testing.T, key string) store.Store {
		mu.Lock()
		dir, ok := dirs[key]
		if !ok {
			// A folder that must be made, with what a URL would give a meaning to.
			dir = filepath.Join(root, filepath.Base(t.TempDir())+strings.NewReplacer("/", "_").Replace(key)+" 100%?#&", "data")
			dirs[key] = dir
		}
		mu.Unlock()
		s, err := store.Open(context.Background(), &config.Config{DataDir: dir})
		if err != nil {
			t.Fatal(err)
		}
		return s
	})
}

func TestOpenErrors(t *testing.T) {
	folder := func(t *testing.T, name string, content []byte) string {
		t.Helper()
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	for name, c := range map[string]struct {
		cfg  config.Config
		want []string
	}{
		"another database": {
			config.Config{Database: "postgres://me:secret@db.example/dateline", DataDir: "/srv/dateline"},
			[]string{"postgres://me:xxxxx@db.example/dateline", "SQLite", "remove the database setting", "/srv/dateline"},
		},
		"a file for a folder": {
			config.Config{DataDir: filepath.Join(folder(t, "data", nil), "data")},
			[]string{"data", "not a directory", "set another data_dir"},
		},
		"a folder below a file": {
			config.Config{DataDir: filepath.Join(folder(t, "data", nil), "data", "more")},
			[]string{"data/more", "not a directory", "set another data_dir"},
		},
		"not a database": {
			config.Config{DataDir: folder(t, store.FileName, []byte(strings.Repeat("this is a shopping list\n", 100)))},
			[]string{store.FileName, "not a database", "move it away", "backup"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := store.Open(t.Context(), &c.cfg)
			if err == nil {
				_ = s.Close()
				t.Fatal("it opened")
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %q does not say %q", err, want)
				}
			}
			if strings.Contains(err.Error(), "secret") {
				t.Errorf("error %q tells the password", err)
			}
		})
	}
}

// A page in the middle of the file is overwritten: the store opens, and the
// first call that meets the damage says so.
func TestDamagedFile(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir)
	path := filepath.Join(dir, store.FileName)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const page = 4096
	for i := 2 * page; i < len(content); i++ {
		content[i] = 0x5a
	}
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), &config.Config{DataDir: dir})
	if err == nil {
		_, err = s.Articles(t.Context(), "harbour")
		_ = s.Close()
	}
	var fault *store.Error
	if !errors.As(err, &fault) || fault.Path != path || !strings.Contains(fault.Hint, "backup") {
		t.Errorf("a damaged file gives %v", err)
	}
}

// A store of a newer dateline is left alone.
func TestNewerStore(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir)
	execSQL(t, filepath.Join(dir, store.FileName),
		"INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, 1)")
	s, err := store.Open(t.Context(), &config.Config{DataDir: dir})
	if err == nil {
		_ = s.Close()
	}
	if err == nil || !strings.Contains(err.Error(), "newer dateline") {
		t.Errorf("a store of version 99999 gives %v", err)
	}
}

// Whoever edits the log of records past its triggers is found out.
func TestAlteredLog(t *testing.T) {
	for name, edit := range map[string]string{
		"changed":   `UPDATE records SET sum = 'ff' WHERE seq = 2`,
		"taken out": `DELETE FROM records WHERE seq = 2`,
		"swapped":   `UPDATE records SET seq = -seq; UPDATE records SET seq = 4 + seq`,
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s, err := store.Open(t.Context(), &config.Config{DataDir: dir})
			if err != nil {
				t.Fatal(err)
			}
			for _, id := range []string{"a", "b", "c"} {
				one := scraper.Record{Kind: "response", ID: id, URL: "https://paper.example/" + id, File: "R-1.warc.gz", Sum: "00"}
				if err := s.SaveCapture(t.Context(), scraper.Capture{URL: one.URL, Record: one, Added: []scraper.Record{one}}); err != nil {
					t.Fatal(err)
				}
			}
			path := filepath.Join(dir, store.FileName)
			db, err := sql.Open("sqlite", path)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if _, err := db.Exec(edit); err == nil {
				t.Error("the log let itself be edited")
			}
			execSQL(t, path, "DROP TRIGGER records_stay; DROP TRIGGER records_remain; "+edit)
			if _, _, err := s.CheckLog(t.Context()); !errors.Is(err, store.ErrLog) {
				t.Errorf("an entry %s: %v", name, err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// An answer that was damaged in the file is an error, not another answer; one
// whose record the log has lost is returned without it.
func TestDamagedAnswer(t *testing.T) {
	dir := t.TempDir()
	s, err := store.Open(t.Context(), &config.Config{DataDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	const url = "https://paper.example/a"
	one := scraper.Record{Kind: "response", ID: "a", URL: url, File: "R-1.warc.gz", Sum: "00"}
	if err := s.SaveCapture(t.Context(), scraper.Capture{URL: url, Status: 200, Body: []byte("On Tuesday the bridge reopened."), Record: one, Added: []scraper.Record{one}}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, store.FileName)
	execSQL(t, path, "DROP TRIGGER records_stay; DROP TRIGGER records_remain; DELETE FROM records")
	got, err := s.Capture(t.Context(), url)
	if err != nil || string(got.Body) != "On Tuesday the bridge reopened." || got.Record.ID != "" {
		t.Errorf("%+v, %v", got, err)
	}
	execSQL(t, path, "UPDATE captures SET body = x'28b52ffd00'")
	if got, err := s.Capture(t.Context(), url); err == nil || !strings.Contains(err.Error(), "read capture "+url) || !strings.Contains(err.Error(), "its body is damaged") {
		t.Errorf("%+v, %v", got, err)
	}
}

// A timeline that cannot be saved whole leaves the one before it as it was.
func TestTimelineIsSavedWholeOrNotAtAll(t *testing.T) {
	dir := t.TempDir()
	s, err := store.Open(t.Context(), &config.Config{DataDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	saved := timeline.Timeline{Story: timeline.Story{Name: "harbour"}, Events: []timeline.Event{
		{ID: "EV-1", Headline: "The bridge reopens", Accounts: []timeline.Account{{Printed: &timeline.Printed{ArticleURL: "https://paper.example/a"}, Dating: &timeline.Dating{}, Quote: "On Tuesday the bridge reopened."}}},
		{ID: "EV-2", Headline: "The ferry ends", Accounts: []timeline.Account{{Printed: &timeline.Printed{ArticleURL: "https://paper.example/b"}, Dating: &timeline.Dating{}, Quote: "The ferry ended on Friday."}}},
	}}
	for _, url := range []string{"https://paper.example/a", "https://paper.example/b"} {
		if err := s.Keep(t.Context(), "harbour", scraper.Article{URL: url}); err != nil {
			t.Fatal(err)
		}
	}
	run, _, err := s.BeginRun(t.Context(), "harbour", "manual", time.Unix(1, 0))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SaveTimeline(t.Context(), run.ID, saved); err != nil {
		t.Fatal(err)
	}
	before, err := s.Events(t.Context(), "harbour")
	if err != nil || len(before) != 2 {
		t.Fatalf("%+v, %v", before, err)
	}
	next := saved
	next.Events = []timeline.Event{{ID: "EV-3", Headline: "Another", Accounts: saved.Events[0].Accounts}}
	path := filepath.Join(dir, store.FileName)
	for _, trouble := range []string{"BEFORE INSERT ON events", "BEFORE INSERT ON accounts", "BEFORE DELETE ON events", "BEFORE DELETE ON accounts", "BEFORE UPDATE ON articles"} {
		execSQL(t, path, "CREATE TRIGGER trouble "+trouble+" BEGIN SELECT RAISE(ABORT, 'trouble'); END")
		changed := next
		changed.Articles = []scraper.Article{{URL: "https://paper.example/a"}}
		err := s.SaveTimeline(t.Context(), run.ID, changed)
		execSQL(t, path, "DROP TRIGGER trouble")
		if err == nil || !strings.Contains(err.Error(), "trouble") {
			t.Errorf("%s: %v", trouble, err)
		}
		after, err := s.Events(t.Context(), "harbour")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(before, after); diff != "" {
			t.Errorf("%s:\n%s", trouble, diff)
		}
	}
}
