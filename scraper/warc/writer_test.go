package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"

	"dateline/scraper"
)

var noon = time.Date(2025, 11, 12, 12, 0, 0, 123_456_789, time.UTC)

// answer is an exchange about a page.
func answer(url, body string) Exchange {
	return Exchange{
		URL: url, At: noon, IP: "192.0.2.7", Status: "200 OK",
		Header:  http.Header{"Content-Type": {"text/html"}, "Set-Cookie": {"a=1", "b=2"}, "Etag": {`"x"`}},
		Request: []byte("GET /a HTTP/1.1\r\nHost: paper.example\r\n\r\n"), Body: []byte(body),
	}
}

func mustWrite(t *testing.T, w *Writer, e Exchange, earlier scraper.Record) (scraper.Record, []scraper.Record) {
	t.Helper()
	holds, added, err := w.Write(e, earlier)
	if err != nil {
		t.Fatal(err)
	}
	return holds, added
}

// dump is a WARC file as text, without what is random to the eye.
func dump(t *testing.T, name string) string {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var b strings.Builder
	for r := NewReader(file); ; {
		record, err := r.Next()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if bad, ok := errors.AsType[*Malformed](err); ok {
			fmt.Fprintf(&b, "malformed %v\n", bad)
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		block, err := io.ReadAll(record.Block)
		if err != nil {
			fmt.Fprintf(&b, "%s %s: %v\n", record.Type(), record.Header.Get("WARC-Target-URI"), err)
			continue
		}
		_, body, _ := bytes.Cut(block, []byte("\r\n\r\n"))
		fmt.Fprintf(&b, "%s %s %q\n", record.Type(), record.Header.Get("WARC-Target-URI"), body)
	}
}

func TestWriter(t *testing.T) {
	dir := t.TempDir()
	w := NewWriter(filepath.Join(dir, "warc"), Options{Run: "R-00000007", Software: "dateline/1.2", Operator: "desk@paper.example"})
	page := answer("https://paper.example/a", "<p>On Tuesday</p>")
	first, added := mustWrite(t, w, page, scraper.Record{})
	if kinds := kindsOf(added); kinds != "warcinfo response request" {
		t.Errorf("the first exchange added %s", kinds)
	}
	same, added := mustWrite(t, w, page, first)
	if same != first || kindsOf(added) != "revisit request" {
		t.Errorf("the same bytes again added %s", kindsOf(added))
	}
	unchanged := page
	unchanged.Status, unchanged.Body = "304 Not Modified", nil
	held, added := mustWrite(t, w, unchanged, first)
	if held != first || kindsOf(added) != "revisit request" || added[0].Payload != first.Payload {
		t.Errorf("a 304 added %s", kindsOf(added))
	}
	changed, _ := mustWrite(t, w, answer("https://paper.example/a", "<p>On Wednesday</p>"), first)
	if changed.ID == first.ID || changed.Kind != "response" {
		t.Errorf("a changed page is %+v", changed)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal("closed twice:", err)
	}
	name := filepath.Join(dir, "warc", "R-00000007-00001.warc.gz")
	want := `warcinfo  ""
response https://paper.example/a "<p>On Tuesday</p>"
request https://paper.example/a ""
revisit https://paper.example/a ""
request https://paper.example/a ""
revisit https://paper.example/a ""
request https://paper.example/a ""
response https://paper.example/a "<p>On Wednesday</p>"
request https://paper.example/a ""
`
	if diff := cmp.Diff(want, dump(t, name)); diff != "" {
		t.Errorf("the file (-want +got):\n%s", diff)
	}

	// The records as the standard wants them.
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	z, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"WARC-Date: 2025-11-12T12:00:00.123456789Z\r\n", "WARC-IP-Address: 192.0.2.7\r\n", "WARC-Concurrent-To: <" + first.ID + ">\r\n",
		"WARC-Refers-To: <" + first.ID + ">\r\n", "WARC-Refers-To-Target-URI: https://paper.example/a\r\n", "WARC-Refers-To-Date: 2025-11-12T12:00:00.123456789Z\r\n",
		"WARC-Profile: http://netpreserve.org/warc/1.1/revisit/server-not-modified\r\n", "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest\r\n",
		"Content-Type: application/http;msgtype=response\r\n", "Content-Type: application/http;msgtype=request\r\n", "software: dateline/1.2\r\n", "isPartOf: R-00000007\r\n",
		"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nEtag: \"x\"\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n\r\n<p>On Tuesday</p>\r\n\r\nWARC/1.1\r\n",
	} {
		if !bytes.Contains(all, []byte(line)) {
			t.Errorf("no %q in\n%s", line, all)
		}
	}
}

func kindsOf(records []scraper.Record) string {
	var kinds []string
	for _, r := range records {
		kinds = append(kinds, r.Kind)
	}
	return strings.Join(kinds, " ")
}

