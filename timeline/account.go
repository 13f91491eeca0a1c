package timeline

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"dateline/timeline/timex"
	"dateline/timeline/words"
)

// telling is an Account in the making: one sentence about one happening.
type telling struct {
	doc        int
	sentence   int // -1: the title
	s          *sentence
	span       *timex.Span // shared with the expression or the article that it is from
	confidence float64
	standing   float64 // how well the sentence stands alone
	hash       uint64  // of its text
	phrase     int32   // index of the time expression that dates it in s.times; or noPhrase, headPhrase
	day        day     // noDay where the span is longer than a day
	plain      bool    // it states what happened, and neither quotes nor says who says so
	beside     bool    // the phrase is not the one that dates what the sentence is about
	foretold   bool    // by its words what it tells was still to come
	remark     bool    // it tells of nothing that came about: it stands by what others tell, and is no witness
	caption    bool    // it is the words under a picture
	stock      bool    // reports tell its words of one day after another
}

// What dates a telling, where no expression of its sentence does.
const (
	noPhrase   = -1 // the day of publication
	headPhrase = -2 // the heading that its sentence stands under
)

// worded reports whether words of the report date the telling: its sentence's own, or those
// of the heading above it.
func (t *telling) worded() bool { return t.phrase != noPhrase }

// lead reports whether the telling stands in the title or among the first
// sentences of its article.
func (t *telling) lead() bool { return t.sentence < leads }

// tellings are the accounts of all articles, in order: every sentence with a
// date, and the undated titles and first sentences of reports on the story,
// which are about the day they were printed or the one before. They are kept
// with their documents: what an article tells does not depend on the others, but
// for its outlet's habit with weekdays.
func (c *corpus) tellings() []telling {
	inParallel(len(c.docs), func() func(int) {
		var out []telling
		noted, cut := newNoted(), &cutter{}
		return func(i int) {
			doc := &c.docs[i]
			if doc.told != nil && doc.toldUntil == doc.until {
				return
			}
			cut.lang = languageOf(doc.language)
			out = out[:0]
			for k := range doc.title {
				out = c.tell(out, i, -1, &doc.title[k], 0, cut)
				c.note(out, noted, cut)
			}
			from := speaking(0)
			for k := range doc.sentences {
				s := &doc.sentences[k]
				before := len(out)
				out = c.tell(out, i, k, s, from, cut)
				c.note(out[before:], noted, cut)
				out = append(out[:before], slices.DeleteFunc(out[before:], func(t telling) bool { return t.remark && t.phrase == headPhrase })...)
				if k < leads || s.under != nil {
					from = from.after(c.articles[i].Text[s.start:s.end], cut)
				}
			}
			musing(out, len(c.articles[i].Text))
			doc.told, doc.toldUntil = append(make([]telling, 0, len(out)), out...), doc.until
		}
	})
	total := 0
	for i := range c.docs {
		total += len(c.docs[i].told)
	}
	all := make([]telling, 0, total)
	for i := range c.docs {
		from := len(all)
		all = append(all, c.docs[i].told...)
		own := all[from:len(all):len(all)]
		for k := range own {
			own[k].doc = i
		}
		c.docs[i].told = own // held once
	}
	open := c.settled.tellings(all)
	c.markStock(all[:open], 0)
	c.markStock(all, open)
	return all
}

