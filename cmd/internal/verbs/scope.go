package verbs

import "github.com/spf13/cobra"

// scopeCommand is the noun for scopes.
func (a *app) scopeCommand() *cobra.Command {
	return noun("scope", "Scopes: what clients ask for, and the claims behind it", `Scopes are what clients ask for and access tokens carry.

A scope is named by its ID or its inum.`, a.scopePreviewCommand())
}
