package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// The README shows what the demo prints: every line of its example that names a
// day or counts something is one that the demo prints now.
func TestReadmeShowsTheDemo(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(readme), "```\n")
	example, _, found := strings.Cut(after, "```")
	if !found {
		t.Fatal("the README shows no output")
	}
	var out, log bytes.Buffer
	if code := run([]string{"demo", "--dir", t.TempDir()}, strings.NewReader(""), &out, &log); code != 0 {
		t.Fatalf("dateline demo: exit %d\n%s", code, log.String())
	}
	printed := out.String()
	compared := 0
	for line := range strings.Lines(example) {
		line = strings.TrimRight(line, "\n")
		line, _, _ = strings.Cut(line, ", in ") // how long it took
		line, _, _ = strings.Cut(line, "; the workbook is ")
		if line == "" || line == "…" {
			continue
		}
		compared++
		if !strings.Contains(printed, line) {
			t.Errorf("the README shows a line that the demo does not print: %s", line)
		}
	}
	if compared < 10 {
		t.Errorf("only %d lines compared", compared)
	}
}
