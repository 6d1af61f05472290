package auth

import (
	"cmp"
	"context"
	"net/url"
	"path"
	"time"

	"github.com/jansadm/jansadm/client/transport"
)

// Identity is what the server says about a login. Its texts have to be cleaned before they reach a terminal.
type Identity struct {
	Person   Person
	ClientID string
	Issuer   string
	Scopes   []string // what the token permits, which is more to the point than what roles are called
	Expires  time.Time
}

// Whoami asks the server about a session.
func Whoami(ctx context.Context, t *transport.Transport, server Server, session Session) (Identity, error) {
	if session.IsZero() {
		return Identity{}, &LoginRequiredError{Reason: "nobody is signed in", Err: transport.KindUnauthenticated}
	}
	if !session.of(server) {
		return Identity{}, Sessions{}.elsewhere(session)
	}
	identity, err := WhoamiToken(ctx, t, server, session.tokens().access.token)
	if err != nil {
		return Identity{}, err
	}
	login := identity.Person.Login
	identity.Person = session.Person
	identity.Person.Login = cmp.Or(login, session.Person.Login)
	return identity, nil
}

// WhoamiToken asks the server about an access token, which presents itself. One that is no longer valid is KindUnauthenticated.
func WhoamiToken(ctx context.Context, t *transport.Transport, server Server, token string) (Identity, error) {
	found, err := Introspect(ctx, t, server.introspection(), token, token)
	if err != nil {
		return Identity{}, err
	}
	if !found.Active {
		return Identity{}, &transport.Error{
			Kind: transport.KindUnauthenticated, Op: "ask the auth server about a token", Detail: "it is expired or revoked", Hint: "Sign in again.",
		}
	}
	identity := Identity{ClientID: found.ClientID, Issuer: found.Issuer, Scopes: found.Scope, Expires: found.Expiry}
	identity.Person.Login = found.Username
	if found.Sub != found.ClientID {
		identity.Person.Sub = found.Sub
	}
	return identity, nil
}

// introspection is the endpoint, also where the feature flag hides it from discovery: it goes on answering (IntrospectionWebService.java).
func (s Server) introspection() string {
	if s.IntrospectionEndpoint != "" {
		return s.IntrospectionEndpoint
	}
	u, err := url.Parse(s.TokenEndpoint)
	if err != nil {
		return ""
	}
	u.Path = path.Join(path.Dir(u.Path), "introspection")
	return u.String()
}
