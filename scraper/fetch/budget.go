package fetch

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"dateline/scraper"
)

// A Ledger counts the requests to sites by day, for all who share it.
type Ledger interface {
	// Spend counts one more request to a site on a day (YYYY-MM-DD), unless there
	// were most of them already: then it returns false.
	Spend(ctx context.Context, day, site string, most int) (bool, error)
}

// budget bounds the requests to one host in one run, and those to one site on
// one day of UTC. Copies and robots.txt do not count, nor do second tries.
type budget struct {
	next    http.RoundTripper
	perHost int    // in one run; negative: unbounded
	whole   *tally // for requests outside any run
	perDay  int    // to one site; negative: unbounded
	ledger  Ledger // nil: days are not counted
	now     func() time.Time
}

func (t *budget) RoundTrip(req *http.Request) (*http.Response, error) {
	run := wishesOf(req.Context()).tally
	if run == nil {
		run = t.whole
	}
	if n := run.add(hostKey(req.URL)); t.perHost >= 0 && n > t.perHost {
		return nil, failure(req, scraper.Deferred, "beyond the %d requests to one host in one run", t.perHost)
	}
	if t.ledger != nil && t.perDay >= 0 {
		today := t.now().UTC().Truncate(24 * time.Hour)
		site := laneKey(req.URL)
		ok, err := t.ledger.Spend(req.Context(), today.Format(time.DateOnly), site, t.perDay)
		if err != nil {
			if req.Context().Err() != nil {
				return nil, cancelled(req)
			}
			return nil, fmt.Errorf("fetch %s: count the request: %w: %w", req.URL, ErrArchive, err)
		}
		if !ok {
			e := failure(req, scraper.Deferred, "the %d requests to %s on %s are used up", t.perDay, site, today.Format(time.DateOnly))
			e.Until = today.AddDate(0, 0, 1)
			return nil, e
		}
	}
	return t.next.RoundTrip(req)
}

// tally counts by host.
type tally struct {
	mu sync.Mutex
	n  map[string]int
}

func newTally() *tally { return &tally{n: map[string]int{}} }

func (t *tally) add(host string) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.n[host]++
	return t.n[host]
}
