package timeline

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"dateline/timeline/atlas"
	"dateline/timeline/timex"
	"dateline/timeline/words"
)

// How many sentences are chosen, and how much worse than the day's best one
// may be before it stops being news of the day.
const (
	picksPerDay   = 12
	summaryAtMost = 3
	surelyNews    = .3  // of the gain of the day's best sentence: a happening whose own best has it is news
	leastGain     = .1  // the same, for a happening unlike those that are
	alikeNews     = .12 // cosine at which it is like them
	lightest      = .01 // weight of a day that matters least: its events still differ
)

// write turns happenings into events: weighed against each other, told in
// sentences of their accounts.
// held are the tellings that events rest on.
func (c *corpus) write(happenings []*happening, tellings []telling, weights dayWeights) (events []Event, held []bool) {
	held = make([]bool, len(tellings))
	kept := c.tellSettled(tellings)
	c.late = c.latecomers()
	calendar, late := c.calendar(0, len(c.docs)), (*calendar)(nil)
	if c.settled.docs > 0 {
		late = c.calendar(c.settled.docs, len(c.docs))
	}
	byDay := map[day][]*happening{}
	for _, h := range happenings {
		byDay[h.day] = append(byDay[h.day], h)
	}
	days := sortedDays(byDay)
	written, chosen := make([][]Event, len(days)), make([][][]pick, len(days))
	inParallel(len(days), func() func(int) {
		desk := c.desk(tellings, held, c.fresh)
		return func(n int) {
			d := days[n]
			if d != noDay {
				w := desk.writer()
				told := kept.day(d, byDay[d], w, late)
				if told == nil {
					told = w.anew(calendar, d, byDay[d], nil)
				}
				written[n], chosen[n] = w.events(told, max(lightest, weights[d]))
				for _, h := range byDay[d] {
					if h.settled == 0 {
						h.bag = nil // as large as the day's events are
					}
				}
				return
			}
			for _, h := range byDay[d] {
				if !c.notable(h, tellings) {
					continue
				}
				w := desk.writer()
				told := kept.longer(h, w)
				if told == nil {
					told = w.anew(calendar, noDay, []*happening{h}, places(h, tellings))
				}
				events, picks := w.events(told, c.breadth(h, tellings))
				written[n], chosen[n] = append(written[n], events...), append(chosen[n], picks...)
			}
		}
	})
	c.settled.anew = map[identity]*told{}
	c.anew.Range(func(id, kept any) bool {
		c.settled.anew[id.(identity)] = kept.(*told)
		return true
	})
	events = slices.Concat(written...)
	c.once(events, slices.Concat(chosen...))
	inTime(events)
	return events, held
}

// places are where the accounts of a happening stand.
func places(h *happening, tellings []telling) []place {
	var out []place
	for _, t := range h.members {
		out = append(out, place{int32(tellings[t].doc), int32(tellings[t].sentence)})
	}
	return out
}

// desk is a writer whose memory serves one after the other, of one goroutine.
// Beside the counted terms it knows those given.
func (c *corpus) desk(tellings []telling, held []bool, terms map[string]term) *writer {
	return &writer{c: c, tellings: tellings, held: held, scratch: make([]term, 0, 64), made: &vectorMaker{}, tally: newTally(len(c.terms)),
		bench: newBench(len(c.ring.rarity)), sums: newSums(len(c.ring.rarity)), own: newSums(len(c.ring.rarity)), lexicon: lexicon{c.settled.numbers, terms, map[string]*words.Stemmer{}}}
}

// writer is one for the next day or stretch, which begins with nothing learnt.
func (w *writer) writer() *writer {
	next := *w
	next.told = nil
	return &next
}

// learn makes the model of a day, or of a stretch that is told in some places.
func (w *writer) learn(k *calendar, d day, also []place) {
	w.fresh = k.model(d, also, w.tally)
	w.model = w.fresh.clone()
}

