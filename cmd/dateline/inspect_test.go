package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/timeline/timex"
)

// A text is decoded as a page is, whatever encoding it was saved in.
func TestInspectDecodesTexts(t *testing.T) {
	for name, body := range map[string]string{
		"UTF-8":        "Jos\u00e9 Garc\u00eda renunci\u00f3 el martes.",
		"UTF-8 marked": "\ufeffJos\u00e9 Garc\u00eda renunci\u00f3 el martes.",
		"Latin-1":      "Jos\xe9 Garc\xeda renunci\xf3 el martes.",
	} {
		path := filepath.Join(t.TempDir(), "nota.txt")
		if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
		var out, errs strings.Builder
		code := run([]string{"inspect", "--lang", "es", "--published", "2025-11-12", path}, strings.NewReader(""), &out, &errs)
		if code != exitDone || !strings.Contains(out.String(), "José García renunció [el martes]") {
			t.Errorf("%s: exit %d, %s\n%s", name, code, errs.String(), out.String())
		}
	}
	path := filepath.Join(t.TempDir(), "image.txt")
	if err := os.WriteFile(path, make([]byte, 1000), 0o600); err != nil {
		t.Fatal(err)
	}
	if code := run([]string{"inspect", path}, strings.NewReader(""), io.Discard, io.Discard); code != exitFailed {
		t.Errorf("what is no text: exit %d, want %d", code, exitFailed)
	}
}

func TestLeftOutBecause(t *testing.T) {
	day := func(n int) timex.Span {
		start := time.Date(2025, 11, n, 0, 0, 0, 0, time.UTC)
		return timex.Span{Start: start, End: start.AddDate(0, 0, 1), Precision: timex.Day}
	}
	for want, expression := range map[string]timex.Timex{
		"says when the report was written":                    {Type: "DATE", Span: day(11), Stamp: timex.StampDateline},
		"is a length of time":                                 {Type: "DURATION"},
		"happens again and again":                             {Type: "SET"},
		"has no place on the calendar":                        {Type: "DATE", Value: "PAST_REF"},
		"had not come when the report was published":          {Type: "DATE", Span: day(13)},
		"its sentence tells of no dated happening of its own": {Type: "DATE", Span: day(11)},
	} {
		if got := leftOutBecause(expression, day(12).Start); got != want {
			t.Errorf("%+v: %q, want %q", expression, got, want)
		}
	}
}
