package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline/scraper"
	"dateline/scraper/fetch/robotstxt"
)

const forbidAll = "User-agent: *\nDisallow: /\n"

func TestRobotsMatrix(t *testing.T) {
	hops := func(n int, end http.HandlerFunc) map[string]http.HandlerFunc {
		pages := map[string]http.HandlerFunc{"/robots.txt": redirect(301, "/r1")}
		for i := 1; i < n; i++ {
			pages["/r"+string(rune('0'+i))] = redirect(301, "/r"+string(rune('1'+i)))
		}
		pages["/r"+string(rune('0'+n))] = end
		return pages
	}
	at := func(h http.HandlerFunc) map[string]http.HandlerFunc {
		return map[string]http.HandlerFunc{"/robots.txt": h}
	}
	tests := []struct {
		name  string
		pages map[string]http.HandlerFunc
		fate  scraper.Fate // of a page; empty: fetched
	}{
		{"200 allows", at(text("User-agent: *\nDisallow: /admin\n")), ""},
		{"200 forbids", at(text(forbidAll)), scraper.Robots},
		{"200 forbids us alone", at(text("User-agent: DATELINE\nDisallow: /\n")), scraper.Robots},
		{"204", at(status(204)), ""},
		{"301 five times", hops(5, text(forbidAll)), scraper.Robots},
		{"301 six times", hops(6, text(forbidAll)), ""},
		{"redirects to itself", at(redirect(302, "/robots.txt")), ""},
		{"redirect without a target", at(status(301)), ""},
		{"redirect to no URL", at(redirect(301, "http://[::1/robots.txt")), scraper.Malformed},
		{"redirect to another scheme", at(redirect(301, "file:///etc/robots.txt")), scraper.Malformed},
		{"401", at(status(401)), ""},
		{"403", at(status(403)), ""},
		{"404", at(status(404)), ""},
		{"410", at(status(410)), ""},
		{"429", at(status(429)), scraper.Robots},
		{"500", at(status(500)), scraper.Robots},
		{"503", at(status(503)), scraper.Robots},
		{"HTML page", at(text("<!doctype html><title>Portada</title><p>Disallow: /</p>")), ""},
		{"byte order mark", at(text("\ufeff" + forbidAll)), scraper.Robots},
		{"600 KiB, forbidding at the start", at(text(forbidAll + strings.Repeat("# archivo\n", 60<<10))), scraper.Robots},
		{"600 KiB, forbidding at the end", at(text(strings.Repeat("# archivo\n", 60<<10) + forbidAll)), ""},
		{"20 MB", at(text(forbidAll + strings.Repeat("# archivo\n", 2<<20))), scraper.Robots},
		{"gzipped", at(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			write(w, gzipped([]byte(forbidAll)))
		}), scraper.Robots},
		{"not to be decoded", at(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			write(w, append([]byte{0x1f, 0x8b, 8, 0}, "nonsense instead of deflate"...))
		}), scraper.Malformed},
		{"too slow", at(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }), scraper.Timeout},
		{"connection dropped", at(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }), scraper.Unreachable},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			clock := newClock()
			test.pages["/politica/nota"] = text("nota")
			s := newSite(t, clock, test.pages)
			timeout := time.Minute
			if test.fate == scraper.Timeout {
				timeout = 100 * time.Millisecond
			}
			c := testClient(t, clock, Options{Timeout: timeout})
			_, err := c.Get(context.Background(), s.URL+"/politica/nota")
			fetched := strings.HasSuffix(s.paths(), "/politica/nota")
			if test.fate == "" {
				if err != nil || !fetched {
					t.Errorf("not fetched: %v", err)
				}
				return
			}
			e := refusal(t, err, test.fate)
			if fetched {
				t.Error("the page was asked for")
			}
			if e.URL != s.URL+"/politica/nota" || !strings.Contains(e.Detail, "robots.txt") && test.fate != scraper.Malformed {
				t.Errorf("error is %v", err)
			}
		})
	}
}

