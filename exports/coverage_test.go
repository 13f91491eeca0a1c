package exports

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"dateline/scraper"
	"dateline/timeline"
)

// seen is what the tests' outlets published: an outcome for each of some days.
func seen(outlet string, fate scraper.Fate, days ...string) []scraper.Outcome {
	var out []scraper.Outcome
	for i, d := range days {
		o := scraper.Outcome{URL: fmt.Sprintf("https://%s.example/%s/%s-%d", strings.ToLower(outlet), d, fate, i), Fate: fate, Published: d}
		if wasRead(fate) {
			o.Outlet = outlet
		}
		out = append(out, o)
	}
	return out
}

// everyDay is so many reports on each day of a stretch.
func everyDay(n int, first, last string) []string {
	var days []string
	for _, d := range daysBetween(first, last) {
		for range n {
			days = append(days, d)
		}
	}
	return days
}

// covered makes a document of outcomes; those kept are its articles.
func covered(outcomes ...[]scraper.Outcome) Document {
	d := Document{Outcomes: slices.Concat(outcomes...), Run: timeline.Run{ID: "R-1", StartedAt: utc(2025, 10, 20)}}
	d.Timeline.Story = timeline.Story{Name: "strikes", From: utc(2025, 9, 1)}
	for _, o := range d.Outcomes {
		if t, err := time.Parse(time.DateOnly, o.Published); err == nil && o.Fate == scraper.Kept {
			d.Timeline.Articles = append(d.Timeline.Articles, scraper.Article{URL: o.URL, Outlet: o.Outlet, Published: scraper.Published{Time: t}})
		}
	}
	return d
}

