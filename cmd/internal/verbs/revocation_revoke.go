package verbs

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/revocation"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/cmd/internal/connect"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// envRevokerSecret holds the secret of the client that revokes.
const envRevokerSecret = "JANSADM_REVOKE_CLIENT_SECRET"

func (a *app) revocationRevokeVerb() *cobra.Command {
	var hint, id, secretIn string
	command := &cobra.Command{
		Use: "revoke", Short: "Revoke a token as a client would do it",
		Long: `Revoke a token at the endpoint, as a client would do it, and look what became of
it. The token is read from standard input, or asked for on a terminal, where it
does not show. It is never an argument: others on the machine can read those.

The endpoint answers 200 also to a token that it does not have, and when a
script says no; whether the token is gone is seen from its entry. Whichever
token of a grant is sent, the whole grant goes. With the hint access_token a
refresh token is not found and lives on. A token of another client is refused:
its entry, or its whole grant, is removed with "jansadm token revoke", which a
terminal offers.

--client revokes in the name of another client: with its secret in
` + envRevokerSecret + ` or a file, else as a public client.

Exit codes: 0 when the token is of no use any more, also when it was not there;
1 when the endpoint has not revoked it; 6 when no answer comes; 8 when it answers
and what became of the token cannot be seen.`,
		Example: `  jansadm revocation revoke <token.txt
  jansadm revocation revoke --client 1800.b --client-secret-file s.txt --yes <token.txt`,
		Args: neverToken,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := knownRisks(a.global.acceptRisks); err != nil {
				return err
			}
			asked := revocation.Asked{Hint: hint, As: revocation.ClientCredentials{ID: id}}
			switch {
			case id != "":
				secret, err := a.otherSecret(secretIn, envRevokerSecret)
				if err != nil {
					return err
				}
				asked.As.Secret = revocation.NewToken(secret)
			case secretIn != "":
				return &usageError{message: "there is the secret of a client, but not its id", hint: "give --client ID too"}
			}
			return a.with(c.Context(), func(ctx context.Context, connection *connect.Connection) error {
				if err := connection.Ops.Writable(); err != nil && !a.global.dryRun {
					return err // before a person looks for the token
				}
				token, err := a.readToken(ctx)
				if err != nil {
					return err
				}
				asked.Token = revocation.NewToken(token)
				return a.revokeAtEndpoint(ctx, connection, asked)
			})
		},
	}
	flags := command.Flags()
	flags.StringVar(&hint, "hint", "", "what the client takes the token for: `KIND` is access_token, refresh_token, ...")
	flags.StringVar(&id, "client", "", "revoke in the name of the client of this `ID`")
	flags.StringVar(&secretIn, "client-secret-file", "", "`FILE` with its secret; else "+envRevokerSecret)
	must(command.RegisterFlagCompletionFunc("hint", func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		var kinds []cobra.Completion
		for _, hint := range revocation.Hints()[1:] {
			kinds = append(kinds, cobra.CompletionWithDesc(hint.Value, hint.Help))
		}
		return kinds, cobra.ShellCompDirectiveNoFileComp
	}))
	return command
}

// neverToken refuses all arguments, and repeats none.
func neverToken(_ *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return &usageError{
		message: "a token is not taken as an argument; it is not repeated here",
		hint:    "others on this machine can read arguments, and the shell keeps them: give the token on standard input, and revoke the one that was given so"}
}

func (a *app) revokeAtEndpoint(ctx context.Context, connection *connect.Connection, asked revocation.Asked) error {
	request, err := connection.Revocation.Plan(ctx, asked)
	if err != nil {
		return err
	}
	if a.global.dryRun {
		return a.print(endpointShape(request, revocation.Outcome{}, true), func() []byte { return a.requestText(request, a.streams.OutTerminal) })
	}
	consent, err := a.consent(ctx, connection.Ops, a.decisionAtEndpoint(connection.Ops, request))
	if err != nil {
		return err
	}
	outcome, err := connection.Revocation.Revoke(ctx, request, consent)
	if err != nil {
		return err
	}
	printed := a.print(endpointShape(request, outcome, false), func() []byte { return a.outcomeText(outcome) })
	if a.global.output == formatTable {
		a.say("recorded in the journal as %s", outcome.ID)
	}
	failed := errors.Join(notRevoked(outcome), unrecorded(tokens.Report{ID: outcome.ID, JournalErr: outcome.JournalErr}), printed)
	if len(outcome.Offers) > 0 && a.streams.interactive() && a.global.output == formatTable {
		return a.takeOffer(ctx, connection, outcome.Offers, failed)
	}
	return failed
}

// takeOffer asks which of the ways through the Config API to go; none leaves it at the failure.
func (a *app) takeOffer(ctx context.Context, connection *connect.Connection, offers []revocation.Offer, failed error) error {
	for i, offer := range offers {
		a.say("%d: %s", i+1, offer.Title)
	}
	answer, err := a.streams.ask(ctx, "Do that through the Config API? Type its number, or nothing: ")
	if err != nil {
		return err
	}
	for i, offer := range offers {
		if answer != fmt.Sprint(i+1) {
			continue
		}
		plan, err := connection.Tokens.PlanRevocation(ctx, offer.Selection)
		if err != nil {
			return err
		}
		return a.revoke(ctx, connection, plan)
	}
	return failed
}

