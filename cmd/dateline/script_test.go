package main

import (
	"fmt"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"dateline/scraper"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"dateline": main,
	})
}

// TestScripts runs whole commands. Beside the usual ones, scripts may use
//
//	newspaper FOLDER       serve a folder on loopback; $FOLDER is its address
//	expand FILE…           replace $NAME and ${NAME} in files by the script's variables; $$ is a $
//	requests FOLDER FILE   write what a newspaper was asked so far, a line each
//	port NAME              set $NAME to a free port
//	ask METHOD URL STATUS [PATTERN]   ask a daemon until it answers so
//	pages N FILE           write N lines of a page with letters beyond ASCII, for inspect --jsonl
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("NO_COLOR", "1")
			papers := &newsstand{papers: map[string]*newspaper{}}
			env.Values[newsstandKey{}] = papers
			env.Defer(papers.close)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"newspaper": newspaperCommand,
			"expand":    expandCommand,
			"requests":  requestsCommand,
			"pages":     pagesCommand,
			"port":      portCommand,
			"ask":       askCommand,
		},
	})
}

// newsstand holds the newspapers of one script.
type (
	newsstand struct {
		mu     sync.Mutex
		papers map[string]*newspaper
	}
	newsstandKey struct{}
)

func (n *newsstand) close() {
	for _, p := range n.papers {
		p.server.Close()
	}
}

// newspaper serves a folder and notes what it is asked. A file NAME.hold keeps
// NAME from being answered until it is removed.
type newspaper struct {
	folder string
	server *httptest.Server
	mu     sync.Mutex
	asked  []string
}

func (p *newspaper) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	p.asked = append(p.asked, r.Method+" "+r.URL.Path+" "+r.UserAgent())
	p.mu.Unlock()
	file := filepath.Join(p.folder, filepath.FromSlash(path.Clean(r.URL.Path)))
	for {
		if _, err := os.Stat(file + ".hold"); err != nil {
			break
		}
		select {
		case <-r.Context().Done():
			return
		case <-time.After(10 * time.Millisecond):
		}
	}
	body, err := os.Open(file)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	defer body.Close()
	about, err := body.Stat()
	if err != nil || about.IsDir() {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(file)))
	http.ServeContent(w, r, file, about.ModTime(), body)
}

func newspaperCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: newspaper FOLDER")
	}
	p := &newspaper{folder: ts.MkAbs(args[0])}
	p.server = httptest.NewServer(p)
	papers := ts.Value(newsstandKey{}).(*newsstand)
	papers.mu.Lock()
	defer papers.mu.Unlock()
	papers.papers[args[0]] = p
	ts.Setenv(args[0], p.server.URL)
}

func requestsCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: requests FOLDER FILE")
	}
	p := ts.Value(newsstandKey{}).(*newsstand).papers[args[0]]
	if p == nil {
		ts.Fatalf("no newspaper %s", args[0])
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(strings.Join(p.asked, "\n")+"\n"), 0o644))
}

func expandCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: expand FILE…")
	}
	for _, name := range args {
		body := ts.ReadFile(name)
		text := os.Expand(body, func(key string) string {
			if key == "$" {
				return "$"
			}
			return ts.Getenv(key)
		})
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(text), 0o644))
	}
}

func pagesCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: pages N FILE")
	}
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	file, err := os.Create(ts.MkAbs(args[1]))
	ts.Check(err)
	for i := range n {
		_, err := fmt.Fprintf(file, `{"id":"%d","lang":"en","published":"2025-11-12","text":"“Señor” 🚢 %s — on Tuesday."}`+"\n", i, strings.Repeat("x", i%97))
		ts.Check(err)
	}
	ts.Check(file.Close())
}

// Progress is a rewritten line on a terminal and plain lines elsewhere; what
// is logged meanwhile stays readable.
func TestProgress(t *testing.T) {
	clock := time.Date(2025, 11, 12, 9, 0, 0, 0, time.UTC)
	show := func(terminal bool) string {
		var out strings.Builder
		p := newProgress(&out, terminal, func() time.Time { return clock })
		p.begin("harbour")
		p.enter("gathering")
		for i := range 3 {
			clock = clock.Add(6 * time.Second)
			p.outcome("harbour", outcomeOf(i))
		}
		fmt.Fprintln(p, "a warning")
		p.events(2)
		p.enter("exporting")
		p.end()
		return out.String()
	}
	want := "harbour: gathering\n" +
		"harbour: gathering: 2 hosts, 2 fetched, 1 kept\n" +
		"a warning\n" +
		"harbour: exporting: 3 hosts, 3 fetched, 1 kept, 2 events\n"
	if got := show(false); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	want = "\rharbour: gathering: 0 hosts, 0 fetched, 0 kept  0s\x1b[K" +
		"\rharbour: gathering: 1 host, 1 fetched, 1 kept  6s\x1b[K" +
		"\rharbour: gathering: 2 hosts, 2 fetched, 1 kept  12s\x1b[K" +
		"\rharbour: gathering: 3 hosts, 3 fetched, 1 kept  18s\x1b[K" +
		"\r\x1b[Ka warning\n" +
		"\rharbour: exporting: 3 hosts, 3 fetched, 1 kept, 2 events  18s\x1b[K\r\x1b[K"
	if got := show(true); got != want {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}

func outcomeOf(i int) scraper.Outcome {
	o := scraper.Outcome{URL: fmt.Sprintf("https://paper%d.example/a", i), Fate: scraper.Unrelated, Status: 200}
	if i == 0 {
		o.Fate = scraper.Kept
	}
	return o
}
