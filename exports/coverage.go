package exports

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"dateline/scraper"
)

// Coverage tells what was seen of each outlet and day, and what became of it.
// Lists, other addresses of a report and reports from outside the story's
// window are not counted.
type Coverage struct {
	From, To string        // first and last day that is told of
	Rows     []CoverageRow // most kept first, each outlet's together: what was kept, then the rest by outcome
	Gaps     []Gap         // days on which an outlet that is read was silent while others reported

	// What a reader of the timeline must know, in words: of the run's sources,
	// and of outlets, their gaps among it.
	SourceWarnings, OutletWarnings []string

	silent map[string]bool // outlet and day of the gaps
}

// A CoverageRow counts the reports of one outlet that came to one outcome.
type CoverageRow struct {
	Outlet  string
	Fate    scraper.Fate
	Total   int
	Undated int            // of them, those whose day is not known
	Days    map[string]int // by day of publication, YYYY-MM-DD, as far as it lies in the window

	n int // of the outlet, from 0
}

// A Gap is a stretch of days.
type Gap struct {
	Outlet      string
	First, Last string // days
	Others      int    // reports of those days that other outlets gave
}

// When a silence is called a gap: an outlet that kept its share of what all
// reported would have been silent by chance once in a hundred times.
const (
	gapExpected = 5.0 // reports that it would have had
	gapDays     = 2   // in a row
	gapActive   = 5   // days with a report, before an outlet has a share
	gapOthers   = 3   // reports of the story that others had in those days
)

// CoverageOf works out a document's coverage.
func CoverageOf(d Document) Coverage {
	entries := coverageEntries(d)
	c := Coverage{silent: map[string]bool{}}
	c.From, c.To = d.coveredDays(entries)
	rows := map[string]*CoverageRow{}
	kept, seen := map[string]int{}, map[string]int{}
	row := func(outlet string, fate scraper.Fate) *CoverageRow {
		key := outlet + "\n" + string(fate)
		if rows[key] == nil {
			rows[key] = &CoverageRow{Outlet: outlet, Fate: fate, Days: map[string]int{}}
		}
		return rows[key]
	}
	for _, e := range entries {
		if e.day != "" && (e.day < c.From || e.day > c.To) {
			continue
		}
		row(e.outlet, scraper.Kept) // to say that none was
		r := row(e.outlet, e.fate)
		r.Total++
		seen[e.outlet]++
		if e.fate == scraper.Kept {
			kept[e.outlet]++
		}
		if e.day == "" {
			r.Undated++
		} else {
			r.Days[e.day]++
		}
	}
	for _, r := range rows {
		c.Rows = append(c.Rows, *r)
	}
	slices.SortFunc(c.Rows, func(a, b CoverageRow) int {
		return cmp.Or(cmp.Compare(kept[b.Outlet], kept[a.Outlet]), cmp.Compare(seen[b.Outlet], seen[a.Outlet]), strings.Compare(a.Outlet, b.Outlet),
			cmp.Compare(fateRank(a.Fate), fateRank(b.Fate)), strings.Compare(string(a.Fate), string(b.Fate)))
	})
	for i := range c.Rows[min(1, len(c.Rows)):] {
		c.Rows[i+1].n = c.Rows[i].n
		if c.Rows[i+1].Outlet != c.Rows[i].Outlet {
			c.Rows[i+1].n++
		}
	}
	c.findGaps()
	c.warn(d)
	return c
}

// A coverageEntry is one report that was seen.
type coverageEntry struct {
	outlet, day string // day empty: not known
	fate        scraper.Fate
}

// coverageEntries are the reports of a document, each once.
func coverageEntries(d Document) []coverageEntry {
	names := outletNames(d)
	counted := map[string]bool{}
	var entries []coverageEntry
	for _, a := range d.Timeline.Articles {
		counted[a.URL], counted[a.FetchedURL] = true, true
		entries = append(entries, coverageEntry{cmp.Or(a.Outlet, names.of(a.URL)), a.Published.String(), scraper.Kept})
	}
	for _, o := range d.Outcomes {
		address := cmp.Or(o.Canonical, o.URL)
		switch {
		case o.Fate == scraper.Listing, o.Fate == scraper.Duplicate, o.Fate == scraper.OutsideWindow, counted[address], counted[o.URL]:
			continue
		case o.Fate == scraper.Kept: // of a run whose timeline was not saved
			continue
		case isList(o): // that could not be read
			continue
		}
		counted[address] = true
		entries = append(entries, coverageEntry{cmp.Or(o.Outlet, names.of(address)), o.Published, o.Fate})
	}
	for i, e := range entries {
		entries[i].day = e.day[:min(len(e.day), len(time.DateOnly))]
	}
	return entries
}

