package timex

// Reports of results name their own period once and compare it ever after:
// "the third quarter … the same period last year … a year earlier". The
// period that is told of, the newest quarter or half in the text, is the
// resolver's period; compared tells whether what is told of now is still it.

// tellOf notes that a period was named. The latest one that has ended, or is
// said to have, stays the one told of: what came before it is there for
// comparison, what is still to come for an outlook.
func (r *resolver) tellOf(m mention) {
	if m.span.Precision != Quarter && m.span.Precision != Half {
		return
	}
	r.compared = true
	earlier := m.span.Start.Before(r.period.span.Start)
	ahead := !r.day.IsZero() && m.span.End.After(r.day)
	if _, end := r.words.lookup(r.lang.ended, r.current.last); end > r.current.last {
		earlier, ahead = false, false // "the fourth quarter ended Sept. 30"
	}
	if !r.period.ok || !earlier && !ahead {
		r.period = m
	}
}

// compare resolves a period of another year that is named after the one told
// of: "the year-ago period", "the like quarter of 1988", "the same month last
// year". Slot unit is the period's own (P: whatever is told of), rel the years
// to go from it, year the year itself.
func (r *resolver) compare(s slots) (result, bool) {
	unit := s.text(slotPeriod)
	told, ok := r.toldOf(unit)
	out := result{kind: Date, anchor: told.value, from: anchorText, confidence: sureText}
	var year int
	switch {
	case r.hasYear(s):
		year = r.fullYear(s)
	case ok && !s.own(slotRel):
		year = told.span.Start.Year() + s.num(slotRel)
	case r.day.IsZero():
		return result{}, false
	default:
		year = r.day.Year() + s.num(slotRel)
	}
	if !ok {
		out.anchor, out.from, out.confidence = r.dctValue(), anchorDCT, sureVague
		if out.value = pad(year, 4); unit == "Q" && r.hasYear(s) {
			out.value += "-QX" // some quarter
		} else if unit == "Q" { // the one that has ended is told of
			out.value = quarterValue(shiftBy(r.day, "M", 12*s.num(slotRel)-3))
		}
		return out, true
	}
	if unit == "P" {
		unit = told.unit()
	}
	out.value = valueIn(unit, shiftBy(told.span.Start, "Y", year-told.span.Start.Year()))
	return out, out.value != ""
}

// toldOf is what a comparison in a unit is with; no unit: any.
func (r *resolver) toldOf(unit string) (mention, bool) {
	switch unit {
	case "P":
		return r.period, r.compared
	case "Q", "H":
		return r.period, unit == r.period.unit()
	}
	m := r.mentions[coarsest[unit]]
	return m, m.ok
}

// compareReach is how far before a year the word stands that compares with it.
const compareReach = 20

// comparedYear resolves "last year" where the figures of the quarter told of
// are compared with it: "a loss of $2 million, against a profit of $3 million,
// or 12 cents a share, last year" is of that quarter.
func (r *resolver) comparedYear(unit string, rel int) (result, bool) {
	if unit != "Y" || rel != -1 || !r.compared || r.day.IsZero() || r.period.span.Start.Year() != r.day.Year() {
		return result{}, false
	}
	for i := r.now.first - 1; i >= 0 && r.now.first-i < compareReach && !r.tokens[i+1].sentence && r.tenseOf(i) == 0; i-- {
		if _, end := r.words.lookup(r.lang.comparing, i); end > i {
			value := valueIn(r.period.unit(), r.period.span.Start.AddDate(-1, 0, 0))
			return result{kind: Date, value: value, anchor: r.period.value, from: anchorText, confidence: sureText}, true
		}
		if i < r.current.last {
			break
		}
	}
	return result{}, false
}

// unit is the unit of the calendar that a mention names.
func (m mention) unit() string {
	switch m.span.Precision {
	case Quarter:
		return "Q"
	case Half:
		return "H"
	}
	return ""
}

// closing resolves a quarter that its last month names: "the quarter ended
// June 30". One that no calendar has, as the quarter ended Aug. 31, keeps its
// own three months.
func (r *resolver) closing(s slots) (result, bool) {
	out, ok := r.month(s)
	span := spanOf(out.value)
	if !ok || span.Start.IsZero() {
		return result{}, false
	}
	out.value = quarterValue(span.Start)
	if span.Start.Month()%3 != 0 {
		out.value = pad(span.Start.Year(), 4) + "-QX"
		out.span = Span{Start: span.Start.AddDate(0, -2, 0), End: span.End, Precision: Quarter}
	}
	return out, true
}
