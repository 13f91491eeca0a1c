package timeline

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"sync"
	"time"

	"dateline/timeline/atlas"
	"dateline/timeline/figure"
	"dateline/timeline/timex"
	"dateline/timeline/words"
)

// Series is one running count followed through a story's reports.
type Series struct {
	Name  string // what is counted: killed, strikes, …
	Unit  string // of money
	Of    string // who, where it is not people at large: turtles; of money what for: loss, aid
	Since string // what most reports count from, as EDTF: 2025-09, 2025-09-02; empty: they do not say
	Steps []Step // by day
}

// Step is the first report of a new value of a running count.
type Step struct {
	Figure           // AsOf is the day of the report, or the one it names
	Outlet    string // of the report
	Title     string
	Published string // as scraper.Published.String
	Language  string
	Origins   int // independent origins that give the value, then or later
}

const (
	shortestSeries = 2   // steps that make a series
	leastReports   = 3   // that give its values
	wellReported   = 3   // origins of a value that make it a measure for those after it
	wildest        = 20  // times the value before: no single origin is believed that
	wildJump       = 5   // times the value before: after a well reported one, single origins are not believed that
	mostValues     = 400 // different values that are weighed against each other; the least reported are left out
)

// reported is one value of a running count and who gave it.
type reported struct {
	Step
	kin     string // what Of means; empty: people at large
	day     day
	since   day    // noDay: not said
	start   string // the same as EDTF
	origin  int
	origins map[int]bool // of all reports of the value
	docs    map[int]int  // the same: the reports, and the sentence that gives it in each
	doc     int
	place   int  // sentence that gives it
	lowered bool // it is said to have been more before
}

// series follows the story's running counts through all its reports: "at least
// 57 killed since September", "the 14th strike". Of each count it keeps the
// values that rise with time and that most independent origins give, so that
// neither an old total told again nor one report's slip makes a step. Sums of money are
// followed by what they are for, those of each currency apart. How many
// are missing or held rises first and falls then, as they are found or freed.
func (c *corpus) series() []Series {
	type count struct{ name, unit, kin string }
	counts := map[count][]reported{}
	for _, r := range c.counts() {
		key := count{r.Name, r.Unit, r.kin}
		counts[key] = append(counts[key], r)
	}
	var out []Series
	for key, all := range counts {
		for len(all) > 0 {
			since, start := usualStart(all)
			var own, other []reported
			for _, r := range all {
				if since == noDay || r.since == noDay || r.since >= since-samePhase && r.since <= since+samePhase {
					own = append(own, r)
				} else {
					other = append(other, r)
				}
			}
			s := Series{Name: key.name, Unit: key.unit, Since: start}
			switch {
			case falls[key.name]:
				s.Steps = falling(own)
			case key.name == "cases": // of which the first are few
				s.Steps = rising(own)
			default:
				s.Steps = rising(sameCount(own))
			}
			if len(s.Steps) > 0 {
				if key.kin != "" {
					s.Of = s.Steps[0].Of
				}
				out = append(out, s)
			}
			all = other
		}
	}
	return out
}

// begun puts before the steps of each series the toll of the happening that it counts
// from: several origins tell of it, and give a number of it alone. It leaves out what
// then has too few steps or reports for a series.
func begun(all []Series, events []Event) []Series {
	for i := range all {
		if falls[all[i].Name] {
			continue // its first values are steps
		}
		if first, known := all[i].beginning(events); known {
			all[i].Steps = slices.Insert(all[i].Steps, 0, first)
		}
	}
	all = slices.DeleteFunc(all, func(s Series) bool { return len(s.Steps) < shortestSeries || s.weight() < leastReports })
	slices.SortStableFunc(all, func(a, b Series) int {
		return cmp.Or(cmp.Compare(b.weight(), a.weight()), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Of, b.Of), cmp.Compare(a.Since, b.Since))
	})
	return all
}

