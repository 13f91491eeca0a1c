package exports

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"dateline/timeline"
)

// The columns of the Timeline sheet that people write in.
const (
	statusHeader = "Status"
	noteHeader   = "Note"
)

// statuses are offered for the status; any other may be written.
var statuses = []string{"to check", "checked", "doubtful", "wrong", "not of the story"}

// bookName is the workbook's file.
const bookName = "timeline.xlsx"

// ErrChanged says that the workbook is another one than the notes were read
// from: somebody saved it since.
var ErrChanged = errors.New("the workbook was saved by somebody meanwhile")

// Book is a workbook as it stood when it was read.
type Book struct {
	info fs.FileInfo // nil: there was none
}

func bookIn(dir string) *Book {
	info, _ := os.Stat(filepath.Join(dir, bookName)) // nil where there is none to be seen
	return &Book{info}
}

// same reports whether nobody saved a workbook between the two.
func (b *Book) same(other *Book) bool {
	if b.info == nil || other.info == nil {
		return b.info == other.info
	}
	return os.SameFile(b.info, other.info) && b.info.Size() == other.info.Size() && b.info.ModTime().Equal(other.info.ModTime())
}

// Notes are what was read from a workbook.
type Notes struct {
	Notes []timeline.Note // one for each event that stands in it, empty where nothing is written
	Aside string          // the copy that was kept of it; empty: there was no need
	Book  *Book
}

// TakeNotes reads from the workbook in a folder what people wrote beside its
// events; nothing where the workbook holds no note and is as it was written. Of
// one that holds more of theirs than notes (a sheet, a column, a row) or that
// cannot be read it keeps a copy, since the next one will not hold it.
func TakeNotes(dir string) (Notes, error) {
	path := filepath.Join(dir, bookName)
	taken := Notes{Book: bookIn(dir)}
	if taken.Book.info == nil {
		return taken, nil
	}
	release, err := lock(dir)
	if err != nil {
		return taken, fmt.Errorf("read notes: %w", err)
	}
	defer release()
	taken.Book = bookIn(dir)
	if untouched(dir) {
		return taken, nil
	}
	notes, more, err := readNotes(path)
	taken.Notes = notes
	if err != nil || more {
		taken.Aside, err = keepAside(path)
	}
	if err != nil {
		return taken, fmt.Errorf("read notes: %w", fault("keep", path, err))
	}
	return taken, nil
}

// sumName is the file with the digest of the last workbook that was written
// without a note. As long as the workbook has it nobody wrote in it, and there
// is nothing to read, which takes as long as writing it.
const sumName = ".timeline.sum"

// signBook notes the digest of the workbook just written, or that its notes are
// to be read. What cannot be noted costs a reading.
func signBook(dir string, d Document) {
	path := filepath.Join(dir, sumName)
	_ = os.Remove(path)
	if d.noted() {
		return
	}
	if sum, err := digestOf(filepath.Join(dir, bookName)); err == nil {
		_ = os.WriteFile(path, []byte(sum), 0o644)
	}
}

// untouched reports whether the workbook is as it was written, without a note.
func untouched(dir string) bool {
	signed, err := os.ReadFile(filepath.Join(dir, sumName))
	if err != nil {
		return false
	}
	sum, err := digestOf(filepath.Join(dir, bookName))
	return err == nil && sum == string(signed)
}

// digestOf is the SHA-256 of a file, in hexadecimal.
func digestOf(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, file); err != nil {
		return "", err
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}

