package connect

import (
	"context"
	"errors"
	"log/slog"
	"net/url"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/client/transport"
)

// target is a server as far as the ways to reach one differ.
type target struct {
	base      string
	host      string
	label     string
	insecure  bool
	transport *transport.Transport
	endpoints *endpoints
	people    ops.People // whose values can be shown; nil when there is nobody
	signer    *signer    // of the person who signs in; nil when a client acts
	credentials
}

// server prepares a connection to a real server. A profile without a name is one that the flags describe.
func (c *Connection) server(_ context.Context, g *Gate, p profile.Profile, log *slog.Logger) (target, error) {
	keys, err := readCredentials(g.system.Env, p)
	if err != nil {
		return target{}, err
	}
	way, err := g.reach(p, log)
	if err != nil {
		return target{}, g.fileGone(p, err)
	}
	c.close = append(c.close, func(context.Context) error { way.transport.Close(); return nil })
	reached := target{
		base: way.base, host: way.host, label: p.Name, insecure: p.Insecure, transport: way.transport, endpoints: way.endpoints, credentials: keys}
	if p.Name == "" {
		reached.label = way.host
	}
	switch {
	case keys.token != "": // a client that logs in by itself is nobody
		reached.people = &bearer{transport: way.transport, endpoint: way.endpoints.userinfo, token: keys.token}
	case keys.person:
		reached.signer = g.signer(way, p, keys.secret)
	}
	return reached, nil
}

// sandbox starts the embedded server, or attaches to the process that runs it. Its paths are known, so that a discovery document
// that was spoilt for trying it out does not shut the console out.
func (c *Connection) sandbox(ctx context.Context, g *Gate, p profile.Profile, log *slog.Logger) (target, error) {
	handle, err := sandbox.Connect(ctx, sandbox.Options{Dir: profile.DefaultPaths(g.system.Env).Sandbox(), Log: log})
	if err != nil {
		return target{}, err
	}
	c.close = append(c.close, handle.Close)
	info := handle.Info()
	p.Server = info.URL
	options := g.transportOptions(p, log)
	if options.Transport, err = newIsland(info.URL, handle.Transport()); err != nil {
		return target{}, err
	}
	t, err := newTransport(options)
	if err != nil {
		return target{}, err
	}
	c.close = append(c.close, func(context.Context) error { t.Close(); return nil })
	return target{
		base: info.URL, host: hostOf(info.URL), label: SandboxName, transport: t, endpoints: fixedEndpoints(info.URL, t),
		people:      residents{handle},
		credentials: credentials{id: info.ClientID, secret: info.ClientSecret},
	}, nil
}

// way is how the server of a profile is reached.
type way struct {
	base      string
	host      string
	authURL   string
	transport *transport.Transport
	endpoints *endpoints
}

// reach sends nothing.
func (g *Gate) reach(p profile.Profile, log *slog.Logger) (way, error) {
	if err := takeAddresses(&p); err != nil {
		return way{}, badServer(err)
	}
	base := p.Server
	t, err := newTransport(g.transportOptions(p, log))
	if err != nil {
		return way{}, err
	}
	w := way{base: base, host: hostOf(base), authURL: base + authPath, transport: t, endpoints: newEndpoints(base, t)}
	if p.AuthURL != "" {
		w.authURL, w.endpoints = p.AuthURL, endpointsAt(t, p.AuthURL, p.AuthURL)
	}
	return w, nil
}

func (g *Gate) transportOptions(p profile.Profile, log *slog.Logger) transport.Options {
	return transport.Options{
		CACert: p.CACert, ClientCert: p.ClientCert, ClientKey: p.ClientKey, Pin: p.Pin, Insecure: p.Insecure, PlainHTTP: p.PlainHTTP,
		Timeout: g.settings.Timeout, ReadOnly: p.ReadOnly, Guard: g.guardsOf(p).writable, Version: g.system.Version, Log: log,
		Recent: g.requests(p.Server),
		NewID:  g.system.NewID, Now: g.system.Now, Sleep: g.system.Sleep,
	}
}

func newTransport(options transport.Options) (*transport.Transport, error) {
	t, err := transport.New(options)
	if err != nil {
		return nil, &SettingsError{Message: "the connection cannot be set up", Err: err}
	}
	return t, nil
}

// fileGone is a *ProfileFileError where a certificate file of a profile cannot be used. Other errors stay as they are.
func (g *Gate) fileGone(p profile.Profile, err error) error {
	file := (*transport.FileError)(nil)
	if p.Name == "" || !errors.As(err, &file) {
		return err
	}
	flags, given := "--ca-cert FILE", g.settings.CACert != ""
	if file.Pair {
		flags, given = "--client-cert FILE --client-key FILE", g.settings.ClientCert != "" || g.settings.ClientKey != ""
	}
	if given { // the file is not the profile's
		return err
	}
	return &ProfileFileError{Profile: p.Name, Flags: flags, Err: file}
}

func baseURL(p profile.Profile) (string, error) {
	if p.PlainHTTP {
		return client.PlainBaseURL(p.Server)
	}
	return client.BaseURL(p.Server)
}

func hostOf(base string) string {
	u, err := url.Parse(base)
	if err != nil {
		return base
	}
	return u.Host
}

func badServer(err error) error {
	problem := &SettingsError{Message: "the server's address cannot be used"}
	if failure := (*transport.Error)(nil); errors.As(err, &failure) {
		problem.Err, problem.Hint = errors.New(failure.Detail), failure.Hint
	} else {
		problem.Err = err
	}
	return problem
}