// beginning is the step that a series begins with: of the first event since it counts,
// or else of the last weeks before its first step.
func (s Series) beginning(events []Event) (Step, bool) {
	first := s.Steps[0]
	to, err := time.Parse(time.DateOnly, first.AsOf)
	if err != nil {
		return Step{}, false
	}
	from := to.AddDate(0, 0, -samePhase)
	if said := strings.TrimRight(s.Since, "~"); said != "" {
		if since, err := time.Parse(time.DateOnly[:min(len(said), len(time.DateOnly))], said); err == nil {
			from = since
		}
	}
	for _, e := range events { // in order of time
		if e.Origins < 2 || e.Span.Start.Before(from) || e.Span.Start.After(to) || e.Span.Precision != timex.Day {
			continue
		}
		for _, f := range e.Figures {
			if f.Scope == PerEvent && f.Name == s.Name && f.Unit == s.Unit && f.Of == s.Of && f.Value > 1 && f.Value < first.Value && wildJump*f.Value >= first.Value && f.AsOf <= first.AsOf {
				return e.step(f)
			}
		}
	}
	return Step{}, false
}

// step is a figure of an event as a step of a count, if two origins or more give it.
func (e *Event) step(f Figure) (Step, bool) {
	step, origins := Step{Figure: f}, map[string]bool{}
	for _, a := range e.Accounts {
		if a.ArticleURL == f.Article {
			step.Outlet, step.Title, step.Published, step.Language = a.Outlet, a.Title, a.Published, a.Language
		}
		if slices.ContainsFunc(figuresOf(a.Quote, words.Split(a.Quote), nil, languageOf(a.Language)), func(g tallied) bool { return g.Name == f.Name && g.Unit == f.Unit && g.Value == f.Value }) {
			origins[a.Origin] = true
		}
	}
	step.Origins = len(origins)
	return step, step.Origins > 1
}

// weight is how often a series' values are given.
func (s Series) weight() int {
	n := 0
	for _, step := range s.Steps {
		n += step.Origins
	}
	return n
}

// sameCount leaves out, where reports say since when they count, what others
// count without saying so and is far less: the toll of one attack beside that of
// the war since March. What led up to the first of them by steps is the same count.
func sameCount(all []reported) []reported {
	least, first := math.Inf(1), 0
	for i, r := range all { // in order of publication
		if r.since == noDay {
			continue
		}
		if math.IsInf(least, 1) {
			first = i
		}
		least = min(least, r.Value)
	}
	if math.IsInf(least, 1) {
		return all
	}
	keep := make([]bool, len(all))
	step := all[first].Value
	for i := len(all) - 1; i >= 0; i-- {
		r := &all[i]
		switch {
		case r.since != noDay:
			keep[i] = true
		case i > first:
			keep[i] = wildJump*r.Value >= least
		case wildJump*r.Value >= step:
			keep[i], step = true, min(step, r.Value)
		}
	}
	out := all[:0]
	for i, r := range all {
		if keep[i] {
			out = append(out, r)
		}
	}
	return out
}

// usualStart is the day that most reports count from and how they name it,
// noDay where none says. Those that give the same value without a day count with them.
func usualStart(all []reported) (since day, start string) {
	votes, given := map[string]int{}, map[float64]int{}
	since = noDay
	for _, r := range all {
		given[r.Value]++
	}
	for _, r := range all {
		if r.since == noDay {
			continue
		}
		votes[r.start] += given[r.Value]
		if n := votes[r.start]; since == noDay || n > votes[start] || n == votes[start] && r.start < start {
			since, start = r.since, r.start
		}
	}
	return since, start
}

// counting is a running count that a document gives.
type counting struct {
	tallied
	since day      // noDay: not said
	start string   // the same as EDTF
	lands []string // countries that its sentence names
	on    day      // that it is said to be of; noDay: of the report's
	place int      // sentence that gives it; -1: the title
}

// ownLand is the share of a story's reports that name a country whose counts
// may be the story's: a live blog tells of another disaster in between.
const ownLand = .05

// elsewhere reports whether countries are named and hardly any report names them.
func elsewhere(lands []string, naming map[string]int, reports int) bool {
	return len(lands) > 0 && !slices.ContainsFunc(lands, func(l string) bool { return float64(naming[l]) >= ownLand*float64(reports) })
}

// lands are how many reports on the story name each country, and how many there are.
func (c *corpus) lands() (naming map[string]int, reports int) {
	naming = map[string]int{}
	for i := range c.docs {
		if !c.docs[i].onTopic {
			continue
		}
		reports++
		var own []string
		for _, a := range c.docs[i].names {
			if p, known := atlas.Named(a.name); known && !strings.HasPrefix(a.alias, headOf) {
				if land := cmp.Or(p.Country, p.Name); !slices.Contains(own, land) {
					own = append(own, land)
					naming[land]++
				}
			}
		}
	}
	return naming, reports
}

