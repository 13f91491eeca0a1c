package crawl

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"dateline/scraper"
	"dateline/scraper/fetch"
)

// A page that will not be had is left alone for some time, each time twice as
// long. The first time is short: feeds name reports that are not up yet.
const (
	firstRest   = 15 * time.Minute
	longestRest = 7 * 24 * time.Hour
)

// A book keeps the frontier in the archive. Tasks are written together, and
// before any of them is worked on.
type book struct {
	store      scraper.Frontier
	story, run string

	known map[string]scraper.Address // what earlier runs left undone, or were refused; read only

	mu      sync.Mutex
	unsaved []scraper.Address

	saving sync.Mutex // held while unsaved is written
}

func openBook(ctx context.Context, store scraper.Frontier, story, run string) (*book, error) {
	b := &book{store: store, story: story, run: run, known: map[string]scraper.Address{}}
	all, err := store.Addresses(ctx, story)
	for _, a := range all {
		b.known[a.Key] = a
	}
	return b, err
}

// note takes down a task, to be written by the next save.
func (b *book) note(t *task, source string) {
	a := scraper.Address{Key: t.key, URL: t.url, Task: t.notation(source)}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.unsaved = append(b.unsaved, a)
}

// save writes what was noted. When it returns, that holds also of what another
// goroutine was writing.
func (b *book) save(ctx context.Context) error {
	b.saving.Lock()
	defer b.saving.Unlock()
	b.mu.Lock()
	all := b.unsaved
	b.unsaved = nil
	b.mu.Unlock()
	if len(all) == 0 {
		return nil
	}
	return b.store.Await(ctx, b.story, b.run, all)
}

// claim takes a task's address before it is asked for.
func (b *book) claim(ctx context.Context, t *task) (ours bool, err error) {
	if err := b.save(ctx); err != nil {
		return false, err
	}
	t.row, err = b.store.Claim(ctx, b.story, b.run, t.key)
	return t.row.Attempts > 0, err
}

// settle notes how a task ended.
func (b *book) settle(ctx context.Context, a scraper.Address) error {
	if err := b.save(ctx); err != nil {
		return err
	}
	return b.store.Settle(ctx, b.story, b.run, a)
}

// settled is the address of a task that ended.
func (g *gather) settled(t *task) scraper.Address {
	a := scraper.Address{Key: t.key, State: scraper.Done, At: g.Now().UTC(), Past: t.row.Past}
	switch {
	case t.rested:
		a = g.book.known[t.key]
		if a.State = scraper.Done; a.Fate == scraper.Deferred {
			a.State = scraper.Waiting
		}
	case t.twin != "": // another run may come to it before its twin, and need not ask either
		a.Fate, a.Reason, a.Past.Print = scraper.Duplicate, "its outlet's report of this headline and day was read already", t.twin
		if a.Due = g.book.known[t.key].Due; !g.Now().Before(a.Due) {
			a.Due = a.At.Add(mostPageRest)
		}
	case t.refusal == nil:
		g.plan(t, &a)
	case t.refusal.Fate == scraper.Deferred:
		a.State, a.Due, a.Fate, a.Reason = scraper.Waiting, t.until, t.refusal.Fate, t.refusal.Detail
	case lasts(t.refusal.Fate):
		a.Attempts, a.Fate, a.Status, a.Reason = t.row.Attempts, t.refusal.Fate, t.refusal.Status, t.refusal.Detail
		a.Due = a.At.Add(restAfter(t.row.Attempts))
	default: // it may do better the next time
		a.Attempts = t.row.Attempts
	}
	return a
}

// lasts reports whether a fate is the host's last word for a while, as against
// one that the next run may find otherwise.
func lasts(f scraper.Fate) bool {
	switch f {
	case scraper.Gone, scraper.ClientError, scraper.Paywall, scraper.Blocked, scraper.TooLarge, scraper.RedirectLoop:
		return true
	}
	return false
}

// restAfter is how long an address is left alone after some attempts in vain.
func restAfter(attempts int) time.Duration {
	rest := firstRest
	for i := 1; i < attempts && rest < longestRest; i++ {
		rest *= 2
	}
	return min(rest, longestRest)
}

// refused says what an earlier request came to, where it need not be made
// again: in the run that this one goes on from, or a while ago. What the
// configuration names is asked anew by every run, since a person may have
// mended it.
func (g *gather) refused(t *task) (scraper.Outcome, bool) {
	a, ok := g.book.known[t.key]
	if !ok || a.Fate == "" || a.Fate == scraper.Duplicate {
		return scraper.Outcome{}, false
	}
	o := scraper.Outcome{Fate: a.Fate, Status: a.Status, Detail: a.Reason}
	if !g.Resume.IsZero() && !a.At.Before(g.Resume) {
		return o, true
	}
	if g.Fresh || t.rank <= rankSource || !g.Now().Before(a.Due) {
		return o, false
	}
	o.Detail = fmt.Sprintf("%s; so it was at %s, and it is asked again from %s on", o.Detail, a.At.Format(time.RFC3339), a.Due.Format(time.RFC3339))
	return o, true
}

