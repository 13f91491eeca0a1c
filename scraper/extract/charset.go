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
	good, bad := utf8Sequences(body)
	looksUTF8 := bad == 0 || good > bad
	name := ""
	if _, params, err := mime.ParseMediaType(contentType); err == nil {
		name = params["charset"]
	}
	if name == "" {
		head := body[:min(len(body), prescanBytes)]
		if metas := asMetaOnly(head); len(metas) > 0 {
			_, name, _ = charset.DetermineEncoding(metas, "text/html")
		}
	}
	if enc, err := htmlindex.Get(strings.TrimSpace(name)); err == nil && name != "" {
		canon, _ := htmlindex.Name(enc)
		switch {
		case strings.HasPrefix(canon, "utf-16") && bytes.Count(body, []byte{0}) == 0:
			return nil, "utf-8" // a page that can be read far enough to say so is not UTF-16
		case canon == "utf-8" && bad > 0 && good == 0:
			return legacy(body)
		case canon == "windows-1252" && looksUTF8 && good > 0:
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
	lower := bytes.Clone(head) // bytes.ToLower would lengthen what is not UTF-8
	for i, c := range lower {
		if c >= 'A' && c <= 'Z' {
			lower[i] = c + 'a' - 'A'
		}
	}
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

// utf8Sequences counts the characters beyond ASCII that are well-formed UTF-8,
// and the bytes that are not. In text of an older encoding hardly a pair of
// bytes looks like UTF-8 by accident; in UTF-8 with stray bytes most do.
func utf8Sequences(b []byte) (good, bad int) {
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		switch {
		case r != utf8.RuneError || n > 1:
			good++
		case utf8.FullRune(b[i:]):
			bad++
		default:
			return good, bad // cut in the middle of a character
		}
		i += n
	}
	return good, bad
}

// validUTF8 replaces what is not UTF-8 by U+FFFD, and drops NUL.
func validUTF8(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if strings.IndexByte(s, 0) >= 0 {
		s = strings.ReplaceAll(s, "\x00", "")
	}
	return s
}
