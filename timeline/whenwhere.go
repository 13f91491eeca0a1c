package timeline

import (
	"slices"
	"strings"

	"dateline/timeline/atlas"
)

// datesDisputed compares the days that reports name for an event in words.
func datesDisputed(e *Event) []Dispute {
	if first, last := daysOf(e.Span); first != last {
		return nil
	}
	named := func(a *Account) day { // noDay: none, or more than one
		if first, last := daysOf(a.Span); first == last && a.Phrase != "" && !a.Foretold {
			return first
		}
		return noDay
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
	reports := reportsOf(e)
	var sides versions[string]
	for i := range e.Accounts {
		a := &e.Accounts[i]
		if named(a) == noDay {
			continue
		}
		r := reports[a.ArticleURL]
		r.Quote = a.Quote
		sides.add(a.Span.FirstDay(), r, a.Origin)
	}
	out := sides.dispute("date")
	for i, s := range out[0].Sides[1:] { // of equals the day it is told on stands first
		if s.Says == e.Span.FirstDay() && s.Origins == out[0].Sides[0].Origins {
			all := out[0].Sides
			copy(all[1:], all[:i+1])
			all[0] = s
		}
	}
	return out
}

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
