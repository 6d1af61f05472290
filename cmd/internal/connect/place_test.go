package connect

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/client/sandbox"
)

// place is a machine with a gate, and a server whose clock it shares.
type place struct {
	*Gate
	t      *testing.T
	clock  *sandbox.ManualClock
	server *sandbox.Server
	info   sandbox.Info
	env    map[string]string
	system System
}

func newPlace(t *testing.T, o sandbox.Options) *place {
	t.Helper()
	p := &place{t: t, clock: sandbox.NewManualClock(time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)), env: map[string]string{}}
	o.Clock = p.clock
	var err error
	if p.server, err = sandbox.Open(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.server.Close(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
	p.info = p.server.Info()
	p.env["JANSADM_HOME"], p.env["HOME"] = t.TempDir(), t.TempDir()
	p.system = RealSystem(environment(p.env), "test")
	p.system.Now = p.clock.Now
	p.system.Sleep = func(ctx context.Context, d time.Duration) error { p.clock.Advance(d); return ctx.Err() }
	p.system.Keyring = keyrings{}
	p.Gate = p.gate(Settings{})
	return p
}

func (p *place) gate(s Settings) *Gate {
	g := NewGate(s, p.system)
	p.t.Cleanup(func() {
		if err := g.Close(context.WithoutCancel(p.t.Context())); err != nil {
			p.t.Error(err)
		}
	})
	return g
}

// keyrings stand for that of the operating system, by "service/user".
type keyrings map[string]string

func (k keyrings) Get(service, user string) (string, error) {
	if secret, ok := k[service+"/"+user]; ok {
		return secret, nil
	}
	return "", keyring.ErrNotFound
}
func (k keyrings) Set(service, user, secret string) error { k[service+"/"+user] = secret; return nil }
func (k keyrings) Delete(service, user string) error {
	if _, err := k.Get(service, user); err != nil {
		return err
	}
	delete(k, service+"/"+user)
	return nil
}

// noKeyring is a machine without one.
type noKeyring struct{}

var errNoBus = errors.New("there is no bus")

func (noKeyring) Get(string, string) (string, error) { return "", errNoBus }
func (noKeyring) Set(string, string, string) error   { return errNoBus }
func (noKeyring) Delete(string, string) error        { return errNoBus }

// lockedKeyring answers as go-keyring does when the person does not unlock the Secret Service.
type lockedKeyring struct{}

var errStaysLocked = errors.New("failed to unlock correct collection '/org/freedesktop/secrets/collection/login'")

func (lockedKeyring) Get(string, string) (string, error) { return "", errStaysLocked }
func (lockedKeyring) Set(string, string, string) error   { return errStaysLocked }
func (lockedKeyring) Delete(string, string) error        { return errStaysLocked }

// profile is how the server is stored.
func (p *place) profile(name string) access.Profile {
	return access.Profile{Name: name, Server: p.info.URL, ClientID: p.info.TUIID, CACert: p.info.CAFile}
}

func (p *place) save(profile access.Profile) string {
	p.t.Helper()
	where, err := p.Save(p.t.Context(), "", profile, access.NewSecret(p.info.TUISecret))
	if err != nil {
		p.t.Fatal(err)
	}
	return where
}

func (p *place) signIn(name string) {
	p.t.Helper()
	if err := p.SignIn(p.t.Context(), name, func(access.Code) {}); err != nil {
		p.t.Fatal(err)
	}
}

func (p *place) open(name string) *access.Opened {
	p.t.Helper()
	opened, err := p.Open(p.t.Context(), name)
	if err != nil {
		p.t.Fatal(err)
	}
	return opened
}

// setLifetime changes something harmless.
func setLifetime(t *testing.T, o *ops.Ops, value string, consent ops.Consent) error {
	t.Helper()
	return setProperty(t, o, "accessTokenLifetime", value, consent)
}

func setProperty(t *testing.T, o *ops.Ops, name, value string, consent ops.Consent) error {
	t.Helper()
	configuration, err := o.Load(t.Context())
	if err != nil {
		return err
	}
	draft := ops.NewDraft()
	if err := configuration.Set(draft, name, []byte(value)); err != nil {
		t.Fatal(err)
	}
	plan, err := o.PlanAgainst(t.Context(), configuration, draft.Edits())
	if err != nil {
		return err
	}
	_, err = o.Apply(t.Context(), plan, consent)
	return err
}
