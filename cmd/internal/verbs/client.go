package verbs

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/theme"
)

var clients = entryNoun{
	resource: change.Client,
	columns: []entryColumn{
		textColumn("CLIENT ID", "/inum"),
		{"STATE", func(e *ops.Entity, paint *theme.Theme) cell {
			if isTrue(e.Get("/disabled"), false) {
				return cell{"disabled", paint.Warn}
			}
			return cell{"enabled", paint.OK}
		}},
		countColumn("SCOPES", "/scopes"),
		{"NAME", func(e *ops.Entity, _ *theme.Theme) cell { return cell{text: e.Head().Name} }},
	},
	sorts: []sortColumn{{"name", "displayName"}, {"description", "description"}, {"inum", "inum"}}, // ClientService.java
	flags: []fieldFlag{
		{name: "name", path: "/clientName", usage: "name for people, as on the consent page"},
		{name: "description", path: "/description", usage: "what the client is"},
		{name: "disabled", path: "/disabled", usage: "give the client no more tokens; those that it has stay valid"},
		{name: "trusted", path: "/trustedClient", usage: "do not ask people for consent"},
		{name: "access-token-lifetime", path: "/accessTokenLifetime", usage: "`TIME` that access tokens live, as 300 or 5m; 0 takes the server's"},
		{name: "refresh-token-lifetime", path: "/refreshTokenLifetime", usage: "`TIME` that refresh tokens live; 0 takes the server's"},
		{name: "id-token-lifetime", path: "/attributes/idTokenLifetime", usage: "`TIME` that id_tokens live; 0 takes the server's"},
		{name: "access-token-as-jwt", path: "/accessTokenAsJwt", usage: "make access tokens JWTs"},
		{name: "access-token-alg", path: "/accessTokenSigningAlg", usage: "`ALGORITHM` that signs JWT access tokens, as RS256"},
		{name: "id-token-alg", path: "/idTokenSignedResponseAlg", usage: "`ALGORITHM` that signs id_tokens, as RS256"},
		{name: "update-token-scripts", one: "update-token-script", path: "/attributes/updateTokenScriptDns",
			usage: "`NAMES` of the scripts that change tokens of the client, with commas"},
		{name: "grant-types", one: "grant-type", path: "/grantTypes", usage: "`GRANTS` that the client may use, with commas"},
		{name: "response-types", one: "response-type", path: "/responseTypes", usage: "`TYPES` of answers to sign-ins: code, token, id_token"},
		{name: "auth-method", path: "/tokenEndpointAuthMethod", usage: "`METHOD` of authentication, as client_secret_basic"},
		{name: "additional-auth-methods", one: "additional-auth-method", path: "/attributes/additionalTokenEndpointAuthMethods",
			usage: "`METHODS` of authentication besides, with commas"},
		{name: "require-pkce", path: "/attributes/requirePkce", usage: "refuse the code flow without a proof key"},
	},
}

// clientCommand is the noun for the clients: their scopes, tokens, authentication and grants.
func (a *app) clientCommand() *cobra.Command {
	filter := &entryFilter{}
	return noun("client", "Clients, the scopes they get and their tokens", `Clients are the applications that ask for tokens. Which scopes a client gets, how
long its tokens live and what they look like, how it authenticates and by which
grants it gets tokens is changed here; everything else of it is left untouched,
and its secrets are never read.

A client is named by its client ID, which is its inum, or by its name.`,
		a.listVerb(clients, filter, `List clients. The server looks for the text of --search in name, description
and client ID.`),
		a.getVerb(clients), a.clientUpdate(), a.editVerb(clients),
		a.clientScopes("add-scope", "Give a client more scopes", `  jansadm client add-scope 1804.d78ef217-3aeb-4255-ae17-b8d480ec30a2 careers`, (*ops.Ops).WithReferences),
		a.clientScopes("remove-scope", "Take scopes away from a client", `  jansadm client remove-scope "Sample application" careers`, (*ops.Ops).WithoutReferences))
}

func (a *app) clientUpdate() *cobra.Command {
	command := a.updateVerb(clients, `Change a client. Only what is named is written; everything else stays as it is.

Lifetimes count in seconds, or are written as 90s, 5m, 1h or 30d. One of a client
stands in for the server's setting of that name; 0 or --unset gives it up. Tokens
that were issued before keep the expiry they were given.

--grant-types and so on replace a list; --add-grant-type, --remove-grant-type and
so on change it. Other fields are named with --set and --unset: requirePar,
jwksUri, tlsClientAuthSubjectDn, introspectionScripts and those that completion
offers. Scopes have verbs of their own, add-scope and remove-scope.`,
		`  jansadm client update "Sample application" --access-token-lifetime 10m --remove-grant-type password
  jansadm client update 1804.d78ef217-3aeb-4255-ae17-b8d480ec30a2 --access-token-as-jwt --access-token-alg ES256
  jansadm client update "Sample application" --unset accessTokenLifetime --set attributes.parLifetime=5m`)
	for _, flag := range clients.flags {
		field, _ := clients.kind().Field(flag.path)
		if values := choiceOf(field.Type).Values; len(values) > 0 {
			must(command.RegisterFlagCompletionFunc(flag.name, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)))
		}
	}
	return command
}

// clientScopes is a verb that changes the scopes of a client.
func (a *app) clientScopes(
	verb, short, example string, change func(*ops.Ops, context.Context, *ops.Entity, string, []string) (json.RawMessage, error),
) *cobra.Command {
	return &cobra.Command{
		Use: verb + " " + anyName + " SCOPE...", Short: short,
		Long: short + `. Tokens that were issued before stay what they are.

A scope is named by its ID, its inum or its DN.`,
		Example: example,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) < 2 {
				return missing(c, "the "+anyName+" of a client and at least one scope")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			return a.mutate(c.Context(), mutation{
				nothing: "already so: " + strings.Join(args[1:], ", "),
				stage: ofEntries(func(ctx context.Context, o *ops.Ops, draft *ops.Draft) error {
					return stageClientScopes(ctx, o, draft, args[0], args[1:], change)
				}),
			})
		},
	}
}

func stageClientScopes(
	ctx context.Context, o *ops.Ops, draft *ops.Draft, name string, scopes []string,
	change func(*ops.Ops, context.Context, *ops.Entity, string, []string) (json.RawMessage, error),
) error {
	client, err := o.Find(ctx, clients.resource, name)
	if err != nil {
		return err
	}
	value, err := change(o, ctx, client, "/scopes", scopes)
	if err != nil {
		return argumentErrors(spread(err))
	}
	return client.Set(draft, "/scopes", value)
}
