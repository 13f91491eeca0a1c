package main

import "dateline/timeline/timex"

// days is a span for people, no finer than it is: 2025-11-11, 2025-10, 2025-10-21 to 31.
func days(s timex.Span) string {
	first, last := s.FirstDay(), s.LastDay()
	about := ""
	if s.Approx {
		about = "about "
	}
	switch {
	case first == "" && last == "":
		return "undated"
	case last == "":
		return "since " + first
	case first == "":
		return "until " + last
	case s.Precision == timex.Month:
		return about + first[:7]
	case s.Precision == timex.Year:
		return about + first[:4]
	case first == last:
		return about + first
	case first[:7] == last[:7]:
		return about + first + " to " + last[8:]
	}
	return about + first + " to " + last
}
