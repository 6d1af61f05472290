// Package scopeadd is the screen that begins a new scope, or finds the one that is there already.
package scopeadd

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/form"
	"github.com/jansadm/jansadm/tui/kit/picker"
)

// Spec describes the screen. Its argument is empty, or clone: and the inum of the scope to begin from, a
// blank, and its name.
var Spec = core.Spec{
	ID: "auth.scope.add", Title: title, Help: "Begins a new scope of any type, or finds a standard one.",
	New: func(session *core.Session, arg string) core.Screen {
		return form.New(session, func(screen *form.Screen) form.Panel {
			if original, ok := strings.CutPrefix(arg, "clone:"); ok {
				inum, name, _ := strings.Cut(original, " ")
				return newClone(screen, inum, name)
			}
			return newTypes(screen)
		})
	},
}

// title is what the server's documentation calls the page.
const title = "Add Scopes"

// newTypes asks for the type.
func newTypes(screen *form.Screen) form.Panel {
	var items []picker.Item
	for _, t := range schema.ScopeTypes() {
		items = append(items, picker.Item{ID: t.Name, Title: t.Title, Detail: t.Sentence, Keywords: t.Name, Disabled: t.Fixed})
	}
	return form.NewPick(screen, form.PickOptions{
		Title: "Scope Type", Crumb: title, Help: "What is the scope to do?", Items: func() []picker.Item { return items },
		Picker: picker.Options{Prompt: "Scope Type", None: "no type has that in its name"},
		Done: func(_ *form.Pick, chosen []string) tea.Cmd {
			if chosen[0] == "openid" {
				return screen.Push(newSearch(screen))
			}
			return screen.Push(newID(screen, chosen[0], ""))
		},
	})
}
