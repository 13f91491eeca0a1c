package extract

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxDateLine is the longest line, in bytes, in which a publication date is
// looked for: longer ones tell of other days.
const maxDateLine = 220

// A timeElement is a <time>, or an element of microdata, and the date it gives.
type timeElement struct {
	node  *html.Node
	micro bool // its attributes call it the date of publication
	words string
	stamp stamp
}

// fromTimeElements reads <time> and microdata. Of several, those that say
// "published" come first, then the one nearest below the headline.
func (r *dater) fromTimeElements() {
	var best timeElement
	bestScore := -1
	below := -1 // how many stand between the headline and this one; -1: it is above
	if len(r.d.h1) == 0 {
		below = 0
	}
	for n := range r.d.root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if below < 0 && slices.Contains(r.d.h1, n) {
			below = 0
		}
		e, ok := r.timeElement(n)
		if !ok {
			continue
		}
		score := e.score(below)
		if below >= 0 {
			below++
		}
		if labelled(textBefore(n), vocabulary().labels.updated) {
			r.change(e.words)
			score -= 25
		}
		if score > bestScore {
			best, bestScore = e, score
		}
	}
	if bestScore >= 0 {
		weight := 0.8
		if bestScore < 10 {
			weight = 0.3
		}
		r.addRead(r.timeReading(best, weight))
	}
}

// timeElement reads an element that may be of the page's publication. Of one
// that tells of a change it notes that, and of any other element nothing.
func (r *dater) timeElement(n *html.Node) (timeElement, bool) {
	prop := strings.ToLower(attr(n, "itemprop") + " " + attr(n, "property"))
	own := names(n)
	e := timeElement{node: n, micro: strings.Contains(prop, "datepublished") || strings.Contains(prop, "pubdate") ||
		n.DataAtom != atom.Time && publishedNames.in(own) && attr(n, "title")+attr(n, "datetime") != ""}
	switch {
	case strings.Contains(prop, "datemodified"):
		r.change(timeWords(n))
		return e, false
	case n.DataAtom != atom.Time && !e.micro || n.DataAtom == atom.Meta && within(n, atom.Head),
		within(n, atom.Footer, atom.Nav) && !e.micro || r.d.inMasthead(n) || r.d.inEntries(n):
		return e, false
	}
	e.words = timeWords(n)
	// WordPress calls the date of a post that nobody changed "published updated".
	changed := (strings.Contains(own, "update") || strings.Contains(own, "modif")) && !publishedNames.in(own)
	if changed || labelled(textOf(n), vocabulary().labels.updated) {
		r.change(e.words)
		return e, false
	}
	var ok bool
	e.stamp, ok = machineDate(e.words, r.dayFirst)
	return e, ok
}

// score is how surely an element tells of the page's publication, by what it is
// called and by where it stands.
func (e timeElement) score(below int) int {
	n := e.node
	line, around := textOf(n), names(n)
	if n.Parent != nil {
		around += names(n.Parent)
		if len(line) < 40 {
			if t := textWithin(n.Parent, maxDateLine); len(t) < maxDateLine {
				line = t
			}
		}
	}
	switch {
	case e.micro:
		return 40
	case hasAttr(n, "pubdate") || strings.Contains(around, " published ") || labelled(line, vocabulary().labels.published):
		return 30
	case below >= 0 && below < 4:
		return 20 - below
	case within(n, atom.Article, atom.Main):
		return 6
	}
	return 0
}

// timeReading is the date of an element, with the time of day from its text or
// from beside it where its attribute has none.
func (r *dater) timeReading(e timeElement, weight float64) reading {
	out := reading{rung: rungTime, words: e.words, weight: weight}
	set := func(st stamp) {
		out.time, out.hasZone = st.at(r.zone)
		out.hasTime = st.hasTime && !midnight(out.time)
	}
	st := e.stamp
	set(st)
	if list := writtenDates(textOf(e.node), r.dayFirst); len(list) > 0 && list[0].day == st.day && list[0].month == st.month {
		switch {
		case !st.hasTime && list[0].hasTime: // "datetime" gives the day, the text beside it the hour
			st.hour, st.min, st.hasTime, st.zone = list[0].hour, list[0].min, true, list[0].zone
			set(st)
		case !list[0].hasTime && st.zone == "Z" && st.hour == 12 && st.min == 0 && st.sec == 0:
			out.hasTime = false // Drupal keeps a day without a time as noon
		}
	}
	if e.stamp.hasTime || out.hasTime {
		return out
	}
	lines := r.d.lines(1500)
	for i, l := range lines {
		if encloses(l.node, e.node) || encloses(e.node, l.node) {
			if st := besideClock(lines, i, e.stamp); st.hasTime {
				set(st)
			}
			break
		}
	}
	return out
}

