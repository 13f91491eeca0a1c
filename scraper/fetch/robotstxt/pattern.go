package robotstxt

import "strings"

// rule is one Allow or Disallow line. Its pattern has been cut at the stars,
// so that matching is a walk along the path: linear, whatever a site writes.
type rule struct {
	allow    bool
	written  string   // the pattern as in the file
	parts    []string // normalised text between the stars
	anchored bool     // ends in "$": the path must end there too
	length   int      // octets of the normalised pattern: the longest match decides
}

func newRule(allow bool, pattern string) rule {
	r := rule{allow: allow, written: pattern}
	pattern, r.anchored = strings.CutSuffix(pattern, "$")
	pattern = normalize(pattern, false)
	r.length = len(pattern)
	if r.anchored {
		r.length++
	}
	r.parts = strings.Split(pattern, "*")
	return r
}

// String is the rule as a line of robots.txt.
func (r rule) String() string {
	if r.allow {
		return "Allow: " + r.written
	}
	return "Disallow: " + r.written
}

// matches reports whether the pattern matches the start of a normalised
// target, or all of it where it is anchored.
func (r rule) matches(target string) bool {
	first, rest := r.parts[0], r.parts[1:]
	target, ok := strings.CutPrefix(target, first)
	if !ok {
		return false
	}
	if len(rest) == 0 {
		return !r.anchored || target == ""
	}
	// What stands between two stars may as well match as early as it can.
	last := rest[len(rest)-1]
	if !r.anchored {
		last = ""
	} else {
		rest = rest[:len(rest)-1]
	}
	for _, part := range rest {
		at := strings.Index(target, part)
		if at < 0 {
			return false
		}
		target = target[at+len(part):]
	}
	return strings.HasSuffix(target, last)
}

// normalizeTarget makes the path and query of a URL comparable to patterns. An
// empty path is the root.
func normalizeTarget(target string) string {
	if !strings.HasPrefix(target, "/") {
		target = "/" + target
	}
	return normalize(target, true)
}

// normalize writes a path or pattern in the one form of RFC 9309 2.2.2:
// escapes of unreserved characters are undone, those of others are in upper
// case, and what a URL cannot hold as it is becomes an escape. In a pattern "*"
// keeps its meaning; in a target it is escaped, as "$" is in both, so that a
// site can name them by their escapes.
func normalize(s string, target bool) string {
	clean := true
	for i := 0; i < len(s) && clean; i++ {
		clean = unreserved(s[i]) || s[i] != '*' && s[i] != '$' && reserved(s[i])
	}
	if clean {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			if c = unhex(s[i+1])<<4 | unhex(s[i+2]); unreserved(c) {
				b.WriteByte(c)
			} else {
				escape(&b, c)
			}
			i += 2
		case c == '%', unreserved(c), c == '*' && !target, c != '*' && c != '$' && reserved(c):
			b.WriteByte(c)
		default:
			escape(&b, c)
		}
	}
	return b.String()
}

// unreserved reports whether c means itself anywhere in a URL (RFC 3986 2.3).
func unreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

// reserved reports whether c may stand unescaped in a URL, with a meaning of
// its own (RFC 3986 2.2).
func reserved(c byte) bool { return strings.IndexByte(":/?#[]@!$&'()*+,;=", c) >= 0 }

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func unhex(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c <= 'F':
		return c - 'A' + 10
	}
	return c - 'a' + 10
}

func escape(b *strings.Builder, c byte) {
	const digits = "0123456789ABCDEF"
	b.WriteByte('%')
	b.WriteByte(digits[c>>4])
	b.WriteByte(digits[c&15])
}
