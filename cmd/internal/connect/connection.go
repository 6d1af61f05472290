package connect

import (
	"context"
	"errors"
	"log/slog"
	"net/url"
	"os"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/client/proof"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/client/transport"
)

// SandboxName is what the embedded server is called where a profile's name would stand.
const SandboxName = profile.SandboxName

// Connection is one server, ready to work with. Opening it has sent nothing yet.
type Connection struct {
	Ops   *ops.Ops
	Label string // what to call the server in the console's header
	// Insecure says that the server's certificate is not checked.
	Insecure bool
	// Warnings are worth telling before anything is done.
	Warnings []error
	close    []func(context.Context) error
}

// Close gives everything back: the sandbox's folder, connections, the log file. The context bounds the wait for the sandbox to
// finish what it is doing.
func (c *Connection) Close(ctx context.Context) error {
	var errs []error
	for i := len(c.close) - 1; i >= 0; i-- {
		errs = append(errs, c.close[i](ctx))
	}
	return errors.Join(errs...)
}

// target is a server as far as the ways to reach one differ.
type target struct {
	base      string
	label     string
	profile   string
	transport *transport.Transport
	endpoints *endpoints
	people    ops.People // whose values can be shown; nil when there is nobody
	credentials
}

// Open makes the connection that the settings ask for: one of Sandbox and Server has to be set. Errors are SettingsError,
// CredentialsError, or what the sandbox says about its folder.
func Open(ctx context.Context, s Settings, system System) (*Connection, error) {
	c := &Connection{}
	if err := c.open(ctx, s, system); err != nil {
		return nil, errors.Join(err, c.Close(context.WithoutCancel(ctx)))
	}
	return c, nil
}

func (c *Connection) open(ctx context.Context, s Settings, system System) error {
	log, closeLog, err := OpenLog(s.LogFile)
	if err != nil {
		return err
	}
	c.close = append(c.close, func(context.Context) error { return closeLog() })
	reach := c.server
	if s.Sandbox {
		reach = c.sandbox
	}
	t, err := reach(ctx, s, system, log)
	if err != nil {
		return err
	}
	if t.exposed != nil {
		c.Warnings = append(c.Warnings, t.exposed)
	}
	tokens := login(t, s.ReadOnly, system)
	api, err := client.New(client.Config{BaseURL: t.base, Tokens: tokens, Transport: t.transport})
	if err != nil {
		return badServer(err)
	}
	var configuration ops.ConfigurationAPI = api.Properties
	if s.Sandbox {
		configuration = resettable{configuration}
	}
	c.Label, c.Insecure = t.label, s.Insecure && !s.Sandbox
	c.Ops = ops.New(ops.Deps{
		Configuration: configuration,
		Entries:       ops.Entries(api), ScopeUsers: api.ScopeUsers, People: t.people,
		Prover:  &proof.Prover{Transport: t.transport, Tokens: tokens, Introspection: t.endpoints.introspection},
		Journal: journal.Open(profile.DefaultPaths(system.Env).Journal()),
		Server:  t.base, Profile: t.profile, User: func() string { return t.id }, ClientID: t.id, ReadOnly: s.ReadOnly,
		Now: system.Now, NewID: system.NewID, Sleep: system.Sleep,
	})
	return nil
}

func login(t target, readOnly bool, system System) auth.TokenSource {
	if t.token != "" {
		return auth.Static(t.token)
	}
	return newLoginLater(t.endpoints.token, func(endpoint string) auth.TokenSource {
		return auth.NewClientCredentials(t.transport, endpoint, t.id, t.secret, client.Scopes(readOnly), system.Now)
	})
}

// server prepares a connection to a real server.
func (c *Connection) server(_ context.Context, s Settings, system System, log *slog.Logger) (target, error) {
	base, err := client.BaseURL(s.Server)
	if err != nil {
		return target{}, badServer(err)
	}
	keys, err := readCredentials(system.Env)
	if err != nil {
		return target{}, err
	}
	options := transportOptions(s, system, log)
	options.CACert, options.ClientCert, options.ClientKey, options.Insecure = s.CACert, s.ClientCert, s.ClientKey, s.Insecure
	t, err := c.transport(options)
	if err != nil {
		return target{}, err
	}
	label := base
	if u, err := url.Parse(base); err == nil {
		label = u.Host
	}
	reached := target{base: base, label: label, transport: t, endpoints: newEndpoints(base, t), credentials: keys}
	if keys.token != "" { // a client that logs in by itself is nobody
		reached.people = &bearer{transport: t, endpoint: reached.endpoints.userinfo, token: keys.token}
	}
	return reached, nil
}

// sandbox starts the embedded server, or attaches to the process that runs it. Its paths are known, so that a discovery document
// that was spoilt for trying it out does not shut the console out.
func (c *Connection) sandbox(ctx context.Context, s Settings, system System, log *slog.Logger) (target, error) {
	handle, err := sandbox.Connect(ctx, sandbox.Options{Dir: profile.DefaultPaths(system.Env).Sandbox(), Log: log})
	if err != nil {
		return target{}, err
	}
	c.close = append(c.close, handle.Close)
	info := handle.Info()
	options := transportOptions(s, system, log)
	if options.Transport, err = newIsland(info.URL, handle.Transport()); err != nil {
		return target{}, err
	}
	t, err := c.transport(options)
	if err != nil {
		return target{}, err
	}
	return target{
		base: info.URL, label: SandboxName, profile: SandboxName, transport: t, endpoints: fixedEndpoints(info.URL, t),
		people:      residents{handle},
		credentials: credentials{id: info.ClientID, secret: info.ClientSecret},
	}, nil
}

func (c *Connection) transport(options transport.Options) (*transport.Transport, error) {
	t, err := transport.New(options)
	if err != nil {
		return nil, &SettingsError{Problem: "the connection cannot be set up", Err: err}
	}
	c.close = append(c.close, func(context.Context) error { t.Close(); return nil })
	return t, nil
}

func transportOptions(s Settings, system System, log *slog.Logger) transport.Options {
	return transport.Options{
		Timeout: s.Timeout, ReadOnly: s.ReadOnly, Version: system.Version, Log: log,
		NewID: system.NewID, Now: system.Now, Sleep: system.Sleep,
	}
}

func badServer(err error) error {
	problem := &SettingsError{Problem: "the server's address cannot be used"}
	if failure := (*transport.Error)(nil); errors.As(err, &failure) {
		problem.Err, problem.Hint = errors.New(failure.Detail), failure.Hint
	} else {
		problem.Err = err
	}
	return problem
}

// OpenLog opens a log file for appending, readable by its owner only. Without a name the log is discarded.
func OpenLog(name string) (*slog.Logger, func() error, error) {
	if name == "" {
		return slog.New(slog.DiscardHandler), func() error { return nil }, nil
	}
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return nil, nil, &SettingsError{Problem: "the log file cannot be written", Err: err}
	}
	return slog.New(slog.NewTextHandler(file, nil)), file.Close, nil
}
