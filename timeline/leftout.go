package timeline

import (
	"cmp"
	"slices"
)

// LeftOut is a sentence of a report on the story that names a day and that no
// event rests on, and why not.
type LeftOut struct {
	Account
	Reason string
}

// mostLeftOut is how many such sentences a timeline tells of: what was foretold
// before what was slight, the latest first.
const mostLeftOut = 1000

// The reasons for which a dated sentence makes no event.
const (
	toCome   = "foretold for a day after the last report"
	notYet   = "foretold, and no report was found that tells that it came about"
	outside  = "outside the story's window"
	tooLight = "told in passing by one report, beside the news of the day"
)

// leftOut are the dated sentences of reports on the story that none of the
// events rests on. One of each group of copies stands for all. held are the
// tellings that events rest on.
func (c *corpus) leftOut(tellings []telling, held []bool) []LeftOut {
	type candidate struct {
		of     int
		reason string
	}
	var all []candidate
	last := noDay // that a report was published on
	for i := range c.docs {
		last = max(last, c.docs[i].day)
	}
	quoted := map[uint64]bool{} // what is left out -> an event quotes it too, in a copy
	for i := range tellings {
		t := &tellings[i]
		d := &c.docs[t.doc]
		if held[i] || !t.worded() || t.day == noDay && !t.foretold || t.beside || !d.onTopic || t.span.Start.Year() < 0 || t.span.End.Year() > 9999 {
			continue
		}
		if _, known := quoted[t.hash]; known {
			continue
		}
		quoted[t.hash] = false
		s := candidate{i, tooLight}
		switch {
		case t.foretold || d.day != noDay && t.day > d.day:
			s.reason = notYet
			if t.day > last || t.day == noDay && !t.span.Start.IsZero() && dayOf(t.span.Start) > last {
				s.reason = toCome
			}
		case !c.within(t.day):
			s.reason = outside
		}
		all = append(all, s)
	}
	for i := range tellings {
		if held[i] {
			if _, leftOut := quoted[tellings[i].hash]; leftOut {
				quoted[tellings[i].hash] = true
			}
		}
	}
	all = slices.DeleteFunc(all, func(s candidate) bool { return quoted[tellings[s.of].hash] })
	rank := map[string]int{toCome: 0, notYet: 1, tooLight: 2, outside: 3}
	slices.SortStableFunc(all, func(a, b candidate) int {
		s, t := &tellings[a.of], &tellings[b.of]
		return cmp.Or(cmp.Compare(rank[a.reason], rank[b.reason]), t.span.Start.Compare(s.span.Start),
			cmp.Compare(c.articles[s.doc].URL, c.articles[t.doc].URL), cmp.Compare(s.sentence+c.docs[s.doc].before, t.sentence+c.docs[t.doc].before))
	})
	out := make([]LeftOut, min(len(all), mostLeftOut))
	for i, s := range all[:len(out)] {
		out[i] = LeftOut{c.accounts(tellings, []int{s.of}, nil)[0], s.reason}
	}
	return out
}
