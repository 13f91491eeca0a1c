package timeline

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dateline/timeline/timex"
)

// eventOf is an event of 11 November 2025, or of a longer stretch, that outlets
// tell of; each is "outlet|phrase|days after", a phrase naming another day "12".
func eventOf(span timex.Span, outlets ...string) (*Event, []int, []bool) {
	e, witnesses, alike := &Event{Span: span}, []int{}, []bool{}
	for i, o := range outlets {
		f := strings.Split(o, "|")
		var days int
		fmt.Sscan(f[2], &days)
		a := Account{Printed: &Printed{Outlet: f[0], Origin: o, Published: span.End.AddDate(0, 0, days-1).Format(time.DateOnly)}, Dating: &Dating{Phrase: f[1], Span: span, Confidence: .9}}
		if f[1] == "12" {
			a.Span = (dayOf(span.Start) + 1).span()
		}
		e.Accounts, witnesses, alike = append(e.Accounts, a), append(witnesses, i), append(alike, len(outlets) > 1)
	}
	return e, witnesses, alike
}

func TestConfidence(t *testing.T) {
	eleventh := dayOf(time.Date(2025, 11, 11, 0, 0, 0, 0, time.UTC)).span()
	month := timex.Span{Start: time.Date(2025, 11, 1, 0, 0, 0, 0, time.UTC), End: time.Date(2025, 12, 1, 0, 0, 0, 0, time.UTC), Precision: timex.Month}
	year := timex.Span{Start: time.Date(2011, 1, 1, 0, 0, 0, 0, time.UTC), End: time.Date(2012, 1, 1, 0, 0, 0, 0, time.UTC), Precision: timex.Year}
	tests := []struct {
		span     timex.Span
		outlets  []string
		low, top float64
		why      string
	}{
		{eleventh, []string{"a||1"}, .4, .45, "single origin, dated by publication only"},
		{eleventh, []string{"a|Tuesday|1"}, .45, .5, "single origin, says Tuesday 11 November 2025"},
		{eleventh, []string{"a|Tuesday|1", "b|ayer|1"}, .55, .7, "2 independent origins in 2 outlets, 2 of them say Tuesday 11 November 2025"},
		{eleventh, []string{"a|Tuesday|1", "a|Tuesday|2"}, .5, .59, "2 independent origins in 1 outlet, 2 of them say Tuesday 11 November 2025"},
		{eleventh, []string{"a|Tuesday|1", "b|ayer|1", "c|on Nov. 11|9", "d||1"}, .8, .9,
			"4 independent origins in 4 outlets, 3 of them say Tuesday 11 November 2025, 1 a week later or more"},
		{eleventh, []string{"a|Tuesday|1", "b|12|1"}, .2, .4, "2 independent origins in 2 outlets, 1 of them says Tuesday 11 November 2025"},
		{eleventh, []string{"a||1", "b||1", "c||1"}, .45, .5, "3 independent origins, dated by publication only"},
		{eleventh, []string{"a|on Nov. 11|30", "b|11 de noviembre|40"}, .75, .85,
			"2 independent origins in 2 outlets, 2 of them say Tuesday 11 November 2025; written 30 days after or later"},
		{month, []string{"a|November|1", "b|November|1", "c|November|1"}, .5, .65, "3 independent origins in 3 outlets, 3 of them say November 2025; the words name only a month"},
		{year, []string{"a|2011|1", "b|2011|1", "c|2011|1", "d|2011|1"}, .3, .45, "4 independent origins in 4 outlets, 4 of them say 2011; the words name only a year"},
	}
	for _, tt := range tests {
		e, witnesses, alike := eventOf(tt.span, tt.outlets...)
		got, why := trust(e, witnesses, alike)
		if got < tt.low || got > tt.top || why != tt.why {
			t.Errorf("%v: %g %q, want %g to %g, %q", tt.outlets, got, why, tt.low, tt.top, tt.why)
		}
	}
}

// What one report says far down in its text is less sure than what it opens with.
func TestConfidenceInPassing(t *testing.T) {
	e, witnesses, alike := eventOf(dayOf(time.Date(2025, 11, 11, 0, 0, 0, 0, time.UTC)).span(), "a|Tuesday|1")
	e.Accounts[0].Sentence = 20
	got, why := trust(e, witnesses, alike)
	if got > .4 || why != "single origin, says Tuesday 11 November 2025 in passing" {
		t.Errorf("%g %q", got, why)
	}
}

// What is surer by the reasons given has the higher confidence.
func TestConfidenceIsInOrder(t *testing.T) {
	eleventh := dayOf(time.Date(2025, 11, 11, 0, 0, 0, 0, time.UTC)).span()
	last, before := 0.0, ""
	for _, tt := range []struct {
		sentence int // of the first account
		outlets  []string
	}{
		{9, []string{"a||1"}},
		{9, []string{"a|Tuesday|1"}},
		{0, []string{"a||1"}},
		{9, []string{"a|on Nov. 11|20"}},
		{0, []string{"a||1", "b||1"}},
		{0, []string{"a|Tuesday|1", "a|Tuesday|2"}},
		{0, []string{"a|Tuesday|1", "b|Tuesday|2"}},
		{0, []string{"a|Tuesday|1", "b|Tuesday|2", "c||1"}},
		{0, []string{"a|Tuesday|1", "b|Tuesday|2", "c|Tuesday|2"}},
		{0, []string{"a|Tuesday|1", "b|Tuesday|2", "c|on Nov. 11|30"}},
		{0, []string{"a|Tuesday|1", "b|Tuesday|2", "c|on Nov. 11|30", "d|on Nov. 11|60"}},
	} {
		e, witnesses, alike := eventOf(eleventh, tt.outlets...)
		e.Accounts[0].Sentence = tt.sentence
		got, why := trust(e, witnesses, alike)
		if got <= last {
			t.Errorf("%q: %g, no more than %g of %q", why, got, last, before)
		}
		last, before = got, why
	}
}

// One more outlet that says the same never makes a date less sure, and no
// number of them makes it certain.
func TestConfidenceRises(t *testing.T) {
	eleventh := dayOf(time.Date(2025, 11, 11, 0, 0, 0, 0, time.UTC)).span()
	var outlets []string
	last := 0.0
	for i := range 30 {
		outlets = append(outlets, fmt.Sprintf("outlet %d|Tuesday|1", i))
		e, witnesses, alike := eventOf(eleventh, outlets...)
		got, _ := trust(e, witnesses, alike)
		if got < last || got >= 1 {
			t.Errorf("%d outlets: %g after %g", i+1, got, last)
		}
		last = got
	}
}
