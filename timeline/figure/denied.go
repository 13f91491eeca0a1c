package figure

// denies reports whether a number is said not to be right: "15, and not the 16 that we
// gave", "son seis y no siete".
func (s *sentence) denies(n numeral) bool {
	at := s.unarticled(n.start) - 1
	return at > 0 && !n.ordinal && !n.article && s.negating[s.folded(at)] && s.gap(at+1) == " " && (s.and[s.folded(at-1)] || s.parts[at] != s.parts[at-1])
}

// deniedAfter reports the same, and marks the count before a number that is denied as lowered.
func (s *sentence) deniedAfter(before []Reading, n numeral) bool {
	if !s.denies(n) {
		return false
	}
	if last := len(before) - 1; last >= 0 && before[last].SoFar && n.value > before[last].Value {
		before[last].Lowered = true
	}
	return true
}

// unarticled is a word, or the article that stands before it.
func (s *sentence) unarticled(i int) int {
	if i > 0 && s.article[s.folded(i-1)] && s.gap(i) == " " {
		return i - 1
	}
	return i
}

// lastMonthDay is the greatest number that is a day of a month.
const lastMonthDay = 31

// onDay reports whether a number is the day of a month that is not named: "El 19 mueren
// otros tres en la costa".
func (s *sentence) onDay(n numeral) bool {
	return s.monthDay[s.folded(n.start-1)] && s.digit(n.at) && n.end == n.at+1 && n.high == 0 && n.value <= lastMonthDay
}

// farthestDoubled is how many words may stand between bodies and how they were entered.
const farthestDoubled = 5

// toldOf reports whether a number counts what has been told of: "the same body", "three
// bodies had been entered twice"; or all of whom another number counts some: "eight of the crew of twelve died".
func (s *sentence) toldOf(n numeral, end int) bool {
	for i := n.end; i < end; i++ {
		if s.same[s.folded(i)] {
			return true
		}
	}
	for i := end; i < min(end+farthestDoubled, len(s.words)) && s.parts[i] == s.parts[n.at]; i++ {
		if s.doubled.at(s, i) > 0 {
			return true
		}
	}
	at := n.start - 2
	if at < 2 || !s.of[s.folded(at+1)] || !s.crews[s.folded(at)] {
		return false
	}
	from := s.unarticled(at) - 1
	return s.of[s.folded(from)] && s.numberAt(from-1)
}

// onMission reports whether the perfect tense tells that people came to harm in something
// that has a name and lasts: "19 have died in Operation Anvil". It is all of them.
func (s *sentence) onMission(n numeral, until int) bool {
	if !s.perfectly(n.start, until) {
		return false
	}
	for i := until; i < min(until+4, len(s.words)-1) && s.parts[i] == s.parts[n.at] && !s.skipped(i); i++ {
		if s.missions[s.folded(i)] {
			return s.gap(i+1) == " " && s.capital(i+1)
		}
	}
	return false
}

// capital reports whether a word begins with a capital letter of the alphabet.
func (s *sentence) capital(i int) bool {
	first := s.text[s.words[i].Start]
	return 'A' <= first && first <= 'Z'
}

// bringsFrom reports whether a verb between a word and a number brings a total to the
// number: "the strike is the third and brings to 12 the number of dead".
func (s *sentence) bringsFrom(i int, n numeral) bool {
	for k := i + 1; k < n.start; k++ {
		if s.bringing[s.folded(k)] {
			return true
		}
	}
	return false
}

// broughtAfter is the word after a number from where its part of the sentence tells what
// it brings a total to: "killing three and taking to seven the number of dead since May";
// the end of the sentence: it tells of none.
func (s *sentence) broughtAfter(n numeral) int {
	for i := n.end; i < len(s.words) && s.parts[i] == s.parts[n.at]; i++ {
		if !s.bringing[s.folded(i)] {
			continue
		}
		for k := i + 1; k < min(i+farthestTotal, len(s.words)) && s.parts[k] == s.parts[n.at]; k++ {
			if s.totals[s.folded(k)] || s.tollName(k) != "" {
				return i
			}
		}
	}
	return len(s.words)
}
