package exports

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/tealeg/xlsx/v3"
	"github.com/xuri/excelize/v2"

	"dateline/timeline"
)

// annotated is the fixture with notes on its first two events and on one that
// is told no more.
func annotated() (Document, []timeline.Note) {
	d := strikes()
	d.Notes = []timeline.Note{
		{Event: d.Timeline.Events[0].ID, Status: "checked", Text: "=1+1 is no formula\n“¿y quién?” 🚢 مرحبا"},
		{Event: d.Timeline.Events[1].ID, Text: "007"},
		{Event: "EV-none", Status: "wrong", Text: "denied by the navy"},
	}
	return d, d.Notes
}

// edited is a workbook in a folder of its own, changed as a person would.
func edited(t *testing.T, d Document, change func(*excelize.File) error) string {
	t.Helper()
	dir := t.TempDir()
	if _, err := WriteFiles(dir, []string{"xlsx"}, d); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenFile(filepath.Join(dir, bookName))
	if err != nil {
		t.Fatal(err)
	}
	if err := change(book); err != nil {
		t.Fatal(err)
	}
	if err := book.Save(); err != nil {
		t.Fatal(err)
	}
	if err := book.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// written are the notes that hold something.
func written(notes []timeline.Note) []timeline.Note {
	return slices.DeleteFunc(slices.Clone(notes), timeline.Note.Empty)
}

// cellOf is the cell of an event's row, from 0, under a header.
func cellOf(t *testing.T, header string, row int) string {
	t.Helper()
	i := slices.Index(ownHeaders[timelineSheet], header)
	ref, err := excelize.CoordinatesToCellName(i+1, row+2)
	if err != nil {
		t.Fatal(err)
	}
	return ref
}

func TestNotesSurvive(t *testing.T) {
	d, want := annotated()
	dir := edited(t, d, func(*excelize.File) error { return nil })
	taken, err := TakeNotes(dir)
	if err != nil || taken.Aside != "" {
		t.Fatalf("aside %q, error %v", taken.Aside, err)
	}
	notes := taken.Notes
	if len(notes) != len(d.Timeline.Events) {
		t.Errorf("%d events have a note or none, want all %d", len(notes), len(d.Timeline.Events))
	}
	if diff := cmp.Diff(want[:2], written(notes)); diff != "" {
		t.Errorf("notes (-written +read):\n%s", diff)
	}
	about := string(rendered(t, JSON, d))
	if !strings.Contains(about, `"note": "007"`) || !strings.Contains(about, `"status": "checked"`) {
		t.Error("the JSON has no notes")
	}
}

// A workbook in which nobody wrote need not be read, unless it holds notes: the
// store may be another one.
func TestUntouchedBook(t *testing.T) {
	d, _ := annotated()
	for name, test := range map[string]struct {
		notes []timeline.Note
		want  bool
	}{"without notes": {nil, true}, "with notes": {d.Notes, false}} {
		d.Notes = test.notes
		dir := t.TempDir()
		if _, err := WriteFiles(dir, nil, d); err != nil {
			t.Fatal(err)
		}
		if got := untouched(dir); got != test.want {
			t.Errorf("%s: untouched is %v", name, got)
		}
		book := filepath.Join(dir, bookName)
		if err := os.WriteFile(book, []byte(contents(t, dir)[bookName]+" "), 0o600); err != nil {
			t.Fatal(err)
		}
		if untouched(dir) {
			t.Errorf("%s: a changed workbook is untouched", name)
		}
	}
}

// A workbook that somebody saves while the next one is being made is not
// replaced by it.
func TestSavedMeanwhile(t *testing.T) {
	d := strikes()
	dir := t.TempDir()
	taken, err := TakeNotes(dir)
	if err != nil {
		t.Fatal(err)
	}
	d.Over = taken.Book
	if _, err := WriteFiles(dir, nil, d); err != nil {
		t.Fatalf("where there was none: %v", err)
	}
	if _, err := WriteFiles(dir, nil, d); !errors.Is(err, ErrChanged) {
		t.Errorf("where one came: %v, want ErrChanged", err)
	}
	if taken, err = TakeNotes(dir); err != nil {
		t.Fatal(err)
	}
	d.Over = taken.Book
	if err := os.WriteFile(filepath.Join(dir, bookName), []byte("saved"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := contents(t, dir)
	if _, err := WriteFiles(dir, nil, d); !errors.Is(err, ErrChanged) {
		t.Errorf("where it was saved: %v, want ErrChanged", err)
	}
	if diff := cmp.Diff(before, contents(t, dir)); diff != "" {
		t.Errorf("a refused export changed the folder:\n%s", diff)
	}
}

// What a person does to the sheet does not lose a note: other order of rows and
// columns, cleared cells, numbers, a copied row.
func TestNotesOfAnEditedSheet(t *testing.T) {
	d, _ := annotated()
	ids := []string{d.Timeline.Events[0].ID, d.Timeline.Events[1].ID, d.Timeline.Events[2].ID}
	dir := edited(t, d, func(b *excelize.File) error {
		for _, step := range []error{
			b.SetCellValue(timelineSheet, cellOf(t, statusHeader, 0), ""),
			b.SetCellValue(timelineSheet, cellOf(t, noteHeader, 0), "  "),
			b.SetCellValue(timelineSheet, cellOf(t, noteHeader, 2), 42),
			b.SetCellValue(timelineSheet, cellOf(t, statusHeader, 2), "asked\r\nthe ministry"),
			b.DuplicateRowTo(timelineSheet, 3, 9),
			b.SetCellValue(timelineSheet, cellOf(t, noteHeader, 7), "the copy says more"),
			b.InsertRows(timelineSheet, 4, 1),
			b.RemoveCol(timelineSheet, "A"),
		} {
			if step != nil {
				return step
			}
		}
		return nil
	})
	taken, err := TakeNotes(dir)
	if err != nil || taken.Aside != "" {
		t.Fatalf("aside %q, error %v", taken.Aside, err)
	}
	notes := taken.Notes
	want := []timeline.Note{{Event: ids[1], Text: "007\nthe copy says more"}, {Event: ids[2], Status: "asked\nthe ministry", Text: "42"}}
	if diff := cmp.Diff(want, written(notes)); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
	if notes[0] != (timeline.Note{Event: ids[0]}) {
		t.Errorf("a cleared note reads as %+v", notes[0])
	}
}

// Whatever else people put into the workbook is kept in a copy, once.
func TestMoreThanNotesIsKeptAside(t *testing.T) {
	for name, change := range map[string]func(*excelize.File) error{
		"a sheet": func(b *excelize.File) error { _, err := b.NewSheet("My pivot"); return err },
		"a column": func(b *excelize.File) error {
			return b.SetCellValue(timelineSheet, "AF1", "Who calls whom")
		},
		"a column of another sheet": func(b *excelize.File) error { return b.SetCellValue(sourcesSheet, "AF1", "Trust") },
		"a row": func(b *excelize.File) error {
			return b.SetCellValue(timelineSheet, "C200", "An event of my own")
		},
		"no ids": func(b *excelize.File) error {
			return b.SetCellValue(timelineSheet, cellOf(t, "Event", -1), "")
		},
	} {
		t.Run(name, func(t *testing.T) {
			d, want := annotated()
			dir := edited(t, d, change)
			before := contents(t, dir)[bookName]
			taken, err := TakeNotes(dir)
			aside := taken.Aside
			if err != nil || filepath.Base(aside) != "timeline.kept-1.xlsx" {
				t.Fatalf("aside %q, error %v", aside, err)
			}
			if name != "no ids" {
				if diff := cmp.Diff(want[:2], written(taken.Notes)); diff != "" {
					t.Errorf("notes (-want +got):\n%s", diff)
				}
			}
			if again, err := TakeNotes(dir); err != nil || again.Aside != aside {
				t.Errorf("a second reading keeps %q, error %v", again.Aside, err)
			}
			if _, err := WriteFiles(dir, []string{"xlsx"}, d); err != nil {
				t.Fatal(err)
			}
			if contents(t, dir)[filepath.Base(aside)] != before {
				t.Error("the copy changed with the workbook")
			}
			if taken, err := TakeNotes(dir); err != nil || taken.Aside != "" {
				t.Errorf("the new workbook is kept as %q, error %v", taken.Aside, err)
			}
		})
	}
}

func TestUnreadableBookIsKeptAside(t *testing.T) {
	dir := t.TempDir()
	if taken, err := TakeNotes(filepath.Join(dir, "none")); taken.Notes != nil || taken.Aside != "" || err != nil {
		t.Errorf("no folder: %+v, %v", taken, err)
	}
	for n, body := range []string{"", "no workbook", "PK\x03\x04 cut short"} {
		// Another file each time, as programs save: the copies are second names.
		path := filepath.Join(dir, bookName)
		if err := os.WriteFile(path+".new", []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(path+".new", path); err != nil {
			t.Fatal(err)
		}
		taken, err := TakeNotes(dir)
		if err != nil || len(taken.Notes) != 0 || !strings.HasSuffix(taken.Aside, "timeline.kept-"+string(rune('1'+n))+".xlsx") {
			t.Errorf("%q: %d notes, kept as %q, error %v", body, len(taken.Notes), taken.Aside, err)
		}
	}
}

// The About sheet tells of notes whose event is told no more, and how many
// events a person has looked at.
func TestAboutNotes(t *testing.T) {
	d, _ := annotated()
	var text strings.Builder
	eachCell(t, readBack(t, rendered(t, XLSX, d)).Sheet[aboutSheet], func(_ string, c *xlsx.Cell) { text.WriteString(cellText(c) + "\n") })
	for _, want := range []string{"So far a person has written on 2 of 18.", "Notes on events that are told no more\n", "EV-none\nwrong: denied by the navy\n"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("the About sheet has no %q", want)
		}
	}
}

// Notes are on paper where there are any.
func TestNotesArePrinted(t *testing.T) {
	plain, noted := strikes(), strikes()
	noted.Notes = []timeline.Note{{Event: noted.Timeline.Events[0].ID, Text: "by phone"}}
	for want, d := range map[string]Document{"'Timeline'!$A$1:$I$19": plain, "'Timeline'!$A$1:$K$19": noted} {
		book, err := excelize.OpenReader(bytes.NewReader(rendered(t, XLSX, d)))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(book.GetDefinedName(), func(n excelize.DefinedName) bool { return n.Name == "_xlnm.Print_Area" && n.RefersTo == want }) {
			t.Errorf("no area %s is printed: %+v", want, book.GetDefinedName())
		}
		if err := book.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// The list of statuses is offered on each event's row.
func TestStatusesAreOffered(t *testing.T) {
	book, err := excelize.OpenReader(bytes.NewReader(rendered(t, XLSX, strikes())))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	offers, err := book.GetDataValidations(timelineSheet)
	if err != nil || len(offers) != 1 || offers[0].ShowErrorMessage || offers[0].Sqref != cellOf(t, statusHeader, 0)+":"+cellOf(t, statusHeader, 17) {
		t.Errorf("%+v, error %v", offers, err)
	}
}
