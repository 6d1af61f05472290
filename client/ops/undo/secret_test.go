package undo_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/clienttest"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/undo"
)

func parse(t clienttest.T, text string) document.Document {
	t.Helper()
	doc, err := document.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestASecretIsLeftOutUntilItIsSupplied(t *testing.T) {
	th := open(t)
	const name = "keyStoreSecret"
	old := th.load(t).Document.Get(name)
	entry := th.apply(t, th.property(t, name, `"another one"`), th.property(t, lifetime, "4711"))
	u := th.of(t, entry)
	if len(u.Edits) != 1 || len(u.Left) != 1 || u.Left[0].Reason != undo.Secret || !strings.Contains(u.Left[0].String(), name) {
		t.Fatalf("got %+v", u)
	}
	place := u.Left[0].Place
	var fixed *ops.NotSettableError
	if err := u.Supply(undo.Place{Target: change.PropertyTarget(lifetime), Path: "/" + lifetime}, old); !errors.As(err, &fixed) {
		t.Errorf("a value that is not asked for: %v", err)
	}
	var invalid *ops.InvalidValueError
	if err := u.Supply(place, json.RawMessage("{}")); !errors.As(err, &invalid) || len(u.Left) != 1 {
		t.Errorf("a value of the wrong type: %v", err)
	}
	if err := u.Supply(place, old); err != nil || len(u.Edits) != 2 || len(u.Left) != 0 {
		t.Fatalf("%v: %+v", err, u)
	}
	undone := th.applyPlan(t, th.plan(t, u))
	if got := th.load(t).Document.Get(name); !document.Equal(got, old) {
		t.Error("the secret did not come back")
	}
	if content, err := os.ReadFile(th.Journal.Path()); err != nil || strings.Contains(string(content), string(old)) {
		t.Errorf("the journal holds the secret, or nothing at all: %v", err)
	}
	if !undone.Intent.Changes[0].Secret && !undone.Intent.Changes[1].Secret {
		t.Errorf("the record is %+v", undone.Intent.Changes)
	}
}

// No record tells what a later plan made of a secret, but that it did.
func TestALaterChangeOfASecretStandsInTheWay(t *testing.T) {
	th := open(t)
	entry := th.apply(t, th.property(t, "keyStoreSecret", `"another one"`))
	later := th.apply(t, th.property(t, "keyStoreSecret", `"a third"`))
	u := th.of(t, entry)
	if err := u.Supply(u.Left[0].Place, document.Quote("the first")); err != nil {
		t.Fatal(err)
	}
	_, err := u.Plan(t.Context(), th.Ops)
	if got := isObstacle(t, err); len(got) != 1 || got[0].By == nil || got[0].By.Intent.ID != later.Intent.ID {
		t.Errorf("got %+v", got)
	}
	if strings.Contains(err.Error(), "third") || !u.Obstacles[0].Secret || u.Obstacles[0].Present != nil || u.Obstacles[0].Expected != nil {
		t.Errorf("the secret is shown, or said to be empty: %+v", u.Obstacles[0])
	}
	back := th.of(t, later)
	if err := back.Supply(back.Left[0].Place, document.Quote("another one")); err != nil {
		t.Fatal(err)
	}
	th.applyPlan(t, th.plan(t, back))
	if u = th.of(t, entry); u.Supply(u.Left[0].Place, document.Quote("the first")) != nil || len(u.Obstacles) != 0 || len(u.Edits) != 1 {
		t.Errorf("once the later change is taken back: %+v", u)
	}
}

const settings = "/configurationProperties"

func withSettings(pairs ...string) string {
	list := json.RawMessage("[]")
	for i := 0; i < len(pairs); i += 2 {
		list = ops.WithSetting(list, pairs[i], pairs[i+1], pairs[i] == "password")
	}
	return string(list)
}

const aScript = `{"name":"abc","scriptType":"dynamic_scope","programmingLanguage":"python","script":"# sandbox: set badge to gold",
"configurationProperties":`

// The settings of a script are secret one by one: the others come back, the secret ones stay.
func TestSecretSettingsStayAsTheyAre(t *testing.T) {
	th := open(t)
	th.apply(t, th.create(change.Script, aScript+withSettings("host", "a", "password", "hush")+"}"))
	entry := th.apply(t, th.member(t, change.Script, "abc", settings, withSettings("host", "b", "password", "other")))
	u := th.of(t, entry)
	if len(u.Edits) != 1 || len(u.Left) != 1 || u.Left[0].Setting != "password" || !strings.Contains(u.Left[0].Title, "password") {
		t.Fatalf("got %+v", u)
	}
	plan := th.plan(t, u)
	if shown := string(plan.Requests[0].Body); strings.Contains(shown, "other") {
		t.Errorf("the request shows the secret: %s", shown)
	}
	undone := th.applyPlan(t, plan)
	if got := string(th.find(t, change.Script, "abc").Get(settings)); !strings.Contains(got, `"a"`) || !strings.Contains(got, `"other"`) {
		t.Errorf("the settings are %s", got)
	}
	th.undo(t, undone)
	u = th.of(t, entry)
	if err := u.Supply(u.Left[0].Place, document.Quote("hush")); err != nil || len(u.Left) != 0 {
		t.Fatalf("%v: %+v", err, u.Left)
	}
	th.applyPlan(t, th.plan(t, u))
	if got := string(th.find(t, change.Script, "abc").Get(settings)); !strings.Contains(got, `"a"`) || !strings.Contains(got, `"hush"`) {
		t.Errorf("the settings are %s", got)
	}
}

// A script that is made again lacks its secret settings, by name, unless they are supplied. No mask is ever sent.
func TestAScriptIsMadeAgainWithoutItsSecrets(t *testing.T) {
	for _, supplied := range []bool{false, true} {
		t.Run(fmt.Sprint(supplied), func(t *testing.T) {
			th := open(t)
			th.apply(t, th.create(change.Script, aScript+withSettings("host", "a", "password", "hush")+"}"))
			u := th.of(t, th.apply(t, th.remove(t, change.Script, "abc")))
			if len(u.Edits) != 1 || len(u.Left) != 1 || u.Left[0].Setting != "password" {
				t.Fatalf("got %+v", u)
			}
			if supplied {
				if err := u.Supply(u.Left[0].Place, document.Quote("hush")); err != nil {
					t.Fatal(err)
				}
			}
			th.applyPlan(t, th.plan(t, u))
			want := withSettings("host", "a")
			if supplied {
				want = withSettings("host", "a", "password", "hush")
			}
			script := th.find(t, change.Script, "abc")
			if got := script.Get(settings); !script.Same(settings, got, json.RawMessage(want)) {
				t.Errorf("the settings are %s, want %s", got, want)
			}
		})
	}
}

// The present value of a secret in the way is not shown.
func TestObstaclesHideSecrets(t *testing.T) {
	th := open(t)
	th.apply(t, th.create(change.Script, aScript+withSettings("host", "a", "password", "hush")+"}"))
	entry := th.apply(t, th.member(t, change.Script, "abc", settings, withSettings("host", "b", "password", "other")))
	later := th.apply(t, th.member(t, change.Script, "abc", settings, withSettings("host", "c", "password", "third")))
	u := th.of(t, entry)
	if len(u.Obstacles) != 1 || u.Obstacles[0].By == nil || u.Obstacles[0].By.Intent.ID != later.Intent.ID {
		t.Fatalf("got %+v", u)
	}
	if text := string(u.Obstacles[0].Present) + string(u.Obstacles[0].Expected); strings.Contains(text, "third") || !strings.Contains(text, `"c"`) {
		t.Errorf("shown is %s", text)
	}
}

// The script that was made again without its secrets is still the one that the plan created: that plan can be taken back.
func TestAScriptThatWasMadeAgainWithoutItsSecretsIsDeleted(t *testing.T) {
	th := open(t)
	made := th.apply(t, th.create(change.Script, aScript+withSettings("host", "a", "password", "hush")+"}"))
	th.undo(t, th.apply(t, th.remove(t, change.Script, "abc")))
	if u := th.of(t, made); len(u.Obstacles) != 0 || len(u.Edits) != 1 || u.Edits[0].Kind != change.Delete {
		t.Errorf("got %+v", u)
	}
	th.apply(t, th.member(t, change.Script, "abc", settings, withSettings("host", "b")))
	if u := th.of(t, made); len(u.Obstacles) != 1 || len(u.Edits) != 0 {
		t.Errorf("a later change is not seen: %+v", u)
	}
}

// The record of an undo tells whether it has left some of the plan in force.
func TestAnUndoTellsWhetherItIsAWholeOne(t *testing.T) {
	th := open(t)
	old := th.load(t).Document.Get("keyStoreSecret")
	entry := th.apply(t, th.property(t, "keyStoreSecret", `"another one"`), th.property(t, lifetime, "4711"))
	if partly := th.undo(t, entry); !partly.Intent.Partly {
		t.Errorf("without the secret: %+v", partly.Intent)
	}
	rest := th.of(t, entry)
	if err := rest.Supply(rest.Left[0].Place, old); err != nil {
		t.Fatalf("%v: %+v", err, rest.Left)
	}
	if whole := th.applyPlan(t, th.plan(t, rest)); whole.Intent.Partly {
		t.Errorf("with the secret: %+v", whole.Intent)
	}
}

// Past a plan of which nothing comes back there is the one before it.
func TestThePlanBefore(t *testing.T) {
	th := open(t)
	first := th.apply(t, th.property(t, lifetime, "4711"))
	taken := th.apply(t, th.property(t, lifetime, "4712"))
	secret := th.apply(t, th.property(t, "keyStoreSecret", `"another one"`))
	th.undo(t, taken)
	if before, known := th.of(t, secret).Before(); !known || before.Intent.ID != first.Intent.ID {
		t.Errorf("before the secret is %+v", before)
	}
	if before, known := th.of(t, first).Before(); known {
		t.Errorf("before the first is %+v", before)
	}
}
