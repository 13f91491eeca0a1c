package fetch

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"dateline/scraper"
)

const (
	acceptEncoding = "gzip, br, zstd, deflate"
	// maxCodings is how often a body may have been encoded.
	maxCodings = 3
	// maxRatio is how many bytes one byte may become. Repetitive sitemaps reach
	// 50; a bomb of zeros in gzip has 1000. It counts from ratioFrom on, since
	// small pages compress as they like.
	maxRatio  = 200
	ratioFrom = 1 << 20
	// maxErrorBody is how much is read of an answer that is no page.
	maxErrorBody = 256 << 10
	// zstdWindow is the largest window a decoder must support on the web (RFC 9659).
	zstdWindow = 8 << 20
)

// decode reads a body whole, undoing its content codings, and stops at the cap:
// whatever a host sends, it costs no more than that. The cap is on what comes
// out as well as on what comes in.
type decode struct {
	next    http.RoundTripper
	maxBody int64
	room    *room // for large bodies, all hosts together
	stats   *stats
}

func (t *decode) RoundTrip(req *http.Request) (*http.Response, error) {
	recording := newRecording(req)
	resp, err := t.next.RoundTrip(recording.traced(req))
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close() // before its end this drops the connection, and that is meant
	if req.Method == http.MethodHead {
		setBody(resp, nil)
		return resp, nil
	}
	limit, tolerant := t.maxBody, false
	if cutAt := wishesOf(req.Context()).cutAt; cutAt > 0 {
		limit, tolerant = min(limit, cutAt), true
	}
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		limit, tolerant = min(limit, maxErrorBody), true // its status tells its fate, not its body
	}
	if !tolerant && resp.ContentLength >= limit {
		return nil, tooLarge(req, resp, fmt.Sprintf("body of %d bytes, the limit is %d", resp.ContentLength, limit))
	}

	hold := HoldOf(req.Context())
	if hold == nil {
		hold = &Hold{}
		defer hold.release()
	}
	wire := &wireReader{from: resp.Body, limit: limit}
	recording.answered(resp, wire)
	body, err := readBody(wire, resp, limit, func() error { return hold.take(req, t.room, limit) })
	t.stats.received(req.URL, wire.n)
	var ours *Error
	switch {
	case err == nil, tolerant && (errors.Is(err, errLimit) || resp.StatusCode > 299):
	case errors.Is(err, errLimit):
		return nil, tooLarge(req, resp, fmt.Sprintf("body reaches the limit of %d bytes", limit))
	case errors.Is(err, errBomb):
		return nil, tooLarge(req, resp, err.Error())
	case errors.As(err, &ours):
		return nil, ours
	case wire.err != nil: // the network's fault, whatever the decoder made of it
		return nil, wire.err
	default:
		return nil, failure(req, scraper.Malformed, "cannot decode the body (Content-Encoding %q): %v", resp.Header.Get("Content-Encoding"), err)
	}
	exchange := recording.finished(req, resp, wire, body)
	setBody(resp, body)
	resp.Body.(*wholeReader).exchange = exchange
	return resp, nil
}

// tooLarge is the failure of an answer that came, so its status is known.
func tooLarge(req *http.Request, resp *http.Response, detail string) *Error {
	e := failure(req, scraper.TooLarge, "%s", detail)
	e.Status = resp.StatusCode
	return e
}

// Decode undoes the content codings of a body that was kept as it came, under
// the same caps as one from a host. Errors are *Error.
func Decode(url string, body []byte, header http.Header, limit int64) ([]byte, error) {
	wire := &wireReader{from: bytes.NewReader(body), limit: limit}
	decoded, err := readBody(wire, &http.Response{Header: header, ContentLength: -1}, limit, func() error { return nil })
	switch {
	case err == nil:
		return decoded, nil
	case errors.Is(err, errLimit), errors.Is(err, errBomb):
		return nil, &Error{Fate: scraper.TooLarge, URL: url, Detail: err.Error()}
	}
	return nil, &Error{
		Fate: scraper.Malformed, URL: url,
		Detail: fmt.Sprintf("cannot decode the body (Content-Encoding %q): %v", header.Get("Content-Encoding"), err),
	}
}

var (
	errLimit = errors.New("body reaches the limit")
	errBomb  = errors.New("decompression bomb: each byte becomes over 200")
)

// readBody returns the decoded body. With errLimit it returns what it had. It
// calls grows before it holds more than smallBody bytes.
func readBody(wire *wireReader, resp *http.Response, limit int64, grows func() error) ([]byte, error) {
	decoded, done, err := decoder(wire, resp.Header.Values("Content-Encoding"))
	if err != nil {
		return nil, err
	}
	defer done()
	var body bytes.Buffer
	if n := resp.ContentLength; n > 0 && n < min(limit, smallBody) { // what a host claims beyond it must come first
		body.Grow(int(n) + bytes.MinRead)
	}
	_, err = body.ReadFrom(&bodyReader{from: decoded, wire: wire, limit: limit, grows: grows})
	return body.Bytes(), err
}

