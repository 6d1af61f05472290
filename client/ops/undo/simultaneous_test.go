package undo_test

import (
	"errors"
	"testing"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
)

// Of two undoes of the same plan that were worked out at once, the one that comes second makes nothing twice, whether the first has ended, was
// cut off, or has not come to its first request.
func TestOfTwoUndoesAtOnceOneGivesWay(t *testing.T) {
	for _, first := range []string{"ended", "is at work", "was not applied"} {
		t.Run(first, func(t *testing.T) {
			th := open(t)
			entry := th.apply(t, th.remove(t, change.Scope, "address"), th.property(t, lifetime, "4711"))
			one, two := th.plan(t, th.of(t, entry)), th.plan(t, th.of(t, entry))
			begun := journal.Record{ID: "other", Phase: journal.Intent, Server: th.Ops.Server(), UndoOf: entry.Intent.ID}
			switch first {
			case "ended":
				th.applyPlan(t, one)
			case "was not applied":
				ended := journal.Record{ID: "other", Phase: journal.Outcome, State: journal.NotApplied}
				if err := errors.Join(th.Journal.Append(t.Context(), begun), th.Journal.Append(t.Context(), ended)); err != nil {
					t.Fatal(err)
				}
				th.applyPlan(t, two)
				return
			default:
				if err := th.Journal.Append(t.Context(), begun); err != nil {
					t.Fatal(err)
				}
			}
			_, err := th.Ops.Apply(t.Context(), two, ops.Consent{Yes: true, Word: two.Word()})
			if err == nil || ops.Explain(err).Kind != ops.ProblemConflict {
				t.Fatalf("got %v", err)
			}
			th.snapshot(t) // complains about two of the same name
			if taken := (*ops.TakenBackError)(nil); errors.As(err, &taken) {
				entries := th.log(t).Entries
				if last := entries[len(entries)-1]; last.State() != journal.NotApplied {
					t.Errorf("the second is recorded as %+v", last)
				}
			} else if first != "ended" {
				t.Errorf("got %v", err)
			}
		})
	}
}

// A name that was free when a plan was made, and has been taken since, stops it; one that the plan told was taken is not.
func TestANameTakenMeanwhileIsAConflict(t *testing.T) {
	th := open(t)
	plan, err := th.Ops.Plan(t.Context(), staged(t, th.create(change.Scope, ghost)).Edits())
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := th.API.Scopes.Create(t.Context(), parse(t, ghost)); err != nil {
		t.Fatal(err)
	}
	consent := ops.Consent{Yes: true, Word: plan.Word()}
	var taken *ops.NameTakenError
	_, err = th.Ops.Apply(t.Context(), plan, consent)
	if !errors.As(err, &taken) || len(taken.Titles) != 1 || taken.Titles[0] != "scope ghost" || ops.Explain(err).Kind != ops.ProblemConflict {
		t.Fatalf("got %v", err)
	}
	told, err := th.Ops.Plan(t.Context(), staged(t, th.create(change.Scope, ghost)).Edits())
	if err != nil {
		t.Fatal(err)
	}
	th.applyPlan(t, told)
}
