package connect

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"

	"github.com/jansadm/jansadm/client/transport"
)

// island is the network of the embedded server: nothing but itself. Its handler would answer for every host, so that an address
// elsewhere would seem to work when it is tried.
type island struct {
	port    string
	inside  http.RoundTripper
	address string
}

func newIsland(base string, inside http.RoundTripper) (http.RoundTripper, error) {
	u, err := url.Parse(base)
	if err != nil {
		return nil, fmt.Errorf("the sandbox has a strange address: %w", err)
	}
	return &island{port: u.Port(), inside: inside, address: base}, nil
}

// RoundTrip implements http.RoundTripper.
func (i *island) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Port() == i.port && transport.Loopback(r.URL.Hostname()) {
		return i.inside.RoundTrip(r)
	}
	if r.Body != nil {
		_ = r.Body.Close() // the interface demands it; nothing was read
	}
	return nil, &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("the sandbox reaches nothing but itself, " + i.address)}
}
