package timex

import "time"

// The TIMEX3 types.
const (
	Date     = "DATE"
	Time     = "TIME"
	Duration = "DURATION"
	Set      = "SET"
)

// Timex is one time expression, found and resolved.
type Timex struct {
	Start, End int     // byte offsets into the text, on rune borders
	Text       string  // text[Start:End]
	Type       string  // TIMEX3 type: DATE, TIME, DURATION, SET
	Value      string  // TIMEX3 value: 2025-11-11, 1989-Q3, P3M, PRESENT_REF
	Span       Span    // zero for vague references, and durations without a place on the calendar
	Rule       string  // name of the rule that read it
	Anchor     string  // day or instant it was counted from, as TIMEX3 value; empty: explicit
	AnchorFrom string  // what the anchor is: "dct", "text" (an earlier expression), "" (explicit)
	Confidence float64 // 0…1, of the resolution
	Stamp      string  // StampDateline, StampEntry: set before the text by the print; "" (part of the text)
}

// Document is what Tag reads.
type Document struct {
	Text     string
	Language string    // ISO 639-1; unknown languages get numeric and ISO dates only
	DCT      time.Time // publication instant in the outlet's own zone; zero: relative expressions keep no span
}
