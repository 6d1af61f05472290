package plan

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/impacts"
)

// Actions depend on how far the review has come.
func (s *Screen) Actions() []core.Action {
	if s.typing {
		return []core.Action{{ID: "reason.keep", Keys: []string{"enter", "esc", "tab"}, Title: "Done", Help: "Keeps the reason.", Run: s.leaveReason}}
	}
	if s.undoing != nil && s.undoing.asked != nil {
		return s.secretKeys()
	}
	switch s.stage {
	case applying:
		return s.waits()
	case finished:
		closing := []core.Action{
			{ID: "plan.close", Keys: []string{"enter", "esc"}, Title: "Close", Help: "Returns to where you were.", Run: func() tea.Cmd { return s.session.Post(core.Pop{}) }},
			{ID: "reload", Keys: []string{"r"}, Title: "Check again", Help: "Checks what is left to do against the server.", Run: s.reload},
		}
		return slices.Concat(s.undoActions(), closing, s.effectActions())
	}
	actions := []core.Action{
		{ID: "plan.apply", Keys: []string{"enter", "a"}, Title: "Apply", Help: "Applies the plan; a dangerous one asks for a typed word.", Risk: core.Write,
			Verb: s.verb(), Disabled: s.cannotApply(), Run: s.ask},
		{ID: "plan.reason", Keys: []string{"m"}, Title: "Reason", Help: "Writes down why, for the journal.", Run: s.enterReason},
		{ID: "reload", Keys: []string{"r"}, Title: "Check again", Help: "Reads what the server holds now.", Run: s.reload},
		{ID: "copy.command", Keys: []string{"Y"}, Title: "Copy command", Help: "Puts the command lines that do the same on the clipboard.", Quiet: true,
			Disabled: s.nothingChecked(), Run: func() tea.Cmd { return s.session.Copy(s.commands()) }},
		{ID: "copy.api", Keys: []string{"C"}, Title: "Copy API call", Help: "Puts the requests on the clipboard as curl commands; the token is a reference to $JANSADM_ACCESS_TOKEN, secrets stay masked.",
			Quiet: true, Disabled: s.nothingChecked(), Run: func() tea.Cmd { return s.session.Copy(strings.Join(append(s.session.Ops.Curl(s.plan), ""), "\n")) }},
	}
	if s.undoing == nil {
		actions = append(actions, core.Action{ID: "plan.discard", Keys: []string{"X"}, Title: "Discard all", Help: "Takes back every staged edit.", Run: s.discardAll})
	}
	actions = slices.Concat(s.conflictActions(), s.ofUndoing(), actions)
	return append(s.offerActions(), actions...)
}

// effectActions leads to what the change brings about, where it was made.
func (s *Screen) effectActions() []core.Action {
	if len(s.session.Effects()) == 0 {
		return nil
	}
	return []core.Action{{ID: "plan.effects", Keys: []string{"w"}, Title: "Effects", Help: "Lists what the change brings about, and what of it was seen.",
		Run: func() tea.Cmd { return s.session.Post(core.Open{ID: core.EffectsScreen}) }}}
}

func (s *Screen) nothingChecked() string {
	if s.plan == nil {
		return "the plan is not there yet"
	}
	return ""
}

func (s *Screen) cannotApply() string {
	switch {
	case s.stage == checking:
		return "the plan is still being checked against the server"
	case s.obstructed() != nil:
		return "later changes stand in the way; R leaves them alone"
	case s.plan == nil:
		return "the plan could not be checked; r tries again"
	case len(s.plan.Conflicts) > 0:
		return "somebody else changed a value meanwhile; decide about it first (t, o or b)"
	case s.plan.Empty():
		return "there is nothing to change"
	case len(s.plan.Blocked()) > 0:
		return "only the database could take this back"
	case s.session.Ops.NeedsReason() && strings.TrimSpace(s.reason.Value()) == "":
		return s.session.Ops.Guards().WhoseReason() + "; m writes it down"
	}
	return s.notPermitted()
}

// notPermitted is why one of the changes cannot be made; empty when they all can, as far as known.
func (s *Screen) notPermitted() string {
	for _, c := range s.plan.Changes {
		cannot := s.session.CannotWrite
		if c.Kind == change.Delete {
			cannot = s.session.CannotDelete
		}
		if why := cannot(c.Target.Resource); why != "" {
			return why
		}
	}
	return ""
}

// ask applies at once when the plan is harmless: the review was the question. A dangerous one asks for a word.
func (s *Screen) ask() tea.Cmd {
	return impacts.Ask(s.session, impacts.Question{Impacts: s.plan.Impacts, Word: s.plan.Word(), Typed: s.plan.Typed, Yes: "Apply"}, s.apply)
}

func (s *Screen) enterReason() tea.Cmd {
	s.typing = true
	s.reason.SetFocused(true)
	return nil
}

func (s *Screen) leaveReason() tea.Cmd {
	s.typing = false
	s.reason.SetFocused(false)
	return nil
}

func (s *Screen) discardAll() tea.Cmd {
	return s.session.Post(core.Ask{
		Title: "Discard all staged edits?", Lines: []string{"They have not been applied, and cannot be brought back."}, Yes: "Discard",
		Done: func(yes bool, _ string) tea.Cmd {
			if !yes {
				return nil
			}
			s.session.Draft.Clear()
			return s.session.Post(core.Pop{}, core.Status{Tone: core.Plain, Text: "All staged edits are discarded."})
		},
	})
}

func (s *Screen) commands() string {
	if s.undoing != nil {
		return s.undoing.command() + "\n"
	}
	return strings.Join(append(s.plan.Commands(), ""), "\n")
}

// verb is the command line that does the same.
func (s *Screen) verb() string {
	if s.undoing != nil {
		return "jansadm history undo N --yes"
	}
	return "jansadm property set NAME=VALUE... --yes"
}
