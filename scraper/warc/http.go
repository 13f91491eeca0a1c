package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/textproto"
	"strconv"
	"strings"
)

// maxHTTPHeader is how long the head of an archived answer may be.
const maxHTTPHeader = 256 << 10

// HTTPHead is the head of an archived answer.
type HTTPHead struct {
	Status int
	Header http.Header
}

// ReadHTTPHead reads the head of the answer in a response record's block, and
// leaves in at its body. It is more lenient than a browser: lines that are no
// fields are passed over.
func ReadHTTPHead(in *bufio.Reader) (HTTPHead, error) {
	left := maxHTTPHeader
	line, err := readLine(in, &left)
	if err != nil && (!errors.Is(err, io.EOF) || line == "") {
		return HTTPHead{}, unexpected(err)
	}
	proto, rest, _ := strings.Cut(line, " ")
	code, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	status, err := strconv.Atoi(code)
	if !strings.HasPrefix(proto, "HTTP") || err != nil {
		return HTTPHead{}, fmt.Errorf("it holds no HTTP answer: it begins with %.40q", line)
	}
	h := HTTPHead{status, http.Header{}}
	for {
		line, err := readLine(in, &left)
		if errors.Is(err, io.EOF) && line == "" || err == nil && line == "" {
			return h, nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return h, err
		}
		name, value, ok := strings.Cut(line, ":")
		if name = strings.TrimSpace(name); ok && name != "" {
			name = textproto.CanonicalMIMEHeaderKey(name)
			h.Header[name] = append(h.Header[name], strings.TrimSpace(value))
		}
	}
}

func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// Body is the body of an archived answer without its transfer coding. Many
// archives say "chunked" of bodies whose chunks they have joined, so what does
// not begin with a chunk is taken as it is.
func (h HTTPHead) Body(in *bufio.Reader) io.Reader {
	if !strings.Contains(strings.ToLower(strings.Join(h.Header.Values("Transfer-Encoding"), ",")), "chunked") || !beginsChunk(in) {
		return in
	}
	return httputil.NewChunkedReader(in)
}

// beginsChunk reports whether the size of a chunk comes next, in its line.
func beginsChunk(in *bufio.Reader) bool {
	head, _ := in.Peek(64)
	line, _, found := bytes.Cut(head, []byte("\n"))
	size, _, _ := bytes.Cut(bytes.TrimSuffix(line, []byte("\r")), []byte(";"))
	_, err := strconv.ParseUint(string(bytes.TrimSpace(size)), 16, 63)
	return found && err == nil
}
