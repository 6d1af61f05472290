package impact

import (
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
)

// lockOutRules guard the settings by which the Config API checks the tokens of its callers. It reads them anew on every request
// (OpenIdAuthorizationService.java, JwtUtil.java), so a bad value refuses the very request that would repair it. A proof from
// this machine lowers the severity only to Danger: the Config API must reach the address from its own network.
var lockOutRules = []Rule{
	{
		ID: "introspection-endpoint", Severity: LockOutDatabase,
		Summary: "introspectionEndpoint changes: the Config API validates opaque access tokens there",
		Find:    about(findIntrospectionEndpoint, "introspectionEndpoint"),
		Wants:   wants(about(findIntrospectionEndpoint, "introspectionEndpoint"), Wanted{Me: true}),
	},
	{
		ID: "issuer", Severity: LockOutDatabase,
		Summary: "issuer changes: every token, application and login names it",
		Find:    about(findIssuer, "issuer"),
		Wants:   wants(about(findIssuer, "issuer"), Wanted{Me: true}),
	},
	{
		ID: "jwks-uri", Severity: LockOutDatabase,
		Summary: "jwksUri changes: the Config API validates JWT access tokens with the keys there, applications their id_tokens",
		Find:    about(findJWKSURI, "jwksUri"),
		Wants:   wants(about(findJWKSURI, "jwksUri"), Wanted{Me: true}),
	},
	{
		ID: "keys-elsewhere", Severity: Danger,
		Summary: "issuer changes and jwksUri is no longer below it, so that the server takes its public keys from there",
		Find:    about(findKeysElsewhere, "issuer"),
	},
	{
		ID: "introspection-scope-required", Severity: LockOutDatabase,
		Summary: "introspection demands a scope of the token that asks, which the tokens for the Config API rarely have",
		Find: about(findIntrospectionScope,
			"introspectionAccessTokenMustHaveUmaProtectionScope", "introspectionAccessTokenMustHaveIntrospectionScope", "introspectionSkipAuthorization"),
	},
	{
		ID: "token-endpoint", Severity: LockOut,
		Summary: "tokenEndpoint changes: whoever reads discovery asks for tokens there",
		Find:    about(findTokenEndpoint, "tokenEndpoint"),
	},
}

// Each kind of access token is checked in a way of its own, so that a bad setting shuts out the clients with one kind only.
const (
	opaqueTokens = "opaque tokens"
	jwtTokens    = "JWT access tokens"
)

// spared says who is not shut out, and when nobody is left who could take the change back.
func spared(kind string) string {
	return " Clients with " + kind + " are not shut out, and a console among them could take the change back. Without one, only the database could: the request to take it back would be refused as well."
}

// shutOut says whether this console is among those whose tokens are JWTs, or not.
func (f Facts) shutOut(jwt bool) string {
	switch {
	case f.Me == nil:
		return "this console too if it has one"
	case f.Me.JWT == jwt:
		return "this console too, which has one"
	}
	return "but not this console, which has a token of the other kind"
}

// notStarting is what becomes of a server without a setting that it needs to start.
const notStarting = " The auth server does not run after its next restart: then no access token can be issued or checked, every client is shut out, this console included, and only the database could bring the setting back."

func findIntrospectionEndpoint(f Facts, c change.Change) []Impact {
	value := f.Text("introspectionEndpoint")
	if value == "" {
		return []Impact{{
			Message: "The Config API has no address left to ask about opaque access tokens, the kind that consoles get as shipped. It shuts out every client with opaque access tokens (401), " + f.shutOut(false) + ". JWT access tokens are not introspected." + spared(jwtTokens),
			When:    atOnce,
			Advice:  "Give an address that answers.",
		}}
	}
	return []Impact{{
		Message: "The Config API asks " + shown(value) + " about every opaque access token, the kind that consoles get as shipped. If it cannot reach that address from its own network, or the answer is not this server's, it shuts out every client with opaque access tokens (401), " + f.shutOut(false) + ". JWT access tokens are not introspected." + spared(jwtTokens),
		When:    atOnce,
		Advice:  "Change it only to another name of the same server. Its real path is /jans-auth/restv1/introspection.",
		Check:   &Check{Kind: CheckIntrospection, Value: value, Passed: Danger},
	}}
}

// findIssuer: ConfigurationFactory.java takes keys from elsewhere when jwksUri does not start with the issuer;
// DeviceAuthorizationRestWebServiceImpl.java builds verification_uri from it.
func findIssuer(f Facts, c change.Change) []Impact {
	value := f.Text("issuer")
	if value == "" {
		return []Impact{{
			Message: "A configuration without issuer cannot be loaded: tokens have no issuer, and the device flow fails." + notStarting,
			When:    pickUp,
			Advice:  "Give the https address by which applications know this server.",
		}}
	}
	return []Impact{{
		Message: "Everything the server issues names " + shown(value) + " as its issuer. Applications that know the old one refuse their users' id_tokens, clients that sign their own assertions are refused, and the device flow sends people to that address. Unless apiApprovedIssuer of the Config API lists the new issuer, it shuts out every client with JWT access tokens as soon as they are new ones (401), " + f.shutOut(true) + "." + spared(opaqueTokens),
		When:    pickUp,
		Advice:  "Add the new issuer to apiApprovedIssuer of the Config API first, and tell the applications.",
		Check:   &Check{Kind: CheckIssuer, Value: value, Passed: Danger},
	}}
}

