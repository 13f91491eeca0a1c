package extract

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"dateline/scraper"

	"golang.org/x/net/html"
)

const (
	// tooEarly is how far before a page's publication an entry may have been
	// written: more, and its times are not those of the page.
	tooEarly = 36 * time.Hour
	// disorder is how far the times of neighbouring entries of one day may run
	// the wrong way: more, and midnight lies between them.
	disorder = 3 * time.Hour
	// matchLetters is how many bytes of letters tell one entry's text from
	// another's.
	matchLetters = 60
)

// setEntries notes the entries of a live blog, so that what they say of times
// is not taken for the page's.
func (d *document) setEntries(list []*entry) {
	d.entries = list
	d.entryNodes = map[*html.Node]bool{}
	for _, u := range list {
		for _, n := range u.nodes {
			d.entryNodes[n] = true
		}
	}
}

// liveBlocks is the text of a live blog: the paragraphs above its entries, and
// then each entry's, whatever the page holds beside them.
func (d *document) liveBlocks(known *survey, titles map[string]bool, authors []string) []string {
	var lead []string
	after := len(d.h1) == 0
	var walk func(n *html.Node) bool
	walk = func(n *html.Node) bool {
		if n.Type != html.ElementNode || silent(n.DataAtom) {
			return true
		}
		if d.entryNodes[n] {
			return false
		}
		if slices.Contains(d.h1, n) {
			lead, after = nil, true
			return true
		}
		if leaf(n) {
			t := textOf(n)
			if f := known.lines[normal(t)]; after && f.letters >= 60 && f.linked*3 < f.letters {
				lead = append(lead, t)
			}
			return true
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if !walk(c) {
				return false
			}
		}
		return true
	}
	if walk(d.bodyNode) {
		lead = nil
	}
	blocks := known.clean(lead, titles, authors)
	often := d.repeated()
	d.entries = slices.DeleteFunc(d.entries, func(u *entry) bool {
		var own []string
		for _, n := range u.nodes {
			own = append(own, blocksOf(n)...)
		}
		own = slices.DeleteFunc(own, func(b string) bool {
			_, rest, ok := leadStamp(b, true)
			return ok && rest == "" || often[b]
		})
		u.blocks = known.clean(own, titles, authors)
		blocks = append(blocks, u.blocks...)
		return len(u.blocks) == 0
	})
	return blocks
}

// repeated are the short lines that stand in several entries: authors, labels.
func (d *document) repeated() map[string]bool {
	in := map[string]int{}
	for _, e := range d.entries {
		own := map[string]bool{}
		for _, n := range e.nodes {
			for _, b := range blocksOf(n) {
				if len(b) <= maxStampLine && !own[b] {
					own[b] = true
					in[b]++
				}
			}
		}
	}
	often := map[string]bool{}
	for b, n := range in {
		often[b] = n > 2
	}
	return often
}

// told finds the entries that JSON-LD tells of in a text where the page's own
// marks do not part them, by their headlines and beginnings, and adds to the
// text those that the page has not shown yet.
func (d *document) told(blocks []string, list []ldUpdate) []string {
	keys := make([]string, len(blocks))
	for i, b := range blocks {
		keys[i] = normal(b)
	}
	starts := map[int]*entry{}
	var unseen []*entry
	for _, u := range list {
		st, ok := machineDate(u.published, true)
		if !ok || !st.hasTime {
			continue
		}
		own := &entry{stamp: st, words: u.published, rung: rungLD}
		if at := u.in(keys); at < 0 && letters(u.body) >= fewLetters {
			own.blocks = u.paragraphs()
			unseen = append(unseen, own)
		} else if at >= 0 && starts[at] == nil {
			starts[at] = own
		}
	}
	if len(d.entries) == 0 {
		for i, b := range blocks {
			if u := starts[i]; u != nil {
				d.entries = append(d.entries, u)
			}
			if n := len(d.entries); n > 0 {
				d.entries[n-1].blocks = append(d.entries[n-1].blocks, b)
			}
		}
	}
	for _, u := range unseen {
		blocks = append(blocks, u.blocks...)
	}
	d.entries = append(d.entries, unseen...)
	return blocks
}

