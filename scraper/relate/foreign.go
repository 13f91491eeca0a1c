package relate

import "slices"

// A keyword of one language often stands in another nearly as it is: "Egypt" is
// "Egipto". It is looked for so in the languages whose reports do not write it
// as the story does; in its own, "plane" is no "plan".

// seldom is how often a language's reports write a keyword as the story does, of
// the times that they write something spelt like it, for the keyword to be
// foreign to it.
const seldom = .2

// A standIn is a word that is spelt like a keyword.
type standIn struct {
	at      int // position
	keyword int
}

// spelt finds the keywords of one word by their spelling.
func spelt(l *lexicon, ks []keyword) map[key]int {
	out := map[key]int{}
	all := l.spellings()
	for i, k := range ks {
		for _, form := range k.forms {
			if len(form) == 1 && all[form[0]] != 0 {
				out[all[form[0]]] = i
			}
		}
	}
	return out
}

// standIns are the words of a text that are spelt like a keyword without being
// it.
func (j *Judge) standIns(ts []term, st int) []standIn {
	if len(j.spelt) == 0 {
		return nil
	}
	var out []standIn
	spelt := j.lexicon.spellings()
	for p, t := range ts {
		if t == 0 || spelt[t] == 0 {
			continue
		}
		if i, ok := j.spelt[spelt[t]]; ok && j.keywords[i].forms[st][0] != t {
			out = append(out, standIn{p, i})
		}
	}
	return out
}

// A hearing is what an article holds of the keywords, before it is known which
// of them are foreign to its language.
type hearing struct {
	title, body     hits
	inTitle, inBody []standIn
	words           int // of the body
}

func (j *Judge) hear(title, body []term, st int) hearing {
	return hearing{
		title: find(j.keywords, title, st), body: find(j.keywords, body, st),
		inTitle: j.standIns(title, st), inBody: j.standIns(body, st), words: len(body),
	}
}

// evidence is what the keywords say, with the words that stand for those of them
// that are foreign.
func (h *hearing) evidence(foreign map[int]bool) evidence {
	return weighHits(h.title.with(h.inTitle, foreign), h.body.with(h.inBody, foreign), h.words)
}

// A usage counts the reports of a language that write a keyword as the story
// does, and those that write something spelt like it.
type usage map[int]*struct{ as, alike int }

func (u usage) of(keyword int) *struct{ as, alike int } {
	if u[keyword] == nil {
		u[keyword] = &struct{ as, alike int }{}
	}
	return u[keyword]
}

func (u usage) count(h *hearing) {
	as := slices.Concat(h.title.distinct, h.body.distinct)
	var alike []int
	for _, s := range slices.Concat(h.inTitle, h.inBody) {
		alike = append(alike, s.keyword)
	}
	slices.Sort(as)
	slices.Sort(alike)
	for _, k := range slices.Compact(as) {
		u.of(k).as++
	}
	for _, k := range slices.Compact(alike) {
		u.of(k).alike++
	}
}

// foreign are the keywords that the language does not write as the story does.
func (u usage) foreign() map[int]bool {
	out := map[int]bool{}
	for k, n := range u {
		if float64(n.as) < seldom*float64(n.as+n.alike) {
			out[k] = true
		}
	}
	return out
}
