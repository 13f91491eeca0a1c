package fetch

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline/scraper"
)

func benchServer(b *testing.B) string {
	page := strings.Repeat("<p>On Tuesday the bridge reopened.</p>\n", 500)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, page) }))
	b.Cleanup(s.Close)
	return s.URL + "/a"
}

func drain(b *testing.B, resp *http.Response) {
	if _, err := io.Copy(io.Discard, resp.Body); err != nil {
		b.Fatal(err)
	}
	resp.Body.Close()
}

// then answers each request with the next handler, and goes on with the last.
func then(handlers ...http.HandlerFunc) http.HandlerFunc {
	var mu sync.Mutex
	return func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		next := handlers[0]
		if len(handlers) > 1 {
			handlers = handlers[1:]
		}
		mu.Unlock()
		next(w, r)
	}
}

func refuse(code int, retryAfter string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Date"] = []string{"Wed, 12 Nov 2025 09:00:00 GMT"} // half an hour behind our clock
		if retryAfter != "" {
			w.Header().Set("Retry-After", retryAfter)
		}
		w.WriteHeader(code)
	}
}

func abort(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

func cut(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "1000")
	fmt.Fprint(w, "half a re")
}

func TestRetry(t *testing.T) {
	tests := []struct {
		name  string
		page  http.HandlerFunc
		gaps  []time.Duration // between the requests
		fate  scraper.Fate    // empty: answered
		code  int             // of the answer or the error
		words string          // in the error
	}{
		{"429 with seconds", then(refuse(429, "7"), text("ok")), []time.Duration{7 * time.Second}, "", 200, ""},
		{"429 with a date", then(refuse(429, "Wed, 12 Nov 2025 09:00:30 GMT"), text("ok")), []time.Duration{30 * time.Second}, "", 200, ""},
		{"a date gone by", then(refuse(429, "Wed, 12 Nov 2025 08:00:00 GMT"), text("ok")), []time.Duration{time.Second}, "", 200, ""},
		{"less than the pace", then(refuse(503, "0"), text("ok")), []time.Duration{time.Second}, "", 200, ""},
		{"503 with seconds", then(refuse(503, "3"), text("ok")), []time.Duration{3 * time.Second}, "", 200, ""},
		{"503 without", then(refuse(503, ""), refuse(503, ""), text("ok")), []time.Duration{2 * time.Second, 4 * time.Second}, "", 200, ""},
		{"illegible", then(refuse(429, "soon"), text("ok")), []time.Duration{2 * time.Second}, "", 200, ""},
		{"429 for ever", refuse(429, "5"), []time.Duration{5 * time.Second, 5 * time.Second, 5 * time.Second}, scraper.RateLimited, 429, "answered 429 to 4 requests"},
		{"503 for ever", refuse(503, "5"), []time.Duration{5 * time.Second, 5 * time.Second, 5 * time.Second}, scraper.RateLimited, 503, "answered 503"},
		{"503 for ever without a word", refuse(503, ""), []time.Duration{2 * time.Second, 4 * time.Second, 8 * time.Second}, scraper.ServerError, 503, ""},
		{"beyond patience at once", refuse(429, "3600"), nil, scraper.RateLimited, 429, "answered 429 to 1 request, and asks to be left alone for 1h0m0s"},
		{"beyond patience in sum", refuse(429, "70"), []time.Duration{70 * time.Second}, scraper.RateLimited, 429, "2 requests"},
		{"more seconds than there are", refuse(429, "999999999999"), nil, scraper.RateLimited, 429, "24h0m0s"},
		{"502", then(refuse(502, ""), text("ok")), []time.Duration{2 * time.Second}, "", 200, ""},
		{"504 for ever is an answer", refuse(504, ""), []time.Duration{2 * time.Second, 4 * time.Second, 8 * time.Second}, "", 504, ""},
		{"500 is an answer", refuse(500, "1"), nil, "", 500, ""},
		{"body cut short", then(cut, text("ok")), []time.Duration{2 * time.Second}, "", 200, ""},
		{"always cut short", cut, []time.Duration{2 * time.Second, 4 * time.Second, 8 * time.Second}, scraper.Unreachable, 0, "unexpected EOF"},
		// net/http itself asks once more where a connection in use before is found dead.
		{"connection dropped", then(abort, abort, text("ok")), []time.Duration{0, 2 * time.Second}, "", 200, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			clock := newClock()
			s := newSite(t, clock, map[string]http.HandlerFunc{"/a": test.page})
			c := testClient(t, clock, Options{})
			resp, err := c.Get(context.Background(), s.URL+"/a")
			if test.fate == "" {
				if err != nil || resp.Status != test.code {
					t.Fatalf("got %+v, %v", resp, err)
				}
			} else if e := refusal(t, err, test.fate); e.Status != test.code || !strings.Contains(e.Detail, test.words) {
				t.Errorf("got %+v", e)
			}
			var gaps []time.Duration
			for v := s.visits()[1:]; len(v) > 1; v = v[1:] {
				gaps = append(gaps, v[1].at.Sub(v[0].at))
			}
			if fmt.Sprint(gaps) != fmt.Sprint(test.gaps) {
				t.Errorf("waited %v, want %v", gaps, test.gaps)
			}
		})
	}
}

