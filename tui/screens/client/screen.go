// Package client is the screen that shows one client and changes its scopes.
package client

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/form"
)

// Spec describes the screen. Its argument is the client id.
var Spec = core.Spec{
	ID: "auth.client", Title: "Client", Help: "One client: what it is, and the scopes it has.",
	New: func(session *core.Session, arg string) core.Screen {
		return form.New(session, func(screen *form.Screen) form.Panel { return form.NewPage(screen, options(), arg) })
	},
}

const scopes = "/scopes"

func options() form.Options {
	return form.Options{
		Resource: change.Client,
		Notes: func(*form.Page) []form.Note {
			return []form.Note{{Text: "This console changes the scopes of a client; everything else of it stays as it is. a chooses its scopes."}}
		},
		OfEntry: func(p *form.Page) []core.Action {
			return []core.Action{{ID: "client.scopes", Keys: []string{"a"}, Title: "Scopes", Help: "Adds scopes to the client, or removes them.", Risk: core.Stage,
				Verb: "jansadm client add-scope " + p.Target().ID + " SCOPE", Disabled: p.Locked(), Run: func() tea.Cmd {
					p.Select(scopes)
					return p.Open()
				}}}
		},
	}
}
