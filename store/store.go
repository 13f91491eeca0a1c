// Package store keeps what must survive: captured answers, articles, outcomes,
// runs, events with their accounts, and what people wrote beside them. SQLite in the data folder serves one
// machine; whatever else joins it must pass storetest.
package store

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"dateline/config"
	"dateline/scraper"
	"dateline/timeline"
)

// ErrLocked says that another run of the story is under way, in this process
// or in another one.
var ErrLocked = errors.New("another run of this story is under way")

// States of a run, as in timeline.Run.State.
const (
	Running     = "running"
	Done        = "done"
	Partial     = "partial" // done, but some sources failed
	Failed      = "failed"
	Interrupted = "interrupted" // cancelled or killed; the next run goes on from it
)

// Store is what dateline keeps. Every method is safe for concurrent use, each
// write is atomic, and each list has one stated order.
type Store interface {
	scraper.Archive
	scraper.Frontier

	// Lock reserves a story for one run. It fails at once with ErrLocked while
	// another holds it. The operating system releases the lock of a process
	// that dies, so there is no stale one.
	Lock(ctx context.Context, story string) (release func(), err error)

	// BeginRun stores a new run in state Running; the caller holds the story's
	// lock. Runs of the story that a dead process left running become
	// Interrupted. Resume is when the first of the unfinished runs just before
	// this one began: answers captured since then need not be asked for again.
	// It is zero when the run before this one came to its end.
	BeginRun(ctx context.Context, story, trigger string, at time.Time) (run timeline.Run, resume time.Time, err error)
	// FinishRun stores all of a run but what BeginRun gave it.
	FinishRun(ctx context.Context, run timeline.Run) error
	// Runs lists the runs of a story, newest first; of all stories when story
	// is empty. Limit 0 lists all.
	Runs(ctx context.Context, story string, limit int) ([]timeline.Run, error)
	// Fates counts the outcomes recorded in a run, each URL once, by its last
	// fate. It is exact until a later run of the story meets the same URLs;
	// FinishRun keeps the counts for good.
	Fates(ctx context.Context, story, run string) (map[scraper.Fate]int, error)

	// AddressesAt lists a story's addresses that are asked for at a URL, by key:
	// when each was asked for, and when it is due again.
	AddressesAt(ctx context.Context, story, url string) ([]scraper.Address, error)
	// Queue counts a story's addresses by how far its runs have come with them.
	Queue(ctx context.Context, story string) (map[scraper.AddressState]int, error)

	// Spend counts one more request to a site on a day (YYYY-MM-DD), of all stories
	// and processes together, unless there were most of them already: then it
	// returns false.
	Spend(ctx context.Context, day, site string, most int) (bool, error)

	// Articles lists the articles kept for a story, by URL, without those that
	// a later reading found not to belong.
	Articles(ctx context.Context, story string) ([]scraper.Article, error)
	// Outcomes lists the last outcome of every URL met for a story, by URL.
	Outcomes(ctx context.Context, story string) ([]scraper.Outcome, error)

	// SaveTimeline replaces a story's timeline in one transaction. Articles
	// must have been kept before; their origins are stored with it. Successions
	// without a run become this run's.
	SaveTimeline(ctx context.Context, run string, t timeline.Timeline) error
	// Timeline is a story's timeline as it was saved, its articles by
	// publication and URL, and the run that saved it. Of its Story only the
	// name is kept. ErrNoTimeline: none has been saved.
	Timeline(ctx context.Context, story string) (timeline.Timeline, timeline.Run, error)
	// Events are the events of a story's timeline, with their accounts, in order.
	Events(ctx context.Context, story string) ([]timeline.Event, error)
	// Successions tell where the accounts of a story's earlier events went, in
	// the order in which they were saved.
	Successions(ctx context.Context, story string) ([]timeline.Succession, error)

	// SaveNotes stores what people wrote beside events of a story, in one
	// transaction. An empty note takes away what was stored for its event.
	SaveNotes(ctx context.Context, story string, notes []timeline.Note) error
	// Notes lists what people wrote beside the events of a story, by event.
	Notes(ctx context.Context, story string) ([]timeline.Note, error)

	// Records calls each with the logged WARC records in the order in which they
	// lie in their files: all of them, or where story is not empty those of the
	// addresses its articles were read from. An error of each ends it.
	Records(ctx context.Context, story string, each func(scraper.Record) error) error
	// Places tells for the articles of a story, by URL, which record holds the
	// answer that each was read from. Those that were not archived are not in it.
	Places(ctx context.Context, story string) (map[string]scraper.Record, error)
	// Unarchived lists the articles of a story whose page was not archived, by URL.
	Unarchived(ctx context.Context, story string) ([]string, error)
	// CheckLog reads the whole log of records, counts its entries, and returns a
	// digest of them all. It fails with ErrLog where one was altered or taken out.
	CheckLog(ctx context.Context) (entries int, digest string, err error)

	// Ping fails when the store cannot be reached.
	Ping(ctx context.Context) error
	// Close waits for nothing; calls after it fail.
	Close() error
}

// ErrNoTimeline says that no run of the story has saved a timeline yet.
var ErrNoTimeline = errors.New("no timeline has been saved for this story yet")

// ErrLog says that the log of WARC records is not as it was written.
var ErrLog = errors.New("the log of records was altered")

// Open opens the store that a configuration names, makes it where there is
// none, and brings its tables up to date. The caller closes it.
func Open(ctx context.Context, cfg *config.Config) (Store, error) {
	if cfg.Database != "" {
		return nil, fmt.Errorf("database %s: this build keeps its data in SQLite only; "+
			"remove the database setting, and the data goes to %s", redact(cfg.Database), cfg.DataDir)
	}
	return openSQLite(ctx, cfg.DataDir)
}

// redact is a database URL without its password.
func redact(database string) string {
	u, err := url.Parse(database)
	if err != nil || u.Scheme == "" {
		scheme, _, _ := strings.Cut(database, ":")
		return scheme + ":…"
	}
	return u.Redacted()
}
