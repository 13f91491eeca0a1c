package timex

import (
	"cmp"
	"strconv"
	"strings"
	"time"
)

func pad(n, width int) string {
	digits := strconv.Itoa(n)
	if len(digits) >= width {
		return digits
	}
	return "0000"[:width-len(digits)] + digits
}

func ymd(y, m, d int) string { return pad(y, 4) + "-" + pad(m, 2) + "-" + pad(d, 2) }

func ym(y, m int) string { return pad(y, 4) + "-" + pad(m, 2) }

// timeOfDay adds a part of the day or a clock time to a day.
func (r *resolver) timeOfDay(s slots, out result) (result, bool) {
	part := s.text(slotPart)
	if !s.has(slotHour) && !s.has(slotClock) && s.text(slotAMPM) != "noon" && s.text(slotAMPM) != "midnight" {
		if part == "" {
			return out, true
		}
		if len(out.value) == len("2006-01-02") || out.value == "" {
			out.kind, out.value = Time, out.value+"T"+part
		}
		return out, true
	}
	hour, minute := s.num(slotHour), s.num(slotMinute)
	if c, ok := s.get(slotClock); ok { // 0930
		hour, minute = int(c.num)/100, int(c.num)%100
	}
	if hour > 24 || minute > 59 || minute < -59 {
		return out, false
	}
	if part == "" && !s.has(slotAMPM) && !s.has(slotClock) {
		part = r.partBefore(out.value)
	}
	switch ampm := s.text(slotAMPM); {
	case ampm == "noon":
		hour = 12
	case ampm == "midnight":
		hour = 24
	case ampm == "pm" && hour < 12:
		hour += 12
	case ampm == "am" && hour == 12:
		hour = 0
	case ampm == "" && hour < 12 && (part == "AF" || part == "EV" || part == "NI" && hour > 4 || part == "MI" && hour < 5):
		hour += 12
	case ampm == "" && hour == 12 && part == "NI":
		hour = 24
	}
	if minute < 0 { // "las cinco menos cuarto"
		hour, minute = (hour+23)%24, minute+60
	}
	if hour == 24 && minute > 0 { // "las doce y media de la noche"
		hour = 0
	}
	if len(out.value) != len("2006-01-02") && out.value != "" {
		return out, false
	}
	out.kind, out.value = Time, out.value+"T"+pad(hour, 2)+":"+pad(minute, 2)
	if z := s.text(slotZone); z == "Z" || isOffset(z) {
		out.value += z
	}
	return out, true
}

// besidePart is how many tokens after a part of a day an hour is still of it.
const besidePart = 3

// partBefore is the part of a day that was named right before the time of day
// being read: "esta tarde a las cinco".
func (r *resolver) partBefore(day string) string {
	if len(r.before) == 0 || r.now.first-r.current.last > besidePart || !r.sameSentence(r.current.last-1, r.now.first) {
		return ""
	}
	x := &r.before[len(r.before)-1]
	if own, part, ok := strings.Cut(x.Value, "T"); ok && x.Type == Time && own == day && len(part) == 2 {
		return part
	}
	return ""
}

func (r *resolver) decade(s slots) (result, bool) {
	c, _ := s.get(slotDecade)
	d := int(c.num)
	if c.text == "" && d >= 100 && d < 1000 {
		return result{}, false // "los 200" are no decade
	}
	if d >= 1000 {
		if d%10 != 0 {
			return result{}, false
		}
		d /= 10
	}
	if d < 100 {
		if d%10 != 0 {
			return result{}, false
		}
		d /= 10
	}
	if d < 10 {
		d += 190
		if d < 192 { // "los años 10": our own century's
			d += 10
		}
	}
	return r.explicit(pad(d, 3)), true
}

// decadeOfCentury resolves "the first decade of the 21st century"; -1 is its last.
func (r *resolver) decadeOfCentury(s slots) (result, bool) {
	n := s.num(slotExtra)
	if n == lastDecade {
		n = 10
	}
	return r.explicit(pad(10*(s.num(slotCentury)-1)+n-1, 3)), n >= 1 && n <= 10
}

// lastDecade, as a number, is the last of its century.
const lastDecade = -1

