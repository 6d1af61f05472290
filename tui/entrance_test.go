package tui_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/client/transport"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// Nothing is set up: the host, its certificate, the client, the sign-in, the menu as that administrator.
func TestFromTheWelcomeToTheMenu(t *testing.T) {
	g := newPortal(t)
	g.look = func(p access.Profile) (access.Sighting, error) {
		if p.Pin == "" {
			return access.Sighting{}, selfMade()
		}
		return found(p), nil
	}
	s := arrive(t, g, 80, 24)
	s.Expect("Try the sandbox", "Connect to a server")
	s.Keys("down", "enter")
	s.Type("jans.example.org/jans-auth/")
	s.Keys("enter")
	s.Expect("names no host", "AB:CD:EF:01:23:45:67:89", "openssl x509")
	s.Keys("p")
	s.Type("yes")
	s.Keys("enter")
	s.Expect("“yes” is not the word")
	s.Type("same")
	s.Keys("enter")
	s.Expect("Found https://jans.example.org", "pinned", "jans")
	s.Type("1800.console")
	s.Keys("tab")
	s.Type("swordfish")
	s.Refuse("swordfish")
	s.Keys("tab", "tab", "right", "enter")
	s.Expect("Home", "Auth Server", "as admin", "You are signed in to jans.")
	s.Refuse("Welcome", "not signed in")
	if want := strings.ToLower(strings.ReplaceAll(fingerprint, ":", "")); g.saved.Pin != want || g.saved.Server != "https://jans.example.org" ||
		g.saved.ClientID != "1800.console" || g.saved.Name != "jans" || g.saved.Color != "red" || g.secret != "swordfish" {
		t.Errorf("saved %+v with %q", g.saved, g.secret)
	}
	if !g.has("open jans") || !g.has("sign in jans") || !g.has("identity jans") {
		t.Errorf("asked %q", g.asked)
	}
	s.Keys("enter", "enter")
	s.Expect("Properties", "329 of 329")
}

// What is typed is still there after a step back, and a step back from the address asks.
func TestBackThroughTheSteps(t *testing.T) {
	s := arrive(t, newPortal(t), 80, 24)
	toDetails(s)
	s.Type("1800.console")
	s.Keys("esc")
	s.Expect("Host jans.example.org")
	s.Keys("enter")
	s.Expect("Client id 1800.console")
	s.Keys("esc", "esc")
	s.Expect("The server is not saved as a profile yet.")
	s.Keys("y")
	s.Expect("Try the sandbox")
}

// A look that was given up does not come back.
func TestALookIsGivenUp(t *testing.T) {
	s := arrive(t, newPortal(t), 80, 24)
	toConnect("jans.example.org")(s)
	cmd := s.leave(tuitest.Key("enter"))
	s.Expect("Looking at https://jans.example.org")
	s.Keys("esc")
	s.Expect("Where is the server?")
	for _, msg := range runAll(cmd) {
		s.Send(msg)
	}
	s.Expect("Where is the server?")
	s.Refuse("Found")
}

// Over http one goes on only with a typed word.
func TestHTTPIsSaidExplicitly(t *testing.T) {
	g := newPortal(t)
	s := arrive(t, g, 80, 24)
	toConnect("http://jans.example.org")(s)
	s.Keys("enter", "esc")
	if g.has("look http://jans.example.org") {
		t.Fatal("it was looked at")
	}
	s.Keys("enter")
	s.Type("http")
	s.Keys("enter")
	s.Expect("Found http://jans.example.org")
	s.Keys("esc")
	s.Keys("ctrl+u")
	s.Type("127.0.0.1:8080")
	s.Keys("enter")
	s.Expect("Found https://127.0.0.1:8080")
}

func TestImport(t *testing.T) {
	g := newPortal(t)
	g.legacy = &access.Legacy{Path: "jans-cli.ini", Server: "jans.example.org", ClientID: "1800.old"}
	s := arrive(t, g, 80, 24)
	s.Keys("end", "enter")
	s.Expect("Host jans.example.org")
	s.Keys("enter")
	s.Expect("Client id 1800.old")
}

// Staged edits belong to their server: they are asked about, and stay when one stays.
func TestSwitchingAsksAboutStagedEdits(t *testing.T) {
	g := newPortal(t, prod, staging)
	g.profiles[0].ReadOnly, g.profiles[1].SignedIn, g.profiles[1].Person = false, true, "jane"
	s := settle(t, g, "prod", 80, 24)
	s.find("accessTokenLifetime")
	s.Keys("D", "N")
	s.Expect("1 staged")
	s.Send(core.Jump{ID: "profiles"})
	s.Keys("down", "enter")
	s.Expect("Leave prod?", "One staged edit has not been applied.")
	s.Keys("esc")
	s.Expect("1 staged", "prod")
	if g.has("open staging") {
		t.Error("it was opened all the same")
	}
	s.Keys("enter", "y")
	s.Expect("Home", "staging", "as admin")
	s.Refuse("staged", "prod", "Profiles ›")
	if g.closed["prod"] != 1 || g.closed["staging"] != 0 {
		t.Errorf("closed %v", g.closed)
	}
	if s.session.Configuration != nil || s.session.Draft.Len() != 0 {
		t.Error("what belongs to the server before is still there")
	}
}

