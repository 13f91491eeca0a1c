package crawl

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"runtime"
	"strings"
	"sync"
	"time"

	"dateline/scraper"
	"dateline/scraper/extract"
	"dateline/scraper/fetch"
	"dateline/scraper/warc"
)

// An archived page is where the newest answer of an address lies.
type archivedPage struct {
	file, record int // from 0
	at           time.Time
}

// readWARCs reads the pages in WARC files, ours and others', as they were when
// they were archived. Of an address that was archived several times the newest
// page counts, so that files give the articles of the run that wrote them last.
func (g *gather) readWARCs(ctx context.Context, source int, names []string) {
	newest := map[string]archivedPage{}
	for i, name := range names {
		// What cannot be read is told of when the pages are taken.
		_ = eachPage(ctx, name, func(n int, key string, r *warc.ReadRecord, _ warc.HTTPHead, _ *bufio.Reader) {
			if _, err := io.Copy(io.Discard, r.Block); err != nil {
				return // torn: an earlier version, if there is one, is better
			}
			at := warcDate(r)
			if last, ok := newest[key]; !ok || !at.Before(last.at) {
				newest[key] = archivedPage{i, n, at}
			}
		}, nil)
	}
	for i, name := range names {
		if ctx.Err() != nil {
			return
		}
		g.readWARC(ctx, source, name, func(n int, key string) bool {
			p, whole := newest[key]
			return !whole || p.file == i && p.record == n
		})
	}
}

// readWARC takes those pages of a file that are wanted, several at a time.
func (g *gather) readWARC(ctx context.Context, source int, name string, wanted func(n int, key string) bool) {
	t := &task{url: fileURL(name), source: source, rank: rankSource}
	pages := make(chan func())
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for take := range pages {
				take()
			}
		})
	}
	var records, damaged, taken, earlier int
	err := eachPage(ctx, name, func(n int, key string, r *warc.ReadRecord, head warc.HTTPHead, body *bufio.Reader) {
		if !wanted(n, key) {
			earlier++
			return
		}
		taken++
		one := g.lineTask(t, n, strings.Trim(r.Header.Get("WARC-Target-URI"), "<>"))
		one.file = false
		one.seed = g.isSeed(one.key)
		at := cmp.Or(warcDate(r), g.Now())
		raw, err := io.ReadAll(io.LimitReader(head.Body(body), fileLine+1))
		pages <- func() { g.takeArchived(one, head, raw, err, at) }
	}, func(r *warc.ReadRecord, bad *warc.Malformed) {
		if bad != nil {
			damaged++
			g.record(g.lineTask(t, 0, fmt.Sprintf("%s#%d", t.url, bad.Offset)), scraper.Outcome{Fate: scraper.Malformed, Detail: bad.Error()})
			return
		}
		records++
	})
	close(pages)
	workers.Wait()
	o := scraper.Outcome{Fate: scraper.Listing, Detail: fmt.Sprintf("%d records, %d pages", records, taken)}
	if earlier > 0 {
		o.Detail += fmt.Sprintf(", %d earlier versions of pages", earlier)
	}
	if err == nil && records == 0 && damaged > 0 {
		err = errors.New("no record of it could be read")
	}
	if err != nil && ctx.Err() == nil { // what was read before it is good
		o.Fate, o.Detail = scraper.Malformed, o.Detail+", then "+err.Error()
		g.sourceFailed(source, name, o)
	}
	g.record(t, o)
}

// eachPage calls page with the records of a file that hold a page, which can be
// read until it returns, and each with all records, or with what is none. Both
// may be nil. Records are counted from 0.
func eachPage(ctx context.Context, name string, page func(n int, key string, r *warc.ReadRecord, head warc.HTTPHead, body *bufio.Reader),
	each func(*warc.ReadRecord, *warc.Malformed)) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	in := warc.NewReader(file)
	body := bufio.NewReaderSize(nil, 1<<12)
	for n := 0; ; n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		r, err := in.Next()
		var bad *warc.Malformed
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.As(err, &bad):
			if each != nil {
				each(nil, bad)
			}
			continue
		case err != nil:
			return err
		}
		if each != nil {
			each(r, nil)
		}
		key, ok := pageKey(r)
		if !ok {
			continue
		}
		body.Reset(r.Block)
		head, err := warc.ReadHTTPHead(body)
		switch {
		case err != nil && each != nil:
			each(nil, &warc.Malformed{Offset: r.Offset, Detail: err.Error()})
		case err == nil && head.Status == http.StatusOK && mayBeHTML(head.Header, body):
			page(n, key, r, head, body)
		}
	}
}

