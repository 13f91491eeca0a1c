package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"dateline/scraper"
)

// encoded is data in a content coding.
func encoded(t testing.TB, coding string, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	var err error
	switch coding {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "zlib":
		w = zlib.NewWriter(&b)
	case "flate":
		w, err = flate.NewWriter(&b, 9)
	case "br":
		w = brotli.NewWriter(&b)
	case "zstd":
		w, err = zstd.NewWriter(&b)
	default:
		t.Fatalf("no coding %q", coding)
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestDecode(t *testing.T) {
	page := []byte(strings.Repeat("<p>El puente reabrió el martes.</p>\n", 100))
	gz := encoded(t, "gzip", page)
	tests := []struct {
		name     string
		encoding []string // Content-Encoding fields
		body     []byte
		want     []byte
	}{
		{"plain", nil, page, page},
		{"empty", []string{"gzip"}, nil, nil},
		{"gzip", []string{"gzip"}, gz, page},
		{"x-gzip", []string{"X-GZip"}, gz, page},
		{"deflate with header", []string{"deflate"}, encoded(t, "zlib", page), page},
		{"deflate without", []string{"deflate"}, encoded(t, "flate", page), page},
		{"brotli", []string{"br"}, encoded(t, "br", page), page},
		{"zstd", []string{"zstd"}, encoded(t, "zstd", page), page},
		{"two codings", []string{"gzip, br"}, encoded(t, "br", gz), page},
		{"two fields", []string{"gzip", "zstd"}, encoded(t, "zstd", gz), page},
		{"a gzip file", nil, gz, page},
		{"a gzip file, gzipped", []string{"gzip"}, encoded(t, "gzip", gz), page},
		{"identity", []string{"identity"}, page, page},
		{"a charset by mistake", []string{"UTF-8"}, page, page},
		{"gzip not applied", []string{"gzip"}, page, page},
		{"zstd not applied", []string{"zstd"}, page, page},
		{"gzip in members", []string{"gzip"}, append(bytes.Clone(gz), gz...), append(bytes.Clone(page), page...)},
		{"bytes after gzip", []string{"gzip"}, append(bytes.Clone(gz), "\r\n\r\n"...), page},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			clock := newClock()
			s := newSite(t, clock, map[string]http.HandlerFunc{"/a.xml.gz": func(w http.ResponseWriter, r *http.Request) {
				if got := r.Header.Get("Accept-Encoding"); got != acceptEncoding {
					t.Errorf("Accept-Encoding %q", got)
				}
				w.Header()["Content-Encoding"] = test.encoding
				write(w, test.body)
			}})
			resp := mustGet(t, testClient(t, clock, Options{}), s.URL+"/a.xml.gz")
			if !bytes.Equal(resp.Body, test.want) {
				t.Errorf("got %d bytes, want %d", len(resp.Body), len(test.want))
			}
			if resp.Header.Get("Content-Encoding") != "" || resp.Header.Get("Content-Length") != strconv.Itoa(len(test.want)) {
				t.Errorf("header %v", resp.Header)
			}
		})
	}
}

func TestUndecodable(t *testing.T) {
	gz := encoded(t, "gzip", []byte(strings.Repeat("words, many words ", 1000)))
	broken := bytes.Clone(gz)
	broken[len(broken)-5] ^= 0xff // the checksum
	tests := []struct {
		name, encoding string
		body           []byte
	}{
		{"unknown coding", "compress", gz},
		{"too many codings", "gzip, gzip, gzip, gzip", gz},
		{"wrong checksum", "gzip", broken},
		{"ends too early", "gzip", gz[:len(gz)/2]},
		{"no brotli", "br", []byte("<html>plain words</html>")},
		{"no deflate", "deflate", []byte("<html>plain words</html>")},
		{"zstd nonsense", "zstd", append([]byte{0x28, 0xb5, 0x2f, 0xfd}, "nonsense and more nonsense"...)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			clock := newClock()
			s := newSite(t, clock, map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Encoding", test.encoding)
				write(w, test.body)
			}})
			_, err := testClient(t, clock, Options{}).Get(context.Background(), s.URL+"/a")
			wantFate(t, err, scraper.Malformed)
		})
	}
}

func TestBodyLimit(t *testing.T) {
	const limit = 10000
	noise := make([]byte, 2*limit)
	rng := rand.NewChaCha8([32]byte{})
	_, _ = rng.Read(noise)
	tests := []struct {
		name, encoding string
		body           []byte
		chunked, fits  bool
	}{
		{"one byte less", "", noise[:limit-1], false, true},
		{"exactly", "", noise[:limit], false, false},
		{"exactly, length unknown", "", noise[:limit], true, false},
		{"one byte less, length unknown", "", noise[:limit-1], true, true},
		{"more", "", noise, true, false},
		{"one byte less, encoded", "gzip", encoded(t, "gzip", make([]byte, limit-1)), false, true},
		{"exactly, encoded", "gzip", encoded(t, "gzip", make([]byte, limit)), false, false},
		{"nothing, at great length", "deflate", bytes.Repeat([]byte{0, 0, 0, 0xff, 0xff}, limit), true, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			clock := newClock()
			s := newSite(t, clock, map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Encoding", test.encoding)
				if test.chunked {
					w.(http.Flusher).Flush()
				}
				write(w, test.body)
			}})
			_, err := testClient(t, clock, Options{MaxBody: limit}).Get(context.Background(), s.URL+"/a")
			if test.fits {
				if err != nil {
					t.Error(err)
				}
				return
			}
			wantFate(t, err, scraper.TooLarge)
		})
	}
}

