package verbs

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops"
)

func (a *app) propertySet() *cobra.Command {
	return &cobra.Command{
		Use:   "set NAME=VALUE...",
		Short: "Change settings, all of them in one step or none",
		Long: `Change settings. All of them are checked first; then all are written in one
step, or none.

VALUE is read by the type of the setting:
  boolean    true or false
  integer    digits; where it counts time or bytes also 90s, 5m, 1h30m, 30d, 64KiB
  list, set  elements separated by commas, or a JSON array
  map        key=value separated by commas, or a JSON object
  object     JSON

NAME=@FILE reads the value from a file, NAME=- from standard input; a line
break at the end is left out. A value that begins with @ is written with @@.
Secrets have to come from a file or standard input. "NAME=" empties a text or
list.`,
		Example: `  jansadm property set accessTokenLifetime=10m refreshTokenLifetime=12h
  jansadm property set tokenRevocationEndpoint=https://id.example.org/revoke
  jansadm property set keyStoreSecret=@/run/secrets/keystore`,
		Args:              atLeastOne("at least one NAME=VALUE"),
		ValidArgsFunction: completeProperties("="),
		RunE:              func(c *cobra.Command, args []string) error { return a.setProperties(c.Context(), args) },
	}
}

func (a *app) setProperties(ctx context.Context, args []string) error {
	assignments, malformed := parseAssignments(args, wireName)
	names := make([]string, len(assignments))
	for i, x := range assignments {
		names[i] = x.name
	}
	err := a.mutate(ctx, mutation{
		nothing: "already so: " + strings.Join(names, ", "),
		stage: ofSettings(namesFlags(names), func(_ context.Context, configuration *ops.Configuration, draft *ops.Draft) error {
			return stageEach(malformed, assignments, func(x assignment) error { return x.stage(configuration, draft, a.streams.In) })
		}),
	})
	var complete argumentErrors
	if len(malformed) > 0 && !errors.As(err, &complete) { // the server could not be asked about the others
		return malformed
	}
	return err
}

func (a *app) propertyUnset() *cobra.Command {
	return a.byName("unset", "Remove settings; the server then uses its own default", `Remove settings. The server then holds the default of its own code, which is
often not what a new installation holds: for lifetimes it is mostly 0.
"property describe" says what it is, "property reset" goes back to a new
installation's value.`,
		"already unset", (*ops.Configuration).Unset)
}

func (a *app) propertyReset() *cobra.Command {
	return a.byName("reset", "Set settings to what a new installation holds", `Set settings to the value that a new installation holds. "property describe"
says what it is.`,
		"already as in a new installation", (*ops.Configuration).Reset)
}

// byName is a changing verb that needs nothing but names.
func (a *app) byName(verb, short, long, nothing string, stage func(*ops.Configuration, *ops.Draft, string) error) *cobra.Command {
	return &cobra.Command{
		Use: verb + " NAME...", Short: short, Long: long,
		Args:              atLeastOne("the NAME of a setting"),
		ValidArgsFunction: completeProperties(""),
		RunE: func(c *cobra.Command, args []string) error {
			return a.mutate(c.Context(), mutation{
				nothing: nothing + ": " + strings.Join(args, ", "),
				stage: ofSettings(namesFlags(args), func(_ context.Context, configuration *ops.Configuration, draft *ops.Draft) error {
					return stageEach(nil, args, func(name string) error { return stage(configuration, draft, name) })
				}),
			})
		},
	}
}

// stageEach goes on after an error, so that all of them are reported at once, those that were found before included.
func stageEach[T any](errs argumentErrors, items []T, stage func(T) error) error {
	for _, item := range items {
		if err := stage(item); err != nil {
			errs = append(errs, err)
		}
	}
	if len(errs) > 0 {
		return errs
	}
	return nil
}

// namesFlags says whether the list of feature flags is among the settings: then the server has to be asked which ones it knows.
func namesFlags(names []string) bool {
	for _, name := range names {
		if wireName(name) == ops.FeatureFlags {
			return true
		}
	}
	return false
}

func isUnknown(err error) bool {
	var unknown *ops.UnknownNameError
	return errors.As(err, &unknown)
}
