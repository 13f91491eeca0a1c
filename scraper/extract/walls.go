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

var wallWords = sync.OnceValue(func() (w struct{ Gone, Consent, Login, Paywall, Challenge, Cut []string }) {
	var f struct {
		Gone, Consent, Login, Paywall, Challenge map[string][]string
		Cut                                      []string
	}
	if err := yaml.UnmarshalWithOptions(wallsYAML, &f, yaml.Strict()); err != nil {
		panic("extract: walls.yaml: " + err.Error())
	}
	all := func(byLanguage map[string][]string) (list []string) {
		for _, lang := range sortedKeys(byLanguage) {
			for _, words := range byLanguage[lang] {
				list = append(list, strings.TrimSpace(spoken(words)))
			}
		}
		return list
	}
	w.Gone, w.Consent, w.Login, w.Paywall, w.Challenge = all(f.Gone), all(f.Consent), all(f.Login), all(f.Paywall), all(f.Challenge)
	w.Cut = all(map[string][]string{"": f.Cut})
	return w
})

// wall is what a page's headline or text says instead of a report.
type wall struct {
	fate   scraper.Fate
	detail string
	sure   bool // said in the title or headline, which says little else
	login  bool // of those who have an account
	cut    bool // the words stand where a text breaks off
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
		login bool
	}{
		{scraper.Gone, "the page says it is not there", w.Gone, false},
		{scraper.Blocked, "a challenge for browsers", w.Challenge, false},
		{scraper.Paywall, "a pay wall", w.Paywall, false},
		{scraper.Blocked, "a login wall", w.Login, true},
		{scraper.Blocked, "a consent dialog", w.Consent, false},
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
				// "Statue has been removed from the square" is a headline.
				if strings.Contains(s, " "+words+" ") && len(words)*5 >= len(s)*2 {
					return wall{fate: k.fate, detail: fmt.Sprintf("%s: %q", k.what, words), login: k.login, sure: true}
				}
			}
		}
	}
	for _, k := range kinds {
		for _, words := range k.words {
			if strings.Contains(text, " "+words+" ") {
				cut := slices.ContainsFunc(w.Cut, func(s string) bool { return strings.Contains(" "+words+" ", " "+s+" ") })
				return wall{fate: k.fate, detail: fmt.Sprintf("%s: %q", k.what, words), login: k.login, cut: cut}
			}
		}
	}
	return wall{}
}

// offers reports whether a line offers the rest of the report to those who
// subscribe or log in.
func offers(line string) bool {
	return wallOffers().in(spoken(line))
}

var wallOffers = sync.OnceValue(func() phrases {
	return newPhrases(map[string][]string{"paywall": wallWords().Paywall, "login": wallWords().Login})
})

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

// freeLetters is how much of a report must stand before an offer to subscribe
// to be its free part.
const freeLetters = 80

// judge says whether the page is a report, and of one what it keeps back.
func judge(d *document, b bodyText, w wall, a *scraper.Article, report, free bool) (scraper.Fate, string) {
	n := letters(a.Text)
	if closed := !free || w.fate == scraper.Paywall || w.login; closed && report && !w.sure && n >= freeLetters {
		if free && n >= wallText/4 && (!w.cut || n >= wallText) {
			w = wall{} // an offer beside the report
		} else if !a.Published.Time.IsZero() {
			return "", "its page keeps a part for subscribers"
		}
	}
	short, long := wallText/4, 2*wallText
	if report { // it says so in its head, so that less has to stand in its body
		short, long = freeLetters, wallText/4
	}
	switch {
	case w.sure && n < long, w.fate != "" && n < short:
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
