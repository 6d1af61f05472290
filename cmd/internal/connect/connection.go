package connect

import (
	"context"
	"errors"
	"log/slog"
	"net/url"
	"os"
	"sync"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/drafts"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/client/proof"
	"github.com/jansadm/jansadm/client/transport"
)

// SandboxName is what the embedded server is called where a profile's name would stand.
const SandboxName = profile.SandboxName

// Connection is one server, ready to work with. Opening it has sent nothing yet.
type Connection struct {
	Ops     *ops.Ops
	Label   string          // what to call the server in the console's header
	Profile profile.Profile // as it is used, with flags laid over it; of the sandbox it has the name only
	// Insecure says that the server's certificate is not checked.
	Insecure bool
	// Warnings are worth telling before anything is done.
	Warnings []error

	target target
	tokens auth.TokenSource
	api    *client.Client
	actor  actor
	drafts *drafts.Shelf

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
	c := &Connection{Profile: p}
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
	records := journal.Open(profile.DefaultPaths(g.system.Env).Journal())
	c.Ops = ops.New(ops.Deps{
		Configuration: configuration,
		Entries:       ops.Entries(c.api), ScopeUsers: c.api.ScopeUsers, People: t.people,
		Prover:  &proof.Prover{Transport: t.transport, Tokens: c.tokens, Introspection: t.endpoints.introspection},
		Journal: records, History: records,
		Server: t.base, ConfigURL: p.ConfigURL, Profile: p.Name, User: c.actor.name, ClientID: t.id,
		ConfirmWord: p.ConfirmWord, RequireReason: p.RequireReason, ReadOnly: p.ReadOnly, ReadOnlyProfile: p.ReadOnly && !g.settings.ReadOnly,
		Now: g.system.Now, NewID: g.system.NewID, Sleep: g.system.Sleep,
	})
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
	if t.exposed != nil {
		c.Warnings = append(c.Warnings, t.exposed)
	}
	if c.Insecure = t.insecure; c.Insecure {
		c.Warnings = append(c.Warnings, &UncheckedError{Host: t.host})
	}
	if u, err := url.Parse(t.base); err == nil && u.Scheme == "http" && !transport.Loopback(u.Hostname()) {
		c.Warnings = append(c.Warnings, &ClearError{Host: t.host})
	}
}

// login decides whose tokens are used. With a person it is known from the kept login who acts; that may change with each new token.
func (c *Connection) login(ctx context.Context, g *Gate, t target) auth.TokenSource {
	switch {
	case t.token != "":
		return auth.Static(t.token)
	case t.signer != nil:
		tokens := &acting{TokenSource: newLoginLater(t.signer.tokens), sessions: t.signer.sessions(), tell: func(p auth.Person) {
			c.actor.is(p.String())
			t.transport.ActFor(p.Inum)
		}}
		tokens.identify(ctx)
		return tokens
	}
	c.actor.is(t.id)
	scopes := append(client.Scopes(c.Profile.ReadOnly), client.ScopeVersionsRead)
	return newLoginLater(func(ctx context.Context) (auth.TokenSource, error) {
		endpoint, err := t.endpoints.token(ctx)
		if err != nil {
			return nil, err
		}
		return auth.NewClientCredentials(t.transport, endpoint, t.id, t.secret, scopes, g.system.Now), nil
	})
}

// OpenLog opens a log file for appending, readable by its owner only. Without a name the log is discarded.
func OpenLog(name string) (*slog.Logger, func() error, error) {
	if name == "" {
		return slog.New(slog.DiscardHandler), func() error { return nil }, nil
	}
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return nil, nil, &SettingsError{Message: "the log file cannot be written", Err: err}
	}
	return slog.New(slog.NewTextHandler(file, nil)), file.Close, nil
}