// publishedNames are in the names of elements that hold the date of publication.
var publishedNames = newPhrases(map[string][]string{"": {"published", "dt published", "entry date", "post date", "date published", "publish date", "pubdate"}})

// timeWords is the date of an element: as it is written for machines, or else
// for readers.
func timeWords(n *html.Node) string {
	for _, key := range [...]string{"datetime", "content", "data-datetime", "data-timestamp", "data-date", "title"} {
		if s := attr(n, key); s != "" {
			if _, ok := machineDate(s, true); ok || key == "datetime" || key == "content" {
				return s
			}
		}
	}
	return spacedText(n)
}

// textBefore is the text that stands directly before a node in its line.
func textBefore(n *html.Node) string {
	for p, tries := n.PrevSibling, 0; p != nil && tries < 3; p, tries = p.PrevSibling, tries+1 {
		if t := textOf(p); t != "" {
			if len(t) > 60 {
				t = t[len(t)-60:]
			}
			return strings.ToValidUTF8(t, "")
		}
	}
	return ""
}

// inMasthead reports whether a date is that of the day, printed above every
// page: in a header that is not the report's.
func (d *document) inMasthead(n *html.Node) bool {
	for p := n; p != nil; p = p.Parent {
		if p.Type != html.ElementNode {
			continue
		}
		if d.namesToday(p) {
			return true
		}
		if p.DataAtom == atom.Header {
			return !d.holdsH1(p) && !within(p, atom.Article, atom.Main)
		}
		if p.DataAtom == atom.Article || p.DataAtom == atom.Main {
			return false
		}
	}
	return false
}

// namesToday reports whether an element is called after what stands above
// every page. The report's own head may be called a masthead too.
func (d *document) namesToday(n *html.Node) bool {
	if !vocabulary().today.in(names(n)) || d.holdsH1(n) {
		return false
	}
	for p := n.Parent; p != nil; p = p.Parent {
		if p.DataAtom == atom.Article && d.holdsH1(p) {
			return false
		}
	}
	return true
}

// holdsH1 reports whether a headline stands in n.
func (d *document) holdsH1(n *html.Node) bool {
	if d.aboveH1 == nil {
		d.aboveH1 = map[*html.Node]bool{}
		for _, h := range d.h1 {
			for p := h; p != nil; p = p.Parent {
				d.aboveH1[p] = true
			}
		}
	}
	return d.aboveH1[n]
}

var copyrightRE = regexp.MustCompile(`(?:©|\(c\)|[Cc]opyright)\D{0,20}((?:19|20)\d\d)(?:\s*[-–—]\s*((?:19|20)\d\d))?`)

// clock is the latest day the page can have been printed, where it tells: by
// the date in its masthead, or the year of its copyright line.
func (d *document) clock(p Page) time.Time {
	var t time.Time
	for _, n := range find(d.root, atom.Time) {
		if d.inMasthead(n) {
			if st, ok := machineDate(cmpOr(attr(n, "datetime"), textOf(n)), true); ok {
				t, _ = st.at(p.Zone)
				t = t.Add(slack)
				break
			}
		}
	}
	if t.IsZero() {
		year := 0
		for _, f := range find(d.root, atom.Footer) {
			for _, m := range copyrightRE.FindAllStringSubmatch(cut(textOf(f), 4000), 4) {
				y, _ := strconv.Atoi(cmpOr(m[2], m[1]))
				year = max(year, y)
			}
		}
		if year > earliest.Year() {
			t = time.Date(year+1, 1, 1, 0, 0, 0, 0, time.UTC)
		}
	}
	if !p.FetchedAt.IsZero() && t.After(p.FetchedAt.Add(slack)) {
		return time.Time{}
	}
	return t
}

