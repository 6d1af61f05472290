// Package claims is the list of claims: attributes of people, and what they are called in tokens.
package claims

import (
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
	ID: "auth.claims", Menu: "auth", Order: 4, Title: "Claims", Reads: change.Claim,
	Help:    "Attributes of people, and the claims that scopes release them as.",
	Aliases: []string{"attributes", "person attributes"},
	New:     func(session *core.Session, _ string) core.Screen { return list.New(session, kind) },
}

var kind = list.Kind{
	Resource: change.Claim,
	Columns: []table.Column{
		{Title: "Name", Min: 18, Max: 30, Weight: 2, Middle: true},
		{Title: "Claim name", Min: 18, Weight: 2, Middle: true},
		{Title: "Display name", Min: 14, Weight: 2, Drop: 2},
		{Title: "Type", Min: 8, Max: 15, Weight: 1, Drop: 1},
		{Title: "Status", Min: 8},
	},
	Cells:  cells,
	Search: "name, display name, description and inum", // config-api.md 2.3.1
	Narrow: list.Narrow{
		Title: "status",
		Values: []list.Value{
			{Name: "active", Title: "active", Detail: "forms for people offer the attribute"},
			{Name: "inactive", Title: "inactive", Detail: "no form offers it; scopes release it all the same"},
		},
		Set: func(query *ops.Query, value string) { query.Status = value },
	},
	Sorts: []list.Sort{
		{Title: "name", Column: "jansAttrName"}, {Title: "claim name", Column: "jansClaimName"}, {Title: "display name", Column: "displayName"},
		{Title: "type", Column: "jansAttrTyp"}, {Title: "status", Column: "jansStatus"}, {Title: "inum", Column: "inum"},
	},
	Form:   "auth.claim",
	Add:    list.Add{Title: "Add Claim", Help: "Adds a claim for an attribute that the server's table of people has.", Screen: "auth.claim.add", Verb: "jansadm claim create"},
	Delete: true,
	Help: "The server calls them attributes. Name is the attribute of a person, Claim name what userinfo and tokens call it. A scope releases " +
		"inactive ones just the same; a claim that is deleted leaves the scopes that name it broken until it is taken out of them.",
}

func cells(th *theme.Theme, claim *ops.Entity) []table.Cell {
	text := func(member string) string {
		s, _ := document.Text(claim.Get(document.Pointer(member)))
		return s
	}
	status := table.Cell{Text: text("status"), Style: th.Muted}
	if status.Text == "active" {
		status.Style = th.OK
	}
	return []table.Cell{
		{Text: claim.Name(), Style: th.Text},
		{Text: text("claimName"), Style: th.Text},
		{Text: text("displayName"), Style: th.Muted},
		{Text: text("dataType"), Style: th.Muted},
		status,
	}
}
