package timeline

import (
	"cmp"
	"slices"
	"strings"
)

// Names from another alphabet are spelled by ear: Gaddafi, Gadhafi, Kadhafi,
// Qaddafi, el Gadafi. Two names are such variants if their words sound alike, one
// by one, and no article gives both: what one report tells apart are two.

const (
	fewTogether  = .1 // of the articles of the rarer name: those that may give both
	sameTogether = .5 // the same, of names that sound the same
	bareAlone    = 3  // consonants that a name of one word must have
)

// variants reports whether two keys of names may be one name spelled twice. A
// name of one word has no other to vouch for it: with a vowel more it needs a
// consonant more, and another vowel makes another name.
func variants(a, b string) bool {
	v, w := spoken(a), spoken(b)
	if len(v) != len(w) || len(v) == 0 {
		return false
	}
	for i := range v {
		if !soundsAlike(v[i], w[i]) {
			return false
		}
	}
	if len(v) > 1 {
		return true
	}
	v[0], w[0] = sound(v[0]), sound(w[0])
	bare := len(consonants(v[0]))
	return v[0] == w[0] && bare >= bareAlone || len(v[0]) != len(w[0]) && bare > bareAlone
}

// sameSound reports whether two keys of names sound the same.
func sameSound(a, b string) bool {
	return slices.EqualFunc(spoken(a), spoken(b), func(v, w string) bool { return sound(v) == sound(w) })
}

// spoken are the words of a name without the articles that some spell and
// others leave out.
func spoken(key string) []string {
	g := knownActors()
	return slices.DeleteFunc(strings.Fields(key), func(w string) bool { return g.prefixed[w] })
}

// ears writes alike what languages spell differently of one sound.
var ears = strings.NewReplacer("kh", "k", "gh", "k", "dh", "d", "th", "t", "sh", "x", "ch", "x", "ph", "f", "ou", "u", "q", "k", "g", "k", "c", "k",
	"z", "s", "w", "u", "o", "u", "e", "i", "y", "i", "h", "")

// sound is how a word of a name sounds, as letters each once in a row.
func sound(word string) string {
	var out []byte
	for _, c := range []byte(ears.Replace(word)) {
		if len(out) == 0 || out[len(out)-1] != c {
			out = append(out, c)
		}
	}
	return string(out)
}

// soundsAlike reports whether two words have the same consonants in order, end
// alike, and differ by one vowel at most.
func soundsAlike(a, b string) bool {
	if a == b {
		return true
	}
	v, w := sound(a), sound(b)
	if v == "" || w == "" || consonants(v) != consonants(w) || len(consonants(v)) < 2 {
		return false
	}
	if last := [2]byte{v[len(v)-1], w[len(w)-1]}; last[0] != last[1] { // "Mario", "Maria"; "Daniel", "Daniela"
		return false
	}
	return apart(v, w) <= 1
}

func consonants(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("aiu", r) {
			return -1
		}
		return r
	}, s)
}

// apart is how many letters must be added, dropped or replaced to make one word
// of another.
func apart(a, b string) int {
	row := make([]int, len(b)+1)
	for k := range row {
		row[k] = k
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for k := range len(b) {
			next := before
			if a[i] != b[k] {
				next = 1 + min(before, row[k], row[k+1])
			}
			before, row[k+1] = row[k+1], next
		}
	}
	return row[len(b)]
}

// joinVariants brings names that are spelled by ear together under the one most
// given, and returns where the others lead.
func joinVariants(roles map[string]*role, usual map[string]bool) map[string]string {
	byConsonants := map[string][]string{}
	for key, r := range roles {
		if r.known != "" || allUsual(strings.Fields(key), usual) || key == strings.ToUpper(key) {
			continue
		}
		heard := ""
		for _, w := range spoken(key) {
			heard += consonants(sound(w)) + " "
		}
		byConsonants[heard] = append(byConsonants[heard], key)
	}
	into := map[string]string{}
	for _, keys := range byConsonants {
		slices.SortFunc(keys, func(a, b string) int { return cmp.Or(cmp.Compare(roles[b].times, roles[a].times), cmp.Compare(a, b)) })
		for i, key := range keys {
			for _, to := range keys[:i] {
				if into[to] == "" && variants(key, to) && !bothGiven(key, to, roles) && roles[key].kindsAgree(roles[to]) {
					into[key] = to
					break
				}
			}
		}
	}
	return into
}

// bothGiven reports whether more than a few articles give both of two names.
func bothGiven(key, to string, roles map[string]*role) bool {
	a, b := roles[key].docs, roles[to].docs
	n := 0
	for _, doc := range a {
		if _, has := slices.BinarySearch(b, doc); has {
			n++
		}
	}
	few := fewTogether
	if sameSound(key, to) {
		few = sameTogether
	}
	return float64(n) > few*float64(min(len(a), len(b)))
}

// kindsAgree reports whether two names are not of a person and of a place.
func (r *role) kindsAgree(other *role) bool {
	place := func(r *role) bool { return r.kinds[Place] > r.kinds[Person] }
	person := func(r *role) bool { return r.kinds[Person] > r.kinds[Place] }
	return !(place(r) && person(other)) && !(person(r) && place(other))
}
