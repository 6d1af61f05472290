package verbs

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/cmd/internal/connect"
)

const rootHelp = `An admin console for Janssen Server: feature flags and settings of the auth
server, scopes, claims, scripts, the scopes of clients, tokens and sessions, in a
terminal or on the command line.

Without a command it opens the console. Which server it works with is said by
--profile, --server or --sandbox, or by the environment; otherwise it is the
server of the default profile. "jansadm profile add" stores a server, and
"jansadm login" signs a person in there.

Every flag in the list below can be given by the environment as well:
--read-only by JANSADM_READ_ONLY, and so on; arguments win, and both win over
what a profile says, except that its guards (read-only, a word to be typed, a
reason) hold for its server, also when that is reached by --server or by another
profile. Programs take credentials from the environment: JANSADM_ACCESS_TOKEN,
or JANSADM_CLIENT_ID with JANSADM_CLIENT_SECRET or JANSADM_CLIENT_SECRET_FILE;
these win over a login. JANSADM_HOME names a folder for everything that is
stored on this machine.

Data goes to stdout, everything else to stderr. Exit codes: 0 done, also when
there was nothing to change; 1 the server failed, or something else; 2 usage; 3
no such name; 4 not authenticated or not permitted; 5 somebody else changed it;
6 unreachable, or no answer in time; 7 refused, needs --yes or --accept-risk,
or is read-only; 8 perhaps applied, or not as asked for; 130 interrupted.

With -o json or yaml errors and warnings on stderr are of that form too:
{"error": {"kind", "message", "hint", "status", "request_id"}} and
{"warning": {"message", "hint"}}.`

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "jansadm",
		Short: "An admin console for Janssen Server",
		Long:  rootHelp,
		Example: `  jansadm --sandbox
  jansadm --sandbox flag disable REVOKE_TOKEN
  jansadm --sandbox property set accessTokenLifetime=10m --dry-run
  jansadm --sandbox scope create --id careers --type openid --claims given_name
  jansadm profile add prod --server https://id.example.org --client-id 2000.ab
  jansadm login
  jansadm --profile prod flag list -o json`,
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
	must(root.RegisterFlagCompletionFunc(profileFlag, func(c *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return a.profileNames(c, nil, typed)
	}))
	root.SetFlagErrorFunc(badFlag)
	root.SetUsageFunc(usage)
	root.SetHelpCommand(a.helpCommand())
	root.AddCommand(a.flagCommand(), a.propertyCommand(), a.scopeCommand(), a.claimCommand(), a.scriptCommand(), a.clientCommand(),
		a.revocationCommand(), a.tokenCommand(), a.sessionCommand(), a.historyCommand(), a.profileCommand(), a.loginCommand(), a.logoutCommand(),
		a.whoamiCommand(), a.sandboxCommand(), a.completionCommand(), a.versionCommand())
	return root
}

// console opens the console, for which it takes a terminal on both sides.
func (a *app) console(c *cobra.Command) error {
	if a.program.Console == nil || !a.streams.InTerminal || !a.streams.OutTerminal {
		return &usageError{message: "the console needs a terminal", hint: "name a command, see \"jansadm --help\", or run it in a terminal"}
	}
	hold := a.program.HoldInterrupts
	if hold == nil {
		hold = func() func() { return func() {} }
	}
	return a.withGate(c.Context(), func(ctx context.Context, gate *connect.Gate) error {
		console := Console{Gate: gate, Env: a.env, Version: a.program.Build.Version, HoldInterrupts: hold}
		connection, err := gate.Start(ctx)
		switch {
		case err == nil:
			console.Opened = connection.Opened()
		case errors.As(err, new(*connect.ProfileFileError)):
			console.Failure = err
		case len(a.global.targets()) > 0 || ctx.Err() != nil:
			return err
		}
		return a.program.Console(ctx, console)
	})
}