// labelled reports whether a line begins with one of the labels, or has one
// before a colon.
func labelled(line string, labels []string) bool {
	l := plain(line)
	for _, s := range labels {
		if i := strings.Index(l, s); i >= 0 && i < 60 {
			before := i == 0 || !letterAt(l, i-1)
			end := i + len(s)
			after := end == len(l) || !letterAt(l, end)
			if before && after {
				return true
			}
		}
	}
	return false
}

func letterAt(s string, i int) bool { return s[i] >= 'a' && s[i] <= 'z' || s[i] >= 0x80 }

// textLine is a line of the page as a reader sees it.
type textLine struct {
	node *html.Node
	text string // parts that only their elements keep apart are parted
	told int    // bytes of prose between the headline and it
}

// lines are the short lines around the headline, in order: those before it,
// and those after it until the text has begun.
func (d *document) lines(limit int) []textLine {
	var out []textLine
	prose, told := 0, 0
	seenH1 := len(d.h1) == 0
	var walk func(n *html.Node) bool
	walk = func(n *html.Node) bool {
		if n.Type != html.ElementNode || silent(n.DataAtom) || n.DataAtom == atom.Nav || n.DataAtom == atom.Head {
			return true
		}
		if n.DataAtom == atom.Footer && !(within(n, atom.Article) && len(textWithin(n, maxDateLine)) < maxDateLine) {
			return true // Drupal writes the byline into a footer of its own
		}
		if slices.Contains(d.h1, n) {
			seenH1 = true
			prose, told = 0, 0
			return true
		}
		if n.DataAtom == atom.H1 {
			return true // the site's name
		}
		if leaf(n) {
			t := textOf(n)
			if t == "" {
				return true
			}
			if seenH1 && len(t) > maxDateLine/2 {
				told += len(t)
			}
			if len(t) <= maxDateLine {
				out = append(out, textLine{n, spacedText(n), told})
			} else if seenH1 {
				prose += len(t)
			}
			return len(out) < 600 && prose < limit
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode {
				if t := squash(c.Data); t != "" && len(t) <= maxDateLine {
					out = append(out, textLine{n, t, told})
				}
			}
			if !walk(c) {
				return false
			}
		}
		return true
	}
	if d.bodyNode != nil {
		walk(d.bodyNode)
	}
	return out
}

// leaf reports whether an element holds text and no blocks.
func leaf(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && (isBlock(c.DataAtom) || !leaf(c)) {
			return false
		}
	}
	return true
}

// fromText reads the date that readers see: the byline, the line under the
// headline.
func (r *dater) fromText() {
	w := vocabulary()
	type candidate struct {
		line  int
		st    stamp
		words string
		score float64
	}
	var best candidate
	relative := ""
	lines := r.d.lines(1500)
	for i, l := range lines {
		if !strings.ContainsFunc(l.text, unicode.IsDigit) || r.d.inMasthead(l.node) || within(l.node, atom.Blockquote) || r.d.inEntries(l.node) {
			continue
		}
		line := l.text
		for _, st := range writtenDates(line, r.dayFirst) {
			before := line[:st.start]
			if lastLabel(strings.ToValidUTF8(before[max(0, len(before)-24):], ""), w.labels.until) >= 0 {
				continue
			}
			if i := lastLabel(before, w.labels.updated); i > lastLabel(before, w.labels.published) {
				if st.year != 0 {
					t, hasZone := st.at(r.zone)
					r.updated = append(r.updated, reading{words: line[st.start:st.end], time: t, hasTime: st.hasTime, hasZone: hasZone})
				}
				continue
			}
			if score := r.textScore(l, st); score > best.score {
				best = candidate{line: i, st: st, words: line, score: score}
			}
		}
		if relative == "" && len(line) < 80 {
			if _, ok := ago(line); ok {
				relative = line
			}
		}
	}
	switch {
	case best.score >= 0.3:
		if !best.st.hasTime {
			best.st = besideClock(lines, best.line, best.st)
		}
		r.add(rungText, best.words, min(best.score, 0.95), best.st)
	case relative != "":
		if t, ok := r.relative(relative); ok {
			r.addRead(reading{rung: rungText, words: relative, time: t, weight: 0.2})
		}
	}
}

