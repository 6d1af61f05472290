package undo_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"

	"github.com/jansadm/jansadm/client/clienttest"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
)

// death is how a process ends in the middle of an apply: nothing after it is done.
type death struct{}

// mortal counts what a process does to the world, and ends it after so many steps: before and after each request and each record.
type mortal struct {
	records *journal.Journal
	steps   int // that are left
}

func (m *mortal) step() {
	if m.steps--; m.steps < 0 {
		panic(death{})
	}
}

// Append implements ops.Recorder.
func (m *mortal) Append(ctx context.Context, record journal.Record) error {
	m.step()
	err := m.records.Append(ctx, record)
	m.step()
	return err
}

// applyAndDie applies a plan in a process that is killed after so many steps; false when it comes to its end before.
func (th theater) applyAndDie(t clienttest.T, edits []ops.Edit, steps int) (died bool) {
	t.Helper()
	plan, err := th.Ops.Plan(th.ctx, edits)
	if err != nil {
		t.Fatal(err)
	}
	m := &mortal{records: th.Journal, steps: steps}
	deps := th.Deps
	deps.Journal = m
	doomed := ops.New(deps)
	before, after := th.Before, th.After
	th.World.Before = func(*http.Request) { m.step() }
	th.World.After = func(_ *http.Request, answer *http.Response, err error) (*http.Response, error) {
		m.step()
		return answer, err
	}
	defer func() {
		th.World.Before, th.World.After = before, after
		if end := recover(); end != nil {
			if _, killed := end.(death); !killed {
				panic(end)
			}
			died = true
		}
	}()
	if _, err := doomed.Apply(th.ctx, plan, ops.Consent{Yes: true, Word: plan.Word(), Reason: "because"}); err != nil {
		t.Fatal(err)
	}
	return false
}

// An apply is killed before and after each of its requests and records. Whoever comes next is told by the journal that something was begun,
// can take back what was done, and can go on with what was staged; neither loses or doubles anything.
func TestAnApplyIsKilledAtEveryStep(t *testing.T) {
	for steps := 0; ; steps++ {
		back, on := open(t), open(t)
		before, edits := back.snapshot(t), back.severalParts(t)
		if !back.applyAndDie(t, edits, steps) {
			if steps < 12 {
				t.Fatalf("it was at its end after %d steps", steps)
			}
			return
		}
		back.takeBack(t, steps)
		equal(t, fmt.Sprintf("taken back after %d steps", steps), before, back.snapshot(t))

		edits = on.severalParts(t)
		on.applyAndDie(t, edits, steps)
		on.goOn(t, edits, steps)
	}
}

func (th theater) severalParts(t clienttest.T) []ops.Edit {
	t.Helper()
	mail := th.find(t, change.Claim, "mail").Head().DN()
	return staged(t,
		th.property(t, lifetime, "4711"), th.flag(t, false, "stat"), th.member(t, change.Scope, "email", "/description", `"one"`),
		th.with(t, change.Scope, "address", "/claims", mail), th.member(t, change.Claim, "birthdate", "/description", `"two"`),
	).Edits()
}

// takeBack undoes what was begun, if anything was.
func (th theater) takeBack(t clienttest.T, steps int) {
	t.Helper()
	entries := th.log(t).Entries
	if len(entries) == 0 {
		return
	}
	if len(entries) != 1 || len(entries[0].Intent.Changes) != 5 {
		t.Fatalf("after %d steps the journal holds %+v", steps, entries)
	}
	u := th.of(t, entries[0])
	if len(u.Obstacles) != 0 {
		t.Fatalf("after %d steps these are in the way: %v", steps, u.Obstacles)
	}
	if plan := th.plan(t, u); !plan.Empty() {
		th.applyPlan(t, plan)
	}
}

// goOn applies what was staged once more: what has been done drops out.
func (th theater) goOn(t clienttest.T, edits []ops.Edit, steps int) {
	t.Helper()
	plan, err := th.Ops.Plan(th.ctx, edits)
	if err != nil {
		t.Fatal(err)
	}
	if len(plan.Conflicts) != 0 || len(plan.Changes)+len(plan.Already) != 5 {
		t.Fatalf("after %d steps the plan has %d changes, %d conflicts", steps, len(plan.Changes), len(plan.Conflicts))
	}
	if !plan.Empty() {
		th.applyPlan(t, plan)
	}
	if plan, err = th.Ops.Plan(th.ctx, edits); err != nil || !plan.Empty() || len(plan.Already) != 5 {
		t.Fatalf("after %d steps %d of 5 edits are done: %v", steps, len(plan.Already), err)
	}
	th.snapshot(t) // nothing is there twice
}
