package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"dateline/scraper"
)

func TestUserAgent(t *testing.T) {
	tests := []struct {
		agent, contact, want string
	}{
		{"", "", "dateline/dev"},
		{"dateline/1.2.0", "", "dateline/1.2.0"},
		{"dateline/1.2.0", "desk@example.org", "dateline/1.2.0 (+desk@example.org)"},
		{"Mozilla/5.0", "https://desk.example/bot", "dateline Mozilla/5.0 (+https://desk.example/bot)"},
		{"dateline/1\r\nX-Evil: 1", "año@example.org\n", "dateline/1X-Evil: 1 (+ao@example.org)"},
	}
	for _, test := range tests {
		if got := userAgent(Options{UserAgent: test.agent, Contact: test.contact}); got != test.want {
			t.Errorf("%q, %q: got %q, want %q", test.agent, test.contact, got, test.want)
		}
	}
}

func TestGet(t *testing.T) {
	clock := newClock()
	s := newSite(t, clock, map[string]http.HandlerFunc{
		"/politica/nota.html": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
			http.SetCookie(w, &http.Cookie{Name: "id", Value: "1"})
			fmt.Fprint(w, "<p>El martes\xed</p>")
		},
	})
	c := testClient(t, clock, Options{UserAgent: "dateline/1.0", Contact: "desk@example.org"})
	resp := mustGet(t, c, s.URL+"/politica/nota.html?id=1#leer")
	if got, want := string(resp.Body), "<p>El martes\xed</p>"; got != want {
		t.Errorf("body %q, want %q", got, want)
	}
	if resp.Status != 200 || resp.URL != s.URL+"/politica/nota.html?id=1" || resp.NotModified || len(resp.Redirects) > 0 {
		t.Errorf("got %+v", resp)
	}
	if !resp.FetchedAt.Equal(clock.now()) {
		t.Errorf("fetched at %v, want %v", resp.FetchedAt, clock.now())
	}
	for _, v := range s.visits() {
		if got := v.header.Get("User-Agent"); got != "dateline/1.0 (+desk@example.org)" {
			t.Errorf("%s was asked by %q", v.path, got)
		}
	}
	if got := s.visits()[0].path; got != "/robots.txt" {
		t.Errorf("first request is %s, want robots.txt", got)
	}
}

func TestStatusIsAResponse(t *testing.T) {
	clock := newClock()
	s := newSite(t, clock, map[string]http.HandlerFunc{
		"/403": status(403), "/404": status(404), "/410": status(410), "/418": status(418), "/451": status(451), "/500": status(500), "/502": status(502),
	})
	c := testClient(t, clock, Options{})
	for path, fate := range map[string]scraper.Fate{
		"/403": scraper.Blocked, "/404": scraper.Gone, "/410": scraper.Gone, "/418": scraper.ClientError,
		"/451": scraper.Blocked, "/500": scraper.ServerError, "/502": scraper.ServerError,
	} {
		if resp := mustGet(t, c, s.URL+path); FateOfStatus(resp.Status) != fate {
			t.Errorf("%s: status %d has fate %q, want %q", path, resp.Status, FateOfStatus(resp.Status), fate)
		}
	}
}

func TestFateOfStatus(t *testing.T) {
	for status, want := range map[int]scraper.Fate{
		200: "", 204: "", 206: scraper.Malformed, 304: scraper.Malformed, 401: scraper.Blocked, 402: scraper.Paywall,
		429: scraper.RateLimited, 503: scraper.ServerError, 0: scraper.Malformed, 999: scraper.Malformed,
	} {
		if got := FateOfStatus(status); got != want {
			t.Errorf("%d: got %q, want %q", status, got, want)
		}
	}
}

func TestUnfetchableURL(t *testing.T) {
	c := testClient(t, newClock(), Options{})
	for _, url := range []string{"", "ftp://paper.example/a", "file:///etc/passwd", "http://", "http://[::1", "//paper.example/a", "mailto:desk@paper.example"} {
		_, err := c.Get(context.Background(), url)
		e := refusal(t, err, scraper.Malformed)
		if e.URL != url {
			t.Errorf("%q: error names %q", url, e.URL)
		}
		if r, err := c.Robots(context.Background(), url); err == nil || r.Allowed("http://paper.example/a") {
			t.Errorf("%q: robots.txt allows all", url)
		}
	}
}

