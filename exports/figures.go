package exports

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"dateline/timeline"
)

const (
	figuresSheet        = "Figures"
	contradictionsSheet = "Contradictions"
)

// figureRow is one row of the Figures sheet: a number and the report of it.
type figureRow struct {
	timeline.Figure
	what      string
	rise      float64 // since the step before; 0: the first, or no step
	outlet    string
	published string
	lang      string
	origins   int             // independent origins that give the value; 0: not counted
	event     *timeline.Event // nil: a step of the story's running count
	eventAt   jump
	group     int // rows of one count or event share it
}

// figureColumns are the columns of the Figures sheet.
var figureColumns = []column[figureRow]{
	{"name", "What", 22, true, lookHeadline,
		"What is counted.",
		func(r figureRow) cell { return textCell(r.what) }},
	{"scope", "Counts", 16, true, lookText,
		"“so far”: a total since something began, each new value at the first report of it. “this event”: the event's own number.",
		func(r figureRow) cell {
			if r.Scope == timeline.Cumulative {
				return textCell("so far")
			}
			return textCell("this event")
		}},
	{"as_of", "As of", 16, true, lookDay,
		"The day of the report.",
		func(r figureRow) cell { return dayCell(r.AsOf) }},
	{"value", "Value", 16, true, lookAmount,
		"The number; of a range its lower end.",
		func(r figureRow) cell { return amountCell(r.Value) }},
	{"as_said", "As reported", 24, true, lookText,
		"The number with what limits it: “at least”, “more than”, a range, a currency.",
		func(r figureRow) cell { return textCell(amountWords(r.Figure)) }},
	{"rise", "Rise", 16, true, lookAmount,
		"How much more than the step before.",
		func(r figureRow) cell {
			if r.rise == 0 {
				return cell{}
			}
			return amountCell(r.rise)
		}},
	{"speaker", "Said by", 24, true, lookText,
		"Who gives the number, as the report names them. Empty: the report itself.",
		func(r figureRow) cell { return textCell(r.Speaker) }},
	{"independent_sources", "Independent sources", 15, true, lookOrigins,
		"Reports, not copies of each other, that give this value of a running count, then or later.",
		func(r figureRow) cell {
			if r.origins == 0 {
				return cell{}
			}
			return countCell(r.origins)
		}},
	{"outlet", "Outlet", 22, true, lookText,
		"Who reported it first.",
		func(r figureRow) cell { return textCell(r.outlet) }},
	{"quote", "Quote", 60, true, lookText,
		"The sentence it was read from.",
		func(r figureRow) cell { return textCell(r.Quote) }},
	{"", "Event headline", 34, false, lookText,
		"The event it belongs to. The link leads to its row on the Timeline sheet.",
		func(r figureRow) cell {
			if r.event == nil {
				return cell{}
			}
			return jumpCell(cmp.Or(r.event.Headline, r.event.ID), r.eventAt)
		}},
	{"published", "Published", 24, false, lookText,
		"When, in the outlet's own zone.",
		func(r figureRow) cell { return textCell(publishedWords(r.published)) }},
	{"lang", "Language", 13, false, lookText,
		"Language of the report (ISO 639-1).",
		func(r figureRow) cell { return textCell(r.lang) }},
	{"link", "Link", 72, false, lookLink,
		"The report's address.",
		func(r figureRow) cell { return linkCell(r.Article) }},
	{eventKey, "Event", 24, false, lookID,
		"Id of the event.",
		func(r figureRow) cell {
			if r.event == nil {
				return cell{}
			}
			return textCell(r.event.ID)
		}},
}

// layFigures puts the story's running counts and then each event's own numbers
// into rows.
func layFigures(t timeline.Timeline, at func(event int) jump) []figureRow {
	var rows []figureRow
	group := 0
	for _, s := range t.Series {
		for i, step := range s.Steps {
			row := figureRow{Figure: step.Figure, what: seriesName(s), outlet: step.Outlet, published: step.Published, lang: step.Language, origins: step.Origins, group: group}
			if i > 0 {
				row.rise = step.Value - s.Steps[i-1].Value
			}
			rows = append(rows, row)
		}
		group++
	}
	for i := range t.Events {
		e := &t.Events[i]
		reports := map[string]timeline.Printed{}
		for _, a := range e.Accounts {
			reports[a.ArticleURL] = *a.Printed
		}
		before := len(rows)
		for _, f := range e.Figures {
			if f.Scope != timeline.PerEvent {
				continue // told by the running counts
			}
			a := reports[f.Article]
			rows = append(rows, figureRow{Figure: f, what: measure(f.Name, f.Of), outlet: a.Outlet, published: a.Published, lang: a.Language, event: e, eventAt: at(i), group: group})
		}
		if len(rows) > before {
			group++
		}
	}
	return rows
}

// amountCell is a number with its thousands parted, and decimals only where it has any.
func amountCell(n float64) cell {
	c := numberCell(n, decimal(n))
	if n != math.Trunc(n) {
		c.look = lookFraction
	}
	return c
}

