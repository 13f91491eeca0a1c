package timex

import (
	"sort"
	"strings"
)

// tenses tells a sentence that looks ahead from one that looks back.
type tenses struct {
	words        map[int32]int8   // 1 future, -1 past, conditional, perfect, saying, neutral or infinitive
	phrases      []phrase         // several words, longest first
	inPhrase     map[int32]bool   // words of phrases
	accented     map[int32]string // words of the present that are others without their accents: "está", "é"
	passive      map[int32]bool   // words that keep a participle after them from telling the past
	future, past []string         // endings, with their accents
	conditional  []string         // the same
	participles  []string         // endings of participles that are nouns too, but for those that stand by a date
}

func (l *language) compileTense(f tenseFile) tenses {
	t := tenses{words: map[int32]int8{}, accented: map[int32]string{}, passive: map[int32]bool{}, future: f.FutureEndings, past: f.PastEndings, conditional: f.ConditionalEndings, participles: f.Participles}
	for _, list := range []struct {
		words []string
		tense int8
	}{{f.Future, 1}, {f.Conditional, conditional}, {f.Planned, planned}, {f.Scheduled, scheduled}, {f.Perfect, perfect}, {f.Neutral, neutral}, {f.Present, present}, {f.Infinitive, infinitive}, {f.Saying, saying}, {f.Past, -1}} {
		for _, text := range list.words {
			var ids []int32
			for w := range strings.FieldsSeq(text) {
				ids = append(ids, l.intern(fold(w)))
			}
			if len(ids) == 1 {
				t.words[ids[0]] = list.tense
				if list.tense == present && fold(text) != text {
					t.accented[ids[0]] = text
				}
			} else {
				t.phrases = append(t.phrases, phrase{ids, list.tense})
			}
		}
	}
	for _, w := range f.Passive {
		t.passive[l.intern(fold(w))] = true
	}
	sort.SliceStable(t.phrases, func(i, j int) bool { return len(t.phrases[i].words) > len(t.phrases[j].words) })
	t.inPhrase = map[int32]bool{}
	for _, p := range t.phrases {
		for _, w := range p.words {
			t.inPhrase[w] = true
		}
	}
	return t
}

// phrase is several words that tell a tense together: "is to", "could not".
type phrase struct {
	words []int32
	tense int8
}

// reach is how many tokens around an expression are asked for its tense.
const reach = 30

// sayReach is how near a verb of saying must stand before an expression to be
// taken for what the expression dates: "said on Tuesday that …"; sayReachEnd
// the same where the expression ends its clause.
const (
	sayReach    = 5
	sayReachEnd = 16
)

// tenseAt is 1 when the verb that governs an expression looks ahead, -1 when
// it looks back, 0 when none tells. A preposition that looks ahead ("by
// Friday"), or a noun ("the Friday deadline"), decides alone. Else it is the nearest verb of the sentence, but one
// right after the expression has it in its subject ("the men who survived a
// strike on Thursday will be sent home") and yields to a verb before, and so
// does one after the clause that the expression ends ("which left in June, will
// arrive"); verbs of saying count only close by, or when there is no other.
func (r *resolver) tenseAt(first, last int32) int {
	tense, _ := r.governs(first, last)
	return tense
}