func (a *app) decisionAtEndpoint(o *ops.Ops, request *revocation.Request) decision {
	act := request.Act()
	return decision{
		guard: func(consent ops.Consent) error { return o.GuardAct(act, consent) },
		word:  act.Word(), profileWord: act.ProfileWord(), impacts: act.Impacts, dangerous: act.Risk().NeedsConsent(), typed: act.Typed,
		ask: "Revoke it?", do: "revoke it",
		told: func() []byte { return a.requestText(request, a.streams.ErrTerminal) },
		caused: func() {
			if a.global.output == formatTable {
				terminal := a.streams.ErrTerminal
				_, _ = a.streams.Err.Write(impactText(act.Impacts, a.paint(terminal), a.width(terminal))) // nobody can be told when that fails
			}
		},
	}
}

// notRevoked is the error of a token that is not certainly gone.
func notRevoked(outcome revocation.Outcome) error {
	var ways []string
	for _, offer := range outcome.Offers {
		ways = append(ways, offer.Command)
	}
	hint := ""
	if len(ways) > 0 {
		hint = "to remove it through the Config API: " + strings.Join(ways, ", or ")
	}
	switch outcome.Result {
	case revocation.Revoked, revocation.NotThere:
		return nil
	case revocation.Unverified:
		return &unverifiedError{message: "the endpoint was told to revoke the token, and what became of it cannot be seen", hint: hint}
	case revocation.Failed:
		return outcome.Err
	}
	return &problemError{ops.Problem{Kind: ops.ProblemServer, Message: "the token was not revoked", Hint: hint, Status: outcome.Status}}
}

// endpointJSON is what "revocation revoke" prints. The code names the token and tells it nobody.
type endpointJSON struct {
	Code     string            `json:"code"`
	DryRun   bool              `json:"dry_run"`
	Result   revocation.Result `json:"result"` // empty with --dry-run
	Status   int               `json:"status"`
	Error    string            `json:"oauth_error"`
	Says     string            `json:"says"`
	Explains []string          `json:"explains"`
	Gone     int               `json:"gone"` // tokens of its grant that were there and are not any more
	Known    bool              `json:"known"`
	Type     string            `json:"type"`
	Client   string            `json:"client"`
	User     string            `json:"user"`
	Grant    int               `json:"others_of_the_grant"`
	Impacts  []impactJSON      `json:"impacts"`
	Notes    []string          `json:"notes"`
	Commands []string          `json:"commands"` // that remove it where the endpoint has not
	Journal  string            `json:"journal"`
}

func endpointShape(request *revocation.Request, outcome revocation.Outcome, dryRun bool) endpointJSON {
	shape := endpointJSON{
		Code: request.Token.Code(), DryRun: dryRun, Result: outcome.Result, Status: outcome.Status, Error: outcome.Code, Says: outcome.Says,
		Explains: asList(outcome.Explains), Gone: outcome.Gone, Known: request.Known != nil, Grant: len(request.Grant),
		Impacts: impactShapes(request.Impacts), Notes: asList(request.Notes), Commands: []string{}, Journal: outcome.ID,
	}
	if known := request.Known; known != nil {
		shape.Type, shape.Client, shape.User = known.Type, known.ClientID, known.User()
	}
	for _, offer := range outcome.Offers {
		shape.Commands = append(shape.Commands, offer.Command)
	}
	return shape
}

// requestText tells whose token it is and what revoking it causes.
func (a *app) requestText(request *revocation.Request, terminal bool) []byte {
	paint, width := a.paint(terminal), a.width(terminal)
	var out bytes.Buffer
	fmt.Fprintln(&out, paint.Title.Paint("Token "+request.Token.Code()))
	if known := request.Known; known != nil {
		paragraph(&out, 2, text.CleanLine(fmt.Sprintf("%s of the client %s, user %s", known.Type, known.ClientID, orDash(known.User()))), width)
	}
	for _, note := range request.Notes {
		paragraph(&out, 2, text.CleanLine(note), width)
	}
	out.Write(impactText(request.Impacts, paint, width))
	return out.Bytes()
}

func orDash(text string) string {
	if text == "" {
		return "-"
	}
	return text
}

func (a *app) outcomeText(outcome revocation.Outcome) []byte {
	paint, width := a.paint(a.streams.OutTerminal), a.width(a.streams.OutTerminal)
	style := paint.Danger
	switch {
	case outcome.Result.Done():
		style = paint.OK
	case outcome.Result == revocation.Unverified:
		style = paint.Warn
	}
	var out bytes.Buffer
	paragraph(&out, 0, style.Paint(string(outcome.Result))+": "+text.CleanLine(outcome.Says), width)
	for _, line := range outcome.Explains {
		paragraph(&out, 2, text.CleanLine(line), width)
	}
	return out.Bytes()
}
