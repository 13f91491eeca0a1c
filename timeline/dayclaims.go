package timeline

import (
	"slices"
	"strings"

	"dateline/timeline/words"
)

// Two parties put one deed on different days in one breath: "The ministry says the order
// was served on April 28, the company that it came on May 6." The second day would make
// another event; that both speak of one thing shows in that the second names the same kind
// of deed (lang/*.yaml, moments) of a thing or person known by then, "it", "his client",
// or only sets it: "it was Sunday".

// dayClaim is a day that somebody says a deed came about on.
type dayClaim struct {
	day   day
	who   string
	whom  []string // meanings of who says so
	kinds map[string]bool
	sets  bool     // it says no more than on which day: "it was Sunday"
	known bool     // it speaks of whom or what is known by then: "him"
	same  bool     // by a noun: "the attack"
	names []string // those it names, folded
	text  string
}

// The farthest that two may put one deed apart, in days.
const claimsApart = 10

// dayClaims are those of a sentence, in order.
func (s sentenceWords) dayClaims(times []expression) []dayClaim {
	var out []dayClaim
	from := 0 // where the clause of a date begins
	for _, x := range times {
		d := dayNamed(x.resolved)
		if d == noDay {
			continue
		}
		at := s.wordsTo(x.Start)
		if n := len(out); n > 0 && out[n-1].day == d && at-from <= 1 { // "on Tuesday, at 11.20"
			from = s.wordsTo(x.End)
			continue
		}
		c := dayClaim{day: d, text: s.text}
		start, end, begins := s.claimant(at, from)
		if start < end {
			c.who, c.whom = s.text[s.words[start].Start:s.words[end-1].End], s.meanings(start, end)
			if start < at {
				from = max(from, start)
			}
		}
		to := min(s.wordsTo(x.End)+1, len(s.words))
		if rest := s.text[x.End:]; !strings.HasPrefix(rest, ",") && !strings.HasPrefix(rest, ".") && !strings.HasPrefix(rest, ";") {
			to = min(to+claimEnds, len(s.words))
		}
		c.kinds, c.sets = s.momentsIn(from, to), s.setsDay(begins, at)
		c.known, c.same = s.speaksOfKnown(max(begins, from), to)
		c.names = s.namesIn(from, to)
		out = append(out, c)
		from = s.wordsTo(x.End)
	}
	return out
}

// claimEnds is how many words after a date may name the deed: "on Monday night was struck".
const claimEnds = 3

// claimant are the words of who says what a word stands in, and where what it says begins.
func (s sentenceWords) claimant(at, from int) (start, end, begins int) {
	for k := at - 1; k > from; k-- {
		if gap := s.text[s.words[k].End:s.words[k+1].Start]; strings.Contains(gap, ";") || strings.Contains(gap, ". ") {
			break
		}
		w := s.words[k].Folded
		if s.lang.relative[w] || s.lang.that[w] { // "the company that it came", left out: says
			if a := s.afterComma(k); a >= from && a < k && k-a <= longestBlamed && !slices.ContainsFunc(s.words[a:k], s.isVerb) && (s.capital(a) || s.lang.articles[s.words[a].Folded] && a+1 < k) {
				return s.unled(a, k, k+1)
			}
		}
		if s.asserts(k) && !s.lang.articles[s.words[k-1].Folded] {
			if a, b := s.accuser(k); a < b {
				return s.unled(a, b, k+1)
			}
		}
	}
	if from > 0 && !strings.Contains(s.text[s.words[from-1].End:s.words[at].Start], ";") {
		if n := s.faulty(faultAs, s.wordsTo(s.words[at].End)); n == 0 {
			return 0, 0, from
		}
	}
	for k := from; k < len(s.words); k++ {
		if n := s.cites(k); n > 0 && k+n < len(s.words) { // "según la cooperativa", before or after
			end := k + n + 1
			for end < len(s.words) && s.together(end) && end-k-n < longestBlamed {
				end++
			}
			if k > at {
				return s.unled(k+n, end, from)
			}
			return s.unled(k+n, end, end)
		}
		if k < at {
			continue
		}
		if s.asserts(k) {
			if a, b := s.accuser(k); a >= at && a < b && strings.HasSuffix(s.text[:s.words[a].Start], ", ") {
				return s.unled(a, b, from)
			}
			break
		}
	}
	return 0, 0, from
}

// isVerb reports whether a word is one of the verbs that part a clause.
func (s sentenceWords) isVerb(w words.Word) bool {
	return s.lang.finite[w.Folded] || s.lang.saying[w.Folded] || s.lang.did[w.Folded]
}

// afterComma is the first word after the last mark before a word; -1: none stands there.
func (s sentenceWords) afterComma(k int) int {
	for a := k - 1; a > 0; a-- {
		if !s.together(a) {
			if strings.Contains(s.text[s.words[a-1].End:s.words[a].Start], ",") {
				return a
			}
			return -1
		}
	}
	return -1
}

// unled are the words of who speaks without what leads them: "although his lawyer".
func (s sentenceWords) unled(start, end, begins int) (from, to, after int) {
	for end > start && (s.words[end-1].Folded == "s" || s.lang.perfect[s.words[end-1].Folded] || s.lang.adverbs[s.words[end-1].Folded]) {
		end--
	}
	for start < end && (s.lang.articles[s.words[start].Folded] || s.lang.hedging[s.words[start].Folded] || s.lang.pronouns[s.words[start].Folded] && end-start > 1) {
		start++
	}
	if start < end && s.lang.pronouns[s.words[start].Folded] {
		return 0, 0, begins
	}
	return start, end, begins
}

