// Package undo works out how a plan of the journal is taken back: its inverse against what the server holds now. What cannot be taken
// back is named, with the reason; where a later change stands in the way, that change is. The inverse is a plan like any other, so that
// undoing an undo is doing it again.
package undo

import (
	"context"
	"encoding/json"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/journal"
)

// Undo is the inverse of one plan. It belongs to one goroutine.
type Undo struct {
	Of        journal.Entry
	Edits     []ops.Edit
	Left      []Left     // what is not taken back, and why
	Obstacles []Obstacle // later changes that stand in the way; nothing can be planned until they are left aside with Rest
	Lost      []string   // what the server cannot restore, in sentences

	facts    *facts
	supplied map[Place]json.RawMessage
	rest     bool
	passed   string // a note about newer plans
}

// Of works out the inverse of a plan. It reads what the plan was about: one request for all properties, one for each entry, and those
// that find who uses what the plan has created. The error is an OtherServerError, a FinalError, or says why something could not be read.
func Of(ctx context.Context, o *ops.Ops, log journal.Log, entry journal.Entry) (*Undo, error) {
	if entry.Intent.Server != o.Server() {
		return nil, &OtherServerError{Server: entry.Intent.Server, Here: o.Server()}
	}
	if entry.Intent.Final() {
		return nil, &FinalError{What: entry.Intent.Revocation.Title}
	}
	understood, odd := understand(entry)
	known, err := gather(ctx, o, log, understood)
	if err != nil {
		return nil, err
	}
	known.odd = odd
	u := &Undo{Of: entry, facts: known, supplied: map[Place]json.RawMessage{}}
	u.work()
	return u, nil
}

// Rest is the undo of what no later change stands in the way of.
func (u *Undo) Rest() *Undo {
	rest := &Undo{Of: u.Of, facts: u.facts, supplied: u.supplied, rest: true, passed: u.passed}
	rest.work()
	return rest
}

// Plan makes a plan of the edits, which is reviewed, guarded, applied and recorded like any other. Its notes name what is left out and
// what is lost. The error is an ObstacleError as long as later changes stand in the way.
func (u *Undo) Plan(ctx context.Context, o *ops.Ops) (*ops.Plan, error) {
	if len(u.Obstacles) > 0 {
		return nil, &ObstacleError{Obstacles: u.Obstacles}
	}
	plan, err := o.Plan(ctx, u.Edits)
	if err != nil {
		return nil, err
	}
	plan.UndoOf, plan.Seen = u.Of.Intent.ID, u.facts.lastNumber()
	if u.passed != "" {
		plan.Notes = append(plan.Notes, u.passed)
	}
	for _, left := range u.Left {
		plan.Partly = plan.Partly || left.inForce()
		plan.Notes = append(plan.Notes, left.String())
		plan.Left = append(plan.Left, ops.LeftOut{Place: left.Place.String(), Title: left.Title, Reason: string(left.Reason), Why: left.Why})
	}
	return plan, nil
}

// work fills in the results from the facts. It asks the server nothing.
func (u *Undo) work() {
	in := inversion{facts: u.facts, supplied: u.supplied, draft: ops.NewDraft()}
	in.all()
	u.Edits, u.Left, u.Obstacles, u.Lost = in.draft.Edits(), in.left, in.obstacles, in.lost
	if u.rest {
		for _, obstacle := range u.Obstacles {
			u.Left = append(u.Left, obstacle.leftAside())
		}
		u.Obstacles = nil
	}
}
