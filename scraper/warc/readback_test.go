//go:build render

package warc

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"dateline/scraper"
)

// Another program reads what was written: Python, which shares no line with the
// Writer. It needs python3 and fails without it.
func TestReadBack(t *testing.T) {
	dir := t.TempDir()
	w := NewWriter(dir, Options{Run: "R-1", Software: "dateline/1", MaxFile: 2500})
	var want strings.Builder
	note := func(added []scraper.Record, words string) {
		for _, r := range added {
			url, said := r.URL, ""
			switch r.Kind {
			case typeInfo:
				url = "-"
			case typeResponse, typeRevisit:
				said = " " + words
			}
			fmt.Fprintf(&want, "%d %d %s %s%s\n", r.Offset, r.Length, r.Kind, url, said)
		}
	}
	for i := range 4 {
		e := answer(fmt.Sprintf("https://paper.example/%d?q=%%C3%%B1", i), strings.Repeat("Reabrió el puente. ", i))
		e.Header.Set("Content-Length", fmt.Sprint(len(e.Body)))
		first, added := mustWrite(t, w, e, scraper.Record{})
		note(added, fmt.Sprintf("200 %d", len(e.Body)))
		if i > 0 {
			_, added = mustWrite(t, w, e, first)
			note(added, "200 identical-payload-digest")
		}
		e.Status, e.Body = "304 Not Modified", nil
		e.Header.Del("Content-Length")
		_, added = mustWrite(t, w, e, first)
		note(added, "304 server-not-modified")
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) < 2 {
		t.Fatalf("%q, %v; want several files", files, err)
	}
	out, err := exec.CommandContext(t.Context(), "python3", append([]string{"testdata/readback.py"}, files...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("python3: %v\n%s", err, out)
	}
	if string(out) != want.String() {
		t.Errorf("read back\n%swant\n%s", out, want.String())
	}
}
