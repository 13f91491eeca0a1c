package pipeline_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"dateline/config"
	"dateline/pipeline"
	"dateline/scraper"
	"dateline/store"
)

// bomb is 64 MiB of nothing, packed beforehand: that takes its time.
var bomb = func() []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	for range 64 {
		_, _ = z.Write(make([]byte, 1<<20))
	}
	_ = z.Close()
	return b.Bytes()
}()

var endless = strings.Repeat("<p>The harbour bridge, told without end.</p>", 1000)

// hostilePages are what an outlet can do to its readers: each page, how it
// answers, and what must become of it.
var hostilePages = []struct {
	name   string
	answer http.HandlerFunc
	fate   scraper.Fate
}{
	{"bomb", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(bomb)
	}, scraper.TooLarge},
	{"endless-stream", func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := io.WriteString(w, endless); err != nil {
				return
			}
		}
	}, scraper.TooLarge},
	{"slow-loris", func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			_, _ = io.WriteString(w, "<")
			w.(http.Flusher).Flush()
			time.Sleep(20 * time.Millisecond)
		}
	}, scraper.Timeout},
	{"huge-header", func(w http.ResponseWriter, _ *http.Request) {
		for i := range 400 {
			w.Header().Set(fmt.Sprintf("X-Note-%d", i), strings.Repeat("x", 1000))
		}
	}, scraper.TooLarge},
	{"redirect-loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path, http.StatusFound) }, scraper.RedirectLoop},
	{"redirect-maze", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.URL.Path+"?n="+r.URL.Query().Get("n")+"1", http.StatusFound)
	}, scraper.RedirectLoop},
	{"redirect-to-a-file", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "file:///etc/passwd")
		w.WriteHeader(http.StatusFound)
	}, scraper.Malformed},
	{"picture", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "image/png")
		_, _ = io.WriteString(w, "\x89PNG\r\n\x1a\n")
	}, scraper.NotHTML},
	{"picture-called-a-page", served("\x89PNG\r\n\x1a\n" + strings.Repeat("\x00\x01\x02\xff", 50_000)), scraper.Malformed},
	{"million-elements", served("<title>x</title>" + strings.Repeat("<b>x</b>", 500_000)), scraper.TooLarge},
	{"nested", served(strings.Repeat("<div>", 300_000)), scraper.TooLarge},
	{"megabytes-of-json-ld", served(`<script type="application/ld+json">{"@type":"NewsArticle","headline":"` + strings.Repeat("x", 6<<20) + `"}</script>`), scraper.NoText},
	{"not-what-it-decodes-to", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "br")
		_, _ = io.WriteString(w, strings.Repeat("no brotli ", 100))
	}, scraper.Malformed},
	{"never-there", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, scraper.Unreachable},
}

func served(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, body)
	}
}

// A hostile outlet costs its own pages, each with an outcome that names it, and
// its neighbour's reports are all kept.
func TestHostileOutlet(t *testing.T) {
	mux := http.NewServeMux()
	var front strings.Builder
	path := func(name string) string { return "/2025/11/05/the-harbour-bridge-" + name }
	for _, p := range hostilePages {
		mux.HandleFunc(path(p.name), p.answer)
		fmt.Fprintf(&front, `<p><a href="%s">The harbour bridge and what became of it, part %s</a></p>`, path(p.name), p.name)
	}
	mux.HandleFunc("/{$}", served("<title>Outlet</title><h1>Outlet</h1>"+front.String()))
	l, err := net.Listen("tcp", "127.0.4.1:0")
	if err != nil {
		t.Fatal(err)
	}
	hostile := &httptest.Server{Listener: l, Config: &http.Server{Handler: mux}}
	hostile.Start()
	t.Cleanup(hostile.Close)
	t.Cleanup(hostile.CloseClientConnections)

	paper := newNewspaper(t)
	cfg := paper.follow(t.TempDir())
	cfg.HTTP.Timeout, cfg.HTTP.MaxBody = config.Duration(6*time.Second), 8<<20
	cfg.Stories[0].Sources = append(cfg.Stories[0].Sources, config.Source{Kind: config.SourceSite, Location: hostile.URL + "/", Timezone: "UTC", MaxPages: 5, MaxDepth: 1})
	p, s := opened(t, cfg, pipeline.Options{})
	run, err := p.Run(t.Context(), cfg.Stories[0], pipeline.Manual)
	if err != nil {
		t.Fatal(err)
	}
	if run.Fates[scraper.Kept] != reports || run.State == store.Failed {
		t.Errorf("%s: %v; want the %d reports of the good outlet kept", run.State, run.Fates, reports)
	}
	outcomes, err := s.Outcomes(t.Context(), cfg.Stories[0].Name)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]scraper.Outcome{}
	for _, o := range outcomes {
		got[o.URL] = o
	}
	for _, page := range hostilePages {
		if o := got[hostile.URL+path(page.name)]; o.Fate != page.fate || o.Detail == "" {
			t.Errorf("%s: %q (%s), want %q", page.name, o.Fate, o.Detail, page.fate)
		}
	}
}
