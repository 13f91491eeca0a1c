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
	// Keep stores an article of a story, replacing the one with its canonical URL.
	Keep(ctx context.Context, story string, a Article) error
	// Record stores the outcome of a URL in a run. The last one of a URL counts.
	Record(ctx context.Context, story, run string, o Outcome) error
}

// Capture is an answer as it was received, kept so that a later run can ask
// "has it changed?" and go on from our copy when it has not.
type Capture struct {
	URL         string      // as requested
	Status      int         // 200, or a redirect's 3xx
	Header      http.Header // only what is needed later: Content-Type, ETag, Last-Modified, Location, …
	Body        []byte      // after transfer and content decoding
	Digest      string      // hex SHA-256 of Body
	FetchedAt   time.Time   // when the body came, UTC
	ValidatedAt time.Time   // when the host last said it is unchanged, UTC; else FetchedAt
}
