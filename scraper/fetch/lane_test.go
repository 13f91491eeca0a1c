package fetch

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"dateline/scraper"
)

// The pace is from request to request. The host has heard one of them by the
// end of its answer; a twentieth more is enough where that takes long.
func TestPaceIsFromRequestToRequest(t *testing.T) {
	for _, test := range []struct{ answer, gap time.Duration }{
		{0, time.Second},
		{20 * time.Millisecond, 1020 * time.Millisecond},
		{400 * time.Millisecond, time.Second + maxSlack},
	} {
		clock := newClock()
		s := newSite(t, clock, map[string]http.HandlerFunc{"/a": func(http.ResponseWriter, *http.Request) { clock.advance(test.answer) }})
		c := testClient(t, clock, Options{})
		for range 4 {
			mustGet(t, c, s.URL+"/a")
		}
		for i, gap := range s.gaps() {
			if gap != test.gap {
				t.Errorf("%v before request %d, want %v", gap, i+1, test.gap)
			}
		}
	}
}

// A Crawl-delay counts from when the host has surely heard the last request.
func TestCrawlDelayCountsFromTheAnswer(t *testing.T) {
	clock := newClock()
	s := newSite(t, clock, map[string]http.HandlerFunc{
		"/robots.txt": text("User-agent: *\nCrawl-delay: 1\n"),
		"/a":          func(http.ResponseWriter, *http.Request) { clock.advance(400 * time.Millisecond) },
	})
	c := testClient(t, clock, Options{})
	mustGet(t, c, s.URL+"/a")
	mustGet(t, c, s.URL+"/a")
	v := s.visits()
	if gap := v[2].at.Sub(v[1].at); gap != 1400*time.Millisecond {
		t.Errorf("%v between the requests", gap)
	}
}

func TestOneRequestAtATimeOnAHost(t *testing.T) {
	clock := newClock()
	var flying, most, total atomic.Int32
	s := newSite(t, clock, map[string]http.HandlerFunc{"/a": func(http.ResponseWriter, *http.Request) {
		most.Store(max(most.Load(), flying.Add(1)))
		total.Add(1)
		flying.Add(-1)
	}})
	c := testClient(t, clock, Options{})
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			if _, err := c.Get(context.Background(), s.URL+"/a"); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if most.Load() != 1 || total.Load() != 20 {
		t.Errorf("%d of %d at once", most.Load(), total.Load())
	}
}

