package timex

import (
	"time"
)

// resolver turns matches into values, in the order of the text.
type resolver struct {
	lang    *language
	text    string
	tokens  []token
	words   matcher   // looks vocabularies up in the tokens
	dct     time.Time // reading of the publication's own clock, held in UTC; zero: unknown
	day     time.Time // its day
	before  []Timex   // what has been read so far
	covered int32     // token after the newest match that was taken
	last    mention   // the newest date in the text
	dated   mention   // the newest date in the text whose year is written out
	// The newest date of each precision.
	mentions  map[Precision]mention
	chain     int     // dates of the past in a row
	narrative bool    // the text is a history
	compared  bool    // what is told of is a quarter, and "a year earlier" is one too
	period    mention // the newest quarter in the text that is no comparison with an earlier year
	now       place   // where the match being read is
	ofWeekday bool    // it is a weekday
	speech    speech  // quoted words and their day
	// Where the newest expression is, and the one before it.
	current, previous place
}

// place is a stretch of tokens.
type place struct{ first, last int32 }

// mention is an expression that later ones may lean on.
type mention struct {
	value string
	span  Span
	at    int32 // its first token
	ok    bool
}

// result is a reading before it becomes a Timex.
type result struct {
	kind       string
	value      string
	span       Span
	anchor     string
	from       string
	confidence float64
}

// normaliser turns what was captured into a value; false: the words name no
// time after all (31 February).
type normaliser func(r *resolver, s slots) (result, bool)

// norms are the normalisations that rules may name.
var norms = map[string]normaliser{
	"date":     (*resolver).date,
	"shift":    (*resolver).shift,
	"rel":      (*resolver).relative,
	"duration": (*resolver).duration,
	"set":      (*resolver).set,
	"ref":      (*resolver).reference,
	"numeric":  (*resolver).numeric,
	"compare":  (*resolver).compare,
	"closing":  (*resolver).closing,
	"none":     nil,
}

// Confidence by how a value was reached.
const (
	sureExplicit = 0.97 // the words say it all
	sureDCT      = 0.92 // counted from the publication
	sureTense    = 0.85 // a direction was read from the verbs
	sureText     = 0.75 // counted from an earlier date in the text
	sureGuess    = 0.7  // the usual direction
	sureVague    = 0.4
)

const (
	anchorDCT  = "dct"
	anchorText = "text"
	// anchorStory, in a rule: the text where it has a day, else the publication.
	anchorStory = "story"
	// anchorNear, in a rule: a date of an earlier year that the text has told of
	// just before, and still does; else the publication.
	anchorNear = "near"
	// anchorNow, in a rule: the publication, or by the verbs what ended before it.
	anchorNow = "now"
	// anchorContext, in a rule: the quarter that is spoken of, else the publication.
	anchorContext = "context"
)

func (r *resolver) fromDCT(value string, confidence float64) result {
	return result{kind: Date, value: value, anchor: r.dctValue(), from: anchorDCT, confidence: confidence}
}

func (r *resolver) dctValue() string {
	if r.day.IsZero() {
		return ""
	}
	return dayValue(r.day)
}

// base is the day that a relative expression is counted from. One that leans
// on the text needs a date there as fine as its unit: "the next day" says
// nothing after "in 1987".
func (r *resolver) base(s slots, unit string) (time.Time, string, string, bool) {
	if a := s.text(slotAnchor); a == anchorText || a == anchorStory {
		if m := r.mentioned(unit); m.ok || a == anchorText {
			return dayOf(m.span.Start), m.value, anchorText, m.ok
		}
	}
	if s.text(slotAnchor) == anchorNear {
		if m := r.mentioned(unit); m.ok && r.stillTold(m) {
			return dayOf(m.span.Start), m.value, anchorText, true
		}
	}
	if r.day.IsZero() {
		return time.Time{}, "", "", false
	}
	return r.day, r.dctValue(), anchorDCT, true
}

// anyUnit, in a rule: the newest date in the text, however coarse, or a day
// told shortly before ("until then").
const anyUnit = "any"

// coarsest is the coarsest date that an expression in a unit can lean on.
var coarsest = map[string]Precision{"D": Day, "W": Week, "WE": Week, "M": Month, "Q": Quarter, "H": Half, "Y": Year, "DE": Decade, "CE": Century}

