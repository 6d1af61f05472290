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
}

// clientCommand is the noun for the clients, of which only the scopes can be changed.
func (a *app) clientCommand() *cobra.Command {
	filter := &entryFilter{}
	return noun("client", "Clients and the scopes they get", `Clients are the applications that ask for tokens. Which scopes a client gets is
changed here; everything else of it is left untouched, and its secrets are
never read.

A client is named by its client ID, which is its inum, or by its name.`,
		a.listVerb(clients, filter, `List clients. The server looks for the text of --search in name, description
and client ID.`),
		a.getVerb(clients),
		a.clientScopes("add-scope", "Give a client more scopes", `  jansadm client add-scope 1804.d78ef217-3aeb-4255-ae17-b8d480ec30a2 careers`, (*ops.Ops).WithReferences),
		a.clientScopes("remove-scope", "Take scopes away from a client", `  jansadm client remove-scope "Sample application" careers`, (*ops.Ops).WithoutReferences))
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
