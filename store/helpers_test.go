package store_test

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"dateline/config"
	"dateline/scraper"
	"dateline/store"
)

// fill makes a store with some articles in a folder.
func fill(t *testing.T, dir string) {
	t.Helper()
	s, err := store.Open(t.Context(), &config.Config{DataDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 100 {
		a := scraper.Article{URL: fmt.Sprintf("https://paper.example/%d", i), Text: strings.Repeat("On Tuesday the bridge reopened. ", 50)}
		if err := s.Keep(t.Context(), "harbour", a); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func execSQL(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
}
