package warc

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"time"

	"dateline/scraper"
)

// A field is one line of a record's header.
type field struct{ name, value string }

// composed is a record ready to be written: its bytes, and what is logged of
// it but for its place.
type composed struct {
	scraper.Record
	bytes []byte
}

// compose makes a record. Its block is head and body, either of which may be
// empty. The id comes from what the record says, so that the same exchange in
// the same run always has the same one; serial tells twins apart. Packed is the
// body by Pack, or nil.
func compose(r scraper.Record, serial string, fields []field, head, body, packed []byte) composed {
	block := digestOf(head, body)
	r.At = r.At.UTC()
	date := r.At.Format(time.RFC3339Nano)
	r.ID = recordID(r.Kind, r.URL, date, block, serial)

	var b bytes.Buffer
	b.WriteString(version + "\r\n")
	write := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\r\n", name, oneLine(value))
		}
	}
	write("WARC-Type", r.Kind)
	write("WARC-Record-ID", "<"+r.ID+">")
	write("WARC-Date", date)
	if r.Kind == typeInfo {
		write("WARC-Filename", r.URL)
	} else {
		write("WARC-Target-URI", r.URL)
	}
	for _, f := range fields {
		write(f.name, f.value)
	}
	write("WARC-Payload-Digest", r.Payload)
	write("WARC-Block-Digest", block)
	write("Content-Length", strconv.Itoa(len(head)+len(body)))
	b.WriteString("\r\n")

	b.Write(head)
	packed = record(b.Bytes(), body, packed)
	sum := sha256.Sum256(packed)
	r.Length, r.Sum = int64(len(packed)), hex.EncodeToString(sum[:])
	return composed{r, packed}
}

// recordID is a version 8 UUID (RFC 9562) made of a digest of the parts.
func recordID(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	id := h.Sum(nil)[:16]
	id[6] = id[6]&0x0f | 0x80
	id[8] = id[8]&0x3f | 0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", id[0:4], id[4:6], id[6:8], id[8:10], id[10:])
}
