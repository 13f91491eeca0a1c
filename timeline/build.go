package timeline

import (
	"cmp"
	"slices"
	"strings"

	"dateline/scraper"
)

// Build reads a story's articles and returns its timeline. It is a pure
// function: the same articles in any order give the same timeline.
func Build(story Story, articles []scraper.Article) Timeline {
	return read(story, articles, nil).build() // sentences, dates, copies
}

// build makes the timeline of articles that were read.
func (c *corpus) build() Timeline {
	var tellings []telling
	var happenings []*happening
	var weights dayWeights
	var series []Series
	atOnce(func() {
		tellings = c.tellings() // sentences that tell of a dated happening
		if c.ids == nil {       // nobody will number its terms anew
			c.lighten()
		}
		happenings = c.join(tellings)               // those that tell of the same one, together
		happenings = c.keep(happenings, tellings)   // in the window, and reported as happened
		weights = c.weighDays(happenings, tellings) // what reports make of each day
	}, func() {
		c.players = c.cast() // whom and what it is about
		series = c.series()  // its running counts
		if c.ids == nil {
			c.unname()
		}
	})
	c.imprints = c.imprint()
	events, held := c.write(happenings, tellings, weights)
	t := Timeline{Story: c.story, Events: events, Articles: c.kept, Series: begun(series, events), Actors: c.players.all, LeftOut: c.leftOut(tellings, held)}
	Reconcile(Timeline{}, &t)
	return t
}

// keep leaves out what lies outside the story's window, and what was only
// foretold: no report of the day itself or later tells of it. A remark of a
// report that is not on the story makes no event either.
func (c *corpus) keep(all []*happening, tellings []telling) []*happening {
	return slices.DeleteFunc(all, func(h *happening) bool {
		first, last := noDay, noDay
		if !h.span.Start.IsZero() {
			first = dayOf(h.span.Start)
		}
		if !h.span.End.IsZero() {
			last = dayOf(h.span.End) - 1
		}
		if !c.story.From.IsZero() && last != noDay && last < dayOf(c.story.From) ||
			!c.story.To.IsZero() && first != noDay && first > dayOf(c.story.To) {
			return true
		}
		if !happened(h, tellings) {
			return true
		}
		if t := &tellings[h.members[0]]; len(h.members) == 1 && t.sentence >= openings && !c.docs[t.doc].onTopic {
			return true
		}
		for _, m := range h.members {
			if d := &c.docs[tellings[m].doc]; (d.day == noDay || first == noDay || d.until >= first) && (d.onTopic || tellings[m].worded()) {
				return false
			}
		}
		return true
	})
}

// inTime orders events by their first and last day, the more important first, and of
// equal ones those that more origins tell of.
func inTime(events []Event) {
	slices.SortStableFunc(events, func(a, b Event) int {
		return cmp.Or(a.Span.Start.Compare(b.Span.Start), a.Span.End.Compare(b.Span.End), cmp.Compare(b.Importance, a.Importance),
			cmp.Compare(b.Origins, a.Origins), strings.Compare(a.Headline, b.Headline), strings.Compare(a.Summary, b.Summary))
	})
}
