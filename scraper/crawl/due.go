package crawl

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"dateline/scraper"
)

// When a list or page is asked for again. A list goes by what it and its host
// say (package fetch's Freshness, and cadence), and by the schedule also by how
// often it was seen to change; a page is looked at for revisions ever more
// seldom. What is not due is read from our copy, as if it had just come.
const (
	leastRest = 10 * time.Minute // of a list, by the schedule
	mostRest  = 24 * time.Hour   // of a list: the entries of a news sitemap live two days
	namedRest = 6 * time.Hour    // of a list that the configuration names, as far as nobody but us wants it to rest
	// A list rests for half the time since something was new in it last, or a
	// quarter of the time from one change to the next.
	sinceShare, usualShare = 2, 4

	// A page rests for half of its age since it changed last.
	leastPageRest    = time.Hour
	mostPageRest     = 30 * 24 * time.Hour
	untaggedPageRest = 24 * time.Hour // of one without validators, which comes whole each time

	newsLife = 48 * time.Hour // of an entry in a news sitemap
)

// early is how much sooner than due something is asked for: runs begin by the
// clock, and come to an address a little sooner or later.
func early(rest time.Duration) time.Duration { return min(rest/10, 10*time.Minute) }

// A look is what asking for an address brought, as far as it tells when to ask again.
type look struct {
	print   string    // of what it gave
	cadence cadence   // what it and its host say
	born    time.Time // of a page: when it was published or changed last, by its own word; zero: it does not say
	tagged  bool      // it has validators
	asked   bool      // its host was asked, not only our archive
}

// lookOf is what an answer tells, whatever its body is about.
func lookOf(ans *answer) *look {
	l := &look{asked: ans.asked, tagged: ans.tagged, born: ans.lastModified}
	l.cadence.say(ans.fresh, "its host says "+ans.freshBy)
	return l
}

// printOf stands for the addresses that a list leads to, or for a text.
func printOf(all ...string) string {
	h := sha256.New()
	for _, s := range all {
		fmt.Fprintf(h, "%d:%s", len(s), s)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// printOfList stands for what a list leads to, in whatever order.
func printOfList(addresses []string) string {
	return printOf(slices.Compact(slices.Sorted(slices.Values(addresses)))...)
}

func isList(t *task) bool { return t.kind != kindArticle || t.isList }

// rests decides whether a task is left to our copy, and why. Copies validated
// since the time are good; zero: its host is asked.
func (g *gather) rests(t *task) (since time.Time, why string) {
	past, now := t.row.Past, g.Now()
	if g.Fresh || past.Asked.IsZero() || past.Asked.After(now) {
		return since, ""
	}
	until := t.row.Due
	told := g.changeTold(t)
	switch {
	case told.After(past.Told) && (!past.Told.IsZero() || told.After(past.Asked)):
		return since, "" // a list says that it has changed
	case t.kind == kindSitemap && !told.IsZero() && !past.Asked.Before(endOf(told)):
		until, why = past.Asked.Add(mostRest), "the index says it changed last on "+told.Format(time.DateOnly)
	case !t.still.IsZero() && !past.Asked.Before(t.still):
		until, why = past.Asked.Add(mostRest), "the newer pages of the list have not changed"
	case isList(t) && g.ByHand:
		until = t.row.Stated
	}
	if until.IsZero() || !now.Before(until.Add(-early(until.Sub(past.Asked)))) {
		return since, ""
	}
	return past.Asked, fmt.Sprintf("not due until %s: %s", until.UTC().Format("2006-01-02 15:04 UTC"), cmp.Or(why, t.row.Reason))
}

// changeTold is the last change of a page or sitemap that lists tell of.
func (g *gather) changeTold(t *task) time.Time {
	g.mu.Lock()
	defer g.mu.Unlock()
	told := t.changed
	if s := g.said[t.key]; s.changed.After(told) {
		told = s.changed
	}
	if told.After(g.Now()) {
		return time.Time{} // what is still to come is a mistake
	}
	return told
}

// plan notes in the row of a task's address what asking for it has brought, and
// when it is due again.
func (g *gather) plan(t *task, a *scraper.Address) {
	a.Past, a.Due, a.Stated, a.Reason = t.row.Past, t.row.Due, t.row.Stated, t.row.Reason
	l := t.look
	if l == nil || !t.since.IsZero() {
		return // it was not asked for
	}
	past, asked := &a.Past, t.askedAt
	if !l.asked { // by an earlier run, which this one goes on from
		if asked = g.Resume; !past.Asked.Before(asked) {
			return
		}
	}
	switch {
	case past.Asked.IsZero():
		past.Changed = asked
		if !isList(t) && !l.born.IsZero() && l.born.Before(asked) {
			past.Changed = l.born
		}
	case l.print != past.Print:
		gap := asked.Sub(past.Changed)
		if past.Usually > 0 {
			gap = (3*past.Usually + gap) / 4
		}
		past.Usually, past.Changed = gap.Truncate(time.Second), asked
	}
	told := g.changeTold(t)
	if told.After(past.Told) && past.Asked.Before(asked) && !past.Asked.IsZero() && past.Changed.Before(asked) {
		told = asked // they cried wolf; what they say of a time before is not believed again
	}
	past.Told = latest(past.Told, told)
	past.Asked, past.Print = asked.UTC(), l.print
	past.Changed = past.Changed.UTC()
	a.Due, a.Stated, a.Reason = dueAgain(t, *past, l)
}

// dueAgain is when an address is due again, which part of that its host asked
// for, and why.
func dueAgain(t *task, past scraper.Past, l *look) (due, stated time.Time, reason string) {
	since := past.Asked.Sub(past.Changed)
	if !isList(t) {
		rest := min(max(since/sinceShare, leastPageRest), mostPageRest)
		if !l.tagged {
			rest = max(rest, untaggedPageRest)
		}
		if l.cadence.rest > rest {
			return past.Asked.Add(l.cadence.rest), stated, l.cadence.why
		}
		return past.Asked.Add(rest), stated, "it changed last on " + past.Changed.Format(time.DateOnly)
	}
	rest, most := max(since/sinceShare, past.Usually/usualShare), mostRest
	if t.rank == rankSource && t.from == "" {
		most = namedRest
	}
	due = past.Asked.Add(min(max(rest, leastRest), most))
	reason = "nothing new in it since " + past.Changed.Format("2006-01-02 15:04 UTC")
	if since == 0 {
		reason = "it was new when it was last looked at"
	}
	if at, why := l.cadence.until(past.Asked); at.After(past.Asked) {
		if stated = at.UTC(); !stated.Before(due) {
			return stated, stated, why
		}
		reason = why + ", and " + reason
	}
	return due, stated, reason
}

// endOf is the end of the time that a list names: of a whole day where it names
// no hour.
func endOf(told time.Time) time.Time {
	if told.Equal(told.Truncate(24 * time.Hour)) {
		return told.Add(24 * time.Hour)
	}
	return told
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
