package timex

import (
	"strconv"
	"time"
)

// lengthTold resolves what takes up the stretch named just before: "the
// five-year plan … during that time", "en el primer trimestre … en ese
// periodo". Only the newest expression is asked.
func (r *resolver) lengthTold() (result, bool) {
	if len(r.before) == 0 || r.now.first-r.current.last > carryReach {
		return result{}, false
	}
	x := &r.before[len(r.before)-1]
	out := result{kind: Duration, value: x.Value, span: x.Span, anchor: x.Value, from: anchorText, confidence: sureText}
	if x.Type == Duration {
		return out, true
	}
	if x.Type != Date || x.Span.Start.IsZero() || x.Span.End.IsZero() || x.Span.OneOf {
		return result{}, false
	}
	switch own := spanOf(x.Value); {
	case own.Precision == Quarter && x.Span == own:
		out.value = "P3M"
	case own.Precision == Half && x.Span == own:
		out.value = "P6M"
	case x.Span.Start.Before(own.Start): // the last of a range
		out.value = lengthOf(x.Span)
	default:
		out.value = ""
	}
	return out, out.value != ""
}

// lengthOf is how long a range lasts, as it is told: from 2000 to 2006 six
// years, from the 2nd to the 5th four days.
func lengthOf(s Span) string {
	months := (s.End.Year()-s.Start.Year())*12 + int(s.End.Month()) - int(s.Start.Month())
	switch s.Precision {
	case Day:
		return "P" + strconv.Itoa(int(s.End.Sub(s.Start)/(24*time.Hour))) + "D"
	case Month:
		return "P" + strconv.Itoa(months) + "M"
	case Year:
		return "P" + strconv.Itoa(months/12-1) + "Y"
	}
	return ""
}
