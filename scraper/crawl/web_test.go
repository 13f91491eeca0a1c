package crawl

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline/config"
	"dateline/scraper"
)

// web is a web of hosts that answer in the process. It notes every request.
type web struct {
	hosts map[string]http.Handler

	mu       sync.Mutex
	requests []string
	flying   map[string]int // requests under way, by host
	most     map[string]int // the most at once, by host
	together int            // the most hosts at once
}

func newWeb(hosts map[string]http.Handler) *web {
	return &web{hosts: hosts, flying: map[string]int{}, most: map[string]int{}}
}

func (w *web) RoundTrip(req *http.Request) (*http.Response, error) {
	host := req.URL.Host
	w.mu.Lock()
	w.requests = append(w.requests, req.URL.String())
	w.flying[host]++
	w.most[host] = max(w.most[host], w.flying[host])
	busy := 0
	for _, n := range w.flying {
		if n > 0 {
			busy++
		}
	}
	w.together = max(w.together, busy)
	w.mu.Unlock()
	defer func() {
		w.mu.Lock()
		w.flying[host]--
		w.mu.Unlock()
	}()
	h := w.hosts[host]
	if h == nil {
		return nil, fmt.Errorf("no such host: %s", host)
	}
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	rec := httptest.NewRecorder()
	in := req.Clone(req.Context())
	in.RequestURI = req.URL.RequestURI()
	h.ServeHTTP(rec, in)
	resp := rec.Result()
	resp.Request = req
	return resp, nil
}

// asked counts the requests for addresses that begin with prefix.
func (w *web) asked(prefix string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := 0
	for _, r := range w.requests {
		if strings.HasPrefix(r, prefix) {
			n++
		}
	}
	return n
}

// twice lists the addresses that were asked for more than once.
func (w *web) twice() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := map[string]int{}
	var out []string
	for _, r := range w.requests {
		if n[r]++; n[r] == 2 {
			out = append(out, r)
		}
	}
	return out
}

// memory is an archive in memory.
type memory struct {
	mu       sync.Mutex
	captures map[string]scraper.Capture
	articles map[string]scraper.Article
	outcomes map[string]scraper.Outcome
	refuse   error // what Record answers
	full     error // what SaveCapture answers
}

func newMemory() *memory {
	return &memory{captures: map[string]scraper.Capture{}, articles: map[string]scraper.Article{}, outcomes: map[string]scraper.Outcome{}}
}

func (m *memory) Capture(_ context.Context, url string) (*scraper.Capture, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	c, ok := m.captures[url]
	if !ok {
		return nil, nil
	}
	c.Header = c.Header.Clone()
	return &c, nil
}

func (m *memory) SaveCapture(_ context.Context, c scraper.Capture) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.full != nil {
		return m.full
	}
	m.captures[c.URL] = c
	return nil
}

func (m *memory) Keep(ctx context.Context, _ string, a scraper.Article) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.articles[a.URL] = a
	return ctx.Err()
}

func (m *memory) Record(ctx context.Context, _, _ string, o scraper.Outcome) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.refuse != nil {
		return m.refuse
	}
	m.outcomes[o.URL] = o
	if _, kept := m.articles[o.Canonical]; kept && o.Fate == scraper.Duplicate && o.Canonical != o.URL {
		delete(m.articles, o.URL)
	}
	return ctx.Err()
}

func (m *memory) kept() []string {
	var out []string
	for u := range m.articles {
		out = append(out, u)
	}
	slices.Sort(out)
	return out
}

// fate is what became of an address; "" when it has no outcome.
func (m *memory) fate(url string) scraper.Fate { return m.outcomes[url].Fate }

// The story of the tests.
func petro(sources ...config.Source) config.Story {
	return config.Story{
		Name: "strikes", From: config.Date{Year: 2025, Month: 9, Day: 1}, To: config.Date{Year: 2025, Month: 11, Day: 30},
		Languages: []string{"en", "es"}, Keywords: []string{"Petro", "drug boats", "Hegseth"}, Sources: sources,
	}
}

func site(u string) config.Source    { return config.Source{Kind: config.SourceSite, Location: u} }
func feed(u string) config.Source    { return config.Source{Kind: config.SourceFeed, Location: u} }
func mapOf(u string) config.Source   { return config.Source{Kind: config.SourceSitemap, Location: u} }
func pageAt(u string) config.Source  { return config.Source{Kind: config.SourcePage, Location: u} }
func filesAt(p string) config.Source { return config.Source{Kind: config.SourceFiles, Location: p} }

var testNow = time.Date(2025, 12, 5, 12, 0, 0, 0, time.UTC)

// gatherOn runs a story on a web.
func gatherOn(t *testing.T, w http.RoundTripper, story config.Story) (*memory, []scraper.SourceResult) {
	t.Helper()
	m := newMemory()
	results, err := gatherWith(t.Context(), story, "R-1", w, Options{Archive: m, Now: func() time.Time { return testNow }})
	if err != nil {
		t.Fatal(err)
	}
	return m, results
}

