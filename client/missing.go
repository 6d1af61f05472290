package client

import (
	"slices"
	"strings"
)

const scopePrefix = "https://jans.io/oauth/"

// Scopes that stand for many (superScopes of @ProtectedApi).
const (
	scopeReadAll   = scopePrefix + "config/read-all"
	scopeWriteAll  = scopePrefix + "config/write-all"
	scopeDeleteAll = scopePrefix + "config/delete-all"
)

// Missing lists the scopes of a console's work that a token does not permit: of reading with readOnly, else of everything. It counts what
// the server lets stand for them: super scopes, those of administrators of a group, and writing for reading except with clients.
func Missing(held []string, readOnly bool) []string {
	return slices.DeleteFunc(Scopes(readOnly), func(needed string) bool { return Permits(held, needed) })
}

// Permits says whether a token with these scopes may do what asks for the needed one, which is one of those of Scopes or MoreScopes.
func Permits(held []string, needed string) bool {
	return slices.ContainsFunc(standIns(needed), func(scope string) bool { return slices.Contains(held, scope) })
}

// standIns lists the scopes each of which is enough, the needed one first.
func standIns(needed string) []string {
	i := strings.LastIndex(needed, ".")
	switch {
	case needed == ScopeSessionsRevoke:
		return append(standIns(ScopeSessionsDelete)[1:], needed)
	case i < 0:
		return []string{needed}
	}
	group, verb := needed[:i], needed[i+1:]
	clients := group == scopePrefix+"config/openid/clients"
	enough := []string{needed, group + ".admin"}
	if clients {
		enough = append(enough, scopePrefix+"config/openid/openid."+verb)
	}
	switch verb {
	case "readonly":
		enough = append(enough, scopeReadAll, scopeWriteAll)
		if !clients {
			enough = append(enough, group+".write")
		}
	case "write":
		enough = append(enough, scopeWriteAll)
	case "delete":
		enough = append(enough, scopeDeleteAll)
		if needed == ScopeTokensDelete {
			enough = append(enough, scopePrefix+"config/openid/openid.delete")
		}
	}
	return enough
}
