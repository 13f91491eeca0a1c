package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"sync"
)

// A writer gathers what goroutines write at the same time into one
// transaction: a commit costs as much as several small writes. Each write is
// still done wholly or not at all, and has been committed when do returns.
type writer struct {
	db   *sql.DB
	turn chan struct{} // holds a token while a transaction is under way

	mu      sync.Mutex
	waiting []*write
}

// A write is what one caller writes. It may be run twice, when another of its
// transaction fails.
type write struct {
	ctx  context.Context
	run  func(context.Context, *sql.Tx) error
	err  error
	done chan struct{} // closed when err is known
}

func newWriter(db *sql.DB) *writer { return &writer{db: db, turn: make(chan struct{}, 1)} }

// do runs f in a transaction, together with what others wait to write. Who
// finds no transaction under way runs those of all. The context given to f is
// not cancelled: one caller's leaving must not cost the others their writes.
func (w *writer) do(ctx context.Context, f func(context.Context, *sql.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	own := &write{ctx: ctx, run: f, done: make(chan struct{})}
	w.mu.Lock()
	w.waiting = append(w.waiting, own)
	w.mu.Unlock()
	select {
	case <-own.done:
		return own.err
	case w.turn <- struct{}{}:
		w.runAll()
		<-w.turn
	case <-ctx.Done():
		if w.leave(own) {
			return ctx.Err()
		}
	}
	<-own.done
	return own.err
}

// leave takes a write back, unless it is being run.
func (w *writer) leave(own *write) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	i := slices.Index(w.waiting, own)
	if i < 0 {
		return false
	}
	w.waiting = slices.Delete(w.waiting, i, i+1)
	return true
}

// runAll runs what is waiting in one transaction, or, when any of it fails,
// each in one of its own.
func (w *writer) runAll() {
	w.mu.Lock()
	all := w.waiting
	w.waiting = nil
	w.mu.Unlock()
	if len(all) == 0 {
		return // an earlier turn ran them
	}
	err := w.commit(all...)
	for _, one := range all {
		if one.err = err; err != nil && len(all) > 1 {
			one.err = w.commit(one)
		}
		close(one.done)
	}
}

func (w *writer) commit(all ...*write) (err error) {
	ctx := context.WithoutCancel(all[0].ctx)
	tx, err := w.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("writing panicked: %v", r)
		}
		if err != nil {
			_ = tx.Rollback() // the first error tells more
		}
	}()
	for _, one := range all {
		if err := one.ctx.Err(); err != nil {
			return err
		}
		if err := one.run(ctx, tx); err != nil {
			return err
		}
	}
	return tx.Commit()
}
