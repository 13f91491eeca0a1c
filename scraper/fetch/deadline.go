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
	ctx, cancel := context.WithTimeoutCause(req.Context(), t.timeout, errTooSlow)
	defer cancel()
	resp, err := t.next.RoundTrip(req.WithContext(ctx))
	if err == nil {
		return resp, nil
	}
	if errors.Is(context.Cause(ctx), errTooSlow) {
		err = errTooSlow
	}
	return nil, classify(req, err)
}
