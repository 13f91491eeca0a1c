package timex

import "strings"

// tenses tells a sentence that looks ahead from one that looks back.
type tenses struct {
	words        map[int32]int8 // 1 future, -1 past
	future, past []string       // endings, with their accents
}

func (l *language) compileTense(f tenseFile) tenses {
	t := tenses{words: map[int32]int8{}, future: f.FutureEndings, past: f.PastEndings}
	for _, w := range f.Future {
		t.words[l.intern(fold(w))] = 1
	}
	for _, w := range f.Past {
		t.words[l.intern(fold(w))] = -1
	}
	return t
}

// reach is how many tokens around an expression are asked for its tense.
const reach = 30

// tenseAt is 1 when the verb nearest the expression, in its sentence, looks
// ahead, -1 when it looks back, 0 when none tells. A preposition that looks
// ahead ("by Friday") decides alone.
func (r *resolver) tenseAt(first, last int32) int {
	if _, ok := r.entryBefore(r.lang.ahead, first); ok {
		return 1
	}
	best, distance := 0, int32(reach)
	for i := first - 1; i >= 0 && first-i < reach; i-- {
		if t := r.tenseOf(i); t != 0 {
			best, distance = t, first-i
			break
		}
		if r.tokens[i].sentence {
			break
		}
	}
	for i := last; int(i) < len(r.tokens) && i-last < distance; i++ {
		if r.tokens[i].sentence {
			break
		}
		if t := r.tenseOf(i); t != 0 {
			return t
		}
	}
	return best
}

func (r *resolver) tenseOf(i int32) int {
	t := &r.tokens[i]
	if t.kind != word {
		return 0
	}
	if t.word >= 0 {
		if v := r.lang.tense.words[t.word]; v != 0 {
			return int(v)
		}
	}
	w := r.text[t.start:t.end]
	for _, e := range r.lang.tense.future {
		if len(w) > len(e)+2 && strings.HasSuffix(w, e) {
			return 1
		}
	}
	for _, e := range r.lang.tense.past {
		if len(w) > len(e)+2 && strings.HasSuffix(w, e) {
			return -1
		}
	}
	return 0
}
