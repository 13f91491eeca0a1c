package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/klauspost/compress/gzip"

	"dateline/scraper"
)

const (
	readCapture = "SELECT status, header, body, digest, fetched_at, validated_at, record FROM captures WHERE url = ?"
	readRecord  = "SELECT " + recordColumns + " FROM records WHERE id = ?"
)

// Capture returns the newest stored answer for a URL, or nil.
func (s *sqliteStore) Capture(ctx context.Context, url string) (*scraper.Capture, error) {
	op := "read capture " + url
	c := scraper.Capture{URL: url}
	var sc scan
	sc.plain(&c.Status)
	mapping(&sc, &c.Header)
	sc.plain(&c.Packed, &c.Digest)
	sc.time(&c.FetchedAt)
	sc.time(&c.ValidatedAt)
	var record string
	sc.plain(&record)
	err := sc.from(s.often[readCapture].QueryRowContext(ctx, url))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, s.failed(op, err)
	}
	if c.Body, err = unpack(c.Packed); err != nil {
		return nil, s.failed(op, fmt.Errorf("its body is damaged: %w", err))
	}
	if record == "" {
		return &c, nil
	}
	var of scan
	bindRecord(&of, &c.Record)
	err = of.from(s.often[readRecord].QueryRowContext(ctx, record))
	if errors.Is(err, sql.ErrNoRows) {
		err = nil // the log has lost it, which CheckLog tells; the answer is archived anew
	}
	return &c, s.failed(op, err)
}

// SaveCapture stores an answer, replacing the URL's earlier one, and logs the
// records written for it.
func (s *sqliteStore) SaveCapture(ctx context.Context, c scraper.Capture) error {
	op := "save capture " + c.URL
	body := c.Packed
	if body == nil {
		var err error
		if body, err = pack(c.Body); err != nil {
			return s.failed(op, err)
		}
	}
	var r row
	r.plain(c.URL, c.Status)
	if c.Header == nil {
		r.plain("{}")
	} else {
		r.json(c.Header)
	}
	r.plain(body, c.Digest)
	r.time(c.FetchedAt)
	r.time(c.ValidatedAt)
	r.plain(c.Record.ID)
	if r.err != nil {
		return s.failed(op, r.err)
	}
	return s.inTx(ctx, op, func(ctx context.Context, tx *sql.Tx) error {
		if err := s.logRecords(ctx, tx, c.Added, c.Digest); err != nil {
			return err
		}
		return s.execTx(ctx, tx, saveCapture, &r)
	})
}

var saveCapture = `
	INSERT INTO captures (url, status, header, body, digest, fetched_at, validated_at, record)
	VALUES (` + place(8) + `)
	ON CONFLICT (url) DO UPDATE SET status = excluded.status, header = excluded.header, body = excluded.body,
		digest = excluded.digest, fetched_at = excluded.fetched_at, validated_at = excluded.validated_at,
		record = excluded.record`

// packers are gzip writers to use again: each holds much memory. Level 1 takes
// half the time of the default, for a tenth more of disk.
var packers = sync.Pool{New: func() any {
	w, err := gzip.NewWriterLevel(nil, gzip.BestSpeed)
	if err != nil {
		panic(err) // no such level
	}
	return w
}}

func pack(body []byte) ([]byte, error) {
	var b bytes.Buffer
	w := packers.Get().(*gzip.Writer)
	defer packers.Put(w)
	w.Reset(&b)
	if _, err := w.Write(body); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// unpack reads what pack wrote; gzip's checksum finds damage.
func unpack(packed []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	if len(body) == 0 {
		return nil, nil
	}
	return body, nil
}
