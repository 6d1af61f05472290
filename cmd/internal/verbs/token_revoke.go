package verbs

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/cmd/internal/connect"
)

func (a *app) tokenRevokeVerb() *cobra.Command {
	filter, all, whole := &tokenFilter{}, false, false
	command := &cobra.Command{
		Use: "revoke [CODE|-]...", Short: "Revoke tokens",
		Long: `Revoke tokens by removing their entries, one after the other. How many they are
and whom that touches is told first. Nothing takes it back.

Tokens are named by their CODEs, or found by the flags. All tokens of a client
are revoked only with --all. The other tokens of a grant stay, unlike with the
revocation endpoint, unless --whole-grants is given: with a refresh token that
stays a client gets new access tokens.

When one cannot be revoked the others are tried all the same, unless the server
seems to be down. What has become of each is told, and doing the same again
repeats nothing.`,
		Example: `  jansadm token revoke - --whole-grants <leaked.txt
  jansadm token revoke --client "Sample application" --all --dry-run
  jansadm token revoke --user maria --yes`,
		RunE: func(c *cobra.Command, args []string) error {
			if err := knownRisks(a.global.acceptRisks); err != nil {
				return err
			}
			if err := filter.enough(len(args), all); err != nil {
				return err
			}
			codes, err := a.tokenCodes(c.Context(), args)
			if err != nil {
				return err
			}
			return a.with(c.Context(), func(ctx context.Context, connection *connect.Connection) error {
				selection := tokens.Selection{Codes: codes, WholeGrants: whole}
				if selection.Filter, err = filter.complete(ctx, connection); err != nil {
					return err
				}
				r, err := connection.Tokens.PlanRevocation(ctx, selection)
				if err != nil {
					return err
				}
				return a.revoke(ctx, connection, r, selection.Filter.User)
			})
		},
	}
	filter.define(command.Flags())
	command.Flags().BoolVar(&all, "all", false, "revoke all tokens of the client of --client")
	command.Flags().BoolVar(&whole, "whole-grants", false, "revoke the other tokens of the same grants as well")
	return command
}

// enough says whether it is clear which tokens are meant: leaving something out by mistake must not revoke more.
func (f *tokenFilter) enough(codes int, all bool) error {
	flags := *f != tokenFilter{}
	onlyClient := *f == tokenFilter{Filter: tokens.Filter{Client: f.Client}}
	switch {
	case codes == 0 && !flags:
		return &usageError{message: "it has to be said which tokens to revoke", hint: "name CODEs, or give --user, --grant, or --client with --all"}
	case codes > 0 && flags:
		return &usageError{message: "tokens are named by CODEs or found by flags, not both", hint: "leave one of them out"}
	case all && (f.Client == "" || !onlyClient):
		return &usageError{message: "--all is for all tokens of a client", hint: "give --client ID and no other flag that chooses tokens"}
	case !all && flags && onlyClient:
		return &usageError{message: "this would revoke all tokens of the client", hint: "add --all when that is meant, or choose some with --type, --user or --scope"}
	}
	return nil
}
