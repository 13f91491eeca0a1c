package main

import (
	"fmt"
	"time"

	"dateline/scraper"
	"dateline/scraper/extract"
	"dateline/scraper/langid"
)

// document is one report, read from a page or given as text.
type document struct {
	article scraper.Article
	fate    scraper.Fate // why it is no report to keep; empty: it is one
	detail  string       // the fate's reason
}

// readPage reads a page as the scraper does.
func readPage(p extract.Page) (document, error) {
	r, err := extract.Read(p)
	if err != nil {
		return document{fate: r.Fate}, err
	}
	return document{article: r.Article, fate: r.Fate, detail: r.Detail}, nil
}

// readText takes a report's text as it is given.
func readText(url, title, lang, published, text string) (document, error) {
	when, err := parsePublished(published)
	if err != nil {
		return document{}, fmt.Errorf("published %w", err)
	}
	if lang = langid.Code(lang); lang == "" {
		lang = langid.Detect(title + "\n" + text)
	}
	a := scraper.Article{URL: url, Title: title, Language: lang, Published: when, Text: text}
	a.Entries = extract.TextEntries(&a)
	return document{article: a}, nil
}

// Layouts of a publication date as people and programs write it.
var publishedLayouts = []struct {
	layout           string
	hasTime, hasZone bool
}{
	{time.DateOnly, false, false},
	{time.RFC3339, true, true},
	{"2006-01-02T15:04Z07:00", true, true},
	{"2006-01-02T15:04:05", true, false},
	{"2006-01-02T15:04", true, false},
	{time.DateTime, true, false},
	{"2006-01-02 15:04", true, false},
}

// parsePublished reads a publication date. None at all is no mistake.
func parsePublished(s string) (scraper.Published, error) {
	if s == "" {
		return scraper.Published{}, nil
	}
	for _, l := range publishedLayouts {
		if t, err := time.Parse(l.layout, s); err == nil {
			return scraper.Published{Time: t, HasTime: l.hasTime, HasZone: l.hasZone, Words: s, Rung: "file"}, nil
		}
	}
	return scraper.Published{}, fmt.Errorf("%q is neither a day like 2025-11-12 nor an instant like 2025-11-12T09:30:00-05:00", s)
}