func TestCoverageCountsEachReportOnce(t *testing.T) {
	d := covered(
		seen("Clarion", scraper.Kept, "2025-09-02", "2025-09-02", "2025-09-03"),
		seen("Clarion", scraper.Unrelated, "2025-09-03"),
		seen("Clarion", scraper.Paywall, "2025-09-04", ""),
		seen("Orilla", scraper.Robots, "", ""),
	)
	d.Timeline.Story.To = utc(2025, 9, 30)
	d.Outcomes = append(d.Outcomes,
		scraper.Outcome{URL: "https://clarion.example/feed", Fate: scraper.Listing},
		scraper.Outcome{URL: d.Outcomes[0].URL + "?amp", Canonical: d.Outcomes[0].URL, Fate: scraper.Duplicate},
		scraper.Outcome{URL: "https://clarion.example/old", Fate: scraper.OutsideWindow, Published: "2025-09-02"},
		scraper.Outcome{URL: "https://clarion.example/next", Fate: scraper.Gone, Published: "2025-10-02T08:00:00Z"}, // after the window
		scraper.Outcome{URL: "https://clarion.example/m/1", Canonical: d.Outcomes[0].URL, Fate: scraper.Gone},       // a report that is kept
		scraper.Outcome{URL: "https://www.clarion.example/z", Fate: scraper.NoDate},
		scraper.Outcome{URL: "https://clarion.example/world/", Source: "site https://clarion.example/world/", Fate: scraper.ServerError}, // no report
		scraper.Outcome{URL: "https://clarion.example/world/asia", Source: "site https://clarion.example/world/", Fate: scraper.ServerError, List: true},
		scraper.Outcome{URL: "https://clarion.example/sitemap-2025-09.xml.gz", Source: "sitemap https://clarion.example/sitemap.xml", Fate: scraper.Timeout},
	)
	c := CoverageOf(d)
	var got []string
	for _, r := range c.Rows {
		var days []string
		for _, day := range daysBetween(c.From, c.To) {
			if n := r.Days[day]; n > 0 {
				days = append(days, fmt.Sprintf("%s:%d", day[8:], n))
			}
		}
		got = append(got, strings.Join([]string{r.Outlet, string(r.Fate), fmt.Sprint(r.Total), fmt.Sprint(r.Undated), strings.Join(days, " ")}, " | "))
	}
	want := []string{
		"Clarion | kept | 3 | 0 | 02:2 03:1",
		"Clarion | unrelated | 1 | 0 | 03:1",
		"Clarion | paywall | 2 | 1 | 04:1",
		"Clarion | no-date | 1 | 1 | ",
		"orilla.example | kept | 0 | 0 | ",
		"orilla.example | robots | 2 | 2 | ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("rows are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if c.From != "2025-09-01" || c.To != "2025-09-30" {
		t.Errorf("from %s to %s", c.From, c.To)
	}
}

func TestGaps(t *testing.T) {
	steady := seen("Clarion", scraper.Kept, everyDay(2, "2025-09-01", "2025-10-20")...)
	wire := seen("Wire", scraper.Kept, everyDay(1, "2025-09-01", "2025-10-20")...)
	for name, tt := range map[string]struct {
		third []scraper.Outcome
		want  string // the warning; empty: none
	}{
		"reports all along":    {seen("Orilla", scraper.Unrelated, everyDay(1, "2025-09-01", "2025-10-20")...), ""},
		"silent in the middle": {seen("Orilla", scraper.Kept, append(everyDay(1, "2025-09-01", "2025-09-20"), everyDay(1, "2025-10-05", "2025-10-20")...)...), "Orilla: nothing seen from 2025-09-21 to 2025-10-04, while others had 42 reports of the story"},
		"its feed stopped":     {seen("Orilla", scraper.Unrelated, everyDay(1, "2025-09-01", "2025-10-06")...), "Orilla: nothing seen since 2025-10-07, while others had 42 reports of the story; its feed may have stopped"},
		"its feed is short":    {seen("Orilla", scraper.Kept, everyDay(2, "2025-10-11", "2025-10-20")...), "Orilla: nothing seen before 2025-10-11, while others had 120 reports of the story; its lists may not reach further back"},
		"a weekly":             {seen("Orilla", scraper.Kept, "2025-09-03", "2025-09-10", "2025-09-17", "2025-09-24", "2025-10-01", "2025-10-08", "2025-10-15"), ""},
		"met now and then":     {seen("Orilla", scraper.Kept, "2025-09-03", "2025-09-04", "2025-09-05", "2025-09-06"), ""},
		"seen, and not read":   {seen("Orilla", scraper.Blocked, everyDay(1, "2025-09-01", "2025-10-20")...), "orilla.example: 50 of 50 reports were not read, most of them for this reason: blocked"},
	} {
		t.Run(name, func(t *testing.T) {
			c := CoverageOf(covered(steady, wire, tt.third))
			if got := strings.Join(c.OutletWarnings, "\n"); got != tt.want {
				t.Errorf("warned of %q\nwant      %q", got, tt.want)
			}
		})
	}
}

// A row of reports that were kept has a dash where days of silence are missed;
// other rows, and stretches only a part of which is missed, are empty.
func TestTick(t *testing.T) {
	c := Coverage{silent: map[string]bool{"Orilla\n2025-09-02": true, "Orilla\n2025-09-03": true}}
	kept := CoverageRow{Outlet: "Orilla", Fate: scraper.Kept, Days: map[string]int{"2025-09-01": 2}}
	unrelated := CoverageRow{Outlet: "Orilla", Fate: scraper.Unrelated}
	for _, tt := range []struct {
		row  CoverageRow
		days []string
		want string
	}{
		{kept, []string{"2025-09-02", "2025-09-03"}, "–"},
		{kept, []string{"2025-09-01"}, "2"},
		{kept, []string{"2025-09-01", "2025-09-02"}, "2"},
		{kept, []string{"2025-09-03", "2025-09-04"}, ""},
		{kept, []string{"2025-09-04"}, ""},
		{unrelated, []string{"2025-09-02"}, ""},
	} {
		if got := c.tick(tt.row, tt.days); got.text != tt.want {
			t.Errorf("%s on %s shows %q, want %q", tt.row.Fate, tt.days, got.text, tt.want)
		}
	}
}

// Counts share a chart that have a curve, one unit and one kind of size.
func TestCharted(t *testing.T) {
	count := func(name, unit string, values ...float64) timeline.Series {
		s := timeline.Series{Name: name, Unit: unit}
		for _, v := range values {
			s.Steps = append(s.Steps, timeline.Step{Figure: timeline.Figure{Value: v}})
		}
		return s
	}
	for _, c := range []struct {
		want string
		all  []timeline.Series
	}{
		{"", []timeline.Series{count("killed", "", 1, 2)}},
		{"killed", []timeline.Series{count("killed", "", 1, 2, 3)}},
		{"killed|boats", []timeline.Series{count("flights", "", 1, 2), count("killed", "", 10, 20, 40), count("boats", "", 5, 9, 15), count("money", "USD", 30, 40, 50)}},
		{"cases|deaths", []timeline.Series{count("cases", "", 10, 20, 1000), count("deaths", "", 1, 2, 1000*flattest)}},
		{"cases", []timeline.Series{count("cases", "", 10, 20, 1000), count("deaths", "", 1, 2, 999*flattest), count("tests", "", 1, 2, 1001/flattest)}},
		{"a|b|c|d", []timeline.Series{count("a", "", 1, 2, 3), count("b", "", 1, 2, 3), count("c", "", 1, 2, 3), count("d", "", 1, 2, 3), count("e", "", 1, 2, 3)}},
	} {
		var got []string
		for _, s := range charted(c.all) {
			got = append(got, s.Name)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("drawn %q, want %q", got, c.want)
		}
	}
}

// When nobody reports, nobody is missed.
func TestNoGapWhereTheStoryRests(t *testing.T) {
	var all [][]scraper.Outcome
	for _, outlet := range []string{"Clarion", "Wire", "Orilla"} {
		all = append(all, seen(outlet, scraper.Kept, append(everyDay(2, "2025-09-01", "2025-09-15"), everyDay(2, "2025-10-10", "2025-10-20")...)...))
	}
	if c := CoverageOf(covered(all...)); len(c.Gaps) > 0 {
		t.Errorf("gaps %+v", c.Gaps)
	}
}

func TestSourcesThatGaveNothing(t *testing.T) {
	d := covered(seen("Clarion", scraper.Kept, "2025-09-02"))
	d.Run.Sources = []scraper.SourceResult{
		{Source: "feed https://clarion.example/rss", Found: 3, Kept: 1},
		{Source: "feed https://orilla.example/rss", Error: "gone: 404 Not Found"},
		{Source: "site https://ebro.example/"},
		{Source: "sitemap https://wire.example/news.xml", Found: 2, Note: "it was not read for four days"},
	}
	d.Outcomes = append(d.Outcomes, seen("Orilla", scraper.Deferred, "2025-09-03", "2025-09-04")...)
	want := []string{"feed https://orilla.example/rss failed: gone: 404 Not Found", "site https://ebro.example/ led to no report at all",
		"sitemap https://wire.example/news.xml: it was not read for four days"}
	c := CoverageOf(d)
	if !slices.Equal(c.SourceWarnings, want) {
		t.Errorf("warned of %q", c.SourceWarnings)
	}
	if want := "orilla.example: not all is read yet (reports put off to a later run: 2)"; len(c.OutletWarnings) == 0 || !strings.HasPrefix(c.OutletWarnings[0], want) {
		t.Errorf("warned of %q, want %q", c.OutletWarnings, want)
	}
}

// A long window is told of by week, month or year, and every day stands in
// one column.
func TestDayColumns(t *testing.T) {
	for _, tt := range []struct {
		first, last string
		columns     int
		header      string // of the second
	}{
		{"2025-09-01", "2025-10-30", 60, "2 Sep"},
		{"2025-09-01", "2025-09-01", 1, ""},
		{"2025-12-10", "2026-04-08", 120, "11 Dec"},
		{"2025-09-03", "2026-09-02", 53, "8 Sep 25"},
		{"2020-02-10", "2025-09-03", 68, "Mar 2020"},
		{"1990-05-01", "2025-09-03", 36, "1991"},
	} {
		days := daysBetween(tt.first, tt.last)
		all := dayColumns(days)
		var told []string
		headers := map[string]bool{}
		for _, s := range all {
			told = append(told, s.days...)
			headers[s.header] = true
		}
		if len(all) != tt.columns || len(headers) != len(all) || !slices.Equal(told, days) {
			t.Errorf("%s to %s: %d columns, %d headers, %d days of %d", tt.first, tt.last, len(all), len(headers), len(told), len(days))
		}
		if len(all) > 1 && all[1].header != tt.header {
			t.Errorf("%s to %s: the second column is %q, want %q", tt.first, tt.last, all[1].header, tt.header)
		}
	}
}

// A story that nobody writes of any more has no sheet full of empty columns.
func TestQuietEndIsOneColumn(t *testing.T) {
	for last, want := range map[string]string{"2025-09-24": "24 Sep", "2025-09-25": "since", "2026-11-23": "since"} {
		c := Coverage{From: "2025-09-01", To: last, Rows: []CoverageRow{{Outlet: "Orilla", Fate: scraper.Kept, Days: map[string]int{"2025-09-02": 1, "2025-09-10": 2}}}}
		all := c.stretches()
		var told []string
		for _, s := range all {
			told = append(told, s.days...)
		}
		if got := all[len(all)-1].header; got != want || !slices.Equal(told, daysBetween(c.From, c.To)) {
			t.Errorf("to %s: %d columns, the last is %q, want %q", last, len(all), got, want)
		}
		if want == "since" && len(all) != 11 {
			t.Errorf("to %s: %d columns, want ten days and the rest", last, len(all))
		}
	}
}

// Fifty days do not fit on one page's width: they are printed on two, each with
// the outlets.
func TestWideCoverageIsPrintedOnPagesSideBySide(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(rendered(t, XLSX, covered(seen("Orilla", scraper.Kept, everyDay(1, "2025-09-01", "2025-10-20")...)))))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for sheet, want := range map[string]struct {
		wide   int
		titles string
	}{coverageSheet: {2, "'Coverage'!$A:$D,'Coverage'!$1:$1"}, sourcesSheet: {1, "'Sources'!$1:$1"}} {
		layout, err := f.GetPageLayout(sheet)
		if err != nil {
			t.Fatal(err)
		}
		titles := ""
		for _, n := range f.GetDefinedName() {
			if n.Name == "_xlnm.Print_Titles" && n.Scope == sheet {
				titles = n.RefersTo
			}
		}
		if *layout.FitToWidth != want.wide || titles != want.titles {
			t.Errorf("%s: %d pages wide, titles %s; want %d, %s", sheet, *layout.FitToWidth, titles, want.wide, want.titles)
		}
	}
}