// mentioned is the newest date in the text that is fine enough for a unit.
func (r *resolver) mentioned(unit string) mention {
	limit := coarsest[unit]
	if limit == "" {
		limit = Day
	}
	var newest mention
	for p, m := range r.mentions {
		if !finer(limit, p) && m.ok && (!newest.ok || m.at > newest.at) {
			newest = m
		}
	}
	// "in July, it said on Tuesday, up from the month before": what was said on
	// a day is counted from the month it tells of.
	if own := r.mentions[limit]; own.ok && finer(Week, limit) && newest.at != r.dated.at && r.sameSentence(own.at, r.now.first) {
		return own
	}
	return newest
}

func (r *resolver) reference(s slots) (result, bool) {
	return result{kind: Date, value: s.text(slotRef), confidence: sureVague}, true
}

// date resolves days, months, years and all that names a place on the
// calendar, with a time of day where the words have one.
func (r *resolver) date(s slots) (result, bool) {
	out, ok := r.calendar(s)
	if !ok {
		return out, false
	}
	return r.timeOfDay(s, out)
}

func (r *resolver) calendar(s slots) (result, bool) {
	switch {
	case s.has(slotCentury) && s.has(slotExtra):
		return r.decadeOfCentury(s)
	case s.has(slotCentury):
		return r.explicit(pad(s.num(slotCentury)-1, 2)), true
	case s.has(slotDecade):
		return r.decade(s)
	case s.has(slotHoliday):
		return r.holiday(s)
	case s.has(slotDay) && s.has(slotMonth):
		return r.monthDay(s)
	case s.has(slotMonth) && s.has(slotWeekday) && s.has(slotNum):
		return r.nthWeekday(s)
	case s.has(slotMonth):
		return r.month(s)
	case s.has(slotQuarter), s.has(slotHalf), s.has(slotSeason):
		return r.yearPart(s)
	case s.has(slotYear), s.has(slotYY):
		return r.explicit(pad(r.fullYear(s), 4)), true
	case s.has(slotOffset):
		return r.offset(s)
	case s.has(slotWeekday) && s.has(slotNum) && s.text(slotUnit) == "M":
		return r.nthWeekday(s)
	case s.has(slotWeekday) && s.has(slotDay) && !r.day.IsZero():
		return r.weekdayOfMonth(s)
	case s.has(slotWeekday):
		return r.weekday(s)
	case s.has(slotDay):
		return r.dayOfMonth(s)
	case s.has(slotUnit):
		return r.relative(s)
	}
	return r.anchorDay(s)
}

func (r *resolver) explicit(value string) result {
	return result{kind: Date, value: value, confidence: sureExplicit}
}

// fullYear reads 2025, 25 and 98.
func (r *resolver) fullYear(s slots) int {
	if s.own(slotYY) && s.has(slotYear) { // "1995-98"
		return s.num(slotYear)/100*100 + s.num(slotYY)
	}
	if s.has(slotYear) {
		return s.num(slotYear)
	}
	yy := s.num(slotYY)
	if y := 2000 + yy; r.day.IsZero() && yy < 50 || !r.day.IsZero() && y <= r.day.Year()+yearsAhead {
		return y
	}
	return 1900 + yy
}

// yearsAhead is how far after the publication a year of two digits may lie:
// "el verano del 36" was in the last century.
const yearsAhead = 8

func (r *resolver) hasYear(s slots) bool { return s.has(slotYear) || s.has(slotYY) }

// monthDay resolves a day of a named month.
func (r *resolver) monthDay(s slots) (result, bool) {
	m, d := s.num(slotMonth), s.num(slotDay)
	if d == lastDay {
		return r.lastOfMonth(s)
	}
	if m < 1 || m > 12 || d < 1 || !valid(2000, m, d) {
		return result{}, false
	}
	value := ymd
	switch s.text(slotUnit) { // "the week of Nov. 3", "the weekend of Nov. 8"
	case "W":
		value = func(y, m, d int) string { return weekValue(date(y, m, d)) }
	case "WE":
		value = func(y, m, d int) string { return longWeekend(date(y, m, d)) }
	}
	if r.hasYear(s) {
		y := r.fullYear(s)
		return r.explicit(value(y, m, d)), valid(y, m, d)
	}
	if y, out, ok := r.ofYear(s); ok { // "2 de mayo del año pasado"
		out.value = ymd(y, m, d)
		return out, valid(y, m, d)
	}
	y, out := r.chooseYear(s, func(y int) time.Time { return date(y, m, d) }, func(y int) time.Time { return date(y, m, d+1) })
	if y == 0 {
		out.value = "XXXX-" + pad(m, 2) + "-" + pad(d, 2)
		return out, true
	}
	out.value = value(y, m, d)
	return out, valid(y, m, d)
}