// Who is asked to stay away stays away with all he has, and says why; later he
// comes back.
func TestRestIsTheHosts(t *testing.T) {
	clock := newClock()
	s := newSite(t, clock, map[string]http.HandlerFunc{"/a": then(refuse(429, "3600"), text("a")), "/b": text("b")})
	other := newSite(t, clock, map[string]http.HandlerFunc{"/c": text("c")})
	c := testClient(t, clock, Options{})
	_, err := c.Get(context.Background(), s.URL+"/a")
	wantFate(t, err, scraper.RateLimited)
	clock.advance(30 * time.Minute)
	_, err = c.Get(context.Background(), s.URL+"/b")
	if e := refusal(t, err, scraper.RateLimited); e.Status != 429 || !strings.Contains(e.Detail, "asked for rest; it is left alone for another 30m0s") {
		t.Errorf("got %v", err)
	}
	mustGet(t, c, other.URL+"/c")
	if got := s.paths(); got != "/a" {
		t.Errorf("asked for %s", got)
	}
	clock.advance(29 * time.Minute)
	mustGet(t, c, s.URL+"/b")
	v := s.visits()
	if gap := v[2].at.Sub(v[1].at); gap < time.Hour {
		t.Errorf("came back after %v", gap)
	}
}

// A host that breaks off everything is left alone before all its pages are tried.
func TestFailingHostIsLeftAlone(t *testing.T) {
	clock := newClock()
	s := newSite(t, clock, map[string]http.HandlerFunc{"/a": cut, "/b": text("b")})
	c := testClient(t, clock, Options{})
	for range 3 {
		_, err := c.Get(context.Background(), s.URL+"/a")
		wantFate(t, err, scraper.Unreachable)
	}
	_, err := c.Get(context.Background(), s.URL+"/b")
	e := refusal(t, err, scraper.Unreachable)
	if e.URL != s.URL+"/b" || !strings.Contains(e.Detail, "broke off 12 answers in a row; it is left alone for another") {
		t.Errorf("got %v", err)
	}
	clock.advance(brokenRest)
	mustGet(t, c, s.URL+"/b")
}

func TestBackOffStartsAnewAfterASuccess(t *testing.T) {
	clock := newClock()
	s := newSite(t, clock, map[string]http.HandlerFunc{"/a": then(refuse(503, ""), text("a"), refuse(503, ""), text("a"))})
	c := testClient(t, clock, Options{})
	mustGet(t, c, s.URL+"/a")
	mustGet(t, c, s.URL+"/a")
	v := s.visits()
	if gap := v[4].at.Sub(v[3].at); gap != 2*time.Second {
		t.Errorf("waited %v", gap)
	}
}
