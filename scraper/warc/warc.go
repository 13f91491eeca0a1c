// Package warc keeps what hosts answered in WARC 1.1 files (ISO 28500), the
// format of web archives, and reads such files back: ours and others'.
//
// # What "as received" means
//
// Records are made from what net/http hands on. Bodies are byte for byte as
// they came but for the transfer coding: chunks are joined, and HTTP/2 frames;
// content codings (gzip, br, zstd) are left as they are. Of the head, names and
// values of the fields are as received; their order is not known any more, so
// they are sorted, and names have Go's capitals. Transfer-Encoding and trailers
// are gone, since they describe a framing that is gone too. HTTP/2 is written
// as HTTP/1.1, which every reader of archives knows, with a WARC-Protocol of
// h2. Of a request the fields are those that were written to the connection, in
// their order.
//
// # Files
//
// Each run writes files of its own, R-00000007-00001.warc.gz and on, one gzip
// member a record. An exchange is one write at the end of a file, so a killed
// run leaves at most one torn record, at the end of its last file; no later run
// writes there. Files are synced when they are closed: a power cut may lose
// what came shortly before it, and verifying tells.
package warc

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Types of record, as in WARC-Type.
const (
	typeInfo     = "warcinfo"
	typeResponse = "response"
	typeRevisit  = "revisit"
	typeRequest  = "request"
)

// Profiles of revisit records.
const (
	profileNotModified = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
	profileIdentical   = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
)

const version = "WARC/1.1"

// Exchange is a request and the answer to it, as they passed the wire.
type Exchange struct {
	URL       string
	At        time.Time // when the answer had come
	IP        string    // of the host; empty: unknown
	Protocol  string    // "h2"; empty: HTTP/1
	Request   []byte    // head of the request, with its empty line
	Status    string    // "200 OK"
	Header    http.Header
	Body      []byte // without transfer coding, with its content codings
	Packed    []byte // Body by Pack; nil: Write packs it
	Truncated string // why Body is not whole, as in WARC-Truncated; empty: it is
}

// digestOf is a labelled digest, as in WARC-Block-Digest.
func digestOf(parts ...[]byte) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write(p)
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil))
}

// head is the status line and the fields of an answer.
func (e *Exchange) head() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "HTTP/1.1 %s\r\n", oneLine(e.Status))
	_ = e.Header.Write(&b) // a Builder takes everything
	b.WriteString("\r\n")
	return []byte(b.String())
}

// oneLine keeps a value within its line.
func oneLine(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s))
}