// lighten lets go of the terms of sentences that neither tell of anything, nor
// name a day, nor go on from one with a date, nor open their article: they have
// been counted, and are many.
func (c *corpus) lighten() {
	inParallel(len(c.docs), func() func(int) {
		var kept []bool
		return func(i int) {
			doc := &c.docs[i]
			kept = append(kept[:0], make([]bool, len(doc.sentences))...)
			for k := range doc.told {
				t := &doc.told[k]
				if t.sentence >= 0 {
					kept[t.sentence] = true
				}
				for _, near := range t.near(doc.sentences) {
					kept[near] = true
				}
			}
			n := 0
			for k := range kept {
				if kept[k] = kept[k] || k < openings || len(doc.sentences[k].days) > 0; kept[k] {
					n += len(doc.sentences[k].stems)
				}
			}
			for k := range doc.title {
				n += len(doc.title[k].stems)
			}
			all := make([]term, 0, n)
			keep := func(s *sentence) {
				from := len(all)
				all = append(all, s.stems...)
				s.stems = all[from:len(all):len(all)]
			}
			for k := range kept {
				if s := &doc.sentences[k]; kept[k] {
					keep(s)
				} else {
					s.stems = nil
				}
			}
			for k := range doc.title {
				keep(&doc.title[k])
			}
		}
	})
}

// note takes down what the sentence of some tellings says by itself.
func (c *corpus) note(told []telling, noted *noted, cut *cutter) {
	for i := range told {
		t := &told[i]
		s := cut.of(c.text(t))
		t.hash = hash(s.text)
		t.standing, t.plain = standing(s.text, s.words, t.phrase >= 0, s.lang), plain(s.text, s.words, s.lang)
		if t.caption = c.captions(t, cut); t.caption {
			t.standing, t.plain, t.remark = t.standing-depicted, false, t.remark || !t.worded()
		}
		s = cut.of(c.text(t)) // it may have been asked of the first sentence, which has taken the words' place
		if t.s.notes == nil {
			t.s.notes = noted.read(c, t, s.text, s.words, s.lang)
		}
		noted.remember(t)
		t.remark = t.remark && len(t.s.notes.figures) == 0 // "Two people are still missing": a count is news
	}
}

// cutter cuts texts of a language into words, one after another. What it returns
// is good until the next text.
type cutter struct{ sentenceWords }

func (k *cutter) of(text string) sentenceWords {
	if text != k.text || len(k.words) == 0 {
		k.text, k.words = text, words.Append(k.words[:0], text)
	}
	return k.sentenceWords
}

