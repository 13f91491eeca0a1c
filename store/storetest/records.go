package storetest

import (
	"errors"
	"slices"
	"testing"
	"time"

	"dateline/scraper"
)

// archived is an answer with the records written for it, at a place in a file.
func archived(url, body, file string, offset int64) scraper.Capture {
	c := capture(url, 200, body)
	record := func(kind, id string, offset int64) scraper.Record {
		return scraper.Record{
			Kind: kind, ID: "urn:uuid:" + id + c.Digest[:8], URL: url, At: noon, File: file, Offset: offset, Length: 100, Sum: "ab12", Payload: "sha256:cd34",
		}
	}
	c.Record = record("response", "1", offset)
	c.Added = []scraper.Record{c.Record, record("request", "2", offset+100)}
	return c
}

func records(t *testing.T, open Open) {
	ctx := t.Context()
	s := opened(t, open)
	const a, b = "https://paper.example/a", "https://paper.example/b"
	list := func(story string) []scraper.Record {
		t.Helper()
		var all []scraper.Record
		must(t, s.Records(ctx, story, func(r scraper.Record) error { all = append(all, r); return nil }))
		return all
	}
	entries, empty, err := s.CheckLog(ctx)
	must(t, err)
	if entries != 0 || empty != "" || list("") != nil {
		t.Errorf("an empty log has %d entries, digest %q", entries, empty)
	}

	second, first := archived(b, "two", "R-2.warc.gz", 0), archived(a, "one", "R-1.warc.gz", 300)
	must(t, s.SaveCapture(ctx, second))
	must(t, s.SaveCapture(ctx, first))
	got, err := s.Capture(ctx, a)
	must(t, err)
	same(t, "record of a capture", got.Record, first.Record)
	same(t, "records, by place", list(""), slices.Concat(first.Added, second.Added))
	entries, digest, err := s.CheckLog(ctx)
	must(t, err)
	if entries != 4 || len(digest) != 64 {
		t.Errorf("a log of 4 entries has %d, digest %q", entries, digest)
	}

	// A capture validated since keeps its record, and the revisit is logged.
	validated := *got
	validated.ValidatedAt = noon.Add(time.Hour)
	validated.Added = []scraper.Record{{Kind: "revisit", ID: "urn:uuid:3", URL: a, At: noon, File: "R-3.warc.gz", Length: 9, Sum: "ef"}}
	must(t, s.SaveCapture(ctx, validated))
	got, err = s.Capture(ctx, a)
	must(t, err)
	same(t, "record of a validated capture", got.Record, first.Record)
	if _, later, err := s.CheckLog(ctx); err != nil || later == digest {
		t.Errorf("after another entry the digest is %q, %v, as before", later, err)
	}

	// A record is logged once.
	if err := s.SaveCapture(ctx, first); err == nil {
		t.Error("a record was logged twice")
	}

	// What a story's articles were read from.
	read := fullArticle(a)
	read.FetchedURL, read.Capture = a+"#part", first.Digest
	unread := fullArticle(b)
	unread.FetchedURL, unread.Capture = b, "another text"
	must(t, s.Keep(ctx, "harbour", read))
	must(t, s.Keep(ctx, "harbour", unread))
	must(t, s.Keep(ctx, "bridge", fullArticle("https://paper.example/c")))
	same(t, "records of a story", len(list("harbour")), 5)
	missing, err := s.Unarchived(ctx, "harbour")
	must(t, err)
	same(t, "articles without records", missing, []string{b})

	places, err := s.Places(ctx, "harbour")
	must(t, err)
	same(t, "places", places, map[string]scraper.Record{a: first.Record})

	stop := errors.New("enough")
	if err := s.Records(ctx, "", func(scraper.Record) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("stopped with %v", err)
	}
	entries, _, err = again(t, open, t.Name()).CheckLog(ctx)
	must(t, err)
	same(t, "entries after opening the store again", entries, 5)
}
