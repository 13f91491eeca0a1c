package exports

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/timeline"
	"dateline/timeline/figure"
	"dateline/timeline/timex"
)

func TestColumns(t *testing.T) {
	checkColumns(t, timelineSheet, eventColumns)
	checkColumns(t, accountsSheet, accountColumns)
	checkColumns(t, sourcesSheet, sourceColumns)
	checkColumns(t, figuresSheet, figureColumns)
	checkColumns(t, contradictionsSheet, disputeColumns)
	checkColumns(t, actorsSheet, actorColumns)
	checkColumns(t, leftOutSheet, leftOutColumns)
}

// widest is the widest that cells of a look show. A number that does not fit
// its cell is shown as ####.
var widest = map[look]string{
	lookDay: "2025-09-19~", lookTime: "2025-11-12 14:30", lookScore: "0.00", lookConfidence: "medium  0.58",
	lookOrigins: "1 (single)", lookCount: "99999", lookAmount: "999,999,999", lookJump: "99999",
}

func checkColumns[R any](t *testing.T, name string, columns []column[R]) {
	headers, keys := map[string]bool{}, map[string]bool{}
	print := true
	for _, c := range columns {
		where := name + "." + c.Header
		if key := strings.ToLower(c.Header); headers[key] || c.Header != strings.TrimSpace(clean(c.Header)) || c.Header == "" {
			t.Errorf("%s: header is empty, padded or there already", where)
		} else {
			headers[key] = true
		}
		if c.Key != "" && keys[c.Key] {
			t.Errorf("%s: key %q twice", where, c.Key)
		}
		keys[c.Key] = true
		if c.Print && !print {
			t.Errorf("%s: printed columns must come first", where)
		}
		print = c.Print
		if c.Doc == "" || c.Width < 8 || c.Look == lookNone {
			t.Errorf("%s: lacks its line in the legend, a width or a look", where)
		}
		if sample := widest[c.Look]; lineCount(strings.ReplaceAll(sample, " ", "_"), c.Width, true) > 1 {
			t.Errorf("%s: %q is wider than the column", where, sample)
		}
		// The filter button hides 2 characters; a header may take two lines.
		for word := range strings.FieldsSeq(c.Header) {
			if lineCount(word, c.Width, true) > 1 {
				t.Errorf("%s: %q is wider than the column", where, word)
			}
		}
		if lineCount(c.Header, c.Width, true) > 2 {
			t.Errorf("%s: header takes more than two lines", where)
		}
	}
}

// The JSON keys and the raw CSV's must not drift apart.
func TestRawKeysAreJSONKeys(t *testing.T) {
	json := string(rendered(t, JSON, strikes()))
	for _, key := range []string{"headline", "summary", "importance", "confidence", "figures", "actors", "date", "end", "edtf", "precision"} {
		if !slices.ContainsFunc(eventColumns, func(c column[eventRow]) bool { return c.Key == key }) || !strings.Contains(json, `"`+key+`":`) {
			t.Errorf("%q is not a key of both", key)
		}
	}
}

func TestDayCells(t *testing.T) {
	for day, serial := range map[string]float64{
		"1900-03-01": 61, "1900-12-31": 366, "1970-01-01": 25569, "2000-02-29": 36585, "2025-11-11": 45972, "9999-12-31": 2958465,
	} {
		if c := dayCell(day); c.kind != kindDay || c.num != serial || c.text != day {
			t.Errorf("%s is %+v, want the serial %v", day, c, serial)
		}
	}
	for _, day := range []string{"1899-12-31", "1900-02-28", "0044-03-15", "", "soon"} {
		if c := dayCell(day); c.kind != kindText || c.text != day {
			t.Errorf("%s is %+v, want text", day, c)
		}
	}
}

func TestTimeCells(t *testing.T) {
	c := timeCell(time.Date(2025, 11, 11, 20, 17, 0, 0, time.FixedZone("", -5*3600)))
	if want := 45973 + (1*3600+17*60)/86400.0; math.Abs(c.num-want) > 1e-7 || c.num < want || c.text != "2025-11-12T01:17:00Z" {
		t.Errorf("%+v, want %v", c, want)
	}
	if c := timeCell(time.Time{}); c.kind != kindEmpty {
		t.Errorf("no time is %+v", c)
	}
}

