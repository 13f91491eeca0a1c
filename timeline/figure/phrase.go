package figure

import (
	"cmp"
	"slices"
	"strings"
)

// nounPhrase is what follows a number.
type nounPhrase struct {
	name string // what it counts, if one of its words says so
	of   string // who, where that is not just people
	end  int    // word after it
}

const longestPhrase = 5 // words of a noun phrase after its number

// phrase reads the noun phrase that a number begins.
func (s *sentence) phrase(n numeral) nounPhrase {
	p := nounPhrase{end: n.end}
	var own []int
	for i := n.end; i < min(n.end+longestPhrase, len(s.words)); i++ {
		w := s.folded(i)
		if i > n.end && strings.Trim(s.gap(i), " -\u00a0'’‘\"“”") != "" || i == n.end && strings.ContainsAny(s.gap(i), ",.;:()") {
			break
		}
		if i == n.end && (s.article[w] && s.names(i+1) != "" || n.scaled && s.of[w]) { // "son 21 los ataques", "5 millones de barriles"
			continue
		}
		name := s.nouns[w]
		if name == "" && n.value < 2 && n.high == 0 {
			if name = s.singular[w]; name != "" && n.article && !s.people[name] {
				name = ""
			}
		}
		if name != "" {
			p.name, p.end = name, i+1
			p.of = cmp.Or(s.described(i), s.head(own))
			return p
		}
		if s.breaks(i) || s.numberAt(i) {
			break
		}
		own = append(own, i)
		p.end = i + 1
	}
	p.of = s.head(own)
	return p
}

// described is whom a participle counts that stands before its noun, unless that
// says no more than people: "1,800 dead birds", "40 wounded soldiers".
func (s *sentence) described(i int) string {
	if next := i + 1; !s.headFirst && s.passive[s.folded(i)] != "" && next < len(s.words) && s.gap(next) == " " && !s.skipped(next) && !s.breaks(next) {
		if w := s.text[s.words[next].Start:s.words[next].End]; strings.HasSuffix(w, "s") && w == strings.ToLower(w) && !s.anyone[w] && !s.vague[w] {
			return w
		}
	}
	return ""
}

// breaks reports whether a word ends a noun phrase.
func (s *sentence) breaks(i int) bool {
	w := s.folded(i)
	return s.breakers[w] || s.aged[w] || s.auxiliary[w] || s.modal.at(s, i) > 0 || s.transitive[w] != "" || s.passive[w] != "" || s.intransitive.at(s, i) > 0
}

// head is the noun of a phrase's words, unless it says no more than people.
func (s *sentence) head(own []int) string {
	own = slices.DeleteFunc(own, func(i int) bool { return s.vague[s.folded(i)] })
	if len(own) == 0 {
		return ""
	}
	for len(own) > 1 && !s.headFirst && s.qualifies(own[len(own)-1]) { // "workers involved"
		own = own[:len(own)-1]
	}
	if len(own) == 1 && !s.headFirst && s.acts(own[0]) { // "17 remained missing"
		return ""
	}
	at := own[len(own)-1]
	if s.headFirst {
		at = own[0]
	}
	if r := s.text[s.words[at].Start]; 'A' <= r && r <= 'Z' || s.anyone[s.folded(at)] {
		return ""
	}
	return strings.ToLower(s.text[s.words[at].Start:s.words[at].End])
}

// qualifies reports whether a word ends as a participle or an adverb does.
func (s *sentence) qualifies(i int) bool {
	w := s.folded(i)
	return s.acts(i) || s.gerund != "" && strings.HasSuffix(w, s.gerund) || s.adverb != "" && strings.HasSuffix(w, s.adverb)
}
