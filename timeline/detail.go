package timeline

import "slices"

// details leaves out, after the first of a happening's sentences, those that stand
// alone badly, those about another day, those of which nothing came about, and those
// that say little else than one before.
func details(picks []pick) []pick {
	out := picks[:1:1]
	for _, p := range picks[1:] {
		if !p.t.beside && !p.t.remark && (p.t.standing >= awkward || p.t.follows(out[len(out)-1].t)) && !slices.ContainsFunc(out, func(o pick) bool {
			return repeats(p.t.s.stems, o.t.s.stems) || retells(p.t.s.stems, o.t.s.stems) || littleNew(p.t.s, o.t.s)
		}) {
			out = append(out, p)
		}
	}
	return out
}

// follows reports whether a telling's sentence stands right behind another's, which says
// whom its pronoun means.
func (t *telling) follows(other *telling) bool {
	return t.doc == other.doc && other.sentence >= 0 && t.sentence == other.sentence+1
}

// repeats reports whether most terms of a sentence are another's too.
func repeats(stems, others []term) bool {
	const most = .7
	return float64(inBoth(stems, others)) >= most*float64(len(stems))
}

// retells reports whether a sentence says again all that another says, whatever it adds:
// nearly each of the other's terms is among its own.
func retells(stems, other []term) bool {
	const most = .8
	return len(other) >= leastLine && float64(inBoth(other, stems)) >= most*float64(len(other))
}

// leastTitle is how many terms a title must have to say in other words what another
// report says.
const leastTitle = 4

// titledOnce leaves out, of the sentences that tell of one happening, those that a report
// opens with whose title says what one before them has said: "said that he would end
// payments and subsidies" under "President will cut off aid".
func (w *writer) titledOnce(picks []pick) []pick {
	out := picks[:1:1]
	for _, p := range picks[1:] {
		doc := &w.c.docs[p.t.doc]
		if p.t.sentence == 0 && len(doc.title) > 0 && len(doc.title[0].stems) >= leastTitle && slices.ContainsFunc(out, func(o pick) bool {
			return o.t.doc != p.t.doc && w.c.docs[o.t.doc].language == doc.language && repeats(doc.title[0].stems, o.t.s.stems)
		}) {
			continue
		}
		out = append(out, p)
	}
	return out
}
