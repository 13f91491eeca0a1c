package timeline

import (
	"slices"
	"strings"

	"dateline/timeline/words"
)

// Blame is laid on firms, storms and pilots as well as on the sides of a conflict:
// "the owner blamed a rogue wave", "la empresa culpa a la crecida". Whoever they
// are, two who blame differently contradict each other where they answer one
// another: in neighbouring sentences of a report, or where one blames the other.

// blame is on whom a sentence lays the blame, and who does so.
type blame struct {
	on      string   // in the sentence's words; empty: on nobody
	whom    []string // meanings of these
	accuser []string // meanings of who lays it
	doc, at int      // article and sentence
}

// longestBlamed is how many words may name who is blamed, or who blames.
const longestBlamed = 6

// lays is on whom the verb of blaming at a word lays the blame.
func (s sentenceWords) lays(i int) blame {
	from := i + 1
	if s.lang.layingTo != "" { // "culpó a la crecida", not "la culpa"
		if from >= len(s.words) || !s.together(from) || s.words[from].Folded != s.lang.layingTo && s.words[from].Folded != s.lang.layingTo+"l" {
			return blame{}
		}
		from++
	} else if i > 0 && s.lang.passive[s.words[i-1].Folded] {
		return blame{} // "was blamed for"
	}
	from, to := s.blamed(from)
	if to < len(s.words) && s.words[to].Folded == s.lang.layingOn && s.together(to) { // "blamed the crash on the pilot"
		from, to = s.blamed(to + 1)
	}
	if from >= to || s.lang.pronouns[s.words[from].Folded] {
		return blame{}
	}
	return s.blame(from, to, i)
}

// blame is that of some words on others, whose subject stands before a verb.
func (s sentenceWords) blame(from, to, verb int) blame {
	if from >= to {
		return blame{}
	}
	out := blame{on: strings.Clone(s.text[s.words[from].Start:s.words[to-1].End]), whom: s.meanings(from, to)}
	start, end := s.accuser(verb)
	out.accuser = s.meanings(start, end)
	alone := start == end-1 && s.lang.pronouns[s.words[start].Folded] // "It blamed the rebels."
	if len(out.whom) == 0 || len(out.accuser) == 0 && !alone {
		return blame{}
	}
	return out
}

// laysInstead is on whom a sentence lays the blame that says it was this and not
// that, after a verb of saying: "the company says the river, not its work, brought
// the bridge down".
func (s sentenceWords) laysInstead(i int) blame {
	from, to := s.blamed(i + 1)
	if from < len(s.words) && s.lang.relative[s.words[from].Folded] { // "dice que el río"
		from, to = s.blamed(from + 1)
	}
	if from >= to || to+1 >= len(s.words) || !s.lang.negating[s.words[to].Folded] || !strings.HasPrefix(s.text[s.words[to-1].End:], ",") || s.lang.pronouns[s.words[from].Folded] {
		return blame{}
	}
	return s.blame(from, to, i)
}

// laysToo is on whom a sentence lays the blame that leaves out the verb the
// second time: "la empresa culpa a la crecida; la fiscalía, a la constructora".
func (s sentenceWords) laysToo(i int) blame {
	if s.lang.layingTo == "" {
		return blame{}
	}
	for k := i + 1; k < len(s.words); k++ {
		if !strings.Contains(s.text[s.words[k-1].End:s.words[k].Start], ";") {
			continue
		}
		for m := k + 1; m < min(k+longestBlamed, len(s.words)-1); m++ {
			if w := s.words[m].Folded; strings.Contains(s.text[s.words[m-1].End:s.words[m].Start], ",") && (w == s.lang.layingTo || w == s.lang.layingTo+"l") {
				from, to := s.blamed(m + 1)
				return s.blame(from, to, m)
			}
		}
	}
	return blame{}
}

// blamed are the words of who is blamed, from a word on and without an article.
// What belongs to them goes with them where it is a name, "supporters of Montes",
// or one word that ends the clause, "a gust of wind".
func (s sentenceWords) blamed(from int) (start, end int) {
	start = from
	for start < len(s.words) && (start == from || s.together(start)) && s.lang.articles[s.words[start].Folded] {
		start++
	}
	for end = start; end < len(s.words) && end-start < longestBlamed && (end == from || s.together(end)); end++ {
		w := s.words[end].Folded
		if s.lang.naming[w] && end > start && end+1 < len(s.words) && (s.capital(end+1) || end+2 >= len(s.words) || !s.together(end+2)) {
			continue
		}
		if s.parts(end) || s.lang.prepositions[w] || end > start && s.lang.articles[w] {
			break
		}
	}
	return start, end
}

// accuser are the words of the subject that the verb at a word has: those before
// it in its clause, or the name between commas that says who they are.
func (s sentenceWords) accuser(i int) (start, end int) {
	end = i
	for start = end; start > 0 && end-start < longestBlamed; start-- {
		if start < end && !s.together(start) && !strings.HasSuffix(s.text[:s.words[start].Start], "’") && !strings.HasSuffix(s.text[:s.words[start].Start], "'") {
			break
		}
		if w := s.words[start-1].Folded; s.lang.relative[w] || s.lang.joining[w] || s.lang.saying[w] {
			break
		}
	}
	if start == end && start > 0 && s.lang.joining[s.words[start-1].Folded] { // "the army speaks of 19 dead and blames the rebels"
		for start = end - 1; start > 0 && !strings.ContainsAny(s.text[s.words[start-1].End:s.words[start].Start], ".;:"); start-- {
		}
		for start < i && s.lang.articles[s.words[start].Folded] {
			start++
		}
		for end = start + 1; end < i && s.capital(end) && s.together(end); end++ {
		}
	}
	return start, end
}

// meanings are what some words mean, in order, without small words.
func (s sentenceWords) meanings(from, to int) []string {
	var out []string
	stemmer := words.NewStemmer(s.lang.code)
	for _, w := range s.words[from:to] {
		if stem := stemmer.Stem(w.Spelled(s.text)); stem != "" && !s.lang.saying[w.Folded] {
			out = append(out, words.Meaning(s.lang.code, stem))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// answers reports whether two lay the blame on different ones, and one of them
// answers the other.
func (a blame) answers(b blame) bool {
	if a.on == "" || b.on == "" || common(a.whom, b.whom) || common(a.accuser, b.accuser) {
		return false
	}
	return a.beside(b) || common(a.whom, b.accuser) || common(b.whom, a.accuser)
}

// beside reports whether two sentences stand next to each other in one report.
func (a blame) beside(b blame) bool {
	return a.doc == b.doc && max(a.at, b.at)-min(a.at, b.at) <= 1
}

// common reports whether two ordered lists have something in common.
func common(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { _, found := slices.BinarySearch(b, s); return found })
}