// notable reports whether a happening of a longer stretch than a day is more
// than a remark: several origins tell of it, or a report opens with it.
func (c *corpus) notable(h *happening, tellings []telling) bool {
	first := c.docs[tellings[h.members[0]].doc].origin
	return slices.ContainsFunc(h.members, func(i int) bool {
		return c.docs[tellings[i].doc].origin != first || tellings[i].sentence <= 0
	})
}

// breadth is the weight of a happening of a longer stretch than a day: how many
// origins tell of it, .1 if one does, .5 if ten do.
func (c *corpus) breadth(h *happening, tellings []telling) float64 {
	origins := map[int]bool{}
	for _, i := range h.members {
		origins[c.docs[tellings[i].doc].origin] = true
	}
	return .1 + .4*math.Min(1, math.Log(float64(len(origins)))/math.Log(10))
}

// writer writes the events of one day, or of one longer stretch.
type writer struct {
	c        *corpus
	tellings []telling
	model    model // what its terms are still worth
	fresh    model // what they were worth before a sentence was chosen
	scratch  []term
	sums     *sums // empty between two uses
	own      *sums // the same
	made     *vectorMaker
	tally    *tally
	bench    *bench             // of its goroutine
	told     map[*happening]int // independent origins that tell of each
	lexicon  lexicon
	held     []bool // by telling
}

// pick is a chosen sentence.
type pick struct {
	t       *telling
	at      int // of t among the tellings
	of      *happening
	gain    float64
	fitness float64 // what its gain is multiplied by
	text    string  // as it is printed
}

// tell chooses the sentences that best tell of a day, whatever happening they
// belong to. A happening that none of them tells of is no news beside the
// others: its accounts go to the happening it is part of, if there is one. Else it is
// an event of little weight where a report opens with it, several date it, or one does
// and it is around another. What is told twice becomes one.
func (w *writer) tell(happenings []*happening) []*tale {
	happenings = slices.DeleteFunc(slices.Clone(happenings), w.furniture)
	if len(happenings) == 0 {
		return nil
	}
	var open []pick
	for _, h := range happenings {
		slices.Sort(h.members)
		best := 0
		for _, i := range h.members {
			if t := &w.tellings[i]; w.tellable(t) {
				best = max(best, w.choice(h, t))
			}
		}
		for _, i := range h.members {
			if t := &w.tellings[i]; w.tellable(t) && w.choice(h, t) == best {
				open = append(open, pick{t: t, at: i, of: h, gain: math.Inf(1)})
			}
		}
	}
	if len(open) == 0 {
		for _, h := range happenings {
			for _, i := range h.members {
				open = append(open, pick{t: &w.tellings[i], at: i, of: h, gain: math.Inf(1)})
			}
		}
	}
	picks := w.choose(slices.Clone(open), w.voices(happenings), picksPerDay)
	if len(happenings) == 1 && happenings[0].toll {
		picks = w.latest(open)
	}
	told, rest := w.news(picks, happenings)
	last := picks[0].gain // of what is news
	for _, t := range told {
		last = min(last, t.picks[0].gain)
	}
	for _, parts := range w.parts(happenings, told, rest) {
		if minor := w.minor(parts, told, open, picks[0].gain, last); minor != nil {
			told = append(told, minor)
		}
	}
	told = w.joinSame(told)
	for i, t := range told {
		t.picks = w.titledOnce(details(t.picks))
		t.picks = w.withFates(t.happening, t.picks[:w.worthTelling(t, told[i+1:])])
		t.best = picks[0].gain
		var printed []string
		for i := range t.picks {
			p := &t.picks[i]
			if p.text == "" {
				p.text = w.print(p.t, w.fresh)
			}
			if !slices.Contains(printed, p.text) { // cut to the same words
				printed = append(printed, p.text)
			}
		}
		t.summary, t.headline = strings.Join(printed, " "), w.headline(t, printed[0])
	}
	return told
}

// furniture reports whether nothing tells of a happening but what is printed every
// day within reports: lines of the page, background without a date. What a report
// begins with is its news, though another began with the same words.
func (w *writer) furniture(h *happening) bool {
	return !h.toll && !slices.ContainsFunc(h.members, func(i int) bool { return !w.tellings[i].stock || w.tellings[i].sentence <= 0 })
}