// A report is an article of the tests' newspapers.
type report struct {
	path, title, date string // date: RFC 3339
	text              []string
	head              string // more for the head element
	around            string // more below the text
}

// onStory is a report of the story; n makes its text its own.
func onStory(path string, n int, links ...string) report {
	r := report{path: path, title: fmt.Sprintf("Petro answers strike %d on drug boats", n), date: "2025-10-14T09:30:00-05:00"}
	r.text = []string{
		fmt.Sprintf("President Gustavo Petro on Tuesday condemned strike number %d on drug boats in the Caribbean, which killed %d people, and said the men aboard had been fishermen of his country.", n, n+2),
		fmt.Sprintf("Hegseth, the defence secretary, showed a video of the strike and said that the vessel had carried %d tonnes of cocaine, without giving evidence. Petro called it murder.", n),
		"Colombia's navy had not been told of the attack, an officer said, and the coast guard went on looking for survivors until the evening.",
	}
	for _, l := range links {
		r.text = append(r.text, fmt.Sprintf(`The strike followed others, as <a href="%s">this newspaper reported in an earlier story</a> from the coast.`, l))
	}
	return r
}

// offStory is a report of something else.
func offStory(path string, n int) report {
	return report{path: path, title: fmt.Sprintf("Harvest festival number %d opens in the valley", n), date: "2025-10-15T10:00:00Z", text: []string{
		fmt.Sprintf("Farmers of the valley opened festival number %d on Wednesday with music, a market and a parade of tractors that lasted until the evening.", n),
		fmt.Sprintf("The mayor said that %d visitors had come, more than in any year since the bridge was built, and thanked the volunteers of the fire brigade.", n*100),
		"Rain is expected at the weekend, the weather service said, and the organisers have put up tents beside the river for the concerts.",
	}}
}

func (r report) html() string {
	var b strings.Builder
	fmt.Fprintf(&b, `<!DOCTYPE html><html lang="en"><head><title>%s</title><meta property="og:type" content="article">`, html.EscapeString(r.title))
	if r.date != "" {
		fmt.Fprintf(&b, `<meta property="article:published_time" content="%s">`, r.date)
	}
	fmt.Fprintf(&b, `%s</head><body><article><h1>%s</h1>`, r.head, html.EscapeString(r.title))
	for _, p := range r.text {
		fmt.Fprintf(&b, "<p>%s</p>\n", p)
	}
	fmt.Fprintf(&b, `</article>%s</body></html>`, r.around)
	return b.String()
}

// paper serves reports at their paths, and whatever else pages has.
func paper(reports []report, pages map[string]string) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, q *http.Request) {
		for _, r := range reports {
			if r.path == q.URL.Path {
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				io.WriteString(w, r.html())
				return
			}
		}
		at := q.URL.RequestURI()
		body, ok := pages[at]
		if !ok {
			if body, ok = pages[q.URL.Path]; !ok {
				http.NotFound(w, q)
				return
			}
		}
		if to, ok := strings.CutPrefix(body, "redirect: "); ok {
			http.Redirect(w, q, to, http.StatusFound)
			return
		}
		w.Header().Set("Content-Type", typeOf(at, body))
		io.WriteString(w, body)
	})
	return mux
}

func typeOf(path, body string) string {
	switch {
	case strings.HasPrefix(body, "{"):
		return "application/feed+json"
	case strings.HasPrefix(strings.TrimSpace(body), "<?xml"), strings.HasPrefix(body, "<urlset"), strings.HasPrefix(body, "<sitemapindex"):
		return "application/xml"
	case strings.HasSuffix(path, ".gz"):
		return "application/gzip"
	}
	return "text/html; charset=utf-8"
}

// list is a page of links: address and words.
func list(links ...[2]string) string {
	var b bytes.Buffer
	b.WriteString(`<!DOCTYPE html><html><head><title>News</title></head><body><main><ul>`)
	for _, l := range links {
		fmt.Fprintf(&b, `<li><h2><a href="%s">%s</a></h2></li>`, l[0], l[1])
	}
	b.WriteString(`</ul></main></body></html>`)
	return b.String()
}

// rss is a feed: address, title, date.
func rss(items ...[3]string) string {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0"?><rss version="2.0"><channel><title>Paper</title>`)
	for _, i := range items {
		fmt.Fprintf(&b, `<item><title>%s</title><link>%s</link>`, i[1], html.EscapeString(i[0]))
		if i[2] != "" {
			fmt.Fprintf(&b, `<pubDate>%s</pubDate>`, i[2])
		}
		b.WriteString(`</item>`)
	}
	b.WriteString(`</channel></rss>`)
	return b.String()
}

// urlset is a sitemap: address and lastmod.
func urlset(entries ...[2]string) string {
	var b bytes.Buffer
	b.WriteString(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
	for _, e := range entries {
		fmt.Fprintf(&b, `<url><loc>%s</loc><lastmod>%s</lastmod></url>`, e[0], e[1])
	}
	b.WriteString(`</urlset>`)
	return b.String()
}

func sameStrings(t *testing.T, what string, got, want []string) {
	t.Helper()
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %s\nwant %s", what, strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
}
