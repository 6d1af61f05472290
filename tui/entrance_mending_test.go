package tui_test

import (
	"context"
	"errors"
	"net/http"
	"testing"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/client/transport"
	"github.com/jansadm/jansadm/tui/core"
)

func refusedBy(status int, kind transport.Kind, reason auth.LoginReason) error {
	return &auth.LoginError{Reason: reason, Person: auth.Person{Login: "maria"}, Err: &transport.Error{Kind: kind, Op: "sign in", Status: status}}
}

// A sign-in that the server refuses is an answer, but signs nobody in. Somebody who is signed in stays so.
func TestARefusedSignInSignsNobodyIn(t *testing.T) {
	for name, tc := range map[string]struct{ shows, not string }{"staging": {"✗ not signed in", "connected"}, "prod": {"connected", "not signed in"}} {
		g := newPortal(t, prod, staging)
		g.signIn = func(context.Context, func(access.Code)) error {
			return refusedBy(http.StatusForbidden, transport.KindNotPermitted, auth.LoginNoPermission)
		}
		s := settle(t, g, name, 100, 24)
		if name == "prod" {
			s.Keys("L")
		}
		s.Expect("may do nothing here")
		s.Keys("esc")
		s.Expect(tc.shows, "Home")
		s.Refuse(tc.not)
		if name == "staging" {
			s.Expect("L sign in")
		}
	}
}

// A sign-in that the person gives up or refuses in the browser takes nothing from the one there is.
func TestADeniedSignInLeavesTheOneThereIs(t *testing.T) {
	for _, reason := range []auth.LoginReason{auth.LoginDenied, auth.LoginCodeExpired} {
		g := newPortal(t, prod)
		g.signIn = func(context.Context, func(access.Code)) error { return &auth.LoginError{Reason: reason} }
		s := settle(t, g, "prod", 100, 24)
		s.Keys("L", "esc")
		s.Expect("connected", "as admin")
		s.Refuse("not signed in")
	}
}

// A wrong secret of the client, which Connect has saved, is replaced where the sign-in has failed because of it; then one signs in.
func TestAWrongClientSecretIsReplaced(t *testing.T) {
	g := newPortal(t)
	g.signIn = func(context.Context, func(access.Code)) error {
		if g.secret != "swordfish" {
			return refusedBy(http.StatusUnauthorized, transport.KindUnauthenticated, auth.LoginClientRefused)
		}
		return nil
	}
	s := arrive(t, g, 80, 24)
	toDetails(s)
	s.Type("1800.console")
	s.Keys("tab")
	s.Type("wrong")
	s.Keys("enter")
	s.Expect("does not know the client by this id and secret", "e edits the profile")
	s.Keys("e")
	s.Expect("› Client secret")
	s.Type("swordfish")
	s.Keys("enter")
	s.Expect("You are signed in to jans.", "as admin")
	s.Refuse("Sign in to jans")
}

// A sign-in that failed for another reason leads to the whole form.
func TestAFailedSignInLeadsToTheProfile(t *testing.T) {
	g := newPortal(t, staging)
	g.signIn = func(context.Context, func(access.Code)) error { return errors.New("no such host") }
	s := settle(t, g, "staging", 80, 24)
	s.Refuse("c shows the certificate")
	s.Keys("e")
	s.Expect("› Profile name")
}

// A profile that is made to lead elsewhere is saved when there is a server, or when somebody wants it all the same.
func TestSavingLooksAtTheServer(t *testing.T) {
	g := newPortal(t, prod)
	s := settle(t, g, "prod", 100, 40)
	s.Send(core.Jump{ID: "profiles"})
	s.Keys("e", "tab", "tab", "right", "enter")
	s.Expect("The profile prod is saved")
	if g.has("look " + prod.Server) {
		t.Error("looked at the server for a colour")
	}
	failures := []error{errors.New("no such host"), selfMade()}
	for i, says := range []string{"no such host", "press c in Profiles"} {
		looks(access.Sighting{}, failures[i])(g)
		g.asked = nil
		s.Keys("e", "tab")
		s.Type("x")
		s.Keys("enter")
		s.Expect("Save without finding the server?", says)
		s.Keys("esc")
		if g.has("save prod") {
			t.Fatal("it was saved all the same")
		}
		s.Keys("enter", "y")
		s.Expect("Lift guards of prod?")
		s.Keys("esc", "esc", "y")
	}
	g.look = nil
	s.Keys("e", "tab")
	s.Type("x")
	s.Keys("enter", "y")
	s.Expect("The profile prod is saved")
	if g.saved.Server != prod.Server+"x" || !g.has("look "+g.saved.Server) {
		t.Errorf("saved %+v; %q", g.saved, g.asked)
	}
}

// Where secrets are kept is said whole at 80 columns: the path, that nothing is encrypted, and who can read it.
func TestWhereSecretsAreIsSaidWhole(t *testing.T) {
	const where = "unencrypted in files below /var/lib/somebody/.local/state/jansadm/secrets, which only you can read, because the keyring of this computer cannot be used: " +
		"there is no session bus"
	g := newPortal(t, prod)
	g.kept = where
	s := settle(t, g, "prod", 80, 24)
	s.Send(core.Jump{ID: "profiles"})
	s.Keys("e", "enter")
	s.Expect("The profile prod is saved; its secrets are kept " + where + ".")
	s.CheckSize(80, 24)
	s.Resize(60, 15)
	s.CheckSize(60, 15)
	s.Expect("The profile prod is saved")
}

// The guards of a profile are told where it is.
func TestProfilesTellTheirGuards(t *testing.T) {
	g := newPortal(t, prod)
	g.profiles[0].ConfirmWord, g.profiles[0].RequireReason = "Prod", true
	s := settle(t, g, "prod", 100, 40)
	s.Send(core.Jump{ID: "profiles"})
	s.Expect("changes take the word Prod; changes take a reason")
	s.Keys("e")
	s.Expect("Accept any certificate")
}

// What does not fit into the header is cut with a sign of that, and who is signed in left out before a letter or two of the name are left.
func TestANarrowHeader(t *testing.T) {
	for name, want := range map[string]string{
		"te": "jans.example.org as audi… ▲", "tes": "jans.example.org as aud… ▲", "test": "jans.example.org ▲", "test-of-the-north": "jans.exam… ▲",
	} {
		g := newPortal(t, access.Profile{Name: name, Server: "https://jans.example.org", Insecure: true})
		g.identity = func() (access.Identity, error) { return access.Identity{Person: "auditor"}, nil }
		s := settle(t, g, name, 80, 24)
		s.Expect(want)
		s.CheckSize(80, 24)
	}
}