// textScore is how surely a date in a line is that of the publication, by what
// the line says and by where it stands.
func (r *dater) textScore(l textLine, st stamp) float64 {
	w, score := vocabulary(), 0.1
	around := names(l.node)
	if l.node.Parent != nil {
		around += names(l.node.Parent)
	}
	if w.date.in(around) {
		score += 0.4
	}
	if labelled(l.text, w.labels.published) || labelled(cut(l.text, 12), w.labels.byline) {
		score += 0.4
	}
	if st.hasTime {
		score += 0.3
	}
	if st.year == 0 {
		score -= 0.15
	}
	if rest := len(l.text) - (st.end - st.start); rest < 40 {
		score += 0.25
	} else if rest > 120 {
		score -= 0.3
	}
	if frame := ancestor(l.node, atom.Article, atom.Main); frame != nil && (r.d.holdsH1(frame) || len(r.d.h1) == 0) {
		score += 0.1
	} else if frame != nil && frame.DataAtom == atom.Article {
		score -= 0.5 // another report's
	}
	if l.told > 300 {
		score -= 0.2 // teasers of other reports follow the text
	}
	if isElement(l.node, atom.Li, atom.A, atom.H2, atom.H3) || within(l.node, atom.Li, atom.A) {
		score -= 0.2
	}
	return score
}

// encloses reports whether n is frame or stands in it.
func encloses(frame, n *html.Node) bool {
	for p := n; p != nil; p = p.Parent {
		if p == frame {
			return true
		}
	}
	return false
}

// besideClock adds to a date the time of day that stands in a line of its own
// next to it.
func besideClock(lines []textLine, i int, st stamp) stamp {
	for _, j := range [...]int{i + 1, i + 2, i - 1} {
		if j < 0 || j >= len(lines) || len(lines[j].text) > 24 || letters(lines[j].text) > 14 {
			continue
		}
		frame := lines[i].node.Parent
		for up := 0; up < 2 && frame != nil && frame.Parent != nil && !encloses(frame, lines[j].node); up++ {
			frame = frame.Parent
		}
		if frame == nil || !encloses(frame, lines[j].node) || len(writtenDates(lines[j].text, true)) > 0 || lastLabel(lines[j].text, vocabulary().labels.updated) >= 0 {
			continue
		}
		if timed, ok := clock(lines[j].text, st); ok {
			return timed
		}
	}
	return st
}

func lastLabel(s string, labels []string) int {
	last := -1
	l := plain(s)
	for _, label := range labels {
		if i := strings.LastIndex(l, label); i > last && (i == 0 || !letterAt(l, i-1)) && (i+len(label) == len(l) || !letterAt(l, i+len(label))) {
			last = i
		}
	}
	return last
}

// relative reads "3 hours ago" and "hace 3 días" from the moment of the fetch:
// the day only.
func (r *dater) relative(line string) (time.Time, bool) {
	d, ok := ago(line)
	if !ok || r.latest.IsZero() {
		return time.Time{}, false
	}
	return r.latest.Add(-slack).Add(-d).In(r.zone), true
}

// ago reads how long ago a line says something was.
func ago(line string) (time.Duration, bool) {
	w := vocabulary()
	ts := tokens(line)
	for i, t := range ts {
		n := t.num
		if w.one[t.text] {
			n = 1
		}
		if n < 1 || i+1 >= len(ts) {
			continue
		}
		unit, ok := w.units[ts[i+1].text]
		if !ok || n > 400 {
			continue
		}
		is := i+2 < len(ts) && w.after[ts[i+2].text]
		for _, b := range w.before {
			is = is || strings.HasSuffix(strings.TrimSpace(plain(line[:t.start])), b)
		}
		if is {
			return time.Duration(n) * unit, true
		}
	}
	return 0, false
}
