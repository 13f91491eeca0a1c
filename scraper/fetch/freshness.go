package fetch

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Freshness is how long an answer says that it need not be asked for again,
// and by which field: RFC 9111, 4.2, as it holds for a cache of one user, so
// that private is no hindrance and s-maxage means others. 0: it is stale at
// once. ok is false where the answer does not say; what to guess then is not
// for this package.
func Freshness(h http.Header, received time.Time) (d time.Duration, why string, ok bool) {
	control := directives(h.Values("Cache-Control"))
	for _, stale := range []string{"no-cache", "no-store"} {
		if argument, said := control[stale]; said && argument == "" { // with an argument it is about some fields
			return 0, "Cache-Control: " + stale, true
		}
	}
	if strings.TrimSpace(h.Get("Vary")) == "*" {
		return 0, "Vary: *", true
	}
	date, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		date = received
	}
	age, _ := seconds(h.Get("Age"))
	if argument, said := control["max-age"]; said {
		lifetime, valid := seconds(argument)
		if !valid {
			return 0, "Cache-Control: max-age that is no number", true
		}
		return max(lifetime-age, 0), fmt.Sprintf("Cache-Control: max-age=%d", lifetime/time.Second), true
	}
	if expires := h.Values("Expires"); len(expires) > 0 {
		until, err := http.ParseTime(expires[0])
		if err != nil { // "0" and "-1" mean the past
			return 0, "Expires", true
		}
		return max(until.Sub(date)-age, 0), "Expires", true
	}
	if len(control) == 0 && strings.Contains(strings.ToLower(h.Get("Pragma")), "no-cache") {
		return 0, "Pragma: no-cache", true
	}
	return 0, "", false
}

// longestAge is what greater numbers of seconds are taken for (RFC 9111, 1.2.2).
const longestAge = 1 << 31 * time.Second

// seconds reads delta-seconds.
func seconds(s string) (time.Duration, bool) {
	s = strings.TrimSpace(s)
	if s == "" || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n > int64(longestAge/time.Second) {
		return longestAge, true
	}
	return time.Duration(n) * time.Second, true
}

// directives reads the fields of a Cache-Control, names in lower case. Of one
// that stands twice the first counts.
func directives(fields []string) map[string]string {
	all := map[string]string{}
	for _, one := range fieldList(strings.Join(fields, ",")) {
		name, argument, _ := strings.Cut(one, "=")
		name = strings.ToLower(strings.TrimSpace(name))
		if _, twice := all[name]; name != "" && !twice {
			all[name] = strings.Trim(strings.TrimSpace(argument), `"`)
		}
	}
	return all
}

// fieldList cuts a field at its commas, but for those within quotes.
func fieldList(s string) []string {
	var parts []string
	start, quoted := 0, false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && quoted:
			i++
		case s[i] == '"':
			quoted = !quoted
		case s[i] == ',' && !quoted:
			parts = append(parts, s[start:i])
			start = i + 1
		}
	}
	return append(parts, s[start:])
}
