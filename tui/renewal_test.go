package tui_test

import (
	"context"
	"net/http"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/client/transport"
	"github.com/jansadm/jansadm/tui/core"
)

// rekeyed is a gate to a server whose certificate has been renewed: whoever does not have it pinned gets no answer.
func rekeyed(t *testing.T) *portal {
	p := staging
	p.SignedIn, p.Person, p.ReadOnly = true, "admin", false
	g := renewed(t, p)
	g.server.answer = func(*http.Request) (*http.Response, error) {
		if g.saved.Pin != access.PinOf(fingerprint) {
			return nil, errRepinned
		}
		return nil, nil
	}
	return g
}

// stages stages an edit of a property.
func stages(s *stage) {
	s.find("accessTokenLifetime")
	s.Keys("D", "N")
	s.Expect("1 staged")
}

// repin compares the certificate from wherever one is, and pins it.
func repin(s *stage) {
	s.Keys("r")
	s.Expect("The server's certificate has changed", "Compare")
	s.Keys("y", "p")
	s.Type("same")
	s.Keys("enter")
}

// The new pin takes effect where one is: nobody has asked to leave, and what is staged is for the same server still.
func TestPinningKeepsThePageAndWhatIsStaged(t *testing.T) {
	g := rekeyed(t)
	answer := g.server.answer
	g.server.answer = nil
	s := settle(t, g, "staging", 100, 40)
	stages(s)
	life := s.session.Life()
	g.server.answer = answer
	repin(s)
	s.Expect("Properties", "accessTokenLifetime", "1 staged", "connected")
	s.Refuse("Leave staging", "certificate changed", "Certificate of")
	if g.closed["staging"] != 1 || s.session.Opened().Profile.Pin != access.PinOf(fingerprint) || life.Err() != nil {
		t.Errorf("closed %v, in use %+v, life %v", g.closed, s.session.Opened().Profile, life.Err())
	}
	s.Keys("ctrl+s")
	s.Expect("Review", "accessTokenLifetime")
	s.Refuse("not the pinned one")
}

// A pin that is stored while something is written takes effect when that has ended.
func TestAPinWaitsForAWrite(t *testing.T) {
	g := newPortal(t, staging)
	s := settle(t, g, "staging", 100, 40)
	work := s.session.Work(nil, func(context.Context) tea.Msg { return nil })
	s.leave(core.Switch{Profile: "staging", Renews: true}) // while something is written, the wheel turns on and on
	if g.has("open staging") {
		t.Fatal("it was opened while something is written")
	}
	s.Send(work())
	if !g.has("open staging") {
		t.Error("it was not opened again")
	}
}

// A profile that leads elsewhere by now is another server: what is staged is asked about.
func TestAProfileThatLeadsElsewhereIsLeft(t *testing.T) {
	g := newPortal(t, staging)
	g.profiles[0].SignedIn, g.profiles[0].Person = true, "admin"
	s := settle(t, g, "staging", 100, 40)
	stages(s)
	g.profiles[0].Server = "https://elsewhere.example.org"
	s.Send(core.Switch{Profile: "staging", Renews: true})
	s.Expect("Leave staging?", "One staged edit has not been applied.")
	s.Keys("esc")
	s.Expect("1 staged", "Properties")
	if g.closed["staging"] != 1 {
		t.Errorf("the one that was opened for nothing is not given back: %v", g.closed)
	}
}

// A corrected secret is tried at once, also by who has signed in before.
func TestACorrectedSecretIsTriedAtOnce(t *testing.T) {
	g := newPortal(t, staging)
	g.profiles[0].SignedIn, g.profiles[0].Person, g.profiles[0].Pin = true, "admin", ""
	g.signIn = func(context.Context, func(access.Code)) error {
		if g.secret != "swordfish" {
			return refusedBy(http.StatusUnauthorized, transport.KindUnauthenticated, auth.LoginClientRefused)
		}
		return nil
	}
	s := settle(t, g, "staging", 80, 24)
	stages(s)
	s.Keys("L", "e")
	s.Expect("› Client secret")
	s.Type("swordfish")
	s.Keys("enter")
	s.Expect("You are signed in to staging.", "Properties", "1 staged", "connected")
	s.Refuse("Sign in to", "Profiles")
}
