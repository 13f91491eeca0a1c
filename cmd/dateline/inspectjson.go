package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"unicode/utf8"

	"golang.org/x/sync/semaphore"

	"dateline/scraper/crawl"
	"dateline/scraper/extract"
	"dateline/timeline"
	"dateline/timeline/timex"
)

// The longest line, and the longest text in one, that inspect --jsonl takes
// in, and how much of the input is at work at once, all in bytes. A report is
// a thousandth of a line. A text of nothing but dates takes a hundred times its size
// in memory until its answer is written.
const (
	maxLine = 64 << 20
	maxText = 8 << 20
	atWork  = 8 << 20
)

// docIn is one line of input: a text, or a page.
type docIn struct {
	ID        json.RawMessage `json:"id"` // echoed as it came: text or number
	URL       string          `json:"url"`
	Title     string          `json:"title"`
	Lang      string          `json:"lang"`
	Published string          `json:"published"` // a day, or an instant as RFC 3339
	Text      *string         `json:"text"`
	HTML      *string         `json:"html"` // decoded: charset declarations in it are ignored
}

// docOut is one line of output.
type docOut struct {
	ID        json.RawMessage `json:"id"`
	URL       string          `json:"url"`
	Title     string          `json:"title"`
	Published string          `json:"published"`
	Authors   []string        `json:"authors"`
	Lang      string          `json:"lang"`
	Text      string          `json:"text"`
	Timexes   []timexOut      `json:"timexes"`
	Fate      string          `json:"fate,omitempty"`  // why the page is no report to keep
	Error     string          `json:"error,omitempty"` // what went wrong with this line
}

// timexOut is one time expression; offsets count code points of the text.
type timexOut struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	Type  string `json:"type"`
	Value string `json:"value"`
	EDTF  string `json:"edtf"`
	Rule  string `json:"rule"`
}

// inspectLines answers every line of in with one line of out, in order, with
// all processors at work. A line that cannot be read is answered with an
// error; the number of those is returned.
func inspectLines(in io.Reader, out io.Writer) (bad int, err error) {
	type answer struct {
		doc    docOut
		weight int64
	}
	type job struct {
		number int // of the line, from 1
		line   []byte
		err    error
		answer chan answer
	}
	workers := runtime.GOMAXPROCS(0)
	jobs := make(chan job)
	queue := make(chan chan answer, 4*workers) // answers in order of input
	work := semaphore.NewWeighted(atWork)
	weight := func(line []byte) int64 { return min(int64(len(line)), atWork) } // a longer one works alone
	var readErr error

	go func() {
		defer close(queue)
		defer close(jobs)
		r := bufio.NewReaderSize(in, 1<<20)
		for number := 1; ; number++ {
			line, err := crawl.ReadLine(r, maxLine)
			if err != nil && !errors.Is(err, crawl.ErrLongLine) {
				if !errors.Is(err, io.EOF) {
					readErr = err
				}
				return
			}
			if err == nil && len(bytes.TrimSpace(line)) == 0 {
				continue
			}
			if err := work.Acquire(context.Background(), weight(line)); err != nil {
				readErr = err
				return
			}
			j := job{number, line, err, make(chan answer, 1)}
			queue <- j.answer
			jobs <- j
		}
	}()
	for range workers {
		go func() {
			for j := range jobs {
				j.answer <- answer{inspectLine(j.number, j.line, j.err), weight(j.line)}
			}
		}()
	}

	w := bufio.NewWriterSize(out, 1<<20)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for next := range queue {
		a := <-next
		if a.doc.Error != "" {
			bad++
		}
		if err == nil {
			err = enc.Encode(a.doc)
		}
		work.Release(a.weight)
		if err == nil && len(queue) == 0 { // whoever writes line by line may wait for this one
			err = w.Flush()
		}
	}
	return bad, errors.Join(err, w.Flush(), readErr)
}

// inspectLine answers one line. Whatever is wrong with it, or breaks while it
// is read, costs this line only.
func inspectLine(number int, line []byte, lineErr error) (out docOut) {
	var in docIn
	empty := func(reason string) docOut {
		id := in.ID
		if id == nil {
			id = json.RawMessage("null")
		}
		return docOut{ID: id, URL: in.URL, Authors: []string{}, Timexes: []timexOut{}, Error: fmt.Sprintf("line %d: %s", number, reason)}
	}
	defer func() {
		if p := recover(); p != nil {
			out = empty(fmt.Sprintf("the document broke the reader: %v", p))
		}
	}()
	if lineErr != nil {
		return empty(lineErr.Error())
	}
	line = bytes.TrimPrefix(line, []byte("\ufeff")) // some editors begin a file with it
	if err := json.Unmarshal(line, &in); err != nil {
		return empty("is not a JSON document: " + err.Error())
	}
	doc, err := in.read()
	if err != nil {
		out = empty(err.Error())
		out.Fate = string(doc.fate)
		return out
	}
	out = docOut{
		ID: in.ID, URL: doc.article.URL, Title: doc.article.Title, Published: doc.article.Published.String(),
		Authors: doc.article.Authors, Lang: doc.article.Language, Text: doc.article.Text, Fate: string(doc.fate),
	}
	if out.ID == nil {
		out.ID = json.RawMessage("null")
	}
	if out.Authors == nil {
		out.Authors = []string{}
	}
	out.Timexes = timexesOut(doc.article.Text, timeline.Times(doc.article))
	return out
}

// read makes an article of a line.
func (in docIn) read() (document, error) {
	switch {
	case in.HTML != nil:
		return readPage(extract.Page{URL: in.URL, Body: []byte(*in.HTML), Decoded: true})
	case in.Text != nil && len(*in.Text) > maxText:
		return document{}, fmt.Errorf("the text is longer than %d MiB", maxText>>20)
	case in.Text != nil:
		return readText(in.URL, in.Title, in.Lang, in.Published, *in.Text)
	}
	return document{}, errors.New(`has neither "text" nor "html"`)
}

// timexesOut counts offsets in code points instead of bytes. Expressions come
// in order of their start.
func timexesOut(text string, found []timex.Timex) []timexOut {
	out := make([]timexOut, len(found))
	bytesSeen, runesSeen := 0, 0
	for i, t := range found {
		if t.Start < bytesSeen {
			bytesSeen, runesSeen = 0, 0
		}
		runesSeen += utf8.RuneCountInString(text[bytesSeen:t.Start])
		bytesSeen = t.Start
		out[i] = timexOut{
			Start: runesSeen, End: runesSeen + utf8.RuneCountInString(t.Text),
			Text: t.Text, Type: t.Type, Value: t.Value, EDTF: t.Span.EDTF(), Rule: t.Rule,
		}
	}
	return out
}
