package extract

import (
	"strconv"
	"strings"
)

// RepairJSON makes JSON of what is nearly that: in strings, control characters
// become spaces or go, and so do backslashes that escape nothing; elsewhere go
// comments, CDATA marks, trailing commas and semicolons.
func RepairJSON(s string) []byte {
	for _, mark := range [...]string{"<!--", "-->", "//<![CDATA[", "//]]>", "<![CDATA[", "]]>", "/*<![CDATA[*/", "/*]]>*/"} {
		s = strings.ReplaceAll(s, mark, "")
	}
	s = strings.TrimRight(strings.TrimSpace(s), ";")
	out := make([]byte, 0, len(s)+16)
	inString := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		if inString {
			switch {
			case c == '\\':
				if escapes(s[i+1:]) {
					out = append(out, c, s[i+1])
					i++
				}
			case c == '"':
				inString = false
				out = append(out, c)
			case c == '\n' || c == '\r' || c == '\t':
				out = append(out, ' ')
			case c < ' ':
			default:
				out = append(out, c)
			}
			continue
		}
		switch {
		case c == '"':
			inString = true
			out = append(out, c)
		case c == '/' && i+1 < len(s) && s[i+1] == '/':
			for i < len(s) && s[i] != '\n' {
				i++
			}
		case c == '/' && i+1 < len(s) && s[i+1] == '*':
			if end := strings.Index(s[i+2:], "*/"); end >= 0 {
				i += end + 3
			} else {
				i = len(s)
			}
		case c == ',' && closes(s[i+1:]):
		case c < ' ' && c != '\n' && c != '\r' && c != '\t':
		default:
			out = append(out, c)
		}
	}
	return out
}

// closes reports whether the next thing is a closing bracket or another comma.
func closes(s string) bool {
	for i := 0; i < len(s) && i < 4096; i++ {
		switch s[i] {
		case ' ', '\n', '\r', '\t':
		case '}', ']', ',':
			return true
		default:
			return false
		}
	}
	return false
}

// escapes reports whether what follows a backslash is one of JSON's escapes.
func escapes(s string) bool {
	if strings.HasPrefix(s, "u") {
		_, err := strconv.ParseUint(s[1:min(5, len(s))], 16, 16)
		return err == nil && len(s) > 4
	}
	return s != "" && strings.IndexByte(`"\/bfnrt`, s[0]) >= 0
}
