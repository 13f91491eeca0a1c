package timeline

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"dateline/timeline/figure"
	"dateline/timeline/timex"
	"dateline/timeline/words"
)

// figuresOf reads the numbers that a sentence, cut into its words, gives: how many
// killed, detained, how many strikes, tonnes, dollars. Numbers in time expressions
// are left alone.
func figuresOf(text string, split []words.Word, times []expression, lang *language) []Figure {
	skip := stretches(times)
	found := figure.ReadWords(text, split, lang.code, skip)
	if len(found) == 0 || (sentenceWords{text, split, lang}).withdraws() {
		return nil
	}
	s := sentenceWords{text, split, lang}
	who := s.sources()
	out := make([]Figure, len(found))
	for i, r := range found {
		out[i] = Figure{Name: r.Name, Unit: r.Unit, Of: r.Of, Value: r.Value, High: r.High, Qualifier: r.Qualifier, Scope: PerEvent, Speaker: s.speakerOf(who, r.Start, r.End, found[0].Start), Quote: text}
		if r.SoFar || disputed[r.Name] && withinDays(text, r.End, times, lang) {
			out[i].Scope = Cumulative
		}
		if i > 0 && out[i-1].Scope == Cumulative && out[i-1].Name == r.Name && out[i-1].Of == r.Of && out[i].Speaker != "" && out[i-1].Speaker != "" && out[i].Speaker != out[i-1].Speaker {
			out[i].Scope = Cumulative // "has killed 14, the hospital says; doctors count 20 dead"
		}
	}
	return out
}

// stretches are where time expressions stand.
func stretches(times []expression) []figure.Stretch {
	var out []figure.Stretch
	for _, x := range times {
		out = append(out, figure.Stretch{Start: x.Start, End: x.End})
	}
	return out
}

// sameCounted is the figure of a sentence that gives another number of what the one
// before it counts: "The unions put the number at 90,000."
func sameCounted(before Figure, text string, split []words.Word, times []expression, lang *language) (Figure, bool) {
	if !disputed[before.Name] {
		return Figure{}, false
	}
	r, found := figure.Unnamed(text, split, lang.code, stretches(times))
	if !found || r.Value == before.Value || max(r.Value, before.Value) > farthestTold*min(r.Value, before.Value) {
		return Figure{}, false
	}
	s := sentenceWords{text, split, lang}
	who := s.speakerOf(s.sources(), r.Start, r.End, r.Start)
	return Figure{Name: before.Name, Of: before.Of, Value: r.Value, High: r.High, Qualifier: r.Qualifier, Scope: before.Scope, Speaker: who, Quote: text}, true
}

// withdraws reports whether a sentence tells what a report has said before it was
// corrected: "an earlier version of this story said seven had died".
func (s sentenceWords) withdraws() bool {
	for i := range s.words {
		if s.phrase(s.lang.withdrawing, i) > 0 {
			return true
		}
	}
	return false
}

// withinDays reports whether the days in which a number came about stand right
// behind what it counts, or days or weeks open the sentence: "five dead in two days",
// "in five weeks, strikes killed 39".
func withinDays(text string, end int, times []expression, lang *language) bool {
	return slices.ContainsFunc(times, func(x expression) bool {
		if x.Type != timex.Duration || exactly(x.Value) < 2 || x.Start >= end && !strings.HasSuffix(x.Value, "D") {
			return false
		}
		if x.Start < end {
			opening := words.Split(text[:x.Start])
			return len(opening) == 1 && lang.placing[opening[0].Folded] && strings.HasPrefix(text[x.End:], ",")
		}
		between := words.Split(text[end:x.Start])
		return len(between) > 0 && len(between) <= 3 && lang.placing[between[len(between)-1].Folded] && !strings.ContainsAny(text[end:x.Start], ",;:")
	})
}

// mostSteps is how many values of a running count are told in words: of more,
// the first and the last ones.
const mostSteps = 4

// rise is how a running count rose, in words.
func rise(all []Figure) string {
	var out strings.Builder
	for from := 0; from < len(all); {
		to := from
		var steps []Figure
		for ; to < len(all) && all[to].Name == all[from].Name; to++ {
			if all[to].Scope == Cumulative {
				steps = append(steps, all[to])
			}
		}
		from = to
		for i, f := range steps {
			switch {
			case i == 0:
				out.WriteString("; " + f.Name + ": ")
			case len(steps) > mostSteps && i > 0 && i < len(steps)-mostSteps+1:
				if i == 1 {
					out.WriteString(", …")
				}
				continue
			default:
				out.WriteString(", ")
			}
			out.WriteString(amount(f) + " (" + f.AsOf + ")")
		}
	}
	return out.String()
}

// amount is a figure's value in words.
func amount(f Figure) string {
	s := strconv.FormatFloat(f.Value, 'f', -1, 64)
	if f.High > 0 {
		s += " to " + strconv.FormatFloat(f.High, 'f', -1, 64)
	}
	return strings.TrimSpace(string(f.Qualifier) + " " + s)
}

// countedOver are an event's figures, where a number that a report gives as that of several
// happenings, "killing five in two days", is that also in its other sentences: "killing
// five people in two strikes".
func countedOver(all []Figure) []Figure {
	for i := range all {
		f := &all[i]
		if f.Scope == PerEvent && slices.ContainsFunc(all, func(g Figure) bool {
			return g.Scope == Cumulative && g.Article == f.Article && g.Name == f.Name && g.Of == f.Of && g.Value == f.Value && g.High == f.High
		}) {
			f.Scope = Cumulative
		}
	}
	return all
}

// settle keeps of an event's figures the first report of each value, by name
// and then by day. Of reports of one day the earlier in the slice wins.
func settle(all []Figure) []Figure {
	slices.SortStableFunc(all, func(a, b Figure) int { return cmp.Compare(a.AsOf, b.AsOf) })
	type value struct {
		name        string
		scope       Scope
		value, high float64
	}
	seen := map[value]bool{}
	all = slices.DeleteFunc(all, func(f Figure) bool {
		v := value{f.Name, f.Scope, f.Value, f.High}
		known := seen[v]
		seen[v] = true
		return known
	})
	slices.SortStableFunc(all, func(a, b Figure) int { return cmp.Compare(a.Name, b.Name) })
	return all
}
