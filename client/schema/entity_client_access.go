package schema

import "slices"

// authMethod are the ways to authenticate of AuthenticationMethod.java; a client with another word cannot.
func authMethod() Type {
	return suggest(slices.Concat(clientAuthMethod.Values, []string{"access_token"})...)
}

// clientGrants: TokenRestWebServiceValidator.java and AuthorizeRestWebServiceValidator.java look at them.
func clientGrants() []EntityField {
	return []EntityField{
		plain("/grantTypes", "Grant types", setOf(grantType), "access",
			"Ways in which the client may get tokens. The server has to support them as well."),
		plain("/responseTypes", "Response types", setOf(responseType), "access",
			"What the client may ask the authorization endpoint for. The code flow needs code."),
		plain("/attributes/requirePkce", "Require PKCE", boolean, "access",
			"Whether the code flow is refused without a proof key (RFC 7636)."),
		plain("/attributes/requirePar", "Require PAR", boolean, "access",
			"Whether authorization requests have to be pushed to the server first (RFC 9126)."),
		{
			Path: "/attributes/parLifetime", Title: "Pushed request lifetime",
			Property: Property{
				Type: integer(UnitSeconds, 1), Group: "access", Default: raw(`600`),
				Help: "How long a pushed authorization request can be used. The server takes 600 in place of 0 and of nothing.",
			},
		},
		scripts("/attributes/ropcScripts", "Password grant scripts", "resource_owner_password_credentials", "access",
			"Scripts that check the user name and password of the password grant."),
		scripts("/attributes/postAuthnScripts", "Post-authentication scripts", "post_authn", "access",
			"Scripts that run after a person has signed in and before the client gets an answer."),
	}
}

// clientAuthentication: AuthenticationFilter.java, ClientAssertion.java, MTLSService.java.
func clientAuthentication() []EntityField {
	return []EntityField{
		plain("/tokenEndpointAuthMethod", "Authentication at the token endpoint", authMethod(), "access",
			"How the client proves who it is. With none it needs no proof: whoever knows the client ID may ask for tokens."),
		plain("/attributes/additionalTokenEndpointAuthMethods", "Additional authentication methods", setOf(authMethod()), "access",
			"Other ways in which the client may prove who it is, besides the first."),
		plain("/tokenEndpointAuthSigningAlg", "Authentication algorithm", signing, "access",
			"How the client has to sign its own JWTs, with client_secret_jwt and private_key_jwt. Empty: any algorithm will do."),
		plain("/attributes/tlsClientAuthSubjectDn", "Certificate subject", named(FormatDN), "access",
			"Subject of the certificate that the client shows, with tls_client_auth. Without it that method never succeeds."),
		plain("/jwksUri", "JWKS URI", address, "access",
			"Where the client publishes its keys: for private_key_jwt, self_signed_tls_client_auth and encrypted answers."),
		plain("/jwks", "JWKS", named(FormatJSON), "access", "Public keys of the client as JSON text, in place of an address."),
		{
			Path: "/clientSecret", Title: "Client secret",
			Property: Property{
				Type: str, Group: "access", Secret: true, Fixed: secretsStay,
				Help: "Secret with which the client authenticates. The server keeps it encrypted.",
			},
		},
		{
			Path: "/registrationAccessToken", Title: "Registration access token",
			Property: Property{
				Type: str, Group: "access", Secret: true, Fixed: secretsStay,
				Help: "Token with which a client that registered itself changes its registration.",
			},
		},
		{
			Path: "/authenticationMethod", Title: "Authentication method", Volatile: true,
			Property: Property{Type: str, Group: "access", Fixed: workedOut, Help: "The method of authentication, when there is just one."},
		},
		{
			Path: "/allAuthenticationMethods", Title: "All authentication methods", Volatile: true,
			Property: Property{Type: listOf(str), Group: "access", Fixed: workedOut, Help: "All methods by which the client may authenticate."},
		},
	}
}

// secretsStay is why nobody sees or changes a secret of a client here: it is dropped when a client is read.
const secretsStay = "this console neither reads nor changes the secrets of a client"

// clientConsent: AuthorizeRestWebServiceImpl.java, ClientAuthorizationsService.java, ConsentGathererService.java.
func clientConsent() []EntityField {
	return []EntityField{
		plain("/trustedClient", "Trusted", boolean, "consent", "Whether people are not asked for consent."),
		plain("/persistClientAuthorizations", "Remember consent", boolean, "consent",
			"Whether a consent once given counts for later sign-ins, too."),
		plain("/attributes/keepClientAuthorizationAfterExpiration", "Keep consent after expiry", boolean, "consent",
			"Whether consents stay in the database when the client has expired. It counts for consents given from now on."),
		plain("/attributes/allowOfflineAccessWithoutConsent", "Offline access without consent", boolean, "consent",
			"Whether the client gets offline_access also where the request does not ask people for it (prompt=consent)."),
		scripts("/attributes/consentGatheringScripts", "Consent scripts", "consent_gathering", "consent",
			"Scripts that ask people for consent, in place of the server's own page."),
	}
}
