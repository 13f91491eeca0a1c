package crawl

import (
	"bufio"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
)

// xmlDeclaration is the first line of an XML document that names its encoding.
var xmlDeclaration = regexp.MustCompile(`^\s*<\?xml\b[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["'][^>]*\?>`)

// peekSize is enough for a declaration, and for telling what a document is.
const peekSize = 1024

// cleanXML reads a feed or sitemap as UTF-8 that an XML parser takes: its
// declared encoding decoded, bytes that are no text replaced, and the control
// characters that XML forbids, and publishing systems write all the same, taken out.
// The declaration itself is dropped, since it is no longer true.
func cleanXML(body io.Reader) io.Reader {
	in := bufio.NewReaderSize(body, peekSize)
	decoder := unicode.UTF8.NewDecoder().Transformer
	head, _ := in.Peek(peekSize)
	if m := xmlDeclaration.FindSubmatch(head); m != nil {
		if e, name := charset.Lookup(strings.ToLower(string(m[1]))); e != nil && name != "utf-8" {
			decoder = e.NewDecoder().Transformer
		}
	}
	out := bufio.NewReaderSize(transform.NewReader(in,
		transform.Chain(unicode.BOMOverride(decoder), runes.ReplaceIllFormed(), runes.Remove(runes.Predicate(forbidden)))), peekSize)
	head, _ = out.Peek(peekSize)
	if at := xmlDeclaration.FindIndex(head); at != nil {
		out.Discard(at[1]) //nolint:errcheck // it was just peeked at
	}
	return out
}

// forbidden reports whether XML 1.0 has no place for a character.
func forbidden(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || 0xD800 <= r && r <= 0xDFFF || r == 0xFFFE || r == 0xFFFF || r > utf8.MaxRune
}
