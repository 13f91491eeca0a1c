package timeline

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dateline/timeline/atlas"
	"dateline/timeline/words"
)

// datesDisputed compares the days that reports name for an event in words.
func datesDisputed(e *Event, nearness func(a, b int) (cosine float64, foreign bool)) []Dispute {
	if first, last := daysOf(e.Span); first != last {
		return nil
	}
	named := func(a *Account) day { // noDay: none, or more than one
		if first, last := daysOf(a.Span); first == last && a.Phrase != "" && !a.Foretold && a.Span.FirstDay() <= firstDay(a.Published) {
			return first
		}
		return noDay // a plan, or a stretch
	}
	one, differ := noDay, false
	for i := range e.Accounts {
		if d := named(&e.Accounts[i]); d != noDay {
			differ = differ || one != noDay && d != one
			one = d
		}
	}
	if !differ {
		return nil // as most
	}
	byDay := map[day][]int{}
	for i := range e.Accounts {
		if d := named(&e.Accounts[i]); d != noDay {
			byDay[d] = append(byDay[d], i)
		}
	}
	opposed := map[day]bool{} // days that accounts of one thing are set on
	for d, own := range byDay {
		for o, others := range byDay {
			opposed[d] = opposed[d] || d != o && oneThing(e.Accounts, own, others, nearness)
		}
	}
	reports := reportsOf(e)
	var sides versions[string]
	for i := range e.Accounts {
		a := &e.Accounts[i]
		if d := named(a); d == noDay || !opposed[d] {
			continue
		}
		r := reports[a.ArticleURL]
		r.Quote = a.Quote
		sides.add(a.Span.FirstDay(), r, a.Origin)
	}
	out := sides.dispute("date")
	if len(out) == 0 {
		return nil
	}
	for i, s := range out[0].Sides[1:] { // of equals the day it is told on stands first
		if s.Says == e.Span.FirstDay() && s.Origins == out[0].Sides[0].Origins {
			all := out[0].Sides
			copy(all[1:], all[:i+1])
			all[0] = s
		}
	}
	return out
}

// How alike two accounts in one language are that tell of one thing, and those that are
// in the same words; how many accounts of a day are asked.
const (
	oneThingAlike = .3
	copiedWords   = .75
	mostAsked     = 40
)

// oneThing reports whether some of two days' accounts tell of one thing.
func oneThing(accounts []Account, a, b []int, nearness func(a, b int) (cosine float64, foreign bool)) bool {
	found := false
	for _, i := range a[:min(len(a), mostAsked)] {
		for _, k := range b[:min(len(b), mostAsked)] {
			cosine, foreign := nearness(i, k)
			if !foreign && cosine >= copiedWords && (accounts[i].ofPage() || accounts[k].ofPage() || accounts[i].movesWith(&accounts[k])) {
				return false
			}
			found = found || foreign || cosine >= oneThingAlike || oneDeedTold(&accounts[i], &accounts[k])
		}
	}
	return found
}

// ofPage reports whether an account's date is that of the page or entry, glued to what
// follows: "Your stories Friday 15 January Up to 10,000 troops".
func (a *Account) ofPage() bool {
	before, after, found := strings.Cut(a.Quote, a.Phrase)
	if !found || !strings.HasPrefix(after, " ") || before == "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(after[1:])
	before = strings.TrimSpace(before)
	last := words.Fold(before[strings.LastIndexByte(before, ' ')+1:])
	lang := languageOf(a.Language)
	return unicode.IsUpper(first) && !lang.prepositions[last] && !lang.placing[last] && !lang.bounding[last] && !lang.articles[last]
}

// movesWith reports whether two accounts name days that stand alike to those on which
// they were printed: "today's agreement".
func (a *Account) movesWith(b *Account) bool {
	p, err := time.Parse(time.DateOnly, firstDay(a.Published))
	q, wrong := time.Parse(time.DateOnly, firstDay(b.Published))
	return err == nil && wrong == nil && !p.Equal(q) && q.Sub(p) == b.Span.Start.Sub(a.Span.Start)
}

// firstDay is the day of a report, as it is printed.
func firstDay(published string) string { return published[:min(len(published), len("2006-01-02"))] }

// placesDisputed compares the places that reports name for an event: a sentence
// in the Pacific and one in the Caribbean are not of one happening, or one is
// wrong. Only seas are compared: countries and capitals are as often where
// somebody spoke as where it happened.
func placesDisputed(e *Event, seas [][]atlas.Place) []Dispute {
	type told struct {
		account int
		at      []atlas.Place
	}
	if !slices.ContainsFunc(e.Accounts, func(a Account) bool { return a.Origin != e.Accounts[0].Origin }) {
		return nil // nobody to differ from
	}
	var all []told
	for i, at := range seas {
		if len(at) > 0 {
			all = append(all, told{i, at})
		}
	}
	if len(all) == 0 {
		return nil
	}
	reports := reportsOf(e)
	var sides versions[string]
	for _, t := range all {
		a := e.Accounts[t.account]
		if !slices.ContainsFunc(all, func(o told) bool { return e.Accounts[o.account].Origin != a.Origin && placesApart(t.at, o.at) }) {
			continue
		}
		var names []string
		for _, p := range t.at {
			names = append(names, p.Name)
		}
		slices.Sort(names)
		r := reports[a.ArticleURL]
		r.Quote = a.Quote
		sides.add(strings.Join(names, ", "), r, a.Origin)
	}
	return sides.dispute("place")
}
