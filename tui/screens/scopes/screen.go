// Package scopes is the list of scopes.
package scopes

import (
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/list"
	"github.com/jansadm/jansadm/tui/kit/table"
)

// The ids of the screens that the list leads to.
const (
	form    = "auth.scope"
	add     = "auth.scope.add"
	preview = "auth.preview"
)

// Spec describes the screen.
var Spec = core.Spec{
	ID: "auth.scopes", Menu: "auth", Order: 3, Title: "Scopes", Reads: change.Scope,
	Help:    "What clients can ask for: OpenID, OAuth, dynamic, UMA and spontaneous scopes.",
	Aliases: []string{"openid scopes", "dynamic scopes", "uma scopes", "address", "profile"},
	New:     func(session *core.Session, _ string) core.Screen { return list.New(session, kind) },
}

var kind = list.Kind{
	Resource: change.Scope,
	Columns: []table.Column{
		{Title: "ID", Min: 23, Weight: 3, Middle: true},
		{Title: "Display name", Min: 12, Max: 40, Weight: 1, Drop: 4},
		{Title: "Type", Min: 8, Max: 11, Weight: 1},
		{Title: "Default", Min: 7, Drop: 1},
		{Title: "Disc.", Min: 5, Drop: 3},
		{Title: "Claims", Min: 6, Right: true},
		{Title: "Scr.", Min: 4, Right: true, Drop: 2},
	},
	Cells:  cells,
	About:  about,
	Search: "id, display name, description, inum and type",
	Narrow: list.Narrow{Title: "type", Values: types(), Set: func(query *ops.Query, value string) { query.Type = value }},
	Sorts: []list.Sort{
		{Title: "ID", Column: "jansId"}, {Title: "display name", Column: "displayName"}, {Title: "type", Column: "jansScopeTyp"},
		{Title: "default", Column: "jansDefScope"}, {Title: "description", Column: "description"}, {Title: "inum", Column: "inum"},
	},
	Form:   form,
	Add:    list.Add{Title: "Add Scopes", Help: "Adds a scope of any type; the standard ones are proposed with their claims.", Screen: add, Verb: "jansadm scope create"},
	Delete: true,
	More:   actions,
	Help: "Every scope of the server. Default says whether clients that register themselves may ask for the scope; Disc., whether the server " +
		"lists it in its configuration endpoint; Scr., how many scripts it runs.",
}

func types() []list.Value {
	var values []list.Value
	for _, t := range schema.ScopeTypes() {
		values = append(values, list.Value{Name: t.Name, Title: t.Title, Detail: t.Sentence})
	}
	return values
}

func cells(th *theme.Theme, scope *ops.Entity) []table.Cell {
	name, _ := document.Text(scope.Get("/displayName"))
	return []table.Cell{
		{Text: scope.Name(), Style: th.Text},
		{Text: name, Style: th.Muted},
		{Text: scope.Type(), Style: th.Text},
		yesNo(th, scope, "/defaultScope"),
		yesNo(th, scope, "/attributes/showInConfigurationEndpoint"),
		count(th, scope, "/claims"),
		count(th, scope, "/dynamicScopeScripts"),
	}
}

// yesNo shows a boolean, of which an absent one is what the server makes of it.
func yesNo(th *theme.Theme, scope *ops.Entity, path string) table.Cell {
	value := scope.Get(path)
	if document.IsEmpty(value) {
		value = scope.Field(path).Default
	}
	if string(value) == "true" {
		return table.Cell{Text: "yes", Style: th.Text}
	}
	return table.Cell{Text: "no", Style: th.Muted}
}

func count(th *theme.Theme, scope *ops.Entity, path string) table.Cell {
	listed, _ := document.Elements(scope.Get(path))
	if len(listed) == 0 {
		return table.Cell{}
	}
	return table.Cell{Text: strconv.Itoa(len(listed)), Style: th.Text}
}

// about tells what the scope's type does.
func about(scope *ops.Entity) []string {
	if t, ok := schema.LookupScopeType(scope.Type()); ok {
		return []string{t.Title + " scope: " + t.Sentence}
	}
	return []string{"The scope has no type that this version of jansadm knows."}
}

func actions(s *list.Screen) []core.Action {
	noClone, noPreview := s.Locked(), ""
	if scope := s.Current(); noClone == "" && scope.New() {
		noClone = "the scope is not on the server yet"
	}
	if len(s.Targets()) == 0 {
		noPreview = s.None()
	}
	return []core.Action{
		{ID: "scope.preview", Keys: []string{"p"}, Title: "Preview", Help: "Shows which claims userinfo gives for the marked scopes, or for the one under the cursor.",
			Disabled: noPreview, Run: func() tea.Cmd { return s.Open(preview, inums(s.Targets())) }},
		{ID: "scope.clone", Keys: []string{"c"}, Title: "Clone", Help: "Adds a scope that starts as a copy of the one under the cursor.", Risk: core.Stage,
			Verb: "jansadm scope create", Disabled: noClone, Run: func() tea.Cmd { return s.Open(add, "clone:"+s.Current().Target.ID+" "+s.Current().Name()) }},
	}
}

func inums(targets []ops.Target) string {
	ids := make([]string, len(targets))
	for i, target := range targets {
		ids[i] = target.ID
	}
	return strings.Join(ids, ",")
}
