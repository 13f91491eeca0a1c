package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// FileName is the name of the SQLite file in the data folder.
const FileName = "dateline.db"

// readers is the number of connections that read beside the writer: enough for
// the web page, the metrics and a run at once.
const readers = 4

//go:embed migrations/*.sql
var migrations embed.FS

// sqliteStore is a Store in one SQLite file. Writes go through one connection,
// so that they queue here and not as SQLITE_BUSY; reads have their own, which
// the write-ahead log keeps out of each other's way.
type sqliteStore struct {
	path   string
	write  *sql.DB
	read   *sql.DB
	writer *writer
	often  map[string]*sql.Stmt // by text
	locks  locks
}

func openSQLite(ctx context.Context, dataDir string) (Store, error) {
	if err := os.MkdirAll(dataDir, 0o755); err != nil {
		return nil, failed("make data folder", dataDir, err)
	}
	s := &sqliteStore{
		path:  filepath.Join(dataDir, FileName),
		locks: locks{dir: filepath.Join(dataDir, "locks")},
	}
	// Two processes that meet a new file would both create its tables.
	release, err := s.locks.wait(ctx, "migrate")
	if err != nil {
		return nil, err
	}
	defer release()
	if s.write, err = connect(s.path, 1, "_txlock=immediate"); err != nil {
		return nil, s.failed("open", err)
	}
	if s.read, err = connect(s.path, readers, "_pragma=query_only(1)"); err != nil {
		return nil, errors.Join(s.failed("open", err), s.Close())
	}
	if err := s.migrate(ctx); err != nil {
		return nil, errors.Join(s.failed("bring tables up to date", err), s.Close())
	}
	s.writer = newWriter(s.write)
	if err := s.prepare(ctx); err != nil {
		return nil, errors.Join(s.failed("prepare statements", err), s.Close())
	}
	return s, nil
}

// prepare parses the statements that every page needs, once: parsing one takes
// longer than running it.
func (s *sqliteStore) prepare(ctx context.Context) (err error) {
	s.often = map[string]*sql.Stmt{}
	for db, statements := range map[*sql.DB][]string{
		s.read:  {readCapture, readRecord},
		s.write: {saveCapture, lastChain, insertRecord, readArticle, keepArticle, withdrawArticle, recordOutcome, awaitAddress, claimAddress, settleAddress, spendRequest},
	} {
		for _, statement := range statements {
			if s.often[statement], err = db.PrepareContext(ctx, statement); err != nil {
				return err
			}
		}
	}
	return nil
}

// connect opens a pool of connections to a SQLite file. In WAL mode with
// synchronous=NORMAL a killed process loses no commit; a power cut may lose
// the last ones, never the file. The log is emptied every 16 MB rather than the
// usual 4, since pages that change often are then copied to the file less often.
func connect(path string, connections int, option string) (*sql.DB, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	dsn := url.URL{Scheme: "file", Path: filepath.ToSlash(abs)}
	db, err := sql.Open("sqlite", dsn.String()+
		"?_pragma=busy_timeout(30000)&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_pragma=wal_autocheckpoint(4000)&_pragma=foreign_keys(1)&"+option)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

func (s *sqliteStore) migrate(ctx context.Context) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, s.write, files, goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return err
	}
	current, newest, err := provider.GetVersions(ctx)
	if err != nil {
		return err
	}
	if current > newest {
		return fmt.Errorf("its tables are of version %d, made by a newer dateline; this one knows up to %d: use the newer program, or another data_dir", current, newest)
	}
	_, err = provider.Up(ctx)
	return err
}

// Ping fails when the file cannot be read.
func (s *sqliteStore) Ping(ctx context.Context) error {
	var n int
	err := s.read.QueryRowContext(ctx, "SELECT count(*) FROM timelines").Scan(&n)
	return s.failed("read", err)
}

// Close closes all connections.
func (s *sqliteStore) Close() error {
	var err error
	for _, db := range []*sql.DB{s.read, s.write} { // the writer last: it empties the write-ahead log
		if db != nil {
			err = errors.Join(err, db.Close())
		}
	}
	return s.failed("close", err)
}

// Lock reserves a story for one run.
func (s *sqliteStore) Lock(_ context.Context, story string) (func(), error) {
	return s.locks.try(storyLock + story)
}

// storyLock keeps the locks of stories apart from the store's own.
const storyLock = "story-"

func (s *sqliteStore) failed(op string, err error) error { return failed(op, s.path, err) }

// exec runs one statement that writes.
func (s *sqliteStore) exec(ctx context.Context, op, statement string, r *row) error {
	return s.inTx(ctx, op, func(ctx context.Context, tx *sql.Tx) error { return s.execTx(ctx, tx, statement, r) })
}

// execTx runs one statement in a transaction.
func (s *sqliteStore) execTx(ctx context.Context, tx *sql.Tx, statement string, r *row) error {
	if r.err != nil {
		return r.err
	}
	if prepared := s.often[statement]; prepared != nil {
		_, err := tx.StmtContext(ctx, prepared).ExecContext(ctx, r.values...)
		return err
	}
	_, err := tx.ExecContext(ctx, statement, r.values...)
	return err
}

// inTx runs f in a write transaction: wholly or not at all. f may be run twice.
func (s *sqliteStore) inTx(ctx context.Context, op string, f func(context.Context, *sql.Tx) error) error {
	return s.failed(op, s.writer.do(ctx, f))
}

// querier is what reads: a pool, or a transaction for several reads of one moment.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// collect reads all rows of a query; bind names the targets of one row.
func collect[T any](ctx context.Context, q querier, bind func(*scan, *T), query string, args ...any) ([]T, error) {
	var all []T
	err := every(ctx, q, bind, func(one T) error {
		all = append(all, one)
		return nil
	}, query, args...)
	return all, err
}

// every calls each with the rows of a query, one after the other.
func every[T any](ctx context.Context, q querier, bind func(*scan, *T), each func(T) error, query string, args ...any) error {
	found, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		var one T
		var sc scan
		bind(&sc, &one)
		if err := sc.from(found); err != nil {
			return err
		}
		if err := each(one); err != nil {
			return err
		}
	}
	return found.Err()
}
