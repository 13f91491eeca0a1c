package extract

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// lineFacts is what the page's tree says about one line of text.
type lineFacts struct {
	linked  int // letters of it within links
	away    int // of those, letters within links to other sites
	letters int
	heading bool
	links   []string
}

// survey knows the lines of a page by their letters.
type survey struct {
	lines     map[string]lineFacts
	order     []string          // keys of the lines, as they stand on the page
	texts     map[string]string // the lines themselves
	teasers   int               // headings or items that are links
	proseSize int               // letters in lines of prose
	linkSize  int               // letters in lines that are links
}

// survey looks at each line of the tree once.
func (d *document) survey() *survey {
	s := &survey{lines: map[string]lineFacts{}, texts: map[string]string{}}
	if d.bodyNode == nil {
		return s
	}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type != html.ElementNode || silent(n.DataAtom) {
			return
		}
		if leaf(n) {
			s.add(d, n)
			return
		}
		if isElement(n, atom.Li, atom.A, atom.P, atom.Blockquote) {
			s.addWhole(n)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(d.bodyNode)
	return s
}

func (s *survey) add(d *document, n *html.Node) {
	t := textOf(n)
	key := normal(t)
	if key == "" {
		return
	}
	f := lineFacts{letters: letters(t), heading: isElement(n, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6) || within(n, atom.H2, atom.H3, atom.H4)}
	if a := linkAround(n); a != nil {
		f.linked = f.letters
		if d.otherSite(attr(a, "href")) {
			f.away = f.letters
		}
	} else {
		for _, a := range find(n, atom.A) {
			if d.otherSite(attr(a, "href")) {
				f.away += letters(textOf(a))
			}
			if hasAttr(a, "href") && !(f.heading && d.inEntries(n) && !d.elsewhere(attr(a, "href"))) {
				f.linked += letters(textOf(a))
			}
			if u := d.link(attr(a, "href")); u != "" {
				f.links = append(f.links, u)
			}
		}
	}
	if f.linked*10 >= f.letters*9 {
		s.linkSize += f.letters
		if f.letters >= 20 {
			s.teasers++
		}
	} else if f.letters >= 60 {
		s.proseSize += f.letters
	}
	old, again := s.lines[key]
	if s.texts[key] == "" {
		s.order = append(s.order, key)
		s.texts[key] = t
	}
	if !again || f.linked <= old.linked {
		s.lines[key] = f
	}
}

// addWhole notes an item made of several lines, which may be read as one.
func (s *survey) addWhole(n *html.Node) {
	t := textWithin(n, 600)
	if len(t) > 600 {
		return
	}
	key := normal(t)
	if _, known := s.lines[key]; known || key == "" {
		return
	}
	f := lineFacts{letters: letters(t)}
	if linkAround(n) != nil {
		f.linked = f.letters
	} else {
		for _, a := range find(n, atom.A) {
			if hasAttr(a, "href") {
				f.linked += letters(textOf(a))
			}
		}
	}
	s.lines[key] = f
}

// otherSite reports whether a link leads to another site.
func (d *document) otherSite(href string) bool {
	to, err := url.Parse(d.link(href))
	return err == nil && to.Host != "" && d.page != nil && site(to.Hostname()) != site(d.page.Hostname())
}

// linkAround is the link that a node is, or stands in; nil: none that leads somewhere.
func linkAround(n *html.Node) *html.Node {
	for p := n; p != nil; p = p.Parent {
		if isElement(p, atom.A) && hasAttr(p, "href") {
			return p
		}
	}
	return nil
}

// clean drops from the blocks what is no text of the report: the title again,
// lines that are only links, promos, repeated lines.
func (s *survey) clean(blocks []string, titles map[string]bool, authors []string) []string {
	var out []string
	seen := map[string]bool{}
	offered := false // the last line was an offer to subscribe, or its terms
	for i, b := range blocks {
		key := normal(b)
		if key == "" {
			continue
		}
		if offered = len(b) < 200 && (offers(b) || offered && termsRE.MatchString(b)); offered {
			continue
		}
		f, known := s.lines[key]
		switch {
		case titles[key] && i < 6:
		case len(b) < 120 && onlyNames(key, authors):
		case seen[key] && utf8.RuneCountInString(b) > 25:
		case known && f.letters > 0 && f.linked*10 >= f.letters*9:
		case len(b) < 200 && promotes(squash(b)):
		case (f.heading && f.letters < 2*shortLine || label(b)) && s.leadsToLinks(key):
		case len(b) < 90 && onlyDate(b):
		case !known && len(out) > 0 && dump(key, out):
		default:
			out = append(out, b)
		}
		seen[key] = true
	}
	// headings with nothing below them
	for len(out) > 0 {
		f, known := s.lines[normal(out[len(out)-1])]
		if !known || !f.heading {
			break
		}
		out = out[:len(out)-1]
	}
	return s.trimEnds(out, authors)
}

// leadsToLinks reports whether the next line of the page is a link within the
// site: what stands before it is the heading of a list of other reports.
func (s *survey) leadsToLinks(key string) bool {
	i := slices.Index(s.order, key)
	if i < 0 || i+1 >= len(s.order) {
		return false
	}
	next := s.lines[s.order[i+1]]
	return next.letters > 0 && next.linked*10 >= next.letters*9 && next.away*2 < next.letters
}

// dump reports whether a block, which is no line of the page, repeats what
// stands before it: the library's last resort is all the text there is.
func dump(key string, before []string) bool {
	if len(before[0]) > 4000 || len(before[len(before)-1]) > 4000 {
		return false
	}
	last := normal(before[len(before)-1])
	return len(last) >= 15 && strings.Contains(key, last) && strings.Contains(key, normal(before[0]))
}

// onlyNames reports whether a line, given by its letters, names authors and
// says hardly anything else.
func onlyNames(key string, authors []string) bool {
	n := len(key)
	for _, a := range authors {
		if k := normal(a); k != "" {
			key = strings.Replace(key, k, "", 1)
		}
	}
	return len(key) < n && len(key) < 6
}

// onlyDate reports whether a line says when the report was printed, and nothing
// else. A bare day stays: in a chronology it is a heading.
func onlyDate(line string) bool {
	w := vocabulary()
	if list := writtenDates(line, true); len(list) > 0 {
		rest, timed := line, false
		for _, st := range slices.Backward(list) {
			if st.start < st.end && st.end <= len(rest) {
				rest = rest[:st.start] + rest[st.end:]
			}
			timed = timed || st.hasTime
		}
		for _, labels := range [][]string{w.labels.updated, w.labels.published} {
			if lastLabel(rest, labels) >= 0 {
				return letters(rest) < 40
			}
		}
		return timed && letters(rest) < 12
	}
	_, ok := ago(line)
	return ok && letters(line) < 30
}

// prose are the lines of the page that read like a report, in order.
func (s *survey) prose() []string {
	var out []string
	for _, key := range s.order {
		if f := s.lines[key]; f.letters >= 60 && f.linked*3 < f.letters {
			out = append(out, s.texts[key])
		}
	}
	return out
}

// linksIn are the links in the lines that were kept, in order.
func (s *survey) linksIn(blocks []string) []string {
	var out []string
	seen := map[string]bool{}
	for _, b := range blocks {
		for _, u := range s.lines[normal(b)].links {
			if !seen[u] {
				seen[u] = true
				out = append(out, u)
			}
		}
	}
	return out
}

var standNames = newPhrases(map[string][]string{"": {"dek", "standfirst", "subtitle", "sub title", "subheadline", "subhead", "sub head", "subheading", "summary",
	"lead", "lede", "intro", "teaser", "bajada", "entradilla", "copete", "sumario", "volanta", "chapo", "abstract", "excerpt", "kicker text", "description", "alternative headline",
	"synopsis", "sumilla", "destaque", "ingress", "sommario", "occhiello", "catenaccio", "zajawka", "perex", "deck", "article lead", "article intro", "untertitel", "vorspann", "anreisser", "strap", "strapline", "subtitulo", "article summary", "tagline"}})

// standfirst is the summary that stands between headline and text.
// It ends where the text, given as blocks, begins.
func (s *survey) standfirst(d *document, main *ldArticle, titles map[string]bool, blocks []string) string {
	text := map[string]bool{}
	for _, b := range blocks {
		if letters(b) >= 60 {
			text[normal(b)] = true
		}
	}
	said := map[string]bool{}
	for _, v := range []string{d.meta("og:description"), d.meta("description"), d.meta("twitter:description")} {
		if n := normal(markupFree(v)); len(n) > 30 {
			said[n] = true
		}
	}
	if main != nil {
		for _, v := range []string{main.description, main.alternative} {
			if n := normal(v); len(n) > 30 {
				said[n] = true
			}
		}
	}
	best := ""
	after := len(d.h1) == 0
	count := 0
	var walk func(n *html.Node) bool
	walk = func(n *html.Node) bool {
		if n.Type != html.ElementNode || silent(n.DataAtom) {
			return true
		}
		if slices.Contains(d.h1, n) {
			after = true
			return true
		}
		if leaf(n) {
			t := textOf(n)
			if t == "" || !after {
				return true
			}
			key := normal(t)
			if saidOf(said, key) && !titles[key] {
				best = t
				return false
			}
			if count++; count > 12 {
				return false
			}
			named := standNames.in(names(n)) || n.Parent != nil && standNames.in(names(n.Parent))
			if count == 1 && sentence(t) && len(t) > 60 && !text[key] && !isElement(n, atom.Figcaption) && !within(n, atom.Figure, atom.Figcaption) {
				named = true // the sentence directly below the headline
			}
			if named && len(t) > 40 && len(t) < 700 && s.lines[key].linked*2 < s.lines[key].letters+1 {
				best = t
				return false
			}
			return !text[key]
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if !walk(c) {
				return false
			}
		}
		return true
	}
	if d.bodyNode != nil {
		walk(d.bodyNode)
	}
	return best
}

// saidOf reports whether a line is what the page says of itself in its head,
// which may be cut short there, or lack the place at the beginning.
func saidOf(said map[string]bool, key string) bool {
	if said[key] {
		return true
	}
	if len(key) < 40 || len(key) > 900 {
		return false
	}
	for s := range said {
		if len(s)*4 > len(key)*3 && strings.Contains(key, s) {
			return true
		}
		same := 0
		for same < len(s) && same < len(key) && s[same] == key[same] {
			same++
		}
		if same > 60 && same*10 > min(len(s), len(key))*9 && len(key) < 2*len(s) {
			return true
		}
	}
	return false
}

// listing says why a page is a list of reports rather than one. A page that
// calls itself an article needs less text to be one.
func (s *survey) listing(text string, article bool) string {
	n, least := letters(text), listLetters
	if article {
		least = listLetters / 4
	}
	if s.teasers >= 8 && n < least && s.proseSize < listLetters && s.linkSize > 2*s.proseSize {
		return fmt.Sprintf("a list: %d linked headlines, %d letters of text", s.teasers, n)
	}
	return ""
}
