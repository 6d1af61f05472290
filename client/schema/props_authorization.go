package schema

var authorizationProperties = []Property{
	{
		Name: "grantTypesSupported", Type: setOf(grantType),
		Help: "Grants of the server, as shown in discovery. Login requests need authorization_code or implicit here, and " +
			"registration offers no others.",
		Default:      raw(`["authorization_code","implicit","password","client_credentials","refresh_token","urn:ietf:params:oauth:grant-type:uma-ticket","urn:ietf:params:oauth:grant-type:device_code","urn:ietf:params:oauth:grant-type:token-exchange","urn:ietf:params:oauth:grant-type:jwt-bearer"]`),
		UnsetWarning: "Without a list every login request is refused and client registration fails.",
	},
	{
		Name: "responseTypesSupported", Type: setOf(setOf(responseType)),
		Help: "Combinations of response types the server supports, as shown in discovery. Clients can register only the " +
			"types that occur in them.",
		Default:      raw(`[["code"],["code","id_token"],["token"],["token","id_token"],["code","token"],["code","token","id_token"],["id_token"]]`),
		UnsetWarning: "Discovery fails without a list, and clients cannot find the server.",
	},
	{
		Name: "responseModesSupported", Type: setOf(responseMode),
		Help: "Ways of returning an authorization response that discovery lists. Each ending in jwt, and jwt itself, is a " +
			"signed response (JARM).",
		Default: raw(`["query","fragment","form_post","query.jwt","fragment.jwt","form_post.jwt","jwt"]`),
	},
	{
		Name: "allResponseTypesSupported", Type: setOf(responseType),
		Help:  "Every response type that occurs in responseTypesSupported, worked out by the server.",
		Fixed: "the server works it out from responseTypesSupported; set that one instead",
	},
	{
		Name: "requirePkce", Type: boolean,
		Help: "Requires every client to use PKCE in the code flow, not only those that are set so. Logins of clients " +
			"without PKCE then fail.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "allowIdTokenWithoutImplicitGrantType", Type: boolean,
		Help:    "Lets a client receive an id_token straight from the login without having the implicit grant.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "authorizationResponseIssParameterSupported", Type: boolean,
		Help: "Adds iss to authorization responses, so that clients notice mixed-up servers (RFC 9207), and says so in " +
			"discovery.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "trustedClientEnabled", Type: boolean,
		Help:    "Whether clients marked as trusted skip the consent page. When false all users are asked.",
		Default: raw(`true`),
	},
	{
		Name: "skipAuthorizationForOpenIdScopeAndPairwiseId", Type: boolean,
		Help:    "Skips the consent page for pairwise clients that request only the scope openid.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "disablePromptConsent", Type: boolean,
		Help:    "Ignores prompt=consent and shows no consent page for it.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "disablePromptLogin", Type: boolean,
		Help:    "Ignores prompt=login, so that an application cannot force a new login.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "disablePromptCreate", Type: boolean,
		Help: "Ignores prompt=create, so that users cannot register an account from a login request.",
	},
	{
		Name: "skipSessionAuthnTimeCheckDuringPromptLogin", Type: boolean,
		Help: "For clients that always ask for a new login: accepts a session however old. When false the login must be " +
			"fresh.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "sessionAuthnTimeCheckDuringPromptLoginThresholdMs", Type: integer(UnitMilliseconds, 0),
		Help: "For clients that always ask for a new login: how old a login may be and still count as fresh. Raise it on " +
			"slow networks, where users are sent round in circles.",
		Default: raw(`500`),
		Unset:   raw(`500`),
	},
	{
		Name: "disableAuthnForMaxAgeZero", Type: boolean,
		Help: "With max_age=0, asks for a new login as the standard says. When false max_age=0 accepts an existing one.",
	},
	{
		Name: "authorizationRequestCustomAllowedParameters", Type: setOf(customParameter),
		Help: "Extra request parameters that scripts and pages may see, and whether they come back in the response. Others " +
			"are dropped.",
		Default: raw(`[{"paramName":"customParam1","returnInResponse":false},{"paramName":"customParam2","returnInResponse":false},{"paramName":"customParam3","returnInResponse":false},{"paramName":"customParam4","returnInResponse":true},{"paramName":"customParam5","returnInResponse":true}]`),
	},
	{
		Name: "customHeadersWithAuthorizationResponse", Type: boolean,
		Help:    "Lets a login request name HTTP headers that are put into the response.",
		Default: raw(`true`),
		Unset:   raw(`false`),
	},
	{
		Name: "blockWebviewAuthorizationEnabled", Type: boolean,
		Help:    "Answers 401 to login requests with the header X-Requested-With, which browsers embedded in mobile apps send.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "forceRopcInAuthorizationEndpoint", Type: boolean,
		Help:    "Runs the password grant script (resource_owner_password_credentials) at the login endpoint as well.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "authorizationChallengeDefaultAcr", Type: named(FormatACR),
		Help:    "Name of the authorization_challenge script that handles requests whose acr_values name none.",
		Default: raw(`"default_challenge"`),
		Unset:   raw(`"default_challenge"`),
	},
	{
		Name: "authorizationChallengeShouldGenerateSession", Type: boolean,
		Help: "Whether the authorization challenge endpoint creates a login session with cookie. When false it gives out " +
			"codes only.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "authorizationChallengeSessionLifetimeInSeconds", Type: integer(UnitSeconds, 1),
		Help:    "How long a login through the authorization challenge endpoint may take from the first step to the last.",
		Default: raw(`86400`),
		Unset:   raw(`86400`),
	},
}
