package extract

import (
	"math"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline/scraper"
	"dateline/scraper/langid"
	dps "github.com/markusmobius/go-dateparser"
	"github.com/markusmobius/go-htmldate"
)

// The rungs of the date ladder, best first.
const (
	rungLD       = "json-ld"
	rungLive     = "live-blog"
	rungMeta     = "meta"
	rungSitemap  = "sitemap"
	rungFeed     = "feed"
	rungTime     = "time"
	rungURL      = "url"
	rungText     = "text"
	rungHTMLDate = "htmldate"
)

// slack is how far beyond the fetch a publication may lie: clocks and zones
// differ by up to a day and a bit.
const slack = 26 * time.Hour

// apart is how far two readings of one publication may lie from each other:
// a day's change of zone and half a day of editing.
const apart = 36 * time.Hour

// earliest is when news pages began.
var earliest = time.Date(1991, 1, 1, 0, 0, 0, 0, time.UTC)

// reading is one rung's reading of a date.
type reading struct {
	rung    string
	words   string
	time    time.Time
	hasTime bool
	hasZone bool
	weight  float64 // how much it counts against others
	refused bool    // beyond bounds: stored, not used
}

func (r reading) published() scraper.Published {
	return scraper.Published{Time: r.time, HasTime: r.hasTime, HasZone: r.hasZone, Words: r.words, Rung: r.rung}
}

// dater reads the dates of one page.
type dater struct {
	d        *document
	zone     *time.Location
	latest   time.Time // no publication lies after; zero: unbounded
	dayFirst bool
	readings []reading
	updated  []reading
}

func newDater(d *document, p Page, lang string) *dater {
	r := &dater{d: d, zone: p.Zone, dayFirst: dayFirst(lang, d)}
	if !p.FetchedAt.IsZero() {
		r.latest = p.FetchedAt.Add(slack)
	}
	return r
}

// read climbs the date ladder: when was the page published, and when last
// changed? Every rung's reading is kept; the first that the others do not
// contradict is the answer.
func (r *dater) read(p Page, main *ldArticle) (scraper.Published, time.Time) {
	r.fromLD(main)
	r.fromEntries(main)
	r.fromMeta()
	r.fromHints(p.Hints)
	r.fromTimeElements()
	r.fromURL(p.URL)
	r.fromText()
	best, ok := r.choose()
	if !ok || best.weight < 0.5 {
		r.fromHTMLDate(p)
		best, ok = r.choose()
	}
	var pub scraper.Published
	if ok {
		pub = r.local(r.finer(r.majority(best))).published()
	}
	for _, o := range r.readings {
		if o.rung != pub.Rung || o.words != pub.Words {
			pub.Others = append(pub.Others, scraper.DateRead{Rung: o.rung, Words: o.words, Time: o.time})
		}
	}
	return pub, r.lastChange(pub)
}

// dayFirst tells how a page writes 3/4/2017: English pages of the United
// States begin with the month.
func dayFirst(lang string, d *document) bool {
	if langid.Code(lang) != "en" && lang != "" {
		return true
	}
	for _, region := range [...]string{"-GB", "-AU", "-NZ", "-IE", "-IN", "-ZA"} {
		if strings.HasSuffix(lang, region) {
			return true
		}
	}
	if d.page != nil {
		host := d.page.Hostname()
		if i := strings.LastIndexByte(host, '.'); i >= 0 && len(host)-i == 3 && host[i+1:] != "us" && host[i+1:] != "io" && host[i+1:] != "tv" && host[i+1:] != "co" {
			return true
		}
	}
	return lang == ""
}

func (r *dater) add(rung, words string, weight float64, st stamp) {
	if st.year == 0 {
		var ok bool
		if st, ok = r.withYear(st); !ok {
			return
		}
	}
	t, hasZone := st.at(r.zone)
	r.addRead(reading{rung: rung, words: words, time: t, hasTime: st.hasTime && !midnight(t), hasZone: hasZone, weight: weight})
}

