package extract

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bounds of looking for a report in the data that scripts draw a page from.
const (
	maxDataBytes  = 8 << 20  // of all inline scripts
	maxDataSpent  = 24 << 20 // bytes read in search of values, those in vain too
	maxDataValues = 200      // JSON values tried
	maxDataNodes  = 100_000
	maxDataDepth  = 60
	leastData     = 300 // letters of a report's text
)

// dataStartRE is where a JSON value may begin in a script: as all of it, as
// what is assigned, or as the argument of a call.
var dataStartRE = regexp.MustCompile(`(?:^|[=(,]|JSON\.parse\()\s*(?:\{\s*"|\[\s*\{\s*")`)

// Names of properties by which publishing systems keep a report, best first.
var (
	dataTitles    = []string{"headline", "title", "name", "heading", "basic"}
	dataBodies    = []string{"articleBody", "body", "bodyHtml", "body_html", "content", "contentHtml", "content_html", "contents", "html", "text", "content_elements", "contentElements", "elements", "blocks", "paragraphs", "components", "children", "nodes", "value", "data"}
	dataPublished = []string{"datePublished", "publishedAt", "published_at", "publishedDate", "published_date", "publishDate", "publish_date", "publicationDate", "publication_date", "firstPublished", "first_publish_date", "display_date", "published", "pubDate", "deployDate", "createdAt", "created_at"}
	dataModified  = []string{"dateModified", "updatedAt", "updated_at", "modifiedAt", "modified_at", "lastModified", "last_updated_date", "updated"}
	dataAuthors   = []string{"author", "authors", "byline", "bylines", "by", "writer", "reporter"}
)

// embedded finds the report in the data that a page's scripts draw it from, as
// __NEXT_DATA__ is: the object with the page's headline and the longest text;
// nil: there is none.
func (d *document) embedded() *ldArticle {
	s := dataSearch{titles: map[string]bool{}}
	whole := normal(d.title)
	for _, t := range []string{whole, normal(d.meta("og:title")), normal(d.meta("twitter:title"))} {
		if t != "" {
			s.titles[t] = true
		}
	}
	s.whole = whole
	size, values, spent := 0, 0, 0
	for n := range d.root.Descendants() {
		if n.Type != html.TextNode || n.Parent == nil || n.Parent.Data != "script" || strings.Contains(attr(n.Parent, "type"), "ld+json") {
			continue
		}
		if size += len(n.Data); size > maxDataBytes {
			break
		}
		for at := 0; at < len(n.Data) && values < maxDataValues && spent < maxDataSpent; {
			m := dataStartRE.FindStringIndex(n.Data[at:])
			if m == nil {
				break
			}
			values++
			at += m[0]
			at += strings.IndexAny(n.Data[at:], "{[")
			var v any
			dec := json.NewDecoder(strings.NewReader(n.Data[at:]))
			if dec.Decode(&v) != nil {
				spent += len(n.Data) - at
				at++
				continue
			}
			spent += int(dec.InputOffset())
			at += int(dec.InputOffset())
			s.walk(v, 0)
		}
	}
	return s.best
}

// dataSearch looks for a report in data.
type dataSearch struct {
	titles map[string]bool // headlines that the page's head gives
	whole  string          // <title>, which may hold the outlet's name too
	nodes  int
	size   int // letters of the best report's text
	best   *ldArticle
}

func (s *dataSearch) walk(v any, depth int) {
	if s.nodes++; s.nodes > maxDataNodes || depth > maxDataDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			s.walk(x, depth+1)
		}
	case map[string]any:
		s.consider(v)
		for _, k := range sortedKeys(v) {
			s.walk(v[k], depth+1)
		}
	}
}

// consider keeps an object that is the page's report and says more than others.
func (s *dataSearch) consider(v map[string]any) {
	title := ""
	for _, k := range dataTitles {
		if title == "" {
			title = cmpOr(first(v[k]), first(get(v[k], "basic")), first(get(v[k], "text")))
		}
	}
	key := normal(title)
	if letters(title) < 5 || !s.titles[key] && !(letters(title) > 10 && strings.Contains(s.whole, key)) {
		return
	}
	var lines []string
	for _, k := range dataBodies {
		lines = dataLines(v[k], 0)
		if letters(strings.Join(lines, " ")) >= leastData {
			break
		}
	}
	body := strings.Join(lines, "\n\n")
	n := letters(body)
	if n < leastData || n <= s.size {
		return
	}
	pick := func(keys []string) string {
		for _, k := range keys {
			if t := first(v[k]); t != "" {
				return t
			}
		}
		return ""
	}
	a := &ldArticle{headline: markupFree(title), body: body, published: pick(dataPublished), modified: pick(dataModified), free: true}
	people := &ldFacts{}
	for _, k := range dataAuthors {
		if len(a.authors) == 0 {
			a.authors = people.people(v[k], 0)
		}
	}
	s.size, s.best = n, a
}

// dataLines are the paragraphs of a text kept as markup, as plain lines, or
// piece by piece.
func dataLines(v any, depth int) []string {
	if depth > 12 {
		return nil
	}
	switch v := v.(type) {
	case string:
		return plainLines(v)
	case []any:
		var out []string
		for _, x := range v {
			out = append(out, dataLines(x, depth+1)...)
			if len(out) > voteLines {
				break
			}
		}
		return out
	case map[string]any:
		for _, k := range dataBodies {
			if lines := dataLines(v[k], depth+1); len(lines) > 0 {
				return lines
			}
		}
	}
	return nil
}

// plainLines are the paragraphs of a text that may hold markup.
func plainLines(s string) []string {
	if len(s) > voteBytes {
		return nil
	}
	if tagRE.MatchString(s) {
		root, err := parse(s)
		if err != nil {
			return nil
		}
		for _, n := range find(root, atom.Figcaption, atom.Aside, atom.Script, atom.Style) {
			remove(n)
		}
		return slices.DeleteFunc(blocksOf(root), isSlot)
	}
	var out []string
	for line := range strings.SplitSeq(s, "\n") {
		if line = markupFree(line); line != "" && !isSlot(line) {
			out = append(out, line)
		}
	}
	return out
}

// isSlot reports whether a line marks where something is put in: "$$AD$$", "{{video}}".
func isSlot(line string) bool {
	return strings.ContainsAny(line, "${}[]") && !strings.Contains(line, " ") && letters(line) < 2*shortLine
}

// toldInData is the text of a report as the page's data gives it, where the
// page itself shows next to nothing of it; nil: it shows enough.
func toldInData(blocks []string, main *ldArticle) []string {
	if main == nil || !main.free || main.live {
		return nil
	}
	shown := letters(strings.Join(blocks, ""))
	if shown >= leastData || letters(main.body) < max(leastData, 3*shown) {
		return nil
	}
	return plainLines(main.body)
}
