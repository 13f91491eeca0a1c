package timex

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A pattern is compiled to a small program without loops, so that a match
// costs at most a constant however long the text is.
//
//	word        the word itself, lower case, accents optional; or a punctuation mark
//	{class}     a word or number of the class, captured in the slot of its name
//	{class=s}   the same, captured in slot s; {class=_} in none
//	( a | b )   one of
//	( a )?      or nothing; a? for one element
//	~           no white space here
//	!x          what follows is not x (an element; nothing is read)
//	[ a ]       the span, where it is not the whole pattern; a second pair makes a second span
//	<name>      a macro of the language
type opcode uint8

const (
	opWord   opcode = iota
	opNumber        // digits of the value arg
	opClass
	opSplit // try next, then to
	opJump
	opGlued
	opNot // to: the program for the element; goes on at next when it does not match
	opOpen
	opClose
	opFail
	opMatch
)

type instruction struct {
	op   opcode
	arg  int32 // word id or class
	slot slot
	to   int32
}

type parser struct {
	lang  *language
	words []string // the elements
	pos   int
	code  []instruction
}

// compilePattern compiles one pattern.
func compilePattern(l *language, macros map[string]string, text string) ([]instruction, error) {
	expanded, err := expandMacros(text, macros, 0)
	if err != nil {
		return nil, err
	}
	p := &parser{lang: l, words: splitPattern(expanded)}
	if err := p.alternatives(); err != nil {
		return nil, fmt.Errorf("pattern %q: %w", text, err)
	}
	if p.pos < len(p.words) {
		return nil, fmt.Errorf("pattern %q: %q stands alone", text, p.words[p.pos])
	}
	p.emit(instruction{op: opMatch})
	return p.code, nil
}

func expandMacros(text string, macros map[string]string, depth int) (string, error) {
	if depth > 8 {
		return "", fmt.Errorf("pattern %q: macros nest too deep", text)
	}
	for {
		open := strings.IndexByte(text, '<')
		if open < 0 {
			return text, nil
		}
		end := strings.IndexByte(text[open:], '>')
		if end < 0 {
			return "", fmt.Errorf("pattern %q: < without >", text)
		}
		name := text[open+1 : open+end]
		body, ok := macros[name]
		if !ok {
			return "", fmt.Errorf("pattern %q: no macro <%s>", text, name)
		}
		body, err := expandMacros(body, macros, depth+1)
		if err != nil {
			return "", err
		}
		text = text[:open] + "( " + body + " )" + text[open+end+1:]
	}
}

// splitPattern cuts a pattern into its elements: marks, and what stands between
// them and white space. A question mark right after a closing bracket, or white
// space after it, belongs to it.
func splitPattern(s string) []string {
	words := make([]string, 0, len(s)/3)
	from := 0
	flush := func(to int) {
		if from < to {
			words = append(words, s[from:to])
		}
	}
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case ' ', '\t', '\n':
			flush(i)
			from = i + 1
		case '(', ')', '|', '[', ']', '~', '!':
			flush(i)
			mark := s[i : i+1]
			if s[i] == ')' {
				next := i + 1
				for next < len(s) && s[next] == ' ' {
					next++
				}
				if next < len(s) && s[next] == '?' {
					mark, i = ")?", next
				}
			}
			words = append(words, mark)
			from = i + 1
		}
	}
	flush(len(s))
	return words
}

func (p *parser) emit(in instruction) int {
	p.code = append(p.code, in)
	return len(p.code) - 1
}

func (p *parser) more(stops ...string) bool {
	if p.pos >= len(p.words) {
		return false
	}
	return !slices.Contains(stops, p.words[p.pos])
}

// alternatives compiles a | b | c.
func (p *parser) alternatives() error {
	var ends []int
	for {
		split := p.emit(instruction{op: opSplit})
		for p.more("|", ")", ")?") {
			if err := p.element(); err != nil {
				return err
			}
		}
		ends = append(ends, p.emit(instruction{op: opJump}))
		p.code[split].to = int32(len(p.code))
		if !p.more(")", ")?") {
			break
		}
		p.pos++ // the bar
	}
	p.emit(instruction{op: opFail})
	for _, e := range ends {
		p.code[e].to = int32(len(p.code))
	}
	return nil
}

func (p *parser) element() error {
	w := p.words[p.pos]
	p.pos++
	switch w {
	case "~":
		p.emit(instruction{op: opGlued})
		return nil
	case "[":
		p.emit(instruction{op: opOpen})
		return nil
	case "]":
		p.emit(instruction{op: opClose})
		return nil
	case "!":
		if !p.more() {
			return fmt.Errorf("! with nothing after it")
		}
		not := p.emit(instruction{op: opNot})
		if err := p.element(); err != nil {
			return err
		}
		p.emit(instruction{op: opMatch})
		p.code[not].to = int32(len(p.code))
		return nil
	case "(":
		split := p.emit(instruction{op: opSplit})
		if err := p.alternatives(); err != nil {
			return err
		}
		if p.pos >= len(p.words) {
			return fmt.Errorf("( without )")
		}
		optional := p.words[p.pos] == ")?"
		p.pos++
		p.code[split].to = int32(split + 1)
		if optional {
			p.code[split].to = int32(len(p.code))
		}
		return nil
	}
	return p.atom(w)
}

// atom compiles a word or a class, perhaps optional.
func (p *parser) atom(w string) error {
	optional := len(w) > 1 && strings.HasSuffix(w, "?")
	if optional {
		w = w[:len(w)-1]
		split := p.emit(instruction{op: opSplit})
		defer func() { p.code[split].to = int32(len(p.code)) }()
	}
	if n, ok := asNumber(w); ok {
		p.emit(instruction{op: opNumber, arg: int32(n)})
		return nil
	}
	if !strings.HasPrefix(w, "{") {
		p.emit(instruction{op: opWord, arg: p.lang.intern(fold(w))})
		return nil
	}
	if !strings.HasSuffix(w, "}") {
		return fmt.Errorf("%q: { without }", w)
	}
	name, as, named := strings.Cut(w[1:len(w)-1], "=")
	class, ok := p.lang.classes[name]
	if !ok {
		return fmt.Errorf("%q: no vocabulary %q", w, name)
	}
	if !named {
		as = name
	}
	s, ok := slotNames[as]
	if as == "_" {
		s, ok = slotNone, true
	}
	if !ok {
		s = slotNone
		if named {
			return fmt.Errorf("%q: no slot %q", w, as)
		}
	}
	p.emit(instruction{op: opClass, arg: class, slot: s})
	return nil
}

// asNumber reads a whole number.
func asNumber(w string) (int, bool) {
	if w == "" || (w[0] < '0' || w[0] > '9') && w[0] != '-' {
		return 0, false // most words: no error is made of them
	}
	n, err := strconv.Atoi(w)
	return n, err == nil
}
