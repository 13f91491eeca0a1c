package timex

import "time"

// A history tells of years long past in their order: a date without a year
// belongs to the year it has come to, however far above that was named. A
// report names such years too, but among days that are counted from its own.

const (
	narrativeYears = 4   // that a history names at least
	narrativeShare = 4   // of them for each day counted from the publication
	narrativeWords = 150 // for each of them at most
	narrativeGap   = 2   // years before the publication that news still tells of
)

// narrates reports whether a text is a history: it names years long past, and
// hardly a day of its publication's week.
func (r *resolver) narrates() bool {
	if r.day.IsZero() {
		return false
	}
	past, own := 0, 0
	for i := range r.tokens {
		t := &r.tokens[i]
		switch {
		case t.kind == digits:
			if t.end-t.start == 4 && t.num >= 1000 && int(t.num) <= r.day.Year() && r.words.alone(int32(i)) {
				if int(t.num) < r.day.Year()-narrativeGap {
					past++
				} else {
					own++
				}
			}
		case t.word >= 0:
			for _, e := range r.lang.entries[t.word] {
				if (e.class == r.lang.weekday || e.class == r.lang.deictic) && len(e.words) == 1 && e.stop == noStop {
					own++
					break
				}
			}
		}
	}
	return past >= narrativeYears && past >= narrativeShare*own && past*narrativeWords >= len(r.tokens)
}

// narrated gives the year that a history has come to: that of the newest date,
// or the next where the calendar has turned since ("in November 1941 … in
// January").
func (r *resolver) narrated(start func(year int) time.Time) (int, bool) {
	if !r.narrative || !r.last.ok || r.last.span.Precision == Decade || r.last.span.Precision == Century {
		return 0, false
	}
	y := r.last.span.Start.Year()
	const half = 183 * 24 * time.Hour
	if r.last.span.Precision != Year && r.last.span.Start.Sub(start(y)) > half {
		y++
	}
	if e, ok := r.entryBefore(r.lang.signal, r.now.first); ok && e.value == "since" && start(y).After(r.last.span.End) {
		y-- // "besieged since October", told in January
	}
	if own := start(r.day.Year()); !own.After(r.day) && r.day.Sub(own) < recent && r.newsAgain() {
		return 0, false
	}
	return y, y < r.day.Year()-narrativeGap
}

// newsAgain reports whether the text may have come back from the past that it
// told of: to a new paragraph, or from a mere year.
func (r *resolver) newsAgain() bool {
	return r.last.span.Precision == Year && !r.sameSentence(r.last.at, r.now.first) || !r.sameParagraph(r.last.at, r.now.first)
}