// shift counts units from the anchor: "three days ago", "two years later".
func (r *resolver) shift(s slots) (result, bool) {
	unit, dir := s.text(slotUnit), s.num(slotDir)
	base, anchor, from, ok := r.base(s, unit)
	n := s.num(slotNum)
	if !s.has(slotNum) {
		n = 1
	}
	if s.text(slotNum) == "X" {
		if s.text(slotAnchor) == anchorText {
			return r.duration(s)
		}
		return r.vagueShift(dir), true
	}
	if unit == "Y" && dir < 0 && !ok && !r.day.IsZero() && len(r.before) == 0 {
		base, anchor, from, ok = r.day, r.dctValue(), anchorDCT, true // "Three years earlier", of the report
	}
	if s.text(slotAnchor) == anchorText && !ok {
		return r.lengthAlone(s)
	}
	if !ok {
		return result{kind: Date, value: unknownValue(unit), confidence: sureVague}, true
	}
	out := result{kind: Date, anchor: anchor, from: from, confidence: sureDCT}
	if from == anchorText {
		out.confidence = sureText
	}
	n *= dir
	if n > 4000 || n < -4000 {
		return r.vagueShift(dir), s.text(slotAnchor) == anchorDCT // "10,000 years ago"
	}
	if s.has(slotHalf) && unit == "TH" {
		return r.shiftClock(s, "TM", 60*n+30*dir)
	}
	if s.has(slotHalf) {
		out.value = halfShift(base, unit, n, dir)
		return out, out.value != ""
	}
	if (unit == "Y" || unit == "M") && s.text(slotAnchor) == anchorContext && r.last.ok && r.last.span.Precision == Month && r.sameSentence(r.last.at, r.now.first) {
		// Said of a month, a month.
		out.value = valueIn("M", shiftBy(r.last.span.Start, unit, n))
		out.anchor, out.from, out.confidence = r.last.value, anchorText, sureText
		return out, true
	}
	if unit == "Y" && s.text(slotAnchor) == anchorContext && r.compared {
		// "a year earlier", said of a quarter, is a quarter.
		out.value = valueIn(r.period.unit(), r.period.span.Start.AddDate(n, 0, 0))
		out.anchor, out.from, out.confidence = r.period.value, anchorText, sureText
		return out, true
	}
	if unit == "TS" && s.text(slotAnchor) == anchorText {
		return r.lengthAlone(s) // "12 seconds later": finer than what is written
	}
	if unit == "TH" || unit == "TM" || unit == "TS" {
		return r.shiftClock(s, unit, n)
	}
	out.value = valueIn(unit, shiftBy(base, unit, n))
	if n > 0 && from == anchorText && r.notYet(out.value) {
		return r.lengthAlone(s)
	}
	return out, out.value != ""
}

// lengthAlone is how long what is counted lasts, where nothing it is counted
// from is known.
func (r *resolver) lengthAlone(s slots) (result, bool) {
	out, ok := r.duration(s)
	out.span, out.anchor, out.from = Span{}, "", ""
	return out, ok
}

// notYet reports whether a value counted onward from the text lies after the
// publication though the verb looks back: it was counted from the wrong date.
func (r *resolver) notYet(value string) bool {
	return !r.day.IsZero() && spanOf(value).Start.After(r.day) && r.tenseAt(r.now.first, r.now.last) < 0
}

// shiftClock counts hours, minutes or seconds from the instant of publication,
// or from the time of day told of before.
func (r *resolver) shiftClock(s slots, unit string, n int) (result, bool) {
	from, out := r.dct, result{kind: Time, from: anchorDCT, confidence: sureDCT}
	if s.text(slotAnchor) == anchorText {
		if from = r.clockTold(); from.IsZero() {
			return r.lengthAlone(s)
		}
		out.from, out.confidence = anchorText, sureText
	}
	if from.IsZero() {
		return result{}, false
	}
	step := map[string]time.Duration{"TH": time.Hour, "TM": time.Minute, "TS": time.Second}[unit]
	t := from.Add(time.Duration(n) * step)
	out.value, out.anchor = t.Format("2006-01-02T15:04"), from.Format("2006-01-02T15:04")
	return out, t.Year() >= 1 && t.Year() <= 9999
}

// clockTold is the newest time of day in the text, zero when it is none of the
// last expressions.
func (r *resolver) clockTold() time.Time {
	for i := len(r.before) - 1; i >= max(len(r.before)-clocksBack, 0); i-- {
		if x := &r.before[i]; x.Type == Time && x.Span.Precision == Minute {
			return x.Span.Start
		}
	}
	return time.Time{}
}

// clocksBack is how many expressions back a time of day is counted from.
const clocksBack = 3

