package timex

// firstSet is what tokens a program can read next: classes and words as the
// bits of masks, so that a set may hold more than it was given, never less.
type firstSet struct {
	any     bool // any token, or the end of the text
	digits  bool
	classes [2]uint64
	words   uint64
}

func (s *firstSet) union(o firstSet) {
	s.any, s.digits = s.any || o.any, s.digits || o.digits
	s.classes[0] |= o.classes[0]
	s.classes[1] |= o.classes[1]
	s.words |= o.words
}

func (s *firstSet) addClass(c classID) { s.classes[c/64%2] |= 1 << (c % 64) }

func (s *firstSet) addWord(id int32) { s.words |= 1 << (id % 64) }

// firstSets gives the set of every instruction of a program. All jumps go
// forward, so one pass from the end does.
func (l *language) firstSets(code []instruction) []firstSet {
	sets := make([]firstSet, len(code))
	for pc := len(code) - 1; pc >= 0; pc-- {
		s := &sets[pc]
		switch in := code[pc]; in.op {
		case opWord:
			s.addWord(in.arg)
		case opNumber:
			s.digits = true
		case opClass:
			switch c := classID(in.arg); {
			case c == className, c == classWord:
				s.any = true // words that no vocabulary has
			case c < builtinClasses:
				s.digits = true
				s.addClass(l.number)
				s.addClass(l.ordinal)
			default:
				s.addClass(c)
			}
		case opMatch:
			s.any = true
		case opSplit:
			s.union(sets[pc+1])
			s.union(sets[in.to])
		case opJump, opNot:
			*s = sets[in.to]
		case opGlued, opOpen, opClose:
			*s = sets[pc+1]
		case opFail:
		}
	}
	return sets
}

// begins lists, for each word, the classes that have an entry beginning with it.
func (l *language) begins() []firstSet {
	sets := make([]firstSet, len(l.entries))
	for w, entries := range l.entries {
		sets[w].addWord(int32(w))
		for _, e := range entries {
			sets[w].addClass(e.class)
		}
	}
	return sets
}

// may reports whether what a set tells can be read at a token.
func (m *matcher) may(s *firstSet, at int32) bool {
	return s.any || m.next(at).meets(s)
}

// nothing is what begins with no token.
var nothing, numeral = &firstSet{}, &firstSet{digits: true}

// next is what a token may be, as far as sets tell.
func (m *matcher) next(at int32) *firstSet {
	if int(at) >= len(m.tokens) {
		return nothing
	}
	switch t := &m.tokens[at]; {
	case t.kind == digits:
		return numeral
	case t.word >= 0:
		return &m.lang.wordBegins[t.word]
	}
	return nothing
}

// meets reports whether two sets share more than that either may be any token.
func (s *firstSet) meets(o *firstSet) bool {
	return s.words&o.words|s.classes[0]&o.classes[0]|s.classes[1]&o.classes[1] != 0 || s.digits && o.digits
}
