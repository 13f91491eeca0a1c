package timeline

import (
	"slices"

	"dateline/timeline/figure"
)

// fates are what becomes of people in one happening, as figures name it: who tells of
// survivors leaves the reader asking how many there were, and how many died.
var fates = [...]string{survivors, "killed"}

const survivors = "survivors"

// withFates are the sentences of a happening's summary where they tell of survivors, with
// those that their report has right beside them on how many survived and how many died,
// as long as the summary has room and says nothing of it.
func (w *writer) withFates(h *happening, picks []pick) []pick {
	speaks := slices.IndexFunc(picks, func(p pick) bool { return p.t.sentence >= 0 && w.ofSurvivors(p.t) })
	if speaks < 0 {
		return picks
	}
	for _, name := range fates {
		if len(picks) >= summaryAtMost || slices.ContainsFunc(picks, func(p pick) bool { return p.t.gives(name) }) {
			continue
		}
		p := picks[speaks]
		for _, m := range h.members {
			t := &w.tellings[m]
			far := t.sentence - p.t.sentence
			if t.doc != p.t.doc || t.sentence < 0 || far == 0 || max(far, -far) > goesFar || t.beside || t.foretold || t.stock || !t.gives(name) {
				continue
			}
			at := speaks
			if far > 0 {
				at++
			} else if at == 0 {
				continue // the first sentence is that of the happening
			} else {
				speaks++
			}
			picks = slices.Insert(slices.Clone(picks), at, pick{t: t, at: m, of: h, gain: p.gain, fitness: p.fitness})
			break
		}
	}
	return picks
}

// ofSurvivors reports whether a sentence counts survivors, or speaks of the known ones.
func (w *writer) ofSurvivors(t *telling) bool {
	if t.gives(survivors) {
		return true
	}
	code := w.c.docs[t.doc].language
	s := languageOf(code).cut(w.c.text(t))
	for i, word := range s.words {
		if figure.Named(word.Folded, code) == survivors && s.definite(i) {
			return true
		}
	}
	return false
}

// gives reports whether a telling has a figure of this name that is of its happening alone.
func (t *telling) gives(name string) bool {
	return t.s.notes != nil && slices.ContainsFunc(t.s.notes.figures, func(f tallied) bool { return f.Name == name && f.Scope == PerEvent })
}
