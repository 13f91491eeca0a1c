package fetch

import (
	"context"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"sync"
	"time"

	"dateline/scraper"
)

const (
	// maxSlack bounds what is added to the pace, a twentieth of it: on the way
	// requests draw together, and hosts that count do so at their end.
	maxSlack = 50 * time.Millisecond
	// maxBackOff is the longest rest given to a host that fails now and then
	// without saying for how long.
	maxBackOff = 30 * time.Second
	// maxStrikes failures in a row, three pages tried in vain, make a broken
	// host. It is given brokenRest, which is beyond the patience of requests, so
	// that it does not hold up the run.
	maxStrikes = 12
	brokenRest = 5 * time.Minute
)

// sleeper waits for d or until ctx ends, and then returns its error.
type sleeper func(ctx context.Context, d time.Duration) error

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// lanes holds one lane per host.
type lanes struct {
	pace  time.Duration
	now   func() time.Time
	sleep sleeper
	stats *stats

	mu    sync.Mutex
	byKey map[string]*lane
}

func newLanes(o Options, sleep sleeper, stats *stats) *lanes {
	return &lanes{pace: o.Pace, now: o.Now, sleep: sleep, stats: stats, byKey: map[string]*lane{}}
}

// lane is the way to one host: one request at a time, in the order of coming,
// each at least the pace after the one before.
type lane struct {
	*lanes
	slot chan struct{} // who has put a token in may use the host

	mu        sync.Mutex
	last      time.Time     // from when the pace is counted: the last request
	delay     time.Duration // the host's Crawl-delay
	restUntil time.Time     // the host asked to be left alone until then
	strikes   int           // failures in a row
	reason    Error         // for the rest: fate and status of the answer, if there was one
}

// laneKey names the host of a URL. The ports of http and https are one host:
// pages wander between them.
func laneKey(u *url.URL) string {
	if port := u.Port(); port == "" || port == "80" || port == "443" {
		return hostname(u)
	}
	return hostPort(u)
}

func (l *lanes) of(u *url.URL) *lane {
	key := laneKey(u)
	l.mu.Lock()
	defer l.mu.Unlock()
	one := l.byKey[key]
	if one == nil {
		one = &lane{lanes: l, slot: make(chan struct{}, 1)}
		l.byKey[key] = one
	}
	return one
}

// inLane makes requests in their host's lane.
type inLane struct {
	next  http.RoundTripper
	lanes *lanes
}

func (t *inLane) RoundTrip(req *http.Request) (*http.Response, error) {
	lane := t.lanes.of(req.URL)
	came := t.lanes.now()
	if err := lane.enter(req); err != nil {
		return nil, err
	}
	defer func() { <-lane.slot }()
	t.lanes.stats.begun(req.URL, t.lanes.now().Sub(came))
	defer t.lanes.stats.ended(req.URL)

	resp, err := t.next.RoundTrip(req.WithContext(httptrace.WithClientTrace(req.Context(), &httptrace.ClientTrace{
		WroteRequest:         func(httptrace.WroteRequestInfo) { lane.written() },
		GotFirstResponseByte: lane.answered,
	})))
	lane.learn(resp, err)
	return resp, err
}

// written moves the start of a request to when it went out: dialling may have
// taken long, and the host counts from when it hears of us.
func (l *lane) written() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.last = l.now()
}

// enter waits for the slot and for the host's next moment.
func (l *lane) enter(req *http.Request) error {
	ctx := req.Context()
	select {
	case l.slot <- struct{}{}:
	case <-ctx.Done():
		return cancelled(req)
	}
	err := l.waitTurn(req)
	if err != nil {
		<-l.slot
	}
	return err
}

func (l *lane) waitTurn(req *http.Request) error {
	if req.Context().Err() != nil {
		return cancelled(req)
	}
	if rest := l.rest(); rest > patience {
		e := l.reason // written by whoever was in the slot before us
		e.URL = req.URL.String()
		e.Detail += "; it is left alone for another " + rest.Round(time.Second).String()
		return &e
	}
	if wait := l.untilTurn(); wait > 0 {
		if err := l.sleep(req.Context(), wait); err != nil {
			return cancelled(req)
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.last, l.restUntil = l.now(), time.Time{}
	return nil
}

// untilTurn is how long the next request has to wait.
func (l *lane) untilTurn() time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	next := l.restUntil
	gap := max(l.pace, l.delay)
	gap += min(gap/20, maxSlack)
	if paced := l.last.Add(gap); !l.last.IsZero() && paced.After(next) {
		next = paced
	}
	if next.IsZero() {
		return 0
	}
	return next.Sub(l.now())
}

// rest is how long the host has asked to be left alone from now.
func (l *lane) rest() time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.restUntil.IsZero() {
		return 0
	}
	return max(l.restUntil.Sub(l.now()), 0)
}

// answered moves it further where the host has a Crawl-delay, which counts by
// the host's clock: it may be slow to hear us, but it has by now.
func (l *lane) answered() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.delay > 0 {
		l.last = l.now()
	}
}

func (l *lane) setDelay(d time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.delay = d
}

// learn hears how a request went: a host that put it off is left alone for as
// long as it says, or else for ever longer while it goes on so.
func (l *lane) learn(resp *http.Response, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !putOff(resp, err) {
		l.strikes = 0
		return
	}
	l.strikes++
	rest := min(max(l.pace, l.delay)<<l.strikes, maxBackOff)
	if l.strikes >= maxStrikes {
		rest, l.strikes = brokenRest, maxStrikes
	}
	if resp == nil {
		l.reason = Error{Fate: scraper.Unreachable, Detail: "the host broke off " + plural(l.strikes, "answer") + " in a row"}
	} else {
		l.reason = Error{Fate: fateOfRefusal(resp), Status: resp.StatusCode, Detail: "the host answered " + strconv.Itoa(resp.StatusCode)}
		if asked, ok := retryAfter(resp.Header, l.now()); ok {
			rest = asked
			l.reason.Detail += " and asked for rest"
		}
	}
	l.restUntil = l.now().Add(rest)
}