// governs is tenseAt with the verb it was read from; -1: none.
func (r *resolver) governs(first, last int32) (tense int, verb int32) {
	if r.aheadOf(first, last) {
		return 1, -1
	}
	if r.reported(first, last) {
		return -1, -1
	}
	left, clause := r.verbBefore(first, last)
	if r.sinceBefore() && first == r.now.first {
		if left.tense > 0 {
			return 1, left.at // "there will be none from Monday on"
		}
		if v := r.verbAfter(last); left.tense == 0 && v.tense > 0 && v.at < last+besideVerb && r.mark(last) != ',' {
			return 1, v.at // "from Monday on there will be none"
		}
		return -1, left.at
	}
	right := r.verbAfter(last)
	switch {
	case right.tense != 0 && !right.says && r.thatBefore(first):
		return right.tense, right.at // "he said that on Tuesday he will go"
	case left.tense == 0 && !left.says && r.thatClause(last):
		return -1, -1 // "the announcement on Tuesday that he will go"
	case right.says && (right.at == last || left.tense == 0 && r.mark(right.at+1) != ','):
		return -1, right.at // "he on Tuesday said", "On Tuesday the minister said"
	case left.tense != 0 && r.fixes(left.at, first):
		return 1, left.at
	case left.tense == 0 && right.tense == 0 && (left.says || right.says):
		return -1, -1
	case left.tense == 0 && right.tense == 0 && r.presentTells(first) && !r.possessive(last):
		return 1, -1 // "kick-off is at 6:30 on Sunday"
	case left.tense == 0 && left.says && right.at-last+1 > first-left.at:
		return -1, left.at // nearer than the verb after
	case left.tense == 0:
		return right.tense, right.at
	case right.tense != 0 && right.at > last && right.at-last+1 < first-left.at && !clause:
		return right.tense, right.at
	}
	return left.tense, left.at
}

// thatClause reports whether what stands after an expression tells what was
// said on that day: a clause with a subject of its own, as "a vote on Tuesday
// that will decide" has none.
func (r *resolver) thatClause(at int32) bool {
	_, end := r.words.lookup(r.lang.that, at)
	return end > at && int(end) < len(r.tokens) && r.tokens[end].kind == word && r.tenseWord(end) == 0 && r.tenseOf(end) == 0
}

// thatBefore reports whether an expression opens the clause of what was said.
func (r *resolver) thatBefore(first int32) bool {
	_, ok := r.entryBefore(r.lang.that, first)
	return ok
}

// verb is what a sentence says of its time beside an expression.
type verb struct {
	tense int   // 0: no verb tells
	at    int32 // its token; where no verb tells, that of a verb of saying
	says  bool  // a verb of saying stands there, before any other
}

// verbBefore is the nearest verb before an expression; clause tells that the
// expression ends the clause of that verb.
func (r *resolver) verbBefore(first, last int32) (v verb, clause bool) {
	clause = r.mark(last) == ',' || r.coordinated(last)
	limit := int32(sayReach)
	if r.endsClause(last) {
		limit = sayReachEnd
	}
	for i := first - 1; i >= 0 && first-i < reach && !r.tokens[i+1].sentence && r.mark(i) != ';'; i-- {
		if first-i <= besideParticiple && r.participleAt(i) {
			return verb{-1, i, v.says}, false // "la mujer detenida el jueves será"
		}
		switch t := r.tenseOf(i); {
		case t == saying && first-i <= limit:
			return verb{-1, i, true}, true // "told reporters on Tuesday he would go"
		case t == saying && !v.says:
			v.says, v.at = true, i
		case t == saying:
		case t != 0:
			return verb{t, i, v.says}, clause
		case r.tenseWord(i) == present:
			limit = min(limit, sayReach) // "said there is a vote on Monday"
		}
		switch mark := r.mark(i); {
		case mark == ',' && !(r.tokens[i].glued && r.tokens[i+1].glued), mark == ':', mark == '-' && !r.tokens[i].glued:
			clause = false
		}
	}
	return v, false
}

// presentTells reports whether a verb of the present stands before an
// expression, in its clause: what is on a day lies ahead.
func (r *resolver) presentTells(first int32) bool {
	for i := first - 1; i >= 0 && first-i < presentReach && !r.tokens[i+1].sentence; i-- {
		if r.mark(i) == ',' || r.mark(i) == ';' {
			return false
		}
		switch r.tenseWord(i) {
		case present:
			return true
		case -1, neutral:
			return false // "are statements made on"
		}
		if r.ends(i, r.lang.tense.past) {
			return false
		}
	}
	return false
}

