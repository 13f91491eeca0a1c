package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"dateline/scraper"
)

func TestValidatorsAreSentBackByteForByte(t *testing.T) {
	tests := []struct{ name, etag, modified string }{
		{"strong", `"5e1f-ab"`, ""},
		{"weak", `W/"5e1f-ab"`, ""},
		{"unquoted", `5e1f-ab--gzip`, ""},
		{"beyond ASCII", "\"a\xf1o\"", ""},
		{"date", "", "Wed, 12 Nov 2025 09:30:00 GMT"},
		{"odd date", "", "Wednesday, 12-Nov-25 9:30:00 GMT"},
		{"both", `"x"`, "Wed, 12 Nov 2025 09:30:00 GMT"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			clock, archive := newClock(), newMemory()
			s := newSite(t, clock, map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, r *http.Request) {
				if test.etag != "" {
					w.Header()["ETag"] = []string{test.etag} // not canonical, as some write it
				}
				if test.modified != "" {
					w.Header().Set("Last-Modified", test.modified)
				}
				w.Header().Set("Content-Type", "text/html; charset=windows-1252")
				if r.Header.Get("If-None-Match")+r.Header.Get("If-Modified-Since") != "" {
					w.Header().Set("Cache-Control", "max-age=60")
					w.WriteHeader(http.StatusNotModified)
					return
				}
				fmt.Fprint(w, "la nota")
			}})
			c := testClient(t, clock, Options{Archive: archive})
			first := mustGet(t, c, s.URL+"/a")
			clock.advance(time.Hour)
			second := mustGet(t, c, s.URL+"/a#top")

			sent := s.visits()[2].header
			if got := sent.Get("If-None-Match"); got != test.etag {
				t.Errorf("If-None-Match %q, want %q", got, test.etag)
			}
			if got := sent.Get("If-Modified-Since"); got != test.modified {
				t.Errorf("If-Modified-Since %q, want %q", got, test.modified)
			}
			if second.Status != 200 || string(second.Body) != "la nota" || !second.NotModified || !second.FetchedAt.Equal(first.FetchedAt) {
				t.Errorf("got %+v", second)
			}
			if got := second.Header.Get("Content-Type"); got != "text/html; charset=windows-1252" {
				t.Errorf("Content-Type %q", got)
			}
			kept := archive.captures[s.URL+"/a"]
			if !kept.ValidatedAt.Equal(clock.now()) || !kept.FetchedAt.Equal(first.FetchedAt) || kept.Header.Get("Cache-Control") != "max-age=60" {
				t.Errorf("archived %+v", kept)
			}
			if kept.Digest != digest([]byte("la nota")) {
				t.Errorf("digest %s", kept.Digest)
			}
		})
	}
}

func TestChangedPageReplacesTheCopy(t *testing.T) {
	clock, archive := newClock(), newMemory()
	words := "first"
	s := newSite(t, clock, map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("ETag", `"`+words+`"`)
		fmt.Fprint(w, words)
	}})
	c := testClient(t, clock, Options{Archive: archive})
	mustGet(t, c, s.URL+"/a")
	words = "second"
	if resp := mustGet(t, c, s.URL+"/a"); string(resp.Body) != "second" || resp.NotModified {
		t.Errorf("got %q", resp.Body)
	}
	if got := string(archive.captures[s.URL+"/a"].Body); got != "second" {
		t.Errorf("archived %q", got)
	}
}

func TestFreshSinceReplaysAKilledRun(t *testing.T) {
	clock, archive := newClock(), newMemory()
	s := newSite(t, clock, map[string]http.HandlerFunc{"/a": text("a"), "/b": text("b"), "/go": redirect(302, "/a"), "/gone": status(410)})
	old := testClient(t, clock, Options{Archive: archive})
	mustGet(t, old, s.URL+"/b")
	clock.advance(time.Hour)
	began := clock.now()
	for _, path := range []string{"/a", "/go", "/gone"} {
		mustGet(t, old, s.URL+path)
	}
	before := s.paths()

	resumed := testClient(t, clock, Options{Archive: archive, FreshSince: began})
	for _, path := range []string{"/a", "/go", "/gone", "/b"} {
		resp := mustGet(t, resumed, s.URL+path)
		if want := path != "/gone" && path != "/b"; resp.NotModified != want {
			t.Errorf("%s: a copy is %t", path, resp.NotModified)
		}
	}
	if got, want := strings.TrimPrefix(s.paths(), before), " /gone /b"; got != want {
		t.Errorf("asked again for%s, want%s", got, want)
	}

	// The wish of a context goes before the client's.
	run := WithRun(context.Background(), clock.now().Add(time.Hour))
	if mustGetIn(t, run, resumed, s.URL+"/a").NotModified {
		t.Error("a copy older than the run was used")
	}
}

