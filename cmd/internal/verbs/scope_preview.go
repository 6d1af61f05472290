package verbs

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/cmd/internal/connect"
)

// scopePreviewCommand is "scope preview".
func (a *app) scopePreviewCommand() *cobra.Command {
	user := ""
	command := &cobra.Command{
		Use:   "preview ID...",
		Short: "Show which claims a client with some scopes would be told",
		Long: `Show which claims userinfo would tell a client that has been granted scopes:
from which attribute or script each comes, and what would make it missing.
Nothing is changed.

Values are those of a user. The sandbox has several, of which --user names one;
of a real server only the person can be shown whom the token in
JANSADM_ACCESS_TOKEN belongs to.`,
		Example: `  jansadm --sandbox scope preview profile email --user maria
  jansadm scope preview work_info -o json`,
		Args: atLeastOne("the ID of a scope"),
		RunE: func(c *cobra.Command, args []string) error {
			return a.with(c.Context(), func(ctx context.Context, connection *connect.Connection) error {
				return a.previewScopes(ctx, connection.Ops, args, user, c.Flags().Changed("user"))
			})
		},
	}
	command.Flags().StringVar(&user, "user", "", "show the values of the user of this `NAME`")
	return command
}

func (a *app) previewScopes(ctx context.Context, o *ops.Ops, names []string, user string, chosen bool) error {
	scopes, err := findScopes(ctx, o, names)
	if err != nil {
		return err
	}
	preview, err := o.Preview(ctx, scopes)
	if err != nil {
		return err
	}
	people, err := o.People(ctx)
	if err != nil {
		return err
	}
	switch {
	case !chosen && len(people) == 1:
		user, chosen = people[0], true
	case chosen && len(people) == 0:
		return &usageError{message: "there is nobody whose values could be shown", hint: nobody}
	}
	if chosen {
		if preview, err = o.PreviewFor(ctx, preview, user); err != nil {
			return err
		}
	}
	return a.print(previewOf(preview), func() []byte { return a.previewText(preview, people) })
}

const nobody = "values are those of the users of the sandbox (--sandbox), or of the person whose own access token is in JANSADM_ACCESS_TOKEN; " +
	"neither a client nor a sign-in by a profile gives any"

// findScopes reads scopes by their names, each once, and reports all names that are wrong.
func findScopes(ctx context.Context, o *ops.Ops, names []string) ([]*ops.Entity, error) {
	var scopes []*ops.Entity
	var errs argumentErrors
	seen := map[ops.Target]bool{}
	for _, name := range names {
		scope, err := o.Find(ctx, change.Scope, name)
		switch {
		case err == nil && !seen[scope.Target]:
			seen[scope.Target] = true
			scopes = append(scopes, scope)
		case err == nil:
		case explain(err).Kind == ops.ProblemNotFound, explain(err).Kind == ops.ProblemUsage:
			errs = append(errs, err)
		default:
			return nil, err
		}
	}
	if len(errs) > 0 {
		return nil, errs
	}
	return scopes, nil
}
