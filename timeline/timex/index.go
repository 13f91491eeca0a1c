package timex

// candidate is a program that can begin at a token, and what the token after
// it may be: most words of a text are turned away by this alone.
type candidate struct {
	rule    *rule
	program *program
	next    firstSet
}

// indexer builds a language's index.
type indexer struct {
	lang    *language
	entries [][]entry // by class
	numbers []int32   // first words of numbers
	spelled firstSet  // what may go on with a number in words
	// The words that the program at hand can begin with, and what may follow
	// each; at is one more than a word's place in them, 0: none.
	words []int32
	nexts []firstSet
	at    []int32
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
			x.spell(e)
		}
	}
	l.byWord = make([][]candidate, len(l.entries))
	x.at = make([]int32, len(l.entries))
	l.wordBegins = l.begins()
	for _, r := range l.rules {
		for _, list := range [][]*program{r.programs, r.unlessPrev, r.unlessNext, r.ifSentence, r.unlessSentence} {
			for _, p := range list {
				p.first = l.firstSets(p.code)
			}
		}
		for _, p := range r.programs {
			x.program(r, p)
		}
	}
}

// spell notes what may follow the first word of a number: "veinte y dos",
// "a hundred and six", "the twenty-third".
func (x *indexer) spell(e entry) {
	l := x.lang
	if e.class != l.number && e.class != l.ordinal && e.class != l.joiner {
		return
	}
	x.spelled.addClass(e.class)
	for _, w := range e.words[1:] {
		x.spelled.addWord(w)
	}
	if e.stop != noStop {
		x.spelled.addWord(l.dot)
	}
}

// program enters one program under every token it can begin with.
func (x *indexer) program(r *rule, p *program) {
	l := x.lang
	x.words, x.nexts = x.words[:0], x.nexts[:0]
	var byDigits *firstSet
	enterDigits := func(next firstSet) {
		if byDigits == nil {
			byDigits = &firstSet{}
		}
		byDigits.union(next)
	}
	enter := func(word int32, next firstSet) {
		if x.at[word] == 0 {
			x.words, x.nexts = append(x.words, word), append(x.nexts, firstSet{})
			x.at[word] = int32(len(x.words))
		}
		x.nexts[x.at[word]-1].union(next)
	}
	reads := reachable(p.code)
	for _, pc := range reads {
		in := p.code[pc]
		follow := p.first[pc+1]
		switch {
		case in.op == opNumber:
			enterDigits(follow)
		case in.op == opWord:
			enter(in.arg, follow)
		case classID(in.arg) < builtinClasses:
			enterDigits(x.afterDigits(classID(in.arg), follow))
			next := x.spelled
			next.union(follow)
			for _, w := range x.numbers {
				enter(w, next)
			}
		default:
			for _, e := range x.entries[in.arg] {
				next := follow
				if len(e.words) > 1 {
					next = firstSet{}
					next.addWord(e.words[1])
				} else if e.stop != noStop {
					next.addWord(l.dot)
				}
				enter(e.words[0], next)
			}
		}
	}
	for k, w := range x.words {
		l.byWord[w] = append(l.byWord[w], candidate{r, p, x.nexts[k]})
		x.at[w] = 0
	}
	if byDigits != nil {
		l.byDigits = append(l.byDigits, candidate{r, p, *byDigits})
	}
}

// afterDigits gives what may stand after the first digits of a number, where
// follow is what may stand after the whole.
func (x *indexer) afterDigits(c classID, follow firstSet) firstSet {
	switch c {
	case classNum: // 1,500; 2.5; 2 1/2; 2½
		follow.digits = true
		follow.addWord(x.lang.dot)
		follow.addWord(x.lang.comma)
		follow.addWord(x.lang.halfSign)
	case classOrd: // 3rd, 1.º
		follow = firstSet{}
		follow.addWord(x.lang.dot)
		for _, e := range x.entries[x.lang.ordinalSuffix] {
			follow.addWord(e.words[0])
		}
	}
	return follow
}

// reachable lists the instructions that can read a program's first token.
func reachable(code []instruction) (reads []int32) {
	seen := make([]bool, len(code))
	var walk func(pc int32)
	walk = func(pc int32) {
		if seen[pc] {
			return
		}
		seen[pc] = true
		switch in := code[pc]; in.op {
		case opWord, opNumber, opClass:
			reads = append(reads, pc)
		case opSplit:
			walk(pc + 1)
			walk(in.to)
		case opJump, opNot:
			walk(in.to)
		case opGlued, opOpen, opClose:
			walk(pc + 1)
		case opFail, opMatch:
		}
	}
	walk(0)
	return reads
}
