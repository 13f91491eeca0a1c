package timeline

import "strings"

// Beside those that lay a blame in so many words there are sentences that say what did it,
// whose decision it was or who began, and are a blame where another speaker answers them:
// "He says the owners ordered him to sail. The company says the decision was the captain's."

// setAgainst is the blame of a phrase of such a kind, from a word to another.
func (s sentenceWords) setAgainst(kind string, i, end int) (on blame) {
	switch kind {
	case faultWrought:
		from, to := s.accuser(i)
		if s.cause(from, to) {
			on = s.faultBefore(i)
		}
	case faultNames:
		if from, to := s.blamed(end); s.cause(from, to) {
			if on = s.blame(from, to, i); len(on.accuser) == 0 {
				return blame{}
			}
		}
	case faultOrigin:
		if from, to := s.blamed(end); s.harmed(0, i) {
			on = s.blameBy(from, to, i)
		}
	case faultBade, faultDid:
		on = s.faultBefore(i)
	case faultBidden:
		from, to := s.blamed(end)
		for k := from + 1; k < to; k++ {
			if s.lang.infinitive[s.words[k].Folded] { // "told by the owners to sail"
				to = k
			}
		}
		if s.liable(from, to) && !s.cause(from, to) {
			on = s.blameBy(from, to, i)
		}
	case faultDecision:
		from, to := s.blamed(end)
		whose := s.lang.layingTo != "" || to < len(s.words) && (s.words[to].Folded == "s" || strings.HasPrefix(s.text[s.words[to-1].End:], "' "))
		if whose && s.liable(from, to) && !s.cause(from, to) {
			on = s.blameBy(from, to, i)
		}
	case faultItWas:
		if from, to := s.blamed(end); i > 0 && strings.ContainsAny(s.text[s.words[i-1].End:s.words[i].Start], "\"“«") && (to >= len(s.words) || !s.together(to)) && s.liable(from, to) {
			on = s.blameBy(from, to, i)
		}
	case faultFirst:
		on = s.blameBy(i, end, i)
		on.first = on.on != ""
	}
	on.loose = on.on != ""
	return on
}