// lastDay, as a day, is the last of its month.
const lastDay = -1

// lastOfMonth resolves "the last day of October".
func (r *resolver) lastOfMonth(s slots) (result, bool) {
	out, ok := r.month(s)
	if span := spanOf(out.value); ok && !span.End.IsZero() {
		out.value = dayValue(span.End.AddDate(0, 0, -1))
	}
	return out, ok
}

// month resolves a named month.
func (r *resolver) month(s slots) (result, bool) {
	m := s.num(slotMonth)
	if m < 1 || m > 12 {
		return result{}, false
	}
	if r.hasYear(s) {
		return r.explicit(ym(r.fullYear(s), m)), true
	}
	if s.text(slotAnchor) == anchorText && !s.has(slotUnit) { // "the following March"
		y, out, ok := r.yearFromText(s, func(y int) time.Time { return date(y, m, 1) })
		out.value = ym(y, m)
		return out, ok
	}
	if y, out, ok := r.ofYear(s); ok {
		out.value = ym(y, m)
		return out, true
	}
	y, out := r.chooseYear(s, func(y int) time.Time { return date(y, m, 1) }, func(y int) time.Time { return date(y, m+1, 1) })
	if y == 0 {
		out.value = "XXXX-" + pad(m, 2)
		return out, true
	}
	out.value = ym(y, m)
	return out, true
}

// ofYear gives the year that the words count from another: "of last year",
// "de ese mismo año".
func (r *resolver) ofYear(s slots) (int, result, bool) {
	c, counted := s.get(slotRel)
	if !counted || !s.has(slotUnit) {
		return 0, result{}, false
	}
	base, anchor, from, ok := r.base(s, "Y")
	confidence := sureDCT
	if from == anchorText {
		confidence = sureText
	}
	return base.Year() + int(c.num), result{kind: Date, anchor: anchor, from: from, confidence: confidence}, ok
}

// solstice is the day of the month on which a season is over for those who
// speak of the last one.
const solstice = 21

// yearPart resolves quarters, halves and seasons.
func (r *resolver) yearPart(s slots) (result, bool) {
	var suffix string
	first, length := 0, 3
	switch {
	case s.has(slotQuarter):
		q := s.num(slotQuarter)
		if q < 1 || q > 4 {
			return result{}, false
		}
		suffix, first = "-Q"+pad(q, 1), q*3-2
	case s.has(slotHalf):
		h := s.num(slotHalf)
		if h < 1 || h > 2 {
			return result{}, false
		}
		suffix, first, length = "-H"+pad(h, 1), h*6-5, 6
	default:
		suffix = "-" + s.text(slotSeason)
		first = seasonMonth[s.text(slotSeason)]
	}
	if first == 0 || s.text(slotAnchor) == anchorContext && !r.period.ok {
		return result{}, false
	}
	if r.hasYear(s) {
		return r.explicit(pad(r.fullYear(s), 4) + suffix), true
	}
	if s.text(slotAnchor) == anchorText { // "that summer"
		y, out, ok := r.yearFromText(s, func(y int) time.Time { return date(y, first, 1) })
		out.value = pad(y, 4) + suffix
		return out, ok
	}
	if y, out, ok := r.ofYear(s); ok {
		out.value = pad(y, 4) + suffix
		return out, true
	}
	end := 1
	if s.has(slotSeason) {
		end = solstice // the first of September is of this summer
	}
	y, out := r.chooseYear(s, func(y int) time.Time { return date(y, first, 1) }, func(y int) time.Time { return date(y, first+length, end) })
	if y == 0 {
		out.value = "XXXX" + suffix
		return out, true
	}
	out.value = pad(y, 4) + suffix
	return out, true
}