// tell adds the accounts that a sentence gives, if it gives any: one for the
// happening it is about, and a less certain one for each other past day it
// names.
func (c *corpus) tell(out []telling, doc, index int, s *sentence, from speaking, cut *cutter) []telling {
	if len(s.stems) < 2 {
		return out
	}
	t := telling{doc: doc, sentence: index, s: s, day: noDay, phrase: noPhrase}
	text, lang := c.text(&t), cut.lang
	if furniture(text, lang) || len(s.times) > 0 && cut.of(text).bare(s.times) {
		return out
	}
	d := &c.docs[doc]
	headed := d.onTopic && s.under != nil
	undated := d.onTopic && d.day != noDay && (index < openings || index < leads && len(s.times) == 0 || headed)
	main := -1
	if len(s.times) > 0 {
		main = happens(cut.of(text), s.times, d.until)
	}
	if main >= 0 {
		x := &s.times[main]
		t.phrase, t.span, t.confidence, t.day = int32(main), &x.Span, x.Confidence, dayNamed(x.resolved)
		t.foretold = ahead(*x, d.day) && cut.of(text).foretold(*x) || cut.of(text).missed(*x)
		if end := lasting(text, s.times, main, lang); end != noDay {
			t.day = dayOf(x.Span.Start)
			t.span = &timex.Span{Start: t.day.time(), End: end.time(), Precision: timex.Day}
		}
		if later := cut.of(text).later(s.times, main); later != noDay && (d.day == noDay || later <= d.until) {
			t.day = later
			t.span = &timex.Span{Start: later.time(), End: (later + 1).time(), Precision: timex.Day, Approx: true}
		}
		if t.day == noDay && undated && !fine(x.Span) {
			main = -1
		}
	}
	old := -1 // the date, if it is that of the background
	if main >= 0 && t.span == &s.times[main].Span && cut.of(text).background(s.times[main], d.day) {
		news := undated && (headed || index <= 0 || index < newsFirst && !cut.of(text).lasts(s.times[main]) || cut.of(text).related(s.times[main]) || cut.of(text).reduced(s.times[main]) || cut.of(text).compared(s.times[main]))
		if news || t.day != noDay {
			main, old, t.day, undated = -1, main, noDay, news
		}
	}
	second := -1
	if main >= 0 && t.day != noDay && t.span == &s.times[main].Span {
		if first, last := pair(text, s.times, main, lang); last > first {
			second = last + first - main
			t.day = dayNamed(s.times[first].resolved)
			t.phrase = int32(first)
			t.span = &timex.Span{Start: t.day.time(), End: (dayNamed(s.times[last].resolved) + 1).time(), Precision: timex.Day}
		}
	}
	switch {
	case main >= 0:
		out = append(out, t)
	case headed:
		x := &s.under.times[0]
		if t.day = dayNamed(x.resolved); t.day > d.until {
			return out // a programme's, still to come
		}
		out = append(out, telling{doc: doc, sentence: index, s: s, phrase: headPhrase, day: t.day, span: &x.Span, confidence: x.Confidence * underHeading, remark: cut.of(text).promised() || cut.of(text).remark(inChronology, from)})
		if old < 0 {
			return out
		}
	case undated:
		plan := cut.of(text).promised()
		out = append(out, telling{doc: doc, sentence: index, s: s, phrase: noPhrase, day: d.day, span: d.span, confidence: byPrint, foretold: plan, remark: !plan && cut.of(text).remark(index, from)})
		if old < 0 {
			return out
		}
		t.day = d.day
	case old >= 0: // an account of the background alone
	default:
		return out
	}
	for i, x := range s.times {
		if other := dayNamed(x.resolved); other != noDay && other != t.day && (d.day == noDay || other <= d.until) && x.Type != timex.Set {
			if i == second || i == main || main >= 0 && x.Span == s.times[main].Span || states(text, x, lang) || cut.of(text).nameOf(x) {
				continue
			}
			if n := len(out) - 1; n >= 0 && out[n].doc == doc && out[n].sentence == index && out[n].day == other {
				continue
			}
			out = append(out, telling{doc: doc, sentence: index, s: s, phrase: int32(i), beside: true, day: other, span: &s.times[i].Span, confidence: x.Confidence * aside, foretold: ahead(x, d.day) && cut.of(text).foretold(x)})
		}
	}
	return out
}

// newsFirst is how many sentences of a report are news of its day whatever they look
// back on; one further down that does is about the day it looks back on.
const newsFirst = 2

const (
	byPrint = .4 // confidence of a date that is only that of publication
	aside   = .7 // what is left of the confidence in a date that a sentence names beside its own
)

// text is the sentence as it stands.
func (c *corpus) text(t *telling) string {
	a := &c.articles[t.doc]
	if t.sentence < 0 {
		return a.Title[t.s.start:t.s.end]
	}
	return a.Text[t.s.start:t.s.end]
}

// fine reports whether a span is worth an event of its own when an
// opening sentence has nothing finer.
func fine(s timex.Span) bool {
	switch s.Precision {
	case timex.Day:
		return !s.Start.IsZero() && !s.End.IsZero() && !s.OneOf && s.End.Sub(s.Start) <= 31*24*time.Hour // "from 3 to 7 November"
	case timex.Weekend, timex.Week, timex.Part, timex.Month:
		return true
	}
	return false
}

