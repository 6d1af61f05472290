package verbs

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/cmd/internal/connect"
)

// profileRemove asks first: a login and a secret are lost.
func (a *app) profileRemove() *cobra.Command {
	return &cobra.Command{
		Use: "remove NAME", Short: "Remove a profile, its secret and its login",
		Long: `Remove a profile, its secret and its login. The login is ended at the server
where it can be reached. A guarded profile guards its server no more: where it
has a confirm word, that has to be typed, or given by --confirm.

Prints {"removed", "profile"} with -o json.`,
		Args: exactly(1, "the NAME of a profile"), ValidArgsFunction: a.profileNames,
		RunE: func(c *cobra.Command, args []string) error { return a.removeProfile(c.Context(), args[0]) },
	}
}

// removedJSON is what "profile remove" prints.
type removedJSON struct {
	Removed bool        `json:"removed"`
	Profile profileJSON `json:"profile"`
}

func (a *app) removeProfile(ctx context.Context, name string) error {
	return a.withProfiles(ctx, func(ctx context.Context, gate *connect.Gate) error {
		p, err := gate.Profile(ctx, name)
		if err != nil {
			return err
		}
		if !a.global.dryRun {
			if err := a.mayRemove(ctx, p); err != nil {
				return err
			}
			a.warn(gate.Exposed(p)...)
			if err := gate.Remove(ctx, name); err != nil {
				return err
			}
		}
		if p.Default && !a.global.dryRun {
			a.say("No profile is the default one now: \"jansadm profile use NAME\" chooses one.")
		}
		return a.print(removedJSON{Removed: !a.global.dryRun, Profile: profileShape(p)}, func() []byte { return a.unlessDryRun("removed %s", name) })
	})
}
