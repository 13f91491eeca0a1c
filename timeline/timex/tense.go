package timex

import "strings"

// tenses tells a sentence that looks ahead from one that looks back.
type tenses struct {
	words        map[int32]int8 // 1 future, -1 past, saying or neutral
	future, past []string       // endings, with their accents
}

func (l *language) compileTense(f tenseFile) tenses {
	t := tenses{words: map[int32]int8{}, future: f.FutureEndings, past: f.PastEndings}
	for _, w := range f.Future {
		t.words[l.intern(fold(w))] = 1
	}
	for _, w := range f.Neutral {
		t.words[l.intern(fold(w))] = neutral
	}
	for _, w := range f.Saying {
		t.words[l.intern(fold(w))] = saying
	}
	for _, w := range f.Past {
		t.words[l.intern(fold(w))] = -1
	}
	return t
}

// reach is how many tokens around an expression are asked for its tense.
const reach = 30

// sayReach is how near a verb of saying must stand before an expression to be
// taken for what the expression dates: "said on Tuesday that …".
const sayReach = 5

// tenseAt is 1 when the verb that governs an expression looks ahead, -1 when
// it looks back, 0 when none tells. A preposition that looks ahead ("by
// Friday") decides alone. Else it is the nearest verb of the sentence, but one
// right after the expression has it in its subject ("the men who survived a
// strike on Thursday will be sent home") and yields to a verb before; verbs of
// saying count only close by, or when there is no other.
func (r *resolver) tenseAt(first, last int32) int {
	if _, ok := r.entryBefore(r.lang.ahead, first); ok {
		return 1
	}
	said, left, right := 0, 0, 0
	before, after := int32(0), int32(0)
	for i := first - 1; i >= 0 && first-i < reach && left == 0; i-- {
		switch t := r.tenseOf(i); {
		case t == saying && first-i > sayReach:
			said = -1
		case t == saying:
			left, before = -1, first-i
		case t != 0:
			left, before = t, first-i
		}
		if r.tokens[i].sentence {
			break
		}
	}
	for i := last; int(i) < len(r.tokens) && i-last < reach && right == 0; i++ {
		if r.tokens[i].sentence {
			break
		}
		switch t := r.tenseOf(i); {
		case t == saying:
			said = -1
		case t != 0:
			right, after = t, i-last+1
		}
	}
	switch {
	case left == 0 && right == 0:
		return said
	case left == 0, right != 0 && after > 1 && after < before:
		return right
	}
	return left
}

// pastBeside reports whether a verb that looks back stands right before an
// expression, with no more than a preposition between: "voted on Dec. 3".
func (r *resolver) pastBeside(first int32) bool {
	for i := first - 1; i >= 0 && i >= first-2 && !r.tokens[i+1].sentence; i-- {
		if r.tenseOf(i) == -1 {
			return true
		}
	}
	return false
}

const (
	saying  = 2 // a verb of saying
	neutral = 3 // a word that only ends like a verb
)

func (r *resolver) tenseOf(i int32) int {
	t := &r.tokens[i]
	if t.kind != word {
		return 0
	}
	if t.word >= 0 {
		switch v := r.lang.tense.words[t.word]; v {
		case 0:
		case neutral:
			return 0
		default:
			return int(v)
		}
	}
	if t.capital && !t.sentence {
		return 0 // a name
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
