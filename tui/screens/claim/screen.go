// Package claim is the screen that shows and edits one claim: an attribute of people with its name in tokens.
package claim

import (
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/form"
)

// Spec describes the screen. Its argument is the inum of the claim, or the target of one that is staged as new.
var Spec = core.Spec{
	ID: "auth.claim", Title: "Claim", Help: "One claim: an attribute of people, and its name in tokens.",
	New: func(session *core.Session, arg string) core.Screen {
		return form.New(session, func(screen *form.Screen) form.Panel { return form.NewPage(screen, options(), arg) })
	},
}

func options() form.Options {
	return form.Options{
		Resource: change.Claim, Deletable: true, Notes: notes,
		OfEntry: func(p *form.Page) []core.Action { return []core.Action{p.UsersAction()} },
	}
}

// notes say what a standard claim is, and what the status does not do.
func notes(p *form.Page) []form.Note {
	var notes []form.Note
	name, _ := document.Text(p.Staged().Get("/claimName"))
	if facts, standard := schema.StandardClaim(name); standard {
		notes = append(notes, form.Note{Text: "Standard claim " + facts.Name + " of the scope " + facts.Scope + ": " + facts.Sentence})
	}
	if name == "" {
		notes = append(notes, form.Note{Warning: true, Text: "It has no claim name: discovery leaves it out."})
	}
	if status, _ := document.Text(p.Staged().Get("/status")); status != "active" {
		notes = append(notes, form.Note{Text: "It is not active: forms for people do not offer it. Scopes release it all the same."})
	}
	return notes
}