// landsIn are the countries that a sentence names, by their own name, their
// capital's or their people's.
func landsIn(text string, split []words.Word, lang *language) []string {
	var out []string
	for _, w := range split {
		if land := atlas.Of(text[w.Start:w.End]); land != "" && (lang.layingTo != "" || text[w.Start] >= 'A' && text[w.Start] <= 'Z') {
			out = append(out, land)
		}
	}
	for _, m := range mentions(text, split) {
		if p, known := atlas.Named(m.name); known && (p.Kind == atlas.Country || p.Kind == atlas.Capital) {
			out = append(out, cmp.Or(p.Country, p.Name))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// counts are the running counts of all documents, in order of publication.
func (c *corpus) counts() []reported {
	var out []reported
	naming, reports := c.lands()
	others := c.wholeCounts()
	for i := range c.docs {
		d, a := &c.docs[i], &c.articles[i]
		if d.day == noDay {
			continue
		}
		for _, n := range d.counts {
			if n.deed && others[n.Name] > 1 { // of one attack among several
				continue
			}
			if n.Name == "money" { // of many things: spent, lost, claimed
				if n.since != noDay && n.since < d.day-longAgo {
					continue
				}
				n.kin = n.Of
			}
			if elsewhere(n.lands, naming, reports) {
				continue
			}
			on := d.day
			if n.on != noDay {
				on = n.on
			}
			n.AsOf, n.Article = on.span().FirstDay(), a.URL
			out = append(out, reported{kin: n.kin, place: n.place, lowered: n.lowered, Step: Step{Figure: n.Figure, Outlet: a.Outlet, Title: a.Title, Published: d.published, Language: a.Language},
				day: on, since: n.since, start: n.start, origin: d.origin, doc: i})
		}
	}
	return out
}

// wholeCounts is how many different numbers the documents give of each thing that are
// not said to be of one deed.
func (c *corpus) wholeCounts() map[string]int {
	type number struct {
		name  string
		value float64
	}
	seen, out := map[number]bool{}, map[string]int{}
	for i := range c.docs {
		for _, n := range c.docs[i].counts {
			if at := (number{n.Name, n.Value}); !n.deed && !seen[at] {
				seen[at] = true
				out[n.Name]++
			}
		}
	}
	return out
}

// growing reports whether a sum of money is one that reports tell anew as it grows: said to
// be of all until now, or of what is found to be missing; not one of some time that has
// gone by, "$26 million in dividends over 15 years", nor a limit, "up to $75 million".
func growing(f tallied, times []expression) bool {
	return f.Of != "" && !f.Qualifier.Upper() && (f.Scope == Cumulative || f.Of == "hole") && !slices.ContainsFunc(times, func(x expression) bool { return x.Type == timex.Duration })
}

// accounted are the measures of those of whom it is known what became of them.
var accounted = map[string]bool{"killed": true, "wounded": true, "survivors": true, "released": true}

// ofNow reports whether a sentence names no day but those of the report's last week.
func (d *document) ofNow(s *sentence) bool {
	return !slices.ContainsFunc(s.days, func(named day) bool { return named > d.day || named < d.day-lastWeek })
}

// longAgo is how many days before its report a sum is counted from, at the earliest: what
// asbestos has cost since the 1970s is another story's.
const longAgo = 3652

// lastWeek is how many days before its report a happening may be whose missing are those
// of the report's day.
const lastWeek = 7

// recordSince reports whether an expression says since when there was no such thing, and
// not since when something is counted: "the first outbreak since 1999".
func (s sentenceWords) recordSince(x expression) bool {
	at := s.wordsTo(x.Start)
	for i := at - 1; i >= max(0, at-clauseWide) && !s.parted(i, at); i-- {
		if s.lang.records[s.words[i].Folded] {
			return true
		}
	}
	return false
}

// counts reports whether a term is of a word for something that is counted.
func (r *reader) counts(t term) bool {
	for len(r.counting) <= int(t) {
		r.counting = append(r.counting, countedStems()[r.names[len(r.counting)]])
	}
	return r.counting[t]
}

// countedStems are the stems of words for something that is counted, of all
// languages.
var countedStems = sync.OnceValue(func() map[string]bool {
	stems := map[string]bool{}
	for code := range languages() {
		stemmer := words.NewStemmer(code)
		for _, w := range slices.Concat(figure.Counting(code), figure.Sums(code)) {
			stems[stemmer.Stem(w)] = true
		}
	}
	delete(stems, "")
	return stems
})