func gzipped(data []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	write(z, data)
	_ = z.Close()
	return b.Bytes()
}

func TestRobotsOfARedirectsTarget(t *testing.T) {
	clock := newClock()
	closed := newSiteAt(t, clock, "127.0.1.2:0", map[string]http.HandlerFunc{"/robots.txt": text("User-agent: *\nDisallow: /reservado/\n")})
	open := newSiteAt(t, clock, "127.0.1.1:0", map[string]http.HandlerFunc{"/a": redirect(301, closed.URL+"/reservado/1")})
	c := testClient(t, clock, Options{})
	_, err := c.Get(context.Background(), open.URL+"/a")
	e := refusal(t, err, scraper.Robots)
	if e.URL != closed.URL+"/reservado/1" || !strings.Contains(e.Detail, "Disallow: /reservado/") {
		t.Errorf("error is %v", err)
	}
	if got := closed.paths(); got != "" {
		t.Errorf("asked for %s", got)
	}
}

// robots.txt is matched with what is sent: neither decoded nor reordered.
func TestRobotsMatchesTheRawURL(t *testing.T) {
	clock := newClock()
	s := newSite(t, clock, map[string]http.HandlerFunc{
		"/robots.txt": text("User-agent: *\nDisallow: /*?*b=1&a=2$\nDisallow: /a%2Fb\nDisallow: /q?$\n"),
	})
	r, err := testClient(t, clock, Options{}).Robots(context.Background(), s.URL)
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{
		"/x?b=1&a=2": false, "/x?a=2&b=1": true, "/a%2fb": false, "/a/b": true, "/q?": false, "/q": true, "/robots.txt": true, "": true,
	} {
		if got := r.Allowed(s.URL + path); got != want {
			t.Errorf("%s: allowed is %t", path, got)
		}
	}
	if r.Allowed("http://[::1") {
		t.Error("allowed what is no URL")
	}
}

func TestRobotsIsFetchedOnce(t *testing.T) {
	clock := newClock()
	s := newSite(t, clock, map[string]http.HandlerFunc{"/robots.txt": text("User-agent: *\nDisallow: /x\n")})
	c := testClient(t, clock, Options{})
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			if _, err := c.Robots(context.Background(), s.URL+"/a"); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := len(s.visits()); n != 1 {
		t.Errorf("fetched %d times", n)
	}
	clock.advance(robotsFresh + time.Second)
	mustGet(t, c, s.URL+"/a")
	if got := len(s.visits()); got != 3 {
		t.Errorf("%d requests after a day, want robots.txt again and the page", got)
	}
}

// Who waits for another's robots.txt may go; who fetches it may go without
// harm to those who wait.
func TestRobotsAndCancellation(t *testing.T) {
	clock := newClock()
	asked, answer := make(chan struct{}, 2), make(chan struct{})
	s := newSite(t, clock, map[string]http.HandlerFunc{"/robots.txt": func(w http.ResponseWriter, r *http.Request) {
		asked <- struct{}{}
		select {
		case <-answer:
		case <-r.Context().Done():
		}
	}})
	c := testClient(t, clock, Options{})
	first, cancelFirst := context.WithCancel(context.Background())
	second, cancelSecond := context.WithCancel(context.Background())
	errs := make(chan error, 1)
	go func() { _, err := c.Robots(first, s.URL); errs <- err }()
	<-asked
	cancelSecond()
	_, err := c.Robots(second, s.URL)
	wantFate(t, err, scraper.Cancelled)
	cancelFirst()
	wantFate(t, <-errs, scraper.Cancelled)
	close(answer)
	if _, err := c.Robots(context.Background(), s.URL); err != nil {
		t.Errorf("a cancelled fetch was remembered: %v", err)
	}
}

