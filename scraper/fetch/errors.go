package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"time"

	"dateline/scraper"
)

// Error is a request that came to nothing, and why.
type Error struct {
	Fate   scraper.Fate
	URL    string
	Status int       // of the last answer; 0: there was none
	Detail string    // for people, without the URL
	Until  time.Time // it comes to the same before this time; zero: that is not known

	again bool // a later try may well succeed
}

func (e *Error) Error() string { return fmt.Sprintf("fetch %s: %s", e.URL, e.Detail) }

// failure makes the Error of a request.
func failure(req *http.Request, fate scraper.Fate, format string, args ...any) *Error {
	return &Error{Fate: fate, URL: req.URL.String(), Detail: fmt.Sprintf(format, args...)}
}

// FateOfStatus is the fate of a URL that answered with an HTTP status, and
// empty for a success: the body decides then.
func FateOfStatus(status int) scraper.Fate {
	switch {
	case status == http.StatusPartialContent: // we never ask for a part
		return scraper.Malformed
	case status >= 200 && status < 300:
		return ""
	case status == http.StatusNotFound, status == http.StatusGone:
		return scraper.Gone
	case status == http.StatusPaymentRequired:
		return scraper.Paywall
	case status == http.StatusUnauthorized, status == http.StatusForbidden, status == http.StatusUnavailableForLegalReasons:
		return scraper.Blocked
	case status == http.StatusTooManyRequests:
		return scraper.RateLimited
	case status >= 400 && status < 500:
		return scraper.ClientError
	case status >= 500 && status < 600:
		return scraper.ServerError
	}
	return scraper.Malformed
}

// parseURL reads a URL that we can fetch.
func parseURL(raw string) (*url.URL, error) {
	u, err := url.Parse(raw)
	if err != nil {
		if parse, ok := errors.AsType[*url.Error](err); ok {
			err = parse.Err
		}
		return nil, &Error{Fate: scraper.Malformed, URL: raw, Detail: "not a URL: " + err.Error()}
	}
	if problem := unfetchable(u); problem != "" {
		return nil, &Error{Fate: scraper.Malformed, URL: raw, Detail: problem}
	}
	return u, nil
}

// unfetchable says what keeps a URL from being fetched at all.
func unfetchable(u *url.URL) string {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Sprintf("scheme %q is not http or https", u.Scheme)
	case u.Hostname() == "":
		return "no host"
	}
	return ""
}

// cancelled is the Error of a request whose caller has gone.
func cancelled(req *http.Request) *Error {
	return failure(req, scraper.Cancelled, "stopped: %v", context.Cause(req.Context()))
}

// classify names the failure of a network exchange.
func classify(req *http.Request, err error) *Error {
	var (
		ours    *Error
		blocked *blockedError
		dns     *net.DNSError
		timeout net.Error
	)
	switch {
	case errors.As(err, &ours):
		return ours
	case req.Context().Err() != nil:
		return cancelled(req)
	case errors.As(err, &blocked):
		return failure(req, scraper.BlockedAddress, "%v", blocked)
	case errors.Is(err, errTooSlow):
		return failure(req, scraper.Timeout, "%v", errTooSlow)
	case errors.As(err, &dns) && !dns.IsTimeout:
		return failure(req, scraper.Unreachable, "dns: %s: %s", dns.Name, dns.Err)
	case errors.As(err, &timeout) && timeout.Timeout():
		return failure(req, scraper.Timeout, "%v", err)
	case isTLS(err):
		return failure(req, scraper.Unreachable, "tls: %v", err)
	case strings.Contains(err.Error(), "response headers exceeded"), strings.Contains(err.Error(), "response header list larger"):
		return failure(req, scraper.TooLarge, "response header over %d bytes", maxHeader)
	case strings.Contains(err.Error(), "malformed"):
		return failure(req, scraper.Malformed, "%v", err)
	}
	e := failure(req, scraper.Unreachable, "connection: %v", err)
	e.again = errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE)
	return e
}

func isTLS(err error) bool {
	var (
		verify  *tls.CertificateVerificationError
		record  tls.RecordHeaderError
		alert   tls.AlertError
		host    x509.HostnameError
		unknown x509.UnknownAuthorityError
		invalid x509.CertificateInvalidError
	)
	return errors.As(err, &verify) || errors.As(err, &record) || errors.As(err, &alert) ||
		errors.As(err, &host) || errors.As(err, &unknown) || errors.As(err, &invalid) ||
		strings.Contains(err.Error(), "server gave HTTP response to HTTPS client") ||
		strings.Contains(err.Error(), "tls: ")
}
