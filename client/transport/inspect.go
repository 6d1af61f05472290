package transport

import (
	"context"
	"crypto/tls"
	"errors"
	"net/http"
)

// errSeen ends a handshake when the certificate has been looked at.
var errSeen = errors.New("the certificate has been looked at")

// Inspect looks at the certificate of the server at address, https://host[:port], directly or through the proxy of the environment.
// Nothing is verified, and nothing is sent: the connection ends as soon as the certificate is there. Failures are *Error.
func Inspect(ctx context.Context, address string) (Certificate, error) {
	var seen Certificate
	network, err := newNetwork(Options{Insecure: true})
	if err != nil {
		return seen, err
	}
	defer network.CloseIdleConnections()
	network.Proxy = plainProxies(proxyFromEnvironment)
	network.TLSClientConfig.VerifyConnection = func(state tls.ConnectionState) error {
		if len(state.PeerCertificates) > 0 {
			seen = describe(state.PeerCertificates[0])
		}
		return errSeen
	}
	t, err := New(Options{Transport: network, Retry: Retry{Attempts: 1}, Timeout: connectTimeout + handshakeTimeout})
	if err != nil {
		return seen, err
	}
	_, err = t.Do(ctx, Request{Op: "look at the server's certificate", Method: http.MethodGet, URL: address})
	if errors.Is(err, errSeen) {
		return seen, nil
	}
	if err == nil { // only an http address gets an answer
		return seen, &Error{Kind: KindTLS, Op: "look at the server's certificate", Detail: "over plain HTTP there is none", Hint: wordings[KindTLS].hint}
	}
	return seen, err
}