// happens chooses the time expression that dates a sentence's happening: the
// index of the best, or -1 where none has a place on the calendar.
func happens(s sentenceWords, times []expression, printed day) int {
	text, lang := s.text, s.lang
	best, at := 0.0, -1
	for i, x := range times {
		if x.Span.IsZero() || x.Span.Precision == timex.Century || x.Type == timex.Set || x.Type == timex.Duration && x.Span.Precision == timex.Unknown || s.nameOf(x) {
			continue
		}
		score := 2 + precise(x.Span.Precision) - .2*float64(x.Start)/float64(len(text)+1)
		before := lastWords(text[:x.Start], 3)
		if x.AnchorFrom == "text" {
			score -= .1
		}
		if x.Stamp == timex.StampEntry {
			score -= 1.5 // says when it was written, if the sentence does not say more
		}
		if d := dayOf(x.Span.Start); printed != noDay && d > printed {
			score -= .6 // still to come
		}
		if quoted(text[:x.Start]) {
			score -= .5
		}
		from := 0
		if i > 0 {
			from = min(times[i-1].End, x.Start)
		}
		if relative(text[from:x.Start], lang) {
			score -= .45
		}
		if s.background(x, printed) {
			score -= .45
		}
		for k, w := range before {
			switch {
			case lang.bounding[w] && k == 0:
				score -= .4
			case lang.saying[w] && (commaBefore(text[:x.Start]) || lang.aside[words.Fold(firstWord(strings.TrimLeft(text[x.End:], ", ")))]):
				score -= .35 // "…, the ministry said on Tuesday", "said on Tuesday that …"
			}
		}
		if score > best {
			best, at = score, i
		}
	}
	return at
}

// pair is the first and the last expression of "on Sunday and Monday", if the
// chosen one is of such a pair; else the chosen one twice.
func pair(text string, times []expression, chosen int, lang *language) (first, last int) {
	for first := chosen - 1; first <= chosen; first++ {
		if first < 0 || first+1 >= len(times) {
			continue
		}
		a, b := times[first], times[first+1]
		if dayNamed(a.resolved) != noDay && dayNamed(b.resolved) == dayNamed(a.resolved)+1 && a.End <= b.Start && lang.joining[words.Fold(strings.TrimSpace(text[a.End:b.Start]))] {
			return first, first + 1
		}
	}
	return chosen, chosen
}

// lasting is the day after what began on the chosen day was over, where the sentence
// says how long it went on: "for two weeks from 3 November"; noDay: it does not.
func lasting(text string, times []expression, chosen int, lang *language) day {
	x := times[chosen]
	begins := slices.ContainsFunc(lastWords(text[:x.Start], 4), func(w string) bool { return lang.starting[w] }) || slices.ContainsFunc(lastWords(text[:min(x.End, x.Start+12)], 2), func(w string) bool { return lang.starting[w] })
	if !begins || x.Span.Start.IsZero() || x.Span.Precision != timex.Day || !x.Span.End.IsZero() && dayNamed(x.resolved) == noDay {
		return noDay
	}
	for _, d := range times {
		if days := exactly(d.Value); d.Type == timex.Duration && days > 1 && days <= longest && slices.ContainsFunc(lastWords(text[:d.Start], 2), func(w string) bool { return lang.lasting[w] }) {
			return dayOf(x.Span.Start) + days
		}
	}
	return noDay
}

// later is the day that a sentence names by how long after another, the chosen one,
// it was: "two weeks after the talks on 6 February", "a month after 25 January"; noDay:
// it names none so, as "for two weeks after" or "more than two weeks after" do not.
func (s sentenceWords) later(times []expression, chosen int) day {
	x := times[chosen]
	base := dayNamed(x.resolved)
	if base == noDay && x.Type == timex.Date && x.Span.End.IsZero() && len(x.Value) == len(time.DateOnly) { // "after 6 February" is all that followed
		if own, err := time.Parse(time.DateOnly, x.Value); err == nil {
			base = dayOf(own)
		}
	}
	if chosen == 0 || base == noDay {
		return noDay
	}
	length := times[chosen-1]
	rough := func(w string) bool { return s.lang.lasting[w] || s.lang.exceeding[w] }
	if length.Type != timex.Duration || slices.ContainsFunc(lastWords(s.text[:length.Start], 2), rough) || rough(words.Fold(firstWord(s.text[length.Start:]))) || strings.ContainsAny(s.text[length.End:x.Start], ",;:") {
		return noDay
	}
	for i, w := range s.words {
		if w.Start >= length.End && w.Start < x.Start {
			if !s.lang.later[w.Folded] || i+laterWide < len(s.words) && s.words[i+laterWide].Start < x.Start {
				return noDay
			}
			return after(base, length.Value)
		}
	}
	return noDay
}

