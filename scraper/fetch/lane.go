package fetch

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/netip"
	"net/url"
	"strconv"
	"sync"
	"time"

	"golang.org/x/net/publicsuffix"

	"dateline/scraper"
)

const (
	// maxSlack bounds what is added to the pace, a twentieth of it: on the way
	// requests draw together, and hosts that count do so at their end. What ended
	// sooner needs less, since the host has heard all of a request by the end of
	// its answer.
	maxSlack = 50 * time.Millisecond
	// maxBackOff is the longest rest given to a host that fails now and then
	// without saying for how long.
	maxBackOff = 30 * time.Second
	// maxStrikes failures in a row, three pages tried in vain, make a broken
	// host. It is given brokenRest, which is beyond the patience of requests, so
	// that it does not hold up the run.
	maxStrikes = 12
	brokenRest = 5 * time.Minute
	// maxSilence requests in a row without any answer, each until its time was
	// up or the name was not found, make one too.
	maxSilence = 4
	// A site that takes slowBy times as long for its answers as it does at best
	// is under strain, and has slowRest times as long between them.
	slowBy   = 3
	slowRest = 4
	// quick is an answer that tells of no strain, whatever the best was.
	quick = 500 * time.Millisecond
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

// lanes holds one lane per site.
type lanes struct {
	pace     time.Duration
	anywhere bool // connections are made by Options.Dial: their addresses say nothing
	now      func() time.Time
	sleep    sleeper
	stats    *stats

	mu        sync.Mutex
	byKey     map[string]*lane
	byAddress map[string]*house
}

func newLanes(o Options, sleep sleeper, stats *stats) *lanes {
	return &lanes{pace: o.Pace, anywhere: o.Dial != nil, now: o.Now, sleep: sleep, stats: stats, byKey: map[string]*lane{}, byAddress: map[string]*house{}}
}

// lane is the way to one site, all its hosts together: one request at a time, in
// the order of coming, each at least the pace after the one before.
type lane struct {
	*lanes
	slot chan struct{} // who has put a token in may use the site

	mu      sync.Mutex
	last    time.Time            // from when the pace is counted: the last request
	ended   time.Time            // when the answer to it was wholly read, or was given up; zero: it is under way
	site    standing             // by what its hosts answered
	hosts   map[string]*laneHost // by hostKey
	easing  time.Duration        // added to the pace since the site has put us off
	owed    time.Duration        // what easing will be once it answers again
	wrote   time.Time            // when the request under way went out; zero: it has not
	usual   time.Duration        // of an answer, at best; 0: there was none
	lately  time.Duration        // of an answer, smoothed
	address *house               // where its last connection led; nil: there was none
}

// standing is how a site or host has treated us of late.
type standing struct {
	restUntil time.Time // it is left alone until then
	strikes   int       // failures in a row
	reason    Error     // for the rest: fate and status of the answer, if there was one
}

// laneHost is what is known of one host of a site.
type laneHost struct {
	standing               // by its connections
	delay    time.Duration // its Crawl-delay
}

// laneKey names the site of a URL: its registrable domain, since www, m and amp
// are mostly one machine.
func laneKey(u *url.URL) string {
	host := hostname(u)
	if _, err := netip.ParseAddr(host); err != nil {
		if domain, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
			host = domain
		}
	}
	return atPort(u, host)
}

// hostKey names the host of a URL. The ports of http and https are one host:
// pages wander between them.
func hostKey(u *url.URL) string { return atPort(u, hostname(u)) }

func atPort(u *url.URL, host string) string {
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		return net.JoinHostPort(host, port)
	}
	return host
}

func (l *lanes) of(u *url.URL) *lane {
	key := laneKey(u)
	l.mu.Lock()
	defer l.mu.Unlock()
	one := l.byKey[key]
	if one == nil {
		one = &lane{lanes: l, slot: make(chan struct{}, 1), hosts: map[string]*laneHost{}}
		l.byKey[key] = one
	}
	return one
}

// rest is how long the host of a URL is to be left alone from now.
func (l *lanes) rest(u *url.URL) time.Duration {
	rest, _ := l.of(u).rest(u)
	return rest
}

// host is what is known of a URL's host. The caller holds mu.
func (l *lane) host(u *url.URL) *laneHost {
	key := hostKey(u)
	if l.hosts[key] == nil {
		l.hosts[key] = &laneHost{}
	}
	return l.hosts[key]
}

// inLane makes requests in their site's lane, and where sites share an address,
// one after another there.
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
	home := lane.address
	taken, err := home.enter(req, lane)
	if err != nil {
		return nil, err
	}
	defer func() { home.leave(taken) }()
	t.lanes.stats.begun(req.URL, t.lanes.now().Sub(came))
	defer t.lanes.stats.ended(req.URL)

	resp, err := t.next.RoundTrip(req.WithContext(httptrace.WithClientTrace(req.Context(), &httptrace.ClientTrace{
		GotConn: func(info httptrace.GotConnInfo) { // the first, or one to another of its addresses
			if now := t.lanes.house(info.Conn.RemoteAddr()); now != home {
				home.leave(taken)
				home = now
				taken, _ = home.enter(req, lane) // who may not wait is told so by the request
				lane.address = home
			}
		},
		WroteRequest:         func(httptrace.WroteRequestInfo) { lane.written() },
		GotFirstResponseByte: func() { lane.answered(req.URL) },
	})))
	home.learn(resp)
	lane.learn(req.URL, resp, err)
	return resp, err
}

