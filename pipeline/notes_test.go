package pipeline_test

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/tealeg/xlsx/v3"

	"dateline/pipeline"
	"dateline/timeline"
)

// What a person writes in the workbook is there after the next run, and in the
// store, from which all is written anew.
func TestNotesOutliveRuns(t *testing.T) {
	paper := newNewspaper(t)
	cfg := paper.follow(t.TempDir())
	p, s := opened(t, cfg, pipeline.Options{})
	story := cfg.Stories[0]
	if _, err := p.Run(t.Context(), story, pipeline.Manual); err != nil {
		t.Fatal(err)
	}
	events, err := s.Events(t.Context(), story.Name)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(cfg.Exports.Dir, story.Name, "timeline.xlsx")
	write := func(status, note string) { t.Helper(); writeNote(t, path, status, note) }
	stored := func(want ...timeline.Note) {
		t.Helper()
		got, err := s.Notes(t.Context(), story.Name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("stored notes (-want +got):\n%s", diff)
		}
	}

	write("checked", "by phone")
	note := timeline.Note{Event: events[0].ID, Status: "checked", Text: "by phone"}
	for range 2 {
		if _, err := p.Run(t.Context(), story, pipeline.Manual); err != nil {
			t.Fatal(err)
		}
		stored(note)
	}
	before := digests(t, cfg.Exports.Dir)
	if _, err := p.Export(t.Context(), story); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, digests(t, cfg.Exports.Dir)); diff != "" {
		t.Errorf("an export with notes has other bytes than the run (-run +export):\n%s", diff)
	}

	write("", "") // taken back
	if _, err := p.Export(t.Context(), story); err != nil {
		t.Fatal(err)
	}
	stored()
}

// writeNote writes beside the first event of a workbook, and saves it.
func writeNote(t *testing.T, path, status, note string) {
	t.Helper()
	book, err := xlsx.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	sheet := book.Sheet["Timeline"]
	written := 0
	for column := range sheet.MaxCol {
		header, err := sheet.Cell(0, column)
		if err != nil {
			t.Fatal(err)
		}
		text, ours := map[string]string{"Status": status, "Note": note}[header.String()]
		if !ours {
			continue
		}
		cell, err := sheet.Cell(1, column)
		if err != nil {
			t.Fatal(err)
		}
		cell.SetString(text)
		written++
	}
	if written != 2 {
		t.Fatalf("%d columns to write in", written)
	}
	if err := book.Save(path); err != nil {
		t.Fatal(err)
	}
}

// warned calls f at each warning.
type warned struct {
	slog.Handler
	f func()
}

func (w warned) Enabled(context.Context, slog.Level) bool { return true }

func (w warned) Handle(_ context.Context, r slog.Record) error {
	if r.Level == slog.LevelWarn {
		w.f()
	}
	return nil
}

// What is saved while the files are being made is read before they replace it.
func TestNoteSavedDuringAnExport(t *testing.T) {
	paper := newNewspaper(t)
	cfg := paper.follow(t.TempDir())
	story := cfg.Stories[0]
	path := filepath.Join(cfg.Exports.Dir, story.Name, "timeline.xlsx")
	var earlier []byte
	warnings := 0
	p, s := opened(t, cfg, pipeline.Options{Log: slog.New(warned{slog.DiscardHandler, func() {
		warnings++ // of the workbook that cannot be read; just then somebody saves another
		if err := os.WriteFile(path, earlier, 0o600); err != nil {
			t.Error(err)
		}
		writeNote(t, path, "wrong", "a hoax")
	}})})
	if _, err := p.Run(t.Context(), story, pipeline.Manual); err != nil {
		t.Fatal(err)
	}
	var err error
	if earlier, err = os.ReadFile(path); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("no workbook"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Export(t.Context(), story); err != nil {
		t.Fatal(err)
	}
	got, err := s.Notes(t.Context(), story.Name)
	if err != nil || len(got) != 1 || got[0].Text != "a hoax" || warnings != 1 {
		t.Errorf("%d warnings, notes %+v, error %v", warnings, got, err)
	}
}

// A note on an event that is gone moves to the one that has its accounts now.
func TestNotesFollowTheirAccounts(t *testing.T) {
	paper := newNewspaper(t)
	cfg := paper.follow(t.TempDir())
	p, s := opened(t, cfg, pipeline.Options{})
	story := cfg.Stories[0]
	run, err := p.Run(t.Context(), story, pipeline.Manual)
	if err != nil {
		t.Fatal(err)
	}
	saved, _, err := s.Timeline(t.Context(), story.Name)
	if err != nil {
		t.Fatal(err)
	}
	heir := saved.Events[0].ID
	saved.Successions = append(saved.Successions, timeline.Succession{ID: "EV-earlier", Headline: "The bridge shut", Into: []string{heir}})
	if err := s.SaveTimeline(t.Context(), run.ID, saved); err != nil {
		t.Fatal(err)
	}
	if err := s.SaveNotes(t.Context(), story.Name, []timeline.Note{{Event: "EV-earlier", Text: "ask the port"}}); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := p.Export(t.Context(), story); err != nil {
			t.Fatal(err)
		}
		got, err := s.Notes(t.Context(), story.Name)
		if err != nil {
			t.Fatal(err)
		}
		want := []timeline.Note{{Event: heir, Text: "ask the port (written on: The bridge shut)"}}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("stored notes (-want +got):\n%s", diff)
		}
	}
}