// findJWKSURI: a jwksUri that does not start with the issuer makes the auth server download its keys from there, and a missing
// one ends its start with an error (ConfigurationFactory.java, initWebKeys).
func findJWKSURI(f Facts, c change.Change) []Impact {
	value := f.Text("jwksUri")
	if value == "" {
		return []Impact{{
			Message: "A configuration without jwksUri cannot be loaded: applications find no keys, and the Config API at once shuts out every client with JWT access tokens (401)." + notStarting,
			When:    atOnce,
			Advice:  "Give the address of the key set, as shipped the issuer followed by /jans-auth/restv1/jwks.",
		}}
	}
	message := "The Config API validates JWT access tokens of this server with the keys at " + shown(value) + ", as do applications with id_tokens. When it finds other keys there, it shuts out every client with JWT access tokens (401), " + f.shutOut(true) + "." + spared(opaqueTokens)
	if !below(value, f.Text("issuer")) {
		message += " Since the address is not below the issuer, the auth server itself takes its public keys from there and no longer from its own configuration."
	}
	return []Impact{{
		Message: message,
		When:    atOnce,
		Check:   &Check{Kind: CheckJWKS, Value: value, Passed: Danger},
	}}
}

// findKeysElsewhere is about the address that stays while the issuer moves away from it (ConfigurationFactory.java).
func findKeysElsewhere(f Facts, c change.Change) []Impact {
	address, issuer := f.Text("jwksUri"), f.Text("issuer")
	apart := address != "" && issuer != "" && !below(address, issuer)
	return says(apart && address == f.TextBefore("jwksUri") && below(address, f.TextBefore("issuer")), Impact{
		Message: "jwksUri stays " + shown(address) + ", which is not below the issuer " + shown(issuer) + ": the auth server then takes its public keys from that address and no longer from its own configuration.",
		When:    pickUp,
		Advice:  "Change jwksUri in the same plan, as shipped to the issuer followed by /jans-auth/restv1/jwks.",
	})
}

// demandedScopes are the scopes that introspection can be told to demand.
var demandedScopes = []struct{ property, scope string }{
	{"introspectionAccessTokenMustHaveUmaProtectionScope", "uma_protection"},
	{"introspectionAccessTokenMustHaveIntrospectionScope", "introspection"},
}

// findIntrospectionScope: neither scope is looked at while introspection asks for no authorization at all
// (IntrospectionWebService.java), so that asking for it again brings back a demand that slept.
func findIntrospectionScope(f Facts, c change.Change) []Impact {
	demands := func(doc document.Document, property string) bool {
		return boolean(doc, property) && !boolean(doc, "introspectionSkipAuthorization")
	}
	var impacts []Impact
	for _, demanded := range demandedScopes {
		mine := c.Target.ID == demanded.property || c.Target.ID == "introspectionSkipAuthorization"
		if mine && demands(f.After, demanded.property) && !demands(f.Before, demanded.property) {
			impacts = append(impacts, Impact{
				Message: "The introspection endpoint refuses every access token without the scope " + demanded.scope + " as credentials. The Config API presents its caller's own token there, so every client whose opaque token lacks that scope is shut out (401), this console too if its token does. JWT access tokens are not introspected." + spared(jwtTokens),
				When:    pickUp,
				Advice:  "First give the scope " + demanded.scope + " to every client that uses the Config API.",
				Check:   &Check{Kind: CheckOwnScope, Value: demanded.scope, Passed: Danger},
			})
		}
	}
	return impacts
}

// findTokenEndpoint: the Config API itself uses the address only for tokens with exclusive scopes (AuthUtil.java,
// requestAccessToken), so a wrong one can be taken back while a token lasts.
func findTokenEndpoint(f Facts, c change.Change) []Impact {
	value := f.Text("tokenEndpoint")
	const stays = " The server goes on answering at /jans-auth/restv1/token, and tokens already issued stay valid, so this console can take it back while its token lasts."
	when, _ := f.discoveryWhen()
	if value == "" {
		return []Impact{{
			Message: "token_endpoint leaves the discovery document: applications and consoles that read it can get no token any more." + stays,
			When:    when,
		}}
	}
	return []Impact{{
		Message: "Applications and consoles that read discovery ask for tokens, and send their secrets, to " + shown(value) + "." + stays,
		When:    when,
		Check:   &Check{Kind: CheckTokenEndpoint, Value: value, Passed: Caution},
	}}
}
