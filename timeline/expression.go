package timeline

import (
	"strings"

	"dateline/timeline/timex"
)

// expression is a time expression of a sentence. Its words are the sentence's.
type expression struct {
	Start, End int // offsets within the sentence
	*resolved      // shared with other expressions: never written to
}

// resolved is what a time expression says, as timex.Timex has it.
type resolved struct {
	Type, Value, Rule  string
	Span               timex.Span
	Anchor, AnchorFrom string
	Confidence         float64
	Stamp              string
}

// mostResolved is how many different expressions a reader remembers at once.
// Articles are read by day, and those of a day name the same few dates.
const mostResolved = 1 << 12

// expressionsOf are time expressions as a document keeps them, without its text:
// what says the same is held once.
func (r *reader) expressionsOf(times []timex.Timex) []expression {
	if len(times) == 0 {
		return nil
	}
	if len(r.resolved) > mostResolved {
		clear(r.resolved)
	}
	out := make([]expression, len(times))
	for i, t := range times {
		x := resolved{t.Type, t.Value, t.Rule, t.Span, t.Anchor, t.AnchorFrom, t.Confidence, t.Stamp}
		same := r.resolved[x]
		if same == nil {
			x.Value, x.Anchor, x.Span.Zone = strings.Clone(x.Value), strings.Clone(x.Anchor), strings.Clone(x.Span.Zone)
			same = &x
			r.resolved[x] = same
		}
		out[i] = expression{t.Start, t.End, same}
	}
	return out
}
