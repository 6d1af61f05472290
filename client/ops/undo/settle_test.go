package undo_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/clienttest"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/ops/undo"
	"github.com/jansadm/jansadm/client/sandbox"
)

// taken deletes a scope and takes it from its holder, and returns the record.
func (th theater) taken(t clienttest.T, name string) journal.Entry {
	t.Helper()
	scope, holder := th.find(t, change.Scope, name), th.holder(t)
	return th.apply(t, scope.Delete, func(d *ops.Draft) error {
		list, _ := document.Strings(holder.Get("/scopes"))
		return holder.Set(d, "/scopes", document.QuoteAll(slices.DeleteFunc(list, func(dn string) bool { return dn == scope.Head().DN() })))
	})
}

// cutOff takes the end of a plan from the journal, as a crash would have.
func (th theater) cutOff(t clienttest.T, entry journal.Entry) {
	t.Helper()
	content, err := os.ReadFile(th.Journal.Path())
	if err != nil {
		t.Fatal(err)
	}
	lines := slices.DeleteFunc(strings.SplitAfter(string(content), "\n"), func(line string) bool {
		return strings.Contains(line, `"id":"`+entry.Intent.ID+`"`) && strings.Contains(line, `"phase":"outcome"`)
	})
	if err := os.WriteFile(th.Journal.Path(), []byte(strings.Join(lines, "")), 0o600); err != nil {
		t.Fatal(err)
	}
}

// What has turned out about an undo that was cut off is recorded: the plan is taken back, and the next undo is that of the plan before.
func TestAnUndoThatWasCutOffIsSettled(t *testing.T) {
	th := open(t)
	first := th.apply(t, th.property(t, lifetime, "4711"))
	entry := th.taken(t, "address")
	th.cutOff(t, th.undo(t, entry))
	if last, _ := undo.Last(th.log(t), th.Ops.Server(), ""); last.Intent.ID != entry.Intent.ID {
		t.Fatalf("the last is %+v", last)
	}
	if err := th.of(t, entry).Settle(t.Context(), th.Ops); err != nil {
		t.Fatal(err)
	}
	if last, _ := undo.Last(th.log(t), th.Ops.Server(), ""); last.Intent.ID != first.Intent.ID {
		t.Errorf("the last is %+v", last)
	}
	again, known := undo.Redo(th.log(t), th.Ops.Server())
	if !known || again.State() != journal.Verified {
		t.Fatalf("the undo is %+v", again)
	}
	th.undo(t, again)
	if u := th.of(t, entry); len(u.Edits) != 2 {
		t.Errorf("done again, it cannot be taken back: %+v", u)
	}
}

// What is only partly there is not settled.
func TestAnUndoThatWasCutOffMidwayIsNotSettled(t *testing.T) {
	th := open(t)
	entry := th.taken(t, "address")
	cut := th.attemptPlan(t, th.plan(t, th.of(t, entry)))
	th.cutOff(t, cut)
	if err := th.of(t, entry).Settle(t.Context(), th.Ops); err != nil {
		t.Fatal(err)
	}
	if entries := th.log(t).Entries; entries[len(entries)-1].State() != journal.Unknown {
		t.Errorf("it is settled: %+v", entries[len(entries)-1])
	}
}

// An undo that was cut off after the server had done everything makes nothing twice, and is named as what took the plan back.
func TestAnUndoThatWasCutOffIsFoundDone(t *testing.T) {
	th := open(t)
	entry := th.taken(t, "address")
	log, cut := th.crash(t, th.undo(t, entry))
	u, err := undo.Of(t.Context(), th.Ops, log, entry)
	if err != nil || len(u.Edits) != 0 || len(u.Obstacles) != 0 || len(u.Left) != 2 {
		t.Fatalf("it would be done twice: %+v, %v", u, err)
	}
	for _, left := range u.Left {
		if left.Reason != undo.Already || !strings.Contains(left.Why, undo.Name(cut)) {
			t.Errorf("left out is %+v", left)
		}
	}
}

// Of an undo that was cut off midway the rest is done, with references to what it has made again.
func TestAnUndoThatWasCutOffMidwayIsTakenUp(t *testing.T) {
	th := open(t)
	before := th.holder(t)
	entry := th.taken(t, "address")
	log, _ := th.crash(t, th.attemptPlan(t, th.plan(t, th.of(t, entry))))
	u, err := undo.Of(t.Context(), th.Ops, log, entry)
	if err != nil || len(u.Edits) != 1 || u.Edits[0].Target != before.Target || len(u.Left) != 1 {
		t.Fatalf("the rest is %+v, %v", u, err)
	}
	th.applyPlan(t, th.plan(t, u))
	if scopes := string(th.holder(t).Get("/scopes")); !strings.Contains(scopes, th.find(t, change.Scope, "address").Head().DN()) {
		t.Errorf("the client has %s", scopes)
	}
}

const ghost = `{"id":"ghost","scopeType":"oauth"}`

// What another plan has created is never taken for the plan's own, though it holds the same.
func TestAnEntryOfALaterPlanIsNotDeleted(t *testing.T) {
	th := open(t)
	first := th.apply(t, th.create(change.Scope, ghost))
	th.apply(t, th.remove(t, change.Scope, "ghost"))
	later := th.apply(t, th.create(change.Scope, ghost))
	log, lost := th.crash(t, first)
	u, err := undo.Of(t.Context(), th.Ops, log, lost)
	if err != nil || len(u.Edits) != 0 || len(u.Left) != 1 || u.Left[0].Reason != undo.Unclear || !strings.Contains(u.Left[0].Why, undo.Name(later)) {
		t.Fatalf("got %+v, %v", u, err)
	}
}

// What another person has created anew under the same name is left alone, as far as its time tells.
func TestAnEntryThatIsNotOfThePlansTimeIsNotDeleted(t *testing.T) {
	for _, c := range []struct {
		later time.Duration
		mine  bool
	}{{5 * time.Second, true}, {10 * time.Minute, false}} {
		t.Run(c.later.String(), func(t *testing.T) {
			clock := sandbox.NewManualClock(time.Date(2026, 7, 13, 12, 0, 0, 0, time.UTC))
			th := theater{World: clienttest.NewWorld(t, sandbox.Options{Clock: clock}), ctx: t.Context()}
			log, lost := th.crash(t, th.apply(t, th.create(change.Scope, ghost)))
			if _, err := th.API.Scopes.Delete(t.Context(), th.find(t, change.Scope, "ghost").Target.ID); err != nil {
				t.Fatal(err)
			}
			clock.Advance(c.later)
			if _, _, err := th.API.Scopes.Create(t.Context(), parse(t, ghost)); err != nil {
				t.Fatal(err)
			}
			u, err := undo.Of(t.Context(), th.Ops, log, lost)
			if err != nil || (len(u.Edits) == 1) != c.mine || (len(u.Left) == 0) != c.mine {
				t.Fatalf("got %+v, %v", u, err)
			}
			if !c.mine && (u.Left[0].Reason != undo.Unclear || !strings.Contains(u.Left[0].Why, "not created at the time")) {
				t.Errorf("left out is %+v", u.Left[0])
			}
		})
	}
}
