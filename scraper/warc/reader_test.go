package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/scraper"
)

// plainRecord is a record as others write them.
func plainRecord(uri, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <%s>\r\nWARC-Date: 2025-11-12T12:00:00Z\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		uri, len(block), block)
}

func gz(t testing.TB, text string) string {
	t.Helper()
	return string(Pack([]byte(text)))
}

// readAll tells what is in a file, a word a record or fault.
func readAll(t testing.TB, text string) string {
	t.Helper()
	var got []string
	for r := NewReader(strings.NewReader(text)); ; {
		record, err := r.Next()
		var bad *Malformed
		switch {
		case errors.Is(err, io.EOF):
			return strings.Join(got, " ")
		case errors.As(err, &bad):
			got = append(got, fmt.Sprintf("!%d", bad.Offset))
			continue
		case err != nil:
			return strings.Join(append(got, err.Error()), " ")
		}
		block, err := io.ReadAll(record.Block)
		word := fmt.Sprintf("%s=%s", record.Header.Get("WARC-Target-URI"), block)
		if err != nil {
			word += "?"
		}
		got = append(got, word)
	}
}

func TestReader(t *testing.T) {
	a, b, c := plainRecord("a", "one"), plainRecord("b", "two"), plainRecord("c", "three")
	short := strings.Replace(b, "Content-Length: 3", "Content-Length: 1", 1)
	noLength := strings.Replace(b, "Content-Length: 3", "Content-Length: x", 1)
	torn := gz(t, b)[:40]
	flipped := []byte(gz(t, plainRecord("b", strings.Repeat("two ", 100))))
	flipped[len(flipped)-6] ^= 1 // its checksum
	for name, of := range map[string]struct{ file, want string }{
		"empty":                     {"", ""},
		"plain":                     {a + b + c, "<a>=one <b>=two <c>=three"},
		"a member a record":         {gz(t, a) + gz(t, b) + gz(t, c), "<a>=one <b>=two <c>=three"},
		"one member":                {gz(t, a+b+c), "<a>=one <b>=two <c>=three"},
		"records across members":    {gz(t, a[:30]) + gz(t, a[30:]+b), "!0"},
		"zeros between members":     {gz(t, a) + "\x00\x00\x00" + gz(t, b), "<a>=one <b>=two"},
		"bare line feeds":           {strings.ReplaceAll(a+b, "\r\n", "\n"), "<a>=one <b>=two"},
		"no empty lines between":    {strings.TrimRight(a, "\r\n") + b, "<a>=one <b>=two"},
		"folded field":              {strings.Replace(a, "WARC-Target-URI: <a>", "WARC-Target-URI:\r\n <a>", 1), "<a>=one"},
		"torn at the end":           {gz(t, a) + torn, fmt.Sprintf("<a>=one !%d", len(gz(t, a)))},
		"torn in the middle":        {gz(t, a) + torn + gz(t, c), fmt.Sprintf("<a>=one !%d <c>=three", len(gz(t, a)))},
		"a wrong checksum":          {gz(t, a) + string(flipped) + gz(t, c), fmt.Sprintf("<a>=one <b>=%s !%d <c>=three", strings.Repeat("two ", 100), len(gz(t, a)))},
		"junk between members":      {gz(t, a) + "junk" + gz(t, c), fmt.Sprintf("<a>=one !%d <c>=three", len(gz(t, a)))},
		"a length too short":        {a + short + c, fmt.Sprintf("<a>=one <b>=t !%d <c>=three", len(a)+len(short)-len("wo\r\n\r\n"))},
		"a length that is none":     {a + noLength + c, fmt.Sprintf("<a>=one !%d <c>=three", len(a))},
		"plain, torn at the end":    {a + b[:len(b)-6], fmt.Sprintf("<a>=one <b>=t? !%d", len(a))},
		"plain, torn in its header": {a + b[:50], fmt.Sprintf("<a>=one !%d", len(a))},
		"not a WARC file":           {"<html>", "!0"},
		"gzip of something else":    {gz(t, "<html>") + gz(t, c), "!0 <c>=three"},
		"a header without end":      {"WARC/1.0\r\n" + strings.Repeat("X: y\r\n", 20_000), "!0"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := readAll(t, of.file); got != of.want {
				t.Errorf("read %.300q\nwant %.300q", got, of.want)
			}
		})
	}
}

