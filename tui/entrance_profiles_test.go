package tui_test

import (
	"slices"
	"testing"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/client/transport"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/kittest"
)

func TestProfiles(t *testing.T) {
	g := newPortal(t, prod, staging)
	s := settle(t, g, "prod", 80, 24)
	s.Keys("down", "down", "enter")
	s.Expect("Home › Profiles", "staging")
	s.Keys("enter")
	s.Expect("Switch to is not possible: it is the one in use")
	s.Keys("down", "m")
	s.Expect("staging is the default profile now.")
	s.Keys("o")
	s.Expect("Sign out is not possible: nobody is signed in")
	s.Keys("d", "y")
	s.Expect("staging is removed.")
	s.Expect("as admin")
	s.Keys("up", "o", "esc")
	if g.has("sign out prod") {
		t.Error("it was not waited for the answer")
	}
	s.Keys("o")
	s.Expect("Sign out of prod?")
	s.Keys("y")
	s.Expect("prod is signed out.", "not signed in")
	if s.session.Label.User != "" {
		t.Errorf("the header still names %q", s.session.Label.User)
	}
	for _, want := range []string{"default staging", "remove staging", "sign out prod"} {
		if !g.has(want) {
			t.Errorf("%q is not among %q", want, g.asked)
		}
	}
	s.Keys("e", "tab", "tab", "right", "enter")
	s.Expect("Home › Profiles", "The profile prod is saved")
	if g.saved.Color != "yellow" || g.saved.Server != prod.Server || !g.saved.ReadOnly || g.secret != "" || g.closed["prod"] != 0 {
		t.Errorf("saved %+v with %q, closed %v", g.saved, g.secret, g.closed)
	}
}

func TestABrokenFileIsSetAside(t *testing.T) {
	g := newPortal(t)
	g.broken = &transport.Error{Kind: transport.KindInvalid, Op: "read", Detail: "line 7"}
	s := arrive(t, g, 80, 24)
	s.Keys("end", "enter", "S", "y")
	s.Expect("The file is now called profiles.yaml.broken-1.", "sandbox")
	if !g.has("set aside") {
		t.Error("it was not")
	}
}

// That nothing can be changed is said where one would try, with the reason.
func TestPropertiesOfAReadOnlyProfile(t *testing.T) {
	for _, size := range sizes {
		s := settle(t, newPortal(t, prod), "prod", size[0], size[1])
		s.Send(core.Jump{ID: "auth.properties"})
		s.Expect("Nothing can be changed: ", "read-only")
		for _, name := range []string{"accessTokenLifetime", "corsConfigurationFilters"} {
			s.Send(core.Open{ID: "auth.property", Arg: name})
			s.Expect("It cannot be changed: ")
			s.Keys("ctrl+n")
			s.Expect("Unset is not possible: ", "read-only")
			s.Keys("esc")
		}
	}
}

// What a token does not permit is shown as such, with the reason.
func TestMissingPermissions(t *testing.T) {
	g := newPortal(t, prod)
	g.profiles[0].ReadOnly, g.identity = false, admin
	s := settle(t, g, "prod", 120, 40)
	s.Send(core.Open{ID: "auth.scopes"})
	s.Expect("(a add scopes)", "(d delete)")
	s.Keys("a")
	s.Expect("is not possible: the sign-in lacks the permission config/scopes.write")
	s.Keys("d")
	s.Expect("Delete is not possible: the sign-in lacks the permission config/scopes.delete")
	s.Keys("enter", "down", " ")
	s.Expect("lacks the permission config/scopes.write")
	g.identity = func() (access.Identity, error) {
		identity, err := admin()
		identity.Scopes = append(identity.Scopes, "https://jans.io/oauth/config/scopes.write")
		return identity, err
	}
	s.Send(core.Jump{ID: "identity"})
	s.Send(core.Jump{ID: "auth.scopes"})
	s.Keys("a")
	s.Expect("Add Scopes")
}

func TestRequestsFollow(t *testing.T) {
	g := newPortal(t, prod)
	g.calls = calls[:1]
	session := g.session(kittest.Mono())
	session.Connect(g.opened("prod"))
	s := appear(t, session, "home", 80, 24)
	s.Keys("ctrl+l", "y")
	s.Expect("sign in")
	g.calls = calls
	s.Keys("r")
	s.Expect("no answer in time")
	s.Keys("down", "Y")
	if !g.has("copy 4b1f2c00-0000") || !g.has("copy "+calls[1].Curl) {
		t.Errorf("%q", g.asked)
	}
	s.Keys("enter")
	s.Expect("Recent requests › Request", "list scopes", "/api/v1/scopes?limit=200", "403", "not permitted", "12 ms", "4b1f2c00-0002", "The same with curl")
	s.Keys("y")
	if !g.has("copy 4b1f2c00-0002") {
		t.Errorf("%q", g.asked)
	}
	s.Keys("esc")
	g.calls = append(slices.Clone(calls), calls[0])
	s.Keys("r")
	s.Expect("list scopes") // the cursor stays on its request
}

