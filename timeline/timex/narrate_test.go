package timex

import "testing"

const history = "The league was founded in 1919 and fell apart in 1939; its halls stood empty until 1946, and were sold in 1951.\n\n"

// A history's dates belong to the year it has come to; a report's to its own.
func TestNarrative(t *testing.T) {
	read := []want{{"1919", "1919", "-"}, {"1939", "1939", "-"}, {"1946", "1946", "-"}, {"1951", "1951", "-"}}
	for _, c := range []struct {
		text  string
		wants []want
	}{
		{"In June 1941 the war reached the river.\n\nOn July 3 the bridge fell.",
			[]want{{"June 1941", "1941-06", "-"}, {"July 3", "1941-07-03", "-"}}},
		{"In November 1941 the war reached the river. In January the bridge fell.",
			[]want{{"November 1941", "1941-11", "-"}, {"January", "1942-01", "-"}}},
		{"In January 1941 the town, besieged since late October, fell.", []want{{"January 1941", "1941-01", "-"}, {"late October", "1940-10", "-"}}},
		{"In 1963 the harbour was rebuilt. It opened in May.", []want{{"1963", "1963", "-"}, {"May", "1963-05", "-"}}},
	} {
		check(t, "en", published, history+c.text, append(read[:4:4], c.wants...))
	}
	check(t, "en", published, "The strike of June 1941 is long forgotten, he said on Monday.\n\nOn July 3 the bridge fell.",
		[]want{{"June 1941", "1941-06", "-"}, {"Monday", "2025-11-10", "-"}, {"July 3", "2025-07-03", "-"}})
	// Days just behind the publication, in a new paragraph, are its own.
	check(t, "en", published, history+"In June 1941 the war reached the river.\n\nOn November 3 the council voted to restore it. On July 3 it had paid.",
		append(read[:4:4], want{"June 1941", "1941-06", "-"}, want{"November 3", "2025-11-03", "-"}, want{"July 3", "2025-07-03", "-"}))
}
