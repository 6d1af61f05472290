package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/tui/core"
)

// renew goes on where the person is by a new connection to the server in use. Where the profile leads elsewhere by now, it is left for that.
func (a *App) renew(answer opened) tea.Cmd {
	current := a.session.Opened()
	if current == nil || !access.SameServer(current.Profile, answer.Profile) {
		asked := answer.asked
		asked.Renews = false
		return tea.Batch(a.abandoned(answer), a.change(asked))
	}
	ended := a.session.Renew(answer.Opened)
	a.link, a.needsSignIn = linkUnknown, false
	told := a.broadcast(core.Renewed{})
	if a.signingIn() != "" { // which asks who it is when it has ended
		a.needsSignIn = answer.NeedsSignIn()
		return tea.Batch(ended, told)
	}
	return tea.Batch(ended, told, a.begin(), a.reload())
}

// overdue opens the server in use again, where that had to wait for a write.
func (a *App) overdue() tea.Cmd {
	if a.renewal == nil || a.session.Writing() {
		return nil
	}
	asked := *a.renewal
	a.renewal = nil
	return a.reach(asked)
}
