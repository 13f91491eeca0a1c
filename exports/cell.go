package exports

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"dateline/timeline/timex"
)

// A column is one column of a sheet, and of the CSV files where the sheet has
// them. The tables of columns are the only place that names them: writers,
// legend and tests all read the tables.
type column[R any] struct {
	Key    string       // name for programs; empty: people only
	Header string       // name for people, unique within its sheet
	Width  float64      // in characters of the default font
	Print  bool         // on paper too; the rest is for the screen
	Look   look         // how its cells look, unless the cell says otherwise
	Doc    string       // one line of the legend
	Value  func(R) cell // what a row shows
}

// kind says what a cell holds.
type kind int

const (
	kindEmpty kind = iota
	kindText
	kindNumber // number; text is how people read it
	kindDay    // number is a day serial; text is YYYY-MM-DD
	kindTime   // number is a day serial with its fraction, UTC; text is RFC 3339
	kindList   // items, one idea each
)

// cell is one value, typed once for all formats.
type cell struct {
	kind  kind
	text  string
	num   float64
	items []string
	sep   string // between items for people, in a sheet

	look look   // zero: the column's
	url  string // http or https address the cell leads to
	jump jump   // place in the workbook the cell leads to

	boldFrom, boldTo int // bytes of text to stress; equal: none
}

// jump names a row of another sheet by a value that stands in one of its
// columns, so that the link still leads there after the sheet was sorted.
type jump struct {
	sheet  string
	column string // letters
	value  string
}

func textCell(s string) cell { return cell{kind: kindText, text: s} }

func numberCell(n float64, text string) cell {
	if math.IsNaN(n) || math.IsInf(n, 0) {
		return cell{}
	}
	return cell{kind: kindNumber, num: n, text: text}
}

func countCell(n int) cell { return numberCell(float64(n), strconv.Itoa(n)) }

func listCell(sep string, items ...string) cell {
	return cell{kind: kindList, items: items, sep: sep}
}

// dayCell is the day YYYY-MM-DD as a date, or as text where a spreadsheet has
// no such day.
func dayCell(day string) cell {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return textCell(day)
	}
	serial, ok := daySerial(t)
	if !ok {
		return textCell(day)
	}
	return cell{kind: kindDay, num: serial, text: day}
}

// timeCell is an instant in UTC, to the second, as a date with a time of day.
func timeCell(t time.Time) cell {
	if t.IsZero() {
		return cell{}
	}
	t = t.UTC().Truncate(time.Second)
	serial, ok := daySerial(t)
	if !ok {
		return textCell(t.Format(time.RFC3339))
	}
	// A millisecond more, since programs cut a time to the minute they show, and
	// a fraction of a day is never exact: 19:20 would read 19:19.
	seconds := float64(t.Hour()*3600+t.Minute()*60+t.Second()) + 0.001
	return cell{kind: kindTime, num: serial + seconds/86400, text: t.Format(time.RFC3339)}
}

// confidenceCell is a number 0…1 that reads as a word too.
func confidenceCell(c float64) cell {
	c = round2(c)
	return numberCell(c, fmt.Sprintf("%s (%.2f)", confidenceWord(c), c))
}

// Confidence from these values on is called high, and medium.
const (
	highConfidence   = 0.75
	mediumConfidence = 0.5
)

func confidenceWord(c float64) string {
	switch {
	case c >= highConfidence:
		return "high"
	case c >= mediumConfidence:
		return "medium"
	}
	return "low"
}

// round2 keeps a score's two digits, which is all that a reader sees, so that
// filters and formulas agree with the eye.
func round2(f float64) float64 { return math.Round(f*100) / 100 }

func scoreCell(s float64) cell {
	return numberCell(round2(s), strconv.FormatFloat(round2(s), 'f', 2, 64))
}

// The first day on which every spreadsheet agrees. Excel counts a 29 February
// 1900 that never was, so that earlier days differ from LibreOffice by one.
var firstSerialDay = time.Date(1900, time.March, 1, 0, 0, 0, 0, time.UTC)

// daySerial is the number a spreadsheet keeps for the calendar day of t as its
// own location reads it; false: spreadsheets have no such day.
func daySerial(t time.Time) (float64, bool) {
	day := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	if day.Before(firstSerialDay) || day.Year() > 9999 {
		return 0, false
	}
	const firstSerial = 61
	return firstSerial + float64((day.Unix()-firstSerialDay.Unix())/86400), true
}

// dateCell is the date of an event as its words say it: a date cell where they
// name one day, else the EDTF text.
func dateCell(s timex.Span) cell {
	if !isDay(s) {
		return textCell(s.EDTF())
	}
	c := dayCell(s.FirstDay())
	if c.kind != kindDay {
		return textCell(s.EDTF())
	}
	switch {
	case s.Approx && s.Uncertain:
		c.look, c.text = lookDayApproxUncertain, c.text+"%"
	case s.Approx:
		c.look, c.text = lookDayApprox, c.text+"~"
	case s.Uncertain:
		c.look, c.text = lookDayUncertain, c.text+"?"
	}
	return c
}

// isDay reports whether the span is of day precision or finer and lies within
// one day.
func isDay(s timex.Span) bool {
	switch s.Precision {
	case timex.Minute, timex.Hour, timex.PartDay, timex.Day:
		return !s.Start.IsZero() && !s.End.IsZero() && s.FirstDay() == s.LastDay()
	}
	return false
}

// sheet is the cell's text for people, in a workbook.
func (c cell) sheet() string {
	if c.kind == kindList {
		return strings.Join(c.items, c.sep)
	}
	return c.text
}

// people is the cell's text for people, in one line of a text file.
func (c cell) people() string {
	if c.kind == kindList {
		return strings.Join(c.items, "; ")
	}
	return c.text
}

// machine is the cell's text for programs: bare numbers, lists joined by " | ".
func (c cell) machine() string {
	switch c.kind {
	case kindNumber:
		return strconv.FormatFloat(c.num, 'f', -1, 64)
	case kindList:
		return strings.Join(c.items, " | ")
	}
	return c.text
}

// decimal is a number as English text writes it: 1,250.5.
func decimal(f float64) string {
	return message.NewPrinter(language.English).Sprint(number.Decimal(f, number.MaxFractionDigits(2)))
}
