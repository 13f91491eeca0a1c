package timeline

import (
	"strings"
	"time"
)

// Pages are dated by the clock of the newsroom and revised after midnight, while
// what they tell of happens elsewhere: "early Sunday" on a page of Saturday is
// mostly the next day, not the Sunday of six days ago. An outlet that does so
// names the weekday of six days ago far more often than those of four and five.
const (
	sixDays   = 6
	oftener   = 2  // how much more often
	atLeastBy = 3  // and by how many names
	doubtful  = .8 // what is left of the confidence in a name read as the next day
)

// settleWeekdays reads, outlet by outlet, the weekdays of six days ago as
// those of the next day where that is the outlet's habit. It does not matter
// how they were read before.
func (c *corpus) settleWeekdays() {
	type doubt struct {
		doc int
		s   *sentence
		x   *expression
		ago day
	}
	var doubts []doubt                          // those of six days ago or the next day
	named := map[string]*[sixDays + 1]float64{} // outlet -> names by how many days ago they are
	c.eachWeekday(func(i int, s *sentence, x *expression, ago day) {
		outlet := c.articles[i].Outlet
		if named[outlet] == nil {
			named[outlet] = &[sixDays + 1]float64{}
		}
		if ago == -1 || ago == sixDays {
			doubts = append(doubts, doubt{i, s, x, ago})
			ago = sixDays
		}
		named[outlet][ago]++
	})
	for _, d := range doubts {
		n, doc := named[c.articles[d.doc].Outlet], &c.docs[d.doc]
		next := n[sixDays] >= oftener*max(n[sixDays-1], n[sixDays-2])+atLeastBy
		switch {
		case next && d.ago == sixDays:
			doc.move(d.s, d.x, 7)
		case !next && d.ago == -1:
			doc.move(d.s, d.x, -7)
		}
		if next {
			doc.until = doc.day + 1
		}
	}
}

// eachWeekday calls do with every bare weekday that is up to six days before
// publication, or was moved to the day after it.
func (c *corpus) eachWeekday(do func(doc int, s *sentence, x *expression, ago day)) {
	for i := range c.docs {
		doc := &c.docs[i]
		doc.until = doc.day
		if doc.day == noDay {
			continue
		}
		bare := languageOf(doc.language).weekday
		for _, k := range doc.dated {
			s := doc.at(k)
			for j := range s.times {
				x := &s.times[j]
				if x.AnchorFrom != "dct" || x.Rule != bare {
					continue
				}
				d := dayNamed(x.resolved)
				moved := d == doc.day+1 && strings.HasPrefix(x.Anchor, (doc.day+1).time().Format(time.DateOnly))
				if ago := doc.day - d; d != noDay && ago >= 0 && ago <= sixDays || moved {
					do(i, s, x, ago)
				}
			}
		}
	}
}

// move puts a weekday that a sentence names some days later. Its anchor says
// so: the day after publication, or that of publication again.
func (d *document) move(s *sentence, x *expression, days int) {
	moved := *x.resolved
	x.resolved = &moved
	x.Span.Start, x.Span.End = x.Span.Start.AddDate(0, 0, days), x.Span.End.AddDate(0, 0, days)
	if len(x.Value) >= len(time.DateOnly) {
		if old, err := time.Parse(time.DateOnly, x.Value[:len(time.DateOnly)]); err == nil {
			x.Value = old.AddDate(0, 0, days).Format(time.DateOnly) + x.Value[len(time.DateOnly):]
		}
	}
	anchor, left := d.day, 1/doubtful
	if days > 0 {
		anchor, left = d.day+1, doubtful
	}
	x.Anchor = anchor.time().Format(time.DateOnly) + x.Anchor[min(len(x.Anchor), len(time.DateOnly)):]
	x.Confidence = round(x.Confidence * left)
	s.days = s.named()
	for i := range d.sentences {
		if o := &d.sentences[i]; o.under == s {
			o.days = o.named()
		}
	}
	d.told = nil
}
