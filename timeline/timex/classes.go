package timex

import "strconv"

type classID int32

// Classes that every language has: numbers, in digits or in the words of the
// language's vocabularies `number` and `ordinal`.
const (
	classNum    classID = iota // a cardinal: 3, 1,500, 2.5, 2 1/2, twenty-five
	classOrd                   // an ordinal: 3rd, third, 1.º
	classDay                   // 1 to 31, in digits or words
	classYear                  // 1000 to 2199, in digits or words
	classModern                // 1900 to 2059: years that need no word to be known as such
	classHour                  // 0 to 24, in digits or words
	classD1                    // one or two digits, whatever stands beside them
	classD2                    // two digits
	classD4                    // four digits
	classMinute                // two digits, 00 to 59
	classInt                   // digits
	className                  // a word with a capital letter, inside a sentence
	classWord                  // a word without one
	builtinClasses
)

var builtinNames = map[string]classID{
	"num": classNum, "ord": classOrd, "day": classDay, "year": classYear, "modern": classModern, "hour": classHour,
	"d1": classD1, "d2": classD2, "d4": classD4, "minute": classMinute, "int": classInt, "name": className, "word": classWord,
}

// reading is one way to read a class at a token.
type reading struct {
	value string
	num   int32
	end   int32 // token after it; not beyond the start: no reading
}

// kept is a reading that many rules ask for at the same token.
type kept struct {
	at      int32 // one more than the token; 0: none
	reading reading
}

// keptAt is how many neighbouring tokens have their readings kept, a power of two.
const keptAt = 8

// builtin reads a class of numbers.
func (m *matcher) builtin(c classID, at int32) reading {
	k := &m.kept[c][at%keptAt]
	if k.at != at+1 {
		k.at, k.reading = at+1, m.readBuiltin(c, at)
	}
	return k.reading
}

func (m *matcher) readBuiltin(c classID, at int32) reading {
	var out reading
	t := &m.tokens[at]
	width := t.end - t.start
	digit := func(low, high int32) {
		if t.kind == digits && t.num >= low && t.num <= high {
			out = reading{num: t.num, end: at + 1}
		}
	}
	switch c {
	case className:
		if t.kind == word && t.capital && !t.sentence && !t.shouted {
			out = reading{end: at + 1}
		}
	case classWord:
		if t.kind == word && !t.capital {
			out = reading{end: at + 1}
		}
	case classD1:
		if width <= 2 {
			digit(0, 99)
		}
	case classD2:
		if width == 2 {
			digit(0, 99)
		}
	case classD4:
		if width == 4 {
			digit(0, 9999)
		}
	case classMinute:
		if width == 2 {
			digit(0, 59)
		}
	case classInt:
		if width <= 6 && m.alone(at) {
			digit(0, 999999)
		}
	case classDay, classHour:
		low, high := int32(1), int32(31)
		if c == classHour {
			low, high = 0, 24
		}
		if t.kind == digits {
			if width <= 2 && m.alone(at) {
				digit(low, high)
			}
		} else if n, end := m.cardinal(at); end > at && n >= 1 && n <= high {
			out = reading{num: n, end: end}
		}
	case classYear:
		if t.kind == digits {
			if width == 4 && m.alone(at) {
				digit(1000, 2199)
			}
		} else {
			out = m.yearWords(at)
		}
	case classModern:
		if t.kind == digits {
			if width == 4 && m.alone(at) {
				digit(1900, 2059)
			}
		} else if y := m.yearWords(at); y.num >= 1900 && y.num < 2060 && y.num != 2000 {
			out = y
		}
	case classNum:
		out = m.number(at)
	case classOrd:
		out = m.ordinal(at)
	}
	return out
}

// alone reports whether digits stand by themselves: no part of an amount,
// a decimal, a score, a clock or a code.
func (m *matcher) alone(at int32) bool {
	return m.freeBefore(at) && m.freeAfter(at)
}

func (m *matcher) freeBefore(at int32) bool {
	if at == 0 {
		return true
	}
	p := &m.tokens[at-1]
	if p.kind == punct {
		switch m.text[p.start] {
		case '$', '#', '+':
			return false
		case '.', ',', ':', '/':
			return !m.tokens[at].glued || at < 2 || !p.glued || m.tokens[at-2].kind != digits
		}
		switch m.text[p.start:p.end] {
		case "£", "€", "¥":
			return false
		}
		return true
	}
	return !m.tokens[at].glued
}

func (m *matcher) freeAfter(at int32) bool {
	if int(at)+1 >= len(m.tokens) {
		return true
	}
	n := &m.tokens[at+1]
	if !n.glued {
		return true
	}
	if n.kind != punct {
		return false
	}
	switch m.text[n.start] {
	case '%':
		return false
	case '.', ',', ':', '/':
		return int(at)+2 >= len(m.tokens) || !m.tokens[at+2].glued || m.tokens[at+2].kind != digits
	}
	return true
}

