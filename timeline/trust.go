package timeline

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"

	"dateline/timeline/timex"
)

// How far independent reports are believed about a date. A single origin may be
// mistaken, or tell of something else, and several that print alike on one day
// have much from each other, so that it takes many to be sure; one that names the
// date a week later or more has had time to know. With these numbers the share of
// events whose day is one of a journalist's timeline rises with the confidence,
// from the lowest values to the highest (docs/decisions/011-confidence.md).
const (
	believed1 = .52 // the first that names the date in words that were read without doubt
	likeOther = .35 // each further one, in a sentence like another report's
	unlikeAll = .15 // the same, in a sentence unlike all others
	undated   = .15 // it has no words for the date and was printed on the day or just after
	inHind    = .3  // what it adds that it names the date so much later
	againOne  = .7  // what is left of these for each further report of the same outlet
	mostSure  = .97 // of any number of reports
	mostAlone = .48 // where a single origin names the date
	inPassing = .44 // where a single one does soon after, and neither in its title nor in its first sentences
	byDay     = .49 // where several have no words for the date
	oneByDay  = .45 // where a single origin has none, and tells of it in its title or first sentence
	lowByDay  = .37 // the same, further down
	// placeDrops is what is left where reports name places that exclude each other.
	placeDrops = .9
)

// trust says how sure it is that an event happened when it is said to have,
// 0…1, and why, in words: how many independent origins tell of it, how many of
// them date it so, how exact their words are, and how many look back on it.
// Origins whose sentences are unlike those of all others bear each other out
// less: borneOut are the accounts that are like another origin's, by their place
// in the event. witnesses are the origins of the accounts; an outlet's report and
// its later stages are one.
func trust(e *Event, witnesses []int, borneOut []bool) (confidence float64, why string) {
	seen := map[int]*witness{}
	outlets := map[string]bool{}
	for i, a := range e.Accounts {
		if a.Foretold || a.Context() {
			continue // bears nothing out
		}
		w := seen[witnesses[i]]
		if w == nil {
			w = &witness{outlet: a.Outlet, place: i, nearest: noDay}
			seen[witnesses[i]] = w
		}
		outlets[a.Outlet] = true
		w.hear(a, e.Span, borneOut[i])
	}
	e.Origins = len(seen)
	all := make([]*witness, 0, len(seen))
	for _, w := range seen {
		all = append(all, w)
	}
	slices.SortFunc(all, func(a, b *witness) int {
		return cmp.Or(cmp.Compare(b.rank(), a.rank()), cmp.Compare(a.place, b.place))
	})
	doubt, agreeing, against, alike, hind, nearest := 1.0, 0, 0, 0, 0, noDay
	heard := map[string]float64{}
	for i, w := range all {
		if heard[w.outlet] == 0 {
			heard[w.outlet] = 1
		}
		belief := w.belief()
		if i == 0 && w.agrees {
			belief = believed1 * w.reading // the first needs no other to be like
		}
		if w.looksBack() {
			belief = 1 - (1-belief)*(1-inHind)
			hind++
		}
		doubt *= 1 - belief*heard[w.outlet]
		heard[w.outlet] *= againOne
		switch {
		case w.agrees:
			agreeing++
			if nearest == noDay || w.nearest < nearest {
				nearest = w.nearest
			}
		case w.differs:
			against++
		}
		if w.alike {
			alike++
		}
	}
	sure := min(1-doubt, mostSure)
	if agreeing > 0 && against > 0 {
		sure *= float64(agreeing) / float64(agreeing+against)
	}
	if slices.ContainsFunc(e.Disputes, func(d Dispute) bool { return d.About == "place" }) {
		sure *= placeDrops
	}
	when := named(e.Span)
	independent := count(len(all), "independent origin", "independent origins")
	switch {
	case agreeing == 0 && len(all) == 1 && all[0].heads:
		return oneByDay, "single origin, dated by publication only"
	case agreeing == 0 && len(all) == 1:
		return lowByDay, "single origin, dated by publication only, below its first sentence"
	case agreeing == 0:
		return byDay, fmt.Sprintf("%s, dated by publication only", independent)
	case len(all) == 1:
		why, sure = fmt.Sprintf("single origin, says %s", when), min(sure, mostAlone)
		if !all[0].opens {
			why += " in passing"
			if !all[0].looksBack() {
				sure = min(sure, inPassing*all[0].reading)
			}
		}
	default:
		why = fmt.Sprintf("%s in %s, %d of them %s %s", independent, count(len(outlets), "outlet", "outlets"), agreeing, verb(agreeing), when)
		if agreeing == 1 {
			sure = min(sure, mostAlone)
		}
		if alike < 2 {
			why += ", in sentences unlike each other"
		}
		if 0 < hind && hind < agreeing {
			why += fmt.Sprintf(", %d a week later or more", hind)
		}
	}
	if finest, words := exactness(e.Span); finest < 1 {
		sure = min(sure, finest)
		why += "; the words name only " + words
	}
	if days := int(nearest); hind == agreeing && !e.Span.End.IsZero() {
		why += fmt.Sprintf("; written %d days after or later", days)
	}
	return round(sure), why
}

