package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"path/filepath"
	"time"

	"dateline/timeline"
)

// runColumns are all columns of a run, in the order of bindRun.
const runColumns = `seq, story, trigger, state, error, started_at, finished_at, fates, events, new_events, changed, sources`

func bindRun(sc *scan, r *timeline.Run) {
	sc.runID(&r.ID)
	sc.plain(&r.Story, &r.Trigger, &r.State, &r.Error)
	sc.time(&r.StartedAt)
	sc.time(&r.FinishedAt)
	mapping(sc, &r.Fates)
	sc.plain(&r.Events)
	list(sc, &r.NewEvents)
	list(sc, &r.Changed)
	list(sc, &r.Sources)
}

// BeginRun stores a new run and tells from when on answers need not be asked
// for again.
func (s *sqliteStore) BeginRun(ctx context.Context, story, trigger string, at time.Time) (timeline.Run, time.Time, error) {
	run := timeline.Run{Story: story, Trigger: trigger, State: Running, StartedAt: at}
	var resume time.Time
	if err := checkSpace(filepath.Dir(s.path)); err != nil {
		return run, resume, err
	}
	err := s.inTx(ctx, "begin run of "+story, func(ctx context.Context, tx *sql.Tx) error {
		if err := interruptDead(ctx, tx, story, at); err != nil {
			return err
		}
		unfinished, err := collect(ctx, tx, bindRun, "SELECT "+runColumns+` FROM runs
			WHERE story = ? AND seq > (SELECT coalesce(max(seq), 0) FROM runs WHERE story = ? AND state <> ?)
			ORDER BY seq LIMIT 1`, story, story, Interrupted)
		if err != nil {
			return err
		}
		if len(unfinished) > 0 {
			resume = unfinished[0].StartedAt
		}
		var r row
		r.plain(story, trigger, Running)
		r.time(at)
		if r.err != nil {
			return r.err
		}
		result, err := tx.ExecContext(ctx,
			"INSERT INTO runs (story, trigger, state, started_at) VALUES (?, ?, ?, ?)", r.values...)
		if err != nil {
			return err
		}
		seq, err := result.LastInsertId()
		run.ID = runID(seq)
		return err
	})
	return run, resume, err
}

// interruptDead closes the runs that a dead process left running. The caller
// holds the story's lock, so nobody else is running them.
func interruptDead(ctx context.Context, tx *sql.Tx, story string, at time.Time) error {
	dead, err := collect(ctx, tx, bindRun,
		"SELECT "+runColumns+" FROM runs WHERE story = ? AND state = ? ORDER BY seq", story, Running)
	if err != nil {
		return err
	}
	for _, run := range dead {
		seq, err := runSeq(run.ID)
		if err != nil {
			return err
		}
		fates, err := countFates(ctx, tx, story, seq)
		if err != nil {
			return err
		}
		counts, err := json.Marshal(fates)
		if err != nil {
			return err
		}
		if len(fates) == 0 {
			counts = []byte("{}")
		}
		found, err := timeText(at)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "UPDATE runs SET state = ?, error = ?, finished_at = ?, fates = ? WHERE seq = ?",
			Interrupted, "the process died; found by the next run", found, string(counts), seq)
		if err != nil {
			return err
		}
	}
	return nil
}

// FinishRun stores all of a run but what BeginRun gave it.
func (s *sqliteStore) FinishRun(ctx context.Context, run timeline.Run) error {
	op := "finish run " + run.ID
	seq, err := runSeq(run.ID)
	if err != nil {
		return s.failed(op, err)
	}
	var r row
	r.plain(run.State, run.Error)
	r.time(run.FinishedAt)
	if len(run.Fates) == 0 {
		r.plain("{}")
	} else {
		r.json(run.Fates)
	}
	r.plain(run.Events)
	r.json(run.NewEvents)
	r.json(run.Changed)
	r.json(run.Sources)
	r.plain(seq)
	return s.exec(ctx, op, `UPDATE runs SET state = ?, error = ?, finished_at = ?, fates = ?, events = ?,
		new_events = ?, changed = ?, sources = ? WHERE seq = ?`, &r)
}

// Runs lists runs, newest first.
func (s *sqliteStore) Runs(ctx context.Context, story string, limit int) ([]timeline.Run, error) {
	if limit <= 0 {
		limit = -1 // SQLite's "all"
	}
	all, err := collect(ctx, s.read, bindRun, fmt.Sprintf(
		"SELECT %s FROM runs WHERE ? IN ('', story) ORDER BY seq DESC LIMIT %d", runColumns, limit), story)
	return all, s.failed("read runs", err)
}