// addRead keeps a reading; of one rung, the first that is possible.
func (r *dater) addRead(n reading) {
	n.words = cut(squash(n.words), 120)
	if n.time.Before(earliest) || !r.latest.IsZero() && n.time.After(r.latest) {
		n.refused, n.weight = true, 0
	}
	if !n.hasTime {
		y, m, d := n.time.Date()
		n.time = time.Date(y, m, d, 0, 0, 0, 0, n.time.Location())
	}
	for i, o := range r.readings {
		if o.rung == n.rung {
			if o.refused && !n.refused {
				r.readings[i] = n
			}
			return
		}
	}
	r.readings = append(r.readings, n)
}

// midnight reports a time of day that stands for none.
func midnight(t time.Time) bool {
	h, m, s := t.Clock()
	return h == 0 && m == 0 && s == 0
}

// withYear gives a date without a year the latest one it can have had: not
// after the fetch or the day the page was printed, and on the weekday named.
func (r *dater) withYear(st stamp) (stamp, bool) {
	limit := r.latest
	if !r.d.pageClock.IsZero() && (limit.IsZero() || r.d.pageClock.Before(limit)) {
		limit = r.d.pageClock
	}
	// Another rung of this page, a year's end apart at most, knows better.
	for _, o := range r.readings {
		if o.refused || o.rung == rungText {
			continue
		}
		for _, y := range [...]int{o.time.Year(), o.time.Year() - 1, o.time.Year() + 1} {
			c := st
			c.year = y
			if t, _ := c.at(r.zone); c.valid() && t.Sub(o.time).Abs() < 45*24*time.Hour {
				return c, true
			}
		}
	}
	if limit.IsZero() {
		return st, false
	}
	for y := limit.Year(); y > limit.Year()-12 && y > earliest.Year(); y-- {
		c := st
		c.year = y
		t, _ := c.at(r.zone)
		if c.valid() && !t.After(limit) && (st.weekday < 0 || int(t.Weekday()) == st.weekday) {
			return c, true
		}
	}
	return st, false
}

func (r *dater) fromLD(main *ldArticle) {
	if main == nil {
		return
	}
	for i, s := range []string{main.published, main.created, main.uploaded} {
		if st, ok := machineDate(s, r.dayFirst); ok {
			r.add(rungLD, s, []float64{1.1, 0.8, 0.7}[i], st)
		}
	}
	r.change(main.modified)
}

// fromEntries takes the first entry of a live blog, as JSON-LD or the page tells.
func (r *dater) fromEntries(main *ldArticle) {
	list := r.d.entries
	if main != nil && main.live {
		for _, u := range main.updates {
			if st, ok := machineDate(u.published, r.dayFirst); ok {
				list = append(list, &entry{stamp: st, words: u.published})
			}
		}
	}
	var first *entry
	var earliest time.Time
	for _, u := range list {
		if t, _ := u.stamp.at(r.zone); u.stamp.year != 0 && (first == nil || t.Before(earliest)) {
			first, earliest = u, t
		}
	}
	if first != nil {
		r.add(rungLive, first.words, 0.9, first.stamp)
	}
}

func (r *dater) change(words string) {
	if st, ok := machineDate(words, r.dayFirst); ok {
		t, hasZone := st.at(r.zone)
		if r.latest.IsZero() || !t.After(r.latest) {
			r.updated = append(r.updated, reading{words: words, time: t, hasTime: st.hasTime, hasZone: hasZone})
		}
	}
}

