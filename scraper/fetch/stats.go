package fetch

import (
	"cmp"
	"net/url"
	"slices"
	"sync"
	"time"
)

// HostStats is how one host was visited.
type HostStats struct {
	Host        string
	Requests    int           // sent, second tries and robots.txt included
	InFlight    bool          // one is on its way now
	Bytes       int64         // of bodies, as they came over the wire
	NotModified int           // answered 304
	Replayed    int           // answered from the archive without asking
	Retried     int           // put off by the host, and tried again
	Waited      time.Duration // in the lane, all requests together
}

// stats counts by host. Those that were only replayed are in it too.
type stats struct {
	mu     sync.Mutex
	byHost map[string]*HostStats
}

func newStats() *stats { return &stats{byHost: map[string]*HostStats{}} }

func (s *stats) note(u *url.URL, change func(*HostStats)) {
	key := hostKey(u)
	s.mu.Lock()
	defer s.mu.Unlock()
	host := s.byHost[key]
	if host == nil {
		host = &HostStats{Host: key}
		s.byHost[key] = host
	}
	change(host)
}

func (s *stats) begun(u *url.URL, waited time.Duration) {
	s.note(u, func(h *HostStats) { h.Requests++; h.InFlight = true; h.Waited += waited })
}

func (s *stats) ended(u *url.URL) { s.note(u, func(h *HostStats) { h.InFlight = false }) }

func (s *stats) received(u *url.URL, n int64) { s.note(u, func(h *HostStats) { h.Bytes += n }) }

func (s *stats) notModified(u *url.URL) { s.note(u, func(h *HostStats) { h.NotModified++ }) }

func (s *stats) replayed(u *url.URL) { s.note(u, func(h *HostStats) { h.Replayed++ }) }

func (s *stats) retried(u *url.URL) { s.note(u, func(h *HostStats) { h.Retried++ }) }

func (s *stats) all() []HostStats {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make([]HostStats, 0, len(s.byHost))
	for _, h := range s.byHost {
		all = append(all, *h)
	}
	slices.SortFunc(all, func(a, b HostStats) int { return cmp.Compare(a.Host, b.Host) })
	return all
}
