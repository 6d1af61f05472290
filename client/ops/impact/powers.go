package impact

import (
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client"
)

const (
	apiScopes        = "https://jans.io/oauth/" // of the Config API and its plugins (config-api-rs-protect.json)
	managementScopes = "https://jans.io/"       // of those and of SCIM, the identity provider and software statements
)

// globalRevocation is the scope of the endpoint that ends everything a user has.
const globalRevocation = "global_token_revocation"

// power says what a client with the scope can do to others, to complete "a client with it can"; empty for an ordinary scope.
func power(scope string) string {
	switch {
	case scope == globalRevocation:
		return "log out any user by name: it revokes all tokens and sessions of the user"
	case scope == "revoke_any_token":
		return "revoke the tokens of other clients"
	case strings.HasPrefix(scope, apiScopes):
		return "use the part of the Config API that this scope opens, and with it read or change the server's settings"
	case strings.HasPrefix(scope, managementScopes):
		return "manage users, software statements or other parts of the server"
	}
	return ""
}

// managed says whether a scope belongs to the server's management.
func managed(scope string) bool { return strings.HasPrefix(scope, managementScopes) }

// superScopes satisfy many operations of the Config API at once (the @ProtectedApi annotations), so that a console may live on them.
var superScopes = []string{
	apiScopes + "config/read-all", apiScopes + "config/write-all", apiScopes + "config/delete-all",
	apiScopes + "config/openid/openid.readonly", apiScopes + "config/openid/openid.write", apiScopes + "config/openid/openid.delete",
	apiScopes + "config/scopes.admin", apiScopes + "config/attributes.admin", apiScopes + "config/scripts.admin",
	apiScopes + "config/openid/clients.admin",
}

// needed says whether this console may need the scope to read and write what it manages.
func needed(scope string) bool {
	return slices.Contains(client.Scopes(false), scope) || slices.Contains(superScopes, scope)
}
