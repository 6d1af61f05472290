package connect

import (
	"errors"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/auth/store"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/client/sandbox"
)

func TestSecretsStayWithTheirServer(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*access.Profile)
		want   Parting
	}{
		"another server":      {func(p *access.Profile) { p.Server = "https://id.example.org" }, Parting{Login: true, Secret: true}},
		"another auth server": {func(p *access.Profile) { p.AuthURL = "https://id.example.org/jans-auth" }, Parting{Login: true, Secret: true}},
		"another client":      {func(p *access.Profile) { p.ClientID = "2000.x" }, Parting{Login: true, Secret: true}},
		"another Config API":  {func(p *access.Profile) { p.ConfigURL = "https://id.example.org/api" }, Parting{Login: true}},
		"spelled otherwise":   {func(p *access.Profile) { p.Server += "/" }, Parting{}},
		"port with zeros":     {func(p *access.Profile) { p.Server = strings.Replace(p.Server, "1:", "1:0", 1) }, Parting{}},
		"another name":        {func(p *access.Profile) { p.Name = "live" }, Parting{}},
		"another colour":      {func(p *access.Profile) { p.Color = "red" }, Parting{}},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t, sandbox.Options{AutoApprove: "admin"})
			p.save(p.profile("prod"))
			p.signIn("prod")
			changed := p.profile("prod")
			c.change(&changed)
			if got, err := p.Parting("prod", changed); got != c.want || err != nil {
				t.Errorf("%+v, %v", got, err)
			}
			if _, err := p.Save(t.Context(), "prod", changed, access.Secret{}); err != nil {
				t.Fatal(err)
			}
			for kind, gone := range map[store.Kind]bool{store.Session: c.want.Login, store.ClientSecret: c.want.Secret} {
				_, err := p.stores.at(profile.PlaceKeyring).Get(t.Context(), store.Key{Profile: changed.Name, Kind: kind})
				if errors.Is(err, store.ErrNotFound) != gone {
					t.Errorf("%s: %v", kind, err)
				}
			}
		})
	}
}

func TestASecretForTheNewServerIsKept(t *testing.T) {
	p := newPlace(t, sandbox.Options{})
	p.save(p.profile("prod"))
	changed := p.profile("prod")
	changed.ClientID = "2000.x"
	if _, err := p.Save(t.Context(), "prod", changed, access.NewSecret("new")); err != nil {
		t.Fatal(err)
	}
	secret, err := p.stores.at(profile.PlaceKeyring).Get(t.Context(), store.Key{Profile: "prod", Kind: store.ClientSecret})
	if secret != "new" || err != nil {
		t.Errorf("%q, %v", secret, err)
	}
}

func TestWhatCannotBeStoredForgetsNothing(t *testing.T) {
	p := newPlace(t, sandbox.Options{})
	p.save(p.profile("prod"))
	p.save(p.profile("test"))
	for name, change := range map[string]func(*access.Profile){
		"a taken name":    func(p *access.Profile) { p.Name = "TEST" },
		"a strange place": func(p *access.Profile) { p.Place = "cellar" },
	} {
		changed := p.profile("prod")
		changed.Server = "https://id.example.org"
		change(&changed)
		if _, err := p.Save(t.Context(), "prod", changed, access.Secret{}); err == nil {
			t.Errorf("%s: it was stored", name)
		}
		if _, err := p.stores.at(profile.PlaceKeyring).Get(t.Context(), store.Key{Profile: "prod", Kind: store.ClientSecret}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
