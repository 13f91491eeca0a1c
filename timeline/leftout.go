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
	notYet   = "foretold, and no report tells that it came about"
	outside  = "outside the story's window"
	tooLight = "told in passing by one report, beside the news of the day"
)

// leftOut are the dated sentences of reports on the story that none of the
// events rests on. One of each group of copies stands for all.
func (c *corpus) leftOut(tellings []telling, events []Event) []LeftOut {
	quoted := map[string]bool{} // quotes of the events, which copies share
	for i := range events {
		for k := range events[i].Accounts {
			quoted[events[i].Accounts[k].Quote] = true
		}
	}
	var out []LeftOut
	for i := range tellings {
		t := &tellings[i]
		d := &c.docs[t.doc]
		if t.phrase < 0 || t.day == noDay && !t.foretold || t.beside || !d.onTopic || t.span.Start.Year() < 0 || t.span.End.Year() > 9999 {
			continue
		}
		quote := c.text(t)
		if quoted[quote] {
			continue
		}
		quoted[quote] = true
		l := LeftOut{c.accounts(tellings, []int{i})[0], tooLight}
		switch {
		case t.foretold || d.day != noDay && t.day > d.day:
			l.Reason = notYet
		case !c.within(t.day):
			l.Reason = outside
		}
		out = append(out, l)
	}
	rank := map[string]int{notYet: 0, tooLight: 1, outside: 2}
	slices.SortStableFunc(out, func(a, b LeftOut) int {
		return cmp.Or(cmp.Compare(rank[a.Reason], rank[b.Reason]), b.Span.Start.Compare(a.Span.Start), cmp.Compare(a.ArticleURL, b.ArticleURL), cmp.Compare(a.Sentence, b.Sentence))
	})
	return slices.Clip(out[:min(len(out), mostLeftOut)])
}
