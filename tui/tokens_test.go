package tui_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// issuing is a console on a sandbox with tokens and sessions that are the same each time.
func issuing(t *testing.T, options sandbox.Options, width, height int) (*tuitest.World, *tuitest.Driver) {
	t.Helper()
	world, _ := tuitest.NewStillWorld(t, options)
	return world, open(t, world.Session, width, height)
}

// codesOf are those of the tokens that the server has.
func codesOf(t *testing.T, world *tuitest.World, filter tokens.Filter) []string {
	t.Helper()
	var all []string
	for entry, err := range world.Session.Tokens.All(t.Context(), filter) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, entry.Code)
	}
	return all
}

// issuedFrames are pages about tokens, sessions and revocation, and the way there.
var issuedFrames = []struct {
	name string
	walk func(*tuitest.Driver)
}{
	{"tokens", func(d *tuitest.Driver) { d.Send(core.Open{ID: "auth.tokens"}); d.Keys("down") }},
	{"tokens marked", func(d *tuitest.Driver) { d.Send(core.Open{ID: "auth.tokens"}); d.Keys("x", "x") }},
	{"tokens filter", func(d *tuitest.Driver) { d.Send(core.Open{ID: "auth.tokens"}); d.Keys("f", "tab"); d.Type("maria") }},
	{"tokens filtered", func(d *tuitest.Driver) {
		d.Send(core.Open{ID: "auth.tokens"})
		d.Keys("f", "tab")
		d.Type("maria")
		d.Keys("tab", "space", "enter")
	}},
	{"tokens none", func(d *tuitest.Driver) { d.Send(core.Open{ID: "auth.tokens", Arg: "user=nobody"}) }},
	{"token", func(d *tuitest.Driver) {
		d.Send(core.Open{ID: "auth.tokens", Arg: "user=maria&type=refresh"})
		d.Keys("enter")
	}},
	{"revoke one", func(d *tuitest.Driver) { d.Send(core.Open{ID: "auth.tokens", Arg: "user=maria"}); d.Keys("d") }},
	{"revoke all of user", func(d *tuitest.Driver) { d.Send(core.Open{ID: "auth.tokens", Arg: "user=maria"}); d.Keys("A") }},
	{"revoked all of user", func(d *tuitest.Driver) { d.Send(core.Open{ID: "auth.tokens", Arg: "user=maria"}); d.Keys("A", "enter") }},
	{"sessions", func(d *tuitest.Driver) { d.Send(core.Open{ID: "auth.sessions"}); d.Keys("down") }},
	{"session", func(d *tuitest.Driver) { d.Send(core.Open{ID: "auth.sessions", Arg: "user=maria"}); d.Keys("enter") }},
	{"revocation", func(d *tuitest.Driver) { d.Send(core.Open{ID: "auth.revocation"}) }},
	{"revocation staged", func(d *tuitest.Driver) { d.Send(core.Open{ID: "auth.revocation"}); d.Keys("space") }},
	{"revocation properties", func(d *tuitest.Driver) { d.Send(core.Open{ID: "auth.revocation"}); d.Keys("e") }},
	{"check", func(d *tuitest.Driver) { d.Send(core.Open{ID: "auth.revocation.check"}) }},
	{"checked", func(d *tuitest.Driver) { d.Send(core.Open{ID: "auth.revocation.check"}); d.Keys("enter", "end") }},
	{"revoke", func(d *tuitest.Driver) { d.Send(core.Open{ID: "auth.revocation.revoke"}); d.Paste("a-token-of-nobody") }},
	{"revoke unknown", func(d *tuitest.Driver) {
		d.Send(core.Open{ID: "auth.revocation.revoke"})
		d.Paste("a-token-of-nobody")
		d.Keys("enter")
	}},
	{"revoked unknown", func(d *tuitest.Driver) {
		d.Send(core.Open{ID: "auth.revocation.revoke"})
		d.Paste("a-token-of-nobody")
		d.Keys("enter", "enter")
	}},
}

