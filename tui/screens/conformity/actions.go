package conformity

import (
	"cmp"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/fields"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// Actions depend on how far the check has come.
func (s *Screen) Actions() []core.Action {
	switch s.stage {
	case asking:
		return []core.Action{
			{ID: "check.run", Keys: []string{"enter"}, Title: "Begin", Help: "Begins the check.", Risk: core.Write, Verb: "jansadm revocation check", Disabled: s.cannotRun(), Run: s.begin},
			{ID: "check.next", Keys: []string{"tab"}, Title: "Next field", Help: "Goes to the next field.", Run: s.press(tea.KeyTab)},
		}
	case running:
		return s.waits()
	}
	return []core.Action{
		{ID: "check.again", Keys: []string{"r"}, Title: "Again", Help: "Runs the check once more.", Risk: core.Write, Verb: "jansadm revocation check", Disabled: s.cannotRun(), Run: s.run},
		{ID: "check.change", Keys: []string{"e"}, Title: "Change", Help: "Gives other clients to the check.", Run: s.change},
		{ID: "copy.command", Keys: []string{"Y"}, Title: "Copy command", Help: "Puts the command line that does the same on the clipboard.", Quiet: true,
			Run: func() tea.Cmd { return s.session.Copy(ops.CommandLine("revocation", "check")) }},
	}
}

// cannotRun is why the check cannot begin: it removes its tokens in the end.
func (s *Screen) cannotRun() string {
	return cmp.Or(s.session.CannotRead(change.Token), s.session.CannotDelete(change.Token))
}

func (s *Screen) press(key tea.KeyType) func() tea.Cmd {
	return func() tea.Cmd { return s.Update(tea.KeyMsg{Type: key}) }
}

// begin runs the check when nothing is wrong with the form.
func (s *Screen) begin() tea.Cmd {
	if s.form.Key(tea.KeyMsg{Type: tea.KeyEnter}) != fields.Done {
		return nil
	}
	return s.run()
}

func (s *Screen) change() tea.Cmd {
	s.stage = asking
	s.arrange()
	return nil
}

// waits are the actions while requirements are tested: nobody leaves, but it can be stopped between two of them.
func (s *Screen) waits() []core.Action {
	stop := core.Action{ID: "check.stop", Keys: []string{"esc"}, Title: "Stop", Help: "Stops before the next requirement, and removes the tokens of the check.", Run: func() tea.Cmd {
		s.course.stop.Wish()
		return nil
	}}
	if s.course.stop.Wished() {
		stop.Disabled = "it stops already"
	}
	noCode := "no sign-in is waited for"
	code := s.course.code.Load()
	if code != nil && s.session.Browse != nil {
		noCode = ""
	}
	return []core.Action{
		stop,
		{ID: "check.browse", Keys: []string{"b"}, Title: "Browser", Help: "Opens the page of the sign-in in your browser.", Quiet: noCode != "", Disabled: noCode, Run: func() tea.Cmd {
			return s.session.Browse(text.CleanLine(cmp.Or(code.CompleteURL, code.URL)))
		}},
		{ID: "check.wait", Keys: []string{":", "ctrl+p"}, Title: "Leaving", Help: "Other places open when the check has ended.",
			Quiet: true, Disabled: "the check is under way", Run: func() tea.Cmd { return nil }},
	}
}
