package impact

import (
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
)

var securityRules = slices.Concat([]Rule{
	{
		ID: "algorithm-none", Severity: Caution,
		Summary: "a list of algorithms gets none, that is, unsigned",
		Find:    about(findNoneAlgorithm, signingLists()...),
	},
	{
		ID: "request-uri-blocklist", Severity: Danger,
		Summary: "requestUriBlockList loses an entry, so that the server may be sent to fetch from there",
		Find:    about(findBlockList, "requestUriBlockList"),
	},
	{
		ID: "external-uri-allowlist", Severity: Caution,
		Summary: "externalUriWhiteList changes, which decides where the server may fetch keys and documents",
		Find:    about(findExternalURIs, "externalUriWhiteList"),
	},
	{
		ID: "cors", Severity: Caution,
		Summary: "corsConfigurationFilters changes, which the server reads when it starts",
		Find:    about(findCORS, "corsConfigurationFilters"),
	},
}, toggleRules(
	toggle{
		id: "require-pkce-off", property: "requirePkce", to: false, severity: Danger,
		message: "Authorization requests without a code_challenge are accepted again, from every client that does not require PKCE itself: codes intercepted from public clients can be redeemed by others.",
	},
	toggle{
		id: "require-par-off", property: "requirePar", to: false, severity: Caution,
		message: "Authorization requests are accepted from the browser again, where users and programs can alter them, from every client that does not require PAR itself.",
	},
	toggle{
		id: "force-signed-request-off", property: "forceSignedRequestObject", to: false, severity: Caution,
		message: "Authorization requests are accepted without a signed request object.",
	},
	toggle{
		id: "fapi-compatibility-off", property: "fapiCompatibility", to: false, severity: Danger,
		message: "The server no longer enforces FAPI: plain authorization requests, weaker algorithms and tokens in the front channel are accepted again.",
	},
	toggle{
		id: "reject-none-off", property: "rejectJwtWithNoneAlg", to: false, severity: Danger,
		message: "Unsigned JWTs (alg none) are accepted and issued: whoever can send one can claim anything in it.",
	},
	toggle{
		id: "introspection-open", property: "introspectionSkipAuthorization", to: true, severity: Danger,
		message: "The introspection endpoint answers without credentials: anybody with a token, found or guessed, learns whom it belongs to and what it opens.",
	},
	toggle{
		id: "introspection-closed", property: "introspectionSkipAuthorization", to: false, severity: Caution,
		message: "The introspection endpoint asks for credentials again: resource servers that send none get 400.",
	},
	toggle{
		id: "introspection-own-tokens-on", property: "introspectionRestrictBasicAuthnToOwnTokens", to: true, severity: Caution,
		message: "Resource servers that introspect with their client credentials learn only about tokens issued to themselves; they refuse everybody else's callers.",
	},
	toggle{
		id: "assertion-audience-lax", property: "allowClientAssertionAudWithoutStrictIssuerMatch", to: true, severity: Danger,
		message: "The audience of client assertions is no longer checked: an assertion a client signed for another server works here.",
	},
	toggle{
		id: "assertion-audience-strict", property: "allowClientAssertionAudWithoutStrictIssuerMatch", to: false, severity: Caution,
		message: "Client assertions must name the issuer as audience, or an address that starts with it: clients that name something else get invalid_client.",
	},
	toggle{
		id: "jwt-grant-by-uid-on", property: "jwtGrantAllowUserByUidInAssertion", to: true, severity: Caution,
		message: "A JWT bearer assertion may name its user by uid: who can sign assertions can act for anybody whose uid is known.",
	},
	toggle{
		id: "post-logout-unvalidated", property: "allowPostLogoutRedirectWithoutValidation", to: true, severity: Danger,
		message: "After signing out users are sent to any address that clientWhiteList lets through, registered or not. As shipped that list is *, which makes the server an open redirector.",
		advice:  "Narrow clientWhiteList first.",
	},
	toggle{
		id: "session-id-parameter-on", property: "sessionIdRequestParameterEnabled", to: true, severity: Danger,
		message: "The session id is accepted from, and shown in, addresses: it ends up in logs, histories and referrers, and whoever has it is signed in as that user.",
	},
	toggle{
		id: "session-id-kept", property: "changeSessionIdOnAuthentication", to: false, severity: Danger,
		message: "The session id stays the same when a user signs in: somebody who planted it before is signed in with the user (session fixation).",
	},
	toggle{
		id: "trusted-clients-off", property: "trustedClientEnabled", to: false, severity: Caution,
		message: "Clients marked as trusted are treated like all others: their users, administrators at a console included, are asked for consent.",
	},
	toggle{
		id: "trusted-clients-on", property: "trustedClientEnabled", to: true, severity: Caution,
		message: "Clients marked as trusted get what they ask for without the user's consent.",
	},
	toggle{
		id: "pairwise-consent-skipped", property: "skipAuthorizationForOpenIdScopeAndPairwiseId", to: true, severity: Caution,
		message: "Pairwise clients that ask only for openid get their tokens without the user's consent.",
	},
	toggle{
		id: "prompt-login-disabled", property: "disablePromptLogin", to: true, severity: Caution,
		message: "Applications that send prompt=login to have the user sign in again get a session without a new sign-in.",
	},
	toggle{
		id: "prompt-consent-disabled", property: "disablePromptConsent", to: true, severity: Caution,
		message: "Applications that send prompt=consent no longer have the user asked.",
	},
	toggle{
		id: "cimd-private-addresses", property: "cimdBlockPrivateIp", to: false, severity: Danger,
		message: "A URL used as client id may point into the internal network: anybody can make the server send requests there (SSRF).",
		advice:  "For tests name the hosts in cimdDomainAllowlist, and only where outsiders cannot reach the server.",
	},
	toggle{
		id: "ropc-at-authorization", property: "forceRopcInAuthorizationEndpoint", to: true, severity: Danger,
		message: "Every authorization request runs the resource owner password scripts: they decide who the user is, in place of the login pages.",
	},
	toggle{
		id: "redirect-regex-on", property: "redirectUrisRegexEnabled", to: true, severity: Danger,
		message: "Redirect URIs may be matched by a client's regular expression: one that is too wide hands codes and tokens to strangers.",
	},
	toggle{
		id: "redirect-regex-off", property: "redirectUrisRegexEnabled", to: false, severity: Caution,
		message: "Clients that rely on a regular expression for their redirect URIs can no longer sign users in from addresses they did not list.",
	},
	toggle{
		id: "options-authenticated", property: "skipAuthenticationFilterOptionsMethod", to: false, severity: Caution,
		message: "OPTIONS requests must authenticate: browsers send them without credentials before cross-origin requests, which then fail.",
	},
	toggle{
		id: "uma-without-policy", property: "umaGrantAccessIfNoPolicies", to: true, severity: Danger,
		message: "UMA grants access to every resource whose scopes no policy protects, which is also what a forgotten policy looks like.",
	},
	toggle{
		id: "uma-resource-any-client", property: "umaRestrictResourceToAssociatedClient", to: false, severity: Caution,
		message: "UMA resources are no longer restricted to the clients associated with them.",
	},
	toggle{
		id: "logout-unmatched-sid", property: "allowEndSessionWithUnmatchedSid", to: true, severity: Caution,
		message: "/end_session ends a session although the request names another sid.",
	},
	toggle{
		id: "dpop-nonce-on", property: "dpopUseNonce", to: true, severity: Caution,
		message: "DPoP proofs need a nonce that the server hands out with a refusal first: clients that do not repeat the request with it fail.",
	},
	toggle{
		id: "webview-blocked", property: "blockWebviewAuthorizationEnabled", to: true, severity: Caution,
		message: "Authorization requests from embedded browsers are refused: mobile applications that use one cannot sign users in.",
	},
	toggle{
		id: "user-filters-on", property: "authenticationFiltersEnabled", to: true, severity: Caution,
		message: "Users are looked up with authenticationFilters in place of the login name: a filter that does not fit refuses everybody, one that is too wide signs in the wrong person.",
	},
	toggle{
		id: "client-filters-on", property: "clientAuthenticationFiltersEnabled", to: true, severity: Caution,
		message: "Requests without client credentials are matched with clientAuthenticationFilters: a filter that is too wide takes a stranger for a client.",
	},
))

