package extract

import "strings"

// IsPage reports whether a Content-Type is one that reports are sent with. An
// empty one is, and those that servers fall back on.
func IsPage(contentType string) bool {
	media, _, _ := strings.Cut(strings.ToLower(contentType), ";")
	switch strings.TrimSpace(media) {
	case "", "text/html", "application/xhtml+xml", "text/plain", "application/octet-stream", "application/vnd.wap.xhtml+xml":
		return true
	}
	return false
}
