package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"dateline/scraper"
	"dateline/timeline"
	"dateline/timeline/words"
)

// A mark counts the answers of one kind that are right, and says which are not.
type mark struct {
	right, of int
	wrong     []string
}

func (m *mark) add(right bool, format string, args ...any) {
	m.of++
	if right {
		m.right++
	} else {
		m.wrong = append(m.wrong, fmt.Sprintf(format, args...))
	}
}

// card holds what a timeline is worth.
type card struct {
	events     mark // happenings with an event on their day
	once       mark // of these, those with one event only
	bothTold   mark // of these that are told in two languages, those whose event has both
	reports    mark // reports that tell of a happening found and stand in its event
	notEvents  mark
	copies     mark // copies of one origin with what they copy
	figures    mark // reported range of an event's figures
	steps      mark
	figureDiff mark // contradictions shown with their sides
	dateDiff   mark
	blameDiff  mark
	noDiff     mark // what is no contradiction and not shown as one
	shown      mark // contradictions shown that are in the answers
	joined     mark
	apart      mark
}

func (c *card) marks() []struct {
	name string
	*mark
} {
	return []struct {
		name string
		*mark
	}{
		{"happenings found on their day", &c.events}, {"of these, once", &c.once}, {"with both languages joined", &c.bothTold},
		{"their reports in the event", &c.reports}, {"no event where none should be", &c.notEvents}, {"copies of one origin", &c.copies},
		{"figures of events", &c.figures}, {"steps of running counts", &c.steps}, {"figures contradicted", &c.figureDiff}, {"dates contradicted", &c.dateDiff},
		{"responsibility contradicted", &c.blameDiff}, {"no contradiction where none is", &c.noDiff}, {"contradictions shown that are some", &c.shown},
		{"names joined", &c.joined}, {"names kept apart", &c.apart},
	}
}

func (c *card) add(other *card) {
	more := other.marks()
	for i, m := range c.marks() {
		m.right += more[i].right
		m.of += more[i].of
	}
}

func (c *card) print(out io.Writer, verbose bool) {
	for _, m := range c.marks() {
		if m.of == 0 {
			continue
		}
		fmt.Fprintf(out, "  %-36s %3d of %3d\n", m.name, m.right, m.of)
		if verbose {
			for _, w := range m.wrong {
				fmt.Fprintf(out, "      - %s\n", w)
			}
		}
	}
}

// sameKind has the names that figures go by in a timeline, where an analyst has another.
var sameKind = map[string]string{"evacuated": "displaced", "rescued": "survivors", "houses": "buildings", "patients": "hospitalised", "years": "years in prison"}

func kindOf(name string) string { return cmp.Or(sameKind[name], name) }

// score compares a timeline with the answers.
func score(t timeline.Timeline, answers *gold, articles []scraper.Article) *card {
	c := new(card)
	found := c.scoreEvents(t, answers, articles)
	for _, e := range answers.NotEvents {
		i := slices.IndexFunc(t.Events, func(got timeline.Event) bool {
			return got.Span.EDTF() == e.Date && matches(told(&got), e.Words)
		})
		c.notEvents.add(i < 0, "%s %s", e.Date, e.Tells)
	}
	origin := map[string]string{}
	for _, a := range t.Articles {
		origin[reportOf(a.URL)] = a.Origin
	}
	for _, pair := range answers.copies {
		c.copies.add(origin[pair[0]] == origin[pair[1]], "%s copies %s", pair[0], pair[1])
	}
	c.scoreFigures(t, answers, found)
	c.scoreDisputes(t, answers)
	c.scoreActors(t, answers)
	return c
}

// told is what an event says.
func told(e *timeline.Event) string {
	said := e.Headline + " " + e.Summary
	for _, a := range e.Accounts {
		said += " " + a.Quote
	}
	return said
}

