package tui_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// portal is a way to servers that does what a test says, and remembers what was asked of it.
type portal struct {
	t        testing.TB
	mu       sync.Mutex
	profiles []access.Profile
	broken   error // the file of profiles
	legacy   *access.Legacy
	look     func(access.Profile) (access.Sighting, error)
	signIn   func(ctx context.Context, show func(access.Code)) error // nil: it works at once
	opening  error
	identity func() (access.Identity, error)
	news     []string
	calls    []access.Call
	server   *scripted
	parting  func(access.Profile) (access.Parting, error) // nil: nothing is lost
	warnings []string
	kept     string // where secrets are, in words

	asked  []string
	saved  access.Profile
	secret string
	signed map[string]bool
	closed map[string]int
}

func newPortal(t testing.TB, profiles ...access.Profile) *portal {
	return &portal{t: t, profiles: profiles, server: newInstallation(nil), signed: map[string]bool{}, closed: map[string]int{}}
}

func (g *portal) note(format string, args ...any) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.asked = append(g.asked, fmt.Sprintf(format, args...))
}

// has says whether the gate was asked for something.
func (g *portal) has(what string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Contains(g.asked, what)
}

func (g *portal) Profiles(context.Context) ([]access.Profile, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Clone(g.profiles), g.broken
}

func (g *portal) SetAside(context.Context) (string, error) {
	g.note("set aside")
	g.broken = nil
	return "profiles.yaml.broken-1", nil
}

func (g *portal) Legacy(context.Context) (access.Legacy, bool, error) {
	if g.legacy == nil {
		return access.Legacy{}, false, nil
	}
	return *g.legacy, true, nil
}

func (g *portal) Look(_ context.Context, p access.Profile) (access.Sighting, error) {
	g.note("look %s", p.Server)
	if g.look != nil {
		return g.look(p)
	}
	return found(p), nil
}

func found(p access.Profile) access.Sighting {
	return access.Sighting{
		Server: p.Server, Issuer: p.Server, AuthURL: p.Server + "/jans-auth", ConfigURL: p.Server + "/jans-config-api/api/v1", Health: "jans-config-api liveness UP",
	}
}

func (g *portal) Parting(_ string, p access.Profile) (access.Parting, error) {
	if g.parting == nil {
		return access.Parting{}, nil
	}
	return g.parting(p)
}

func (g *portal) Save(_ context.Context, name string, p access.Profile, secret access.Secret) (string, error) {
	g.note("save %s", name)
	g.mu.Lock()
	defer g.mu.Unlock()
	g.saved, g.secret = p, secret.Reveal()
	g.profiles = append(slices.DeleteFunc(g.profiles, func(other access.Profile) bool { return other.Name == name }), p)
	return cmp.Or(g.kept, "in the keyring of this computer"), nil
}

func (g *portal) Remove(_ context.Context, name string) error {
	g.note("remove %s", name)
	g.mu.Lock()
	defer g.mu.Unlock()
	g.profiles = slices.DeleteFunc(g.profiles, func(p access.Profile) bool { return p.Name == name })
	return nil
}

func (g *portal) SetDefault(_ context.Context, name string) error {
	g.note("default %s", name)
	return nil
}

