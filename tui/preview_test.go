package tui_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// The preview has the values of the sandbox's users, as the draft would leave the scopes.
func TestPreviewOfScopes(t *testing.T) {
	world, d := start(t)
	d.Resize(120, 40)
	d.Send(core.Open{ID: "auth.preview", Arg: "43F1,C17A"})
	d.Expect("Preview of profile, address", "p chooses whose values are shown", "address.locality")
	d.Keys("p")
	d.Type("mari")
	d.Expect("Whose values?")
	d.Keys("enter")
	d.Expect("As userinfo would tell it about maria", "Maria Sanchez", "address.street_")
	world.Session.Draft.Add(ops.Edit{Target: ops.Target{Resource: change.Scope, ID: "43F1"}, Path: "/claims", Kind: change.Set,
		Value: json.RawMessage(`["inum=GONE,ou=attributes,o=jans"]`)})
	d.Keys("r")
	d.Expect("The scope profile lists a claim that does not exist")
	d.Refuse("Maria Sanchez")
	d.Keys("esc")
	d.Refuse("Preview of")
}

// applyScript stages a source for work_phone, enables it and applies that.
func applyScript(t *testing.T, world *tuitest.World, d *tuitest.Driver, source string) {
	t.Helper()
	target := ops.Target{Resource: change.Script, ID: "031C-5622"}
	script, err := world.Session.Ops.Entity(t.Context(), target)
	if err != nil {
		t.Fatal(err)
	}
	for path, value := range map[string]json.RawMessage{"/script": document.Quote(source), "/enabled": json.RawMessage("true")} {
		if !document.Equal(script.Get(path), value) {
			world.Session.Draft.Add(ops.Edit{Target: target, Path: path, Kind: change.Set, Base: script.Get(path), Value: value})
		}
	}
	d.Keys("ctrl+s")
	d.Expect("Review")
	d.Keys("enter")
}

// What the server made of a script is told when it is known, whatever screen is open then.
func TestScriptsAreWatchedAfterAnApply(t *testing.T) {
	const atOnce = -1 * time.Second
	world := tuitest.NewWorld(t, sandbox.Options{Timing: sandbox.Timing{ConfigPickup: atOnce, EntityCache: atOnce, Minute: time.Second}})
	d := open(t, world.Session, 120, 40)
	template, _ := schema.ScriptTemplate("dynamic_scope")
	applyScript(t, world, d, template)
	d.Expect("work_phone: no error after 6")
	applyScript(t, world, d, strings.Replace(template, "def update(", "def updated(", 1))
	d.Expect("work_phone does not work: AttributeError: 'DynamicScope' object has no attribute 'update'")
	applyScript(t, world, d, template)
	d.Expect("work_phone: loaded without error")
}

// What is open when a script turns out to fail shows it: the form of the script with the trace, the list, and the form of a scope that runs it.
func TestAFailingScriptShowsWhereItIsOpen(t *testing.T) {
	const atOnce = -1 * time.Second
	for id, want := range map[string]struct{ arg, text string }{
		"auth.script":  {"031C-5622", "It failed on the server: AttributeError: 'DynamicScope' object has no attribute 'update' (enter on Error shows all)"},
		"auth.scripts": {"", "✗ work_phone"},
		"auth.scope":   {"work", "The script work_phone fails on the server and adds nothing"},
	} {
		t.Run(id, func(t *testing.T) {
			world := tuitest.NewWorld(t, sandbox.Options{Timing: sandbox.Timing{ConfigPickup: atOnce, EntityCache: atOnce, Minute: time.Second}})
			running := runningWorkPhone(t, world)
			d := open(t, world.Session, 100, 70)
			d.Send(core.Open{ID: id, Arg: strings.Replace(want.arg, "work", running, 1)})
			template, _ := schema.ScriptTemplate("dynamic_scope")
			applyScript(t, world, d, strings.Replace(template, "def update(", "def updated(", 1))
			d.Expect(want.text, "work_phone does not work: AttributeError: 'DynamicScope' object has no attribute 'update'")
		})
	}
}

// runningWorkPhone lets somebody else create a scope that runs the script work_phone, and returns its inum.
func runningWorkPhone(t *testing.T, world *tuitest.World) string {
	t.Helper()
	other := world.NewSession(false)
	scope := document.Document{"id": document.Quote("work"), "scopeType": document.Quote("dynamic"),
		"dynamicScopeScripts": document.QuoteAll([]string{"inum=031C-5622,ou=scripts,o=jans"})}
	if _, err := ops.Create(other.Draft, change.Scope, scope); err != nil {
		t.Fatal(err)
	}
	return applyAs(t, other).Entities[0].Target.ID
}

// A line about something in the background gives way to a failure.
func TestLateLinesGiveWayToFailures(t *testing.T) {
	_, d := start(t)
	late := func(tone core.Tone, line string) { d.Send(core.Late{Status: core.Status{Tone: tone, Text: line}}) }
	late(core.Good, "the first")
	d.Expect("the first")
	d.Send(core.Status{Tone: core.Failure, Text: "it failed"})
	late(core.Good, "the second")
	d.Expect("it failed")
	late(core.Failure, "the third")
	d.Expect("the third")
}
