package schema

var endpointsProperties = []Property{
	{
		Name: "issuer", Type: address,
		Help: "The identity of this server: the iss of every token, the start of allowed audiences and of the device flow " +
			"page. Changing it breaks all clients, and a wrong value locks every administrator out of the Config API.",
		Default:      raw(`"{issuer}"`),
		UnsetWarning: "The server cannot load its configuration without an issuer, and administrators are locked out.",
	},
	{
		Name: "baseEndpoint", Type: address,
		Help: "Start of the addresses the server builds for UMA: its metadata, and the claims gathering page. Other " +
			"endpoints do not follow it.",
		Default: raw(`"{issuer}/jans-auth/restv1"`),
	},
	{
		Name: "authorizationEndpoint", Type: address,
		Help: "Where applications send the browser to log in, as published in discovery. The device flow and CIBA pages " +
			"redirect here too, so a wrong value breaks them.",
		Aliases:      []string{"authorization_endpoint"},
		Default:      raw(`"{issuer}/jans-auth/restv1/authorize"`),
		UnsetWarning: "Discovery names no login address, and device flow and CIBA logins fail.",
	},
	{
		Name: "authorizationChallengeEndpoint", Type: address,
		Help:    "Address of the authorization challenge endpoint for first-party applications, as published in discovery.",
		Aliases: []string{"authorization_challenge_endpoint"},
		Default: raw(`"{issuer}/jans-auth/restv1/authorize-challenge"`),
	},
	{
		Name: "tokenEndpoint", Type: address,
		Help: "Where applications get tokens, as published in discovery. The Config API uses it too, to obtain tokens for " +
			"operations that need an exclusive scope.",
		Aliases:      []string{"token_endpoint"},
		Default:      raw(`"{issuer}/jans-auth/restv1/token"`),
		UnsetWarning: "Discovery names no token endpoint, and the Config API cannot obtain tokens for exclusive scopes.",
	},
	{
		Name: "userInfoEndpoint", Type: address,
		Help:    "Address of the userinfo endpoint in discovery, shown while the flag userinfo is on.",
		Aliases: []string{"userinfo_endpoint"},
		Default: raw(`"{issuer}/jans-auth/restv1/userinfo"`),
	},
	{
		Name: "clientInfoEndpoint", Type: address,
		Help:    "Address of the client information endpoint in discovery, shown while the flag clientinfo is on.",
		Aliases: []string{"clientinfo_endpoint"},
		Default: raw(`"{issuer}/jans-auth/restv1/clientinfo"`),
	},
	{
		Name: "introspectionEndpoint", Type: address,
		Help: "Address of the introspection endpoint in discovery. The Config API checks every opaque token at exactly this" +
			" address: a wrong value locks all administrators out, and only the database can repair it.",
		Aliases: []string{"introspection_endpoint"},
		Default: raw(`"{issuer}/jans-auth/restv1/introspection"`),
		UnsetWarning: "The Config API can no longer check opaque tokens: every administrator is locked out, and only the database " +
			"can repair it.",
	},
	{
		Name: "registrationEndpoint", Type: address,
		Help: "Address for registering clients, in discovery while the flag registration is on. It also begins the " +
			"registration_client_uri given to new clients.",
		Aliases: []string{"registration_endpoint"},
		Default: raw(`"{issuer}/jans-auth/restv1/register"`),
	},
	{
		Name: "endSessionEndpoint", Type: address,
		Help: "Logout address in discovery. The addresses of global token revocation, the status list and access evaluation" +
			" are made from it by replacing /end_session, so it must end with that.",
		Aliases:      []string{"end_session_endpoint"},
		Default:      raw(`"{issuer}/jans-auth/restv1/end_session"`),
		UnsetWarning: "Discovery also loses the addresses made from it: global token revocation, status list and access evaluation.",
	},
	{
		Name: "checkSessionIFrame", Type: address,
		Help:    "Address of the page with which applications watch the login session through an iframe.",
		Aliases: []string{"check_session_iframe"},
		Default: raw(`"{issuer}/jans-auth/opiframe.htm"`),
	},
	{
		Name: "jwksUri", Type: address,
		Help: "Where clients find the server's public keys. Outside the issuer, the server downloads its own keys from " +
			"there instead of using those it stores; a wrong address stops signing, and JWT tokens are no longer accepted" +
			" by the Config API.",
		Aliases:      []string{"jwks_uri"},
		Default:      raw(`"{issuer}/jans-auth/restv1/jwks"`),
		UnsetWarning: "The server cannot load its configuration without it: changes are no longer picked up and a restart fails.",
	},
	{
		Name: "archivedJwksUri", Type: address,
		Help:    "Address of the retired public keys, as published in discovery, for checking old signatures.",
		Aliases: []string{"archived_jwks_uri"},
		Default: raw(`"{issuer}/jans-auth/restv1/jwks/archived"`),
	},
	{
		Name: "parEndpoint", Type: address,
		Help:    "Address for pushed authorization requests in discovery, shown while the flag par is on.",
		Aliases: []string{"pushed_authorization_request_endpoint"},
		Default: raw(`"{issuer}/jans-auth/restv1/par"`),
	},
	{
		Name: "deviceAuthzEndpoint", Type: address,
		Help: "Address where devices without a browser start their login, in discovery while the flag device_authz is on. " +
			"The Janssen console logs in through it.",
		Aliases: []string{"device_authorization_endpoint"},
		Default: raw(`"{issuer}/jans-auth/restv1/device_authorization"`),
	},
	{
		Name: "idGenerationEndpoint", Type: address,
		Help: "Address of an id service that no longer exists. It is only a line in discovery, hidden by the shipped " +
			"discoveryDenyKeys.",
		Aliases: []string{"id_generation_endpoint"},
		Default: raw(`"{issuer}/jans-auth/restv1/id"`),
	},
	{
		Name: "openIdDiscoveryEndpoint", Type: address,
		Help:    "Address of the WebFinger service. Nothing in the server reads this setting.",
		Aliases: []string{"webfinger"},
		Default: raw(`"{issuer}/.well-known/webfinger"`),
	},
	{
		Name: "openIdConfigurationEndpoint", Type: address,
		Help: "Public address of the discovery document. The auth server does not read it; the Config API looks the server " +
			"up there.",
		Aliases: []string{"openid-configuration"},
		Default: raw(`"{issuer}/.well-known/openid-configuration"`),
	},
}
