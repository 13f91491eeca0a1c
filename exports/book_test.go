package exports

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"dateline/scraper"
	"dateline/timeline"
	"dateline/timeline/timex"
)

var writers = map[string]func(io.Writer, Document) error{"xlsx": XLSX, "csv": CSV, "raw csv": RawCSV, "json": JSON}

// TestSameBytes renders the same document twice, in zones a day apart.
func TestSameBytes(t *testing.T) {
	local := time.Local
	t.Cleanup(func() { time.Local = local })
	for name, write := range writers {
		time.Local = time.FixedZone("Bogota", -5*3600)
		first := rendered(t, write, strikes())
		time.Local = time.FixedZone("Kiritimati", 14*3600)
		for range 5 {
			if !bytes.Equal(first, rendered(t, write, strikes())) {
				t.Fatalf("%s differs from one time to the next", name)
			}
		}
	}
}

// Each of these is a story that a spreadsheet might refuse.
func TestEveryBookIsSound(t *testing.T) {
	long := strings.Repeat("The boat was hit at dawn. ", 1600)
	far := "https://paper.example/" + strings.Repeat("path/", 60)
	docs := map[string]Document{
		"empty": {},
		"one event without anything": {Timeline: timeline.Timeline{Events: []timeline.Event{{}},
			Articles: []scraper.Article{{}}}, Outcomes: []scraper.Outcome{{}}},
		"long text, far address": {Timeline: timeline.Timeline{Story: timeline.Story{Name: long, Title: long, Keywords: []string{long}},
			Events: []timeline.Event{{ID: "EV-1", Span: oneDay(2025, 9, 2), Headline: long, Summary: long, Why: long, Actors: []string{long, long},
				Accounts: []timeline.Account{
					{Printed: &timeline.Printed{ArticleURL: far}, Dating: &timeline.Dating{Phrase: long}, Quote: long},
					{Printed: &timeline.Printed{ArticleURL: far}, Dating: &timeline.Dating{Phrase: "on Tuesday"}, Quote: long + "on Tuesday" + long},
				}}}},
			Run: timeline.Run{ID: "R-1", Error: long, Sources: []scraper.SourceResult{{Source: far, Error: long}}}},
		"old, open and odd dates": {Timeline: timeline.Timeline{Events: []timeline.Event{
			{ID: "EV-1", Span: oneDay(1821, 6, 24)}, {ID: "EV-2", Span: timex.Span{Start: utc(2025, 9, 1), Precision: timex.Month}},
			{ID: "EV-3", Span: timex.Span{End: utc(2025, 9, 1), Precision: timex.Day}}, {ID: "EV-4"}}}},
	}
	for name, d := range docs {
		t.Run(name, func(t *testing.T) {
			data := rendered(t, XLSX, d)
			lintWorkbook(t, data)
			if n := len(readBack(t, data).Sheets); n != 5 {
				t.Errorf("%d sheets", n)
			}
			for format, write := range writers {
				if !bytes.Equal(rendered(t, write, d), rendered(t, write, d)) {
					t.Errorf("%s differs from one time to the next", format)
				}
			}
		})
	}
}

func TestLongTextIsCutOpenlyAndWholeInJSON(t *testing.T) {
	long := strings.Repeat("The boat was hit at dawn. ", 1600)
	d := Document{Timeline: timeline.Timeline{Events: []timeline.Event{{ID: "EV-1", Span: oneDay(2025, 9, 2), Summary: long}}}}
	row, err := readBack(t, rendered(t, XLSX, d)).Sheets[0].Row(1)
	if err != nil {
		t.Fatal(err)
	}
	if got := row.GetCell(3).Value; !strings.HasSuffix(got, "dawn."+cutMark) {
		t.Errorf("the cell ends %q", got[len(got)-80:])
	}
	for _, format := range []string{"csv", "raw csv", "json"} {
		if !strings.Contains(string(rendered(t, writers[format], d)), strings.TrimSpace(long)) {
			t.Errorf("%s lost text", format)
		}
	}
}

