package transport

import (
	"bytes"
	"net/http"
	"strings"
)

// What servers say on a port for TLS to a request that came without: Go, Apache and nginx.
var wantsTLS = [][]byte{
	[]byte("HTTP request to an HTTPS server"),
	[]byte("speaking plain HTTP to an SSL-enabled server port"),
	[]byte("plain HTTP request was sent to HTTPS port"),
}

// refusedAsPlain says that the server refused a request because it came without TLS. It was not read any further.
func (c *call) refusedAsPlain(response Response) bool {
	if c.url.Scheme != "http" || response.Status != http.StatusBadRequest {
		return false
	}
	for _, text := range wantsTLS {
		if bytes.Contains(response.Body, text) {
			return true
		}
	}
	return false
}

// alerted says that the answer to a request without TLS began with a TLS record: an alert, as net/http quotes it.
func (c *call) alerted(err error) bool {
	return c.url.Scheme == "http" && strings.Contains(err.Error(), `malformed HTTP response "\x15\x03`)
}

// needsTLS makes the Error of a request that should have come with TLS.
func (c *call) needsTLS() *Error {
	e := c.fail(KindTLS)
	e.Detail = "what answers at " + c.url.Host + " speaks TLS, and the address begins with http://"
	e.Hint = "Use the address with https:// instead."
	return e
}
