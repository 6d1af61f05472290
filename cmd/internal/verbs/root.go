package verbs

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/cmd/internal/connect"
)

const rootHelp = `An admin console for Janssen Server: feature flags and settings of the auth
server, scopes, claims, scripts and the scopes of clients, in a terminal or on
the command line.

Without a command it opens the console. Which server it works with is said by
--sandbox or --server, or by the environment.

Every flag in the list below can be given by the environment as well:
--read-only by JANSADM_READ_ONLY, and so on; arguments win. Credentials come
from the environment only: JANSADM_CLIENT_ID with JANSADM_CLIENT_SECRET or
JANSADM_CLIENT_SECRET_FILE, or JANSADM_ACCESS_TOKEN. JANSADM_HOME names a
folder for everything that is stored on this machine.

Data goes to stdout, everything else to stderr. Exit codes: 0 done, also when
there was nothing to change; 1 the server failed, or something else; 2 usage; 3
no such name; 4 not authenticated or not permitted; 5 somebody else changed it;
6 unreachable, or no answer in time; 7 refused, needs --yes or --accept-risk,
or is read-only; 8 perhaps applied, or not as asked for; 130 interrupted.`

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "jansadm",
		Short: "An admin console for Janssen Server",
		Long:  rootHelp,
		Example: `  jansadm --sandbox
  jansadm --sandbox flag disable REVOKE_TOKEN
  jansadm --sandbox property set accessTokenLifetime=10m --dry-run
  jansadm --sandbox scope create --id careers --type openid --claims given_name
  jansadm --server https://id.example.org flag list -o json`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(c, args[0])
			}
			return nil
		},
		RunE:              func(c *cobra.Command, _ []string) error { return a.console(c) },
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	a.global.define(root.PersistentFlags())
	must(root.RegisterFlagCompletionFunc(outputFlag, cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp)))
	root.SetFlagErrorFunc(badFlag)
	root.SetUsageFunc(usage)
	root.SetHelpCommand(a.helpCommand())
	root.AddCommand(a.flagCommand(), a.propertyCommand(), a.scopeCommand(), a.claimCommand(), a.scriptCommand(), a.clientCommand(),
		a.sandboxCommand(), a.completionCommand(), a.versionCommand())
	return root
}

// console opens the console, for which it takes a terminal on both sides.
func (a *app) console(c *cobra.Command) error {
	if a.program.Console == nil || !a.streams.InTerminal || !a.streams.OutTerminal {
		return &usageError{message: "the console needs a terminal", hint: "name a command, see \"jansadm --help\", or run it in a terminal"}
	}
	return a.with(c.Context(), func(ctx context.Context, connection *connect.Connection) error {
		hold := a.program.HoldInterrupts
		if hold == nil {
			hold = func() func() { return func() {} }
		}
		return a.program.Console(ctx, Console{Connection: connection, Env: a.env, Version: a.program.Build.Version, HoldInterrupts: hold})
	})
}