// witness is one independent origin's word about a date.
type witness struct {
	outlet  string
	place   int // of its first account
	agrees  bool
	differs bool // it names another day in words
	alike   bool // a sentence of it is like another origin's
	opens   bool // it tells of it in its title or among its first sentences
	heads   bool // it tells of it in its title or first sentence
	reading float64
	nearest day // days from the end of the event to its report
}

// hear takes in one account.
func (w *witness) hear(a Account, span timex.Span, alike bool) {
	w.alike, w.opens, w.heads = w.alike || alike, w.opens || a.Sentence < openings, w.heads || a.Sentence <= 0
	first, last := daysOf(a.Span)
	from, to := daysOf(span)
	switch {
	case a.Phrase == "":
	case first == from && (last == to || a.Span.Precision == timex.Day && span.Precision == timex.Day && first != noDay && last != noDay):
		w.agrees, w.reading = true, max(w.reading, a.Confidence)
		printed, err := time.Parse(time.DateOnly, a.Published[:min(len(a.Published), len(time.DateOnly))])
		if err != nil || span.End.IsZero() {
			return
		}
		if after := dayOf(printed) - dayOf(span.End) + 1; w.nearest == noDay || after < w.nearest {
			w.nearest = after
		}
	case first == last && first != noDay && (last < from || first > to):
		w.differs = true
	}
}

// looksBack reports whether the witness names the date long after it.
func (w *witness) looksBack() bool {
	return w.agrees && w.nearest != noDay && w.nearest >= lookback
}

// belief is how far the witness is believed where it is not the first.
func (w *witness) belief() float64 {
	switch {
	case w.agrees && w.alike:
		return likeOther * w.reading
	case w.agrees:
		return unlikeAll * w.reading
	case w.differs:
		return 0
	}
	return undated
}

// rank orders witnesses: those that name the date first, and the most believed.
func (w *witness) rank() float64 {
	if w.agrees {
		return 1 + w.belief()
	}
	return w.belief()
}

// exactness is the most that the precision of words allows to be sure of, and
// the precision in words: "2011" holds whatever happened that year.
func exactness(s timex.Span) (most float64, words string) {
	switch s.Precision {
	case timex.Minute, timex.Hour, timex.PartDay, timex.Day:
		if s.Start.IsZero() || s.End.IsZero() || s.End.Sub(s.Start) <= 8*24*time.Hour {
			return 1, ""
		}
		return .7, "a stretch of days"
	case timex.Weekend:
		return .74, "a weekend"
	case timex.Week:
		return .72, "a week"
	case timex.Part:
		return .7, "a part of a month"
	case timex.Month:
		return .65, "a month"
	case timex.Quarter, timex.Season, timex.Half:
		return .55, "a season"
	case timex.Year:
		return .45, "a year"
	}
	return .4, "a long time"
}

// named is a span in words.
func named(s timex.Span) string {
	switch {
	case s.Start.IsZero():
		return "until " + s.LastDay()
	case s.End.IsZero() && s.Precision == timex.Month:
		return "since " + s.Start.Format("January 2006")
	case s.End.IsZero() && s.Precision == timex.Year:
		return "since " + s.Start.Format("2006")
	case s.End.IsZero():
		return "since " + s.Start.Format("2 January 2006")
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
