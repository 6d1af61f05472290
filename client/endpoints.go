package client

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/transport"
)

// EndpointsService tries the auth server's endpoints, as applications see them.
type EndpointsService struct {
	transport *transport.Transport
	home      string // below which the auth server's paths are, whatever it advertises
	tokens    auth.TokenSource
}

// Probe is a harmless request to an endpoint of the auth server.
type Probe struct {
	Method string // GET, or POST with form fields
	Path   string // below the auth server's address, as in /restv1/revoke
	Fields url.Values
	// Own makes it in the name of the console's own client, where only an authenticated one gets to see whether a feature is on
	// (AuthenticationFilter.java). The access token goes to the server that has issued it.
	Own bool
}

// Answer is what an endpoint has said to a Probe.
type Answer struct {
	Status int
	Code   string // the OAuth error, as in "access_denied"; empty for none
}

// Probe makes the request. Whatever the endpoint answers is no error; that it does not answer is, and that no token can be got.
func (s *EndpointsService) Probe(ctx context.Context, probe Probe) (Answer, error) {
	const op = "try an endpoint of the auth server"
	var credential transport.Credential
	if probe.Own {
		token, err := s.tokens.Token(ctx)
		if err != nil {
			return Answer{}, err
		}
		credential = transport.Bearer(token)
	}
	var response transport.Response
	var err error
	if probe.Method == http.MethodPost {
		response, err = s.transport.Exchange(ctx, transport.Form{Op: op, URL: s.home + probe.Path, Fields: probe.Fields, Auth: credential})
	} else {
		response, err = s.transport.Do(ctx, transport.Request{
			Op: op, Method: http.MethodGet, URL: s.home + probe.Path, Query: probe.Fields, Auth: credential})
	}
	var refusal *transport.Error
	if errors.As(err, &refusal) && refusal.Status != 0 {
		return Answer{Status: refusal.Status, Code: refusal.Code}, nil
	}
	return Answer{Status: response.Status}, err
}
