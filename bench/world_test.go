// Package bench measures how dateline gathers: against a world of hosts that
// it makes itself, beside a crawl by colly alone.
//
//	go test ./bench -run '^$' -bench World -benchtime 1x -hosts 200 -pages 500 -pace 200ms
//
// The hosts, and each crawl, are processes of their own, so that the memory
// of one does not count for the other. All listen on 127.1.0.0/16.
package bench

import (
	"fmt"
	"hash/fnv"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

// A world is hosts that all have the same number of reports, a sitemap that
// lists them, and a front page that leads to a few.
type world struct {
	Hosts, Pages, Port int
}

// host is the address of a host, from 0, with its port.
func (w *world) host(i int) string { return fmt.Sprintf("127.1.%d.%d:%d", i/250, 1+i%250, w.Port) }

// path is that of a report, from 0.
func path(n int) string { return fmt.Sprintf("/2025/10/%02d/harbour-bridge-report-%d.html", 1+n%28, n) }

// serve answers until the process ends. It says on out when it is ready.
func (w *world) serve(out io.Writer) error {
	failed := make(chan error)
	for i := range w.Hosts {
		l, err := net.Listen("tcp", w.host(i))
		if err != nil {
			return err
		}
		site := &http.Server{Handler: w.site(i), ReadHeaderTimeout: time.Minute}
		go func() { failed <- site.Serve(l) }()
	}
	fmt.Fprintln(out, "ready")
	return <-failed
}

func (w *world) site(i int) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", func(rw http.ResponseWriter, _ *http.Request) { io.WriteString(rw, "User-agent: *\nAllow: /\n") })
	mux.HandleFunc("/sitemap.xml", func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", "application/xml")
		io.WriteString(rw, `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
		for n := range w.Pages {
			fmt.Fprintf(rw, "<url><loc>http://%s%s</loc></url>", w.host(i), path(n))
		}
		io.WriteString(rw, "</urlset>")
	})
	mux.HandleFunc("/", func(rw http.ResponseWriter, q *http.Request) {
		var day, n int
		if _, err := fmt.Sscanf(q.URL.Path, "/2025/10/%02d/harbour-bridge-report-%d.html", &day, &n); err != nil || n >= w.Pages {
			http.NotFound(rw, q)
			return
		}
		tag := fmt.Sprintf(`"%d-%d"`, i, n)
		rw.Header().Set("ETag", tag)
		if q.Header.Get("If-None-Match") == tag {
			rw.WriteHeader(http.StatusNotModified)
			return
		}
		rw.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(rw, page(i, n))
	})
	return mux
}

// page is a report of some 12 KB, one of twenty of them about the bridge.
func page(host, n int) string {
	var b strings.Builder
	title := fmt.Sprintf("Council of district %d hears report %d", host, n)
	about := "The council heard the report on Tuesday and put the vote off"
	if n%20 == 0 {
		title = fmt.Sprintf("Harbour bridge of district %d closed again, says report %d", host, n)
		about = "The harbour bridge was closed on Tuesday after a barge struck its second pier, and 3 people were hurt"
	}
	fmt.Fprintf(&b, `<!DOCTYPE html><html lang="en"><head><title>%s | Paper %d</title><meta property="og:type" content="article">`+
		`<meta property="article:published_time" content="2025-10-%02dT09:30:00Z"></head><body><nav>`, title, host, 1+n%28)
	for i := range 40 {
		fmt.Fprintf(&b, `<a href="/section-%d/">Section %d</a> `, i, i)
	}
	fmt.Fprintf(&b, "</nav><article><h1>%s</h1>\n<p>%s, in district %d.</p>\n", title, about, host)
	at := uint32(host*1_000_003 + n)
	for range 12 {
		b.WriteString("<p>")
		for i := range 90 {
			at = at*1664525 + 1013904223
			if i > 0 {
				b.WriteByte(' ')
			}
			often := float64(at>>8) / (1 << 24)
			b.WriteString(vocabulary[int(often*often*often*float64(len(vocabulary)))])
		}
		b.WriteString(".</p>\n")
	}
	b.WriteString("</article><footer>All rights reserved.</footer></body></html>")
	return b.String()
}

// vocabulary is words enough for texts that are not alike.
var vocabulary = func() []string {
	syllables := strings.Fields("ba cor den fel gra hol im jun kel lor mar nes or pel qui ras sen tor um vel wes ya zen")
	words := strings.Fields("the of and to in a was that for on with as by at from it had they were which")
	for i := range 3000 {
		h := fnv.New32a()
		fmt.Fprint(h, i)
		n, word := h.Sum32(), ""
		for range 2 + n%3 {
			word += syllables[n%uint32(len(syllables))]
			n /= 7
		}
		words = append(words, word)
	}
	return words
}()
