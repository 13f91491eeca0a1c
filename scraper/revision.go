package scraper

import (
	"cmp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Revision is one version of an article, and in words how it differs from the
// version before. The first has no differences.
type Revision struct {
	SeenAt    time.Time   // when its text was first received, UTC; zero: not known
	Hash      string      // hex SHA-256 of its text
	Title     string      // its headline
	Published string      // when it says it was published, as Published.String
	Added     []string    // sentences that the version before had nothing like
	Removed   []string    // sentences that this version has nothing like
	Changed   []Rewording // sentences told otherwise
}

// Rewording is a sentence before and after a revision.
type Rewording struct {
	Before, After string
	Words         []string // what took whose place: "11 → at least 14"; an end is empty where words came or went
}

// Bounds of what is told of a revision. A page that is written anew is no
// longer a matter of sentences.
const (
	revisionsKept     = 50
	sentencesCompared = 200
	alike             = .5 // the share of words that a sentence told otherwise keeps
)

// After is the article as it is to be kept where an earlier reading of it was
// kept before: a revision is noted where its page has changed in title, text or
// date, and of several dates of publication the first stays. A page that was
// merely read otherwise, or at another address, is not revised.
func (a Article) After(earlier Article) Article {
	a.Revisions = earlier.Revisions
	if a.Hash == earlier.Hash {
		a.SeenAt = earlier.SeenAt
	}
	last := Revision{SeenAt: earlier.SeenAt, Hash: earlier.Hash, Title: earlier.Title, Published: earlier.Published.String()}
	if n := len(earlier.Revisions); n > 0 {
		last = earlier.Revisions[n-1]
	}
	revised := a.Capture != "" && earlier.Capture != "" && a.Capture != earlier.Capture && a.FetchedURL == earlier.FetchedURL &&
		(a.Hash != last.Hash || a.Title != last.Title || a.Published.String() != last.Published)
	if revised && len(a.Revisions) < revisionsKept {
		next := Revision{SeenAt: a.SeenAt, Hash: a.Hash, Title: a.Title, Published: a.Published.String()}
		if a.Hash != earlier.Hash {
			next.compare(earlier.Text, a.Text)
		}
		a.Revisions = append(a.Revisions[:len(a.Revisions):len(a.Revisions)], next)
		if len(a.Revisions) == 1 {
			a.Revisions = []Revision{last, next}
		}
	}
	if len(a.Revisions) > 0 {
		a.keepFirstDate(earlier)
	}
	return a
}

// keepFirstDate keeps an earlier version's date of publication, unless the new
// one is earlier still, or tells the hour of the same day.
func (a *Article) keepFirstDate(earlier Article) {
	was, is := earlier.Published, a.Published
	finer := is.HasTime && !was.HasTime && is.Time.Format(time.DateOnly) == was.Time.Format(time.DateOnly)
	if was.Time.IsZero() || finer || !is.Time.IsZero() && is.Time.Before(was.Time) {
		return
	}
	if is.Time.After(cmp.Or(a.Updated, was.Time)) {
		a.Updated = is.Time
	}
	a.Published = was
}

// compare tells how a text differs from the one before.
func (r *Revision) compare(before, after string) {
	removed, added := without(sentencesOf(before), sentencesOf(after)), without(sentencesOf(after), sentencesOf(before))
	removed, added = removed[:min(len(removed), sentencesCompared)], added[:min(len(added), sentencesCompared)]
	for _, b := range removed {
		best, most := -1, alike
		for i, a := range added {
			if s := shared(b, a); s > most {
				best, most = i, s
			}
		}
		if best < 0 {
			r.Removed = append(r.Removed, b)
			continue
		}
		r.Changed = append(r.Changed, Rewording{Before: b, After: added[best], Words: replaced(strings.Fields(b), strings.Fields(added[best]))})
		added = append(added[:best:best], added[best+1:]...)
	}
	if len(added) > 0 {
		r.Added = added
	}
}

// sentencesOf cuts a text where a sentence seems to end. Both versions are cut
// alike, so a cut after "Mr." does no harm.
func sentencesOf(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		start, words := 0, line
		for i, r := range words {
			if !strings.ContainsRune(".!?…", r) {
				continue
			}
			rest := strings.TrimLeft(words[i+utf8.RuneLen(r):], `"'”’»)]`)
			next, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(rest, unicode.IsSpace))
			if trimmed := strings.TrimLeftFunc(rest, unicode.IsSpace); trimmed == rest || unicode.IsLower(next) {
				continue
			}
			end := len(words) - len(rest)
			out = appendSentence(out, words[start:end])
			start = end
		}
		out = appendSentence(out, words[start:])
	}
	return out
}

func appendSentence(all []string, s string) []string {
	if s = strings.Join(strings.Fields(s), " "); s != "" {
		all = append(all, s)
	}
	return all
}

// without is those of some sentences that are not among others.
func without(some, others []string) []string {
	left := map[string]int{}
	for _, s := range others {
		left[s]++
	}
	var out []string
	for _, s := range some {
		if left[s]--; left[s] < 0 {
			out = append(out, s)
		}
	}
	return out
}

// shared is the part of the words of two sentences that both have.
func shared(a, b string) float64 {
	n := map[string]int{}
	wordsA, wordsB := strings.Fields(strings.ToLower(a)), strings.Fields(strings.ToLower(b))
	for _, w := range wordsA {
		n[w]++
	}
	both := 0
	for _, w := range wordsB {
		if n[w]--; n[w] >= 0 {
			both++
		}
	}
	return float64(2*both) / float64(max(1, len(wordsA)+len(wordsB)))
}

// replaced tells which words of a sentence took whose place, by the longest
// sequence of words that both have.
func replaced(before, after []string) []string {
	common := make([][]int, len(before)+1) // of before[i:] and after[j:]
	for i := range common {
		common[i] = make([]int, len(after)+1)
	}
	for i := len(before) - 1; i >= 0; i-- {
		for j := len(after) - 1; j >= 0; j-- {
			if before[i] == after[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	var out []string
	i, j := 0, 0
	for i < len(before) || j < len(after) {
		fromI, fromJ := i, j
		for i < len(before) && (j == len(after) || before[i] != after[j] && common[i+1][j] >= common[i][j+1]) ||
			j < len(after) && (i == len(before) || before[i] != after[j]) {
			if i < len(before) && (j == len(after) || common[i+1][j] >= common[i][j+1]) {
				i++
			} else {
				j++
			}
		}
		if i > fromI || j > fromJ {
			out = append(out, strings.TrimSpace(strings.Join(before[fromI:i], " ")+" → "+strings.Join(after[fromJ:j], " ")))
		}
		i, j = i+1, j+1 // a word that both have, or the end of both
	}
	return out
}
