package timex

// candidate is a program that can begin at a token, and what the token after
// it may be: most words of a text are turned away by this alone.
type candidate struct {
	rule    *rule
	program *program
	next    *tokenSet
}

// tokenSet is a set of words and sorts of tokens.
type tokenSet struct {
	any    bool // any token, or the end of the text
	digits bool
	words  []uint64 // bits, by word id
}

func (s *tokenSet) add(word int32, total int) {
	if s.words == nil {
		s.words = make([]uint64, (total+63)/64)
	}
	s.words[word/64] |= 1 << (word % 64)
}

func (s *tokenSet) union(o *tokenSet) {
	s.any, s.digits = s.any || o.any, s.digits || o.digits
	if o.words == nil {
		return
	}
	if s.words == nil {
		s.words = make([]uint64, len(o.words))
	}
	for i, w := range o.words {
		s.words[i] |= w
	}
}

func (s *tokenSet) has(word int32) bool {
	return s.words != nil && s.words[word/64]&(1<<(word%64)) != 0
}

// allows reports whether the set holds the token at i.
func (s *tokenSet) allows(tokens []token, i int) bool {
	if s.any {
		return true
	}
	if i >= len(tokens) {
		return false
	}
	t := &tokens[i]
	if t.kind == digits {
		return s.digits
	}
	return t.word >= 0 && s.has(t.word)
}

// indexer builds a language's index.
type indexer struct {
	lang    *language
	entries [][]entry // by class
	numbers []int32   // first words of numbers
}

// index lists, for each word and for digits, the programs that can begin there.
func (l *language) index() {
	x := &indexer{lang: l, entries: make([][]entry, len(l.classes))}
	for _, list := range l.entries {
		for _, e := range list {
			x.entries[e.class] = append(x.entries[e.class], e)
			if e.class == l.number || e.class == l.ordinal {
				x.numbers = append(x.numbers, e.words[0])
			}
		}
	}
	l.byWord = make([][]candidate, len(l.entries))
	for _, r := range l.rules {
		for _, p := range r.programs {
			x.program(r, p)
		}
	}
}

// program enters one program under every token it can begin with.
func (x *indexer) program(r *rule, p *program) {
	l := x.lang
	starts := map[int32]*tokenSet{}
	var byDigits *tokenSet
	enterDigits := func(next *tokenSet) {
		if byDigits == nil {
			byDigits = &tokenSet{}
		}
		byDigits.union(next)
	}
	enter := func(word int32, next *tokenSet) {
		if starts[word] == nil {
			starts[word] = &tokenSet{}
		}
		starts[word].union(next)
	}
	reads, _ := reachable(p.code, 0)
	for _, pc := range reads {
		in := p.code[pc]
		follow := x.set(p.code, pc+1)
		switch {
		case in.op == opNumber:
			enterDigits(follow)
		case in.op == opWord:
			enter(in.arg, follow)
		case classID(in.arg) < builtinClasses:
			enterDigits(x.afterDigits(classID(in.arg), follow))
			for _, w := range x.numbers {
				enter(w, &tokenSet{any: true})
			}
		default:
			for _, e := range x.entries[in.arg] {
				next := follow
				if len(e.words) > 1 {
					next = &tokenSet{}
					next.add(e.words[1], len(l.entries))
				} else if e.stop != noStop {
					next = &tokenSet{}
					next.union(follow)
					next.add(l.dot, len(l.entries))
				}
				enter(e.words[0], next)
			}
		}
	}
	for w := range l.byWord {
		if next := starts[int32(w)]; next != nil {
			l.byWord[w] = append(l.byWord[w], candidate{r, p, next})
		}
	}
	if byDigits != nil {
		l.byDigits = append(l.byDigits, candidate{r, p, byDigits})
	}
}

// afterDigits gives what may stand after the first digits of a number, where
// follow is what may stand after the whole.
func (x *indexer) afterDigits(c classID, follow *tokenSet) *tokenSet {
	l, out := x.lang, &tokenSet{}
	switch c {
	case classNum: // 1,500; 2.5; 2 1/2
		out.union(follow)
		out.digits = true
		out.add(l.dot, len(l.entries))
		out.add(l.comma, len(l.entries))
	case classOrd: // 3rd, 1.º
		out.add(l.dot, len(l.entries))
		for _, e := range x.entries[l.ordinalSuffix] {
			out.add(e.words[0], len(l.entries))
		}
	default: // digits alone
		out.union(follow)
	}
	return out
}

// set gives the tokens that a program can read next at pc.
func (x *indexer) set(code []instruction, pc int32) *tokenSet {
	reads, ends := reachable(code, pc)
	out := &tokenSet{any: ends}
	for _, at := range reads {
		switch in := code[at]; {
		case in.op == opClass && classID(in.arg) == className:
			out.any = true // words that no vocabulary has
		case in.op == opNumber:
			out.digits = true
		case in.op == opWord:
			out.add(in.arg, len(x.lang.entries))
		case classID(in.arg) < builtinClasses:
			out.digits = true
			for _, w := range x.numbers {
				out.add(w, len(x.lang.entries))
			}
		default:
			for _, e := range x.entries[in.arg] {
				out.add(e.words[0], len(x.lang.entries))
			}
		}
	}
	return out
}

// reachable lists the instructions that can read the next token at pc, and
// tells whether the program can end there.
func reachable(code []instruction, pc int32) (reads []int32, ends bool) {
	seen := map[int32]bool{}
	var walk func(pc int32)
	walk = func(pc int32) {
		if seen[pc] {
			return
		}
		seen[pc] = true
		switch in := code[pc]; in.op {
		case opWord, opNumber, opClass:
			reads = append(reads, pc)
		case opMatch:
			ends = true
		case opSplit:
			walk(pc + 1)
			walk(in.to)
		case opJump, opNot:
			walk(in.to)
		case opGlued, opOpen, opClose:
			walk(pc + 1)
		case opFail:
		}
	}
	walk(pc)
	return reads, ends
}