func TestRowsBeyondASheetGoOnOnTheNext(t *testing.T) {
	var b bytes.Buffer
	d := strikes()
	if err := writeWorkbook(&b, d, 7); err != nil {
		t.Fatal(err)
	}
	lintWorkbook(t, b.Bytes())
	book := readBack(t, b.Bytes())
	rows := map[string]int{}
	var names []string
	for _, s := range book.Sheets {
		names = append(names, s.Name)
		base, _, _ := strings.Cut(s.Name, " (")
		rows[base] += s.MaxRow - 1
	}
	want := "Timeline, Timeline (2), Timeline (3), Sources, Sources (2), Sources (3), Sources (4), " +
		"Accounts, Accounts (2), Accounts (3), Accounts (4), Accounts (5), Figures, Figures (2), Figures (3), Chart, Contradictions, Actors, Left out, Coverage, Coverage (2), Coverage (3), About"
	if got := strings.Join(names, ", "); got != want {
		t.Errorf("sheets are %s", got)
	}
	if rows[timelineSheet] != len(d.Timeline.Events) || rows[accountsSheet] != 35 || rows[sourcesSheet] != 27 {
		t.Errorf("rows are %v", rows)
	}
	// The last event's accounts and row are on the last sheets; the links know.
	cell, err := book.Sheet["Timeline (3)"].Cell(4, columnIndex(eventColumns, "accounts"))
	if err != nil || !strings.Contains(cell.Formula(), "'Accounts (5)'!$R:$R") {
		t.Errorf("%v: %s", err, cell.Formula())
	}
	if cell, err = book.Sheet["Accounts (5)"].Cell(5, 1); err != nil || !strings.Contains(cell.Formula(), "'Timeline (3)'!$U:$U") {
		t.Errorf("%v: %s", err, cell.Formula())
	}
}

// TestSeventyThousandLinks is more links than a sheet may have hyperlinks.
func TestSeventyThousandLinks(t *testing.T) {
	var rows []sourceRow
	for i := range 70_000 {
		rows = append(rows, sourceRow{url: fmt.Sprintf("https://paper.example/a/%d", i)})
	}
	book, err := newWorkbook(Document{})
	if err != nil {
		t.Fatal(err)
	}
	at := columnIndex(sourceColumns, "link")
	err = writeTable(book, table[sourceRow]{name: timelineSheet, columns: sourceColumns[at : at+1], rows: rows}, sheetRows-1)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := errors.Join(book.file.Write(&b), book.file.Close()); err != nil {
		t.Fatal(err)
	}
	data := b.Bytes()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := archive.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	xml, err := io.ReadAll(sheet)
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(xml, []byte("<f>HYPERLINK(")); n != 70_000 {
		t.Errorf("%d links", n)
	}
	if bytes.Contains(xml, []byte("<hyperlink")) {
		t.Error("links are hyperlink records")
	}
}

// brokenWriter fails after so many bytes, as a full disk does.
type brokenWriter struct{ room int }

var errFull = errors.New("no space left on device")

func (w *brokenWriter) Write(p []byte) (int, error) {
	if len(p) > w.room {
		n := w.room
		w.room = 0
		return n, errFull
	}
	w.room -= len(p)
	return len(p), nil
}

func TestWritersReportAFullDisk(t *testing.T) {
	for name, write := range writers {
		size := len(rendered(t, write, strikes()))
		for _, room := range []int{0, 1, 2, size / 2, size - 1} {
			if err := write(&brokenWriter{room}, strikes()); !errors.Is(err, errFull) {
				t.Errorf("%s with room for %d bytes: %v", name, room, err)
			}
		}
		if err := write(&brokenWriter{size}, strikes()); err != nil {
			t.Errorf("%s with just enough room: %v", name, err)
		}
	}
}

func BenchmarkXLSX(b *testing.B) {
	d := strikes()
	for len(d.Timeline.Events) < 2000 {
		d.Timeline.Events = append(d.Timeline.Events, d.Timeline.Events...)
		d.Outcomes = append(d.Outcomes, d.Outcomes...)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := XLSX(io.Discard, d); err != nil {
			b.Fatal(err)
		}
	}
}