// pageKey is the key of the page that a record may hold. Front pages are lists.
func pageKey(r *warc.ReadRecord) (string, bool) {
	if r.Type() != "response" {
		return "", false
	}
	u, err := url.Parse(strings.Trim(r.Header.Get("WARC-Target-URI"), "<>"))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || len(segmentsOf(u)) == 0 && u.RawQuery == "" {
		return "", false
	}
	u.Fragment, u.RawFragment = "", ""
	return keyOf(u.String(), kindArticle), true
}

// mayBeHTML reports whether an archived answer is a page, by its type or, where
// that says nothing, by how it begins.
func mayBeHTML(h http.Header, body *bufio.Reader) bool {
	kind, _, _ := strings.Cut(strings.ToLower(h.Get("Content-Type")), ";")
	switch strings.TrimSpace(kind) {
	case "text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml":
		return true
	case "", "application/octet-stream":
		head, _ := body.Peek(1 << 10)
		head = bytes.ToLower(head)
		return h.Get("Content-Encoding") != "" || bytes.Contains(head, []byte("<html")) || bytes.Contains(head, []byte("<!doctype html"))
	}
	return false
}

// warcDate is when a record was made; zero: it does not say.
func warcDate(r *warc.ReadRecord) time.Time {
	t, _ := time.Parse(time.RFC3339Nano, r.Header.Get("WARC-Date"))
	return t.UTC()
}

// takeArchived takes a page from an archive.
func (g *gather) takeArchived(t *task, head warc.HTTPHead, raw []byte, err error, at time.Time) {
	defer func() {
		if r := recover(); r != nil {
			g.Log.Error("a page could not be read", "file", t.from, "url", t.url, "panic", r)
			g.record(t, scraper.Outcome{Fate: scraper.Malformed, Detail: "reading it failed"})
		}
	}()
	g.mu.Lock()
	g.results[t.source].Found++
	g.led[t.source][t.key] = true
	g.mu.Unlock()
	switch {
	case !g.frontier.claim(t.key):
		g.record(t, scraper.Outcome{URL: t.from + "#" + url.QueryEscape(t.url), Fate: scraper.Duplicate, Canonical: t.key, Detail: "another file or source has " + t.key})
		return
	case len(raw) > fileLine:
		g.record(t, scraper.Outcome{Fate: scraper.TooLarge, Detail: fmt.Sprintf("more than %d MiB", fileLine>>20)})
		return
	case err != nil:
		g.record(t, scraper.Outcome{Fate: scraper.Malformed, Detail: "its archived answer is damaged: " + err.Error()})
		return
	}
	body, err := fetch.Decode(t.url, raw, head.Header, fileLine)
	if err != nil {
		if bytes.HasPrefix(bytes.TrimSpace(raw), []byte("<")) { // decoded by who archived it, whatever the header says
			body, err = raw, nil
		}
	}
	if err != nil {
		o := failure(context.Background(), err)
		g.record(t, o)
		return
	}
	u := mustParse(t.url)
	out := g.outlets[siteKey(u)]
	res, err := g.Read(extract.Page{
		URL: t.url, Body: body, ContentType: head.Header.Get("Content-Type"), FetchedAt: at,
		Zone: g.zone(t, out), Outlet: cmp.Or(g.story.Sources[t.source].Outlet, out.name),
	})
	if err != nil && res.Fate == "" {
		res.Fate, res.Detail = scraper.Malformed, err.Error()
	}
	sum := sha256.Sum256(body)
	res.Article.Capture = hex.EncodeToString(sum[:])
	g.takeResult(t, res, scraper.Outcome{Status: head.Status})
}

// isSeed reports whether a page is one of the story's seeds.
func (g *gather) isSeed(key string) bool {
	for _, s := range g.story.Seeds {
		if keyOf(s, kindArticle) == key {
			return true
		}
	}
	return false
}

// probeWARC fails where a file does not begin with a record.
func probeWARC(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	if _, err := warc.NewReader(file).Next(); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