// Somebody who presses enter twice opens a server twice; the one that nobody waits for is given back.
func TestTypeAheadWhileOpening(t *testing.T) {
	g := newPortal(t)
	s := arrive(t, g, 80, 24)
	first, second := s.leave(tuitest.Key("s")), s.leave(tuitest.Key("s"))
	runAll(s.leave(replyOf(t, first)))
	s.Send(replyOf(t, second))
	s.Expect("Home", "sandbox")
	if g.closed["sandbox"] != 1 || s.session.Opened() == nil {
		t.Errorf("closed %v", g.closed)
	}
}

// An answer says that the sign-in has ended: L signs in on top of what one was doing, which is read again and loses nothing.
func TestSignInAgainInPlace(t *testing.T) {
	g := newPortal(t, prod)
	g.profiles[0].ReadOnly = false
	ended, reads := false, 0
	g.server.answer = func(*http.Request) (*http.Response, error) {
		reads++
		if ended {
			return says(http.StatusUnauthorized, "application/json", `{"code":"401","message":"expired"}`), nil
		}
		return nil, nil
	}
	s := settle(t, g, "prod", 80, 24)
	s.find("accessTokenLifetime")
	s.Keys("N")
	s.Expect("1 staged")
	ended = true
	s.Keys("r")
	s.Expect("You are not signed in any more. L signs in", "not signed in", "1 staged", "accessTokenLifetime")
	g.signIn = func(context.Context, func(access.Code)) error { return &auth.LoginError{Reason: auth.LoginDenied} }
	s.Keys("L")
	s.Expect("Sign in to prod", "refused in the browser", "1 staged")
	g.signIn = func(context.Context, func(access.Code)) error { ended, reads = false, 0; return nil }
	s.Keys("r")
	s.Expect("Home › Properties", "accessTokenLifetime", "1 staged", "connected")
	s.Refuse("not signed in")
	if reads != 1 {
		t.Errorf("the page was read %d times again", reads)
	}
}

// The page waits in the background: one can look elsewhere meanwhile, and is not thrown off that when the sign-in is done.
func TestWaitingForThePerson(t *testing.T) {
	g := newPortal(t, staging)
	come := make(chan struct{})
	g.signIn = func(ctx context.Context, show func(access.Code)) error {
		show(codes["code"])
		show(codes["code in trouble"])
		select {
		case <-come:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	l, session := waits(t, g, kittest.Mono(), [2]int{80, 24})
	l.WaitFor("will be asked again", "0:58")
	l.Keys("c", "y", "o")
	l.Keys("ctrl+l")
	l.WaitFor("Recent requests")
	close(come)
	l.WaitUntil("the identity", func() bool { return session.Identity != nil })
	l.WaitFor("Home › Recent requests", "You are signed in to staging.")
	for _, want := range []string{"copy WDJB-MJHT", "copy " + issuer + "/device", "browse " + issuer + "/device"} {
		if !g.has(want) {
			t.Errorf("%q is not among %q", want, g.asked)
		}
	}
}

// A new code takes the place of the one before, whose sign-in is given up.
func TestANewCode(t *testing.T) {
	g := newPortal(t, staging)
	ended := make(chan error, 2)
	attempts := 0
	g.signIn = func(ctx context.Context, show func(access.Code)) error {
		attempts++
		show(map[int]access.Code{1: {UserCode: "FIRST"}, 2: {UserCode: "SECOND"}}[attempts])
		<-ctx.Done()
		ended <- ctx.Err()
		return ctx.Err()
	}
	l, _ := waits(t, g, kittest.Mono(), [2]int{80, 24})
	l.WaitFor("F I R S T")
	l.Keys("r")
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	l.WaitFor("S E C O N D")
	l.Keys("esc")
	l.WaitFor("Auth Server", "L sign in")
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// Somebody who is signed out because another one has signed in elsewhere is told so; nothing goes on in the other one's name.
func TestAnotherPersonHasSignedIn(t *testing.T) {
	g := newPortal(t, prod)
	g.identity = func() (access.Identity, error) {
		return access.Identity{}, &auth.LoginRequiredError{
			Person: auth.Person{Login: "admin"}, Instead: auth.Person{Login: "audi\x1btor"}, Reason: "taken", Err: transport.KindUnauthenticated}
	}
	s := settle(t, g, "prod", 100, 24)
	s.Expect("has signed in elsewhere; here it was admin. L signs in", "not signed in")
}

// What comes up while a connection is used is told once.
func TestNewsOfTheConnection(t *testing.T) {
	g := newPortal(t, prod)
	g.news = []string{"the login cannot be stored"}
	s := settle(t, g, "prod", 100, 24)
	s.Expect("the login cannot be stored")
	if g.news != nil {
		t.Error("not asked for")
	}
	g.news = []string{"the disk is full"}
	s.find("accessTokenLifetime")
	s.Expect("the disk is full")
}
