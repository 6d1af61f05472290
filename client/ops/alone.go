package ops

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
)

// TakenBackError says that another undo of the same plan was begun while this one was looked at. Nothing was written.
type TakenBackError struct{ By journal.Record }

func (e *TakenBackError) Error() string {
	return fmt.Sprintf("nothing was written: the plan is being taken back already, or has been, by plan %d", e.By.Number)
}

// Problem implements [Explained].
func (e *TakenBackError) Problem() Problem {
	return Problem{Kind: ProblemConflict, Message: e.Error(), Hint: "look at what is there now, and at the history, before you take it back again"}
}

// alone looks in the journal, in which the intent of an undo has just been written, for another undo of the same plan that was begun since
// this one was worked out. Of two, the one whose intent comes first goes on.
func (o *Ops) alone(id string, plan *Plan) error {
	if plan.UndoOf == "" {
		return nil
	}
	log, err := o.History()
	if err != nil {
		return fmt.Errorf("nothing was written: %w", err)
	}
	for _, entry := range log.Entries {
		switch intent := entry.Intent; {
		case intent.ID == id:
			return nil
		case intent.UndoOf == plan.UndoOf && intent.Number > plan.Seen && entry.State() != journal.NotApplied:
			return &TakenBackError{By: intent}
		}
	}
	return nil
}

// withdraw records that a plan ends before its first request.
func (o *Ops) withdraw(ctx context.Context, plan *Plan, result *Result, why error) error {
	result.State = journal.NotApplied
	if err := o.record(ctx, plan, result, why); err != nil {
		return fmt.Errorf("%w; the journal does not tell that: %w", why, err)
	}
	return why
}

// NameTakenError says that somebody has made entries of the names that a plan was to give. Nothing was written.
type NameTakenError struct{ Titles []string } // "scope careers"

func (e *NameTakenError) Error() string {
	return "nothing was written: by now there is another " + strings.Join(e.Titles, ", another ")
}

// Problem implements [Explained].
func (e *NameTakenError) Problem() Problem {
	return Problem{Kind: ProblemConflict, Message: e.Error(), Hint: "look at what is there now and ask for it again; every attempt begins with reading"}
}

// free looks whether the names of a plan's new entries are still free. Where the plan said itself that one is not, it was consented to.
func (o *Ops) free(ctx context.Context, plan *Plan) error {
	var titles []string
	for _, part := range plan.parts {
		p, isEntry := part.(*entityPart)
		if !isEntry || p.kind != change.Create || plan.toldDouble(p.target()) {
			continue
		}
		taken, err := o.Taken(ctx, p.target().Resource, p.entity.Name())
		if err != nil {
			return fmt.Errorf("nothing was written: %w", err)
		}
		if taken {
			titles = append(titles, p.entity.title())
		}
	}
	if len(titles) > 0 {
		return &NameTakenError{Titles: titles}
	}
	return nil
}

// toldDouble says whether the plan's impacts name an entry as the second of its name.
func (p *Plan) toldDouble(target Target) bool {
	told := []string{"scope-id-duplicate", "script-name-duplicate", "claim-name-duplicate", "claim-attribute-taken"}
	return slices.ContainsFunc(p.Impacts, func(i Impact) bool { return i.Target == target && slices.Contains(told, i.ID) })
}
