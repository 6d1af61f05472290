package ops_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/sandbox"
)

// The hidden settings of a script reach the server, and neither the plan, nor the request that is shown, nor the journal.
func TestHiddenSettingsStayHidden(t *testing.T) {
	const secret = "hunter2-value"
	w := newWorld(t, sandbox.Options{})
	draft := ops.NewDraft()
	script := w.find(change.Script, "work_phone")
	settings := json.RawMessage(`[{"value1":"url","value2":"https://a.example"},{"value1":"password","value2":"` + secret + `","hide":true}]`)
	if err := script.Set(draft, "/configurationProperties", settings); err != nil {
		t.Fatal(err)
	}
	made, err := ops.Create(draft, change.Script, parse(t, `{"name":"second","scriptType":"dynamic_scope","programmingLanguage":"python","script":"# sandbox: return true","configurationProperties":`+string(settings)+`}`))
	if err != nil {
		t.Fatal(err)
	}
	plan := w.plan(draft)
	for _, request := range plan.Requests {
		if strings.Contains(string(request.Body), secret) || !strings.Contains(string(request.Body), "https://a.example") {
			t.Errorf("the request shows %s", request.Body)
		}
	}
	for _, c := range plan.Changes {
		for _, value := range []json.RawMessage{c.Old, c.New} {
			if hidden, _ := plan.Hide(c, value); strings.Contains(string(hidden), secret) {
				t.Errorf("%s shows %s", c.Target, hidden)
			}
		}
		for _, member := range plan.Members(c) {
			if shown := member.Display(member.Value); strings.Contains(shown, secret) {
				t.Errorf("%s shows %s", member.Name(), shown)
			}
		}
	}
	if result := w.apply(draft); !result.Verified() {
		t.Fatalf("%+v", result)
	}
	for _, target := range []ops.Target{script.Target, w.find(change.Script, made.Name()).Target} {
		if stored := string(w.stored(target).Get("configurationProperties")); !strings.Contains(stored, secret) {
			t.Errorf("the server holds %s", stored)
		}
	}
	kept, err := os.ReadFile(w.journal.Path())
	if err != nil || strings.Contains(string(kept), secret) || !strings.Contains(string(kept), `"masked":true`) {
		t.Errorf("%v: the journal holds %s", err, kept)
	}
}

// A setting that was hidden stays masked in everything that is shown and kept, also when its mark goes, or its name changes with it. It is
// sent all the same.
func TestUnhidingShowsNothing(t *testing.T) {
	const secret, another = "hunter2-value", "hunter3-value"
	setting := func(name, value, hide string) string {
		return `[{"value1":"url","value2":"https://a.example","hide":false},{"value1":"` + name + `","value2":"` + value + `","hide":` + hide + `}]`
	}
	for name, next := range map[string]string{
		"unhidden": setting("password", secret, "false"), "renamed": setting("word", secret, "false"), "another": setting("password", another, "false"),
		"another that is hidden": setting("password", another, "true"),
	} {
		w := newWorld(t, sandbox.Options{})
		script := w.find(change.Script, "work_phone")
		for _, value := range []string{setting("password", secret, "true"), next} {
			draft := ops.NewDraft()
			script = w.find(change.Script, "work_phone")
			if err := script.Set(draft, "/configurationProperties", json.RawMessage(value)); err != nil {
				t.Fatal(err)
			}
			plan := w.plan(draft)
			shown := strings.Join(plan.Commands(), "\n")
			for _, request := range plan.Requests {
				shown += string(request.Body)
			}
			for _, c := range plan.Changes {
				subject := plan.Subject(c.Target, c.Path)
				old, now := subject.Compare(c.Old, c.New)
				shown += string(old) + string(now) + subject.Display(c.Old) + subject.Display(c.New)
				conflict := ops.Conflict{Target: c.Target, Path: c.Path, Base: c.Old, Mine: c.New, Theirs: c.New}
				shown += string(conflict.Hide(c.New))
				if value == next && strings.Contains(string(now), "(another)") != strings.Contains(next, another) {
					t.Errorf("%s: compared to %s", name, now)
				}
			}
			shown += script.Command(ops.Directory{}, "/configurationProperties", json.RawMessage(value))
			if result := w.apply(draft); !result.Verified() {
				t.Fatalf("%s: %+v", name, result)
			}
			kept, err := os.ReadFile(w.journal.Path())
			if err != nil {
				t.Fatal(err)
			}
			if shown += string(kept); strings.Contains(shown, secret) || strings.Contains(shown, another) {
				t.Errorf("%s: shown or kept: %s", name, shown)
			}
		}
		if stored := string(w.stored(script.Target).Get("configurationProperties")); !document.Equal(json.RawMessage(stored), json.RawMessage(next)) {
			t.Errorf("%s: the server holds %s", name, stored)
		}
	}
}
