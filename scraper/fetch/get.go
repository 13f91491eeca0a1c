package fetch

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"slices"
	"time"
)

// Response is a page as it was finally answered.
type Response struct {
	URL         string      // that answered, after redirects
	Status      int         // HTTP status; FateOfStatus says what it means
	Header      http.Header // of the answer
	Body        []byte      // whole, decoded
	NotModified bool        // Body is our copy: unchanged, or fresh enough not to ask
	FetchedAt   time.Time   // when Body left its host, UTC
	Redirects   []string    // the URLs that led to URL, in order
}

// Get fetches a page and follows its redirects, each hop under the whole
// policy. Whatever status the host answers with is a Response; what comes to
// nothing is an *Error. An error of another type is the archive's.
func (c *Client) Get(ctx context.Context, url string) (*Response, error) {
	if _, err := parseURL(url); err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	client := http.Client{
		Transport:     c.chain,
		CheckRedirect: func(*http.Request, []*http.Request) error { return nil }, // the chain bounds them
	}
	resp, err := client.Do(req)
	if err != nil {
		if e, ok := errors.AsType[*Error](err); ok {
			return nil, e
		}
		return nil, err
	}
	defer resp.Body.Close()
	page := &Response{
		URL: captureKey(resp.Request.URL), Status: resp.StatusCode, Header: resp.Header, Body: bytes.Clone(wholeBody(resp)),
		NotModified: IsCopy(resp.Header), FetchedAt: FetchedAt(resp.Header),
	}
	for earlier := resp.Request.Response; earlier != nil; earlier = earlier.Request.Response {
		page.Redirects = append(page.Redirects, captureKey(earlier.Request.URL))
	}
	slices.Reverse(page.Redirects)
	return page, nil
}
