package exports

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// sheetRows is how many rows a sheet can have, its header among them.
const sheetRows = 1 << 20

// table is one sheet to write: its columns, its rows, and its ways.
type table[R any] struct {
	name    string
	columns []column[R]
	rows    []R
	freeze  int                // columns that stay when the sheet is scrolled sideways
	shaded  func(R) bool       // rows with a background; nil: none
	accent  func(*sheet) error // conditional formats; nil: none
}

// writeTable writes a table to the workbook, on as many sheets as its rows
// take when one holds perSheet of them.
func writeTable[R any](b *workbook, t table[R], perSheet int) error {
	for part, first := 0, 0; part == 0 || first < len(t.rows); part, first = part+1, first+perSheet {
		rows := t.rows[first:min(first+perSheet, len(t.rows))]
		if err := writePart(b, t, sheetName(t.name, part), part, rows); err != nil {
			return fmt.Errorf("sheet %s: %w", sheetName(t.name, part), err)
		}
	}
	return nil
}

func writePart[R any](b *workbook, t table[R], name string, part int, rows []R) error {
	s := &sheet{workbook: b, name: name, lastRow: max(len(rows), 1) + 1, columns: len(t.columns)}
	for _, c := range t.columns {
		s.keys = append(s.keys, c.Key)
		if c.Print {
			s.printed++
		}
	}
	if _, err := b.file.NewSheet(name); err != nil {
		return err
	}
	if err := s.setUp(t.freeze, t.accent); err != nil {
		return err
	}
	// What belongs before the rows in the file has been said by now: a stream
	// cannot go back.
	w, err := b.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	header := make([]any, len(t.columns))
	headerStyle, err := b.styles.id(lookHeader, false)
	if err != nil {
		return err
	}
	for i, c := range t.columns {
		if err := w.SetColWidth(i+1, i+1, c.Width); err != nil {
			return err
		}
		header[i] = excelize.Cell{StyleID: headerStyle, Value: c.Header}
	}
	if err := w.SetRow("A1", header, excelize.RowOpts{Height: headerPoints}); err != nil {
		return err
	}
	values := make([]any, len(t.columns))
	for i, row := range rows {
		lines := 1
		shaded := t.shaded != nil && t.shaded(row)
		for j, c := range t.columns {
			value := c.Value(row)
			l := value.looks(c.Look)
			var shown string
			if values[j], shown, err = b.cell(value, l, shaded); err != nil {
				return err
			}
			if shown != "" {
				lines = max(lines, lineCount(shown, c.Width, l == lookHeadline || l == lookPhrase || value.boldTo > 0))
			}
		}
		if err := w.SetRow("A"+strconv.Itoa(i+2), values, excelize.RowOpts{Height: rowHeight(lines)}); err != nil {
			return err
		}
	}
	noStripes := false
	err = w.AddTable(&excelize.Table{Range: s.area(0, s.columns-1, 1), Name: tableName(t.name, part), ShowRowStripes: &noStripes})
	if err != nil {
		return err
	}
	return w.Flush()
}

// tableName names the Excel table on a sheet; formulas of the reader use it.
func tableName(base string, part int) string {
	base = strings.ReplaceAll(base, " ", "")
	if part == 0 {
		return base + "Table"
	}
	return base + "Table" + strconv.Itoa(part+1)
}

// cell is a value as excelize takes it, and the text that it shows.
func (b *workbook) cell(c cell, l look, shaded bool) (value any, shown string, err error) {
	id, err := b.styles.id(l, shaded)
	if err != nil {
		return nil, "", err
	}
	out := excelize.Cell{StyleID: id}
	switch c.kind {
	case kindNumber, kindDay, kindTime:
		out.Value = c.num
	case kindText, kindList:
		if shown = fit(clean(c.sheet())); shown == "" {
			break
		}
		out.Value = shown
		if c.boldTo > c.boldFrom && shown == c.text {
			out.Value = stress(shown, c.boldFrom, c.boldTo)
		}
	}
	out.Formula = c.formula(shown)
	return out, shown, nil
}

// stress is text with a part of it bold, as rich text.
func stress(text string, from, to int) []excelize.RichTextRun {
	plain := func(s string) excelize.RichTextRun {
		return excelize.RichTextRun{Text: s, Font: &excelize.Font{Family: fontName, Size: fontSize, Color: ink}}
	}
	var runs []excelize.RichTextRun
	if from > 0 {
		runs = append(runs, plain(text[:from]))
	}
	bold := plain(text[from:to])
	bold.Font.Bold, bold.Font.Color = true, amber
	runs = append(runs, bold)
	if to < len(text) {
		runs = append(runs, plain(text[to:]))
	}
	return runs
}