// laterWide is how many words may stand from "after" to the date of what it was after.
const laterWide = 8

// after is the day that is some days, weeks, months or years after another; noDay: it
// is of another length, or none that a report would count by.
func after(base day, value string) day {
	var n int
	var unit byte
	if _, err := fmt.Sscanf(value, "P%d%c", &n, &unit); err != nil || n <= 0 {
		return noDay
	}
	switch days := exactly(value); {
	case days > longest:
	case days > 0:
		return base + days
	case unit == 'M' && n <= 24:
		return dayOf(base.time().AddDate(0, n, 0))
	case unit == 'Y' && n <= 100:
		return dayOf(base.time().AddDate(n, 0, 0))
	}
	return noDay
}

// exactly is how many days a duration of days or weeks is; 0: it is of another unit.
func exactly(value string) day {
	var n int
	var unit byte
	if _, err := fmt.Sscanf(value, "P%d%c", &n, &unit); err != nil {
		return 0
	}
	return day(n * map[byte]int{'D': 1, 'W': 7}[unit])
}

// states reports whether an expression says when something was said, not when
// it happened: "…, informó ayer", "said on Monday", "on Monday said".
func states(text string, x expression, lang *language) bool {
	for _, w := range lastWords(text[:x.Start], 2) {
		if lang.saying[w] {
			return true
		}
		if !lang.prepositions[w] {
			break
		}
	}
	return lang.saying[words.Fold(firstWord(strings.TrimLeft(text[x.End:], " ")))]
}

// precise is how much an expression says, by its precision.
func precise(p timex.Precision) float64 {
	switch p {
	case timex.Minute, timex.Hour, timex.PartDay, timex.Day:
		return 1
	case timex.Weekend, timex.Week, timex.Part:
		return .6
	case timex.Month:
		return .5
	case timex.Quarter, timex.Season, timex.Half:
		return .3
	case timex.Unknown:
		return -.3
	}
	return .1
}

// lastWords are the last n words of a text, folded, the last first.
func lastWords(text string, n int) []string {
	text = text[max(0, len(text)-60):]
	all := words.Split(text)
	var out []string
	for i := len(all) - 1; i >= 0 && len(out) < n; i-- {
		out = append(out, all[i].Folded)
	}
	return out
}

// relative reports whether a text ends within a relative clause: "two men who
// survived a strike on Thursday will be returned". A clause that holds an
// earlier date is over with it, and so is one that a comma ends; "said that"
// opens no relative clause.
func relative(text string, lang *language) bool {
	if at := strings.LastIndexAny(text, ",;:"); at >= 0 {
		text = text[at+1:]
		if lang.aside[words.Fold(firstWord(strings.TrimLeft(text, " ")))] {
			return true // "…, which opened on Tuesday"
		}
	}
	all := words.Split(text)
	for i := len(all) - 1; i >= 1; i-- {
		if lang.relative[all[i].Folded] {
			return !lang.saying[all[i-1].Folded]
		}
	}
	return false
}

// commaBefore reports whether a comma or a closing quote parts the end of a
// text from what it began with: an attribution hangs on there.
func commaBefore(text string) bool {
	i := strings.LastIndexAny(text, ",”»\"")
	return i > len(text)/3 && i > len(text)-80
}

// quoted reports whether a text ends within a quotation.
func quoted(text string) bool {
	straight, curly := 0, 0
	for _, r := range text {
		switch r {
		case '"':
			straight++
		case '“', '«':
			curly++
		case '”', '»':
			curly--
		}
	}
	return straight%2 == 1 || curly > 0 && unicode.IsPrint(rune(text[0]))
}
