package fetch

import (
	_ "embed"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"github.com/goccy/go-yaml"
)

//go:embed networks.yaml
var networksYAML []byte

// networkSigns are networks.yaml: what the values of a header may hold, by its
// canonical name.
var networkSigns = sync.OnceValue(func() map[string][]string {
	var file map[string]any
	if err := yaml.Unmarshal(networksYAML, &file); err != nil {
		panic("fetch: networks.yaml: " + err.Error())
	}
	signs := map[string][]string{}
	for name, v := range file {
		key := http.CanonicalHeaderKey(name)
		switch v := v.(type) {
		case string:
			signs[key] = append(signs[key], v)
		case []any:
			for _, s := range v {
				signs[key] = append(signs[key], s.(string))
			}
		}
	}
	return signs
})

// ofNetwork reports whether an answer comes from a delivery network.
func ofNetwork(h http.Header) bool {
	for name, signs := range networkSigns() {
		for _, value := range h.Values(name) {
			for _, sign := range signs {
				if value != "" && strings.Contains(strings.ToLower(value), sign) {
					return true
				}
			}
		}
	}
	return false
}

// house is one address, which several sites may share: a small server that
// holds two outlets is one server. Sites that share it go one at a time and at
// the pace of one, unless a delivery network answers there.
type house struct {
	*lanes
	slot chan struct{} // who has put a token in may use the address

	mu      sync.Mutex
	network bool // found out: an address of many machines
	guest   *lane
	last    time.Time // when the last guest's request ended
}

// house is the one at an address; nil where connections are not to addresses.
func (l *lanes) house(addr net.Addr) *house {
	at, err := netip.ParseAddrPort(addr.String())
	if err != nil || l.anywhere {
		return nil
	}
	key := at.String()
	if port := at.Port(); port == 80 || port == 443 {
		key = at.Addr().Unmap().String()
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	one := l.byAddress[key]
	if one == nil {
		one = &house{lanes: l, slot: make(chan struct{}, 1)}
		l.byAddress[key] = one
	}
	return one
}

// enter waits until no other site's request is under way at the address, and
// the pace from the end of the last of them: the server has heard it by then,
// however long it took to go out. It reports whether the slot was taken, which
// leave gives back.
func (h *house) enter(req *http.Request, guest *lane) (bool, error) {
	if h == nil || h.known() {
		return false, nil
	}
	select {
	case h.slot <- struct{}{}:
	case <-req.Context().Done():
		return false, cancelled(req)
	}
	h.mu.Lock()
	var wait time.Duration
	if h.guest != nil && h.guest != guest && !h.network {
		wait = h.last.Add(h.pace).Sub(h.now())
	}
	h.mu.Unlock()
	if wait > 0 {
		if err := h.sleep(req.Context(), wait); err != nil {
			<-h.slot
			return false, cancelled(req)
		}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.guest = guest
	return true, nil
}

func (h *house) leave(taken bool) {
	if taken {
		h.mu.Lock()
		h.last = h.now()
		h.mu.Unlock()
		<-h.slot
	}
}

func (h *house) known() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.network
}

// learn hears an answer from the address.
func (h *house) learn(resp *http.Response) {
	if h == nil || resp == nil || !ofNetwork(resp.Header) {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.network = true
}
