package fetch

import (
	"context"
	"time"

	"dateline/scraper/warc"
)

// wishes are what a caller wants of the requests under a context.
type wishes struct {
	freshSince time.Time     // copies validated since are used without asking
	freshFor   time.Duration // the same for copies without validators, by age
	cutAt      int64         // read no more of a body than this, and call it whole; 0: the client's cap, an error
	tally      *tally        // requests per host in this run; nil: in the client's life
	warc       *warc.Writer  // where answers are archived as they were received; nil: nowhere
}

type wishesKey struct{}

func wishesOf(ctx context.Context) wishes {
	w, _ := ctx.Value(wishesKey{}).(wishes)
	return w
}

func withWishes(ctx context.Context, w wishes) context.Context {
	return context.WithValue(ctx, wishesKey{}, w)
}

// WithRun marks the requests of one run: Options.MaxPerHost counts anew, and
// copies validated at or after freshSince are used without asking. Give the
// time the run began, or, to go on with one that was killed, the time that one
// began. The zero time means Options.FreshSince.
func WithRun(ctx context.Context, freshSince time.Time) context.Context {
	w := wishesOf(ctx)
	w.freshSince, w.tally = freshSince, newTally()
	return withWishes(ctx, w)
}

// WithFreshFor lets a copy that has no validators (ETag, Last-Modified) be used
// without asking while it is younger than d. It suits article pages, which
// seldom change; listings should always ask.
func WithFreshFor(ctx context.Context, d time.Duration) context.Context {
	w := wishesOf(ctx)
	w.freshFor = d
	return withWishes(ctx, w)
}
