package timeline

import (
	"slices"
	"strings"

	"dateline/timeline/figure"
	"dateline/timeline/words"
)

// Two parties' numbers stand side by side: "The ministry put the toll at two. The
// ombudsman, who came at noon, counted four." The second sentence may name an hour of its
// own, or nothing of what happened, and so be no account of it; by its place it is.

// opposed are the figures of the sentences right before and behind some givers that
// another speaker sets against theirs, as figures of their happening on a day.
func (w *writer) opposed(all []giver, on day) []given {
	if len(all) > wellTold+goesFar*wellTold {
		return nil
	}
	var out []given
	for _, v := range all {
		for _, f := range v.s.notes.figures {
			if !disputed[f.Name] || v.sentence < 0 {
				continue
			}
			for _, k := range []int{v.sentence - 1, v.sentence + 1} {
				out = append(out, w.against(v, f, k, on)...)
			}
		}
	}
	return out
}

// setAgainst adds to some figures what stands opposed to them, or marks those that are it.
func (w *writer) setAgainst(all []giver, on day, told []given, figures []Figure) ([]given, []Figure) {
	for _, g := range w.opposed(all, on) {
		at := slices.IndexFunc(told, func(h given) bool {
			return h.Article == g.Article && h.sentence == g.sentence && h.Name == g.Name && h.Value == g.Value
		})
		if at < 0 {
			told, figures = append(told, g), append(figures, g.Figure)
		} else {
			told[at].opposes = true
		}
	}
	ofOneHappening(told)
	return told, figures
}

// against are the figures of a sentence of a giver's report that another speaker gives
// for what one of the giver's counts.
func (w *writer) against(v giver, f tallied, sentence int, on day) []given {
	doc := &w.c.docs[v.doc]
	if sentence < 0 || sentence >= len(doc.sentences) {
		return nil
	}
	s := &doc.sentences[sentence]
	if slices.ContainsFunc(s.times, func(x expression) bool { d := dayNamed(x.resolved); return d != noDay && d != on && !clockAlone(x) }) {
		return nil
	}
	next := &telling{doc: v.doc, sentence: sentence, s: s}
	text := w.c.text(next)
	lang := languageOf(doc.language)
	split := words.Split(text)
	figures := figuresOf(text, split, s.times, lang)
	if len(figures) == 0 && sentence > v.sentence {
		if g, found := sameCounted(f, text, split, s.times, lang); found {
			figures = []tallied{g}
		}
	}
	var out []given
	own := given{tallied: f}
	own.Quote = w.c.text(v.telling)
	for _, g := range figures {
		other := given{tallied: g, origin: doc.origin, telling: v.account, sentence: sentence}
		other.Quote = text
		if g.Name != f.Name || g.Value == f.Value || !other.against(own) && !(sentence > v.sentence && other.aboveNarrator(own)) && !(sentence < v.sentence && own.aboveNarrator(other)) || (sentenceWords{text, split, lang}).elsewhere(own.Quote) {
			continue
		}
		other.opposes = true
		other.Scope, other.Article = PerEvent, w.c.articles[v.doc].URL
		other.Speaker = strings.Clone(g.Speaker)
		if doc.day != noDay {
			other.AsOf = doc.day.span().FirstDay()
		}
		other.whose = w.c.players.camp(g.whose)
		out = append(out, other)
	}
	return out
}

// farAboveNarrator is how many times the narrator's number a speaker's may be.
const farAboveNarrator = 2.5

// aboveNarrator reports whether somebody gives a larger number than the narrator does in
// the sentence before: "Officers arrested 19 people. The union said 34 had been arrested."
// A smaller one may be a part.
func (g given) aboveNarrator(h given) bool {
	return h.Speaker == "" && g.Speaker != "" && g.Scope == h.Scope && g.kin == h.kin && !g.whose.differs(h.whose) && g.Qualifier != figure.About &&
		g.Value > h.Value && g.Value <= farAboveNarrator*h.Value && !tellsMore(g.Quote) && !tellsMore(h.Quote)
}

// elsewhere reports whether a sentence names a place that another does not: "in Hama".
func (s sentenceWords) elsewhere(other string) bool {
	for i := 1; i < len(s.words); i++ {
		if s.lang.placing[s.words[i-1].Folded] && s.capital(i) && s.together(i) && !strings.Contains(other, s.text[s.words[i].Start:s.words[i].End]) {
			return true
		}
	}
	return false
}

// ofOneHappening makes those running counts of a report figures of its happening that
// another speaker of it, a sentence away at most, gives as such: "71 are missing, the
// company says. The ministry counts 92."
func ofOneHappening(told []given) {
	for i := range told {
		g := &told[i]
		if g.Scope != Cumulative || g.Speaker == "" {
			continue
		}
		if slices.ContainsFunc(told, func(h given) bool {
			return h.Scope == PerEvent && h.Article == g.Article && h.Name == g.Name && h.sentence-g.sentence <= 1 && g.sentence-h.sentence <= 1 && h.against(*g)
		}) {
			g.Scope = PerEvent
		}
	}
}
