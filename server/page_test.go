package server_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/pipeline"
)

func TestPage(t *testing.T) {
	w := newWorld(t, "")
	w.cfg.Stories[0].Title = `The "harbour" <bridge>`
	status, body := w.get("/")
	for _, want := range []string{"The &#34;harbour&#34; &lt;bridge&gt;", "none yet", "13 Nov 2025 06:00 -05", "0 6 * * *"} {
		if status != 200 || !strings.Contains(body, want) {
			t.Errorf("status %d, want %q in the page:\n%s", status, want, body)
		}
	}
	if err := w.scheduler.Trigger(w.cfg.Stories[0], pipeline.API); err != nil {
		t.Fatal(err)
	}
	w.lastRun()
	_, body = w.get("/")
	for _, want := range []string{"<span>done</span>, 1 event, 1 new", `<a href="/stories/harbour/timeline.json">`} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q in the page:\n%s", want, body)
		}
	}
}

func TestFiles(t *testing.T) {
	w := newWorld(t, "")
	const path = "/stories/harbour/timeline.json"
	if status, body := w.get(path); status != 404 || !strings.Contains(body, "no run of the story") {
		t.Errorf("before a run: status %d: %s", status, body)
	}
	folder := filepath.Join(w.cfg.Exports.Dir, "harbour")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"timeline.json", "timeline.xlsx", ".timeline.lock", "secret.txt"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("{}"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	recorded := httptest.NewRecorder()
	w.server.Handler(true).ServeHTTP(recorded, httptest.NewRequest(http.MethodGet, "http://localhost"+path, nil))
	header := recorded.Header()
	if recorded.Code != 200 || recorded.Body.String() != "{}" || header.Get("Content-Type") != "application/json; charset=utf-8" ||
		header.Get("Content-Disposition") != `attachment; filename="harbour-timeline.json"` {
		t.Errorf("status %d, header %v: %s", recorded.Code, header, recorded.Body)
	}
	// Nothing else is sent: no format that is not written, no other file, nothing above.
	for _, other := range []string{"/stories/harbour/timeline.xlsx", "/stories/harbour/.timeline.lock", "/stories/harbour/secret.txt",
		"/stories/bridge/timeline.json", "/stories/harbour/..%2f..%2fdata", "/stories/harbour/"} {
		if status, body := w.get(other); status != 404 {
			t.Errorf("GET %s: status %d: %s", other, status, body)
		}
	}
}

// The page and the files may be read with the token, which a browser sends as
// a password.
func TestWhoMayRead(t *testing.T) {
	const token = "correct horse"
	basic := func(password string) func(*http.Request) {
		return func(r *http.Request) { r.SetBasicAuth("anyone", password) }
	}
	for name, c := range map[string]struct {
		token, host string
		sign        func(*http.Request)
		loopback    bool
		want        int
	}{
		"this machine":             {host: "127.0.0.1:8080", loopback: true, want: 200},
		"by a rebound name":        {host: "evil.example:8080", loopback: true, want: 403},
		"outside, no token set":    {host: "dateline.example", want: 403},
		"outside, nothing given":   {token: token, host: "dateline.example", want: 401},
		"outside, wrong password":  {token: token, host: "dateline.example", sign: basic("correct"), want: 401},
		"outside, right password":  {token: token, host: "dateline.example", sign: basic(token), want: 200},
		"outside, as a program":    {token: token, host: "dateline.example", sign: func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+token) }, want: 200},
		"this machine, with token": {token: token, host: "127.0.0.1:8080", loopback: true, want: 401},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, c.token)
			for path, want := range map[string]int{"/": c.want, "/stories/harbour/none": map[bool]int{true: 404, false: c.want}[c.want == 200]} {
				r := httptest.NewRequest(http.MethodGet, "http://"+c.host+path, nil)
				if c.sign != nil {
					c.sign(r)
				}
				if status, body := w.ask(c.loopback, r); status != want {
					t.Errorf("GET %s: status %d, want %d: %s", path, status, want, body)
				}
			}
		})
	}
}