// readNotes reads a workbook. More: it holds something that people put there
// and that is no note.
func readNotes(path string) (notes []timeline.Note, more bool, err error) {
	book, err := excelize.OpenFile(path)
	if err != nil {
		return nil, false, err
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	read := noteReader{at: map[string]int{}}
	for _, name := range book.GetSheetList() {
		base := sheetPart.ReplaceAllString(name, "")
		switch {
		case base == timelineSheet:
			err = read.timeline(book, name)
		case !slices.Contains(ownSheets, base):
			read.more = true
		case ownHeaders[base] != nil:
			var header []string
			header, err = firstRow(book, name)
			read.more = read.more || strange(header, ownHeaders[base])
		}
		if err != nil {
			return nil, false, err
		}
	}
	return read.notes, read.more || !read.found, nil
}

// sheetPart ends the name of a sheet's further parts.
var sheetPart = regexp.MustCompile(` \(\d+\)$`)

// ownSheets are the sheets that dateline writes.
var ownSheets = []string{timelineSheet, sourcesSheet, accountsSheet, figuresSheet, chartSheet, contradictionsSheet, actorsSheet, leftOutSheet, coverageSheet, aboutSheet}

// ownHeaders are the headers of those of them that always have the same.
var ownHeaders = map[string][]string{
	timelineSheet: headers(eventColumns), sourcesSheet: headers(sourceColumns), accountsSheet: headers(accountColumns), figuresSheet: headers(figureColumns),
	contradictionsSheet: headers(disputeColumns), actorsSheet: headers(actorColumns), leftOutSheet: headers(leftOutColumns),
}

func headers[R any](columns []column[R]) []string {
	all := make([]string, 0, len(columns))
	for _, c := range columns {
		all = append(all, c.Header)
	}
	return all
}

// strange reports whether a header row names a column that is not dateline's.
func strange(row, own []string) bool {
	return slices.ContainsFunc(row, func(h string) bool { h = strings.TrimSpace(h); return h != "" && !slices.Contains(own, h) })
}

func firstRow(book *excelize.File, sheet string) ([]string, error) {
	rows, err := book.Rows(sheet)
	if err != nil {
		return nil, err
	}
	if !rows.Next() {
		return nil, errors.Join(rows.Error(), rows.Close())
	}
	row, err := rows.Columns()
	return row, errors.Join(err, rows.Close())
}

// A noteReader gathers the notes of the Timeline sheets.
type noteReader struct {
	notes []timeline.Note
	at    map[string]int // event -> its note
	found bool           // a sheet that names its events
	more  bool
}

// timeline reads one sheet, whatever the order of its rows and columns.
func (n *noteReader) timeline(book *excelize.File, sheet string) (err error) {
	rows, err := book.Rows(sheet)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	header, err := nextRow(rows)
	if err != nil {
		return err
	}
	n.more = n.more || strange(header, ownHeaders[timelineSheet])
	idAt := slices.Index(header, eventColumns[columnIndex(eventColumns, eventKey)].Header)
	statusAt, noteAt := slices.Index(header, statusHeader), slices.Index(header, noteHeader)
	if idAt < 0 {
		return nil
	}
	n.found = true
	for {
		row, err := nextRow(rows)
		if err != nil || row == nil {
			return err
		}
		written := func(i int) string {
			if i < 0 || i >= len(row) {
				return ""
			}
			return strings.TrimSpace(clean(row[i]))
		}
		note := timeline.Note{Event: written(idAt), Status: written(statusAt), Text: written(noteAt)}
		switch {
		case note.Event != "":
			n.take(note)
		case slices.ContainsFunc(row, func(s string) bool { return s != "" }):
			n.more = true
		}
	}
}

// nextRow is the next row, nil after the last.
func nextRow(rows *excelize.Rows) ([]string, error) {
	if !rows.Next() {
		return nil, rows.Error()
	}
	row, err := rows.Columns()
	return append([]string{}, row...), err
}

// take adds a note. Where a row was copied, what its copies say is joined.
func (n *noteReader) take(note timeline.Note) {
	i, again := n.at[note.Event]
	if !again {
		n.at[note.Event] = len(n.notes)
		n.notes = append(n.notes, note)
		return
	}
	had := &n.notes[i]
	if had.Status == "" {
		had.Status = note.Status
	}
	if note.Text != "" && note.Text != had.Text {
		had.Text = strings.TrimPrefix(had.Text+"\n"+note.Text, "\n")
	}
}

// eventColumnsOf are the columns of the Timeline sheet. What people wrote is
// printed where they wrote something; else the paper is for what was read.
func eventColumnsOf(d Document) []column[eventRow] {
	if !d.noted() {
		return eventColumns
	}
	columns := slices.Clone(eventColumns)
	for _, key := range []string{"status", "note"} {
		columns[columnIndex(columns, key)].Print = true
	}
	return columns
}

// noted reports whether anybody wrote anything.
func (d Document) noted() bool {
	return slices.ContainsFunc(d.Notes, func(n timeline.Note) bool { return !n.Empty() })
}

// notesOf are notes by event.
func notesOf(notes []timeline.Note) map[string]timeline.Note {
	byEvent := make(map[string]timeline.Note, len(notes))
	for _, n := range notes {
		byEvent[n.Event] = n
	}
	return byEvent
}

// aboutNotes tells of the notes on events that nothing tells of any more.
func aboutNotes(d Document) []aboutLine {
	stands := map[string]bool{}
	for _, e := range d.Timeline.Events {
		stands[e.ID] = true
	}
	headlines := map[string]string{}
	for _, s := range d.Timeline.Successions {
		headlines[s.ID] = s.Headline
	}
	var lines []aboutLine
	for _, n := range d.Notes {
		if stands[n.Event] {
			continue
		}
		said := strings.TrimPrefix(strings.Join([]string{n.Status, n.Text}, ": "), ": ")
		if headline := headlines[n.Event]; headline != "" {
			said += " (written on: " + headline + ")"
		}
		lines = append(lines, aboutLine{label: n.Event, value: strings.TrimSuffix(said, ": ")})
	}
	if lines == nil {
		return nil
	}
	return append(section("Notes on events that are told no more"), lines...)
}

// offerStatuses puts the list of statuses to choose from on the status cells.
func (s *sheet) offerStatuses() error {
	offer := excelize.NewDataValidation(true)
	offer.Sqref = s.column("status")
	offer.ShowErrorMessage = false // any other may be written
	if err := offer.SetDropList(statuses); err != nil {
		return err
	}
	return s.file.AddDataValidation(s.name, offer)
}

// keepAside gives a file a second name beside it, timeline.kept-1.xlsx, that
// stays when the file is replaced. It returns the name.
func keepAside(path string) (string, error) {
	file, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	for n := 1; ; n++ {
		aside := fmt.Sprintf("%s.kept-%d%s", strings.TrimSuffix(path, filepath.Ext(path)), n, filepath.Ext(path))
		if had, err := os.Stat(aside); err == nil && os.SameFile(file, had) {
			return aside, nil // an earlier attempt came so far
		}
		err := os.Link(path, aside)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil { // no second names on this file system
			err = copyFile(path, aside)
		}
		return aside, err
	}
}

func copyFile(from, to string) error {
	body, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, body, 0o644)
}
