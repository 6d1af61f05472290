package auth

import (
	"context"
	"net/url"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/transport"
)

// SignInOptions say where and in the name of which client administrators sign in.
type SignInOptions struct {
	Transport    *transport.Transport
	Server       Server
	Profile      string // whose client it is, for errors; may be ""
	Audience     string // the addresses that the login's tokens may be sent to, in any form that changes when one of them does
	ClientID     string
	ClientSecret string   // "" for a public client
	Scopes       []string // to ask for where the client's own scopes count; the script of the console's client replaces them by the person's

	Actor *Actor      // in whose name kept logins may be used; nil is whoever is met first
	Warn  func(error) // is told of an *UnkeptError once; nil is nobody

	Now   func() time.Time                           // nil is time.Now
	Sleep func(context.Context, time.Duration) error // nil is a timer
}

// SignIn signs administrators in by the device authorization grant (RFC 8628), and gets the token with which the Config API is called.
// It is safe for concurrent use.
type SignIn struct {
	transport *transport.Transport
	server    Server
	profile   string
	audience  string
	clientID  string
	client    transport.Credential
	scope     string
	actor     *Actor
	warn      func(error)
	now       func() time.Time
	sleep     func(context.Context, time.Duration) error
}

// NewSignIn sends nothing yet.
func NewSignIn(options SignInOptions) *SignIn {
	s := &SignIn{
		transport: options.Transport, server: options.Server, profile: options.Profile, audience: options.Audience, clientID: options.ClientID,
		scope: strings.Join(append([]string{"openid"}, options.Scopes...), " "), actor: options.Actor, warn: options.Warn,
		now: options.Now, sleep: options.Sleep,
	}
	if s.actor == nil {
		s.actor = NewActor(nil)
	}
	if options.ClientSecret != "" {
		s.client = transport.Basic(options.ClientID, options.ClientSecret)
	}
	if s.now == nil {
		s.now = time.Now
	}
	if s.sleep == nil {
		s.sleep = transport.Sleep
	}
	return s
}

// personScopes are for the token of the person: who it is, and to renew the login. Its permissions are in the final token.
const personScopes = "openid profile email offline_access"

const (
	grantDevice  = "urn:ietf:params:oauth:grant-type:device_code"
	grantRefresh = "refresh_token"
	grantFinal   = "client_credentials"
)

// asClient sends a form to an endpoint where the client has to say who it is. A *NoSecretError says that it would need its secret for that.
func (s *SignIn) asClient(ctx context.Context, op, endpoint string, fields url.Values) (transport.Response, error) {
	fields.Set("client_id", s.clientID)
	response, err := s.transport.Exchange(ctx, transport.Form{
		Op: op, URL: endpoint, Fields: fields, Auth: s.client, Poll: fields.Get("grant_type") == grantDevice})
	return response, s.secretWanted(err)
}

// finish turns the token of a person into a session: it presents who the person is, as the auth server has signed it, and gets the token
// that has this person's permissions (role_based_scopes_update_token).
func (s *SignIn) finish(ctx context.Context, session Session) (Session, error) {
	proof, person, err := s.person(ctx, session.tokens().person.token)
	if err != nil {
		return session, err
	}
	session.Person = person
	asked := s.now()
	response, err := s.transport.Exchange(ctx, transport.Form{
		Op: "get this person's permissions", URL: s.server.TokenEndpoint, Auth: transport.Bearer(session.tokens().person.token),
		Fields: url.Values{"grant_type": {grantFinal}, "scope": {s.scope}, "ujwt": {proof}},
	})
	if err != nil {
		return session, exchangeRefused(err, person)
	}
	got, err := readTokens(response, asked)
	if err != nil {
		return session, err
	}
	return session.with(func(t *tokens) { t.access = got.access }), nil
}

// permitted says whether the session's token permits anything of the Config API; what a role is called says nothing. A server that does
// not tell is believed to permit it: each call will show.
func (s *SignIn) permitted(ctx context.Context, session Session) (Session, error) {
	identity, err := Whoami(ctx, s.transport, s.server, session)
	if err != nil {
		if transport.KindOf(err) == transport.KindCanceled {
			return session, err
		}
		return session, nil
	}
	if session.Person.Login == "" {
		session.Person.Login = identity.Person.Login
	}
	for _, scope := range identity.Scopes {
		if strings.HasPrefix(scope, configScopes) {
			return session, nil
		}
	}
	return session, &LoginError{Reason: LoginNoPermission, Person: session.Person, Err: transport.KindNotPermitted}
}

// configScopes begin the scopes of the Config API (config-api-rs-protect.json).
const configScopes = "https://jans.io/oauth/"
