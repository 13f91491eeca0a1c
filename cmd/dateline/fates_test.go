package main

import (
	"strings"
	"testing"

	"dateline/scraper"
)

// A hint is of use only where it fits what happened.
func TestHints(t *testing.T) {
	tests := map[string]struct {
		outcome scraper.Outcome
		want    string // in the hint
		wrong   string // not in it
	}{
		"a body beyond the setting": {
			scraper.Outcome{URL: "https://paper.example/a", Fate: scraper.TooLarge, Detail: "body reaches the limit of 16777216 bytes"}, "http.max_body", "",
		},
		"a decompression bomb": {
			scraper.Outcome{URL: "https://paper.example/a", Fate: scraper.TooLarge, Detail: "decompression bomb: each byte becomes over 200"}, "leave it out", "max_body",
		},
		"a page of too many elements": {
			scraper.Outcome{URL: "https://paper.example/a", Fate: scraper.TooLarge, Detail: "page too large: more than 60000 elements"}, "leave it out", "max_body",
		},
		"a broken line": {
			scraper.Outcome{URL: "file:///archive/a.jsonl#line=3", Fate: scraper.Malformed, Detail: "line 3: unexpected end"}, "mend that", "asks again",
		},
		"a page where a feed was meant": {
			scraper.Outcome{URL: "https://paper.example/world", Fate: scraper.Malformed, Detail: "no feed that can be read: it is a web page, not a feed"}, "site:", "asks again",
		},
		"a broken answer": {
			scraper.Outcome{URL: "https://paper.example/a", Fate: scraper.Malformed, Detail: "no feed that can be read"}, "asks again", "",
		},
	}
	for name, test := range tests {
		hint := hintFor(test.outcome)
		if !strings.Contains(hint, test.want) || test.wrong != "" && strings.Contains(hint, test.wrong) {
			t.Errorf("%s: the hint is %q", name, hint)
		}
	}
}

func TestShownAddress(t *testing.T) {
	t.Chdir("/")
	for raw, want := range map[string]string{
		"https://paper.example/a#b":          "https://paper.example/a#b",
		"file:///archive/a%20b.jsonl#line=3": "archive/a b.jsonl:3",
		"file:///archive/report.html":        "archive/report.html",
		"file:///archive/a.jsonl#some-id":    "archive/a.jsonl",
		"file:///archive/a.jsonl#3":          "archive/a.jsonl",
	} {
		if got := shownAddress(raw); got != want {
			t.Errorf("%s is shown as %s, want %s", raw, got, want)
		}
	}
}
