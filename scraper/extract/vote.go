package extract

import (
	"slices"
	"strings"
)

// Bounds of the vote of JSON-LD's articleBody.
const (
	voteLetters = 500       // a shorter one is a summary
	voteShare   = 75        // percent of each text that the other must hold
	voteBytes   = 300 << 10 // longer ones cost more than they tell
	voteLines   = 3000
)

// vote lets JSON-LD's articleBody decide on single lines. It lacks headings
// and lists too often to replace the text, but where both texts agree for the
// most part, a line that only the page has is a box, and one that both the
// page and articleBody have is of the report.
func (s *survey) vote(blocks []string, articleBody string) []string {
	if len(articleBody) > voteBytes {
		return blocks
	}
	said := normal(markupFree(articleBody))
	if len(said) < voteLetters || len(s.order) > voteLines || len(blocks) > voteLines {
		return blocks
	}
	both, ours := 0, 0
	agreed := make([]bool, len(blocks))
	have := map[string]bool{}
	for i, b := range blocks {
		key := normal(b)
		have[key] = true
		ours += len(key)
		if agreed[i] = holds(said, key); agreed[i] {
			both += len(key)
		}
	}
	if both*100 < ours*voteShare || both*100 < len(said)*voteShare {
		if both*100 >= ours*voteShare {
			return s.complete(blocks, have, said)
		}
		return blocks
	}
	var out []string
	for i, b := range blocks {
		if agreed[i] || s.lines[normal(b)].heading || i == 0 {
			out = append(out, b)
		}
	}
	return s.complete(out, have, said)
}

// complete adds the lines of the page that articleBody holds and the blocks
// lack, each in its place on the page.
func (s *survey) complete(blocks []string, have map[string]bool, said string) []string {
	type placed struct {
		at   int
		text string
	}
	place := make(map[string]int, len(s.order))
	for i, key := range s.order {
		place[key] = i
	}
	var all strings.Builder
	var out []placed
	at := 0
	for _, b := range blocks {
		key := normal(b)
		if i, ok := place[key]; ok {
			at = i
		}
		out = append(out, placed{at, b})
		all.WriteString(key)
	}
	ours := all.String()
	for i, key := range s.order {
		f := s.lines[key]
		if !have[key] && len(key) >= 60 && f.linked*2 <= f.letters && strings.Contains(said, key) && !strings.Contains(ours, key) {
			out = append(out, placed{i, s.texts[key]})
		}
	}
	if len(out) == len(blocks) {
		return blocks
	}
	slices.SortStableFunc(out, func(a, b placed) int { return a.at - b.at })
	blocks = blocks[:0:0]
	for _, p := range out {
		blocks = append(blocks, p.text)
	}
	return blocks
}

// holds reports whether a line, or nearly all of it, stands in a text.
func holds(text, line string) bool {
	if len(line) < 120 {
		return strings.Contains(text, line)
	}
	r := []rune(line)
	n := min(len(r)/3, 40)
	return strings.Contains(text, string(r[:n])) || strings.Contains(text, string(r[len(r)-n:]))
}