// number reads a cardinal in digits or words.
func (m *matcher) number(at int32) reading {
	t := &m.tokens[at]
	if t.kind != digits {
		n, end := m.cardinal(at)
		return reading{num: n, end: end}
	}
	if t.num < 0 || !m.freeBefore(at) {
		return reading{}
	}
	n, end := t.num, at+1
	// Grouped thousands and decimals.
	for m.mark(end, ".,") && m.digitsAt(end+1) {
		group := &m.tokens[end+1]
		if group.end-group.start == 3 && n < 1_000_000 {
			n, end = n*1000+group.num, end+2
			continue
		}
		if group.end-group.start <= 2 {
			return reading{value: strconv.Itoa(int(n)) + "." + m.text[group.start:group.end], num: n, end: end + 2}
		}
		return reading{}
	}
	if int(end) < len(m.tokens) && m.tokens[end].word == m.lang.halfSign && m.tokens[end].glued { // 2½
		return reading{value: strconv.Itoa(int(n)) + ".5", num: n, end: end + 1}
	}
	// 2 1/2
	if int(end)+2 < len(m.tokens) && m.tokens[end].num == 1 && m.mark(end+1, "/") && m.tokens[end+2].num == 2 && m.tokens[end+2].glued {
		return reading{value: strconv.Itoa(int(n)) + ".5", num: n, end: end + 3}
	}
	if int(end) < len(m.tokens) && m.tokens[end].glued && m.tokens[end].kind == punct && m.text[m.tokens[end].start] == '%' {
		return reading{}
	}
	return reading{num: n, end: end}
}

// mark reports whether a punctuation mark of the set is glued at the token.
func (m *matcher) mark(at int32, set string) bool {
	if int(at) >= len(m.tokens) || !m.tokens[at].glued || m.tokens[at].kind != punct {
		return false
	}
	for i := range len(set) {
		if m.text[m.tokens[at].start] == set[i] {
			return true
		}
	}
	return false
}

func (m *matcher) digitsAt(at int32) bool {
	return int(at) < len(m.tokens) && m.tokens[at].glued && m.tokens[at].kind == digits && m.tokens[at].num >= 0
}

// ordinal reads 3rd, 1.º, third, twenty-third.
func (m *matcher) ordinal(at int32) reading {
	t := &m.tokens[at]
	if t.kind == digits {
		if t.num < 0 || !m.freeBefore(at) {
			return reading{}
		}
		end := at + 1
		if m.mark(end, ".") {
			end++
		}
		if int(end) < len(m.tokens) && m.tokens[end].glued {
			if _, n := m.lookup(m.lang.ordinalSuffix, end); n > end {
				return reading{num: t.num, end: n}
			}
		}
		return reading{}
	}
	if e, end := m.lookup(m.lang.ordinal, at); end > at {
		return reading{num: e.num, end: end}
	}
	// twenty-third, vigésimo tercero: a ten, then an ordinal
	if e, end := m.lookup(m.lang.number, at); end > at && e.num >= 20 && e.num%10 == 0 && e.num < 100 {
		if _, j := m.lookup(m.lang.joiner, end); j > end {
			end = j
		}
		if int(end) < len(m.tokens) {
			if o, n := m.lookup(m.lang.ordinal, end); n > end && o.num < 10 {
				return reading{num: e.num + o.num, end: n}
			}
		}
	}
	return reading{}
}

// lookup finds the longest entry of a class at a token.
func (m *matcher) lookup(c classID, at int32) (entry, int32) {
	best, longest := entry{}, at
	if int(at) >= len(m.tokens) || m.tokens[at].word < 0 {
		return best, at
	}
	for _, e := range m.lang.entries[m.tokens[at].word] {
		if e.class == c {
			if end := m.entry(e, at); end > longest {
				best, longest = e, end
			}
		}
	}
	return best, longest
}

// cardinal reads a number in words: twenty-five, two hundred and six, treinta y dos.
func (m *matcher) cardinal(at int32) (int32, int32) {
	var total, current int32
	end, i := at, at
	for {
		e, next := m.lookup(m.lang.number, i)
		if next == i || !fits(current, e.num) || e.num >= 1000 && total > 0 {
			break
		}
		switch {
		case e.num >= 1000:
			total, current = total+max(current, 1)*e.num, 0
		case e.num == 100:
			current = max(current, 1) * 100
		default:
			current += e.num
		}
		end, i = next, next
		if _, j := m.lookup(m.lang.joiner, i); j > i && total+current > 0 {
			i = j
		}
		if int(i) >= len(m.tokens) || m.tokens[i].paragraph {
			break
		}
	}
	return total + current, end
}

// fits reports whether a number word can follow what has been read.
func fits(current, n int32) bool {
	switch {
	case n >= 1000:
		return true
	case n == 100:
		return current < 10
	case n > 100:
		return current == 0
	case current%100 == 0:
		return true
	}
	return current%10 == 0 && current%100 >= 20 && n < 10
}

// yearWords reads a year in words: nineteen ninety-six, two thousand five, dos mil uno.
func (m *matcher) yearWords(at int32) reading {
	n, end := m.cardinal(at)
	if end == at {
		return reading{}
	}
	if n >= 1000 && n < 2200 {
		return reading{num: n, end: end}
	}
	if n >= 10 && n <= 21 && int(end) < len(m.tokens) {
		if _, j := m.lookup(m.lang.joiner, end); j > end {
			return reading{}
		}
		if rest, last := m.cardinal(end); last > end && rest >= 10 && rest < 100 {
			return reading{num: n*100 + rest, end: last}
		}
	}
	return reading{}
}
