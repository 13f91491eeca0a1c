package exports

import (
	"cmp"
	"slices"
	"time"

	"dateline/scraper"
)

// The most columns of days that can still be looked over. A longer window is
// told of by week, month or year.
const mostDayColumns = 120

// A dayColumn is one column of the Coverage sheet: a day, or as many days as
// keep the sheet readable.
type dayColumn struct {
	header string
	days   []string
	width  float64 // in characters; 0: that of a day
}

const widthOfDay = 6.3

// dayColumns divides days into columns, no more than mostDayColumns of them as
// far as years allow.
func dayColumns(days []string) []dayColumn {
	var all []dayColumn
	for _, division := range []func(time.Time) (key, header string){
		func(t time.Time) (string, string) { return t.Format(time.DateOnly), t.Format("2 Jan") },
		func(t time.Time) (string, string) {
			monday := t.AddDate(0, 0, -(int(t.Weekday())+6)%7)
			return monday.Format(time.DateOnly), monday.Format("2 Jan 06")
		},
		func(t time.Time) (string, string) { return t.Format("2006-01"), t.Format("Jan 2006") },
		func(t time.Time) (string, string) { return t.Format("2006"), t.Format("2006") },
	} {
		all = all[:0]
		last := ""
		for _, d := range days {
			t, err := time.Parse(time.DateOnly, d)
			if err != nil {
				continue
			}
			key, header := division(t)
			if key != last {
				all = append(all, dayColumn{header: header})
				last = key
			}
			all[len(all)-1].days = append(all[len(all)-1].days, d)
		}
		if len(all) <= mostDayColumns {
			break
		}
	}
	return all
}

// quietEnd is how many days at the end without any report are still told of one
// by one; more of them share a column.
const quietEnd = 14

// stretches are the columns of days of a coverage.
func (c Coverage) stretches() []dayColumn {
	days, busy := daysBetween(c.From, c.To), 0
	for i, d := range days {
		if slices.ContainsFunc(c.Rows, func(r CoverageRow) bool { return r.Days[d] > 0 }) {
			busy = i + 1
		}
	}
	if busy == 0 || len(days)-busy <= quietEnd {
		return dayColumns(days)
	}
	return append(dayColumns(days[:busy]), dayColumn{header: "since", days: days[busy:], width: 8})
}

// coverageColumns are the columns of the Coverage sheet: fixed ones, and one
// for each stretch of days.
func coverageColumns(c Coverage) []column[CoverageRow] {
	columns := slices.Clone(coverageFixed)
	for _, s := range c.stretches() {
		columns = append(columns, column[CoverageRow]{
			Header: s.header, Width: cmp.Or(s.width, widthOfDay), Print: true, Look: lookTick,
			Value: func(r CoverageRow) cell { return c.tick(r, s.days) },
		})
	}
	return columns
}

// tick is what a row shows for some days: how many reports, nothing for none,
// and a dash where none is a gap.
func (c Coverage) tick(r CoverageRow, days []string) cell {
	n, silent := 0, 0
	for _, d := range days {
		n += r.Days[d]
		if c.silent[r.Outlet+"\n"+d] {
			silent++
		}
	}
	switch {
	case n == 0 && r.Fate == scraper.Kept && silent == len(days):
		t := textCell("–")
		t.look = lookTickGap
		return t
	case n == 0:
		return cell{}
	}
	t := countCell(n)
	switch {
	case r.Fate == scraper.Kept:
		t.look = lookTickKept
	case !wasRead(r.Fate):
		t.look = lookTickUnread
	}
	return t
}

// coverageFixed are the columns before the days.
var coverageFixed = []column[CoverageRow]{
	{"outlet", "Outlet", 24, true, lookText,
		"Who published it; the host where no page of it was read.",
		func(r CoverageRow) cell { return textCell(r.Outlet) }},
	{"outcome", "Outcome", 16, true, lookText,
		"What became of its reports, as on the Sources sheet. Filter it by “kept” to see outlets by days.",
		func(r CoverageRow) cell {
			c := textCell(string(r.Fate))
			switch {
			case r.Fate == scraper.Kept:
				c.look = lookGood
			case !wasRead(r.Fate):
				c.look = lookBad
			}
			return c
		}},
	{"reports", "Reports", 10, true, lookCount,
		"How many reports came to that outcome. Lists, second addresses of a report and reports from outside the window are not counted.",
		func(r CoverageRow) cell { return countCell(r.Total) }},
	{"undated", "No day", 8, true, lookCount,
		"Of them, those of which neither the page nor a list said when they were published.",
		func(r CoverageRow) cell {
			if r.Undated == 0 {
				return cell{}
			}
			return countCell(r.Undated)
		}},
}

