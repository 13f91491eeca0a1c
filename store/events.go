package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"dateline/scraper"
	"dateline/timeline"
)

const eventColumns = `id, span, headline, summary, importance, confidence, why, origins, actors, figures, disputes`

func eventRow(story string, place int, e timeline.Event) *row {
	r := &row{}
	r.plain(story, place, e.ID)
	r.span(e.Span)
	r.plain(e.Headline, e.Summary, e.Importance, e.Confidence, e.Why, e.Origins)
	r.json(e.Actors)
	r.json(e.Figures)
	r.json(e.Disputes)
	return r
}

func bindEvent(sc *scan, e *timeline.Event) {
	sc.plain(&e.ID)
	sc.span(&e.Span)
	sc.plain(&e.Headline, &e.Summary, &e.Importance, &e.Confidence, &e.Why, &e.Origins)
	list(sc, &e.Actors)
	list(sc, &e.Figures)
	list(sc, &e.Disputes)
}

const accountColumns = `article_url, title, outlet, published, language, origin,
	quote, sentence, phrase, anchor, anchor_from, rule, span, confidence, foretold`

func accountRow(story, event string, place int, a timeline.Account) *row {
	r := &row{}
	r.plain(story, event, place, a.ArticleURL, a.Title, a.Outlet, a.Published, a.Language, a.Origin,
		a.Quote, a.Sentence, a.Phrase, a.Anchor, a.AnchorFrom, a.Rule)
	r.span(a.Span)
	r.plain(a.Confidence, a.Foretold)
	return r
}

func bindAccount(sc *scan, a *timeline.Account) {
	a.Printed, a.Dating = &timeline.Printed{}, &timeline.Dating{}
	sc.plain(&a.ArticleURL, &a.Title, &a.Outlet, &a.Published, &a.Language, &a.Origin,
		&a.Quote, &a.Sentence, &a.Phrase, &a.Anchor, &a.AnchorFrom, &a.Rule)
	sc.span(&a.Span)
	sc.plain(&a.Confidence, &a.Foretold)
}

