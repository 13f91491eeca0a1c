package crawl

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline/scraper"
)

// shelf is a frontier in memory.
type shelf struct {
	mu  sync.Mutex
	all map[string]scraper.Address
}

func newShelf() *shelf { return &shelf{all: map[string]scraper.Address{}} }

func (s *shelf) Addresses(context.Context, string) ([]scraper.Address, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []scraper.Address
	for _, key := range slices.Sorted(maps.Keys(s.all)) {
		if a := s.all[key]; a.State != scraper.Done || a.Fate != "" {
			out = append(out, a)
		}
	}
	return out, nil
}

func (s *shelf) Await(_ context.Context, _, _ string, all []scraper.Address) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, a := range all {
		known := s.all[a.Key]
		known.Key, known.URL, known.Task, known.State = a.Key, a.URL, a.Task, scraper.Waiting
		s.all[a.Key] = known
	}
	return nil
}

func (s *shelf) Claim(_ context.Context, _, _, key string) (scraper.Address, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a := s.all[key]
	if a.State != scraper.Waiting {
		return scraper.Address{}, nil
	}
	a.State, a.Attempts = scraper.Claimed, a.Attempts+1
	s.all[key] = a
	return a, nil
}

func (s *shelf) Settle(_ context.Context, _, _ string, a scraper.Address) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	known := s.all[a.Key]
	a.URL, a.Task = known.URL, ""
	if a.State == scraper.Waiting {
		a.Task = known.Task
	} else {
		a.State = scraper.Done
	}
	s.all[a.Key] = a
	return nil
}

// open lists what is not done, by key.
func (s *shelf) open() []string {
	var out []string
	for key, a := range s.all {
		if a.State != scraper.Done {
			out = append(out, key)
		}
	}
	slices.Sort(out)
	return out
}

// A run that was stopped leaves in the frontier what it had not done, and the
// next one does it, also what no source names any more.
func TestNextRunGoesOnFromTheFrontier(t *testing.T) {
	reports := []report{onStory("/2025/10/14/a.html", 1), onStory("/2025/10/14/b.html", 2), onStory("/2025/10/14/c.html", 3)}
	items := rss([3]string{"https://paper.example/2025/10/14/a.html", "a", ""},
		[3]string{"https://paper.example/2025/10/14/b.html", "b", ""}, [3]string{"https://paper.example/2025/10/14/c.html", "c", ""})
	pages := map[string]string{"/feed": items}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	w := newWeb(map[string]http.Handler{"paper.example": http.HandlerFunc(func(rw http.ResponseWriter, q *http.Request) {
		if q.URL.Path == "/2025/10/14/b.html" && ctx.Err() == nil {
			stop()
			panic(http.ErrAbortHandler)
		}
		paper(reports, pages).ServeHTTP(rw, q)
	})})
	m, s := newMemory(), newShelf()
	o := Options{Archive: m, Frontier: s, Now: func() time.Time { return testNow }}
	if _, err := gatherWith(ctx, petro(feed("https://paper.example/feed")), "R-1", w, o); err == nil {
		t.Fatal("the first run was not stopped")
	}
	sameStrings(t, "left undone", s.open(), []string{"https://paper.example/2025/10/14/b.html", "https://paper.example/2025/10/14/c.html"})

	pages["/feed"] = rss()
	o.Resume = testNow
	_, err := gatherWith(t.Context(), petro(feed("https://paper.example/feed")), "R-2", w, o)
	if err != nil {
		t.Fatal(err)
	}
	sameStrings(t, "kept", m.kept(), []string{"https://paper.example/2025/10/14/a.html", "https://paper.example/2025/10/14/b.html", "https://paper.example/2025/10/14/c.html"})
	sameStrings(t, "left undone after the second run", s.open(), nil)
}

// What belongs to a source that is not followed any more is not asked for.
func TestForgottenSource(t *testing.T) {
	s := newShelf()
	left := &task{url: "https://other.example/a", key: "https://other.example/a"}
	s.all[left.key] = scraper.Address{Key: left.key, URL: left.url, State: scraper.Waiting, Task: left.notation("feed https://other.example/feed")}
	w := newWeb(map[string]http.Handler{"paper.example": paper(nil, map[string]string{"/feed": rss()})})
	if _, err := gatherWith(t.Context(), petro(feed("https://paper.example/feed")), "R-1", w, Options{Archive: newMemory(), Frontier: s}); err != nil {
		t.Fatal(err)
	}
	sameStrings(t, "left undone", s.open(), nil)
	if n := w.asked("https://other.example"); n > 0 {
		t.Errorf("asked for %d times", n)
	}
}