func TestRobotsFailureIsRemembered(t *testing.T) {
	clock := newClock()
	s := newSite(t, clock, map[string]http.HandlerFunc{"/robots.txt": status(500)})
	c := testClient(t, clock, Options{})
	for range 3 {
		_, err := c.Get(context.Background(), s.URL+"/a")
		if e := refusal(t, err, scraper.Robots); e.Status != 500 {
			t.Errorf("status %d", e.Status)
		}
	}
	if n := len(s.visits()); n != 1 {
		t.Errorf("asked %d times", n)
	}
	clock.advance(robotsFailed + time.Second)
	_, _ = c.Get(context.Background(), s.URL+"/a")
	if n := len(s.visits()); n != 2 {
		t.Errorf("asked %d times, want once more", n)
	}
}

func TestRobotsIsArchived(t *testing.T) {
	clock, archive := newClock(), newMemory()
	s := newSite(t, clock, map[string]http.HandlerFunc{"/robots.txt": func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"r1"`)
		if r.Header.Get("If-None-Match") == `"r1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		text(forbidAll)(w, r)
	}})
	forbidden := func(requests int, conditional bool) {
		t.Helper()
		c := testClient(t, clock, Options{Archive: archive}) // a new process
		_, err := c.Get(context.Background(), s.URL+"/a")
		wantFate(t, err, scraper.Robots)
		visits := s.visits()
		if len(visits) != requests || (visits[len(visits)-1].header.Get("If-None-Match") != "") != conditional {
			t.Errorf("%d requests, the last with %v", len(visits), visits[len(visits)-1].header)
		}
	}
	forbidden(1, false)
	clock.advance(time.Hour)
	forbidden(1, false)
	clock.advance(robotsFresh)
	forbidden(2, true)
}

func TestOversizeRobotsIsNotArchived(t *testing.T) {
	clock, archive := newClock(), newMemory()
	s := newSite(t, clock, map[string]http.HandlerFunc{"/robots.txt": text(strings.Repeat("#\n", robotstxt.MaxSize))})
	if _, err := testClient(t, clock, Options{Archive: archive}).Robots(context.Background(), s.URL); err != nil {
		t.Fatal(err)
	}
	if len(archive.captures) > 0 {
		t.Error("a part of a body was archived")
	}
}

func TestCrawlDelayAndSitemaps(t *testing.T) {
	clock := newClock()
	s := newSite(t, clock, map[string]http.HandlerFunc{
		"/robots.txt": text("User-agent: *\nCrawl-delay: 7\nSitemap: /news.xml\nSitemap: https://paper.example/all.xml\nSitemap: javascript:alert(1)\n"),
		"/a":          text("a"),
	})
	c := testClient(t, clock, Options{})
	r, err := c.Robots(context.Background(), s.URL+"/a")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(r.Sitemaps, " "), s.URL+"/news.xml https://paper.example/all.xml"; got != want {
		t.Errorf("sitemaps %s, want %s", got, want)
	}
	if r.CrawlDelay != 7*time.Second || r.Honoured != 7*time.Second {
		t.Errorf("delay %v, honoured %v", r.CrawlDelay, r.Honoured)
	}
	mustGet(t, c, s.URL+"/a")
	mustGet(t, c, s.URL+"/a")
	v := s.visits()
	for i := 1; i < len(v); i++ {
		if gap := v[i].at.Sub(v[i-1].at); gap < 7*time.Second {
			t.Errorf("%v between %s and %s", gap, v[i-1].path, v[i].path)
		}
	}
}

func TestLongCrawlDelayIsClampedAndReported(t *testing.T) {
	clock := newClock()
	s := newSite(t, clock, map[string]http.HandlerFunc{"/robots.txt": text("User-agent: *\nCrawl-delay: 3600\n")})
	var log bytes.Buffer
	c := testClient(t, clock, Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
	r, err := c.Robots(context.Background(), s.URL)
	if err != nil || r.CrawlDelay != time.Hour || r.Honoured != time.Minute {
		t.Errorf("delay %v, honoured %v, %v", r.CrawlDelay, r.Honoured, err)
	}
	if !strings.Contains(log.String(), "Crawl-delay") {
		t.Error("the clamp was not reported")
	}
}