func (r *dater) fromMeta() {
	for _, name := range vocabulary().metas.published {
		for _, v := range r.d.metas[name] {
			if st, ok := machineDate(v, r.dayFirst); ok {
				weight := 1.0
				if !st.hasTime || st.hour == 0 && st.min == 0 && st.sec == 0 {
					weight = 0.7
				}
				r.add(rungMeta, v, weight, st)
			}
		}
	}
	changed := map[string]bool{} // systems that keep one date give it both names
	for name, values := range r.d.metas {
		changed[values[0]] = changed[values[0]] || metaChangeRE.MatchString(name)
	}
	for _, name := range sortedKeys(r.d.metas) {
		if changed[r.d.metas[name][0]] {
			continue
		}
		if st, ok := machineDate(r.d.metas[name][0], r.dayFirst); ok && metaDateRE.MatchString(metaLetters(name)) {
			r.add(rungMeta, r.d.metas[name][0], 0.8, st)
		}
	}
	for _, name := range vocabulary().metas.modified {
		for _, v := range r.d.metas[name] {
			r.change(v)
		}
	}
}

// metaDateRE are names of meta elements, as letters, that systems of their own
// give to the date of publication: "govuk:first-published-at", "fechaPublicacion".
var metaDateRE = regexp.MustCompile(`^(?:[a-z]*publi(?:sh(?:ed)?|cation|cacion|cado|cada|cacao|e|ele)?(?:date|time|datetime|at|on|timestamp)|[a-z]*(?:date|time|fecha|data|datum)(?:of|de)?(?:publi[a-z]*|posted|issued?|released?)|(?:article|story|news|post|page|release|issue|display|pub)(?:date|time|datetime|timestamp)|[a-z]*firstpubl[a-z]*)$`)

var metaChangeRE = regexp.MustCompile(`modif|updat|last|expir|unpubl|republ|publisher`)

// metaLetters is a meta element's name as letters; "" where it tells of a change.
func metaLetters(name string) string {
	name = normal(name)
	if metaChangeRE.MatchString(name) {
		return ""
	}
	return name
}

func (r *dater) fromHints(hints []scraper.DateRead) {
	for _, h := range hints {
		weight := 1.0
		if h.Rung == rungSitemap {
			weight = 0.6 // often the last change
		}
		if st, ok := machineDate(h.Words, r.dayFirst); ok {
			r.add(h.Rung, h.Words, weight, st)
		} else if !h.Time.IsZero() {
			r.addRead(reading{rung: h.Rung, words: cmpOr(h.Words, h.Time.Format(time.RFC3339)), time: h.Time, hasTime: !midnight(h.Time), hasZone: true, weight: weight})
		}
	}
}

var urlDateRE = []*regexp.Regexp{
	regexp.MustCompile(`[/._-](19\d\d|20\d\d)[/._-]?(0[1-9]|1[0-2])[/._-]?(0[1-9]|[12]\d|3[01])(?:[/._-]|\d{6}\b|$)`),
	regexp.MustCompile(`[/._-](19\d\d|20\d\d)/([1-9]|1[0-2])/([1-9]|[12]\d|3[01])(?:/|$)`),
	regexp.MustCompile(`(?i)[/._-](19\d\d|20\d\d)[/-](jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[/-](0?[1-9]|[12]\d|3[01])(?:[/._-]|$)`),
}

// urlDate is the day in an address.
func urlDate(address string) (stamp, string, bool) {
	u, err := url.Parse(address)
	if err != nil {
		return stamp{}, "", false
	}
	path := u.Path
	if i := max(strings.LastIndex(path, "/http:/"), strings.LastIndex(path, "/https:/")); i >= 0 {
		path = path[i:] // an archive's address of another page: its own date is the day of archiving
	}
	for _, re := range urlDateRE {
		if m := re.FindStringSubmatch(path); m != nil {
			st := stamp{weekday: -1}
			st.year, _ = strconv.Atoi(m[1])
			st.day, _ = strconv.Atoi(m[3])
			if v, err := strconv.Atoi(m[2]); err == nil {
				st.month = time.Month(v)
			} else {
				st.month = vocabulary().months[strings.ToLower(m[2])]
			}
			if st.valid() {
				return st, strings.Trim(m[0], "/._-"), true
			}
		}
	}
	return stamp{}, "", false
}

