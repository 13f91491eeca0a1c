package extract

import (
	"slices"
	"strings"
)

// Bounds of the vote of JSON-LD's articleBody.
const (
	voteLetters = 500 // a shorter one is a summary
	voteShare   = 75  // percent of each text that the other must hold
	voteLines   = 3000
)

// vote lets JSON-LD's articleBody decide on single lines. It lacks headings
// and lists too often to replace the text, but where both texts agree for the
// most part, a line that only the page has is a box, and one that both the
// page and articleBody have is of the report.
func (s *survey) vote(blocks []string, articleBody string) []string {
	said := normal(markupFree(articleBody))
	if len(said) < voteLetters {
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
	if len(s.order) > voteLines {
		return blocks
	}
	all := ""
	for _, b := range blocks {
		all += normal(b)
	}
	for i, key := range s.order {
		text := s.texts[key]
		if have[key] || len(key) < 60 || s.lines[key].linked*2 > s.lines[key].letters || strings.Contains(all, key) || !strings.Contains(said, key) {
			continue
		}
		at := 0
		for j := i - 1; j >= 0 && at == 0; j-- {
			at = 1 + slices.IndexFunc(blocks, func(b string) bool { return normal(b) == s.order[j] })
		}
		blocks = slices.Insert(blocks, at, text)
		have[key] = true
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
