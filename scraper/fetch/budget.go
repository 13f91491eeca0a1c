package fetch

import (
	"net/http"
	"sync"

	"dateline/scraper"
)

// budget bounds the requests to one host in one run. Copies and robots.txt do
// not count, nor do second tries.
type budget struct {
	next    http.RoundTripper
	perHost int    // negative: unbounded
	whole   *tally // for requests outside any run
}

func (t *budget) RoundTrip(req *http.Request) (*http.Response, error) {
	run := wishesOf(req.Context()).tally
	if run == nil {
		run = t.whole
	}
	if n := run.add(hostKey(req.URL)); t.perHost >= 0 && n > t.perHost {
		return nil, failure(req, scraper.Limit, "beyond the %d requests to one host in one run", t.perHost)
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