// halfShift counts n units and a half: "hace año y medio" is a month, no finer.
func halfShift(base time.Time, unit string, n, dir int) string {
	t := shiftBy(base, unit, n)
	switch unit {
	case "Y":
		return valueIn("M", shiftBy(t, "M", 6*dir))
	case "M":
		return valueIn("M", t.AddDate(0, 0, 15*dir))
	case "DE":
		return valueIn("Y", shiftBy(t, "Y", 5*dir))
	case "CE":
		return valueIn("Y", shiftBy(t, "Y", 50*dir))
	}
	return ""
}

func (r *resolver) vagueShift(dir int) result {
	value := "PAST_REF"
	if dir > 0 {
		value = "FUTURE_REF"
	}
	return result{kind: Date, value: value, confidence: sureVague}
}

// unknownValue stands for a relative date without an anchor.
func unknownValue(unit string) string {
	switch unit {
	case "D":
		return "XXXX-XX-XX"
	case "W":
		return "XXXX-WXX"
	case "WE":
		return "XXXX-WXX-WE"
	case "M":
		return "XXXX-XX"
	case "Q":
		return "XXXX-QX"
	case "H":
		return "XXXX-HX"
	case "DE":
		return "XXX"
	case "CE":
		return "XX"
	case "TH", "TM", "TS":
		return "XXXX-XX-XX"
	}
	return "XXXX"
}

func shiftBy(t time.Time, unit string, n int) time.Time {
	months := func(n int) time.Time {
		// The last of a month stays the last: no spill into the next.
		first := date(t.Year(), int(t.Month())+n, 1)
		end := date(first.Year(), int(first.Month())+1, 0).Day()
		return first.AddDate(0, 0, min(t.Day(), end)-1)
	}
	switch unit {
	case "D":
		return t.AddDate(0, 0, n)
	case "W", "WE":
		return t.AddDate(0, 0, 7*n)
	case "M":
		return months(n)
	case "Q":
		return months(3 * n)
	case "H":
		return months(6 * n)
	case "Y":
		return months(12 * n)
	case "DE":
		return months(120 * n)
	case "CE":
		return months(1200 * n)
	}
	if factor, err := strconv.Atoi(strings.TrimRight(unit, "DWMY")); err == nil { // 2W: a fortnight
		return shiftBy(t, unit[len(unit)-1:], factor*n)
	}
	return t
}

// valueIn names the unit of the calendar that holds t; empty beyond year 9999
// and before year 1.
func valueIn(unit string, t time.Time) string {
	if t.Year() < 1 || t.Year() > 9999 {
		return "" // no value is written so
	}
	switch unit {
	case "D":
		return dayValue(t)
	case "W":
		return weekValue(t)
	case "WE":
		return weekValue(t) + "-WE"
	case "M":
		return t.Format("2006-01")
	case "Q":
		return quarterValue(t)
	case "H":
		return pad(t.Year(), 4) + "-H" + pad((int(t.Month())-1)/6+1, 1)
	case "Y":
		return pad(t.Year(), 4)
	case "DE":
		return pad(t.Year()/10, 3)
	case "CE":
		return pad(t.Year()/100, 2)
	}
	if strings.HasSuffix(unit, "W") { // 2W: a fortnight
		return weekValue(t)
	}
	return ""
}

func quarterValue(t time.Time) string { return pad(t.Year(), 4) + "-Q" + pad(quarterOf(t), 1) }

