package fetch

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"dateline/scraper"
)

// consentSite sends a visitor to /consent until he has been there, and knows
// him without a cookie.
func consentSite(t *testing.T, clock *fakeClock) (s *site, forget func()) {
	var consented atomic.Bool
	s = newSite(t, clock, map[string]http.HandlerFunc{
		"/a.html": func(w http.ResponseWriter, r *http.Request) {
			if !consented.Load() {
				redirect(302, "/consent?to="+url.QueryEscape(r.URL.RequestURI()))(w, r)
				return
			}
			w.Header().Set("ETag", `"a1"`)
			if r.Header.Get("If-None-Match") == `"a1"` {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			fmt.Fprint(w, "the report")
		},
		"/consent": func(w http.ResponseWriter, r *http.Request) {
			consented.Store(true)
			redirect(302, r.URL.Query().Get("to"))(w, r)
		},
	})
	return s, func() { consented.Store(false) }
}

const consentWalk = "/a.html /consent?to=%2Fa.html /a.html"

func TestConsentWithoutCookies(t *testing.T) {
	clock := newClock()
	s, _ := consentSite(t, clock)
	resp := mustGet(t, testClient(t, clock, Options{}), s.URL+"/a.html")
	if string(resp.Body) != "the report" || resp.URL != s.URL+"/a.html" {
		t.Errorf("got %q at %s", resp.Body, resp.URL)
	}
	if got, want := strings.Join(resp.Redirects, " "), s.URL+"/a.html "+s.URL+"/consent?to=%2Fa.html"; got != want {
		t.Errorf("redirects %s, want %s", got, want)
	}
}

func TestConsentUnderAnHTTPClient(t *testing.T) {
	clock := newClock()
	s, _ := consentSite(t, clock)
	resp, err := (&http.Client{Transport: testClient(t, clock, Options{}).Transport()}).Get(s.URL + "/a.html")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if got := s.paths(); got != consentWalk {
		t.Errorf("walked %s", got)
	}
}

// A run killed between the consent page and the report has archived the
// redirects, and must not go round in them.
func TestConsentAfterAKilledRun(t *testing.T) {
	for _, forgets := range []bool{false, true} {
		t.Run(fmt.Sprintf("host forgets %t", forgets), func(t *testing.T) {
			clock, archive := newClock(), newMemory()
			s, forget := consentSite(t, clock)
			began := clock.now()
			c := testClient(t, clock, Options{Archive: archive})
			mustGet(t, c, s.URL+"/a.html")
			archive.captures[s.URL+"/a.html"] = scraper.Capture{
				URL: s.URL + "/a.html", Status: 302, Header: http.Header{"Location": {"/consent?to=%2Fa.html"}},
				FetchedAt: began, ValidatedAt: began,
			}
			if forgets {
				forget()
			}
			again := testClient(t, clock, Options{Archive: archive, FreshSince: began})
			if resp := mustGet(t, again, s.URL+"/a.html"); string(resp.Body) != "the report" {
				t.Errorf("got %q", resp.Body)
			}
		})
	}
}

// A later run that meets the wall again keeps the validators of the report.
func TestConsentKeepsTheCopy(t *testing.T) {
	clock, archive := newClock(), newMemory()
	s, forget := consentSite(t, clock)
	c := testClient(t, clock, Options{Archive: archive})
	mustGet(t, c, s.URL+"/a.html")
	forget()
	resp := mustGet(t, c, s.URL+"/a.html")
	if !resp.NotModified || string(resp.Body) != "the report" {
		t.Errorf("got %q, not modified %t", resp.Body, resp.NotModified)
	}
}

func TestRedirectsWithoutEnd(t *testing.T) {
	tests := []struct {
		name  string
		pages map[string]http.HandlerFunc
		asked string
	}{
		{"to itself", map[string]http.HandlerFunc{"/0": redirect(302, "/0")}, "/0 /0"},
		{"to and fro", map[string]http.HandlerFunc{"/0": redirect(301, "/1"), "/1": redirect(307, "/0")}, "/0 /1 /0 /1"},
		{"fragments are no escape", map[string]http.HandlerFunc{"/0": redirect(302, "/0#again")}, "/0 /0"},
		{"ever new", map[string]http.HandlerFunc{"/0": func(w http.ResponseWriter, r *http.Request) {
			n, _ := strconv.Atoi(r.URL.Query().Get("n"))
			redirect(303, "/0?n="+strconv.Itoa(n+1))(w, r)
		}}, "/0 /0?n=1 /0?n=2 /0?n=3 /0?n=4 /0?n=5 /0?n=6 /0?n=7 /0?n=8 /0?n=9"},
	}
	for _, test := range tests {
		for _, follow := range []string{"Get", "http.Client"} {
			t.Run(test.name+", "+follow, func(t *testing.T) {
				clock := newClock()
				s := newSite(t, clock, test.pages)
				c := testClient(t, clock, Options{Archive: newMemory()})
				var err error
				if follow == "Get" {
					_, err = c.Get(context.Background(), s.URL+"/0")
				} else {
					_, err = (&http.Client{Transport: c.Transport()}).Get(s.URL + "/0")
				}
				wantFate(t, err, scraper.RedirectLoop)
				if got := s.paths(); got != test.asked && !strings.HasPrefix(test.asked, got) {
					t.Errorf("asked for %s, want %s", got, test.asked)
				}
			})
		}
	}
}

func TestNineRedirectsAreFollowed(t *testing.T) {
	clock := newClock()
	pages := map[string]http.HandlerFunc{"/9": text("there")}
	for i := range 9 {
		pages["/"+strconv.Itoa(i)] = redirect(308, "/"+strconv.Itoa(i+1))
	}
	s := newSite(t, clock, pages)
	if resp := mustGet(t, testClient(t, clock, Options{}), s.URL+"/0"); string(resp.Body) != "there" || len(resp.Redirects) != 9 {
		t.Errorf("got %q after %d redirects", resp.Body, len(resp.Redirects))
	}
}

func TestRedirectToNowhere(t *testing.T) {
	clock := newClock()
	s := newSite(t, clock, map[string]http.HandlerFunc{
		"/scheme": redirect(302, "ftp://paper.example/a"), "/broken": redirect(302, "http://[::1/"), "/hostless": redirect(301, "http:///a"),
		"/silent": status(302),
	})
	c := testClient(t, clock, Options{})
	for _, path := range []string{"/scheme", "/broken", "/hostless"} {
		_, err := c.Get(context.Background(), s.URL+path)
		wantFate(t, err, scraper.Malformed)
	}
	if resp := mustGet(t, c, s.URL+"/silent"); resp.Status != 302 {
		t.Errorf("status %d", resp.Status)
	}
}

// A page of the open web leads inside: by an address, by a name for one, and by
// a name that was public when it was first asked for.
func TestRedirectToABlockedAddress(t *testing.T) {
	clock := newClock()
	inside := newSite(t, clock, map[string]http.HandlerFunc{"/secret": text("secret")})
	_, port, _ := net.SplitHostPort(inside.Listener.Addr().String())
	outside := newSite(t, clock, map[string]http.HandlerFunc{
		"/a": redirect(302, inside.URL+"/secret"), "/b": redirect(301, "http://localhost:"+port+"/secret"),
		"/c": redirect(302, "http://rebind.example:"+port+"/secret"), "/open": text("open"),
	})
	c := newClient(Options{Now: clock.now}.withDefaults(), clock.sleep)
	defer c.Close()
	guarded, asked := c.base.DialContext, 0
	c.base.DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		switch host, _, _ := net.SplitHostPort(addr); host {
		case "news.example":
			return dialTo(outside)(ctx, network, addr)
		case "rebind.example": // its resolver has changed its mind
			if asked++; asked == 1 {
				return dialTo(outside)(ctx, network, addr)
			}
			addr = inside.Listener.Addr().String()
		}
		return guarded(ctx, network, addr)
	}
	mustGet(t, c, "http://rebind.example:"+port+"/open")
	c.Close()
	for _, path := range []string{"/a", "/b", "/c"} {
		_, err := c.Get(context.Background(), "http://news.example"+path)
		e := refusal(t, err, scraper.BlockedAddress)
		if !strings.Contains(e.Detail, "is not public") || !strings.Contains(e.Detail, "allow_private") {
			t.Errorf("%s: detail %q", path, e.Detail)
		}
	}
	if len(inside.visits()) > 0 {
		t.Error("the address was dialled")
	}
}

func TestPermanentRedirectIsBelievedForAWeek(t *testing.T) {
	clock, archive := newClock(), newMemory()
	s := newSite(t, clock, map[string]http.HandlerFunc{
		"/node/7": redirect(301, "/politica/7"), "/temporary": redirect(302, "/politica/7"), "/politica/7": text("nota"),
	})
	c := testClient(t, clock, Options{Archive: archive})
	for _, path := range []string{"/node/7", "/temporary"} {
		mustGet(t, c, s.URL+path)
	}
	clock.advance(permanentFor - time.Hour)
	for _, path := range []string{"/node/7", "/temporary"} {
		mustGet(t, c, s.URL+path)
	}
	clock.advance(2 * time.Hour)
	mustGet(t, c, s.URL+"/node/7")
	want := "/node/7 /politica/7 /temporary /politica/7 /politica/7 /temporary /politica/7 /node/7 /politica/7"
	if got := s.paths(); got != want {
		t.Errorf("asked for %s\nwant %s", got, want)
	}
}
