package connect

import (
	"context"
	"errors"
	"sync"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/drafts"
	"github.com/jansadm/jansadm/client/ops/revocation"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/client/proof"
	"github.com/jansadm/jansadm/client/transport"
)

// SandboxName is what the embedded server is called where a profile's name would stand.
const SandboxName = profile.SandboxName

// Connection is one server, ready to work with. Opening it has sent nothing yet.
type Connection struct {
	Ops        *ops.Ops
	Tokens     *tokens.Service
	Revocation *revocation.Service
	Label      string          // what to call the server in the console's header
	Profile    profile.Profile // as it is used, with flags laid over it; of the sandbox it has the name only
	// Insecure says that the server's certificate is not checked.
	Insecure bool
	// Warnings are worth telling before anything is done.
	Warnings []error

	target target
	tokens auth.TokenSource
	api    *client.Client
	actor  actor
	drafts *drafts.Shelf
	person *auth.Actor // in whose name a signed-in person's login is used; nil when a client acts
	news   *news

	close   []func(context.Context) error
	closing sync.Once
	closed  error
}

// Close gives everything back: the sandbox's folder, connections, the log file. The context bounds the wait for the sandbox to
// finish what it is doing. Closing it again does nothing.
func (c *Connection) Close(ctx context.Context) error {
	c.closing.Do(func() {
		var errs []error
		for i := len(c.close) - 1; i >= 0; i-- {
			errs = append(errs, c.close[i](ctx))
		}
		c.closed = errors.Join(errs...)
	})
	return c.closed
}

// Open makes the connection that the settings ask for. Errors are SettingsError, CredentialsError, those of package profile, or what the
// sandbox says about its folder. That nobody is signed in shows with the first request.
func Open(ctx context.Context, s Settings, system System) (*Connection, error) {
	return NewGate(s, system).Start(ctx)
}

func (g *Gate) connect(ctx context.Context, p profile.Profile) (*Connection, error) {
	c := &Connection{Profile: p, news: g.news}
	if err := c.open(ctx, g, p); err != nil {
		return nil, errors.Join(err, c.Close(context.WithoutCancel(ctx)))
	}
	return c, nil
}

func (c *Connection) open(ctx context.Context, g *Gate, p profile.Profile) error {
	log, closeLog, err := OpenLog(g.settings.LogFile)
	if err != nil {
		return err
	}
	c.close = append(c.close, func(context.Context) error { return closeLog() })
	reach := c.server
	if p.Name == SandboxName {
		reach = c.sandbox
	}
	if c.target, err = reach(ctx, g, p, log); err != nil {
		return err
	}
	t := c.target
	c.warn(t)
	c.tokens = c.login(ctx, g, t)
	c.api, err = client.New(client.Config{
		BaseURL: t.base, ConfigURL: p.ConfigURL, AuthURL: p.AuthURL, PlainHTTP: p.PlainHTTP, Tokens: c.tokens, Transport: t.transport})
	if err != nil {
		return badServer(err)
	}
	var configuration ops.ConfigurationAPI = c.api.Properties
	if p.Name == SandboxName {
		configuration = resettable{configuration}
	}
	c.Label = t.label
	c.drafts = g.shelf(p, t.base)
	records := g.Journal()
	p = spelt(p)
	p.Server = t.base
	guards := g.guardsOf(p)
	now, _ := guards.read() // nothing is written while that fails
	c.Ops = ops.New(ops.Deps{
		Configuration: configuration,
		Entries:       ops.Entries(c.api), ScopeUsers: c.api.ScopeUsers, People: t.people,
		Prover: &proof.Prover{Transport: t.transport, Tokens: c.tokens, Introspection: t.endpoints.introspection},
		Me:     c.me, Discovery: c.api.Discovery.Get, Probe: c.api.Endpoints.Probe,
		Journal: records, History: records, Audit: c.api.Audit, UserInum: t.transport.ActingFor,
		Program: g.system.Version, Server: t.base, ConfigURL: p.ConfigURL, Profile: p.Name, User: c.actor.name, ClientID: t.id,
		Guards: now, Reread: guards.read,
		Now: g.system.Now, NewID: g.system.NewID, Sleep: g.system.Sleep,
	})
	c.Tokens = tokens.New(tokens.Deps{
		Ops: c.Ops, Tokens: c.api.Tokens, Sessions: c.api.Sessions, Own: c.own, Now: g.system.Now, Sleep: g.system.Sleep})
	c.Revocation = c.revocation(g.system)
	return nil
}

// shelf is where drafts for the server are kept. The embedded one has another address each time.
func (g *Gate) shelf(p profile.Profile, server string) *drafts.Shelf {
	if p.Name == SandboxName {
		server = SandboxName
	}
	owner := drafts.Owner{Profile: p.Name, Server: server, Program: g.system.Version}
	return drafts.New(profile.DefaultPaths(g.system.Env).Drafts(), owner, g.system.Now)
}

func (c *Connection) warn(t target) {
	if shortened := Shortening(shown(c.Profile)); shortened != nil {
		c.Warnings = append(c.Warnings, shortened)
	}
	if t.exposed != nil {
		c.Warnings = append(c.Warnings, t.exposed)
	}
	c.Insecure = t.insecure
	c.Warnings = append(c.Warnings, exposures(t.base, t.insecure)...)
}

// Blame adds to a failure that the access token of the environment is the cause, where it is.
func (c *Connection) Blame(err error) error {
	if c.target.token == "" || transport.KindOf(err) != transport.KindUnauthenticated {
		return err
	}
	return &RefusedTokenError{Err: err}
}

// login decides whose tokens are used. With a person it is known from the kept login who acts, and it stays that person until somebody
// signs in through this program.
func (c *Connection) login(ctx context.Context, g *Gate, t target) auth.TokenSource {
	switch {
	case t.token != "":
		return auth.Static(t.token)
	case t.signer != nil:
		c.person = auth.NewActor(func(p auth.Person) {
			c.actor.is(p.String())
			t.transport.ActFor(p.Inum)
		})
		if session, err := t.signer.sessions().Load(ctx); err == nil { // else the request that needs it will tell
			c.person.Become(session.Person)
		}
		return newLoginLater(func(ctx context.Context) (auth.TokenSource, error) { return t.signer.tokens(ctx, c.person, c.news.add) })
	}
	c.actor.is(t.id)
	scopes := client.LoginScopes(c.Profile.ReadOnly)
	return newLoginLater(func(ctx context.Context) (auth.TokenSource, error) {
		endpoint, err := t.endpoints.token(ctx)
		if err != nil {
			return nil, err
		}
		return auth.NewClientCredentials(t.transport, endpoint, t.id, t.secret, scopes, g.system.Now), nil
	})
}