// latest are the sentences of a running count, the newest first.
func (w *writer) latest(open []pick) []pick {
	slices.SortStableFunc(open, func(a, b pick) int { return cmp.Compare(w.c.docs[b.t.doc].day, w.c.docs[a.t.doc].day) })
	picks := open[:1]
	picks[0].gain = 1
	return picks
}

// tale is a happening that becomes an event, with the sentences that tell of it.
type tale struct {
	*happening
	from     []*happening // itself, and those whose accounts it has taken over
	near     []*happening // that are a little like it, and no part of it
	members  []int        // the accounts of all of them, in order
	aside    []int        // of these, those that only stand by what others tell, in order
	naming   []int        // of these, those whose names are the event's
	picks    []pick       // its own sentences, the most telling first
	first    vector       // what the first of them is about
	best     float64      // gain of the day's best sentence
	minor    bool         // it was not news beside the others of the day
	headline string
	summary  string
	kept     *keptTale // nil: it is told anew each time
}

// news parts the happenings that the chosen sentences tell of from the rest.
func (w *writer) news(picks []pick, happenings []*happening) (told []*tale, rest []*happening) {
	news := map[*happening]*tale{}
	for _, p := range picks {
		t := news[p.of]
		if gain := p.gain / picks[0].gain; t == nil && (gain >= surelyNews || gain >= leastGain && w.like(p.of, told, alikeNews, 0) == nil) {
			t = &tale{happening: p.of, from: []*happening{p.of}}
			news[p.of] = t
			told = append(told, t)
		}
		if t != nil {
			t.picks = append(t.picks, p)
		}
	}
	for _, h := range happenings {
		if news[h] == nil {
			rest = append(rest, h)
		}
	}
	return told, rest
}

// worthTelling is how many of a tale's sentences its summary holds: those after
// the first that are not far less than the next happenings that are news of the day.
func (w *writer) worthTelling(t *tale, others []*tale) int {
	next := 0.0
	for _, o := range others {
		if !o.minor {
			next = max(next, o.picks[0].gain)
		}
	}
	n := 1
	for n < min(len(t.picks), summaryAtMost) && t.picks[n].gain >= detailLeast*next {
		n++
	}
	return n
}

// print is a telling's sentence as its summary has it: of the ways to shorten it
// the one that tells most for its length, by a model.
func (w *writer) print(t *telling, m model) string {
	language := w.c.docs[t.doc].language
	versions := shortened(w.c.trim(t), languageOf(language))
	best, at := 0.0, 0
	for i, v := range versions {
		said := sentence{stems: w.lexicon.terms(v.text, v.words, language)}
		if gain := m.gain(&said, w.scratch); len(said.stems) > 0 && gain > best {
			best, at = gain, i
		}
	}
	return strings.Clone(versions[at].text) // not to keep the report
}

// sift leaves out of a tale the accounts that do not belong to it, and says of each of
// the others whether what other origins say bears it out.
func (w *writer) sift(t *tale) (alike []bool) {
	if w.manySettled(t) {
		return w.siftLate(t)
	}
	vectors := w.vectors(t.members)
	t.members, vectors, t.aside = w.belonging(t, vectors)
	return w.borneOut(t.members, vectors)
}

