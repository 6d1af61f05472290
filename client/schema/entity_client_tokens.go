package schema

import "math"

// clientLifetimes stand in for the server's settings while they are above 0 (AbstractAuthorizationGrant.java, IdTokenFactory.java,
// TxTokenService.java).
func clientLifetimes() []EntityField {
	seconds := integer(UnitSeconds, 0)
	return []EntityField{
		plain("/accessTokenLifetime", "Access token lifetime", seconds, "tokens",
			"How long access tokens of the client are valid. Empty or 0: as long as the server's setting says. An update_token script can say otherwise."),
		plain("/refreshTokenLifetime", "Refresh token lifetime", seconds, "tokens",
			"How long refresh tokens of the client are valid. Empty or 0: as long as the server's setting says."),
		plain("/attributes/idTokenLifetime", "ID token lifetime", seconds, "tokens",
			"How long id_tokens for the client are valid. Empty or 0: as long as the server's setting says."),
		plain("/attributes/txTokenLifetime", "Transaction token lifetime", seconds, "tokens",
			"How long transaction tokens for the client are valid. Empty or 0: as long as the server's setting says."),
	}
}

// clientTokens say what tokens look like (AuthorizationGrant.java, JwtSigner.java, Audience.java, DpopService.java) and which scripts have a
// say (ExternalUpdateTokenService.java, ExternalIntrospectionService.java).
func clientTokens() []EntityField {
	return []EntityField{
		plain("/accessTokenAsJwt", "Access token as JWT", boolean, "tokens",
			"Whether access tokens are JWTs, which an API can check by itself, or random texts that it has to ask the server about."),
		plain("/accessTokenSigningAlg", "Access token algorithm", signing, "tokens",
			"How JWT access tokens are signed. Empty: as the server's default says. HS algorithms sign with the client's own secret."),
		plain("/rptAsJwt", "UMA token as JWT", boolean, "tokens", "Whether requesting party tokens of UMA are JWTs."),
		plain("/idTokenSignedResponseAlg", "ID token algorithm", signing, "tokens",
			"How id_tokens are signed. Empty: as the server's default says. With a word that the server does not know, none can be issued."),
		plain("/includeClaimsInIdToken", "Claims in ID token", boolean, "tokens",
			"Whether the claims of the scopes are in id_tokens too, where the server's legacyIdTokenClaims allows it."),
		plain("/attributes/additionalAudience", "Additional audience", listOf(str), "tokens",
			"What is named as audience in JWT access tokens and id_tokens, besides the client itself."),
		plain("/attributes/dpopBoundAccessToken", "DPoP-bound access tokens", boolean, "tokens",
			"Whether the client has to prove a key of its own with each token request (RFC 9449). Requests without are refused."),
		scripts("/attributes/updateTokenScriptDns", "Update token scripts", "update_token", "tokens",
			"Scripts that change the tokens of the client before they are issued, or refuse them."),
		scripts("/attributes/introspectionScripts", "Introspection scripts", "introspection", "tokens",
			"Scripts that add to what introspection says about tokens of the client."),
		plain("/attributes/runIntrospectionScriptBeforeJwtCreation", "Introspection before JWT", boolean, "tokens",
			"Whether introspection scripts run when a JWT access token is made, so that what they add is in it."),
		scripts("/attributes/txTokenScriptDns", "Transaction token scripts", "tx_token", "tokens",
			"Scripts that change the transaction tokens of the client."),
		scripts("/attributes/tokenExchangeScripts", "Token exchange scripts", "token_exchange", "tokens",
			"Scripts for the token exchange of the client. The server stores them, but runs its post-authentication scripts in their place."),
		plain("/attributes/introspectionSignedResponseAlg", "Introspection algorithm", signing, "tokens",
			"How introspection answers are signed where a JWT is asked for. Empty: as the server's default says."),
		plain("/attributes/txTokenSignedResponseAlg", "Transaction token algorithm", signing, "tokens",
			"How transaction tokens are signed. Empty: as the server's default says."),
	}
}

// milliseconds is a moment that is sent as a number.
var milliseconds = Type{Kind: KindInteger, Unit: UnitMilliseconds, Min: limit(0), Max: limit(math.MaxInt64)}
