package extract

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

//go:embed boxes.yaml
var boxesYAML []byte

// phrases finds whole-word phrases in the names of an element.
type phrases map[string][]string // by first word: the phrases, with a space around each

var boxes = sync.OnceValue(func() (b struct{ aside, consent, furniture, trim phrases }) {
	var file struct {
		Aside map[string][]string `yaml:"aside"`
		Trim  map[string][]string `yaml:"trim"`
	}
	if err := yaml.UnmarshalWithOptions(boxesYAML, &file, yaml.Strict()); err != nil {
		panic("extract: boxes.yaml: " + err.Error())
	}
	b.aside, b.trim = newPhrases(file.Aside), newPhrases(file.Trim)
	b.consent = newPhrases(map[string][]string{"": file.Aside["consent"]})
	b.furniture = newPhrases(map[string][]string{"": file.Aside["furniture"]})
	return b
})

func newPhrases(groups map[string][]string) phrases {
	p := phrases{}
	for _, list := range groups {
		for _, s := range list {
			first, _, _ := strings.Cut(s, " ")
			p[first] = append(p[first], " "+s+" ")
		}
	}
	return p
}

// in reports whether one of the phrases stands in names.
func (p phrases) in(names string) bool {
	for rest := names; len(rest) > 1; {
		word, _, _ := strings.Cut(rest[1:], " ")
		for _, s := range p[word] {
			if strings.HasPrefix(rest, s) {
				return true
			}
		}
		rest = rest[1+len(word):]
	}
	return false
}

// weights is how many bytes of paragraph text stand below each element.
func weights(root *html.Node) map[*html.Node]int {
	w := map[*html.Node]int{}
	var walk func(n *html.Node, inText bool) int
	walk = func(n *html.Node, inText bool) int {
		if n.Type == html.TextNode {
			if inText {
				return len(strings.TrimSpace(n.Data))
			}
			return 0
		}
		if n.Type == html.ElementNode {
			if silent(n.DataAtom) || n.DataAtom == atom.A && !inText {
				return 0
			}
			if isElement(n, atom.P, atom.Blockquote) {
				inText = true
			}
		}
		sum := 0
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			sum += walk(c, inText)
		}
		if n.Type == html.ElementNode && sum > 0 {
			w[n] = sum
		}
		return sum
	}
	w[nil] = walk(root, false)
	return w
}

// prune removes boxes that tell of other things: comments, related reports,
// consent banners. A box that holds the headline or most of the page's
// paragraphs is none, whatever it is called.
func (d *document) prune() {
	d.removeTalk()
	w := weights(d.root)
	d.removeBoxes(d.bodyNode, w, func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.Nav, atom.Dialog, atom.Aside:
			return true
		case atom.Time:
			return d.inMasthead(n)
		}
		own := names(n)
		return boxes().aside.in(own) || d.namesToday(n) && w[n] == 0 && len(textWithin(n, 80)) < 80
	})
}

// talkRE are headings of what readers wrote.
var talkRE = regexp.MustCompile(`^(?:(?:\d+ )?(?:comentarios?|opiniones|comments?|replies|responses|kommentare|leserkommentare|commentaires|commenti|reacties|komentarze|kommentarer|yorumlar|комментарии|коментарі)(?: (?:de|of|der|des|dei|van) (?:los |las |our |die )?(?:lectores|usuarios|readers|leser|lecteurs|lettori|lezers))?(?: (?:sobre|on|to|zu|sur) .*)?(?: \d+)?|deja (?:un|tu) comentario|leave a (?:comment|reply)|reader comments)$`)

// removeTalk removes readers' comments where only their heading names them: the
// box the heading stands in, or else all that follows it there.
func (d *document) removeTalk() {
	var headings []*html.Node // below the headline and some text
	told := -1
	for n := range d.root.Descendants() {
		switch {
		case slices.Contains(d.h1, n):
			told = 0
		case n.Type == html.TextNode && told >= 0 && !silent(n.Parent.DataAtom):
			told += len(strings.TrimSpace(n.Data))
		case told > wallText/4 && isElement(n, atom.H2, atom.H3, atom.H4, atom.H5):
			headings = append(headings, n)
		}
	}
	for _, h := range headings {
		if d.holdsH1(h) || !talkRE.MatchString(strings.TrimSpace(spoken(textWithin(h, 120)))) {
			continue
		}
		if p := h.Parent; p != nil && p != d.bodyNode && !d.holdsH1(p) && !isElement(p, atom.Main, atom.Article) && attr(p, "itemprop") != "articleBody" && firstText(p) == firstText(h) {
			remove(p)
			continue
		}
		for n := h; n != nil; {
			next := n.NextSibling
			if !d.holdsH1(n) {
				remove(n)
			}
			n = next
		}
	}
}

