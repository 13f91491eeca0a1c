// Package scraper turns the web into articles: it discovers the reports of a
// story, fetches them politely, extracts what they say, and judges whether
// they belong. Every URL it meets ends in an Outcome.
package scraper

import "time"

// Article is one report as an outlet published it.
type Article struct {
	URL         string    // canonical URL: no tracking parameters, AMP and print twins folded
	FetchedURL  string    // the URL that answered, after redirects; empty for files
	Outlet      string    // the outlet's name, or its host
	Title       string    // headline, without the outlet's name
	Authors     []string  // as in the byline, one name each
	Published   Published // when it was published, and how that is known
	Updated     time.Time // last change the page admits to, in its own zone; zero: none
	Language    string    // ISO 639-1, or "" when unknown
	Description string    // standfirst or summary; empty where Text begins with it
	Text        string    // body, paragraphs separated by blank lines
	Entries     []Entry   // of a live blog, in order of Text; empty: the text is of one piece
	Links       []string  // absolute URLs linked from the body text, in order
	Hash        string    // hex SHA-256 of Text
	Origin      string    // id of the group of copies of one text; set by timeline.Build
	Relatedness float64   // 0…1, how surely it belongs to the story
	Reasons     []string  // why, for people: `keyword "Petro" in title`
	Capture     string    // hex SHA-256 of the bytes it was read from: a page, or a line of a file
	Source      string    // the source that led here, as Source.String

	SeenAt    time.Time  // when this text was first received, UTC; zero: not known
	Revisions []Revision // its versions, oldest first, where the page was revised since it was first kept
}

// Entry is one update of a live blog: a part of its article's Text that was
// written at a time of its own, from which its relative dates are counted.
// What stands before the first was written with the article.
type Entry struct {
	Published Published // with the time of day
	Start     int       // of its text in Text, in bytes; it ends where the next begins
}

// Published is a publication instant with its provenance: the document
// creation time (DCT) that relative dates are counted from.
type Published struct {
	Time    time.Time  // in the zone the words gave, else the outlet's; zero: unknown
	HasTime bool       // false: only the day is known, Time is its midnight
	HasZone bool       // false: the zone was assumed
	Words   string     // as written: "2025-11-12T09:30:00-05:00", "12 de noviembre"
	Rung    string     // where on the date ladder: json-ld, live-blog, meta, sitemap, feed, time, url, text, file
	Others  []DateRead // the other rungs' readings, for checking
}

// DateRead is one rung's reading of a publication date.
type DateRead struct {
	Rung  string
	Words string
	Time  time.Time
}

// String is the instant as RFC 3339 where the time of day is known, the day
// as YYYY-MM-DD where it is not, and empty where nothing is.
func (p Published) String() string {
	switch {
	case p.Time.IsZero():
		return ""
	case p.HasTime:
		return p.Time.Format(time.RFC3339)
	}
	return p.Time.Format(time.DateOnly)
}
