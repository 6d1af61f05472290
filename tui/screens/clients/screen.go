// Package clients is the list of clients.
package clients

import (
	"strconv"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/list"
	"github.com/jansadm/jansadm/tui/kit/table"
)

// Spec describes the screen.
var Spec = core.Spec{
	ID: "auth.clients", Menu: "auth", Order: 6, Title: "Clients", Reads: change.Client,
	Help:    "Applications that ask for tokens, and the scopes they may ask for.",
	Aliases: []string{"applications", "openid clients", "relying parties"},
	New:     func(session *core.Session, _ string) core.Screen { return list.New(session, kind) },
}

var kind = list.Kind{
	Resource: change.Client,
	Columns: []table.Column{
		{Title: "Client ID", Min: 28, Max: 44, Weight: 2, Middle: true},
		{Title: "Name", Min: 22, Weight: 2},
		{Title: "Scopes", Min: 6, Right: true},
		{Title: "Grants", Min: 20, Weight: 2, Drop: 2},
		{Title: "Disabled", Min: 8, Drop: 1},
	},
	Cells:  cells,
	Search: "name, description and client ID", // config-api.md 2.5
	Sorts: []list.Sort{
		{Title: "name", Column: "displayName"}, {Title: "client ID", Column: "inum"}, {Title: "disabled", Column: "jansDisabled"},
	},
	Form: "auth.client", Brief: true,
	Help: "A new scope helps nobody until a client has it: open a client to add scopes to it or to take some away, and to change its tokens, how " +
		"it authenticates and by which grants it gets them. Nothing else of a client is changed here, and its secret is never kept.",
}

func cells(th *theme.Theme, client *ops.Entity) []table.Cell {
	scopes, _ := document.Elements(client.Get("/scopes"))
	grants, _ := document.Strings(client.Get("/grantTypes"))
	disabled := table.Cell{}
	if string(client.Get("/disabled")) == "true" {
		disabled = table.Cell{Text: "disabled", Style: th.Warn}
	}
	return []table.Cell{
		{Text: client.Target.ID, Style: th.Text},
		{Text: client.Head().Name, Style: th.Text},
		{Text: strconv.Itoa(len(scopes)), Style: th.Text},
		{Text: strings.Join(grants, ", "), Style: th.Muted},
		disabled,
	}
}
