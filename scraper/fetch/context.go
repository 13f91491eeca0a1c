package fetch

import (
	"context"
	"time"

	"dateline/scraper/warc"
)

// wishes are what a caller wants of the requests under a context.
type wishes struct {
	freshSince time.Time    // copies validated since are used without asking
	cutAt      int64        // read no more of a body than this, and call it whole; 0: the client's cap, an error
	tally      *tally       // requests per host in this run; nil: in the client's life
	hold       *Hold        // the room that bodies take; nil: only while they come in
	warc       *warc.Writer // where answers are archived as they were received; nil: nowhere
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

// WithFreshSince lets copies validated at or after t be used without asking, if
// the context does not allow older ones already.
func WithFreshSince(ctx context.Context, t time.Time) context.Context {
	w := wishesOf(ctx)
	if w.freshSince.IsZero() || t.Before(w.freshSince) {
		w.freshSince = t
	}
	return withWishes(ctx, w)
}
