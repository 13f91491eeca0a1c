package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dateline/scraper"
)

func TestLaneKey(t *testing.T) {
	for raw, want := range map[string]string{
		"https://www.paper.example/a": "paper.example", "https://amp.news.paper.co.uk/a": "paper.co.uk", "http://PAPER.example./": "paper.example",
		"https://ana.blogspot.com/": "ana.blogspot.com", "https://www.paper.example:8443/": "paper.example:8443", "http://localhost:80/": "localhost",
		"http://127.0.1.3:8600/": "127.0.1.3:8600", "http://[2001:db8::1]:8600/": "[2001:db8::1]:8600", "https://co.uk/": "co.uk",
	} {
		u, err := url.Parse(raw)
		if err != nil {
			t.Fatal(err)
		}
		if got := laneKey(u); got != want {
			t.Errorf("%s: %s, want %s", raw, got, want)
		}
	}
}

// dialTo leads every host to one server.
func dialTo(s *site) DialFunc {
	return func(ctx context.Context, network, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, network, s.Listener.Addr().String())
	}
}

func TestHostsOfOneSiteShareItsLane(t *testing.T) {
	clock := newClock()
	s := newSite(t, clock, map[string]http.HandlerFunc{"/a": text("a")})
	c := testClient(t, clock, Options{Dial: dialTo(s)})
	for _, host := range []string{"www.paper.example", "amp.paper.example", "m.paper.example", "other.example"} {
		mustGet(t, c, "http://"+host+"/a")
	}
	v := s.visits()
	for i := 1; i < 6; i++ { // robots.txt and page of each
		if gap := v[i].at.Sub(v[i-1].at); gap != time.Second {
			t.Errorf("%v before request %d, want 1s", gap, i)
		}
	}
	if gap := v[6].at.Sub(v[5].at); gap != 0 {
		t.Errorf("another site waited %v", gap)
	}
}

// Two names of one small server: it is asked once at a time, and at one pace.
func TestSitesAtOneAddressTakeTurns(t *testing.T) {
	clock := newClock()
	var flying, most atomic.Int32
	page := func(http.ResponseWriter, *http.Request) {
		most.Store(max(most.Load(), flying.Add(1)))
		time.Sleep(time.Millisecond)
		flying.Add(-1)
	}
	s := newSite(t, clock, map[string]http.HandlerFunc{"/robots.txt": page, "/a": page})
	c := testClient(t, clock, Options{})
	var wg sync.WaitGroup
	for _, host := range []string{"127.0.0.1", "localhost"} {
		for range 6 {
			wg.Go(func() {
				if _, err := c.Get(context.Background(), strings.Replace(s.URL, "127.0.0.1", host, 1)+"/a"); err != nil {
					t.Error(err)
				}
			})
		}
	}
	wg.Wait()
	if most.Load() != 1 || len(s.visits()) != 14 {
		t.Errorf("%d requests, %d at once", len(s.visits()), most.Load())
	}
	for i, v := 1, s.visits(); i < len(v); i++ {
		// Within one site, the other's wait may have moved the tests' clock while a
		// request was on its way.
		if gap := v[i].at.Sub(v[i-1].at); v[i].host != v[i-1].host && gap < time.Second {
			t.Errorf("%v before request %d", gap, i)
		}
	}
}

