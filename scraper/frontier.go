package scraper

import (
	"context"
	"time"
)

// Frontier is where a store keeps which addresses a story's runs have met, and
// which of them are still to be asked for: a run that is killed loses nothing,
// for the next one goes on from it. Implementations are safe for concurrent
// use, and each call is atomic: done wholly or not at all, also when the
// process is killed.
type Frontier interface {
	// Addresses lists those of a story that are not Done, and those that
	// answered that they will not give a page (Fate is set), by key.
	Addresses(ctx context.Context, story string) ([]Address, error)
	// Await notes addresses that are to be asked for in a run, whatever their
	// state was. Of those known already the URL and the Task are new; what came
	// of earlier requests stays.
	Await(ctx context.Context, story, run string, all []Address) error
	// Claim takes a Waiting address, so that nobody else does, and counts the
	// attempt. It returns what is known of it; no Attempts: the address is not
	// Waiting, and the caller must leave it alone.
	Claim(ctx context.Context, story, run, key string) (Address, error)
	// Settle makes an address Done, with all but its URL as given. One that is
	// given as Waiting goes on to wait, by the Task that it has.
	Settle(ctx context.Context, story, run string, a Address) error
}

// Address is one address of a story's frontier, and what came of asking for it.
type Address struct {
	Key      string // the form by which its page is known: see Article.URL
	URL      string // to ask for
	State    AddressState
	Attempts int       // requests since a page came, or since it was met
	Due      time.Time // not to be asked for before, UTC; zero: at any time
	Stated   time.Time // the part of Due that its host asked for itself; zero: none
	Fate     Fate      // why it gives no page; empty: it gave one, failed in passing, or was not asked
	Status   int       // HTTP status with Fate; 0: none
	Reason   string    // Fate in words, for people; without one, why it is not due before
	At       time.Time // when it was settled last, UTC; zero: never
	Task     string    // how it was met, as the scraper notes it for itself; empty when Done
	Past     Past      // what came of earlier requests
}

// Past is what earlier requests for an address brought, as far as it tells when
// to ask again. The zero Past is that of an address which gave nothing yet.
type Past struct {
	Asked   time.Time     // when it was asked for last and gave something, UTC
	Changed time.Time     // when what it gives is known to have changed last, UTC
	Usually time.Duration // from one change to the next, smoothed; 0: not known
	Print   string        // of what it gave
	Told    time.Time     // the last change that lists had told of by then; zero: none
}

// AddressState is how far a run has come with an address.
type AddressState string

// The states of an address. What is Claimed when no run is under way was being
// asked for when its run died.
const (
	Waiting AddressState = "waiting"
	Claimed AddressState = "claimed"
	Done    AddressState = "done"
)
