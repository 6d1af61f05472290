// Package script is the screen that shows and edits one interception script.
package script

import (
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/form"
	"github.com/jansadm/jansadm/tui/entries/script"
)

// Spec describes the screen. Its argument is the inum of the script, or the target of one that is staged as new.
var Spec = core.Spec{
	ID: "auth.script", Title: "Script", Help: "One script: its source, its settings, and what became of it on the server.",
	New: func(session *core.Session, arg string) core.Screen {
		return form.New(session, func(screen *form.Screen) form.Panel { return form.NewPage(screen, script.Options(), arg) })
	},
}
