package server_test

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"dateline/config"
	"dateline/pipeline"
	"dateline/server"
	"dateline/store"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m)
}

const report = `{"id":"1","url":"https://paper.example/1","published":"2025-11-12","title":"Harbour bridge reopened",` +
	`"text":"The harbour bridge reopened on Tuesday after three weeks of repairs. The harbour master said the bridge was safe.","lang":"en","source":"Paper"}`

// world is a server over a store of its own, with one story of one file.
type world struct {
	t         *testing.T
	cfg       *config.Config
	store     store.Store
	scheduler *pipeline.Scheduler
	server    *server.Server
}

func newWorld(t *testing.T, token string) *world {
	t.Helper()
	dir := t.TempDir()
	files := filepath.Join(dir, "reports.jsonl")
	if err := os.WriteFile(files, []byte(report+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	cfg := &config.Config{
		DataDir:  filepath.Join(dir, "data"),
		Schedule: "0 6 * * *",
		Timezone: "America/Bogota",
		Exports:  config.Exports{Dir: filepath.Join(dir, "exports"), Formats: []string{"json"}},
		Server:   config.Server{Token: token},
		Stories: []config.Story{{
			Name: "harbour", Title: "The harbour bridge", Languages: []string{"en"}, Keywords: []string{"harbour", "bridge"},
			From: config.Date{Year: 2025, Month: 11, Day: 1}, Schedule: "0 6 * * *",
			Sources: []config.Source{{Kind: config.SourceFiles, Location: files}},
		}},
	}
	s, err := store.Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	metrics := server.NewMetrics()
	p, err := pipeline.New(cfg, s, pipeline.Options{OnOutcome: metrics.Outcome, OnRun: metrics.Run})
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, cfg: cfg, store: s, scheduler: pipeline.NewScheduler(cfg, p)}
	w.server = server.New(server.Options{
		Config: cfg, Store: s, Pipeline: p, Scheduler: w.scheduler, Metrics: metrics, Log: slog.New(slog.DiscardHandler),
		Now: func() time.Time { return time.Date(2025, 11, 12, 12, 0, 0, 0, time.UTC) },
	})
	if err := w.scheduler.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.scheduler.Stop(context.Background()); err != nil {
			t.Error(err)
		}
		_ = s.Close() // a test may have closed it
	})
	return w
}

// ask sends a request to the handler and returns status and body.
func (w *world) ask(loopback bool, r *http.Request) (int, string) {
	w.t.Helper()
	recorded := httptest.NewRecorder()
	w.server.Handler(loopback).ServeHTTP(recorded, r)
	return recorded.Code, recorded.Body.String()
}

func (w *world) get(path string) (int, string) {
	w.t.Helper()
	return w.ask(true, httptest.NewRequest(http.MethodGet, "http://127.0.0.1:8080"+path, nil))
}

// lastRun waits until the newest run has ended.
func (w *world) lastRun() map[string]any {
	w.t.Helper()
	for {
		_, body := w.get("/api/runs?story=harbour&limit=1")
		var answer struct{ Runs []map[string]any }
		if err := json.Unmarshal([]byte(body), &answer); err != nil {
			w.t.Fatalf("%v in %s", err, body)
		}
		if len(answer.Runs) == 1 && answer.Runs[0]["state"] != "running" {
			return answer.Runs[0]
		}
		select {
		case <-w.t.Context().Done():
			w.t.Fatal("no run ended")
		case <-time.After(10 * time.Millisecond):
		}
	}
}

func TestReading(t *testing.T) {
	w := newWorld(t, "")
	for _, c := range []struct {
		path   string
		status int
		says   []string
	}{
		{"/healthz", 200, []string{`"ok"`}},
		{"/readyz", 200, []string{`"ready"`}},
		{"/metrics", 200, []string{
			`dateline_next_run_timestamp_seconds{story="harbour"} 1.7630316e+09`, // 2025-11-13 06:00 in Bogota
			"go_goroutines",
		}},
		{"/api/stories", 200, []string{`"name":"harbour"`, `"next_run":"2025-11-13T11:00:00Z"`}},
		{"/api/runs", 200, []string{`{"runs":[]}`}},
		{"/api/runs?story=bridge", 404, []string{"no story"}},
		{"/api/runs?limit=-1", 400, []string{"from 1 to 1000"}},
		{"/api/runs?limit=all", 400, []string{"from 1 to 1000"}},
		{"/api/stories/harbour/run-now", 405, []string{`{"error":"this address takes POST only"}`}},
		{"/elsewhere", 404, []string{`{"error":"there is nothing at this address"}`}},
	} {
		status, body := w.get(c.path)
		if status != c.status {
			t.Errorf("GET %s: status %d, want %d: %s", c.path, status, c.status, body)
		}
		for _, says := range c.says {
			if !strings.Contains(body, says) {
				t.Errorf("GET %s does not say %s:\n%s", c.path, says, body)
			}
		}
	}
}

