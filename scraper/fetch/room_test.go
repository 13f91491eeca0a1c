package fetch

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// Large bodies of many hosts share the room, and each comes in the end; small
// ones do not wait.
func TestLargeBodiesShareTheRoom(t *testing.T) {
	const hosts, at = 6, 2
	clock := newClock()
	large, small := strings.Repeat("la nota ", smallBody/4), "la nota"
	c := testClient(t, clock, Options{MaxBody: 4 << 20, Pace: -1})
	room := newRoom(at * 4 << 20)
	setRoom(c, room)

	var mu sync.Mutex
	under, most := 0, 0
	var all sync.WaitGroup
	for n := range hosts {
		s := newSite(t, clock, map[string]http.HandlerFunc{"/large": text(large), "/small": text(small)})
		all.Go(func() {
			ctx, release := WithHold(context.Background())
			defer release()
			resp, err := c.Get(ctx, s.URL+"/large")
			if err != nil || len(resp.Body) != len(large) {
				t.Errorf("host %d: %v", n, err)
				return
			}
			mu.Lock()
			under++
			most = max(most, under)
			mu.Unlock()
			if _, err := c.Get(context.Background(), s.URL+"/small"); err != nil {
				t.Errorf("host %d, a small page: %v", n, err)
			}
			time.Sleep(50 * time.Millisecond) // the page is being read
			mu.Lock()
			under--
			mu.Unlock()
		})
	}
	all.Wait()
	if most > at {
		t.Errorf("%d large bodies at once, and there is room for %d", most, at)
	}
	if !room.free.TryAcquire(room.size) {
		t.Error("room was not given back")
	}
}

// Without a hold a body takes room only while it comes in; one that fails gives
// it back too.
func TestRoomIsGivenBack(t *testing.T) {
	clock := newClock()
	c := testClient(t, clock, Options{MaxBody: 4 << 20, Pace: -1})
	room := newRoom(4 << 20)
	setRoom(c, room)
	s := newSite(t, clock, map[string]http.HandlerFunc{
		"/large": text(strings.Repeat("x", 2<<20)), "/too-large": func(w http.ResponseWriter, _ *http.Request) {
			for range 80 {
				fmt.Fprint(w, strings.Repeat("x", 1<<16))
			}
		},
	})
	for range 2 {
		mustGet(t, c, s.URL+"/large")
		if _, err := c.Get(context.Background(), s.URL+"/too-large"); err == nil {
			t.Error("a body beyond the limit was taken")
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	room.free.TryAcquire(room.size)
	if _, err := c.Get(ctx, s.URL+"/large"); err == nil {
		t.Error("a large body came in without room")
	}
	room.free.Release(room.size)
	mustGet(t, c, s.URL+"/large")
}

// The time that an answer has does not run while it waits for room.
func TestWaitingForRoomIsNotItsHostsFault(t *testing.T) {
	w := &watch{timeout: time.Hour, timer: time.AfterFunc(time.Hour, func() {})}
	req, err := http.NewRequestWithContext(context.WithValue(t.Context(), watchKey{}, w), http.MethodGet, "https://paper.example/", nil)
	if err != nil {
		t.Fatal(err)
	}
	resume := pause(req)
	if w.timer.Stop() {
		t.Error("the time ran on")
	}
	resume()
	if !w.timer.Stop() {
		t.Error("the time does not run again")
	}
	pause(req)() // whose time is up already
	if w.timer.Stop() {
		t.Error("time that was up began anew")
	}
}

// setRoom replaces the room of a client.
func setRoom(c *Client, r *room) { c.decode.room = r }