// A page that is gone is not asked for again in the run that goes on, nor until
// it is due; each time it is in vain the wait doubles. What a person named is
// asked for by every run.
func TestRefusalsHold(t *testing.T) {
	const gone, named = "https://paper.example/2025/10/14/gone.html", "https://paper.example/2025/10/14/named.html"
	reports := []report{onStory("/2025/10/14/a.html", 1)}
	w := newWeb(map[string]http.Handler{"paper.example": paper(reports, map[string]string{
		"/feed": rss([3]string{"https://paper.example/2025/10/14/a.html", "a", ""}, [3]string{gone, "gone", ""}),
	})})
	story := petro(feed("https://paper.example/feed"), pageAt(named))
	m, s := newMemory(), newShelf()
	now := testNow
	asked := map[string]int{}
	for n, step := range []struct {
		after       time.Duration
		resumes     bool
		gone, named int // requests
	}{
		{0, false, 1, 1},
		{time.Minute, true, 0, 0}, // goes on from the first
		{time.Minute, false, 0, 1},
		{14 * time.Minute, false, 1, 1},
		{16 * time.Minute, false, 0, 1},
		{16 * time.Minute, false, 1, 1},
	} {
		now = now.Add(step.after)
		var resume time.Time
		if step.resumes {
			resume = testNow
		}
		_, err := gatherWith(t.Context(), story, "R-1", w, Options{Archive: m, Frontier: s, Resume: resume, Now: func() time.Time { return now }})
		if err != nil {
			t.Fatal(err)
		}
		for url, want := range map[string]int{gone: step.gone, named: step.named} {
			if got := w.asked(url) - asked[url]; got != want {
				t.Errorf("run %d asked for %s %d times, want %d", n+1, url, got, want)
			}
			asked[url] = w.asked(url)
			if o := m.outcomes[url]; o.Fate != scraper.Gone || o.Status != 404 {
				t.Errorf("after run %d, %s is %s %d", n+1, url, o.Fate, o.Status)
			}
		}
	}
	if o := m.outcomes[gone]; strings.Contains(o.Detail, "asked again") {
		t.Errorf("a page that was asked for tells %q", o.Detail)
	}
}

func TestRestAfter(t *testing.T) {
	for attempts, want := range map[int]time.Duration{
		0: 15 * time.Minute, 1: 15 * time.Minute, 2: 30 * time.Minute, 4: 2 * time.Hour, 10: 128 * time.Hour, 11: 168 * time.Hour, 1_000_000: 168 * time.Hour,
	} {
		if got := restAfter(attempts); got != want {
			t.Errorf("after %d attempts: %s, want %s", attempts, got, want)
		}
	}
}

func TestNotation(t *testing.T) {
	want := task{
		url: "https://paper.example/amp/a", kind: kindArticle, rank: rankHinted, from: "https://paper.example/feed", depth: 2, hops: 1,
		title: "Petro answers", seed: true, mayList: true, changed: testNow, archive: true,
		hints: []scraper.DateRead{{Rung: "feed", Words: "Tue, 14 Oct 2025", Time: testNow}},
	}
	met := want
	met.url, met.met = "https://paper.example/a", want.url
	got, source, err := taskOf(scraper.Address{URL: met.url, Task: met.notation("feed x")})
	if err != nil || source != "feed x" {
		t.Fatal(source, err)
	}
	if a, b := got.notation(""), want.notation(""); a != b || got.url != want.url {
		t.Errorf("read back as %s %s, want %s", got.url, a, b)
	}
	odd := task{hints: []scraper.DateRead{{Time: time.Date(20251, 1, 1, 0, 0, 0, 0, time.UTC)}}, title: "Petro"}
	if back, _, err := taskOf(scraper.Address{Task: odd.notation("")}); err != nil || back.title != "Petro" {
		t.Errorf("a task with a year that cannot be written: %+v, %v", back, err)
	}
	if _, _, err := taskOf(scraper.Address{Task: "no notation"}); err == nil {
		t.Error("what is no notation was read")
	}
}