func TestDateCellAndWhen(t *testing.T) {
	stretchOf := func(from, to time.Time, p timex.Precision) timex.Span {
		return timex.Span{Start: from, End: to, Precision: p}
	}
	clock := func(h1, m1, h2, m2 int, p timex.Precision) timex.Span {
		day := utc(2025, 11, 11)
		return stretchOf(day.Add(time.Duration(h1*60+m1)*time.Minute), day.Add(time.Duration(h2*60+m2)*time.Minute), p)
	}
	both := oneDay(2025, 9, 2)
	both.Approx, both.Uncertain = true, true
	oneOf := stretchOf(utc(2025, 10, 21), utc(2025, 11, 1), timex.Part)
	oneOf.OneOf = true
	zoned := clock(14, 30, 14, 31, timex.Minute)
	zoned.Zone = "ET"
	for _, c := range []struct {
		span timex.Span
		date string // "day" and its text, or text
		when string
	}{
		{oneDay(2025, 9, 2), "day 2025-09-02", "Tue 2 Sep 2025"},
		{both, "day 2025-09-02%", "about Tue 2 Sep 2025 (uncertain)"},
		{oneDay(1821, 6, 24), "1821-06-24", "Sun 24 Jun 1821"},
		{clock(14, 30, 14, 31, timex.Minute), "day 2025-11-11", "Tue 11 Nov 2025, 14:30"},
		{zoned, "day 2025-11-11", "Tue 11 Nov 2025, 14:30 ET"},
		{clock(14, 0, 15, 0, timex.Hour), "day 2025-11-11", "Tue 11 Nov 2025, 14:00–15:00"},
		{clock(18, 0, 24, 0, timex.PartDay), "day 2025-11-11", "Tue 11 Nov 2025, 18:00–24:00"},
		{stretchOf(utc(2025, 9, 2), utc(2025, 9, 6), timex.Day), "", "2–5 Sep 2025"},
		{stretchOf(utc(2025, 9, 29), utc(2025, 10, 3), timex.Day), "", "29 Sep – 2 Oct 2025"},
		{stretchOf(utc(2025, 12, 30), utc(2026, 1, 3), timex.Day), "", "30 Dec 2025 – 2 Jan 2026"},
		{stretchOf(utc(2025, 11, 8), utc(2025, 11, 10), timex.Weekend), "", "weekend of 8–9 Nov 2025"},
		{stretchOf(utc(2025, 11, 3), utc(2025, 11, 10), timex.Week), "", "week of 3–9 Nov 2025"},
		{oneOf, "", "one day in 21–31 Oct 2025"},
		{stretchOf(utc(2025, 10, 1), utc(2025, 11, 1), timex.Month), "", "Oct 2025"},
		{stretchOf(utc(2025, 9, 1), utc(2025, 12, 1), timex.Season), "", "Sep–Nov 2025"},
		{stretchOf(utc(2025, 12, 1), utc(2026, 3, 1), timex.Season), "", "Dec 2025 – Feb 2026"},
		{stretchOf(utc(2025, 7, 1), utc(2026, 1, 1), timex.Half), "", "Jul–Dec 2025"},
		{stretchOf(utc(2025, 7, 1), utc(2025, 10, 1), timex.Quarter), "", "Q3 2025"},
		{stretchOf(utc(2025, 1, 1), utc(2026, 1, 1), timex.Year), "", "2025"},
		{stretchOf(utc(2023, 1, 1), utc(2026, 1, 1), timex.Year), "", "2023 to 2025"},
		{stretchOf(utc(1980, 1, 1), utc(1990, 1, 1), timex.Decade), "", "1980s"},
		{timex.Span{Start: utc(2025, 9, 1), Precision: timex.Month}, "", "since Sep 2025"},
		{timex.Span{Start: utc(2025, 9, 1), Precision: timex.Day, Approx: true}, "", "since about Mon 1 Sep 2025"},
		{timex.Span{End: utc(2025, 11, 5), Precision: timex.Day}, "", "by Tue 4 Nov 2025"},
		{timex.Span{}, "", "date unknown"},
	} {
		if got := when(c.span); got != c.when {
			t.Errorf("when(%v) = %q, want %q", c.span, got, c.when)
		}
		want := c.date
		if want == "" {
			want = c.span.EDTF()
		}
		got := dateCell(c.span)
		text := got.text
		if got.kind == kindDay {
			text = "day " + text
		}
		if text != want {
			t.Errorf("date of %q is %q, want %q", c.when, text, want)
		}
	}
}