func (g *portal) SignIn(ctx context.Context, name string, show func(access.Code)) error {
	g.note("sign in %s", name)
	if g.signIn != nil {
		if err := g.signIn(ctx, show); err != nil {
			return err
		}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.signed[name] = true
	return nil
}

func (g *portal) SignOut(_ context.Context, name string) error {
	g.note("sign out %s", name)
	g.mu.Lock()
	defer g.mu.Unlock()
	g.signed[name] = false
	return nil
}

func (g *portal) Open(_ context.Context, name string) (*access.Opened, error) {
	g.note("open %s", name)
	if g.opening != nil {
		return nil, g.opening
	}
	return g.opened(name), nil
}

// opened is a connection by a profile to the gate's one server.
func (g *portal) opened(name string) *access.Opened {
	profile := access.Profile{Name: name}
	for _, p := range g.profiles {
		if p.Name == name {
			profile = p
		}
	}
	opened := &access.Opened{
		Ops:     connection{server: issuer, network: g.server, theme: kittest.Mono(), prover: noProof{}, journal: memory{}, readOnly: profile.ReadOnly, guard: profile.Name}.session(g.t).Ops,
		Profile: profile, Server: "jans.example.org", Personal: name != access.SandboxName, Warnings: g.warnings,
		Calls: func() []access.Call { return g.calls },
		News: func() []string {
			list := g.news
			g.news = nil
			return list
		},
		Close: func(context.Context) error {
			g.mu.Lock()
			defer g.mu.Unlock()
			g.closed[name]++
			return nil
		},
	}
	if profile.SignedIn {
		opened.User = profile.Person
	}
	opened.Identity = func(context.Context) (access.Identity, error) {
		g.note("identity %s", name)
		if g.identity != nil {
			return g.identity()
		}
		return access.Identity{Person: "admin"}, nil
	}
	return opened
}

// session is a console's that has no server yet, with a clock that goes on by a second each time it is read. Nothing is ever later.
func (g *portal) session(th *theme.Theme) *core.Session {
	var seconds atomic.Int64
	return &core.Session{
		Context: g.t.Context(), Gate: g, Draft: ops.NewDraft(), Theme: th, Registry: tui.Registry(),
		Now:    func() time.Time { return noon.Add(time.Duration(seconds.Add(1)) * time.Second) },
		Copy:   func(content string) tea.Cmd { g.note("copy %s", content); return nil },
		Browse: func(address string) tea.Cmd { g.note("browse %s", address); return nil },
		After:  func(time.Duration, tea.Msg) tea.Cmd { return nil },
	}
}

var noon = time.Date(2026, 7, 13, 12, 0, 0, 0, time.UTC)

// arrive starts the console where no server is chosen.
func arrive(t testing.TB, g *portal, width, height int) *stage {
	t.Helper()
	return appear(t, g.session(kittest.Mono()), "welcome", width, height)
}

// settle starts the console on a profile.
func settle(t testing.TB, g *portal, name string, width, height int) *stage {
	t.Helper()
	session := g.session(kittest.Mono())
	session.Connect(g.opened(name))
	return appear(t, session, "home", width, height)
}

func appear(t testing.TB, session *core.Session, first string, width, height int) *stage {
	t.Helper()
	app := tui.New(session, first)
	return &stage{Driver: tuitest.Drive(t, app, width, height), app: app, session: session}
}

// prod is a profile somebody has signed in by, stage another one without.
var (
	prod = access.Profile{
		Name: "prod", Server: "https://jans.example.org", ClientID: "1800.prod", Color: "red", ReadOnly: true, Default: true, SignedIn: true, Person: "admin",
		Kept: "in the keyring of this computer",
	}
	staging = access.Profile{Name: "staging", Server: "https://staging.example.org:8443", ClientID: "1800.staging", Color: "green", Pin: "ab12"}
)

const fingerprint = "AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89"

// selfMade is the certificate that setup makes.
func selfMade() *access.CertificateProblem {
	return &access.CertificateProblem{
		Message: "the certificate of jans.example.org names no host in the way that is asked for today, only in its outdated common name field (jans.example.org)",
		Hint:    "Setup makes such certificates. Compare its fingerprint and pin it, or give the server another certificate.",
		Subject: "CN=jans.example.org,O=Example", Issuer: "CN=jans.example.org,O=Example",
		From: time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC), Until: time.Date(2027, 1, 2, 0, 0, 0, 0, time.UTC), Fingerprint: fingerprint, MayPin: true,
	}
}

var errNoFolder = errors.New("the sandbox cannot be opened: mkdir /data: permission denied")

func newApp(session *core.Session) *tui.App { return tui.New(session, "home") }

// runAll runs a command to its messages, without delivering them.
func runAll(cmd tea.Cmd) []tea.Msg {
	if cmd == nil {
		return nil
	}
	msg := cmd()
	batch, ok := msg.(tea.BatchMsg)
	if !ok {
		return []tea.Msg{msg}
	}
	var msgs []tea.Msg
	for _, one := range batch {
		msgs = append(msgs, runAll(one)...)
	}
	return msgs
}

// replyOf is the one answer among the messages of a command.
func replyOf(t testing.TB, cmd tea.Cmd) tea.Msg {
	t.Helper()
	for _, msg := range runAll(cmd) {
		if reply, ok := msg.(core.Reply); ok {
			return reply
		}
	}
	t.Fatal("nothing is answered")
	return nil
}

// named are frames of the same names, for the test of what is left over.
func named(entrances []entrance) []frame {
	frames := make([]frame, len(entrances))
	for i, e := range entrances {
		frames[i].name = e.name
	}
	return frames
}
