package store

import (
	"context"
	"database/sql"
	"errors"

	"dateline/scraper"
)

// articleColumns are the columns of an article but its story, in the order of
// bindArticle and articleRow.
const articleColumns = `url, fetched_url, outlet, title, authors,
	published, published_has_time, published_has_zone, published_words, published_rung, published_others,
	updated, language, description, text, links, hash, relatedness, reasons, capture, source, entries, seen_at, revisions`

var keepArticle = `
	INSERT INTO articles (story, ` + articleColumns + `)
	VALUES (` + place(25) + `)
	ON CONFLICT (story, url) DO UPDATE SET
		fetched_url = excluded.fetched_url, outlet = excluded.outlet, title = excluded.title,
		authors = excluded.authors, published = excluded.published,
		published_has_time = excluded.published_has_time, published_has_zone = excluded.published_has_zone,
		published_words = excluded.published_words, published_rung = excluded.published_rung,
		published_others = excluded.published_others, updated = excluded.updated, language = excluded.language,
		description = excluded.description, text = excluded.text, links = excluded.links, hash = excluded.hash,
		relatedness = excluded.relatedness, reasons = excluded.reasons, capture = excluded.capture,
		source = excluded.source, entries = excluded.entries, seen_at = excluded.seen_at, revisions = excluded.revisions,
		withdrawn = ''`

func articleRow(story string, a scraper.Article) *row {
	r := &row{}
	r.plain(story, a.URL, a.FetchedURL, a.Outlet, a.Title)
	r.json(a.Authors)
	r.time(a.Published.Time)
	r.plain(a.Published.HasTime, a.Published.HasZone, a.Published.Words, a.Published.Rung)
	r.json(a.Published.Others)
	r.time(a.Updated)
	r.plain(a.Language, a.Description, a.Text)
	r.json(a.Links)
	r.plain(a.Hash, a.Relatedness)
	r.json(a.Reasons)
	r.plain(a.Capture, a.Source)
	r.json(a.Entries)
	r.time(a.SeenAt)
	r.json(a.Revisions)
	return r
}

func bindArticle(sc *scan, a *scraper.Article) {
	sc.plain(&a.URL, &a.FetchedURL, &a.Outlet, &a.Title)
	list(sc, &a.Authors)
	sc.time(&a.Published.Time)
	sc.plain(&a.Published.HasTime, &a.Published.HasZone, &a.Published.Words, &a.Published.Rung)
	list(sc, &a.Published.Others)
	sc.time(&a.Updated)
	sc.plain(&a.Language, &a.Description, &a.Text)
	list(sc, &a.Links)
	sc.plain(&a.Hash, &a.Relatedness)
	list(sc, &a.Reasons)
	sc.plain(&a.Capture, &a.Source)
	list(sc, &a.Entries)
	sc.time(&a.SeenAt)
	list(sc, &a.Revisions)
	sc.finish = append(sc.finish, func() error {
		for i := range a.Published.Others {
			a.Published.Others[i].Time = pin(a.Published.Others[i].Time)
		}
		for i := range a.Entries {
			a.Entries[i].Published.Time = pin(a.Entries[i].Published.Time)
		}
		return nil
	})
}

const readArticle = "SELECT " + articleColumns + " FROM articles WHERE story = ? AND url = ?"

// Keep stores an article of a story in the place of the one with its canonical
// URL, and notes how it was revised. What the saved timeline says of it stays
// until the next one.
func (s *sqliteStore) Keep(ctx context.Context, story string, a scraper.Article) error {
	return s.inTx(ctx, "keep article "+a.URL, func(ctx context.Context, tx *sql.Tx) error {
		var sc scan
		var earlier scraper.Article
		bindArticle(&sc, &earlier)
		err := sc.from(tx.StmtContext(ctx, s.often[readArticle]).QueryRowContext(ctx, story, a.URL))
		switch {
		case err == nil:
			return s.execTx(ctx, tx, keepArticle, articleRow(story, a.After(earlier)))
		case errors.Is(err, sql.ErrNoRows):
			return s.execTx(ctx, tx, keepArticle, articleRow(story, a))
		}
		return err
	})
}

// Articles lists the articles kept for a story, by URL.
func (s *sqliteStore) Articles(ctx context.Context, story string) ([]scraper.Article, error) {
	all, err := collect(ctx, s.read, bindArticle,
		"SELECT "+articleColumns+" FROM articles WHERE story = ? AND withdrawn = '' ORDER BY url", story)
	return all, s.failed("read articles of "+story, err)
}

// withdraws reports whether a fate says that a report does not belong to the
// story, or that its page now asks not to be indexed, whatever an earlier run
// thought of it. A page that robots.txt closes was not read, and is not named.
func withdraws(f scraper.Fate) bool {
	switch f {
	case scraper.Borderline, scraper.Unrelated, scraper.OutsideWindow, scraper.OtherLanguage, scraper.Robots:
		return true
	}
	return false
}

const withdrawArticle = "UPDATE articles SET withdrawn = ? WHERE story = ? AND url = ?"

// withdraw takes an article out of its story without losing it.
func (s *sqliteStore) withdraw(ctx context.Context, tx *sql.Tx, story string, o scraper.Outcome) error {
	var r row
	r.plain(string(o.Fate), story, o.Canonical)
	return s.execTx(ctx, tx, withdrawArticle, &r)
}

// withdrawTwin takes out what was kept under an address that is a duplicate of
// a kept article's.
func withdrawTwin(ctx context.Context, tx *sql.Tx, story string, o scraper.Outcome) error {
	_, err := tx.ExecContext(ctx, `UPDATE articles SET withdrawn = ? WHERE story = ? AND url = ?
		AND EXISTS (SELECT 1 FROM articles WHERE story = ? AND url = ? AND withdrawn = '')`,
		string(o.Fate), story, o.URL, story, o.Canonical)
	return err
}
