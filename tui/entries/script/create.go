package script

import (
	"encoding/json"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/form"
)

// NewPrompt asks for the name of a new script of a type and stages it with the project's template. Done is called with it.
func NewPrompt(screen *form.Screen, scriptType, name string, done func(prompt *form.Prompt, created *ops.Entity) tea.Cmd) *form.Prompt {
	field, _ := schema.Script().Field("/name")
	return form.NewPrompt(screen, form.PromptOptions{
		Title: "Script name", Value: name, Verb: "jansadm script create --type " + scriptType + " --name NAME --source FILE",
		Help: "What is the script to be called? The name of an authentication script is the acr value that clients ask for. " +
			"It begins with a template; source and settings can be changed afterwards.",
		Check: func(typed string) []schema.Problem {
			return append(field.Check(document.Quote(typed)), form.CheckTaken(screen, change.Script, typed)...)
		},
		Done: func(prompt *form.Prompt, typed string) tea.Cmd {
			created, err := ops.Create(screen.Session.Draft, change.Script, begin(scriptType, typed))
			if err != nil {
				prompt.Refuse(core.Explain(err).Message)
				return nil
			}
			return done(prompt, created)
		},
	})
}

// begin is a new script: enabled, in Python, with the template of its type.
func begin(scriptType, name string) document.Document {
	source, _ := schema.ScriptTemplate(scriptType)
	doc := ops.Fresh(change.Script)
	doc["name"], doc["scriptType"], doc["script"] = document.Quote(name), document.Quote(scriptType), document.Quote(source)
	doc["enabled"], doc["level"] = json.RawMessage("true"), json.RawMessage("1")
	return doc
}

// Write makes a new script for a field that refers to one: it asks for the name, and shows the form of the script above the one of the entry
// that is to run it, so that nothing typed there is lost.
func Write(screen *form.Screen, scriptType, name string, picked func(dn string)) tea.Cmd {
	return screen.Push(NewPrompt(screen, scriptType, name, func(prompt *form.Prompt, created *ops.Entity) tea.Cmd {
		back := screen.Drop(prompt)
		picked(created.Head().DN())
		page := form.NewPage(screen, Options(), created.Target.ID)
		shown := screen.Push(page)
		page.Select(settingsPath)
		return tea.Batch(back, shown, screen.Session.Say(core.Plain,
			"The script is staged. Its settings say which claim comes from which attribute; esc goes back to the list."))
	}))
}
