package timeline

import (
	"cmp"
	"strings"

	"dateline/timeline/origin"
	"dateline/timeline/words"
)

// findOrigins groups the articles that are copies of one text. A group goes by
// the agency that most of its articles credit, and the address of its first.
// What counts as one witness is an outlet's report revised, too.
func (c *corpus) findOrigins() {
	reports := make([]origin.Report, len(c.docs))
	for i, a := range c.articles {
		sources := []string{words.Fold(a.Outlet)}
		for _, author := range a.Authors {
			sources = append(sources, words.Fold(author))
		}
		if c.docs[i].agency != "" {
			sources = append(sources, words.Fold(c.docs[i].agency))
		}
		reports[i] = origin.Report{Print: c.docs[i].print, Text: a.Text, Outlet: a.Outlet, Sources: sources}
	}
	groups, witnesses := c.origins.Group(reports)
	if c.ids == nil { // nobody will compare them again
		c.origins = nil
		for i := range c.docs {
			c.docs[i].print = nil
		}
	}
	credits := make(map[int]map[string]int)
	for i, first := range groups {
		if agency := c.docs[i].agency; agency != "" {
			if credits[first] == nil {
				credits[first] = map[string]int{}
			}
			credits[first][agency]++
		}
	}
	names := make([]string, len(groups))
	for i, first := range groups {
		if i == first {
			names[i] = supplier(credits[first]) + "-" + digest(c.articles[first].URL)
		}
		c.docs[i].origin, c.articles[i].Origin = witnesses[i], names[first]
	}
}

// supplier is the agency that most articles credit, or what stands for none.
func supplier(credits map[string]int) string {
	best := "OR"
	for agency, n := range credits {
		if best == "OR" || cmp.Or(cmp.Compare(n, credits[best]), strings.Compare(best, agency)) > 0 {
			best = agency
		}
	}
	return best
}
