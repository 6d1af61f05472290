package ops

import (
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/ops/change"
)

// Doing is what is done with things of one kind, as far as permissions differ.
type Doing int

// What can be done. Creating is writing.
const (
	Reading Doing = iota
	Writing
	Deleting
)

// Permissions is what the token of a connection permits. The zero value knows nothing, and says that nothing is missing: the server
// decides anyway.
type Permissions struct{ held []string }

// PermissionsOf is what the scopes of a token permit. A token that shows no scopes says nothing.
func PermissionsOf(scopes []string) Permissions { return Permissions{held: slices.Clone(scopes)} }

// Lacks says in words which permission is missing; it is empty when none is, or when nobody knows.
func (p Permissions) Lacks(resource change.Resource, doing Doing) string {
	return p.lacks(neededScopes[resource][doing])
}

func (p Permissions) lacks(scopes []string) string {
	if len(p.held) == 0 {
		return ""
	}
	var missing []string
	for _, needed := range scopes {
		if !client.Permits(p.held, needed) {
			missing = append(missing, strings.TrimPrefix(needed, "https://jans.io/oauth/"))
		}
	}
	switch {
	case len(missing) == 0:
		return ""
	case slices.Contains(missing, client.ScopeSessionsRevoke):
		return "the sign-in lacks the permission " + strings.Join(missing, And) + "; the setup of a server creates no scope " +
			client.ScopeSessionsRevoke + ", it has to be made and given to the client"
	}
	return "the sign-in lacks the permission " + strings.Join(missing, And)
}

// neededScopes name what the Config API asks for (@ProtectedApi), all of them. Properties are never deleted, only changed; tokens and
// sessions are never changed.
var neededScopes = map[change.Resource][Deleting + 1][]string{
	change.Property: {{client.ScopePropertiesRead}, {client.ScopePropertiesWrite}, {client.ScopePropertiesWrite}},
	change.Scope:    {{client.ScopeScopesRead}, {client.ScopeScopesWrite}, {client.ScopeScopesDelete}},
	change.Claim:    {{client.ScopeClaimsRead}, {client.ScopeClaimsWrite}, {client.ScopeClaimsDelete}},
	change.Script:   {{client.ScopeScriptsRead}, {client.ScopeScriptsWrite}, {client.ScopeScriptsDelete}},
	change.Client:   {{client.ScopeClientsRead}, {client.ScopeClientsWrite}, {client.ScopeClientsDelete}},
	change.Token:    {Reading: {client.ScopeTokensRead}, Deleting: {client.ScopeTokensDelete}},
	change.Session:  {Reading: {client.ScopeSessionsRead}, Deleting: {client.ScopeSessionsDelete, client.ScopeSessionsRevoke}},
}