// signingLists names the lists of signing algorithms.
func signingLists() []string {
	var names []string
	for _, name := range copied {
		if strings.HasSuffix(name, "SigningAlgValuesSupported") {
			names = append(names, name)
		}
	}
	return names
}

func findNoneAlgorithm(f Facts, c change.Change) []Impact {
	if !slices.Contains(without(f.Strings(c.Target.ID), f.StringsBefore(c.Target.ID)), "none") {
		return nil
	}
	if f.Bool("rejectJwtWithNoneAlg") {
		return []Impact{{Severity: Caution, When: pickUp, Message: "Discovery offers unsigned JWTs (alg none), but the server refuses them while rejectJwtWithNoneAlg is on."}}
	}
	return []Impact{{Severity: Danger, When: pickUp, Message: "Clients may ask for unsigned tokens and send unsigned requests (alg none), which anybody can forge."}}
}

// findBlockList: JwtAuthorizationRequest.java, SectorIdentifierUriService.java.
func findBlockList(f Facts, c change.Change) []Impact {
	removed := without(f.StringsBefore("requestUriBlockList"), f.Strings("requestUriBlockList"))
	return says(len(removed) > 0, Impact{
		Message: "A request_uri or sector identifier may point to " + enumerate(quoted(removed)) + " again: anybody who can start a login makes the server send requests there (SSRF).",
		When:    pickUp,
	})
}

// findExternalURIs: UriService.java.
func findExternalURIs(f Facts, c change.Change) []Impact {
	now, before := f.Strings("externalUriWhiteList"), f.StringsBefore("externalUriWhiteList")
	switch {
	case len(now) == 0 && len(before) > 0:
		return []Impact{{Severity: Danger, When: pickUp,
			Message: "The server fetches keys and documents from any address that a client names (SSRF)."}}
	case len(now) > 0 && len(before) == 0:
		return []Impact{{Severity: Danger, When: pickUp,
			Message: "The server fetches keys and documents only from the listed addresses. Clients whose jwks_uri, sector identifier or request_uri lies elsewhere can no longer authenticate or sign users in."}}
	}
	removed := without(before, now)
	return says(len(removed) > 0, Impact{When: pickUp,
		Message: "Clients with a jwks_uri, sector identifier or request_uri at " + enumerate(quoted(removed)) + " can no longer authenticate or sign users in."})
}

// findCORS: CorsFilter.java reads the setting in init.
func findCORS(f Facts, c change.Change) []Impact {
	message := "The server reads its CORS filters only when it starts; until then browsers are treated as before."
	if document.IsEmpty(f.After.Get(c.Target.ID)) {
		message = "Without a filter browsers are not told that other origins may call this server: applications in browsers elsewhere fail after the next start."
	}
	return []Impact{{Message: message, When: atRestart}}
}
