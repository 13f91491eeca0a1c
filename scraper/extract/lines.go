package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/unicode/norm"
)

// partLines makes paragraphs of the texts that only several <br> elements part:
// the library reads such texts twice, or joins them.
func (d *document) partLines() {
	done := map[*html.Node]bool{}
	for _, br := range find(d.root, atom.Br) {
		if n := br.Parent; n != nil && !done[n] {
			done[n] = true
			if n.Type == html.ElementNode && !oneLine(n) {
				partChildren(n)
			}
		}
	}
}

// oneLine reports whether an element is one line whatever parts it: headlines
// and links are, and what is set as it is typed stays so.
func oneLine(n *html.Node) bool {
	headings := []atom.Atom{atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.A, atom.Pre, atom.Head}
	return isElement(n, headings...) || within(n, headings...)
}

// partChildren wraps each text below an element in a paragraph of its own,
// where several <br> part it from others.
func partChildren(n *html.Node) {
	var lines [][]*html.Node
	var line []*html.Node
	breaks := 0
	end := func() {
		lines, line, breaks = append(lines, line), nil, 0
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case isElement(c, atom.Br):
			breaks++
			line = append(line, c)
			continue
		case c.Type == html.ElementNode && (isBlock(c.DataAtom) || !leaf(c)):
			end()
			continue
		}
		text := strings.TrimSpace(textOf(c))
		if breaks > 0 && text != "" {
			if breaks > 1 {
				end()
			}
			breaks = 0
		}
		line = append(line, c)
	}
	end()
	said := 0
	for _, l := range lines {
		if says(l) {
			said++
		}
	}
	if said < 2 {
		return
	}
	for _, l := range lines {
		wrap(n, l)
	}
	for p := n; isElement(p) && (p.DataAtom == atom.P || !isBlock(p.DataAtom)); p = p.Parent {
		p.DataAtom, p.Data = atom.Div, atom.Div.String() // holds paragraphs now
	}
}

// goesOn reports whether a line continues the sentence of the line above.
func goesOn(line string) bool {
	first, _ := utf8.DecodeRuneInString(line)
	return unicode.IsLower(first) || strings.ContainsRune(",;:.)»”", first)
}

func says(nodes []*html.Node) bool {
	for _, n := range nodes {
		if letters(textOf(n)) > 0 {
			return true
		}
	}
	return false
}

// wrap puts neighbouring children of an element into a paragraph, without the
// breaks around them.
func wrap(parent *html.Node, nodes []*html.Node) {
	for len(nodes) > 0 && isElement(nodes[0], atom.Br) {
		parent.RemoveChild(nodes[0])
		nodes = nodes[1:]
	}
	for len(nodes) > 0 && isElement(nodes[len(nodes)-1], atom.Br) {
		parent.RemoveChild(nodes[len(nodes)-1])
		nodes = nodes[:len(nodes)-1]
	}
	if !says(nodes) {
		return
	}
	p := &html.Node{Type: html.ElementNode, DataAtom: atom.P, Data: atom.P.String()}
	parent.InsertBefore(p, nodes[0])
	for _, c := range nodes {
		parent.RemoveChild(c)
		p.AppendChild(c)
	}
}

// Bounds of cutting a text into the lines of its page.
const (
	longLine   = 16 // bytes of letters by which a line is found anywhere
	alikeLines = 32 // lines with the same beginning that are tried
)

// lineIndex knows the lines of a page by their letters.
type lineIndex struct {
	lines map[string]string   // letters -> line
	long  map[string][]string // the letters of long lines, by their first bytes
}

func newLineIndex(lines []string) *lineIndex {
	x := &lineIndex{lines: map[string]string{}, long: map[string][]string{}}
	for _, l := range lines {
		key := normal(l)
		if _, known := x.lines[key]; known || key == "" {
			continue
		}
		x.lines[key] = l
		if len(key) >= longLine {
			x.long[key[:longLine]] = append(x.long[key[:longLine]], key)
		}
	}
	return x
}

// part cuts the blocks that are several lines of the page glued together: the
// library's last resort is the text of an element as one string, without a
// blank where paragraphs meet, the headline before them. Where that only
// repeats the blocks before it, it is left out.
func (x *lineIndex) part(blocks []string) []string {
	var out []string
	for _, b := range blocks {
		if _, line := x.lines[normal(b)]; line || len(out) == 0 || !dump(normal(b), out) {
			out = append(out, x.cut(b)...)
		}
	}
	return out
}

func (x *lineIndex) cut(block string) []string {
	key := normal(block)
	if _, known := x.lines[key]; known || len(key) < longLine {
		return []string{block}
	}
	var parts []string
	from, covered := 0, 0 // the part that begins; bytes that are lines of the page
	for at, begins := 0, true; at < len(key); {
		n := x.at(key[at:], begins)
		if n == 0 || n < longLine && at+n < len(key) && x.at(key[at+n:], true) == 0 {
			_, size := utf8.DecodeRuneInString(key[at:])
			at += size
			begins = false
			continue
		}
		if from < at {
			parts = append(parts, stretch(block, from, at))
		}
		parts = append(parts, x.lines[key[at:at+n]])
		covered += n
		at += n
		from, begins = at, true
	}
	if len(parts) < 2 && from == 0 || covered*5 < len(key)*4 {
		return []string{block}
	}
	if from < len(key) {
		parts = append(parts, stretch(block, from, len(key)))
	}
	return parts
}

// at is the length of the longest line that a text, given by its letters,
// begins with; 0 where there is none. Short lines count where a line ended.
func (x *lineIndex) at(key string, short bool) int {
	best := 0
	if len(key) >= longLine {
		alike := x.long[key[:longLine]]
		for _, l := range alike[:min(len(alike), alikeLines)] {
			if len(l) > best && strings.HasPrefix(key, l) {
				best = len(l)
			}
		}
	}
	for n := min(longLine-1, len(key)); short && best == 0 && n > 0; n-- {
		if _, known := x.lines[key[:n]]; known {
			best = n
		}
	}
	return best
}

// stretch is the part of a text between two places in its letters.
func stretch(text string, from, to int) string {
	text = norm.NFC.String(text)
	start, end, at := len(text), len(text), 0
	for i, r := range text {
		n := len(normal(string(r)))
		if n == 0 {
			continue
		}
		if at >= from {
			start = min(start, i)
		}
		if at >= to {
			end = i
			break
		}
		at += n
	}
	return strings.TrimRight(squash(text[min(start, end):end]), "¿¡«“( ")
}
