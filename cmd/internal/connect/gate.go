package connect

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/jansadm/jansadm/client/auth/store"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/client/transport"
)

// Gate is the way to servers: the profiles of this machine, signing in by them, and connections. Flags hold for all connections. It
// implements access.Gate and is safe for concurrent use.
type Gate struct {
	settings Settings
	system   System
	file     *profile.File
	stores   *stores
	news     *news // of everything that goes through this gate

	mu     sync.Mutex
	open   []*Connection
	recent map[string]*transport.Recent // requests, by the server as profiles name it
}

var _ access.Gate = (*Gate)(nil)

// NewGate reads nothing yet.
func NewGate(s Settings, system System) *Gate {
	paths, told := profile.DefaultPaths(system.Env), &news{}
	return &Gate{
		settings: s, system: system, file: profile.Open(paths.Profiles()), recent: map[string]*transport.Recent{}, news: told,
		stores: &stores{dir: paths.Secrets(), keyring: system.Keyring, warn: told.add, open: map[profile.Place]*store.Store{}},
	}
}

// News returns the warnings that have come up since it was called last, by whatever connection.
func (g *Gate) News() []error { return g.news.take() }

// Start makes the connection that the settings ask for. A *NoServerError says that they ask for none.
func (g *Gate) Start(ctx context.Context) (*Connection, error) {
	p, err := g.chosen()
	if err != nil {
		return nil, err
	}
	return g.begin(ctx, p)
}

// Open implements access.Gate.
func (g *Gate) Open(ctx context.Context, name string) (*access.Opened, error) {
	p := profile.Profile{Name: SandboxName}
	if name != SandboxName {
		var err error
		if p, err = g.named(name); err != nil {
			return nil, err
		}
	}
	c, err := g.begin(ctx, p)
	if err != nil {
		return nil, err
	}
	return c.Opened(), nil
}

func (g *Gate) begin(ctx context.Context, p profile.Profile) (*Connection, error) {
	used := g.settings.over(p)
	if p.Name == SandboxName { // its own certificate is known
		used = profile.Profile{Name: p.Name, ReadOnly: g.settings.ReadOnly}
	}
	now, _ := g.guardsOf(used).read() // nothing is written while that fails
	used.ReadOnly = used.ReadOnly || now.ReadOnly
	c, err := g.connect(ctx, used)
	if err != nil {
		return nil, err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.open = append(g.open, c)
	return c, nil
}

// requests is where the requests to a server are remembered: those of looking at it, of signing in, and of connections.
func (g *Gate) requests(server string) *transport.Recent {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.recent[server] == nil {
		g.recent[server] = &transport.Recent{}
	}
	return g.recent[server]
}

// Close closes the connections that are open still.
func (g *Gate) Close(ctx context.Context) error {
	g.mu.Lock()
	left := g.open
	g.open = nil
	g.mu.Unlock()
	var errs []error
	for _, c := range left {
		errs = append(errs, c.Close(ctx))
	}
	return errors.Join(errs...)
}

// chosen is the server that the settings ask for, as a profile: of the sandbox it has the name only, of a server that is given by its
// address everything but the name.
func (g *Gate) chosen() (profile.Profile, error) {
	switch {
	case g.settings.Sandbox, g.settings.Profile == SandboxName:
		return profile.Profile{Name: SandboxName}, nil
	case g.settings.Server != "":
		return profile.Profile{Server: g.settings.Server}, nil
	}
	return g.named(g.settings.Profile)
}

// named is the profile of that name, and with "" the default one, fit to be used.
func (g *Gate) named(name string) (profile.Profile, error) {
	profiles, err := g.file.Load()
	switch {
	case err != nil:
		return profile.Profile{}, err
	case name == "" && len(profiles.List) == 0:
		return profile.Profile{}, &NoServerError{}
	case name == "" && profiles.Default == "":
		return profile.Profile{}, &SettingsError{
			Message: "no profile is named, and none is the default one",
			Hint:    "name one with --profile (" + strings.Join(profiles.Names(), ", ") + "), or choose one with \"jansadm profile use NAME\"",
		}
	}
	p, err := profiles.Find(name)
	if err == nil {
		err = p.Check()
	}
	if err != nil && name == "" {
		err = fmt.Errorf("the default profile in %s: %w", g.file.Path(), err)
	}
	return p, err
}
