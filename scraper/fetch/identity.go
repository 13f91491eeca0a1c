package fetch

import (
	"net/http"

	"dateline/scraper"
)

// identity says who we are, and keeps no memory of who we were: no cookies, no
// Referer, whatever the http.Client above would have.
type identity struct {
	next      http.RoundTripper
	userAgent string
}

const accept = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json;q=0.9,application/xml;q=0.9,*/*;q=0.8"

func (t *identity) RoundTrip(req *http.Request) (*http.Response, error) {
	if problem := unfetchable(req.URL); problem != "" {
		return nil, failure(req, scraper.Malformed, "%s", problem)
	}
	ours := req.Clone(req.Context())
	ours.Header.Set("User-Agent", t.userAgent)
	ours.Header.Set("Accept-Encoding", acceptEncoding)
	if a := ours.Header.Get("Accept"); a == "" || a == "*/*" {
		ours.Header.Set("Accept", accept)
	}
	// The validators and the range of a request are the replay stage's affair.
	for _, name := range []string{"Cookie", "Referer", "Range", "If-None-Match", "If-Modified-Since"} {
		ours.Header.Del(name)
	}
	resp, err := t.next.RoundTrip(ours)
	if err != nil {
		return nil, err
	}
	resp.Header.Del("Set-Cookie")
	return resp, nil
}
