package storetest

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dateline/scraper"
)

func frontier(t *testing.T, open Open) {
	ctx := t.Context()
	s := opened(t, open)
	run := begun(t, s, "harbour").ID
	list := func() []scraper.Address {
		t.Helper()
		all, err := s.Addresses(ctx, "harbour")
		must(t, err)
		return all
	}
	same(t, "an empty frontier", list(), []scraper.Address(nil))
	waiting := func(key string) scraper.Address {
		return scraper.Address{Key: key, URL: "https://" + key, State: scraper.Waiting, Task: `{"source":"feed"}`}
	}
	var all []scraper.Address
	for _, key := range []string{"paper.example/a", "paper.example/b", "paper.example/c"} {
		all = append(all, waiting(key))
	}
	must(t, s.Await(ctx, "harbour", run, all))
	must(t, s.Await(ctx, "harbour", run, nil))
	same(t, "what waits", list(), all)

	claim := func(s scraper.Frontier, key string, want int) {
		t.Helper()
		a, err := s.Claim(ctx, "harbour", run, key)
		must(t, err)
		same(t, "attempts at "+key, a.Attempts, want)
	}
	claim(s, "paper.example/a", 1)
	claim(s, "paper.example/a", 0)
	claim(s, "paper.example/unknown", 0)
	all[0].State, all[0].Attempts = scraper.Claimed, 1
	same(t, "with one claimed", list(), all)
	claim(again(t, open, t.Name()), "paper.example/a", 0)

	// What gave its page is done with, and what refused it is remembered.
	must(t, s.Settle(ctx, "harbour", run, scraper.Address{Key: "paper.example/a", At: noon}))
	claim(s, "paper.example/b", 1)
	gone := all[1]
	gone.State, gone.Attempts, gone.Task = scraper.Done, 1, ""
	gone.Fate, gone.Status, gone.Reason = scraper.Gone, 410, "410 Gone"
	gone.At, gone.Due = noon, noon.Add(time.Hour)
	must(t, s.Settle(ctx, "harbour", run, gone))
	same(t, "with one done and one gone", list(), []scraper.Address{gone, all[2]})

	// Met again, it waits again, and how often it was tried is not forgotten.
	must(t, s.Await(ctx, "harbour", run, []scraper.Address{waiting("paper.example/b")}))
	claim(s, "paper.example/b", 2)
	must(t, s.Settle(ctx, "harbour", run, scraper.Address{Key: "paper.example/b", At: noon}))
	same(t, "after it answered", list(), []scraper.Address{all[2]})

	queue, err := s.Queue(ctx, "harbour")
	must(t, err)
	same(t, "queue", queue, map[scraper.AddressState]int{scraper.Waiting: 1, scraper.Done: 2})
	// What was put off waits on, by the task that it has; what earlier requests
	// brought is told to who claims it, and to who asks for it by its URL.
	put := waiting("paper.example/c")
	claim(s, put.Key, 1)
	put.Due, put.Fate, put.Reason, put.At = noon.Add(12*time.Hour), scraper.Deferred, "tomorrow", noon
	put.Stated = noon.Add(time.Hour)
	put.Past = scraper.Past{Asked: noon, Changed: noon.Add(-time.Hour), Usually: 90 * time.Minute, Print: "abc", Told: noon.Add(-2 * time.Hour)}
	must(t, s.Settle(ctx, "harbour", run, put))
	same(t, "after it was put off", list(), []scraper.Address{put})
	claimed, err := s.Claim(ctx, "harbour", run, put.Key)
	must(t, err)
	put.State, put.Attempts = scraper.Claimed, 1
	same(t, "what is known of it", claimed, put)
	at, err := s.AddressesAt(ctx, "harbour", put.URL)
	must(t, err)
	same(t, "known by its URL", at, []scraper.Address{put})
	must(t, s.Await(ctx, "harbour", run, []scraper.Address{waiting(put.Key)}))

	other, err := s.Addresses(ctx, "bridge")
	must(t, err)
	same(t, "another story's frontier", other, []scraper.Address(nil))
	if _, err := s.Claim(ctx, "harbour", "no-run", "paper.example/c"); err == nil {
		t.Error("a run that does not exist claimed an address")
	}
}

// claims checks that of many who want an address, in one process or several,
// one gets it.
func claims(t *testing.T, open Open) {
	ctx := t.Context()
	s := opened(t, open)
	run := begun(t, s, "harbour").ID
	const addresses, claimers = 60, 6
	var all []scraper.Address
	for n := range addresses {
		all = append(all, scraper.Address{Key: fmt.Sprint(n), URL: fmt.Sprintf("https://paper.example/%d", n)})
	}
	must(t, s.Await(ctx, "harbour", run, all))
	var got atomic.Int64
	var wait sync.WaitGroup
	for c := range claimers {
		from := s
		if c%2 == 1 {
			from = again(t, open, t.Name())
		}
		wait.Go(func() {
			for n := range addresses {
				a, err := from.Claim(ctx, "harbour", run, fmt.Sprint((n+c*7)%addresses))
				if err != nil {
					t.Error(err)
				}
				got.Add(int64(a.Attempts))
			}
		})
	}
	wait.Wait()
	same(t, "claims", got.Load(), int64(addresses))
}

// requests checks that the requests of a day are counted, in one process or
// several, and never more than may be.
func requests(t *testing.T, open Open) {
	ctx := t.Context()
	s := opened(t, open)
	const most, claimers = 25, 6
	var got atomic.Int64
	var wait sync.WaitGroup
	for c := range claimers {
		from := s
		if c%2 == 1 {
			from = again(t, open, t.Name())
		}
		wait.Go(func() {
			for range most {
				ok, err := from.Spend(ctx, "2025-11-12", "paper.example", most)
				if err != nil {
					t.Error(err)
				}
				if ok {
					got.Add(1)
				}
			}
		})
	}
	wait.Wait()
	same(t, "requests granted", got.Load(), int64(most))
	spend := func(day, site string, most int, want bool) {
		t.Helper()
		ok, err := s.Spend(ctx, day, site, most)
		must(t, err)
		same(t, "a request to "+site+" on "+day, ok, want)
	}
	spend("2025-11-12", "other.example", 1, true)
	spend("2025-11-12", "other.example", 1, false)
	spend("2025-11-12", "none.example", 0, false)
	spend("2025-11-13", "other.example", 1, true)
	spend("2025-11-12", "other.example", 1, false)
	spend("2025-12-13", "other.example", 1, true)
	spend("2025-11-12", "other.example", 1, true) // so long ago that nobody counts
}