// A copy validated since the time that a context names is used without asking,
// whatever its validators; a redirect too.
func TestFreshSince(t *testing.T) {
	clock, archive := newClock(), newMemory()
	s := newSite(t, clock, map[string]http.HandlerFunc{
		"/plain": text("no validators"), "/go": redirect(302, "/plain"),
		"/etag": func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("ETag", `"1"`) },
	})
	c := testClient(t, clock, Options{Archive: archive})
	asked := clock.now()
	paths := []string{"/plain", "/etag", "/go"}
	for _, path := range paths {
		mustGet(t, c, s.URL+path)
	}
	clock.advance(30 * 24 * time.Hour)
	before := s.paths()
	for _, path := range paths {
		resp := mustGetIn(t, WithFreshSince(context.Background(), asked), c, s.URL+path)
		if !resp.NotModified || Asked(resp.Header) {
			t.Errorf("%s was asked for", path)
		}
	}
	// Of two times the earlier one holds.
	both := WithFreshSince(WithRun(context.Background(), asked), clock.now())
	if !mustGetIn(t, both, c, s.URL+"/plain").NotModified {
		t.Error("a copy from before the run was asked for again")
	}
	if s.paths() != before {
		t.Errorf("asked for%s", strings.TrimPrefix(s.paths(), before))
	}
	resp := mustGetIn(t, WithFreshSince(context.Background(), asked.Add(time.Hour)), c, s.URL+"/plain")
	if resp.NotModified || !Asked(resp.Header) {
		t.Error("a copy older than wanted was used")
	}
}

func TestWhatIsNotArchived(t *testing.T) {
	clock, archive := newClock(), newMemory()
	s := newSite(t, clock, map[string]http.HandlerFunc{
		"/large": text(strings.Repeat("x", 1000)), "/404": status(404), "/500": status(500), "/204": status(204), "/302": status(302),
		"/cut": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "500")
			fmt.Fprint(w, "half")
		},
		"/part": status(206),
	})
	c := testClient(t, clock, Options{Archive: archive, MaxBody: 1000})
	for path := range map[string]bool{"/large": true, "/404": true, "/500": true, "/204": true, "/302": true, "/cut": true, "/part": true} {
		_, _ = c.Get(context.Background(), s.URL+path)
	}
	for url, c := range archive.captures {
		t.Errorf("archived %s: %+v", url, c)
	}
}

func TestAFailureKeepsTheCopy(t *testing.T) {
	clock, archive := newClock(), newMemory()
	code := 200
	s := newSite(t, clock, map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(code)
		fmt.Fprint(w, "words")
	}})
	c := testClient(t, clock, Options{Archive: archive})
	mustGet(t, c, s.URL+"/a")
	for _, code = range []int{404, 500} {
		if resp := mustGet(t, c, s.URL+"/a"); resp.Status != code {
			t.Errorf("status %d, want %d", resp.Status, code)
		}
		if got := string(archive.captures[s.URL+"/a"].Body); got != "words" {
			t.Errorf("after %d the copy is %q", code, got)
		}
	}
}

func TestUnasked304(t *testing.T) {
	clock := newClock()
	s := newSite(t, clock, map[string]http.HandlerFunc{"/a": status(304)})
	_, err := testClient(t, clock, Options{Archive: newMemory()}).Get(context.Background(), s.URL+"/a")
	wantFate(t, err, scraper.Malformed)
}

func TestArchiveFailureIsNoFate(t *testing.T) {
	clock, archive := newClock(), newMemory()
	s := newSite(t, clock, map[string]http.HandlerFunc{"/a": text("a")})
	archive.err = errors.New("disk full")
	_, err := testClient(t, clock, Options{Archive: archive}).Get(context.Background(), s.URL+"/a")
	var e *Error
	if !errors.Is(err, archive.err) || errors.As(err, &e) {
		t.Errorf("got %v", err)
	}
	archive.err = context.Canceled
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = testClient(t, clock, Options{Archive: archive}).Get(ctx, s.URL+"/a")
	wantFate(t, err, scraper.Cancelled)
}

func TestHeadIsNotArchived(t *testing.T) {
	clock, archive := newClock(), newMemory()
	s := newSite(t, clock, map[string]http.HandlerFunc{"/a": text("a")})
	resp, err := (&http.Client{Transport: testClient(t, clock, Options{Archive: archive}).Transport()}).Head(s.URL + "/a")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if len(archive.captures) > 0 {
		t.Error("an answer without body was archived")
	}
}