// An http.Client above the transport, as colly has one, can neither bring
// cookies in nor take them out, nor change who we are.
func TestTransportUnderAnotherClient(t *testing.T) {
	clock := newClock()
	s := newSite(t, clock, map[string]http.HandlerFunc{
		"/robots.txt": text("User-agent: *\nDisallow: /admin\n"),
		"/start":      redirect(302, "/admin/secret"),
		"/a": func(w http.ResponseWriter, _ *http.Request) {
			http.SetCookie(w, &http.Cookie{Name: "track", Value: "1"})
			w.Header().Set(CopyHeader, "validated")
		},
	})
	c := testClient(t, clock, Options{UserAgent: "dateline/1"})
	above := &http.Client{Transport: c.Transport()}

	req, _ := http.NewRequest(http.MethodGet, s.URL+"/a", nil)
	req.Header.Set("User-Agent", "colly")
	req.Header.Set("Cookie", "id=7")
	req.Header.Set("Referer", "https://elsewhere.example/")
	resp, err := above.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if !resp.Uncompressed || resp.Header.Get("Set-Cookie") != "" || IsCopy(resp.Header) || !FetchedAt(resp.Header).Equal(clock.now()) {
		t.Errorf("answer %+v", resp)
	}
	visits := s.visits()
	sent := visits[len(visits)-1].header
	if sent.Get("User-Agent") != "dateline/1" || sent.Get("Cookie") != "" || sent.Get("Referer") != "" {
		t.Errorf("sent %v", sent)
	}
	if req.Header.Get("User-Agent") != "colly" {
		t.Error("the caller's request was changed")
	}

	_, err = above.Get(s.URL + "/start")
	e := refusal(t, err, scraper.Robots)
	if e.URL != s.URL+"/admin/secret" {
		t.Errorf("error names %s", e.URL)
	}
	if got := s.paths(); got != "/a /start" {
		t.Errorf("asked for %s", got)
	}
}

func TestBudget(t *testing.T) {
	clock := newClock()
	s := newSite(t, clock, map[string]http.HandlerFunc{"/a": text("a")})
	c := testClient(t, clock, Options{MaxPerHost: 2})
	for range 2 {
		mustGet(t, c, s.URL+"/a")
	}
	_, err := c.Get(context.Background(), s.URL+"/a")
	wantFate(t, err, scraper.Deferred)

	run := WithRun(context.Background(), clock.now())
	for range 2 {
		mustGetIn(t, run, c, s.URL+"/a")
	}
	_, err = c.Get(run, s.URL+"/a")
	wantFate(t, err, scraper.Deferred)
	mustGetIn(t, WithRun(context.Background(), clock.now()), c, s.URL+"/a")

	unbounded := testClient(t, clock, Options{MaxPerHost: -1})
	for range 5 {
		mustGet(t, unbounded, s.URL+"/a")
	}
}

func TestStats(t *testing.T) {
	clock := newClock()
	s := newSite(t, clock, map[string]http.HandlerFunc{
		"/a": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"1"`)
			if r.Header.Get("If-None-Match") != "" {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			fmt.Fprint(w, "0123456789")
		},
	})
	c := testClient(t, clock, Options{Archive: newMemory()})
	mustGet(t, c, s.URL+"/a")
	mustGet(t, c, s.URL+"/a")
	mustGetIn(t, WithRun(context.Background(), clock.now()), c, s.URL+"/a")
	all := c.Stats()
	if len(all) != 1 {
		t.Fatalf("got %+v", all)
	}
	got := all[0]
	want := HostStats{Host: strings.TrimPrefix(s.URL, "http://"), Requests: 3, Bytes: got.Bytes, NotModified: 1, Replayed: 1, Waited: got.Waited}
	if got != want || got.Bytes < 10 || got.Waited <= 0 {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestErrorText(t *testing.T) {
	err := error(&Error{Fate: scraper.Robots, URL: "https://paper.example/a", Detail: "robots.txt disallows this path (Disallow: /)"})
	if got, want := err.Error(), "fetch https://paper.example/a: robots.txt disallows this path (Disallow: /)"; got != want {
		t.Errorf("got %q", got)
	}
	if errors.Unwrap(err) != nil {
		t.Error("a fate has a cause")
	}
}
