package connect

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/auth/store"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/client/sandbox"
)

// guarded is a keyring that may be locked; onSet answers in place of it.
type guarded struct {
	keyrings
	locked bool
	onSet  func(user string) error
}

func (g *guarded) refuses() error {
	if g.locked {
		return errors.New("Cannot get secret of a locked object")
	}
	return nil
}

func (g *guarded) Get(service, user string) (string, error) {
	if err := g.refuses(); err != nil {
		return "", err
	}
	return g.keyrings.Get(service, user)
}

func (g *guarded) Set(service, user, secret string) error {
	if g.onSet != nil {
		if err := g.onSet(user); err != nil {
			return err
		}
	}
	if err := g.refuses(); err != nil {
		return err
	}
	return g.keyrings.Set(service, user, secret)
}

func (g *guarded) Delete(service, user string) error {
	if err := g.refuses(); err != nil {
		return err
	}
	return g.keyrings.Delete(service, user)
}

// restarted is the program started anew: what it has learnt of the keyring is forgotten.
func (p *place) restarted(ring store.Keyring) *place {
	p.system.Keyring = ring
	p.Gate = p.gate(Settings{})
	return p
}

func TestSecretsAreNotLeftInALockedKeyring(t *testing.T) {
	for name, change := range map[string]func(*access.Profile){
		"another name":        func(p *access.Profile) { p.Name = "live" },
		"another case":        func(p *access.Profile) { p.Name = "PROD" },
		"another place":       func(p *access.Profile) { p.Place = string(profile.PlaceFile) },
		"another server":      func(p *access.Profile) { p.Server = "https://id.example.org" },
		"another Config API":  func(p *access.Profile) { p.ConfigURL = "https://id.example.org/api" },
		"server and its name": func(p *access.Profile) { p.Name, p.Server = "live", "https://id.example.org" },
	} {
		t.Run(name, func(t *testing.T) {
			ring := &guarded{keyrings: keyrings{}}
			p := newPlace(t, sandbox.Options{AutoApprove: "admin"}).restarted(ring)
			p.save(p.profile("prod"))
			p.signIn("prod")
			ring.locked = true
			changed := p.restarted(ring).profile("prod")
			change(&changed)
			_, err := p.Save(t.Context(), "prod", changed, access.Secret{})
			if problem := ops.Explain(err); problem.Kind != ops.ProblemRefused || !strings.Contains(problem.Message, "locked") ||
				!strings.Contains(problem.Hint, "Unlock the keyring") {
				t.Errorf("%+v", problem)
			}
			ring.locked = false
			p.restarted(ring)
			if stored, err := p.Profile(t.Context(), "prod"); err != nil || stored.Server != p.info.URL || !stored.SignedIn || len(ring.keyrings) != 2 {
				t.Errorf("%+v, %v, kept %d", stored, err, len(ring.keyrings))
			}
			if _, err := p.Save(t.Context(), "prod", changed, access.Secret{}); err != nil {
				t.Errorf("unlocked: %v", err)
			}
		})
	}
}

func TestWhatNeedsNoSecretsIsChangedWithALockedKeyring(t *testing.T) {
	ring := &guarded{keyrings: keyrings{}}
	p := newPlace(t, sandbox.Options{}).restarted(ring)
	p.save(p.profile("prod"))
	ring.locked = true
	changed := p.restarted(ring).profile("prod")
	changed.Color = "red"
	if _, err := p.Save(t.Context(), "prod", changed, access.Secret{}); err != nil {
		t.Error(err)
	}
}

// Where a secret cannot be stored under the new name, everything is as before.
func TestNoHalfARename(t *testing.T) {
	ring := &guarded{keyrings: keyrings{}}
	p := newPlace(t, sandbox.Options{AutoApprove: "admin"}).restarted(ring)
	p.save(p.profile("prod"))
	p.signIn("prod")
	aside := p.stores.dir + ".aside"
	sets := 0
	ring.onSet = func(user string) error {
		if sets++; !strings.HasPrefix(user, "live/") || sets < 2 {
			return nil
		}
		if err := os.Rename(p.stores.dir, aside); err != nil { // neither keyring nor file takes it
			t.Fatal(err)
		}
		if err := os.WriteFile(p.stores.dir, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		return errors.New("there is no room")
	}
	_, err := p.Save(t.Context(), "prod", p.profile("live"), access.Secret{})
	if err == nil || !strings.Contains(err.Error(), "is not changed") {
		t.Errorf("%v", err)
	}
	if list, err := p.file.Load(); err != nil || len(list.List) != 1 || list.List[0].Name != "prod" || list.Default != "prod" {
		t.Errorf("%+v, %v", list, err)
	}
	ring.onSet = nil
	if err := errors.Join(os.Remove(p.stores.dir), os.Rename(aside, p.stores.dir)); err != nil {
		t.Fatal(err)
	}
	if stored, err := p.restarted(ring).Profile(t.Context(), "prod"); err != nil || !stored.SignedIn {
		t.Errorf("%+v, %v", stored, err)
	}
}
