package client

import (
	"context"
	"errors"
	"net/http"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/transport"
)

// api calls the Config API.
type api struct {
	url       string
	tokens    auth.TokenSource
	transport *transport.Transport
}

// public makes a call that needs no token.
func (a *api) public(ctx context.Context, request transport.Request) (transport.Response, error) {
	path := request.URL
	request.URL = a.url + path
	response, err := a.transport.Do(ctx, request)
	return response, a.absent(path, response, err)
}

// authorized makes a call with a token. When the server no longer knows the token, the call is made once more with a fresh one: the
// check comes before the operation, so that not even a write can happen twice.
func (a *api) authorized(ctx context.Context, request transport.Request) (transport.Response, error) {
	if a.tokens == nil {
		return transport.Response{}, &transport.Error{
			Kind: transport.KindUnauthenticated, Op: request.Op, Detail: "nobody is logged in", Hint: "Log in, or give a client id and secret.",
		}
	}
	if request.Method != http.MethodGet && a.transport.Writable() != nil { // before a token is got for nothing
		return a.public(ctx, request)
	}
	token, err := a.tokens.Token(ctx)
	if err != nil {
		return transport.Response{}, err
	}
	request.Auth = transport.Bearer(token)
	response, err := a.public(ctx, request)
	if failure := (*transport.Error)(nil); !errors.As(err, &failure) || !failure.TokenRefused() {
		return response, err
	}
	a.tokens.Invalidate(token)
	fresh, renewal := a.tokens.Token(ctx)
	if renewal != nil {
		return response, renewal
	}
	if fresh == token {
		return response, err
	}
	request.Auth = transport.Bearer(fresh)
	return a.public(ctx, request)
}

// object makes an authorized call whose answer is one JSON object.
func (a *api) object(ctx context.Context, request transport.Request) (document.Document, string, error) {
	response, err := a.authorized(ctx, request)
	if err != nil {
		return nil, response.RequestID, err
	}
	doc, err := document.Parse(response.Body)
	if err != nil {
		return nil, response.RequestID, response.Malformed(err)
	}
	return doc, response.RequestID, nil
}
