package revoking

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/impacts"
)

// Actions depend on how far it has come.
func (s *Screen) Actions() []core.Action {
	if s.typing {
		return []core.Action{{ID: "reason.keep", Keys: []string{"enter", "esc", "tab"}, Title: "Done", Help: "Keeps the reason.", Run: s.leaveReason}}
	}
	switch s.stage {
	case running:
		return s.waits()
	case finished:
		return s.afterwards()
	}
	actions := []core.Action{{ID: "revoke.run", Keys: []string{"enter", "a"}, Title: "Revoke", Help: "Revokes what is shown; what is dangerous asks for a typed word.", Risk: core.Write,
		Verb: s.command, Disabled: s.cannotRun(), Run: s.confirm}}
	if s.revocation != nil && s.revocation.Kind == change.Token {
		grants := core.Action{ID: "revoke.grants", Keys: []string{"g"}, Title: "Whole grants", Help: "Takes the other tokens of the same grants as well.", Run: s.turnGrants}
		if s.whole {
			grants.Title, grants.Help = "Only these", "Leaves the other tokens of the same grants alone."
		}
		actions = append(actions, grants)
	}
	return append(actions,
		core.Action{ID: "revoke.reason", Keys: []string{"m"}, Title: "Reason", Help: "Writes down why, for the journal.", Run: s.enterReason},
		core.Action{ID: "reload", Keys: []string{"r"}, Title: "Count again", Help: "Asks the server again what there is.", Run: s.ask},
		core.Action{ID: "copy.command", Keys: []string{"Y"}, Title: "Copy command", Help: "Puts the command line that does the same on the clipboard.", Quiet: true,
			Run: func() tea.Cmd { return s.session.Copy(s.command) }})
}

// cannotRun is why nothing can be revoked; empty when something can.
func (s *Screen) cannotRun() string {
	if why := s.nothing(); why != "" {
		return why
	}
	if why := s.session.CannotDelete(s.revocation.Kind); why != "" {
		return why
	}
	if s.session.Ops.NeedsReason() && strings.TrimSpace(s.reason.Value()) == "" {
		return s.session.Ops.Guards().WhoseReason() + "; m writes it down"
	}
	return ""
}

// confirm runs at once what is harmless: the page was the question. What is dangerous asks for a word.
func (s *Screen) confirm() tea.Cmd {
	act := s.revocation.Act()
	return impacts.Ask(s.session, impacts.Question{Impacts: act.Impacts, Word: act.Word(), Typed: act.Typed, Yes: "Revoke"}, s.run)
}

// waits are the actions while items go: nobody leaves, but it can be stopped between two of them.
func (s *Screen) waits() []core.Action {
	stop := core.Action{ID: "revoke.stop", Keys: []string{"esc"}, Title: "Stop", Help: "Stops before the next one; what has gone stays gone.", Run: s.askToStop}
	if s.course.stop.Wished() {
		stop.Disabled = "it stops after the present one"
	}
	return []core.Action{stop, {ID: "revoke.wait", Keys: []string{":", "ctrl+p"}, Title: "Leaving", Help: "Other places open when it has ended.",
		Quiet: true, Disabled: "the revocation is under way", Run: func() tea.Cmd { return nil }}}
}

func (s *Screen) askToStop() tea.Cmd {
	running := s.course
	return s.session.Post(core.Ask{
		Title: "Stop before the next one?", Yes: "Stop", Lines: []string{"What has gone by then stays gone. What has not can be continued later."},
		Done: func(yes bool, _ string) tea.Cmd {
			if yes {
				running.stop.Wish()
			}
			return nil
		},
	})
}

func (s *Screen) afterwards() []core.Action {
	actions := []core.Action{{ID: "revoke.close", Keys: []string{"enter", "esc"}, Title: "Close", Help: "Returns to where you were.",
		Run: func() tea.Cmd { return s.session.Post(core.Pop{Screen: s}) }}}
	switch {
	case len(s.report.Outcomes) == 0: // nothing was sent
		actions = append(actions, core.Action{ID: "reload", Keys: []string{"r"}, Title: "Count again", Help: "Asks the server again what there is.", Run: s.ask})
	case s.report.Unfinished() > 0:
		actions = append(actions, core.Action{ID: "revoke.continue", Keys: []string{"c"}, Title: "Continue", Help: "Goes on with what is left; what is done is not repeated.", Risk: core.Write,
			Verb: s.command, Run: s.resume})
	case s.report.Later > 0:
		actions = append(actions, core.Action{ID: "reload", Keys: []string{"r"}, Title: "Count again", Help: "Finds the tokens that were issued meanwhile.", Run: s.ask})
	}
	return actions
}

func (s *Screen) turnGrants() tea.Cmd {
	s.whole = !s.whole
	return s.ask()
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
