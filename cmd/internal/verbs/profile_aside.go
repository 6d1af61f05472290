package verbs

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/cmd/internal/connect"
)

// setAsideJSON is what "profile set-aside" prints.
type setAsideJSON struct {
	SetAside bool   `json:"set_aside"`
	Path     string `json:"path"`
	Renamed  string `json:"renamed"` // empty with --dry-run
}

func (a *app) profileSetAside() *cobra.Command {
	return &cobra.Command{
		Use: "set-aside", Short: "Rename a file of profiles that cannot be used",
		Long: `Rename the file of profiles to profiles.yaml.broken-1 (or -2 ...), so that a new
one can be made. It is for a file that cannot be used; of one without faults it
asks first. Nothing is deleted: what is in the file can be mended and taken back,
and secrets stay where they are. Prints {"set_aside", "path", "renamed"} with
-o json.`,
		Args: none,
		RunE: func(c *cobra.Command, _ []string) error { return a.setProfilesAside(c.Context()) },
	}
}

func (a *app) setProfilesAside(ctx context.Context) error {
	return a.withProfiles(ctx, func(ctx context.Context, gate *connect.Gate) error {
		shape := setAsideJSON{Path: gate.File()}
		if a.global.dryRun {
			a.say("Nothing was renamed.")
			return a.print(shape, func() []byte { return nil })
		}
		if err := a.confirmSetAside(ctx, gate); err != nil {
			return err
		}
		var err error
		switch shape.Renamed, err = gate.SetAside(ctx); {
		case errors.Is(err, fs.ErrNotExist):
			return &noFileError{path: gate.File()}
		case err != nil:
			return err
		}
		shape.SetAside = true
		if a.format == formatTable {
			a.say("Secrets stay where they are. The file is now called:")
		}
		return a.print(shape, func() []byte { return []byte(shape.Renamed + "\n") })
	})
}

// confirmSetAside asks where there are profiles that can be used: nobody needs to lose sight of them.
func (a *app) confirmSetAside(ctx context.Context, gate *connect.Gate) error {
	profiles, err := gate.Profiles(ctx)
	if broken := err != nil; broken || len(profiles) == 0 {
		return ctx.Err()
	}
	names := make([]string, len(profiles))
	for i, p := range profiles {
		names[i] = p.Name
	}
	return a.confirmed(ctx, question{told: fmt.Sprintf("Nothing is wrong with %s, which holds: %s.", gate.File(), strings.Join(names, ", ")), ask: "Rename it?"})
}

// noFileError says that there are no profiles whose file could be renamed.
type noFileError struct{ path string }

func (e *noFileError) Error() string { return "there is no file of profiles: " + e.path }

// Problem implements ops.Explained.
func (e *noFileError) Problem() ops.Problem {
	return ops.Problem{Kind: ops.ProblemNotFound, Message: e.Error(), Hint: "\"jansadm profile add\" makes one"}
}
