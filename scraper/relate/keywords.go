package relate

import (
	"slices"
	"strings"
)

// A keyword is one of the story's words or phrases, as terms.
type keyword struct {
	text  string
	forms [2][]term // by stemmer
}

// readKeywords numbers a story's keywords. Those that come to the same terms
// ("Mubarak", "mubarak") are one.
func readKeywords(l *lexicon, words []string) []keyword {
	var out []keyword
	seen := map[string]bool{}
	for _, w := range words {
		k := keyword{text: strings.TrimSpace(w)}
		key := strings.ToLower(fold(strings.ToLower(k.text)))
		if key == "" || seen[key] {
			continue
		}
		seen[key] = true
		k.forms[stemEnglish] = l.read(k.text, "en")
		k.forms[stemSpanish] = l.read(k.text, "es")
		if meaningful(k.forms[stemEnglish]) || meaningful(k.forms[stemSpanish]) {
			out = append(out, k)
		}
	}
	return out
}

func meaningful(ts []term) bool {
	for _, t := range ts {
		if t != 0 {
			return true
		}
	}
	return false
}

// hits tells where keywords stand in a text.
type hits struct {
	at       []int // positions of words that belong to a keyword, each once, ascending
	distinct []int // the keywords found, in the story's order
}

// with are the hits together with the words that stand for foreign keywords.
func (h hits) with(words []standIn, foreign map[int]bool) hits {
	if len(words) == 0 || len(foreign) == 0 {
		return h
	}
	out := hits{slices.Clone(h.at), slices.Clone(h.distinct)}
	for _, w := range words {
		if foreign[w.keyword] {
			out.at, out.distinct = append(out.at, w.at), append(out.distinct, w.keyword)
		}
	}
	slices.Sort(out.at)
	slices.Sort(out.distinct)
	out.at, out.distinct = slices.Compact(out.at), slices.Compact(out.distinct)
	return out
}

// find looks for the keywords in terms. Where keywords overlap ("Cairo" in "El Cairo")
// the place counts once, as the longer.
func find(ks []keyword, ts []term, st int) hits {
	var h hits
	if len(ts) == 0 {
		return h
	}
	first := make(map[term][]int, len(ks)) // first meaningful term -> keywords
	offset := make([]int, len(ks))
	for i, k := range ks {
		form := k.forms[st]
		for o, t := range form {
			if t != 0 {
				first[t] = append(first[t], i)
				offset[i] = o
				break
			}
		}
	}
	found := make([]bool, len(ks))
	end := 0 // words before it belong to an earlier hit
	for p, t := range ts {
		if t == 0 {
			continue
		}
		longest := 0
		for _, i := range first[t] {
			form := ks[i].forms[st]
			start := p - offset[i]
			if start < 0 || !matches(form, ts[start:]) {
				continue
			}
			found[i] = true
			longest = max(longest, len(form)-offset[i])
		}
		if longest > 0 && p >= end {
			h.at = append(h.at, p)
			end = p + longest
		}
	}
	for i, ok := range found {
		if ok {
			h.distinct = append(h.distinct, i)
		}
	}
	return h
}

// matches reports whether ts begins with form. Words without meaning match
// each other: "plaza de Tahrir" is found in "plaza del Tahrir".
func matches(form, ts []term) bool {
	if len(ts) < len(form) {
		return false
	}
	for i, t := range form {
		if ts[i] != t {
			return false
		}
	}
	return true
}
