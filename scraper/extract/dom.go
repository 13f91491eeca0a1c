package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return true
		}
	}
	return false
}

func isElement(n *html.Node, tags ...atom.Atom) bool {
	if n == nil || n.Type != html.ElementNode {
		return false
	}
	if slices.Contains(tags, n.DataAtom) {
		return true
	}
	return len(tags) == 0
}

// silent elements hold no text for readers.
func silent(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Svg, atom.Object, atom.Button, atom.Select, atom.Textarea:
		return true
	}
	return false
}

// block elements begin a new line.
func isBlock(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Center, atom.Dd, atom.Details, atom.Dialog, atom.Div, atom.Dl,
		atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Header, atom.Hgroup, atom.Hr, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Section, atom.Summary,
		atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul:
		return true
	}
	return false
}

// textOf is the visible text below a node on one line.
func textOf(n *html.Node) string {
	var b strings.Builder
	writeText(&b, n)
	return squash(b.String())
}

// textWithin is textOf up to about limit bytes: enough to know that a text is
// longer, without reading all of a page for each of its elements.
func textWithin(n *html.Node, limit int) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode && !silent(c.Parent.DataAtom) {
			b.WriteString(c.Data)
			b.WriteByte(' ')
			if b.Len() > 2*limit {
				break
			}
		}
	}
	return squash(b.String())
}

func writeText(b *strings.Builder, n *html.Node) {
	switch n.Type {
	case html.TextNode:
		b.WriteString(n.Data)
		return
	case html.ElementNode:
		if silent(n.DataAtom) {
			return
		}
		if n.DataAtom == atom.Br || isBlock(n.DataAtom) {
			b.WriteByte(' ')
			defer b.WriteByte(' ')
		}
	case html.CommentNode, html.DoctypeNode:
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		writeText(b, c)
	}
}

// spacedText is textOf of a line whose parts may only be kept apart by their
// elements, as style sheets show them: "<span>4 May 2026</span><span>7:32 PM</span>".
func spacedText(n *html.Node) string {
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if p := c.PrevSibling; p != nil && c.Type == html.ElementNode && p.Type == html.ElementNode && isBlock(c.DataAtom) == isBlock(p.DataAtom) {
				if strings.ContainsRune(textOf(p), ' ') && strings.ContainsRune(textOf(c), ' ') {
					b.WriteString(" | ")
				} else {
					b.WriteByte(' ')
				}
			}
			if c.Type == html.ElementNode && !silent(c.DataAtom) && c.FirstChild != nil && c.FirstChild.NextSibling != nil {
				walk(c)
			} else {
				writeText(&b, c)
			}
		}
	}
	walk(n)
	return squash(b.String())
}

// squash collapses white space, and drops what cannot be seen.
func squash(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case r == '\u200b' || r == '\ufeff' || r == '\u00ad' || r == '\u2060':
			continue
		case r < ' ' || r == 0x7f:
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// find returns the descendants of n (or n itself) with one of the tags.
func find(n *html.Node, tags ...atom.Atom) []*html.Node {
	var out []*html.Node
	if isElement(n, tags...) {
		out = append(out, n)
	}
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && isElement(c, tags...) {
			out = append(out, c)
		}
	}
	return out
}

func remove(n *html.Node) {
	if n.Parent != nil {
		n.Parent.RemoveChild(n)
	}
}

// within reports whether n stands inside an element with one of the tags.
func within(n *html.Node, tags ...atom.Atom) bool { return ancestor(n, tags...) != nil }

// ancestor is the nearest element with one of the tags that n stands in.
func ancestor(n *html.Node, tags ...atom.Atom) *html.Node {
	for p := n.Parent; p != nil; p = p.Parent {
		if isElement(p, tags...) {
			return p
		}
	}
	return nil
}

// names is an element's class, id, itemprop and role as lower-case words with
// a space around each: " most read box ". camelCase and-dashes are split.
func names(n *html.Node) string {
	var b []byte
	for i := range n.Attr {
		switch n.Attr[i].Key {
		case "class", "id", "itemprop", "role", "data-testid", "data-component", "data-module", "data-type", "data-gu-name", "data-hook", "data-qa":
			b = appendWords(b, n.Attr[i].Val)
		}
	}
	if len(b) == 0 {
		return ""
	}
	return string(append(b, ' '))
}

func appendWords(b []byte, s string) []byte {
	start := true
	for i := 0; i < len(s); i++ {
		c := s[i]
		upper := c >= 'A' && c <= 'Z'
		if !upper && (c < 'a' || c > 'z') && (c < '0' || c > '9') && c < utf8.RuneSelf {
			start = true
			continue
		}
		if start || upper && i > 0 && s[i-1] >= 'a' && s[i-1] <= 'z' {
			b = append(b, ' ')
		}
		start = false
		if upper {
			c += 'a' - 'A'
		}
		b = append(b, c)
	}
	return b
}

// cut shortens s to at most n runes, at a rune border.
func cut(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
