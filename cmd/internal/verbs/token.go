package verbs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/cmd/internal/connect"
	"github.com/jansadm/jansadm/theme"
)

// tokenCommand is the noun for the tokens that the auth server has issued.
func (a *app) tokenCommand() *cobra.Command {
	return noun("token", "Tokens that the auth server has issued", `Access tokens, refresh tokens and others that the auth server has issued, as it
stores them: not the tokens themselves, but an entry for each.

An entry is named by its CODE, the SHA-256 of the token. Whoever has the token
itself gives it on standard input, with "-" for the CODE: it is hashed here and
sent to nobody. A token is never given as an argument, which others on this
machine can read.`,
		a.tokenListVerb(), a.tokenShowVerb(), a.tokenRevokeVerb())
}

// tokenFilter are the flags that say which tokens are meant.
type tokenFilter struct {
	tokens.Filter
	before, after string
}

func (f *tokenFilter) define(flags *pflag.FlagSet) {
	flags.StringVar(&f.Client, "client", "", "only those of the client of this `ID` or name")
	flags.StringVar(&f.User, "user", "", "only those of the `USER` who signs in by this name, or has this inum")
	flags.StringVar(&f.Type, "type", "", "only those of this `TYPE`: "+strings.Join(tokens.Types(), ", "))
	flags.StringVar(&f.Scope, "scope", "", "only those with this `SCOPE`")
	flags.StringVar(&f.Grant, "grant-type", "", "only those that came by this `GRANT`, as client_credentials")
	flags.StringVar(&f.GrantID, "grant", "", "only those of the grant of this `ID`: what came from one sign-in")
	flags.StringVar(&f.before, "expires-before", "", "only those that expire before this `TIME`: 2026-07-13T10:00 in UTC, or 1h from now")
	flags.StringVar(&f.after, "expires-after", "", "only those that expire after this `TIME`; 0s leaves out expired ones")
	flags.StringVar(&f.Text, "search", "", "only those in which the server finds `TEXT`: ids of clients, people and grants, scopes, types")
}

// complete reads what was typed, looks whether there is such a type, and finds the client.
func (f *tokenFilter) complete(ctx context.Context, connection *connect.Connection) (tokens.Filter, error) {
	filter := f.Filter
	for _, moment := range []struct {
		flag, typed string
		to          *time.Time
	}{{"--expires-before", f.before, &filter.ExpiresBefore}, {"--expires-after", f.after, &filter.ExpiresAfter}} {
		if moment.typed == "" {
			continue
		}
		at, err := momentOf(moment.typed, time.Now())
		if err != nil {
			return filter, &usageError{
				message: fmt.Sprintf("%q cannot be used for %s", moment.typed, moment.flag), hint: "write a time as 2026-07-13T10:00 (UTC), or as 1h for an hour from now"}
		}
		*moment.to = at
	}
	if err := connection.Tokens.CheckType(ctx, filter.Type); err != nil {
		return filter, err
	}
	var err error
	filter.Client, err = connection.Tokens.ClientID(ctx, filter.Client)
	return filter, err
}

// momentOf reads a date with or without a time of day, or how long from now.
func momentOf(typed string, now time.Time) (time.Time, error) {
	if d, err := time.ParseDuration(typed); err == nil {
		return now.Add(d), nil
	}
	for _, form := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04", time.DateOnly} {
		if at, err := time.ParseInLocation(form, typed, time.UTC); err == nil {
			return at, nil
		}
	}
	return time.Time{}, errors.New("no time")
}

func (a *app) tokenListVerb() *cobra.Command {
	filter, limit := &tokenFilter{}, 0
	command := &cobra.Command{
		Use: "list", Short: "List tokens",
		Long: `List tokens, expired ones included until the server cleans up. With several
flags all of them have to apply.

The list is fetched page by page and printed as it comes. With -o json each is
the server's own document, whole.`,
		Example: `  jansadm token list --user maria --expires-after 0s
  jansadm token list --client "Sample application" --type refresh -o json`,
		Args: none,
		RunE: func(c *cobra.Command, _ []string) error {
			if limit < 0 {
				return &usageError{message: "--limit is less than nothing", hint: "write 0 for all"}
			}
			return a.with(c.Context(), func(ctx context.Context, connection *connect.Connection) error {
				complete, err := filter.complete(ctx, connection)
				if err != nil {
					return err
				}
				return a.listTokens(ctx, connection, complete, limit)
			})
		},
	}
	filter.define(command.Flags())
	command.Flags().IntVar(&limit, "limit", 0, "print at most `N`; 0 prints all")
	return command
}

// printedAtOnce is how many are put together before they are printed.
const printedAtOnce = 200

func (a *app) listTokens(ctx context.Context, connection *connect.Connection, filter tokens.Filter, limit int) error {
	out := &listing{app: a, header: tokenHeader, nothing: "no token matches"}
	var waiting []tokens.Entry
	flush := func() (bool, error) {
		wanted, err := out.part(len(waiting),
			func(i int, paint *theme.Theme) []cell { return tokenRow(waiting[i], paint) },
			func(i int) (json.RawMessage, error) { return waiting[i].Document.MarshalJSON() })
		waiting = waiting[:0]
		return wanted, err
	}
	for entry, err := range connection.Tokens.All(ctx, filter) {
		if err != nil {
			return err
		}
		waiting = append(waiting, entry)
		full := limit > 0 && out.printed+len(waiting) >= limit
		if len(waiting) < printedAtOnce && !full {
			continue
		}
		if wanted, err := flush(); !wanted || err != nil {
			return err
		}
		if full {
			return out.end()
		}
	}
	if wanted, err := flush(); !wanted || err != nil {
		return err
	}
	return out.end()
}

var tokenHeader = []string{"TYPE", "USER", "CLIENT", "EXPIRES (UTC)", "CODE"}

func tokenRow(e tokens.Entry, paint *theme.Theme) []cell {
	expires := cell{text: shownMoment(e.Expires)}
	if e.Expired(time.Now()) {
		expires.style = paint.Muted
	}
	user := cell{text: e.User()}
	if user.text == "" {
		user = cell{"-", paint.Muted}
	}
	return []cell{{text: e.Type}, user, {text: e.ClientID}, expires, {text: e.Code}}
}

func shownMoment(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format(time.DateTime)
}
