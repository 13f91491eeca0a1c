package fetch

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"time"

	"dateline/scraper"
	"dateline/scraper/fetch/robotstxt"
)

const (
	// robotsFresh is how long a robots.txt is used from the archive, and again
	// how long from memory: together the 24 hours of RFC 9309 2.4.
	robotsFresh = 12 * time.Hour
	// robotsFailed is how long a host stays closed whose robots.txt could not be
	// read, before it is asked again.
	robotsFailed = 10 * time.Minute
	// robotsHops is how many redirects of a robots.txt are followed (2.3.1.2).
	robotsHops = 5
	// maxCrawlDelay is the longest Crawl-delay we keep to. Beyond it a host would
	// be better served by a Disallow; the clamp is reported.
	maxCrawlDelay = time.Minute
)

// Robots is what a host's robots.txt asks of us.
type Robots struct {
	CrawlDelay time.Duration // as asked; 0: not asked
	Honoured   time.Duration // the part of CrawlDelay we keep to: at most a minute
	Sitemaps   []string      // absolute URLs, as listed

	rules robotstxt.Rules
}

// Allowed reports whether a URL of the host may be fetched. The robots.txt
// itself always may.
func (r Robots) Allowed(rawURL string) bool {
	u, err := url.Parse(rawURL)
	if err != nil {
		return false
	}
	allowed, _ := r.match(u)
	return allowed
}

// match is Allowed with the deciding line.
func (r Robots) match(u *url.URL) (allowed bool, line string) {
	if isRobots(u) {
		return true, ""
	}
	target := u.EscapedPath() // as it is sent: not decoded, not reordered
	if u.RawQuery != "" || u.ForceQuery {
		target += "?" + u.RawQuery
	}
	return r.rules.Match(target)
}

func isRobots(u *url.URL) bool { return u.Path == "/robots.txt" }

// gate lets only those requests pass that robots.txt allows.
type gate struct {
	next   http.RoundTripper
	robots *robots
}

func (t *gate) RoundTrip(req *http.Request) (*http.Response, error) {
	if isRobots(req.URL) {
		return t.next.RoundTrip(req)
	}
	rules, err := t.robots.get(req.Context(), req.URL)
	if err != nil {
		if e, ok := errors.AsType[*Error](err); ok {
			return nil, &Error{Fate: e.Fate, URL: req.URL.String(), Status: e.Status, Detail: e.Detail}
		}
		return nil, err
	}
	if allowed, line := rules.match(req.URL); !allowed {
		return nil, failure(req, scraper.Robots, "robots.txt disallows this path (%s)", line)
	}
	return t.next.RoundTrip(req)
}

// robots fetches, reads and remembers the robots.txt of hosts.
type robots struct {
	client *http.Client
	lanes  *lanes
	now    func() time.Time
	log    *slog.Logger

	mu       sync.Mutex
	byOrigin map[string]*robotsEntry
}

// robotsEntry is a host's robots.txt. Whoever holds the turn may fetch it and
// look at the other fields, so that it is fetched once, however many wait; and
// those who wait can go away.
type robotsEntry struct {
	turn  chan struct{}
	rules Robots
	err   error
	until time.Time
}

// newRobots fetches through chain, which knows lanes and archive but no gate.
func newRobots(chain http.RoundTripper, lanes *lanes, o Options) *robots {
	return &robots{
		client: &http.Client{Transport: chain, CheckRedirect: func(_ *http.Request, via []*http.Request) error {
			if len(via) > robotsHops {
				return http.ErrUseLastResponse
			}
			return nil
		}},
		lanes: lanes, now: o.Now, log: o.Log,
		byOrigin: map[string]*robotsEntry{},
	}
}

