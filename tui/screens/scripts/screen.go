// Package scripts is the list of the scripts that the server runs at certain places, with what became of them.
package scripts

import (
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/list"
	"github.com/jansadm/jansadm/tui/kit/table"
)

// Spec describes the screen.
var Spec = core.Spec{
	ID: "auth.scripts", Menu: "auth", Order: 5, Title: "Scripts", Reads: change.Script,
	Help:    "Interception scripts: which are enabled, which fail, and what they do.",
	Aliases: []string{"interception scripts", "custom scripts", "dynamic scope script", "person authentication"},
	New:     func(session *core.Session, _ string) core.Screen { return list.New(session, kind) },
}

var kind = list.Kind{
	Resource: change.Script,
	Columns: []table.Column{
		{Title: "Name", Min: 22, Weight: 3, Middle: true},
		{Title: "Type", Min: 16, Max: 35, Weight: 2},
		{Title: "State", Min: 7},
		{Title: "Level", Min: 5, Right: true, Drop: 2},
		{Title: "Revision", Min: 8, Right: true, Drop: 1},
	},
	Cells:  cells,
	Flaw:   flaw,
	About:  about,
	Search: "name, description and inum", // config-api.md 2.4.1
	Narrow: list.Narrow{Title: "type", Values: types(), Set: func(query *ops.Query, value string) { query.Type = value }},
	Sorts: []list.Sort{
		{Title: "name", Column: "displayName"}, {Title: "type", Column: "jansScrTyp"}, {Title: "enabled", Column: "jansEnabled"},
		{Title: "level", Column: "jansLevel"}, {Title: "revision", Column: "jansRevision"}, {Title: "inum", Column: "inum"},
	},
	Form:   "auth.script",
	Add:    list.Add{Title: "Add Script", Help: "Adds a script of any type, from a template that works.", Screen: "auth.script.add", Verb: "jansadm script create"},
	Delete: true,
	More:   actions,
	Help: "Scripts that the server calls at certain places, such as when userinfo is asked for a dynamic scope. The server loads a script within " +
		"half a minute of a change; one that cannot be loaded fails then, and not when it is saved.",
}

func types() []list.Value {
	var values []list.Value
	for _, t := range schema.ScriptTypes() {
		values = append(values, list.Value{Name: t.Name, Title: t.Name, Detail: t.Title})
	}
	return values
}

func actions(s *list.Screen) []core.Action {
	return []core.Action{{
		ID: "script.toggle", Keys: []string{" "}, Title: "Toggle", Help: "Stages enabling a disabled script, or disabling an enabled one.", Risk: core.Stage,
		Verb: "jansadm script enable|disable ID", Disabled: s.Locked(), Run: toggle(s),
	}}
}