// written moves the start of a request to when it went out: dialling may have
// taken long, and the host counts from when it hears of us.
func (l *lane) written() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.last = l.now()
	l.wrote = l.last
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
	if rest, reason := l.rest(req.URL); rest > patience {
		reason.URL = req.URL.String()
		reason.Detail += "; it is left alone for another " + rest.Round(time.Second).String()
		return &reason
	}
	if wait := l.untilTurn(req.URL); wait > 0 {
		if err := l.sleep(req.Context(), wait); err != nil {
			return cancelled(req)
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.last, l.ended, l.wrote = l.now(), time.Time{}, time.Time{}
	l.site.restUntil, l.host(req.URL).restUntil = time.Time{}, time.Time{}
	return nil
}

// untilTurn is how long the next request has to wait.
func (l *lane) untilTurn(u *url.URL) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	host := l.host(u)
	next := host.restUntil
	if l.site.restUntil.After(next) {
		next = l.site.restUntil
	}
	gap := max(l.pace+l.easing, host.delay, l.strain())
	slack := min(gap/20, maxSlack)
	if !l.ended.IsZero() {
		slack = min(slack, l.ended.Sub(l.last))
	}
	gap += slack
	if paced := l.last.Add(gap); !l.last.IsZero() && paced.After(next) {
		next = paced
	}
	if next.IsZero() {
		return 0
	}
	return next.Sub(l.now())
}

// strain is what a site needs between two answers when it has become slow; 0
// when it has not.
func (l *lane) strain() time.Duration {
	if l.lately < quick || l.lately < slowBy*l.usual {
		return 0
	}
	return min(slowRest*l.lately, maxBackOff)
}

// rest is how long a host is to be left alone from now, and why.
func (l *lane) rest(u *url.URL) (time.Duration, Error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.site
	if host := l.host(u); host.restUntil.After(s.restUntil) {
		s = host.standing
	}
	if s.restUntil.IsZero() {
		return 0, Error{}
	}
	return max(s.restUntil.Sub(l.now()), 0), s.reason
}

// answered hears the first byte of an answer. It moves the start of the request
// further where the host has a Crawl-delay, which counts by the host's clock: it
// may be slow to hear us, but it has by now.
func (l *lane) answered(u *url.URL) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.wrote.IsZero() {
		took := l.now().Sub(l.wrote)
		if l.usual += l.usual / 50; l.usual == 0 || took < l.usual { // a site may become slower for good
			l.usual = max(took, time.Millisecond)
		}
		l.lately += (took - l.lately) / 4
	}
	if l.host(u).delay > 0 {
		l.last = l.now()
	}
}

func (l *lane) setDelay(u *url.URL, d time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.host(u).delay = d
}

// learn hears how a request went. A site that put it off is left alone for as
// long as it says, or else for ever longer while it goes on so, and is asked
// more slowly for a while after. A host that gives no answer is asked a few
// times.
func (l *lane) learn(u *url.URL, resp *http.Response, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ended = l.now()
	var e *Error
	host := l.host(u)
	switch {
	case errors.As(err, &e) && (e.Fate == scraper.Cancelled || e.Fate == scraper.BlockedAddress):
	case putOff(resp, err):
		l.struck(u, resp)
	case errors.As(err, &e) && (e.Fate == scraper.Timeout || e.Fate == scraper.Unreachable):
		if e.Fate == scraper.Timeout {
			l.owe(max(2*l.easing, l.pace))
		}
		if host.strikes++; host.strikes >= maxSilence {
			host.restUntil = l.now().Add(brokenRest)
			host.reason = Error{Fate: e.Fate, Detail: "the host gave no answer to " + plural(host.strikes, "request") + " in a row, last: " + e.Detail}
		}
	default:
		l.easing = max(l.easing-l.easing/4-l.pace/32, l.owed, 0)
		l.owed, l.site.strikes, host.strikes = 0, 0, 0
	}
}

// owe sets what will be added to the pace for a while.
func (l *lane) owe(d time.Duration) { l.owed = min(max(l.owed, d), maxBackOff) }

// struck notes that the site put a request off.
func (l *lane) struck(u *url.URL, resp *http.Response) {
	s := &l.site
	s.strikes++
	rest := min(max(l.pace, l.host(u).delay)<<s.strikes, maxBackOff)
	if s.strikes >= maxStrikes {
		rest, s.strikes = brokenRest, maxStrikes
	}
	if resp == nil {
		s.reason = Error{Fate: scraper.Unreachable, Detail: "the host broke off " + plural(s.strikes, "answer") + " in a row"}
	} else {
		s.reason = Error{Fate: fateOfRefusal(resp), Status: resp.StatusCode, Detail: "the host answered " + strconv.Itoa(resp.StatusCode)}
		if asked, ok := retryAfter(resp.Header, l.now()); ok {
			rest = asked
			s.reason.Detail += " and asked for rest"
		}
	}
	if resp != nil && resp.StatusCode == http.StatusTooManyRequests {
		l.owe(max(2*l.easing, l.pace)) // it has told us that we are too fast
	} else {
		l.owe(l.easing + l.pace/4)
	}
	s.restUntil = l.now().Add(rest)
}
