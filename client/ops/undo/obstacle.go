package undo

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/journal"
)

// Obstacle is a later change in the way of taking something back. Secrets in its values are masked.
type Obstacle struct {
	Place
	Title    string          // "scope careers: Claims"
	Gone     bool            // the entry has been deleted
	Secret   bool            // the journal keeps no values of it, and none are here
	Expected json.RawMessage // what the plan had made
	Present  json.RawMessage // what the server holds now
	Users    []ops.Head      // who has come to use the entry that the plan had created
	By       *journal.Entry  // the change that made it so; nil when that was made outside of this journal
}

// String is a sentence that names the change in the way.
func (o Obstacle) String() string {
	switch {
	case o.Gone:
		return o.Title + " has been deleted " + o.by() + "."
	case len(o.Users) > 0:
		names := make([]string, len(o.Users))
		for i, user := range o.Users {
			names[i] = string(user.Resource) + " " + user.Word()
		}
		return o.Title + " has come into use " + o.by() + ", in: " + strings.Join(names, ", ") + "."
	}
	return o.Title + " has been changed " + o.by() + "."
}

func (o Obstacle) by() string {
	if o.By == nil {
		return "since, outside of this journal"
	}
	return "since by " + Name(*o.By)
}

// Name says which plan of the journal is meant: its number, who applied it, when and why.
func Name(entry journal.Entry) string {
	intent := entry.Intent
	name := "plan " + intent.ID
	if intent.Number > 0 {
		name = fmt.Sprintf("plan %d", intent.Number)
	}
	if intent.User != "" {
		name += " of " + intent.User
	}
	name += " on " + intent.Time.UTC().Format(time.DateTime) + " UTC"
	if intent.Reason != "" {
		name += fmt.Sprintf(" (%q)", intent.Reason)
	}
	return name
}

func (o Obstacle) leftAside() Left {
	return Left{Place: o.Place, Title: o.Title, Reason: Obstructed, Why: "it " + strings.TrimSuffix(strings.TrimPrefix(o.String(), o.Title+" "), ".")}
}

// ObstacleError says that later changes stand in the way of an undo. Nothing was planned.
type ObstacleError struct{ Obstacles []Obstacle }

func (e *ObstacleError) Error() string {
	texts := make([]string, len(e.Obstacles))
	for i, obstacle := range e.Obstacles {
		texts[i] = strings.TrimSuffix(obstacle.String(), ".")
	}
	return "a later change stands in the way: " + strings.Join(texts, "; ")
}

// Problem implements [ops.Explained].
func (e *ObstacleError) Problem() ops.Problem {
	return ops.Problem{Kind: ops.ProblemConflict, Message: e.Error(), Hint: "take back the later change first, or only what it does not touch"}
}

// OtherServerError says that a plan was applied to another server than the one at hand.
type OtherServerError struct{ Server, Here string }

func (e *OtherServerError) Error() string {
	return fmt.Sprintf("that plan was applied to %s, and this is %s", e.Server, e.Here)
}

// Problem implements [ops.Explained].
func (e *OtherServerError) Problem() ops.Problem {
	return ops.Problem{Kind: ops.ProblemUsage, Message: e.Error(), Hint: "undo it on its own server"}
}

// NothingError says that the journal has nothing in force that could be taken back.
type NothingError struct{ Redo bool }

func (e *NothingError) Error() string {
	if e.Redo {
		return "there is nothing to do again on this server"
	}
	return "there is nothing to take back on this server"
}

// Problem implements [ops.Explained].
func (e *NothingError) Problem() ops.Problem {
	return ops.Problem{Kind: ops.ProblemNotFound, Message: e.Error()}
}

// FinalError says that what was recorded can never be taken back.
type FinalError struct{ What string }

func (e *FinalError) Error() string { return "what is revoked stays revoked: " + e.What }

// Problem implements [ops.Explained].
func (e *FinalError) Problem() ops.Problem {
	return ops.Problem{Kind: ops.ProblemUsage, Message: e.Error()}
}
