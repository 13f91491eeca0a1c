package pipeline_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline/config"
)

// today is when the newspaper is read.
var today = time.Date(2025, 11, 20, 12, 0, 0, 0, time.UTC)

// newspaper is an outlet on loopback that reports on a bridge, one day after
// the other, and on other things.
type newspaper struct {
	*httptest.Server
	mu       sync.Mutex
	requests []string                 // paths, in order
	tagged   int                      // of those, the conditional ones
	on       func(n int, path string) // called before the nth answer, from 1; may be nil
	broken   map[string]int           // status instead of the page, by path
}

// happenings are the newspaper's reports: on each day, what happened the day before.
var happenings = []string{
	"The harbour bridge was closed on %s after divers found a crack in its third pillar. Engineers said the crack was two metres long.",
	"A ferry began to carry commuters across the harbour on %s. It takes 400 people an hour from the old fish market to the bridge.",
	"The council approved 12 million dollars on %s to repair the harbour bridge. Nine members voted for it and two against.",
	"A crane fell onto the closed harbour bridge on %s and injured three workers. Police opened an inquiry into the accident.",
	"The harbour bridge's chief engineer, Ana Duarte, resigned on %s. She said that warnings about the pillar had been ignored.",
	"Some 2,000 people marched over the harbour embankment on %s to demand that the bridge be opened again before winter.",
	"Repairs to the third pillar of the harbour bridge were finished on %s, a week earlier than planned, the port authority said.",
	"The harbour bridge was opened to traffic again on %s. The first to cross it was a bus of the line 14, with the mayor on board.",
}

const filler = `The bridge across the harbour was built in 1931 and carries 30,000 vehicles on a working day. Since it links the two
halves of the town, every closure lengthens the way to school and to work. The port authority looks after the bridge; the council pays for it.`

func newNewspaper(t *testing.T) *newspaper {
	t.Helper()
	n := &newspaper{}
	n.Server = httptest.NewServer(http.HandlerFunc(n.answer))
	t.Cleanup(n.Close)
	return n
}

func (n *newspaper) answer(w http.ResponseWriter, r *http.Request) {
	n.mu.Lock()
	n.requests = append(n.requests, r.URL.Path)
	count, on, status := len(n.requests), n.on, n.broken[r.URL.Path]
	tag := fmt.Sprintf(`"%s"`, strings.ReplaceAll(r.URL.Path, "/", "-"))
	unchanged := r.Header.Get("If-None-Match") == tag
	if unchanged {
		n.tagged++
	}
	n.mu.Unlock()
	if on != nil {
		on(count, r.URL.Path)
	}
	w.Header().Set("ETag", tag)
	var day int
	switch {
	case status != 0:
		http.Error(w, http.StatusText(status), status)
	case unchanged:
		w.WriteHeader(http.StatusNotModified)
	case r.URL.Path == "/robots.txt":
		fmt.Fprint(w, "User-agent: *\nDisallow: /private/\n")
	case r.URL.Path == "/rss.xml":
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprint(w, n.feed())
	case scanned(r.URL.Path, "/bridge/%d", &day) && day < 3*len(happenings):
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, page(day))
	default:
		http.NotFound(w, r)
	}
}

func scanned(s, format string, p *int) bool {
	n, err := fmt.Sscanf(s, format, p)
	return n == 1 && err == nil
}

// reports is the number of reports in the feed: each happening is told three times.
var reports = 3 * len(happenings)

func (n *newspaper) feed() string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title>`)
	for i := range reports {
		fmt.Fprintf(&b, "<item><title>%s</title><link>%s/bridge/%d</link><pubDate>%s</pubDate></item>",
			headline(i), n.URL, i, published(i).Format(time.RFC1123Z))
	}
	fmt.Fprintf(&b, "<item><title>The harbour, in short</title><link>%s/bridge/taken-down</link></item>", n.URL)
	b.WriteString(`</channel></rss>`)
	return b.String()
}

// published is when a report was printed: the morning after, and later looks back.
func published(i int) time.Time {
	happened := time.Date(2025, 11, 3, 8, 0, 0, 0, time.FixedZone("", -5*60*60)).AddDate(0, 0, i%len(happenings))
	return happened.AddDate(0, 0, 1+i/len(happenings))
}

func headline(i int) string {
	first, _, _ := strings.Cut(fmt.Sprintf(happenings[i%len(happenings)], "XX"), " on XX")
	return fmt.Sprintf("%s (%d)", first, i)
}

func page(i int) string {
	day := time.Date(2025, 11, 3, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i%len(happenings)).Format("Monday")
	return fmt.Sprintf(`<!doctype html><html lang="en"><head><title>%[1]s - Harbour Post</title>
<meta property="og:site_name" content="Harbour Post"><meta property="article:published_time" content="%[2]s"></head>
<body><article><h1>%[1]s</h1><p>%[3]s</p><p>%[4]s</p><p>Report %[5]d of the Harbour Post on the harbour bridge.</p></article></body></html>`,
		headline(i), published(i).Format(time.RFC3339), fmt.Sprintf(happenings[i%len(happenings)], day), filler, i)
}

// follow is a configuration that follows the newspaper's bridge, in a folder.
func (n *newspaper) follow(dir string) *config.Config {
	return bridgeStory(dir, config.Source{Kind: config.SourceFeed, Location: n.URL + "/rss.xml", Timezone: "America/Bogota"})
}

func bridgeStory(dir string, source config.Source) *config.Config {
	return &config.Config{
		DataDir:  filepath.Join(dir, "data"),
		Schedule: "0 6 * * *",
		Timezone: "America/Bogota",
		HTTP: config.HTTP{
			UserAgentContact: "desk@example.org", AllowPrivate: true, Pace: config.Duration(time.Millisecond),
			Timeout: config.Duration(10 * time.Second), MaxBody: 1 << 20, MaxPagesPerHost: 1000,
		},
		Exports: config.Exports{Dir: filepath.Join(dir, "exports"), Formats: []string{"xlsx", "csv", "json"}},
		Stories: []config.Story{{
			Name: "bridge", Title: "The harbour bridge", From: config.Date{Year: 2025, Month: 11, Day: 1},
			Languages: []string{"en"}, Keywords: []string{"harbour bridge", "harbour"}, Schedule: "0 6 * * *",
			Sources: []config.Source{source},
		}},
	}
}

// asked counts the requests, and those with a validator.
func (n *newspaper) asked() (all, conditional int) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return len(n.requests), n.tagged
}

func (n *newspaper) forget() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.requests, n.tagged = nil, 0
}

// times counts the requests for each path.
func (n *newspaper) times() map[string]int {
	n.mu.Lock()
	defer n.mu.Unlock()
	times := map[string]int{}
	for _, path := range n.requests {
		times[path]++
	}
	return times
}
