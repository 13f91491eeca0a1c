package figure

import (
	"slices"
	"strings"

	"dateline/timeline/words"
)

// withSums adds to readings those of all who are counted together: the seven of "five
// civilians and two soldiers were killed". The parts stay.
func (s *sentence) withSums(all []Reading) []Reading {
	for i := 0; i < len(all); i++ {
		end := i + 1
		for end < len(all) && s.together(all[end-1], all[end]) {
			end++
		}
		if !s.people[all[i].Name] || s.nounOf(all[i]) == "" || slices.ContainsFunc(slices.Concat(all[:i], all[end:]), func(r Reading) bool { return r.Name == all[i].Name && r.Of == "" }) {
			continue
		}
		sum, ok := summed(all[i:end])
		value := sum.Value
		if !ok || s.listedBefore(all[i]) || !s.closes(all[end-1], &sum) || end-i < 2 && sum.Value == value || sum.Value == 2*all[i].Value && end-i+int(sum.Value-value) > 2 { // "three hostages, two women and a child"
			i = end - 1
			continue
		}
		all = slices.Insert(all, end, sum)
		i = end
	}
	return all
}

// together reports whether two readings are of people whom one verb tells of: they are
// told apart, and nothing but a noun stands between their numbers.
func (s *sentence) together(a, b Reading) bool {
	if !s.people[a.Name] || a.Name != b.Name || s.nounOf(a) == "" || s.nounOf(b) == "" || s.nounOf(a) == s.nounOf(b) || s.animals[words.Fold(a.Of)] || s.animals[words.Fold(b.Of)] || a.SoFar != b.SoFar || a.Own != b.Own || b.Found || a.Found {
		return false
	}
	joined := false
	from, to := s.wordAt(a.End), s.qualifiedFrom(s.wordAt(b.Start))
	for k := from; k < to; k++ {
		w := s.folded(k)
		if s.person != "" && w == s.person && s.and[s.folded(k-1)] { // "a un médico y a dos soldados"
			continue
		}
		if s.and[w] || k == to-1 && s.parts[k] != s.parts[to] {
			joined = true
			continue
		}
		if k > from && s.parts[k] != s.parts[k-1] || s.breaks(k) && !s.of[w] || s.saying[w] || s.skipped(k) || s.person == "" && s.acts(k) {
			return false
		}
	}
	return joined && to-from <= mostOthers
}

// listEnd is the word after a list of numbers of people that a word goes on with, of whom
// one verb tells: "three girls, two women and a man died"; the word itself: it goes on
// with none.
func (s *sentence) listEnd(n numeral, from int) int {
	end := from
	for end > n.end && end < min(n.end+longestList, len(s.words)) {
		next := end
		if s.and[s.folded(next)] && !s.acts(next-1) {
			next++
		} else if s.gap(next) != ", " || n.article {
			break
		}
		m := s.cardinal(next)
		if m.end == 0 || s.skipped(next) || s.partOf.at(s, m.end) > 0 {
			break
		}
		m.at, m.start = next, next
		np := s.phrase(m)
		if np.name != "" && np.end > m.end+1 { // "12 rebels and three civilians dead"
			return np.end - 1
		}
		if np.name != "" || np.end == m.end {
			break
		}
		end = np.end
	}
	return end
}

// longestList is how many words a list of those who are counted together may have.
const longestList = 40

// beside is what a number counts that stands in a list with one before it, of which
// the verb before both tells: "killed eight rebels and three policemen".
func (s *sentence) beside(before []Reading, n numeral) (Reading, bool) {
	if len(before) == 0 || n.ordinal || n.shared || n.term || s.share(n) {
		return Reading{}, false
	}
	last, np := before[len(before)-1], s.phrase(n)
	r := Reading{Start: s.words[n.at].Start, End: s.words[n.end-1].End, Name: last.Name, Of: np.of, Anyone: s.populace[words.Fold(np.of)], Value: n.value, High: n.high, Qualifier: n.qualifier, SoFar: last.SoFar}
	if np.end == n.end || np.name != "" || s.things[words.Fold(np.of)] || s.rate(last.Name, np.end) || s.planned(n.start, np.end) || !s.idle(np.end) || !s.isOf(last.Name, n.end, np.end) {
		return Reading{}, false
	}
	at := n.start - 1
	if s.person != "" && s.folded(at) == s.person {
		at--
	}
	return r, s.fits(r) && s.and[s.folded(at)] && s.parts[n.at] == s.parts[s.wordAt(last.Start)] && !s.numbersBetween(last, n) && s.together(last, r)
}

// listedBefore reports whether a list has numbers before a reading that are not read: "491
// adults, 227 boys and 27 girls".
func (s *sentence) listedBefore(r Reading) bool {
	first := s.qualifiedFrom(s.wordAt(r.Start))
	for k := first - 1; k >= max(0, first-mostOthers) && strings.TrimSpace(strings.Trim(s.gap(k+1), ",")) == ""; k-- {
		if s.numberAt(k) && s.parts[k] == s.parts[first]-1 {
			return true
		}
	}
	return false
}

// closes reports whether the last of those who are counted together ends their list, or
// adds a single one who stands behind: "two soldiers, six rebels and a nurse died".
func (s *sentence) closes(last Reading, sum *Reading) bool {
	from := s.wordAt(last.End)
	if s.animals[words.Fold(last.Of)] {
		return true
	}
	for k := from; k < min(from+mostOthers, len(s.words)) && s.parts[k] == s.parts[max(from-1, 0)]; k++ {
		switch w := s.folded(k); {
		case s.and[w] && s.indefinite[s.folded(k+1)]:
			for p := k + 2; p < min(k+5, len(s.words)) && s.parts[p] == s.parts[k]; p++ {
				if s.persons[s.folded(p)] {
					sum.Value++
					return true
				}
			}
			return false
		case s.and[w]:
			return s.acts(k+1) || s.breaks(k+1) && !s.article[s.folded(k+1)]
		case s.breaks(k) && !s.of[w]:
			return true
		}
	}
	return true
}

// nounOf is the noun behind a reading's number that says who is counted.
func (s *sentence) nounOf(r Reading) string {
	from := s.wordAt(r.End)
	np := s.phrase(numeral{at: from - 1, start: from - 1, end: from, value: r.Value, high: r.High})
	if np.name != "" && !s.states[np.name] {
		np.end-- // "three civilians dead"
	}
	switch {
	case np.end <= from:
		return ""
	case s.headFirst:
		return s.folded(from)
	}
	return s.folded(np.end - 1)
}

// summed is the sum of readings.
func summed(parts []Reading) (Reading, bool) {
	sum := parts[0]
	sum.Of, sum.Anyone, sum.Value, sum.End = "", false, 0, parts[len(parts)-1].End
	sum.Qualifier = ""
	for _, r := range parts {
		if r.High > 0 || r.Qualifier.Upper() {
			return sum, false
		}
		sum.Value += r.Value
		switch {
		case r.Qualifier == "" || sum.Qualifier == About:
		case r.Qualifier == About:
			sum.Qualifier = About
		default:
			sum.Qualifier = AtLeast
		}
	}
	return sum, true
}
