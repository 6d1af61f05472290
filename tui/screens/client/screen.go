// Package client is the screen that shows one client and changes its scopes, its tokens and how it gets them.
package client

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/form"
)

// Spec describes the screen. Its argument is the client id.
var Spec = core.Spec{
	ID: "auth.client", Title: "Client", Help: "One client: the scopes it has, its tokens, and how it gets them.",
	New: func(session *core.Session, arg string) core.Screen {
		return form.New(session, func(screen *form.Screen) form.Panel { return form.NewPage(screen, options(), arg) })
	},
}

const scopes = "/scopes"

func options() form.Options {
	return form.Options{
		Resource: change.Client,
		Notes:    notes,
		OfEntry: func(p *form.Page) []core.Action {
			return []core.Action{
				{ID: "client.scopes", Keys: []string{"a"}, Title: "Scopes", Help: "Adds scopes to the client, or removes them.", Risk: core.Stage,
					Verb: "jansadm client add-scope " + p.Target().ID + " SCOPE", Disabled: p.Locked(), Run: func() tea.Cmd {
						p.Select(scopes)
						return p.Open()
					}},
				goes(p, "client.lifetimes", "l", "Lifetimes", "Goes to how long its tokens live.", "/accessTokenLifetime"),
				goes(p, "client.grants", "g", "Grants", "Goes to the grants and how it authenticates.", "/grantTypes"),
			}
		},
	}
}

// goes puts the cursor on a field of the long form.
func goes(p *form.Page, id, key, title, help, path string) core.Action {
	return core.Action{ID: id, Keys: []string{key}, Title: title, Help: help, Run: func() tea.Cmd {
		p.Select(path)
		return nil
	}}
}

// notes say what is changed here, and what keeps the client from getting tokens.
func notes(p *form.Page) []form.Note {
	client := p.Staged()
	found := []form.Note{{Text: "Scopes, tokens, authentication and grants of the client are changed here; the rest stays as it is. a chooses its scopes."}}
	if string(client.Get("/disabled")) == "true" {
		found = append(found, form.Note{Warning: true, Text: "It is disabled: it gets no tokens. Those that it has stay valid until they expire."})
	}
	if document.IsEmpty(client.Get("/grantTypes")) {
		found = append(found, form.Note{Warning: true, Text: "It has no grant types: there is no way in which it gets tokens."})
	}
	return found
}
