package connect

import (
	"cmp"
	"context"
	"fmt"
	"net/url"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/transport"
)

// Paths of the auth server below the server's address, and of its endpoints below that (the servlets' mappings of jans-auth). They are
// used where discovery does not say otherwise: it can be configured to leave any of its members out.
const (
	authPath          = "/jans-auth"
	tokenPath         = "/restv1/token"
	introspectionPath = "/restv1/introspection"
	userinfoPath      = "/restv1/userinfo"
)

// endpoints finds the auth server's addresses when the first of them is needed, so that opening a connection sends nothing.
type endpoints struct {
	home      string   // below which the usual paths are
	places    []string // where the OpenID configuration is looked for
	transport *transport.Transport
	turn      chan struct{} // held while discovery is read
	found     document.Document
}

// newEndpoints are those of an auth server at its usual place.
func newEndpoints(base string, t *transport.Transport) *endpoints {
	return endpointsAt(t, base+authPath, base, base+authPath)
}

func endpointsAt(t *transport.Transport, home string, places ...string) *endpoints {
	return &endpoints{home: home, places: places, transport: t, turn: make(chan struct{}, 1)}
}

// fixed says that discovery is not asked for addresses.
func (e *endpoints) fixed() bool { return len(e.places) == 0 }

// host is the one that gets secrets.
func (e *endpoints) host() string { return hostOf(e.home) }

// fixedEndpoints are those of a server whose paths are known, whatever its discovery document says.
func fixedEndpoints(base string, t *transport.Transport) *endpoints {
	e := newEndpoints(base, t)
	e.found, e.places = document.Document{}, nil
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
	found, err := e.document(ctx)
	if err != nil {
		return "", err
	}
	if address, ok := document.Text(found.Get(member)); ok && address != "" {
		return address, nil
	}
	return e.home + usualPath, nil
}

// server is the auth server as it describes itself, with the usual addresses of what it must have.
func (e *endpoints) server(ctx context.Context) (auth.Server, error) {
	found, err := e.document(ctx)
	if err != nil {
		return auth.Server{}, err
	}
	server := auth.ServerOf(found)
	server.TokenEndpoint = cmp.Or(server.TokenEndpoint, e.home+tokenPath)
	return server, nil
}

func (e *endpoints) document(ctx context.Context) (document.Document, error) {
	select {
	case e.turn <- struct{}{}:
		defer func() { <-e.turn }()
	case <-ctx.Done():
		return nil, givenUp(ctx)
	}
	if e.found == nil {
		found, err := auth.ReadConfiguration(ctx, e.transport, e.places...)
		if err != nil {
			return nil, err
		}
		if err := e.own(found); err != nil {
			return nil, err
		}
		e.found = found
	}
	return e.found, nil
}

// own makes sure that the addresses which get secrets are on the host that the person has named. A document that leads elsewhere is a mistake,
// or an attack (RFC 9700 section 4.4, mix-up). One that revokes tokens elsewhere shuts nobody out, as nothing is sent there: see
// auth.SignIn.Logout.
func (e *endpoints) own(found document.Document) error {
	for _, member := range []string{
		"token_endpoint", "introspection_endpoint", "userinfo_endpoint", "device_authorization_endpoint",
	} {
		address, _ := document.Text(found.Get(member))
		if address != "" && !transport.SameOrigin(address, e.home) {
			return e.elsewhere(member, address)
		}
	}
	return nil
}

// elsewhere names the address that the server uses for itself. Whether that is the same server, only the person can know.
func (e *endpoints) elsewhere(member, address string) error {
	hint := "Use the address that the server itself uses, with --server or --auth-url."
	if u, err := url.Parse(address); err == nil && u.User == nil {
		if origin, err := transport.Origin(u); err == nil {
			hint = fmt.Sprintf("If that is the same server, give it by that address: %s. If only the auth server is there, give that its own address (--auth-url).", origin)
		}
	}
	return &transport.Error{
		Kind: transport.KindProtocol, Op: "find the auth server",
		Detail: fmt.Sprintf("%s says that its %s is %s, on another host; secrets are sent to no other host than the one that was named", e.home, member, address),
		Hint:   hint,
	}
}

// givenUp is the error of a caller that ended while another one was at it. Nothing was sent for it.
func givenUp(ctx context.Context) error {
	return &transport.Error{Kind: transport.KindOf(ctx.Err()), Op: "get an access token", Err: ctx.Err()}
}

// loginLater is a token source that is made when the first token is wanted: for that the server has to be asked for its addresses.
type loginLater struct {
	login func(context.Context) (auth.TokenSource, error)

	turn   chan struct{} // held while source is looked at
	source auth.TokenSource
}

func newLoginLater(login func(context.Context) (auth.TokenSource, error)) *loginLater {
	return &loginLater{login: login, turn: make(chan struct{}, 1)}
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
		source, err := l.login(ctx)
		if err != nil {
			return nil, err
		}
		l.source = source
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
