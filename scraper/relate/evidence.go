package relate

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Stretches of text that matter, in words.
const (
	leadWords    = 100 // where a report says what it is about
	passageWords = 120 // a few paragraphs: long enough to be about something
)

// evidence is what the keywords say for an article.
type evidence struct {
	title   []int // keywords in the headline
	found   []int // keywords in the body
	hits    int   // how often they stand there
	lead    int   // of these, among the first words
	passage int   // the most that stand close together
	words   int   // of the body
}

func weighHits(title, body hits, words int) evidence {
	e := evidence{title: title.distinct, found: body.distinct, hits: len(body.at), words: words}
	for i, p := range body.at {
		if p < leadWords {
			e.lead++
		}
		n, _ := slices.BinarySearch(body.at, p+passageWords)
		e.passage = max(e.passage, n-i)
	}
	return e
}

// score is the evidence as a number, 0…1. Each kind of it counts up to a
// bound, so that no repetition of one word settles the matter: a headline
// with a keyword 1, four in the lead 1, five close together .8, two in a
// hundred words 1.
func (e evidence) score() float64 {
	points := .25*float64(min(e.lead, 4)) + .2*float64(min(max(e.passage-1, 0), 4))
	if len(e.title) > 0 {
		points++
	}
	if e.words > 0 {
		points += min(50*float64(e.hits)/float64(e.words), 1)
	}
	return 1 - math.Exp(-points)
}

// reasons tells the evidence to people.
func (e evidence) reasons(ks []keyword) []string {
	var out []string
	for _, k := range e.title {
		out = append(out, fmt.Sprintf("keyword %q in title", ks[k].text))
	}
	if e.hits == 0 {
		out = append(out, "no keyword in the text")
	} else {
		line := fmt.Sprintf("%d in %d words", e.hits, e.words)
		if e.lead > 0 {
			line += fmt.Sprintf(", %d in the lead", e.lead)
		}
		if e.passage > 1 {
			line += fmt.Sprintf(", up to %d close together", e.passage)
		}
		out = append(out, "keywords "+quoted(ks, e.found)+": "+line)
	}
	return out
}

func quoted(ks []keyword, found []int) string {
	q := make([]string, len(found))
	for i, k := range found {
		q[i] = strconv.Quote(ks[k].text)
	}
	return strings.Join(q, ", ")
}
