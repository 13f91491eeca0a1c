package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

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

// addressColumns are the columns of an address but its story and run.
const addressColumns = "key, url, state, attempts, due, stated, fate, status, reason, at, task, asked, changed, usually, print, told"

const claimAddress = `
	UPDATE frontier SET state = 'claimed', attempts = attempts + 1, run = ?
	WHERE story = ? AND key = ? AND state = 'waiting' RETURNING ` + addressColumns

// Claim takes a waiting address; one without attempts was not waiting.
func (s *sqliteStore) Claim(ctx context.Context, story, run, key string) (a scraper.Address, err error) {
	op := "claim " + key
	seq, err := runSeq(run)
	if err != nil {
		return a, s.failed(op, err)
	}
	err = s.inTx(ctx, op, func(ctx context.Context, tx *sql.Tx) error {
		a = scraper.Address{}
		var sc scan
		bindAddress(&sc, &a)
		err := sc.from(tx.StmtContext(ctx, s.often[claimAddress]).QueryRowContext(ctx, seq, story, key))
		if errors.Is(err, sql.ErrNoRows) {
			err = nil
		}
		return err
	})
	return a, err
}

const settleAddress = `
	UPDATE frontier SET run = ?, state = ?, task = CASE ? WHEN 'waiting' THEN task ELSE '' END, attempts = ?, due = ?, stated = ?,
		fate = ?, status = ?, reason = ?, at = ?, asked = ?, changed = ?, usually = ?, print = ?, told = ?
	WHERE story = ? AND key = ?`

// Settle notes what came of an address.
func (s *sqliteStore) Settle(ctx context.Context, story, run string, a scraper.Address) error {
	op := "settle " + a.Key
	seq, err := runSeq(run)
	if err != nil {
		return s.failed(op, err)
	}
	state := scraper.Done
	if a.State == scraper.Waiting {
		state = a.State
	}
	var r row
	r.plain(seq, string(state), string(state), a.Attempts)
	r.time(a.Due)
	r.time(a.Stated)
	r.plain(string(a.Fate), a.Status, a.Reason)
	r.time(a.At)
	r.time(a.Past.Asked)
	r.time(a.Past.Changed)
	r.plain(int64(a.Past.Usually/time.Second), a.Past.Print)
	r.time(a.Past.Told)
	r.plain(story, a.Key)
	return s.exec(ctx, op, settleAddress, &r)
}

func bindAddress(sc *scan, a *scraper.Address) {
	sc.plain(&a.Key, &a.URL, &a.State, &a.Attempts)
	sc.time(&a.Due)
	sc.time(&a.Stated)
	sc.plain(&a.Fate, &a.Status, &a.Reason)
	sc.time(&a.At)
	sc.plain(&a.Task)
	sc.time(&a.Past.Asked)
	sc.time(&a.Past.Changed)
	sc.seconds(&a.Past.Usually)
	sc.plain(&a.Past.Print)
	sc.time(&a.Past.Told)
}

// Addresses lists those that are not done, and those that will not give a page.
func (s *sqliteStore) Addresses(ctx context.Context, story string) ([]scraper.Address, error) {
	const chosen = "SELECT " + addressColumns + " FROM frontier WHERE story = ? AND "
	all, err := collect(ctx, s.read, bindAddress,
		chosen+"state <> 'done' UNION "+chosen+"fate <> '' ORDER BY key", story, story)
	return all, s.failed("read what is to be asked for", err)
}

// AddressesAt lists those of a story that are asked for at a URL, by key.
func (s *sqliteStore) AddressesAt(ctx context.Context, story, url string) ([]scraper.Address, error) {
	all, err := collect(ctx, s.read, bindAddress, "SELECT "+addressColumns+" FROM frontier WHERE story = ? AND url = ? ORDER BY key", story, url)
	return all, s.failed("read when "+url+" is due", err)
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
