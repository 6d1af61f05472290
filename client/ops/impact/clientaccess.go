package impact

import (
	"fmt"
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
)

// clientAccessRules are about how a client gets tokens: whether it may at all, how it authenticates, and by which grants.
var clientAccessRules = []Rule{
	clientRule("client-disabled", Danger, "a client is disabled; the tokens that it has stay valid", findClientDisabled, clientDisabled).withProperties(),
	clientRule("client-auth-method-lost", Danger, "a client may no longer authenticate as before", findMethodLost, clientMethod, clientMethods),
	clientRule("client-public", Danger, "a client needs no proof any more to get tokens", findPublic, clientMethod, clientMethods),
	clientRule("client-auth-without-key", Caution, "a client gets a way to authenticate for which it has no key or certificate", findMethodWithoutKey,
		clientMethod, clientMethods, "/jwks", "/jwksUri", "/attributes/tlsClientAuthSubjectDn"),
}

// findClientDisabled: /token (TokenRestWebServiceValidator.java), the authorization endpoint (AuthorizeRestWebServiceValidator.java) and UMA
// (UmaValidationService.java) look at it; introspection, userinfo and /revoke do not.
func findClientDisabled(f Facts, e Entry, c change.Change) []Impact {
	return says(!isOn(e.Before, clientDisabled) && isOn(e.After, clientDisabled), Impact{
		Message: "The client " + e.word() + " gets no more tokens (403), also for refresh tokens, and nobody can sign in to it. The tokens that it has stay valid until they expire" + f.untilExpiry(e) + ": introspection, userinfo, the Config API and every API that checks JWTs by itself go on accepting them.",
		When:    entryPickUp, Advice: "Revoke its tokens as well if they must not be used any more.",
	})
}

// untilExpiry says how long access tokens of the client live that were issued before the plan, as far as it is known.
func (f Facts) untilExpiry(e Entry) string {
	seconds := secondsAt(e.Before, "/accessTokenLifetime")
	if seconds == 0 && f.properties() {
		seconds, _ = f.IntBefore("accessTokenLifetime")
	}
	if seconds <= 0 {
		return ""
	}
	return fmt.Sprintf(", access tokens up to %s from now", duration(seconds))
}

func findMethodLost(f Facts, e Entry, c change.Change) []Impact {
	now := authMethods(e.After)
	lost := without(authMethods(e.Before), now)
	if len(lost) == 0 {
		return nil
	}
	instead := "it has to use " + either(quoted(without(now, nil))) + "."
	if asked := textAt(e.After, clientMethod); len(now) > 0 && asked != "" && !slices.Contains(now, asked) {
		instead = shown(asked) + " is no way that the server knows, so that only " + either(quoted(without(now, nil))) + " is left, of its additional methods."
	}
	if len(now) == 0 {
		instead = "no way is left that the server knows, so that it gets no tokens at all."
	}
	return []Impact{{
		Message: "The application that uses the client " + e.word() + " is refused (401) while it authenticates with " + either(quoted(lost)) + ": " + instead,
		When:    entryPickUp, Advice: "Keep the old way among the additional methods until the application is changed.",
	}}
}

// findPublic: a client with the method none is let pass by its client_id alone, also at /revoke and /device_authorization
// (AuthenticationFilter.java).
func findPublic(f Facts, e Entry, c change.Change) []Impact {
	if slices.Contains(authMethods(e.Before), methodNone) || !slices.Contains(authMethods(e.After), methodNone) {
		return nil
	}
	message := "Whoever knows the ID of the client " + e.word() + ", which is no secret, can use it without any proof."
	if slices.Contains(listAt(e.After, clientGrants), grantItself) {
		message += " As it has the grant client_credentials, that gives tokens with all its scopes to anybody."
	}
	return []Impact{{Message: message, When: entryPickUp, Advice: "Do this only for applications that cannot keep a secret, with PKCE and without client_credentials."}}
}

func findMethodWithoutKey(f Facts, e Entry, c change.Change) []Impact {
	var found []Impact
	for _, needed := range []struct {
		methods []string
		has     func(document.Document) bool
		lacks   string
	}{
		{[]string{methodOwnKey, methodOwnCert}, hasKeys, "it has neither a JWKS nor an address of one"},
		{[]string{methodMTLS}, hasSubject, "it has no certificate subject"},
	} {
		for _, method := range needed.methods {
			works := func(client document.Document) bool {
				return !slices.Contains(authMethods(client), method) || needed.has(client)
			}
			found = append(found, says(works(e.Before) && !works(e.After), Impact{
				Message: "The client " + e.word() + " can never authenticate with " + shown(method) + ": " + needed.lacks + ".",
				When:    entryPickUp, Advice: "Give it one in the same plan.",
			})...)
		}
	}
	return found
}

func hasKeys(client document.Document) bool {
	return textAt(client, "/jwks") != "" || textAt(client, "/jwksUri") != ""
}

func hasSubject(client document.Document) bool {
	return textAt(client, "/attributes/tlsClientAuthSubjectDn") != ""
}
