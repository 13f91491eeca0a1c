package store

import (
	"context"
	"database/sql"

	"dateline/scraper"
)

// outcomeColumns are the columns of an outcome but its story and run.
const outcomeColumns = `url, canonical, fate, detail, status, not_modified, source, found_on,
	title, outlet, published, language, relatedness, list, reasons, at`

func bindOutcome(sc *scan, o *scraper.Outcome) {
	sc.plain(&o.URL, &o.Canonical, &o.Fate, &o.Detail, &o.Status, &o.NotModified, &o.Source, &o.From,
		&o.Title, &o.Outlet, &o.Published, &o.Language, &o.Relatedness, &o.List)
	list(sc, &o.Reasons)
	sc.time(&o.At)
}

// Record stores the outcome of a URL in a run; the last one of a URL counts.
// A report that turns out not to belong, or to be another one's at an address
// of its own, is withdrawn from the story with it.
func (s *sqliteStore) Record(ctx context.Context, story, run string, o scraper.Outcome) error {
	op := "record outcome of " + o.URL
	seq, err := runSeq(run)
	if err != nil {
		return s.failed(op, err)
	}
	var r row
	r.plain(story, seq, o.URL, o.Canonical, string(o.Fate), o.Detail, o.Status, o.NotModified, o.Source, o.From,
		o.Title, o.Outlet, o.Published, o.Language, o.Relatedness, o.List)
	r.json(o.Reasons)
	r.time(o.At)
	return s.inTx(ctx, op, func(ctx context.Context, tx *sql.Tx) error {
		if err := s.execTx(ctx, tx, recordOutcome, &r); err != nil || o.Canonical == "" {
			return err
		}
		switch {
		case withdraws(o.Fate):
			return s.withdraw(ctx, tx, story, o)
		case o.Fate == scraper.Duplicate && o.Canonical != o.URL:
			return withdrawTwin(ctx, tx, story, o)
		}
		return nil
	})
}

var recordOutcome = `
	INSERT INTO outcomes (story, run, ` + outcomeColumns + `)
	VALUES (` + place(18) + `)
	ON CONFLICT (story, url) DO UPDATE SET
		run = excluded.run, canonical = excluded.canonical, fate = excluded.fate, detail = excluded.detail,
		status = excluded.status, not_modified = excluded.not_modified, source = excluded.source,
		found_on = excluded.found_on, title = excluded.title, outlet = excluded.outlet,
		published = excluded.published, language = excluded.language, relatedness = excluded.relatedness,
		list = excluded.list, reasons = excluded.reasons, at = excluded.at`

// Outcomes lists the last outcome of every URL met for a story, by URL.
func (s *sqliteStore) Outcomes(ctx context.Context, story string) ([]scraper.Outcome, error) {
	all, err := collect(ctx, s.read, bindOutcome,
		"SELECT "+outcomeColumns+" FROM outcomes WHERE story = ? ORDER BY url", story)
	return all, s.failed("read outcomes of "+story, err)
}

// Fates counts the outcomes recorded in a run.
func (s *sqliteStore) Fates(ctx context.Context, story, run string) (map[scraper.Fate]int, error) {
	seq, err := runSeq(run)
	if err != nil {
		return nil, s.failed("count outcomes", err)
	}
	fates, err := countFates(ctx, s.read, story, seq)
	return fates, s.failed("count outcomes of "+run, err)
}

func countFates(ctx context.Context, q querier, story string, seq int64) (map[scraper.Fate]int, error) {
	type count struct {
		fate scraper.Fate
		n    int
	}
	counts, err := collect(ctx, q, func(sc *scan, c *count) { sc.plain(&c.fate, &c.n) },
		"SELECT fate, count(*) FROM outcomes WHERE story = ? AND run = ? GROUP BY fate", story, seq)
	if err != nil || len(counts) == 0 {
		return nil, err
	}
	fates := make(map[scraper.Fate]int, len(counts))
	for _, c := range counts {
		fates[c.fate] = c.n
	}
	return fates, nil
}