// bomb writes n MiB of spaces in gzip, which is a thousandth of it.
func bomb(w io.Writer, n int) {
	z, _ := gzip.NewWriterLevel(w, gzip.BestSpeed)
	chunk := bytes.Repeat([]byte(" "), 1<<20)
	for range n {
		write(z, chunk)
	}
	_ = z.Close()
}

func TestHostileBodiesCostTheCap(t *testing.T) {
	clock := newClock()
	var packed bytes.Buffer
	bomb(&packed, 100)
	var nested bytes.Buffer
	z := gzip.NewWriter(&nested)
	write(z, packed.Bytes())
	_ = z.Close()
	line := []byte(strings.Repeat("<figure>La plaza</figure>\n", 1000))
	s := newSite(t, clock, map[string]http.HandlerFunc{
		"/bomb": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			write(w, packed.Bytes())
		},
		"/bomb.xml.gz": func(w http.ResponseWriter, _ *http.Request) { write(w, packed.Bytes()) },
		"/nested": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			write(w, nested.Bytes())
		},
		"/endless": func(w http.ResponseWriter, _ *http.Request) {
			for {
				if _, err := w.Write(line); err != nil {
					return
				}
			}
		},
		"/announced": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "200000000")
			write(w, line)
		},
	})
	c := testClient(t, clock, Options{MaxBody: 4 << 20})
	for _, path := range []string{"/bomb", "/bomb.xml.gz", "/nested", "/endless", "/announced"} {
		t.Run(path[1:], func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := c.Get(context.Background(), s.URL+path)
			runtime.ReadMemStats(&after)
			wantFate(t, err, scraper.TooLarge)
			if refused := new(Error); !errors.As(err, &refused) || refused.Status != http.StatusOK {
				t.Errorf("its status is not known: %+v", err)
			}
			// All ever allocated, the server's share and a buffer's growth included.
			if cost := after.TotalAlloc - before.TotalAlloc; cost > 48<<20 {
				t.Errorf("cost %d MiB", cost>>20)
			}
		})
	}
	if n := c.Stats()[0].Bytes; n > 12<<20 {
		t.Errorf("read %d MiB from the host", n>>20)
	}
}

func TestErrorPagesAreReadInPart(t *testing.T) {
	clock := newClock()
	long := strings.Repeat("x", 2*maxErrorBody)
	s := newSite(t, clock, map[string]http.HandlerFunc{
		"/gone": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone); fmt.Fprint(w, long) },
		"/broken": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "lzma")
			w.WriteHeader(http.StatusNotFound)
		},
	})
	c := testClient(t, clock, Options{})
	if resp := mustGet(t, c, s.URL+"/gone"); resp.Status != 410 || len(resp.Body) != maxErrorBody {
		t.Errorf("status %d, %d bytes", resp.Status, len(resp.Body))
	}
	if resp := mustGet(t, c, s.URL+"/broken"); resp.Status != 404 {
		t.Errorf("status %d", resp.Status)
	}
}

func TestTooSlow(t *testing.T) {
	clock := newClock()
	s := newSite(t, clock, map[string]http.HandlerFunc{
		"/silent": func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"/trickle": func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				fmt.Fprint(w, "x")
				w.(http.Flusher).Flush()
				time.Sleep(time.Millisecond)
			}
		},
	})
	c := testClient(t, clock, Options{Timeout: 100 * time.Millisecond})
	for _, path := range []string{"/silent", "/trickle"} {
		_, err := c.Get(context.Background(), s.URL+path)
		wantFate(t, err, scraper.Timeout)
	}
}

func FuzzDecode(f *testing.F) {
	page := []byte(strings.Repeat("On Tuesday. ", 40))
	for _, coding := range []string{"gzip", "br", "zstd"} {
		f.Add(coding, encoded(f, coding, page))
	}
	f.Add("deflate", encoded(f, "zlib", page))
	f.Add("deflate", encoded(f, "flate", page))
	f.Add("gzip, br", encoded(f, "br", encoded(f, "gzip", page)))
	f.Fuzz(func(t *testing.T, encoding string, body []byte) {
		const limit = 1 << 16
		resp := &http.Response{
			StatusCode: http.StatusOK, ContentLength: -1, Header: http.Header{"Content-Encoding": {encoding}}, Body: io.NopCloser(bytes.NewReader(body)),
		}
		stage := &decode{maxBody: limit, room: newRoom(roomSize), stats: newStats(), next: roundTrip(func(*http.Request) (*http.Response, error) { return resp, nil })}
		req, _ := http.NewRequest(http.MethodGet, "http://paper.example/", nil)
		got, err := stage.RoundTrip(req)
		if err != nil {
			wantOneOf(t, err, scraper.TooLarge, scraper.Malformed)
			return
		}
		if n := len(wholeBody(got)); n >= limit {
			t.Errorf("%d bytes passed a limit of %d", n, limit)
		}
	})
}

func wantOneOf(t *testing.T, err error, fates ...scraper.Fate) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || !slices.Contains(fates, e.Fate) {
		t.Errorf("got %v, want one of %v", err, fates)
	}
}