func (r *dater) fromURL(address string) {
	for _, a := range []string{address, r.d.canonical(address)} {
		if st, words, ok := urlDate(a); ok {
			r.add(rungURL, words, 1, st)
		}
	}
}

// fromHTMLDate asks the library, which searches all of the page: the last rung.
func (r *dater) fromHTMLDate(p Page) {
	latest, now := r.latest, p.FetchedAt
	if latest.IsZero() {
		latest = time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC)
		now = earliest // only for dates without a year, which are refused below
	}
	res, err := htmldate.FromDocument(r.d.root, htmldate.Options{
		ExtractTime:      true,
		UseOriginalDate:  true,
		URL:              p.URL,
		MinDate:          earliest,
		MaxDate:          latest,
		DateParserConfig: &dps.Configuration{CurrentTime: now, DefaultTimezone: time.UTC},
	})
	if err != nil || res.IsZero() {
		return
	}
	if !spellsDay(res.SrcString, res.DateTime) {
		return
	}
	t := res.DateTime
	hasTime := res.HasTime && !midnight(t)
	if !res.HasTimezone {
		t = time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, r.zone)
	}
	r.addRead(reading{rung: rungHTMLDate, words: res.SrcString, time: t, hasTime: hasTime, hasZone: res.HasTimezone, weight: 0.3})
}

// spellsDay reports whether words hold a day's year, month and day: the library
// also makes days of a copyright year or the month in an address.
func spellsDay(words string, t time.Time) bool {
	year := strconv.Itoa(t.Year())
	days, months := 0, 0
	ts := tokens(words)
	for i, w := range ts {
		if i > 0 && i+1 < len(ts) && letters(w.text) > 2 && w.num < 0 && ts[i-1].num == t.Day() && ts[i+1].text == year {
			return true // a month of another language
		}
	}
	if i := strings.Index(words, year); i >= 0 {
		words = words[:i] + " " + words[i+len(year):]
	} else if i := strings.LastIndex(words, year[2:]); i >= 0 {
		words = words[:i] + " " + words[i+2:]
	} else {
		return false
	}
	for _, w := range tokens(words) {
		n, err := strconv.Atoi(w.text)
		switch {
		case vocabulary().months[w.text] == t.Month():
			months++
		case err != nil:
		case strings.HasPrefix(w.text, t.Format("0102")), strings.HasPrefix(w.text, t.Format("0201")):
			return true
		case n == t.Day() && (n != int(t.Month()) || days == 0):
			days++
		case n == int(t.Month()):
			months++
		}
	}
	return days > 0 && months > 0
}

var ladder = []string{rungLD, rungMeta, rungLive, rungFeed, rungSitemap, rungTime, rungURL, rungText, rungHTMLDate}

// choose takes the highest rung that the others do not outweigh.
func (r *dater) choose() (reading, bool) {
	list := slices.Clone(r.readings)
	slices.SortStableFunc(list, func(a, b reading) int {
		return slices.Index(ladder, a.rung) - slices.Index(ladder, b.rung)
	})
	list = slices.DeleteFunc(list, func(n reading) bool { return n.refused })
	if len(list) == 0 {
		return reading{}, false
	}
	support := func(c reading) float64 {
		sum := 0.0
		for _, o := range list {
			if near(c, o) {
				w := o.weight
				if o.rung == rungMeta && c.rung == rungLD || o.rung == rungLD && c.rung == rungMeta {
					w /= 2 // one system writes both
				}
				sum += w
			}
		}
		return sum
	}
	for i, c := range list {
		own := support(c)
		outweighed := false
		for _, o := range list[i+1:] {
			// A later date elsewhere is mostly a change, not the publication.
			if s := support(o); !near(c, o) && s > own && (o.time.Before(c.time) || s > own+0.5) {
				outweighed = true
			}
		}
		if !outweighed {
			c.weight = own
			return c, true
		}
	}
	return list[0], true
}

