package fetch

import (
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"dateline/scraper"
)

const (
	maxTries = 4
	// patience is how long one request waits for a host that asks to be left
	// alone, all its tries together.
	patience = 2 * time.Minute
	// maxRest is the longest rest a host is granted at once.
	maxRest = 24 * time.Hour
)

// retry tries again what a host put off: 429, 503 and the passing faults. It
// does not wait itself: the lane has heard the answer too and keeps everyone
// off the host until it may be asked again.
type retry struct {
	next  http.RoundTripper
	lanes *lanes
	stats *stats
	log   *slog.Logger
}

func (t *retry) RoundTrip(req *http.Request) (*http.Response, error) {
	var waited time.Duration
	for try := 1; ; try++ {
		resp, err := t.next.RoundTrip(req)
		if !putOff(resp, err) || req.Method != http.MethodGet && req.Method != http.MethodHead {
			return resp, err
		}
		rest := t.lanes.rest(req.URL)
		waited += rest
		if try == maxTries || waited > patience {
			return exhausted(req, resp, err, try, rest)
		}
		t.stats.retried(req.URL)
		t.log.Debug("asked to come back later", "url", req.URL.String(), "rest", rest, "try", try)
	}
}

// putOff reports whether a later try of the same request may succeed.
func putOff(resp *http.Response, err error) bool {
	if err != nil {
		var e *Error
		return errors.As(err, &e) && e.again
	}
	switch resp.StatusCode {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// exhausted is the end of trying: an Error where the host wants us to stay
// away, else its last word.
func exhausted(req *http.Request, resp *http.Response, err error, tries int, rest time.Duration) (*http.Response, error) {
	if err != nil || resp.StatusCode != http.StatusTooManyRequests && resp.StatusCode != http.StatusServiceUnavailable {
		return resp, err
	}
	e := failure(req, fateOfRefusal(resp), "answered %d to %s", resp.StatusCode, plural(tries, "request"))
	if rest > patience {
		e.Detail += ", and asks to be left alone for " + rest.Round(time.Second).String()
	}
	e.Status = resp.StatusCode
	return nil, e
}

// fateOfRefusal tells a host that asks for patience from one that is broken.
func fateOfRefusal(resp *http.Response) scraper.Fate {
	if resp.StatusCode == http.StatusServiceUnavailable && resp.Header.Get("Retry-After") != "" {
		return scraper.RateLimited
	}
	return FateOfStatus(resp.StatusCode)
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// retryAfter reads the header of that name: seconds, or a date, which counts
// from the answer's own Date so that a wrong clock on either side does no harm.
func retryAfter(h http.Header, now time.Time) (time.Duration, bool) {
	value := h.Get("Retry-After")
	if n, err := strconv.ParseInt(value, 10, 64); err == nil && n >= 0 {
		return time.Duration(min(n, int64(maxRest/time.Second))) * time.Second, true
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0, false
	}
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		now = date
	}
	return min(max(at.Sub(now), 0), maxRest), true
}