// address is where the sandbox listens, which is another port each time.
func address(world *tuitest.World) string {
	return strings.TrimPrefix(world.Sandbox.Info().URL, "https://")
}

func TestIssued(t *testing.T) {
	for _, f := range issuedFrames {
		for _, size := range [][2]int{{80, 24}, {140, 45}} {
			t.Run(fmt.Sprintf("%s/%dx%d", f.name, size[0], size[1]), func(t *testing.T) {
				world, d := issuing(t, sandbox.Options{}, size[0], size[1])
				f.walk(d)
				d.CheckSize(size[0], size[1])
				golden.RequireEqual(t, []byte(strings.ReplaceAll(d.Screen(), address(world), "127.0.0.1:12345")))
			})
		}
	}
}

// A list costs one request, and one more for the names of its clients; the cursor costs none, whatever the window.
func TestIssuedRequests(t *testing.T) {
	world, d := issuing(t, sandbox.Options{Seed: sandbox.Seed{Tokens: 1000, Sessions: 300}}, 120, 40)
	for _, c := range []struct{ screen, path string }{{"auth.tokens", "/token/search"}, {"auth.sessions", "/jans-auth-server/session/search"}} {
		world.Requests()
		d.Send(core.Open{ID: c.screen})
		opening := world.Requests()
		if len(opening) > 2 || !strings.Contains(opening[0], c.path) {
			t.Errorf("%s asks for %v", c.screen, opening)
		}
		d.Keys("down", "down", "up", "x", "pgdown")
		if moved := world.Requests(); len(moved) > 0 {
			t.Errorf("moving in %s asks for %v", c.screen, moved)
		}
		d.Keys("end")
		if last := world.Requests(); len(last) == 0 || len(last) > 2 {
			t.Errorf("the end of %s asks for %v", c.screen, last)
		}
		d.Keys("esc")
	}
}

func TestRevokingOneToken(t *testing.T) {
	world, d := issuing(t, sandbox.Options{}, 80, 24)
	before := codesOf(t, world, tokens.Filter{User: "maria"})
	d.Send(core.Open{ID: "auth.tokens", Arg: "user=maria"})
	d.Keys("d")
	d.Expect("Revoke 1 token", "maria", "Nothing brings it back")
	d.Keys("enter")
	d.Expect("Revoked: 1 token", "Tokens", "1/7")
	if after := codesOf(t, world, tokens.Filter{User: "maria"}); len(after) != len(before)-1 || after[0] != before[1] {
		t.Errorf("of %d tokens there are %d", len(before), len(after))
	}
	d.Keys("esc", "esc")
}

// Marks count, also for what has scrolled away; the whole grant goes when that is wanted.
func TestRevokingMarkedTokensWithTheirGrants(t *testing.T) {
	world, d := issuing(t, sandbox.Options{}, 120, 40)
	d.Send(core.Open{ID: "auth.tokens", Arg: "user=maria&type=refresh"})
	d.Keys("x", "d")
	d.Expect("Revoke 1 token", "other tokens of the same grants stay")
	d.Keys("g")
	d.Expect("Revoke 4 tokens", "refresh_token")
	d.Keys("enter")
	d.Expect("Result", "Revoked: 4 tokens", "gone now")
	d.Keys("enter")
	d.Expect("No token was found")
	if left := codesOf(t, world, tokens.Filter{User: "maria", Type: "refresh"}); len(left) > 0 {
		t.Errorf("%d are left", len(left))
	}
}

// All of a client asks for a word; what is wrong does nothing.
func TestRevokingAllOfAClientAsksForAWord(t *testing.T) {
	world, d := issuing(t, sandbox.Options{}, 120, 40)
	other := world.Sandbox.Sample(sandbox.ClientOther).ID
	d.Send(core.Open{ID: "auth.tokens", Arg: "client=" + other})
	d.Keys("D", "enter")
	d.Expect("This is dangerous", "loses all its tokens")
	d.Type("yes")
	d.Keys("enter")
	d.Expect("is not the word")
	if n := len(codesOf(t, world, tokens.Filter{Client: other})); n != 3 {
		t.Fatalf("%d tokens are left", n)
	}
	d.Type(other)
	d.Keys("enter")
	d.Expect("Revoked: 3 tokens")
	if n := len(codesOf(t, world, tokens.Filter{Client: other})); n != 0 {
		t.Errorf("%d tokens are left", n)
	}
}

