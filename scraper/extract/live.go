package extract

import (
	_ "embed"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/goccy/go-yaml"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

//go:embed live.yaml
var liveYAML []byte

var liveWords = sync.OnceValue(func() (w struct {
	signs []string        // spoken, with a blank on either side
	stamp map[string]bool // plain
}) {
	var f struct{ Signs, Stamp map[string][]string }
	if err := yaml.UnmarshalWithOptions(liveYAML, &f, yaml.Strict()); err != nil {
		panic("extract: live.yaml: " + err.Error())
	}
	w.stamp = map[string]bool{}
	for _, lang := range sortedKeys(f.Signs) {
		for _, s := range f.Signs[lang] {
			w.signs = append(w.signs, " "+s+" ")
		}
	}
	for _, list := range f.Stamp {
		for _, s := range list {
			w.stamp[plain(s)] = true
		}
	}
	return w
})

// Bounds of looking for the entries of a live blog.
const (
	maxStamps    = 2000
	maxStampLine = 60 // bytes of a line that is a time and nothing else
	fewEntries   = 2  // fewer are no live blog
	fewLines     = 3  // the same, where nothing but the text tells
)

// entry is one update of a live blog, where it stands on the page.
type entry struct {
	nodes  []*html.Node
	stamp  stamp  // year 0: only the time of day is written
	words  string // as written
	rung   string
	blocks []string // its paragraphs, once they have been read
	at     int      // where it begins in the text, in bytes, where that is all there is
}

// stamped is an element that says when an entry was written.
type stamped struct {
	node  *html.Node
	stamp stamp
	words string
	rung  string
}

// live reports whether the page calls itself a live blog.
func (d *document) live(main *ldArticle) bool {
	if main != nil && main.live {
		return true
	}
	said := spoken(d.title)
	for _, h := range d.h1 {
		said += spoken(textOf(h))
	}
	if d.page != nil {
		said += spoken(d.page.Path)
	}
	return saysLive(said)
}

// saysLive reports whether spoken words are those of a live blog's headline or
// address.
func saysLive(said string) bool {
	for _, s := range liveWords().signs {
		if strings.Contains(said, s) {
			return true
		}
	}
	return false
}

// findEntries finds the entries of a live blog: neighbours in one element, each
// with a time of day of its own and a text that does not lead elsewhere. The
// page must call itself live, or them: other lists are of answers and posts.
func (d *document) findEntries(main *ldArticle, dayFirst bool) []*entry {
	if d.bodyNode == nil {
		return nil
	}
	live := d.live(main)
	marks := d.stamps(dayFirst, live)
	feeds := feedsOf(marks)
	if len(feeds) == 0 || !live && !namedLive(feeds) {
		return nil
	}
	at := make(map[*html.Node]stamped, len(marks))
	for _, m := range marks {
		at[m.node] = m
	}
	var all []*entry
	for _, f := range feeds {
		all = append(all, entriesOf(f, at, dayFirst)...)
	}
	own, elsewhere := 0, 0
	for _, u := range all {
		n, away := d.prose(u.nodes)
		if own += n; n < fewLetters || away && !(main != nil && main.live) {
			elsewhere++
		}
	}
	if prose, _ := d.prose([]*html.Node{d.bodyNode}); len(all) < fewEntries || elsewhere*2 > len(all) || own*10 < prose*3 {
		return nil
	}
	return all
}

// namedLive reports whether elements, or what stands directly in them, are
// named as a live blog is.
func namedLive(feeds []*html.Node) bool {
	for _, f := range feeds {
		if saysLive(names(f)) {
			return true
		}
		for c := f.FirstChild; c != nil; c = c.NextSibling {
			if saysLive(names(c)) {
				return true
			}
		}
	}
	return false
}

// stamps are the elements that say nothing but a time of day, and paragraphs
// that begin with one. Where the page does not call itself live, a time in the
// text alone is that of what it tells: "8:46 – The first plane hits the tower".
func (d *document) stamps(dayFirst, live bool) []stamped {
	var out []stamped
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type != html.ElementNode || silent(n.DataAtom) || len(out) >= maxStamps || isElement(n, atom.Nav, atom.Blockquote) {
			return
		}
		if n.DataAtom == atom.Time {
			if m, ok := timeStamp(n, dayFirst); ok && !d.inMasthead(n) {
				out = append(out, m)
			}
			return
		}
		if live && leaf(n) {
			line := textWithin(n, 400)
			st, rest, ok := leadStamp(line, dayFirst)
			if ok && (isBlock(n.DataAtom) || rest == "") && linkAround(n) == nil {
				out = append(out, stamped{n, st, stampWords(line, rest), rungText})
				return
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(d.bodyNode)
	return out
}

// timeStamp reads a <time> element that holds a time of day and is not labelled
// as a change. An attribute in UTC beside a clock that readers see is put in
// the zone of that clock.
func timeStamp(n *html.Node, dayFirst bool) (stamped, bool) {
	seen := textOf(n)
	if updated := vocabulary().labels.updated; labelled(seen, updated) || labelled(textBefore(n), updated) {
		return stamped{}, false
	}
	shown, _, visible := leadStamp(seen, dayFirst)
	words := attr(n, "datetime")
	st, ok := machineDate(words, dayFirst)
	if !ok || !st.hasTime {
		return stamped{n, shown, seen, rungTime}, visible
	}
	if zone := st.location(); visible && zone == time.UTC && shown.min == st.min {
		t, _ := st.at(zone)
		hours := (shown.hour-st.hour+36)%24 - 12
		t = t.In(time.FixedZone("", hours*3600))
		st.year, st.month, st.day = t.Date()
		st.hour, st.zone = t.Hour(), t.Format("-07:00")
	}
	return stamped{n, st, words, rungTime}, true
}

// stampEnds part an entry's time from its text.
const stampEnds = " :-–—|•·"

// leadStamp reads the time of day that a line begins with, with or without its
// date, and what comes after it: "10.32am: The vote begins", "14:05 GMT",
// "9:15 p. m. | ". Words that are no part of a time before a colon or dash, or
// before the line's end, make it a sentence.
func leadStamp(line string, dayFirst bool) (st stamp, rest string, ok bool) {
	head := cut(line, maxStampLine)
	if !strings.ContainsAny(head, "0123456789") {
		return stamp{}, "", false
	}
	ts := tokens(head)
	w, v := liveWords(), vocabulary()
	end := len(line)
	for i, t := range ts {
		c := t.text[0]
		switch {
		case c >= '0' && c <= '9', v.months[t.text] != 0, w.stamp[t.text], v.zones[strings.ToUpper(t.text)] != "":
			continue
		case t.text == "," || t.text == "." || t.text == "/" || t.text == "(" || t.text == ")" || t.text == "+":
			continue
		case t.text == ":" && i > 0 && i+1 < len(ts) && ts[i-1].num >= 0 && ts[i+1].num >= 0 && ts[i-1].end == t.start && ts[i+1].start == t.end:
			continue // within the time
		}
		if _, day := v.weekdays[t.text]; day {
			continue
		}
		if i == 0 || !strings.ContainsAny(t.text, stampEnds) {
			return stamp{}, "", false
		}
		end = t.start
		rest = strings.TrimLeft(line[t.start:], stampEnds)
		break
	}
	if end == len(line) && len(line) > len(head) {
		return stamp{}, "", false
	}
	head = line[:end]
	if list := writtenDates(head, dayFirst); len(list) > 0 {
		return list[0], rest, list[0].hasTime
	}
	st, ok = clock(head, stamp{weekday: -1})
	return st, rest, ok
}

// stampWords is a line without what comes after its time.
func stampWords(line, rest string) string {
	return strings.Trim(strings.TrimSuffix(line, rest), stampEnds)
}

// feedsOf are the elements whose children hold the most times: one, or several
// alike, as where each day or page of a live blog has its own.
func feedsOf(marks []stamped) []*html.Node {
	children := map[*html.Node]int{}    // with a time in them
	last := map[*html.Node]*html.Node{} // the child counted last
	var order []*html.Node
	for _, m := range marks {
		child := m.node
		for p := child.Parent; p != nil; child, p = p, p.Parent {
			if last[p] == child {
				continue
			}
			if last[p] == nil {
				order = append(order, p)
			}
			last[p] = child
			children[p]++
		}
	}
	type kind struct {
		tag   atom.Atom
		class string
		depth int
	}
	sums := map[kind]int{}
	kindOf := func(n *html.Node) kind { return kind{n.DataAtom, attr(n, "class"), depth(n)} }
	var best kind
	for _, p := range order {
		if k := kindOf(p); children[p] > 1 {
			sums[k] += children[p]
			if sums[k] > sums[best] || sums[k] == sums[best] && k.depth > best.depth {
				best = k
			}
		}
	}
	var out []*html.Node
	for _, p := range order {
		if sums[best] > 0 && kindOf(p) == best {
			out = append(out, p)
		}
	}
	return out
}

// entriesOf are the entries among the children of an element. An entry is a
// child that holds a time, or one that is a time and all that follows until the
// next. A heading right before the time is of its entry, and a line that is a
// day dates the entries below it.
func entriesOf(feed *html.Node, at map[*html.Node]stamped, dayFirst bool) []*entry {
	var out []*entry
	var heading *html.Node
	var day stamp
	open := false // what comes next is still of the last entry
	for c := feed.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		m, ok := firstStamp(c, at)
		if ok {
			u := &entry{stamp: m.stamp, words: m.words, rung: m.rung}
			if u.stamp.year == 0 && u.stamp.day == 0 {
				u.stamp.year, u.stamp.month, u.stamp.day = day.year, day.month, day.day
			}
			if heading != nil {
				u.nodes = append(u.nodes, heading)
				if n := len(out); n > 0 && open {
					prev := out[n-1]
					prev.nodes = prev.nodes[:len(prev.nodes)-1]
				}
			}
			u.nodes = append(u.nodes, c)
			out = append(out, u)
			open = leaf(c)
			heading = nil
			continue
		}
		heading = nil
		line := textWithin(c, maxStampLine)
		if list := writtenDates(line, dayFirst); len(list) > 0 && list[0].year != 0 && len(line) <= maxStampLine && letters(line) < list[0].end-list[0].start+4 {
			day, open = list[0], false
			continue
		}
		if open {
			out[len(out)-1].nodes = append(out[len(out)-1].nodes, c)
		}
		if isElement(c, atom.H2, atom.H3, atom.H4, atom.H5) {
			heading = c
		}
	}
	return out
}

// firstStamp is the first time within n.
func firstStamp(n *html.Node, at map[*html.Node]stamped) (stamped, bool) {
	if m, ok := at[n]; ok {
		return m, true
	}
	for c := range n.Descendants() {
		if m, ok := at[c]; ok {
			return m, true
		}
	}
	return stamped{}, false
}

// prose counts the letters below nodes that stand in no link, and tells
// whether a headline there leads to another page.
func (d *document) prose(nodes []*html.Node) (size int, away bool) {
	var walk func(n *html.Node, heading bool)
	walk = func(n *html.Node, heading bool) {
		switch n.Type {
		case html.TextNode:
			size += letters(n.Data)
			return
		case html.ElementNode:
			if silent(n.DataAtom) || isElement(n, atom.Nav, atom.Footer, atom.Time) {
				return
			}
			heading = heading || isElement(n, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6)
			if n.DataAtom == atom.A && hasAttr(n, "href") {
				if holdsHeading := len(find(n, atom.H2, atom.H3, atom.H4, atom.H5)) > 0; heading || holdsHeading {
					away = away || d.elsewhere(attr(n, "href"))
				}
				return
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, heading)
		}
	}
	for _, n := range nodes {
		walk(n, false)
	}
	return size, away
}

// elsewhere reports whether a link leads to another page than this, or a part
// of it that has its own address.
func (d *document) elsewhere(href string) bool {
	u := d.link(href)
	if u == "" || d.page == nil {
		return false
	}
	to, err := url.Parse(u)
	if err != nil || to.Host != d.page.Host {
		return err == nil
	}
	own, path := strings.TrimRight(d.page.Path, "/"), strings.TrimRight(to.Path, "/")
	return path != own && !(strings.Count(own, "/") > 1 && strings.HasPrefix(path, own+"/"))
}

// inEntries reports whether a node stands in one of the live blog's entries:
// what it says is not about the whole page.
func (d *document) inEntries(n *html.Node) bool {
	for p := n; p != nil && len(d.entries) > 0; p = p.Parent {
		if d.entryNodes[p] {
			return true
		}
	}
	return false
}
