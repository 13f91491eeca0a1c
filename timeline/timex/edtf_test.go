package timex

import (
	"testing"
	"time"
)

func at(s string) time.Time {
	if s == "" {
		return time.Time{}
	}
	for _, layout := range []string{time.DateOnly, "2006-01-02T15:04"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t
		}
	}
	panic("no time: " + s)
}

func TestEDTF(t *testing.T) {
	for _, c := range []struct {
		name       string
		start, end string
		span       Span
		want       string
	}{
		{"day", "2025-11-11", "2025-11-12", Span{Precision: Day}, "2025-11-11"},
		{"month", "2025-10-01", "2025-11-01", Span{Precision: Month}, "2025-10"},
		{"year", "2025-01-01", "2026-01-01", Span{Precision: Year}, "2025"},
		{"late October", "2025-10-21", "2025-11-01", Span{Precision: Part, Approx: true}, "2025-10-21~/2025-10-31~"},
		{"some day of late October", "2025-10-21", "2025-11-01", Span{Precision: Part, OneOf: true}, "[2025-10-21..2025-10-31]"},
		{"since September", "2025-09-01", "", Span{Precision: Month}, "2025-09/.."},
		{"until Friday", "", "2025-11-15", Span{Precision: Day}, "../2025-11-14"},
		{"before 5 November", "", "2025-11-05", Span{Precision: Day, OneOf: true}, "[..2025-11-04]"},
		{"after 5 November", "2025-11-06", "", Span{Precision: Day, OneOf: true}, "[2025-11-06..]"},
		{"around 2 September", "2025-09-02", "2025-09-03", Span{Precision: Day, Approx: true}, "2025-09-02~"},
		{"reportedly on 2 September", "2025-09-02", "2025-09-03", Span{Precision: Day, Uncertain: true}, "2025-09-02?"},
		{"reportedly about then", "2025-09-02", "2025-09-03", Span{Precision: Day, Uncertain: true, Approx: true}, "2025-09-02%"},
		{"last week", "2025-11-03", "2025-11-10", Span{Precision: Week, OneOf: true}, "[2025-11-03..2025-11-09]"},
		{"this fall", "2025-09-01", "2025-12-01", Span{Precision: Season}, "2025-23"},
		{"winter", "2025-12-01", "2026-03-01", Span{Precision: Season}, "2025-24"},
		{"third quarter", "2025-07-01", "2025-10-01", Span{Precision: Quarter}, "2025-07/2025-09"},
		{"decade", "1980-01-01", "1990-01-01", Span{Precision: Decade}, "198X"},
		{"century", "1900-01-01", "2000-01-01", Span{Precision: Century}, "19XX"},
		{"minute with an offset", "2025-09-02T14:30", "2025-09-02T14:31", Span{Precision: Minute, Zone: "-05:00"}, "2025-09-02T14:30:00-05:00"},
		{"minute with a zone's name", "2025-09-02T14:30", "2025-09-02T14:31", Span{Precision: Minute, Zone: "ET"}, "2025-09-02T14:30:00"},
		{"night", "2025-11-11T18:00", "2025-11-12", Span{Precision: PartDay}, "2025-11-11"},
		{"nothing", "", "", Span{}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := c.span
			s.Start, s.End = at(c.start), at(c.end)
			got := s.EDTF()
			if got != c.want {
				t.Fatalf("EDTF %q, want %q", got, c.want)
			}
			if got == "" {
				return
			}
			back, err := readEDTF(got)
			if err != nil {
				t.Fatal(err)
			}
			if again := back.EDTF(); again != got {
				t.Errorf("round trip gives %q, want %q", again, got)
			}
		})
	}
}

func TestReadEDTF(t *testing.T) {
	for _, c := range []struct{ text, first, last string }{
		{"2025-10-XX", "2025-10-01", "2025-10-31"},
		{"2025-XX", "2025-01-01", "2025-12-31"},
		{"[2025-11-10,2025-11-11]", "2025-11-10", "2025-11-11"},
		{"{2025-11-10,2025-11-12}", "2025-11-10", "2025-11-12"},
		{"2025-09/", "2025-09-01", ""},
		{"/2025-09", "", "2025-09-30"},
		{"2025-33", "2025-01-01", "2025-03-31"},
		{"2025-41", "2025-07-01", "2025-12-31"},
		{"2004-02-01/2005", "2004-02-01", "2005-12-31"},
		{"2024-02-29", "2024-02-29", "2024-02-29"},
	} {
		s, err := readEDTF(c.text)
		if err != nil {
			t.Error(err)
			continue
		}
		if s.FirstDay() != c.first || s.LastDay() != c.last {
			t.Errorf("%s: %s to %s, want %s to %s", c.text, s.FirstDay(), s.LastDay(), c.first, c.last)
		}
	}
	for _, bad := range []string{
		"", "..", "../..", "/", "[]", "[..]", "2025-13", "2025-02-29", "2025-11-31", "25-11-11", "2025-1-1", "open", "y2025",
		"2025-11-11T25:00:00", "2025-11-12/2025-11-11", "198X-05", "20251111", "[2025,]", "2025-11-11~~", "-0005", "Y17E7",
	} {
		if s, err := readEDTF(bad); err == nil {
			t.Errorf("%q was read as %s", bad, s.EDTF())
		}
	}
}
