// Package claimadd is the screen that begins a new claim.
package claimadd

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/form"
)

// Spec describes the screen.
var Spec = core.Spec{
	ID: "auth.claim.add", Title: "Add Claims", Help: "Begins a new claim: an attribute of people, and its name in tokens.",
	New: func(session *core.Session, _ string) core.Screen {
		return form.New(session, func(screen *form.Screen) form.Panel { return newPrompt(screen) })
	},
}

// newPrompt asks for the name and stages the claim with what most claims have.
func newPrompt(screen *form.Screen) form.Panel {
	field, _ := schema.Claim().Field("/name")
	return form.NewPrompt(screen, form.PromptOptions{
		Title: "Name", Crumb: "Add Claims", Help: "Which attribute of people is it? " + field.Help, Verb: "jansadm claim create --name NAME",
		Check: func(typed string) []schema.Problem {
			return append(field.Check(document.Quote(typed)), form.CheckTaken(screen, change.Claim, typed)...)
		},
		Done: func(prompt *form.Prompt, typed string) tea.Cmd {
			created, err := ops.Create(screen.Session.Draft, change.Claim, begin(typed))
			if err != nil {
				prompt.Refuse(core.Explain(err).Message)
				return nil
			}
			return screen.Session.Post(core.Pop{}, core.Open{ID: "auth.claim", Arg: created.Target.ID})
		},
	})
}

// begin is a new claim as most are, with names made from the attribute's.
func begin(name string) document.Document {
	doc := ops.Fresh(change.Claim)
	doc["name"], doc["claimName"], doc["displayName"] = document.Quote(name), document.Quote(snake(name)), document.Quote(words(name))
	doc["description"], doc["origin"] = document.Quote(words(name)+" of the person"), document.Quote("jansCustomPerson")
	return doc
}

// snake is how most claims of the server are spelled: employeeNumber becomes employee_number.
func snake(name string) string { return strings.ReplaceAll(strings.ToLower(words(name)), " ", "_") }

// words spells a name out: employee_number and employeeNumber are "Employee number".
func words(name string) string {
	var out strings.Builder
	for i, r := range name {
		switch {
		case r == '_':
			out.WriteByte(' ')
		case r >= 'A' && r <= 'Z' && i > 0:
			out.WriteByte(' ')
			out.WriteRune(r + 'a' - 'A')
		case i == 0:
			out.WriteString(strings.ToUpper(string(r)))
		default:
			out.WriteRune(r)
		}
	}
	return strings.Join(strings.Fields(out.String()), " ")
}
