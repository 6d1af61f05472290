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
	ScopeTokensRead      = "https://jans.io/oauth/config/token.readonly"
	ScopeTokensDelete    = "https://jans.io/oauth/config/token.delete"
	ScopeSessionsRead    = "https://jans.io/oauth/jans-auth-server/session.readonly"
	ScopeSessionsDelete  = "https://jans.io/oauth/jans-auth-server/session.delete"
)

// ScopeSessionsRevoke is asked for beside ScopeSessionsDelete (SessionResource.java). Setup does not create it: on most servers only a role
// of administrators, or a scope that stands for many, lets somebody end sessions.
const ScopeSessionsRevoke = "revoke_session"

// Scopes that let a token see the versions of the server, and its audit log.
const (
	ScopeVersionsRead = "https://jans.io/oauth/config/app-version.readonly"
	ScopeAuditRead    = "https://jans.io/oauth/config/logging.readonly"
)

// MoreScopes lists what is asked for at login besides Scopes, and what nobody is told to lack before it is needed: the versions of the
// server, its audit log, and tokens and sessions, without which settings and entries can be administered all the same.
func MoreScopes(readOnly bool) []string {
	scopes := []string{ScopeVersionsRead, ScopeAuditRead, ScopeTokensRead, ScopeSessionsRead}
	if readOnly {
		return scopes
	}
	return append(scopes, ScopeTokensDelete, ScopeSessionsDelete, ScopeSessionsRevoke)
}

// LoginScopes lists all scopes to ask for at login: Scopes and MoreScopes.
func LoginScopes(readOnly bool) []string { return append(Scopes(readOnly), MoreScopes(readOnly)...) }

// Scopes lists the scopes that a console's work takes; a read-only connection asks for no more than it needs. The auth server grants those
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