// firstText is the first text node below n that says anything.
func firstText(n *html.Node) *html.Node {
	for c := range n.Descendants() {
		if c.Type == html.TextNode && letters(c.Data) > 0 {
			return c
		}
	}
	return nil
}

// markBody removes what belongs to the report but not to its text.
func (d *document) markBody() {
	w := weights(d.root)
	d.removeBoxes(d.bodyNode, w, func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.Figcaption, atom.Time, atom.Form, atom.Footer:
			return true
		case atom.Header:
			return !within(n, atom.Article, atom.Main)
		}
		return hidden(n) || boxes().trim.in(names(n))
	})
}

// hidden reports whether an element is not shown. The class must be that word:
// "field--label-hidden" is shown without its label.
func hidden(n *html.Node) bool {
	if s := attr(n, "style"); s != "" && strings.Contains(strings.ReplaceAll(s, " ", ""), "display:none") {
		return true
	}
	return slices.Contains(strings.Fields(attr(n, "class")), "hidden")
}

func (d *document) removeBoxes(from *html.Node, w map[*html.Node]int, is func(*html.Node) bool) {
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; {
			next := c.NextSibling
			if c.Type == html.ElementNode {
				if !d.keep(c, w) && is(c) {
					n.RemoveChild(c)
				} else if !silent(c.DataAtom) {
					walk(c)
				}
			}
			c = next
		}
	}
	if from != nil {
		walk(from)
	}
}

// bodyWords are in the names of elements that hold a report.
var bodyWords = newPhrases(map[string][]string{"": {"article", "body", "content", "entry", "main", "post", "story", "text", "articulo", "nota", "noticia", "cuerpo", "artikel"}})

// plainNames takes misleading names from the elements that hold most of the
// page's paragraphs ("sidebar-grid__content"), which the library would drop.
func (d *document) plainNames() {
	w := weights(d.root)
	chunks := d.chunks(w)
	for n := range w {
		if n == nil || !d.keep(n, w) && !chunks[n] {
			continue
		}
		for i := range n.Attr {
			a := &n.Attr[i]
			switch a.Key {
			case "class", "id":
				var keep []string
				for token := range strings.FieldsSeq(a.Val) {
					if chunks[n] {
						break
					}
					own := string(append(appendWords(nil, token), ' '))
					if bodyWords.in(own) && !boxes().aside.in(own) && !boxes().trim.in(own) {
						keep = append(keep, token)
					}
				}
				a.Val = strings.Join(keep, " ")
			case "style", "aria-hidden", "role":
				a.Val = ""
			}
		}
	}
}

// chunks finds the pieces of a report that stands in several elements of one
// name, as where advertisements part it: the library would take the first.
// Their names must go, so that it takes what they stand in.
func (d *document) chunks(w map[*html.Node]int) map[*html.Node]bool {
	type kind struct {
		class string
		depth int
	}
	groups := map[kind][]*html.Node{}
	for n := range d.root.Descendants() {
		if n.Type != html.ElementNode || w[n] < 200 || !isElement(n, atom.Div, atom.Section) {
			continue
		}
		if class := attr(n, "class"); class != "" && bodyWords.in(names(n)) {
			k := kind{class, depth(n)}
			groups[k] = append(groups[k], n)
		}
	}
	out := map[*html.Node]bool{}
	for _, g := range groups {
		sum := 0
		for _, n := range g {
			sum += w[n]
		}
		if len(g) < 2 || sum*10 < w[nil]*4 {
			continue
		}
		for _, n := range g {
			out[n] = true
		}
	}
	return out
}

func depth(n *html.Node) int {
	d := 0
	for p := n.Parent; p != nil; p = p.Parent {
		d++
	}
	return d
}

// holdsReport reports whether so much of the page's paragraphs stand in an
// element that it holds the report, whatever it is called.
func holdsReport(n *html.Node, w map[*html.Node]int) bool {
	size, total := w[n], w[nil]
	return size > 300 && (size*10 > total*4 || size*10 > total && size > 1500 && bodyWords.in(names(n)))
}

// keep protects the frame of the report.
func (d *document) keep(n *html.Node, w map[*html.Node]int) bool {
	if n.DataAtom == atom.Body || n.DataAtom == atom.Main || n.DataAtom == atom.Html {
		return true
	}
	if own := names(n); holdsReport(n, w) && !boxes().consent.in(own) || w[n] > 300 && bodyWords.in(own) && boxes().furniture.in(own) {
		return true
	}
	if d.holdsH1(n) {
		return true
	}
	return attr(n, "itemprop") == "articleBody"
}
