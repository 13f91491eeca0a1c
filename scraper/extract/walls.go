package extract

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"dateline/scraper"

	"github.com/goccy/go-yaml"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

//go:embed walls.yaml
var wallsYAML []byte

var wallWords = sync.OnceValue(func() (w struct{ Gone, Consent, Login, Paywall, Challenge []string }) {
	if err := yaml.UnmarshalWithOptions(wallsYAML, &w, yaml.Strict()); err != nil {
		panic("extract: walls.yaml: " + err.Error())
	}
	return w
})

// wall is what a page's headline or text says instead of a report.
type wall struct {
	fate   scraper.Fate
	detail string
	sure   bool // said in the title or headline
	drawn  bool // no text stands in the page, and scripts do
}

// wallText is where walls are looked for: a report is longer.
const wallText = 1200

// spoken is a text as lower-case words without accents or punctuation.
func spoken(s string) string {
	var b strings.Builder
	b.WriteByte(' ')
	for _, t := range tokens(cut(s, 2000)) {
		if c := t.text[0]; c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 0x80 && letters(t.text) > 0 {
			b.WriteString(t.text)
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// findWall looks for what a page says, or leaves to scripts, instead of a report.
func (d *document) findWall(title string) wall {
	text := d.mainText()
	w := d.saidWall(title, spoken(text))
	w.drawn = letters(text) < fewLetters && slices.ContainsFunc(find(d.root, atom.Script), func(n *html.Node) bool { return attr(n, "src") != "" })
	return w
}

// saidWall looks for the words of an error page, a consent dialog, a login
// wall or a challenge, first in title and headings, then in a short text.
func (d *document) saidWall(title, text string) wall {
	w := wallWords()
	kinds := []struct {
		fate  scraper.Fate
		what  string
		words []string
	}{
		{scraper.Gone, "the page says it is not there", w.Gone},
		{scraper.Blocked, "a challenge for browsers", w.Challenge},
		{scraper.Paywall, "a pay wall", w.Paywall},
		{scraper.Blocked, "a login wall", w.Login},
		{scraper.Blocked, "a consent dialog", w.Consent},
	}
	heads := []string{title, d.title}
	for _, h := range d.h1 {
		heads = append(heads, textOf(h))
	}
	for _, h := range heads {
		if len(strings.Fields(h)) > 14 {
			continue
		}
		s := spoken(h)
		if s == " 404 " {
			return wall{fate: scraper.Gone, detail: "the page says it is not there: \"404\"", sure: true}
		}
		for _, k := range kinds {
			for _, words := range k.words {
				if strings.Contains(s, " "+words+" ") {
					return wall{fate: k.fate, detail: fmt.Sprintf("%s: %q", k.what, words), sure: true}
				}
			}
		}
	}
	for _, k := range kinds {
		for _, words := range k.words {
			if strings.Contains(text, " "+words+" ") {
				return wall{fate: k.fate, detail: fmt.Sprintf("%s: %q", k.what, words)}
			}
		}
	}
	return wall{}
}

// mainText is the beginning of the text outside head, nav and footer.
func (d *document) mainText() string {
	root := d.bodyNode
	if m := find(d.root, atom.Main); len(m) == 1 {
		root = m[0]
	}
	if root == nil {
		return ""
	}
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode && !within(n, atom.Script, atom.Style, atom.Noscript, atom.Nav, atom.Footer) {
			b.WriteString(n.Data)
			b.WriteByte(' ')
			if b.Len() > 2*wallText {
				break
			}
		}
	}
	return squash(b.String())
}

// Sizes of a report, in letters.
const (
	fewLetters  = 40  // less is no text
	listLetters = 600 // a list of links with less text than this between them is a listing
)

// judge says whether the page is a report.
func judge(d *document, b bodyText, w wall, a *scraper.Article) (scraper.Fate, string) {
	n := letters(a.Text)
	switch {
	case w.sure && n < 2*wallText, w.fate != "" && n < wallText/4:
		return w.fate, w.detail
	case w.drawn && n < wallText/4: // more may stand in JSON-LD
		return scraper.ScriptOnly, "its text is drawn by scripts, which are not run"
	case n < fewLetters:
		return scraper.NoText, fmt.Sprintf("%d letters of text", n)
	case b.listing != "":
		return scraper.NoText, b.listing
	case a.Published.Time.IsZero():
		return scraper.NoDate, "no publication date in JSON-LD, meta elements, hints, <time>, address or text"
	}
	return "", ""
}
