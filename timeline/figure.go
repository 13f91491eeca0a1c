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

// tallied is a figure with what its words tell beside it.
type tallied struct {
	Figure
	kin     string // what Of means in any language; empty: people at large, as civilians are
	own     bool   // those counted belong to who says so
	whose   camp   // side or state that those counted belong to, where the words tell
	deed    bool   // a running count, but of one deed
	from    int    // where it stands in its sentence
	to      int
	toll    bool // announced as a count that goes on
	counter bool // another's number of what the one before it counts
	lowered bool // it was thought to be more before
	found   bool // the dead who were found, of whom there may be more
	wide    bool // of more days than one: "this week", "on Wednesday and Thursday"
	before  bool // of what was like it before: "the worst since 1978, when 53 people died"
}

// civil reports whether a figure says that it counts people at large: civilians.
func (f *tallied) civil() bool { return f.Of != "" && f.kin == "" }

// kinOf is what a word for those counted means in any language.
func kinOf(of string, lang *language) string {
	of = words.Fold(of)
	return words.Meaning(lang.code, cmp.Or(words.NewStemmer(lang.code).Stem(of), of))
}

// sideFrom is the camp of those who are named from a word on, or the name they have:
// "RSF fighters", "soldiers".
func (s sentenceWords) sideFrom(i int) camp {
	if c := s.campFrom(i); c != (camp{}) {
		return c
	}
	return camp{name: s.nameFrom(i)}
}

// sideOf is the camp that a speaker is of, or the speaker's own name.
func (s sentenceWords) sideOf(speaker string) camp {
	split := words.Split(speaker)
	if len(split) == 0 {
		return camp{}
	}
	if c := (sentenceWords{speaker, split, s.lang}).campOf(0, len(split)); c != (camp{}) {
		return c
	}
	return camp{name: strings.TrimSuffix(speaker, "'s")}
}

// same reports whether two camps are surely one.
func (a camp) same(b camp) bool {
	return !a.differs(b) && (a.side != "" && a.side == b.side || a.name != "" && a.name == b.name)
}

// figuresOf reads the numbers that a sentence, cut into its words, gives: how many
// killed, detained, how many strikes, tonnes, dollars. Numbers in time expressions
// are left alone.
func figuresOf(text string, split []words.Word, times []expression, lang *language) []tallied {
	skip := stretches(times)
	found := figure.ReadWords(text, split, lang.code, skip)
	if len(found) == 0 || (sentenceWords{text, split, lang}).withdraws() {
		return nil
	}
	s := sentenceWords{text, split, lang}
	who := s.sources()
	past := s.recalledFrom(times)
	out, wide := make([]tallied, len(found)), severalDays(text, times, lang)
	for i, r := range found {
		out[i].Figure = Figure{Name: r.Name, Unit: r.Unit, Of: r.Of, Value: r.Value, High: r.High, Qualifier: r.Qualifier, Scope: PerEvent, Speaker: s.speakerOf(who, r.Start, r.End, found[0].Start), Quote: text}
		if r.By != (figure.Stretch{}) {
			out[i].Speaker = text[r.By.Start:r.By.End]
		}
		out[i].from, out[i].to, out[i].toll, out[i].counter, out[i].deed, out[i].lowered, out[i].found, out[i].wide = r.Start, r.End, r.Toll, r.Counter, r.Deed, r.Lowered, r.Found, wide
		out[i].before = r.Start >= past
		if r.Of != "" && r.Name != "money" {
			if !r.Anyone {
				out[i].kin = kinOf(r.Of, lang)
			}
			out[i].whose = s.sideFrom(s.wordsTo(r.End))
		}
		if out[i].own = r.Own; r.Own {
			out[i].whose = s.sideOf(out[i].Speaker)
		}
		if r.SoFar || disputed[r.Name] && withinDays(text, r.End, times, lang) {
			out[i].Scope = Cumulative
		}
		if i > 0 && out[i-1].Scope == Cumulative && out[i-1].Name == r.Name && out[i-1].kin == out[i].kin && out[i].Speaker != "" && out[i-1].Speaker != "" && out[i].Speaker != out[i-1].Speaker {
			out[i].Scope = Cumulative // "has killed 14, the hospital says; doctors count 20 dead"
		}
	}
	return out
}

// recalledFrom is the byte from which a sentence tells what happened when something was
// like it before, "the worst since 1978, when 53 people died"; its end: it does not.
func (s sentenceWords) recalledFrom(times []expression) int {
	for _, x := range times {
		if p := x.Span.Precision; (p == timex.Year || p == timex.Month) && s.recalls(x) {
			return x.End
		}
	}
	return len(s.text)
}

// severalDays reports whether a sentence tells of a week or the like that has gone by,
// or of two days together: "this week", "on Wednesday and Thursday".
func severalDays(text string, times []expression, lang *language) bool {
	for i, x := range times {
		if first, last := daysOf(x.Span); x.Span.Precision == timex.Week || first != noDay && last > first && x.Span.Precision == timex.Day {
			return true
		}
		if i == 0 || dayNamed(x.resolved) == noDay {
			continue
		}
		before := times[i-1]
		if d := dayNamed(before.resolved); d == noDay || d == dayNamed(x.resolved) || before.End > x.Start {
			continue
		}
		between := words.Split(text[before.End:x.Start])
		if len(between) == 1 && lang.joining[between[0].Folded] {
			return true
		}
	}
	return false
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
func sameCounted(before tallied, text string, split []words.Word, times []expression, lang *language) (tallied, bool) {
	if !disputed[before.Name] {
		return tallied{}, false
	}
	r, spoken, found := figure.Unnamed(text, split, lang.code, stretches(times))
	if !found || r.Value == before.Value || before.Value > 0 && max(r.Value, before.Value) > farthestCounts(before.Name)*min(r.Value, before.Value) {
		return tallied{}, false
	}
	s := sentenceWords{text, split, lang}
	same := before // but for the number and who gives it
	same.Value, same.High, same.Qualifier, same.Quote = r.Value, r.High, r.Qualifier, text
	if same.Speaker = text[r.By.Start:r.By.End]; same.Speaker == "" {
		same.Speaker = s.speakerOf(s.sources(), r.Start, r.End, r.Start)
	}
	return same, !spoken || before.Value == 0 || same.Speaker != "" && same.Speaker != before.Speaker
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
// five people in two strikes". A toll that goes on is of one; told are the same figures.
func countedOver(all []Figure, told []given) []Figure {
	type count struct {
		article, name, of string
		value, high       float64
	}
	of := func(f *Figure) count { return count{f.Article, f.Name, f.Of, f.Value, f.High} }
	over := map[count]bool{}
	for i := range all {
		if all[i].Scope == Cumulative && !told[i].toll {
			over[of(&all[i])] = true
		}
	}
	for i := range all {
		if len(over) > 0 && over[of(&all[i])] {
			all[i].Scope = Cumulative
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
