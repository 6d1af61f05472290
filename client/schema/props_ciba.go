package schema

var cibaProperties = []Property{
	{
		Name: "backchannelAuthenticationEndpoint", Type: address,
		Help:    "Address for starting a CIBA login, as published in discovery, even while the flag ciba is off.",
		Aliases: []string{"backchannel_authentication_endpoint"},
		Default: raw(`"{issuer}/jans-auth/restv1/bc-authorize"`),
	},
	{
		Name: "backchannelDeviceRegistrationEndpoint", Type: address,
		Help:    "Address where the phone of a user is registered for CIBA. The registration page calls it.",
		Default: raw(`"{issuer}/jans-auth/restv1/bc-deviceRegistration"`),
	},
	{
		Name: "backchannelClientId", Type: named(FormatClient),
		Help: "Client that the CIBA pages of the server use to log the user in.",
	},
	{
		Name: "backchannelRedirectUri", Type: address,
		Help: "Page to which the user returns after confirming a CIBA login. It must be registered with " +
			"backchannelClientId.",
		Default: raw(`"{issuer}/jans-auth/ciba/home.htm"`),
	},
	{
		Name: "backchannelTokenDeliveryModesSupported", Type: listOf(suggest("poll", "ping", "push")),
		Help:    "Ways in which a CIBA client may receive its tokens, in discovery and for registration.",
		Default: raw(`["poll","ping","push"]`),
	},
	{
		Name: "backchannelAuthenticationRequestSigningAlgValuesSupported", Type: listOf(signing),
		Help: "Algorithms for signed CIBA requests that discovery lists. Empty lists none.",
	},
	{
		Name: "backchannelUserCodeParameterSupported", Type: boolean,
		Help:    "Whether CIBA clients may require a secret code of the user with each request.",
		Default: raw(`false`),
	},
	{
		Name: "backchannelBindingMessagePattern", Type: named(FormatRegexp),
		Help:         "Regular expression that the message shown to the user must match as a whole.",
		Default:      raw(`"^[a-zA-Z0-9]{4,8}$"`),
		UnsetWarning: "CIBA requests with a binding message fail.",
	},
	{
		Name: "backchannelLoginHintClaims", Type: listOf(named(FormatClaim)),
		Help:         "User attributes in which a CIBA login_hint is looked for.",
		Default:      raw(`["inum","uid","mail"]`),
		UnsetWarning: "Users can no longer be found by login_hint.",
	},
	{
		Name: "backchannelAuthenticationResponseExpiresIn", Type: integer(UnitSeconds, 1),
		Help:         "How long a user has to confirm a CIBA login for which the client names no time.",
		Default:      raw(`3600`),
		Unset:        raw(`0`),
		UnsetWarning: "It becomes 0: CIBA logins expire at once.",
	},
	{
		Name: "backchannelAuthenticationResponseInterval", Type: integer(UnitSeconds, 0),
		Help: "Shortest time between two polls of a CIBA or device flow login; faster clients get slow_down. The device " +
			"flow advertises deviceAuthzTokenPollInterval instead, so keep this at or below that.",
		Default: raw(`2`),
		Unset:   raw(`0`),
	},
	{
		Name: "cibaMaxExpirationTimeAllowedSec", Type: integer(UnitSeconds, 0),
		Help: "Longest time a client may ask for to confirm a CIBA login. Signed requests may not be older than this " +
			"either. 0 refuses every client that asks for a time.",
		Default:      raw(`1800`),
		Unset:        raw(`0`),
		UnsetWarning: "It becomes 0: CIBA requests that name an expiry, and signed ones, are refused.",
	},
	{
		Name: "cibaGrantLifeExtraTimeSec", Type: integer(UnitSeconds, 0),
		Help:    "How much longer than its expiry a CIBA request is kept, so that its end can still be reported to the client.",
		Default: raw(`180`),
		Unset:   raw(`0`),
	},
	{
		Name: "backchannelRequestsProcessorJobIntervalSec", Type: integer(UnitSeconds, 0),
		Help:    "How often expired CIBA requests are cleared. Read at start only; 0 starts no such job.",
		Default: raw(`5`),
		Unset:   raw(`0`),
	},
	{
		Name: "backchannelRequestsProcessorJobChunkSize", Type: number(0),
		Help:    "How many expired CIBA requests are cleared at a time. 0 means a built-in number.",
		Default: raw(`100`),
		Unset:   raw(`0`),
	},
	{
		Name: "cibaEndUserNotificationConfig", Type: cibaNotification,
		Help:         "Firebase account through which users are notified of CIBA logins. The notification key is stored encrypted.",
		UnsetWarning: "Users are no longer notified, and CIBA requests fail.",
	},
}
