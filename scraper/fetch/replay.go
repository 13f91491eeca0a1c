package fetch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"dateline/scraper"
)

// permanentFor is how long a permanent redirect is believed without asking.
// Not for ever, as the RFC would allow: sites redirect permanently by mistake.
const permanentFor = 7 * 24 * time.Hour

// replay asks a host only what we do not know: it answers from the archive
// where the copy is fresh enough, sends the copy's validators where it is not,
// and archives what comes. The archive is private to this installation and
// each copy answers one URL asked by one client in one way, so Vary and
// no-store do not keep an answer out; they are for shared caches.
type replay struct {
	next       http.RoundTripper
	archive    scraper.Archive // nil: none
	freshSince time.Time
	now        func() time.Time
	stats      *stats
}

func (t *replay) RoundTrip(req *http.Request) (*http.Response, error) {
	if t.archive == nil || req.Method != http.MethodGet {
		resp, err := t.next.RoundTrip(req)
		if err != nil {
			return nil, err
		}
		mark(resp, "", t.now())
		return resp, nil
	}
	stored, err := t.archive.Capture(req.Context(), captureKey(req.URL))
	if err != nil {
		return nil, archiveError(req, "read the stored copy", err)
	}
	// What was not archived when it came is asked for again, without validators.
	bare := stored != nil && stored.Record.ID == "" && wishesOf(req.Context()).warc != nil
	if stored != nil && !bare && t.fresh(req, stored) {
		t.stats.replayed(req.URL)
		return answerFrom(*stored, req, copyFresh), nil
	}

	asked := req
	if stored != nil && !bare && stored.Status == http.StatusOK && hasValidators(stored) {
		asked = req.Clone(req.Context())
		// Byte for byte as they came: hosts compare them as strings.
		if etag := stored.Header.Get("ETag"); etag != "" {
			asked.Header["If-None-Match"] = []string{etag}
		}
		if modified := stored.Header.Get("Last-Modified"); modified != "" {
			asked.Header["If-Modified-Since"] = []string{modified}
		}
	}
	resp, err := t.next.RoundTrip(asked)
	if err != nil {
		return nil, err
	}
	now := t.now()
	switch {
	case resp.StatusCode == http.StatusNotModified && asked != req:
		t.stats.notModified(req.URL)
		stored.ValidatedAt, stored.Header = now.UTC(), stored.Header.Clone()
		stored.Header.Del("Age") // was that of another answer
		for _, name := range keptHeader {
			if values := resp.Header.Values(name); len(values) > 0 && name != "Content-Type" {
				stored.Header[name] = values
			}
		}
		if err := t.save(req, resp, *stored, stored.Record, now); err != nil {
			return nil, err
		}
		return answerFrom(*stored, req, copyValidated), nil
	case resp.StatusCode == http.StatusNotModified:
		return nil, failure(req, scraper.Malformed, "answered 304 to a request without validators")
	case t.worthKeeping(req, resp, stored):
		var earlier scraper.Record
		if stored != nil {
			earlier = stored.Record
		}
		if err := t.save(req, resp, captureOf(req, resp, now), earlier, now); err != nil {
			return nil, err
		}
	}
	mark(resp, "", now)
	return resp, nil
}

// fresh reports whether the copy answers the request without asking.
func (t *replay) fresh(req *http.Request, c *scraper.Capture) bool {
	if isRedirect(c.Status) && passed(req) {
		// The host has sent us round to this URL again: what it said the first
		// time (consent!) is no longer its answer.
		return false
	}
	validated := c.ValidatedAt
	if validated.IsZero() {
		validated = c.FetchedAt
	}
	wish := wishesOf(req.Context())
	since := wish.freshSince
	if since.IsZero() {
		since = t.freshSince
	}
	if !since.IsZero() && !validated.Before(since) {
		return true
	}
	age := t.now().Sub(validated)
	return isPermanent(c.Status) && age < permanentFor
}

// worthKeeping reports whether an answer goes into the archive: a whole page,
// or a redirect. A temporary redirect does not replace a page we have: its
// validators would be lost to a consent wall.
func (t *replay) worthKeeping(req *http.Request, resp *http.Response, stored *scraper.Capture) bool {
	cutAt := wishesOf(req.Context()).cutAt
	switch {
	case resp.StatusCode == http.StatusOK:
		return cutAt == 0 || resp.ContentLength < cutAt
	case !isRedirect(resp.StatusCode) || resp.Header.Get("Location") == "":
		return false
	}
	return isPermanent(resp.StatusCode) || stored == nil || stored.Status != http.StatusOK
}

// save archives an answer, even when the caller has gone by now: the host has
// been troubled for it. It is written as it was received before the capture
// that tells where, so that no capture can tell of what was not written.
func (t *replay) save(req *http.Request, resp *http.Response, c scraper.Capture, earlier scraper.Record, at time.Time) error {
	if err := archive(req, resp, &c, earlier, at); err != nil {
		return archiveError(req, "keep the answer as it came", err)
	}
	if err := t.archive.SaveCapture(context.WithoutCancel(req.Context()), c); err != nil {
		return archiveError(req, "keep the answer", err)
	}
	return nil
}

// ErrArchive says that an answer could not be kept, or an earlier one not be read.
var ErrArchive = errors.New("the archive failed")

// archiveError is a fault of ours and not a fate of the URL, unless the caller has gone.
func archiveError(req *http.Request, what string, err error) error {
	if req.Context().Err() != nil && errors.Is(err, req.Context().Err()) {
		return cancelled(req)
	}
	return fmt.Errorf("fetch %s: %s: %w: %w", req.URL, what, ErrArchive, err)
}

// captureKey is the name of a URL in the archive: as requested, which is
// without fragment.
func captureKey(u *url.URL) string {
	plain := *u
	plain.Fragment, plain.RawFragment = "", ""
	return plain.String()
}

func hasValidators(c *scraper.Capture) bool {
	return c.Header.Get("ETag") != "" || c.Header.Get("Last-Modified") != ""
}

func digest(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}
