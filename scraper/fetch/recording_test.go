package fetch

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"

	"dateline/scraper"
	"dateline/scraper/warc"
)

// archived is the answers in the WARC files of a folder: type, path, status and body.
func archived(t *testing.T, dir string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.warc.gz"))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, name := range names {
		file, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		for r := warc.NewReader(file); ; {
			record, err := r.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			block, err := io.ReadAll(record.Block)
			if err != nil {
				t.Fatal(err)
			}
			if cut := record.Header.Get("WARC-Truncated"); cut != "" {
				t.Errorf("%s was cut: %s", record.Header.Get("WARC-Target-URI"), cut)
			}
			if kind := record.Type(); kind == "response" || kind == "revisit" {
				head, body, _ := bytes.Cut(block, []byte("\r\n\r\n"))
				status, _, _ := bytes.Cut(head, []byte("\r\n"))
				u, err := url.Parse(record.Header.Get("WARC-Target-URI"))
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, fmt.Sprintf("%s %s %s %q", kind, u.Path, status, body))
			}
		}
	}
	return all
}

func zipped(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	write(z, []byte(text))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// What is kept is archived as it came: encoded, redirects and 304s too, and
// errors not.
func TestArchive(t *testing.T) {
	clock := newClock()
	packed := zipped(t, "<p>On Tuesday</p>") + "behind the end"
	s := newSite(t, clock, map[string]http.HandlerFunc{
		"/packed": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			fmt.Fprint(w, packed)
		},
		"/chunked": func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, "<p>one")
			w.(http.Flusher).Flush()
			fmt.Fprint(w, " two</p>")
		},
		"/old":    redirect(http.StatusMovedPermanently, "/tagged"),
		"/broken": status(http.StatusInternalServerError),
		"/tagged": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"1"`)
			if r.Header.Get("If-None-Match") != "" {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			fmt.Fprint(w, "tagged")
		},
	})
	m, dir := newMemory(), t.TempDir()
	c := testClient(t, clock, Options{Archive: m})
	run := func(id string, paths ...string) []string {
		t.Helper()
		w := warc.NewWriter(filepath.Join(dir, id), warc.Options{Run: id})
		ctx := WithArchive(WithRun(context.Background(), clock.now()), w)
		for _, p := range paths {
			if _, err := c.Get(ctx, s.URL+p); err != nil {
				t.Fatal(err)
			}
			clock.advance(1)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return archived(t, filepath.Join(dir, id))
	}

	// Captured before anything was archived: asked for again, and whole.
	mustGet(t, c, s.URL+"/tagged")
	if m.captures[s.URL+"/tagged"].Record.ID != "" {
		t.Error("archived without an archive")
	}
	clock.advance(1)

	got := run("R-1", "/packed", "/chunked", "/old", "/broken", "/tagged")
	want := []string{
		fmt.Sprintf("response /packed HTTP/1.1 200 OK %q", packed),
		`response /chunked HTTP/1.1 200 OK "<p>one two</p>"`,
		`response /old HTTP/1.1 301 Moved Permanently ""`,
		`response /tagged HTTP/1.1 200 OK "tagged"`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("first run (-want +got):\n%s", diff)
	}
	first := m.captures[s.URL+"/tagged"].Record

	clock.advance(1)
	got = run("R-2", "/tagged", "/chunked")
	want = []string{`revisit /tagged HTTP/1.1 304 Not Modified ""`, `revisit /chunked HTTP/1.1 200 OK ""`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("second run (-want +got):\n%s", diff)
	}
	after := m.captures[s.URL+"/tagged"]
	if after.Record != first || len(after.Added) != 3 || after.Added[1].Kind != "revisit" {
		t.Errorf("after a 304 the capture is of %+v, added %d", after.Record, len(after.Added))
	}
}

// The request is archived as it was written.
func TestArchivedRequest(t *testing.T) {
	clock := newClock()
	seen := make(chan string, 1)
	s := newSite(t, clock, map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, r *http.Request) {
		seen <- r.Host
		fmt.Fprint(w, "text")
	}})
	dir := t.TempDir()
	w := warc.NewWriter(dir, warc.Options{Run: "R-1"})
	c := testClient(t, clock, Options{Archive: newMemory(), UserAgent: "dateline/1", Contact: "desk@paper.example"})
	mustGetIn(t, WithArchive(context.Background(), w), c, s.URL+"/a?q=%C3%B1")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	text := archiveText(t, dir)
	want := "GET /a?q=%C3%B1 HTTP/1.1\r\nHost: " + <-seen + "\r\nUser-Agent: dateline/1 (+desk@paper.example)\r\nAccept: " + accept + "\r\nAccept-Encoding: " + acceptEncoding + "\r\n\r\n"
	if !strings.Contains(text, want) || !strings.Contains(text, "WARC-IP-Address: 127.0.0.1\r\n") {
		t.Errorf("no %q in\n%s", want, text)
	}
}

// archiveText is what run R-1 wrote into the first archive of a folder.
func archiveText(t *testing.T, dir string) string {
	t.Helper()
	file, err := os.Open(filepath.Join(dir, "R-1-00001.warc.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// HTTP/2 is archived in the words of HTTP/1.1, and says so.
func TestArchiveHTTP2(t *testing.T) {
	clock := newClock()
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.Proto) }))
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	dir := t.TempDir()
	w := warc.NewWriter(dir, warc.Options{Run: "R-1"})
	c := testClient(t, clock, Options{Archive: newMemory(), Dial: func(ctx context.Context, network, addr string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, network, addr)
	}})
	c.base.TLSClientConfig = &tls.Config{InsecureSkipVerify: true}
	page := mustGetIn(t, WithArchive(context.Background(), w), c, server.URL+"/a")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if string(page.Body) != "HTTP/2.0" {
		t.Fatalf("the host was asked in %s", page.Body)
	}
	text := archiveText(t, dir)
	host := strings.TrimPrefix(server.URL, "https://")
	for _, want := range []string{"WARC-Protocol: h2\r\n", "\r\n\r\nHTTP/1.1 200 OK\r\n", "GET /a HTTP/1.1\r\nHost: " + host + "\r\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

// A full disk is our fault and no fate of the page, and nothing is captured
// that was not archived.
func TestArchiveFails(t *testing.T) {
	clock := newClock()
	s := newSite(t, clock, map[string]http.HandlerFunc{"/a": text("text")})
	m := newMemory()
	c := testClient(t, clock, Options{Archive: m})
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var told error
	w := warc.NewWriter(blocked, warc.Options{Run: "R-1", Failed: func(err error) { told = err }})
	_, err := c.Get(WithArchive(context.Background(), w), s.URL+"/a")
	var refused *Error
	if err == nil || told == nil || errors.As(err, &refused) {
		t.Errorf("%v, told %v", err, told)
	}
	if len(m.captures) > 0 {
		t.Errorf("captured %v", m.captures)
	}
}

// Replacing a page's capture without an archive forgets where the old one lies.
func TestUnarchivedChange(t *testing.T) {
	clock := newClock()
	n := 0
	s := newSite(t, clock, map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, _ *http.Request) { n++; fmt.Fprint(w, n) }})
	m := newMemory()
	m.captures[s.URL+"/a"] = scraper.Capture{URL: s.URL + "/a", Status: 200, Record: scraper.Record{ID: "urn:uuid:1"}}
	c := testClient(t, clock, Options{Archive: m})
	mustGet(t, c, s.URL+"/a")
	if got := m.captures[s.URL+"/a"]; got.Record.ID != "" || string(got.Body) != "1" {
		t.Errorf("%+v", got)
	}
}

// BenchmarkArchive shows what archiving adds to a page of 80 KB, sent as it is.
func BenchmarkArchive(b *testing.B) {
	page := strings.Repeat("<p>On Tuesday the bridge reopened, officials said.</p>\n", 1500)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, page) }))
	defer server.Close()
	for _, archived := range []bool{false, true} {
		b.Run(fmt.Sprintf("archived=%v", archived), func(b *testing.B) {
			ctx := context.Background()
			if archived {
				w := warc.NewWriter(b.TempDir(), warc.Options{Run: "R-1"})
				defer w.Close()
				ctx = WithArchive(ctx, w)
			}
			c := New(Options{Archive: newMemory(), AllowPrivate: true, Pace: -1, MaxPerHost: -1})
			defer c.Close()
			b.SetBytes(int64(len(page)))
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				n++
				if _, err := c.Get(ctx, fmt.Sprintf("%s/%d", server.URL, n)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
