package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/text"
	"github.com/jansadm/jansadm/tui/screens/draft"
)

// look finds, in the background, what other consoles have left behind for the server in use.
func (a *App) look() tea.Cmd {
	if a.session.Drafts() == nil {
		return nil
	}
	find, ctx := a.session.LookForDrafts(), a.session.Life()
	return func() tea.Msg { return find(ctx) }
}

// handDrafts takes what was found, and tells of files that cannot be used.
func (a *App) handDrafts(answer core.LeftDrafts) {
	a.session.Hand(answer)
	if len(answer.Failures) > 0 && answer.Of == a.session.Drafts() {
		a.session.Say(core.Warning, core.Explain(answer.Failures[0]).Message)
	}
	a.offering = len(a.session.Left) > 0
}

// offer shows what was found, once nothing else wants the person's answer.
func (a *App) offer() tea.Cmd {
	if !a.offering || a.overlay != nil || a.signingIn() != "" || a.typing() || a.quitting {
		return nil
	}
	a.offering = false
	return a.open(core.Open{ID: draft.ID})
}

// reopen opens the screen in which text was typed, and puts it back there.
func (a *App) reopen(request core.Reopen) tea.Cmd {
	typed := request.Typed
	spec, known := a.session.Screen(typed.Screen)
	if !known || typed.Place == nil {
		return a.homeless(core.Homeless{Typed: typed})
	}
	started := a.open(core.Open{ID: spec.ID, Arg: typed.Arg})
	typist, types := a.top().(core.Typist)
	if !types {
		return tea.Batch(started, a.homeless(core.Homeless{Typed: typed}))
	}
	return tea.Batch(started, typist.Retype(typed))
}

// homeless shows text that cannot be put back where it was typed.
func (a *App) homeless(msg core.Homeless) tea.Cmd {
	typed := msg.Typed
	lines := []string{"It was typed for " + text.CleanLine(typed.Title) + ", which cannot take it now:", ""}
	return a.session.Post(core.Ask{
		Title: "This text has no place any more", Yes: "Copy", Cancel: "Forget it",
		Lines: append(lines, strings.Split(text.Clean(typed.Text), "\n")...),
		Done: func(yes bool, _ string) tea.Cmd {
			if !yes {
				return nil
			}
			return a.session.Copy(typed.Text)
		},
	})
}