// relative resolves "last week", "this month", "that same year".
func (r *resolver) relative(s slots) (result, bool) {
	unit, rel := s.text(slotUnit), s.num(slotRel)
	if unit == "Q" && r.period.unit() == unit && s.text(slotAnchor) == anchorText && (r.day.IsZero() || !r.period.span.End.After(r.day)) {
		return result{kind: Date, value: quarterValue(shiftBy(r.period.span.Start, unit, rel)), anchor: r.period.value, from: anchorText, confidence: sureText}, true
	}
	if out, ok := r.comparedYear(unit, rel); ok && s.text(slotAnchor) == "" {
		return out, true
	}
	if unit == anyUnit {
		m := r.last
		if day := r.mentions[Day]; day.ok && !r.sameSentence(m.at, r.now.first) {
			m = day
		}
		return result{kind: Date, value: m.value, anchor: m.value, from: anchorText, confidence: sureText}, m.ok && r.now.first-m.at < besideDay
	}
	if s.text(slotMod) == "end" && s.text(slotAnchor) == anchorNow && rel == 0 && r.tenseAt(r.now.first, r.now.last) < 0 {
		rel = -1 // "at year-end it had $3 million"
	}
	base, anchor, from, ok := r.base(s, unit)
	if !ok && rel < 0 && (unit != "D" || len(r.before) == 0) && s.text(slotAnchor) == anchorText && !r.day.IsZero() {
		base, anchor, from, ok = r.day, r.dctValue(), anchorDCT, true // "the previous quarter", where none was named
	}
	if unit == "Q" && s.text(slotAnchor) == anchorText && rel == 0 && !r.day.IsZero() {
		base, anchor, from, ok, rel = r.day, r.dctValue(), anchorDCT, true, -1 // "the quarter", told of the one that has ended
	}
	if !ok {
		// "that day", when none was named, may be any.
		return result{kind: Date, value: unknownValue(unit), confidence: sureVague}, rel != 0 || s.text(slotAnchor) != anchorText
	}
	if unit == "D" && rel > 0 && from == anchorText && r.notYet(dayValue(shiftBy(base, unit, rel))) {
		if told, ok := r.toldBehind(); ok { // "the next day", after a day to come
			base, anchor = told, dayValue(told)
		}
	}
	if unit == "WE" && s.has(slotDir) && rel > 0 && base.Weekday() != time.Saturday && base.Weekday() != time.Sunday {
		rel-- // "el próximo fin de semana" is the nearest to come
	}
	if s.has(slotDir) && s.has(slotNum) { // "ten years ago this month"
		n := s.num(slotNum)
		if n > 4000 || s.text(slotNum) == "X" {
			return result{}, false
		}
		base = shiftBy(base, "Y", n*s.num(slotDir))
	}
	value := valueIn(unit, shiftBy(base, unit, rel))
	if unit == "WE" && !s.has(slotRel) {
		value = weekValue(r.weekend(base)) + "-WE"
	}
	confidence := sureDCT
	if from == anchorText {
		confidence = sureText
	}
	return result{kind: Date, value: value, anchor: anchor, from: from, confidence: confidence}, value != ""
}

// weekend is "the weekend": the last one, or the coming one when verbs look ahead.
func (r *resolver) weekend(base time.Time) time.Time {
	tense := r.tenseAt(r.now.first, r.now.last)
	if tense > 0 || base.Weekday() == time.Saturday || base.Weekday() == time.Sunday {
		return base
	}
	return base.AddDate(0, 0, -7)
}

// duration gives P3M, PT2H, PXD, and where the words tie it to the
// publication ("the past three months") the stretch itself.
func (r *resolver) duration(s slots) (result, bool) {
	if value := s.text(slotValue); value != "" {
		return result{kind: Duration, value: value, confidence: sureVague}, true
	}
	if s.text(slotAnchor) == anchorText && !s.has(slotUnit) {
		return r.lengthTold()
	}
	unit := s.text(slotUnit)
	count := s.text(slotNum)
	if c, ok := s.get(slotNum); ok && count == "" {
		count = strconv.Itoa(int(c.num))
	}
	if count == "" {
		count = "1"
	}
	if s.has(slotHalf) && count != "X" {
		count += ".5"
	}
	value := durationValue(count, unit)
	if value == "" {
		return result{}, false
	}
	if c, ok := s.get(slotExtra); ok {
		extra := c.text
		if extra == "" {
			extra = strconv.Itoa(int(c.num))
		}
		small := durationValue(extra, s.text(slotSmall))
		if small == "" {
			return result{}, false
		}
		tail := strings.TrimPrefix(small, "P")
		if strings.Contains(value, "T") {
			tail = strings.TrimPrefix(tail, "T")
		}
		value += tail
	}
	out := result{kind: Duration, value: value, confidence: sureExplicit}
	n, err := strconv.Atoi(count)
	if rel, ok := s.get(slotRel); ok && rel.num != 0 && err == nil && n < 4000 && !r.day.IsZero() && len(unit) < 2 {
		from, to := r.day, shiftBy(r.day, unit, n*int(rel.num))
		if to.Before(from) {
			from, to = to, from
		}
		out.span = Span{Start: from, End: to, Precision: cmp.Or(precisionOf[unit], Day), Approx: true}
		out.anchor, out.from, out.confidence = r.dctValue(), anchorDCT, sureGuess
	}
	if dir, ok := s.get(slotDir); ok && err == nil && n < 4000 && !r.day.IsZero() && valueIn(unit, r.day) != "" {
		// "dentro de dos semanas": a length, and the day or week at its end.
		out.span = spanOf(valueIn(unit, shiftBy(r.day, unit, n*int(dir.num))))
		out.anchor, out.from, out.confidence = r.dctValue(), anchorDCT, sureDCT
	}
	return out, true
}