// The same exchanges in the same run give the same bytes.
func TestDeterministic(t *testing.T) {
	write := func() []byte {
		dir := t.TempDir()
		w := NewWriter(dir, Options{Run: "R-00000001"})
		for i := range 5 {
			mustWrite(t, w, answer(fmt.Sprintf("https://paper.example/%d", i), "text"), scraper.Record{})
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		all, err := os.ReadFile(filepath.Join(dir, "R-00000001-00001.warc.gz"))
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	if !bytes.Equal(write(), write()) {
		t.Error("the same exchanges gave two files")
	}
}

// Files are rotated by size, never overwritten, and every record lies where
// the log says, however many write at once.
func TestPlaces(t *testing.T) {
	dir := t.TempDir()
	taken := filepath.Join(dir, "R-1-00001.warc.gz")
	if err := os.WriteFile(taken, []byte("of another store"), 0o600); err != nil {
		t.Fatal(err)
	}
	w := NewWriter(dir, Options{Run: "R-1", MaxFile: 4000})
	var mu sync.Mutex
	var all []scraper.Record
	var writers sync.WaitGroup
	for i := range 40 {
		writers.Go(func() {
			_, added, err := w.Write(answer(fmt.Sprintf("https://paper.example/%d", i), strings.Repeat("x", i*100)), scraper.Record{})
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			all = append(all, added...)
		})
	}
	writers.Wait()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	files, ids := map[string]bool{}, map[string]bool{}
	check := NewChecker(dir)
	defer check.Close()
	for _, r := range all {
		files[r.File], ids[r.ID] = true, true
		if err := check.Check(r); err != nil {
			t.Errorf("%s:%d: %v", r.File, r.Offset, err)
		}
	}
	if len(files) < 3 || len(ids) != len(all) {
		t.Errorf("%d files, %d ids of %d records", len(files), len(ids), len(all))
	}
	if text, _ := os.ReadFile(taken); string(text) != "of another store" {
		t.Error("a file that was there was written to")
	}
}

// Near the end of the disk nothing is written any more, and whoever waits for
// it hears of it once.
func TestSpace(t *testing.T) {
	dir := t.TempDir()
	free := uint64(leastSpace + 10_000)
	var told []error
	w := NewWriter(dir, Options{Run: "R-1", Failed: func(err error) { told = append(told, err) }, free: func() (uint64, bool) { return free, true }})
	mustWrite(t, w, answer("https://paper.example/a", "text"), scraper.Record{})
	before := dump(t, filepath.Join(dir, "R-1-00001.warc.gz"))
	free = leastSpace + 10
	for range 2 {
		if _, _, err := w.Write(answer("https://paper.example/b", "text"), scraper.Record{}); !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("on a full disk: %v", err)
		}
	}
	free = 1 << 40
	if _, _, err := w.Write(answer("https://paper.example/c", "text"), scraper.Record{}); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("after a failure: %v", err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if len(told) != 1 {
		t.Errorf("told of %d failures, want 1", len(told))
	}
	if after := dump(t, filepath.Join(dir, "R-1-00001.warc.gz")); after != before {
		t.Errorf("the failure left %q", after)
	}

	// A file whose first write fails does not stay.
	free = 0
	w = NewWriter(dir, Options{Run: "R-2", free: func() (uint64, bool) { return free, true }})
	if _, _, err := w.Write(answer("https://paper.example/a", "text"), scraper.Record{}); err == nil {
		t.Error("written on a full disk")
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "R-2-00001.warc.gz")); !errors.Is(err, os.ErrNotExist) {
		t.Error("an empty file stays")
	}
}

// A Writer that has nothing to write leaves nothing behind.
func TestNothingWritten(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "warc")
	if err := NewWriter(dir, Options{Run: "R-1"}).Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Error("it made its folder")
	}
}

// What hosts write cannot break out of its line.
func TestHostileValues(t *testing.T) {
	dir := t.TempDir()
	w := NewWriter(dir, Options{Run: "R-1"})
	e := answer("https://paper.example/a", "WARC/1.1\r\nContent-Length: 0\r\n\r\n")
	e.Status = "200 OK\r\n\r\nWARC/1.1"
	e.Header.Set("X-Evil", "a\r\n\r\nWARC/1.1\r\n")
	e.URL = "https://paper.example/a\r\nContent-Length: 3"
	_, added := mustWrite(t, w, e, scraper.Record{})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(dump(t, filepath.Join(dir, "R-1-00001.warc.gz")), "\n"); got != len(added) {
		t.Errorf("%d records were read, %d written", got, len(added))
	}
}

func BenchmarkWrite(b *testing.B) {
	w := NewWriter(b.TempDir(), Options{Run: "R-1"})
	defer w.Close()
	e := answer("https://paper.example/a", strings.Repeat("<p>On Tuesday the bridge reopened, officials said.</p>\n", 1500))
	b.SetBytes(int64(len(e.Body)))
	for b.Loop() {
		if _, _, err := w.Write(e, scraper.Record{}); err != nil {
			b.Fatal(err)
		}
	}
}
