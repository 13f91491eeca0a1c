package exports

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/scraper"
)

// cellLimit is how many UTF-16 units of text a spreadsheet cell holds.
const cellLimit = 32767

// cutMark ends a text that a cell could not hold whole.
const cutMark = " …[cut here: the whole text is in timeline.json]"

// clean makes text fit for XML and for people: line ends become LF, and what
// is no character of XML 1.0 (control characters, lone surrogates, invalid
// UTF-8) goes, and so do the marks that turn the direction of what follows: a
// page could make a cell read otherwise than it is written. Arabic and Hebrew
// letters need no such marks.
func clean(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case r == utf8.RuneError, r == 0xFFFE, r == 0xFFFF:
			return -1
		case r < ' ' && r != '\t' && r != '\n', r >= 0x7F && r < 0xA0:
			return -1
		case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, s)
}

// fit cuts text that a cell cannot hold, after a sentence where there is one,
// and says so in place.
func fit(s string) string {
	if utf16Len(s) <= cellLimit {
		return s
	}
	room := cellLimit - utf16Len(cutMark)
	units, end := 0, 0
	for i, r := range s {
		units += utf16Units(r)
		if units > room {
			break
		}
		end = i + utf8.RuneLen(r)
	}
	head := s[:end]
	// A sentence end in the last tenth is worth stopping at; farther back, the
	// loss would be greater than the gain.
	if stop := lastSentenceEnd(head); stop > end-end/10 {
		head = head[:stop]
	}
	return strings.TrimRightFunc(head, unicode.IsSpace) + cutMark
}

// lastSentenceEnd is the byte after the last full stop, question or
// exclamation mark that white space follows; 0: none.
func lastSentenceEnd(s string) int {
	for i := len(s) - 1; i > 0; i-- {
		if (s[i] == ' ' || s[i] == '\n') && strings.IndexByte(".?!", s[i-1]) >= 0 {
			return i
		}
	}
	return 0
}

func utf16Units(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

func utf16Len(s string) int {
	n := 0
	for _, r := range s {
		n += utf16Units(r)
	}
	return n
}

// defuse makes text safe in a CSV that a person opens in a spreadsheet: what
// would be read as a formula gets an apostrophe in front. White space and
// full-width signs do not hide one.
func defuse(s string) string {
	if s == "" {
		return s
	}
	if s[0] == '\t' || s[0] == '\n' || s[0] == '\r' {
		return "'" + s
	}
	trimmed := strings.TrimLeftFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r)
	})
	if r, _ := utf8.DecodeRuneInString(trimmed); strings.ContainsRune("=+-@＝＋－＠−", r) {
		return "'" + s
	}
	return s
}

// fateDocs explains each fate, in the order the workbook lists them.
var fateDocs = []struct {
	Fate scraper.Fate
	Doc  string
}{
	{scraper.Kept, "an article of the story; the timeline is made of these"},
	{scraper.Borderline, "not kept, though nearly of the story: look at these; keep_from in the configuration moves the line"},
	{scraper.Unrelated, "an article of something else"},
	{scraper.OutsideWindow, "published before or after the story's window"},
	{scraper.OtherLanguage, "in a language the story does not follow"},
	{scraper.Duplicate, "another address of an article already met"},
	{scraper.Listing, "read for its links: feed, sitemap, section page, search"},
	{scraper.Robots, "robots.txt disallows it or could not be read, or the page asks not to be indexed"},
	{scraper.Gone, "not there any more (404, 410), or a page that says so"},
	{scraper.Paywall, "for subscribers only"},
	{scraper.Blocked, "login or consent asked for, or access refused"},
	{scraper.RateLimited, "the site asked for fewer requests, longer than we waited"},
	{scraper.ServerError, "the site failed (5xx)"},
	{scraper.ClientError, "the site refused the request (4xx)"},
	{scraper.Timeout, "no whole answer in time"},
	{scraper.Unreachable, "name, connection or TLS failed"},
	{scraper.BlockedAddress, "a loopback, private or special-purpose address"},
	{scraper.RedirectLoop, "more redirects than we follow"},
	{scraper.TooLarge, "the page is beyond the size limit"},
	{scraper.NotHTML, "an article was expected and something else came"},
	{scraper.ScriptOnly, "its text is drawn by scripts, which are not run"},
	{scraper.NoText, "nothing that reads like a report"},
	{scraper.NoDate, "no publication date could be read"},
	{scraper.Malformed, "could not be parsed"},
	{scraper.Limit, "left alone: beyond the bounds of a source or host"},
	{scraper.Deferred, "put off, since the requests to its host for the run or the day were used up; a later run asks"},
	{scraper.Cancelled, "the run stopped first"},
}