// event writes one event, from the sentences chosen for it. Figures and actors
// are read from its own accounts, not from those it took over.
func (w *writer) event(t *tale, importance float64) Event {
	alike := w.sift(t)
	for _, m := range t.members {
		w.held[m] = true
	}
	e := Event{Span: w.stretch(t), Importance: round4(importance), Accounts: w.c.accounts(w.tellings, t.members, t.aside)}
	e.Headline, e.Summary = t.headline, t.summary
	witnesses, seas := make([]int, len(t.members)), make([][]atlas.Place, len(t.members))
	for i, m := range t.members {
		witnesses[i], seas[i] = w.c.docs[w.tellings[m].doc].origin, w.tellings[m].s.notes.seas
	}
	var names []saying
	var told []given
	var blamed []charge
	all := w.givers(w.core(t))
	for _, v := range all {
		if v.id == v.account {
			t.naming = append(t.naming, v.id)
		}
		t := v.telling
		doc := &w.c.docs[t.doc]
		if v.id == v.account {
			names = append(names, saying{t.s.notes, t.doc, doc.origin})
		}
		for _, f := range t.s.notes.figures {
			if f.before {
				continue
			}
			f.Article, f.Quote = w.c.articles[t.doc].URL, w.c.text(t)
			if doc.day != noDay {
				f.AsOf = doc.day.span().FirstDay()
			}
			f.whose = w.c.players.camp(f.whose)
			e.Figures = append(e.Figures, f.Figure)
			told = append(told, given{tallied: f, origin: doc.origin, telling: v.account, sentence: t.sentence})
		}
		blamed = append(blamed, w.charges(v)...)
	}
	told, e.Figures = w.setAgainst(all, t.day, told, e.Figures)
	e.Figures = slices.Clone(settle(countedOver(e.Figures, told))) // few of many
	for i := range seas {
		if !alike[i] {
			seas[i] = nil // a remark of another sea
		}
	}
	e.Disputes = append(disputes(&e, told, seas, w.alike, func(a, b int) (float64, bool) { return w.nearness(t.members[a], t.members[b]) }), responsibilityDisputed(blamed)...)
	e.Disputes = withClaimed(e.Disputes, w.daysClaimed(all, t.day))
	e.Confidence, e.Why = trust(&e, witnesses, alike)
	if t.toll {
		e.Why += rise(e.Figures)
	} else {
		e.Why += differences(e.Disputes)
	}
	e.Actors = w.c.players.actors(names)
	return e
}

// has reports whether an account is the happening's own.
func (h *happening) has(m int) bool {
	return among(h.members, m)
}

// among reports whether an account is one of some, which are in order.
func among(all []int, m int) bool {
	_, found := slices.BinarySearch(all, m)
	return found
}

// core are a tale's own accounts of what came about.
func (w *writer) core(t *tale) []int {
	return slices.DeleteFunc(slices.Clone(t.members), func(m int) bool { return !t.has(m) || w.tellings[m].foretold })
}

// stretch is when a tale happened: its day, or the days from it on that most of
// its own dated accounts say: "on Sunday and Monday", "for two weeks from Sunday".
func (w *writer) stretch(t *tale) timex.Span {
	if t.day == noDay {
		return t.span
	}
	until, dated := map[day]int{}, 0
	from, to := daysOf(t.span)
	for _, m := range t.happening.members {
		s := &w.tellings[m]
		if !s.worded() || s.beside {
			continue
		}
		dated++
		if first, last := daysOf(*s.span); s.span.Precision == timex.Day && first == from && last > to {
			until[dayOf(s.span.End)]++
		}
	}
	for _, end := range sortedDays(until) {
		if 2*until[end] > dated {
			return timex.Span{Start: t.span.Start, End: end.time(), Precision: timex.Day}
		}
	}
	return t.span
}

// bodiesFirst orders tellings so that sentences come before titles, which say
// things shorter than they are: "three dead" for "at least three".
func bodiesFirst(members []int, tellings []telling) []int {
	out := slices.Clone(members)
	slices.SortStableFunc(out, func(a, b int) int {
		return cmp.Compare(min(tellings[b].sentence, 0), min(tellings[a].sentence, 0))
	})
	return out
}

// main reports whether a telling is in the story's main language.
func (w *writer) main(t *telling) bool {
	langs := w.c.story.Languages
	return len(langs) == 0 || w.c.docs[t.doc].language == langs[0]
}

func round4(x float64) float64 { return math.Round(x*1e4) / 1e4 }

// tellable reports whether a telling can stand in a summary: a sentence of a
// fair length.
func (w *writer) tellable(t *telling) bool {
	return t.sentence >= 0 && !t.foretold && len(t.s.stems) >= 4 && len(t.s.stems) <= 35
}

