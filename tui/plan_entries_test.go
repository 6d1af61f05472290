package tui_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/tui"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// plainDynamic is a dynamic scope that has claims and no script, which releases nothing.
const plainDynamic = `{"id":"plain","scopeType":"dynamic","claims":["inum=27DB,ou=attributes,o=jans"]}`

const workInfo = `{"id":"work_info","scopeType":"dynamic","dynamicScopeScripts":["inum=031C-5622,ou=scripts,o=jans"]}`

// A scope that runs a disabled script: the review offers to enable it, in the same plan.
func TestTakeAnOffer(t *testing.T) {
	world, _ := start(t)
	s := raise(t, world.Session, 100, 40)
	create(change.Scope, workInfo)(s)
	create(change.Scope, `{"id":"plain","scopeType":"dynamic","claims":["inum=B4B0,ou=attributes,o=jans"]}`)(s)
	s.Send(core.Open{ID: "auth.scopes"})
	s.Keys("ctrl+s")
	s.Expect("Still missing", "f takes the offer: Enable the script work_phone", "offered next: Make plain an OpenID scope", "2 changes")
	s.Keys("f")
	s.Expect("3 changes", "f takes the offer: Make plain an OpenID scope", "Staged: Enable the script work_phone.")
	s.Keys("f")
	s.Expect("3 changes", "Staged: Make plain an OpenID scope.")
	s.Refuse("Still missing", "takes the offer")
	s.Keys("enter")
	s.Expect("Scopes", "1/176")
	s.Refuse("staged")
	s.Keys("/")
	s.Type("work_info")
	s.Expect("1/1", "dynamic")
}

// One line tells what was done, by the names that people know.
func TestWhatWasAppliedIsNamed(t *testing.T) {
	world, _ := start(t)
	s := raise(t, world.Session, 100, 40)
	create(change.Scope, `{"id":"careers","scopeType":"openid"}`)(s)
	create(change.Scope, `{"id":"pay","scopeType":"oauth"}`)(s)
	s.Send(core.Open{ID: "auth.scopes"})
	s.Keys("ctrl+s", "enter")
	s.Expect("Applied and verified: careers created, pay created. Journal", "1/176")
	s.Refuse("new:", "staged")
}

// failsAt breaks the requests of a method from the nth on.
func failsAt(method string, from int) func(*stage) {
	return func(s *stage) {
		n := 0
		s.server.answer = func(r *http.Request) (*http.Response, error) {
			if r.Method == method {
				if n++; n >= from {
					return says(http.StatusForbidden, "application/json", `{"code":"403","message":"not this one"}`), nil
				}
			}
			return nil, nil
		}
	}
}

// deleting reviews the deletion of three scopes that nobody needs.
func deleting(s *stage) {
	s.server.held.numbered(scopesPath, 4)
	steps(opened("auth.scopes", ""), keys("x", "x", "x", "d", "ctrl+s"))(s)
}

// A plan that stops in the middle tells what came of each part, and keeps what was not done.
func TestAPlanThatFailsInTheMiddle(t *testing.T) {
	s := at120(t)
	deleting(s)
	failsAt(http.MethodDelete, 2)(s)
	s.Keys("enter")
	s.Expect("1 of 3 parts were applied, the rest was not", "scope scope_000000: done", "scope scope_000001: failed", "not this one",
		"scope scope_000002: not tried", "What was not done is still staged", "u reviews taking back what was done", "2 staged")
	s.server.answer = nil
	s.Keys("r")
	s.Expect("2 changes")
	s.Keys("enter")
	s.Expect("Applied and verified", "✓ scope scope_000001: deleted", "✓ scope scope_000002: deleted", "Journal")
	s.Refuse("staged")
	s.Keys("enter")
	s.Expect("1/1")
}

// What somebody else had deleted meanwhile is told apart from what this plan has deleted, on the page of several and in the line of one.
func TestWhatHadGoneAlready(t *testing.T) {
	for _, tc := range []struct {
		marks []string
		want  []string
	}{
		{[]string{"x", "x"}, []string{"✓ scope scope_000000: had gone already", "✓ scope scope_000001: deleted"}},
		{nil, []string{"scope_000000 had gone already"}},
	} {
		s := at120(t)
		s.server.held.numbered(scopesPath, 4)
		s.Send(core.Open{ID: "auth.scopes"})
		s.Keys(append(tc.marks, "home", "d", "ctrl+s")...)
		s.server.held[scopesPath] = s.server.held[scopesPath][1:]
		s.Keys("enter")
		s.Expect(tc.want...)
	}
}

