package crawl

import (
	"container/heap"
	"context"
	"net/url"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"dateline/scraper"
)

// A kind says how the answer to a task is read.
type kind int

const (
	kindArticle kind = iota
	kindListing
	kindFeed
	kindSitemap
	kindSearch
)

// A rank orders the tasks of a host: what surely matters first, then what
// leads to more, then what may matter, and lists without end last.
type rank int

const (
	rankSeed    rank = iota // seeds, and pages named in the configuration
	rankSource              // feeds, sitemaps, searches, first pages of sites
	rankHinted              // reports whose headline or address has a keyword, links in the text of the story's reports
	rankFound               // other hits of feeds and searches
	rankSection             // sections that a first page leads to
	rankPlain               // other reports
	rankPaging              // older pages of sections
	rankArchive             // lists by day, tag or author
)

// A task is one address to ask for.
type task struct {
	url    string // to ask for
	met    string // as it was met, where that differs
	key    string // canonical form, by which a page is known
	kind   kind
	rank   rank
	source int    // index of the story's source that led here; -1: seeds
	from   string // URL of the page whose links led here; empty: the source itself
	depth  int    // steps: of lists from the site's first page, of reports from one that a source named
	hops   int    // redirects from other hosts on the way
	title  string // anchor text or headline, where known
	seed   bool
	hints  []scraper.DateRead // what feeds and news sitemaps say of its publication

	changed time.Time // what a sitemap says of its last change; zero: nothing
	mayList bool      // may turn out to be a list
	file    bool      // read from a file that is no archive of a crawl
	next    bool      // the list before it names it as the next page
	archive bool      // a list by day, tag or author
	prior   []string  // of an older page of a list: keys of the reports on the page before

	still  time.Time // of an older page of a list: since when the page before has not changed; zero: it has just now
	isList bool      // it did turn out to be one

	order   int              // of arrival
	row     scraper.Address  // what the frontier knew of its address when it was claimed; no Attempts: not yet
	since   time.Time        // copies validated since are good: it is not due; zero: it is
	why     string           // it is not due
	askedAt time.Time        // when it was claimed
	look    *look            // what asking for it brought; nil: nothing
	until   time.Time        // it is refused; zero: not known
	refusal *scraper.Outcome // why the page could not be had; nil: it could
	rested  bool             // it was not asked for, since an earlier refusal still holds
	twin    string           // the report that it is about, known by its headline; empty: none
	again   bool             // it was queued anew under another address
}

// A frontier is what is left to do in a run: a lane for each host, in which
// one task at a time is worked on, best rank first. Lanes run beside each
// other, up to a bound.
type frontier struct {
	work  func(context.Context, *task)
	slots *semaphore.Weighted

	mu      sync.Mutex
	lanes   map[string]*lane
	met     map[string]bool // keys
	arrived int
	pending sync.WaitGroup // tasks waiting or worked on, and sources still being read
}

type lane struct {
	queue   taskQueue
	running bool
}

func newFrontier(parallel int64, work func(context.Context, *task)) *frontier {
	return &frontier{
		work: work, slots: semaphore.NewWeighted(parallel),
		lanes: map[string]*lane{}, met: map[string]bool{},
	}
}

// claim says whether a page is met for the first time in this run.
func (f *frontier) claim(key string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.met[key] {
		return false
	}
	f.met[key] = true
	return true
}

// known says whether a page was met.
func (f *frontier) known(key string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.met[key]
}

// push adds a task to its host's lane, and starts the lane if it rests. The
// caller has claimed its key.
func (f *frontier) push(ctx context.Context, t *task) {
	host := t.url
	if u, err := url.Parse(t.url); err == nil {
		host = u.Host
	}
	f.pending.Add(1)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.arrived++
	t.order = f.arrived
	l := f.lanes[host]
	if l == nil {
		l = &lane{}
		f.lanes[host] = l
	}
	heap.Push(&l.queue, t)
	if !l.running {
		l.running = true
		go f.drive(ctx, l)
	}
}

// drive works on a lane's tasks until none is left. A cancelled context does
// not end it: each task is still handed to work, which then only records it.
func (f *frontier) drive(ctx context.Context, l *lane) {
	for {
		f.mu.Lock()
		if len(l.queue) == 0 {
			l.running = false
			f.mu.Unlock()
			return
		}
		t := heap.Pop(&l.queue).(*task)
		f.mu.Unlock()
		held := f.slots.Acquire(ctx, 1) == nil
		f.work(ctx, t)
		if held {
			f.slots.Release(1)
		}
		f.pending.Done()
	}
}

// wait returns when all tasks are done, those included that tasks have added.
func (f *frontier) wait() { f.pending.Wait() }

// taskQueue is a heap by rank, then order of arrival.
type taskQueue []*task

func (q taskQueue) Len() int { return len(q) }
func (q taskQueue) Less(i, j int) bool {
	if q[i].rank != q[j].rank {
		return q[i].rank < q[j].rank
	}
	return q[i].order < q[j].order
}
func (q taskQueue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *taskQueue) Push(x any)   { *q = append(*q, x.(*task)) }
func (q *taskQueue) Pop() any {
	old := *q
	t := old[len(old)-1]
	old[len(old)-1] = nil
	*q = old[:len(old)-1]
	return t
}

// interval is a stretch of time, for searches.
type interval struct{ from, to time.Time }
