package ops

import (
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/ops/change"
)

func TestPermissions(t *testing.T) {
	for name, tc := range map[string]struct {
		held     []string
		resource change.Resource
		doing    Doing
		missing  string // of the reason; empty for none
	}{
		"unknown":                {nil, change.Scope, Deleting, ""},
		"held":                   {[]string{client.ScopeScopesRead}, change.Scope, Reading, ""},
		"another verb":           {[]string{client.ScopeScopesRead}, change.Scope, Writing, "config/scopes.write"},
		"writing reads":          {[]string{client.ScopeScopesWrite}, change.Scope, Reading, ""},
		"but not clients":        {[]string{client.ScopeClientsWrite}, change.Client, Reading, "openid/clients.readonly"},
		"writing never deletes":  {[]string{client.ScopeScriptsWrite}, change.Script, Deleting, "config/scripts.delete"},
		"for all":                {[]string{"https://jans.io/oauth/config/write-all"}, change.Claim, Writing, ""},
		"unsetting is writing":   {[]string{client.ScopePropertiesWrite}, change.Property, Deleting, ""},
		"revoking tokens":        {[]string{client.ScopeTokensRead}, change.Token, Deleting, "config/token.delete"},
		"as clients are deleted": {[]string{"https://jans.io/oauth/config/openid/openid.delete"}, change.Token, Deleting, ""},
		"tokens are not written": {[]string{client.ScopeTokensRead}, change.Token, Writing, ""},
		"ending sessions":        {[]string{client.ScopeSessionsRead}, change.Session, Deleting, "session.delete and revoke_session; the setup"},
		"what setup leaves out":  {[]string{client.ScopeSessionsDelete}, change.Session, Deleting, "lacks the permission revoke_session; the setup"},
		"what stands for both":   {[]string{"https://jans.io/oauth/jans-auth-server/session.admin"}, change.Session, Deleting, ""},
		"a kind nobody knows of": {[]string{client.ScopeScopesRead}, change.Resource("moon"), Writing, ""},
	} {
		t.Run(name, func(t *testing.T) {
			reason := PermissionsOf(tc.held).Lacks(tc.resource, tc.doing)
			if (reason == "") != (tc.missing == "") || !strings.Contains(reason, tc.missing) {
				t.Errorf("%q, want %q", reason, tc.missing)
			}
		})
	}
}

// Whoever has everything that a console asks for lacks nothing, and each single permission is needed for something.
func TestPermissionsAreThoseThatAreAskedFor(t *testing.T) {
	for _, left := range client.LoginScopes(false) {
		var held []string
		for _, scope := range client.LoginScopes(false) {
			if scope != left {
				held = append(held, scope)
			}
		}
		lacking := 0
		for resource := range neededScopes {
			for doing := Reading; doing <= Deleting; doing++ {
				if PermissionsOf(client.LoginScopes(false)).Lacks(resource, doing) != "" {
					t.Errorf("a full administrator lacks %s %d", resource, doing)
				}
				if PermissionsOf(held).Lacks(resource, doing) != "" {
					lacking++
				}
			}
		}
		if lacking == 0 && !strings.HasSuffix(left, ".readonly") { // writing stands for reading
			t.Errorf("nothing needs %s", left)
		}
	}
}
