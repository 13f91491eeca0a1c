package timeline

import (
	"fmt"
	"math"

	"dateline/timeline/timex"
)

// trust says how sure it is that an event happened when it is said to have,
// 0…1, and why, in words: how many independent origins tell of it, and how
// many of them date it so. Origins whose sentences are unlike those of all others
// do not bear each other out: borneOut are the accounts that are like another
// origin's, by their place in the event. witnesses are the origins of the
// accounts; an outlet's report and its later stages are one.
func trust(e *Event, witnesses []int, borneOut map[int]bool) (confidence float64, why string) {
	origins, agreeing, outlets := map[int]bool{}, map[int]bool{}, map[string]bool{}
	reading := 0.0
	alike := map[int]bool{}
	for i, a := range e.Accounts {
		origins[witnesses[i]] = true
		outlets[a.Outlet] = true
		if borneOut[i] {
			alike[witnesses[i]] = true
		}
		if a.Phrase != "" && a.Span.FirstDay() == e.Span.FirstDay() && a.Span.LastDay() == e.Span.LastDay() {
			agreeing[witnesses[i]] = true
			reading = max(reading, a.Confidence)
		}
	}
	e.Origins = len(origins)
	when := named(e.Span)
	independent := count(len(origins), "independent origin", "independent origins")
	switch {
	case len(agreeing) == 0:
		return round(.3 + .1*math.Min(1, float64(len(origins)-1)/3)), fmt.Sprintf("%s, dated by publication only", independent)
	case len(origins) == 1:
		return round(reading * .6), fmt.Sprintf("single origin, says %s", when)
	case len(alike) < 2:
		return round(reading * .6), fmt.Sprintf("%s in %s, %d of them %s %s, in sentences unlike each other", independent,
			count(len(outlets), "outlet", "outlets"), len(agreeing), verb(len(agreeing)), when)
	}
	both := 0 // origins that agree on the day, in sentences that are alike
	for origin := range agreeing {
		if alike[origin] {
			both++
		}
	}
	share := float64(len(agreeing)) / float64(len(origins))
	sure := .6 + .35*(1-math.Pow(.6, float64(max(0, both-1))))
	return round(reading * sure * (.85 + .15*share)), fmt.Sprintf("%s in %s, %d of them %s %s", independent,
		count(len(outlets), "outlet", "outlets"), len(agreeing), verb(len(agreeing)), when)
}

// named is a span in words.
func named(s timex.Span) string {
	switch {
	case s.Start.IsZero():
		return "until " + s.LastDay()
	case s.End.IsZero():
		return "since " + s.FirstDay()
	case s.FirstDay() == s.LastDay():
		return s.Start.Format("Monday 2 January 2006")
	case s.Precision == timex.Month:
		return s.Start.Format("January 2006")
	case s.Precision == timex.Year:
		return s.Start.Format("2006")
	}
	if last := s.End.Add(-1); last.Year() != s.Start.Year() {
		return s.Start.Format("2 January 2006") + " to " + last.Format("2 January 2006")
	}
	return s.Start.Format("2 January") + " to " + s.End.Add(-1).Format("2 January 2006")
}

func verb(n int) string {
	if n == 1 {
		return "says"
	}
	return "say"
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// round keeps two decimals: more would claim too much.
func round(x float64) float64 { return math.Round(x*100) / 100 }
