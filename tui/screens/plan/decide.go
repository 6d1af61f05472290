package plan

import (
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/tui/core"
)

// conflictActions decide about what somebody else changed meanwhile: small letters about the conflict under the cursor, capital ones about
// all.
func (s *Screen) conflictActions() []core.Action {
	if s.plan == nil || len(s.plan.Conflicts) == 0 {
		return nil
	}
	draft, one := s.draft(), s.plan.Conflicts[s.conflict:s.conflict+1]
	mine := func(c ops.Conflict) { draft.Rebase(c) }
	theirs := func(c ops.Conflict) { draft.TakeTheirs(c) }
	both := func(c ops.Conflict) { draft.TakeMerged(c) }
	const verb = "jansadm property set NAME=VALUE"
	actions := []core.Action{
		{ID: "conflict.theirs", Keys: []string{"t"}, Title: "Take theirs", Help: "Takes back your edit of a value that somebody else changed.", Run: s.decide(theirs, one)},
		{ID: "conflict.mine", Keys: []string{"o"}, Title: "Mine over theirs", Help: "Keeps your edit, on top of what is there now.", Risk: core.Stage,
			Verb: verb, Disabled: noMine(one), Run: s.decide(mine, one)},
		{ID: "conflict.both", Keys: []string{"b"}, Title: "Take both", Help: "Puts what you changed and what somebody else changed together.", Risk: core.Stage,
			Verb: verb, Disabled: noBoth(one), Run: s.decide(both, one)},
	}
	all := s.plan.Conflicts
	if len(all) == 1 {
		return actions
	}
	return append(actions, []core.Action{
		{ID: "conflict.next", Keys: []string{"tab"}, Title: "Next conflict", Help: "Goes to the next value that somebody else changed.", Run: s.toConflict(1)},
		{ID: "conflict.previous", Keys: []string{"shift+tab"}, Title: "Conflict before", Help: "Goes to the value before.", Quiet: true, Run: s.toConflict(len(all) - 1)},
		{ID: "conflict.theirs.all", Keys: []string{"T"}, Title: "All theirs", Help: "Takes back your edits of all values that somebody else changed.", Quiet: true, Run: s.decide(theirs, all)},
		{ID: "conflict.mine.all", Keys: []string{"O"}, Title: "All mine", Help: "Keeps all your edits, on top of what is there now.", Quiet: true, Risk: core.Stage,
			Verb: verb, Disabled: noMine(all), Run: s.decide(mine, all)},
		{ID: "conflict.both.all", Keys: []string{"B"}, Title: "All both", Help: "Puts together what can be; the others stay in conflict.", Quiet: true, Risk: core.Stage,
			Verb: verb, Disabled: noBoth(all), Run: s.decide(both, all)},
	}...)
}

// noMine is why edits cannot be kept on top of what is there now: there is nothing any more.
func noMine(conflicts []ops.Conflict) string {
	for _, conflict := range conflicts {
		if !conflict.Gone {
			return ""
		}
	}
	return "it is not on the server any more; t takes your edit back"
}

// noBoth is why two changes cannot be put together.
func noBoth(conflicts []ops.Conflict) string {
	for _, conflict := range conflicts {
		if conflict.Merged != nil {
			return ""
		}
	}
	return "both change the same part of the value"
}

// decide settles conflicts and checks again. With nothing left to review it leaves.
func (s *Screen) decide(settle func(ops.Conflict), conflicts []ops.Conflict) func() tea.Cmd {
	return func() tea.Cmd {
		for _, conflict := range conflicts {
			settle(conflict)
		}
		if s.draft().Len() == 0 {
			return s.session.Post(core.Pop{}, core.Status{Tone: core.Plain, Text: "Your edits are taken back; nothing is staged any more."})
		}
		return s.recheck()
	}
}

func (s *Screen) toConflict(step int) func() tea.Cmd {
	return func() tea.Cmd {
		s.conflict = (s.conflict + step) % len(s.plan.Conflicts)
		s.draw()
		return nil
	}
}

// keepConflict keeps the cursor on a conflict that is there.
func (s *Screen) keepConflict() {
	if s.plan == nil || s.conflict >= len(s.plan.Conflicts) {
		s.conflict = 0
	}
}

// onlyConflict says whether a plan was refused as a whole because somebody else was faster.
func onlyConflict(err error) bool {
	var conflict *ops.ConflictError
	var partial *ops.PartialError
	return errors.As(err, &conflict) && !errors.As(err, &partial)
}

// undoActions offer to take back what a plan has done that stopped in the middle.
func (s *Screen) undoActions() []core.Action {
	var partial *ops.PartialError
	if !errors.As(s.failure, &partial) || len(partial.Done) == 0 || s.result == nil {
		return nil
	}
	return []core.Action{{ID: "plan.undo", Keys: []string{"u"}, Title: "Undo", Help: "Reviews taking back what was applied before it stopped.", Risk: core.Stage,
		Verb: "jansadm history undo ID", Run: func() tea.Cmd { return s.session.UndoRecord(s.result.ID) }}}
}