func TestFigureWords(t *testing.T) {
	for want, f := range map[string]timeline.Figure{
		"killed: 11":                        {Name: "killed", Value: 11, Scope: timeline.PerEvent},
		"killed: at least 76 so far":        {Name: "killed", Value: 76, Qualifier: figure.AtLeast, Scope: timeline.Cumulative},
		"vessels: 3–4":                      {Name: "vessels", Value: 3, High: 4},
		"dollars: 50,000,000 (the Embassy)": {Name: "dollars", Value: 5e7, Speaker: "the Embassy"},
		"tonnes: 1.5":                       {Name: "tonnes", Value: 1.5, AsOf: "2025-11-01", Scope: timeline.PerEvent},
		"tonnes: 8 so far (1 Nov 2025)":     {Name: "tonnes", Value: 8, AsOf: "2025-11-01", Scope: timeline.Cumulative},
	} {
		if got := figureWords(f); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestLetters(t *testing.T) {
	for i, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 51: "AZ", 52: "BA", 701: "ZZ", 702: "AAA"} {
		if got := letters(i); got != want {
			t.Errorf("letters(%d) = %s, want %s", i, got, want)
		}
	}
}

func TestFormula(t *testing.T) {
	web := "https://paper.example/" + strings.Repeat("a", 255-len("https://paper.example/"))
	at := jump{accountsSheet, "Q", "EV-1"}
	long := strings.Repeat("wort ", 60) + "end"
	for _, c := range []struct {
		name string
		cell cell
		want string
	}{
		{"web", linkCell(" https://paper.example/a "), `HYPERLINK("https://paper.example/a")`},
		{"quote in address", linkCell(`http://paper.example/?q="x"`), `HYPERLINK("http://paper.example/?q=""x""")`},
		{"255 characters", linkCell(web), `HYPERLINK("` + web + `")`},
		{"256 characters", linkCell(web + "a"), ""},
		{"script", linkCell("javascript:alert(1)"), ""},
		{"file", linkCell("file:///etc/passwd"), ""},
		{"no host", linkCell("https:///x"), ""},
		{"none", linkCell(""), ""},
		{"jump", jumpCell("A \"quoted\"\nheadline", at), `HYPERLINK("#'Accounts'!A"&MATCH("EV-1",'Accounts'!$Q:$Q,0),"A ""quoted"" headline")`},
		{"long label", jumpCell(long, at), `HYPERLINK("#'Accounts'!A"&MATCH("EV-1",'Accounts'!$Q:$Q,0),"` + long[:255] + `"&"` + long[255:] + `")`},
		{"wildcard id", jumpCell("x", jump{accountsSheet, "Q", "EV*"}), ""},
		{"no id", jumpCell("x", jump{accountsSheet, "Q", ""}), ""},
		{"no text", jumpCell("", at), ""},
	} {
		if got := c.cell.formula(clean(c.cell.text)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestLineCount(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		want  int
	}{
		{"", 20, 1},
		{"short", 20, 1},
		{"two\nlines", 20, 2},
		{"twenty letters or so in a narrow column", 20, 2},
		{strings.Repeat("W", 40), 20, 5},
		{"日本語の見出しは空白で折り返さない", 20, 3},
	} {
		if got := lineCount(c.text, c.width, false); got != c.want {
			t.Errorf("%q in %v takes %d lines, want %d", c.text, c.width, got, c.want)
		}
	}
}

func TestPageText(t *testing.T) {
	if got := pageText("R&D \x01\n& " + strings.Repeat("x", 300)); strings.Count(got, "&&") != 2 || utf16Len(got) > 100 {
		t.Errorf("%q", got)
	}
}

func TestConfidenceCell(t *testing.T) {
	for in, want := range map[float64]string{0: "low (0.00)", 0.494: "low (0.49)", 0.496: "medium (0.50)", 0.744: "medium (0.74)", 0.746: "high (0.75)", 0.75: "high (0.75)", 1: "high (1.00)"} {
		c := confidenceCell(in)
		if c.text != want || fmt.Sprintf("(%.2f)", c.num) != want[strings.Index(want, "("):] {
			t.Errorf("%v reads %q and is %v, want %q", in, c.text, c.num, want)
		}
	}
	if c := scoreCell(math.NaN()); c.kind != kindEmpty {
		t.Errorf("NaN is %+v", c)
	}
}
