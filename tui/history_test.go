package tui_test

import (
	"testing"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/transport"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// applied lets the person at the console apply a change of a property, without the screens for it.
func applied(t *testing.T, world *tuitest.World, name, value, reason string) {
	t.Helper()
	o := world.Session.Ops
	configuration, err := o.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	draft := ops.NewDraft()
	if err := configuration.SetText(draft, name, value); err != nil {
		t.Fatal(err)
	}
	plan, err := o.PlanAgainst(t.Context(), configuration, draft.Edits())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Apply(t.Context(), plan, ops.Consent{Yes: true, Word: plan.Word(), Reason: reason}); err != nil {
		t.Fatal(err)
	}
}

func TestHistoryAndUndoAgainAndAgain(t *testing.T) {
	world, d := start(t)
	applied(t, world, "accessTokenLifetime", "600", "ticket 4711")
	applied(t, world, "idTokenLifetime", "77", "")
	d.Send(core.Open{ID: "history"})
	d.Expect("Home › History", "2 plans of this server", "2 ", "verified", "idTokenLifetime", "accessTokenLifetime")
	d.Keys("down")
	d.Expect("Plan 1: accessTokenLifetime", "ticket 4711")
	d.Keys("enter")
	d.Expect("Plan 1", "300 s", "600 s", "Request", "Record")
	d.Keys("esc", "/")
	d.Type("4711")
	d.Expect("1 plan of this server", "accessTokenLifetime")
	d.Refuse("idTokenLifetime")
	d.Keys("esc")
	d.Expect("2 plans")

	d.Keys("esc", "u") // anywhere
	d.Expect("Undo", "Takes back plan 2", "idTokenLifetime", "77 s", "3600 s")
	d.Keys("enter")
	d.Expect("Plan 2 is taken back, verified: idTokenLifetime.")
	if got := world.Value("idTokenLifetime"); got != "3600" {
		t.Fatalf("the server holds %s", got)
	}
	d.Keys("u")
	d.Expect("Takes back plan 1", `"ticket 4711"`)
	d.Keys("enter", "u")
	d.Expect("there is nothing to take back on this server.")
	d.Keys("U")
	d.Expect("Takes back plan 4")
	d.Keys("enter")
	if got := world.Value("accessTokenLifetime"); got != "600" {
		t.Fatalf("done again, the server holds %s", got)
	}
	d.Send(core.Open{ID: "history"})
	d.Expect("undo of 4: accessTokenLifetime", "undone by 5", "undone by 3")
	d.Keys("down", "u")
	d.Expect("Undo is not possible: plan 5 has taken it back")
}

// What is staged is not touched by an undo, and not applied with it.
func TestUndoLeavesStagedEditsAlone(t *testing.T) {
	world, d := start(t)
	applied(t, world, "accessTokenLifetime", "600", "")
	configuration, err := world.Session.Ops.Load(t.Context())
	if err != nil || configuration.SetText(world.Session.Draft, "idTokenLifetime", "88") != nil {
		t.Fatal(err)
	}
	d.Keys("u")
	d.Expect("Takes back plan 1", "1 change")
	d.Refuse("idTokenLifetime")
	d.Keys("m")
	d.Type("was wrong")
	d.Keys("enter", "enter")
	d.Expect("taken back", "1 staged")
	if got := world.Value("idTokenLifetime"); got != "3600" || world.Session.Draft.Len() != 1 {
		t.Errorf("the server holds %s, %d edits are staged", got, world.Session.Draft.Len())
	}
	log, err := world.Journal.Read()
	if err != nil || log.Entries[1].Intent.Reason != "was wrong" || log.Entries[1].Intent.UndoOf != log.Entries[0].Intent.ID {
		t.Errorf("%v: recorded %+v", err, log.Entries)
	}
}

// A later change is told precisely, and left alone only when that is asked for.
func TestALaterChangeStandsInTheWayOfAnUndo(t *testing.T) {
	world, d := start(t)
	applied(t, world, "accessTokenLifetime", "600", "first")
	applied(t, world, "accessTokenLifetime", "700", "second")
	d.Send(core.Open{ID: "history"})
	d.Keys("down", "u")
	d.Expect("Later changes stand in the way", "accessTokenLifetime has been changed since by plan 2", `"second"`, "the plan made it 600 s", "it is now 700 s")
	d.Keys("enter")
	d.Expect("Apply is not possible: later changes stand in the way")
	d.Keys("R")
	d.Expect("There is nothing left to take back.", "accessTokenLifetime is left out: it has been changed since by plan 2")
	if got := world.Value("accessTokenLifetime"); got != "700" {
		t.Errorf("the server holds %s", got)
	}
}

// The old value of a secret is asked for and does not show; without it the secret is left as it is.
func TestUndoAsksForSecrets(t *testing.T) {
	world, d := start(t)
	const secret = "dcrSignatureValidationSharedSecret"
	applied(t, world, secret, "old-value", "")
	applied(t, world, secret, "new-value", "")
	d.Keys("u")
	d.Expect(secret+" is left out, as the journal keeps no secrets; s types its old value.", "There is nothing left to take back.")
	d.Keys("b")
	d.Expect("Takes back plan 1")
	d.Keys("esc", "u")
	d.Expect("Takes back plan 2")
	d.Keys("s")
	d.Type("old-value")
	d.Expect(secret, "•••")
	d.Refuse("old-value")
	d.Keys("enter")
	d.Expect("1 change", secret)
	d.Refuse("old-value", "new-value")
	d.Keys("enter")
	d.Expect("Plan 2 is taken back")
	if got := world.Value(secret); got != `"old-value"` {
		t.Errorf("the server holds %s", got)
	}
}

func TestAuditLogShowsOthersChanges(t *testing.T) {
	world, d := start(t)
	applied(t, world, "accessTokenLifetime", "600", "")
	applied(t, world, "idTokenLifetime", "77", "")
	somebodyElse(t, world)
	d.Send(core.Open{ID: "history"})
	d.Keys("A")
	d.Expect("Audit log", "3 requests in the server's log", "deleted scopes-NONE", "jans-tui", "1a2b", "changed jans-auth-server-config", "jansadm")
	d.Keys("o")
	d.Expect("1 request that this machine has not made", "deleted scopes-NONE")
	d.Refuse("jans-auth-server-config")
	d.Keys("enter")
	d.Expect("inum:NONE", "by the server's clock")
	d.Keys("esc", "o", "/")
	d.Type("idTokenLifetime")
	d.Expect("1 request in")
	d.Keys("esc")
	world.Session.Permissions = ops.PermissionsOf([]string{"x"})
	d.Keys("esc", "A")
	d.Expect("The audit log cannot be shown: the sign-in lacks the permission config/logging.readonly.")
}

// somebodyElse tries to delete a scope that is not there, with another program.
func somebodyElse(t *testing.T, world *tuitest.World) {
	t.Helper()
	other, err := transport.New(transport.Options{Transport: world.Sandbox.Transport(), ClientName: "jans-tui", UserInum: "1a2b"})
	if err != nil {
		t.Fatal(err)
	}
	info := world.Sandbox.Info()
	tokens := auth.NewClientCredentials(other, info.URL+"/jans-auth/restv1/token", info.ClientID, info.ClientSecret, client.Scopes(false), time.Now)
	api, err := client.New(client.Config{BaseURL: info.URL, Tokens: tokens, Transport: other})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := api.Scopes.Delete(t.Context(), "NONE"); err == nil {
		t.Fatal("there was such a scope")
	}
}