// Each of two hosts answers only when the other has been asked too: they can
// only be served side by side.
func TestHostsAreServedSideBySide(t *testing.T) {
	clock := newClock()
	meet := make(chan struct{})
	page := map[string]http.HandlerFunc{"/a": func(_ http.ResponseWriter, r *http.Request) {
		select {
		case meet <- struct{}{}:
		case <-meet:
		case <-r.Context().Done():
		}
	}}
	one, two := newSiteAt(t, clock, "127.0.1.1:0", page), newSiteAt(t, clock, "127.0.1.2:0", page)
	c := testClient(t, clock, Options{})
	var wg sync.WaitGroup
	for _, s := range []*site{one, two} {
		wg.Go(func() {
			if _, err := c.Get(context.Background(), s.URL+"/a"); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

// In a bubble of synctest the real timers run on a clock that waits for nobody.
func TestLanesOnTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := Options{Pace: time.Second}.withDefaults()
		lanes := newLanes(o, sleep, newStats())
		var mu sync.Mutex
		starts := map[string][]time.Duration{}
		began := time.Now()
		chain := &inLane{lanes: lanes, next: roundTrip(func(req *http.Request) (*http.Response, error) {
			mu.Lock()
			starts[req.URL.Host] = append(starts[req.URL.Host], time.Since(began))
			mu.Unlock()
			time.Sleep(300 * time.Millisecond)
			return answered(http.StatusOK), nil
		})}
		var wg sync.WaitGroup
		for i := range 10 {
			req, _ := http.NewRequest(http.MethodGet, fmt.Sprintf("http://paper%d.example/", i%2), nil)
			wg.Go(func() {
				if err := send(chain, req); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		for host, times := range starts {
			for i, at := range times {
				if at != time.Duration(i)*(time.Second+maxSlack) {
					t.Errorf("%s: request %d began after %v", host, i, at)
				}
			}
		}
	})
}

type roundTrip func(*http.Request) (*http.Response, error)

func send(chain http.RoundTripper, req *http.Request) error {
	resp, err := chain.RoundTrip(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func answered(code int) *http.Response {
	return &http.Response{StatusCode: code, Header: http.Header{}, Body: http.NoBody}
}

func (f roundTrip) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

func TestAllWaitsEndWithTheContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := Options{Pace: time.Hour}.withDefaults()
		lanes := newLanes(o, sleep, newStats())
		chain := &inLane{lanes: lanes, next: roundTrip(func(*http.Request) (*http.Response, error) {
			return answered(http.StatusOK), nil
		})}
		began := time.Now()
		ctx, cancel := context.WithCancel(context.Background())
		errs := make(chan error, 3)
		for range 3 { // one passes, one waits for the pace, one for the slot
			req, _ := http.NewRequestWithContext(ctx, http.MethodGet, "http://paper.example/", nil)
			go func() { errs <- send(chain, req) }()
		}
		synctest.Wait()
		cancel()
		if err := <-errs; err != nil {
			t.Error(err)
		}
		for range 2 {
			wantFate(t, <-errs, scraper.Cancelled)
		}
		if waited := time.Since(began); waited != 0 {
			t.Errorf("waited %v after the end", waited)
		}
		// The lane has been left in order, and still keeps the pace.
		req, _ := http.NewRequest(http.MethodGet, "http://paper.example/", nil)
		if err := send(chain, req); err != nil || time.Since(began) != time.Hour {
			t.Errorf("%v after %v", err, time.Since(began))
		}
	})
}

func TestCancelledInFlight(t *testing.T) {
	clock := newClock()
	asked := make(chan struct{})
	s := newSite(t, clock, map[string]http.HandlerFunc{"/a": func(_ http.ResponseWriter, r *http.Request) {
		close(asked)
		<-r.Context().Done()
	}})
	c := testClient(t, clock, Options{})
	ctx, cancel := context.WithCancelCause(context.Background())
	go func() { <-asked; cancel(fmt.Errorf("SIGTERM")) }()
	_, err := c.Get(ctx, s.URL+"/a")
	if e := refusal(t, err, scraper.Cancelled); e.Detail != "stopped: SIGTERM" {
		t.Errorf("detail %q", e.Detail)
	}
}

func TestHostKey(t *testing.T) {
	for raw, want := range map[string]string{
		"http://Paper.Example/a": "paper.example", "https://paper.example./": "paper.example", "http://paper.example:80": "paper.example",
		"https://paper.example:443": "paper.example", "http://paper.example:8600": "paper.example:8600", "http://127.0.1.3:8600": "127.0.1.3:8600",
		"http://[2001:db8::1]:8600/": "[2001:db8::1]:8600", "https://[2001:DB8::1]/": "2001:db8::1",
	} {
		u, err := url.Parse(raw)
		if err != nil {
			t.Fatal(err)
		}
		if got := hostKey(u); got != want {
			t.Errorf("%s: %s, want %s", raw, got, want)
		}
	}
}

// A frozen clock, as some callers have one, must not make the waits grow.
func TestFrozenClock(t *testing.T) {
	frozen := newClock().now()
	var slept []time.Duration
	o := Options{Now: func() time.Time { return frozen }}.withDefaults()
	lanes := newLanes(o, func(_ context.Context, d time.Duration) error { slept = append(slept, d); return nil }, newStats())
	code := 429
	chain := &inLane{lanes: lanes, next: roundTrip(func(*http.Request) (*http.Response, error) {
		resp := answered(code)
		resp.Header.Set("Retry-After", "5")
		return resp, nil
	})}
	req, _ := http.NewRequest(http.MethodGet, "http://paper.example/", nil)
	for range 4 {
		if err := send(chain, req); err != nil {
			t.Fatal(err)
		}
		code = 200
	}
	if got, want := fmt.Sprint(slept), "[5s 2s 1.71875s]"; got != want {
		t.Errorf("slept %s, want %s", got, want)
	}
}

func BenchmarkLane(b *testing.B) {
	o := Options{Pace: -1}.withDefaults()
	chain := &inLane{lanes: newLanes(o, sleep, newStats()), next: roundTrip(func(*http.Request) (*http.Response, error) {
		return answered(http.StatusOK), nil
	})}
	b.RunParallel(func(pb *testing.PB) {
		req, _ := http.NewRequest(http.MethodGet, "http://paper.example/", nil)
		for pb.Next() {
			if err := send(chain, req); err != nil {
				b.Error(err)
			}
		}
	})
}

// BenchmarkChain is a request through the whole chain and over loopback, and
// BenchmarkBare one without any of it.
func BenchmarkChain(b *testing.B) {
	server := benchServer(b)
	c := New(Options{AllowPrivate: true, Pace: -1, MaxPerHost: -1})
	defer c.Close()
	for b.Loop() {
		if _, err := c.Get(context.Background(), server); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBare(b *testing.B) {
	server := benchServer(b)
	client := &http.Client{Transport: &http.Transport{DisableCompression: true}}
	defer client.CloseIdleConnections()
	for b.Loop() {
		resp, err := client.Get(server)
		if err != nil {
			b.Fatal(err)
		}
		drain(b, resp)
	}
}