// coverageDoc explains the columns of days, once for all of them.
const coverageDoc = "Reports by day of publication; where the window is long, by week (named after its Monday), month or year; days at the end on which nobody had any stand together as \"since\". Empty: none was seen. " +
	"“–”: silent, though others reported and it usually does. On warm ground: seen and not read."

// The coverage as data. Keys stand in the order in which they are written.
type (
	jsonCoverage struct {
		From     *string      `json:"from"` // null: nothing was seen
		To       *string      `json:"to"`
		Outlets  []jsonOutlet `json:"outlets"`
		Gaps     []jsonGap    `json:"gaps"`
		Warnings []string     `json:"warnings"`
	}
	jsonOutlet struct {
		Outlet  string    `json:"outlet"`
		Seen    int       `json:"seen"`
		Kept    int       `json:"kept"`
		Undated jsonDay   `json:"undated"` // its day is empty
		Days    []jsonDay `json:"days"`    // those with reports, in order
	}
	jsonDay struct {
		Day     string               `json:"day,omitempty"`
		Seen    int                  `json:"seen"`
		Kept    int                  `json:"kept"`
		LeftOut map[scraper.Fate]int `json:"left_out,omitempty"` // read, and not of the story
		Unread  map[scraper.Fate]int `json:"unread,omitempty"`   // not read, and why
	}
	jsonGap struct {
		Outlet string `json:"outlet"`
		First  string `json:"first"`
		Last   string `json:"last"`
		Others int    `json:"others"` // reports of those days that others gave
	}
)

// count adds reports of a fate to a day.
func (d *jsonDay) count(f scraper.Fate, n int) {
	d.Seen += n
	switch {
	case f == scraper.Kept:
		d.Kept += n
	case n == 0:
	case wasRead(f):
		d.LeftOut[f] += n
	default:
		d.Unread[f] += n
	}
}

func newJSONDay(day string) jsonDay {
	return jsonDay{Day: day, LeftOut: map[scraper.Fate]int{}, Unread: map[scraper.Fate]int{}}
}

// json is the coverage for programs: by outlet, in the order of its rows, and day.
func (c Coverage) json() jsonCoverage {
	out := jsonCoverage{From: orNull(c.From), To: orNull(c.To), Outlets: []jsonOutlet{}, Gaps: []jsonGap{}, Warnings: append([]string{}, c.OutletWarnings...)}
	var days map[string]*jsonDay
	for i, r := range c.Rows {
		if i == 0 || r.Outlet != c.Rows[i-1].Outlet {
			out.Outlets = append(out.Outlets, jsonOutlet{Outlet: r.Outlet, Undated: newJSONDay("")})
			days = map[string]*jsonDay{}
		}
		o := &out.Outlets[len(out.Outlets)-1]
		o.Seen += r.Total
		if r.Fate == scraper.Kept {
			o.Kept = r.Total
		}
		o.Undated.count(r.Fate, r.Undated)
		for day, n := range r.Days {
			if days[day] == nil {
				d := newJSONDay(day)
				days[day] = &d
			}
			days[day].count(r.Fate, n)
		}
		if i+1 == len(c.Rows) || c.Rows[i+1].Outlet != r.Outlet {
			o.Days = make([]jsonDay, 0, len(days))
			for _, day := range daysBetween(c.From, c.To) {
				if d := days[day]; d != nil {
					o.Days = append(o.Days, *d)
				}
			}
		}
	}
	for _, g := range c.Gaps {
		out.Gaps = append(out.Gaps, jsonGap(g))
	}
	return out
}

// borderlines are the reports that were nearly kept, by address.
func borderlines(outcomes []scraper.Outcome) []jsonBorderline {
	list := []jsonBorderline{}
	for _, o := range outcomes {
		if o.Fate != scraper.Borderline {
			continue
		}
		list = append(list, jsonBorderline{
			jsonArticle: jsonArticle{URL: cmp.Or(o.Canonical, o.URL), Title: o.Title, Outlet: o.Outlet, Published: o.Published, Lang: o.Language, Relatedness: o.Relatedness},
			Reasons:     append([]string{}, o.Reasons...),
		})
	}
	slices.SortStableFunc(list, func(a, b jsonBorderline) int { return cmp.Compare(a.URL, b.URL) })
	return list
}
