package plan

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/undo"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/line"
)

// Undo describes the review of taking back a plan of the journal: the one that the argument names as undo.Find does; without one it
// is the last.
var Undo = core.Spec{
	ID: core.UndoScreen, Title: "Undo", Help: "What taking back an applied plan would do; apply it.",
	New: func(session *core.Session, arg string) core.Screen { return newUndo(session, arg) },
}

const undoHelp = "The inverse of an applied plan is worked out against what the server holds now. What cannot be taken back is named, with the reason. Where a later " +
	"change stands in the way nothing is taken back, unless you leave that change alone. Edits that you have staged stay as they are.\n\nThe journal keeps no secrets: type " +
	"their old values, or they are left as they are.\n\nUndoing an undo does the plan again. u again takes back the plan before."

// undoing is a plan of the journal on its way back.
type undoing struct {
	wanted string                // as undo.Find takes it
	undo   *undo.Undo            // nil before it is worked out
	draft  *ops.Draft            // its edits, of its own: those that the person has staged are not touched
	rest   bool                  // later changes are left alone
	given  map[undo.Place]string // old values of secrets, as typed
	asked  *undo.Left            // the secret whose old value is being typed; nil for none
	value  *line.Input
}

func newUndo(session *core.Session, wanted string) *Screen {
	u := &undoing{wanted: cmp.Or(wanted, undo.LastWord), draft: ops.NewDraft(), given: map[undo.Place]string{}}
	u.value = line.New(session.Theme, line.Options{Secret: true, Placeholder: "its old value"})
	return newScreen(session, u)
}

// work makes the plan, after the undo where that is not there yet.
func (u *undoing) work(operations *ops.Ops) func(context.Context) tea.Msg {
	if u.undo != nil {
		inverse := u.undo
		inverse.Edits = u.draft.Edits() // with offers that were taken, and conflicts that were decided
		return func(ctx context.Context) tea.Msg {
			plan, err := inverse.Plan(ctx, operations)
			return checkedMsg{plan: plan, err: err}
		}
	}
	wanted, rest, given := u.wanted, u.rest, u.given
	return func(ctx context.Context) tea.Msg {
		inverse, err := workOut(ctx, operations, wanted)
		if err != nil {
			return checkedMsg{err: err}
		}
		for place, text := range given {
			_ = inverse.SupplyText(place, text) // else it is asked for again
		}
		if rest {
			inverse = inverse.Rest()
		}
		plan, err := inverse.Plan(ctx, operations)
		if err == nil {
			err = inverse.Settle(ctx, operations)
		}
		return checkedMsg{undo: inverse, plan: plan, err: err}
	}
}

func workOut(ctx context.Context, operations *ops.Ops, wanted string) (*undo.Undo, error) {
	log, err := operations.History()
	if err != nil {
		return nil, err
	}
	entry, err := undo.Find(log, operations, wanted)
	if err != nil {
		return nil, err
	}
	inverse, err := undo.Of(ctx, operations, log, entry)
	if err == nil {
		inverse.NotePassed(wanted)
	}
	return inverse, err
}

// undone takes what was worked out. Without anything to take back there is nothing to see here: then it is true.
func (s *Screen) undone(msg checkedMsg) bool {
	if nothing := (*undo.NothingError)(nil); errors.As(msg.err, &nothing) {
		s.session.Post(core.Pop{Screen: s}, core.Status{Tone: core.Plain, Text: core.Explain(nothing).Message + "."})
		return true
	}
	if msg.undo != nil {
		s.undoing.take(msg.undo)
	}
	return false
}

func (u *undoing) take(inverse *undo.Undo) {
	u.undo, u.draft = inverse, ops.NewDraft()
	u.draft.Add(inverse.Edits...)
	u.wanted = inverse.Of.Intent.ID // from now on it is this one, whatever is applied meanwhile
}

// obstructed is the undo as long as later changes stand in its way; nil otherwise.
func (s *Screen) obstructed() *undo.Undo {
	if s.undoing == nil || s.undoing.undo == nil || len(s.undoing.undo.Obstacles) == 0 || s.stage != checked {
		return nil
	}
	return s.undoing.undo
}

// done begins the line about an undo that was applied.
func (u *undoing) done() string {
	if u.undo == nil {
		return ""
	}
	return fmt.Sprintf("Plan %d is taken back, verified: ", u.undo.Of.Intent.Number)
}

// command is the command line that does the same.
func (u *undoing) command() string {
	command := fmt.Sprintf("jansadm history undo %d", u.undo.Of.Intent.Number)
	if u.rest {
		command += " --rest"
	}
	for place := range u.given {
		command += " --secret " + ops.ShellWord(place.String()) + "=@FILE"
	}
	return command
}