// What one administrator has staged does not go to another one without a word.
func TestStagedEditsOfAnother(t *testing.T) {
	g := newPortal(t, prod)
	g.profiles[0].ReadOnly = false
	s := settle(t, g, "prod", 100, 40)
	s.find("accessTokenLifetime")
	s.Keys("N")
	s.Send(core.Jump{ID: "profiles"})
	s.Keys("o")
	s.Expect("1 staged: kept for whoever signs in next")
	s.Keys("y")
	s.Expect("1 staged", "prod is signed out.")
	s.Keys("L")
	s.Expect("You are signed in to prod.")
	s.Refuse("was made by")
	g.identity = func() (access.Identity, error) { return access.Identity{Person: "jane"}, nil }
	s.Keys("L")
	s.Expect("You are signed in as jane; what is staged was made by admin.", "as jane")
	s.Keys("ctrl+s")
	s.Expect("Staged while admin was signed in; it would be applied in the name of jane.")
}

// A read-only profile is not made writable without a question, and it is said where secrets are.
func TestReadOnlyIsLiftedAfterAQuestion(t *testing.T) {
	g := newPortal(t, prod)
	s := settle(t, g, "prod", 100, 40)
	s.Send(core.Jump{ID: "profiles"})
	s.Expect("Secrets and sign-in: in the keyring of this computer.")
	s.Keys("e", "tab", "tab", "tab", "right", "enter")
	s.Expect("Lift guards of prod?", "on the command line:", "read-only.")
	s.Keys("esc")
	if g.has("save prod") {
		t.Error("it was saved all the same")
	}
	s.Keys("enter", "y")
	s.Expect("The profile prod is saved; its secrets are kept in the keyring of this computer.")
	if g.saved.ReadOnly {
		t.Error("it is still read-only")
	}
}

// All guards are lifted by a question, and the word is taken exactly; what another process makes of them meanwhile is not written over.
func TestGuardsAreLiftedByTheWord(t *testing.T) {
	g := newPortal(t, prod)
	g.profiles[0].ConfirmWord, g.profiles[0].RequireReason, g.profiles[0].ReadOnly = "Prod", true, false
	s := settle(t, g, "prod", 100, 40)
	s.Send(core.Jump{ID: "profiles"})
	s.Keys("d")
	s.Expect("It guards its server no more: the confirm word, the reason for each", "Type Prod to confirm")
	s.Type("prod")
	s.Keys("enter")
	s.Expect("is not the word")
	s.Keys("esc", "e", "tab", "tab", "tab", "tab", "ctrl+u", "tab", "right", "enter")
	s.Expect("Lift guards of prod?", "the confirm word, the reason for each change.", "Type Prod to confirm")
	s.Type("PROD")
	s.Keys("enter")
	s.Expect("is not the word")
	if g.has("save prod") || g.has("remove prod") {
		t.Error("it was done all the same")
	}
	g.profiles[0].ReadOnly = true
	s.Type(" Prod ")
	s.Keys("enter")
	s.Expect("were changed by somebody else meanwhile")
	g.profiles[0].ReadOnly = false
	s.Keys("enter")
	s.Type("Prod")
	s.Keys("enter")
	s.Expect("The profile prod is saved")
	if g.saved.ConfirmWord != "" || g.saved.RequireReason {
		t.Errorf("saved %+v", g.saved)
	}
}

// The page of a certificate names its own keys.
func TestTheCertificatePageNamesTheKey(t *testing.T) {
	g := newPortal(t)
	problem := selfMade()
	problem.Hint = "Give the authority's certificate with --ca-cert, or pin the server's certificate."
	looks(access.Sighting{}, problem)(g)
	s := arrive(t, g, 80, 24)
	toDetails(s)
	s.Expect("Give the authority's certificate with f, or pin")
	s.Refuse("--ca-cert")
}

// That nothing could be saved is said before anything is typed, and what was taken of an address when it is looked at.
func TestConnectSaysWhatToExpect(t *testing.T) {
	g := newPortal(t)
	g.broken = &transport.Error{Kind: transport.KindInvalid, Op: "read", Detail: "line 7"}
	s := arrive(t, g, 80, 24)
	toConnect("https://jans.example.org/jans-auth/x")(s)
	s.Expect("line 7", "Nothing can be saved before that")
	s.Keys("enter")
	s.Expect("Using https://jans.example.org:")
	s.Keys("esc", "ctrl+u")
	s.Type("jans.example.org/")
	s.Keys("enter")
	s.Refuse("Using https")
}
