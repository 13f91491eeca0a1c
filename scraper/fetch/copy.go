package fetch

import (
	"bytes"
	"net/http"
	"strconv"
	"time"

	"dateline/scraper"
	"dateline/scraper/warc"
)

// CopyHeader is set on answers that come from the archive. Consumers that see
// only a header (colly's) ask IsCopy.
const CopyHeader = "X-Dateline-Copy"

const fetchedHeader = "X-Dateline-Fetched"

const (
	copyFresh     = "fresh"     // the host was not asked
	copyValidated = "validated" // the host was asked and answered 304
)

// IsCopy reports whether the answer with this header has a stored body: the
// host said it is unchanged, or the copy was fresh enough not to ask.
func IsCopy(h http.Header) bool { return h.Get(CopyHeader) != "" }

// Asked reports whether the host was asked for the answer with this header, be
// it that the body is ours.
func Asked(h http.Header) bool { return h.Get(CopyHeader) != copyFresh }

// FetchedAt is when the body under this header left its host, in UTC. It is
// zero for a header that is not from this package.
func FetchedAt(h http.Header) time.Time {
	t, _ := time.Parse(time.RFC3339Nano, h.Get(fetchedHeader))
	return t
}

// mark notes in the header where an answer comes from. It overwrites what a
// host may have written there.
func mark(resp *http.Response, copied string, fetched time.Time) {
	resp.Header.Del(CopyHeader)
	if copied != "" {
		resp.Header.Set(CopyHeader, copied)
	}
	resp.Header.Set(fetchedHeader, fetched.UTC().Format(time.RFC3339Nano))
}

// keptHeader are the fields of an answer that are of use later.
var keptHeader = []string{
	"Age", "Cache-Control", "Content-Language", "Content-Type", "Date", "Etag", "Expires", "Last-Modified", "Link", "Location", "Pragma", "Vary", "X-Robots-Tag",
}

// captureOf is an answer for the archive.
func captureOf(req *http.Request, resp *http.Response, now time.Time) scraper.Capture {
	var body []byte
	if !isRedirect(resp.StatusCode) {
		body = wholeBody(resp)
	}
	header := http.Header{}
	for _, name := range keptHeader {
		if values := resp.Header.Values(name); len(values) > 0 {
			header[name] = values
		}
	}
	return scraper.Capture{
		URL: captureKey(req.URL), Status: resp.StatusCode, Header: header, Body: body, Digest: digest(body),
		FetchedAt: now.UTC(), ValidatedAt: now.UTC(),
	}
}

// answerFrom is a stored answer as if it had just come.
func answerFrom(c scraper.Capture, req *http.Request, copied string) *http.Response {
	header := c.Header.Clone()
	if header == nil {
		header = http.Header{}
	}
	resp := &http.Response{
		Status:     strconv.Itoa(c.Status) + " " + http.StatusText(c.Status),
		StatusCode: c.Status,
		Proto:      "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: header, Request: req,
	}
	setBody(resp, c.Body)
	mark(resp, copied, c.FetchedAt)
	return resp
}

// wholeReader is a body that is wholly here, so that the stages need not copy it.
type wholeReader struct {
	*bytes.Reader
	bytes    []byte
	exchange *warc.Exchange // as it was received; nil: not noted
}

func (*wholeReader) Close() error { return nil }

// setBody gives an answer a body that is not encoded in any way. Uncompressed
// keeps colly from inflating by the look of the URL.
func setBody(resp *http.Response, body []byte) {
	resp.Body = &wholeReader{Reader: bytes.NewReader(body), bytes: body}
	resp.ContentLength = int64(len(body))
	resp.TransferEncoding = nil
	resp.Uncompressed = true
	resp.Header.Del("Content-Encoding")
	resp.Header.Set("Content-Length", strconv.Itoa(len(body)))
}

// wholeBody is the body that setBody gave, for reading only.
func wholeBody(resp *http.Response) []byte {
	if whole, ok := resp.Body.(*wholeReader); ok {
		return whole.bytes
	}
	return nil
}
