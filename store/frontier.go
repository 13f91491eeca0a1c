package store

import (
	"context"
	"database/sql"
	"errors"

	"dateline/scraper"
)

// awaitAtOnce is how many addresses are noted in one transaction: a sitemap
// can bring 50,000, and other writers wait.
const awaitAtOnce = 1000

const awaitAddress = `
	INSERT INTO frontier (story, run, state, key, url, task) VALUES (?, ?, 'waiting', ?, ?, ?)
	ON CONFLICT (story, key) DO UPDATE SET run = excluded.run, state = excluded.state, url = excluded.url, task = excluded.task`

// Await notes addresses that are to be asked for in a run.
func (s *sqliteStore) Await(ctx context.Context, story, run string, all []scraper.Address) error {
	op := "note what is to be asked for"
	seq, err := runSeq(run)
	if err != nil {
		return s.failed(op, err)
	}
	for len(all) > 0 {
		part := all[:min(len(all), awaitAtOnce)]
		all = all[len(part):]
		err := s.inTx(ctx, op, func(ctx context.Context, tx *sql.Tx) error {
			for _, a := range part {
				var r row
				r.plain(story, seq, a.Key, a.URL, a.Task)
				if err := s.execTx(ctx, tx, awaitAddress, &r); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

const claimAddress = `
	UPDATE frontier SET state = 'claimed', attempts = attempts + 1, run = ?
	WHERE story = ? AND key = ? AND state = 'waiting' RETURNING attempts`

// Claim takes a waiting address, and says how often it has been taken since a
// page came; 0: it was not waiting.
func (s *sqliteStore) Claim(ctx context.Context, story, run, key string) (attempts int, err error) {
	op := "claim " + key
	seq, err := runSeq(run)
	if err != nil {
		return 0, s.failed(op, err)
	}
	err = s.inTx(ctx, op, func(ctx context.Context, tx *sql.Tx) error {
		err := tx.StmtContext(ctx, s.often[claimAddress]).QueryRowContext(ctx, seq, story, key).Scan(&attempts)
		if errors.Is(err, sql.ErrNoRows) {
			attempts, err = 0, nil
		}
		return err
	})
	return attempts, err
}

const settleAddress = `
	UPDATE frontier SET state = 'done', task = '', run = ?, attempts = ?, due = ?, fate = ?, status = ?, reason = ?, at = ?
	WHERE story = ? AND key = ?`

// Settle notes what came of an address.
func (s *sqliteStore) Settle(ctx context.Context, story, run string, a scraper.Address) error {
	op := "settle " + a.Key
	seq, err := runSeq(run)
	if err != nil {
		return s.failed(op, err)
	}
	var r row
	r.plain(seq, a.Attempts)
	r.time(a.Due)
	r.plain(string(a.Fate), a.Status, a.Reason)
	r.time(a.At)
	r.plain(story, a.Key)
	return s.exec(ctx, op, settleAddress, &r)
}

func bindAddress(sc *scan, a *scraper.Address) {
	sc.plain(&a.Key, &a.URL, &a.State, &a.Attempts)
	sc.time(&a.Due)
	sc.plain(&a.Fate, &a.Status, &a.Reason)
	sc.time(&a.At)
	sc.plain(&a.Task)
}

// Addresses lists those that are not done, and those that will not give a page.
func (s *sqliteStore) Addresses(ctx context.Context, story string) ([]scraper.Address, error) {
	const columns = "SELECT key, url, state, attempts, due, fate, status, reason, at, task FROM frontier WHERE story = ? AND "
	all, err := collect(ctx, s.read, bindAddress,
		columns+"state <> 'done' UNION "+columns+"fate <> '' ORDER BY key", story, story)
	return all, s.failed("read what is to be asked for", err)
}

// Queue counts a story's addresses by how far its runs have come with them.
func (s *sqliteStore) Queue(ctx context.Context, story string) (map[scraper.AddressState]int, error) {
	type count struct {
		state scraper.AddressState
		n     int
	}
	counts, err := collect(ctx, s.read, func(sc *scan, c *count) { sc.plain(&c.state, &c.n) },
		"SELECT state, count(*) FROM frontier WHERE story = ? GROUP BY state", story)
	queue := map[scraper.AddressState]int{}
	for _, c := range counts {
		queue[c.state] = c.n
	}
	return queue, s.failed("count what is to be asked for", err)
}
