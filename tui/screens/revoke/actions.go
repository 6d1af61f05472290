package revoke

import (
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/impacts"
	"github.com/jansadm/jansadm/tui/entries/revoking"
	"github.com/jansadm/jansadm/tui/kit/fields"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// verb is the command line that does the same; the token is asked for there.
const verb = "jansadm revocation revoke"

// Actions depend on how far it has come.
func (s *Screen) Actions() []core.Action {
	if s.typing {
		return []core.Action{{ID: "reason.keep", Keys: []string{"enter", "esc", "tab"}, Title: "Done", Help: "Keeps the reason.", Run: s.leaveReason}}
	}
	switch s.stage {
	case asking:
		return []core.Action{
			{ID: "revoke.look", Keys: []string{"enter"}, Title: "Look up", Help: "Finds out what the token is and what revoking it does; nothing is revoked yet.", Run: s.look},
			{ID: "revoke.next", Keys: []string{"tab"}, Title: "Next field", Help: "Goes to the next field; space and the arrows choose.",
				Run: func() tea.Cmd { return s.key(tea.KeyMsg{Type: tea.KeyTab}) }},
		}
	case finding, found:
		return s.beforehand()
	case sending:
		return []core.Action{{ID: "revoke.wait", Keys: []string{"esc", ":", "ctrl+p"}, Title: "Leaving", Help: "Other places open when it is done.", Quiet: true,
			Disabled: "the token is being revoked", Run: func() tea.Cmd { return nil }}}
	}
	return s.afterwards()
}

// look finds out what the token is, when nothing is wrong with the form.
func (s *Screen) look() tea.Cmd {
	if s.form.Key(tea.KeyMsg{Type: tea.KeyEnter}) != fields.Done {
		return nil
	}
	return s.plan()
}

func (s *Screen) beforehand() []core.Action {
	return []core.Action{
		{ID: "revoke.run", Keys: []string{"enter", "a"}, Title: "Revoke", Help: "Sends the token to the revocation endpoint; what is dangerous asks for a typed word.", Risk: core.Write, Verb: verb,
			Disabled: s.cannotRun(), Run: s.confirm},
		{ID: "revoke.reason", Keys: []string{"m"}, Title: "Reason", Help: "Writes down why, for the journal.", Run: s.enterReason},
		{ID: "reload", Keys: []string{"r"}, Title: "Look again", Help: "Asks again what the token is.", Run: s.plan},
		{ID: "revoke.change", Keys: []string{"esc"}, Title: "Change", Help: "Returns to the token and the hint.", Run: s.change},
	}
}

func (s *Screen) cannotRun() string {
	switch {
	case s.stage == finding:
		return "it is still being found out what the token is"
	case s.request == nil:
		return "it could not be found out what the token is; r tries again"
	case s.session.ReadOnly():
		return s.session.CannotDelete(change.Token)
	case s.session.Ops.NeedsReason() && strings.TrimSpace(s.reason.Value()) == "":
		return s.session.Ops.Guards().WhoseReason() + "; m writes it down"
	}
	return ""
}

// confirm sends at once what is harmless: the page was the question. What is dangerous asks for a word.
func (s *Screen) confirm() tea.Cmd {
	act := s.request.Act()
	return impacts.Ask(s.session, impacts.Question{Impacts: act.Impacts, Word: act.Word(), Typed: act.Typed, Yes: "Revoke"}, s.run)
}

func (s *Screen) change() tea.Cmd {
	s.find.Cancel()
	s.stage, s.request, s.failure = asking, nil, nil
	return nil
}

// afterwards offers what removes the token where the endpoint does not, by numbers.
func (s *Screen) afterwards() []core.Action {
	var actions []core.Action
	for i, offer := range s.outcome.Offers {
		actions = append(actions, core.Action{ID: "revoke.offer." + strconv.Itoa(i+1), Keys: []string{strconv.Itoa(i + 1)}, Title: "Do " + strconv.Itoa(i+1), Help: text.CleanLine(offer.Title) + ", after showing whom it touches.",
			Risk: core.Write, Verb: text.CleanLine(offer.Command), Disabled: s.session.CannotDelete(change.Token),
			Run: func() tea.Cmd {
				return s.session.Post(core.Push{Screen: revoking.New(s.session, revoking.Tokens(offer.Selection), text.CleanLine(offer.Command))})
			}})
	}
	return append(actions,
		core.Action{ID: "revoke.close", Keys: []string{"enter", "esc"}, Title: "Close", Help: "Returns to where you were.", Run: func() tea.Cmd { return s.session.Post(core.Pop{Screen: s}) }},
		core.Action{ID: "revoke.another", Keys: []string{"n"}, Title: "Another", Help: "Asks for another token.", Run: s.change})
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