func near(a, b reading) bool { return a.time.Sub(b.time).Abs() <= apart }

func sameDay(a, b time.Time) bool {
	y, m, d := a.Date()
	by, bm, bd := b.Date()
	return y == by && m == bm && d == bd
}

// majority takes, where only the day is known, the day that most rungs name:
// meta elements may hold the day of the printed paper.
func (r *dater) majority(c reading) reading {
	if c.hasTime {
		return c
	}
	votes := func(x reading) float64 {
		sum := 0.0
		for _, o := range r.readings {
			if !o.refused && sameDay(o.time, x.time) {
				sum += o.weight
			}
		}
		return sum
	}
	best, most := c, votes(c)
	for _, rung := range ladder {
		for _, o := range r.readings {
			if v := votes(o); o.rung == rung && !o.refused && near(o, c) && v > most+0.2 {
				best, most = o, v
			}
		}
	}
	return best
}

// finer adds the time of day that another rung knows of the same day.
func (r *dater) finer(c reading) reading {
	if c.hasTime {
		return c
	}
	for _, rung := range ladder {
		for _, o := range r.readings {
			if o.rung == rung && o.hasTime && !o.refused && rung != rungSitemap && sameDay(o.time, c.time) {
				return o
			}
		}
	}
	return c
}

// local turns an instant that a system wrote in UTC into the outlet's own time,
// where another rung tells it: the same instant with an offset, the same
// minutes on the page's clock, or the day in the address. Which day it was at
// the outlet is what "yesterday" is counted from.
func (r *dater) local(c reading) reading {
	_, offset := c.time.Zone()
	if !c.hasTime || !c.hasZone || offset != 0 {
		return c
	}
	for _, o := range r.readings {
		if o.refused || !o.hasTime {
			continue
		}
		_, other := o.time.Zone()
		if o.hasZone && other != 0 && o.time.Sub(c.time).Abs() < time.Minute {
			c.time = c.time.In(o.time.Location())
			return c
		}
		if !o.hasZone && (o.rung == rungText || o.rung == rungTime) {
			wall := time.Date(o.time.Year(), o.time.Month(), o.time.Day(), o.time.Hour(), o.time.Minute(), 0, 0, time.UTC)
			diff := wall.Sub(c.time.UTC().Truncate(time.Minute))
			if diff != 0 && diff > -12*time.Hour && diff <= 14*time.Hour && diff%(30*time.Minute) == 0 {
				c.time = c.time.In(time.FixedZone("", int(diff/time.Second)))
				return c
			}
		}
	}
	for _, o := range r.readings {
		if o.rung == rungText && !o.refused && sameDay(o.time, c.time) {
			return c // readers see this day
		}
	}
	for _, rung := range [...]string{rungURL, rungTime, rungText} {
		for _, o := range r.readings {
			if o.rung != rung || o.refused || o.hasTime || !near(o, c) || sameDay(o.time, c.time) {
				continue
			}
			if _, offset := c.time.In(r.zone).Zone(); offset != 0 && sameDay(o.time, c.time.In(r.zone)) {
				c.time = c.time.In(r.zone)
				return c
			}
			hours := o.time.Sub(c.time.UTC().Truncate(24*time.Hour)).Hours() / 24
			if early := hours < 0 && c.time.UTC().Hour() < 12; early || hours > 0 && c.time.UTC().Hour() >= 12 && rung == rungURL {
				return o
			}
		}
	}
	return c
}

// lastChange is the latest change that the page admits to after publication.
func (r *dater) lastChange(pub scraper.Published) time.Time {
	var last time.Time
	for _, u := range r.updated {
		if u.time.After(last) && !u.time.Before(earliest) && u.time.Sub(pub.Time) < math.MaxInt64 && u.time.After(pub.Time) {
			last = u.time
		}
	}
	return last
}
