package figure

import "strings"

// whole is the number that another is a part of: the 352 of "119 of the 352
// people on board"; end 0: there is none.
func (s *sentence) whole(n numeral) numeral {
	if of := s.partOf.at(s, n.end); of > 0 && s.numberAt(n.end+of) {
		whole := s.cardinal(n.end + of)
		whole.at, whole.start = n.end+of, n.end+of
		return whole
	}
	if k := n.end; s.of[s.folded(k)] && s.article[s.folded(k+1)] && s.crews[s.folded(k+2)] && s.of[s.folded(k+3)] && s.numberAt(k+4) { // "eight of the crew of twelve"
		whole := s.cardinal(k + 4)
		whole.at, whole.start = k+4, k+4
		return whole
	}
	return numeral{}
}

// outOf reports whether a number is all of which another is some: "41 of 52 drones".
func (s *sentence) outOf(n numeral) bool {
	return n.start > 1 && s.of[s.folded(n.start-1)] && s.gap(n.start-1) == " " && s.digit(n.start-2)
}

// part is what is said of a part of a number: "119 of the 352 people on board
// survived". Of a part of what the sentence does not number nothing is.
func (s *sentence) part(r Reading, n numeral) (Reading, bool) {
	whole := s.whole(n)
	if whole.end == 0 {
		return s.ofItsOwn(r, n)
	}
	np := s.phrase(whole)
	name, _ := s.object(n)
	until := n.end
	if name == "" {
		name, until = s.subject(whole, np.end)
		if s.relative[s.folded(np.end)] && until-np.end <= 4 { // "two of the 11 men who died": the 11 did
			return r, false
		}
	}
	if !s.people[name] || s.planned(n.start, until) {
		return r, false
	}
	r.Name, r.Of, r.SoFar = name, np.of, s.soFar(n)
	if !s.fits(r) {
		return r, false
	}
	return s.meant(r, whole.end, np.end)
}

// ofItsOwn is what is said of some of those who belong to somebody: "nine of its
// soldiers died".
func (s *sentence) ofItsOwn(r Reading, n numeral) (Reading, bool) {
	of := s.partOf.at(s, n.end)
	if !s.own[s.folded(n.end+of-1)] {
		return r, false
	}
	from := n
	from.end = n.end + of
	np := s.phrase(from)
	name, until := s.subject(from, np.end)
	if name == "" {
		name, _ = s.object(n)
	}
	if !s.people[name] || s.planned(n.start, until) {
		return r, false
	}
	r.Name, r.Of, r.SoFar, r.Own = name, np.of, s.soFar(n), true
	if !s.fits(r) {
		return r, false
	}
	return s.meant(r, from.end, np.end)
}

// besides reports whether a number counts others beside one who is named before it:
// "arrested Luis Prado, a banker, and four other men".
func (s *sentence) besides(n numeral) bool {
	i := n.start - 1
	for i > 0 && s.light[s.folded(i)] {
		i--
	}
	return i > 0 && s.and[s.folded(i)] && (s.fresh[s.folded(n.end)] || i < n.start-1 && s.fresh[s.folded(n.start-1)])
}

// withNamed is what the verb before a name says of those whom it names and of the
// others that a number counts: one more than these.
func (s *sentence) withNamed(r Reading, n numeral) (Reading, bool) {
	for i := n.start - 2; i >= 0 && !s.apart(i+1) && !s.numberAt(i); i-- {
		name := s.transitive[s.folded(i)]
		if name == "" {
			continue
		}
		k := i + 1
		for k < n.start && (s.light[s.folded(k)] || s.skipped(k)) {
			k++
		}
		for m := k; s.inverts && m < n.start-1; m++ { // "detuvo en su casa a Luis Prado y a otros cinco"
			if s.folded(m) == s.person {
				k = m + 1
				break
			}
		}
		first := s.text[s.words[k].Start]
		if !s.people[name] || s.passivised(i) || s.planned(i, n.end) || !('A' <= first && first <= 'Z') && !s.whom[s.folded(k)] {
			break
		}
		r.Name, r.Value = name, r.Value+1
		if r.High > 0 {
			r.High++
		}
		return r, s.fits(r)
	}
	return s.counting(r, n)
}

// compares reports whether a number is only what another is compared with: "larger than
// the 258,000 barrels that were spilled in 1989".
func (s *sentence) compares(n numeral) bool {
	for k := max(0, n.start-4); k < n.start; k++ {
		if size := s.compared.at(s, k); size > 0 && k+size == n.start {
			return true
		}
	}
	return false
}

// ofNone reports whether a number counts those of whom there is nothing to count: "none of
// the 34 survived".
func (s *sentence) ofNone(n numeral) bool {
	for k := n.start - 1; k >= max(0, n.start-3) && !s.apart(k+1); k-- {
		if s.none[s.folded(k)] {
			return true
		}
	}
	return false
}

// share reports whether a number is a percentage.
func (s *sentence) share(n numeral) bool {
	rest := strings.TrimLeft(s.text[s.words[n.end-1].End:], " \u00a0\u202f")
	return strings.HasPrefix(rest, "%") || s.percent.at(s, n.end) > 0
}

// pairedWith is the word after somebody who is counted with the one before a word, as
// theirs, 0: there is none; and whether it is one more: "a girl and her grandmother",
// not "a woman and her children".
func (s *sentence) pairedWith(i int) (end int, known bool) {
	for range 4 { // "una niña de nueve años y su abuela"
		if s.and[s.folded(i)] || i >= len(s.words) || s.parts[i] != s.parts[i-1] {
			break
		}
		i++
	}
	if !s.and[s.folded(i)] || !s.ownEach[s.folded(i+1)] || i+2 >= len(s.words) {
		return 0, false
	}
	return i + 3, !strings.HasSuffix(s.folded(i+2), "s") && s.folded(i+2) != "children"
}
