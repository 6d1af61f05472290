package verbs

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/revocation"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/cmd/internal/connect"
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
	outcome = a.global.offeredHere(outcome)
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
		return a.revoke(ctx, connection, plan, "")
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
