package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"dateline/scraper"
)

// recordColumns are the columns of a record, in the order of bindRecord.
const recordColumns = `kind, id, url, at, file, "offset", length, sum, payload`

func bindRecord(sc *scan, r *scraper.Record) {
	sc.plain(&r.Kind, &r.ID, &r.URL)
	sc.time(&r.At)
	sc.plain(&r.File, &r.Offset, &r.Length, &r.Sum, &r.Payload)
}

// logEntry is a record as the log keeps it.
type logEntry struct {
	scraper.Record
	body, chain string
}

// next is the chain of an entry that follows the chain before.
func (e logEntry) next(before string) (string, error) {
	at, err := timeText(e.At)
	if err != nil {
		return "", err
	}
	fields, err := json.Marshal([]any{before, e.Kind, e.ID, e.URL, at, e.File, e.Offset, e.Length, e.Sum, e.Payload, e.body})
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(fields)
	return hex.EncodeToString(sum[:]), nil
}

const lastChain = "SELECT chain FROM records ORDER BY seq DESC LIMIT 1"

var insertRecord = "INSERT INTO records (" + recordColumns + ", body, chain) VALUES (" + place(11) + ")"

// logRecords appends the records of an answer whose body has a digest.
func (s *sqliteStore) logRecords(ctx context.Context, tx *sql.Tx, added []scraper.Record, digest string) error {
	if len(added) == 0 {
		return nil
	}
	var chain string
	err := tx.StmtContext(ctx, s.often[lastChain]).QueryRowContext(ctx).Scan(&chain)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	for _, r := range added {
		e := logEntry{Record: r}
		if r.Kind == "response" {
			e.body = digest
		}
		if chain, err = e.next(chain); err != nil {
			return err
		}
		var v row
		v.plain(r.Kind, r.ID, r.URL)
		v.time(r.At)
		v.plain(r.File, r.Offset, r.Length, r.Sum, r.Payload, e.body, chain)
		if err := s.execTx(ctx, tx, insertRecord, &v); err != nil {
			return err
		}
	}
	return nil
}

// pageOf is the URL by which the page of an article was archived.
const pageOf = "substr(fetched_url, 1, instr(fetched_url || '#', '#') - 1)"

// Records calls each with the logged records in the order in which they lie in
// their files: all of them, or where story is not empty those of the addresses
// its articles were read from.
func (s *sqliteStore) Records(ctx context.Context, story string, each func(scraper.Record) error) error {
	query, args := "SELECT "+recordColumns+" FROM records", []any(nil)
	if story != "" {
		query += " WHERE url IN (SELECT " + pageOf + " FROM articles WHERE story = ? AND withdrawn = '')"
		args = append(args, story)
	}
	err := every(ctx, s.read, bindRecord, each, query+` ORDER BY file, "offset"`, args...)
	return s.failed("read the log of records", err)
}

// Unarchived lists the articles of a story that were read from a page of which
// no record was logged, by URL.
func (s *sqliteStore) Unarchived(ctx context.Context, story string) ([]string, error) {
	urls, err := collect(ctx, s.read, func(sc *scan, url *string) { sc.plain(url) }, `
		SELECT url FROM articles WHERE story = ? AND withdrawn = '' AND capture <> '' AND fetched_url <> ''
			AND NOT EXISTS (SELECT 1 FROM records WHERE records.url = `+pageOf+` AND kind = 'response' AND body = capture)
		ORDER BY url`, story)
	return urls, s.failed("look for articles without records", err)
}

// Places tells for the articles of a story where the answer that each was read
// from is archived, by URL: the newest record of those bytes.
func (s *sqliteStore) Places(ctx context.Context, story string) (map[string]scraper.Record, error) {
	type place struct {
		url string
		scraper.Record
	}
	places := map[string]scraper.Record{}
	err := every(ctx, s.read, func(sc *scan, p *place) {
		sc.plain(&p.url)
		bindRecord(sc, &p.Record)
	}, func(p place) error {
		places[p.url] = p.Record
		return nil
	}, `SELECT articles.url, kind, id, records.url, at, file, "offset", length, sum, payload
		FROM articles JOIN records ON records.url = `+pageOf+` AND kind = 'response' AND body = capture
		WHERE story = ? AND withdrawn = '' ORDER BY seq`, story)
	return places, s.failed("look for the records of articles", err)
}

// CheckLog follows the chain of the log of records. It returns the number of
// entries and the last chain, which anyone may note elsewhere: it changes with
// any entry. ErrLog: the chain is broken.
func (s *sqliteStore) CheckLog(ctx context.Context) (entries int, chain string, err error) {
	bind := func(sc *scan, e *logEntry) {
		bindRecord(sc, &e.Record)
		sc.plain(&e.body, &e.chain)
	}
	err = every(ctx, s.read, bind, func(e logEntry) error {
		next, err := e.next(chain)
		if err != nil {
			return err
		}
		if next != e.chain {
			return fmt.Errorf("%w: entry %d, of %s, does not follow from those before it", ErrLog, entries+1, e.URL)
		}
		entries, chain = entries+1, next
		return nil
	}, "SELECT "+recordColumns+", body, chain FROM records ORDER BY seq")
	return entries, chain, s.failed("check the log of records", err)
}
