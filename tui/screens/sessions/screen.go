// Package sessions is the screen that lists the sessions of people's browsers with the auth server, and leads to ending them.
package sessions

import (
	"cmp"
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/facts"
	"github.com/jansadm/jansadm/tui/entries/issued"
	"github.com/jansadm/jansadm/tui/entries/revoking"
	"github.com/jansadm/jansadm/tui/kit/fields"
	"github.com/jansadm/jansadm/tui/kit/table"
)

// Spec describes the screen. Its argument is the filter: "user=maria".
var Spec = core.Spec{
	ID: "auth.sessions", Menu: "auth", Order: 9, Title: "Sessions", Reads: change.Session,
	Help: "Who is signed in with a browser: search by user, end sessions.", Aliases: []string{"sign out", "browser", "log out"},
	New: func(session *core.Session, arg string) core.Screen { return issued.New(session, kind(), arg) },
}

// The fields of the filter.
const (
	user   = "user"
	client = "client"
)

func kind() issued.Kind[tokens.Session] {
	return issued.Kind[tokens.Session]{
		Resource: change.Session, Title: "Sessions", One: "session", Many: "sessions", Noun: "session", Detail: "auth.session",
		Search: "DNs, sids and attributes of sessions",
		Help: "A session is what keeps a person signed in with a browser, for every client. Ending it signs the person out there; the refresh tokens that came from it stay, and may " +
			"have to be revoked as well. D ends all sessions of a person.\n\nEnding sessions takes two permissions, of which setup does not create one: if it is refused, the reason names it.",
		Columns: []table.Column{
			{Title: "User", Min: 10, Max: 28, Weight: 1},
			{Title: "State", Min: 15, Max: 15},
			{Title: "For client", Min: 14, Max: 40, Weight: 2},
			{Title: "Last used", Min: 12, Max: 12},
			{Title: "Expires", Min: 12, Max: 12, Drop: 2},
			{Title: "Signed in by", Min: 10, Weight: 1, Drop: 1},
		},
		Fields: func() []fields.Field {
			return []fields.Field{
				{ID: user, Label: "User", Help: "What the person signs in with, or the inum."},
				{ID: client, Label: "Client", Help: "The name or id of the client for which the person signed in."},
			}
		},
		ID:    func(of tokens.Session) string { return of.SID },
		Cells: cells,
		About: facts.AboutSession,
		Read:  read,
		Picked: func(picked []tokens.Session) revoking.Plan {
			return revoking.Sessions(tokens.SessionSelection{Sessions: picked})
		},
		Found: func(filter issued.Filter, _ time.Time) revoking.Plan {
			return revoking.Sessions(tokens.SessionSelection{Filter: asked(filter)})
		},
		Client:       func(of tokens.Session) string { return of.ClientID },
		ClientColumn: 2,
		Named: func(of tokens.Session, name string) tokens.Session {
			of.ClientName = cmp.Or(name, of.ClientName)
			return of
		},
		OwnerName: "user",
		Owner: func(of tokens.Session) issued.Filter {
			if of.User() == "" {
				return nil
			}
			return issued.Filter{user: of.User()}
		},
		Command: command,
		More:    more,
	}
}

// read reads a page. What the server says of a session besides is left out: the page of one reads it again.
func read(ctx context.Context, service *tokens.Service, filter issued.Filter, _ time.Time, start, limit int) (issued.Page[tokens.Session], error) {
	wanted, err := asked(filter), error(nil)
	if wanted.Client, err = service.ClientID(ctx, wanted.Client); err != nil {
		return issued.Page[tokens.Session]{}, err
	}
	page, err := service.ListSessions(ctx, wanted, start, limit)
	for i := range page.Sessions {
		page.Sessions[i].Document = nil
	}
	return issued.Page[tokens.Session]{Total: page.Total, Rows: page.Sessions}, err
}

func asked(filter issued.Filter) tokens.SessionFilter {
	return tokens.SessionFilter{User: filter[user], Client: filter[client], Text: filter[issued.TextField]}
}

func cells(th *theme.Theme, of tokens.Session, now time.Time) []table.Cell {
	return []table.Cell{
		{Text: cmp.Or(facts.Short(of.User()), "-")}, {Text: facts.Short(of.State)}, {Text: cmp.Or(facts.Short(of.ClientName), facts.Short(of.ClientID))},
		{Text: away(of.LastUsed, now), Style: th.Muted}, {Text: away(of.Expires, now), Style: th.Muted}, {Text: facts.Short(of.Method), Style: th.Muted},
	}
}

func away(at, now time.Time) string {
	if at.IsZero() {
		return ""
	}
	return facts.Distance(at, now)
}

func command(verb string, filter issued.Filter) string {
	words := []string{"session", verb}
	for _, name := range []string{user, client} {
		if filter[name] != "" {
			words = append(words, "--"+name, filter[name])
		}
	}
	if pattern := filter[issued.TextField]; pattern != "" {
		words = append(words, "--search", pattern)
	}
	return ops.CommandLine(words...)
}

func more(s *issued.Screen[tokens.Session]) []core.Action {
	current, _ := s.Current()
	noUser := s.None()
	if noUser == "" && current.User() == "" {
		noUser = "nobody has signed in yet"
	}
	return []core.Action{{ID: "session.tokens", Keys: []string{"t"}, Title: "Tokens", Help: "Lists the tokens of the person.", Disabled: noUser,
		Run: func() tea.Cmd { return s.Open("auth.tokens", issued.Filter{user: current.User()}.Arg()) }}}
}
