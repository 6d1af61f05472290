package verbs

import (
	"context"
	"encoding/json"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/client/sandbox"
)

func (a *app) sandboxInfo() *cobra.Command {
	var folder string
	command := &cobra.Command{
		Use:   "info",
		Short: "Print how to use the embedded server that runs",
		Long: `Print the line of JSON that "sandbox serve" prints, for an embedded server that
another process runs: a console that was started with --sandbox, for one.
Address, CA file, client ids and secrets, and the passwords of the sample users
are in it.`,
		Example: `  jansadm sandbox info | jq -r .url`,
		Args:    none,
		RunE:    func(c *cobra.Command, _ []string) error { return a.printSandboxInfo(c.Context(), folder) },
	}
	command.Flags().StringVar(&folder, "data", "", "`FOLDER` of the server; see \"sandbox path\" for the usual one")
	return command
}

func (a *app) printSandboxInfo(ctx context.Context, folder string) error {
	if folder == "" {
		folder = profile.DefaultPaths(a.program.Env).Sandbox()
	}
	info, err := sandbox.Running(ctx, folder)
	if err != nil {
		return err
	}
	line, err := json.Marshal(info)
	if err != nil {
		return err
	}
	return a.streams.writeData(append(line, '\n'))
}

// lockedHint tells how to go on with a folder that another process has.
func lockedHint(locked *sandbox.LockedError) string {
	if locked.Cause != nil {
		return "end that process, or choose another folder with --data"
	}
	return "\"jansadm sandbox info\" tells how to use that one; to serve with other settings end it first, or choose another folder with --data"
}