// in is the index of the paragraph with which an update begins, given the
// paragraphs' letters; -1: it is not there.
func (u ldUpdate) in(keys []string) int {
	head, body := normal(u.headline), normal(u.body)
	if i := slices.Index(keys, head); head != "" && i >= 0 {
		return i
	}
	if len(body) > matchLetters {
		body = body[:matchLetters]
	}
	for i, k := range keys {
		if len(body) >= 20 && strings.HasPrefix(k, body) || len(k) >= 20 && len(body) >= 20 && strings.HasPrefix(body, k) {
			return i
		}
	}
	return -1
}

// paragraphs are the update's headline and text.
func (u ldUpdate) paragraphs() []string {
	var out []string
	for _, p := range append([]string{u.headline}, strings.Split(u.body, "\n")...) {
		if p = markupFree(p); p != "" && (len(out) == 0 || normal(p) != normal(out[0])) {
			out = append(out, p)
		}
	}
	return out
}

// entries are the entries of a live blog: the places in the text of the
// page's updates, each with its time.
func (r *dater) entries(a *scraper.Article, main *ldArticle) []scraper.Entry {
	list := r.d.entries
	if main != nil {
		refine(list, main.updates)
	}
	times := r.resolve(list, a.Published, a.Updated)
	if times == nil {
		return nil
	}
	var out []scraper.Entry
	from := 0
	for i, u := range list {
		own := strings.Join(u.blocks, "\n\n")
		at := strings.Index(a.Text[from:], own)
		if own == "" || at < 0 {
			continue
		}
		start := from + at
		from = start + len(own)
		out = append(out, scraper.Entry{Published: times[i], Start: start})
	}
	return out
}

// refine takes the times of entries that are not dated in full from JSON-LD.
func refine(list []*entry, told []ldUpdate) {
	for _, u := range list {
		if u.stamp.year != 0 && u.stamp.zone != "" || len(u.blocks) == 0 {
			continue
		}
		keys := make([]string, min(len(u.blocks), 3))
		for i := range keys {
			keys[i] = normal(u.blocks[i])
		}
		for _, t := range told {
			if st, ok := machineDate(t.published, true); ok && st.hasTime && t.in(keys) >= 0 {
				u.stamp, u.words, u.rung = st, t.published, rungLD
				break
			}
		}
	}
}

// resolve gives each entry its instant. A time of day without a date belongs
// to the day that its place among the others gives it: entries run one way, so
// where the clock jumps back midnight lies between. It returns nil where the
// times cannot be those of the page's entries: long before the page, or after
// its last change.
func (r *dater) resolve(list []*entry, pub scraper.Published, updated time.Time) []scraper.Published {
	if len(list) == 0 || pub.Time.IsZero() {
		return nil
	}
	outlet := pub.Time.Location() // what the outlet's clocks show
	if _, offset := pub.Time.Zone(); offset == 0 {
		outlet = r.zone
	}
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	// The newest of those whose day is not written comes before the page's last
	// change, where that is known; else the oldest after its publication.
	newest := newestFirst(list)
	backward := newest && !updated.IsZero()
	if newest != backward {
		slices.Reverse(order)
	}
	end := pub.Time
	if updated.After(end) {
		end = updated
	}
	first := noShift
	if st := list[order[0]].stamp; st.year == 0 && st.day == 0 && !backward {
		first = r.begun(list, order, pub, outlet)
	}
	out := make([]scraper.Published, len(list))
	var last time.Time
	for _, i := range order {
		st := list[i].stamp
		if st.year == 0 && st.day != 0 {
			st, _ = r.withYear(st)
		}
		guessed := st.year == 0
		switch {
		case !guessed:
		case !last.IsZero():
			st = st.beside(last, outlet, backward)
		case backward:
			st = st.beside(updated, outlet, true)
		default:
			st.year, st.month, st.day = dayIn(pub, cmp.Or(st.location(), outlet)).AddDate(0, 0, first).Date()
		}
		if guessed {
			st = st.onWeekday()
		}
		t, hasZone := st.at(outlet)
		if _, offset := t.Zone(); hasZone && offset == 0 && pub.HasZone {
			t = t.In(pub.Time.Location()) // a system's clock, not the outlet's
		}
		switch {
		case t.Before(pub.Time.Add(-tooEarly)), !r.latest.IsZero() && t.After(r.latest):
			return nil
		case guessed && end.After(pub.Time) && t.After(end.Add(disorder)):
			return nil
		}
		out[i] = scraper.Published{Time: t, HasTime: true, HasZone: hasZone, Words: cut(squash(list[i].words), 120), Rung: list[i].rung}
		last = t
	}
	return out
}

