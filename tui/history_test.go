package tui_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/client/transport"
	"github.com/jansadm/jansadm/tui"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/kittest"
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

// odd is an audit log that holds anything.
type odd struct{ events []ops.AuditEvent }

func (o odd) Last(context.Context, int) (ops.AuditLog, error) {
	return ops.AuditLog{Events: o.events}, nil
}

func TestHostileAuditLog(t *testing.T) {
	world, d := start(t)
	var log odd
	for _, attack := range attacks {
		log.events = append(log.events, ops.AuditEvent{User: attack, Client: attack, Verb: "changed", Path: attack, Arguments: []string{attack, attack}})
	}
	world.Session.Ops = ops.New(ops.Deps{Server: "https://jans.example.org", History: world.Journal, Audit: log})
	d.Resize(140, 45)
	d.Send(core.Open{ID: "history.audit"})
	for range attacks {
		d.CheckSize(140, 45)
		harmless(t, d)
		d.Keys("enter")
		harmless(t, d)
		d.Keys("esc", "down")
	}
}

// hostileRecord is a plan of somebody who wants to do harm.
func hostileRecord(server, text string, n int) journal.Record {
	value, _ := json.Marshal(text)
	return journal.Record{
		ID: fmt.Sprintf("%08d%s", n, text), Phase: journal.Intent, Time: time.Date(2026, 7, 13, 12, 0, n, 0, time.UTC), Server: server, Profile: text, User: text, Reason: text,
		Program: text, Accepted: []string{text}, UndoOf: text, Names: map[change.Target]string{{Resource: change.Scope, ID: "A" + text}: text},
		Changes: []journal.Change{
			{Target: change.PropertyTarget("issuer"), Path: "/issuer", Kind: change.Set, Old: value, New: value},
			{Target: change.PropertyTarget("x" + text), Path: "/x", Kind: change.Set, Old: value, New: value},
			{Target: change.Target{Resource: change.Scope, ID: "A" + text}, Path: "/description", Kind: change.Set, Old: value, New: value},
		},
	}
}

// Whatever a journal holds, nothing of it reaches the terminal as a control sequence.
func TestHostileJournal(t *testing.T) {
	world, d := start(t)
	for i, attack := range attacks {
		intent := hostileRecord(world.Session.Ops.Server(), attack, i)
		outcome := journal.Record{ID: intent.ID, Phase: journal.Outcome, Time: intent.Time, State: journal.State("odd" + attack), Error: attack, RequestID: attack,
			Parts:  []journal.Part{{Target: intent.Changes[2].Target, State: journal.State(attack), Inum: attack, RequestID: attack}},
			Stored: []journal.Stored{{Target: intent.Changes[0].Target, Path: "/issuer", Value: intent.Changes[0].New}}}
		for _, record := range []journal.Record{intent, outcome} {
			if err := world.Journal.Append(t.Context(), record); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, size := range [][2]int{{80, 24}, {140, 45}} {
		d.Resize(size[0], size[1])
		d.Send(core.Open{ID: "history"})
		for range attacks {
			d.CheckSize(size[0], size[1])
			harmless(t, d)
			d.Keys("enter")
			d.CheckSize(size[0], size[1])
			harmless(t, d)
			d.Keys("esc", "u")
			harmless(t, d)
			if strings.Contains(d.Screen(), "› Undo") {
				d.Keys("esc")
			}
			d.Keys("down")
		}
		d.Keys("esc")
	}
}

func harmless(t *testing.T, d *tuitest.Driver) {
	t.Helper()
	for _, r := range d.Raw() {
		if r < ' ' && r != '\n' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			t.Fatalf("%q is shown in\n%q", r, d.Raw())
		}
	}
}

// reads is a journal that counts how often it is read.
type reads struct {
	past
	asked []int
}

func (r *reads) ReadLast(n int) (journal.Log, error) {
	r.asked = append(r.asked, n)
	return r.past.ReadLast(n)
}

func manyPlans(n int) past {
	plans := make(past, n)
	for i := range plans {
		plans[i] = was(int64(i), journal.Verified, "", wasSet("accessTokenLifetime", "300", "600"))
		plans[i].Intent.Number, plans[i].Intent.ID = int64(i+1), fmt.Sprintf("id-%d", i)
	}
	plans[5].Intent.Reason = "rare"
	return plans
}

// Of many plans the last are read at once, more when the person gets there, and everything when he looks for something. Moving reads nothing.
func TestHistoryReadsWhatIsNeeded(t *testing.T) {
	history := &reads{past: manyPlans(10_000)}
	session := connection{server: issuer, network: newInstallation(nil), theme: kittest.Mono(), journal: memory{}, history: history}.session(t)
	s := raise(t, session, 140, 45)
	s.Send(core.Open{ID: "history"})
	s.Expect("200 plans and more of this server", "10000")
	for range 50 {
		s.Keys("down")
	}
	if len(history.asked) != 1 {
		t.Errorf("it was read %v", history.asked)
	}
	s.Keys("end")
	s.Expect("800 plans and more")
	s.Keys("/")
	s.Type("rare")
	s.Expect("1 plan of this server", "rare")
	if len(history.asked) != 3 {
		t.Errorf("it was read %v", history.asked)
	}
}

// From the key to the list of a journal with 10,000 plans.
func BenchmarkOpenHistory(b *testing.B) {
	world := tuitest.NewWorld(b, sandbox.Options{})
	var lines bytes.Buffer
	for _, plan := range manyPlans(10_000) {
		plan.Intent.Phase, plan.Outcome.Phase = journal.Intent, journal.Outcome
		for _, record := range []journal.Record{plan.Intent, plan.Outcome} {
			record.Version, record.Server = journal.Version, world.Session.Ops.Server()
			line, err := json.Marshal(record)
			if err != nil {
				b.Fatal(err)
			}
			lines.Write(append(line, '\n'))
		}
	}
	if err := os.WriteFile(world.Journal.Path(), lines.Bytes(), 0o600); err != nil {
		b.Fatal(err)
	}
	world.Session.Registry = tui.Registry()
	d := tuitest.Drive(b, tui.New(world.Session, "home"), 140, 45)
	for b.Loop() {
		d.Send(core.Open{ID: "history"})
		d.Keys("esc")
	}
}

func BenchmarkMoveOnHistory(b *testing.B) {
	session := connection{server: issuer, network: newInstallation(nil), theme: kittest.Mono(), journal: memory{}, history: manyPlans(10_000)}.session(b)
	s := raise(b, session, 140, 45)
	s.Send(core.Open{ID: "history"})
	down, up := tuitest.Key("down"), tuitest.Key("up")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		key := down
		if i/50%2 == 1 {
			key = up
		}
		s.app.Update(key)
		s.app.View()
	}
}