// wireReader counts what comes from the host, stops beyond the limit, and
// remembers how the network failed.
type wireReader struct {
	from  io.Reader
	limit int64
	n     int64
	err   error
	ended bool          // all of it came
	copy  *bytes.Buffer // of what came; nil: none is wanted
}

func (r *wireReader) Read(p []byte) (int, error) {
	if r.n > r.limit {
		return 0, errLimit
	}
	n, err := r.from.Read(p)
	r.n += int64(n)
	if r.copy != nil {
		r.copy.Write(p[:n])
	}
	if err == io.EOF {
		r.ended = true
	} else if err != nil {
		r.err = err
	}
	return n, err
}

// bodyReader bounds what comes out of the decoders.
type bodyReader struct {
	from  io.Reader
	wire  *wireReader
	limit int64
	grows func() error // called once, before it is large
	large bool
	n     int64
}

func (r *bodyReader) Read(p []byte) (int, error) {
	left := r.limit - r.n
	if left <= 0 {
		return 0, errLimit
	}
	if !r.large && max(r.n, r.wire.n) > smallBody/2 {
		if err := r.grows(); err != nil {
			return 0, err
		}
		r.large = true
	}
	n, err := r.from.Read(p[:min(int64(len(p)), left)])
	r.n += int64(n)
	if err == nil && r.n > ratioFrom && r.n > maxRatio*r.wire.n {
		err = errBomb
	}
	return n, err
}

// decoder undoes the codings of a body, outermost first, and then a gzip file
// inside it (sitemap.xml.gz). Hosts often name a coding they did not apply, so
// where a coding has a signature that is missing the body is taken as it is.
func decoder(wire io.Reader, encodings []string) (io.Reader, func(), error) {
	done := func() {}
	r := bufio.NewReader(wire)
	codings := strings.FieldsFunc(strings.ToLower(strings.Join(encodings, ",")), func(c rune) bool { return c == ',' || c == ' ' || c == '\t' })
	if len(codings) > maxCodings {
		return nil, done, fmt.Errorf("encoded %d times", len(codings))
	}
	slices.Reverse(codings)
	for _, coding := range codings {
		switch coding {
		case "identity", "none", "utf-8":
		case "gzip", "x-gzip":
			r = bufio.NewReader(gunzip(r))
		case "deflate":
			r = bufio.NewReader(inflate(r))
		case "br":
			r = bufio.NewReader(brotli.NewReader(r))
		case "zstd":
			if head, _ := r.Peek(4); !bytes.Equal(head, []byte{0x28, 0xb5, 0x2f, 0xfd}) {
				continue
			}
			z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(zstdWindow))
			if err != nil {
				return nil, done, err
			}
			earlier := done
			done = func() { z.Close(); earlier() }
			r = bufio.NewReader(z)
		default:
			return nil, done, fmt.Errorf("unknown coding %q", coding)
		}
	}
	return gunzip(r), done, nil
}

// gunzip inflates what begins like gzip and passes on what does not.
func gunzip(r *bufio.Reader) io.Reader {
	if starts, _ := startsGzip(r); !starts {
		return r
	}
	return &gzipReader{from: r}
}

// gzipReader reads the members of a gzip stream. Unlike gzip.Reader it ends
// quietly at bytes after the last member, as browsers do.
type gzipReader struct {
	from *bufio.Reader
	z    *gzip.Reader
}

func (g *gzipReader) Read(p []byte) (int, error) {
	if g.z == nil {
		z, err := gzip.NewReader(g.from)
		if err != nil {
			return 0, err
		}
		z.Multistream(false)
		g.z = z
	}
	for {
		n, err := g.z.Read(p)
		if !errors.Is(err, io.EOF) {
			return n, err
		}
		if n > 0 { // the end of this member may not be the end of all
			return n, nil
		}
		more, err := startsGzip(g.from)
		if !more {
			return 0, err
		}
		if err := g.z.Reset(g.from); err != nil {
			return 0, err
		}
		g.z.Multistream(false)
	}
}

// startsGzip reports whether a gzip member comes next. Where none does, err is
// io.EOF, or what the network said.
func startsGzip(r *bufio.Reader) (bool, error) {
	head, err := r.Peek(3)
	if err != nil {
		return false, err
	}
	return bytes.Equal(head, []byte{0x1f, 0x8b, 8}), io.EOF
}

// inflate undoes "deflate", which some hosts send as zlib, as they should, and
// some without its header.
func inflate(r *bufio.Reader) io.Reader {
	head, _ := r.Peek(2)
	if len(head) == 2 && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
		if z, err := zlib.NewReader(r); err == nil {
			return z
		}
	}
	return flate.NewReader(r)
}
