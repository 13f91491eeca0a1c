package crawl

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
)

// feedItems bounds what is taken of one feed; those of news outlets hold 10 to 200.
const feedItems = 2000

// A feedItem is one entry of a feed.
type feedItem struct {
	link      string // absolute
	title     string
	summary   string    // plain or HTML, as it stands
	published time.Time // zero: not told
	updated   time.Time // zero: not told
	words     string    // the publication date as written
}

// A parsedFeed is what was read of a feed.
type parsedFeed struct {
	items   []feedItem
	cadence cadence
}

// parseFeed reads an RSS, Atom or JSON feed found at base. Items without a
// link are left out.
func parseFeed(body []byte, base *url.URL) (f parsedFeed, err error) {
	defer func() {
		if r := recover(); r != nil {
			f, err = parsedFeed{}, fmt.Errorf("the feed parser gave up: %v", r)
		}
	}()
	clean, err := io.ReadAll(cleanXML(bytes.NewReader(body)))
	if err != nil {
		return f, err
	}
	parser := gofeed.NewParser()
	parser.KeepOriginalFeed = true // only there its cadence is
	parsed, err := parser.Parse(bytes.NewReader(clean))
	switch {
	case errors.Is(err, gofeed.ErrFeedTypeNotDetected):
		return f, notFeed(body)
	case err != nil:
		return f, err
	}
	f.cadence = cadenceOf(parsed)
	for _, it := range parsed.Items {
		if len(f.items) == feedItems {
			break
		}
		link := it.Link
		if link == "" && strings.HasPrefix(it.GUID, "http") {
			link = it.GUID
		}
		u, err := base.Parse(strings.TrimSpace(link))
		if link == "" || err != nil {
			continue
		}
		item := feedItem{link: u.String(), title: strings.TrimSpace(it.Title), summary: it.Description, words: it.Published}
		if it.PublishedParsed != nil {
			item.published = zoned(it.Published, *it.PublishedParsed)
		}
		if it.UpdatedParsed != nil {
			item.updated = *it.UpdatedParsed
		}
		f.items = append(f.items, item)
	}
	return f, nil
}

// notFeed says what a body is that is no feed. Most often a page was given
// where its feed was meant.
func notFeed(body []byte) error {
	switch kind := http.DetectContentType(body); {
	case len(bytes.TrimSpace(body)) == 0:
		return errors.New("it is empty")
	case strings.HasPrefix(kind, "text/html"):
		return errors.New("it is a web page, not a feed")
	default:
		return errors.New("it is none of RSS, Atom and JSON Feed")
	}
}

// zoned gives an instant its zone back: gofeed parses to UTC, and the day a
// report was published is that of the zone its date was written in.
func zoned(words string, parsed time.Time) time.Time {
	for _, layout := range []string{time.RFC1123Z, "Mon, 2 Jan 2006 15:04:05 -0700", time.RFC3339Nano} {
		if t, err := time.Parse(layout, strings.TrimSpace(words)); err == nil && t.Equal(parsed) {
			return t
		}
	}
	return parsed
}
