package timeline

import (
	"fmt"
	"testing"
	"time"
)

// revised are reports of an outlet on the uprising, printed on Thursday 6
// November 2025, each of which names a weekday.
func revised(weekdays ...string) (reports []string) {
	for i, w := range weekdays {
		reports = append(reports, fmt.Sprintf("wire|6|en|The crowd of district %d marched on %s through the old town.", i, w))
	}
	return reports
}

func TestSettleWeekdays(t *testing.T) {
	friday := []string{"Friday", "Friday", "Friday", "Friday", "Friday"}
	for name, tt := range map[string]struct {
		weekdays []string
		want     string
	}{
		"the outlet's pages are revised after midnight": {append([]string{"Thursday", "Wednesday"}, friday...), "2025-11-07"},
		"the outlet names all days of the week alike":   {append([]string{"Saturday", "Saturday", "Saturday", "Sunday"}, friday...), "2025-10-31"},
		"too few to be a habit":                         {[]string{"Thursday", "Friday", "Friday"}, "2025-10-31"},
	} {
		t.Run(name, func(t *testing.T) {
			c := read(Story{}, printed(revised(tt.weekdays...)...), nil)
			for range 2 { // settled is settled
				for i := range c.docs {
					for _, s := range c.docs[i].sentences {
						for _, x := range s.times {
							if c.articles[i].Text[s.start:][x.Start:x.End] != "Friday" {
								continue
							}
							if got := x.Span.FirstDay(); got != tt.want || x.Value != tt.want || s.days[0].time().Format(time.DateOnly) != tt.want {
								t.Fatalf("Friday is %s (%s), want %s", got, x.Value, tt.want)
							}
						}
					}
				}
				c.settleWeekdays()
			}
		})
	}
}

func TestSettleWeekdaysChangesItsMind(t *testing.T) {
	c := read(Story{}, printed(revised("Friday", "Friday", "Friday", "Friday", "Thursday")...), nil)
	x := &c.docs[0].sentences[0].times[0]
	moved := *x.resolved
	if got := x.Span.FirstDay(); got != "2025-11-07" {
		t.Fatalf("Friday is %s", got)
	}
	c.articles[0].Outlet = "another" // which has no such habit
	c.settleWeekdays()
	if got := x.Span.FirstDay(); got != "2025-10-31" || x.Anchor != "2025-11-06" || c.docs[0].until != c.docs[0].day {
		t.Errorf("Friday is %s from %s", got, x.Anchor)
	}
	c.articles[0].Outlet = c.articles[1].Outlet
	c.settleWeekdays()
	if *x.resolved != moved {
		t.Errorf("%+v, want %+v", *x.resolved, moved)
	}
}

func TestTellsOfTheDayAfterPrinting(t *testing.T) {
	tl := Build(Story{Name: "march"}, printed(revised("Friday", "Friday", "Friday", "Friday", "Thursday")...))
	for _, e := range tl.Events {
		if e.Span.FirstDay() == "2025-11-07" {
			return
		}
	}
	t.Errorf("nothing happened on Friday 7 November: %+v", tl.Events)
}
