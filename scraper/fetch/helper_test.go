package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"dateline/scraper"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// fakeClock moves only when someone sleeps, and then at once.
type fakeClock struct {
	mu sync.Mutex
	t  time.Time
}

func newClock() *fakeClock {
	return &fakeClock{t: time.Date(2025, time.November, 12, 9, 30, 0, 0, time.UTC)}
}

func (c *fakeClock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *fakeClock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

func (c *fakeClock) sleep(ctx context.Context, d time.Duration) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	c.advance(d)
	return nil
}

// testClient reaches loopback under a fake clock; a second on it costs nothing.
func testClient(t *testing.T, clock *fakeClock, o Options) *Client {
	t.Helper()
	o.AllowPrivate = true
	o.Now = clock.now
	c := newClient(o.withDefaults(), clock.sleep)
	t.Cleanup(c.Close)
	return c
}

// site is a small web server that remembers what it was asked, and when.
type site struct {
	*httptest.Server
	clock *fakeClock

	mu   sync.Mutex
	seen []visit
}

type visit struct {
	host   string
	path   string // with query
	header http.Header
	at     time.Time
}

// newSite serves pages by path; a site without "/robots.txt" answers 404 for it.
func newSite(t *testing.T, clock *fakeClock, pages map[string]http.HandlerFunc) *site {
	t.Helper()
	return newSiteAt(t, clock, "127.0.0.1:0", pages)
}

func newSiteAt(t *testing.T, clock *fakeClock, address string, pages map[string]http.HandlerFunc) *site {
	t.Helper()
	s := &site{clock: clock}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	s.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.seen = append(s.seen, visit{r.Host, r.URL.RequestURI(), r.Header.Clone(), clock.now()})
		s.mu.Unlock()
		if page, ok := pages[r.URL.Path]; ok {
			page(w, r)
			return
		}
		http.NotFound(w, r)
	}))
	_ = s.Listener.Close()
	s.Listener = listener
	s.Start()
	t.Cleanup(s.Close)
	return s
}

func (s *site) visits() []visit {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]visit(nil), s.seen...)
}

// paths is what was asked for, in order, without robots.txt.
func (s *site) paths() string {
	var paths []string
	for _, v := range s.visits() {
		if v.path != "/robots.txt" {
			paths = append(paths, v.path)
		}
	}
	return strings.Join(paths, " ")
}

func text(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, body) }
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

func redirect(code int, to string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", to)
		w.WriteHeader(code)
	}
}

// memory is an archive that forgets at the end of the test.
type memory struct {
	mu       sync.Mutex
	captures map[string]scraper.Capture
	err      error // of every call, where set
}

func newMemory() *memory { return &memory{captures: map[string]scraper.Capture{}} }

func (m *memory) Capture(_ context.Context, url string) (*scraper.Capture, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	c, ok := m.captures[url]
	if !ok || m.err != nil {
		return nil, m.err
	}
	return &c, nil
}

func (m *memory) SaveCapture(_ context.Context, c scraper.Capture) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.captures[c.URL] = c
	return m.err
}

func (m *memory) Keep(context.Context, string, scraper.Article) error           { return m.err }
func (m *memory) Record(context.Context, string, string, scraper.Outcome) error { return m.err }

// wantFate fails the test unless err is an *Error of the fate.
func wantFate(t *testing.T, err error, fate scraper.Fate) {
	t.Helper()
	_ = refusal(t, err, fate)
}

// refusal is the *Error in err, which must be of the fate.
func refusal(t *testing.T, err error, fate scraper.Fate) *Error {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v, want an error of fate %s", err, fate)
	}
	if e.Fate != fate {
		t.Fatalf("got fate %s (%v), want %s", e.Fate, err, fate)
	}
	return e
}

func mustGet(t *testing.T, c *Client, url string) *Response {
	t.Helper()
	return mustGetIn(t, context.Background(), c, url)
}

func mustGetIn(t *testing.T, ctx context.Context, c *Client, url string) *Response {
	t.Helper()
	resp, err := c.Get(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	return resp
}

// write is for servers whose client may go away, and for buffers.
func write(w io.Writer, data []byte) { _, _ = w.Write(data) }
