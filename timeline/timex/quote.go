package timex

import "time"

// Quoted words keep the day they were said on: in "We leave tomorrow," he said
// on Monday, printed on Wednesday, tomorrow is Tuesday.

const (
	quoteReach = 60 // tokens between a quotation and the day it was said on
	saidReach  = 8  // tokens between a verb of saying and its day: "told reporters in Lima on Monday"
)

// spoken is an expression in quoted words, as read from the publication.
type spoken struct {
	index int // in before
	first int32
	own   result
}

// speech is what was said in the paragraph at hand.
type speech struct {
	day   mention // when
	words []spoken
}

// asSaid counts yesterday, today and tomorrow in quoted words from the day
// that the speech before is dated to.
func (r *resolver) asSaid(f *found, k int, out result) result {
	if !(slots{f, k}).has(slotOffset) || (slots{f, k}).has(slotAside) || out.from != anchorDCT || out.span.Start.IsZero() || !r.quoted(f.opens[k]) {
		return out
	}
	first := f.opens[k]
	r.speech.words = append(r.speech.words, spoken{len(r.before), first, out})
	if d := r.speech.day; d.ok && r.oneQuotation(d.at, first) && !r.sentenceEnds(d.at, first) {
		return r.countFrom(d, out)
	}
	return out
}

// dateSpeech dates the quotation before the newest expression, where that is
// the day of a verb of saying.
func (r *resolver) dateSpeech() {
	x, at := &r.before[len(r.before)-1], r.current.first
	day := spanOf(x.Value)
	if r.day.IsZero() || x.Type != Date || x.Span != day || day.Precision != Day || day.Start.After(r.day) || !r.saidBefore(at) || r.quoted(at) {
		return
	}
	r.speech.day = mention{value: x.Value, span: day, at: at, ok: true}
	for _, w := range r.speech.words {
		if !r.oneQuotation(w.first, at) {
			continue
		}
		own, y := r.countFrom(r.speech.day, w.own), &r.before[w.index]
		y.Value, y.Span = own.value, own.span
		y.Anchor, y.AnchorFrom, y.Confidence = own.anchor, own.from, own.confidence
	}
	r.speech.words = r.speech.words[:0]
}

// oneQuotation reports whether of two tokens of a paragraph one stands in a
// quotation and the other right beside it.
func (r *resolver) oneQuotation(from, to int32) bool {
	marks := 0
	for i := from; i < to; i++ {
		if r.mark(i) == '"' || r.mark(i) == '\'' && r.mark(i+1) == '\'' {
			marks++
		}
	}
	return marks == 1 && to-from < quoteReach && r.sameParagraph(from, to)
}

// sentenceEnds reports whether a sentence ends between two tokens before a
// quotation begins: what is quoted then is another's.
func (r *resolver) sentenceEnds(from, to int32) bool {
	for i := from; i < to && r.mark(i) != '"'; i++ {
		if r.mark(i) == '.' && i+1 < to && r.tokens[i+1].sentence {
			return true
		}
	}
	return false
}

// saidBefore reports whether a verb of saying stands before a token, with
// neither another verb nor a quotation mark between.
func (r *resolver) saidBefore(at int32) bool {
	for i := at - 1; i >= 0 && at-i <= saidReach && !r.tokens[i+1].sentence && r.mark(i) != '"'; i-- {
		if t := r.tenseOf(i); t != 0 {
			return t == saying
		}
	}
	return false
}

// countFrom moves what was counted from the publication to another day.
func (r *resolver) countFrom(day mention, out result) result {
	by := day.span.Start.Sub(r.day)
	if by == 0 || len(out.value) < len(time.DateOnly) {
		return out
	}
	own := spanOf(out.value[:len(time.DateOnly)])
	if own.IsZero() {
		return out
	}
	out.value = dayValue(own.Start.Add(by)) + out.value[len(time.DateOnly):]
	if !out.span.Start.IsZero() {
		out.span.Start = out.span.Start.Add(by)
	}
	if !out.span.End.IsZero() {
		out.span.End = out.span.End.Add(by)
	}
	out.anchor, out.from, out.confidence = day.value, anchorText, sureText
	return out
}