// A server that fails leaves the rest alone; what is left is continued, and what is done is not repeated.
func TestRevocationIsContinued(t *testing.T) {
	world, d := issuing(t, sandbox.Options{}, 120, 40)
	d.Send(core.Open{ID: "auth.tokens", Arg: "user=maria"})
	d.Keys("A")
	d.Expect("Revoke 8 tokens")
	world.Sandbox.SetFaults([]sandbox.Fault{{Method: "DELETE", Kind: sandbox.Fault500HTML}})
	d.Keys("enter")
	d.Expect("0 of 8 tokens revoked, 3 perhaps revoked, 5 not tried", "failed", "not tried")
	world.Sandbox.SetFaults(nil)
	d.Keys("c")
	d.Expect("Revoke 8 tokens")
	d.Keys("enter")
	d.Expect("Revoked: 8 tokens")
	if n := len(codesOf(t, world, tokens.Filter{User: "maria"})); n != 0 {
		t.Errorf("%d tokens are left", n)
	}
}

// Setup creates no scope revoke_session, so that a fresh server refuses; the page says what it takes.
func TestEndingSessionsOfAUser(t *testing.T) {
	world, d := issuing(t, sandbox.Options{}, 120, 40)
	d.Send(core.Open{ID: "auth.sessions", Arg: "user=maria"})
	d.Keys("D")
	d.Expect("End 2 sessions of the user maria", "refresh tokens stay")
	d.Keys("enter")
	d.Expect("0 of 2 sessions ended, 1 failed, 1 not tried", "Ending sessions takes two scopes")
	page, err := world.Session.Tokens.ListSessions(t.Context(), tokens.SessionFilter{User: "maria"}, 0, 10)
	if err != nil || page.Total != 2 {
		t.Errorf("%d sessions are left: %v", page.Total, err)
	}
}

func TestFiltersBecomeCommands(t *testing.T) {
	world, d := issuing(t, sandbox.Options{}, 120, 40)
	d.Send(core.Open{ID: "auth.tokens"})
	d.Keys("f", "tab")
	d.Type("maria")
	d.Keys("tab", "tab", "tab", "tab", "tab", "space", "enter", "Y")
	d.Expect("user: maria, expires: valid")
	d.Keys("/")
	d.Type("openid")
	d.Keys("enter", "Y", "esc")
	d.Refuse("user: maria")
	want := []string{"jansadm token list --user maria --expires-after 0s", "jansadm token list --user maria --expires-after 0s --search openid"}
	if fmt.Sprint(world.Copied) != fmt.Sprint(want) {
		t.Errorf("copied %q", world.Copied)
	}
}

// The filter takes the name of a client as well as its id, in the list and for what is revoked of it.
func TestIssuedByClientName(t *testing.T) {
	world, d := issuing(t, sandbox.Options{}, 120, 40)
	want := len(codesOf(t, world, tokens.Filter{Client: world.Sandbox.Sample(sandbox.ClientApp).ID}))
	d.Send(core.Open{ID: "auth.tokens"})
	d.Keys("f")
	d.Type("Sample application")
	d.Keys("enter")
	if !strings.Contains(d.Screen(), fmt.Sprintf("1/%d ", want)) {
		t.Errorf("not %d tokens:\n%s", want, d.Screen())
	}
	d.Keys("A")
	if !strings.Contains(d.Screen(), fmt.Sprintf("Revoke %d tokens", want)) {
		t.Errorf("not %d to revoke:\n%s", want, d.Screen())
	}
	d.Send(core.Open{ID: "auth.sessions", Arg: "client=Sample+applicatoin"})
	if !strings.Contains(d.Screen(), "there is no client") {
		t.Errorf("a mistyped name:\n%s", d.Screen())
	}
}
