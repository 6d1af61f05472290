package verbs

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// helpCommand is "help [command]" with topics below it.
func (a *app) helpCommand() *cobra.Command {
	help := &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Help about a command, or a topic: impacts, conflicts",
		ValidArgsFunction: func(c *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			var names []cobra.Completion
			if about, _, err := c.Root().Find(args); err == nil {
				for _, sub := range about.Commands() {
					names = append(names, sub.Name())
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			about, rest, err := c.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return unknownTopic(c, args)
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
	help.AddCommand(a.helpImpacts(), a.helpConflicts())
	return help
}

func unknownTopic(c *cobra.Command, args []string) error {
	names := []string{"impacts", "conflicts"}
	for _, sub := range c.Root().Commands() {
		if sub.IsAvailableCommand() {
			names = append(names, sub.Name())
		}
	}
	return &usageError{message: fmt.Sprintf("there is no help about %q", strings.Join(args, " ")), hint: didYouMean(nearest(args[0], names), "see \"jansadm --help\"")}
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of this program",
		Args:  none,
		RunE: func(*cobra.Command, []string) error {
			build := a.program.Build
			return a.print(build, func() []byte {
				var out bytes.Buffer
				fmt.Fprintf(&out, "jansadm %s", build.Version)
				if build.Commit != "" {
					fmt.Fprintf(&out, " (%.12s)", build.Commit)
				}
				fmt.Fprintf(&out, " %s %s\n", build.Go, build.Platform)
				return out.Bytes()
			})
		},
	}
}

func (a *app) completionCommand() *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print the completion script of a shell",
		Long: `Print the script that teaches a shell to complete commands, flags and names of
settings.

  bash        source <(jansadm completion bash)
  zsh         jansadm completion zsh > "${fpath[1]}/_jansadm"
  fish        jansadm completion fish > ~/.config/fish/completions/jansadm.fish
  powershell  jansadm completion powershell | Out-String | Invoke-Expression`,
		Args:      exactly(1, "the name of a shell"),
		ValidArgs: shells,
		RunE: func(c *cobra.Command, args []string) error {
			out := c.OutOrStdout()
			switch args[0] {
			case "bash":
				return c.Root().GenBashCompletionV2(out, true)
			case "zsh":
				return c.Root().GenZshCompletion(out)
			case "fish":
				return c.Root().GenFishCompletion(out, true)
			case "powershell":
				return c.Root().GenPowerShellCompletionWithDesc(out)
			}
			return &usageError{message: fmt.Sprintf("there is no completion for %q", args[0]), hint: didYouMean(nearest(args[0], shells), "name bash, zsh, fish or powershell")}
		},
	}
}
