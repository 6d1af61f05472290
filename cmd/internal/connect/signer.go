package connect

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/auth/store"
	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/client/transport"
)

// signer signs a person in with the client of a profile.
type signer struct {
	transport *transport.Transport
	endpoints *endpoints
	store     *store.Store
	profile   profile.Profile
	secret    string // out of the environment; "" is the kept one
	system    System
}

func (g *Gate) signer(w way, p profile.Profile, secret string) *signer {
	return &signer{transport: w.transport, endpoints: w.endpoints, store: g.stores.at(p.Secret), profile: spelt(p), secret: secret, system: g.system}
}

func (s *signer) sessions() auth.Sessions {
	return auth.Sessions{Store: s.store, Profile: s.profile.Name}
}

// tokens are those of the kept login. warn is told what keeps a renewed one from being stored.
func (s *signer) tokens(ctx context.Context, person *auth.Actor, warn func(error)) (auth.TokenSource, error) {
	if _, err := s.sessions().Load(ctx); err != nil { // nobody needs the server for being told to sign in
		return nil, err
	}
	options, err := s.options(ctx)
	if err != nil {
		return nil, err
	}
	options.Actor, options.Warn = person, warn
	return auth.NewSignIn(options).Tokens(s.sessions()), nil
}

func (s *signer) signIn(ctx context.Context) (*auth.SignIn, error) {
	options, err := s.options(ctx)
	if err != nil {
		return nil, err
	}
	return auth.NewSignIn(options), nil
}

func (s *signer) options(ctx context.Context) (auth.SignInOptions, error) {
	secret, err := s.clientSecret(ctx)
	if err != nil {
		return auth.SignInOptions{}, err
	}
	server, err := s.endpoints.server(ctx)
	if err != nil {
		return auth.SignInOptions{}, err
	}
	if server.Issuer == "" {
		return auth.SignInOptions{}, &transport.Error{
			Kind: transport.KindProtocol, Op: "sign in", Detail: "the server's OpenID configuration names no issuer",
			Hint: "Check that the address is that of a Janssen server.",
		}
	}
	return auth.SignInOptions{
		Transport: s.transport, Server: server, Profile: s.profile.Name, Audience: strings.Join([]string{s.profile.Server, s.profile.AuthURL, s.profile.ConfigURL}, " "),
		ClientID: s.profile.ClientID, ClientSecret: secret, Scopes: client.LoginScopes(s.profile.ReadOnly),
		Now: s.system.Now, Sleep: s.system.Sleep,
	}, nil
}

// clientSecret is "" for a client that has none, and where none is kept: where there is no keyring, nothing is in it. Whether the client
// needs one, the server knows.
func (s *signer) clientSecret(ctx context.Context) (string, error) {
	if s.secret != "" {
		return s.secret, nil
	}
	secret, err := s.store.Get(ctx, store.Key{Profile: s.profile.Name, Kind: store.ClientSecret})
	keyring := (*store.KeyringError)(nil)
	switch {
	case errors.Is(err, store.ErrNotFound), errors.As(err, &keyring) && !keyring.Locked:
		return "", nil
	case err != nil:
		return "", fmt.Errorf("cannot read the client secret of the profile %q: %w", s.profile.Name, err)
	}
	return secret, nil
}

// actor is who acts, as far as known.
type actor struct {
	mu    sync.Mutex
	known string
}

func (a *actor) is(name string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.known = name
}

func (a *actor) name() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.known
}

// stores has one store for each place, so that a keyring that failed is asked once, and what is kept nowhere lasts as long as the
// program.
type stores struct {
	dir     string
	keyring store.Keyring
	warn    func(error)

	mu   sync.Mutex
	open map[profile.Place]*store.Store
}

func (s *stores) at(place profile.Place) *store.Store {
	if place == "" {
		place = profile.PlaceKeyring
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open[place] == nil {
		s.open[place] = store.Open(store.Options{Dir: s.dir, Place: place, Keyring: s.keyring, Warn: s.warn})
	}
	return s.open[place]
}