func TestRunNow(t *testing.T) {
	w := newWorld(t, "")
	post := func(name string) (int, string) {
		return w.ask(true, httptest.NewRequest(http.MethodPost, "http://127.0.0.1:8080/api/stories/"+name+"/run-now", nil))
	}
	if status, body := post("bridge"); status != http.StatusNotFound {
		t.Errorf("an unknown story: %d %s, want 404", status, body)
	}
	release, err := w.store.Lock(t.Context(), "harbour") // as another process would
	if err != nil {
		t.Fatal(err)
	}
	if status, body := post("harbour"); status != http.StatusConflict {
		t.Errorf("a story that is being run: %d %s, want 409", status, body)
	}
	release()
	if status, body := post("harbour"); status != http.StatusAccepted {
		t.Fatalf("a run was asked for: %d %s, want 202", status, body)
	}
	run := w.lastRun()
	if run["state"] != "done" || run["trigger"] != "api" {
		t.Errorf("the run: %v; want it done, by api", run)
	}
	_, metrics := w.get("/metrics")
	for _, want := range []string{
		`dateline_runs_total{state="done",story="harbour"} 1`,
		`dateline_run_duration_seconds_count{story="harbour"} 1`,
		`dateline_outcomes_total{fate="kept",story="harbour"} 1`,
		`dateline_last_success_timestamp_seconds{story="harbour"}`,
	} {
		if !strings.Contains(metrics, want) {
			t.Errorf("metrics do not say %s:\n%s", want, metrics)
		}
	}
	if err := w.scheduler.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if status, _ := post("harbour"); status != http.StatusServiceUnavailable {
		t.Errorf("a run while stopping: %d, want 503", status)
	}
	if status, _ := w.get("/readyz"); status != http.StatusServiceUnavailable {
		t.Errorf("readyz while stopping: %d, want 503", status)
	}
}

func TestReadyNeedsTheStore(t *testing.T) {
	w := newWorld(t, "")
	if err := w.store.Close(); err != nil {
		t.Fatal(err)
	}
	if status, body := w.get("/readyz"); status != http.StatusServiceUnavailable || !strings.Contains(body, "store") {
		t.Errorf("readyz without a store: %d %s", status, body)
	}
	if status, _ := w.get("/healthz"); status != http.StatusOK {
		t.Errorf("healthz without a store: %d, want 200: a restart would not help", status)
	}
}

// Who may start a run. The story does not exist, so that one who may gets 404.
func TestWhoMayRun(t *testing.T) {
	const token = "correct horse"
	for name, c := range map[string]struct {
		token, host string
		header      map[string]string
		loopback    bool
		want        int
	}{
		"a program on this machine":            {host: "127.0.0.1:8080", loopback: true, want: 404},
		"by the name localhost":                {host: "localhost:8080", loopback: true, want: 404},
		"by IPv6":                              {host: "[::1]:8080", loopback: true, want: 404},
		"by a rebound name":                    {host: "evil.example:8080", loopback: true, want: 403},
		"a page of another site":               {host: "127.0.0.1:8080", loopback: true, header: map[string]string{"Origin": "https://evil.example"}, want: 403},
		"a page of another site, new browser":  {host: "127.0.0.1:8080", loopback: true, header: map[string]string{"Sec-Fetch-Site": "cross-site"}, want: 403},
		"a form on another port":               {host: "127.0.0.1:8080", loopback: true, header: map[string]string{"Origin": "http://127.0.0.1:9090"}, want: 403},
		"our own page":                         {host: "127.0.0.1:8080", loopback: true, header: map[string]string{"Origin": "http://127.0.0.1:8080"}, want: 404},
		"from outside, no token set":           {host: "dateline.example", want: 403},
		"from outside, no token given":         {token: token, host: "dateline.example", want: 401},
		"from outside, wrong token":            {token: token, host: "dateline.example", header: map[string]string{"Authorization": "Bearer wrong"}, want: 401},
		"from outside, part of the token":      {token: token, host: "dateline.example", header: map[string]string{"Authorization": "Bearer correct"}, want: 401},
		"from outside, as Basic":               {token: token, host: "dateline.example", header: map[string]string{"Authorization": "Basic " + token}, want: 401},
		"from outside, right token":            {token: token, host: "dateline.example", header: map[string]string{"Authorization": "bearer " + token}, want: 404},
		"right token in another site's page":   {token: token, host: "dateline.example", header: map[string]string{"Authorization": "Bearer " + token, "Origin": "https://evil.example"}, want: 403},
		"a token that is set counts here, too": {token: token, host: "127.0.0.1:8080", loopback: true, want: 401},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, c.token)
			r := httptest.NewRequest(http.MethodPost, "http://"+c.host+"/api/stories/bridge/run-now", nil)
			for k, v := range c.header {
				r.Header.Set(k, v)
			}
			if status, body := w.ask(c.loopback, r); status != c.want {
				t.Errorf("status %d, want %d: %s", status, c.want, body)
			}
		})
	}
}

func TestServe(t *testing.T) {
	w := newWorld(t, "")
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- w.server.Serve(ctx, l, time.Second) }()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := client.Get("http://" + l.Addr().String() + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Errorf("healthz: %s %s", answer.Status, body)
	}
	cancel()
	if err := <-served; err != nil {
		t.Errorf("serving ended with %v", err)
	}
	if answer, err := client.Get("http://" + l.Addr().String() + "/healthz"); err == nil {
		answer.Body.Close()
		t.Error("a stopped server answers")
	}
	l.Close()
	if err := w.server.Serve(t.Context(), l, time.Second); err == nil {
		t.Error("serving on a closed listener gave no error")
	}
}
