package extract

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// document is a parsed page with what its head says, read in one walk.
type document struct {
	root      *html.Node
	base      *url.URL // nil: links that are not absolute are lost
	page      *url.URL // the address that answered
	bodyNode  *html.Node
	lang      string              // <html lang>
	title     string              // <title>
	h1        []*html.Node        // in order
	metas     map[string][]string // by lower-case name, property, itemprop or http-equiv
	rels      []rel               // <link rel=…>
	ldScripts []string            // JSON-LD as written
	aboveH1   map[*html.Node]bool // what headlines stand in; built when first asked
	pageClock time.Time           // latest day the page can have been printed; zero: unknown

	entries    []*entry // the entries of a live blog, in the page's order
	entryNodes map[*html.Node]bool
}

// rel is one <link> element.
type rel struct{ rel, href, media, kind string }

const (
	maxLDBytes = 4 << 20 // of all JSON-LD in a page: more is data, not a description
	maxMetas   = 2000
	// More headings of the first rank are no headlines.
	maxHeadlines = 50
	maxTitle     = 600 // characters
)

func newDocument(root *html.Node, base *url.URL) *document {
	d := &document{root: root, base: base, page: base, metas: map[string][]string{}}
	ldBytes, metas := 0, 0
	based := false
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			d.lang = cmpOr(attr(n, "lang"), attr(n, "xml:lang"))
		case atom.Body:
			if d.bodyNode == nil {
				d.bodyNode = n
			}
		case atom.Base:
			if u, err := d.resolve(attr(n, "href")); err == nil && !based && attr(n, "href") != "" {
				d.base, based = u, true
			}
		case atom.Title:
			if d.title == "" && !within(n, atom.Svg) {
				d.title = cut(textOf(n), maxTitle)
			}
		case atom.H1:
			if len(d.h1) < maxHeadlines {
				d.h1 = append(d.h1, n)
			}
		case atom.Meta:
			if metas++; metas > maxMetas {
				continue
			}
			content := squash(attr(n, "content"))
			for _, key := range [...]string{"name", "property", "itemprop", "http-equiv"} {
				if k := strings.ToLower(strings.TrimSpace(attr(n, key))); k != "" && content != "" {
					d.metas[k] = append(d.metas[k], content)
				}
			}
		case atom.Link:
			d.rels = append(d.rels, rel{" " + strings.ToLower(attr(n, "rel")) + " ", attr(n, "href"), attr(n, "media"), attr(n, "type")})
		case atom.Script:
			if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") && n.FirstChild != nil {
				if ldBytes += len(n.FirstChild.Data); ldBytes <= maxLDBytes {
					d.ldScripts = append(d.ldScripts, n.FirstChild.Data)
				}
			}
		}
	}
	return d
}

// meta is the first content of the meta elements with one of the names.
func (d *document) meta(names ...string) string {
	for _, n := range names {
		for _, v := range d.metas[n] {
			if v != "" {
				return v
			}
		}
	}
	return ""
}

func (d *document) resolve(ref string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(ref))
	if err != nil {
		return nil, err
	}
	if d.base != nil {
		u = d.base.ResolveReference(u)
	}
	return u, nil
}

// link is an http address as an absolute URL without fragment, or "".
func (d *document) link(ref string) string {
	ref = strings.TrimSpace(ref)
	if ref == "" || ref[0] == '#' {
		return ""
	}
	u, err := d.resolve(ref)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		return ""
	}
	u.Fragment, u.RawFragment = "", ""
	return u.String()
}

// links are the page's links in order, each address once, with the longest of
// its anchor texts.
func (d *document) links() []Link {
	var out []Link
	at := map[string]int{}
	for n := range d.root.Descendants() {
		if !isElement(n, atom.A, atom.Area) {
			continue
		}
		u := d.link(attr(n, "href"))
		if u == "" {
			continue
		}
		text := cut(textOf(n), 300)
		if i, ok := at[u]; ok {
			if len(text) > len(out[i].Text) {
				out[i].Text = text
			}
			continue
		}
		at[u] = len(out)
		out = append(out, Link{URL: u, Text: text})
	}
	return out
}

// next is the page that follows this one, as its head or a link says.
func (d *document) next() string {
	for _, r := range d.rels {
		if strings.Contains(r.rel, " next ") {
			return d.link(r.href)
		}
	}
	for n := range d.root.Descendants() {
		if isElement(n, atom.A) && strings.Contains(" "+strings.ToLower(attr(n, "rel"))+" ", " next ") {
			return d.link(attr(n, "href"))
		}
	}
	return ""
}

// soonest is the longest wait, in seconds, after which a page that sends its
// readers on is taken for a redirect.
const soonest = 10

// refresh is where a page sends its readers on at once: the address in
// <meta http-equiv="refresh" content="0; url=…">.
func (d *document) refresh() string {
	for n := range d.root.Descendants() {
		if !isElement(n, atom.Meta) || !strings.EqualFold(attr(n, "http-equiv"), "refresh") || within(n, atom.Noscript) {
			continue
		}
		wait, to, ok := strings.Cut(attr(n, "content"), ";")
		if seconds, err := strconv.ParseFloat(strings.TrimSpace(wait), 64); !ok || err != nil || seconds > soonest {
			continue
		}
		if name, value, ok := strings.Cut(to, "="); ok && strings.EqualFold(strings.TrimSpace(name), "url") {
			return d.link(strings.Trim(strings.TrimSpace(value), `"'`))
		}
	}
	return ""
}

func (d *document) noIndex() bool {
	for _, name := range [...]string{"robots", "dateline"} {
		for _, v := range d.metas[name] {
			v = strings.ToLower(v)
			if strings.Contains(v, "noindex") || v == "none" || strings.Contains(v, "none,") || strings.HasSuffix(v, ", none") {
				return true
			}
		}
	}
	return false
}

func cmpOr(s ...string) string {
	for _, v := range s {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return ""
}
