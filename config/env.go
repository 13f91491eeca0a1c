package config

import (
	"fmt"
	"regexp"
	"strings"
)

var envName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// expand replaces ${NAME} by the variable's value; $${ stands for a literal ${.
// A lone $ is itself.
func expand(s string, lookup func(string) (string, bool)) (string, error) {
	var b strings.Builder
	for {
		i := strings.Index(s, "${")
		if i < 0 {
			b.WriteString(s)
			return b.String(), nil
		}
		if i > 0 && s[i-1] == '$' {
			b.WriteString(s[:i-1] + "${")
			s = s[i+2:]
			continue
		}
		b.WriteString(s[:i])
		s = s[i+2:]
		end := strings.IndexByte(s, '}')
		if end < 0 {
			return "", &problem{"has a ${ without its }", "$${ for a literal ${"}
		}
		name := s[:end]
		if !envName.MatchString(name) {
			return "", &problem{fmt.Sprintf("${%s} does not name an environment variable", name), "${NAME}, or $${ for a literal ${"}
		}
		value, ok := lookup(name)
		if !ok {
			return "", &problem{fmt.Sprintf("environment variable %s is not set", name), fmt.Sprintf("setting it: %s=… dateline …", name)}
		}
		b.WriteString(value)
		s = s[end+1:]
	}
}
