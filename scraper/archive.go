package scraper

import (
	"context"
	"net/http"
	"time"
)

// Archive is what the scraper asks of the store. Implementations are safe for
// concurrent use, and each call is atomic: done wholly or not at all, also
// when the process is killed.
type Archive interface {
	// Capture returns the newest stored answer for a URL, or nil.
	Capture(ctx context.Context, url string) (*Capture, error)
	// SaveCapture stores an answer, replacing the URL's earlier one.
	SaveCapture(ctx context.Context, c Capture) error
	// Keep stores an article of a story in the place of the one with its canonical
	// URL, as Article.After says.
	Keep(ctx context.Context, story string, a Article) error
	// Record stores the outcome of a URL in a run. The last one of a URL counts.
	// It takes the article out of the story that it finds not to belong, or to
	// be a duplicate of another one.
	Record(ctx context.Context, story, run string, o Outcome) error
}

// Capture is an answer as it was received, kept so that a later run can ask
// "has it changed?" and go on from our copy when it has not.
type Capture struct {
	URL         string      // as requested
	Status      int         // 200, or a redirect's 3xx
	Header      http.Header // only what is needed later: Content-Type, ETag, Last-Modified, Location, …
	Body        []byte      // after transfer and content decoding
	Packed      []byte      // Body as gzip, where it is at hand; nil: whoever stores it packs it
	Digest      string      // hex SHA-256 of Body
	FetchedAt   time.Time   // when the body came, UTC
	ValidatedAt time.Time   // when the host last said it is unchanged, UTC; else FetchedAt
	Record      Record      // holds the answer as it was received; zero: it was not archived
	Added       []Record    // written for this answer and not logged yet; SaveCapture logs them
}

// Record is a WARC record that was written: where it lies, and enough of what
// it holds to find any later change. Records are logged once and never altered.
type Record struct {
	Kind    string    // warcinfo, response, revisit or request
	ID      string    // its WARC-Record-ID, a URN
	URL     string    // its WARC-Target-URI; of a warcinfo the file's name
	At      time.Time // its WARC-Date, UTC
	File    string    // name in the folder of WARC files
	Offset  int64     // of its first byte in File
	Length  int64     // in bytes, as it lies there: compressed
	Sum     string    // hex SHA-256 of those bytes
	Payload string    // its WARC-Payload-Digest; empty: it has none
}
