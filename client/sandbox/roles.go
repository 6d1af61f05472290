package sandbox

import (
	"slices"
	"strings"
	"sync"
)

// The roles of administrators. Setup ships the first only; the second stands for one that an administrator has added, with what a read-only
// administrator needs.
const (
	roleAdmin  = "admin"
	roleViewer = "viewer"
)

// permissions are what the entry ou=admin-ui,ou=configuration,o=jans holds: which scopes the roles of administrators stand for, and which a
// token has when nobody's roles are shown.
type permissions struct {
	byRole   map[string][]string
	defaults []string
}

// superScopes satisfy whole classes of operations. The role admin does without them.
var superScopes = []string{scopeReadAll, scopeWriteAll, scopeDeleteAll}

const (
	scopeStat          = "jans_stat"
	scopeRevokeSession = "revoke_session" // wanted for deleting sessions; setup creates no such scope
)

// shippedPermissions follows the template that setup fills in. A permission need not be a scope that exists.
var shippedPermissions = sync.OnceValue(func() permissions {
	admin, viewer := []string{"openid", scopeStat, scopeRevokeSession, "https://jans.io/auth/ssa.admin"}, []string{"openid", scopeStat}
	err := rows("configscopes.tsv", 2, func(c []string) error {
		if slices.Contains(superScopes, c[1]) {
			return nil
		}
		admin = append(admin, c[1])
		if strings.HasSuffix(c[1], ".readonly") {
			viewer = append(viewer, c[1])
		}
		return nil
	})
	if err != nil {
		panic("sandbox: " + err.Error()) // the file is part of the program
	}
	const ui = oauthPrefix + "jans-auth-server/config/adminui/"
	return permissions{
		byRole: map[string][]string{roleAdmin: admin, roleViewer: viewer},
		defaults: []string{
			"openid", scopeStat, oauthPrefix + "config/stats.readonly", ui + "license.readonly", ui + "license.write", ui + "properties.readonly",
			ui + "properties.write", oauthPrefix + "jans-auth-server/session.readonly", oauthPrefix + "jans-auth-server/session.delete",
		},
	}
})

// of gives the permissions of several roles, each once, sorted. A role that is not known adds nothing.
func (p permissions) of(roles []string) []string {
	var granted []string
	for _, role := range roles {
		granted = append(granted, p.byRole[role]...)
	}
	slices.Sort(granted)
	return slices.Compact(granted)
}
