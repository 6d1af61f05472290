package ops

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/client/transport"
)

var yes = Consent{Yes: true, Reason: "maintenance"}

func TestApplyIsOneReadAndOneWrite(t *testing.T) {
	f := setUp(`"accessTokenLifetime":300`, `"idTokenLifetime":3600`)
	plan := f.plan(t, func(c *Configuration, d *Draft) error {
		return errors.Join(c.SetText(d, "accessTokenLifetime", "600"), c.SetText(d, "idTokenLifetime", "1800"))
	})
	f.server.gets = 0
	result, err := f.Apply(context.Background(), plan, yes)
	if err != nil || !result.Verified() {
		t.Fatalf("%+v, %v", result, err)
	}
	if f.server.gets != 1 || len(f.server.patches) != 1 {
		t.Errorf("%d reads and %d writes, want one each", f.server.gets, len(f.server.patches))
	}
	sent, _ := json.Marshal(f.server.patches[0])
	want := `[{"op":"test","path":"/accessTokenLifetime","value":300},{"op":"test","path":"/idTokenLifetime","value":3600},` +
		`{"op":"replace","path":"/accessTokenLifetime","value":600},{"op":"replace","path":"/idTokenLifetime","value":1800}]`
	if string(sent) != want {
		t.Errorf("sent %s", sent)
	}
	if len(f.journal.records) != 2 || f.journal.records[0].Phase != journal.Intent || f.journal.records[1].State != journal.Verified {
		t.Errorf("journalled %+v", f.journal.records)
	}
	if kept := f.journal.records[0]; kept.Reason != "maintenance" || text(kept.Changes[0].Old) != "300" || text(kept.Changes[0].New) != "600" {
		t.Errorf("the intent cannot be undone from: %+v", kept)
	}
}

func TestApplyNothing(t *testing.T) {
	f := setUp(`"accessTokenLifetime":300`)
	configuration, draft := f.stage(t, set("accessTokenLifetime", "600"))
	f.server.doc["accessTokenLifetime"] = json.RawMessage("600") // somebody else did the same
	plan, err := f.Plan(context.Background(), draft.Edits())
	if err != nil || !plan.Empty() || len(plan.Already) != 1 || len(plan.Conflicts) != 0 {
		t.Fatalf("%+v, %v (base %s)", plan, err, configuration.Document.Get("accessTokenLifetime"))
	}
	result, err := f.Apply(context.Background(), plan, Consent{})
	if err != nil || result.Applied() || len(f.server.patches) != 0 || len(f.journal.records) != 0 {
		t.Errorf("%+v, %v", result, err)
	}
}

func TestConflictsShowAllThreeVersions(t *testing.T) {
	f := setUp(`"accessTokenLifetime":300`)
	_, draft := f.stage(t, set("accessTokenLifetime", "600"))
	f.server.doc["accessTokenLifetime"] = json.RawMessage("900")
	plan, err := f.Plan(context.Background(), draft.Edits())
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.Apply(context.Background(), plan, yes)
	var conflict *ConflictError
	if !errors.As(err, &conflict) {
		t.Fatalf("got %v", err)
	}
	got := conflict.Conflicts[0]
	if text(got.Base) != "300" || text(got.Mine) != "600" || text(got.Theirs) != "900" {
		t.Errorf("got %+v", got)
	}
	if len(f.server.patches) != 0 || draft.Len() != 1 {
		t.Errorf("%d writes, %d staged edits", len(f.server.patches), draft.Len())
	}
}

func TestAChangeBetweenPlanAndApplyIsRefused(t *testing.T) {
	f := setUp(`"accessTokenLifetime":300`)
	plan := f.plan(t, set("accessTokenLifetime", "600"))
	f.server.doc["accessTokenLifetime"] = json.RawMessage("900")
	var conflict *ConflictError
	if _, err := f.Apply(context.Background(), plan, yes); !errors.As(err, &conflict) || len(f.server.patches) != 0 || len(f.journal.records) != 0 {
		t.Errorf("got %v, %d writes, %d records", err, len(f.server.patches), len(f.journal.records))
	}
}