// precisionOf is how fine a length of a unit is; days where it is none of these.
var precisionOf = map[string]Precision{"W": Week, "M": Month, "Y": Year}

// halfOf is half a unit, where a smaller one says it whole.
var halfOf = map[string]string{"Y": "6M", "D": "T12H", "TH": "T30M", "TM": "T30S"}

// vagueUnit are units that only an unknown number of keeps: "decades".
var vagueUnit = map[string]string{"DE": "E", "CE": "C"}

// durationValue writes a count of units: P3M, PT2H, P10Y for a decade.
func durationValue(count, unit string) string {
	times := func(factor int) string {
		n, err := strconv.ParseFloat(count, 64)
		if err != nil {
			return count
		}
		return strconv.FormatFloat(n*float64(factor), 'f', -1, 64)
	}
	if whole, ok := strings.CutSuffix(count, ".5"); ok {
		if half := halfOf[unit]; half != "" {
			if whole == "" || whole == "0" {
				return "P" + half
			}
			return durationValue(whole, unit) + strings.TrimPrefix(half, "T")
		}
	}
	if count == "X" && vagueUnit[unit] != "" {
		return "PX" + vagueUnit[unit]
	}
	switch unit {
	case "Y", "M", "W", "D", "Q":
		return "P" + count + unit
	case "WE":
		return "P" + count + "WE"
	case "H":
		return "P" + times(6) + "M"
	case "DE":
		return "P" + times(10) + "Y"
	case "CE":
		return "P" + times(100) + "Y"
	case "TH", "TM", "TS":
		return "PT" + count + unit[1:]
	}
	if factor, err := strconv.Atoi(strings.TrimRight(unit, "DWMY")); err == nil { // 5Y: a lustrum
		return "P" + times(factor) + unit[len(unit)-1:]
	}
	return ""
}

// set gives what recurs: P1D, XXXX-WXX-2, XXXX-12-25.
func (r *resolver) set(s slots) (result, bool) {
	value := s.text(slotValue)
	part := s.text(slotPart)
	if part != "" {
		part = "T" + part
	}
	switch {
	case value != "":
	case s.has(slotHoliday):
		if value = "P1Y"; len(s.text(slotHoliday)) == len("12-25") && s.text(slotHoliday)[2] == '-' {
			value = "XXXX-" + s.text(slotHoliday)
		}
	case s.has(slotWeekday):
		value = "XXXX-WXX-" + pad(s.num(slotWeekday), 1) + part
	case s.has(slotMonth) && s.has(slotDay):
		value = "XXXX-" + pad(s.num(slotMonth), 2) + "-" + pad(s.num(slotDay), 2)
	case s.has(slotMonth):
		value = "XXXX-" + pad(s.num(slotMonth), 2)
	case s.has(slotSeason):
		value = "XXXX-" + s.text(slotSeason)
	case part != "":
		value = "P" + part
	case s.text(slotUnit) == "WE":
		value = "XXXX-WXX-WE"
	default:
		count := "1"
		if c, ok := s.get(slotNum); ok {
			if count = c.text; count == "" {
				count = strconv.Itoa(int(c.num))
			}
		}
		value = durationValue(count, s.text(slotUnit))
	}
	return result{kind: Set, value: value, confidence: sureExplicit}, value != ""
}

// numeric resolves 11/5/2025 and 5.11.25 by the language's order, or by the
// only order the calendar allows.
func (r *resolver) numeric(s slots) (result, bool) {
	a, b := s.num(slotMonth), s.num(slotDay)
	y := 0
	if r.hasYear(s) {
		y = r.fullYear(s)
	}
	confidence := sureExplicit
	if s.text(slotOrder) == "" {
		if r.lang.dayFirst {
			a, b = b, a
		}
		if a > 12 && b <= 12 {
			a, b = b, a
		} else if a <= 12 && b <= 12 && a != b {
			confidence = sureTense
		}
	}
	if a < 1 || b < 1 || a > 12 || y == 0 || !valid(y, a, b) {
		return result{}, false
	}
	out, ok := r.timeOfDay(s, r.explicit(ymd(y, a, b)))
	out.confidence = confidence
	return out, ok
}
