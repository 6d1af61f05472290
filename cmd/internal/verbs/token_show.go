package verbs

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	secrets "github.com/jansadm/jansadm/client/auth/store"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/cmd/internal/connect"
)

// standsForInput is given for a token that comes on standard input.
const standsForInput = "-"

func (a *app) tokenShowVerb() *cobra.Command {
	return &cobra.Command{
		Use: "show CODE|-", Short: "Print what is stored about a token",
		Long: `Print what the auth server stores about a token, and which others came from the
same grant. With -o json it is the server's own document, whole.

With "-" a token, or its CODE, is read from standard input.`,
		Example: `  jansadm token show - <token.txt`,
		Args:    exactly(1, "the CODE of a token, or -"),
		RunE: func(c *cobra.Command, args []string) error {
			codes, err := a.tokenCodes(c.Context(), args)
			if err != nil {
				return err
			}
			return a.with(c.Context(), func(ctx context.Context, connection *connect.Connection) error {
				entry, err := connection.Tokens.Get(ctx, codes[0])
				if err != nil {
					return unknownToken(err, codes[0])
				}
				if a.global.output != formatTable {
					return a.print(entry.Document, nil)
				}
				grant, err := connection.Tokens.OfGrant(ctx, entry.GrantID)
				if err != nil {
					return err
				}
				return a.streams.writeData(a.tokenCard(entry, grant))
			})
		},
	}
}

// unknownToken says which code no token has.
func unknownToken(err error, code string) error {
	if ops.Explain(err).Kind == ops.ProblemNotFound {
		return &ops.UnknownNameError{Thing: string(change.Token), Name: code}
	}
	return err
}

// tokenCodes are the codes that are given, or that of the token which comes on standard input. What looks like a token is refused, and not
// repeated.
func (a *app) tokenCodes(ctx context.Context, args []string) ([]string, error) {
	codes := slices.Clone(args)
	for i, arg := range args {
		if arg == standsForInput {
			token, err := a.readToken(ctx)
			if err != nil {
				return nil, err
			}
			arg = token
			if !tokens.IsCode(arg) {
				arg = tokens.CodeOf(token)
			}
		}
		if codes[i] = strings.ToLower(arg); !tokens.IsCode(codes[i]) {
			return nil, &usageError{
				message: "an argument is no CODE, which has 64 of the characters 0-9 and a-f; it is not repeated here, because it may be a token",
				hint:    "others on this machine can read arguments: give a token on standard input, with - for the CODE, and revoke the one that was given so"}
		}
	}
	return codes, nil
}

func (a *app) readToken(ctx context.Context) (string, error) {
	if a.streams.InTerminal {
		return a.streams.askHidden(ctx, "Token (it does not show): ")
	}
	token, err := a.readSecret("the token")
	if malformed := (*secrets.MalformedError)(nil); errors.As(err, &malformed) {
		err = &usageError{message: "there is no token to look up: " + malformed.Error(), hint: "give one token alone, on one line"}
	}
	return strings.TrimSpace(token), err
}

func (a *app) tokenCard(e tokens.Entry, grant []tokens.Entry) []byte {
	var facts []fact
	for _, f := range []fact{
		{label: "code", text: e.Code, whole: true}, {label: "user", text: e.UserID}, {label: "user's entry", text: e.UserDN},
		{label: "client", text: strings.TrimSpace(e.ClientID + " " + e.ClientName)}, {label: "scopes", text: strings.Join(e.Scopes, " ")},
		{label: "grant type", text: e.GrantType}, {label: "grant", text: e.GrantID}, {label: "session", text: e.Session},
		{label: "created (UTC)", text: shownMoment(e.Created)}, {label: "expires (UTC)", text: shownMoment(e.Expires)},
	} {
		if f.text != "" {
			facts = append(facts, f)
		}
	}
	var out bytes.Buffer
	out.Write(a.factCard(e.Type, facts))
	others := slices.DeleteFunc(grant, func(o tokens.Entry) bool { return o.Code == e.Code })
	if len(others) == 0 {
		return out.Bytes()
	}
	paint := a.paint(a.streams.OutTerminal)
	out.WriteString("\n" + paint.Title.Paint("Others of the same grant") + "\n")
	list := table{header: tokenHeader}
	for _, other := range others {
		list.rows = append(list.rows, tokenRow(other, paint))
	}
	out.Write(list.render(a.width(a.streams.OutTerminal), paint))
	return out.Bytes()
}