// noShift puts the oldest entry on the day of the page's publication.
const noShift = 0

// begun is how many days after the page's publication, by the calendar, the oldest
// entry was written, where none of them says its day: so that the page came out between
// its entries, or else as close to them as can be, as one that is kept through a day
// comes out with its first entry and one that is put on the web when all is over with
// its last. Of a page that says no time most of the entries are of its day.
func (r *dater) begun(list []*entry, order []int, pub scraper.Published, outlet *time.Location) int {
	var times []time.Time
	for _, i := range order {
		st := list[i].stamp
		if st.year != 0 || st.day != 0 {
			return noShift
		}
		if len(times) == 0 {
			st.year, st.month, st.day = dayIn(pub, cmp.Or(st.location(), outlet)).Date()
		} else {
			st = st.beside(times[len(times)-1], outlet, false)
		}
		t, _ := st.at(outlet)
		times = append(times, t)
	}
	const never = 1000 * time.Hour // is it on another weekday than an entry names
	best, least := noShift, time.Duration(-1)
	for _, days := range []int{0, -1, 1} {
		oldest, newest := times[0].AddDate(0, 0, days), times[len(times)-1].AddDate(0, 0, days)
		far := max(0, oldest.Sub(pub.Time), pub.Time.Sub(newest))
		if !pub.HasTime {
			far = 0
			for _, t := range times {
				if t.AddDate(0, 0, days).Format(time.DateOnly) != pub.Time.Format(time.DateOnly) {
					far++
				}
			}
		}
		for k, i := range order {
			if own := list[i].stamp.weekday; own >= 0 && own != int(times[k].AddDate(0, 0, days).Weekday()) {
				far += never
			}
		}
		if least < 0 || far < least {
			best, least = days, far
		}
	}
	return best
}

// dayIn is when a page was published by the calendar of a zone, where it says a time
// of day; else it is of its day everywhere.
func dayIn(pub scraper.Published, zone *time.Location) time.Time {
	if !pub.HasTime {
		return pub.Time
	}
	return pub.Time.In(zone)
}

// onWeekday is a stamp on the day next to its own that is of the weekday it names.
func (s stamp) onWeekday() stamp {
	if s.weekday < 0 {
		return s
	}
	own := time.Date(s.year, s.month, s.day, 0, 0, 0, 0, time.UTC)
	away := (s.weekday-int(own.Weekday())+10)%7 - 3
	s.year, s.month, s.day = own.AddDate(0, 0, away).Date()
	return s
}

// beside gives a time of day the day that puts it after another instant, or
// before it when going backward, but for a little disorder.
func (s stamp) beside(base time.Time, outlet *time.Location, backward bool) stamp {
	zone := cmp.Or(s.location(), outlet)
	from := base.In(zone).Add(-disorder)
	if backward {
		from = base.In(zone).Add(disorder - 24*time.Hour)
	}
	s.year, s.month, s.day = from.Date()
	if t, _ := s.at(zone); t.Before(from) {
		s.year, s.month, s.day = from.AddDate(0, 0, 1).Date()
	}
	return s
}

// clockTo is how long it is from one time of day to the next or the last time that it
// is another, whichever is nearer: of neighbours without a date midnight may lie between.
func (s stamp) clockTo(o stamp) time.Duration {
	const day = 24 * 60
	minutes := (o.hour*60 + o.min - s.hour*60 - s.min + day + day/2) % day
	return time.Duration(minutes-day/2) * time.Minute
}

// newestFirst tells which way the entries of a live blog run.
func newestFirst(list []*entry) bool {
	down, up := 0, 0
	for i := 1; i < len(list); i++ {
		a, b := list[i-1].stamp, list[i].stamp
		ta, _ := a.at(time.UTC)
		tb, _ := b.at(time.UTC)
		if a.year == 0 || b.year == 0 {
			ta = time.Date(2000, 1, 1, a.hour, a.min, a.sec, 0, time.UTC)
			tb = ta.Add(a.clockTo(b))
		}
		switch {
		case ta.After(tb):
			down++
		case tb.After(ta):
			up++
		}
	}
	return down > up
}
