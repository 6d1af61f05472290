package schema

var registrationProperties = []Property{
	{
		Name: "dynamicRegistrationExpirationTime", Type: integer(UnitSeconds, -1),
		Help: "How long a newly registered client stays valid, unless it asks for another time. 0 or -1 means for ever. " +
			"Stored client authorizations get the same lifetime.",
		Default: raw(`-1`),
		Unset:   raw(`-1`),
	},
	{
		Name: "dcrForbidExpirationTimeInRequest", Type: boolean,
		Help: "Ignores a lifetime asked for in a registration request; dynamicRegistrationExpirationTime then holds for " +
			"everyone.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "dynamicRegistrationScopesParamEnabled", Type: boolean,
		Help:    "Whether a registration request may ask for scopes. It gets only those that are default scopes.",
		Default: raw(`true`),
	},
	{
		Name: "dynamicRegistrationPasswordGrantTypeEnabled", Type: boolean,
		Help:    "Whether clients may register for the password grant. While off such requests are refused.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "dynamicRegistrationAllowedPasswordGrantScopes", Type: listOf(named(FormatScope)),
		Help: "Scopes a client with the password grant may get when it registers. Empty sets no such limit.",
	},
	{
		Name: "grantTypesSupportedByDynamicRegistration", Type: setOf(grantType),
		Help: "Grants that clients may register for; others are silently taken out of a request. grantTypesSupported limits" +
			" them further.",
		Default:      raw(`["authorization_code","implicit","client_credentials","refresh_token","urn:ietf:params:oauth:grant-type:uma-ticket","urn:ietf:params:oauth:grant-type:device_code","urn:ietf:params:oauth:grant-type:token-exchange","urn:ietf:params:oauth:grant-type:jwt-bearer","password"]`),
		UnsetWarning: "Client registration fails, since the server expects a list here.",
	},
	{
		Name: "clientRegDefaultToCodeFlowWithRefresh", Type: boolean,
		Help: "Completes requests for the code flow with the grants authorization_code and refresh_token. It works only " +
			"together with grantTypesAndResponseTypesAutofixEnabled.",
		Default: raw(`true`),
		Unset:   raw(`false`),
	},
	{
		Name: "grantTypesAndResponseTypesAutofixEnabled", Type: boolean,
		Help:    "Adds the grants that requested response types need, and the other way round, when a client registers.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "enableClientGrantTypeUpdate", Type: boolean,
		Help:    "Whether a registered client may change its grants. When false an update leaves them as they are.",
		Default: raw(`true`),
	},
	{
		Name: "dynamicRegistrationPersistClientAuthorizations", Type: boolean,
		Help:    "Whether new clients remember the consent of users. When false users are asked at every login.",
		Default: raw(`true`),
	},
	{
		Name: "dynamicRegistrationCustomAttributes", Type: listOf(str),
		Help: "Extra attributes that a registration request may set on its client. Empty allows none.",
	},
	{
		Name: "dynamicRegistrationDefaultCustomAttributes", Type: free,
		Help: "JSON object with values for extra attributes that a request leaves out. Only those named in " +
			"dynamicRegistrationCustomAttributes are used.",
	},
	{
		Name: "dynamicRegistrationCustomObjectClass", Type: str,
		Help: "Object class for registered clients that holds their extra attributes. Empty adds none.",
	},
	{
		Name: "returnClientSecretOnRead", Type: boolean,
		Help: "Whether reading or updating a registration returns the client secret. When false it is shown only once, at " +
			"registration.",
		Default: raw(`true`),
		Unset:   raw(`false`),
	},
	{
		Name: "rotateClientRegistrationAccessTokenOnUsage", Type: boolean,
		Help:    "Replaces a client's registration access token each time it is used. The client must keep the new one.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "redirectUrisRegexEnabled", Type: boolean,
		Help: "Whether clients may accept redirect addresses by a regular expression. A careless expression lets attackers " +
			"receive codes.",
		Default: raw(`true`),
		Unset:   raw(`false`),
	},
	{
		Name: "clientWhiteList", Type: listOf(str),
		Help: "Redirect addresses a client may register, as URL patterns with *. * allows all, and an empty list allows " +
			"none.",
		Default:      raw(`["*"]`),
		UnsetWarning: "An empty list allows no redirect address: clients that have one can no longer register.",
	},
	{
		Name: "clientBlackList", Type: listOf(str),
		Help:    "Redirect addresses that no client may register, as URL patterns with *. It wins over clientWhiteList.",
		Default: raw(`["*.attacker.com/*"]`),
	},
	{
		Name: "dcrAuthorizationWithClientCredentials", Type: boolean,
		Help: "Reading or changing a registration needs an access token of that client from the client_credentials grant, " +
			"which every client must therefore register.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "dcrAuthorizationWithMTLS", Type: boolean,
		Help:    "Lets a client certificate, presented over mutual TLS, authorise a registration request.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
}
