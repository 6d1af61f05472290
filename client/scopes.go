package client

// Scopes of the Config API that this program uses (AuthConfigResource.java and its siblings name them in @ProtectedApi).
const (
	ScopePropertiesRead  = "https://jans.io/oauth/jans-auth-server/config/properties.readonly"
	ScopePropertiesWrite = "https://jans.io/oauth/jans-auth-server/config/properties.write"
)

// Scopes lists the scopes to ask for at login; a read-only connection asks for no more than it needs. The auth server grants those
// that the client has and drops the others without a word.
func Scopes(readOnly bool) []string {
	scopes := []string{ScopePropertiesRead}
	if !readOnly {
		scopes = append(scopes, ScopePropertiesWrite)
	}
	return scopes
}