// get returns the rules for a URL's host. An error means that nothing may be fetched.
func (r *robots) get(ctx context.Context, u *url.URL) (Robots, error) {
	entry := r.entry(u.Scheme + "://" + hostPort(u))
	select {
	case entry.turn <- struct{}{}:
		defer func() { <-entry.turn }()
	case <-ctx.Done():
		return disallowed, stopped(ctx, u)
	}
	if r.now().Before(entry.until) {
		return entry.rules, entry.err
	}
	rules, err := r.fetch(ctx, u)
	var e *Error
	switch {
	case err == nil:
		entry.until = r.now().Add(robotsFresh)
	case errors.As(err, &e) && e.Fate != scraper.Cancelled:
		entry.until = r.now().Add(robotsFailed)
	default: // not the host's doing: the next in turn asks again
		return rules, err
	}
	entry.rules, entry.err = rules, err
	return rules, err
}

func (r *robots) entry(origin string) *robotsEntry {
	r.mu.Lock()
	defer r.mu.Unlock()
	entry := r.byOrigin[origin]
	if entry == nil {
		entry = &robotsEntry{turn: make(chan struct{}, 1)}
		r.byOrigin[origin] = entry
	}
	return entry
}

var disallowed = Robots{rules: robotstxt.DisallowAll()}

// fetch asks the host for its robots.txt and settles what its answer means
// (RFC 9309 2.3.1): a refusal is no rules, a fault is a closed door.
func (r *robots) fetch(ctx context.Context, u *url.URL) (Robots, error) {
	where := (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}).String()
	ctx = withWishes(ctx, wishes{freshSince: r.now().Add(-robotsFresh), cutAt: robotstxt.MaxSize, warc: wishesOf(ctx).warc})
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, where, nil)
	if err != nil {
		return disallowed, &Error{Fate: scraper.Malformed, URL: where, Detail: err.Error()}
	}
	resp, err := r.client.Do(req)
	var e *Error
	switch {
	case errors.As(err, &e) && e.Fate == scraper.RedirectLoop:
		return Robots{}, nil // the RFC counts redirects without end as no robots.txt
	case err != nil:
		return disallowed, robotsError(ctx, where, err)
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode >= 200 && resp.StatusCode < 300:
	case resp.StatusCode == http.StatusTooManyRequests, resp.StatusCode >= 500:
		// A host that asks for less is not to be taken as one without wishes.
		return disallowed, robotsAnswered(where, resp.StatusCode)
	default: // 4xx, or more redirects than we follow: there is no robots.txt
		return Robots{}, nil
	}
	return r.read(u, wholeBody(resp)), nil
}

func (r *robots) read(u *url.URL, body []byte) Robots {
	rules := robotstxt.Parse(body, productToken)
	result := Robots{CrawlDelay: rules.CrawlDelay, Honoured: min(rules.CrawlDelay, maxCrawlDelay), rules: rules}
	for _, sitemap := range rules.Sitemaps {
		if s, err := u.Parse(sitemap); err == nil && unfetchable(s) == "" {
			result.Sitemaps = append(result.Sitemaps, s.String())
		}
	}
	if result.Honoured < result.CrawlDelay {
		r.log.Warn("Crawl-delay is longer than dateline waits", "host", u.Host, "asked", result.CrawlDelay, "honoured", result.Honoured)
	}
	r.lanes.of(u).setDelay(u, result.Honoured)
	return result
}

func robotsAnswered(where string, status int) *Error {
	return &Error{
		Fate: scraper.Robots, URL: where, Status: status,
		Detail: fmt.Sprintf("robots.txt answered %d, so nothing may be fetched", status),
	}
}

// robotsError is why a robots.txt could not be read. A host that cannot be
// reached keeps that name; only its answers make it one of robots.txt.
func robotsError(ctx context.Context, where string, err error) error {
	var e *Error
	if !errors.As(err, &e) {
		if ctx.Err() != nil {
			return &Error{Fate: scraper.Cancelled, URL: where, Detail: "stopped"}
		}
		return fmt.Errorf("fetch %s: %w", where, err)
	}
	if e.Status != 0 {
		return robotsAnswered(where, e.Status)
	}
	return &Error{Fate: e.Fate, URL: where, Detail: "robots.txt could not be read: " + e.Detail}
}

func stopped(ctx context.Context, u *url.URL) *Error {
	return &Error{Fate: scraper.Cancelled, URL: u.String(), Detail: fmt.Sprintf("stopped: %v", context.Cause(ctx))}
}
