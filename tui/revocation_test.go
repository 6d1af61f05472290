package tui_test

import (
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// A property that only changes what clients are told is named as a finding; its fix is staged, reviewed and applied, and the page asks again.
func TestFindingsAreMended(t *testing.T) {
	world, d := issuing(t, sandbox.Options{}, 140, 45)
	world.Change("tokenRevocationEndpoint", "https://elsewhere.example.org/revoke")
	d.Send(core.Open{ID: "auth.revocation"})
	d.Expect("https://elsewhere.example.org/revoke", "live, status 200")
	for i := 0; !strings.Contains(pointed(d), "tokenRevocationEndpoint"); i++ {
		if i > 10 {
			t.Fatalf("no finding is about the address:\n%s", d.Screen())
		}
		d.Keys("down")
	}
	d.Keys("enter")
	d.Expect("Review", "tokenRevocationEndpoint")
	if world.Session.Staged() == 0 {
		t.Fatal("nothing is staged")
	}
	d.Keys("enter")
	d.Expect("Home › Revocation")
	d.Expect("There is 1 finding.")
	if got := world.Value("tokenRevocationEndpoint"); strings.Contains(got, "elsewhere") {
		t.Errorf("the address is %s", got)
	}
}

// pointed is the line under the cursor and what follows it.
func pointed(d *tuitest.Driver) string {
	_, after, _ := strings.Cut(d.Screen(), "\n › ")
	if len(after) > 900 {
		after = after[:900]
	}
	return after
}

// The flag is switched from the page; a server that is off says so, and the page tells it.
func TestFlagIsSwitchedFromRevocation(t *testing.T) {
	world, clock := tuitest.NewStillWorld(t, sandbox.Options{})
	d := open(t, world.Session, 140, 45)
	d.Send(core.Open{ID: "auth.revocation"})
	d.Keys("space")
	d.Expect("staged: off", "REVOKE_TOKEN: staged off")
	d.Keys("space")
	d.Refuse("staged: off")
	d.Keys("space", "ctrl+s", "enter")
	d.Expect("Home › Revocation", "Discovery advertises the revocation endpoint, but the flag revoke_token is off.")
	clock.Advance(sandbox.RealTiming().ConfigPickup * 2)
	d.Keys("r")
	d.Expect("The endpoint is switched off.", "off, status 403")
}

// Without the endpoint or the settings the page shows what there is, and says what is missing.
func TestWitnessesThatCannotBeAsked(t *testing.T) {
	world, d := issuing(t, sandbox.Options{}, 140, 45)
	world.Sandbox.SetFaults([]sandbox.Fault{{Path: "*/jans-auth-server/config", Kind: sandbox.Fault500HTML}, {Path: "*/restv1/revoke", Kind: sandbox.FaultReset}})
	d.Send(core.Open{ID: "auth.revocation"})
	d.Expect("Not read: the settings", "They could not be read.", "unreachable")
	d.Keys("space", "e", "enter")
	d.Expect("is not possible")
	world.Sandbox.SetFaults(nil)
	d.Keys("r")
	d.Expect("flag revoke_token", "live, status 200")
}

// The page leads to the properties, the check, the list and the page that revokes.
func TestRevocationLeadsOn(t *testing.T) {
	_, d := issuing(t, sandbox.Options{}, 80, 24)
	d.Send(core.Open{ID: "auth.revocation"})
	for keys, title := range map[string]string{"c": "RFC 7009 check", "d": "Revoke a token", "l": "Tokens"} {
		d.Keys(keys)
		d.Expect("Revocation › " + title)
		d.Keys("esc")
	}
	d.Keys("l", "p")
	d.Expect("Tokens › Revoke a token")
	d.Keys("esc", "esc", "e")
	d.Type("discoveryDeny")
	d.Keys("enter")
	d.Expect("Revocation › discoveryDenyKeys")
}

// A token of another client is refused by the endpoint, and what removes it all the same is offered.
func TestForeignTokenIsRemovedByItsEntry(t *testing.T) {
	world, d := issuing(t, sandbox.Options{}, 100, 40)
	other := world.Sandbox.Sample(sandbox.ClientOther)
	token := world.Token(other.ID, other.Secret)
	d.Send(core.Open{ID: "auth.revocation.revoke"})
	d.Paste(token + "\n")
	d.Refuse(token)
	d.Keys("enter")
	d.Expect("It belongs to another client", other.ID)
	d.Keys("enter")
	d.Expect("Refused: the token belongs to another client.", "What removes it")
	d.Refuse(token)
	d.Keys("1")
	d.Expect("Revoke 1 token")
	d.Keys("enter")
	d.Expect("Revoked: 1 token")
	if _, err := world.Session.Tokens.Get(t.Context(), tokens.CodeOf(token)); err == nil {
		t.Error("the token is still there")
	}
}

// A token of one's own goes at the endpoint, and is named as gone; in the name of its client, one of another does as well.
func TestTokenIsRevokedAtTheEndpoint(t *testing.T) {
	world, d := issuing(t, sandbox.Options{}, 100, 40)
	info, other := world.Sandbox.Info(), world.Sandbox.Sample(sandbox.ClientOther)
	for _, client := range [][2]string{{info.ClientID, info.ClientSecret}, {other.ID, other.Secret}} {
		token := world.Token(client[0], client[1])
		d.Send(core.Open{ID: "auth.revocation.revoke"})
		d.Paste(token)
		if client[0] != info.ClientID {
			d.Keys("tab", "tab")
			d.Type(client[0])
			d.Keys("tab")
			d.Type(client[1])
			d.Refuse(client[1])
		}
		d.Keys("enter", "m")
		d.Type("leaked")
		d.Keys("enter", "enter")
		d.Expect("The token is revoked.")
		d.Keys("enter")
		if _, err := world.Session.Tokens.Get(t.Context(), tokens.CodeOf(token)); err == nil {
			t.Error("the token is still there")
		}
	}
}

// What is no token is not sent anywhere.
func TestWhatIsNoTokenIsRefused(t *testing.T) {
	world, d := issuing(t, sandbox.Options{}, 80, 24)
	d.Send(core.Open{ID: "auth.revocation.revoke"})
	world.Requests()
	d.Keys("enter")
	d.Expect("there is no token yet")
	d.Paste("two tokens")
	d.Keys("enter")
	d.Expect("a token has no spaces in it")
	d.Keys("ctrl+u")
	d.Paste("all")
	d.Keys("enter")
	d.Expect("the word all can stand for every token of the server")
	if sent := world.Requests(); len(sent) > 0 {
		t.Errorf("%v is asked", sent)
	}
}

// The check names what departs in words, and leaves no token behind.
func TestCheckNamesDepartures(t *testing.T) {
	world, d := issuing(t, sandbox.Options{}, 120, 40)
	before := codesOf(t, world, tokens.Filter{})
	world.Sandbox.SetSabotage(sandbox.SabotageUnknownRefused)
	d.Send(core.Open{ID: "auth.revocation.check"})
	d.Keys("enter")
	d.Expect("The endpoint departs from RFC 7009", "departs 1", "DEPARTS", "conforms", "not tested")
	if after := codesOf(t, world, tokens.Filter{}); len(after) != len(before) {
		t.Errorf("%d tokens before, %d after", len(before), len(after))
	}
	world.Sandbox.SetSabotage()
	d.Keys("e")
	d.Type(world.Sandbox.Sample(sandbox.ClientOther).ID)
	d.Keys("enter")
	d.Expect("its secret is missing")
	d.Keys("tab")
	d.Type(world.Sandbox.Sample(sandbox.ClientOther).Secret)
	d.Refuse(world.Sandbox.Sample(sandbox.ClientOther).Secret)
	d.Keys("enter")
	d.Expect("Nothing departs that is not known", "departs 0")
}

// A check that would need what it cannot undo says why, and does nothing.
func TestCheckDoesNotStartWhileSwitchedOff(t *testing.T) {
	world, clock := tuitest.NewStillWorld(t, sandbox.Options{})
	d := open(t, world.Session, 80, 24)
	world.Change("featureFlags", `["userinfo"]`)
	clock.Advance(sandbox.RealTiming().ConfigPickup * 2)
	d.Send(core.Open{ID: "auth.revocation.check"})
	d.Keys("enter")
	d.Expect("the check does not start")
	d.Refuse("jansadm help")
}