// weekday resolves Monday to Sunday.
func (r *resolver) weekday(s slots) (result, bool) {
	r.ofWeekday = true
	defer func() { r.ofWeekday = false }()
	w := s.num(slotWeekday)
	base, anchor, from, ok := r.base(s, "D")
	if !ok {
		return result{kind: Date, value: "XXXX-WXX-" + pad(w, 1), confidence: sureVague}, true
	}
	behind := (int(base.Weekday()) - w%7 + 7) % 7 // days since the last one, 0: today
	out := result{kind: Date, anchor: anchor, from: from, confidence: sureDCT}
	days := -behind
	if dir, ok := s.get(slotDir); ok { // "a week from Friday", "a week ago Friday"
		if dir.num > 0 && behind > 0 {
			days += 7
		}
		weeks := 1 // "Friday week"
		if s.has(slotNum) {
			weeks = s.num(slotNum)
		}
		if weeks >= 100 {
			return out, false
		}
		if s.text(slotUnit) == "Y" { // "ten years ago Thursday"
			out.value = dayValue(shiftBy(base.AddDate(0, 0, days), "Y", weeks*int(dir.num)))
			return out, true
		}
		out.value = dayValue(base.AddDate(0, 0, days+7*weeks*int(dir.num)))
		return out, true
	}
	if c, ok := s.get(slotRel); ok {
		same, told := r.toldWeekday(w)
		switch {
		case from == anchorText && c.num == 0 && told:
			out.value = dayValue(same)
			return out, true
		case from == anchorText && c.num >= 0:
			if days = 7 - behind; c.num == 0 && behind == 0 {
				days = 0
			}
			if c.num == 0 && base.AddDate(0, 0, days).After(r.day) && !r.day.IsZero() && r.tenseAt(r.now.first, r.now.last) <= 0 {
				days -= 7 // "that Tuesday", told of one behind
			}
		case c.num < 0 && behind == 0:
			days = 7 * int(c.num)
		case c.num < -1: // "the Sunday before last"
			days += 7 * int(c.num+1)
		case c.num > 0, c.num == 0 && r.thisAhead(behind):
			days = 7 - behind
			if c.num == 0 && behind == 0 {
				days = 0
			}
		}
		if s.has(slotUnit) { // "Tuesday of last week"
			days = int(monday(base).Sub(base)/(24*time.Hour)) + 7*int(c.num) + w - 1
		}
	} else {
		tense, verb := r.governs(r.now.first, r.now.last)
		switch {
		case s.text(slotMod) == earlierMod: // "earlier Monday"
		case tense > 0 && behind == 1 && verb >= 0 && r.tenseWord(verb) == planned: // "was to speak Tuesday", told on Wednesday
			out.confidence = sureGuess
		case tense > 0 && verb >= 0 && r.conditionalAt(verb) && r.aftermath(): // "how it can help after Tuesday's earthquake"
			out.confidence = sureGuess
		case tense > 0 && behind != 0, tense > 0 && r.aheadTold():
			days, out.confidence = 7-behind, sureTense
		case tense == 0:
			out.confidence = sureGuess
		default:
			out.confidence = sureTense
		}
		if s.text(slotUnit) == "W" { // "the week ended Saturday"
			out.value = weekValue(base.AddDate(0, 0, days))
			return out, true
		}
	}
	out.value = dayValue(base.AddDate(0, 0, days))
	return out, true
}

// aheadTold reports whether the sentence has told before of a day of the week to come, so
// that one that follows is none before it: "they train on Monday and travel on
// Wednesday", told on a Wednesday.
func (r *resolver) aheadTold() bool {
	const week = 7 * 24 * time.Hour
	gap := r.last.span.Start.Sub(r.day)
	return r.last.ok && r.last.span.Precision == Day && gap > 0 && gap < week && r.sameSentence(r.last.at, r.now.first)
}

// aftermath reports whether the expression being read dates what something
// comes after: "after Tuesday's earthquake".
func (r *resolver) aftermath() bool {
	e, ok := r.entryBefore(r.lang.signal, r.now.first)
	return ok && e.value == "after" && r.possessive(r.now.last)
}

// earlierMod is the modifier of what is past whatever the verbs.
const earlierMod = "earlier"

// besideDay is how many tokens after a full date a mere day is of its month.
const besideDay = 40