// momentsIn are the kinds of deed that some words name.
func (s sentenceWords) momentsIn(from, to int) map[string]bool {
	var out map[string]bool
	for i := from; i < to; i++ {
		for _, p := range s.lang.moments[s.words[i].Folded] {
			if s.stand(i, p.words) && i+len(p.words) <= to {
				if out == nil {
					out = map[string]bool{}
				}
				out[p.kind] = true
			}
		}
	}
	return out
}

// setsDay reports whether nothing but a word that sets it stands before a date: "it was".
func (s sentenceWords) setsDay(from, at int) bool {
	for i := from; i < at; i++ {
		if n := s.phrase(s.lang.setting, i); n > 0 {
			for i += n; i < at && (s.lang.prepositions[s.words[i].Folded] || s.lang.placing[s.words[i].Folded] || s.lang.articles[s.words[i].Folded]); i++ {
			}
			return i == at
		}
		if !s.lang.that[s.words[i].Folded] && !s.lang.relative[s.words[i].Folded] {
			return false
		}
	}
	return false
}

// speaksOfKnown reports whether some words speak of whom or what has been told of before,
// and whether a noun does.
func (s sentenceWords) speaksOfKnown(from, to int) (known, same bool) {
	for i := from; i < to; i++ {
		if n := s.phrase(s.lang.knowing, i); n > 0 {
			known, same = true, same || n > 1 && s.lang.articles[s.words[i].Folded]
		}
	}
	return known, same
}

// manyADay are the kinds of deed that may come about several times within days.
var manyADay = map[string]bool{"attack": true, "death": true, "fire": true}

// namesIn are the folded words of some that have a capital letter inside a sentence.
func (s sentenceWords) namesIn(from, to int) (out []string) {
	for i := max(1, from); i < to; i++ {
		if s.capital(i) && len(s.words[i].Folded) > 2 {
			out = append(out, s.words[i].Folded)
		}
	}
	return out
}

// against reports whether two claims, the second after the first, put one deed on two days.
func (c *dayClaim) against(d *dayClaim) bool {
	apart := max(c.day, d.day) - min(c.day, d.day)
	if apart == 0 || apart > claimsApart || len(c.whom) == 0 || len(d.whom) == 0 || common(c.whom, d.whom) {
		return false
	}
	if d.sets {
		return len(c.kinds) > 0
	}
	for kind := range c.kinds {
		switch {
		case !d.kinds[kind]:
		case manyADay[kind]:
			if d.same {
				return true
			}
		default:
			return d.known || slices.ContainsFunc(d.names, func(n string) bool {
				return slices.Contains(c.names, n) && !slices.Contains(strings.Fields(words.Fold(c.who+" "+d.who)), n)
			})
		}
	}
	return false
}

// daysClaimed are the days that two put what an event tells of on, in one sentence or in two
// that follow each other.
func (w *writer) daysClaimed(all []giver, on day) []Dispute {
	if on == noDay || len(all) > wellTold+goesFar*wellTold {
		return nil
	}
	var sides versions[int]
	seen := map[place]bool{}
	for _, v := range all {
		if v.sentence < 0 {
			continue
		}
		for _, k := range []int{v.sentence - 1, v.sentence} {
			if at := (place{int32(v.doc), int32(k)}); k >= 0 && !seen[at] {
				seen[at] = true
				for _, c := range w.claimedFrom(v.doc, k, on) {
					a, doc := &w.c.articles[v.doc], &w.c.docs[v.doc]
					sides.add(c.day.span().FirstDay(), Report{Article: a.URL, Outlet: a.Outlet, Published: doc.published, Speaker: strings.Clone(c.who), Quote: strings.Clone(c.text)}, doc.origin)
				}
			}
		}
	}
	return sides.dispute("date")
}

// claimedFrom are the claims that contradict each other of a sentence and the one behind it,
// if one of them is of a day.
func (w *writer) claimedFrom(doc, k int, on day) (out []dayClaim) {
	d := &w.c.docs[doc]
	first, differ := noDay, false
	last := min(k+1, len(d.sentences)-1)
	for i := k; i <= last; i++ {
		for _, x := range d.sentences[i].times {
			if n := dayNamed(x.resolved); n != noDay {
				differ = differ || first != noDay && n != first
				first = n
			}
		}
	}
	if !differ {
		return nil // as most
	}
	var all []dayClaim
	for i := k; i <= last; i++ {
		s := &d.sentences[i]
		t := &telling{doc: doc, sentence: i, s: s}
		cut := languageOf(d.language).cut(w.c.text(t))
		if slices.ContainsFunc(cut.words, func(w words.Word) bool { return cut.lang.again[w.Folded] }) {
			continue // another one
		}
		for _, c := range cut.dayClaims(s.times) {
			if d.day == noDay || c.day <= d.day {
				all = append(all, c)
			}
		}
	}
	for i := range all {
		for n := i + 1; n < len(all); n++ {
			if a, b := all[i], all[n]; (a.day == on || b.day == on) && a.against(&b) {
				return []dayClaim{a, b}
			}
		}
	}
	return nil
}

// withClaimed are the contradictions of an event with those of days that two put it on.
func withClaimed(all, claimed []Dispute) []Dispute {
	for _, c := range claimed {
		at := slices.IndexFunc(all, func(d Dispute) bool { return d.About == c.About })
		if at < 0 {
			all = append(all, c)
			continue
		}
		for _, s := range c.Sides {
			if !slices.ContainsFunc(all[at].Sides, func(o Side) bool { return o.Says == s.Says }) {
				all[at].Sides = append(all[at].Sides, s)
			}
		}
	}
	return all
}