// Once a delivery network has answered at an address, its sites no longer wait
// for one another: these two are served only side by side.
func TestSitesOfANetworkAreServedSideBySide(t *testing.T) {
	clock := newClock()
	meet := make(chan struct{})
	s := newSite(t, clock, map[string]http.HandlerFunc{
		"/robots.txt": func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("CF-Ray", "8f1c-BOG") },
		"/a": func(_ http.ResponseWriter, r *http.Request) {
			select {
			case meet <- struct{}{}:
			case <-meet:
			case <-r.Context().Done():
			}
		},
	})
	c := testClient(t, clock, Options{})
	var wg sync.WaitGroup
	for _, host := range []string{"127.0.0.1", "localhost"} {
		wg.Go(func() {
			if _, err := c.Get(context.Background(), strings.Replace(s.URL, "127.0.0.1", host, 1)+"/a"); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

func TestSignsOfNetworks(t *testing.T) {
	for _, test := range []struct {
		name, value string
		want        bool
	}{
		{"CF-RAY", "8f1c-BOG", true}, {"Server", "cloudflare", true}, {"Server", "AkamaiGHost", true}, {"X-Served-By", "cache-mia-1", true},
		{"X-Powered-By", "WordPress VIP <https://wpvip.com>", true}, {"X-Amz-Cf-Id", "x", true},
		{"Server", "nginx/1.24", false}, {"Server", "Apache", false}, {"X-Served-By", "web2", false}, {"X-Powered-By", "PHP/8.2", false}, {"Via", "1.1 varnish", false},
	} {
		if got := ofNetwork(http.Header{http.CanonicalHeaderKey(test.name): {test.value}}); got != test.want {
			t.Errorf("%s: %s: %t", test.name, test.value, got)
		}
	}
}

// gaps are the times between the requests for pages.
func (s *site) gaps() []time.Duration {
	var out []time.Duration
	var last time.Time
	for _, v := range s.visits() {
		if v.path == "/robots.txt" {
			continue
		}
		if !last.IsZero() {
			out = append(out, v.at.Sub(last))
		}
		last = v.at
	}
	return out
}

// A site that has asked for less is asked more slowly, and at the old pace again
// when it has answered for a while.
func TestPaceAfterARefusal(t *testing.T) {
	clock := newClock()
	s := newSite(t, clock, map[string]http.HandlerFunc{"/a": then(text("a"), refuse(429, "5"), text("a"), refuse(429, "5"), text("a"))})
	c := testClient(t, clock, Options{})
	for range 30 {
		mustGet(t, c, s.URL+"/a")
	}
	gaps := s.gaps()
	const pace = time.Second
	if gaps[0] != pace || gaps[1] != 5*time.Second || gaps[2] != 2*time.Second || gaps[3] != 5*time.Second || gaps[4] != 3*time.Second {
		t.Errorf("the first gaps: %v", gaps[:5])
	}
	for i := 5; i < len(gaps); i++ {
		if gaps[i] > gaps[i-1] || i > 20 && gaps[i] != pace {
			t.Errorf("gap %d: %v after %v", i, gaps[i], gaps[i-1])
		}
	}
}

// A site that becomes slow is given more time between its answers, as long as it is.
func TestPaceUnderStrain(t *testing.T) {
	clock := newClock()
	took := 200 * time.Millisecond
	s := newSite(t, clock, map[string]http.HandlerFunc{"/a": func(http.ResponseWriter, *http.Request) { clock.advance(took) }})
	c := testClient(t, clock, Options{})
	ask := func(n int, d time.Duration) []time.Duration {
		took = d
		before := len(s.gaps())
		for range n {
			mustGet(t, c, s.URL+"/a")
		}
		return s.gaps()[before:]
	}
	const pace = time.Second + maxSlack
	if gaps := ask(10, 200*time.Millisecond); gaps[8] != pace {
		t.Errorf("a quick site waits %v", gaps)
	}
	if gaps := ask(12, 3*time.Second); gaps[11] < 11*time.Second || gaps[11] > 15*time.Second {
		t.Errorf("a slow site waits %v", gaps)
	}
	if gaps := ask(15, 200*time.Millisecond); gaps[14] != pace {
		t.Errorf("a site that has recovered waits %v", gaps)
	}
}

// A host that gives no answer is not asked for all its pages, and another host
// of its site is.
func TestSilentHostIsLeftAlone(t *testing.T) {
	clock := newClock()
	s := newSite(t, clock, map[string]http.HandlerFunc{"/a": text("a")})
	gone := true
	c := testClient(t, clock, Options{Dial: func(ctx context.Context, network, addr string) (net.Conn, error) {
		if gone && strings.HasPrefix(addr, "old.") {
			return nil, &net.DNSError{Err: "no such host", Name: "old.paper.example", IsNotFound: true}
		}
		return dialTo(s)(ctx, network, addr)
	}})
	gone = false
	mustGet(t, c, "http://old.paper.example/a") // its robots.txt is known
	c.Close()
	gone = true
	for range maxSilence {
		_, err := c.Get(context.Background(), "http://old.paper.example/a")
		if e := refusal(t, err, scraper.Unreachable); strings.Contains(e.Detail, "in a row") {
			t.Errorf("not asked: %v", e)
		}
	}
	_, err := c.Get(context.Background(), "http://old.paper.example/b")
	e := refusal(t, err, scraper.Unreachable)
	if !strings.Contains(e.Detail, "gave no answer to 4 requests in a row, last: dns: ") || !strings.Contains(e.Detail, "left alone for another 5m0s") {
		t.Errorf("got %v", e)
	}
	mustGet(t, c, "http://www.paper.example/a")
	clock.advance(brokenRest)
	gone = false
	mustGet(t, c, "http://old.paper.example/a")
}

// HTTP/2 is spoken where a host offers it, over one connection.
func TestHTTP2OverOneConnection(t *testing.T) {
	clock := newClock()
	var opened atomic.Int32
	var mu sync.Mutex
	var protocols []string
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		protocols = append(protocols, r.Proto)
	}))
	server.EnableHTTP2 = true
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			opened.Add(1)
		}
	}
	server.StartTLS()
	defer server.Close()
	c := testClient(t, clock, Options{})
	trusted := x509.NewCertPool()
	trusted.AddCert(server.Certificate())
	c.base.TLSClientConfig = &tls.Config{RootCAs: trusted}
	for _, path := range []string{"/a", "/b", "/c"} {
		mustGet(t, c, server.URL+path)
	}
	if got := strings.Join(protocols, " "); got != "HTTP/2.0 HTTP/2.0 HTTP/2.0 HTTP/2.0" || opened.Load() != 1 {
		t.Errorf("spoke %s over %d connections", got, opened.Load())
	}
}

