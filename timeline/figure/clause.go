package figure

import (
	"slices"
	"strings"
)

// object is what a verb or noun before a number says of it, and where that
// stands: "killing three", "murieron 12", "the deaths of three".
func (s *sentence) object(n numeral) (name string, at int) {
	i := n.start - 1
	if i >= 0 && s.of[s.folded(i)] && !s.apart(i+1) {
		if name := s.deathsOf[s.folded(i-1)]; name != "" {
			return name, i - 1
		}
		if s.lives[s.folded(i-1)] {
			i-- // "cobró la vida de tres"
		}
	}
	for steps := 0; i >= 0 && steps < 4; i, steps = i-1, steps+1 {
		if strings.Trim(s.gap(i+1), " $€£\u00a0'’‘\"“”") != "" {
			break
		}
		if s.skipped(i) && !s.numberAt(i) { // "liberaron el miércoles a 27"
			continue
		}
		w := s.folded(i)
		if n.article && i < n.start-1 && s.governing[s.folded(n.at-1)] && !(i == n.start-2 && s.to[s.folded(n.at-1)]) {
			break // "murió en un hospital"
		}
		if name := s.transitive[w]; name != "" && !s.idleFor(name, n) && (s.passive[w] == "" || !s.passivised(i)) {
			return name, i
		}
		if name := s.before.endingAt(s, i); name != "" && !s.idleFor(name, n) && !(s.passive[w] != "" && s.passivised(i)) { // "siguen sin aparecer 36", "attended by 400"
			return name, i
		}
		if s.lives[w] {
			if s.livesTaken(i) { // "costó la vida a tres", "claimed the lives of three"
				return "killed", i
			}
			if name := s.fates[s.folded(i-1)]; name != "" { // "hallaron sin vida a tres", "rescataron con vida a tres"
				return name, i - 1
			}
			break
		}
		if s.inverts {
			if name := s.intransitive.name(s, i); name != "" && !s.idleFor(name, n) {
				return name, i
			}
			if name := s.passive[w]; name != "" && !s.idleFor(name, n) && (s.auxiliary[s.folded(i-1)] || s.auxiliary[s.folded(i-2)] || s.perfect[s.folded(i-1)] || s.leave[s.folded(i-1)] || i == 0 || s.apart(i)) {
				return name, i // "fueron detenidos 12", "han matado a 12", "Liberados los cuatro rehenes"
			}
		}
		if !s.light[w] && s.cumulative.at(s, i) == 0 {
			break
		}
	}
	return "", -1
}

// livesTaken reports whether a verb closely before a life says that it was taken: "costó
// la vida", "has claimed the lives".
func (s *sentence) livesTaken(life int) bool {
	for i := life - 1; i >= max(0, life-4) && !s.apart(i+1); i-- {
		if s.takes[s.folded(i)] {
			return true
		}
		if !s.article[s.folded(i)] && !s.own[s.folded(i)] && s.fates[s.folded(i)] == "" { // "acabó con la vida"
			break
		}
	}
	return false
}

// verb is the word before a number that may be the verb it is the object of:
// "left" in "has left another three dead".
func (s *sentence) verb(n numeral) int {
	i := n.start - 1
	for i > n.start-3 && i >= 0 && s.light[s.folded(i)] && !s.leave[s.folded(i)] {
		i--
	}
	return i
}

// passivised reports whether the participle at i belongs to an auxiliary:
// "three were killed by two men".
func (s *sentence) passivised(i int) bool {
	for k := i - 1; k >= max(0, i-3); k-- {
		if s.auxiliary[s.folded(k)] {
			return true
		}
	}
	return false
}

const farthestVerb = 12 // words from a number to the verb it is the subject of

// subject is what the verb that a number is the subject of says of it, and the
// word after that verb: "three people were killed", "17 injured".
func (s *sentence) subject(n numeral, from int) (name string, end int) {
	aux, last := false, n.end+farthestVerb
	if end := s.listEnd(n, from); end > from {
		from, last = end, end+farthestVerb
	}
	for i := from; i < min(last, len(s.words)); i++ {
		if s.apart(i) {
			break
		}
		w := s.folded(i)
		if s.digit(i+1) || s.digit(i+2) {
			if end := s.agesAt(i); end > i {
				i = end - 1
				continue
			}
		}
		if s.subset[w] && i > 0 && strings.Contains(s.gap(i), ",") { // "22 passengers, including four children, died"
			for i++; i < len(s.words)-1 && !strings.Contains(s.gap(i+1), ","); i++ {
			}
			continue
		}
		if s.conjunction[w] && i == from && s.numberAt(i+1) && !s.acts(i-1) { // "two soldiers and six rebels died"
			i = s.cardinal(i+1).end - 1
			continue
		}
		if end := s.otherwise(i); end > 0 {
			i = end - 1
			continue
		}
		if name := s.intransitive.name(s, i); name != "" && !s.idleFor(name, n) {
			return name, i + 1
		}
		if name := s.passive[w]; name != "" && !s.idleFor(name, n) && (aux || i == from && s.idle(i+1)) {
			if s.states[name] { // "three who were trapped inside died"
				if final, end := s.subject(n, i+1); final != "" && final != name && s.relative[s.folded(from)] {
					return final, end
				}
			}
			return name, i + 1
		}
		switch {
		case s.auxiliary[w]:
			aux = true
		case s.modal.at(s, i) > 0: // told apart by planned
		case s.and[w] && s.ownEach[s.folded(i+1)] && i+2 < len(s.words): // "one girl and her grandmother were killed"
			i += 2
		case !s.headFirst && s.and[w] && i == from && s.indefinite[s.folded(i+1)] && i+2 < len(s.words) && !s.acts(i+2) && !s.mayBegin(s.words[i+2]): // "two soldiers and a civilian died"
			i += 2
		case s.conjunction[w] || s.numberAt(i) || s.transitive[w] != "":
			return "", from
		}
	}
	return "", from
}

// acts reports whether a word ends as verbs do that tell what happened: sixteen
// who "escaped and two guards died" are not among the dead.
func (s *sentence) acts(i int) bool {
	return slices.ContainsFunc(s.past, func(ending string) bool { return strings.HasSuffix(s.folded(i), ending) })
}

// idle reports whether no object follows: a participle stands at the end of
// its clause or before a preposition.
func (s *sentence) idle(i int) bool {
	if i >= len(s.words) {
		return true
	}
	return strings.ContainsAny(s.gap(i), ",;:.()—–\n") || s.breakers[s.folded(i)] || s.conjunction[s.folded(i)] || s.skipped(i) && !s.numberAt(i)
}
