package extract

import (
	"bytes"
	"fmt"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// prescanBytes is how far a meta declaration is looked for: the standard says
// 1,024 bytes, real pages put scripts first.
const prescanBytes = 16 << 10

// DecodeHTML turns a page's bytes into UTF-8 text. A byte order mark counts
// first, then the header, then a meta declaration, then the bytes themselves;
// text that is valid UTF-8 is believed over a declaration that says otherwise.
// Bytes that mean nothing become U+FFFD, so that nothing around them is lost.
// It fails only for content that is no text at all.
func DecodeHTML(body []byte, contentType string) (string, error) {
	enc, rest, name := bom(body)
	if enc == nil {
		rest = body
		enc, name = declared(body, contentType)
	}
	if bytes.Count(rest, []byte{0}) > len(rest)/16+8 && name != "utf-16le" && name != "utf-16be" {
		return "", fmt.Errorf("no text: the body is full of NUL bytes (declared %q)", contentType)
	}
	if enc == nil || name == "utf-8" {
		return validUTF8(string(rest)), nil
	}
	out, err := enc.NewDecoder().Bytes(rest)
	if err != nil {
		return validUTF8(string(rest)), nil
	}
	return validUTF8(string(out)), nil
}

// bom reads a byte order mark and returns what follows it.
func bom(body []byte) (encoding.Encoding, []byte, string) {
	switch {
	case bytes.HasPrefix(body, []byte("\xef\xbb\xbf")):
		return encoding.Nop, body[3:], "utf-8"
	case bytes.HasPrefix(body, []byte("\xff\xfe")):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), body[2:], "utf-16le"
	case bytes.HasPrefix(body, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), body[2:], "utf-16be"
	}
	return nil, body, ""
}

// declared finds the encoding that header and meta element name, weighed
// against what the bytes look like. A nil encoding means UTF-8.
func declared(body []byte, contentType string) (encoding.Encoding, string) {
	looksUTF8 := mostlyUTF8(body)
	name := ""
	if _, params, err := mime.ParseMediaType(contentType); err == nil {
		name = params["charset"]
	}
	if name == "" {
		head := body[:min(len(body), prescanBytes)]
		if _, found, sure := charset.DetermineEncoding(asMetaOnly(head), "text/html"); sure {
			name = found
		}
	}
	if enc, err := htmlindex.Get(strings.TrimSpace(name)); err == nil && name != "" {
		canon, _ := htmlindex.Name(enc)
		switch {
		case strings.HasPrefix(canon, "utf-16") && bytes.Count(body, []byte{0}) == 0:
			return nil, "utf-8" // a page that can be read far enough to say so is not UTF-16
		case canon == "utf-8" && !looksUTF8:
			return legacy(body)
		case canon == "windows-1252" && looksUTF8 && hasMultibyte(body):
			return nil, "utf-8"
		}
		return enc, canon
	}
	if looksUTF8 {
		return nil, "utf-8"
	}
	return legacy(body)
}

// legacy is the encoding of undeclared or mislabelled bytes that are not UTF-8.
func legacy(body []byte) (encoding.Encoding, string) {
	enc, name, _ := charset.DetermineEncoding(body[:min(len(body), 1024)], "")
	if name == "utf-8" {
		enc, name = charset.Lookup("windows-1252")
	}
	return enc, name
}

// asMetaOnly keeps the meta elements of a page's beginning, so that the
// standard's short prescan meets them however many scripts stand before.
func asMetaOnly(head []byte) []byte {
	var out []byte
	lower := bytes.ToLower(head)
	for i := 0; ; {
		j := bytes.Index(lower[i:], []byte("<meta"))
		if j < 0 {
			return out
		}
		i += j
		end := bytes.IndexByte(lower[i:], '>')
		if end < 0 {
			return out
		}
		if tag := head[i : i+end+1]; bytes.Contains(lower[i:i+end], []byte("charset")) {
			out = append(out, tag...)
		}
		i += end + 1
	}
}

// mostlyUTF8 tells UTF-8 with a few stray bytes from an older encoding: most
// of the bytes beyond ASCII belong to well-formed sequences.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
			if len(b)-i < utf8.UTFMax && !utf8.FullRune(b[i:]) {
				bad-- // cut in the middle of a character
			}
		} else {
			good++
		}
		i += n
	}
	return bad == 0 || good > bad
}

func hasMultibyte(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// validUTF8 replaces what is not UTF-8 by U+FFFD, and drops NUL.
func validUTF8(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if strings.IndexByte(s, 0) >= 0 {
		s = strings.ReplaceAll(s, "\x00", "")
	}
	return s
}
