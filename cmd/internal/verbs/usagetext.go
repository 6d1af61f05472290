package verbs

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/tui/kit/text"
)

// usage prints how a command is used. The flags that all commands take are listed once, by the program's own help.
func usage(c *cobra.Command) error {
	var out strings.Builder
	section := func(title, body string) {
		if body = strings.Trim(body, "\n"); body != "" {
			fmt.Fprintf(&out, "\n%s:\n%s\n", title, body)
		}
	}
	section("Usage", usageLines(c))
	section("Examples", c.Example)
	section("Commands", commandList(c))
	section("Flags", c.LocalNonPersistentFlags().FlagUsagesWrapped(helpWidth))
	if c.HasParent() {
		fmt.Fprintf(&out, "\nFlags of all commands, such as --sandbox and --output: %s --help\n", c.Root().Name())
	} else {
		section("Flags of all commands", c.PersistentFlags().FlagUsagesWrapped(helpWidth))
	}
	_, err := fmt.Fprint(c.OutOrStdout(), strings.TrimPrefix(out.String(), "\n"))
	return err
}

// helpWidth is how wide help is written.
const helpWidth = 79

func usageLines(c *cobra.Command) string {
	var lines []string
	if !c.HasAvailableSubCommands() || !c.HasParent() {
		lines = append(lines, "  "+c.UseLine())
	}
	if c.HasAvailableSubCommands() {
		lines = append(lines, "  "+c.CommandPath()+" COMMAND [flags]")
	}
	return strings.Join(lines, "\n")
}

func commandList(c *cobra.Command) string {
	var out strings.Builder
	widest := 0
	for _, sub := range c.Commands() {
		widest = max(widest, sub.NamePadding()) // as wide as the longest of its siblings
	}
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() || sub.Name() == "help" {
			fmt.Fprintf(&out, "  %-*s  %s\n", widest, sub.Name(), sub.Short)
		}
	}
	return out.String()
}

// described lists names, each with what it is about beside it.
func described(names []string, about func(name string) string) string {
	widest := 0
	for _, name := range names {
		widest = max(widest, len(name))
	}
	var lines []string
	for _, name := range names {
		for i, line := range text.Wrap(about(name), helpWidth-widest-4) {
			label := ""
			if i == 0 {
				label = name
			}
			lines = append(lines, "  "+text.Pad(label, widest+2)+line)
		}
	}
	return strings.Join(lines, "\n")
}
