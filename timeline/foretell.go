package timeline

import (
	"slices"
	"strconv"

	"dateline/timeline/timex"
	"dateline/timeline/words"
)

// A plan told for a day is an account of what that day brings. One told for a
// vaguer time, or for none, joins the one happening that it clearly foretold:
// of the days it may mean, after its own, and of the action that it announces.

const (
	clearly    = .30 // cosine of a plan with a happening that it foretold
	byNoVerb   = .42 // the same, where it announces a thing, not an action
	byNoTime   = .40 // the same, where it has no words for the time
	soon       = 21  // days in which a plan without a date comes about
	longest    = 62  // days in which any plan does
	asLikely   = .8  // of the likeness of the best: another happening that is as likely the one
	actionWide = 3   // words after what announces, among which its action is
)

// promised reports whether an undated sentence tells of what was still to come:
// its first verb announces.
func (s sentenceWords) promised() bool { return s.promise() >= 0 }

// promise is the first word of the phrase that announces, where no other verb
// comes before it; -1: there is none.
func (s sentenceWords) promise() int {
	for i, w := range s.words {
		if i > farthestPlan || i > 0 && has(s.text[s.words[i-1].End:w.Start], ".;:\"“«") {
			return -1
		}
		if s.announces(i) && !s.means(i) {
			return i
		}
		if s.lang.finite[w.Folded] && i+1 < len(s.words) && s.announces(i+1) { // "is set to"
			continue
		}
		if s.lang.saying[w.Folded] || s.lang.relative[w.Folded] || s.lang.present[w.Folded] || s.past(i) && (i == 0 || !s.capital(i)) {
			return -1
		}
	}
	return -1
}

// means reports whether "is to" at a word says what something is for, not what
// somebody is about to do: "the goal is to protect civilians".
func (s sentenceWords) means(i int) bool {
	return s.lang.finite[s.words[i].Folded] && s.announcing(i) == 2 && s.lang.infinitive[s.words[i+1].Folded] && (i == 0 || !s.capital(i-1))
}

// bounded reports whether an expression is the last time for what is told: "by
// Friday", "a más tardar el viernes".
func bounded(text string, x expression, lang *language) bool {
	before := words.Split(text[max(0, x.Start-40):x.Start])
	return slices.ContainsFunc(lang.atLatest, func(phrase []string) bool {
		at := len(before) - len(phrase)
		if at > 0 && lang.articles[before[len(before)-1].Folded] && !slices.EqualFunc(phrase, before[at:], sameWord) {
			at--
		}
		return at >= 0 && slices.EqualFunc(phrase, before[at:at+len(phrase)], sameWord)
	})
}

func sameWord(want string, w words.Word) bool { return want == w.Folded }

// horizon is the first and the last day on which a plan may come about, by its
// words; both noDay for one that is to be told of its very day, or of no time
// that a happening can be looked for in.
func (c *corpus) horizon(t *telling) (first, last day) {
	printed := c.docs[t.doc].day
	if printed == noDay {
		return noDay, noDay
	}
	first, last = printed+1, printed+soon
	text, lang := c.text(t), languageOf(c.docs[t.doc].language)
	switch {
	case t.phrase >= 0 && t.span.End.IsZero():
		return noDay, noDay
	case t.phrase >= 0:
		x := t.s.times[t.phrase]
		last = dayOf(t.span.End) - 1
		if !t.span.Start.IsZero() && !bounded(text, x, lang) {
			first = max(first, dayOf(t.span.Start))
		}
		if t.day != noDay && first == last {
			return noDay, noDay
		}
		if t.span.Start.IsZero() && t.span.Approx {
			last += 10 // "before the end of the month" ends with it
		}
	default:
		for _, x := range t.s.times {
			if x.Type == timex.Duration {
				if days := roughly(x.Value); days > 0 {
					last = printed + days
				}
			}
		}
	}
	return first, min(last, printed+longest)
}

// loose reports whether a plan is told for a vaguer time than its very day.
func (c *corpus) loose(t *telling) bool {
	first, _ := c.horizon(t)
	return t.day == noDay || t.phrase < 0 || first != noDay
}

// roughly is how many days a duration may be at most, where it says when: two
// weeks are three, "days" two weeks; 0: hours or years.
func roughly(value string) day {
	if len(value) < 3 || value[0] != 'P' {
		return 0
	}
	unit := map[byte]int{'D': 1, 'W': 7, 'M': 30}[value[len(value)-1]]
	n, err := strconv.Atoi(value[1 : len(value)-1])
	if value[1:len(value)-1] == "X" {
		return day(map[int]int{1: 14, 7: 45, 30: longest}[unit])
	}
	if err != nil || n > longest {
		return 0
	}
	return day((n*unit*3 + 1) / 2)
}

