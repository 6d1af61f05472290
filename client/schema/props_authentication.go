package schema

var authenticationProperties = []Property{
	{
		Name: "agamaConfiguration", Type: agamaEngine,
		Help:         "The Agama engine, which runs login flows deployed as projects. While not enabled such flows cannot be used.",
		Default:      raw(`{"enabled":true,"rootDir":"/opt/jans/jetty/jans-auth/agama","templatesPath":"/ftl","scriptsPath":"/scripts","maxItemsLoggedInCollections":9,"pageMismatchErrorPage":"mismatch.ftlh","interruptionErrorPage":"timeout.ftlh","crashErrorPage":"crash.ftlh","finishedFlowPage":"finished.ftlh","startEndUrlMapping":{"agama/agama.xhtml":"postlogin.htm","agama/consent.xhtml":"agama/consent_authorize.htm"},"defaultResponseHeaders":{"Cache-Control":"max-age=0, no-store"},"serializeRules":{"JAVA":["java","sun","com.sun","jdk"],"KRYO":[]}}`),
		UnsetWarning: "Agama flows stop working.",
	},
	{
		Name: "acrMappings", Type: mapOf(named(FormatACR)),
		Help: "Other names for authentication methods: the requested acr to the one to use. Published in discovery.",
	},
	{
		Name: "useHighestLevelScriptIfAcrScriptNotFound", Type: boolean,
		Help: "Falls back to the authentication script with the highest level when the requested one does not exist. When " +
			"false the request fails.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "keepAuthenticatorAttributesOnAcrChange", Type: boolean,
		Help:    "Keeps what authentication scripts stored in the session when the method changes during a login.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "acrToConsentScriptNameMapping", Type: mapOf(str),
		Help: "Authentication method to the name of the consent script that asks the user. It goes before the scripts of " +
			"the client.",
	},
	{
		Name: "acrToAgamaConsentFlowMapping", Type: mapOf(str),
		Help: "Authentication method to the Agama flow that asks for consent. The Agama consent script reads it.",
	},
	{
		Name: "consentGatheringScriptBackwardCompatibility", Type: boolean,
		Help:    "Uses one consent script, the one with the highest level, for all clients as old versions did.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "authenticationProtectionConfiguration", Type: bruteForceProtection,
		Help: "Slows down repeated failed logins. It has an effect only while bruteForceProtectionEnabled is true; each " +
			"delay keeps a server thread waiting.",
		Default: raw(`{"attemptExpiration":15,"maximumAllowedAttemptsWithoutDelay":4,"delayTime":2,"bruteForceProtectionEnabled":false}`),
	},
	{
		Name: "authenticationFiltersEnabled", Type: boolean,
		Help:    "Whether users can be found by authenticationFilters instead of user name and password.",
		Default: raw(`false`),
	},
	{
		Name: "authenticationFilters", Type: listOf(authenticationFilter),
		Help:    "Searches that find a user by request parameters. Used only while authenticationFiltersEnabled is true.",
		Default: raw(`[{"filter":"(&(mail=*{0}*)(inum={1}))","bind":false,"bindPasswordAttribute":"","baseDn":"ou=people,o=jans"},{"filter":"uid={0}","bind":true,"bindPasswordAttribute":"pwd","baseDn":"ou=people,o=jans"}]`),
	},
	{
		Name: "clientAuthenticationFiltersEnabled", Type: boolean,
		Help:    "Whether clients can be found by clientAuthenticationFilters when they send no other credentials.",
		Default: raw(`false`),
	},
	{
		Name: "clientAuthenticationFilters", Type: listOf(authenticationFilter),
		Help: "Searches that find a client by request parameters. Used only while clientAuthenticationFiltersEnabled is " +
			"true.",
		Default: raw(`[{"filter":"myCustomAttr1={0}","baseDn":"ou=clients,o=jans"}]`),
	},
	{
		Name: "tokenEndpointAuthMethodsSupported", Type: listOf(clientAuthMethod),
		Help: "Ways in which clients may authenticate, in discovery and for registration. Clients already registered keep " +
			"theirs.",
		Default:      raw(`["client_secret_basic","client_secret_post","client_secret_jwt","private_key_jwt","tls_client_auth","self_signed_tls_client_auth"]`),
		UnsetWarning: "Client registration fails, since the server expects a list here.",
	},
	{
		Name: "allowClientAssertionAudWithoutStrictIssuerMatch", Type: boolean,
		Help: "Accepts client assertions (private_key_jwt, client_secret_jwt) meant for another audience. Keep it off: an " +
			"assertion made for another server could be used here.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
}
