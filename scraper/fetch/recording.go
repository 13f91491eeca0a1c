package fetch

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync"
	"time"

	"dateline/scraper"
	"dateline/scraper/warc"
)

// WithArchive has the answers to requests under ctx that are kept written to w,
// as they were received.
func WithArchive(ctx context.Context, w *warc.Writer) context.Context {
	wish := wishesOf(ctx)
	wish.warc = w
	return withWishes(ctx, wish)
}

// recording notes an exchange while it passes the wire. A nil recording notes
// nothing.
type recording struct {
	mu       sync.Mutex // the transport writes requests in goroutines of its own
	exchange warc.Exchange
	head     []byte // fields of the request
	pseudo   map[string]string
}

// newRecording is nil where the request's caller wants no archive.
func newRecording(req *http.Request) *recording {
	if wishesOf(req.Context()).warc == nil || req.Method != http.MethodGet {
		return nil
	}
	return &recording{pseudo: map[string]string{}}
}

// traced is the request with its fields noted as they are written. A connection
// that fails before the answer is replaced by another, and noting begins anew.
func (r *recording) traced(req *http.Request) *http.Request {
	if r == nil {
		return req
	}
	return req.WithContext(httptrace.WithClientTrace(req.Context(), &httptrace.ClientTrace{
		GotConn: func(info httptrace.GotConnInfo) {
			r.mu.Lock()
			defer r.mu.Unlock()
			r.head = nil
			if host, _, err := net.SplitHostPort(info.Conn.RemoteAddr().String()); err == nil {
				r.exchange.IP, _, _ = strings.Cut(host, "%")
			}
		},
		WroteHeaderField: func(name string, values []string) {
			r.mu.Lock()
			defer r.mu.Unlock()
			for _, v := range values {
				if strings.HasPrefix(name, ":") { // HTTP/2
					r.pseudo[name] = v
					continue
				}
				r.head = append(r.head, name+": "+v+"\r\n"...)
			}
		},
	}))
}

// answered notes an answer's head before the stages change it, and has the
// bytes of its body noted. Errors of hosts are not archived.
func (r *recording) answered(resp *http.Response, wire *wireReader) {
	if r == nil || resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusNotModified && !isRedirect(resp.StatusCode) {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.exchange.Status, r.exchange.Header = resp.Status, resp.Header.Clone()
	if resp.ProtoMajor == 2 {
		r.exchange.Protocol = "h2"
	}
	wire.copy = &bytes.Buffer{}
	if n := resp.ContentLength; n > 0 && n < min(wire.limit, smallBody) {
		wire.copy.Grow(int(n) + bytes.MinRead)
	}
}

// finished completes the exchange once the body was decoded. What the host
// sends behind the end of a coding was received too.
func (r *recording) finished(req *http.Request, resp *http.Response, wire *wireReader, decoded []byte) *warc.Exchange {
	if r == nil || wire.copy == nil {
		return nil
	}
	_, err := io.Copy(io.Discard, wire)
	r.mu.Lock()
	defer r.mu.Unlock()
	e := r.exchange
	switch {
	case wire.ended:
	case errors.Is(err, errLimit):
		e.Truncated = "length"
	default:
		e.Truncated = "disconnect"
	}
	e.URL = captureKey(req.URL)
	if e.Body = wire.copy.Bytes(); bytes.Equal(e.Body, decoded) {
		e.Body = decoded // one copy is enough
	}
	line := "GET " + req.URL.RequestURI() + " HTTP/1.1\r\n"
	if host := r.pseudo[":authority"]; host != "" {
		line += "Host: " + host + "\r\n"
	}
	e.Request = append([]byte(line), append(r.head, "\r\n"...)...)
	return &e
}

// archive writes the exchange of an answer where its caller wants that, and
// notes in the capture where it lies. Earlier is the record of the answer before.
func archive(req *http.Request, resp *http.Response, c *scraper.Capture, earlier scraper.Record, at time.Time) error {
	w := wishesOf(req.Context()).warc
	whole, ok := resp.Body.(*wholeReader)
	if w == nil || !ok || whole.exchange == nil {
		return nil
	}
	e := *whole.exchange
	e.URL, e.At = c.URL, at.UTC()
	if len(e.Body) > 0 && len(e.Body) == len(c.Body) && &e.Body[0] == &c.Body[0] { // it came without a coding
		c.Packed = warc.Pack(c.Body)
		e.Packed = c.Packed
	}
	var err error
	c.Record, c.Added, err = w.Write(e, earlier)
	return err
}
