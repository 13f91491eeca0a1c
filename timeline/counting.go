package timeline

import (
	"regexp"
	"slices"
	"strings"

	"dateline/scraper"
	"dateline/timeline/figure"
	"dateline/timeline/words"
)

// runningCounts are the running counts of an article that is being read: those
// of its sentences, or else of its title, which says the same more shortly; and how many
// it says are missing or held.
func (r *reader) runningCounts(a *scraper.Article, doc *document) []counting {
	lang := languageOf(doc.language)
	var out, missing []counting
	for _, sentences := range [][]sentence{doc.sentences, doc.title} {
		said, saidAt := noDay, 0 // the day that a count has just been said to be of
		var before tallied       // the last figure of the sentence before, or what that says is counted next
		for k := range sentences {
			s := &sentences[k]
			if before.Name == "" && !slices.ContainsFunc(s.stems, r.counts) {
				continue
			}
			text, place := a.Text, k
			if len(doc.title) > 0 && s == &doc.title[0] {
				text, place = a.Title, -1
			}
			text = text[s.start:s.end]
			r.words = words.Append(r.words[:0], text)
			figures := figuresOf(text, r.words, s.times, lang)
			if len(figures) == 0 && before.Name != "" {
				if f, found := sameCounted(before, text, r.words, s.times, lang); found {
					figures = []tallied{f}
				}
			}
			before = tallied{}
			if len(figures) > 0 {
				before = figures[len(figures)-1]
			} else if before.Name = figure.Topic(r.words, lang.code); before.Name != "" {
				before.Scope = Cumulative
			}
			cut := sentenceWords{text, r.words, lang}
			if slices.ContainsFunc(s.times, func(x expression) bool { return cut.recalls(x) && dayOf(x.Span.Start) < doc.day-lastYear }) {
				continue
			}
			for _, f := range figures {
				n := counting{tallied: f, since: noDay, on: doc.countedOn(f, s, cut), place: place}
				if n.on != noDay {
					said, saidAt = n.on, k
				} else if said != noDay && k-saidAt <= 1 && (k == saidAt || len(s.days) == 0) && f.Name != "money" { // "stood at 44 last night. The navy said 72 were missing."
					n.on = said
				}
				switch {
				case f.Name == "money" && !growing(f, s.times):
					continue
				case f.Name == "money" || f.Scope == Cumulative || inTally(f, figures) && doc.ofNow(s):
				case falls[f.Name] && f.kin == "" && place >= 0 && doc.ofNow(s):
				default:
					continue
				}
				n.lands = landsIn(text, r.words, lang)
				for _, x := range s.times {
					if !x.Span.Start.IsZero() && x.Span.End.IsZero() && !cut.recordSince(x) {
						n.since, n.start = dayOf(x.Span.Start), strings.TrimSuffix(x.Span.EDTF(), "/..")
					}
				}
				if f.Name != "money" && f.Scope != Cumulative && !inTally(f, figures) {
					missing = append(missing, n)
					continue
				}
				out = append(out, n)
			}
		}
		if slices.ContainsFunc(out, func(n counting) bool { return n.Scope == Cumulative && n.Name != "money" }) {
			break
		}
	}
	for _, n := range missing { // "The toll stood at 44. The navy said 72 people were missing."
		if slices.ContainsFunc(out, func(o counting) bool {
			return o.toll && o.Name == "killed" && o.kin == "" && max(o.place-n.place, n.place-o.place) <= tallyWithin
		}) {
			out = append(out, n)
		}
	}
	if stamped(a.Text, doc.sentences) < fewStamps {
		for i := range out {
			out[i].place = 0 // what one report tells is of one time
		}
	}
	return out
}

const (
	// tallyWithin is how many sentences from a death toll the missing are of the same disaster.
	tallyWithin = 2
	// lastYear is how many days before its report what a count began with is not its own.
	lastYear = 366
	// fewStamps is how many sentences that begin with the hour make a report one of many hours.
	fewStamps = 3
)

// stamped is how many sentences of a text begin with a clock time, as entries of a report
// that is kept minute by minute do: "19.30 - The navy says 24 are dead."
func stamped(text string, sentences []sentence) (n int) {
	for i := range sentences {
		s := &sentences[i]
		if clock.MatchString(text[s.start:min(s.end, s.start+8)]) {
			n++
		}
	}
	return n
}

var clock = regexp.MustCompile(`^\d{1,2}[.:h]\d{2}\b`)

// inTally reports whether a sentence takes stock of a disaster with a figure: it tells how
// many people at large are missing or held, or were killed or saved, beside how many of
// the others; "68 dead and 17 missing", not "four reporters are missing".
func inTally(f tallied, figures []tallied) bool {
	return f.kin == "" && slices.ContainsFunc(figures, func(g tallied) bool {
		switch {
		case g.kin != "" || g.Name == f.Name:
			return false
		case falls[f.Name]:
			return accounted[g.Name]
		}
		return (f.Name == "killed" || f.Name == "survivors") && (g.Name == "missing" || f.Name == "killed" && g.Name == "survivors" || f.Name == "survivors" && g.Name == "killed")
	})
}

// How many words may stand between a running count and the day that it is said to be of,
// behind the number and before it.
const (
	countBehind = 2
	countBefore = 4
)

// countedOn is the day that a running count is said to be of, right beside its number:
// "stood at 44 last night", "llegó ayer a 58"; noDay: none is.
func (d *document) countedOn(f tallied, s *sentence, cut sentenceWords) day {
	if !f.toll {
		return noDay
	}
	for _, x := range s.times {
		on := dayNamed(x.resolved)
		if on == noDay || on > d.day || on < d.day-lastWeek || x.Span.End.IsZero() {
			continue
		}
		var between string
		most := countBehind
		switch {
		case x.Start >= f.to:
			between = cut.text[f.to:x.Start]
		case x.End <= f.from:
			between, most = cut.text[x.End:f.from], countBefore
			if at := cut.wordsTo(x.Start); at > 0 && cut.lang.naming[cut.words[at-1].Folded] || at < len(cut.words) && cut.lang.naming[cut.words[at].Folded] || strings.HasPrefix(between, "'") || strings.HasPrefix(between, "’") {
				continue // "the toll of Friday's sinking", "los muertos del viernes"
			}
		default:
			continue
		}
		if split := words.Split(between); len(split) <= most && !strings.ContainsAny(between, ",;:.()") && !slices.ContainsFunc(split, func(w words.Word) bool { return cut.lang.perfect[w.Folded] }) {
			return on
		}
	}
	return noDay
}

// recalls reports whether an expression says since when there was nothing like it, and what
// happened then: "the worst since 1978, when 53 people died".
func (s sentenceWords) recalls(x expression) bool {
	if x.Span.Start.IsZero() || !x.Span.End.IsZero() {
		return false
	}
	at := s.wordsTo(x.End)
	return at < len(s.words) && s.lang.attending[s.words[at].Folded] && strings.TrimSpace(s.text[x.End:s.words[at].Start]) == ","
}