func measure(name, of string) string {
	if of == "" {
		return name
	}
	return name + " (" + of + ")"
}

// seriesName is what a running count counts, and since when.
func seriesName(s timeline.Series) string {
	name := measure(s.Name, s.Of)
	if s.Since == "" {
		return name
	}
	for layout, words := range map[string]string{time.DateOnly: "2 Jan 2006", "2006-01": "Jan 2006"} {
		if t, err := time.Parse(layout, s.Since); err == nil {
			return name + " since " + t.Format(words)
		}
	}
	return name + " since " + s.Since
}

// eventFigures are an event's figures for people, one a measure: where reports
// give several numbers, the range of them and the latest. Sums of which nothing says
// what for are told one by one.
func eventFigures(all []timeline.Figure) []string {
	type key struct {
		name, unit, of string
		scope          timeline.Scope
		sum            float64 // of money for who knows what
	}
	var order []key
	groups := map[key][]timeline.Figure{}
	for _, f := range all {
		k := key{name: f.Name, unit: f.Unit, of: f.Of, scope: f.Scope}
		switch {
		case f.Unit != "" && f.Of == "":
			k.sum = f.Value
		case f.Scope == timeline.Cumulative && f.Unit == "":
			k.of = ""
		}
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], f)
	}
	var out []string
	for _, k := range order {
		group := groups[k]
		last := slices.MaxFunc(group, func(a, b timeline.Figure) int {
			return cmp.Or(strings.Compare(a.AsOf, b.AsOf), cmp.Compare(a.Value, b.Value))
		})
		text := figureWords(last)
		if low, high := extremes(group); len(group) > 1 && low < high && k.scope == timeline.PerEvent {
			text = fmt.Sprintf("%s: %s–%s reported, latest %s", measure(k.name, k.of), decimal(low), decimal(high), amountWords(last))
		}
		out = appendNew(out, text)
	}
	return out
}

// extremes are the lowest and the highest number of some figures.
func extremes(all []timeline.Figure) (low, high float64) {
	low = all[0].Value
	for _, f := range all {
		low, high = min(low, f.Value), max(high, f.Value, f.High)
	}
	return low, high
}

// disputeRow is one row of the Contradictions sheet: a report and its side.
type disputeRow struct {
	about   string
	side    timeline.Side
	report  timeline.Report
	event   *timeline.Event
	eventAt jump
	group   int // rows of one contradiction share it
}

// disputeColumns are the columns of the Contradictions sheet.
var disputeColumns = []column[disputeRow]{
	{"", "Event date", 16, true, lookDay,
		"The date of the event.",
		func(r disputeRow) cell { return dateCell(r.event.Span) }},
	{"", "Event headline", 34, true, lookText,
		"The event's headline. The link leads to its row on the Timeline sheet.",
		func(r disputeRow) cell { return jumpCell(cmp.Or(r.event.Headline, r.event.ID), r.eventAt) }},
	{"about", "About", 18, true, lookHeadline,
		"What the reports tell differently: a number, the date, the place, or who did it.",
		func(r disputeRow) cell { return textCell(r.about) }},
	{"says", "Says", 24, true, lookPhrase,
		"This report's version. A number that “at least” another allows is no contradiction.",
		func(r disputeRow) cell { return textCell(r.side.Says) }},
	{"independent_sources", "Independent sources", 15, true, lookOrigins,
		"How many reports that do not copy one another give this version.",
		func(r disputeRow) cell { return countCell(r.side.Origins) }},
	{"outlet", "Outlet", 22, true, lookText,
		"Who published it.",
		func(r disputeRow) cell { return textCell(r.report.Outlet) }},
	{"speaker", "Said by", 24, true, lookText,
		"Who says so, as the report names them. Empty: the report itself.",
		func(r disputeRow) cell { return textCell(r.report.Speaker) }},
	{"published", "Published", 24, true, lookText,
		"When, in the outlet's own zone. A later report may know better.",
		func(r disputeRow) cell { return textCell(publishedWords(r.report.Published)) }},
	{"quote", "Quote", 66, true, lookText,
		"The report's own sentence.",
		func(r disputeRow) cell { return textCell(r.report.Quote) }},
	{"link", "Link", 72, false, lookLink,
		"The report's address.",
		func(r disputeRow) cell { return linkCell(r.report.Article) }},
	{eventKey, "Event", 24, false, lookID,
		"Id of the event.",
		func(r disputeRow) cell { return textCell(r.event.ID) }},
}

// layDisputes puts what reports tell differently into rows, both sides of each
// contradiction one after the other.
func layDisputes(t timeline.Timeline, at func(event int) jump) []disputeRow {
	var rows []disputeRow
	group := 0
	for i := range t.Events {
		e := &t.Events[i]
		for _, d := range e.Disputes {
			for _, side := range d.Sides {
				for _, r := range side.Reports {
					rows = append(rows, disputeRow{about: d.About, side: side, report: r, event: e, eventAt: at(i), group: group})
				}
			}
			group++
		}
	}
	return rows
}
