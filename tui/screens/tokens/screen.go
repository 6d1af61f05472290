// Package tokens is the screen that lists the tokens that the auth server has issued, and leads to revoking them.
package tokens

import (
	"cmp"
	"context"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/facts"
	"github.com/jansadm/jansadm/tui/entries/issued"
	"github.com/jansadm/jansadm/tui/entries/revoking"
	"github.com/jansadm/jansadm/tui/kit/table"
)

// Spec describes the screen. Its argument is the filter: "client=1800.a".
var Spec = core.Spec{
	ID: "auth.tokens", Menu: "auth", Order: 8, Title: "Tokens", Reads: change.Token,
	Help: "What was issued: search by client, user, scope or expiry; revoke.", Aliases: []string{"access token", "refresh token", "grants", "revoke"},
	New: func(session *core.Session, arg string) core.Screen { return issued.New(session, kind(), arg) },
}

func kind() issued.Kind[tokens.Entry] {
	return issued.Kind[tokens.Entry]{
		Resource: change.Token, Title: "Tokens", One: "token", Many: "tokens", Noun: "token", Detail: "auth.token",
		Search: "ids of clients, people and grants, scopes, types",
		Help: "A token is listed by its code, the SHA-256 of the token: nobody can use that. Expired ones stay in the list until the server cleans up.\n\n" +
			"d removes entries, one request each; neither the feature flag nor the scripts of the revocation endpoint are asked for that. Other tokens of the same grant stay, a " +
			"refresh token above all, unless the next page is told to take whole grants. D does it for all tokens of a client, and A for everything that is searched for.",
		Columns: []table.Column{
			{Title: "Type", Min: 8, Max: 20},
			{Title: "Client", Min: 14, Max: 40, Weight: 2},
			{Title: "User", Min: 9, Max: 24, Weight: 1},
			{Title: "Expires", Min: 12, Max: 12},
			{Title: "Came by", Min: 12, Max: 26, Weight: 1, Drop: 2},
			{Title: "Scopes", Min: 12, Weight: 3, Drop: 1},
		},
		Fields:       filterFields,
		ID:           func(of tokens.Entry) string { return of.Code },
		Cells:        cells,
		About:        facts.AboutToken,
		Read:         read,
		Picked:       func(picked []tokens.Entry) revoking.Plan { return revoking.Tokens(tokens.Selection{Entries: picked}) },
		Found:        found,
		Client:       func(of tokens.Entry) string { return of.ClientID },
		ClientColumn: 1,
		Named: func(of tokens.Entry, name string) tokens.Entry {
			of.ClientName = cmp.Or(name, of.ClientName)
			return of
		},
		OwnerName: "client",
		Owner: func(of tokens.Entry) issued.Filter {
			if of.ClientID == "" {
				return nil
			}
			return issued.Filter{client: of.ClientID}
		},
		Command: command,
		More:    more,
	}
}

// read reads a page. What the server says of a token besides is left out: the page of one reads it again.
func read(ctx context.Context, service *tokens.Service, filter issued.Filter, now time.Time, start, limit int) (issued.Page[tokens.Entry], error) {
	wanted, err := asked(filter, now), error(nil)
	if wanted.Client, err = service.ClientID(ctx, wanted.Client); err != nil {
		return issued.Page[tokens.Entry]{}, err
	}
	page, err := service.List(ctx, wanted, start, limit)
	for i := range page.Entries {
		page.Entries[i].Document = nil
	}
	return issued.Page[tokens.Entry]{Total: page.Total, Rows: page.Entries}, err
}

func found(filter issued.Filter, now time.Time) revoking.Plan {
	return revoking.Tokens(tokens.Selection{Filter: asked(filter, now)})
}

func cells(th *theme.Theme, of tokens.Entry, now time.Time) []table.Cell {
	expires, style := table.Cell{}, th.Text
	switch {
	case of.Expires.IsZero():
	case of.Expired(now):
		expires, style = table.Cell{Text: "expired", Style: th.Muted}, th.Muted
	default:
		expires = table.Cell{Text: facts.Distance(of.Expires, now)}
	}
	return []table.Cell{
		{Text: facts.Type(of.Type), Style: style}, {Text: cmp.Or(facts.Short(of.ClientName), facts.Short(of.ClientID)), Style: style},
		{Text: cmp.Or(facts.Short(of.User()), "-"), Style: style}, expires,
		{Text: facts.Short(grantWords(of.GrantType)), Style: th.Muted}, {Text: facts.Short(strings.Join(of.Scopes, " ")), Style: th.Muted},
	}
}

// grantWords is a type of grant without what all URNs have in common.
func grantWords(grant string) string { return grant[strings.LastIndex(grant, ":")+1:] }

func more(s *issued.Screen[tokens.Entry]) []core.Action {
	none := s.None()
	current, _ := s.Current()
	noClient, noUser := none, none
	if none == "" && current.ClientID == "" {
		noClient = "it belongs to no client"
	}
	if none == "" && current.User() == "" {
		noUser = "it is a client's: nobody has signed in for it"
	}
	return []core.Action{
		{ID: "token.paste", Keys: []string{"p"}, Title: "Paste token", Help: "Looks up a token that you paste, by its SHA-256, and offers to revoke it. Never search for one with /: the server's logs would have it.",
			Quiet: true, Run: func() tea.Cmd { return s.Open("auth.revocation.revoke", "") }},
		{ID: "token.client", Keys: []string{"c"}, Title: "Client", Help: "Opens the client that the token belongs to.", Quiet: true, Disabled: noClient,
			Run: func() tea.Cmd { return s.Open("auth.client", current.ClientID) }},
		{ID: "token.sessions", Keys: []string{"s"}, Title: "Sessions", Help: "Lists the browser sessions of the person.", Quiet: true, Disabled: noUser,
			Run: func() tea.Cmd { return s.Open("auth.sessions", issued.Filter{user: current.User()}.Arg()) }},
	}
}