func TestAChangeInTheLastMomentFailsTheGuard(t *testing.T) {
	f := setUp(`"accessTokenLifetime":300`)
	plan := f.plan(t, set("accessTokenLifetime", "600"))
	f.server.onPatch = func(document.Patch) (bool, error) {
		f.server.doc["accessTokenLifetime"] = json.RawMessage("900")
		return false, &transport.Error{Kind: transport.KindConflict, Status: 500, Message: "value differs from expectations"}
	}
	var conflict *ConflictError
	if _, err := f.Apply(context.Background(), plan, yes); !errors.As(err, &conflict) || text(conflict.Conflicts[0].Theirs) != "900" {
		t.Errorf("got %v", err)
	}
	if last := f.journal.records[1]; last.State != journal.NotApplied {
		t.Errorf("journalled %+v", last)
	}
}

func TestSilentCoercionIsNoticed(t *testing.T) {
	f := setUp(`"webKeysStorage":"keystore"`, `"accessTokenLifetime":300`)
	f.server.coerce = func(string, json.RawMessage) json.RawMessage { return json.RawMessage("3600") }
	result, err := f.Apply(context.Background(), f.plan(t, set("accessTokenLifetime", "600")), yes)
	if err != nil || result.Verified() || !result.Applied() || result.Items[0].OK || text(result.Items[0].Got) != "3600" {
		t.Fatalf("%+v, %v", result, err)
	}
	if last := f.journal.records[1]; last.State != journal.Unverified || text(last.Stored[0].Value) != "3600" {
		t.Errorf("journalled %+v", last)
	}
}

func TestOthersChangesAreReported(t *testing.T) {
	f := setUp(`"accessTokenLifetime":300`, `"loggingLevel":"INFO"`, `"fapi":false`)
	plan := f.plan(t, set("accessTokenLifetime", "600"))
	f.server.onPatch = func(document.Patch) (bool, error) {
		f.server.doc["loggingLevel"], f.server.doc["fapi"] = json.RawMessage(`"TRACE"`), json.RawMessage("true")
		return true, nil
	}
	result, err := f.Apply(context.Background(), plan, yes)
	if err != nil || len(result.Others) != 2 || !result.Others[0].Derived || result.Others[1].Derived {
		t.Errorf("%+v, %v", result.Others, err)
	}
}

func lost(status int) error {
	return &transport.Error{Kind: transport.KindUnreachable, Op: "change the configuration", Status: status, Message: "connection reset", Unknown: true}
}

func TestALostAnswerIsFoundOut(t *testing.T) {
	for _, applied := range []bool{true, false} {
		f := setUp(`"accessTokenLifetime":300`)
		plan := f.plan(t, set("accessTokenLifetime", "600"))
		f.server.onPatch = func(document.Patch) (bool, error) { return applied, lost(0) }
		ctx, cancel := context.WithCancel(context.Background())
		reads := f.server.gets
		f.server.onGet = func(n int) error {
			if n == reads+2 {
				cancel() // a person who gives up must be told all the same
				return errors.New("still down")
			}
			return nil
		}
		result, err := f.Apply(ctx, plan, yes)
		if applied && (err != nil || !result.Verified()) {
			t.Errorf("applied: %+v, %v", result, err)
		}
		var notApplied *NotAppliedError
		if !applied && (!errors.As(err, &notApplied) || result.State != journal.NotApplied || strings.Contains(err.Error(), "not known")) {
			t.Errorf("not applied: %+v, %v", result, err)
		}
		cancel()
	}
}

// A server that is slow applies the change after the client has given up: one read of the old value proves nothing.
func TestASlowWriteIsWaitedFor(t *testing.T) {
	late := &transport.Error{Kind: transport.KindTimeout, Op: "change the configuration", Unknown: true}
	for _, after := range []int{3, 100} {
		f := setUp(`"accessTokenLifetime":300`)
		plan := f.plan(t, set("accessTokenLifetime", "600"))
		f.server.onPatch = func(document.Patch) (bool, error) { return false, late }
		reads := f.server.gets
		f.server.onGet = func(n int) error {
			if n == reads+after {
				f.server.doc["accessTokenLifetime"] = json.RawMessage("600")
			}
			return nil
		}
		result, err := f.Apply(context.Background(), plan, yes)
		if after == 3 {
			if err != nil || !result.Verified() {
				t.Errorf("applied late: %+v, %v", result, err)
			}
			continue
		}
		if Explain(err).Kind != ProblemUnknownResult || result.State != journal.Unknown || f.journal.records[1].State != journal.Unknown {
			t.Errorf("never seen: %+v, %v", result, err)
		}
	}
}

