package crawl

import (
	"net/http"
	"strings"
)

// robotsToken is our name in X-Robots-Tag, as in robots.txt.
const robotsToken = "dateline"

// valued are the rules of X-Robots-Tag that have a value after a colon; before
// any other colon stands the name of the robot that the rules are for.
var valued = words("unavailable_after max-snippet max-image-preview max-video-preview")

// asksNotToKeep reports whether an answer's X-Robots-Tag says noindex or none,
// to all robots or to us. What it says to others is not ours to follow.
func asksNotToKeep(h http.Header) bool {
	for _, line := range h.Values("X-Robots-Tag") {
		robot := ""
		for rule := range strings.SplitSeq(strings.ToLower(line), ",") {
			rule = strings.TrimSpace(rule)
			if name, rest, ok := strings.Cut(rule, ":"); ok && !valued[strings.TrimSpace(name)] {
				robot, rule = strings.TrimSpace(name), strings.TrimSpace(rest)
			}
			if (rule == "noindex" || rule == "none") && (robot == "" || robot == "*" || robot == robotsToken) {
				return true
			}
		}
	}
	return false
}