// isList reports whether an address leads to a list rather than to a report.
// Outcomes of early versions do not say: there it is a source of the story
// itself, or a feed or sitemap by its name.
func isList(o scraper.Outcome) bool {
	if o.List {
		return true
	}
	if kind, location, ok := strings.Cut(o.Source, " "); ok && location == o.URL && kind != "page" {
		return true
	}
	u, err := url.Parse(o.URL)
	if err != nil {
		return false
	}
	switch path.Ext(strings.TrimSuffix(strings.ToLower(u.Path), ".gz")) {
	case ".xml", ".rss", ".atom":
		return true
	}
	return false
}

// outletsByHost are the outlets that the pages of hosts name, for those of
// their pages that were not read.
type outletsByHost map[string]string

func outletNames(d Document) outletsByHost {
	counts := map[string]map[string]int{}
	note := func(address, outlet string) {
		host := hostName(address)
		if host == "" || outlet == "" {
			return
		}
		if counts[host] == nil {
			counts[host] = map[string]int{}
		}
		counts[host][outlet]++
	}
	for _, a := range d.Timeline.Articles {
		note(a.URL, a.Outlet)
	}
	for _, o := range d.Outcomes {
		note(cmp.Or(o.Canonical, o.URL), o.Outlet)
	}
	names := outletsByHost{}
	for host, outlets := range counts {
		for outlet, n := range outlets {
			if best := names[host]; n > outlets[best] || n == outlets[best] && outlet < best {
				names[host] = outlet
			}
		}
	}
	return names
}

func (n outletsByHost) of(address string) string {
	host := hostName(address)
	return cmp.Or(n[host], host, "files")
}

// hostName is an address's host, without www; empty for files.
func hostName(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme == "file" {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Host), "www.")
}

// coveredDays are the first and last day of a story's window that can have
// been seen: an open end is the run's day.
func (d Document) coveredDays(entries []coverageEntry) (first, last string) {
	var days []string
	for _, e := range entries {
		if e.day != "" {
			days = append(days, e.day)
		}
	}
	first, last = day(d.Timeline.Story.From), day(d.Timeline.Story.To)
	slices.Sort(days)
	if first == "" && len(days) > 0 {
		first = days[0]
	}
	seen := ""
	if len(days) > 0 {
		seen = days[len(days)-1]
	}
	if !d.Run.StartedAt.IsZero() {
		seen = d.Run.StartedAt.In(d.zone()).Format(time.DateOnly)
	}
	if last == "" || seen != "" && seen < last {
		last = seen
	}
	return first, max(first, last)
}

// findGaps looks for the days on which an outlet was silent and should not
// have been.
func (c *Coverage) findGaps() {
	days := daysBetween(c.From, c.To)
	kept, seen := byDay{}, byDay{} // of all outlets
	own := map[string][2]byDay{}   // of each: kept, seen
	var outlets []string
	for _, r := range c.Rows {
		if _, met := own[r.Outlet]; !met {
			outlets = append(outlets, r.Outlet)
			own[r.Outlet] = [2]byDay{{}, {}}
		}
		for day, n := range r.Days {
			if r.Fate == scraper.Kept {
				kept[day] += n
				own[r.Outlet][0][day] += n
			}
			seen[day] += n
			own[r.Outlet][1][day] += n
		}
	}
	for _, outlet := range outlets {
		itsKept, itsSeen := own[outlet][0], own[outlet][1]
		if len(itsSeen) < gapActive {
			continue
		}
		for _, quiet := range silences(days, itsSeen) {
			others := seen.sum(days) - itsSeen.sum(days)
			during := seen.sum(quiet)
			share := float64(itsSeen.sum(days)) / float64(max(others-during, 1))
			reports := kept.sum(quiet) - itsKept.sum(quiet)
			if share*float64(during) < gapExpected || reports < gapOthers {
				continue
			}
			c.Gaps = append(c.Gaps, Gap{outlet, quiet[0], quiet[len(quiet)-1], reports})
			for _, day := range quiet {
				c.silent[outlet+"\n"+day] = true
			}
		}
	}
}