// A bomb costs that record, and no more than its bound.
func TestBomb(t *testing.T) {
	zeros := strings.Repeat("\x00", 64<<20)
	bomb := gz(t, fmt.Sprintf("WARC/1.0\r\nWARC-Target-URI: <bomb>\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(zeros), zeros))
	r := NewReader(strings.NewReader(bomb + gz(t, plainRecord("c", "three"))))
	record, err := r.Next()
	if err != nil {
		t.Fatal(err)
	}
	if n, err := io.Copy(io.Discard, record.Block); err == nil || n > 32<<20 {
		t.Errorf("%d bytes of a bomb were read: %v", n, err)
	}
	var bad *Malformed
	if _, err := r.Next(); !errors.As(err, &bad) {
		t.Errorf("after a bomb: %v", err)
	}
	if record, err = r.Next(); err != nil || record.Header.Get("WARC-Target-URI") != "<c>" {
		t.Errorf("after a bomb: %v, %v", record, err)
	}
}

// A file of faults is given up in time.
func TestFaults(t *testing.T) {
	if got := readAll(t, strings.Repeat("WARC/1.0\r\nContent-Length: x\r\n\r\n", 2*maxFaults)); !strings.HasSuffix(got, errTooMany.Error()) {
		t.Errorf("%.100q", got)
	}
	if got := readAll(t, gz(t, plainRecord("a", "one"))+"junk"+strings.Repeat("\x1f\x8b\x08", 2*maxSigns)); !strings.HasSuffix(got, errTooMany.Error()) {
		t.Errorf("%.100q", got)
	}
}

func TestHTTP(t *testing.T) {
	for name, of := range map[string]struct{ block, want string }{
		"plain":                      {"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>", "200 text/html <p>"},
		"chunked":                    {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n2;x=y\r\nab\r\n0\r\n\r\n", "200  <p>ab"},
		"chunked by its header only": {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<p>ab", "200  <p>ab"},
		"chunked, an empty line":     {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n<p>", "200  \r\n<p>"},
		"no reason":                  {"HTTP/2 404\r\n\r\n", "404  "},
		"a line that is no field":    {"HTTP/1.1 200 OK\nnonsense\nContent-Type:text/html\n\n<p>", "200 text/html <p>"},
		"cut in its head":            {"HTTP/1.1 200 OK\r\nContent-Type: text/html", "200 text/html "},
		"not HTTP":                   {"<p>", `it holds no HTTP answer: it begins with "<p>"`},
		"nothing":                    {"", "unexpected EOF"},
	} {
		in := bufio.NewReader(strings.NewReader(of.block))
		head, err := ReadHTTPHead(in)
		var got string
		if err != nil {
			got = err.Error()
		} else {
			body, err := io.ReadAll(head.Body(in))
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			got = fmt.Sprintf("%d %s %s", head.Status, head.Header.Get("Content-Type"), body)
		}
		if got != of.want {
			t.Errorf("%s: %q, want %q", name, got, of.want)
		}
	}
}

// Whatever a file holds, reading it ends, and offsets rise.
func FuzzReader(f *testing.F) {
	a, b := plainRecord("a", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n0\r\n\r\n"), plainRecord("b", "two")
	f.Add([]byte(a + b))
	f.Add([]byte(gz(f, a) + gz(f, b)))
	f.Add([]byte(gz(f, a+b)))
	f.Add([]byte(gz(f, a)[:50] + gz(f, b)))
	f.Fuzz(func(t *testing.T, file []byte) {
		last := int64(-1)
		for r := NewReader(bytes.NewReader(file)); ; {
			record, err := r.Next()
			var bad *Malformed
			switch {
			case errors.As(err, &bad):
				continue
			case err != nil:
				return
			}
			if record.Offset < last || record.Offset >= int64(len(file)) {
				t.Fatalf("a record at %d after one at %d", record.Offset, last)
			}
			last = record.Offset
			in := bufio.NewReader(record.Block)
			if head, err := ReadHTTPHead(in); err == nil {
				_, _ = io.Copy(io.Discard, io.LimitReader(head.Body(in), 1<<20))
			}
		}
	})
}

// Every way in which an archive can differ from its log has its own words.
func TestChecker(t *testing.T) {
	for name, of := range map[string]struct {
		harm func(t *testing.T, path string, r *scraper.Record)
		want string
	}{
		"nothing": {func(*testing.T, string, *scraper.Record) {}, ""},
		"altered": {func(t *testing.T, path string, r *scraper.Record) {
			alter(t, path, func(b []byte) []byte { b[r.Offset+r.Length/2] ^= 1; return b })
		}, "altered: its bytes are not those that were written"},
		"truncated": {func(t *testing.T, path string, r *scraper.Record) {
			alter(t, path, func(b []byte) []byte { return b[:r.Offset+r.Length-7] })
		}, "lost: the file ends 7 bytes before the record does"},
		"removed": {func(t *testing.T, path string, _ *scraper.Record) {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}, "lost: the file is not there"},
		"written anew, with right digests": {func(t *testing.T, path string, r *scraper.Record) {
			w := NewWriter(t.TempDir(), Options{Run: "R-1"})
			mustWrite(t, w, answer("https://paper.example/a", "<p>On Monday</p>"), scraper.Record{})
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			forged, err := os.ReadFile(filepath.Join(w.dir, r.File))
			if err != nil {
				t.Fatal(err)
			}
			alter(t, path, func([]byte) []byte { return forged })
		}, "altered: its bytes are not those that were written"},
		"another place in the log":  {func(_ *testing.T, _ string, r *scraper.Record) { r.ID = "urn:uuid:0" }, "another record stands in its place"},
		"another digest in the log": {func(_ *testing.T, _ string, r *scraper.Record) { r.Payload = "sha256:00" }, "its WARC-Payload-Digest is wrong"},
		"a path in the log":         {func(_ *testing.T, _ string, r *scraper.Record) { r.File = "../" + r.File }, "the log is damaged"},
		"no length in the log":      {func(_ *testing.T, _ string, r *scraper.Record) { r.Length = 0 }, "the log is damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			w := NewWriter(dir, Options{Run: "R-1"})
			r, _ := mustWrite(t, w, answer("https://paper.example/a", "<p>On Tuesday</p>"), scraper.Record{})
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			alter(t, filepath.Join(dir, r.File), func(b []byte) []byte { return b[:r.Offset+r.Length] })
			of.harm(t, filepath.Join(dir, r.File), &r)
			check := NewChecker(dir)
			defer check.Close()
			err := check.Check(r)
			if of.want == "" && err != nil || of.want != "" && (err == nil || !strings.HasPrefix(err.Error(), of.want)) {
				t.Errorf("%v, want %q", err, of.want)
			}
		})
	}
}

func alter(t *testing.T, path string, change func([]byte) []byte) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, change(b), 0o600); err != nil {
		t.Fatal(err)
	}
}
