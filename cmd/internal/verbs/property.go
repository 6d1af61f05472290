package verbs

import (
	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/schema"
)

// propertyCommand is the noun for the settings of the auth server.
func (a *app) propertyCommand() *cobra.Command {
	return noun("property", "Settings of the auth server", `Settings of the auth server.

A NAME may be written in any case, or as the name that the documentation uses.
Changing verbs show what they would do and ask; without a terminal they need
--yes. A setting that is empty, null or missing is one and the same to the
server.`,
		a.propertyList(), a.propertyGet(), a.propertyDescribe(), a.propertySet(), a.propertyUnset(), a.propertyReset(), a.propertyEdit(),
		a.propertyFlush())
}

// completeProperties offers the catalogue's names to the shell; no server is asked.
func completeProperties(suffix string) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
		var names []cobra.Completion
		for _, property := range schema.Catalogue() {
			names = append(names, property.Name+suffix)
		}
		directive := cobra.ShellCompDirectiveNoFileComp
		if suffix != "" {
			directive |= cobra.ShellCompDirectiveNoSpace
		}
		return names, directive
	}
}
