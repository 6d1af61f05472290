package impact

import (
	"strings"
	"testing"
)

// Whoever is shut out, and who could still take the change back, is said without contradiction.
func TestWhoIsShutOut(t *testing.T) {
	const opaqueGoOn = "Clients with opaque tokens are not shut out"
	for _, c := range []struct {
		values string
		id     string
		says   []string
	}{
		{`{"issuer":"https://i"}`, "issuer", []string{"every client with JWT access tokens", opaqueGoOn, "Without one, only the database"}},
		{`{"issuer":null}`, "issuer", []string{"after its next restart", "every client is shut out", "only the database"}},
		{`{"jwksUri":"https://j"}`, "jwks-uri", []string{"every client with JWT access tokens", opaqueGoOn, "Without one, only the database"}},
		{`{"jwksUri":null}`, "jwks-uri", []string{"every client with JWT access tokens", "after its next restart", "every client is shut out", "only the database"}},
		{`{"introspectionEndpoint":""}`, "introspection-endpoint", []string{"every client with opaque access tokens", "with JWT access tokens are not shut out", "only the database"}},
		{`{"introspectionEndpoint":"https://i"}`, "introspection-endpoint", []string{"every client with opaque access tokens", "with JWT access tokens are not shut out", "only the database"}},
		{`{"introspectionAccessTokenMustHaveIntrospectionScope":true}`, "introspection-scope-required", []string{"with JWT access tokens are not shut out", "only the database"}},
		{`{"keyStoreSecret":"x"}`, "key-store", []string{"Until the restart this console can take the change back, afterwards only the database"}},
		{`{"webKeysStorage":"pkcs11"}`, "key-storage", []string{"Until the restart this console can take the change back, afterwards only the database"}},
		{`{"keyRegenerationEnabled":null}`, "key-rotation-unset", []string{"Until the restart this console can take the change back, afterwards only the database"}},
		{`{"accessTokenLifetime":0}`, "lifetime-zero", []string{"take the change back before that token expires"}},
	} {
		found := find(t, changing(t, c.values), c.id)
		words := found.Message + " " + found.Advice
		for _, want := range c.says {
			if !strings.Contains(words, want) {
				t.Errorf("%s: %q is missing in\n%s", c.values, want, words)
			}
		}
		if strings.Contains(words, " go on") || strings.Contains(words, "takes the database") {
			t.Errorf("%s: says that some go on, or that the database is needed at once:\n%s", c.values, words)
		}
	}
}
