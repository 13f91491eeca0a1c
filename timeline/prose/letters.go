package prose

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// What makes a row of readers' posts.
const (
	fewestPosts = 3    // whose stamps say that they are posts
	fewestBars  = 5    // whose stamps only have a bar after them
	longestPost = 8000 // bytes between two stamps of a row
	beside      = 64   // bytes before and after a stamp in which its signs stand
	lastWords   = 400  // bytes that may run into a stamp without a mark
)

// moment is a time to the minute with its whole date, in either order: "28
// January 2011 9:14 am", "January 30th, 2011 at 9:14 am", "10:14 am on 28 May
// 2010", "3 feb 2011 a las 10:15", "03/02/2011 10:15", "2011-02-03 10:15:00".
var moment = regexp.MustCompile(`(?:` + wholeDate + `(?:[\s,;|.@–—-]|\p{L}{1,3}\s){1,6}` + minute + `|` + minute + `[\s,]*(?:\p{L}{1,3}\s)?` + wholeDate + `)(?:\s(?:\p{L}{2}\s)?` + minute + `)?(?:\s\p{Lu}{2,4}\b)?`)

const (
	wholeDate = `(?:\p{L}{3,10}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th|º)?\s(?:de\s)?\p{L}{3,10}\.?,?\s(?:de\s)?(?:19|20)\d\d|\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)`
	minute    = `\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s?[aApP]\.?\s?[mM]\b\.?)?(?:\s?(?:hrs?|h)\b\.?)?`
)

// letters are the words by which a language's pages mark readers' posts.
type letters struct {
	by     *regexp.Regexp // before a stamp, with who wrote: "Posted by: X | "
	said   *regexp.Regexp // before a stamp, likewise: "X says:"
	wrote  *regexp.Regexp // after a stamp, likewise: ", X wrote:"
	button *regexp.Regexp // after a stamp, for other readers to press: "| Report abuse"
}

func lettersOf(posters, posting, buttons []string) letters {
	verbs := anyOf(posting)
	return letters{
		by:     regexp.MustCompile(`(?i)(?:^|[^\p{L}])(?:` + anyOf(posters) + `)[:\s]\s*([^\n|]{1,50}?)[\s|,;(–—-]*$`),
		said:   regexp.MustCompile(`(?i)([^\n:]{1,40}?)\s(?:` + verbs + `)\s?:\s*$`),
		wrote:  regexp.MustCompile(`(?i)^[\s,|)]*([^\n:.]{1,40}?)\s(?:` + verbs + `)\s?:\s*(?:[^\s"“«]|$)`),
		button: regexp.MustCompile(`(?i)^[\s|.)\]·•-]*(?:` + anyOf(buttons) + `)(?:[^\p{L}]|$)`),
	}
}

// numberedPost and barredPost are signs of a post in any language: "#12 X " before its
// stamp, a bar after it.
var (
	numberedPost = regexp.MustCompile(`#\d{1,5}\s[^\n#]{0,40}$`)
	barredPost   = regexp.MustCompile(`^\.?\s?\|`)
)

// post is the stamp of a reader's post.
type post struct {
	at   int    // where it begins, with what stands before it
	sign sign   // by which it is known
	who  string // wrote it, as far as the stamp names anybody
}

type sign int

const (
	byButton sign = iota // or number
	byName
	byBar
)

// Report is a text without the readers' posts below it: it ends where a row of
// them begins, each with its own stamp of day and minute and a sign of being a
// post. Entries of a live blog have no such signs, and those that a few reporters
// sign are not by ever other people.
func Report(text, lang string) string {
	end := len(text)
	posts := postsIn(text, tableOf(lang).letters)
	if len(posts) < fewestPosts {
		return text
	}
	for _, s := range []sign{byButton, byName, byBar} {
		if at := rowOf(posts, s); at >= 0 {
			end = min(end, beginning(text, at))
		}
	}
	return text[:end]
}

// postsIn are the stamps of a text that have the sign of a post.
func postsIn(text string, l letters) []post {
	var out []post
	for i, done := 1, 0; i+2 < len(text); i++ {
		if c := text[i]; c != ':' && c != '.' && c != 'h' || i < done || !digit(text[i-1]) || !digit(text[i+1]) || !digit(text[i+2]) {
			continue
		}
		from, to := border(text, max(i-beside, done)), border(text, i+beside)
		if !strings.Contains(text[from:to], "20") && !strings.Contains(text[from:to], "19") {
			continue
		}
		at := moment.FindStringIndex(text[from:to])
		if at == nil || from+at[1] <= i {
			continue
		}
		start, stop := from+at[0], from+at[1]
		if p, is := l.post(text[border(text, max(start-beside, done)):start], text[stop:border(text, stop+beside)]); is {
			p.at = start - p.at
			out = append(out, p)
		}
		done = stop
	}
	return out
}

// post tells by the text before and after a stamp whether it is a post's. How
// many bytes before the stamp it begins stands in at.
func (l letters) post(before, after string) (post, bool) {
	for _, named := range []*regexp.Regexp{l.by, l.said} {
		if m := named.FindStringSubmatchIndex(before); m != nil {
			return post{at: len(before) - m[0], sign: byName, who: strings.ToLower(before[m[2]:m[3]])}, true
		}
	}
	if m := l.wrote.FindStringSubmatch(after); m != nil {
		return post{sign: byName, who: strings.ToLower(m[1])}, true
	}
	if at := numberedPost.FindStringIndex(before); at != nil {
		return post{at: len(before) - at[0], sign: byButton}, true
	}
	if l.button.MatchString(after) {
		return post{sign: byButton}, true
	}
	return post{sign: byBar}, barredPost.MatchString(after)
}

// rowOf is where the first row of posts with a sign begins; -1: there is none.
func rowOf(posts []post, s sign) int {
	var row []post
	for _, p := range posts {
		if p.sign != s {
			continue
		}
		if n := len(row); n > 0 && p.at-row[n-1].at > longestPost {
			if at := startOf(row, s); at >= 0 {
				return at
			}
			row = row[:0]
		}
		row = append(row, p)
	}
	return startOf(row, s)
}

// startOf is where the posts of a row begin. Those that are signed do where three
// others sign in turn, unless the whole is by a few: a newsroom's own blog.
func startOf(row []post, s sign) int {
	switch {
	case s == byButton && len(row) >= fewestPosts, s == byBar && len(row) >= fewestBars:
		return row[0].at
	case s != byName || len(row) < fewestPosts:
		return -1
	}
	names := map[string]bool{}
	for _, p := range row {
		names[p.who] = true
	}
	if len(names)*4 <= len(row) {
		return -1
	}
	for i := 0; i+2 < len(row); i++ {
		if row[i].who != row[i+1].who && row[i+1].who != row[i+2].who && row[i].who != row[i+2].who {
			return row[i].at
		}
	}
	return -1
}

// listNumber is the number in which a line may begin: "12. ".
var listNumber = regexp.MustCompile(`^\s*\d{1,5}\.$`)

// beginning is where the words begin that run into a stamp, which are of the post,
// and the number before them.
func beginning(text string, at int) int {
	head := strings.TrimRight(text[:at], " \t(")
	from := border(text, max(0, len(head)-lastWords))
	i := strings.LastIndexAny(head[from:], "\n.!?…")
	if i < 0 {
		return len(head)
	}
	_, size := utf8.DecodeRuneInString(head[from+i:])
	mark := from + i + size
	if line := strings.LastIndexByte(head[:mark], '\n') + 1; listNumber.MatchString(head[line:mark]) {
		return line
	}
	return mark
}

func digit(c byte) bool { return '0' <= c && c <= '9' }
