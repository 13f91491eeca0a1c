package fetch

import (
	"context"
	"errors"
	"net/http"
	"time"
)

var errTooSlow = errors.New("no whole answer in time")

// deadline bounds one exchange, from dialling to the last byte of the body, and
// names what failed in it. Below it the body is read whole, so a host that
// sends a byte a second is cut off too.
type deadline struct {
	next    http.RoundTripper
	timeout time.Duration
}

func (t *deadline) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithCancelCause(req.Context())
	defer cancel(nil)
	w := &watch{timeout: t.timeout, timer: time.AfterFunc(t.timeout, func() { cancel(errTooSlow) })}
	defer w.timer.Stop()
	resp, err := t.next.RoundTrip(req.WithContext(context.WithValue(ctx, watchKey{}, w)))
	if err == nil {
		return resp, nil
	}
	if errors.Is(context.Cause(ctx), errTooSlow) {
		err = errTooSlow
	}
	return nil, classify(req, err)
}

// watch is the time that one exchange has.
type watch struct {
	timeout time.Duration
	timer   *time.Timer
}

type watchKey struct{}

// pause stops the time of an exchange that waits for us. Resume gives it all of
// its time again.
func pause(req *http.Request) (resume func()) {
	w, ok := req.Context().Value(watchKey{}).(*watch)
	if !ok || !w.timer.Stop() {
		return func() {}
	}
	return func() { w.timer.Reset(w.timeout) }
}