func at120(t *testing.T) *stage {
	t.Helper()
	return frame{name: "deletion", walk: keys()}.show(t, kittest.Mono(), 120, 40)
}

// What was created before a plan failed is referred to by its real DN when one goes on.
func TestGoingOnRefersToWhatWasCreated(t *testing.T) {
	world := tuitest.NewWorld(t, sandbox.Options{Faults: []sandbox.Fault{{Method: http.MethodPost, Path: "/scopes", Kind: sandbox.Fault403, Times: 1}}})
	world.Session.Registry = tui.Registry()
	s := raise(t, world.Session, 100, 40)
	create(change.Script, `{"name":"made","scriptType":"dynamic_scope","programmingLanguage":"python","enabled":true,"script":"class DynamicScope:\n    pass\n"}`)(s)
	create(change.Scope, `{"id":"uses_it","scopeType":"dynamic","dynamicScopeScripts":["inum=new:made,ou=scripts,o=jans"]}`)(s)
	s.Keys("ctrl+s", "enter")
	s.Expect("1 of 2 parts were applied", "script made: done", "scope uses_it: failed", "1 staged")
	left := s.session.Draft.Edits()
	if len(left) != 1 || strings.Contains(string(left[0].Value), "new:made") || !strings.Contains(string(left[0].Value), ",ou=scripts,o=jans") {
		t.Errorf("left: %+v", left)
	}
	s.Keys("r")
	s.Expect("1 change", "Dynamic Scope Script: made")
	s.Keys("enter")
	s.Refuse("staged")
}

// While several requests are made one sees how far they are, and esc stops before the next one.
func TestStopBetweenRequests(t *testing.T) {
	s := at120(t)
	deleting(s)
	entered, release := make(chan struct{}), make(chan struct{})
	deletions := 0
	s.server.answer = func(r *http.Request) (*http.Response, error) {
		if r.Method == http.MethodDelete {
			if deletions++; deletions == 1 {
				close(entered)
				<-release
			}
		}
		return nil, nil
	}
	write, ended := s.leave(tuitest.Key("enter")), make(chan tea.Msg, 1)
	go func() { ended <- work(write) }()
	<-entered
	s.Expect("request 1 of 3; esc stops before the next one")
	s.Keys("esc")
	s.Expect("Stop before the next request?")
	s.Keys("right", "enter")
	s.Expect("stopping after the present request")
	close(release)
	s.Send(<-ended)
	s.Expect("1 of 3 parts were applied", "scope scope_000000: done", "scope scope_000001: not tried", "2 staged")
	s.Refuse("failed")
	if deletions != 1 {
		t.Errorf("%d deletions were sent", deletions)
	}
}

// An entry that somebody else has deleted can only be given up.
func TestAChangedEntryIsGone(t *testing.T) {
	world := tuitest.NewWorld(t, sandbox.Options{})
	d := open(t, world.Session, 100, 40)
	d.Send(core.Open{ID: "auth.scripts"})
	d.Keys("/")
	d.Type("org_name")
	d.Keys("enter", "space")
	other := world.NewSession(false)
	remove(t, other, ops.Target{Resource: change.Script, ID: "031C-5621"})
	d.Keys("ctrl+s")
	d.Expect("It is not on the server any more.", "t takes your edit back")
	d.Keys("o")
	d.Expect("Mine over theirs is not possible: it is not on the server any more")
	d.Keys("t")
	d.Expect("Your edits are taken back")
	d.Refuse("staged.")
}

// remove lets somebody else delete an entry.
func remove(t *testing.T, session *core.Session, target ops.Target) {
	t.Helper()
	entity, err := session.Ops.Entity(t.Context(), target)
	if err != nil {
		t.Fatal(err)
	}
	if err := entity.Delete(session.Draft); err != nil {
		t.Fatal(err)
	}
	plan, err := session.Ops.Plan(t.Context(), session.Draft.Edits())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := session.Ops.Apply(t.Context(), plan, ops.Consent{Yes: true, Word: plan.Word()}); err != nil {
		t.Fatal(fmt.Errorf("deleting %s: %w", target, err))
	}
}