func TestAnUnknownResultIsSaidToBeUnknown(t *testing.T) {
	f := setUp(`"accessTokenLifetime":300`)
	plan := f.plan(t, set("accessTokenLifetime", "600"))
	f.server.onPatch = func(document.Patch) (bool, error) { return true, lost(0) }
	reads := f.server.gets
	f.server.onGet = func(n int) error {
		if n > reads+1 {
			return errors.New("still down")
		}
		return nil
	}
	result, err := f.Apply(context.Background(), plan, yes)
	var unknown *UnknownResultError
	if !errors.As(err, &unknown) || result.State != journal.Unknown || f.journal.records[1].State != journal.Unknown {
		t.Errorf("%+v, %v", result, err)
	}
	if got := Explain(err).Kind; got != ProblemUnknownResult {
		t.Errorf("explained as %s", got)
	}
}

func TestNothingIsWrittenThatCannotBeJournalled(t *testing.T) {
	f := setUp(`"accessTokenLifetime":300`)
	f.journal.fail = 1
	_, err := f.Apply(context.Background(), f.plan(t, set("accessTokenLifetime", "600")), yes)
	if !errors.Is(err, errDiskFull) || len(f.server.patches) != 0 {
		t.Errorf("got %v, %d writes", err, len(f.server.patches))
	}
	if p := Explain(err); p.Kind != ProblemLocal || !strings.Contains(p.Hint, "JANSADM_HOME") {
		t.Errorf("explained as %+v", p)
	}
}

func TestAnOutcomeThatCannotBeJournalledIsReported(t *testing.T) {
	f := setUp(`"accessTokenLifetime":300`)
	f.journal.fail = 2
	result, err := f.Apply(context.Background(), f.plan(t, set("accessTokenLifetime", "600")), yes)
	if err != nil || !result.Verified() || !errors.Is(result.JournalErr, errDiskFull) {
		t.Errorf("%+v, %v", result, err)
	}
}

func TestSecretsAreMaskedAndNotJournalled(t *testing.T) {
	f := setUp(`"keyStoreSecret":"old-secret"`)
	plan := f.plan(t, set("keyStoreSecret", "new-secret"))
	shown, err := json.Marshal(plan.Requests)
	if err != nil || strings.Contains(string(shown), "-secret\"") || !strings.Contains(string(shown), schema.SecretMask) {
		t.Errorf("the request is shown as %s, %v", shown, err)
	}
	result, err := f.Apply(context.Background(), plan, Consent{Yes: true, Word: plan.Word()})
	if err != nil || !result.Verified() || text(f.server.doc["keyStoreSecret"]) != `"new-secret"` {
		t.Fatalf("%+v, %v", result, err)
	}
	kept, err := json.Marshal(f.journal.records)
	if err != nil || strings.Contains(string(kept), "-secret\"") {
		t.Errorf("journalled %s, %v", kept, err)
	}
}

func TestGuards(t *testing.T) {
	danger := Impact{ID: "breaks-things", Severity: impact.Danger, Target: Target{Resource: "property", ID: "accessTokenLifetime"}}
	final := Impact{ID: "shuts-everybody-out", Severity: impact.LockOutDatabase}
	cases := []struct {
		name    string
		impacts []Impact
		consent Consent
		ok      bool
	}{
		{"harmless needs a yes", nil, Consent{}, false},
		{"harmless with a yes", nil, Consent{Yes: true}, true},
		{"danger is not passed by yes", []Impact{danger}, Consent{Yes: true}, false},
		{"danger with another risk accepted", []Impact{danger}, Consent{Yes: true, AcceptedRisks: []string{"other"}}, false},
		{"danger with its risk accepted", []Impact{danger}, Consent{Yes: true, AcceptedRisks: []string{"breaks-things"}}, true},
		{"danger with a wrong word", []Impact{danger}, Consent{Yes: true, Word: "yes"}, false},
		{"danger with the word", []Impact{danger}, Consent{Yes: true, Word: "AccessTokenLifetime "}, true},
		{"the last severity is never passed", []Impact{final}, Consent{Yes: true, AcceptedRisks: []string{"shuts-everybody-out"}, Word: "x"}, false},
	}
	for _, c := range cases {
		f := setUp(`"accessTokenLifetime":300`)
		plan := f.plan(t, set("accessTokenLifetime", "600"))
		plan.Impacts = c.impacts
		err := f.Guard(plan, c.consent)
		if (err == nil) != c.ok {
			t.Errorf("%s: %v", c.name, err)
		}
		if err != nil && Explain(err).Kind != ProblemRefused {
			t.Errorf("%s: explained as %+v", c.name, Explain(err))
		}
	}
}