// presentReach is how near it stands.
const presentReach = 8

// coordinated reports whether another clause is joined on at a token: "won on
// Sunday and is to be sworn in".
func (r *resolver) coordinated(at int32) bool {
	_, end := r.words.lookup(r.lang.coordinate, at)
	return end > at
}

// besideParticiple is how near a participle that agrees with its noun stands
// before the day of what it tells.
const besideParticiple = 2

// participleAt reports whether a token is such a participle, no noun of the
// same form: "detenida", not "la salida".
func (r *resolver) participleAt(i int32) bool {
	t := &r.tokens[i]
	if len(r.lang.tense.participles) == 0 || t.kind != word || t.capital && !t.shouted || r.tenseWord(i) != 0 || !r.ends(i, r.lang.tense.participles) || i == 0 || r.passiveBefore(i) || r.presentBefore(i) {
		return false
	}
	_, end := r.words.lookup(r.lang.noun, i-1)
	return end != i
}

// verbAfter is the nearest verb after an expression.
func (r *resolver) verbAfter(last int32) (v verb) {
	for i := last; int(i) < len(r.tokens) && i-last < reach && !r.tokens[i].sentence && r.mark(i) != ';'; i++ {
		switch t := r.tenseOf(i); {
		case t == saying && !v.says:
			v.says, v.at = true, i
			if i == last || r.mark(i+1) != ',' {
				return v
			}
		case t != 0 && t != saying:
			return verb{t, i, false}
		}
	}
	return v
}

// endsClause reports whether a clause ends at a token: a mark, or a word that
// opens what is said ("told them on Friday that").
func (r *resolver) endsClause(at int32) bool {
	switch r.mark(at) {
	case ',', '.', ';':
		return true
	}
	if int(at) >= len(r.tokens) {
		return true
	}
	_, end := r.words.lookup(r.lang.that, at)
	return end > at
}

// fixes reports whether a verb sets the day of what is to come: "set a hearing
// for Friday", "postponed it to Monday".
func (r *resolver) fixes(at, first int32) bool {
	if _, end := r.words.lookup(r.lang.fixing, at); end == at {
		return false
	}
	_, ok := r.entryBefore(r.lang.fixedFor, first)
	return ok
}

// aheadOf reports whether a preposition or a noun beside an expression makes it
// lie ahead, whatever the verb.
func (r *resolver) aheadOf(first, last int32) bool {
	e, ok := r.entryBefore(r.lang.ahead, first)
	if ok && (e.value != weekdayAhead || r.namesWeekday(place{first, last})) {
		switch e.value {
		case softAhead:
			return !r.told(first, last)
		case untilAhead:
			return !r.lasted(first, last)
		case weekdayAhead:
			return !r.possessive(last) && !r.told(first, last)
		}
		return true
	}
	_, end := r.words.lookup(r.lang.aheadAfter, last)
	return end > last
}

