// Package scriptadd is the screen that begins a new script.
package scriptadd

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/form"
	"github.com/jansadm/jansadm/tui/entries/script"
	"github.com/jansadm/jansadm/tui/kit/picker"
)

// Spec describes the screen. Its argument is the type of the script, or empty.
var Spec = core.Spec{
	ID: "auth.script.add", Title: "Add Scripts", Help: "Begins a new script with a template of its type.",
	New: func(session *core.Session, arg string) core.Screen {
		return form.New(session, func(screen *form.Screen) form.Panel { return newTypes(screen, arg) })
	},
}

// newTypes asks for the type, unless the argument names it.
func newTypes(screen *form.Screen, arg string) form.Panel {
	if _, known := schema.LookupScriptType(arg); known {
		return newPrompt(screen, arg)
	}
	var items []picker.Item
	for _, t := range schema.ScriptTypes() {
		item := picker.Item{ID: t.Name, Title: t.Title, Detail: t.Sentence, Keywords: t.Name}
		if t.RunsElsewhere {
			item.Detail += " Another server runs it."
		}
		items = append(items, item)
	}
	return form.NewPick(screen, form.PickOptions{
		Title: "Script Type", Crumb: "Add Scripts", Help: "What is the script to do?", Items: func() []picker.Item { return items },
		Picker: picker.Options{Prompt: "Script Type", None: "no type has that in its name"},
		Done:   func(_ *form.Pick, chosen []string) tea.Cmd { return screen.Push(newPrompt(screen, chosen[0])) },
	})
}

func newPrompt(screen *form.Screen, scriptType string) form.Panel {
	return script.NewPrompt(screen, scriptType, "", func(_ *form.Prompt, created *ops.Entity) tea.Cmd {
		return screen.Session.Post(core.Pop{}, core.Open{ID: "auth.script", Arg: created.Target.ID})
	})
}
