package tui_test

import (
	"errors"
	"testing"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/kittest"
)

// parts forgets what is kept when the server is another one, as the gate does.
func parts(p access.Profile) (access.Parting, error) {
	if p.Server == "" {
		return access.Parting{}, errors.New("no server")
	}
	other := p.Server != prod.Server || p.ClientID != prod.ClientID || p.AuthURL != prod.AuthURL
	return access.Parting{Login: other || p.ConfigURL != prod.ConfigURL, Secret: other}, nil
}

// What a changed profile has to be without is said while one types, and asked about before it is saved.
func TestTheFormSaysWhatSavingForgets(t *testing.T) {
	const forgets, question = "saving forgets the kept login and the kept client secret", "Save and forget?"
	g := newPortal(t, staging, prod)
	g.parting = parts
	s := settle(t, g, "staging", 100, 40)
	s.Send(core.Open{ID: "profile", Arg: "prod"})
	s.Keys("tab", "x")
	s.Expect(forgets)
	s.Keys("backspace")
	s.Refuse(forgets)
	s.Keys("ctrl+u")
	s.Refuse(forgets)
	s.Type("https://other.example.org")
	s.Expect(forgets)
	s.Keys("enter")
	s.Expect(question)
	s.Keys("esc")
	if g.has("save prod") {
		t.Fatal("it was saved all the same")
	}
	for range 6 {
		s.Keys("tab")
	}
	s.Type("swordfish")
	s.Expect("takes the new secret in the place of the kept one")
	s.Keys("enter", "y")
	s.Expect("Lift guards of prod?") // the server that it leaves is guarded by it no more
	s.Keys("y")
	s.Expect("The profile prod is saved")
	if g.saved.Server != "https://other.example.org" || g.secret != "swordfish" {
		t.Errorf("saved %+v with %q", g.saved, g.secret)
	}
}

// A profile that cannot be stored is refused before anything is asked.
func TestAProfileThatCannotBeStored(t *testing.T) {
	g := newPortal(t, prod)
	g.parting = func(access.Profile) (access.Parting, error) { return access.Parting{}, errors.New("the file is gone") }
	s := settle(t, g, "prod", 100, 40)
	s.Send(core.Open{ID: "profile", Arg: "prod"})
	s.Keys("enter")
	s.Expect("the file is gone")
	if g.has("save prod") {
		t.Error("it was saved all the same")
	}
}

// After the profile in use was saved one is among the profiles still. Only what matters to the connection makes another one.
func TestSavingTheProfileInUse(t *testing.T) {
	g := newPortal(t, prod)
	s := settle(t, g, "prod", 100, 40)
	s.Send(core.Jump{ID: "profiles"})
	s.Keys("e", "enter")
	s.Expect("Home › Profiles", "The profile prod is saved")
	s.Keys("e", "tab", "tab", "right", "enter")
	s.Expect("Home › Profiles", "The profile prod is saved")
	if g.has("open prod") || g.saved.Color != "yellow" || s.session.Label.Color != "yellow" {
		t.Errorf("opened again, or no colour: %q, %q", g.asked, s.session.Label.Color)
	}
	s.Keys("e", "tab", "tab", "tab", "tab")
	s.Type("prod")
	s.Keys("enter")
	s.Expect("Home › Profiles", "The profile prod is saved", "connected")
	if !g.has("open prod") || g.closed["prod"] != 1 {
		t.Errorf("not opened again: %q", g.asked)
	}
}

// A profile is saved, not staged; and what is typed is text, also where it is a key elsewhere.
func TestLeavingAFormIsAboutSaving(t *testing.T) {
	g := newPortal(t, prod)
	s := settle(t, g, "prod", 100, 40)
	s.Send(core.Open{ID: "profile", Arg: "prod"})
	s.Type("?:q")
	s.Expect("prod?:q")
	s.Keys("f1")
	s.Expect("Help: prod")
	s.Keys("esc", "esc")
	s.Expect("Leave without saving?")
	s.Keys("y")
	s.Send(core.Open{ID: "connect"})
	s.Type("?")
	s.Expect("Host ?")
	s.Keys("esc")
	s.Expect("Leave without saving?")
}

// A long wrong word can be seen, and is told.
func TestAWrongWordOfAnyLength(t *testing.T) {
	s := arrive(t, newPortal(t), 80, 24)
	toConnect("http://jans.example.org")(s)
	s.Keys("enter")
	s.Type("yes, over http")
	s.Expect("yes, over http")
	s.Keys("enter")
	s.Expect("“yes, over http” is not the word")
}

// Nothing that is sent in clear goes without a mark, wherever one is; on this machine nobody listens.
func TestTheHeaderTellsOfMissingEncryption(t *testing.T) {
	const mark = "▲ not encrypted"
	for name, tc := range map[string]struct {
		profile access.Profile
		marked  bool
	}{
		"server":     {access.Profile{Server: "http://jans.example.org", PlainHTTP: true}, true},
		"config api": {access.Profile{Server: "https://jans.example.org", ConfigURL: "http://jans.example.org/config", PlainHTTP: true}, true},
		"allowed":    {access.Profile{Server: "https://jans.example.org", PlainHTTP: true}, false},
		"loopback":   {access.Profile{Server: "http://127.0.0.1:8080", PlainHTTP: true}, false},
		"sandbox":    {access.Profile{}, false},
	} {
		t.Run(name, func(t *testing.T) {
			tc.profile.Name = "test"
			s := settle(t, newPortal(t, tc.profile), "test", 100, 24)
			if tc.marked {
				s.Expect(mark)
				return
			}
			s.Refuse(mark)
		})
	}
}

func headed(t *testing.T, name, server string) *stage {
	t.Helper()
	g := newPortal(t, access.Profile{Name: name, Server: "https://" + server, SignedIn: true, Person: "admin"})
	session := g.session(kittest.Mono())
	opened := g.opened(name)
	opened.Server = server
	session.Connect(opened)
	return appear(t, session, "home", 100, 30)
}

// A profile that is called like its host says so once.
func TestAProfileNamedAsItsHost(t *testing.T) {
	for server, want := range map[string]string{
		"127.0.0.1": "jansadm  127.0.0.1  as", "127.0.0.1:8443": "jansadm  127.0.0.1 :8443 as", "127.0.0.10": "jansadm  127.0.0.1 127.0.0.10 as", "jans.example.org": "127.0.0.1 jans.example.org as",
	} {
		headed(t, "127.0.0.1", server).Expect(want)
	}
	headed(t, "", "127.0.0.1:8443").Expect("jansadm 127.0.0.1:8443 as") // given by its address
}
