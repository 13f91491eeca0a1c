package timex

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// What the print sets before a report's text: the place and day it was filed
// ("BOGOTÁ, Nov 12 (Reuters) -"), or the time of an entry in a live blog
// ("9:40 a.m. ET —"). What follows is counted from it.
const (
	StampDateline = "dateline" // when a report was filed: no event's date
	StampEntry    = "entry"    // when an entry was written, most often of what just happened
)

const (
	placeReach  = 10 // tokens of a place before its date
	creditReach = 8  // tokens of an agency in parentheses
	dayReach    = 3  // tokens between the day of an entry and its time: ", at"
	// filedWithin is how far from the publication a report may have been filed.
	filedWithin = 7 * 24 * time.Hour
)

// stamp marks the newest expression where it is one, and counts what follows
// from it.
func (r *resolver) stamp() {
	x := &r.before[len(r.before)-1]
	day := dayOf(x.Span.Start)
	if x.Span.Start.IsZero() || x.Type != Date && x.Type != Time || len(x.Value) < len("2006-01-02") {
		return
	}
	clock := x.Span.Precision == Minute
	credit, end := r.creditAfter(r.current.last)
	switch {
	case clock && !credit && r.dayAhead() && (r.partedAt(end) || r.endsLine(end)):
		r.before[len(r.before)-2].Stamp, x.Stamp = StampEntry, StampEntry
	case clock && !credit && r.opens(r.current.first) && r.partedAt(end), clock && r.heads(r.current):
		x.Stamp = StampEntry
	case !r.dashAt(end):
		return
	case x.Span.Precision == Day && (r.placeBefore(r.current.first) || credit && r.opens(r.current.first)):
		x.Stamp = StampDateline
	default:
		return
	}
	if !r.day.IsZero() && day.Sub(r.day).Abs() > filedWithin {
		return
	}
	if r.day = day; clock {
		r.dct = x.Span.Start
	} else {
		h, m, s := r.dct.Clock()
		r.dct = time.Date(day.Year(), day.Month(), day.Day(), h, m, s, 0, time.UTC)
	}
}

// dayAhead reports whether a day that opens a paragraph or a sentence stands
// right before the newest expression: "Nov. 12, 2025, 8:15 p.m. —".
func (r *resolver) dayAhead() bool {
	n := len(r.before)
	if n < 2 || r.before[n-2].Span.Precision != Day || !r.opens(r.previous.first) || r.current.first-r.previous.last > dayReach {
		return false
	}
	return r.before[n-1].Value[:len(time.DateOnly)] == r.before[n-2].Value
}

// partedAt reports whether a dash or a bar parts a stamp from its text at a token.
func (r *resolver) partedAt(at int32) bool { return r.dashAt(at) || r.mark(at) == '|' }

// heads reports whether a time of day in digits stands alone before the text of
// its paragraph: "18:05 The minister resigns".
func (r *resolver) heads(p place) bool {
	if first := &r.tokens[p.first]; p.first > 0 && !first.paragraph || first.kind != digits || int(p.last) >= len(r.tokens) {
		return false
	}
	next := &r.tokens[p.last]
	return next.capital || next.kind == digits || slices.Contains([]rune{'"', '¿', '¡'}, r.mark(p.last)) || r.endsLine(p.last)
}

// endsLine reports whether the line ends before a token.
func (r *resolver) endsLine(at int32) bool {
	return at > 0 && int(at) < len(r.tokens) && strings.Contains(r.text[r.tokens[at-1].end:r.tokens[at].start], "\n")
}

// opens reports whether a token opens a paragraph or a sentence.
func (r *resolver) opens(at int32) bool {
	return at == 0 || r.tokens[at].sentence || r.tokens[at].paragraph
}

// mark is the punctuation mark at a token, 0 where there is none.
func (r *resolver) mark(at int32) rune {
	if at < 0 || int(at) >= len(r.tokens) || r.tokens[at].kind != punct {
		return 0
	}
	m, _ := utf8.DecodeRuneInString(r.text[r.tokens[at].start:])
	return foldPunct(m)
}

// creditAfter skips a full stop and an agency in parentheses.
func (r *resolver) creditAfter(at int32) (credit bool, end int32) {
	if r.mark(at) == '.' {
		at++
	}
	if r.mark(at) != '(' {
		return false, at
	}
	for i := at + 1; int(i) < len(r.tokens) && i <= at+creditReach; i++ {
		if r.mark(i) == ')' {
			return true, i + 1
		}
	}
	return false, at
}

// dashAt reports whether a dash that parts a stamp from its text stands at a
// token, perhaps after a full stop: not one that leads to another date.
func (r *resolver) dashAt(at int32) bool {
	if r.mark(at) == '.' {
		at++
	}
	if r.mark(at) != '-' {
		return false
	}
	for r.mark(at) == '-' {
		at++
	}
	return int(at) < len(r.tokens) && r.tokens[at].kind != digits && !r.tokens[at].paragraph
}

// placeBefore reports whether a place and a comma stand before a token, at the
// beginning of a sentence: "Ciudad de México, ".
func (r *resolver) placeBefore(at int32) bool {
	if r.mark(at-1) != ',' {
		return false
	}
	for i := at - 2; i >= 0 && i >= at-placeReach; i-- {
		t := &r.tokens[i]
		_, particle := r.words.lookup(r.lang.particle, i)
		if t.kind == digits || t.kind == word && !t.capital && !t.glued && particle == i {
			return false
		}
		switch r.mark(i) {
		case 0, ',', '.', '-', '\'', '(', ')', '/':
		default:
			return false
		}
		if r.opens(i) && t.capital {
			return true
		}
	}
	return false
}