// matches reports whether text has a word of each list.
func matches(text string, lists [][]string) bool {
	text = " " + strings.Join(strings.FieldsFunc(words.Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ") + " "
	for _, list := range lists {
		if !slices.ContainsFunc(list, func(word string) bool {
			stem, open := strings.CutSuffix(words.Fold(strings.ReplaceAll(word, "-", " ")), "*")
			if !open {
				stem += " "
			}
			return strings.Contains(text, " "+stem)
		}) {
			return false
		}
	}
	return true
}

// reportsOf are the reports that an event rests on.
func reportsOf(e *timeline.Event) map[string]bool {
	out := map[string]bool{}
	for _, a := range e.Accounts {
		out[reportOf(a.ArticleURL)] = true
	}
	return out
}

// scoreEvents gives each event of the timeline to the happening of its day that it
// shares most reports with, and returns the events by happening, the one with most
// of its reports first.
func (c *card) scoreEvents(t timeline.Timeline, answers *gold, articles []scraper.Article) map[string][]*timeline.Event {
	found := map[string][]*timeline.Event{}
	shared := func(e *timeline.Event, g *goldEvent) (n int) {
		have := reportsOf(e)
		for _, r := range g.Reports {
			if have[r] {
				n++
			}
		}
		return n
	}
	byID := map[string]*goldEvent{}
	for i := range answers.Events {
		byID[answers.Events[i].ID] = &answers.Events[i]
	}
	for i := range t.Events {
		e := &t.Events[i]
		best, most := "", 0
		for j := range answers.Events {
			g := &answers.Events[j]
			if e.Span.EDTF() != g.Date || !matches(e.Headline+" "+e.Summary, g.Words) {
				continue
			}
			if n := shared(e, g); n > most {
				best, most = g.ID, n
			}
		}
		if best != "" {
			found[best] = append(found[best], e)
		}
	}
	lang := map[string]string{}
	for _, a := range articles {
		lang[reportOf(a.URL)] = a.Language
	}
	for i := range answers.Events {
		g := &answers.Events[i]
		got := found[g.ID]
		slices.SortStableFunc(got, func(a, b *timeline.Event) int { return cmp.Compare(shared(b, g), shared(a, g)) })
		c.events.add(len(got) > 0, "%s %s %s", g.ID, g.Date, g.Tells)
		if len(got) == 0 {
			continue
		}
		var heads []string
		for _, e := range got {
			heads = append(heads, fmt.Sprintf("%.2f %s", e.Importance, e.Headline))
		}
		c.once.add(len(got) == 1, "%s %s %s: %s", g.ID, g.Date, g.Tells, strings.Join(heads, " | "))
		have := reportsOf(got[0])
		tells, joins := map[string]bool{}, map[string]bool{}
		for _, r := range g.Reports {
			tells[lang[r]] = true
			if have[r] {
				joins[lang[r]] = true
			}
			c.reports.add(have[r], "%s %s: not %s", g.ID, g.Tells, r)
		}
		if len(tells) > 1 {
			c.bothTold.add(len(joins) == len(tells), "%s %s %s", g.ID, g.Date, g.Tells)
		}
	}
	return found
}

// near is how far values of one figure may be apart, as a share: rounding.
const near = .005

func alike(a, b float64) bool {
	return a == b || math.Abs(a-b) <= near*min(math.Abs(a), math.Abs(b))
}

// extent is the range of an event's figures.
type extent struct{ low, high float64 }

var nothing = extent{math.Inf(1), math.Inf(-1)}

func (e extent) with(f timeline.Figure) extent {
	return extent{min(e.low, f.Value), max(e.high, f.Value, f.High)}
}

func (e extent) alike(other extent) bool { return alike(e.low, other.low) && alike(e.high, other.high) }

func (e extent) String() string {
	if e == nothing {
		return "none"
	}
	return fmt.Sprintf("%v–%v", e.low, e.high)
}

func (c *card) scoreFigures(t timeline.Timeline, answers *gold, found map[string][]*timeline.Event) {
	for _, g := range answers.Events {
		for _, f := range g.Figures {
			own, all := nothing, nothing // its own, and with the story's so far: a disaster's are one
			if len(found[g.ID]) > 0 {
				for _, got := range found[g.ID][0].Figures {
					if got.Name != kindOf(f.Kind) || f.Unit != "" && !strings.EqualFold(got.Unit, f.Unit) {
						continue
					}
					all = all.with(got)
					if got.Scope == timeline.PerEvent {
						own = own.with(got)
					}
				}
			}
			want := extent{f.Low, f.High}
			c.figures.add(own.alike(want) || all.alike(want), "%s %s: %s %v, not %v (with totals %v)", g.ID, g.Tells, f.Kind, want, own, all)
		}
	}
	for _, s := range answers.Series {
		for _, step := range s.Steps {
			right := slices.ContainsFunc(t.Series, func(got timeline.Series) bool {
				return got.Name == kindOf(s.Kind) && (s.Unit == "" || strings.EqualFold(got.Unit, s.Unit)) &&
					slices.ContainsFunc(got.Steps, func(p timeline.Step) bool { return alike(p.Value, step.Value) && p.AsOf == step.Date })
			})
			c.steps.add(right, "%s %v of %s", s.Kind, step.Value, step.Date)
		}
	}
}

// number is the first number of what a side says; ok is false where there is none.
func number(says string) (n float64, ok bool) {
	for _, field := range strings.Fields(says) {
		if n, err := strconv.ParseFloat(strings.Trim(strings.ReplaceAll(field, ",", ""), ".–"), 64); err == nil {
			return n, true
		}
	}
	return 0, false
}

// takes reports whether a side of a contradiction is the one that an analyst has:
// its value, and, where values are words, one of its reports.
func takes(kind string, got timeline.Side, value string, reports []string) bool {
	if kind == "responsibility" {
		return slices.ContainsFunc(got.Reports, func(r timeline.Report) bool { return slices.Contains(reports, reportOf(r.Article)) })
	}
	if kind == "date" {
		return got.Says == value
	}
	a, aNumber := number(got.Says)
	b, bNumber := number(value)
	return aNumber && bNumber && alike(a, b)
}

// shows reports whether a contradiction of a timeline is one of the answers: of one
// kind, and two of its sides at least.
func shows(d timeline.Dispute, g *goldDispute) bool {
	about := kindOf(g.Kind)
	if g.Type != "figure" {
		about = g.Type
	}
	if d.About != about {
		return false
	}
	n := 0
	for _, side := range g.Sides {
		if slices.ContainsFunc(d.Sides, func(got timeline.Side) bool { return takes(g.Type, got, side.Value, side.Reports) }) {
			n++
		}
	}
	return n >= 2
}

func (c *card) scoreDisputes(t timeline.Timeline, answers *gold) {
	for i := range answers.Disputes {
		g := &answers.Disputes[i]
		right := slices.ContainsFunc(t.Events, func(e timeline.Event) bool {
			return slices.ContainsFunc(e.Disputes, func(d timeline.Dispute) bool { return shows(d, g) })
		})
		m := &c.figureDiff
		switch g.Type {
		case "date":
			m = &c.dateDiff
		case "responsibility":
			m = &c.blameDiff
		}
		var sides []string
		for _, s := range g.Sides {
			sides = append(sides, fmt.Sprint(s.Value, " ", s.Reports))
		}
		m.add(right, "%s %s of %s: %s", g.ID, cmp.Or(g.Kind, g.Type), g.Event, strings.Join(sides, " | "))
	}
	event := map[string]*goldEvent{}
	for i := range answers.Events {
		event[answers.Events[i].ID] = &answers.Events[i]
	}
	for _, g := range answers.NoDisputes {
		about := kindOf(g.Kind)
		if g.Type != "figure" {
			about = g.Type
		}
		var wrong string
		for _, e := range t.Events {
			if of := event[g.Event]; of != nil && e.Span.EDTF() != of.Date {
				continue
			}
			for _, d := range e.Disputes {
				if d.About != about || slices.ContainsFunc(answers.Disputes, func(known goldDispute) bool { return shows(d, &known) }) {
					continue
				}
				sides := 0
				for _, s := range d.Sides {
					if slices.ContainsFunc(s.Reports, func(r timeline.Report) bool { return slices.Contains(g.Reports, reportOf(r.Article)) }) {
						sides++
					}
				}
				if sides > 1 {
					wrong = says(d)
				}
			}
		}
		c.noDiff.add(wrong == "", "%s of %s: %s (%s)", cmp.Or(g.Kind, g.Type), g.Event, wrong, g.Why)
	}
	for _, e := range t.Events {
		for _, d := range e.Disputes {
			right := slices.ContainsFunc(answers.Disputes, func(g goldDispute) bool { return shows(d, &g) })
			c.shown.add(right, "%s %s: %s", e.Span.EDTF(), e.Headline, says(d))
		}
	}
}

// says is a contradiction in a line.
func says(d timeline.Dispute) string {
	var sides []string
	for _, s := range d.Sides {
		var reports []string
		for _, r := range s.Reports {
			reports = append(reports, reportOf(r.Article))
		}
		sides = append(sides, fmt.Sprint(s.Says, " ", reports))
	}
	return d.About + " " + strings.Join(sides, " | ")
}

func (c *card) scoreActors(t timeline.Timeline, answers *gold) {
	who := func(name string) int {
		name = words.Fold(name)
		for _, same := range []func(known string) bool{
			func(known string) bool { return words.Fold(known) == name },
			func(known string) bool { return strings.HasSuffix(name, " "+words.Fold(known)) }, // "Ms Arrospide": a title
		} {
			if i := slices.IndexFunc(t.Actors, func(a timeline.Actor) bool { return same(a.Name) || slices.ContainsFunc(a.Also, same) }); i >= 0 {
				return i
			}
		}
		return -1
	}
	for _, names := range answers.Actors.Joined {
		actors := map[int]bool{}
		for _, name := range names {
			actors[who(name)] = true
		}
		c.joined.add(len(actors) == 1 && !actors[-1], "%s", strings.Join(names, ", "))
	}
	for _, names := range answers.Actors.Apart {
		right := true
		for i, name := range names {
			for _, other := range names[i+1:] {
				if at := who(name); at >= 0 && at == who(other) {
					right = false
				}
			}
		}
		c.apart.add(right, "%s", strings.Join(names, ", "))
	}
}
