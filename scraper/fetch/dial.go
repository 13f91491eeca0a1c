package fetch

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"
)

const (
	dialTimeout   = 15 * time.Second // name and connection
	tlsTimeout    = 15 * time.Second
	headerTimeout = 30 * time.Second // from the request to the first line of the answer
	maxHeader     = 256 << 10
)

// guardedTransport talks HTTP/1.1 and HTTP/2 to public addresses. It knows no
// proxy: one set in the environment would dial for us, and past the guard.
func guardedTransport(o Options) *http.Transport {
	dialer := &net.Dialer{Timeout: dialTimeout, KeepAlive: 30 * time.Second}
	if !o.AllowPrivate {
		dialer.Control = guard
	}
	dial := dialer.DialContext
	if o.Dial != nil {
		dial = o.Dial
	}
	return &http.Transport{
		DialContext:            dial,
		TLSHandshakeTimeout:    tlsTimeout,
		ResponseHeaderTimeout:  headerTimeout,
		MaxResponseHeaderBytes: maxHeader,
		DisableCompression:     true, // the decode stage does it, with caps
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           256,
		MaxIdleConnsPerHost:    1, // one request at a time
		IdleConnTimeout:        90 * time.Second,
	}
}

// blockedError is the guard's refusal of an address.
type blockedError struct {
	addr netip.Addr
	why  string
}

func (e *blockedError) Error() string {
	return fmt.Sprintf("address %s is not public: %s (set http.allow_private to reach it)", e.addr, e.why)
}

// guard looks at each address as it is dialled: after the resolver, so a name
// that changes its mind between a check and the call gains nothing.
func guard(_, address string, _ syscall.RawConn) error {
	dialled, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("dial %q: not an address", address)
	}
	if why := notPublic(dialled.Addr()); why != "" {
		return &blockedError{addr: dialled.Addr(), why: why}
	}
	return nil
}

// hostname is the host of a URL, in lower case and without a root dot.
func hostname(u *url.URL) string {
	return strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
}

// hostPort is the host of a URL with its port, given or implied.
func hostPort(u *url.URL) string {
	port := u.Port()
	switch {
	case port != "":
	case u.Scheme == "https":
		port = "443"
	default:
		port = "80"
	}
	return net.JoinHostPort(hostname(u), port)
}