// claimed claims a task's address and asks for it. A refusal that still holds is
// the answer too.
func (g *gather) claimed(t *task) error {
	if o, ok := g.refused(t); ok {
		t.rested = true
		return &fetch.Error{Fate: o.Fate, URL: t.url, Status: o.Status, Detail: o.Detail}
	}
	ours, err := g.book.claim(g.lasting, t)
	switch {
	case err != nil:
		return fmt.Errorf("claim %s: %w: %w", t.url, fetch.ErrArchive, err)
	case !ours:
		return &fetch.Error{Fate: scraper.Duplicate, URL: t.url, Detail: "another process asks for it"}
	}
	t.askedAt = g.Now()
	t.since, t.why = g.rests(t)
	return nil
}

// settleTask notes in the frontier how a task ended. What was cut short by the
// end of the run, or waits again under another address, has not ended.
func (g *gather) settleTask(ctx context.Context, t *task) {
	if t.again || ctx.Err() != nil {
		return
	}
	a := g.settled(t)
	g.tellDue(t, a)
	if err := g.book.settle(g.lasting, a); err != nil {
		g.cancel(fmt.Errorf("crawl: settle %s: %w", t.url, err))
	}
}

// tellDue tells in its source's result when a list that the configuration names
// is due again: of several the first.
func (g *gather) tellDue(t *task, a scraper.Address) {
	if t.source == noSource || t.rank != rankSource || t.from != "" || a.Due.IsZero() || t.refusal != nil {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if r := &g.results[t.source]; r.Due.IsZero() || a.Due.Before(r.Due) {
		r.Due, r.Why = a.Due, a.Reason
	}
}

// resting says in an outcome why a list was read from our copy; empty: it was
// asked for.
func (t *task) resting() string {
	if t.since.IsZero() {
		return ""
	}
	return "; " + t.why
}

// takeUp queues what earlier runs left undone and this one has not met: a
// source may have named it then that does not name it now.
func (g *gather) takeUp(ctx context.Context) {
	sources := map[string]int{g.sourceName(noSource): noSource}
	for i := range g.story.Sources {
		sources[g.sourceName(i)] = i
	}
	for _, key := range slices.Sorted(maps.Keys(g.book.known)) {
		a := g.book.known[key]
		if a.State == scraper.Done || g.frontier.known(key) {
			continue
		}
		t, source, err := taskOf(a)
		i, followed := sources[source]
		if err != nil || !followed {
			a.State, a.Reason = scraper.Done, "its source is not followed any more"
			if err := g.book.store.Settle(g.lasting, g.story.Name, g.run, a); err != nil {
				g.cancel(fmt.Errorf("crawl: settle %s: %w", a.URL, err))
			}
			continue
		}
		t.source = i
		g.add(ctx, t)
	}
}

// forgetful is the frontier of a crawl that nobody goes on from.
type forgetful struct{}

func (forgetful) Addresses(context.Context, string) ([]scraper.Address, error)   { return nil, nil }
func (forgetful) Await(context.Context, string, string, []scraper.Address) error { return nil }
func (forgetful) Claim(context.Context, string, string, string) (scraper.Address, error) {
	return scraper.Address{Attempts: 1}, nil
}
func (forgetful) Settle(context.Context, string, string, scraper.Address) error { return nil }

// A notation is a task as it is written down.
type notation struct {
	Kind    kind               `json:"kind,omitempty"`
	Rank    rank               `json:"rank"`
	Source  string             `json:"source"`
	Met     string             `json:"met,omitempty"`
	From    string             `json:"from,omitempty"`
	Depth   int                `json:"depth,omitempty"`
	Hops    int                `json:"hops,omitempty"`
	Title   string             `json:"title,omitempty"`
	Seed    bool               `json:"seed,omitempty"`
	Hints   []scraper.DateRead `json:"hints,omitempty"`
	Changed time.Time          `json:"changed,omitzero"`
	MayList bool               `json:"mayList,omitempty"`
	Archive bool               `json:"archive,omitempty"`
}

func (t *task) notation(source string) string {
	text, err := json.Marshal(notation{
		Kind: t.kind, Rank: t.rank, Source: source, Met: t.met, From: t.from, Depth: t.depth, Hops: t.hops, Title: t.title,
		Seed: t.seed, Hints: t.hints, Changed: t.changed, MayList: t.mayList, Archive: t.archive,
	})
	if err != nil { // a year beyond 9999: what it hints at is nothing
		return (&task{kind: t.kind, rank: t.rank, met: t.met, from: t.from, depth: t.depth, hops: t.hops, title: t.title, seed: t.seed}).notation(source)
	}
	return string(text)
}

// taskOf reads the task of an address, and the name of its source.
func taskOf(a scraper.Address) (*task, string, error) {
	var n notation
	if err := json.Unmarshal([]byte(a.Task), &n); err != nil {
		return nil, "", err
	}
	t := &task{
		url: a.URL, kind: n.Kind, rank: n.Rank, from: n.From, depth: n.Depth, hops: n.Hops, title: n.Title,
		seed: n.Seed, hints: n.Hints, changed: n.Changed, mayList: n.MayList, archive: n.Archive,
	}
	if n.Met != "" {
		t.url = n.Met
	}
	return t, n.Source, nil
}
