// Package fetch is dateline's manners on the web. Every request passes one
// chain of http.RoundTrippers, each with one job and one file; New composes
// it. What the chain declines is an *Error that names its scraper.Fate.
package fetch

import (
	"cmp"
	"context"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"dateline/scraper"
)

// productToken is our name in robots.txt and the start of our User-Agent.
const productToken = "dateline"

// Options are a Client's settings. The zero Options work.
type Options struct {
	UserAgent    string          // product and version, "dateline/1.2.0"; default "dateline/dev"
	Contact      string          // e-mail or URL a site can write to; default none, and none is claimed
	AllowPrivate bool            // reach loopback, private and special-purpose addresses too
	Pace         time.Duration   // least time from request to request on one host; negative: none; default 1s
	Timeout      time.Duration   // for one answer, from dialling to the end of its body; default 60s
	MaxBody      int64           // bytes; a decoded body that reaches it is too large; default 16 MiB
	MaxPerHost   int             // requests to one host in one run (see WithRun); negative: any number; default 2000
	MaxPerDay    int             // requests to one site on one day of UTC, by the Ledger; negative: any number; default 5000
	Ledger       Ledger          // counts them; nil: nobody does
	Archive      scraper.Archive // where answers are kept and found again; nil: nowhere
	FreshSince   time.Time       // copies validated at or after it are used without asking; zero: none. See WithRun
	Dial         DialFunc        // reaches hosts instead of the network, and answers for the address itself; nil: the network
	Now          func() time.Time
	Log          *slog.Logger // default: silent
}

// DialFunc connects to an address, as net.Dialer.DialContext does.
type DialFunc func(ctx context.Context, network, addr string) (net.Conn, error)

func (o Options) withDefaults() Options {
	o.Pace = max(cmp.Or(o.Pace, time.Second), 0)
	o.Timeout = cmp.Or(o.Timeout, time.Minute)
	o.MaxBody = cmp.Or(o.MaxBody, 16<<20)
	o.MaxPerHost = cmp.Or(o.MaxPerHost, 2000)
	o.MaxPerDay = cmp.Or(o.MaxPerDay, 5000)
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// Client fetches politely. It is safe for concurrent use; those who share it
// share its lanes, so that two stories never press one host together.
type Client struct {
	chain  http.RoundTripper
	robots *robots
	stats  *stats
	base   *http.Transport
	agent  string
	decode *decode
}

// New returns a Client. Call Close when done with it.
func New(options Options) *Client { return newClient(options.withDefaults(), sleep) }

func newClient(o Options, sleep sleeper) *Client {
	stats := newStats()
	lanes := newLanes(o, sleep, stats)
	base := guardedTransport(o)

	// From the wire outwards. Only what is inside the lane touches the network,
	// and the lane is left when the body is wholly read.
	decoding := &decode{next: base, maxBody: o.MaxBody, room: newRoom(roomSize), stats: stats}
	var wire http.RoundTripper = decoding
	wire = &deadline{next: wire, timeout: o.Timeout}
	wire = &inLane{next: wire, lanes: lanes}
	wire = &retry{next: wire, lanes: lanes, stats: stats, log: o.Log}

	// robots.txt itself needs no permission and counts against no budget.
	outer := func(chain http.RoundTripper) http.RoundTripper {
		chain = &replay{next: chain, archive: o.Archive, freshSince: o.FreshSince, now: o.Now, stats: stats}
		chain = &identity{next: chain, userAgent: userAgent(o)}
		return &redirects{next: chain}
	}
	robots := newRobots(outer(wire), lanes, o)

	chain := wire
	chain = &budget{next: chain, perHost: o.MaxPerHost, whole: newTally(), perDay: o.MaxPerDay, ledger: o.Ledger, now: o.Now}
	chain = &gate{next: chain, robots: robots}
	return &Client{chain: outer(chain), robots: robots, stats: stats, base: base, agent: userAgent(o), decode: decoding}
}

// Transport makes one request per RoundTrip under the whole policy, for an
// http.Client that follows redirects itself: each hop passes the chain. Bodies
// have been read and decoded when it returns. Cookies are neither sent nor
// passed on.
func (c *Client) Transport() http.RoundTripper { return c.chain }

// Robots is what the robots.txt of a URL's host asks of us. Where it could not
// be read, everything is disallowed and the error says why.
func (c *Client) Robots(ctx context.Context, url string) (Robots, error) {
	u, err := parseURL(url)
	if err != nil {
		return disallowed, err
	}
	return c.robots.get(ctx, u)
}

// Stats is how each host was visited so far, in order of host.
func (c *Client) Stats() []HostStats { return c.stats.all() }

// UserAgent is the header of that name as it is sent.
func (c *Client) UserAgent() string { return c.agent }

// Close drops idle connections. The Client may be used again.
func (c *Client) Close() { c.base.CloseIdleConnections() }

// userAgent is the full header: it begins with our product token, since that
// is what robots.txt groups are matched with.
func userAgent(o Options) string {
	agent := printable(cmp.Or(o.UserAgent, productToken+"/dev"))
	if !strings.HasPrefix(strings.ToLower(agent), productToken) {
		agent = productToken + " " + agent
	}
	if contact := printable(o.Contact); contact != "" {
		agent += " (+" + contact + ")"
	}
	return agent
}

// printable leaves out what a header field cannot hold.
func printable(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1
		}
		return r
	}, s))
}
