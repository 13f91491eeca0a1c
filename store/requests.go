package store

import (
	"context"
	"database/sql"
	"errors"
)

// Requests to a site are counted for this many days.
const requestDays = 7

const spendRequest = `
	INSERT INTO requests (day, site, n) SELECT ?1, ?2, 1 WHERE ?3 > 0
	ON CONFLICT (day, site) DO UPDATE SET n = n + 1 WHERE n < ?3 RETURNING n`

// Spend counts one more request to a site on a day (YYYY-MM-DD), unless there
// were most of them already: then it returns false.
func (s *sqliteStore) Spend(ctx context.Context, day, site string, most int) (ok bool, err error) {
	err = s.inTx(ctx, "count a request to "+site, func(ctx context.Context, tx *sql.Tx) error {
		var n int
		err := tx.StmtContext(ctx, s.often[spendRequest]).QueryRowContext(ctx, day, site, most).Scan(&n)
		if ok = err == nil; errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil || n > 1 {
			return err
		}
		_, err = tx.ExecContext(ctx, "DELETE FROM requests WHERE day < date(?, ? || ' days')", day, -requestDays)
		return err
	})
	return ok, err
}
