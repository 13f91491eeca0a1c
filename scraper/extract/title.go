package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// separators stand between a headline and the outlet's name in <title>.
var separators = []string{" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / ", " ~ ", "| ", " |", " : ", " › "}

// headline is the report's title. The best is an h1 that also stands in
// <title> or og:title; then what JSON-LD, og:title or <title> say, without the
// outlet's name.
func (d *document) headline(main *ldArticle, outlet string) string {
	og := squash(d.meta("og:title"))
	twitter := d.meta("twitter:title")
	ld := ""
	if main != nil {
		ld = main.headline
	}
	var heads []string
	for _, h := range d.h1 {
		if t := cut(textOf(h), maxTitle); t != "" && letters(t) > 1 {
			heads = append(heads, t)
		}
	}
	said := []string{normal(d.title), normal(og), normal(twitter), normal(ld)}
	best, bestScore := "", 0
	for _, h := range heads {
		n := normal(h)
		if n == "" || n == normal(outlet) {
			continue
		}
		score := 0
		for _, s := range said {
			if s == "" {
				continue
			}
			if s == n {
				score += 3
			} else if strings.Contains(s, n) {
				score += 2
			}
		}
		if score > 0 {
			score += min(utf8.RuneCountInString(h), 100) / 25
		}
		if score > bestScore {
			best, bestScore = h, score
		}
	}
	if best != "" && (len(strings.Fields(best)) >= 2 || og == "" && ld == "" && unspaced(best) > 5) {
		return best
	}
	for _, t := range []string{ld, og, twitter, d.title} {
		t = withoutOutlet(squash(t), outlet, d.site())
		if t != "" && normal(t) != normal(outlet) && !strings.HasSuffix(t, "…") && !strings.HasSuffix(t, "...") {
			return t
		}
	}
	if len(heads) > 0 {
		return heads[0]
	}
	return cmpOr(best, withoutOutlet(squash(d.title), outlet, d.site()))
}

// unspaced counts the letters of scripts that write no blanks between words.
func unspaced(s string) int {
	n := 0
	for _, r := range s {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
			n++
		}
	}
	return n
}

// namesReport are in the names of headings that are a report's.
var namesReport = newPhrases(map[string][]string{"": {"entry title", "post title", "article title", "headline", "titulo"}})

// adoptHeadline finds the headline on pages that write it in another heading
// than h1: one that says what JSON-LD or og:title say, or, where the h1 is the
// site's name and leads to its front page, one that is called a title and
// stands in <title>.
func (d *document) adoptHeadline(main *ldArticle) {
	said := map[string]bool{normal(d.meta("og:title")): true}
	if main != nil {
		said[normal(main.headline)] = true
	}
	delete(said, "")
	for _, h := range d.h1 {
		if said[normal(textOf(h))] {
			return
		}
	}
	if len(said) == 0 && len(d.h1) > 0 && !slices.ContainsFunc(d.h1, func(h *html.Node) bool { return !d.leadsHome(h) }) {
		whole := normal(d.title)
		for _, h := range find(d.root, atom.H2, atom.H3) {
			if t := normal(textOf(h)); t != "" && strings.Contains(whole, t) && namesReport.in(names(h)) {
				d.h1 = []*html.Node{h}
				return
			}
		}
	}
	said[normal(d.title)] = true
	for _, h := range find(d.root, atom.H2, atom.H3) {
		if within(h, atom.A, atom.Aside, atom.Li) {
			continue
		}
		t := normal(textOf(h))
		if said[t] || len(d.h1) == 0 && beginsAll(t, said) || saysLast(h, t, said) {
			d.h1 = append(d.h1, h)
			return
		}
	}
}

// beginsAll reports whether a heading, given by its letters, is the greater part
// of each of the titles, before the outlet's name.
func beginsAll(t string, titles map[string]bool) bool {
	for title := range titles {
		if title != "" && (!strings.HasPrefix(title, t) || letters(t)*2 < letters(title)) {
			return false
		}
	}
	return letters(t) > 7
}

// saysLast reports whether a heading, given also by its letters, ends with one
// of the titles in an element of its own: a kicker stands before it.
func saysLast(h *html.Node, t string, titles map[string]bool) bool {
	for title := range titles {
		if letters(title) > 7 && strings.HasSuffix(t, title) {
			for c := range h.Descendants() {
				if isElement(c) && normal(textOf(c)) == title {
					return true
				}
			}
		}
	}
	return false
}

// leadsHome reports whether all of a heading is a link to the site's front page.
func (d *document) leadsHome(h *html.Node) bool {
	for _, a := range find(h, atom.A) {
		if u, err := d.resolve(attr(a, "href")); err == nil && strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && d.page != nil && u.Host == d.page.Host {
			return normal(textOf(a)) == normal(textOf(h))
		}
	}
	return false
}

// site is the first label of the page's registrable domain: "elpais".
func (d *document) site() string {
	if d.page == nil {
		return ""
	}
	s, _, _ := strings.Cut(site(d.page.Hostname()), ".")
	return s
}

// withoutOutlet cuts the outlet's name from either end of a title.
func withoutOutlet(title, outlet, site string) string {
	names := map[string]bool{}
	for _, n := range [...]string{outlet, site} {
		if n = normal(strings.TrimPrefix(strings.ToLower(n), "www.")); n != "" {
			names[n] = true
		}
	}
	is := func(part string) bool {
		p := normal(part)
		if p == "" {
			return true
		}
		for n := range names {
			if p == n || len(n) > 3 && (strings.HasPrefix(p, n) || strings.HasSuffix(p, n)) && len(p) < 2*len(n)+8 {
				return true
			}
			if len(p) > 4 && strings.HasPrefix(n, p) {
				return true
			}
		}
		return false
	}
	for again := true; again; {
		again = false
		for _, sep := range separators {
			if i := strings.LastIndex(title, sep); i > 0 && is(title[i+len(sep):]) {
				title, again = strings.TrimSpace(title[:i]), true
			}
			if i := strings.Index(title, sep); i > 0 && is(title[:i]) && i+len(sep) < len(title) {
				title, again = strings.TrimSpace(title[i+len(sep):]), true
			}
		}
	}
	return title
}
