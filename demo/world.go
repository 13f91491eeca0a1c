// Package demo is a small world of news sites, embedded in the program, so
// that a newcomer can see dateline work without a network and the whole flow
// has a test. The outlets do not exist; the reports are dateline's own.
package demo

import (
	"context"
	_ "embed"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
)

//go:embed reports.yaml
var reportsYAML []byte

//go:embed dateline.yaml
var configYAML string

// Now is the demo's day: shortly after its last report.
var Now = time.Date(2025, 11, 17, 12, 0, 0, 0, time.UTC)

// Outlet is one of the demo's news sites.
type Outlet struct {
	Host    string
	Name    string
	Lang    string
	Zone    string
	Offers  string // how its reports are found: rss, atom, jsonfeed, sitemap, site
	reports []*Report
}

// Report is one of the demo's reports.
type Report struct {
	Outlet    string
	Path      string
	Published time.Time
	Title     string
	Authors   []string
	Section   string
	Text      string
	site      *Outlet
}

// Paragraphs are those of the text.
func (r *Report) Paragraphs() []string { return strings.Split(strings.TrimSpace(r.Text), "\n\n") }

// URL is the report's address.
func (r *Report) URL() string { return "http://" + r.Outlet + r.Path }

// World is all of the demo's outlets.
type World struct {
	Outlets []*Outlet
	Reports []*Report
	byHost  map[string]*Outlet
}

// New reads the embedded world.
func New() (*World, error) {
	var w World
	if err := yaml.UnmarshalWithOptions(reportsYAML, &w, yaml.DisallowUnknownField()); err != nil {
		return nil, fmt.Errorf("demo: reports.yaml: %w", err)
	}
	w.byHost = make(map[string]*Outlet)
	for _, o := range w.Outlets {
		w.byHost[o.Host] = o
	}
	for _, r := range w.Reports {
		o := w.byHost[r.Outlet]
		if o == nil {
			return nil, fmt.Errorf("demo: reports.yaml: report %s: no outlet %q", r.Path, r.Outlet)
		}
		zone, err := time.LoadLocation(o.Zone)
		if err != nil {
			return nil, fmt.Errorf("demo: reports.yaml: outlet %s: %w", o.Host, err)
		}
		r.site, r.Published = o, r.Published.In(zone)
		o.reports = append(o.reports, r)
	}
	return &w, nil
}

// Serve answers for all outlets on one loopback address until stop is called.
// Dial reaches that address whatever host it is asked for.
func (w *World) Serve() (dial func(ctx context.Context, network, addr string) (net.Conn, error), stop func(), err error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, nil, fmt.Errorf("demo: cannot listen on loopback: %w", err)
	}
	srv := &http.Server{Handler: w, ReadHeaderTimeout: 10 * time.Second}
	done := make(chan struct{})
	go func() {
		defer close(done)
		srv.Serve(l) //nolint:errcheck // always ErrServerClosed, after stop
	}()
	dial = func(ctx context.Context, network, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, network, l.Addr().String())
	}
	stop = func() {
		srv.Close()
		<-done
	}
	return dial, stop, nil
}

// Config is the dateline.yaml that follows the demo's story.
func Config() string { return configYAML }
