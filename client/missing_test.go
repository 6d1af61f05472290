package client

import (
	"slices"
	"testing"
)

func TestMissing(t *testing.T) {
	const prefix = "https://jans.io/oauth/config/"
	writers := []string{ScopePropertiesWrite, ScopeScopesWrite, ScopeClaimsWrite, ScopeScriptsWrite, ScopeClientsWrite}
	deleters := []string{ScopeScopesDelete, ScopeClaimsDelete, ScopeScriptsDelete, ScopeClientsDelete}
	for name, c := range map[string]struct {
		held     []string
		readOnly bool
		want     []string
	}{
		"everything":            {Scopes(false), false, nil},
		"reading":               {Scopes(true), true, nil},
		"nothing":               {nil, true, Scopes(true)},
		"strangers":             {[]string{"openid", "jans_stat"}, true, Scopes(true)},
		"reading all":           {[]string{prefix + "read-all"}, true, nil},
		"reading all, to write": {[]string{prefix + "read-all"}, false, Scopes(false)[len(Scopes(true)):]},
		"writing all":           {[]string{prefix + "write-all"}, false, deleters},
		"all three":             {[]string{prefix + "read-all", prefix + "write-all", prefix + "delete-all"}, false, nil},
		"writing is reading":    {writers, true, []string{ScopeClientsRead}}, // except with clients
		"administrators": {[]string{prefix + "scopes.admin", prefix + "attributes.admin", prefix + "scripts.admin", prefix + "openid/clients.admin",
			"https://jans.io/oauth/jans-auth-server/config/properties.admin"}, false, nil},
		"the group of clients": {[]string{prefix + "openid/openid.readonly", prefix + "openid/openid.write", prefix + "openid/openid.delete"}, false,
			slices.DeleteFunc(Scopes(false), func(s string) bool { return s == ScopeClientsRead || s == ScopeClientsWrite || s == ScopeClientsDelete })},
	} {
		if got := Missing(c.held, c.readOnly); !slices.Equal(got, c.want) {
			t.Errorf("%s: missing %q", name, got)
		}
	}
}
