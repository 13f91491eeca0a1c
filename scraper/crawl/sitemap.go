package crawl

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
)

// Bounds of a sitemap. The protocol allows 50,000 addresses and 50 MB a file.
const (
	sitemapURLs    = 50_000
	sitemapBytes   = 64 << 20 // after inflation
	sitemapNesting = 16       // elements within elements
	sitemapIndexes = 3        // indexes within indexes
	sitemapFiles   = 200      // files of one source
)

// A sitemapEntry is one address of a sitemap, or one file of an index.
type sitemapEntry struct {
	loc       string
	title     string    // news sitemaps
	modified  time.Time // lastmod; zero: not told
	published time.Time // news sitemaps; zero: not told
	words     string    // the publication date as written
}

// A sitemap is what one file says.
type sitemap struct {
	index   bool // the entries are sitemaps
	entries []sitemapEntry
	cut     string // why not all was read; empty: it was
}

// parseSitemap reads a sitemap, a news sitemap or an index, gzipped or not.
// What could be read before an error is returned beside it.
func parseSitemap(body []byte) (sitemap, error) { return parseSitemapUpTo(body, sitemapBytes) }

func parseSitemapUpTo(body []byte, most int64) (sitemap, error) {
	var in io.Reader = bytes.NewReader(body)
	if bytes.HasPrefix(body, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(in)
		if err != nil {
			return sitemap{}, fmt.Errorf("not the gzip file it begins as: %w", err)
		}
		in = z
	}
	counted := &io.LimitedReader{R: in, N: most}
	d := xml.NewDecoder(cleanXML(counted))
	d.Strict = false // undefined entities stay as they are written
	s, err := readSitemap(d)
	if counted.N <= 0 {
		s.cut = fmt.Sprintf("only its first %d MiB were read", most>>20)
		return s, nil
	}
	if err == nil && !s.index && len(s.entries) == 0 && s.cut == "" && !looksLikeXML(body) {
		if strings.HasPrefix(http.DetectContentType(body), "text/html") {
			return s, errors.New("it is a web page, not a sitemap")
		}
		return s, errors.New("there is no <urlset> or <sitemapindex> in it")
	}
	return s, err
}

func looksLikeXML(body []byte) bool {
	return bytes.HasPrefix(body, []byte{0x1f, 0x8b}) || bytes.Contains(body, []byte("<urlset")) || bytes.Contains(body, []byte("<sitemapindex"))
}

// readSitemap walks the elements one by one, so that no more than one entry
// is ever held besides those already read.
func readSitemap(d *xml.Decoder) (s sitemap, err error) {
	var entry sitemapEntry
	var path []string // local names from the root
	var text strings.Builder
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) && len(path) > 0 {
			return s, fmt.Errorf("it ends within <%s>", path[len(path)-1])
		}
		if errors.Is(err, io.EOF) {
			return s, nil
		}
		if err != nil {
			return s, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if len(path) >= sitemapNesting {
				return s, fmt.Errorf("more than %d elements within each other", sitemapNesting)
			}
			path = append(path, strings.ToLower(t.Name.Local))
			text.Reset()
			switch len(path) {
			case 1:
				s.index = path[0] == "sitemapindex"
			case 2:
				entry = sitemapEntry{}
			}
		case xml.CharData:
			if text.Len() < 4096 {
				text.Write(t)
			}
		case xml.EndElement:
			if len(path) == 0 {
				continue
			}
			name := path[len(path)-1]
			path = path[:len(path)-1]
			entry.set(name, len(path), strings.TrimSpace(text.String()))
			text.Reset()
			if len(path) == 1 && entry.loc != "" && (name == "url" || name == "sitemap") {
				s.entries = append(s.entries, entry)
				if len(s.entries) == sitemapURLs {
					s.cut = fmt.Sprintf("only its first %d addresses were read", sitemapURLs)
					return s, nil
				}
			}
		}
	}
}

// set takes an element that ended at a depth of others around it.
func (e *sitemapEntry) set(name string, depth int, text string) {
	switch {
	case text == "":
	case name == "loc" && depth == 2: // an image's loc lies deeper
		e.loc = text
	case name == "lastmod" && depth == 2:
		e.modified, _ = parseTime(text)
	case name == "publication_date" && depth == 3:
		e.published, _ = parseTime(text)
		e.words = text
	case name == "title" && depth == 3:
		e.title = text
	}
}

// newest orders entries by what they tell of their time, newest first; those
// that tell nothing keep their place at the end.
func newest(entries []sitemapEntry) {
	slices.SortStableFunc(entries, func(a, b sitemapEntry) int { return b.when().Compare(a.when()) })
}

func (e sitemapEntry) when() time.Time {
	if !e.published.IsZero() {
		return e.published
	}
	return e.modified
}

// timeLayouts are the forms of ISO 8601 met in sitemaps and files.
var timeLayouts = []string{
	time.RFC3339Nano, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05Z07:00",
	"2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02 15:04",
	time.DateOnly, time.RFC1123Z, time.RFC1123,
}

// parseTime reads a time as a machine writes it; where it names no zone, as UTC.
func parseTime(s string) (time.Time, error) {
	for _, layout := range timeLayouts {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no date", s)
}
