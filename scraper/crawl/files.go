package crawl

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/klauspost/compress/gzip"

	"dateline/config"
	"dateline/scraper"
	"dateline/scraper/extract"
	"dateline/scraper/langid"
)

// Bounds of a file of articles.
const (
	fileLine  = 16 << 20 // bytes of a line or an HTML file, after inflation
	fileBytes = 4 << 30  // bytes of a file, after inflation
)

// A fileArticle is one line of a .jsonl file.
type fileArticle struct {
	ID        string `json:"id"`
	URL       string `json:"url"`
	Published string `json:"published"`
	Title     string `json:"title"`
	Text      string `json:"text"`
	HTML      string `json:"html"`
	Lang      string `json:"lang"`
	Source    string `json:"source"`
}

// readFiles reads the files that a source's pattern matches, in order of
// their names.
func (g *gather) readFiles(ctx context.Context, i int, s config.Source) {
	t := &task{url: s.Location, source: i, rank: rankSource}
	names, err := filepath.Glob(s.Location)
	if err == nil && len(names) == 0 {
		err = errors.New("no file matches it")
	}
	if err != nil {
		o := scraper.Outcome{Fate: scraper.Gone, Detail: err.Error()}
		g.record(t, o)
		g.sourceFailed(i, s.Location, o)
		return
	}
	var archives []string
	broken := 0 // lines
	for _, name := range names {
		if ctx.Err() != nil {
			return
		}
		if config.IsWARC(name) {
			archives = append(archives, name)
			continue
		}
		broken += g.readFile(ctx, i, name)
	}
	g.readWARCs(ctx, i, archives)
	g.mu.Lock()
	found := g.results[i].Found
	g.mu.Unlock()
	if broken > 0 && found == 0 {
		g.sourceFailed(i, s.Location, scraper.Outcome{Fate: scraper.Malformed, Detail: "no line of it could be read"})
	}
}

// readFile reads one file and records how that went under the file's name. It
// returns how many lines could not be read.
func (g *gather) readFile(ctx context.Context, source int, name string) (broken int) {
	t := &task{url: fileURL(name), source: source, rank: rankSource}
	in, err := openFile(name)
	if err != nil {
		o := scraper.Outcome{Fate: scraper.Malformed, Detail: err.Error()}
		g.record(t, o)
		g.sourceFailed(source, name, o)
		return 0
	}
	defer in.Close()
	kind := strings.TrimSuffix(strings.ToLower(name), ".gz")
	o := scraper.Outcome{Fate: scraper.Listing}
	switch filepath.Ext(kind) {
	case ".html", ".htm":
		g.readHTMLFile(ctx, t, in)
		return 0
	case ".jsonl", ".ndjson", ".json":
		n, bad, err := g.readLines(ctx, t, in)
		broken = bad
		o.Detail = numbered(n, "line", "lines")
		if bad > 0 {
			o.Detail += fmt.Sprintf(", %d of them not readable", bad)
		}
		switch {
		case ctx.Err() != nil:
			o.Fate, o.Detail = scraper.Cancelled, o.Detail+", then the run stopped"
		case err != nil: // what was read before it is good
			o.Fate, o.Detail = scraper.Malformed, o.Detail+", then "+err.Error()
			g.sourceFailed(source, name, o)
		}
	default:
		o.Fate, o.Detail = scraper.NotHTML, "not one of .jsonl, .html, .warc, or these with .gz"
		g.sourceFailed(source, name, o)
	}
	g.record(t, o)
	return broken
}

// fileURL names a file in outcomes, where it is no web page.
func fileURL(name string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(name)}).String()
}

// openFile opens a file, inflating it where it is gzipped. More than fileBytes
// are not read.
func openFile(name string) (io.ReadCloser, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	in := bufio.NewReaderSize(f, 1<<16)
	head, _ := in.Peek(2)
	if !bytes.Equal(head, []byte{0x1f, 0x8b}) {
		return struct {
			io.Reader
			io.Closer
		}{io.LimitReader(in, fileBytes), f}, nil
	}
	z, err := gzip.NewReader(in)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("not the gzip file it begins as: %w", err)
	}
	return struct {
		io.Reader
		io.Closer
	}{io.LimitReader(z, fileBytes), f}, nil
}

