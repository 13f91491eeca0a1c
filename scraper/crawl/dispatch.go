package crawl

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gocolly/colly/v2"

	"dateline/scraper"
	"dateline/scraper/fetch"
)

// An answer is a page as it came, or as it was kept from an earlier run.
type answer struct {
	url         *url.URL // that answered, after redirects
	status      int
	contentType string
	body        []byte
	notModified bool      // our copy: unchanged, or fresh enough not to ask
	fetchedAt   time.Time // when the body left its host; zero: a transport that does not tell
	noIndex     bool      // its X-Robots-Tag asks us not to keep it

	asked        bool          // its host was asked: now, if be it that it had not changed
	fresh        time.Duration // how long it need not be asked for again, by its header
	freshBy      string        // by which field
	tagged       bool          // it can be asked for conditionally
	lastModified time.Time     // by its header; zero: it does not say
}

// An elsewhere is a redirect that is not followed at once, because its target
// is another host's, or is a page already met.
type elsewhere struct {
	target *url.URL
	asked  bool // the host said so now, not our copy
}

func (e *elsewhere) Error() string { return "leads to " + e.target.String() }

// A dispatcher sends requests through colly. It keeps colly to what it is
// good at, carrying requests and answers, and keeps policy out of it: robots.txt,
// pace, caps, retries and validators are the transport's.
type dispatcher struct {
	collector *colly.Collector
	visits    *visits
}

// A visit is one request on its way through colly.
type visit struct {
	since  time.Time                  // copies validated since are good
	follow func(target *url.URL) bool // whether to follow a redirect at once
	asked  bool                       // some host was asked
	hold   *fetch.Hold                // the room that its body takes
	answer *answer
	err    error
}

// visits are the requests under way. Colly shows a transport and a redirect
// handler the request only, so a header names the visit there; it is taken
// off before the request leaves.
type visits struct {
	next   http.RoundTripper
	serial atomic.Int64
	byID   sync.Map // string -> *visit
}

const (
	headerVisit = "Dateline-Visit"
	headerType  = "Dateline-Content-Type" // Content-Type, out of colly's sight
	keyVisit    = "visit"
)

var errTooManyRedirects = errors.New("more redirects than we follow")

// newDispatcher makes a dispatcher for one run over a transport that holds all policy.
func newDispatcher(ctx context.Context, transport http.RoundTripper) *dispatcher {
	v := &visits{next: transport}
	c := colly.NewCollector()
	// COLLY_* variables have been applied by now: every field they can touch,
	// and every default that is policy, is set after them.
	c.AllowedDomains, c.DisallowedDomains = nil, nil
	c.URLFilters, c.DisallowedURLFilters = nil, nil
	c.AllowURLRevisit = true // the frontier knows what was visited
	c.Async = false          // the frontier has the workers
	c.CacheDir = ""          // the archive is the cache
	c.CacheExpiration = 0
	c.CheckHead = false
	c.DetectCharset = false // extract reads the bytes as they came
	c.Headers = nil
	c.IgnoreRobotsTxt = true // the transport asks it, on every hop
	c.MaxBodySize = 0        // the transport caps, and says so
	c.MaxDepth, c.MaxRequests = 0, 0
	c.ParseHTTPErrorResponse = false
	c.TraceHTTP = false
	c.UserAgent = "" // the transport writes it
	c.Context = ctx
	c.SetClient(&http.Client{Transport: v}) // without cookies, and without a time-out beside the transport's
	c.SetRedirectHandler(v.redirect)
	c.OnResponse(func(r *colly.Response) {
		one := visitOf(r.Ctx)
		one.guard(func() {
			one.answer = answerOf(r)
			one.answer.asked = one.asked
		})
	})
	c.OnError(func(r *colly.Response, err error) {
		one := visitOf(r.Ctx)
		one.guard(func() {
			one.err = err
			if r.StatusCode != 0 {
				one.err = statusError(r.Request.URL.String(), r.StatusCode)
			}
		})
	})
	return &dispatcher{collector: c, visits: v}
}

