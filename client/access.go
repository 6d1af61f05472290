package client

// Scopes of the Config API that this program uses (AuthConfigResource.java and its siblings name them in @ProtectedApi). Deleting has a
// scope of its own everywhere, and reading clients is not part of writing them as it is elsewhere.
const (
	ScopePropertiesRead  = "https://jans.io/oauth/jans-auth-server/config/properties.readonly"
	ScopePropertiesWrite = "https://jans.io/oauth/jans-auth-server/config/properties.write"
	ScopeScopesRead      = "https://jans.io/oauth/config/scopes.readonly"
	ScopeScopesWrite     = "https://jans.io/oauth/config/scopes.write"
	ScopeScopesDelete    = "https://jans.io/oauth/config/scopes.delete"
	ScopeClaimsRead      = "https://jans.io/oauth/config/attributes.readonly"
	ScopeClaimsWrite     = "https://jans.io/oauth/config/attributes.write"
	ScopeClaimsDelete    = "https://jans.io/oauth/config/attributes.delete"
	ScopeScriptsRead     = "https://jans.io/oauth/config/scripts.readonly"
	ScopeScriptsWrite    = "https://jans.io/oauth/config/scripts.write"
	ScopeScriptsDelete   = "https://jans.io/oauth/config/scripts.delete"
	ScopeClientsRead     = "https://jans.io/oauth/config/openid/clients.readonly"
	ScopeClientsWrite    = "https://jans.io/oauth/config/openid/clients.write"
	ScopeClientsDelete   = "https://jans.io/oauth/config/openid/clients.delete"
)

// Scopes that are good to have: without ScopeVersionsRead nothing is told of the versions of the server, without ScopeAuditRead its audit
// log is not shown. They are not part of Scopes, as all work can be done without them.
const (
	ScopeVersionsRead = "https://jans.io/oauth/config/app-version.readonly"
	ScopeAuditRead    = "https://jans.io/oauth/config/logging.readonly"
)

// GoodToHave lists the scopes to ask for besides Scopes.
func GoodToHave() []string { return []string{ScopeVersionsRead, ScopeAuditRead} }

// Scopes lists the scopes to ask for at login; a read-only connection asks for no more than it needs. The auth server grants those
// that the client has and drops the others without a word.
func Scopes(readOnly bool) []string {
	scopes := []string{ScopePropertiesRead, ScopeScopesRead, ScopeClaimsRead, ScopeScriptsRead, ScopeClientsRead}
	if readOnly {
		return scopes
	}
	return append(scopes,
		ScopePropertiesWrite,
		ScopeScopesWrite, ScopeScopesDelete,
		ScopeClaimsWrite, ScopeClaimsDelete,
		ScopeScriptsWrite, ScopeScriptsDelete,
		ScopeClientsWrite, ScopeClientsDelete,
	)
}
