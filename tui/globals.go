package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/undo"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/screens/login"
	"github.com/jansadm/jansadm/tui/screens/requests"
)

// PlanScreen is the id of the screen that reviews the staged edits.
const PlanScreen = "plan"

// globals are the actions that every screen has.
func (a *App) globals() []core.Action {
	nothingStaged := ""
	if a.session.Staged() == 0 {
		nothingStaged = "nothing is staged"
	}
	reviewing := false
	if len(a.screens) > 0 {
		_, reviewing = a.top().(interface{ Reviewing() })
	}
	actions := []core.Action{
		{ID: "help", Keys: []string{"?", "f1"}, Title: "Help", Help: "Explains this place and lists its keys.", Run: a.openHelp},
		{ID: "palette", Keys: []string{":", "ctrl+p"}, Title: "Palette", Help: "Finds every action and every place by name.", Run: a.openPalette},
		{ID: "back", Keys: []string{"esc"}, Title: "Back", Help: "Goes back; asks only when typed text is not staged.",
			Disabled: a.noBack(), Run: a.back},
		{ID: "quit", Keys: []string{"q"}, Title: "Quit", Help: "Leaves the console; asks when edits are staged.", Run: a.quit},
		{ID: "suspend", Keys: []string{"ctrl+z"}, Title: "Suspend", Help: "Stops the console and returns to the shell; fg comes back.", Quiet: true,
			Run: func() tea.Cmd { return tea.Suspend }},
	}
	if len(a.session.Effects()) > 0 {
		actions = append(actions, core.Action{ID: "effects", Keys: []string{"w", "W"}, Title: "Effects", Help: "Lists what was brought about, and what of it was seen.",
			Quiet: true, Run: func() tea.Cmd { return a.session.Post(core.Open{ID: core.EffectsScreen}) }})
	}
	actions = append(actions, a.ofConnection()...)
	if a.needsSignIn { // nothing else helps
		actions = append([]core.Action{a.signInAction()}, actions...)
	}
	if reviewing {
		return actions
	}
	if a.session.Connected() {
		actions = append(actions, a.ofJournal()...)
	}
	return append([]core.Action{{
		ID: "review", Keys: []string{"ctrl+s"}, Title: "Review", Help: "Shows what the staged edits would do, and applies them.",
		Disabled: nothingStaged, Run: func() tea.Cmd { return a.session.Post(core.Open{ID: PlanScreen}) },
	}}, actions...)
}

// ofJournal takes back what was applied last.
func (a *App) ofJournal() []core.Action {
	return []core.Action{
		{ID: "undo", Keys: []string{"u"}, Title: "Undo", Help: "Reviews taking back what was applied last to this server; again, what was applied before that.", Risk: core.Write,
			Verb: "jansadm history undo last", Quiet: true, Run: func() tea.Cmd { return a.session.UndoRecord(undo.LastWord) }},
		{ID: "redo", Keys: []string{"U"}, Title: "Redo", Help: "Reviews doing again what was taken back last.", Risk: core.Write,
			Verb: "jansadm history redo", Quiet: true, Run: func() tea.Cmd { return a.session.UndoRecord(undo.RedoWord) }},
	}
}

// ofConnection are the actions on the server in use.
func (a *App) ofConnection() []core.Action {
	if a.session.Opened() == nil {
		return nil
	}
	actions := []core.Action{{ID: "requests", Keys: []string{"ctrl+l"}, Title: "Recent requests", Help: "Lists what was asked of the server, and how long it took.",
		Quiet: true, Run: func() tea.Cmd { return a.session.Post(core.Open{ID: requests.ID}) }}}
	if a.session.CanSignIn() && !a.needsSignIn {
		again := a.signInAction()
		again.Quiet = true
		actions = append(actions, again)
	}
	return actions
}

func (a *App) signInAction() core.Action {
	return core.Action{ID: "signin", Keys: []string{"L"}, Title: "Sign in", Help: "Signs in with a browser; the page below stays, with everything typed and staged.",
		Verb: "jansadm login", Disabled: a.signingIn(), Run: a.signIn}
}

func (a *App) signingIn() string {
	for _, screen := range a.screens {
		if _, already := screen.(*login.Screen); already {
			return "it is under way"
		}
	}
	return ""
}

func (a *App) noBack() string {
	if len(a.screens) < 2 {
		return "this is the first page; q quits"
	}
	return ""
}

func (a *App) back() tea.Cmd {
	lost := unsaved(a.top())
	if lost == "" {
		return a.pop()
	}
	return a.askToLeave(a.top(), lost, func() tea.Cmd { return a.session.Post(core.Pop{}) })
}

func unsaved(screen core.Screen) string {
	if holder, ok := screen.(core.Unsaved); ok {
		return holder.Unsaved()
	}
	return ""
}
