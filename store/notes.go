package store

import (
	"context"
	"database/sql"

	"dateline/timeline"
)

// SaveNotes stores what people wrote beside events of a story, in one
// transaction. An empty note takes away what was stored for its event.
func (s *sqliteStore) SaveNotes(ctx context.Context, story string, notes []timeline.Note) error {
	if len(notes) == 0 {
		return nil
	}
	return s.inTx(ctx, "save notes of "+story, func(ctx context.Context, tx *sql.Tx) error {
		for _, n := range notes {
			r := &row{}
			statement := "DELETE FROM notes WHERE story = ? AND event = ?"
			if r.plain(story, n.Event); !n.Empty() {
				statement = `INSERT INTO notes (story, event, status, note) VALUES (?, ?, ?, ?)
					ON CONFLICT (story, event) DO UPDATE SET status = excluded.status, note = excluded.note`
				r.plain(n.Status, n.Text)
			}
			if err := s.execTx(ctx, tx, statement, r); err != nil {
				return err
			}
		}
		return nil
	})
}

// Notes lists what people wrote beside the events of a story, by event.
func (s *sqliteStore) Notes(ctx context.Context, story string) ([]timeline.Note, error) {
	all, err := collect(ctx, s.read, func(sc *scan, n *timeline.Note) { sc.plain(&n.Event, &n.Status, &n.Text) },
		"SELECT event, status, note FROM notes WHERE story = ? ORDER BY event", story)
	return all, s.failed("read notes of "+story, err)
}
