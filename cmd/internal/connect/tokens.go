package connect

import (
	"context"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/transport"
)

// Paths below the server's address (the servlets' mappings of jans-auth). They are used where discovery does not say otherwise:
// it can be configured to leave any of its members out.
const (
	authPath          = "/jans-auth"
	tokenPath         = authPath + "/restv1/token"
	introspectionPath = authPath + "/restv1/introspection"
	userinfoPath      = authPath + "/restv1/userinfo"
)

// endpoints finds the auth server's addresses when the first of them is needed, so that opening a connection sends nothing.
type endpoints struct {
	base      string
	transport *transport.Transport
	turn      chan struct{} // held while discovery is read
	found     document.Document
}

func newEndpoints(base string, t *transport.Transport) *endpoints {
	return &endpoints{base: base, transport: t, turn: make(chan struct{}, 1)}
}

// fixedEndpoints are those of a server whose paths are known, whatever its discovery document says.
func fixedEndpoints(base string, t *transport.Transport) *endpoints {
	e := newEndpoints(base, t)
	e.found = document.Document{}
	return e
}

func (e *endpoints) token(ctx context.Context) (string, error) {
	return e.address(ctx, "token_endpoint", tokenPath)
}

func (e *endpoints) introspection(ctx context.Context) (string, error) {
	return e.address(ctx, "introspection_endpoint", introspectionPath)
}

func (e *endpoints) userinfo(ctx context.Context) (string, error) {
	return e.address(ctx, "userinfo_endpoint", userinfoPath)
}

func (e *endpoints) address(ctx context.Context, member, usualPath string) (string, error) {
	select {
	case e.turn <- struct{}{}:
		defer func() { <-e.turn }()
	case <-ctx.Done():
		return "", givenUp(ctx)
	}
	if e.found == nil {
		found, err := auth.ReadConfiguration(ctx, e.transport, e.base, e.base+authPath)
		if err != nil {
			return "", err
		}
		e.found = found
	}
	if address, ok := document.Text(e.found.Get(member)); ok && address != "" {
		return address, nil
	}
	return e.base + usualPath, nil
}

// givenUp is the error of a caller that ended while another one was at it. Nothing was sent for it.
func givenUp(ctx context.Context) error {
	return &transport.Error{Kind: transport.KindOf(ctx.Err()), Op: "get an access token", Err: ctx.Err()}
}

// loginLater is a token source that looks the token endpoint up when the first token is wanted.
type loginLater struct {
	endpoint func(context.Context) (string, error)
	login    func(endpoint string) auth.TokenSource

	turn   chan struct{} // held while source is looked at
	source auth.TokenSource
}

func newLoginLater(endpoint func(context.Context) (string, error), login func(string) auth.TokenSource) *loginLater {
	return &loginLater{endpoint: endpoint, login: login, turn: make(chan struct{}, 1)}
}

// Token implements auth.TokenSource.
func (l *loginLater) Token(ctx context.Context) (string, error) {
	source, err := l.ready(ctx)
	if err != nil {
		return "", err
	}
	return source.Token(ctx)
}

func (l *loginLater) ready(ctx context.Context) (auth.TokenSource, error) {
	select {
	case l.turn <- struct{}{}:
		defer func() { <-l.turn }()
	case <-ctx.Done():
		return nil, givenUp(ctx)
	}
	if l.source == nil {
		endpoint, err := l.endpoint(ctx)
		if err != nil {
			return nil, err
		}
		l.source = l.login(endpoint)
	}
	return l.source, nil
}

// Invalidate implements auth.TokenSource.
func (l *loginLater) Invalidate(token string) {
	l.turn <- struct{}{}
	defer func() { <-l.turn }()
	if l.source != nil {
		l.source.Invalidate(token)
	}
}
