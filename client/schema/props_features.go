package schema

var featuresProperties = []Property{
	{
		Name: "featureFlags", Type: listOf(flagName()),
		Help: "Which features are on; names are matched in any case. An empty list, or one without a single known name, " +
			"switches every feature on, so the last one cannot be switched off. Unknown names are kept and ignored.",
		Aliases:      []string{"enabledFeatureFlags", "enabledComponents"},
		Default:      raw(`["health_check","userinfo","clientinfo","id_generation","registration","introspection","revoke_token","revoke_session","global_token_revocation","active_session","end_session","status_session","jans_configuration","ciba","device_authz","metric","stat","par","ssa","global_token_revocation","status_list","logout_status_jwt","rate_limit","access_evaluation","identity_assertion_authz_grant"]`),
		UnsetWarning: "An empty list switches every feature on, also those that are off now.",
	},
	{
		Name: "disableU2fEndpoint", Type: boolean,
		Help:    "Left over from U2F, which the server no longer offers: nothing reads this setting.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "errorReasonEnabled", Type: boolean,
		Help: "Adds a \"reason\" text to error answers, which helps while integrating a client. It tells callers about the " +
			"server's inner workings, so keep it off in production.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "errorHandlingMethod", Type: enum("internal", "remote"),
		Help: "Where a failed login ends: remote sends the error back to the application, internal shows the server's own " +
			"error page.",
		Default: raw(`"remote"`),
		Unset:   raw(`"remote"`),
	},
	{
		Name: "externalUriWhiteList", Type: listOf(str),
		Help: "Addresses the server itself may call, for instance to fetch a client's keys, as URL patterns with *. Empty " +
			"allows every address.",
	},
	{
		Name: "personCustomObjectClassList", Type: listOf(str),
		Help: "Object classes that a person entry gets in the database besides the built-in ones. Set by the installer; " +
			"change it only together with the database schema.",
		Generated: true,
	},
	{
		Name: "jansId", Type: address,
		Help:    "Address of a former service that generated identifiers. Nothing reads this setting.",
		Default: raw(`"{issuer}/oxid/service/jans/inum"`),
	},
}