// reported reports whether an expression is a month whose figures are spoken
// of, which has been: "will release the November figures".
func (r *resolver) reported(first, last int32) bool {
	if _, end := r.words.lookup(r.lang.month, first); end != last {
		return false
	}
	_, end := r.words.lookup(r.lang.behindAfter, last)
	return end > last
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

// besideVerb is how near a verb stands that dates an expression beyond doubt.
const besideVerb = 5

// futureBeside reports whether a verb that looks ahead stands close before an
// expression: "will be voted on in December".
func (r *resolver) futureBeside(first int32) bool {
	for i := first - 1; i >= 0 && i >= first-besideVerb && !r.tokens[i+1].sentence; i-- {
		if t := r.tenseOf(i); t != 0 {
			return t == 1 && !r.conditionalAt(i)
		}
	}
	return false
}

// opensAhead reports whether an expression opens its sentence, after a
// preposition, and a verb that looks ahead follows: "On July 1, the age will rise".
func (r *resolver) opensAhead(first, last int32) bool {
	if first < 1 || !r.opens(first-1) {
		return false
	}
	if _, end := r.words.lookup(r.lang.noPast, first-1); end == first {
		return false // "The July 1 ruling will be appealed"
	}
	for i := last; int(i) < len(r.tokens) && i-last < presentReach && !r.tokens[i].sentence; i++ {
		if t := r.tenseOf(i); t != 0 {
			return t == 1 && !r.conditionalAt(i)
		}
	}
	return false
}

const (
	saying     = 2 // a verb of saying
	neutral    = 3 // a word that only ends like a verb, or tells nothing
	infinitive = 5 // what stands before an infinitive: to
	// A verb that looks ahead from what is told of, as much as from the publication: would.
	conditional = 6
	planned     = 8  // the same of what may have come by now: was to
	perfect     = 7  // what makes a perfect, which looks back from the publication: has
	scheduled   = 10 // a present that tells of a weekday to come: "viaja el jueves"
	present     = 9  // is, are: what they tell of is not what was said on a day
)

func (r *resolver) tenseOf(i int32) int {
	t := &r.tokens[i]
	if t.kind != word {
		return 0
	}
	v := r.tenseWord(i)
	switch v {
	case 0:
	case neutral, infinitive, present:
		return 0
	case conditional, planned:
		if _, end := r.words.lookup(r.lang.month, i); end > i {
			return 0 // May
		}
		return 1
	case scheduled:
		if r.ofWeekday && (i < r.now.first || i < r.now.last+besideVerb && r.opens(r.now.first)) {
			return 1 // but not "las protestas del viernes llegan"
		}
		return 0
	case -1, perfect:
		if r.passiveBefore(i) || v == -1 && (r.noPast(i) || r.presentBefore(i)) {
			return 0
		}
		return -1
	default:
		return int(v)
	}
	if t.capital && !t.sentence && !t.shouted {
		return 0 // a name
	}
	if r.ends(i, r.lang.tense.future) || r.ends(i, r.lang.tense.conditional) {
		return 1
	}
	if r.ends(i, r.lang.tense.past) && !r.passiveBefore(i) && !r.noPast(i) && !r.presentBefore(i) {
		return -1
	}
	return 0
}

// noPast reports whether the word before a form of the past makes it no verb of
// the past: "to hit", "will cut", "a televised address".
func (r *resolver) noPast(i int32) bool {
	if i == 0 || r.tokens[i].sentence || r.tokens[i-1].word < 0 {
		return false
	}
	switch r.tenseWord(i - 1) {
	case infinitive, conditional:
		return true
	}
	_, end := r.words.lookup(r.lang.noPast, i-1)
	return end == i
}

// beforeNoun reports whether an article or its like follows a token: "to a".
func (r *resolver) beforeNoun(i int32) bool {
	if int(i)+1 >= len(r.tokens) || r.tokens[i+1].word < 0 || r.tenseOf(i+1) != 0 {
		return false
	}
	_, end := r.words.lookup(r.lang.noPast, i+1)
	return end > i+1
}

// combining is the first byte of an accent written apart from its letter.
const combining = 0xcc

// ends reports whether a token is a longer word with one of the endings.
func (r *resolver) ends(i int32, endings []string) bool {
	w := r.text[r.tokens[i].start:r.tokens[i].end]
	if strings.IndexByte(w, combining) >= 0 {
		w = printed(w)
	}
	for _, e := range endings {
		if len(w) > len(e)+2 && strings.EqualFold(w[len(w)-len(e):], e) {
			return true
		}
	}
	return false
}

// conditionalAt reports whether a verb looks ahead from what is told of, as
// much as from the publication: would.
func (r *resolver) conditionalAt(i int32) bool {
	v := r.tenseWord(i)
	return v == conditional || v == planned || v == 0 && r.ends(i, r.lang.tense.conditional)
}

// tenseWord is what the vocabulary says of a token, by the longest phrase that
// it is part of.
func (r *resolver) tenseWord(i int32) int8 {
	tense, id := &r.lang.tense, r.tokens[i].word
	if id < 0 {
		return 0
	}
	if tense.inPhrase[id] {
		for k := range tense.phrases {
			p := &tense.phrases[k]
			for j, w := range p.words {
				if w == id && r.reads(p.words, i-int32(j)) {
					return p.tense
				}
			}
		}
	}
	if v := tense.words[id]; v != present {
		return v
	}
	if text, ok := tense.accented[id]; ok && !strings.EqualFold(printed(r.text[r.tokens[i].start:r.tokens[i].end]), text) {
		return 0 // "esta semana", "e"
	}
	return present
}

// reads reports whether the words stand at a token.
func (r *resolver) reads(words []int32, at int32) bool {
	for j, w := range words {
		if i := at + int32(j); i < 0 || int(i) >= len(r.tokens) || r.tokens[i].word != w {
			return false
		}
	}
	return true
}

// passiveBefore reports whether a participle follows a word that keeps it from
// telling the past: "will be completed", "to be formally approved".
func (r *resolver) passiveBefore(i int32) bool {
	for j := i - 1; j >= 0 && j >= i-2 && !r.tokens[j+1].sentence; j-- {
		if w := r.tokens[j].word; w >= 0 && r.lang.tense.passive[w] {
			return true
		}
	}
	return false
}

// presentBefore reports whether a participle makes a passive of the present,
// which tells no time: "when he is sentenced on Feb. 17".
func (r *resolver) presentBefore(i int32) bool {
	for j := i - 1; j >= 0 && j >= i-2 && !r.tokens[j+1].sentence; j-- {
		if r.tenseWord(j) == present {
			return true
		}
	}
	return false
}

// softAhead marks a preposition that looks ahead unless the verb before it
// looks back: "had filed by Friday".
const softAhead = "soft"

// weekdayAhead marks one that is soft before a weekday, and says nothing else.
const weekdayAhead = "weekday"

// untilAhead marks one that yields only to a verb of what goes on ("continued
// until Friday"): what is forbidden until Friday is so still.
const untilAhead = "until"

// lastsReach is how far before an expression such a verb stands.
const lastsReach = 8

// lasted reports whether what an expression ends went on in the past. Where the
// expression opens its sentence the verb after it tells: "Until Friday they had".
func (r *resolver) lasted(first, last int32) bool {
	for i := first - 1; i >= 0 && first-i < lastsReach && !r.tokens[i+1].sentence; i-- {
		if _, end := r.words.lookup(r.lang.lasting, i); end > i {
			return true
		}
		if _, end := r.words.lookup(r.lang.negation, i); end > i {
			return r.told(first, last) // "was not known until Friday"
		}
		if r.tokens[i].sentence && first-i <= 2 {
			return r.told(first, last)
		}
	}
	return false
}

// told reports whether the verb before an expression looks back and governs
// it: no infinitive stands between ("asked it to answer by Friday"). Where none
// stands before, the one after it does: "By Friday all was calm".
func (r *resolver) told(first, last int32) bool {
	for i := first - 1; i >= 0 && first-i < reach && !r.tokens[i+1].sentence && r.mark(i) != ';'; i-- {
		if w := r.tokens[i].word; w >= 0 && r.lang.tense.words[w] == infinitive && !r.beforeNoun(i) {
			return false
		}
		if t := r.tenseOf(i); t != 0 && t != saying {
			return t < 0
		}
	}
	for i := last; int(i) < len(r.tokens) && i-last < reach && !r.tokens[i].sentence && r.mark(i) != ';'; i++ {
		if t := r.tenseOf(i); t != 0 && t != saying {
			return t < 0
		}
	}
	return false
}
