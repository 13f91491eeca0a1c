package fetch

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"dateline/scraper"
)

// Bodies of up to smallBody bytes are taken in at any time. Those that turn out
// to be larger share a room of roomSize bytes, each as if it was as large as a
// body may be: one that took what it needs bit by bit could wait for another
// that waits for it.
const (
	smallBody = 1 << 20
	roomSize  = 128 << 20
	// roomPatience is how long a body waits for room. Its host is not to blame,
	// and the time for its answer begins anew.
	roomPatience = 2 * time.Minute
)

var errNoRoom = errors.New("no room for a body of its size beside those of other hosts")

// room is the memory that large bodies have together.
type room struct {
	size int64
	free *semaphore.Weighted
}

func newRoom(size int64) *room { return &room{size: size, free: semaphore.NewWeighted(size)} }

// A Hold is the room that the bodies of one piece of work take, until it is
// released. The work is done with one body before it asks for the next.
type Hold struct {
	mu   sync.Mutex
	room *room
	n    int64
}

// WithHold lets the bodies of requests under ctx take room until release is
// called. Without it a body counts only until it has been taken in.
func WithHold(ctx context.Context) (held context.Context, release func()) {
	h := &Hold{}
	return h.In(ctx), h.release
}

// HoldOf is the Hold of a context, or nil.
func HoldOf(ctx context.Context) *Hold { return wishesOf(ctx).hold }

// In is ctx with the hold; a nil one changes nothing.
func (h *Hold) In(ctx context.Context) context.Context {
	if h == nil {
		return ctx
	}
	w := wishesOf(ctx)
	w.hold = h
	return withWishes(ctx, w)
}

func (h *Hold) release() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.n > 0 {
		h.room.free.Release(h.n)
		h.n = 0
	}
}

// take waits for room for a body of n bytes at most, unless the hold has it.
func (h *Hold) take(req *http.Request, r *room, n int64) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if n = min(n, r.size); h.n >= n {
		return nil
	}
	if r.free.TryAcquire(n - h.n) {
		h.room, h.n = r, n
		return nil
	}
	resume := pause(req)
	defer resume()
	ctx, cancel := context.WithTimeout(req.Context(), roomPatience)
	defer cancel()
	if err := r.free.Acquire(ctx, n-h.n); err != nil {
		if req.Context().Err() != nil {
			return context.Cause(req.Context())
		}
		return failure(req, scraper.Timeout, "%v", errNoRoom)
	}
	h.room, h.n = r, n
	return nil
}