// get asks for a page. follow decides about each redirect; one that it
// declines comes back as an *elsewhere. Copies validated since a time are taken
// for answers; zero: none is. Other errors are *fetch.Error where the
// policy or the host declined.
func (d *dispatcher) get(ctx context.Context, address string, since time.Time, follow func(*url.URL) bool) (ans *answer, err error) {
	one := &visit{since: since, follow: follow, hold: fetch.HoldOf(ctx)}
	defer func() {
		if r := recover(); r != nil {
			ans, err = nil, &fetch.Error{Fate: scraper.Malformed, URL: address, Detail: fmt.Sprintf("carrying the request failed: %v", r)}
		}
	}()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	id := strconv.FormatInt(d.visits.serial.Add(1), 36)
	d.visits.byID.Store(id, one)
	defer d.visits.byID.Delete(id)
	carried := colly.NewContext()
	carried.Put(keyVisit, one)
	err = d.collector.Request(http.MethodGet, address, nil, carried, http.Header{headerVisit: {id}})
	switch {
	case one.err != nil:
		return nil, one.err
	case one.answer != nil: // whatever colly thought of parsing it
		return one.answer, nil
	case err != nil:
		return nil, &fetch.Error{Fate: scraper.Malformed, URL: address, Detail: err.Error()}
	}
	return nil, &fetch.Error{Fate: scraper.Malformed, URL: address, Detail: "no answer"}
}

func visitOf(c *colly.Context) *visit { return c.GetAny(keyVisit).(*visit) }

// guard calls a callback's work. A panic in it costs this visit.
func (v *visit) guard(f func()) {
	defer func() {
		if r := recover(); r != nil {
			v.answer, v.err = nil, fmt.Errorf("reading the answer failed: %v", r)
		}
	}()
	f()
}

func answerOf(r *colly.Response) *answer {
	a := &answer{
		url: r.Request.URL, status: r.StatusCode, body: r.Body,
		contentType: r.Headers.Get(headerType),
		notModified: fetch.IsCopy(*r.Headers),
		fetchedAt:   fetch.FetchedAt(*r.Headers),
		noIndex:     asksNotToKeep(*r.Headers),
		tagged:      r.Headers.Get("ETag") != "" || r.Headers.Get("Last-Modified") != "",
	}
	a.fresh, a.freshBy, _ = fetch.Freshness(*r.Headers, a.fetchedAt)
	a.lastModified, _ = http.ParseTime(r.Headers.Get("Last-Modified"))
	return a
}

// RoundTrip sends a request on its way as the visit wishes, and hides from
// colly what it would act on: a charset in Content-Type makes it rewrite the
// body, and an address that ends in .xml.gz makes it inflate it without bound.
func (v *visits) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx, one := req.Context(), v.of(req)
	if one != nil {
		ctx = one.hold.In(ctx)
	}
	if one != nil && !one.since.IsZero() {
		ctx = fetch.WithFreshSince(ctx, one.since)
	}
	out := req.Clone(ctx)
	for _, name := range []string{headerVisit, "Referer", "User-Agent"} {
		out.Header.Del(name)
	}
	resp, err := v.next.RoundTrip(out)
	if err != nil {
		return nil, err
	}
	if one != nil && fetch.Asked(resp.Header) {
		one.asked = true
	}
	if ct := resp.Header.Get("Content-Type"); ct != "" {
		resp.Header.Set(headerType, ct)
	}
	resp.Header.Del("Content-Type")
	resp.Uncompressed = true
	return resp, nil
}

func (v *visits) of(req *http.Request) *visit {
	one, ok := v.byID.Load(req.Header.Get(headerVisit))
	if !ok {
		return nil
	}
	return one.(*visit)
}

// redirect decides about a hop, as http.Client asks before making it.
func (v *visits) redirect(req *http.Request, via []*http.Request) error {
	if len(via) >= redirectHops {
		return errTooManyRedirects
	}
	if one := v.of(req); one != nil && !one.follow(req.URL) {
		return &elsewhere{req.URL, one.asked}
	}
	return nil
}

// statusError is the refusal that a status tells.
func statusError(address string, status int) *fetch.Error {
	fate := fetch.FateOfStatus(status)
	if fate == "" { // 203 and other successes that colly takes for errors
		fate = scraper.Malformed
	}
	return &fetch.Error{Fate: fate, URL: address, Status: status, Detail: strings.TrimSpace(fmt.Sprintf("%d %s", status, http.StatusText(status)))}
}
