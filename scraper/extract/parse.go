package extract

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bounds of one page. Long reports with all their scripts stay below a tenth
// of each; what is beyond would cost seconds and hundreds of megabytes.
const (
	maxPageBytes = 24 << 20 // decoded text
	maxElements  = 60_000   // tags
	maxDepth     = 400      // nesting; x/net/html gives up at 512
	maxSpan      = 100      // colspan and rowspan
)

var errTooLarge = errors.New("page too large")

// parse builds the tree of a page within the bounds. A page nested too deep is
// flattened: the tags beyond maxDepth go, their text stays.
func parse(text string) (*html.Node, error) {
	if len(text) > maxPageBytes {
		return nil, fmt.Errorf("%w: %d bytes of text, at most %d are read", errTooLarge, len(text), maxPageBytes)
	}
	if n := countTags(text); n > maxElements {
		return nil, fmt.Errorf("%w: more than %d elements", errTooLarge, maxElements)
	}
	root, err := html.ParseWithOptions(strings.NewReader(text), html.ParseOptionEnableScripting(false))
	if err != nil {
		root, err = html.Parse(strings.NewReader(flatten(text)))
	}
	if err != nil {
		return nil, fmt.Errorf("parse page: %w", err)
	}
	defuse(root)
	return root, nil
}

// countTags counts start tags outside scripts and styles, up to maxElements+1.
func countTags(text string) int {
	if strings.Count(text, "<") <= maxElements {
		return 0
	}
	n := 0
	z := html.NewTokenizer(strings.NewReader(text))
	for n <= maxElements {
		switch z.Next() {
		case html.ErrorToken:
			return n
		case html.StartTagToken, html.SelfClosingTagToken:
			n++
		}
	}
	return n
}

// flatten rewrites a page without inline formatting, and without the tags
// that stand deeper than maxDepth.
func flatten(text string) string {
	var b strings.Builder
	depth := 0
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		t := z.Next()
		if t == html.ErrorToken {
			return b.String()
		}
		raw := z.Raw()
		name, _ := z.TagName()
		switch tag := atom.Lookup(name); {
		case t == html.TextToken, t == html.DoctypeToken:
			b.Write(raw)
		case t == html.SelfClosingTagToken || void(tag):
			b.Write(raw)
		case t == html.StartTagToken && (tag == atom.Script || tag == atom.Style || tag == atom.Title || tag == atom.P || tag == atom.Textarea):
			b.Write(raw)
		case t == html.StartTagToken:
			if depth++; depth < maxDepth/2 && !formatting(tag) {
				b.Write(raw)
			} else {
				b.WriteByte(' ')
			}
		case t == html.EndTagToken && (tag == atom.Script || tag == atom.Style || tag == atom.Title || tag == atom.P || tag == atom.Textarea):
			b.Write(raw)
		case t == html.EndTagToken:
			if depth--; depth < maxDepth/2-1 && !formatting(tag) {
				b.Write(raw)
			}
			depth = max(depth, 0)
		}
	}
}

func void(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

func formatting(a atom.Atom) bool {
	switch a {
	case atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr, atom.S, atom.Small, atom.Strike, atom.Strong, atom.Tt, atom.U, atom.Span:
		return true
	}
	return false
}

// defuse makes a tree safe for the libraries: spans of table cells are bounded,
// and nothing lies deeper than they can follow by recursion.
func defuse(root *html.Node) {
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || (n.DataAtom != atom.Td && n.DataAtom != atom.Th) {
			continue
		}
		for i := range n.Attr {
			a := &n.Attr[i]
			if a.Key != "colspan" && a.Key != "rowspan" {
				continue
			}
			if v, err := strconv.Atoi(strings.TrimSpace(a.Val)); err != nil || v < 1 || v > maxSpan {
				a.Val = "1"
			}
		}
	}
}