// byDay counts reports by day.
type byDay map[string]int

func (b byDay) sum(days []string) (n int) {
	for _, d := range days {
		n += b[d]
	}
	return n
}

// silences are the stretches of days without a report.
func silences(days []string, seen byDay) [][]string {
	var all [][]string
	from := 0
	for i := 0; i <= len(days); i++ {
		if i < len(days) && seen[days[i]] == 0 {
			continue
		}
		if i-from >= gapDays {
			all = append(all, days[from:i])
		}
		from = i + 1
	}
	return all
}

// warn says in words what a reader must know.
func (c *Coverage) warn(d Document) {
	for _, s := range d.Run.Sources {
		switch {
		case s.Error != "":
			c.SourceWarnings = append(c.SourceWarnings, fmt.Sprintf("%s failed: %s", s.Source, s.Error))
		case s.Note != "":
			c.SourceWarnings = append(c.SourceWarnings, s.Source+": "+s.Note)
		case s.Found == 0:
			c.SourceWarnings = append(c.SourceWarnings, s.Source+" led to no report at all")
		}
	}
	for _, g := range c.Gaps {
		others := fmt.Sprintf("while others had %d reports of the story", g.Others)
		switch {
		case g.First == c.From:
			c.OutletWarnings = append(c.OutletWarnings, fmt.Sprintf("%s: nothing seen before %s, %s; its lists may not reach further back", g.Outlet, nextDay(g.Last), others))
		case g.Last == c.To:
			c.OutletWarnings = append(c.OutletWarnings, fmt.Sprintf("%s: nothing seen since %s, %s; its feed may have stopped", g.Outlet, g.First, others))
		default:
			c.OutletWarnings = append(c.OutletWarnings, fmt.Sprintf("%s: nothing seen from %s to %s, %s", g.Outlet, g.First, g.Last, others))
		}
	}
	for _, r := range c.Rows {
		if r.Fate == scraper.Deferred {
			c.OutletWarnings = append(c.OutletWarnings, fmt.Sprintf("%s: not all is read yet (reports put off to a later run: %d), since the requests to it were used up: http.max_pages_per_day, http.max_pages_per_host", r.Outlet, r.Total))
		}
	}
	c.warnUnread()
}

// An outlet of which hardly anything could be read is worth a warning from
// these on.
const (
	unreadReports = 3
	unreadShare   = 0.5
)

// warnUnread tells of outlets that were seen and hardly read.
func (c *Coverage) warnUnread() {
	for i := 0; i < len(c.Rows); {
		outlet, total, unread := c.Rows[i].Outlet, 0, 0
		most := CoverageRow{}
		for ; i < len(c.Rows) && c.Rows[i].Outlet == outlet; i++ {
			r := c.Rows[i]
			total += r.Total
			if !wasRead(r.Fate) {
				unread += r.Total
				if r.Total > most.Total {
					most = r
				}
			}
		}
		if unread >= unreadReports && float64(unread) >= unreadShare*float64(total) {
			c.OutletWarnings = append(c.OutletWarnings, fmt.Sprintf("%s: %d of %d reports were not read, most of them for this reason: %s", outlet, unread, total, most.Fate))
		}
	}
}

// wasRead reports whether a fate is one of a report that was read and judged,
// or of which the outlet's own list said enough.
func wasRead(f scraper.Fate) bool {
	switch f {
	case scraper.Kept, scraper.Borderline, scraper.Unrelated, scraper.OutsideWindow, scraper.OtherLanguage, scraper.Duplicate, scraper.Listing:
		return true
	}
	return false
}

// maxDays bounds a window that is told of day by day: a century.
const maxDays = 36600

// daysBetween are the days from first to last, both included.
func daysBetween(first, last string) []string {
	from, err := time.Parse(time.DateOnly, first)
	if err != nil {
		return nil
	}
	var days []string
	for t := from; len(days) < maxDays && t.Format(time.DateOnly) <= last; t = t.AddDate(0, 0, 1) {
		days = append(days, t.Format(time.DateOnly))
	}
	return days
}

func nextDay(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, 1).Format(time.DateOnly)
}
