package fetch

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"syscall"
	"testing"

	"dateline/scraper"
)

func TestNotPublic(t *testing.T) {
	blocked := []string{
		"0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1",
		"172.31.255.255", "192.0.0.1", "192.0.0.170", "192.0.2.1", "192.31.196.1", "192.52.193.1", "192.88.99.1", "192.168.1.1", "192.175.48.1",
		"198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
		"::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.1.2.3", "::ffff:a9fe:a9fe", "::ffff:0:127.0.0.1",
		"64:ff9b::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254", "64:ff9b:1::1.1.1.1", "64:ff9b:2::1", "100::1", "100:0:0:1::1",
		"2001::1", "2001:0:53aa:64c:0:7f:80ff:fffe", "2001:2::1", "2001:10::1", "2001:20::1", "2001:30::1", "2001:db8::1", "2001:1ff::1",
		"2002:7f00:1::1", "2002:808:808::1", "2620:4f:8000::1", "3fff::1", "5f00::1", "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0",
		"fec0::1", "ff02::1", "4000::1", "e000::1",
	}
	for _, s := range blocked {
		if notPublic(netip.MustParseAddr(s)) == "" {
			t.Errorf("%s is taken for public", s)
		}
	}
	public := []string{
		"1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1", "169.253.0.1",
		"172.15.255.255", "172.32.0.0", "192.0.1.1", "192.167.1.1", "198.17.0.1", "198.20.0.1", "223.255.255.255",
		"2001:200::1", "2001:4860:4860::8888", "2606:4700::1111", "2a00:1450::1", "2c0f::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8",
	}
	for _, s := range public {
		if why := notPublic(netip.MustParseAddr(s)); why != "" {
			t.Errorf("%s is taken for %s", s, why)
		}
	}
}

func TestGuard(t *testing.T) {
	for _, address := range []string{"127.0.0.1:80", "[::1]:443", "[fe80::1%lo]:80", "no address"} {
		if guard("tcp", address, nil) == nil {
			t.Errorf("%s may be dialled", address)
		}
	}
	if err := guard("tcp", "1.1.1.1:443", nil); err != nil {
		t.Error(err)
	}
}

// The guard sees the address that is dialled, by whatever name it was asked for.
func TestBlockedAddress(t *testing.T) {
	clock := newClock()
	s := newSite(t, clock, map[string]http.HandlerFunc{"/a": text("secret")})
	_, port, _ := net.SplitHostPort(s.Listener.Addr().String())
	c := newClient(Options{Now: clock.now}.withDefaults(), clock.sleep)
	defer c.Close()
	for _, host := range []string{"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0", "[::1]", "[64:ff9b::7f00:1]"} {
		_, err := c.Get(context.Background(), "http://"+host+":"+port+"/a")
		wantFate(t, err, scraper.BlockedAddress)
	}
	if n := len(s.visits()); n > 0 {
		t.Errorf("%d requests came through", n)
	}
}

func TestProxiesOfTheEnvironmentAreNotUsed(t *testing.T) {
	clock := newClock()
	proxy := newSite(t, clock, nil)
	t.Setenv("HTTP_PROXY", proxy.URL)
	t.Setenv("http_proxy", proxy.URL)
	s := newSite(t, clock, map[string]http.HandlerFunc{"/a": text("a")})
	mustGet(t, testClient(t, clock, Options{}), s.URL+"/a")
	if len(proxy.visits()) > 0 {
		t.Error("the proxy was asked")
	}
}

func TestUnreachable(t *testing.T) {
	clock := newClock()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := listener.Addr().String()
	_ = listener.Close()
	secure := httptest.NewUnstartedServer(http.NotFoundHandler())
	secure.Config.ErrorLog = log.New(io.Discard, "", 0) // it complains of our mistrust
	secure.StartTLS()
	defer secure.Close()
	plain := newSite(t, clock, nil)

	c := testClient(t, clock, Options{})
	for url, words := range map[string]string{
		"http://" + nobody + "/a": "connection: ",
		secure.URL + "/a":         "tls: ",
		strings.Replace(plain.URL, "http:", "https:", 1) + "/a": "tls: ",
	} {
		_, err := c.Get(context.Background(), url)
		if e := refusal(t, err, scraper.Unreachable); !strings.Contains(e.Detail, words) || e.URL != url {
			t.Errorf("got %v, want %q in it", err, words)
		}
	}
}

func TestClassify(t *testing.T) {
	tests := []struct {
		err   error
		fate  scraper.Fate
		words string
		again bool
	}{
		{&net.OpError{Op: "dial", Err: &net.DNSError{Name: "paper.example", Err: "no such host", IsNotFound: true}}, scraper.Unreachable, "dns: paper.example: no such host", false},
		{&net.DNSError{Name: "paper.example", Err: "i/o timeout", IsTimeout: true}, scraper.Timeout, "", false},
		{&net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}, scraper.Unreachable, "connection: ", false},
		{&net.OpError{Op: "read", Err: syscall.ECONNRESET}, scraper.Unreachable, "connection: ", true},
		{io.ErrUnexpectedEOF, scraper.Unreachable, "connection: ", true},
		{fmt.Errorf("dial: %w", errTooSlow), scraper.Timeout, "no whole answer in time", false},
		{tls.AlertError(40), scraper.Unreachable, "tls: ", false},
		{errors.New("remote error: tls: handshake failure"), scraper.Unreachable, "tls: ", false},
		{errors.New("net/http: TLS handshake timeout"), scraper.Unreachable, "connection: ", false},
		{errors.New(`net/http: HTTP/1.x transport connection broken: malformed HTTP status code "x"`), scraper.Malformed, "malformed", false},
		{&net.OpError{Op: "dial", Err: &blockedError{netip.MustParseAddr("10.0.0.1"), "private use"}}, scraper.BlockedAddress, "10.0.0.1", false},
	}
	for _, test := range tests {
		req, _ := http.NewRequest(http.MethodGet, "https://paper.example/a", nil)
		e := classify(req, test.err)
		if e.Fate != test.fate || !strings.Contains(e.Detail, test.words) || e.again != test.again || e.URL != "https://paper.example/a" {
			t.Errorf("%v: got %+v", test.err, e)
		}
	}
}

func TestHugeHeader(t *testing.T) {
	clock := newClock()
	s := newSite(t, clock, map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, _ *http.Request) {
		for i := range 1000 {
			w.Header().Set(fmt.Sprintf("X-Filler-%d", i), strings.Repeat("x", 1000))
		}
	}})
	_, err := testClient(t, clock, Options{}).Get(context.Background(), s.URL+"/a")
	wantFate(t, err, scraper.TooLarge)
}

func TestNoHTTPAtAll(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			_, _ = http.ReadRequest(bufio.NewReader(conn)) // unread words would reset the connection
			write(conn, []byte("SSH-2.0-OpenSSH_9.9\r\n"))
			conn.Close()
		}
	}()
	_, err = testClient(t, newClock(), Options{}).Get(context.Background(), "http://"+listener.Addr().String()+"/a")
	wantFate(t, err, scraper.Malformed)
}
