package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"strconv"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// portCommand finds a free port: port NAME sets $NAME.
func portCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: port NAME")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Setenv(args[0], strconv.Itoa(l.Addr().(*net.TCPAddr).Port))
	ts.Check(l.Close())
}

// askPatience is how long a daemon may take to answer as a script wants it.
const askPatience = time.Minute

// askCommand asks a daemon until it answers as wanted: ask METHOD URL STATUS
// [PATTERN]. With ask -token=TOKEN … it shows a token.
func askCommand(ts *testscript.TestScript, neg bool, args []string) {
	var token string
	if len(args) > 0 {
		if _, err := fmt.Sscanf(args[0], "-token=%s", &token); err == nil {
			args = args[1:]
		}
	}
	if neg || len(args) < 3 || len(args) > 4 {
		ts.Fatalf("usage: ask [-token=TOKEN] METHOD URL STATUS [PATTERN]")
	}
	pattern := regexp.MustCompile("")
	if len(args) == 4 {
		pattern = regexp.MustCompile(args[3])
	}
	var last string
	for until := time.Now().Add(askPatience); time.Now().Before(until); time.Sleep(20 * time.Millisecond) {
		request, err := http.NewRequest(args[0], args[1], nil)
		ts.Check(err)
		if token != "" {
			request.Header.Set("Authorization", "Bearer "+token)
		}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			last = err.Error()
			continue
		}
		body, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		ts.Check(err)
		last = fmt.Sprintf("%s %s", answer.Status, body)
		if strconv.Itoa(answer.StatusCode) == args[2] && pattern.Match(body) {
			return
		}
		if args[0] != http.MethodGet {
			break // asking again would do it again
		}
	}
	ts.Fatalf("%s %s: %s", args[0], args[1], last)
}
