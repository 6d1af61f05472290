package ops_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/sandbox"
)

// A change elsewhere in the same document needs no question, whichever request makes it: both are there afterwards.
func TestChangesElsewhereAreNoConflict(t *testing.T) {
	for _, tc := range []struct {
		resource             change.Resource
		name                 string
		path, value          string
		elsewhere, different string
	}{
		{change.Scope, "clientinfo", "/description", `"mine"`, "/displayName", `"theirs"`},
		{change.Scope, "clientinfo", "/attributes/showInConfigurationEndpoint", `false`, "/description", `"theirs"`},
		{change.Claim, "birthdate", "/description", `"mine"`, "/tooltip", `"theirs"`},
		{change.Claim, "birthdate", "/name", `"jansTitle"`, "/tooltip", `"theirs"`}, // a PUT of the whole entry
		{change.Script, "work_phone", "/level", `7`, "/description", `"theirs"`},
		{change.Script, "work_phone", "/aliases", `["mine"]`, "/level", `8`}, // guarded by the revision
		{change.Client, "Sample application", "/scopes", `["inum=F0C4,ou=scopes,o=jans"]`, "/description", `"theirs"`},
	} {
		t.Run(string(tc.resource)+tc.path, func(t *testing.T) {
			w := newWorld(t, sandbox.Options{})
			entity := w.find(tc.resource, tc.name)
			draft := ops.NewDraft()
			if err := entity.Set(draft, tc.path, json.RawMessage(tc.value)); err != nil {
				t.Fatal(err)
			}
			plan := w.plan(draft)
			patch := document.Patch{{Op: document.OpAdd, Path: tc.elsewhere, Value: json.RawMessage(tc.different)}}
			if _, _, err := ops.Entries(w.api)[tc.resource].Patch(t.Context(), entity.Target.ID, patch); err != nil {
				t.Fatal(err)
			}
			result, err := w.Apply(t.Context(), plan, ops.Consent{Yes: true, Word: plan.Word()})
			if err != nil || !result.Verified() {
				t.Fatalf("%+v, %v", result, err)
			}
			now := ops.NewEntity(tc.resource, w.stored(entity.Target))
			for path, want := range map[string]string{tc.path: tc.value, tc.elsewhere: tc.different} {
				if got := now.Get(path); !document.Equal(got, json.RawMessage(want)) {
					t.Errorf("%s is %s, want %s", path, got, want)
				}
			}
		})
	}
}

// The draft takes what a conflict offers, and the next plan goes through with it.
func TestDecidingAboutConflicts(t *testing.T) {
	const saw, mine, theirs = `["a.example"]`, `["a.example","m.example"]`, `["t.example","a.example"]`
	for _, tc := range []struct {
		decide func(*ops.Draft, ops.Conflict)
		want   string
	}{
		{func(d *ops.Draft, c ops.Conflict) { d.TakeTheirs(c) }, theirs},
		{func(d *ops.Draft, c ops.Conflict) { d.Rebase(c) }, mine},
		{func(d *ops.Draft, c ops.Conflict) { d.TakeMerged(c) }, `["t.example","a.example","m.example"]`},
	} {
		w := newWorld(t, sandbox.Options{})
		w.put("clientBlackList", saw)
		configuration, err := w.Load(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		draft := ops.NewDraft()
		if err := configuration.Set(draft, "clientBlackList", json.RawMessage(mine)); err != nil {
			t.Fatal(err)
		}
		plan := w.plan(draft)
		w.put("clientBlackList", theirs)
		_, err = w.Apply(t.Context(), plan, ops.Consent{Yes: true, Word: plan.Word()})
		var conflict *ops.ConflictError
		if !errors.As(err, &conflict) || string(conflict.Conflicts[0].Theirs) != theirs {
			t.Fatalf("got %v", err)
		}
		tc.decide(draft, conflict.Conflicts[0])
		if draft.Len() > 0 {
			w.apply(draft)
		}
		if got := w.setting("clientBlackList"); got != tc.want {
			t.Errorf("the server holds %s, want %s", got, tc.want)
		}
	}
}

// put changes a setting behind everybody's back.
func (w world) put(name, value string) {
	w.t.Helper()
	patch := document.Patch{{Op: document.OpReplace, Path: document.Pointer(name), Value: json.RawMessage(value)}}
	if _, _, err := w.api.Properties.Patch(w.t.Context(), patch); err != nil {
		w.t.Fatal(err)
	}
}

func (w world) setting(name string) string {
	w.t.Helper()
	doc, err := w.api.Properties.Get(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return string(doc.Get(name))
}

// Two people who switch features are put together, but never by way of an empty list, which means that everything is on.
func TestMergedFlags(t *testing.T) {
	for _, tc := range []struct{ saw, theirs, flag, want string }{
		{`["stat","par"]`, `["stat","par","ciba"]`, "metric", `["stat","par","ciba","metric"]`},
		{`["stat"]`, `[]`, "metric", ``},
		{`[]`, `["stat"]`, "", ``},
	} {
		w := newWorld(t, sandbox.Options{})
		w.put(ops.FeatureFlags, tc.saw)
		configuration, err := w.LoadWithFlags(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		draft := ops.NewDraft()
		if err := configuration.SetFlags(draft, tc.flag != "", orStat(tc.flag)); err != nil {
			t.Fatal(err)
		}
		w.put(ops.FeatureFlags, tc.theirs)
		conflicts := w.plan(draft).Conflicts
		if len(conflicts) != 1 || string(conflicts[0].Merged) != tc.want {
			t.Errorf("%+v", tc)
			for _, c := range conflicts {
				t.Errorf("merged is %s", c.Merged)
			}
		}
	}
}

// orStat is the flag that is switched off where none is switched on.
func orStat(flag string) string {
	if flag == "" {
		return "stat"
	}
	return flag
}
