package timex

import "testing"

// A report of results names its period once; what it compares follows.
func TestComparedPeriods(t *testing.T) {
	const october = "1989-10-26"
	for _, c := range []struct {
		text  string
		wants []want
	}{
		{"Third-quarter profit rose from a year earlier. Sales in the latest quarter fell.",
			[]want{{"Third-quarter", "1989-Q3", "-"}, {"a year earlier", "1988-Q3", "-"}, {"the latest quarter", "1989-Q3", "-"}}},
		// What comes before the period told of is there to be compared, what comes after it is an outlook.
		{"Third-quarter profit rose to $5 million from $4 million in the second quarter. Sales beat those of a year ago.",
			[]want{{"Third-quarter", "1989-Q3", "-"}, {"the second quarter", "1989-Q2", "-"}, {"a year ago", "1988-Q3", "-"}}},
		{"Third-quarter profit rose. It sees a fourth-quarter loss. It earned $3 million in the year-ago period.",
			[]want{{"Third-quarter", "1989-Q3", "-"}, {"fourth-quarter", "1989-Q4", "-"}, {"the year-ago period", "1988-Q3", "-"}}},
		{"For the nine months it earned $9 million, up from $8 million a year earlier.",
			[]want{{"the nine months", "P9M", "-"}, {"a year earlier", "1988", "-"}}},
		{"In the first half of 1989 it lost money; in the like period a year ago it did not.",
			[]want{{"the first half of 1989", "1989-H1", "-"}, {"the like period a year ago", "1988-H1", "-"}}},
		{"Third-quarter profit rose. Its rival, on another year, said profit for the fourth quarter ended Oct. 20 beat that of a year ago.",
			[]want{{"Third-quarter", "1989-Q3", "-"}, {"the fourth quarter", "1989-Q4", "-"}, {"Oct. 20", "1989-10-20", "-"}, {"a year ago", "1988-Q4", "-"}}},
		{"In the third quarter it lost $3 million, compared with a profit of $2.5 million, or 12 cents a share, last year. The loss was offset by a gain from the sale of a ship. Last year it opened ten shops.",
			[]want{{"the third quarter", "1989-Q3", "-"}, {"last year", "1988-Q3", "-"}, {"Last year", "1988", "-"}}},
		{"In the third quarter it earned less than the $2 million it reported last year, down from $9 million in 1987.",
			[]want{{"the third quarter", "1989-Q3", "-"}, {"last year", "1988", "-"}, {"1987", "1987", "-"}}},
		{"Shares are at their highest since June 1987. The firm posted better-than-expected third-quarter earnings.",
			[]want{{"June 1987", "1987-06", "-"}, {"third-quarter", "1989-Q3", "-"}}},
		{"It lost $3 million in the quarter ended June 30.", []want{{"the quarter", "1989-Q2", "-"}, {"June 30", "1989-06-30", "-"}}},
	} {
		check(t, "en", october, c.text, c.wants)
	}
}