// choice is the higher the rather a happening is told in the words of a telling: in
// the story's main language first, then in what is about its own day, so that no two
// days are told in the same words, then in what is not printed every day. A running
// count is told in its newest words.
func (w *writer) choice(h *happening, t *telling) int {
	n := 0
	if w.main(t) {
		n += 4
	}
	if !t.beside {
		n += 2
	}
	if !t.stock || h.toll {
		n++
	}
	return n
}

// choose picks sentences one by one, each for what it adds to those before. The
// likeliest are the rather chosen the more of what witnesses say bears them out.
func (w *writer) choose(open []pick, said voices, most int) []pick {
	var picks []pick
	news := w.telling(open)
	for i := range open {
		open[i].fitness = w.fitness(open[i]) * math.Exp(news[i])
		open[i].gain = w.model.gain(open[i].t.s, w.scratch) * open[i].fitness
	}
	slices.SortStableFunc(open, func(a, b pick) int { return cmp.Compare(b.gain, a.gain) })
	for i := range open[:min(len(open), likeliest)] {
		borne := math.Exp(w.borne(open[i].t, said))
		open[i].fitness *= borne
		open[i].gain *= borne
	}
	for len(picks) < most && len(open) > 0 {
		best, at := -1.0, -1
		for i := range open {
			if open[i].gain <= best {
				continue // what it says has only become less
			}
			open[i].gain = w.model.gain(open[i].t.s, w.scratch) * open[i].fitness
			if open[i].gain > best {
				best, at = open[i].gain, i
			}
		}
		p := open[at]
		p.text = w.print(p.t, w.model)
		picks = append(picks, p)
		w.model.tire(p.t.s, w.scratch)
		open = slices.DeleteFunc(open, func(o pick) bool { return o.t == p.t || slices.Equal(o.t.s.stems, p.t.s.stems) })
	}
	return picks
}

// like is the tale that a happening is most like, if it is like any: as much as
// asked, and more by their breadth.
func (w *writer) like(minor *happening, told []*tale, alike, rise float64) *tale {
	v := minor.bag.vector()
	best := 1.0
	var found *tale
	for _, t := range told {
		least := alike + rise*math.Sqrt(t.breadth()*minor.breadth())
		if t.langs&minor.langs == 0 {
			least *= foreign
		}
		if over := t.bag.cosine(v) / least; !t.minor && over > best && !w.c.across(t.happening, minor, w.tellings) {
			best, found = over, t
		}
	}
	return found
}

// opening reports whether a happening is what a report on the story is about:
// its title or first sentence tells of it.
func (w *writer) opening(h *happening) bool {
	return slices.ContainsFunc(h.members, func(i int) bool {
		t := &w.tellings[i]
		return t.sentence <= 0 && w.c.docs[t.doc].onTopic
	})
}

// agreed reports whether two origins or more say in words that a happening was
// of its day.
func (w *writer) agreed(h *happening) bool {
	first := -1
	for _, i := range h.members {
		t := &w.tellings[i]
		if origin := w.c.docs[t.doc].origin; t.worded() && !t.foretold && first < 0 {
			first = origin
		} else if t.worded() && !t.foretold && origin != first {
			return true
		}
	}
	return false
}

// leading are parts in order, but one of them first.
func leading(first *happening, parts []*happening) []*happening {
	out := []*happening{first}
	for _, h := range parts {
		if h != first {
			out = append(out, h)
		}
	}
	return out
}

// least is the most that a happening unlike the day's news can weigh: as much
// as news if a report bears its title.
func (w *writer) least(h *happening) float64 {
	if slices.ContainsFunc(h.members, func(i int) bool { return w.tellings[i].sentence < 0 }) {
		return surelyNews
	}
	return leastGain
}

// best is the sentence of some happenings that is worth most.
func (w *writer) best(parts []*happening, open []pick) pick {
	var found pick
	for _, p := range open {
		if slices.Contains(parts, p.of) {
			if p.gain = w.fresh.gain(p.t.s, w.scratch) * w.fitness(p); found.t == nil || p.gain > found.gain {
				found = p
			}
		}
	}
	return found
}