func TestCoverageInJSON(t *testing.T) {
	d := covered(seen("Clarion", scraper.Kept, "2025-09-02"), seen("Clarion", scraper.Gone, "2025-09-02", ""), seen("Clarion", scraper.Borderline, "2025-09-05"))
	d.Outcomes[3].Relatedness, d.Outcomes[3].Reasons, d.Outcomes[3].Title = .41, []string{`keyword "Petro" in title`}, "Petro travels"
	var b bytes.Buffer
	if err := JSON(&b, d); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Borderline []struct {
			URL, Title  string
			Relatedness float64
			Reasons     []string
		}
		Coverage struct {
			From, To string
			Outlets  []struct {
				Outlet     string
				Seen, Kept int
				Undated    struct{ Unread map[string]int }
				Days       []struct {
					Day        string
					Seen, Kept int
					LeftOut    map[string]int `json:"left_out"`
					Unread     map[string]int
				}
			}
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Borderline) != 1 || got.Borderline[0].Relatedness != .41 || got.Borderline[0].Title != "Petro travels" || len(got.Borderline[0].Reasons) != 1 {
		t.Errorf("borderline %+v", got.Borderline)
	}
	if s := fmt.Sprint(got.Coverage); s != "{2025-09-01 2025-10-20 [{Clarion 4 1 {map[gone:1]} [{2025-09-02 2 1 map[] map[gone:1]} {2025-09-05 1 0 map[borderline:1] map[]}]}]}" {
		t.Errorf("coverage %s", s)
	}
}
