package fetch

import (
	"net/http"

	"dateline/scraper"
)

const (
	// maxHops is how many requests one page may take; as many as Go's own client makes.
	maxHops = 10
	// maxAsked is how often one of them may be for the same URL. Twice, since a
	// consent page leads back to where one came from: A, /consent?to=A, A.
	maxAsked = 2
)

// redirects bounds a chain of redirects. The hops are followed outside, by an
// http.Client, which leaves their trace in Request.Response.
type redirects struct{ next http.RoundTripper }

func (t *redirects) RoundTrip(req *http.Request) (*http.Response, error) {
	hops, asked := 1, 1
	for earlier := req.Response; earlier != nil; earlier = earlier.Request.Response {
		hops++
		if asksFor(earlier.Request, req) && earlier.Header.Get(CopyHeader) == "" {
			asked++
		}
	}
	if asked > maxAsked {
		return nil, failure(req, scraper.RedirectLoop, "redirects lead back here again and again")
	}
	resp, err := t.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	resp.Request = req // the stages below made copies; the trace needs this one
	if isRedirect(resp.StatusCode) && resp.Header.Get("Location") != "" {
		location, err := req.URL.Parse(resp.Header.Get("Location"))
		switch {
		case err != nil:
			return nil, failure(req, scraper.Malformed, "redirects to %q, which is not a URL", resp.Header.Get("Location"))
		case unfetchable(location) != "":
			return nil, failure(req, scraper.Malformed, "redirects to %s: %s", location, unfetchable(location))
		case hops >= maxHops:
			return nil, failure(req, scraper.RedirectLoop, "still redirected after %d requests, to %s", hops, location)
		}
	}
	return resp, nil
}

// passed reports whether the redirects that led to req have been at its URL before.
func passed(req *http.Request) bool {
	for earlier := req.Response; earlier != nil; earlier = earlier.Request.Response {
		if asksFor(earlier.Request, req) {
			return true
		}
	}
	return false
}

func asksFor(a, b *http.Request) bool { return captureKey(a.URL) == captureKey(b.URL) }

func isRedirect(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

func isPermanent(status int) bool {
	return status == http.StatusMovedPermanently || status == http.StatusPermanentRedirect
}