// readLines reads a .jsonl file, several lines at a time, since pages in it
// take their time. It returns how many lines there were, and how many of them
// could not be read.
func (g *gather) readLines(ctx context.Context, t *task, in io.Reader) (n, bad int, err error) {
	type line struct {
		n    int
		text []byte
		turn turn
	}
	lines := make(chan line)
	last := closedTurn()
	var workers sync.WaitGroup
	var broken atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for l := range lines {
				if !g.readLine(ctx, t, l.n, l.text, l.turn) {
					broken.Add(1)
				}
			}
		})
	}
	defer func() {
		close(lines)
		workers.Wait()
		bad = int(broken.Load())
	}()
	r := bufio.NewReaderSize(in, 1<<18)
	for ; ; n++ {
		text, err := ReadLine(r, fileLine)
		long := errors.Is(err, ErrLongLine)
		if errors.Is(err, io.EOF) {
			return n, 0, nil
		}
		if err != nil && !long {
			return n, 0, err
		}
		if ctx.Err() != nil {
			return n, 0, context.Cause(ctx)
		}
		switch {
		case long:
			broken.Add(1)
			g.record(g.lineTask(t, n+1, ""), scraper.Outcome{Fate: scraper.TooLarge, Detail: err.Error()})
		case len(bytes.TrimSpace(text)) > 0:
			next := turn{before: last.after, after: make(chan struct{})}
			lines <- line{n + 1, text, next}
			last = next
		}
	}
}

// A turn lets lines that are read beside each other claim their addresses in
// the order of the file, so that the first of two always wins.
type turn struct{ before, after chan struct{} }

func closedTurn() turn {
	t := turn{after: make(chan struct{})}
	close(t.after)
	return t
}

// lineTask is the task of line n of a file, 1 for the first, whose article has an
// address; empty: it has none of its own.
func (g *gather) lineTask(t *task, n int, address string) *task {
	one := *t
	one.rank, one.kind, one.from, one.file = rankPlain, kindArticle, t.url, true
	if one.url = address; address == "" {
		one.url = fmt.Sprintf("%s#line=%d", t.url, n) // RFC 5147; no id is written so
	}
	one.key = keyOf(one.url, kindArticle)
	return &one
}

// readLine reads one article of a .jsonl file, and reports whether there was one.
func (g *gather) readLine(ctx context.Context, file *task, n int, line []byte, turn turn) (ok bool) {
	pass := sync.OnceFunc(func() { <-turn.before; close(turn.after) })
	defer pass()
	defer func() {
		if r := recover(); r != nil {
			g.Log.Error("a line could not be read", "file", file.url, "line", n, "panic", r)
			g.record(g.lineTask(file, n, ""), scraper.Outcome{Fate: scraper.Malformed, Detail: "reading it failed"})
		}
	}()
	var in fileArticle
	line = bytes.TrimPrefix(line, []byte("\ufeff")) // some editors begin a file with it, and cat joins files
	if err := json.Unmarshal(bytes.ToValidUTF8(line, []byte("\uFFFD")), &in); err != nil {
		g.record(g.lineTask(file, n, ""), scraper.Outcome{Fate: scraper.Malformed, Detail: "not an article in JSON: " + err.Error()})
		return false
	}
	address := in.URL
	if address == "" && in.ID != "" {
		address = file.url + "#" + url.QueryEscape(in.ID)
	}
	t := g.lineTask(file, n, address)
	t.title = in.Title
	g.mu.Lock()
	g.results[t.source].Found++
	g.led[t.source][t.key] = true
	g.mu.Unlock()
	<-turn.before
	first := g.frontier.claim(t.key)
	pass()
	if !first {
		g.record(g.lineTask(file, n, ""), scraper.Outcome{Fate: scraper.Duplicate, Canonical: t.key, Title: in.Title, Detail: "another line or source has " + t.key})
		return true
	}
	if in.HTML != "" {
		if in.Published != "" {
			if when, err := parseTime(in.Published); err == nil {
				t.hints = []scraper.DateRead{{Rung: "file", Words: in.Published, Time: when}}
			}
		}
		g.takeHTML(t, []byte(in.HTML), true, in.Source)
		return true
	}
	g.takeText(t, in, line)
	return true
}

