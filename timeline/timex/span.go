// Package timex finds time expressions in English, Spanish and Portuguese news text and
// resolves each to no more and no less than its words say. Rules are data
// (lang/*.yaml); there is no clock: the same input gives the same output.
package timex

import "time"

// Precision is how fine the words were.
type Precision string

// Precisions, finest first.
const (
	Minute  Precision = "minute"
	Hour    Precision = "hour"
	PartDay Precision = "part-day" // morning, night
	Day     Precision = "day"
	Weekend Precision = "weekend"
	Week    Precision = "week"
	Part    Precision = "part-month" // late October
	Month   Precision = "month"
	Quarter Precision = "quarter"
	Season  Precision = "season"
	Half    Precision = "half-year"
	Year    Precision = "year"
	Decade  Precision = "decade"
	Century Precision = "century"
	Unknown Precision = "" // vague ("recently"), or no place on the calendar
)

// order ranks precisions from fine to coarse.
var order = map[Precision]int{Minute: 1, Hour: 2, PartDay: 3, Day: 4, Weekend: 5, Week: 6, Part: 7, Month: 8, Quarter: 9, Season: 10, Half: 11, Year: 12, Decade: 13, Century: 14}

func finer(a, b Precision) bool { return order[a] < order[b] }

// Span is the stretch of time an expression names, no finer than its words:
// "in March 1931" is a month, not its first day. Start and End are readings
// of the local calendar and clock, held in time.UTC whatever the zone, so that
// no conversion can shift a day; Zone tells the zone where the words named one.
// A zero Start or End is an open bound.
type Span struct {
	Start, End time.Time // half-open: [Start, End)
	Precision  Precision
	Approx     bool   // "around 5 May"; "~" in EDTF
	Uncertain  bool   // "reportedly on 5 May"; "?" in EDTF
	OneOf      bool   // one unknown moment within ("some day last week"), not the whole stretch
	Zone       string // "-05:00", "ET", … as far as the words said; empty: local to the event
}

// IsZero reports whether the span says nothing about when.
func (s Span) IsZero() bool { return s.Start.IsZero() && s.End.IsZero() }

// FirstDay is the first day of the span as YYYY-MM-DD; empty when open.
func (s Span) FirstDay() string {
	if s.Start.IsZero() {
		return ""
	}
	return s.Start.Format(time.DateOnly)
}

// LastDay is the last day of the span as YYYY-MM-DD; empty when open.
func (s Span) LastDay() string {
	if s.End.IsZero() {
		return ""
	}
	return s.End.Add(-time.Nanosecond).Format(time.DateOnly)
}
