package exports

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
)

// byteOrderMark tells Excel that a CSV file is UTF-8.
const byteOrderMark = "\ufeff"

// CSV writes the events for people: what a spreadsheet opens at a double
// click. UTF-8 with a byte order mark, CRLF line ends, and an apostrophe before
// text that would be taken for a formula.
func CSV(w io.Writer, d Document) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	return writeEvents(out, d, func(column[eventRow]) bool { return true },
		func(c column[eventRow]) string { return c.Header },
		func(c cell) string {
			text := clean(c.people())
			if c.kind == kindText || c.kind == kindList {
				text = defuse(text)
			}
			return text
		})
}

// RawCSV writes the events for programs: UTF-8 without a mark, LF line ends,
// nothing put before any text, bare numbers, lists joined by " | ". It has the
// columns that have a key.
func RawCSV(w io.Writer, d Document) error {
	return writeEvents(csv.NewWriter(w), d, func(c column[eventRow]) bool { return c.Key != "" },
		func(c column[eventRow]) string { return c.Key },
		func(c cell) string {
			return strings.ReplaceAll(strings.ToValidUTF8(c.machine(), "\ufffd"), "\x00", "")
		})
}

// writeEvents writes the wanted event columns under their names.
func writeEvents(out *csv.Writer, d Document, want func(column[eventRow]) bool,
	name func(column[eventRow]) string, text func(cell) string) error {
	record := make([]string, 0, len(eventColumns))
	for _, c := range eventColumns {
		if want(c) {
			record = append(record, name(c))
		}
	}
	if err := out.Write(record); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	for _, row := range layEvents(d, sheetRows-1) {
		record = record[:0]
		for _, c := range eventColumns {
			if want(c) {
				record = append(record, text(c.Value(row)))
			}
		}
		if err := out.Write(record); err != nil {
			return fmt.Errorf("write CSV: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}
