package verbs

import (
	"context"
	"encoding/json"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/cmd/internal/connect"
	"github.com/jansadm/jansadm/theme"
)

// sessionCommand is the noun for the sessions of people's browsers.
func (a *app) sessionCommand() *cobra.Command {
	return noun("session", "Sessions of people's browsers", `Sessions of people's browsers with the auth server: as long as one lasts, its
person signs in to clients without a password. A session is named by its SID.`,
		a.sessionListVerb(), a.sessionShowVerb(), a.sessionRevokeVerb())
}

func defineSessionFilter(command *cobra.Command, filter *tokens.SessionFilter) {
	flags := command.Flags()
	flags.StringVar(&filter.User, "user", "", "only those of the `USER` who signs in by this name, or has this inum")
	flags.StringVar(&filter.Client, "client", "", "only those that were begun for the client of this `ID` or name")
	flags.StringVar(&filter.Text, "search", "", "only those in which the server finds `TEXT`")
}

func (a *app) sessionListVerb() *cobra.Command {
	filter, limit := &tokens.SessionFilter{}, 0
	command := &cobra.Command{
		Use: "list", Short: "List sessions",
		Long: `List sessions, also those in which nobody has signed in yet. With -o json each
is the server's own document, whole; ids with which one could pass for the
browser are not in it.`,
		Args: none,
		RunE: func(c *cobra.Command, _ []string) error {
			if limit < 0 {
				return &usageError{message: "--limit is less than nothing", hint: "write 0 for all"}
			}
			return a.with(c.Context(), func(ctx context.Context, connection *connect.Connection) error {
				return a.listSessions(ctx, connection, *filter, limit)
			})
		},
	}
	defineSessionFilter(command, filter)
	command.Flags().IntVar(&limit, "limit", 0, "print at most `N`; 0 prints all")
	return command
}

func (a *app) listSessions(ctx context.Context, connection *connect.Connection, filter tokens.SessionFilter, limit int) error {
	var err error
	if filter.Client, err = connection.Tokens.ClientID(ctx, filter.Client); err != nil {
		return err
	}
	var found []tokens.Session
	for session, err := range connection.Tokens.AllSessions(ctx, filter) {
		if err != nil {
			return err
		}
		if found = append(found, session); limit > 0 && len(found) == limit {
			break
		}
	}
	out := &listing{app: a, header: []string{"USER", "STATE", "CLIENT", "SINCE (UTC)", "SID"}, nothing: "no session matches"}
	wanted, err := out.part(len(found),
		func(i int, paint *theme.Theme) []cell { return sessionRow(found[i], paint) },
		func(i int) (json.RawMessage, error) { return found[i].Document.MarshalJSON() })
	if !wanted || err != nil {
		return err
	}
	return out.end()
}

func sessionRow(s tokens.Session, paint *theme.Theme) []cell {
	user := cell{text: s.User()}
	if user.text == "" {
		user = cell{"-", paint.Muted}
	}
	since := s.Authenticated
	if since.IsZero() {
		since = s.Created
	}
	return []cell{user, {text: s.State}, {text: s.ClientID}, {text: shownMoment(since)}, {text: s.SID}}
}

func (a *app) sessionShowVerb() *cobra.Command {
	return &cobra.Command{
		Use: "show SID", Short: "Print a session",
		Long: `Print a session. With -o json it is the server's own document, whole.`,
		Args: exactly(1, "the SID of a session"),
		RunE: func(c *cobra.Command, args []string) error {
			return a.with(c.Context(), func(ctx context.Context, connection *connect.Connection) error {
				session, err := connection.Tokens.GetSession(ctx, args[0])
				switch {
				case err != nil && ops.Explain(err).Kind == ops.ProblemNotFound:
					return &ops.UnknownNameError{Thing: string(change.Session), Name: args[0]}
				case err != nil:
					return err
				case a.global.output != formatTable:
					return a.print(session.Document, nil)
				}
				return a.streams.writeData(a.sessionCard(session))
			})
		},
	}
}

func (a *app) sessionRevokeVerb() *cobra.Command {
	filter := &tokens.SessionFilter{}
	command := &cobra.Command{
		Use: "revoke [SID]...", Short: "End sessions",
		Long: `End sessions, one after the other: their people have to sign in again. The
server is meant to revoke the access and ID tokens of a session with it; refresh
tokens stay, see "jansadm token revoke --user". Nothing takes it back.

This takes the scope session.delete and besides revoke_session, which the setup
of a server does not create.`,
		Example: `  jansadm session revoke --user maria --yes`,
		RunE: func(c *cobra.Command, args []string) error {
			if err := knownRisks(a.global.acceptRisks); err != nil {
				return err
			}
			switch {
			case len(args) == 0 && filter.IsZero():
				return &usageError{message: "it has to be said which sessions to end", hint: "name SIDs, or give --user or --client"}
			case len(args) > 0 && !filter.IsZero():
				return &usageError{message: "sessions are named by SIDs or found by flags, not both", hint: "leave one of them out"}
			}
			return a.with(c.Context(), func(ctx context.Context, connection *connect.Connection) error {
				selection := tokens.SessionSelection{Filter: *filter, SIDs: args}
				var err error
				if selection.Filter.Client, err = connection.Tokens.ClientID(ctx, filter.Client); err != nil {
					return err
				}
				r, err := connection.Tokens.PlanSessions(ctx, selection)
				if err != nil {
					return err
				}
				return a.revoke(ctx, connection, r, filter.User)
			})
		},
	}
	defineSessionFilter(command, filter)
	return command
}