// fulfil lays plans onto the happenings that they foretold. One without a date
// that foretold none is an account of the announcement that its own article
// tells of, if it does; of others nothing comes.
func (j *joiner) fulfil(plans []int) {
	found := make([]*happening, len(plans))
	j.inParallel(len(plans), func(j *joiner) func(int) {
		stemmers := map[string]*words.Stemmer{}
		return func(i int) {
			switch found[i] = j.foreseen(plans[i], stemmers); {
			case found[i] != nil:
			case j.tellings[plans[i]].phrase < 0:
				found[i] = j.announced(plans[i])
			default:
				found[i] = j.foreseenAround(plans[i], stemmers)
			}
		}
	})
	for i, m := range plans {
		if found[i] != nil {
			found[i].members = append(found[i].members, m)
		}
	}
}

// announced is the happening of a plan's own article that it is most like; nil:
// it is like none.
func (j *joiner) announced(m int) *happening {
	doc := j.tellings[m].doc
	return j.openedBut(m, func(h *happening) bool {
		return !happened(h, j.tellings) || !slices.ContainsFunc(h.members, func(k int) bool { return j.tellings[k].doc == doc })
	})
}

// foreseen is the happening that a plan foretold; nil: none, or more than one
// is as likely.
func (j *joiner) foreseen(m int, stemmers map[string]*words.Stemmer) *happening {
	t := &j.tellings[m]
	q := j.asks(m, clearly)
	action, found := j.action(t, stemmers)
	if t.phrase < 0 {
		text, lang := j.c.text(t), languageOf(j.c.docs[t.doc].language)
		if first := words.Fold(firstWord(text)); has(text, "\"“”«»") || lang.pronouns[first] || lang.leaning[first] {
			return nil // a remark, or one whose subject stands elsewhere
		}
	}
	switch {
	case !found:
		q.least = byNoVerb
	case t.phrase < 0 && len(t.s.times) == 0:
		q.least = byNoTime
	}
	elsewhere := q.apart
	var best *happening
	q.apart = func(h *happening) bool {
		return h == best || !happened(h, j.tellings) || found && h.bag.of(action) == 0 || elsewhere != nil && elsewhere(h)
	}
	most, second := 0.0, 0.0
	first, last := j.c.horizon(t)
	for d := first; d <= last; d++ {
		s := j.days[d]
		if s == nil {
			continue
		}
		at, over := j.bench.best(s, q)
		if at < 0 || over <= second {
			continue
		}
		if over <= most {
			second = over
			continue
		}
		second, most, best = most, over, s.groups[at]
		if _, over := j.bench.best(s, q); over > second {
			second = over
		}
	}
	if second > asLikely*most {
		return nil
	}
	return best
}

// action is the key of what a plan announces: the first word after the phrase
// that announces which has a meaning of its own, or the future verb itself.
func (j *joiner) action(t *telling, stemmers map[string]*words.Stemmer) (key int32, found bool) {
	doc := &j.c.docs[t.doc]
	text, lang := j.c.text(t), languageOf(doc.language)
	s := sentenceWords{text, words.Split(text), lang}
	at := s.promise()
	if at < 0 && t.phrase >= 0 {
		for i := range s.words {
			if s.announces(i) {
				at = i
				break
			}
		}
	}
	if at < 0 {
		return 0, false
	}
	stemmer := stemmers[doc.language]
	if stemmer == nil {
		stemmer = words.NewStemmer(doc.language)
		stemmers[doc.language] = stemmer
	}
	n := 0 // words with a meaning before the action
	for i, w := range s.words {
		meant := stemmer.Stem(w.Spelled(text)) != ""
		if i >= at+s.announcing(at) && meant {
			if i > at+s.announcing(at)+actionWide || n >= len(t.s.stems) || within(w, t.s.times) {
				return 0, false
			}
			key := t.s.stems[n]
			if own := j.c.ring.of[doc.language]; own != nil {
				key = own[key]
			}
			return key, true
		}
		if meant {
			n++
		}
	}
	return 0, false
}

// within reports whether a word stands in a time expression.
func within(w words.Word, times []expression) bool {
	return slices.ContainsFunc(times, func(x expression) bool { return w.Start >= x.Start && w.End <= x.End })
}