// takeText takes an article whose text is given.
func (g *gather) takeText(t *task, in fileArticle, line []byte) {
	a := scraper.Article{
		URL: t.key, Title: strings.TrimSpace(in.Title), Outlet: in.Source, Language: langid.Code(in.Lang),
		Text: strings.TrimSpace(in.Text), Source: g.sourceName(t.source),
	}
	sum := sha256.Sum256([]byte(a.Text))
	a.Hash = hex.EncodeToString(sum[:])
	sum = sha256.Sum256(line)
	a.Capture, a.SeenAt = hex.EncodeToString(sum[:]), g.Now().UTC()
	g.judge.Pick(a.URL)
	if a.Language == "" {
		a.Language = langid.Assume(a.Title+"\n"+a.Text, g.story.Languages)
	}
	if u, err := url.Parse(t.url); err == nil && a.Outlet == "" {
		a.Outlet = u.Hostname()
	}
	if s := g.story.Sources[t.source]; s.Outlet != "" {
		a.Outlet = s.Outlet
	}
	o := scraper.Outcome{Canonical: a.URL, Title: a.Title, Outlet: a.Outlet, Language: a.Language}
	published, ok := g.publishedIn(t, in.Published)
	switch {
	case utf8.RuneCountInString(a.Text) == 0:
		o.Fate, o.Detail = scraper.NoText, "its text is empty"
	case !ok && in.Published == "":
		o.Fate, o.Detail = scraper.NoDate, `it has no "published"`
	case !ok:
		o.Fate, o.Detail = scraper.NoDate, fmt.Sprintf("%q is no date", in.Published)
	default:
		a.Published = published
		a.Entries = extract.TextEntries(&a)
		o.Published = published.String()
		g.hold(t, leaf{a, o}, false)
		return
	}
	g.record(t, o)
}

// zoneWritten finds a zone at the end of an instant.
var zoneWritten = regexp.MustCompile(`(?:[Zz]|[A-Z]{3,4}|[+-]\d\d:?\d\d)\s*$`)

// publishedIn reads the date of an article given in a file.
func (g *gather) publishedIn(t *task, words string) (scraper.Published, bool) {
	when, err := parseTime(strings.TrimSpace(words))
	if err != nil {
		return scraper.Published{}, false
	}
	p := scraper.Published{Time: when, Words: words, Rung: "file"}
	p.HasTime = strings.ContainsRune(words, ':')
	p.HasZone = p.HasTime && zoneWritten.MatchString(words)
	if !p.HasZone {
		p.Time = time.Date(when.Year(), when.Month(), when.Day(), when.Hour(), when.Minute(), when.Second(), when.Nanosecond(), g.zone(t, outlet{}))
	}
	return p, true
}

// readHTMLFile reads a file that is one page.
func (g *gather) readHTMLFile(ctx context.Context, t *task, in io.Reader) {
	body, err := io.ReadAll(io.LimitReader(in, fileLine+1))
	one := g.lineTask(t, 0, t.url)
	one.from = ""
	g.mu.Lock()
	g.results[t.source].Found++
	g.led[t.source][one.key] = true
	g.mu.Unlock()
	switch {
	case err != nil:
		g.record(one, scraper.Outcome{Fate: scraper.Malformed, Detail: err.Error()})
	case len(body) > fileLine:
		g.record(one, scraper.Outcome{Fate: scraper.TooLarge, Detail: fmt.Sprintf("more than %d MiB", fileLine>>20)})
	case g.frontier.claim(one.key):
		g.takeHTML(one, body, false, "")
	}
}

// takeHTML takes a page that is given.
func (g *gather) takeHTML(t *task, body []byte, decoded bool, outletName string) {
	if s := g.story.Sources[t.source]; s.Outlet != "" {
		outletName = s.Outlet
	}
	res, err := g.Read(extract.Page{
		URL: t.url, Body: body, Decoded: decoded, FetchedAt: g.Now(),
		Zone: g.zone(t, outlet{}), Hints: t.hints, Outlet: outletName,
	})
	if err != nil && res.Fate == "" {
		res.Fate, res.Detail = scraper.Malformed, err.Error()
	}
	sum := sha256.Sum256(body)
	res.Article.FetchedURL = ""
	res.Article.Capture, res.Article.SeenAt = hex.EncodeToString(sum[:]), g.Now().UTC()
	g.takeResult(t, res, scraper.Outcome{})
}