// dayOfMonth resolves "el día 13", "the 5th".
func (r *resolver) dayOfMonth(s slots) (result, bool) {
	d := s.num(slotDay)
	base, anchor, from, ok := r.base(s, "D")
	if s.text(slotAnchor) == anchorText { // "el 19", of a date told just before
		t := r.last.span
		if !r.last.ok || t.Precision != Month && (t.Precision != Day || d < t.Start.Day()) || r.now.first-r.last.at >= besideDay {
			return result{}, false
		}
		y, m := t.Start.Year(), int(t.Start.Month())
		return result{kind: Date, value: ymd(y, m, d), anchor: r.last.value, from: anchorText, confidence: sureGuess}, valid(y, m, d)
	}
	if !ok {
		if r.last.ok && !r.last.span.Start.IsZero() {
			base, anchor, from = r.last.span.Start, r.last.value, anchorText
		} else {
			return result{kind: Date, value: "XXXX-XX-" + pad(d, 2), confidence: sureVague}, true
		}
	}
	y, m := base.Year(), int(base.Month())
	told := r.last.span.Precision == Day && d >= r.last.span.Start.Day() || r.last.span.Precision == Month && from == anchorDCT
	if t := r.last.span.Start; r.last.ok && told && r.now.first-r.last.at < besideDay && !s.has(slotRel) {
		// "el 11 de septiembre … el día 12", "in September … on the 14th"
		y, m, anchor, from = t.Year(), int(t.Month()), r.last.value, anchorText
	}
	if from == anchorDCT {
		step := 0
		rel, has := s.get(slotRel)
		tense := r.tenseAt(r.now.first, r.now.last)
		switch {
		case has && s.has(slotUnit):
			step = int(rel.num)
		case has && rel.num < 0 && d >= base.Day(), !has && tense < 0 && d > base.Day():
			step = -1
		case has && rel.num > 0 && d <= base.Day(), !has && tense > 0 && d < base.Day():
			step = 1
		case !has && tense == 0 && d > base.Day()+15:
			step = -1
		}
		first := date(y, m+step, 1)
		y, m = first.Year(), int(first.Month())
	}
	return result{kind: Date, value: ymd(y, m, d), anchor: anchor, from: from, confidence: sureGuess}, valid(y, m, d)
}

// thisAhead reports whether "this Monday" lies ahead of the publication, by the
// verbs; where they do not tell, it is the nearer one.
func (r *resolver) thisAhead(behind int) bool {
	tense := r.tenseAt(r.now.first, r.now.last)
	return tense > 0 || tense == 0 && (behind == 0 || behind > 2)
}

// weekdayReach is how many months around the publication a day that is named
// with its weekday is looked for.
const weekdayReach = 6

// weekdayOfMonth resolves "Friday 31", "terça-feira (11)": of the days with
// that number the nearest that falls on the weekday.
func (r *resolver) weekdayOfMonth(s slots) (result, bool) {
	w, d := s.num(slotWeekday), s.num(slotDay)
	var nearest time.Time
	for k := -weekdayReach; k <= weekdayReach; k++ {
		first := date(r.day.Year(), int(r.day.Month())+k, 1)
		t := date(first.Year(), int(first.Month()), d)
		if t.Month() != first.Month() || int(t.Weekday()) != w%7 {
			continue
		}
		if nearest.IsZero() || r.nearer(t, nearest) {
			nearest = t
		}
	}
	if nearest.IsZero() {
		return r.dayOfMonth(s) // its weekday is wrong
	}
	if nearest.Sub(r.day).Abs() > recent && r.counts(r.now.last) {
		return result{}, false // "el lunes 14 casos": the weekday alone
	}
	return r.fromDCT(dayValue(nearest), sureDCT), true
}

// counts reports whether the number that ends before a token counts what stands
// there: a word in the plural.
func (r *resolver) counts(at int32) bool {
	if int(at) >= len(r.tokens) {
		return false
	}
	t := &r.tokens[at]
	return t.kind == word && !t.capital && t.end-t.start > 3 && r.text[t.end-1] == 's'
}

// nearer reports whether a day is nearer the publication than another, or the
// one that the verbs look at where both are far.
func (r *resolver) nearer(t, other time.Time) bool {
	if tense := r.tenseAt(r.now.first, r.now.last); tense != 0 && t.Sub(r.day).Abs() > recent && other.Sub(r.day).Abs() > recent {
		if ahead := t.After(r.day); ahead != other.After(r.day) {
			return ahead == (tense > 0)
		}
	}
	return t.Sub(r.day).Abs() < other.Sub(r.day).Abs()
}

// offset resolves yesterday, today, tomorrow.
func (r *resolver) offset(s slots) (result, bool) {
	base, anchor, from, ok := r.base(s, "D")
	if !ok {
		return result{kind: Date, value: "XXXX-XX-XX", confidence: sureVague}, true
	}
	day := base.AddDate(0, 0, s.num(slotOffset))
	if dir, ok := s.get(slotDir); ok { // "two weeks from today", "a year ago today"
		n := s.num(slotNum) * int(dir.num)
		if day = shiftBy(day, s.text(slotUnit), n); n > 4000 || n < -4000 || day.Year() < 1 {
			return result{}, false
		}
	}
	if s.has(slotAside) && r.tenseAt(r.now.first, r.now.last) > 0 {
		day = base // "will cross the coast overnight"
	}
	return result{kind: Date, value: dayValue(day), anchor: anchor, from: from, confidence: sureDCT}, true
}