// An HTTP/1.1 host is asked over one connection, too.
func TestConnectionsAreReused(t *testing.T) {
	clock := newClock()
	var opened atomic.Int32
	server := httptest.NewUnstartedServer(text(strings.Repeat("a page\n", 10_000)))
	server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			opened.Add(1)
		}
	}
	server.Start()
	defer server.Close()
	c := testClient(t, clock, Options{})
	for _, path := range []string{"/a", "/b", "/c", "/d"} {
		mustGet(t, c, server.URL+path)
	}
	if opened.Load() != 1 {
		t.Errorf("%d connections", opened.Load())
	}
}

// A site that was too slow to answer is asked more slowly once it answers again;
// that a host of it is not there is no reason to.
func TestASlowSiteIsEased(t *testing.T) {
	const pace = time.Second
	for name, c := range map[string]struct {
		dial error
		want time.Duration // between the two requests after it
	}{
		"too slow": {&net.DNSError{Err: "i/o timeout", Name: "old.paper.example", IsTimeout: true}, 2 * pace},
		"gone":     {&net.DNSError{Err: "no such host", Name: "old.paper.example", IsNotFound: true}, pace},
	} {
		t.Run(name, func(t *testing.T) {
			clock := newClock()
			s := newSite(t, clock, map[string]http.HandlerFunc{"/a": text("a")})
			failing := false
			client := testClient(t, clock, Options{Pace: pace, Dial: func(ctx context.Context, network, addr string) (net.Conn, error) {
				if failing && strings.HasPrefix(addr, "old.") {
					clock.advance(10 * time.Second)
					return nil, c.dial
				}
				return dialTo(s)(ctx, network, addr)
			}})
			for _, host := range []string{"old", "www"} { // their robots.txt is known
				mustGet(t, client, "http://"+host+".paper.example/a")
			}
			client.Close()
			failing = true
			if _, err := client.Get(t.Context(), "http://old.paper.example/b"); err == nil {
				t.Fatal("it answered")
			}
			mustGet(t, client, "http://www.paper.example/a")
			mustGet(t, client, "http://www.paper.example/a")
			visits := s.visits()
			if got := visits[len(visits)-1].at.Sub(visits[len(visits)-2].at); got != c.want {
				t.Errorf("waited %v, want %v", got, c.want)
			}
		})
	}
}
