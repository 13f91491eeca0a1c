package timex

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// capture is what one class read.
type capture struct {
	slot slot
	text string // the vocabulary's value
	num  int32  // the same as a number
	span int8   // in which span it stands, -1: outside
}

const (
	maxCaptures = 14
	maxSpans    = 4
	maxSteps    = 4000 // of one rule at one token: a bound, not met by real text
)

// found is one place where a rule's pattern matches.
type found struct {
	rule     *rule
	captures [maxCaptures]capture
	n        int
	opens    [maxSpans]int32 // token indices
	closes   [maxSpans]int32
	spans    int
	from, to int32 // tokens of the whole pattern
}

// first and last are the tokens between which the spans lie: [first, last).
func (f *found) first() int32 { return f.opens[0] }
func (f *found) last() int32  { return f.closes[f.spans-1] }

type matcher struct {
	lang   *language
	text   string
	tokens []token
	code   []instruction
	first  []firstSet
	state  found
	open   bool
	best   found
	hit    bool
	steps  int // of the program at hand
	total  int // of all programs
	kept   *[builtinClasses][keptAt]kept
	aside  *matcher // for what is only looked at
}

func newMatcher(l *language, text string, tokens []token) *matcher {
	return &matcher{lang: l, text: text, tokens: tokens, kept: &[builtinClasses][keptAt]kept{}}
}

// match runs a program at a token and keeps the longest reading.
func (m *matcher) match(r *rule, p *program, at int32) bool {
	m.code, m.first, m.hit, m.open, m.steps = p.code, p.first, false, false, 0
	m.state.rule, m.state.n, m.state.spans, m.state.from = r, 0, 0, at
	m.run(0, at)
	m.total += m.steps
	return m.hit
}

// reads returns the token after what a program reads from pc at a token, or
// -1. It keeps nothing.
func (m *matcher) reads(code []instruction, first []firstSet, pc, at int32) int32 {
	if m.aside == nil {
		m.aside = &matcher{lang: m.lang, text: m.text, tokens: m.tokens, kept: m.kept}
	}
	p := m.aside
	p.code, p.first, p.hit, p.open, p.steps = code, first, false, false, 0
	p.state.rule, p.state.n, p.state.spans, p.state.from = nil, 0, 0, at
	p.run(pc, at)
	m.total += p.steps
	if !p.hit {
		return -1
	}
	return p.best.to
}

func (m *matcher) run(pc int32, at int32) {
	for {
		if m.steps++; m.steps > maxSteps {
			return
		}
		in := &m.code[pc]
		switch in.op {
		case opFail:
			return
		case opMatch:
			m.keep(at)
			return
		case opJump:
			pc = in.to
			continue
		case opSplit:
			if in.to == pc+1 {
				break
			}
			one, other := m.may(&m.first[pc+1], at), m.may(&m.first[in.to], at)
			switch {
			case one && other:
				saved, spans, open := m.state.n, m.state.spans, m.open
				m.run(pc+1, at)
				m.state.n, m.state.spans, m.open = saved, spans, open
				pc = in.to
				continue
			case other:
				pc = in.to
				continue
			case !one:
				return
			}
		case opGlued:
			if int(at) >= len(m.tokens) || !m.tokens[at].glued {
				return
			}
		case opNot:
			if m.reads(m.code, m.first, pc+1, at) >= 0 {
				return
			}
			pc = in.to
			continue
		case opOpen:
			if m.state.spans == maxSpans {
				return
			}
			m.state.opens[m.state.spans] = at
			m.open = true
		case opClose:
			m.state.closes[m.state.spans] = at
			m.state.spans++
			m.open = false
		case opWord:
			if int(at) >= len(m.tokens) || m.tokens[at].word != in.arg || !m.joined(at) {
				return
			}
			at++
		case opNumber:
			if int(at) >= len(m.tokens) || m.tokens[at].kind != digits || m.tokens[at].num != in.arg || !m.joined(at) {
				return
			}
			at++
		case opClass:
			if int(at) >= len(m.tokens) || !m.joined(at) {
				return
			}
			m.class(in, pc, at)
			return
		}
		pc++
	}
}

// joined reports whether the token may follow the one before it in a match.
func (m *matcher) joined(at int32) bool {
	return at == m.state.from || !m.tokens[at].paragraph
}

// class tries every reading of a class at a token.
func (m *matcher) class(in *instruction, pc, at int32) {
	c := classID(in.arg)
	if c < builtinClasses {
		if r := m.builtin(c, at); r.end > at {
			m.capture(in, r.value, r.num, pc, r.end)
		}
		return
	}
	id := m.tokens[at].word
	if id < 0 {
		return
	}
	for _, e := range m.lang.entries[id] {
		if e.class != c {
			continue
		}
		if end := m.entry(e, at); end > at {
			m.capture(in, e.value, e.num, pc, end)
		}
	}
}

func (m *matcher) capture(in *instruction, text string, num, pc, end int32) {
	if in.slot == slotNone {
		m.run(pc+1, end)
		return
	}
	saved, spans, open := m.state.n, m.state.spans, m.open
	if saved == maxCaptures {
		return
	}
	in2 := capture{slot: in.slot, text: text, num: num, span: -1}
	if open {
		in2.span = int8(spans)
	}
	m.state.captures[saved] = in2
	m.state.n++
	m.run(pc+1, end)
	m.state.n, m.state.spans, m.open = saved, spans, open
}

// entry matches a vocabulary entry and returns the token after it, or -1.
func (m *matcher) entry(e entry, at int32) int32 {
	if e.capital && !m.tokens[at].capital {
		return -1
	}
	for k, id := range e.words {
		i := at + int32(k)
		if int(i) >= len(m.tokens) || m.tokens[i].word != id || (k > 0 && m.tokens[i].paragraph) {
			return -1
		}
	}
	end := at + int32(len(e.words))
	if e.exact != "" && !strings.EqualFold(printed(m.text[m.tokens[at].start:m.tokens[end-1].end]), e.exact) {
		return -1
	}
	if e.stop != noStop {
		dot := int(end) < len(m.tokens) && m.tokens[end].word == m.lang.dot &&
			(m.tokens[end].glued || int(end)+1 < len(m.tokens) && m.tokens[end+1].kind == digits) // "Nov . 5"
		switch {
		case dot:
			end++
		case e.stop == needsStop:
			return -1
		}
	}
	return end
}

// printed is a text as it shows: accents on their letters, nothing invisible.
func printed(s string) string {
	return strings.Map(func(r rune) rune {
		if isInvisible(r) {
			return -1
		}
		return r
	}, norm.NFC.String(s))
}

// keep records a match when it reaches further than the best so far.
func (m *matcher) keep(at int32) {
	s := &m.state
	if m.hit && at <= m.best.to {
		return
	}
	m.hit = true
	m.best = *s
	m.best.to = at
	if s.spans == 0 {
		m.best.opens[0], m.best.closes[0], m.best.spans = s.from, at, 1
	}
}