// SaveTimeline replaces a story's timeline in one transaction. Of what is already
// so nothing is written: a run that brings little leaves most accounts as they were.
func (s *sqliteStore) SaveTimeline(ctx context.Context, run string, t timeline.Timeline) error {
	op := "save timeline of " + t.Story.Name
	seq, err := runSeq(run)
	if err != nil {
		return s.failed(op, err)
	}
	return s.inTx(ctx, op, func(ctx context.Context, tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM successions WHERE story = ?", t.Story.Name); err != nil {
			return err
		}
		r := &row{}
		r.plain(t.Story.Name, seq)
		r.json(t.Series)
		r.json(t.Actors)
		r.json(t.LeftOut)
		if r.err != nil {
			return r.err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO timelines (story, run, series, actors, left_out) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (story) DO UPDATE SET run = excluded.run, series = excluded.series, actors = excluded.actors, left_out = excluded.left_out`, r.values...)
		if err != nil {
			return err
		}
		if err := saveOrigins(ctx, tx, t); err != nil {
			return err
		}
		if err := saveEvents(ctx, tx, t); err != nil {
			return err
		}
		for i, one := range t.Successions {
			r := successionRow(t.Story.Name, i, one, seq)
			if r.err != nil {
				return r.err
			}
			if _, err := tx.ExecContext(ctx, "INSERT INTO successions (story, place, "+successionColumns+") VALUES ("+place(7)+")", r.values...); err != nil {
				return err
			}
		}
		return nil
	})
}

const successionColumns = `id, headline, span, successors, run`

func successionRow(story string, place int, s timeline.Succession, run int64) *row {
	r := &row{}
	r.plain(story, place, s.ID, s.Headline)
	r.span(s.Span)
	r.json(s.Into)
	if s.Run != "" {
		earlier, err := runSeq(s.Run)
		r.fail(err)
		run = earlier
	}
	r.plain(run)
	return r
}

func bindSuccession(sc *scan, s *timeline.Succession) {
	sc.plain(&s.ID, &s.Headline)
	sc.span(&s.Span)
	list(sc, &s.Into)
	sc.runID(&s.Run)
	sc.time(&s.At)
}

// Successions tell where the accounts of a story's earlier events went.
func (s *sqliteStore) Successions(ctx context.Context, story string) ([]timeline.Succession, error) {
	all, err := readSuccessions(ctx, s.read, story)
	return all, s.failed("read successions of "+story, err)
}

func readSuccessions(ctx context.Context, q querier, story string) ([]timeline.Succession, error) {
	return collect(ctx, q, bindSuccession, "SELECT "+successionColumns+`, started_at
		FROM successions JOIN runs ON runs.seq = successions.run WHERE successions.story = ? ORDER BY place`, story)
}

// saveOrigins marks the articles that a timeline was read from.
func saveOrigins(ctx context.Context, tx *sql.Tx, t timeline.Timeline) error {
	type marked struct{ url, origin string }
	now, err := collect(ctx, tx, func(sc *scan, m *marked) { sc.plain(&m.url, &m.origin) },
		"SELECT url, origin FROM articles WHERE story = ? AND in_timeline = 1", t.Story.Name)
	if err != nil {
		return err
	}
	stands := make(map[string]string, len(now))
	for _, m := range now {
		stands[m.url] = m.origin
	}
	update, err := tx.PrepareContext(ctx, "UPDATE articles SET in_timeline = ?, origin = ? WHERE story = ? AND url = ?")
	if err != nil {
		return err
	}
	defer update.Close()
	for _, a := range t.Articles {
		origin, in := stands[a.URL]
		delete(stands, a.URL)
		if in && origin == a.Origin {
			continue
		}
		if _, err := update.ExecContext(ctx, 1, a.Origin, t.Story.Name, a.URL); err != nil {
			return err
		}
	}
	for _, m := range now {
		if _, left := stands[m.url]; left {
			if _, err := update.ExecContext(ctx, 0, "", t.Story.Name, m.url); err != nil {
				return err
			}
		}
	}
	return nil
}

// saveEvents writes all events, which are few, and the accounts of those that
// have others than before.
func saveEvents(ctx context.Context, tx *sql.Tx, t timeline.Timeline) error {
	type saved struct{ id, accounts string }
	before, err := collect(ctx, tx, func(sc *scan, e *saved) { sc.plain(&e.id, &e.accounts) }, "SELECT id, accounts_digest FROM events WHERE story = ?", t.Story.Name)
	if err != nil {
		return err
	}
	digests := make(map[string]string, len(before))
	for _, e := range before {
		digests[e.id] = e.accounts
	}
	event, err := tx.PrepareContext(ctx, "INSERT INTO events (story, place, "+eventColumns+", accounts_digest) VALUES ("+place(14)+`)
		ON CONFLICT (story, id) DO UPDATE SET place = excluded.place, span = excluded.span, headline = excluded.headline, summary = excluded.summary,
		importance = excluded.importance, confidence = excluded.confidence, why = excluded.why, origins = excluded.origins, actors = excluded.actors,
		figures = excluded.figures, disputes = excluded.disputes, accounts_digest = excluded.accounts_digest`)
	if err != nil {
		return err
	}
	defer event.Close()
	account, err := tx.PrepareContext(ctx,
		"INSERT INTO accounts (story, event, place, "+accountColumns+") VALUES ("+place(18)+")")
	if err != nil {
		return err
	}
	defer account.Close()
	insert := func(statement *sql.Stmt, r *row) error {
		if r.err != nil {
			return r.err
		}
		_, err := statement.ExecContext(ctx, r.values...)
		return err
	}
	stand := make(map[string]bool, len(t.Events))
	for i, e := range t.Events {
		if stand[e.ID] {
			return fmt.Errorf("event %s comes twice", e.ID)
		}
		stand[e.ID] = true
		r, digest := eventRow(t.Story.Name, i, e), accountsDigest(e.Accounts)
		r.plain(digest)
		if err := insert(event, r); err != nil {
			return err
		}
		if old, known := digests[e.ID]; known && old == digest {
			continue
		} else if known {
			if _, err := tx.ExecContext(ctx, "DELETE FROM accounts WHERE story = ? AND event = ?", t.Story.Name, e.ID); err != nil {
				return err
			}
		}
		for j, a := range e.Accounts {
			if err := insert(account, accountRow(t.Story.Name, e.ID, j, a)); err != nil {
				return err
			}
		}
	}
	for _, e := range before {
		if !stand[e.id] {
			if _, err := tx.ExecContext(ctx, "DELETE FROM events WHERE story = ? AND id = ?", t.Story.Name, e.id); err != nil { // and its accounts
				return err
			}
		}
	}
	return nil
}

// Events are the events of a story's timeline, in order.
func (s *sqliteStore) Events(ctx context.Context, story string) ([]timeline.Event, error) {
	var all []timeline.Event
	err := s.atOneMoment(ctx, func(q querier) (err error) {
		all, err = readEvents(ctx, q, story)
		return err
	})
	return all, s.failed("read events of "+story, err)
}

// Timeline is a story's timeline as it was saved, and the run that saved it.
func (s *sqliteStore) Timeline(ctx context.Context, story string) (timeline.Timeline, timeline.Run, error) {
	t := timeline.Timeline{Story: timeline.Story{Name: story}}
	var run timeline.Run
	err := s.atOneMoment(ctx, func(q querier) error {
		runs, err := collect(ctx, q, bindRun,
			"SELECT "+runColumns+" FROM runs WHERE seq = (SELECT run FROM timelines WHERE story = ?)", story)
		if err != nil {
			return err
		}
		if len(runs) == 0 {
			return ErrNoTimeline
		}
		run = runs[0]
		if t.Events, err = readEvents(ctx, q, story); err != nil {
			return err
		}
		told, err := collect(ctx, q, func(sc *scan, t *timeline.Timeline) { list(sc, &t.Series); list(sc, &t.Actors); list(sc, &t.LeftOut) }, "SELECT series, actors, left_out FROM timelines WHERE story = ?", story)
		if err != nil {
			return err
		}
		t.Series, t.Actors, t.LeftOut = told[0].Series, told[0].Actors, told[0].LeftOut
		if t.Successions, err = readSuccessions(ctx, q, story); err != nil {
			return err
		}
		t.Articles, err = collect(ctx, q,
			func(sc *scan, a *scraper.Article) { bindArticle(sc, a); sc.plain(&a.Origin) },
			"SELECT "+articleColumns+", origin FROM articles WHERE story = ? AND in_timeline = 1 ORDER BY url", story)
		return err
	})
	if errors.Is(err, ErrNoTimeline) {
		return t, run, err
	}
	slices.SortStableFunc(t.Articles, func(a, b scraper.Article) int {
		return cmp.Or(a.Published.Time.Compare(b.Published.Time), cmp.Compare(a.URL, b.URL))
	})
	return t, run, s.failed("read timeline of "+story, err)
}

// atOneMoment runs several reads on one snapshot of the data.
func (s *sqliteStore) atOneMoment(ctx context.Context, f func(querier) error) error {
	tx, err := s.read.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // nothing was written
	return f(tx)
}

// readEvents reads the events and all their accounts in two queries.
func readEvents(ctx context.Context, q querier, story string) ([]timeline.Event, error) {
	events, err := collect(ctx, q, bindEvent,
		"SELECT "+eventColumns+" FROM events WHERE story = ? ORDER BY place", story)
	if err != nil {
		return nil, err
	}
	type placed struct {
		event   string
		account timeline.Account
	}
	places := make(map[string]int, len(events))
	for i := range events {
		places[events[i].ID] = i
	}
	var of string
	var own []timeline.Account // of that event; copied without room for more when it is whole
	whole := func() {
		if i, known := places[of]; known {
			events[i].Accounts = slices.Clone(own)
		}
		own = own[:0]
	}
	same := newShared()
	err = every(ctx, q,
		func(sc *scan, p *placed) { sc.plain(&p.event); bindAccount(sc, &p.account) },
		func(p placed) error {
			if p.event != of {
				whole()
				of = p.event
			}
			same.account(&p.account)
			own = append(own, p.account)
			return nil
		},
		"SELECT event, "+accountColumns+" FROM accounts WHERE story = ? ORDER BY event, place", story)
	if err != nil {
		return nil, err
	}
	whole()
	return events, nil
}

// shared holds one copy of all that many accounts have in common: what they say
// of their article, and how they are dated.
type shared struct {
	printed map[timeline.Printed]*timeline.Printed
	datings map[timeline.Dating]*timeline.Dating
}

func newShared() shared {
	return shared{map[timeline.Printed]*timeline.Printed{}, map[timeline.Dating]*timeline.Dating{}}
}

func (m shared) account(a *timeline.Account) {
	a.Printed, a.Dating = one(m.printed, a.Printed), one(m.datings, a.Dating)
}

// one is the first value that was equal to another.
func one[T comparable](all map[T]*T, value *T) *T {
	if first, known := all[*value]; known {
		return first
	}
	all[*value] = value
	return value
}
