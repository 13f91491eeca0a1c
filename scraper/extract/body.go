package extract

import (
	"strings"

	"github.com/markusmobius/go-htmldate"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// bodyText is the text of a report.
type bodyText struct {
	text        string
	description string
	links       []string
	listing     string // why the page looks like a list of reports; empty: it does not
}

// body finds the text: trafilatura's choice, line by line, without the lines
// that are no prose, and with the standfirst that it tends to leave out.
func (d *document) body(main *ldArticle, title string, authors []string) bodyText {
	d.partLines()
	known := d.survey()
	d.strip()
	titles := d.titles(main, title)
	blocks := d.liveBlocks(known, titles, authors)
	if len(d.entries) == 0 {
		blocks = known.clean(d.paragraphs(known), titles, authors)
	}
	if main != nil && main.live {
		blocks = d.told(blocks, main.updates)
	} else if main != nil {
		blocks = known.vote(blocks, main.body)
	}
	if lines := toldInData(blocks, main); lines != nil {
		blocks = known.clean(lines, titles, authors)
	}
	stand := known.standfirst(d, main, titles, blocks)
	var b bodyText
	b.description = d.summary(main)
	if stand != "" && !begins(blocks, stand) {
		blocks = append([]string{stand}, blocks...)
	}
	b.text = strings.Join(blocks, "\n\n")
	if begins(blocks, b.description) {
		b.description = ""
	}
	b.links = known.linksIn(blocks)
	b.listing = known.listing(b.text, main != nil && main.headline != "" || d.meta("og:type") == "article")
	return b
}

// paragraphs are the library's choice of the text, in the page's lines.
func (d *document) paragraphs(known *survey) []string {
	if !affordable(d.root) {
		return known.prose()
	}
	lines := newLineIndex(blocksOf(d.bodyNode))
	return lines.part(d.trafilatura())
}

// titles are the headline in all the forms the page gives it, as letters.
func (d *document) titles(main *ldArticle, title string) map[string]bool {
	m := map[string]bool{normal(title): true, normal(d.meta("og:title")): true, normal(d.title): true}
	if main != nil {
		m[normal(main.headline)] = true
	}
	for _, h := range d.h1 {
		m[normal(textOf(h))] = true
	}
	delete(m, "")
	return m
}

// begins reports whether one of the first blocks says s.
func begins(blocks []string, s string) bool {
	n := normal(s)
	if n == "" {
		return false
	}
	for i, b := range blocks {
		if i == 3 {
			break
		}
		if m := normal(b); m == n || len(n) > 30 && strings.HasPrefix(m, n) {
			return true
		}
	}
	return false
}

// summary is what the page says of itself in its head.
func (d *document) summary(main *ldArticle) string {
	s := d.meta("og:description", "description", "twitter:description", "dc.description")
	if s == "" && main != nil {
		s = main.description
	}
	return markupFree(s)
}

// strip takes from the tree what the library would read in vain: scripts,
// styles and the head, whose facts are known.
func (d *document) strip() {
	for _, n := range find(d.root, atom.Script, atom.Style, atom.Svg, atom.Template, atom.Meta, atom.Link) {
		remove(n)
	}
}

// Bounds within which the library is asked: it reads the text below an element
// once for each element, several times over.
const (
	maxLibraryElements = 15_000
	maxLibraryWork     = 20 << 20 // bytes of text times the depth they stand at
)

// affordable reports whether the library would take its seconds, not minutes.
func affordable(root *html.Node) bool {
	elements, work := 0, 0
	var walk func(n *html.Node, depth int) bool
	walk = func(n *html.Node, depth int) bool {
		if n.Type == html.ElementNode {
			elements++
			work += depth * 8
		}
		work += len(n.Data) * depth
		if elements > maxLibraryElements || work > maxLibraryWork {
			return false
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if !walk(c, depth+1) {
				return false
			}
		}
		return true
	}
	return walk(root, 1)
}

// trafilatura asks the library for the text and returns its paragraphs.
func (d *document) trafilatura() []string {
	res, err := trafilatura.ExtractDocument(d.root, trafilatura.Options{
		OriginalURL:      d.page,
		EnableFallback:   true,
		ExcludeComments:  true,
		Focus:            trafilatura.Balanced,
		HtmlDateOverride: &htmldate.Result{},
	})
	if err != nil || res == nil || res.ContentNode == nil {
		return nil
	}
	return blocksOf(res.ContentNode)
}

// blocksOf is the text of a tree in paragraphs. A line of one that a <br> ended
// ends there, unless its sentence goes on.
func blocksOf(root *html.Node) []string {
	var out []string
	var done, line strings.Builder // the lines of the paragraph so far, and its last
	endLine := func() {
		if t := squash(line.String()); t != "" {
			switch {
			case done.Len() > 0 && goesOn(t):
				done.WriteByte(' ')
			case done.Len() > 0:
				done.WriteByte('\n')
			}
			done.WriteString(t)
		}
		line.Reset()
	}
	flush := func() {
		if endLine(); done.Len() > 0 {
			out = append(out, done.String())
		}
		done.Reset()
	}
	breaks := 0
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch n.Type {
		case html.TextNode:
			if strings.TrimSpace(n.Data) != "" {
				breaks = 0
			}
			line.WriteString(n.Data)
			return
		case html.ElementNode:
			if silent(n.DataAtom) {
				return
			}
			if n.DataAtom == atom.Br || n.Data == "br" || n.Data == "lb" {
				if breaks++; breaks > 1 {
					flush()
				} else {
					endLine()
				}
				return
			}
			if isBlock(atom.Lookup([]byte(n.Data))) {
				flush()
				defer flush()
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	flush()
	return out
}
