package ops_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/client/transport"
)

func (th *theater) watchScripts(inums ...string) []ops.ScriptOutcome {
	th.t.Helper()
	var found []ops.ScriptOutcome
	if err := th.WatchScripts(th.t.Context(), inums, func(o ops.ScriptOutcome) { found = append(found, o) }); err != nil {
		th.t.Fatal(err)
	}
	return found
}

// What the sandbox makes of a script that is saved is reported once it is known.
func TestWatchedScripts(t *testing.T) {
	th := newTheater(t)
	template, _ := schema.ScriptTemplate("dynamic_scope")
	broken := strings.Replace(template, "def update(", "def updated(", 1)
	created := func(name, source string) ops.Target {
		made, _, err := ops.Entries(th.api)[change.Script].Create(t.Context(), parse(t, fmt.Sprintf(
			`{"name":%q,"scriptType":"dynamic_scope","programmingLanguage":"python","enabled":true,"script":%s}`, name, document.Quote(source))))
		if err != nil {
			t.Fatal(err)
		}
		return ops.NewEntity(change.Script, made).Target
	}
	apply := func(target ops.Target, source string) []ops.ScriptOutcome {
		draft := ops.NewDraft()
		script, err := th.Entity(t.Context(), target)
		if err != nil {
			t.Fatal(err)
		}
		draft.Add(ops.Edit{Target: target, Path: "/script", Kind: change.Set, Base: script.Get("/script"), Value: document.Quote(source)})
		plan, err := th.Plan(t.Context(), draft.Edits())
		if err != nil {
			t.Fatal(err)
		}
		result, err := th.Apply(t.Context(), plan, ops.Consent{Yes: true, Word: plan.Word()})
		scripts := result.ScriptWatches()
		if err != nil || len(scripts) != 1 || scripts[0].Target() != target {
			t.Fatal(scripts, err)
		}
		for after := time.Duration(0); after <= ops.WatchLimit; after += 3 * time.Second {
			outcome, known, err := scripts[0].Look(t.Context(), th.Ops, after)
			if err != nil {
				t.Fatal(err)
			}
			if known {
				return []ops.ScriptOutcome{outcome}
			}
			th.clock.Advance(3 * time.Second)
		}
		return nil
	}
	one := func(what string, found []ops.ScriptOutcome, state ops.ScriptState, least, most time.Duration, says string) {
		t.Helper()
		if len(found) != 1 || found[0].State != state || found[0].After < least || found[0].After > most || !strings.Contains(found[0].String(), says) {
			t.Errorf("%s: %+v", what, found)
		}
	}
	script := created("careers", template)
	one("good", th.watchScripts(script.ID), ops.ScriptQuiet, time.Minute, time.Minute, "careers: no error after 60 seconds")
	one("broken", apply(script, broken), ops.ScriptFailed, time.Second, 33*time.Second, "careers does not work: AttributeError: 'DynamicScope' object has no attribute 'update'")
	one("broken again", apply(script, broken+"\n# x\n"), ops.ScriptFailed, time.Second, 33*time.Second, "AttributeError")
	one("mended", apply(script, template), ops.ScriptLoaded, time.Second, 33*time.Second, "careers: loaded without error")
	failing := created("failing", broken)
	th.clock.Advance(time.Minute)
	one("failed before", th.watchScripts(failing.ID), ops.ScriptFailed, time.Minute, time.Minute, "failing does not work: AttributeError")
	one("disabled", th.watchScripts("031C-5622"), ops.ScriptDisabled, 0, 0, "work_phone: disabled")
	one("gone", th.watchScripts("GONE"), ops.ScriptGone, 0, 0, "GONE: deleted meanwhile")
	both := th.watchScripts(failing.ID, script.ID)
	if len(both) != 2 || !slices.ContainsFunc(both, ops.ScriptOutcome.Failed) {
		t.Errorf("both: %+v", both)
	}
}

// flaky answers with what is next in line, and with the last for ever.
type flaky struct {
	ops.EntriesAPI
	answers []any // error, or text of a document
	asked   int
}

