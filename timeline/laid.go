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
	on       string   // in the sentence's words; empty: on nobody
	denies   bool     // the accuser is who is blamed, and says that it was not so
	excludes bool     // the accuser says that it was not this
	lapse    bool     // it only says of somebody what may share the fault: "had seen the papers"
	liable   bool     // it is one who may be at fault, and for a harm
	definite bool     // the story has told of who is blamed: "the auditor"
	named    bool     // who denies is known by a name
	loose    bool     // it is none but where another speaker answers it
	first    bool     // it says who began
	says     string   // who lays it, in words, where it is not who speaks in the sentence
	whom     []string // meanings of these
	accuser  []string // meanings of who lays it
	doc, at  int      // article and sentence
}

// longestBlamed is how many words may name who is blamed, or who blames.
const longestBlamed = 6

// lays is on whom the verb of blaming at a word lays the blame.
func (s sentenceWords) lays(i int) blame {
	from := i + 1
	for n := s.faulty(faultBetween, from); n > 0; n = s.faulty(faultBetween, from) { // "culpó ayer a"
		from += n
	}
	if s.lang.layingTo != "" { // "culpó a la crecida", not "la culpa"
		if from < len(s.words) && s.lang.naming[s.words[from].Folded] { // "culpa del desastre a la ministra"
			for k := from + 1; k < min(from+longestBlamed, len(s.words)) && s.together(k); k++ {
				if s.layingTo(k) {
					from = k
					break
				}
			}
		}
		if from >= len(s.words) || !s.together(from) && !s.aside(i+1, from) || !s.layingTo(from) {
			return blame{}
		}
		from++
	} else if i > 0 && s.lang.passive[s.words[i-1].Folded] {
		return blame{} // "was blamed for"
	}
	if i > 0 && !s.together(i) && slices.ContainsFunc(s.lang.gerundEnds, func(end string) bool { return strings.HasSuffix(s.words[i].Folded, end) }) {
		return blame{} // it goes on with what its clause says: ", accusing the group of"
	}
	if from+1 < len(s.words) && s.lang.owners[s.words[from].Folded] && s.together(from+1) { // "blame her soldiers"
		from++
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

// layingTo reports whether a word stands before whom the blame is laid on: "a", "al".
func (s sentenceWords) layingTo(i int) bool {
	w := s.words[i].Folded
	return w == s.lang.layingTo || w == s.lang.layingTo+"l"
}

// blame is that of some words on others, whose subject stands before a verb.
func (s sentenceWords) blame(from, to, verb int) blame {
	if from >= to {
		return blame{}
	}
	out := blame{on: strings.Clone(s.text[s.words[from].Start:s.words[to-1].End]), whom: s.meanings(from, to)}
	s.qualify(&out, from, to)
	if to < len(s.words) && !s.capital(from) && s.capital(to) && s.text[s.words[to-1].End:s.words[to].Start] == ", " { // "al gobernador del banco, Tomás Arquer"
		out.onName(s, to)
	}
	if n := s.phrase(s.lang.agents, min(to, len(s.words)-1)); n > 0 && to < len(s.words) && s.together(to) { // "decisions made by Halden"
		out.onName(s, to+n)
	}
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
// second time: "la empresa culpa a la crecida; la fiscalía, a la constructora"; or on
// whom those who are blamed lay it: "culpó a la policía, y esta al juez".
func (s sentenceWords) laysToo(i int, first blame) blame {
	if s.lang.layingTo == "" {
		return s.laysGapped(i)
	}
	for k := i + 2; k+1 < len(s.words); k++ {
		if s.lang.joining[s.words[k-1].Folded] && s.lang.pronouns[s.words[k].Folded] && s.layingTo(k+1) {
			from, to := s.blamed(k + 2)
			if from == to {
				break
			}
			return blame{on: strings.Clone(s.text[s.words[from].Start:s.words[to-1].End]), whom: s.meanings(from, to), accuser: first.whom}
		}
	}
	for k := i + 1; k < len(s.words); k++ {
		if !strings.Contains(s.text[s.words[k-1].End:s.words[k].Start], ";") {
			continue
		}
		for m := k + 1; m < min(k+longestBlamed, len(s.words)-1); m++ {
			if strings.Contains(s.text[s.words[m-1].End:s.words[m].Start], ",") && s.layingTo(m) {
				from, to := s.blamed(m + 1)
				return s.blame(from, to, m)
			}
		}
	}
	return blame{}
}

// laysGapped is on whom a sentence lays the blame that leaves out the verb the second time,
// where nothing stands before whom it is laid on: "she blames the police; the minister,
// looters".
func (s sentenceWords) laysGapped(i int) blame {
	for k := i + 1; k+1 < len(s.words); k++ {
		if !strings.Contains(s.text[s.words[k-1].End:s.words[k].Start], ";") {
			continue
		}
		for m := k + 1; m < min(k+longestBlamed, len(s.words)) && !s.parts(m-1); m++ {
			if !strings.Contains(s.text[s.words[m-1].End:s.words[m].Start], ",") {
				continue
			}
			if from, to := s.blamed(m); to == len(s.words) && s.liable(from, to) {
				return s.blame(from, to, m)
			}
			break
		}
	}
	return blame{}
}

// aside reports whether some words are set off by commas: ", on the other hand,".
func (s sentenceWords) aside(from, to int) bool {
	return from < to && to < len(s.words) && strings.Contains(s.text[s.words[from-1].End:s.words[from].Start], ",") && strings.Contains(s.text[s.words[to-1].End:s.words[to].Start], ",")
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
	if end == start+3 && s.lang.atFault[s.words[start].Folded] && s.lang.naming[s.words[start+1].Folded] && s.lang.causes[s.words[start+2].Folded] != "" {
		end = start + 1 // "accused the auditor of negligence"
	}
	if start < end && s.capital(start) {
		end = max(end, nameEnd(s.text, s.words, start))
		for k := end; k+1 < len(s.words) && k < end+2 && s.lang.joining[s.words[k].Folded]; k += 2 { // "the Energy and Mines Ministry"
			if last := nameEnd(s.text, s.words, k+1); last > k+1 && s.lang.atFault[s.words[last-1].Folded] {
				end = last
			}
		}
	}
	for end > start && (s.lang.naming[s.words[end-1].Folded] || s.lang.articles[s.words[end-1].Folded]) { // "a las FAR del ataque"
		end--
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

// onName lays a blame on the name that begins at a word, if one does.
func (a *blame) onName(s sentenceWords, i int) {
	if i >= len(s.words) || !s.capital(i) {
		return
	}
	if name := nameStarting(s, i); name != "" {
		cut := s.lang.cut(name)
		a.on, a.whom = strings.Clone(name), cut.meanings(0, len(cut.words))
	}
}

// rejects is what the accused say to it by the words at a place, where they are named or
// are who speaks: "Espinel denied it", "Arquer said he had done nothing wrong".
func (s sentenceWords) rejects(i int, said string) blame {
	start, end := s.accuser(i)
	for start < end && s.lang.perfect[s.words[end-1].Folded] {
		end--
	}
	if s.lang.liars[s.words[i].Folded] && said == "" && s.capital(0) {
		said = nameStarting(s, 0)
	}
	if s.lang.liars[s.words[i].Folded] || start == end || s.lang.pronouns[s.words[start].Folded] {
		return s.answer(said)
	}
	return s.answer(s.text[s.words[start].Start:s.words[end-1].End])
}

// answer is the denial of somebody.
func (s sentenceWords) answer(who string) blame {
	cut := s.lang.cut(who)
	meanings := cut.meanings(0, len(cut.words))
	if len(meanings) == 0 {
		return blame{}
	}
	return blame{denies: true, accuser: meanings, named: hasName(who)}
}

// bids is on whom a sentence lays what was done on behalf of who is named from a word
// on: "he had acted on the orders of the president".
func (s sentenceWords) bids(i int, said string) blame {
	from, to := s.blamed(i)
	by := s.answer(said)
	if from == to || !by.denies {
		return blame{}
	}
	return blame{on: strings.Clone(s.text[s.words[from].Start:s.words[to-1].End]), whom: s.meanings(from, to), accuser: by.accuser}
}

// meanings are what some words mean, in order, without small words.
func (s sentenceWords) meanings(from, to int) []string {
	var out []string
	stemmer := words.NewStemmer(s.lang.code)
	for _, w := range s.words[from:to] {
		if cause := s.lang.causes[w.Folded]; cause != "" {
			out = append(out, "="+cause)
			continue
		}
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
	switch {
	case a.denies != b.denies:
		return a.beside(b) && (a.denies && a.deniedBy(b) || b.denies && b.deniedBy(a))
	case a.on == "" || b.on == "" || a.denies || common(a.accuser, b.accuser) || a.lapse && b.lapse:
		return false
	case a.excludes || b.excludes:
		return a.excludes != b.excludes && common(a.whom, b.whom)
	case common(a.whom, b.whom):
		return false
	case a.first != b.first:
		return false
	case a.lapse || b.lapse, a.loose || b.loose:
		return a.beside(b)
	}
	return a.beside(b) || common(a.whom, b.accuser) || common(b.whom, a.accuser)
}

// deniedBy reports whether who denies is whom another blames: by a word of both, or "the
// auditor", who is the firm that speaks beside it.
func (a blame) deniedBy(b blame) bool {
	return common(a.accuser, b.whom) || b.definite && a.named && !common(a.accuser, b.accuser)
}

// apart reports whether two lay what harm was done on different ones, and neither answers
// the other: they stand in several reports.
func (a blame) apart(b blame) bool {
	return a.liable && b.liable && !a.loose && !b.loose && !a.lapse && !b.lapse && !a.excludes && !b.excludes && !common(a.accuser, b.accuser) && !common(a.whom, b.whom)
}

// beside reports whether two sentences stand next to each other in one report.
func (a blame) beside(b blame) bool {
	return a.doc == b.doc && max(a.at, b.at)-min(a.at, b.at) <= 1
}

// common reports whether two ordered lists have something in common.
func common(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { _, found := slices.BinarySearch(b, s); return found })
}
