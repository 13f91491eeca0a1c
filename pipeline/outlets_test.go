package pipeline_test

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline/config"
	"dateline/pipeline"
	"dateline/scraper"
)

// crowd is fourteen outlets on addresses of their own that all tell of the
// bridge, link to one another, and count the requests that they have at once.
type crowd struct {
	addresses []string
	mu        sync.Mutex
	flying    map[string]int
	most      map[string]int
	asked     map[string]int // by host and path
}

const (
	outlets    = 14
	perOutlet  = 8
	outletTime = 3 * time.Millisecond // for each answer
)

func newCrowd(t *testing.T) *crowd {
	t.Helper()
	c := &crowd{flying: map[string]int{}, most: map[string]int{}, asked: map[string]int{}}
	for i := range outlets {
		l, err := net.Listen("tcp", fmt.Sprintf("127.0.3.%d:0", i+1))
		if err != nil {
			t.Fatal(err)
		}
		s := &httptest.Server{Listener: l, Config: &http.Server{Handler: http.HandlerFunc(c.answer)}}
		s.Start()
		t.Cleanup(s.Close)
		c.addresses = append(c.addresses, s.URL)
	}
	return c
}

func (c *crowd) answer(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	c.asked[r.Host+r.URL.Path]++
	c.flying[r.Host]++
	c.most[r.Host] = max(c.most[r.Host], c.flying[r.Host])
	c.mu.Unlock()
	defer func() {
		c.mu.Lock()
		c.flying[r.Host]--
		c.mu.Unlock()
	}()
	time.Sleep(outletTime)
	own := 0
	for i, a := range c.addresses {
		if strings.HasSuffix(a, r.Host) {
			own = i
		}
	}
	var n int
	switch {
	case r.URL.Path == "/sitemap.xml":
		w.Header().Set("Content-Type", "application/xml")
		fmt.Fprint(w, `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
		for i := range perOutlet {
			fmt.Fprintf(w, "<url><loc>http://%s/2025/11/%02d/bridge-%d</loc></url>", r.Host, i+3, i)
		}
		fmt.Fprint(w, `</urlset>`)
	case r.URL.Path == "/" || r.URL.Path == "/bridge/":
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<title>Outlet</title><h1>The bridge</h1>")
		for i := range perOutlet {
			fmt.Fprintf(w, `<p><a href="/2025/11/%02d/bridge-%d">The harbour bridge, told for the %d. time in this town</a></p>`, i+3, i, i)
		}
	case strings.Contains(r.URL.Path, "/bridge-"):
		_, _ = fmt.Sscanf(r.URL.Path[strings.LastIndex(r.URL.Path, "-"):], "-%d", &n)
		next := c.addresses[(own+1)%outlets]
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, `<html lang="en"><head><title>%[1]s</title><meta property="article:published_time" content="%[2]s"></head><body><article><h1>%[1]s</h1>
<p>%[3]s</p><p>%[4]s</p><p>Town %[5]d was told of it by <a href="%[6]s/2025/11/%02[7]d/bridge-%[8]d">its neighbour</a>.</p></article></body></html>`,
			headline(n), published(n).Format(time.RFC3339), fmt.Sprintf(happenings[n%len(happenings)], "Monday"), filler, own, next, n%perOutlet+3, n%perOutlet)
	default:
		http.NotFound(w, r)
	}
}

// A run never has two requests under way at one outlet, whatever leads to it:
// sitemaps, sections, seeds, other outlets' links; and asks for no page twice.
func TestOneRequestAtATimeAtEachOutlet(t *testing.T) {
	c := newCrowd(t)
	cfg := bridgeStory(t.TempDir(), config.Source{Kind: config.SourceSitemap, Location: c.addresses[0] + "/sitemap.xml", Timezone: "UTC"})
	for _, a := range c.addresses {
		cfg.Stories[0].Sources = append(cfg.Stories[0].Sources,
			config.Source{Kind: config.SourceSitemap, Location: a + "/sitemap.xml", Timezone: "UTC"},
			config.Source{Kind: config.SourceSite, Location: a + "/", Timezone: "UTC"})
		cfg.Stories[0].Seeds = append(cfg.Stories[0].Seeds, a+"/2025/11/03/bridge-0")
	}
	p, _ := opened(t, cfg, pipeline.Options{})
	run, err := p.Run(t.Context(), cfg.Stories[0], pipeline.Manual)
	if err != nil {
		t.Fatal(err)
	}
	if run.Fates[scraper.Kept]+run.Fates[scraper.Duplicate] < outlets*perOutlet/2 {
		t.Errorf("the run kept too little to tell: %v", run.Fates)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.most) != outlets {
		t.Errorf("%d outlets were asked, want %d", len(c.most), outlets)
	}
	for host, n := range c.most {
		if n > 1 {
			t.Errorf("%s had %d requests at once", host, n)
		}
	}
	for address, n := range c.asked {
		if n > 1 {
			t.Errorf("%s was asked for %d times", address, n)
		}
	}
}