func (f *flaky) Get(context.Context, string) (document.Document, error) {
	next := f.answers[min(f.asked, len(f.answers)-1)]
	f.asked++
	if err, ok := next.(error); ok {
		return nil, err
	}
	return document.Parse([]byte(next.(string)))
}

func TestWatchingThroughFailures(t *testing.T) {
	const fine, failed = `{"inum":"1","name":"s","enabled":true}`, `{"inum":"1","name":"s","enabled":true,"scriptError":{"raisedAt":"x"}}`
	lost := &transport.Error{Kind: transport.KindUnreachable}
	ended := errors.New("the console quits")
	for _, c := range []struct {
		name    string
		answers []any
		sleep   error
		want    ops.ScriptState
		err     error
	}{
		{name: "a failure in between", answers: []any{fine, lost, fine}, want: ops.ScriptQuiet},
		{name: "an error without a trace", answers: []any{fine, fine, failed}, want: ops.ScriptFailed},
		{name: "the same error all the time", answers: []any{failed}, want: ops.ScriptFailed},
		{name: "the first look fails", answers: []any{lost}, err: lost},
		{name: "lost for good", answers: []any{fine, lost}, err: lost},
		{name: "quit", answers: []any{fine}, sleep: ended, err: ended},
	} {
		t.Run(c.name, func(t *testing.T) {
			api := &flaky{answers: c.answers}
			slept := time.Duration(0)
			o := ops.New(ops.Deps{
				Entries: map[change.Resource]ops.EntriesAPI{change.Script: api},
				Sleep:   func(_ context.Context, d time.Duration) error { slept += d; return c.sleep },
			})
			var found []ops.ScriptState
			err := o.WatchScripts(t.Context(), []string{"1"}, func(o ops.ScriptOutcome) { found = append(found, o.State) })
			if !errors.Is(err, c.err) || c.err == nil && !slices.Equal(found, []ops.ScriptState{c.want}) || c.err != nil && len(found) > 0 {
				t.Errorf("%v, %v", found, err)
			}
			if slept > time.Minute {
				t.Errorf("watched for %v", slept)
			}
		})
	}
}

// A script that a plan deletes or leaves disabled is not watched, and neither is a plan that was not applied.
func TestNothingToWatch(t *testing.T) {
	th := newTheater(t)
	for _, edit := range []ops.Edit{
		{Path: "/description", Kind: change.Set, Value: json.RawMessage(`"x"`)},
		{Kind: change.Delete},
	} {
		script, err := th.Entity(t.Context(), ops.Target{Resource: change.Script, ID: "031C-5621"})
		if err != nil {
			t.Fatal(err)
		}
		edit.Target, edit.Base = script.Target, script.Get(edit.Path)
		if edit.Kind == change.Delete {
			edit.Base, _ = script.Document.MarshalJSON() // cannot fail: the members are JSON already
		}
		plan, err := th.Plan(t.Context(), []ops.Edit{edit})
		if err != nil {
			t.Fatal(err)
		}
		result, err := th.Apply(t.Context(), plan, ops.Consent{Yes: true, Word: plan.Word()})
		if err != nil || len(result.ScriptWatches()) > 0 {
			t.Errorf("%v, %v", result.ScriptWatches(), err)
		}
	}
	if nothing := (*ops.Result)(nil).ScriptWatches(); len(nothing) > 0 {
		t.Errorf("%v", nothing)
	}
}

func TestCause(t *testing.T) {
	for trace, want := range map[string]string{
		"org.python.core.PyException: Traceback (most recent call last):\nNameError: x":                                        "NameError: x",
		"org.python.core.PyException: \nTraceback (most recent call last):\n  File \"<s>\", line 3\n\nImportError: No y\n\tat": "ImportError: No y",
		"\n java.lang.NullPointerException: z\n\tat a.b.c":                                                                     "java.lang.NullPointerException: z",
		"Traceback (most recent call last):":                                                                                   "Traceback (most recent call last):",
		"":                                                                                                                     "",
	} {
		if got := ops.Cause(trace); got != want {
			t.Errorf("%q: %q, want %q", trace, got, want)
		}
	}
}
