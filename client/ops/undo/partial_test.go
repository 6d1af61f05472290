package undo_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/clienttest"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/ops/undo"
)

// attempt applies a draft that fails.
func (th theater) attempt(t clienttest.T, steps ...func(*ops.Draft) error) journal.Entry {
	t.Helper()
	plan, err := th.Ops.Plan(th.ctx, staged(t, steps...).Edits())
	if err != nil {
		t.Fatal(err)
	}
	return th.attemptPlan(t, plan)
}

func (th theater) attemptPlan(t clienttest.T, plan *ops.Plan) journal.Entry {
	t.Helper()
	if _, err := th.Ops.Apply(th.ctx, plan, ops.Consent{Yes: true, Word: plan.Word()}, th.watch()); err == nil {
		t.Fatal("nothing has failed")
	}
	entries := th.log(t).Entries
	return entries[len(entries)-1]
}

// watch stops a plan before its second request.
func (th theater) watch() ops.Watcher {
	return func(done, _ int) error {
		if done == 1 {
			return ops.ErrStopped
		}
		return nil
	}
}

func TestOfAPlanThatStoppedOnlyWhatWasAppliedIsTakenBack(t *testing.T) {
	th := open(t)
	entry := th.attempt(t, th.property(t, lifetime, "4711"), th.create(change.Scope, `{"id":"a","scopeType":"oauth"}`),
		th.remove(t, change.Scope, "address"))
	if entry.State() != journal.Partial {
		t.Fatalf("the plan is %s", entry.State())
	}
	u := th.of(t, entry)
	if len(u.Edits) != 1 || u.Edits[0].Kind != change.Delete || u.Edits[0].Target != th.find(t, change.Scope, "a").Target {
		t.Errorf("the edits are %+v", u.Edits)
	}
	left := reasons(u)
	address := th.find(t, change.Scope, "address").Target.String()
	if left["property/"+lifetime+"/"+lifetime] != undo.NotApplied || left[address] != undo.NotApplied || len(left) != 2 {
		t.Errorf("left out are %v", u.Left)
	}
	th.undo(t, entry)
}

// An undo that stopped midway is not done: another one takes up the rest, and makes no entry twice.
func TestAnUndoThatStoppedIsTakenUp(t *testing.T) {
	th := open(t)
	old := th.load(t).Document.Get(lifetime)
	entry := th.apply(t, th.remove(t, change.Scope, "address"), th.property(t, lifetime, "4711"))
	if stopped := th.attemptPlan(t, th.plan(t, th.of(t, entry))); stopped.State() != journal.Partial || stopped.Intent.UndoOf != entry.Intent.ID {
		t.Fatalf("the undo is %+v", stopped)
	}
	if last, ok := undo.Last(th.log(t), th.Ops.Server(), ""); !ok || last.Intent.ID != entry.Intent.ID {
		t.Errorf("the last to take back is %+v", last)
	}
	u := th.of(t, entry)
	if len(u.Edits) != 1 || u.Edits[0].Path != "/"+lifetime || len(u.Left) != 1 || u.Left[0].Reason != undo.Already {
		t.Fatalf("the rest is %+v", u)
	}
	th.undo(t, entry)
	if now := th.load(t).Document.Get(lifetime); string(now) != string(old) {
		t.Errorf("the server holds %s, want %s", now, old)
	}
	if _, ok := undo.Last(th.log(t), th.Ops.Server(), ""); ok {
		t.Error("there is more to take back")
	}
}

// crash makes a record without an outcome, by cutting off what the journal tells of one.
func (th theater) crash(t clienttest.T, entry journal.Entry) (journal.Log, journal.Entry) {
	log := th.log(t)
	for i := range log.Entries {
		if log.Entries[i].Intent.ID == entry.Intent.ID {
			log.Entries[i].Outcome = journal.Record{}
			return log, log.Entries[i]
		}
	}
	t.Fatal("the journal does not hold it")
	return log, entry
}

// After a crash nobody knows what was applied: the server tells.
func TestTheServerTellsWhatACrashHasLeft(t *testing.T) {
	th := open(t)
	applied := []func(*ops.Draft) error{
		th.property(t, lifetime, "4711"), th.create(change.Scope, `{"id":"a","scopeType":"oauth"}`), th.remove(t, change.Scope, "address"),
		th.member(t, change.Scope, "email", "/description", `"one"`),
	}
	log, entry := th.crash(t, th.apply(t, applied...))
	u, err := undo.Of(t.Context(), th.Ops, log, entry)
	if err != nil {
		t.Fatal(err)
	}
	if len(u.Edits) != 4 || len(u.Left) != 0 || len(u.Obstacles) != 0 {
		t.Fatalf("of what was applied: %+v", u)
	}
	if notes := strings.Join(th.plan(t, u).Notes, "\n"); strings.Count(notes, "it turns out that the plan was applied") != 3 ||
		!strings.Contains(notes, "nobody knows whether this plan made it") {
		t.Errorf("the notes are %s", notes)
	}
	th.applyPlan(t, th.plan(t, u))

	// Now the server is as if nothing had been applied, but for the inum of the scope.
	u, err = undo.Of(t.Context(), th.Ops, th.log(t), entry)
	if err != nil {
		t.Fatal(err)
	}
	if len(u.Edits) != 0 || len(u.Left) != 4 || len(u.Obstacles) != 0 {
		t.Fatalf("of what was not applied: %+v", u)
	}
	for _, left := range u.Left {
		if left.Reason != undo.NotApplied {
			t.Errorf("left out is %+v", left)
		}
	}

	if _, _, err := th.API.Scopes.Create(t.Context(), parse(t, `{"id":"a","scopeType":"openid"}`)); err != nil {
		t.Fatal(err)
	}
	if u := th.of(t, entry); len(u.Edits) != 0 {
		t.Errorf("another scope of that name would be deleted: %+v", u.Edits)
	}
}

func TestAnUnknownFateAndALaterChangeAreNotMerged(t *testing.T) {
	th := open(t)
	mail, phone := th.find(t, change.Claim, "mail").Head().DN(), th.find(t, change.Claim, "telephoneNumber").Head().DN()
	log, entry := th.crash(t, th.apply(t, th.with(t, change.Scope, "address", "/claims", mail)))
	th.apply(t, th.with(t, change.Scope, "address", "/claims", phone))
	u, err := undo.Of(t.Context(), th.Ops, log, entry)
	if err != nil || len(u.Obstacles) != 1 || len(u.Edits) != 0 {
		t.Errorf("got %+v, %v", u, err)
	}
}

// What cannot be read is an error, and no reason to take something for gone.
func TestAFailureToReadIsAnError(t *testing.T) {
	th := open(t)
	entry := th.apply(t, th.member(t, change.Scope, "address", "/description", `"one"`))
	failure := errors.New("no route")
	th.After = func(*http.Request, *http.Response, error) (*http.Response, error) { return nil, failure }
	if _, err := undo.Of(t.Context(), th.Ops, th.log(t), entry); !errors.Is(err, failure) {
		t.Errorf("got %v", err)
	}
}
