package timeline

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/timeline/prose"
	"dateline/timeline/words"
)

// heading is an account's title as a headline: without labels and credits; empty
// where it is no title, but the beginning of a sentence that was cut off.
func (c *corpus) heading(t *telling, lang *language) string {
	title := oneSpaced(c.text(t))
	if !balanced(title) {
		return ""
	}
	title = prose.Tidy(title)
	if beginsSentence(title, c.articles[t.doc].Text, c.docs[t.doc].language) {
		return ""
	}
	return lang.heading(title)
}

// reachOfTitle is how far into a text, in bytes, a title's sentence is looked for.
const reachOfTitle = 6000

// shortestCutTitle is how long, in bytes, what pages cut off at a width is at
// least: a shorter one that a word in upper case follows is a heading.
const shortestCutTitle = 60

// beginsSentence reports whether a title is the beginning of a sentence of the
// text below it, cut off: the sentence goes on where the title ends.
func beginsSentence(title, text, lang string) bool {
	cut := strings.HasSuffix(title, "…") || strings.HasSuffix(title, "..")
	title = strings.TrimRight(title, " .…")
	if len(title) < 12 {
		return false
	}
	for line := range strings.Lines(text[:min(len(text), reachOfTitle)]) {
		line = oneSpaced(line)
		at := strings.Index(line, title)
		if at < 0 {
			continue
		}
		rest := line[at+len(title):]
		goes := strings.TrimLeft(rest, " ,")
		switch {
		case cut && rest != "":
			return true
		case goes == "" || goes == rest && !strings.HasPrefix(rest, "-"):
			continue // the line ends there, or the sentence
		case rest[0] == ' ' && !opensSmall(goes) && len(title) < shortestCutTitle:
			return false
		}
		return prose.BelowHeading(line[at:], lang) != goes
	}
	return false
}

// alone is a sentence without a heading that runs into it and without what opens it and
// leans on when the one before happened: "Hours later".
func (l *language) alone(text string) string {
	text = l.below(text)
	return capital(text[l.cut(text).ensuing():])
}

// longestBelow is how many words may stand before the sentence that they run into.
const longestBelow = 40

// below is a sentence without a heading, or the words under a picture, that run into it:
// "Dam bursts above Ancon Rescuers have …".
func (l *language) below(text string) string {
	s := l.cut(beginning(text))
	for i := shortestHead; i+shortestHead < len(s.words) && i < longestBelow; i++ {
		if !s.capital(i) || !s.together(i) || !s.opens(i) || enclosed(s.text, s.words[i].Start) {
			continue
		}
		at := s.words[i].Start
		head, rest := l.cut(strings.TrimSpace(s.text[:at])), l.cut(dropOpening(s.text[at:], l))
		named := l.articles[s.words[i].Folded] && s.capital(i+1) && !s.verb(i+2)
		if (head.complete() || !s.capital(i-1) && !named && !head.dangles()) && rest.whole() {
			return l.below(text[at:])
		}
	}
	return text
}

// opens reports whether a word in upper case within a text may be the first of a sentence:
// not in "told The Ancon Post", "Omar El Karim", "the film In Ancon that".
func (s sentenceWords) opens(i int) bool {
	l, w := s.lang, s.words[i].Folded
	switch {
	case l.articles[w]:
		return !s.capital(i+1) || !l.inNames[w] && !s.governs(i-1) && !s.verb(i-1) && !s.capital(i-1) && (s.capital(i+2) || s.verb(i+2))
	case l.leaning[w]:
		return strings.HasPrefix(s.text[s.words[i].End:], ",")
	case l.loosely[w], l.leading[w], l.hedging[w]:
		comma := strings.Index(s.text[s.words[i].Start:], ", ")
		return !s.capital(i+1) || comma > 0 && s.wordsTo(s.words[i].Start+comma)-i <= longestSetting
	}
	return false
}

// longestEnsuing is how many words may say when, after what was told before.
const longestEnsuing = 5

// ensuing is where a sentence begins after words that only say that it happened after
// what was told before it: "A few hours later,", "right after that,"; 0: there are none.
func (s sentenceWords) ensuing() int {
	for i := 1; i < min(longestEnsuing, len(s.words)-shortestHead); i++ {
		w, before := s.words[i].Folded, s.words[i-1].Folded
		if s.lang.ensuing[w] && s.lang.measures[before] || s.lang.later[before] && s.lang.pronouns[w] && !s.together(i+1) {
			return s.words[i+1].Start
		}
	}
	return 0
}

// spare is a text without the adverbs in its midst that lean on the text before it.
func (l *language) spare(text string) string {
	all := words.Split(text)
	for i := len(all) - 1; i > 0; i-- {
		if at := all[i]; l.spared[at.Folded] && at.Start > 0 && text[at.Start-1] == ' ' && strings.HasPrefix(text[at.End:], " ") {
			text = text[:at.Start] + text[at.End+1:]
		}
	}
	return text
}

// is reports whether the words are one of some phrases.
func (s sentenceWords) is(all [][]string) bool {
	return slices.ContainsFunc(all, func(phrase []string) bool { return slices.EqualFunc(phrase, s.words, sameWord) })
}

// narrow cuts a headline that is too wide in any case: before the last word that
// may begin a phrase of its own, or else at any word, and then says so.
func (l *language) narrow(text string) string {
	if utf8.RuneCountInString(text) <= widest {
		return text
	}
	s := l.cut(text)
	return cmp.Or(s.narrowed(true), s.narrowed(false))
}

// begun reports whether a text that is the beginning of a sentence has no verb yet, or
// none but that of what was put between or before: "Ines Roth, whom the council chose".
func (s sentenceWords) begun() bool {
	first := s.words[0].Folded
	return !s.verbIn(0, len(s.words)) || !s.whole() && (strings.Contains(s.text, ", ") || s.lang.breaking[first] || s.lang.leading[first] || s.lang.loosely[first])
}

// narrowed is what is left of a headline cut before the last word that may begin a
// phrase of its own, such that a whole sentence stays; empty where there is none. If
// it need not be whole, it is cut at any word.
func (s sentenceWords) narrowed(whole bool) string {
	text, l := s.text, s.lang
	sentence := !whole && s.verbIn(0, len(s.words))
	last := 0 // where the last word that has room begins
	for i, w := range s.words {
		if utf8.RuneCountInString(text[:w.Start]) > widest {
			break
		}
		last = i
	}
	for i := last; i > shortestHead; i-- {
		w, before := s.words[i].Folded, s.words[i-1].Folded
		if !l.breaking[w] && !l.loosely[w] && (!whole || text[s.words[i-1].End:s.words[i].Start] != ", ") {
			continue // as most
		}
		head := strings.TrimRight(text[:s.words[i].Start], " ,;:–—-")
		part := sentenceWords{text: head, words: s.words[:i], lang: l}
		switch {
		case l.resuming[w] && !l.loosely[w] || part.wants() || s.hinges(i) || s.governed(i) || !balanced(head) || s.asks(i-1) || l.breaking[w] && l.measures[before]: // "in the hours before"
		case sentence && part.begun(): // "Ines Roth, whom the council of the port chose"
		case whole && (!part.complete() || l.loosely[w] && ends(before, l.participleEnds)): // "fighters allied with"
		default:
			return head
		}
	}
	switch {
	case whole:
		return ""
	case last == 0:
		return text
	}
	for last > shortestHead && enclosed(text, s.words[last].Start) {
		last--
	}
	return strings.TrimRight(text[:s.words[last].Start], ",;: \"“«(") + " …"
}