func TestReadOnlyRefuses(t *testing.T) {
	f := setUp(`"accessTokenLifetime":300`)
	f.deps.Guards.ReadOnly = true
	_, err := f.Apply(context.Background(), f.plan(t, set("accessTokenLifetime", "600")), yes)
	if p := Explain(err); p.Kind != ProblemRefused || len(f.server.patches) != 0 {
		t.Errorf("%+v", p)
	}
}

type provers map[impact.CheckKind]error

func (p provers) Prove(_ context.Context, check impact.Check) error { return p[check.Kind] }

func TestProofsDecideAboutTheLastSeverity(t *testing.T) {
	for _, failure := range []error{nil, errors.New("nobody answers there")} {
		f := setUp(`"introspectionEndpoint":"https://jans.example.org/jans-auth/restv1/introspection"`, `"issuer":"https://jans.example.org"`)
		f.deps.Prover = provers{impact.CheckIntrospection: failure}
		plan := f.plan(t, set("introspectionEndpoint", "https://other.example.org/introspection"))
		blocked := len(plan.Blocked()) > 0
		if blocked != (failure != nil) {
			t.Errorf("proof %v: blocked %v, impacts %+v", failure, blocked, plan.Impacts)
		}
		if failure != nil && !strings.Contains(plan.Blocked()[0].Message, "nobody answers there") {
			t.Errorf("the reason is not said: %+v", plan.Blocked())
		}
	}
}

func TestSecretsInsideObjectsAreMaskedAndNotJournalled(t *testing.T) {
	f := setUp(`"cibaEndUserNotificationConfig":{"projectId":"old","notificationKey":"old-secret"}`)
	plan := f.plan(t, func(c *Configuration, d *Draft) error {
		return c.Set(d, "cibaEndUserNotificationConfig", json.RawMessage(`{"projectId":"new","notificationKey":"new-secret"}`))
	})
	shown, err := json.Marshal(plan.Requests)
	if err != nil || strings.Contains(string(shown), "-secret") || !strings.Contains(string(shown), `"value":"new"`) {
		t.Errorf("the request is shown as %s, %v", shown, err)
	}
	if _, err := f.Apply(context.Background(), plan, Consent{Yes: true, Word: plan.Word()}); err != nil {
		t.Fatal(err)
	}
	kept, err := json.Marshal(f.journal.records)
	if err != nil || strings.Contains(string(kept), "-secret") || !strings.Contains(string(kept), `"projectId":"new"`) || !strings.Contains(string(kept), `"masked":true`) {
		t.Errorf("journalled %s, %v", kept, err)
	}
	if sent, _ := json.Marshal(f.server.patches[0]); !strings.Contains(string(sent), `"new-secret"`) {
		t.Errorf("the mask was sent instead of the secret: %s", sent)
	}
	entry, err := plan.Present.Lookup("cibaEndUserNotificationConfig")
	if err != nil || strings.Contains(entry.Display(entry.Value), "-secret") {
		t.Errorf("shown as %s, %v", entry.Display(entry.Value), err)
	}
}

// A watcher that wants no more stops a plan before anything is written, and the journal knows it.
func TestStoppedBeforeTheFirstRequest(t *testing.T) {
	f := setUp(`"accessTokenLifetime":300`)
	var told [][2]int
	result, err := f.Apply(context.Background(), f.plan(t, set("accessTokenLifetime", "600")), yes, func(done, all int) error {
		told = append(told, [2]int{done, all})
		return ErrStopped
	})
	if !errors.Is(err, ErrStopped) || result.State != journal.NotApplied || len(f.server.patches) != 0 {
		t.Errorf("%+v, %v, %d patches", result, err, len(f.server.patches))
	}
	if len(told) != 1 || told[0] != [2]int{0, 1} {
		t.Errorf("told %v", told)
	}
	if Explain(err).Kind != ProblemCanceled || len(f.journal.records) != 2 || f.journal.records[1].State != journal.NotApplied {
		t.Errorf("%s, journalled %+v", Explain(err).Kind, f.journal.records)
	}
}
